"""Journals of any length as they lie on disk, the same ones each time: what a manager leaves who never skips a week.

Every week a check-in, most with a note, every third with a voice; now and then a line in the middle of the week and a
swap; a close with a lesson. The last cycle is under way in its seventh week, whatever the length.
"""

import tomllib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import tomli_w

from tipcycle.core.weeks import MONTHS_IN_A_CYCLE, Week, add_months, cycle_start, cycle_weeks, nearest_monday

CATALOGUE = Path(__file__).resolve().parents[2] / "data" / "tips.toml"
LAST_CYCLE = date(2026, 3, 2)
"""About where the last cycle begins; the ones before it lie further back."""
WEEKS_ANSWERED = 6
FRIDAY, SUNDAY = 4, 6
FIVE = 5
FEWEST_FREE = 40
"""So many tips are let go and picked again for ever; the others stay once they were kept."""

NOTES = (
    "Rang at nine, before the planner did; it took a quarter of an hour and no discount.",
    "The queue was quiet, so we sat down with the two who had been waiting longest.",
    "Said it plainly this time. Nobody fell off a chair.",
    "Half of it: the form is shorter, the second signature is still there.",
)
VOICES = (
    "You are the first who rings before I had to get angry.",
    "By the silence I can hear that somebody has rung three times.",
    "I did not know that I was allowed to decide that myself.",
)
ROLES = ("a customer", "a planner", "a colleague at the desk")
LESSONS = ("It works on Mondays, before the mail is open.", "Without a colleague beside me I put it off.")

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """A journal on disk, and the days on which to look at it."""

    home: Path
    cycles: int
    due: date
    """A check-in day whose check-in is open."""
    quiet: date
    """A day in the same week on which nothing is due."""
    five: tuple[int, ...]
    """The tips of the cycle under way."""
    last_file: Path

    @property
    def files(self) -> list[Path]:
        """Every cycle's file."""
        return sorted((self.home / "cycles").glob("*.toml"))


def write_journal(home: Path, cycles: int) -> Written:
    """A journal of so many cycles in this folder, which must not exist yet."""
    (home / "cycles").mkdir(parents=True, mode=0o700)
    (home / ".tipcycle").mkdir(mode=0o700)  # the lock lay here once something had been saved
    anchor = nearest_monday(add_months(LAST_CYCLE, -MONTHS_IN_A_CYCLE * (cycles - 1)))
    _write(home / "journal.toml", {"format": 1}, _own(anchor - timedelta(days=4)))
    kinds = {tip["id"]: tip["kind"] for tip in tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))["tip"]}
    free = deque(sorted(kinds))
    for k in range(cycles):
        starts = cycle_start(anchor, k)
        weeks = cycle_weeks(anchor, starts)
        five = tuple(free.popleft() for _ in range(FIVE))
        spare = free.popleft()
        told = _Cycle(k, starts, weeks, five, spare, kinds, under_way=k == cycles - 1)
        file = home / "cycles" / f"{starts}.toml"
        _write(file, {"format": 1, "cycle": {"starts": starts, "weeks": weeks, "anchor": anchor}}, told.entries())
        kept = told.kept if len(free) > FEWEST_FREE else ()
        free.extend(tip for tip in (*five, spare) if tip not in kept)
    seventh = Week(starts).plus(WEEKS_ANSWERED)
    return Written(home, cycles, seventh.day(FRIDAY), seventh.day(2), told.five_at_the_end, file)


def _own(day: date) -> Iterator[tuple[date, list[tuple[str, Table]]]]:
    yield day, [("profile", {"name": "Robin", "team": "the service desk", "day": "friday"})]
    yield day, [("star", {"tips": [5, 13, 42]})]
    yield day, [("sentence", {"text": "Whoever rings us is helped by whoever picks up."})]


def _write(file: Path, head: Table, entries: Iterator[tuple[date, list[tuple[str, Table]]]]) -> None:
    """A file in the format of the program: a head, then the blocks, those of one entry with one stamp."""
    parts, count, latest = [tomli_w.dumps(head)], 0, None
    for day, blocks in entries:
        at = datetime.combine(day, time(16, 30, 12), UTC) + timedelta(seconds=count, microseconds=count * 7919 % 10**6)
        at = latest = max(at, latest + timedelta(microseconds=1)) if latest else at
        for kind, keys in blocks:
            count += 1
            stamp = {"id": sha256(f"{file.name} {count}".encode()).hexdigest()[:16], "at": at, "on": day}
            parts.append(f"\n[[{kind}]]\n{tomli_w.dumps(stamp | keys)}")
    file.write_text("".join(parts), encoding="utf-8")
    file.chmod(0o600)  # as the program leaves it; a file that others may read costs it a copy more


@dataclass(frozen=True, slots=True)
class _Cycle:
    """What happens in one cycle."""

    k: int
    starts: date
    weeks: int
    five: tuple[int, ...]
    spare: int
    kinds: dict[int, str]
    under_way: bool

    @property
    def swaps(self) -> bool:
        return self.k % 3 == 2

    @property
    def five_at_the_end(self) -> tuple[int, ...]:
        return (*self.five[:-1], self.spare) if self.swaps else self.five

    @property
    def kept(self) -> tuple[int, ...]:
        return self.five[:2]

    def entries(self) -> Iterator[tuple[date, list[tuple[str, Table]]]]:
        """Each entry in order: the day, and its blocks."""
        yield self.starts - timedelta(days=1), [("pick", {"tips": list(self.five), "running": "the breakdown service"})]
        five = self.five
        for n in range(WEEKS_ANSWERED if self.under_way else self.weeks):
            week = Week(self.starts).plus(n)
            if n == 3 and self.swaps:
                five = self.five_at_the_end
                swap = {"old": self.five[-1], "new": self.spare, "from": str(week), "because": "It was done already."}
                yield week.monday, [("swap", swap)]
            if n % 2:
                text = NOTES[(self.k + n) % len(NOTES)]
                yield week.day(1), [("note", {"text": text, "week": str(week), "by": ROLES[n % 3], "shared": True})]
            yield week.day(FRIDAY), list(self._checkin(five, week, n))
        if not self.under_way:
            yield Week(self.starts).plus(self.weeks - 1).day(SUNDAY), list(self._close())

    def _checkin(self, five: tuple[int, ...], week: Week, n: int) -> Iterator[tuple[str, Table]]:
        said: dict[str, list[int]] = {}
        for seat, tip in enumerate(five):
            said.setdefault(self._answer(tip, seat, n), []).append(tip)
        yield (
            "checkin",
            {"week": str(week), **said, "team": 2 + (self.k + n) % 4, "customers": 2 + (self.k * 2 + n) % 4},
        )
        if n % 4 != 3:
            tip = five[(self.k + n) % FIVE]
            yield "note", {"text": NOTES[n % len(NOTES)], "tip": tip, "week": str(week), "shared": n % 2 == 0}
        if n % 3 == 0:
            role = ROLES[(self.k + n) % len(ROLES)]
            yield "voice", {"text": VOICES[n // 3 % 3], "by": role, "week": str(week), "shared": True}

    def _answer(self, tip: int, seat: int, n: int) -> str:
        """Mostly did; what cannot be answered for this kind of tip never comes."""
        if self.kinds[tip] == "build" and n == 4:
            return "built"
        sign = (self.k * 5 + seat * 3 + n * 7) % 10
        if sign < 6:
            return "did"
        if sign < 8:
            return "costly"
        return "none" if self.kinds[tip] == "reflex" else "missed"

    def _close(self) -> Iterator[tuple[str, Table]]:
        dropped = [tip for tip in self.five_at_the_end if tip not in self.kept]
        yield "close", {"keep": list(self.kept[:1]), "adapt": list(self.kept[1:]), "drop": dropped}
        yield "lesson", {"tip": self.five[0], "text": LESSONS[self.k % len(LESSONS)]}
        yield "words", {"text": "We began to ring first, and it was noticed."}
