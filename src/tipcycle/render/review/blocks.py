"""The review as a sequence of blocks: the one traversal behind its terminal, plain and Markdown forms.

A new fact of the review is a block here, and shows up in all three forms.
"""

from collections.abc import Iterator

from tipcycle.core.cycle import Status
from tipcycle.core.review import Review
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator
from tipcycle.render.blocks import (
    Block,
    Fact,
    Header,
    Item,
    LabeledText,
    Legend,
    Paragraph,
    Point,
    Section,
    Statement,
    Table,
    TipItem,
)
from tipcycle.render.labels import full_status_signs, status_words, touchstone_text
from tipcycle.render.review.content import ReviewContent, TipRow, review_content


def review_blocks(
    review: Review, catalogue: Catalogue, translator: Translator, *, with_sheet_parts: bool = False
) -> Iterator[Block]:
    """Yield the review: voices before figures, then the questions for the team, then the manager's own view.

    `with_sheet_parts` adds what is for a sheet on the table: the footer, and a place to write a tip.
    """
    content = review_content(review, catalogue, translator)
    labels = content.labels
    yield Header(content.headline, content.date_range, content.team)
    if content.is_private:
        yield Paragraph(labels["private_notice"], "strong")
    if content.touchstone:
        yield Paragraph(touchstone_text(content.touchstone, translator, provisional=content.is_provisional), "strong")
    if content.summary:
        yield Fact(labels["summary"], content.summary)
    if content.voices:
        yield Section(labels["voices"], content.voices)
    legend = Legend(tuple(f"{entry.status.sign} {entry.text}" for entry in content.legend if entry.status))
    tips = (_tip_item(tip, content, translator) for tip in content.tips)
    yield Section(labels["five"], (*tips, legend), is_self_explanatory=True)
    if content.notes:
        yield Section(labels["notes"], content.notes)
    if content.is_closed:
        yield Section(labels["what_stays"], (Paragraph(content.stays_text),), is_self_explanatory=True)
    else:
        yield Section(labels["discussion"], tuple(Point(question) for question in content.questions))
    yield Section(labels["next_five"], tuple(_next_five_items(content, with_sheet_parts=with_sheet_parts)))
    if content.running:
        yield Fact(labels["running"], content.running)
    for weeks in content.weeks_off:
        reason = f": {weeks.text}" if weeks.text else ""
        yield Fact(labels["weeks_off"], weeks.label + reason, Status.PAUSED.sign)
    if content.felt_weeks:
        table = Table(("", *(plot.name for plot in content.plots)), content.felt_weeks)
        yield Section(labels["manager_view"], (table,), is_self_explanatory=True)
    if content.costly_moments:
        yield Section(labels["costly_moments"], content.costly_moments)
    if content.verdict:
        yield Section(labels["verdict"], (Statement(content.verdict.label, content.verdict.text),))
    if with_sheet_parts:
        yield from _footer_blocks(content)
    for private in content.private_texts:
        yield Section(private.heading, private.texts)
    yield Paragraph(labels["private_notice"] or labels["left_out_notice"], "muted")


def _tip_item(tip: TipRow, content: ReviewContent, translator: Translator) -> TipItem:
    statuses = [week.status for week in tip.weeks]
    return TipItem(
        number=tip.number,
        title=tip.title,
        signs=full_status_signs(statuses),
        words=status_words((status for status in statuses if status), translator),
        facts=", ".join(fact for fact in (tip.count_text, tip.costly_text) if fact),
        notes=tuple(note.text for note in tip.notes),
        result=tip.swap_text or ": ".join(text for text in (tip.outcome_label, tip.lesson) if text),
        decisions=content.decision_labels,
    )


def _next_five_items(content: ReviewContent, *, with_sheet_parts: bool) -> Iterator[Item]:
    for tip in content.placed_tips:
        suffix = f" ({content.labels['goes_on']})" if tip.is_extended else ""
        yield Point(f"{tip.number} {tip.title}{suffix}")
    if content.free_places:
        yield Paragraph(content.places_text, "muted")
        for tip in content.suggested_tips:
            yield Point(f"{tip.number} {tip.title}", has_box=True)
        if with_sheet_parts:
            yield Point(f"… ({content.labels['colleague_prompt']})", has_box=True)


def _footer_blocks(content: ReviewContent) -> Iterator[Block]:
    footer = content.footer
    if footer.pulse_rows:
        rows = (LabeledText(row.name, row.text) for row in footer.pulse_rows)
        yield Section(footer.pulse_heading, (Paragraph(footer.pulse_question, "muted"), *rows))
    if footer.turns:
        turns = (Point(turn.text) for turn in footer.turns)
        disclaimer, progress = Paragraph(footer.disclaimer, "muted"), Paragraph(footer.progress_text)
        yield Section(footer.spiral_heading, (*turns, disclaimer, progress))
