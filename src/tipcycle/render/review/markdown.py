"""A review as Markdown that pastes well into a chat or a wiki."""

import re

from tipcycle.core.review import Review, ReviewedTip
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator
from tipcycle.render.labels import (
    STATUS_SIGNS,
    full_status_signs,
    legend_text,
    tenure_statuses,
    tip_number,
    tip_title,
    touchstone_text,
)
from tipcycle.render.review import text as say
from tipcycle.render.review.footer import review_footer
from tipcycle.render.review.text import DECISIONS
from tipcycle.render.sanitize import sanitize


def escape_markdown(text: str) -> str:
    """Text that Markdown shows as it is: nothing in it becomes a link, a heading, a list, HTML or a table."""
    text = re.sub(r"([\\`*_{}\[\]<>#|~$&@])", r"\\\1", sanitize(text).strip())
    text = re.sub(r"^(?:[-+=]|\d+(?=[.)]))", _escape_list_marker, text)
    return re.sub(r"(?i)\b(https?|ftp|mailto|xmpp)(?=:)|\bwww(?=\.)", r"\g<0>\\", text)


def _escape_list_marker(match: re.Match[str]) -> str:
    """A sign or a number at the beginning that would make a list of the line."""
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


def review_markdown(review: Review, catalogue: Catalogue, translator: Translator) -> str:
    """The whole review."""
    _ = translator.gettext
    cycle = review.cycle
    dates = translator.date_range(cycle.starts, cycle.ends, with_year=True)
    lines = [
        f"# {escape_markdown(say.review_title(review, translator))}",
        "",
        ", ".join(escape_markdown(p) for p in (dates, review.team) if p),
    ]
    if review.is_private:
        lines += ["", f"**{say.private_notice(translator)}**"]
    if review.touchstone:
        lines += [
            "",
            f"**{escape_markdown(touchstone_text(review.touchstone, translator, provisional=review.is_provisional))}**",
        ]
    if review.summary:
        lines += ["", f"**{_('In my words')}:** {escape_markdown(review.summary)}"]
    if review.voices:
        lines += ["", f"## {_('What we heard')}"]
        for voice in review.voices:
            lines += [
                "",
                f"> {escape_markdown(voice.text)}  ",
                f"> *{escape_markdown(say.attribution(voice, translator))}*",
            ]
    lines += ["", f"## {_('The five')}"]
    for tip in review.tips:
        lines += ["", *_tip_lines(tip, catalogue, translator)]
    lines += ["", legend_text((tenure_statuses(tip.record) for tip in review.tips), translator)]
    if review.other_notes:
        lines += ["", f"## {_('Notes')}", ""]
        lines += [
            f"- {escape_markdown(note.text)} ({escape_markdown(say.attribution(note, translator))})"
            for note in review.other_notes
        ]
    lines += _closing_lines(review, catalogue, translator)
    return "\n".join(lines).strip() + "\n"


def _markdown_signs(statuses: str) -> str:
    """The weeks as signs; Markdown would drop plain spaces before the first week of a tip that came in later."""
    return full_status_signs(statuses).replace(" ", "\u00a0")


def _tip_lines(tip: ReviewedTip, catalogue: Catalogue, translator: Translator) -> list[str]:
    _ = translator.gettext
    record = tip.record
    name = f"**{tip_number(record.tip)} {escape_markdown(tip_title(record.tip, catalogue, translator))}**"
    facts = [say.count_text(tip, translator), say.costly_text(tip, translator)]
    lines = [f"{name}  ", f"{_markdown_signs(tenure_statuses(record))}  {', '.join(fact for fact in facts if fact)}"]
    swapped = say.swap_text(tip, catalogue, translator)
    if swapped:
        lines[-1] += "  "
        lines.append(escape_markdown(swapped))
    elif tip.outcome:
        lines[-1] += "  "
        lines.append(
            f"→ {translator.gettext(say.OUTCOME_LABELS[tip.outcome])}"
            + (f": {escape_markdown(tip.lesson)}" if tip.lesson else "")
        )
    else:
        lines[-1] += "  "
        lines.append("   ".join(f"☐ {translator.gettext(say.OUTCOME_LABELS[name])}" for name in DECISIONS))
    for note in tip.notes:
        lines += ["", f"> {escape_markdown(note.text)}"]
    return lines


def _closing_lines(review: Review, catalogue: Catalogue, translator: Translator) -> list[str]:
    _ = translator.gettext
    lines: list[str] = []
    if review.state != "closed":
        lines += ["", f"## {_('At the table')}", ""]
        lines += [f"- {question}" for question in say.discussion_questions(translator)]
    else:
        lines += ["", f"## {_('What stays')}", "", escape_markdown(say.stays_text(review, catalogue, translator))]
    lines += _next_five_lines(review, catalogue, translator)
    if review.running:
        lines += ["", f"{_('Kept running meanwhile')}: {escape_markdown(review.running)}"]
    if review.paused_weeks and not review.is_private:
        lines += ["", f"{STATUS_SIGNS['P']} {_('Weeks off')}: {say.week_ranges(review.paused_weeks, translator)}"]
    for pause in review.pauses:
        reason = f": {escape_markdown(pause.because)}" if pause.because else ""
        lines += ["", f"{STATUS_SIGNS['P']} {_('Weeks off')}: {say.week_ranges(pause.weeks, translator)}{reason}"]
    if review.feelings:
        team, customers = _("in the team"), _("with customers")
        lines += ["", f"## {_('How I saw it')}", "", f"| | {team} | {customers} |", "| --- | --- | --- |"]
        for week, felt in review.feelings:
            team_label, customer_label = say.felt_labels(felt, translator)
            lines.append(f"| {translator.date_range(week.monday, week.sunday)} | {team_label} | {customer_label} |")
    if review.costly_moments:
        lines += ["", f"## {_('When it cost something')}", ""]
        for moment in review.costly_moments:
            day, detail = say.costly_moment_text(moment, catalogue, translator)
            lines.append(f"- {day}: {escape_markdown(detail)}")
    if review.reading:
        name, detail = say.review_verdict_text(review.reading, translator)
        lines += ["", f"**{_('Reading')}:** {name}. {detail}"]
    lines += _footer_lines(review, translator)
    if review.answers:
        lines += ["", f"## {_('Questions I took along')}", ""]
        lines += [
            f"- {translator.date_range(week.monday, week.sunday)}: {escape_markdown(text)}"
            for week, text in review.answers
        ]
    notice = say.private_notice(translator) if review.is_private else say.left_out_notice(translator)
    return [*lines, "", f"*{notice}*"]


def _footer_lines(review: Review, translator: Translator) -> list[str]:
    footer = review_footer(review, translator)
    lines: list[str] = []
    if footer.pulse_rows:
        lines += ["", f"## {footer.pulse_heading}", "", f"*{footer.pulse_question}*", ""]
        lines += [f"- {row.name}: {row.text}" for row in footer.pulse_rows]
    if footer.turns:
        lines += ["", f"## {footer.spiral_heading}", "", *(f"- {turn.text}" for turn in footer.turns)]
        lines += ["", f"*{footer.disclaimer}*", "", footer.road_text]
    return lines


def _next_five_lines(review: Review, catalogue: Catalogue, translator: Translator) -> list[str]:
    _ = translator.gettext
    next_five = review.next_five
    lines = ["", f"## {_('The next five')}", ""]
    lines += [
        f"- {escape_markdown(say.next_tip_text(tip, review, catalogue, translator))}" for tip in next_five.placed_tips
    ]
    if next_five.free_places:
        lines += [*([""] if next_five.placed_tips else []), say.free_slots_text(review, translator), ""]
        lines += [
            f"- ☐ {tip_number(tip)} {escape_markdown(tip_title(tip, catalogue, translator))}"
            for tip in next_five.suggested_tips
        ]
        lines += [f"- ☐ … ({_('who joins in?')})"]
    return lines
