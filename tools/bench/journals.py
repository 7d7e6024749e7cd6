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

from tipcycle.core.weeks import MONTHS_PER_CYCLE, Week, add_months, cycle_start, cycle_week_count, nearest_monday

CATALOGUE = Path(__file__).resolve().parents[2] / "data" / "tips.toml"
LAST_CYCLE_START = date(2026, 3, 2)
"""About where the last cycle begins; the ones before it lie further back."""
ANSWERED_WEEKS = 6
FRIDAY, SUNDAY = 4, 6
TIPS_PER_CYCLE = 5
MIN_FREE_TIPS = 40
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

TomlTable = dict[str, Any]


@dataclass(frozen=True, slots=True)
class BenchJournal:
    """A journal on disk, and the days on which to look at it."""

    home: Path
    cycle_count: int
    due_day: date
    """A check-in day whose check-in is open."""
    idle_day: date
    """A day in the same week on which nothing is due."""
    five: tuple[int, ...]
    """The tips of the cycle under way."""
    last_file: Path

    @property
    def cycle_files(self) -> list[Path]:
        """Every cycle's file."""
        return sorted((self.home / "cycles").glob("*.toml"))


def write_journal(home: Path, cycles: int) -> BenchJournal:
    """A journal of so many cycles in this folder, which must not exist yet."""
    (home / "cycles").mkdir(parents=True, mode=0o700)
    (home / ".tipcycle").mkdir(mode=0o700)  # the lock lay here once something had been saved
    anchor = nearest_monday(add_months(LAST_CYCLE_START, -MONTHS_PER_CYCLE * (cycles - 1)))
    _write_file(home / "journal.toml", {"format": 1}, _journal_entries(anchor - timedelta(days=4)))
    kinds = {tip["id"]: tip["kind"] for tip in tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))["tip"]}
    free = deque(sorted(kinds))
    for k in range(cycles):
        starts = cycle_start(anchor, k)
        weeks = cycle_week_count(anchor, starts)
        five = tuple(free.popleft() for _ in range(TIPS_PER_CYCLE))
        spare = free.popleft()
        cycle = _CycleScript(k, starts, weeks, five, spare, kinds, is_current=k == cycles - 1)
        file = home / "cycles" / f"{starts}.toml"
        _write_file(file, {"format": 1, "cycle": {"starts": starts, "weeks": weeks, "anchor": anchor}}, cycle.entries())
        kept_tips = cycle.kept_tips if len(free) > MIN_FREE_TIPS else ()
        free.extend(tip for tip in (*five, spare) if tip not in kept_tips)
    seventh = Week(starts).plus(ANSWERED_WEEKS)
    return BenchJournal(home, cycles, seventh.day(FRIDAY), seventh.day(2), cycle.final_five, file)


def _journal_entries(day: date) -> Iterator[tuple[date, list[tuple[str, TomlTable]]]]:
    yield day, [("profile", {"name": "Robin", "team": "the service desk", "day": "friday"})]
    yield day, [("star", {"tips": [5, 13, 42]})]
    yield day, [("sentence", {"text": "Whoever rings us is helped by whoever picks up."})]


def _write_file(file: Path, header: TomlTable, entries: Iterator[tuple[date, list[tuple[str, TomlTable]]]]) -> None:
    """A file in the format of the program: a head, then the blocks, those of one entry with one stamp."""
    parts, count, latest = [tomli_w.dumps(header)], 0, None
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
class _CycleScript:
    """What happens in one cycle."""

    index: int
    starts: date
    weeks: int
    five: tuple[int, ...]
    spare: int
    kinds: dict[int, str]
    is_current: bool

    @property
    def has_swap(self) -> bool:
        return self.index % 3 == 2

    @property
    def final_five(self) -> tuple[int, ...]:
        return (*self.five[:-1], self.spare) if self.has_swap else self.five

    @property
    def kept_tips(self) -> tuple[int, ...]:
        return self.five[:2]

    def entries(self) -> Iterator[tuple[date, list[tuple[str, TomlTable]]]]:
        """Each entry in order: the day, and its blocks."""
        yield self.starts - timedelta(days=1), [("pick", {"tips": list(self.five), "running": "the breakdown service"})]
        five = self.five
        for n in range(ANSWERED_WEEKS if self.is_current else self.weeks):
            week = Week(self.starts).plus(n)
            if n == 3 and self.has_swap:
                five = self.final_five
                swap = {"old": self.five[-1], "new": self.spare, "from": str(week), "because": "It was done already."}
                yield week.monday, [("swap", swap)]
            if n % 2:
                text = NOTES[(self.index + n) % len(NOTES)]
                yield week.day(1), [("note", {"text": text, "week": str(week), "by": ROLES[n % 3], "shared": True})]
            yield week.day(FRIDAY), list(self._checkin_blocks(five, week, n))
        if not self.is_current:
            yield Week(self.starts).plus(self.weeks - 1).day(SUNDAY), list(self._close_blocks())

    def _checkin_blocks(self, five: tuple[int, ...], week: Week, week_index: int) -> Iterator[tuple[str, TomlTable]]:
        tips_by_status: dict[str, list[int]] = {}
        for slot, tip in enumerate(five):
            tips_by_status.setdefault(self._status(tip, slot, week_index), []).append(tip)
        yield (
            "checkin",
            {
                "week": str(week),
                **tips_by_status,
                "team": 2 + (self.index + week_index) % 4,
                "customers": 2 + (self.index * 2 + week_index) % 4,
            },
        )
        if week_index % 4 != 3:
            tip = five[(self.index + week_index) % TIPS_PER_CYCLE]
            yield (
                "note",
                {"text": NOTES[week_index % len(NOTES)], "tip": tip, "week": str(week), "shared": week_index % 2 == 0},
            )
        if week_index % 3 == 0:
            role = ROLES[(self.index + week_index) % len(ROLES)]
            yield "voice", {"text": VOICES[week_index // 3 % 3], "by": role, "week": str(week), "shared": True}

    def _status(self, tip: int, slot: int, week_index: int) -> str:
        """Mostly did; what cannot be answered for this kind of tip never comes."""
        if self.kinds[tip] == "build" and week_index == 4:
            return "built"
        sign = (self.index * 5 + slot * 3 + week_index * 7) % 10
        if sign < 6:
            return "did"
        if sign < 8:
            return "costly"
        return "none" if self.kinds[tip] == "reflex" else "missed"

    def _close_blocks(self) -> Iterator[tuple[str, TomlTable]]:
        dropped = [tip for tip in self.final_five if tip not in self.kept_tips]
        yield "close", {"keep": list(self.kept_tips[:1]), "adapt": list(self.kept_tips[1:]), "drop": dropped}
        yield "lesson", {"tip": self.five[0], "text": LESSONS[self.index % len(LESSONS)]}
        yield "words", {"text": "We began to ring first, and it was noticed."}
