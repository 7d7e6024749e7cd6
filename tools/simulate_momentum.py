"""Simulate 24 kinds of manager-years and count how often the reading of `tipcycle momentum` is right.

    python tools/simulate_momentum.py           # print the tables of docs/momentum.md (some minutes)
    python tools/simulate_momentum.py update    # write them into docs/momentum.md
    python tools/simulate_momentum.py print 5   # with five managers of each kind, to try something

Each manager answers as people do, with noise. The answers become journals; the program's own projection and report read
them on each Sunday with only the events that existed then. The truth of a week is the same verdict, of the levels
without noise. The same seed gives the same tables.
"""

import math
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from fractions import Fraction
from functools import partial
from itertools import chain, pairwise
from typing import NamedTuple

from generated_docs import ROOT, update_pages

from tipcycle.core.events import Checkin, Close, CycleFile, CycleHeader, Event, Journal, Pause, Payload, Pick
from tipcycle.core.momentum.report import momentum_report
from tipcycle.core.momentum.verdict import MomentumVerdict, verdict
from tipcycle.core.projection import Cycles
from tipcycle.core.tips import TipKind
from tipcycle.core.weeks import Week, cycle_start, cycle_week_count

PAGE = ROOT / "docs" / "momentum.md"
ANCHOR = date(2026, 1, 5)
CYCLES, WEEKS = 6, 52
SEED, MANAGERS, SENSITIVITY_MANAGERS, RESAMPLES = 7, 40, 10, 400
FEELING_SD, SHARED_NOISE, DONE_SD = 0.8, 0.3, 0.5
"""Standard deviation of a feeling in steps of the scale; its correlation with the mood of the week, which also moves
the chances to do a tip; standard deviation of that mood in logits."""
FAR_FACTOR = Fraction(8, 5)
"""Puts the felt levels 0.8 of a step from the line at 3.5 instead of half a step."""
OCCASION_CHANCE, EARLIEST_BUILT_WEEK = 0.6, 4
"""Chance of an occasion for a reflex; first week, from 0, in which a yes reports a build as built."""
MAX_DELAY = 12

RARELY, MOSTLY = Fraction(35, 100), Fraction(85, 100)
ORDINARY, STRONG, LINE = Fraction(3), Fraction(4), Fraction(7, 2)

Level = Callable[[int], Fraction]


class Truth(NamedTuple):
    """The levels behind the answers of one week: the share of tips done, and the two feelings."""

    done: Fraction
    team: Fraction
    customers: Fraction


def always(level: Fraction) -> Level:
    """Return a level that does not change."""
    return lambda _: level


def ramp(start: Fraction, end: Fraction, first: int = 6, last: int = 46) -> Level:
    """Return a level that moves evenly from one value to another between two weeks."""
    return lambda week: start + (end - start) * Fraction(min(max(week - first, 0), last - first), last - first)


def during(weeks: Sequence[int], inside: Fraction, outside: Fraction) -> Level:
    """Return a level with another value in some weeks."""
    return lambda week: inside if week in weeks else outside


def in_cycle(levels: Callable[[int, int], Fraction]) -> Level:
    """Return a level that depends on the number of the cycle and of the week in it, both from 0."""
    starts = [(cycle_start(ANCHOR, number) - ANCHOR).days // 7 for number in range(CYCLES)]

    def level(week: int) -> Fraction:
        number = max(number for number, start in enumerate(starts) if start <= week)
        return levels(number, week - starts[number])

    return level


@dataclass(frozen=True)
class Kind:
    """One kind of manager-year."""

    name: str
    group: str
    """steady, slow, fast, or unheard: in the last, the answers do not contain the truth."""
    done: Level
    team: Level
    customers: Level
    reflexes: int = 1
    """Number of reflexes among the five; one of the others is a build, the rest are rituals."""
    first_tip: Fraction | None = None
    """Chance to do the first tip, if it differs from that of the others."""
    answer_chance: float = 1.0
    silent: Sequence[int] = ()
    paused: Sequence[int] = ()
    only_good_weeks: bool = False
    says_yes: bool = False
    scoring: float = 0.0
    """Difference between what is scored and what is felt."""

    def truth(self, week: int, factor: Fraction) -> Truth:
        """Return the levels of a week. `factor` multiplies the distance of the feelings from their line."""
        done = self.done(week)
        if self.first_tip is not None:
            done = (4 * done + self.first_tip) / 5
        return Truth(done, *(LINE + (level(week) - LINE) * factor for level in (self.team, self.customers)))

    def kind_of(self, tip: int) -> TipKind:
        """Return the kind of a tip: the last of the five is a build, the ones before it are reflexes."""
        place = (tip - 1) % 5
        return TipKind.BUILD if place == 4 else TipKind.REFLEX if place >= 4 - self.reflexes else TipKind.RITUAL


HOLIDAY, SEASONS, DROPOUT = range(26, 32), (*range(10, 16), *range(36, 42)), range(18, 32)
KINDS = (
    Kind("steady, strong", "steady", always(MOSTLY), always(STRONG), always(STRONG)),
    Kind("steady, ordinary weeks", "steady", always(MOSTLY), always(ORDINARY), always(ORDINARY)),
    Kind("becalmed", "steady", always(RARELY), always(ORDINARY), always(ORDINARY)),
    Kind("luck without doing", "steady", always(RARELY), always(STRONG), always(STRONG)),
    Kind("answers half of the weeks", "steady", always(MOSTLY), always(STRONG), always(STRONG), answer_chance=0.5),
    Kind("three reflexes", "steady", always(MOSTLY), always(STRONG), always(STRONG), reflexes=3),
    Kind("six weeks off, paused", "steady", always(MOSTLY), always(STRONG), always(STRONG), paused=HOLIDAY),
    Kind("six weeks off, silent", "steady", always(MOSTLY), always(STRONG), always(STRONG), silent=HOLIDAY),
    Kind(
        "one tip carries all",
        "steady",
        always(RARELY),
        always(STRONG),
        always(STRONG),
        first_tip=Fraction(95, 100),
    ),
    Kind("rises in 40 weeks", "slow", ramp(RARELY, MOSTLY), ramp(ORDINARY, STRONG, 10, 50), ramp(ORDINARY, STRONG)),
    Kind("falls in 40 weeks", "slow", ramp(MOSTLY, RARELY), ramp(STRONG, ORDINARY), ramp(STRONG, ORDINARY)),
    Kind(
        "one step up",
        "slow",
        during(range(26), RARELY, MOSTLY),
        during(range(26), ORDINARY, STRONG),
        during(range(26), ORDINARY, STRONG),
    ),
    Kind(
        "one step down",
        "slow",
        during(range(26), MOSTLY, RARELY),
        during(range(26), STRONG, ORDINARY),
        during(range(26), STRONG, ORDINARY),
    ),
    Kind("the team empties", "slow", always(MOSTLY), ramp(STRONG, Fraction(2)), always(STRONG)),
    Kind(
        "customers follow later", "slow", always(MOSTLY), ramp(ORDINARY, STRONG, 4, 16), ramp(ORDINARY, STRONG, 14, 34)
    ),
    Kind(
        "two busy seasons",
        "fast",
        during(SEASONS, RARELY, MOSTLY),
        during(SEASONS, ORDINARY, STRONG),
        during(SEASONS, ORDINARY, STRONG),
    ),
    Kind(
        "14 silent weeks, weaker after",
        "fast",
        during(range(18), MOSTLY, RARELY),
        during(range(18), STRONG, ORDINARY),
        during(range(18), STRONG, ORDINARY),
        silent=DROPOUT,
    ),
    Kind(
        "slow start in each cycle",
        "fast",
        in_cycle(lambda _, week: min(RARELY + Fraction(week, 8), MOSTLY)),
        always(STRONG),
        always(STRONG),
    ),
    Kind(
        "good and bad cycle in turn",
        "fast",
        in_cycle(lambda number, _: RARELY if number % 2 else MOSTLY),
        in_cycle(lambda number, _: ORDINARY if number % 2 else STRONG),
        in_cycle(lambda number, _: ORDINARY if number % 2 else STRONG),
    ),
    Kind(
        "answers in good weeks only",
        "unheard",
        always(RARELY + Fraction(1, 5)),
        always(ORDINARY),
        always(ORDINARY),
        only_good_weeks=True,
    ),
    Kind(
        "says yes to everything",
        "unheard",
        always(RARELY),
        always(ORDINARY),
        always(ORDINARY),
        says_yes=True,
        scoring=0.5,
    ),
    Kind("scores 0.8 too low", "unheard", always(MOSTLY), always(STRONG), always(STRONG), scoring=-0.8),
    Kind("scores 0.8 too high", "unheard", always(MOSTLY), always(ORDINARY), always(ORDINARY), scoring=0.8),
    Kind("exactly on the lines", "unheard", always(Fraction(2, 3)), always(LINE), always(LINE)),
)
GROUPS = ("steady", "slow", "fast")
"""The kinds that count in the averages: no rule can hear what was not said."""


@dataclass
class Reading:
    """What one Sunday's report says, and the truth."""

    verdict: MomentumVerdict
    verdicts: tuple[MomentumVerdict, ...]
    truth: MomentumVerdict
    window_truth: MomentumVerdict | None
    """The truth of the mean of the levels over the weeks in the window."""


class Year:
    """The simulated year of one manager."""

    def __init__(self, kind: Kind, seed: str, noise: float, factor: Fraction) -> None:
        """Prepare a year. `noise` is the standard deviation of a feeling in steps of the scale."""
        self.kind, self.random, self.noise = kind, random.Random(seed), noise
        self.truths = [kind.truth(week, factor) for week in range(WEEKS)]
        self.event_count = 0
        self.built: set[int] = set()

    def readings(self) -> Iterator[Reading]:
        """Yield the reading on each Sunday."""
        closed_files: tuple[CycleFile, ...] = ()
        for number in range(CYCLES):
            starts = cycle_start(ANCHOR, number)
            header = CycleHeader(starts, cycle_week_count(ANCHOR, starts), ANCHOR)
            five = tuple(range(5 * number + 1, 5 * number + 6))
            events = [self.event(starts, Pick(tips=five))]
            for week_in_cycle, week in enumerate(header.calendar_weeks):
                index = (week.monday - ANCHOR).days // 7
                if index in self.kind.paused:
                    events.append(self.event(week.monday, Pause(weeks=(week,))))
                elif (
                    checkin := self.checkin(week, index, five, can_be_built=week_in_cycle >= EARLIEST_BUILT_WEEK)
                ) is not None:
                    events.append(self.event(week.day(4), checkin))
                yield self.read(Journal((), (*closed_files, CycleFile(header, tuple(events)))), week.sunday, index)
            events.append(self.event(header.calendar_weeks[-1].sunday, Close(drop=five)))
            closed_files += (CycleFile(header, tuple(events)),)

    def event(self, on: date, payload: Payload) -> Event:
        """Return an event with the next id."""
        self.event_count += 1
        return Event(f"e{self.event_count:04}", datetime.combine(on, time(self.event_count % 24), UTC), on, payload)

    def checkin(self, week: Week, index: int, five: Sequence[int], *, can_be_built: bool) -> Checkin | None:
        """Return the answers about a week, or None."""
        mood = self.random.gauss(0, 1)
        truth, kind = self.truths[index], self.kind
        answers: dict[str, list[int]] = {"did": [], "missed": [], "none": [], "built": []}
        for place, tip in enumerate(five):
            level = kind.first_tip if place == 0 and kind.first_tip is not None else kind.done(index)
            has_occasion = self.random.random() < OCCASION_CHANCE
            is_done = (
                self.random.random() < _shifted(float(level), DONE_SD * mood) or kind.says_yes or tip in self.built
            )
            if kind.kind_of(tip) is TipKind.REFLEX and not has_occasion:
                answers["none"].append(tip)
            elif is_done and kind.kind_of(tip) is TipKind.BUILD and can_be_built:
                answers["built"].append(tip)
                self.built.add(tip)
            else:
                answers["did" if is_done else "missed"].append(tip)
        team, customers = self.rating(truth.team, mood), self.rating(truth.customers, mood)
        is_silent = self.random.random() >= kind.answer_chance or index in kind.silent
        if is_silent or (kind.only_good_weeks and mood < 0.5):
            return None
        did, missed, none, built = map(tuple, answers.values())
        return Checkin(week=week, did=did, missed=missed, none=none, built=built, team=team, customers=customers)

    def rating(self, level: Fraction, mood: float) -> int:
        """Return a level with noise as a whole number from 1 to 5."""
        noise = SHARED_NOISE * mood + math.sqrt(1 - SHARED_NOISE**2) * self.random.gauss(0, 1)
        return min(max(math.floor(float(level) + self.kind.scoring + self.noise * noise + 0.5), 1), 5)

    def read(self, journal: Journal, today: date, index: int) -> Reading:
        """Return what the program says on this day."""
        report = momentum_report(Cycles(journal), self.kind.kind_of, today)
        counted = [self.truths[(week.monday - ANCHOR).days // 7] for _, week in report.window.current]
        means = [sum(levels, Fraction(0)) / len(counted) for levels in zip(*counted, strict=True)]
        return Reading(
            report.verdict, report.verdicts, verdict(*self.truths[index]), verdict(*means) if means else None
        )


def _shifted(chance: float, logits: float) -> float:
    return 1 / (1 + math.exp(-math.log(chance / (1 - chance)) - logits))


Count = tuple[float, float]
"""A numerator and a denominator. Those of several managers are added before they are divided."""


def delay(readings: Sequence[Reading], says: Callable[[Reading], tuple[MomentumVerdict, ...]]) -> Count:
    """Return the weeks until each new truth is said first, at most twelve, and the number of changes."""
    total, changes = 0, 0
    for week in range(1, len(readings)):
        truth = readings[week].truth
        if truth != readings[week - 1].truth:
            later = readings[week : week + MAX_DELAY]
            total += next((n for n, reading in enumerate(later) if truth in says(reading)), len(later))
            changes += 1
    return total, changes


def contradictions(readings: Sequence[Reading], says: Callable[[Reading], tuple[MomentumVerdict, ...]]) -> Count:
    """Return how often two Sundays in a row have no phrase in common, and the number of cycles."""
    return sum(
        "too_early" not in (*says(last), *says(this)) and not {*says(last)} & {*says(this)}
        for last, this in pairwise(readings)
    ), CYCLES


def measures_of(readings: Sequence[Reading]) -> dict[str, Count]:
    """Return the counts of one manager for each measure."""
    said = [reading for reading in readings if reading.verdict != "too_early"]
    single = [reading for reading in said if len(reading.verdicts) == 1]

    def one(reading: Reading) -> tuple[MomentumVerdict, ...]:
        return (reading.verdict,)

    def both(reading: Reading) -> tuple[MomentumVerdict, ...]:
        return reading.verdicts

    return {
        "one": (sum(reading.verdict == reading.truth for reading in said), len(said)),
        "single": (sum(reading.verdict == reading.truth for reading in single), len(single)),
        "both": (sum(reading.truth in reading.verdicts for reading in said), len(said)),
        "one window": (sum(reading.verdict == reading.window_truth for reading in said), len(said)),
        "single window": (sum(reading.verdict == reading.window_truth for reading in single), len(single)),
        "both window": (sum(reading.window_truth in reading.verdicts for reading in said), len(said)),
        "one contradictions": contradictions(readings, one),
        "both contradictions": contradictions(readings, both),
        "one delay": delay(readings, one),
        "both delay": delay(readings, both),
        "true changes": (
            sum(this.truth != last.truth for last, this in pairwise(readings)),
            CYCLES,
        ),
        "said one": (len(single), len(said)),
        "said two": (sum(len(reading.verdicts) == 2 for reading in said), len(said)),
        "said more": (sum(len(reading.verdicts) > 2 for reading in said), len(said)),
        "too early": (len(readings) - len(said), len(readings)),
    }


Results = dict[Kind, list[dict[str, Count]]]
"""The counts of each manager by kind."""


def simulate(managers: int, noise: float = FEELING_SD, factor: Fraction = Fraction(1)) -> Results:
    """Return the counts of all kinds."""
    return {
        kind: [
            measures_of(list(Year(kind, f"{SEED} {kind.name} {n}", noise, factor).readings())) for n in range(managers)
        ]
        for kind in KINDS
    }


def in_group(results: Results, *groups: str) -> list[list[dict[str, Count]]]:
    """Return the managers of these groups, one list for each kind."""
    return [managers for kind, managers in results.items() if kind.group in (groups or GROUPS)]


def ratio(managers: Sequence[dict[str, Count]], measure: str) -> float:
    """Return the quotient of the sums, not a number if there is nothing to divide by."""
    total = sum(manager[measure][1] for manager in managers)
    return sum(manager[measure][0] for manager in managers) / total if total else math.nan


def interval(
    strata: Sequence[Sequence[dict[str, Count]]], measure: str, minus: str | None = None
) -> tuple[float, float]:
    """Return a figure and the half width of its 95 % interval, from resampling the managers within each kind.

    With `minus`, the figure is the difference of two measures over the same managers.
    """

    def figure(managers: Sequence[dict[str, Count]]) -> float:
        return ratio(managers, measure) - (ratio(managers, minus) if minus else 0)

    generator = random.Random(SEED)
    resampled = sorted(
        figure([manager for managers in strata for manager in generator.choices(managers, k=len(managers))])
        for _ in range(RESAMPLES)
    )
    low, high = resampled[RESAMPLES * 25 // 1000], resampled[-1 - RESAMPLES * 25 // 1000]
    return figure([manager for managers in strata for manager in managers]), (high - low) / 2


def percent(figure: tuple[float, float]) -> str:
    """Return a share and its interval as percentages."""
    return "" if math.isnan(figure[0]) else f"{100 * figure[0]:.1f} ±{100 * figure[1]:.1f}"


def number(figure: tuple[float, float], digits: int = 2) -> str:
    """Return a figure and its interval."""
    return "" if math.isnan(figure[0]) else f"{figure[0]:.{digits}f} ±{figure[1]:.{digits}f}"


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (header, ["---"] * len(header), *rows))


RULES = (
    ("one phrase, in every week", "one"),
    ("one phrase, in the weeks with one", "single"),
    ("both phrases", "both"),
)


def rule_table(results: Results) -> str:
    """Return the table that compares one phrase with both."""
    rows = []
    for name, rule in RULES:
        steps = [results[kind] for kind in KINDS if kind.name.startswith("one step")]
        changing = [results[kind] for kind in KINDS if kind.group in ("slow", "fast") and not kind.silent]
        has_own_changes = rule != "single"
        rows.append(
            [
                name,
                percent(interval(in_group(results), rule)),
                "" if rule == "one" else percent(interval(in_group(results), rule, "one")),
                *(percent(interval(in_group(results, group), rule)) for group in GROUPS),
                percent(interval(in_group(results), f"{rule} window")),
                number(interval(in_group(results), f"{rule} contradictions")) if has_own_changes else "",
                number(interval(in_group(results, "steady"), f"{rule} contradictions")) if has_own_changes else "",
                " / ".join(f"{ratio([*chain(*strata)], f'{rule} delay'):.1f}" for strata in (steps, changing))
                if has_own_changes
                else "",
            ]
        )
    return table(
        [
            "what is said", "right, %", "against one phrase", "steady", "slow", "fast", "six-week truth",
            "contradictions a cycle", "… steady", "delay: step / all",
        ],
        rows,
    )  # fmt: skip


def share_table(results: Results) -> str:
    """Return the table of how much is said."""
    return table(
        ["kinds", "one phrase, %", "two", "on the line", "too early (of all weeks)"],
        [
            [
                name,
                *(
                    percent(interval(strata, f"{measure}"))
                    for measure in ("said one", "said two", "said more", "too early")
                ),
            ]
            for name, strata in (
                ("all", in_group(results)),
                *((group, in_group(results, group)) for group in GROUPS),
            )
        ],
    )


def kind_table(results: Results) -> str:
    """Return the table with one row for each kind."""
    return table(
        [
            "kind", "group", "one phrase, every week, %", "weeks with one", "both phrases", "weeks with one phrase, %",
            "too early, %", "contradictions a cycle: one / both", "true changes a cycle",
        ],
        [
            [
                kind.name,
                kind.group,
                *(percent(interval([managers], rule)) for _, rule in RULES),
                f"{100 * ratio(managers, 'said one'):.0f}",
                f"{100 * ratio(managers, 'too early'):.0f}",
                " / ".join(f"{ratio(managers, f'{rule} contradictions'):.2f}" for rule in ("one", "both")),
                f"{ratio(managers, 'true changes'):.2f}",
            ]
            for kind, managers in results.items()
        ],
    )  # fmt: skip


def sensitivity_table(managers: int) -> str:
    """Return the table for other noise and other levels."""
    rows = []
    for name, noise, factor in (
        ("noise 0.6", 0.6, Fraction(1)),
        ("noise 1.0", 1.0, Fraction(1)),
        ("noise 0.8, levels 0.8 from the line", 0.8, FAR_FACTOR),
    ):
        results = simulate(managers, noise, factor)
        rows.append(
            [
                name,
                percent(interval(in_group(results), "one")),
                percent(interval(in_group(results), "one window")),
                number(interval(in_group(results), "one contradictions")),
                percent(interval(in_group(results), "both")),
                percent(interval(in_group(results, "steady"), "single")),
                number(interval(in_group(results), "both contradictions")),
            ]
        )
    return table(
        [
            "", "one phrase, %", "… six-week truth", "contradictions", "both phrases, %", "weeks with one, steady, %",
            "contradictions, both",
        ],
        rows,
    )  # fmt: skip


def sections(managers: int) -> dict[str, str]:
    """Return the generated sections of the page by name."""
    results = simulate(managers)
    return {
        "rules": rule_table(results),
        "shares": share_table(results),
        "kinds": kind_table(results),
        "sensitivity": sensitivity_table(min(managers, SENSITIVITY_MANAGERS)),
    }


def main(mode: str = "print", managers: str = str(MANAGERS)) -> int:
    """Print the tables or write them into the page. Return the exit code."""
    by_name = sections(int(managers))
    if mode == "print":
        print("\n\n".join(f"{name}\n{text}" for name, text in by_name.items()))
        return 0
    pattern = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
    return update_pages(
        [PAGE], partial(pattern.sub, lambda match: f"{match[1]}\n{by_name[match[2]]}\n\n{match[3]}"), mode
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
