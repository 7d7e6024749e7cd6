"""Texts and scales of the review that all formats share."""

from collections.abc import Sequence

from tipcycle.core.cycle import Remark, Status, WeekFeelings
from tipcycle.core.momentum.implemented import CYCLES_PER_YEAR
from tipcycle.core.review import CostlyMoment, Review, ReviewedTip, ReviewVerdict
from tipcycle.core.tips import Catalogue, TipKind
from tipcycle.core.weeks import Week
from tipcycle.i18n import N_, Translator
from tipcycle.render.labels import numbered_title, tip_title
from tipcycle.render.momentum_text import close_calls_text, possible_verdicts_text

DECISIONS = ("keep", "adapt", "extend", "drop")
"""Possible outcomes of a tip, in the order of the boxes on the sheet."""


def felt_scale(translator: Translator, *, customers: bool) -> tuple[str, tuple[str, ...]]:
    """Return the name of a scale and its five short labels, lowest first."""
    _ = translator.gettext
    steps = CUSTOMER_SCALE_SHORT if customers else TEAM_SCALE_SHORT
    return _("with customers") if customers else _("in the team"), tuple(translator.gettext(step) for step in steps)


def felt_scales(translator: Translator) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return both scales, the team's first."""
    return felt_scale(translator, customers=False), felt_scale(translator, customers=True)


OUTCOME_LABELS = {
    "keep": N_("keep"),
    "adapt": N_("adapt"),
    "extend": N_("another round"),
    "drop": N_("let go"),
    "swapped": N_("swapped"),
}

PRIVATE_TEXT_HEADINGS = {"answer": N_("Questions I took along")}
"""Headings of the private texts of the check-ins, by their name in `PrivateTexts`."""

TEAM_SCALE = (N_("drained"), N_("on automatic pilot"), N_("ordinary"), N_("lively"), N_("contagious"))
CUSTOMER_SCALE = (
    N_("a hurt we caused"),
    N_("friction"),
    N_("ordinary, or quiet"),
    N_("something good, said unprompted"),
    N_("someone stayed, came back or sent a friend"),
)

TEAM_SCALE_SHORT = (N_("drained"), N_("autopilot"), N_("ordinary"), N_("lively"), N_("contagious"))
CUSTOMER_SCALE_SHORT = (N_("hurt"), N_("friction"), N_("quiet"), N_("something good"), N_("someone stayed"))
"""Short labels of the same steps, for print and plots."""


def count_text(tip: ReviewedTip, translator: Translator) -> str:
    """Return how often a tip was done: `7 of 8 weeks`, `each time it occurred (4)`, `stands since 27 March`."""
    _ = translator.gettext
    record = tip.record
    if record.built_on is not None:
        return _("done for good since {day}").format(day=translator.long_date(record.built_on))
    if set(record.statuses) == {Status.PAUSED}:
        return _("weeks off")
    if not record.scored_count:
        return _("has not occurred yet") if Status.NO_OCCASION in record.statuses else _("not answered yet")
    if record.kind is TipKind.REFLEX and record.done_count == record.scored_count:
        return translator.ngettext("done the one time it occurred", "each time it occurred ({n})", record.done_count)
    if record.kind is TipKind.REFLEX:
        template = translator.ngettext(
            "not done the one time it occurred", "{did} of the {n} times it occurred", record.scored_count
        )
        return template.format(did=record.done_count)
    return translator.ngettext("{did} of {n} week", "{did} of {n} weeks", record.scored_count).format(
        did=record.done_count
    )


def costly_text(tip: ReviewedTip, translator: Translator) -> str:
    """Return how often doing the tip cost something; empty if it never did."""
    count = len(tip.costly_weeks)
    return translator.ngettext("it cost something once", "it cost something {n} times", count) if count else ""


def swap_text(tip: ReviewedTip, catalogue: Catalogue, translator: Translator) -> str:
    """Return the replacement of a swapped tip and the reason; empty if the tip was not swapped."""
    _ = translator.gettext
    if tip.swapped_for is None:
        return ""
    return _("swapped for {tip}: {because}").format(
        tip=numbered_title(tip.swapped_for, catalogue, translator), because=tip.swap_reason or ""
    )


def attribution(remark: Remark, translator: Translator) -> str:
    """Return the speaker's role and the date: `a customer, 24 March`."""
    return ", ".join(part for part in (remark.by or "", translator.long_date(remark.on)) if part)


def week_ranges(weeks: Sequence[Week], translator: Translator) -> str:
    """Return the date ranges of the weeks, joined to a list."""
    return translator.join(translator.date_range(week.monday, week.sunday) for week in weeks)


def felt_labels(feelings: WeekFeelings, translator: Translator) -> tuple[str, str]:
    """Return the labels of a week's two ratings: team, then customers. A dash stands for no answer."""
    return (
        translator.gettext(TEAM_SCALE[feelings.team - 1]) if feelings.team else "–",
        translator.gettext(CUSTOMER_SCALE[feelings.customers - 1]) if feelings.customers else "–",
    )


def discussion_questions(translator: Translator) -> tuple[str, str]:
    """Return the two questions for the team: what goes well, and what has no name yet."""
    _ = translator.gettext
    return (
        _("When did it go well by itself, and who did what then?"),
        _("What is growing here that we have no word for yet?"),
    )


def review_title(review: Review, translator: Translator) -> str:
    """Return the title: `Review, cycle 1`."""
    _ = translator.gettext
    return _("Review, cycle {n}").format(n=review.cycle.number)


def stays_text(review: Review, catalogue: Catalogue, translator: Translator) -> str:
    """Return which tips are implemented after the close, in one sentence."""
    _ = translator.gettext
    if not review.implemented_tips:
        return _("A clean page: nothing has to stay, everything may begin again.")
    titles = translator.join(tip_title(tip, catalogue, translator) for tip in review.implemented_tips)
    template = translator.ngettext("One tip stays: {tips}.", "{n} tips stay: {tips}.", len(review.implemented_tips))
    return template.format(tips=titles)


def private_notice(translator: Translator) -> str:
    """Return the notice on every document made with `--private`."""
    _ = translator.gettext
    return _("Private: everything is in here. For your eyes only.")


def left_out_notice(translator: Translator) -> str:
    """Return the closing notice of a document made without `--private`."""
    _ = translator.gettext
    return _("What is not in here stayed private.")


def review_verdict_text(review_verdict: ReviewVerdict, translator: Translator) -> tuple[str, str]:
    """Return the name of the verdict and its sentence, followed by its close calls."""
    _ = translator.gettext
    if review_verdict.verdict == "too_early":
        return _("Too early"), _("Too little was filled in to say anything about it.")
    name, description = possible_verdicts_text(review_verdict.verdicts, review_verdict.sides, translator)
    texts = (description, close_calls_text(review_verdict.close_calls, translator))
    return name, " ".join(text for text in texts if text)


def costly_moment_text(moment: CostlyMoment, catalogue: Catalogue, translator: Translator) -> tuple[str, str]:
    """Return the date and the readable notes of a costly moment. Without notes, the tip replaces them."""
    text = " ".join(moment.texts) or numbered_title(moment.tip, catalogue, translator)
    return translator.long_date(moment.on), text


FREE_PLACES_TEXTS = (
    "",
    N_("You choose the fifth: one of these, or an idea of your own."),
    N_("I choose one. You choose the fifth: one of these, or an idea of your own."),
    N_("I choose two. You choose the fifth: one of these, or an idea of your own."),
    N_("I choose three. You choose the fifth: one of these, or an idea of your own."),
    N_("I choose four. You choose the fifth: one of these, or an idea of your own."),
)
"""Indexed by the number of free places."""


def free_places_text(review: Review, translator: Translator) -> str:
    """Return who fills the free places among the next five; empty if there are none."""
    return translator.gettext(FREE_PLACES_TEXTS[review.next_five.free_places])


def year_position(review: Review, translator: Translator) -> str:
    """Return the position of the cycle in its year: `cycle 1 of 6`."""
    _ = translator.gettext
    number = (review.cycle.number - 1) % CYCLES_PER_YEAR + 1
    return _("cycle {n} of {all}").format(n=number, all=CYCLES_PER_YEAR)


def comparison_question(translator: Translator) -> str:
    """Return the question below the manager's own view."""
    _ = translator.gettext
    return _("Where did you mark something else than I did? That is where our talk begins.")
