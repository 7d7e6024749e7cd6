"""Scenarios (functions that write a journal to disk) and snapshots of the files in a folder.

`example_cycle` is the cycle of docs/rules.md §9, with notes, voices and other texts added.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.journal_builder import PICK_TEXT, cycle_text, weekly_checkins, with_pick, with_stamps

EXAMPLE_TODAY = "2026-05-03"
"""Current day in the example of docs/rules.md §9."""

EXAMPLE_CYCLE = """
[[pick]]  # 2026-02-26
tips = [5, 33, 34, 68, 42]
running = "the breakdown service"

[[checkin]]  # 2026-03-06
week = "2026-W10"
did = [5, 33, 34, 42]
team = 3
customers = 2

[[checkin]]  # 2026-03-13
week = "2026-W11"
did = [5, 34]
none = [33]
missed = [42]
team = 3
customers = 3
answer = "SECRET reply about the sentence I finished for them"

[[checkin]]  # 2026-03-20
week = "2026-W12"
did = [5, 33, 34]
missed = [42]
team = 3
customers = 3

[[voice]]  # 2026-03-20
text = "You are the first who rings before I had to get angry."
by = "a customer"
week = "2026-W12"
shared = true

[[swap]]  # 2026-03-23
old = 68
new = 13
from = "2026-W13"
because = "the back office moved to another town"

[[checkin]]  # 2026-03-27
week = "2026-W13"
did = [5, 33, 13, 42]
built = [34]
team = 4
customers = 4

[[note]]  # 2026-03-27
text = "That form is gone, and nobody has missed it."
tip = 34
week = "2026-W13"
by = "the front desk"
shared = true

[[note]]  # 2026-03-27
text = "SECRET note about a tip"
tip = 5
week = "2026-W13"

[[note]]  # 2026-03-28
text = "SECRET loose note"
week = "2026-W13"

[[pause]]  # 2026-04-06
weeks = ["2026-W15"]
because = "SECRET reason for the week off"

[[checkin]]  # 2026-04-17
week = "2026-W16"
did = [5, 33, 34, 13]
missed = [42]
team = 4
customers = 4

[[voice]]  # 2026-04-17
text = "SECRET voice, tired and short on the phone"
week = "2026-W16"

[[checkin]]  # 2026-04-24
week = "2026-W17"
did = [5, 34, 42]
costly = [33]
missed = [13]
team = 4
customers = 4

[[checkin]]  # 2026-04-25
week = "2026-W14"
did = [34, 13]
none = [33]
missed = [5, 42]

[[checkin]]  # 2026-05-01
week = "2026-W18"
did = [5, 33, 34, 13]
missed = [42]
team = 4
customers = 4

[[words]]  # 2026-05-01
text = "It grew calmer at the desk, and not because there were fewer customers."
"""

EXAMPLE_CLOSE = """
[[close]]  # 2026-05-03
at = 2026-05-03T18:00:00Z
keep = [5, 33, 34]
extend = [13]
drop = [42]

[[lesson]]  # 2026-05-03
at = 2026-05-03T18:00:00Z
tip = 42
text = "At once on Monday it works. Put off, it is gone."
"""

EXAMPLE_PROFILE = """
[[profile]]
name = "the manager"
team = "team Service"
"""


def write_journal(home: Path, *, journal_toml: str = "", **cycles: str) -> None:
    """Write a journal: `journal_toml` to `journal.toml`, and `c2026_03_02="…"` to the file of that cycle."""
    (home / "cycles").mkdir(parents=True, exist_ok=True)
    if journal_toml:
        (home / "journal.toml").write_text(
            "format = 1\n\n" + with_stamps(journal_toml, first_day=date(2026, 2, 1)), "utf-8"
        )
    for key, text in cycles.items():
        starts = key.removeprefix("c").replace("_", "-")
        (home / "cycles" / f"{starts}.toml").write_text(cycle_text(text, starts=starts), "utf-8")


def no_journal(home: Path) -> None:
    """Write nothing: there is no journal."""


def running_cycle(home: Path) -> None:
    """Write a cycle with the default pick from 2 March 2026, with answers for the first week."""
    write_journal(home, c2026_03_02=with_pick(weekly_checkins({5: "D", 13: "D", 33: "N", 34: "D", 42: "M"})))


def example_cycle(home: Path) -> None:
    """Write the cycle of docs/rules.md §9, as it is on 3 May 2026."""
    write_journal(home, journal_toml=EXAMPLE_PROFILE, c2026_03_02=EXAMPLE_CYCLE)


def closed_cycle(home: Path) -> None:
    """Write the example cycle, closed on its last Sunday: three tips kept, 13 extended and 42 dropped."""
    write_journal(home, journal_toml=EXAMPLE_PROFILE, c2026_03_02=EXAMPLE_CYCLE + EXAMPLE_CLOSE)


def second_cycle(home: Path) -> None:
    """Write the closed cycle and a next cycle that includes the extended tip."""
    next_cycle = "[[pick]]  # 2026-05-04\ntips = [13, 18, 53, 71, 73]\n" + weekly_checkins(
        {13: "D", 18: "M", 53: "N", 71: "D"}, starts="2026-05-04"
    )
    write_journal(home, journal_toml=EXAMPLE_PROFILE, c2026_03_02=EXAMPLE_CYCLE + EXAMPLE_CLOSE, c2026_05_04=next_cycle)


def planned_cycle(home: Path) -> None:
    """Write a cycle that is picked and begins on 2 March 2026."""
    write_journal(home, c2026_03_02=PICK_TEXT)


def planned_with_checkin_day(home: Path) -> None:
    """Write the planned cycle and a profile with a check-in day, so that no command asks for one."""
    write_journal(home, journal_toml='[[profile]]\nday = "friday"\n', c2026_03_02=PICK_TEXT)


def invalid_week(home: Path) -> None:
    """Write a running cycle with a typing error in its file: a week that does not exist."""
    running_cycle(home)
    file = home / "cycles" / "2026-03-02.toml"
    file.write_text(file.read_text("utf-8").replace('week = "2026-W10"', 'week = "2026-W1O"'), "utf-8")


def invalid_toml(home: Path) -> None:
    """Write a running cycle whose file ends with a block that is not valid TOML."""
    running_cycle(home)
    with (home / "cycles" / "2026-03-02.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[note]]\ntext = "no end\n')


def conflicting_table(home: Path) -> None:
    """Write a planned cycle with a user-defined table that has the name of an event kind."""
    write_journal(home, c2026_03_02=PICK_TEXT)
    with (home / "cycles" / "2026-03-02.toml").open("a", encoding="utf-8") as file:
        file.write("\n[checkin]\nmine = 1\n")


def newer_format(home: Path) -> None:
    """Write a running cycle whose file has a newer format version."""
    running_cycle(home)
    file = home / "cycles" / "2026-03-02.toml"
    file.write_text(file.read_text("utf-8").replace("format = 1", "format = 2"), "utf-8")


Scenario = Callable[[Path], None]
"""Function that writes a journal to a folder."""

LOCK_PATH = Path(".tipcycle") / "lock"
"""The lock file. Each attempt to write updates it, even if the write is rejected. It has no journal content."""


@dataclass(frozen=True)
class FileState:
    """Content, mode and modification time of a file or folder. The content of a folder is None."""

    data: bytes | None
    mode: int
    modified_ns: int


def file_states(home: Path) -> Mapping[Path, FileState]:
    """Return the state of a folder and everything in it. The result is empty if the folder does not exist."""
    entries = [home, *home.rglob("*")] if home.exists() else []
    return {
        path.relative_to(home): FileState(
            path.read_bytes() if path.is_file() else None, path.stat().st_mode, path.stat().st_mtime_ns
        )
        for path in entries
    }


def file_contents(home: Path) -> Mapping[Path, bytes]:
    """Return the content of all files below a folder, except the lock file."""
    states = file_states(home)
    return {path: state.data for path, state in states.items() if state.data is not None and path != LOCK_PATH}
