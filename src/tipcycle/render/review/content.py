"""The content of the printed review: every text, worded and in order, for HTML and PDF.

The templates lay this content out. They compute nothing and contain no sentences. Jinja2 gets the Structs and Typst the
same fields as JSON, so a field has one name everywhere. A new fact is a field here and a place in `review.html.j2`,
`review.typ` and `private_review.typ`. Texts are raw here: `render.html` and `render.pdf` sanitise every value, each at
one place. Lengths and positions belong in `drawings.py` and in the Typst templates.
"""

from msgspec import Struct

from tipcycle.core.cycle import Remark, Status
from tipcycle.core.momentum.report import YearSlot
from tipcycle.core.review import Review, ReviewedTip
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator
from tipcycle.render.blocks import LabeledText, Quote
from tipcycle.render.labels import legend_entries, strip_quotes, tenure_statuses, tip_number, tip_title
from tipcycle.render.momentum_text import month_range, slot_signs
from tipcycle.render.review import text as review_text
from tipcycle.render.review.footer import ReviewFooter, review_footer
from tipcycle.render.review.text import (
    CUSTOMER_SCALE,
    CUSTOMER_SCALE_SHORT,
    DECISIONS,
    OUTCOME_LABELS,
    PRIVATE_TEXT_HEADINGS,
    TEAM_SCALE,
    TEAM_SCALE_SHORT,
    felt_scales,
)

BOX_SHAPES = {"■": "stays", "↻": "goes-on", "□": "making", "·": "point"}
"""Shapes of the boxes of the year, which both kinds of templates can draw."""


class StatusText(Struct, frozen=True):
    """A status of a week and its text."""

    status: Status | None
    """None if the tip was not among the five."""
    text: str
    """A week has its dates and the meaning of its status, or nothing before it begins."""


class TipRow(Struct, frozen=True):
    """One of the five tips, with four empty boxes or its outcome."""

    number: str
    title: str
    weeks: tuple[StatusText, ...]
    weeks_text: str
    """Text alternative of the weeks."""
    count_text: str
    costly_text: str
    notes: tuple[Quote, ...]
    decisions: tuple[bool, ...]
    """One value for each of `decision_labels`: True for the one that was taken. All are False before the close."""
    outcome_label: str
    """The decision in words; empty before the close and for a tip that was swapped."""
    is_swapped: bool
    swap_text: str
    lesson: str


class FeltScale(Struct, frozen=True):
    """An empty scale for the team's own marks."""

    name: str
    steps: tuple[str, ...]


class FeltDot(Struct, frozen=True):
    """One answered week."""

    week: int
    """Position of the week in the cycle, from 0."""
    value: int
    """1 to 5."""
    has_voice: bool
    text: str


class FeltPlot(Struct, frozen=True):
    """How one of the two feelings went over the weeks."""

    name: str
    steps: tuple[str, ...]
    """Short labels, best step first."""
    dots: tuple[FeltDot, ...]
    week_count: int
    starts: str
    ends: str
    text: str
    """Text alternative."""


class DatedTexts(Struct, frozen=True):
    """The private texts of one kind."""

    heading: str
    texts: tuple[LabeledText, ...]
    """The weeks and the texts."""


class CostlyRow(LabeledText, frozen=True):
    """A moment when a tip cost something."""

    has_note: bool
    """False if the text is the title of the tip, because there is no readable note."""


class NextTip(Struct, frozen=True):
    """A tip for the next five."""

    number: str
    title: str
    is_extended: bool
    """True if the tip continues from this cycle."""


class YearBoxes(Struct, frozen=True):
    """One of the six cycles of the year, as five boxes."""

    shapes: tuple[str, ...]
    months: str
    text: str
    """Text alternative; empty for a cycle that has no dates yet."""


class ReviewContent(Struct, frozen=True):
    """All texts and marks of the printed review."""

    labels: dict[str, str]
    """The fixed texts: headings, instructions and alternatives."""
    language: str
    headline: str
    date_range: str
    team: str
    owner: str
    is_private: bool
    is_closed: bool
    touchstone: str
    is_provisional: bool
    summary: str
    voices: tuple[Quote, ...]
    tips: tuple[TipRow, ...]
    decision_labels: tuple[str, ...]
    legend: tuple[StatusText, ...]
    """Each used status and its meaning."""
    scales: tuple[FeltScale, ...]
    """Empty after the close, as are the questions."""
    questions: tuple[str, ...]
    stays_text: str
    """Empty before the close."""
    placed_tips: tuple[NextTip, ...]
    suggested_tips: tuple[NextTip, ...]
    free_places: int
    places_text: str
    running: str
    weeks_off: tuple[LabeledText, ...]
    """The weeks, and in a private review the reason."""
    year: tuple[YearBoxes, ...]
    year_position: str
    plots: tuple[FeltPlot, ...]
    felt_weeks: tuple[tuple[str, str, str], ...]
    """The two feelings in words: for each answered week its dates, the team and the customers."""
    has_voices: bool
    """True if a week of the cycle has a voice."""
    costly_moments: tuple[CostlyRow, ...]
    verdict: LabeledText | None
    notes: tuple[Quote, ...]
    """The notes that belong to no tip."""
    private_texts: tuple[DatedTexts, ...]
    footer: ReviewFooter


def review_content(review: Review, catalogue: Catalogue, translator: Translator) -> ReviewContent:
    """Return the content of a review."""
    is_closed, next_five = review.state == "closed", review.next_five
    strips = (tenure_statuses(tip.record) for tip in review.tips)

    def next_tips(tips: tuple[int, ...]) -> tuple[NextTip, ...]:
        return tuple(NextTip(*_tip_heading(tip, catalogue, translator), tip in review.extended_tips) for tip in tips)

    return ReviewContent(
        labels=_labels(review, translator),
        language=translator.language,
        headline=review_text.review_title(review, translator),
        date_range=translator.date_range(review.cycle.starts, review.cycle.ends, with_year=True),
        team=review.team or "",
        owner=", ".join(part for part in (review.team, review.name) if part),
        is_private=review.is_private,
        is_closed=is_closed,
        touchstone=review.touchstone or "",
        is_provisional=review.is_provisional,
        summary=review.summary or "",
        voices=_quotes(review.voices, translator),
        tips=tuple(_tip_row(tip, review, catalogue, translator) for tip in review.tips),
        decision_labels=tuple(translator.gettext(OUTCOME_LABELS[decision]) for decision in DECISIONS),
        legend=tuple(StatusText(status, meaning) for status, meaning in legend_entries(strips, translator)),
        scales=() if is_closed else tuple(FeltScale(name, steps) for name, steps in felt_scales(translator)),
        questions=() if is_closed else review_text.discussion_questions(translator),
        stays_text=review_text.stays_text(review, catalogue, translator) if is_closed else "",
        placed_tips=next_tips(next_five.placed_tips),
        suggested_tips=next_tips(next_five.suggested_tips),
        free_places=next_five.free_places,
        places_text=review_text.free_places_text(review, translator),
        running=review.running or "",
        weeks_off=_weeks_off(review, translator),
        year=tuple(_year_boxes(slot, translator) for slot in review.year_slots),
        year_position=review_text.year_position(review, translator),
        plots=tuple(_felt_plot(review, customers=customers, translator=translator) for customers in (False, True)),
        felt_weeks=tuple(
            (translator.date_range(week.monday, week.sunday), *review_text.felt_labels(feelings, translator))
            for week, feelings in review.feelings
        ),
        has_voices=bool(review.weeks_with_voice),
        costly_moments=tuple(
            CostlyRow(*review_text.costly_moment_text(moment, catalogue, translator), bool(moment.texts))
            for moment in review.costly_moments
        ),
        verdict=LabeledText(*review_text.review_verdict_text(review.verdict, translator)) if review.verdict else None,
        notes=_quotes(review.other_notes, translator),
        private_texts=_private_texts(review, translator),
        footer=review_footer(review, translator),
    )


def _labels(review: Review, translator: Translator) -> dict[str, str]:
    _ = translator.gettext
    return {
        "private_notice": review_text.private_notice(translator) if review.is_private else "",
        "left_out_notice": "" if review.is_private else review_text.left_out_notice(translator),
        "private": _("private"),
        "shared": _("can be printed"),
        "review": _("Review"),
        "cycle": _("cycle {n}").format(n=review.cycle.number),
        "provisional": _("(provisional)"),
        "summary": _("In my words"),
        "voices": _("What we heard"),
        "voices_prompt": _("what did you hear?"),
        "more_voices": _("What we heard too"),
        "more_on_back": _("more on the back"),
        "five": _("The five"),
        "tip": _("tip"),
        "decision_prompt": _("what do we do with it? put a cross"),
        "outcome_note": _("what became of it"),
        "swapped": translator.gettext(OUTCOME_LABELS["swapped"]),
        "lesson": _("What it taught us"),
        "empty_box": _("empty box"),
        "crossed_box": _("crossed"),
        "felt_scales": _("And how was it for you?"),
        "felt_scales_prompt": _("put your cross before you turn the sheet"),
        "discussion": _("At the table"),
        "what_stays": _("What stays"),
        "next_five": _("The next five"),
        "goes_on": _("goes on"),
        "colleague_prompt": _("who joins in?"),
        "another_tip": _("another tip"),
        "running": _("Kept running meanwhile"),
        "weeks_off": _("Weeks off"),
        "year_board": _("Thirty boxes, a year"),
        "manager_view": _("How I saw it"),
        "with_voice": _("with a voice beside it"),
        "without_voice": _("without"),
        "costly_moments": _("When it cost something"),
        "verdict": _("Reading"),
        "summary_on_front": _("My own sentence is on the front."),
        "comparison_question": review_text.comparison_question(translator),
        "notes": _("Notes"),
        "noted": _("Noted"),
    }


def _tip_heading(tip: int, catalogue: Catalogue, translator: Translator) -> tuple[str, str]:
    """Return the number and title of a tip. An empty title becomes the number, because a PDF heading needs text."""
    number = tip_number(tip)
    return number, tip_title(tip, catalogue, translator).strip() or number


def _quotes(remarks: tuple[Remark, ...], translator: Translator) -> tuple[Quote, ...]:
    return tuple(
        Quote(
            strip_quotes(remark.text),
            review_text.attribution(remark, translator),
            by=remark.by or "",
            is_private=not remark.shared,
        )
        for remark in remarks
    )


def _tip_row(tip: ReviewedTip, review: Review, catalogue: Catalogue, translator: Translator) -> TipRow:
    _ = translator.gettext
    number, title = _tip_heading(tip.record.tip, catalogue, translator)
    cells = []
    for status, week in zip(tenure_statuses(tip.record), review.cycle.weeks, strict=True):
        has_begun = status is not None and status is not Status.NOT_STARTED
        dates = translator.date_range(week.monday, week.sunday)
        cells.append(
            StatusText(
                status,
                f"{dates}: {translator.gettext(status.meaning)}" if status and has_begun else "",
            )
        )
    return TipRow(
        number=number,
        title=title,
        weeks=tuple(cells),
        weeks_text="; ".join(cell.text for cell in cells if cell.text) or _("no week has begun yet"),
        count_text=review_text.count_text(tip, translator),
        costly_text=review_text.costly_text(tip, translator),
        notes=_quotes(tip.notes, translator),
        decisions=tuple(tip.outcome == decision for decision in DECISIONS),
        outcome_label=translator.gettext(OUTCOME_LABELS[tip.outcome]) if tip.outcome and not tip.swapped_for else "",
        is_swapped=tip.outcome == "swapped",
        swap_text=review_text.swap_text(tip, catalogue, translator),
        lesson=tip.lesson or "",
    )


def _private_texts(review: Review, translator: Translator) -> tuple[DatedTexts, ...]:
    return tuple(
        DatedTexts(
            translator.gettext(PRIVATE_TEXT_HEADINGS[name]),
            tuple(LabeledText(translator.date_range(week.monday, week.sunday), text) for week, text in texts),
        )
        for name, texts in review.texts.items()
        if texts
    )


def _weeks_off(review: Review, translator: Translator) -> tuple[LabeledText, ...]:
    """Return the weeks off: for others in one range list, for the manager each pause with its reason."""
    if not review.is_private:
        weeks = review.paused_weeks
        return (LabeledText(review_text.week_ranges(weeks, translator), ""),) if weeks else ()
    return tuple(
        LabeledText(review_text.week_ranges(pause.weeks, translator), pause.because or "") for pause in review.pauses
    )


def _felt_plot(review: Review, *, customers: bool, translator: Translator) -> FeltPlot:
    _ = translator.gettext
    full_labels = CUSTOMER_SCALE if customers else TEAM_SCALE
    dots = []
    for week, feelings in review.feelings:
        value = feelings.customers if customers else feelings.team
        if value is not None:
            has_voice = week in review.weeks_with_voice
            text = f"{translator.date_range(week.monday, week.sunday)}: {translator.gettext(full_labels[value - 1])}"
            text += f" ({_('with a voice beside it')})" if has_voice else ""
            dots.append(FeltDot(review.cycle.weeks.index(week), value, has_voice, text))
    steps = CUSTOMER_SCALE_SHORT if customers else TEAM_SCALE_SHORT
    return FeltPlot(
        name=_("with customers") if customers else _("in the team"),
        steps=tuple(translator.gettext(step) for step in reversed(steps)),
        dots=tuple(dots),
        week_count=len(review.cycle.weeks),
        starts=translator.long_date(review.cycle.starts),
        ends=translator.long_date(review.cycle.ends),
        text="; ".join(dot.text for dot in dots) or _("nothing was filled in"),
    )


def _year_boxes(slot: YearSlot, translator: Translator) -> YearBoxes:
    phrases = []
    if slot.implemented_count:
        phrases.append(translator.ngettext("one tip stays", "{n} tips stay", slot.implemented_count))
    if slot.extended_count:
        phrases.append(translator.ngettext("one goes on", "{n} go on", slot.extended_count))
    if slot.in_progress_count:
        phrases.append(translator.ngettext("{n} in the making", "{n} in the making", slot.in_progress_count))
    _ = translator.gettext
    months = month_range(slot, translator)
    return YearBoxes(
        shapes=tuple(BOX_SHAPES[sign] for sign in slot_signs(slot).split()),
        months=months,
        text=f"{months}: {translator.join(phrases) or _('nothing stays yet')}" if months else "",
    )
