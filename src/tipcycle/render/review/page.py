"""Content of the HTML review page: plain values, texts and drawings.

The template arranges these values. It computes nothing and contains no sentences.
"""

from msgspec import Struct

from tipcycle.core.cycle import Remark
from tipcycle.core.review import Review, ReviewedTip
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator
from tipcycle.render.labels import legend_entries, strip_quotes, tenure_statuses, tip_number, tip_title
from tipcycle.render.practices import truncate_bar
from tipcycle.render.review import text as review_text
from tipcycle.render.review.drawings import (
    Drawing,
    board_drawings,
    felt_drawing,
    groups_of_five,
    progress_drawings,
    pulse_scale,
    week_strip,
)
from tipcycle.render.review.footer import ReviewFooter, review_footer
from tipcycle.render.review.text import DECISIONS, felt_scales


class Quote(Struct, frozen=True):
    """A voice or a note, with its speaker."""

    text: str
    attribution: str
    is_private: bool
    """True if others may not read it. Only a private review contains such a quote."""


class TipRow(Struct, frozen=True):
    """One of the five tips, with four empty boxes or its outcome."""

    number: str
    title: str
    strip: Drawing
    facts: str
    notes: tuple[Quote, ...]
    decisions: tuple[bool, ...]
    """One value for each of `DECISIONS`: True for the one that was taken. All are False before the close."""
    lesson: str
    swap_text: str


class FeltScale(Struct, frozen=True):
    """An empty scale for the team's own marks."""

    name: str
    steps: tuple[str, ...]


class LabeledText(Struct, frozen=True):
    """A short label and its text."""

    label: str
    text: str


class FeltPlot(Struct, frozen=True):
    """A felt plot and its name."""

    name: str
    drawing: Drawing


class NextTip(Struct, frozen=True):
    """A tip for the next five."""

    number: str
    title: str
    is_extended: bool
    """True if the tip continues from this cycle."""


class SignRow(Struct, frozen=True):
    """A row of signs. A long row is cut, and `rest` shows the full count."""

    alt_text: str
    groups: tuple[Drawing, ...]
    rest: str


class FrontSide(Struct, frozen=True):
    """The front of the sheet, which the team discusses."""

    touchstone: str
    is_provisional: bool
    summary: str
    voices: tuple[Quote, ...]
    tips: tuple[TipRow, ...]
    legend: tuple[LabeledText, ...]
    """Shapes and their meanings."""
    is_closed: bool
    stays_text: str
    scales: tuple[FeltScale, ...]
    questions: tuple[str, ...]
    placed_tips: tuple[NextTip, ...]
    suggested_tips: tuple[NextTip, ...]
    free_places: int
    places_text: str
    facts: tuple[LabeledText, ...]
    board_drawings: tuple[Drawing, ...]
    board_text: str
    year_position: str


class BackSide(Struct, frozen=True):
    """The back of the sheet: the manager's own view of the cycle."""

    plots: tuple[FeltPlot, ...]
    has_voices: bool
    costly_moments: tuple[LabeledText, ...]
    verdict: LabeledText | None
    has_summary: bool
    notes: tuple[Quote, ...]
    answers: tuple[LabeledText, ...]
    is_closed: bool
    footer: ReviewFooter
    pulse_scales: tuple[Drawing, ...]
    """One scale for each pulse row of the footer."""
    spiral_rows: tuple[tuple[SignRow, SignRow], ...]
    """For each turn, the tips aimed there and the voices heard there."""
    progress: tuple[Drawing, ...]


class ReviewPage(Struct, frozen=True):
    """Both sides of the sheet."""

    language: str
    title: str
    headline: str
    date_range: str
    owner: str
    private_notice: str
    """Notice on every page of a private review; empty otherwise."""
    left_out_notice: str
    front: FrontSide
    back: BackSide


def review_page(review: Review, catalogue: Catalogue, translator: Translator) -> ReviewPage:
    """Return the page of a review."""
    headline = review_text.review_title(review, translator)
    return ReviewPage(
        language=translator.language,
        title=", ".join(part for part in (headline, review.team) if part),
        headline=headline,
        date_range=translator.date_range(review.cycle.starts, review.cycle.ends, with_year=True),
        owner=", ".join(part for part in (review.team, review.name) if part),
        private_notice=review_text.private_notice(translator) if review.is_private else "",
        left_out_notice="" if review.is_private else review_text.left_out_notice(translator),
        front=_front_side(review, catalogue, translator),
        back=_back_side(review, catalogue, translator),
    )


def _front_side(review: Review, catalogue: Catalogue, translator: Translator) -> FrontSide:
    is_closed = review.state == "closed"
    board = board_drawings(review.year_slots, translator)
    next_five = review.next_five
    return FrontSide(
        touchstone=review.touchstone or "",
        is_provisional=review.is_provisional,
        summary=review.summary or "",
        voices=tuple(_remark_quote(voice, translator) for voice in review.voices),
        tips=tuple(_tip_row(tip, review, catalogue, translator) for tip in review.tips),
        legend=_status_legend(review, translator),
        is_closed=is_closed,
        stays_text=review_text.stays_text(review, catalogue, translator) if is_closed else "",
        scales=() if is_closed else tuple(FeltScale(name, steps) for name, steps in felt_scales(translator)),
        questions=() if is_closed else review_text.discussion_questions(translator),
        placed_tips=_next_tips(next_five.placed_tips, review, catalogue, translator),
        suggested_tips=_next_tips(next_five.suggested_tips, review, catalogue, translator),
        free_places=next_five.free_places,
        places_text=review_text.free_places_text(review, translator),
        facts=_footer_facts(review, translator),
        board_drawings=board,
        board_text=". ".join(drawing.alt_text for drawing in board if drawing.alt_text),
        year_position=review_text.year_position(review, translator),
    )


def _remark_quote(remark: Remark, translator: Translator) -> Quote:
    return Quote(strip_quotes(remark.text), review_text.attribution(remark, translator), is_private=not remark.shared)


def _tip_row(tip: ReviewedTip, review: Review, catalogue: Catalogue, translator: Translator) -> TipRow:
    record = tip.record
    facts = (review_text.count_text(tip, translator), review_text.costly_text(tip, translator))
    return TipRow(
        number=tip_number(record.tip),
        title=tip_title(record.tip, catalogue, translator),
        strip=week_strip(tenure_statuses(record), review.cycle.weeks, translator),
        facts=", ".join(fact for fact in facts if fact),
        notes=tuple(_remark_quote(note, translator) for note in tip.notes),
        decisions=tuple(tip.outcome == decision for decision in DECISIONS),
        lesson=tip.lesson or "",
        swap_text=review_text.swap_text(tip, catalogue, translator),
    )


def _status_legend(review: Review, translator: Translator) -> tuple[LabeledText, ...]:
    strips = (tenure_statuses(tip.record) for tip in review.tips)
    return tuple(LabeledText(status, meaning) for status, meaning in legend_entries(strips, translator))


def _next_tips(
    tips: tuple[int, ...], review: Review, catalogue: Catalogue, translator: Translator
) -> tuple[NextTip, ...]:
    return tuple(
        NextTip(tip_number(tip), tip_title(tip, catalogue, translator), tip in review.extended_tips) for tip in tips
    )


def _footer_facts(review: Review, translator: Translator) -> tuple[LabeledText, ...]:
    """Return what kept running, and the weeks off. Only a private review has the reasons of the weeks off."""
    _ = translator.gettext
    facts = [LabeledText(_("Kept running meanwhile"), review.running)] if review.running else []
    if review.paused_weeks and not review.is_private:
        facts.append(LabeledText(_("Weeks off"), review_text.week_ranges(review.paused_weeks, translator)))
    for pause in review.pauses:
        reason = f": {pause.because}" if pause.because else ""
        facts.append(LabeledText(_("Weeks off"), review_text.week_ranges(pause.weeks, translator) + reason))
    return tuple(facts)


def _back_side(review: Review, catalogue: Catalogue, translator: Translator) -> BackSide:
    footer = review_footer(review, translator)
    return BackSide(
        plots=_felt_plots(review, translator) if review.feelings else (),
        has_voices=bool(review.weeks_with_voice),
        costly_moments=tuple(
            LabeledText(*review_text.costly_moment_text(moment, catalogue, translator))
            for moment in review.costly_moments
        ),
        verdict=LabeledText(*review_text.review_verdict_text(review.verdict, translator)) if review.verdict else None,
        has_summary=bool(review.summary),
        notes=tuple(_remark_quote(note, translator) for note in review.other_notes),
        answers=tuple(
            LabeledText(translator.date_range(week.monday, week.sunday), text) for week, text in review.answers
        ),
        is_closed=review.state == "closed",
        footer=footer,
        pulse_scales=tuple(pulse_scale(row.guess, row.own, row.median, row.text) for row in footer.pulse_rows),
        spiral_rows=tuple(
            (_sign_row("stays", turn.tip_count), _sign_row("full", turn.voice_count)) for turn in footer.turns
        ),
        progress=progress_drawings(review.total_implemented),
    )


def _felt_plots(review: Review, translator: Translator) -> tuple[FeltPlot, ...]:
    return tuple(
        FeltPlot(name, felt_drawing(review, customers=customers, translator=translator))
        for (name, _), customers in zip(felt_scales(translator), (False, True), strict=True)
    )


def _sign_row(shape: str, count: int) -> SignRow:
    length, rest = truncate_bar(count)
    return SignRow(str(count), groups_of_five(shape, length), rest)
