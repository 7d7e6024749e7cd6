"""The phrases of a review, the same in every format."""

from collections.abc import Sequence

from tipcycle.core.cycle import Felt, Line
from tipcycle.core.momentum.reach import CYCLES_A_YEAR
from tipcycle.core.review import CostlyMoment, Reading, Review, ReviewedTip
from tipcycle.core.tips import Catalogue, Kind
from tipcycle.core.weeks import Week
from tipcycle.locales import N_, Words
from tipcycle.views.labels import title, titled
from tipcycle.views.momentum_words import READINGS, close_said

OUTCOMES = {
    "keep": N_("keep"),
    "adapt": N_("adapt"),
    "extend": N_("another round"),
    "drop": N_("let go"),
    "swapped": N_("swapped"),
}

TEAM = (N_("drained"), N_("on automatic pilot"), N_("ordinary"), N_("lively"), N_("contagious"))
CUSTOMERS = (
    N_("a hurt we caused"),
    N_("friction"),
    N_("ordinary, or quiet"),
    N_("something good, said unprompted"),
    N_("someone stayed, came back or sent a friend"),
)

TEAM_SHORT = (N_("drained"), N_("autopilot"), N_("ordinary"), N_("lively"), N_("contagious"))
CUSTOMERS_SHORT = (N_("hurt"), N_("friction"), N_("quiet"), N_("something good"), N_("someone stayed"))
"""The same steps where there is room for a word or two: on paper, beside a plot."""


def count(tip: ReviewedTip, words: Words) -> str:
    """How often, in words: `7 of 8 weeks`, `each time it occurred (4)`, `stands since 27 March`."""
    _ = words.text
    record = tip.record
    if record.stands_since is not None:
        return _("stands since {day}").format(day=words.day(record.stands_since))
    if set(record.weeks) == {"P"}:
        return _("weeks off")
    if not record.counted:
        return _("has not occurred yet") if "N" in record.weeks else _("not answered yet")
    if record.kind is Kind.REFLEX and record.did == record.counted:
        return words.many("done the one time it occurred", "each time it occurred ({n})", record.did)
    if record.kind is Kind.REFLEX:
        told = words.many("not done the one time it occurred", "{did} of the {n} times it occurred", record.counted)
        return told.format(did=record.did)
    return words.many("{did} of {n} week", "{did} of {n} weeks", record.counted).format(did=record.did)


def costly(tip: ReviewedTip, words: Words) -> str:
    """That it cost something, and how often; empty when it did not."""
    weeks = len(tip.costly_weeks)
    return words.many("it cost something once", "it cost something {n} times", weeks) if weeks else ""


def swapped(tip: ReviewedTip, catalogue: Catalogue, words: Words) -> str:
    """What came in its place, and why; empty for a tip that stayed."""
    _ = words.text
    if tip.swapped_for is None:
        return ""
    return _("swapped for {tip}: {because}").format(
        tip=titled(tip.swapped_for, catalogue, words), because=tip.because or ""
    )


def who_and_when(line: Line, words: Words) -> str:
    """`a customer, 24 March`."""
    return ", ".join(part for part in (line.by or "", words.day(line.on)) if part)


def weeks_named(weeks: Sequence[Week], words: Words) -> str:
    """The weeks as dates."""
    return words.listed(words.span(week.monday, week.sunday) for week in weeks)


def felt_words(felt: Felt, words: Words) -> tuple[str, str]:
    """How a week felt in the team and with customers, in words; a dash where nothing was said."""
    return (
        words.text(TEAM[felt.team - 1]) if felt.team else "–",
        words.text(CUSTOMERS[felt.customers - 1]) if felt.customers else "–",
    )


def table_questions(words: Words) -> tuple[str, str]:
    """The two questions for the table: one on what goes well, one on what has no name yet."""
    _ = words.text
    return (
        _("When did it go well by itself, and who did what then?"),
        _("What is growing here that we have no word for yet?"),
    )


def headline(review: Review, words: Words) -> str:
    """`Review, cycle 1`."""
    _ = words.text
    return _("Review, cycle {n}").format(n=review.cycle.number)


def stays(review: Review, catalogue: Catalogue, words: Words) -> str:
    """What stayed after the close, in one sentence."""
    _ = words.text
    if not review.stayed:
        return _("A clean page: nothing has to stay, everything may begin again.")
    names = words.listed(title(tip, catalogue, words) for tip in review.stayed)
    said = words.many("One tip stays: {tips}.", "{n} tips stay: {tips}.", len(review.stayed))
    return said.format(tips=names)


def private_notice(words: Words) -> str:
    """What stands on everything made with `--private`."""
    _ = words.text
    return _("Private: everything is in here. For your eyes only.")


def left_out_notice(words: Words) -> str:
    """What stands at the end of everything else."""
    _ = words.text
    return _("What is not in here stayed private.")


def reading(found: Reading, words: Words) -> tuple[str, str]:
    """The name of the reading, and the lines that go with it; after everything that was heard and done."""
    _ = words.text
    if found.verdict == "too_early":
        return _("Too early"), _("Too little was filled in to say anything about it.")
    name, line = READINGS[found.verdict]
    said = words.text(line)
    if found.close_calls:
        said += " " + close_said(found.close_calls, words)
    return words.text(name), said


def costly_moment(moment: CostlyMoment, catalogue: Catalogue, words: Words) -> tuple[str, str]:
    """`27 March`, and what was written about it; the tip where nothing may be read."""
    told = " ".join(moment.texts) or titled(moment.tip, catalogue, words)
    return words.day(moment.on), told


PLACES = (
    "",
    N_("You choose the fifth: one of these, or an idea of your own."),
    N_("I choose one. You choose the fifth: one of these, or an idea of your own."),
    N_("I choose two. You choose the fifth: one of these, or an idea of your own."),
    N_("I choose three. You choose the fifth: one of these, or an idea of your own."),
    N_("I choose four. You choose the fifth: one of these, or an idea of your own."),
)
"""By the number of empty seats."""


def places(review: Review, words: Words) -> str:
    """Whose the empty seats of the next five are; empty when none is."""
    return words.text(PLACES[review.next_five.free])


def seat(tip: int, review: Review, catalogue: Catalogue, words: Words) -> str:
    """A tip that has its place among the next five, and whether it goes on from this cycle."""
    _ = words.text
    name = titled(tip, catalogue, words)
    return f"{name} ({_('goes on')})" if tip in review.extended else name


def cycle_of_year(review: Review, words: Words) -> str:
    """`cycle 1 of 6`."""
    _ = words.text
    number = (review.cycle.number - 1) % CYCLES_A_YEAR + 1
    return _("cycle {n} of {all}").format(n=number, all=CYCLES_A_YEAR)


def other_marks(words: Words) -> str:
    """The question that stands under the leader's own view."""
    _ = words.text
    return _("Where did you mark something else than I did? That is where our talk begins.")
