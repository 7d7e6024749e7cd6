"""The review as a Rich layout and as plain sentences.

The footer, the board and the writing lines of the printed sheet are left out.
"""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tipcycle.core.review import Review, ReviewedTip
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator
from tipcycle.render.labels import (
    full_status_signs,
    numbered_title,
    quote_text,
    status_words,
    tenure_statuses,
    tip_number,
    tip_title,
    touchstone_text,
)
from tipcycle.render.review import text as review_text
from tipcycle.render.review.text import DECISIONS
from tipcycle.render.rich_screens import indented, rich_header, rich_heading, rich_legend, tip_grid
from tipcycle.render.sanitize import sanitize
from tipcycle.render.text_layout import DisplayOptions


def review_screen(
    review: Review, catalogue: Catalogue, translator: Translator, display: DisplayOptions
) -> RenderableType:
    """Return the review: voices before figures, then the questions for the team, then the manager's own view."""
    _ = translator.gettext
    cycle = review.cycle
    dates = translator.date_range(cycle.starts, cycle.ends, with_year=True)
    parts: list[RenderableType] = [Text(""), rich_header(review_text.review_title(review, translator), dates, display)]
    if review.team:
        parts.append(Text(sanitize(review.team), style="dim"))
    if review.is_private:
        parts += [Text(""), Text(review_text.private_notice(translator), style="bold")]
    if review.touchstone:
        touchstone = touchstone_text(sanitize(review.touchstone), translator, provisional=review.is_provisional)
        parts += [Text(""), Text(touchstone, style="bold")]
    if review.summary:
        parts += [Text(""), Text(f"{_('In my words')}: {sanitize(review.summary)}", style="italic")]
    if review.voices:
        parts += [Text(""), rich_heading(_("what we heard"))]
        for voice in review.voices:
            parts += [
                Text(quote_text(voice.text)),
                Text(f"  {sanitize(review_text.attribution(voice, translator))}", style="dim"),
            ]
    parts += [Text(""), rich_heading(_("the five"))]
    parts += [Group(_tip_part(tip, catalogue, translator), Text("")) for tip in review.tips]
    parts.append(rich_legend((tenure_statuses(tip.record) for tip in review.tips), translator, display))
    if review.other_notes:
        parts += [Text(""), rich_heading(_("notes"))]
        for note in review.other_notes:
            parts.append(
                Text.assemble(sanitize(note.text), (f"  {sanitize(review_text.attribution(note, translator))}", "dim"))
            )
    parts += _closing_parts(review, catalogue, translator)
    return indented(*parts, Text(""))


def _tip_part(tip: ReviewedTip, catalogue: Catalogue, translator: Translator) -> RenderableType:
    record = tip.record
    facts = [review_text.count_text(tip, translator), review_text.costly_text(tip, translator)]
    parts: list[RenderableType] = [
        Text(tip_title(record.tip, catalogue, translator), style="bold"),
        Text.assemble(
            full_status_signs(tenure_statuses(record)), "  ", (", ".join(fact for fact in facts if fact), "dim")
        ),
    ]
    parts += [Text(quote_text(note.text)) for note in tip.notes]
    swap_text = review_text.swap_text(tip, catalogue, translator)
    if swap_text:
        parts.append(Text(sanitize(swap_text)))
    elif tip.outcome:
        parts.append(
            Text(
                "→ "
                + translator.gettext(review_text.OUTCOME_LABELS[tip.outcome])
                + (f": {sanitize(tip.lesson)}" if tip.lesson else "")
            )
        )
    else:
        boxes = [f"☐ {translator.gettext(review_text.OUTCOME_LABELS[name])}" for name in DECISIONS]
        parts.append(Text("   ".join(boxes), style="dim"))
    return tip_grid([(Text(tip_number(record.tip), style="cyan"), Group(*parts))])


def _closing_parts(review: Review, catalogue: Catalogue, translator: Translator) -> list[RenderableType]:
    _ = translator.gettext
    parts: list[RenderableType] = [Text("")]
    if review.state != "closed":
        parts.append(rich_heading(_("at the table")))
        parts += [Text(question) for question in review_text.discussion_questions(translator)]
    else:
        parts += [rich_heading(_("what stays")), Text(review_text.stays_text(review, catalogue, translator))]
    parts += _next_five_parts(review, catalogue, translator)
    if review.running:
        parts += [Text(""), Text(f"{_('Kept running meanwhile')}: {sanitize(review.running)}")]
    if review.paused_weeks and not review.is_private:
        parts += [Text(""), Text(f"‖ {_('Weeks off')}: {review_text.week_ranges(review.paused_weeks, translator)}")]
    for pause in review.pauses:
        reason = f": {sanitize(pause.because)}" if pause.because else ""
        parts += [Text(""), Text(f"‖ {_('Weeks off')}: {review_text.week_ranges(pause.weeks, translator)}{reason}")]
    if review.feelings:
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_row(Text(""), Text(_("in the team"), style="dim"), Text(_("with customers"), style="dim"))
        for week, feelings in review.feelings:
            team_label, customer_label = review_text.felt_labels(feelings, translator)
            grid.add_row(
                Text(translator.date_range(week.monday, week.sunday), style="dim"),
                Text(team_label),
                Text(customer_label),
            )
        parts += [Text(""), rich_heading(_("how I saw it")), grid]
    if review.costly_moments:
        parts += [Text(""), rich_heading(_("When it cost something"))]
        for moment in review.costly_moments:
            day, text = review_text.costly_moment_text(moment, catalogue, translator)
            parts.append(Text.assemble((f"{day}  ", "dim"), sanitize(text)))
    if review.verdict:
        name, description = review_text.review_verdict_text(review.verdict, translator)
        parts += [Text(""), rich_heading(_("reading")), Text.assemble((name, "bold"), f"  {description}")]
    if review.answers:
        parts += [Text(""), rich_heading(_("questions I took along"))]
        parts += [
            Text(f"{translator.date_range(week.monday, week.sunday)}: {sanitize(text)}")
            for week, text in review.answers
        ]
    notice = review_text.private_notice(translator) if review.is_private else review_text.left_out_notice(translator)
    return [*parts, Text(""), Text(notice, style="dim")]


def _next_five_parts(review: Review, catalogue: Catalogue, translator: Translator) -> list[RenderableType]:
    _ = translator.gettext
    next_five = review.next_five
    parts: list[RenderableType] = [Text(""), rich_heading(_("The next five"))]
    parts += [Text(review_text.next_tip_text(tip, review, catalogue, translator)) for tip in next_five.placed_tips]
    if next_five.free_places:
        parts.append(Text(review_text.free_places_text(review, translator), style="dim"))
        parts += [Text(f"☐ {numbered_title(tip, catalogue, translator)}") for tip in next_five.suggested_tips]
    return parts


def review_plain(review: Review, catalogue: Catalogue, translator: Translator) -> str:
    """Return the review as plain sentences."""
    _ = translator.gettext
    cycle = review.cycle
    lines = [
        f"{review_text.review_title(review, translator)}, "
        f"{translator.date_range(cycle.starts, cycle.ends, with_year=True)}."
    ]
    lines += [review.team] if review.team else []
    lines += [review_text.private_notice(translator)] if review.is_private else []
    if review.touchstone:
        lines.append(touchstone_text(review.touchstone, translator, provisional=review.is_provisional))
    lines += [f"{_('In my words')}: {review.summary}"] if review.summary else []
    lines += [
        f"{_('What we heard')}: {quote_text(voice.text)} {review_text.attribution(voice, translator)}."
        for voice in review.voices
    ]
    for tip in review.tips:
        lines += _tip_plain(tip, catalogue, translator)
    lines += [f"{_('Note')}: {note.text} ({review_text.attribution(note, translator)})" for note in review.other_notes]
    if review.state != "closed":
        lines += [f"{_('At the table')}: {question}" for question in review_text.discussion_questions(translator)]
    else:
        lines.append(review_text.stays_text(review, catalogue, translator))
    lines += _next_five_plain(review, catalogue, translator)
    lines += [f"{_('Kept running meanwhile')}: {review.running}"] if review.running else []
    if review.paused_weeks and not review.is_private:
        lines.append(f"{_('Weeks off')}: {review_text.week_ranges(review.paused_weeks, translator)}.")
    for pause in review.pauses:
        lines.append(
            f"{_('Weeks off')}: {review_text.week_ranges(pause.weeks, translator)}. {pause.because or ''}".rstrip()
        )
    for week, feelings in review.feelings:
        team_label, customer_label = review_text.felt_labels(feelings, translator)
        dates = translator.date_range(week.monday, week.sunday)
        lines.append(
            _("{week}: in the team {team}, with customers {customers}.").format(
                week=dates, team=team_label, customers=customer_label
            )
        )
    for moment in review.costly_moments:
        day, text = review_text.costly_moment_text(moment, catalogue, translator)
        lines.append(f"{_('When it cost something')}: {day}: {text}")
    if review.verdict:
        name, description = review_text.review_verdict_text(review.verdict, translator)
        lines.append(f"{_('Reading')}: {name}. {description}")
    lines += [f"{translator.date_range(week.monday, week.sunday)}: {text}" for week, text in review.answers]
    lines.append(
        review_text.private_notice(translator) if review.is_private else review_text.left_out_notice(translator)
    )
    return "\n".join(sanitize(line) for line in lines)


def _tip_plain(tip: ReviewedTip, catalogue: Catalogue, translator: Translator) -> list[str]:
    record = tip.record
    facts = [review_text.count_text(tip, translator), review_text.costly_text(tip, translator)]
    line = (
        f"{tip_number(record.tip)} {tip_title(record.tip, catalogue, translator)}: "
        f"{', '.join(fact for fact in facts if fact)}."
    )
    weeks = status_words(record.statuses, translator)
    lines = [line + (f" {weeks}." if weeks else "")]
    lines += [f"   {quote_text(note.text)}" for note in tip.notes]
    swap_text = review_text.swap_text(tip, catalogue, translator)
    if swap_text:
        lines.append(f"   {swap_text}")
    elif tip.outcome:
        outcome = translator.gettext(review_text.OUTCOME_LABELS[tip.outcome])
        lines.append(f"   {outcome}" + (f": {tip.lesson}" if tip.lesson else ""))
    return lines


def _next_five_plain(review: Review, catalogue: Catalogue, translator: Translator) -> list[str]:
    _ = translator.gettext
    next_five = review.next_five
    lines = [
        f"{_('The next five')}: {review_text.next_tip_text(tip, review, catalogue, translator)}"
        for tip in next_five.placed_tips
    ]
    if next_five.free_places:
        lines.append(f"{_('The next five')}: {review_text.free_places_text(review, translator)}")
        lines += [f"   {numbered_title(tip, catalogue, translator)}" for tip in next_five.suggested_tips]
    return lines
