"""The words of the momentum report, the same on every screen."""

from collections.abc import Sequence
from fractions import Fraction

from tipcycle.core.momentum.reading import Fact
from tipcycle.core.momentum.report import Momentum, YearCycle
from tipcycle.core.momentum.window import FELT_NEEDS
from tipcycle.locales import N_, Words

READINGS = {
    "momentum": (N_("Momentum"), N_("You do it, your team livens up, customers say it.")),
    "still_indoors": (
        N_("Still indoors"),
        N_("You do it, your team notices. Customers do not yet: which of your five would they see by themselves?"),
    ),
    "few_shoulders": (
        N_("On few shoulders"),
        N_("Customers notice, your team not so much. Who carries this, and who would join?"),
    ),
    "sowing": (N_("Sowing time"), N_("Much done, little to see yet. Wait or change: what do you feel?")),
    "tailwind": (N_("Tailwind"), N_("It feels good and you did little for it. Where does the wind come from?")),
    "becalmed": (N_("Becalmed"), N_("No way on for now. Which tip costs you a quarter of an hour tomorrow?")),
}

FACTS = {
    "applied": N_("what you did"),
    "team": N_("how it felt in the team"),
    "customers": N_("how it felt with customers"),
}


def reading(facts: Momentum, words: Words) -> tuple[str, str]:
    """The name of the reading and the line that goes with it."""
    _ = words.text
    if facts.verdict == "too_early":
        return _("Too early"), too_early(facts, words)
    name, line = READINGS[facts.verdict]
    return words.text(name), words.text(line)


def too_early(facts: Momentum, words: Words) -> str:
    """What is still missing before anything can be said."""
    _ = words.text
    missing = []
    if facts.applied.share is None:
        missing.append(_("a few more answers about your five"))
    if facts.team.mean is None:
        missing.append(_("how it felt in the team, {n} times").format(n=FELT_NEEDS))
    if facts.customers.mean is None:
        missing.append(_("how it felt with customers, {n} times").format(n=FELT_NEEDS))
    return _("After the third check-in there is something to say. Still missing: {what}.").format(
        what=words.listed(missing)
    )


def close_call(facts: Momentum, words: Words) -> str:
    """Which facts stand on their line; empty when none does."""
    return close_said(facts.close_calls, words)


def close_said(close_calls: Sequence[Fact], words: Words) -> str:
    """That these facts stand on their line; empty when none does."""
    if not close_calls:
        return ""
    named = words.listed(words.text(FACTS[name]) for name in close_calls)
    said = words.many(
        "It is close: {facts} could as well have fallen on the other side.",
        "It is close: {facts} could as well have fallen on the other side.",
        len(close_calls),
    )
    return said.format(facts=named)


def not_begun(facts: Momentum, words: Words) -> str:
    """What there is to say before the first Monday."""
    _ = words.text
    if facts.begins is None:
        return _("No cycle has begun yet. tipcycle pick begins one.")
    day = words.full_day(facts.begins, year=facts.begins.year != facts.today.year)
    return _("Your first cycle begins on {day}. After that there is something to see here.").format(day=day)


def own_sentence(facts: Momentum, words: Words) -> str:
    """That the manager's own words go first; nothing once they do."""
    _ = words.text
    if facts.cycle is not None and facts.cycle.words:
        return ""
    return _("Do you see it otherwise? At the review you write your own sentence. That one goes first.")


def did_line(facts: Momentum, words: Words) -> str:
    """`14 of 18 times in the last six weeks`."""
    _ = words.text
    counted = facts.applied.did + facts.applied.missed
    weeks = len(facts.window.now)
    if not counted:
        return _("nothing to count yet")
    return words.many(
        "{did} of {counted} times in the last week that counts",
        "{did} of {counted} times in the last {n} weeks that count",
        weeks,
    ).format(did=facts.applied.did, counted=counted)


def rhythm_line(facts: Momentum, words: Words) -> str:
    """In how many of the last weeks somebody looked back; no streak."""
    _ = words.text
    if facts.rhythm.too_early:
        return _("It is too early to speak of a rhythm.")
    return _("In {n} of the last {counted} weeks you looked back.").format(
        n=facts.rhythm.on_time, counted=facts.rhythm.counted
    )


def stays_line(facts: Momentum, words: Words) -> str:
    """`four stay, five in the making`."""
    _ = words.text
    stay = words.many("one tip stays", "{n} tips stay", len(facts.reach.implemented))
    if not facts.reach.implemented:
        stay = _("nothing stays yet")
    making = words.many("{n} in the making", "{n} in the making", facts.making)
    return f"{stay}, {making}" if facts.making else stay


def milestone_line(facts: Momentum, words: Words) -> str:
    """The milestone reached last; empty before the first."""
    _ = words.text
    reached = facts.reach.milestone
    return _("Milestone: {n}.").format(n=reached) if reached is not None else ""


def boxes(cycle: YearCycle) -> str:
    """The five boxes of one cycle: stayed, going on, in the making, not there yet."""
    filled = "■" * cycle.stayed + "↻" * cycle.extended + "□" * cycle.making
    return " ".join(filled[:5].ljust(5, "·"))


def months(cycle: YearCycle, words: Words) -> str:
    """`Mar–Apr`: the months of a cycle; its last week may reach into a third."""
    if cycle.first is None or cycle.last is None:
        return ""
    middle = cycle.first + (cycle.last - cycle.first) * 3 // 4
    first, last = words.short_month(cycle.first), words.short_month(middle)
    return first if first == last else f"{first}–{last}"


def percent(value: Fraction) -> str:
    """Rounded down, so that it never contradicts the word beside it."""
    return f"{int(value * 100)} %"


def one_decimal(value: Fraction, words: Words) -> str:
    """`3.8`, in Dutch `3,8`; halves round up."""
    tenths = int(value * 10 + Fraction(1, 2))
    return f"{tenths // 10}{',' if words.language == 'nl' else '.'}{tenths % 10}"
