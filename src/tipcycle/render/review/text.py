"""What the team marks on a sheet with its own pen, the same on paper and in the page.

The phrases of a review, the same in every format.
"""

from collections.abc import Sequence

from tipcycle.core.cycle import Remark, WeekFeelings
from tipcycle.core.momentum.implemented import CYCLES_PER_YEAR
from tipcycle.core.review import CostlyMoment, Reading, Review, ReviewedTip
from tipcycle.core.tips import Catalogue, TipKind
from tipcycle.core.weeks import Week
from tipcycle.i18n import N_, Translator
from tipcycle.render.labels import numbered_title, tip_title
from tipcycle.render.momentum_text import VERDICT_TEXTS, close_calls_text

DECISIONS = ("keep", "adapt", "extend", "drop")
"""What may become of a tip, in the order of its boxes."""


def felt_scale(translator: Translator, *, customers: bool) -> tuple[str, tuple[str, ...]]:
    """The name of a scale, and its five steps from the lowest."""
    _ = translator.gettext
    steps = CUSTOMER_SCALE_SHORT if customers else TEAM_SCALE_SHORT
    return _("with customers") if customers else _("in the team"), tuple(translator.gettext(step) for step in steps)


def felt_scales(translator: Translator) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Both, the team's first."""
    return felt_scale(translator, customers=False), felt_scale(translator, customers=True)


OUTCOME_LABELS = {
    "keep": N_("keep"),
    "adapt": N_("adapt"),
    "extend": N_("another round"),
    "drop": N_("let go"),
    "swapped": N_("swapped"),
}

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
"""The same steps where there is room for a word or two: on paper, beside a plot."""


def count_text(tip: ReviewedTip, translator: Translator) -> str:
    """How often, in words: `7 of 8 weeks`, `each time it occurred (4)`, `stands since 27 March`."""
    _ = translator.gettext
    record = tip.record
    if record.stands_since is not None:
        return _("stands since {day}").format(day=translator.long_date(record.stands_since))
    if set(record.statuses) == {"P"}:
        return _("weeks off")
    if not record.scored_count:
        return _("has not occurred yet") if "N" in record.statuses else _("not answered yet")
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
    """That it cost something, and how often; empty when it did not."""
    weeks = len(tip.costly_weeks)
    return translator.ngettext("it cost something once", "it cost something {n} times", weeks) if weeks else ""


def swap_text(tip: ReviewedTip, catalogue: Catalogue, translator: Translator) -> str:
    """What came in its place, and why; empty for a tip that stayed."""
    _ = translator.gettext
    if tip.swapped_for is None:
        return ""
    return _("swapped for {tip}: {because}").format(
        tip=numbered_title(tip.swapped_for, catalogue, translator), because=tip.swap_reason or ""
    )


def attribution(remark: Remark, translator: Translator) -> str:
    """`a customer, 24 March`."""
    return ", ".join(part for part in (remark.by or "", translator.long_date(remark.on)) if part)


def week_ranges(weeks: Sequence[Week], translator: Translator) -> str:
    """The weeks as dates."""
    return translator.join(translator.date_range(week.monday, week.sunday) for week in weeks)


def felt_labels(felt: WeekFeelings, translator: Translator) -> tuple[str, str]:
    """How a week felt in the team and with customers, in words; a dash where nothing was said."""
    return (
        translator.gettext(TEAM_SCALE[felt.team - 1]) if felt.team else "–",
        translator.gettext(CUSTOMER_SCALE[felt.customers - 1]) if felt.customers else "–",
    )


def discussion_questions(translator: Translator) -> tuple[str, str]:
    """The two questions for the table: one on what goes well, one on what has no name yet."""
    _ = translator.gettext
    return (
        _("When did it go well by itself, and who did what then?"),
        _("What is growing here that we have no word for yet?"),
    )


def review_title(review: Review, translator: Translator) -> str:
    """`Review, cycle 1`."""
    _ = translator.gettext
    return _("Review, cycle {n}").format(n=review.cycle.number)


def stays_text(review: Review, catalogue: Catalogue, translator: Translator) -> str:
    """What stayed after the close, in one sentence."""
    _ = translator.gettext
    if not review.implemented_tips:
        return _("A clean page: nothing has to stay, everything may begin again.")
    names = translator.join(tip_title(tip, catalogue, translator) for tip in review.implemented_tips)
    template = translator.ngettext("One tip stays: {tips}.", "{n} tips stay: {tips}.", len(review.implemented_tips))
    return template.format(tips=names)


def private_notice(translator: Translator) -> str:
    """What stands on everything made with `--private`."""
    _ = translator.gettext
    return _("Private: everything is in here. For your eyes only.")


def left_out_notice(translator: Translator) -> str:
    """What stands at the end of everything else."""
    _ = translator.gettext
    return _("What is not in here stayed private.")


def review_verdict_text(reading: Reading, translator: Translator) -> tuple[str, str]:
    """The name of the reading, and the lines that go with it; after everything that was heard and done."""
    _ = translator.gettext
    if reading.verdict == "too_early":
        return _("Too early"), _("Too little was filled in to say anything about it.")
    name, line = VERDICT_TEXTS[reading.verdict]
    text = translator.gettext(line)
    if reading.close_calls:
        text += " " + close_calls_text(reading.close_calls, translator)
    return translator.gettext(name), text


def costly_moment_text(moment: CostlyMoment, catalogue: Catalogue, translator: Translator) -> tuple[str, str]:
    """`27 March`, and what was written about it; the tip where nothing may be read."""
    text = " ".join(moment.texts) or numbered_title(moment.tip, catalogue, translator)
    return translator.long_date(moment.on), text


FREE_SLOTS_TEXTS = (
    "",
    N_("You choose the fifth: one of these, or an idea of your own."),
    N_("I choose one. You choose the fifth: one of these, or an idea of your own."),
    N_("I choose two. You choose the fifth: one of these, or an idea of your own."),
    N_("I choose three. You choose the fifth: one of these, or an idea of your own."),
    N_("I choose four. You choose the fifth: one of these, or an idea of your own."),
)
"""By the number of empty seats."""


def free_slots_text(review: Review, translator: Translator) -> str:
    """Whose the empty seats of the next five are; empty when none is."""
    return translator.gettext(FREE_SLOTS_TEXTS[review.next_five.free_places])


def next_tip_text(tip: int, review: Review, catalogue: Catalogue, translator: Translator) -> str:
    """A tip that has its place among the next five, and whether it goes on from this cycle."""
    _ = translator.gettext
    name = numbered_title(tip, catalogue, translator)
    return f"{name} ({_('goes on')})" if tip in review.extended_tips else name


def year_position(review: Review, translator: Translator) -> str:
    """`cycle 1 of 6`."""
    _ = translator.gettext
    number = (review.cycle.number - 1) % CYCLES_PER_YEAR + 1
    return _("cycle {n} of {all}").format(n=number, all=CYCLES_PER_YEAR)


def comparison_question(translator: Translator) -> str:
    """The question that stands under the leader's own view."""
    _ = translator.gettext
    return _("Where did you mark something else than I did? That is where our talk begins.")
