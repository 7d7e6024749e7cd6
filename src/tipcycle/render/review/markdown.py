"""The review as Markdown for a chat or a wiki."""

import re

from tipcycle.core.cycle import Status
from tipcycle.core.review import Review, ReviewedTip
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator
from tipcycle.render.labels import (
    WeekStrip,
    full_status_signs,
    legend_text,
    tenure_statuses,
    tip_number,
    tip_title,
    touchstone_text,
)
from tipcycle.render.review import text as review_text
from tipcycle.render.review.footer import review_footer
from tipcycle.render.review.text import DECISIONS
from tipcycle.render.sanitize import sanitize


def escape_markdown(text: str) -> str:
    """Escape a text so that Markdown shows it literally: no link, heading, list, HTML or table."""
    text = re.sub(r"([\\`*_{}\[\]<>#|~$&@])", r"\\\1", sanitize(text).strip())
    text = re.sub(r"^(?:[-+=]|\d+(?=[.)]))", _escape_list_marker, text)
    return re.sub(r"(?i)\b(https?|ftp|mailto|xmpp)(?=:)|\bwww(?=\.)", r"\g<0>\\", text)


def _escape_list_marker(match: re.Match[str]) -> str:
    """Escape a sign or number at the start of a line that would start a list."""
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


def review_markdown(review: Review, catalogue: Catalogue, translator: Translator) -> str:
    """Return the whole review."""
    _ = translator.gettext
    cycle = review.cycle
    dates = translator.date_range(cycle.starts, cycle.ends, with_year=True)
    lines = [
        f"# {escape_markdown(review_text.review_title(review, translator))}",
        "",
        ", ".join(escape_markdown(part) for part in (dates, review.team) if part),
    ]
    if review.is_private:
        lines += ["", f"**{review_text.private_notice(translator)}**"]
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
                f"> *{escape_markdown(review_text.attribution(voice, translator))}*",
            ]
    lines += ["", f"## {_('The five')}"]
    for tip in review.tips:
        lines += ["", *_tip_lines(tip, catalogue, translator)]
    lines += ["", legend_text((tenure_statuses(tip.record) for tip in review.tips), translator)]
    if review.other_notes:
        lines += ["", f"## {_('Notes')}", ""]
        lines += [
            f"- {escape_markdown(note.text)} ({escape_markdown(review_text.attribution(note, translator))})"
            for note in review.other_notes
        ]
    lines += _closing_lines(review, catalogue, translator)
    return "\n".join(lines).strip() + "\n"


def _markdown_signs(strip: WeekStrip) -> str:
    """Return the week signs. No-break spaces keep the blanks before a tip that was swapped in."""
    return full_status_signs(strip).replace(" ", "\u00a0")


def _tip_lines(tip: ReviewedTip, catalogue: Catalogue, translator: Translator) -> list[str]:
    _ = translator.gettext
    record = tip.record
    title = f"**{tip_number(record.tip)} {escape_markdown(tip_title(record.tip, catalogue, translator))}**"
    facts = [review_text.count_text(tip, translator), review_text.costly_text(tip, translator)]
    lines = [f"{title}  ", f"{_markdown_signs(tenure_statuses(record))}  {', '.join(fact for fact in facts if fact)}"]
    swap_text = review_text.swap_text(tip, catalogue, translator)
    if swap_text:
        lines[-1] += "  "
        lines.append(escape_markdown(swap_text))
    elif tip.outcome:
        lines[-1] += "  "
        lines.append(
            f"→ {translator.gettext(review_text.OUTCOME_LABELS[tip.outcome])}"
            + (f": {escape_markdown(tip.lesson)}" if tip.lesson else "")
        )
    else:
        lines[-1] += "  "
        lines.append("   ".join(f"☐ {translator.gettext(review_text.OUTCOME_LABELS[name])}" for name in DECISIONS))
    for note in tip.notes:
        lines += ["", f"> {escape_markdown(note.text)}"]
    return lines


def _closing_lines(review: Review, catalogue: Catalogue, translator: Translator) -> list[str]:
    _ = translator.gettext
    lines: list[str] = []
    if review.state != "closed":
        lines += ["", f"## {_('At the table')}", ""]
        lines += [f"- {question}" for question in review_text.discussion_questions(translator)]
    else:
        lines += [
            "",
            f"## {_('What stays')}",
            "",
            escape_markdown(review_text.stays_text(review, catalogue, translator)),
        ]
    lines += _next_five_lines(review, catalogue, translator)
    if review.running:
        lines += ["", f"{_('Kept running meanwhile')}: {escape_markdown(review.running)}"]
    if review.paused_weeks and not review.is_private:
        lines += [
            "",
            f"{Status.PAUSED.sign} {_('Weeks off')}: {review_text.week_ranges(review.paused_weeks, translator)}",
        ]
    for pause in review.pauses:
        reason = f": {escape_markdown(pause.because)}" if pause.because else ""
        lines += [
            "",
            f"{Status.PAUSED.sign} {_('Weeks off')}: {review_text.week_ranges(pause.weeks, translator)}{reason}",
        ]
    if review.feelings:
        team, customers = _("in the team"), _("with customers")
        lines += ["", f"## {_('How I saw it')}", "", f"| | {team} | {customers} |", "| --- | --- | --- |"]
        for week, feelings in review.feelings:
            team_label, customer_label = review_text.felt_labels(feelings, translator)
            lines.append(f"| {translator.date_range(week.monday, week.sunday)} | {team_label} | {customer_label} |")
    if review.costly_moments:
        lines += ["", f"## {_('When it cost something')}", ""]
        for moment in review.costly_moments:
            day, text = review_text.costly_moment_text(moment, catalogue, translator)
            lines.append(f"- {day}: {escape_markdown(text)}")
    if review.verdict:
        name, description = review_text.review_verdict_text(review.verdict, translator)
        lines += ["", f"**{_('Reading')}:** {name}. {description}"]
    lines += _footer_lines(review, translator)
    if review.answers:
        lines += ["", f"## {_('Questions I took along')}", ""]
        lines += [
            f"- {translator.date_range(week.monday, week.sunday)}: {escape_markdown(text)}"
            for week, text in review.answers
        ]
    notice = review_text.private_notice(translator) if review.is_private else review_text.left_out_notice(translator)
    return [*lines, "", f"*{notice}*"]


def _footer_lines(review: Review, translator: Translator) -> list[str]:
    footer = review_footer(review, translator)
    lines: list[str] = []
    if footer.pulse_rows:
        lines += ["", f"## {footer.pulse_heading}", "", f"*{footer.pulse_question}*", ""]
        lines += [f"- {row.name}: {row.text}" for row in footer.pulse_rows]
    if footer.turns:
        lines += ["", f"## {footer.spiral_heading}", "", *(f"- {turn.text}" for turn in footer.turns)]
        lines += ["", f"*{footer.disclaimer}*", "", footer.progress_text]
    return lines


def _next_five_lines(review: Review, catalogue: Catalogue, translator: Translator) -> list[str]:
    _ = translator.gettext
    next_five = review.next_five
    lines = ["", f"## {_('The next five')}", ""]
    lines += [
        f"- {escape_markdown(review_text.next_tip_text(tip, review, catalogue, translator))}"
        for tip in next_five.placed_tips
    ]
    if next_five.free_places:
        lines += [*([""] if next_five.placed_tips else []), review_text.free_places_text(review, translator), ""]
        lines += [
            f"- ☐ {tip_number(tip)} {escape_markdown(tip_title(tip, catalogue, translator))}"
            for tip in next_five.suggested_tips
        ]
        lines += [f"- ☐ … ({_('who joins in?')})"]
    return lines
