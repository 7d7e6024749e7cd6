"""Reproducible journals of any length on disk, like those of a manager who never skips a week.

Every week has a check-in, most weeks a note, every third a voice. Every second week has another note on Tuesday. Every
third cycle has a swap, and each close a lesson. The last cycle is open and in its seventh week.
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
"""Approximate start of the last cycle; the other cycles are before it."""
ANSWERED_WEEKS = 6
FRIDAY, SUNDAY = 4, 6
TIPS_PER_CYCLE = 5
MIN_FREE_TIPS = 40
"""Number of tips that are dropped and picked again without end; the others stay once they are kept."""

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
    """A journal on disk, and the days on which commands run."""

    home: Path
    cycle_count: int
    due_day: date
    """Check-in day on which the check-in is still missing."""
    idle_day: date
    """Day of the same week on which nothing is due."""
    picked_tips: tuple[int, ...]
    """Tips of the open cycle."""
    last_file: Path

    @property
    def cycle_files(self) -> list[Path]:
        """Files of all cycles."""
        return sorted((self.home / "cycles").glob("*.toml"))


def write_journal(home: Path, cycles: int) -> BenchJournal:
    """Write a journal with so many cycles into `home`, which must not exist yet."""
    (home / "cycles").mkdir(parents=True, mode=0o700)
    (home / ".tipcycle").mkdir(mode=0o700)  # it exists in every journal that was saved to, because of the lock
    anchor = nearest_monday(add_months(LAST_CYCLE_START, -MONTHS_PER_CYCLE * (cycles - 1)))
    _write_file(home / "journal.toml", {"format": 1}, _journal_entries(anchor - timedelta(days=4)))
    kinds = {tip["id"]: tip["kind"] for tip in tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))["tip"]}
    free_tips = deque(sorted(kinds))
    for index in range(cycles):
        starts = cycle_start(anchor, index)
        weeks = cycle_week_count(anchor, starts)
        picked_tips = tuple(free_tips.popleft() for _ in range(TIPS_PER_CYCLE))
        spare = free_tips.popleft()
        cycle = _CycleScript(index, starts, weeks, picked_tips, spare, kinds, is_current=index == cycles - 1)
        file = home / "cycles" / f"{starts}.toml"
        _write_file(file, {"format": 1, "cycle": {"starts": starts, "weeks": weeks, "anchor": anchor}}, cycle.entries())
        kept_tips = cycle.kept_tips if len(free_tips) > MIN_FREE_TIPS else ()
        free_tips.extend(tip for tip in (*picked_tips, spare) if tip not in kept_tips)
    last_week = Week(starts).plus(ANSWERED_WEEKS)
    return BenchJournal(home, cycles, last_week.day(FRIDAY), last_week.day(2), cycle.final_tips, file)


def _journal_entries(day: date) -> Iterator[tuple[date, list[tuple[str, TomlTable]]]]:
    yield day, [("profile", {"name": "Robin", "team": "the service desk", "day": "friday"})]
    yield day, [("star", {"tips": [5, 13, 42]})]
    yield day, [("sentence", {"text": "Whoever rings us is helped by whoever picks up."})]


def _write_file(file: Path, header: TomlTable, entries: Iterator[tuple[date, list[tuple[str, TomlTable]]]]) -> None:
    """Write a file in the format of the program.

    The header comes first, then the events; the events of one entry share a timestamp.
    """
    toml_parts, count, latest = [tomli_w.dumps(header)], 0, None
    for day, events in entries:
        timestamp = datetime.combine(day, time(16, 30, 12), UTC) + timedelta(
            seconds=count, microseconds=count * 7919 % 10**6
        )
        timestamp = latest = max(timestamp, latest + timedelta(microseconds=1)) if latest else timestamp
        for kind, keys in events:
            count += 1
            stamp = {"id": sha256(f"{file.name} {count}".encode()).hexdigest()[:16], "at": timestamp, "on": day}
            toml_parts.append(f"\n[[{kind}]]\n{tomli_w.dumps(stamp | keys)}")
    file.write_text("".join(toml_parts), encoding="utf-8")
    file.chmod(0o600)  # the mode that the program sets; other modes would make it copy the file


@dataclass(frozen=True, slots=True)
class _CycleScript:
    """The events of one cycle."""

    index: int
    starts: date
    weeks: int
    picked_tips: tuple[int, ...]
    spare: int
    kinds: dict[int, str]
    is_current: bool

    @property
    def has_swap(self) -> bool:
        return self.index % 3 == 2

    @property
    def final_tips(self) -> tuple[int, ...]:
        return (*self.picked_tips[:-1], self.spare) if self.has_swap else self.picked_tips

    @property
    def kept_tips(self) -> tuple[int, ...]:
        return self.picked_tips[:2]

    def entries(self) -> Iterator[tuple[date, list[tuple[str, TomlTable]]]]:
        """Yield the entries in order: the day, and the events."""
        yield (
            self.starts - timedelta(days=1),
            [("pick", {"tips": list(self.picked_tips), "running": "the breakdown service"})],
        )
        picked_tips = self.picked_tips
        for week_index in range(ANSWERED_WEEKS if self.is_current else self.weeks):
            week = Week(self.starts).plus(week_index)
            if week_index == 3 and self.has_swap:
                picked_tips = self.final_tips
                swap = {
                    "old": self.picked_tips[-1],
                    "new": self.spare,
                    "from": str(week),
                    "because": "It was done already.",
                }
                yield week.monday, [("swap", swap)]
            if week_index % 2:
                text = NOTES[(self.index + week_index) % len(NOTES)]
                yield (
                    week.day(1),
                    [("note", {"text": text, "week": str(week), "by": ROLES[week_index % 3], "shared": True})],
                )
            yield week.day(FRIDAY), list(self._checkin_events(picked_tips, week, week_index))
        if not self.is_current:
            yield Week(self.starts).plus(self.weeks - 1).day(SUNDAY), list(self._close_events())

    def _checkin_events(
        self, picked_tips: tuple[int, ...], week: Week, week_index: int
    ) -> Iterator[tuple[str, TomlTable]]:
        tips_by_status: dict[str, list[int]] = {}
        for slot, tip in enumerate(picked_tips):
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
            tip = picked_tips[(self.index + week_index) % TIPS_PER_CYCLE]
            yield (
                "note",
                {"text": NOTES[week_index % len(NOTES)], "tip": tip, "week": str(week), "shared": week_index % 2 == 0},
            )
        if week_index % 3 == 0:
            role = ROLES[(self.index + week_index) % len(ROLES)]
            yield "voice", {"text": VOICES[week_index // 3 % 3], "by": role, "week": str(week), "shared": True}

    def _status(self, tip: int, slot: int, week_index: int) -> str:
        """Return a status, mostly `did`; never one that this kind of tip does not allow."""
        if self.kinds[tip] == "build" and week_index == 4:
            return "built"
        sign = (self.index * 5 + slot * 3 + week_index * 7) % 10
        if sign < 6:
            return "did"
        if sign < 8:
            return "costly"
        return "none" if self.kinds[tip] == "reflex" else "missed"

    def _close_events(self) -> Iterator[tuple[str, TomlTable]]:
        dropped = [tip for tip in self.final_tips if tip not in self.kept_tips]
        yield "close", {"keep": list(self.kept_tips[:1]), "adapt": list(self.kept_tips[1:]), "drop": dropped}
        yield "lesson", {"tip": self.picked_tips[0], "text": LESSONS[self.index % len(LESSONS)]}
        yield "words", {"text": "We began to ring first, and it was noticed."}
