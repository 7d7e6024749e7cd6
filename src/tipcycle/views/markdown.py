"""A review as Markdown that pastes well into a chat or a wiki."""

import re

from tipcycle.core.review import Review, ReviewedTip
from tipcycle.core.tips import Catalogue
from tipcycle.locales import Words
from tipcycle.views import review_words as say
from tipcycle.views.foot import foot
from tipcycle.views.labels import SIGNS, full_strip, legend, number, seated, title, touchstone
from tipcycle.views.safe import safe
from tipcycle.views.team_marks import DECISIONS


def escaped(text: str) -> str:
    """Text that Markdown shows as it is: nothing in it becomes a link, a heading, a list, HTML or a table."""
    text = re.sub(r"([\\`*_{}\[\]<>#|~$&@])", r"\\\1", safe(text).strip())
    text = re.sub(r"^(?:[-+=]|\d+(?=[.)]))", _not_a_list, text)
    return re.sub(r"(?i)\b(https?|ftp|mailto|xmpp)(?=:)|\bwww(?=\.)", r"\g<0>\\", text)


def _not_a_list(start: re.Match[str]) -> str:
    """A sign or a number at the beginning that would make a list of the line."""
    return f"{start[0]}\\" if start[0].isdigit() else f"\\{start[0]}"


def review_markdown(review: Review, catalogue: Catalogue, words: Words) -> str:
    """The whole review."""
    _ = words.text
    cycle = review.cycle
    where = words.span(cycle.starts, cycle.ends, year=True)
    lines = [f"# {escaped(say.headline(review, words))}", "", ", ".join(escaped(p) for p in (where, review.team) if p)]
    if review.private:
        lines += ["", f"**{say.private_notice(words)}**"]
    if review.sentence:
        lines += ["", f"**{escaped(touchstone(review.sentence, words, provisional=review.provisional))}**"]
    if review.words:
        lines += ["", f"**{_('In my words')}:** {escaped(review.words)}"]
    if review.voices:
        lines += ["", f"## {_('What we heard')}"]
        for voice in review.voices:
            lines += ["", f"> {escaped(voice.text)}  ", f"> *{escaped(say.who_and_when(voice, words))}*"]
    lines += ["", f"## {_('The five')}"]
    for tip in review.tips:
        lines += ["", *_tip(tip, catalogue, words)]
    lines += ["", legend((seated(tip.record) for tip in review.tips), words)]
    if review.loose_notes:
        lines += ["", f"## {_('Notes')}", ""]
        lines += [f"- {escaped(note.text)} ({escaped(say.who_and_when(note, words))})" for note in review.loose_notes]
    lines += _rest(review, catalogue, words)
    return "\n".join(lines).strip() + "\n"


def _strip(weeks: str) -> str:
    """The weeks as signs; Markdown would drop plain spaces before the first week of a tip that came in later."""
    return full_strip(weeks).replace(" ", "\u00a0")


def _tip(tip: ReviewedTip, catalogue: Catalogue, words: Words) -> list[str]:
    _ = words.text
    record = tip.record
    name = f"**{number(record.tip)} {escaped(title(record.tip, catalogue, words))}**"
    facts = [say.count(tip, words), say.costly(tip, words)]
    lines = [f"{name}  ", f"{_strip(seated(record))}  {', '.join(fact for fact in facts if fact)}"]
    swapped = say.swapped(tip, catalogue, words)
    if swapped:
        lines[-1] += "  "
        lines.append(escaped(swapped))
    elif tip.outcome:
        lines[-1] += "  "
        lines.append(f"→ {words.text(say.OUTCOMES[tip.outcome])}" + (f": {escaped(tip.lesson)}" if tip.lesson else ""))
    else:
        lines[-1] += "  "
        lines.append("   ".join(f"☐ {words.text(say.OUTCOMES[name])}" for name in DECISIONS))
    for note in tip.notes:
        lines += ["", f"> {escaped(note.text)}"]
    return lines


def _rest(review: Review, catalogue: Catalogue, words: Words) -> list[str]:
    _ = words.text
    lines: list[str] = []
    if review.state != "closed":
        lines += ["", f"## {_('At the table')}", ""]
        lines += [f"- {question}" for question in say.table_questions(words)]
    else:
        lines += ["", f"## {_('What stays')}", "", escaped(say.stays(review, catalogue, words))]
    lines += _next_five(review, catalogue, words)
    if review.running:
        lines += ["", f"{_('Kept running meanwhile')}: {escaped(review.running)}"]
    if review.paused and not review.private:
        lines += ["", f"{SIGNS['P']} {_('Weeks off')}: {say.weeks_named(review.paused, words)}"]
    for pause in review.pauses:
        reason = f": {escaped(pause.because)}" if pause.because else ""
        lines += ["", f"{SIGNS['P']} {_('Weeks off')}: {say.weeks_named(pause.weeks, words)}{reason}"]
    if review.felt:
        team, customers = _("in the team"), _("with customers")
        lines += ["", f"## {_('How I saw it')}", "", f"| | {team} | {customers} |", "| --- | --- | --- |"]
        for week, felt in review.felt:
            one, other = say.felt_words(felt, words)
            lines.append(f"| {words.span(week.monday, week.sunday)} | {one} | {other} |")
    if review.costly:
        lines += ["", f"## {_('When it cost something')}", ""]
        for moment in review.costly:
            day, told = say.costly_moment(moment, catalogue, words)
            lines.append(f"- {day}: {escaped(told)}")
    if review.reading:
        name, told = say.reading(review.reading, words)
        lines += ["", f"**{_('Reading')}:** {name}. {told}"]
    lines += _foot(review, words)
    if review.replies:
        lines += ["", f"## {_('Questions I took along')}", ""]
        lines += [f"- {words.span(week.monday, week.sunday)}: {escaped(text)}" for week, text in review.replies]
    notice = say.private_notice(words) if review.private else say.left_out_notice(words)
    return [*lines, "", f"*{notice}*"]


def _foot(review: Review, words: Words) -> list[str]:
    found = foot(review, words)
    lines: list[str] = []
    if found.rows:
        lines += ["", f"## {found.rooms}", "", f"*{found.asked}*", ""]
        lines += [f"- {row.name}: {row.told}" for row in found.rows]
    if found.turns:
        lines += ["", f"## {found.spiral}", "", *(f"- {turn.told}" for turn in found.turns)]
        lines += ["", f"*{found.no_claim}*", "", found.way]
    return lines


def _next_five(review: Review, catalogue: Catalogue, words: Words) -> list[str]:
    _ = words.text
    found = review.next_five
    lines = ["", f"## {_('The next five')}", ""]
    lines += [f"- {escaped(say.seat(tip, review, catalogue, words))}" for tip in found.seated]
    if found.free:
        lines += [*([""] if found.seated else []), say.places(review, words), ""]
        lines += [f"- ☐ {number(tip)} {escaped(title(tip, catalogue, words))}" for tip in found.suggested]
        lines += [f"- ☐ … ({_('who joins in?')})"]
    return lines
