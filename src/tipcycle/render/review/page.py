"""What the page of a review consists of: values, each already said or drawn.

The review arranged as a page: every sentence said, every picture drawn, nothing left for the template but places.
"""

from msgspec import Struct

from tipcycle.core.cycle import Remark
from tipcycle.core.review import Review, ReviewedTip
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator
from tipcycle.render.labels import STATUS_SIGNS, legend_entries, strip_quotes, tenure_statuses, tip_number, tip_title
from tipcycle.render.practices import truncate_bar
from tipcycle.render.review import text as say
from tipcycle.render.review.drawings import (
    SIGN_SHAPES,
    Drawing,
    board_drawings,
    felt_drawing,
    groups_of_five,
    pulse_scale,
    road_drawings,
    week_strip,
)
from tipcycle.render.review.footer import ReviewFooter, review_footer
from tipcycle.render.review.text import DECISIONS, felt_scales


class Quote(Struct, frozen=True):
    """Words somebody wrote down or said."""

    text: str
    attribution: str
    is_private: bool
    """Only in a review for the writer alone: this line may not go on paper."""


class TipRow(Struct, frozen=True):
    """One of the five, with four boxes or with what became of it."""

    number: str
    title: str
    strip: Drawing
    facts: str
    notes: tuple[Quote, ...]
    decisions: tuple[bool, ...]
    """For each decision whether it was taken; none of them before the close."""
    lesson: str
    swap_text: str


class FeltScale(Struct, frozen=True):
    """An empty scale, for the team's own marks."""

    name: str
    steps: tuple[str, ...]


class LabeledText(Struct, frozen=True):
    """A short name, and what goes with it."""

    label: str
    text: str


class FeltPlot(Struct, frozen=True):
    """A felt plot under its name."""

    name: str
    drawing: Drawing


class NextTip(Struct, frozen=True):
    """A tip for the next five."""

    number: str
    title: str
    is_extended: bool
    """Whether it was among the five of this cycle already."""


class SignRow(Struct, frozen=True):
    """So many signs in a row; a longer one is cut, and `rest` says how many there are."""

    alt_text: str
    groups: tuple[Drawing, ...]
    rest: str


class FrontSide(Struct, frozen=True):
    """What lies on the table."""

    touchstone: str
    is_provisional: bool
    summary: str
    voices: tuple[Quote, ...]
    tips: tuple[TipRow, ...]
    legend: tuple[LabeledText, ...]
    """Shapes and what they mean."""
    is_closed: bool
    stays_text: str
    scales: tuple[FeltScale, ...]
    questions: tuple[str, ...]
    placed_tips: tuple[NextTip, ...]
    suggested_tips: tuple[NextTip, ...]
    free_slots: int
    slots_text: str
    facts: tuple[LabeledText, ...]
    board: tuple[Drawing, ...]
    board_text: str
    year_position: str


class BackSide(Struct, frozen=True):
    """How the leader saw it."""

    plots: tuple[FeltPlot, ...]
    has_voices: bool
    costly: tuple[LabeledText, ...]
    verdict: LabeledText | None
    has_summary: bool
    notes: tuple[Quote, ...]
    answers: tuple[LabeledText, ...]
    is_closed: bool
    footer: ReviewFooter
    pulse_scales: tuple[Drawing, ...]
    """A scale for each row of the pulse."""
    spiral_rows: tuple[tuple[SignRow, SignRow], ...]
    """For each turn what aimed there and what was heard there."""
    road: tuple[Drawing, ...]


class ReviewPage(Struct, frozen=True):
    """The whole sheet."""

    language: str
    title: str
    headline: str
    date_range: str
    owner: str
    private_notice: str
    """On every page of a private review; empty otherwise."""
    left_out_notice: str
    front: FrontSide
    back: BackSide


def review_page(review: Review, catalogue: Catalogue, translator: Translator) -> ReviewPage:
    """The sheet of a review."""
    headline = say.review_title(review, translator)
    return ReviewPage(
        language=translator.language,
        title=", ".join(part for part in (headline, review.team) if part),
        headline=headline,
        date_range=translator.date_range(review.cycle.starts, review.cycle.ends, with_year=True),
        owner=", ".join(part for part in (review.team, review.name) if part),
        private_notice=say.private_notice(translator) if review.is_private else "",
        left_out_notice="" if review.is_private else say.left_out_notice(translator),
        front=_front_side(review, catalogue, translator),
        back=_back_side(review, catalogue, translator),
    )


def _front_side(review: Review, catalogue: Catalogue, translator: Translator) -> FrontSide:
    closed = review.state == "closed"
    pictures = board_drawings(review.year_slots, translator)
    next_five = review.next_five
    return FrontSide(
        touchstone=review.touchstone or "",
        is_provisional=review.is_provisional,
        summary=review.summary or "",
        voices=tuple(_remark_quote(voice, translator) for voice in review.voices),
        tips=tuple(_tip_row(tip, review, catalogue, translator) for tip in review.tips),
        legend=_status_legend(review, translator),
        is_closed=closed,
        stays_text=say.stays_text(review, catalogue, translator) if closed else "",
        scales=() if closed else tuple(FeltScale(name, steps) for name, steps in felt_scales(translator)),
        questions=() if closed else say.discussion_questions(translator),
        placed_tips=_next_tips(next_five.placed_tips, review, catalogue, translator),
        suggested_tips=_next_tips(next_five.suggested_tips, review, catalogue, translator),
        free_slots=next_five.free_places,
        slots_text=say.free_slots_text(review, translator),
        facts=_footer_facts(review, translator),
        board=pictures,
        board_text=". ".join(picture.alt_text for picture in pictures if picture.alt_text),
        year_position=say.year_position(review, translator),
    )


def _remark_quote(remark: Remark, translator: Translator) -> Quote:
    return Quote(strip_quotes(remark.text), say.attribution(remark, translator), is_private=not remark.shared)


def _tip_row(tip: ReviewedTip, review: Review, catalogue: Catalogue, translator: Translator) -> TipRow:
    record = tip.record
    facts = (say.count_text(tip, translator), say.costly_text(tip, translator))
    return TipRow(
        number=tip_number(record.tip),
        title=tip_title(record.tip, catalogue, translator),
        strip=week_strip(tenure_statuses(record), review.cycle.weeks, translator),
        facts=", ".join(fact for fact in facts if fact),
        notes=tuple(_remark_quote(note, translator) for note in tip.notes),
        decisions=tuple(tip.outcome == decision for decision in DECISIONS),
        lesson=tip.lesson or "",
        swap_text=say.swap_text(tip, catalogue, translator),
    )


def _status_legend(review: Review, translator: Translator) -> tuple[LabeledText, ...]:
    weeks = (tenure_statuses(tip.record) for tip in review.tips)
    return tuple(
        LabeledText(SIGN_SHAPES[STATUS_SIGNS[status]], meaning) for status, meaning in legend_entries(weeks, translator)
    )


def _next_tips(
    tips: tuple[int, ...], review: Review, catalogue: Catalogue, translator: Translator
) -> tuple[NextTip, ...]:
    return tuple(
        NextTip(tip_number(tip), tip_title(tip, catalogue, translator), tip in review.extended_tips) for tip in tips
    )


def _footer_facts(review: Review, translator: Translator) -> tuple[LabeledText, ...]:
    """What kept running, and the weeks off; their reasons only for the writer, who is the only one to get them."""
    _ = translator.gettext
    facts = [LabeledText(_("Kept running meanwhile"), review.running)] if review.running else []
    if review.paused_weeks and not review.is_private:
        facts.append(LabeledText(_("Weeks off"), say.week_ranges(review.paused_weeks, translator)))
    for pause in review.pauses:
        reason = f": {pause.because}" if pause.because else ""
        facts.append(LabeledText(_("Weeks off"), say.week_ranges(pause.weeks, translator) + reason))
    return tuple(facts)


def _back_side(review: Review, catalogue: Catalogue, translator: Translator) -> BackSide:
    footer = review_footer(review, translator)
    return BackSide(
        plots=_felt_plots(review, translator) if review.feelings else (),
        has_voices=bool(review.weeks_with_voice),
        costly=tuple(
            LabeledText(*say.costly_moment_text(moment, catalogue, translator)) for moment in review.costly_moments
        ),
        verdict=LabeledText(*say.review_verdict_text(review.reading, translator)) if review.reading else None,
        has_summary=bool(review.summary),
        notes=tuple(_remark_quote(note, translator) for note in review.other_notes),
        answers=tuple(
            LabeledText(translator.date_range(week.monday, week.sunday), text) for week, text in review.answers
        ),
        is_closed=review.state == "closed",
        footer=footer,
        pulse_scales=tuple(pulse_scale(row.guess, row.own, row.median, row.text) for row in footer.pulse_rows),
        spiral_rows=tuple(
            (_sign_row("stays", turn.tip_count), _sign_row("did", turn.voice_count)) for turn in footer.turns
        ),
        road=road_drawings(review.total_implemented),
    )


def _felt_plots(review: Review, translator: Translator) -> tuple[FeltPlot, ...]:
    return tuple(
        FeltPlot(name, felt_drawing(review, customers=customers, translator=translator))
        for (name, _), customers in zip(felt_scales(translator), (False, True), strict=True)
    )


def _sign_row(shape: str, count: int) -> SignRow:
    length, rest = truncate_bar(count)
    return SignRow(str(count), groups_of_five(shape, length), rest)
