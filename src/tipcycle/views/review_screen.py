"""A review on a terminal, and the same as sentences for a pipe: all but the foot, the board and the lines for pens."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tipcycle.core.review import Review, ReviewedTip
from tipcycle.core.tips import Catalogue
from tipcycle.locales import Words
from tipcycle.views import review_words as say
from tipcycle.views.labels import full_strip, number, quoted, seated, spoken, title, titled, touchstone
from tipcycle.views.look import Look
from tipcycle.views.safe import safe
from tipcycle.views.screen import both_ends, heading, indented, legend_lines, tip_rows
from tipcycle.views.team_marks import DECISIONS


def review_screen(review: Review, catalogue: Catalogue, words: Words, look: Look) -> RenderableType:
    """The review: voices above counts, what the table decides below, the leader's own view last."""
    _ = words.text
    cycle = review.cycle
    where = words.span(cycle.starts, cycle.ends, year=True)
    parts: list[RenderableType] = [Text(""), both_ends(say.headline(review, words), where, look)]
    if review.team:
        parts.append(Text(safe(review.team), style="dim"))
    if review.private:
        parts += [Text(""), Text(say.private_notice(words), style="bold")]
    if review.sentence:
        sentence = touchstone(safe(review.sentence), words, provisional=review.provisional)
        parts += [Text(""), Text(sentence, style="bold")]
    if review.words:
        parts += [Text(""), Text(f"{_('In my words')}: {safe(review.words)}", style="italic")]
    if review.voices:
        parts += [Text(""), heading(_("what we heard"))]
        for voice in review.voices:
            parts += [Text(quoted(voice.text)), Text(f"  {safe(say.who_and_when(voice, words))}", style="dim")]
    parts += [Text(""), heading(_("the five"))]
    parts += [Group(_tip(tip, catalogue, words), Text("")) for tip in review.tips]
    parts.append(legend_lines((seated(tip.record) for tip in review.tips), words, look))
    if review.loose_notes:
        parts += [Text(""), heading(_("notes"))]
        for note in review.loose_notes:
            parts.append(Text.assemble(safe(note.text), (f"  {safe(say.who_and_when(note, words))}", "dim")))
    parts += _rest(review, catalogue, words)
    return indented(*parts, Text(""))


def _tip(tip: ReviewedTip, catalogue: Catalogue, words: Words) -> RenderableType:
    record = tip.record
    facts = [say.count(tip, words), say.costly(tip, words)]
    body: list[RenderableType] = [
        Text(title(record.tip, catalogue, words), style="bold"),
        Text.assemble(full_strip(seated(record)), "  ", (", ".join(fact for fact in facts if fact), "dim")),
    ]
    body += [Text(quoted(note.text)) for note in tip.notes]
    swapped = say.swapped(tip, catalogue, words)
    if swapped:
        body.append(Text(safe(swapped)))
    elif tip.outcome:
        body.append(
            Text("→ " + words.text(say.OUTCOMES[tip.outcome]) + (f": {safe(tip.lesson)}" if tip.lesson else ""))
        )
    else:
        boxes = [f"☐ {words.text(say.OUTCOMES[name])}" for name in DECISIONS]
        body.append(Text("   ".join(boxes), style="dim"))
    return tip_rows([(Text(number(record.tip), style="cyan"), Group(*body))])


def _rest(review: Review, catalogue: Catalogue, words: Words) -> list[RenderableType]:
    _ = words.text
    parts: list[RenderableType] = [Text("")]
    if review.state != "closed":
        parts.append(heading(_("at the table")))
        parts += [Text(question) for question in say.table_questions(words)]
    else:
        parts += [heading(_("what stays")), Text(say.stays(review, catalogue, words))]
    parts += _next_five(review, catalogue, words)
    if review.running:
        parts += [Text(""), Text(f"{_('Kept running meanwhile')}: {safe(review.running)}")]
    if review.paused and not review.private:
        parts += [Text(""), Text(f"‖ {_('Weeks off')}: {say.weeks_named(review.paused, words)}")]
    for pause in review.pauses:
        reason = f": {safe(pause.because)}" if pause.because else ""
        parts += [Text(""), Text(f"‖ {_('Weeks off')}: {say.weeks_named(pause.weeks, words)}{reason}")]
    if review.felt:
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_row(Text(""), Text(_("in the team"), style="dim"), Text(_("with customers"), style="dim"))
        for week, felt in review.felt:
            one, other = say.felt_words(felt, words)
            grid.add_row(Text(words.span(week.monday, week.sunday), style="dim"), Text(one), Text(other))
        parts += [Text(""), heading(_("how I saw it")), grid]
    if review.costly:
        parts += [Text(""), heading(_("When it cost something"))]
        for moment in review.costly:
            day, told = say.costly_moment(moment, catalogue, words)
            parts.append(Text.assemble((f"{day}  ", "dim"), safe(told)))
    if review.reading:
        name, told = say.reading(review.reading, words)
        parts += [Text(""), heading(_("reading")), Text.assemble((name, "bold"), f"  {told}")]
    if review.replies:
        parts += [Text(""), heading(_("questions I took along"))]
        parts += [Text(f"{words.span(week.monday, week.sunday)}: {safe(text)}") for week, text in review.replies]
    notice = say.private_notice(words) if review.private else say.left_out_notice(words)
    return [*parts, Text(""), Text(notice, style="dim")]


def _next_five(review: Review, catalogue: Catalogue, words: Words) -> list[RenderableType]:
    _ = words.text
    found = review.next_five
    parts: list[RenderableType] = [Text(""), heading(_("The next five"))]
    parts += [Text(say.seat(tip, review, catalogue, words)) for tip in found.seated]
    if found.free:
        parts.append(Text(say.places(review, words), style="dim"))
        parts += [Text(f"☐ {titled(tip, catalogue, words)}") for tip in found.suggested]
    return parts


def review_plain(review: Review, catalogue: Catalogue, words: Words) -> str:
    """The same as sentences."""
    _ = words.text
    cycle = review.cycle
    lines = [f"{say.headline(review, words)}, {words.span(cycle.starts, cycle.ends, year=True)}."]
    lines += [review.team] if review.team else []
    lines += [say.private_notice(words)] if review.private else []
    if review.sentence:
        lines.append(touchstone(review.sentence, words, provisional=review.provisional))
    lines += [f"{_('In my words')}: {review.words}"] if review.words else []
    lines += [f"{_('What we heard')}: {quoted(v.text)} {say.who_and_when(v, words)}." for v in review.voices]
    for tip in review.tips:
        lines += _tip_plain(tip, catalogue, words)
    lines += [f"{_('Note')}: {note.text} ({say.who_and_when(note, words)})" for note in review.loose_notes]
    if review.state != "closed":
        lines += [f"{_('At the table')}: {question}" for question in say.table_questions(words)]
    else:
        lines.append(say.stays(review, catalogue, words))
    lines += _next_five_plain(review, catalogue, words)
    lines += [f"{_('Kept running meanwhile')}: {review.running}"] if review.running else []
    if review.paused and not review.private:
        lines.append(f"{_('Weeks off')}: {say.weeks_named(review.paused, words)}.")
    for pause in review.pauses:
        lines.append(f"{_('Weeks off')}: {say.weeks_named(pause.weeks, words)}. {pause.because or ''}".rstrip())
    for week, felt in review.felt:
        one, other = say.felt_words(felt, words)
        where = words.span(week.monday, week.sunday)
        lines.append(
            _("{week}: in the team {team}, with customers {customers}.").format(week=where, team=one, customers=other)
        )
    for moment in review.costly:
        day, told = say.costly_moment(moment, catalogue, words)
        lines.append(f"{_('When it cost something')}: {day}: {told}")
    if review.reading:
        name, told = say.reading(review.reading, words)
        lines.append(f"{_('Reading')}: {name}. {told}")
    lines += [f"{words.span(week.monday, week.sunday)}: {text}" for week, text in review.replies]
    lines.append(say.private_notice(words) if review.private else say.left_out_notice(words))
    return "\n".join(safe(line) for line in lines)


def _tip_plain(tip: ReviewedTip, catalogue: Catalogue, words: Words) -> list[str]:
    record = tip.record
    facts = [say.count(tip, words), say.costly(tip, words)]
    told = f"{number(record.tip)} {title(record.tip, catalogue, words)}: {', '.join(fact for fact in facts if fact)}."
    weeks = spoken(record.weeks, words)
    lines = [told + (f" {weeks}." if weeks else "")]
    lines += [f"   {quoted(note.text)}" for note in tip.notes]
    swapped = say.swapped(tip, catalogue, words)
    if swapped:
        lines.append(f"   {swapped}")
    elif tip.outcome:
        outcome = words.text(say.OUTCOMES[tip.outcome])
        lines.append(f"   {outcome}" + (f": {tip.lesson}" if tip.lesson else ""))
    return lines


def _next_five_plain(review: Review, catalogue: Catalogue, words: Words) -> list[str]:
    _ = words.text
    found = review.next_five
    lines = [f"{_('The next five')}: {say.seat(tip, review, catalogue, words)}" for tip in found.seated]
    if found.free:
        lines.append(f"{_('The next five')}: {say.places(review, words)}")
        lines += [f"   {titled(tip, catalogue, words)}" for tip in found.suggested]
    return lines
