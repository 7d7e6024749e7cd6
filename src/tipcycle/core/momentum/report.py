"""All that the momentum report shows, already decided."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from tipcycle.core.cycle import Cycle, Line, State
from tipcycle.core.momentum.reach import CYCLES_A_YEAR, Reach, reach
from tipcycle.core.momentum.reading import (
    APPLIED_STEP,
    FELT_STEP,
    Direction,
    Fact,
    Verdict,
    close_calls,
    direction,
    verdict,
)
from tipcycle.core.momentum.strength import KindOf, Record, records
from tipcycle.core.momentum.window import (
    Applied,
    Feeling,
    Rhythm,
    Window,
    applied,
    counted_weeks,
    felt,
    rhythm,
    window,
)
from tipcycle.core.voices import latest
from tipcycle.core.weeks import Week

VOICES = 2


class Shown(Struct, frozen=True):
    """One tip in the report: this cycle, and the weeks of the cycle it came from."""

    record: Record
    weeks_before: str | None
    """None for a tip that begins in this cycle."""


class FeltWeek(Struct, frozen=True):
    """How one week that has begun felt, from 1 to 5."""

    team: int | None
    customers: int | None
    voiced: bool
    """Whether a voice was kept in it."""


class YearCycle(Struct, frozen=True):
    """One cycle on the board of a year."""

    number: int | None
    """None for one that has not been picked."""
    first: date | None
    last: date | None
    stayed: int
    extended: int
    making: int
    """Tips of the present cycle, of which nobody knows yet what stays."""


class Momentum(Struct, frozen=True):
    """What was done, what is felt, what stays, and one reading."""

    today: date
    cycle: Cycle | None
    """The cycle begun last."""
    begins: date | None
    """The first Monday of a cycle that was picked and has not begun."""
    before: Cycle | None
    state: State | None
    week: int | None
    voices: tuple[Line, ...]
    tips: tuple[Shown, ...]
    window: Window
    applied: Applied
    team: Feeling
    customers: Feeling
    felt_weeks: tuple[tuple[FeltWeek, ...], ...]
    """Week by week, of the cycle before, if there was one, and of the present one."""
    rhythm: Rhythm
    reach: Reach
    board: tuple[YearCycle, ...]
    """The six cycles of the present year."""
    verdict: Verdict
    close_calls: tuple[Fact, ...]

    @property
    def making(self) -> int:
        """How many tips of the present cycle are in the making."""
        number = self.cycle.number if self.cycle else None
        return sum(box.making for box in self.board if box.number == number)

    @property
    def directions(self) -> dict[Fact, Direction | None]:
        """Where each figure is going."""
        return {
            "applied": direction(self.applied.share, self.applied.before, APPLIED_STEP),
            "team": direction(self.team.mean, self.team.before, FELT_STEP),
            "customers": direction(self.customers.mean, self.customers.before, FELT_STEP),
        }


def momentum(cycles: Sequence[Cycle], kind_of: KindOf, today: date) -> Momentum:
    """The facts of `tipcycle momentum`."""
    begun = [cycle for cycle in cycles if cycle.starts <= today]
    cycle = begun[-1] if begun else None
    before = begun[-2] if len(begun) > 1 else None
    counted = counted_weeks(begun, today)
    weeks = window(counted)
    done, (team, customers), reached = applied(weeks, today), felt(weeks), reach(begun, kind_of)
    return Momentum(
        today=today,
        cycle=cycle,
        begins=next((each.starts for each in cycles if each.starts > today), None),
        before=before,
        state=cycle.state(today) if cycle else None,
        week=cycle.week_number(Week.of(today)) if cycle else None,
        voices=latest(begun, VOICES),
        tips=_shown(begun, kind_of, today),
        window=weeks,
        applied=done,
        team=team,
        customers=customers,
        felt_weeks=tuple(_felt_weeks(each, today) for each in begun[-2:]),
        rhythm=rhythm(counted),
        reach=reached,
        board=board(begun, reached),
        verdict=verdict(done.share, team.mean, customers.mean),
        close_calls=close_calls(done.share, team.mean, customers.mean),
    )


def _felt_weeks(cycle: Cycle, today: date) -> tuple[FeltWeek, ...]:
    voiced = {line.week for line in cycle.lines if line.is_voice}
    felt = [(week, cycle.felt.get(week)) for week in cycle.weeks if week.monday <= today]
    return tuple(
        FeltWeek(found.team if found else None, found.customers if found else None, week in voiced)
        for week, found in felt
    )


def _shown(cycles: Sequence[Cycle], kind_of: KindOf, today: date) -> tuple[Shown, ...]:
    if not cycles:
        return ()
    now = records(cycles, len(cycles) - 1, kind_of, today)
    before = cycles[-2] if len(cycles) > 1 else None
    return tuple(
        Shown(
            record,
            before.statuses(record.tip, before.closed_on or today)
            if before is not None and len(record.fed_by) > len(record.weeks)
            else None,
        )
        for record in now
    )


def board(cycles: Sequence[Cycle], reached: Reach) -> tuple[YearCycle, ...]:
    """The six cycles of the year that the last one belongs to; a year is counted from the first cycle."""
    first = (len(cycles) - 1) // CYCLES_A_YEAR * CYCLES_A_YEAR if cycles else 0
    stayed = iter(reached.by_cycle)
    brought = {cycle.number: len(next(stayed)) for cycle in cycles if cycle.close is not None}
    found = [
        YearCycle(
            number=cycle.number,
            first=cycle.starts,
            last=cycle.ends,
            stayed=brought.get(cycle.number, 0),
            extended=len(cycle.extended),
            making=0 if cycle.close else len(cycle.five),
        )
        for cycle in cycles[first:]
    ]
    rest = CYCLES_A_YEAR - len(found)
    return (*found, *(YearCycle(None, None, None, 0, 0, 0) for _ in range(rest)))
