"""Every command that writes, each with a journal that it can write to; used by T1, T2, T3, T4, T6 and T7."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tests.cli.scenarios import EXAMPLE_CLOSE, EXAMPLE_CYCLE, EXAMPLE_PROFILE, write_journal
from tests.journal_builder import cycle_text, weekly_checkins, with_pick
from tests.torture.fork_client import run_environ
from tipcycle.core.weeks import Week
from tipcycle.storage.archive import build_archive

CYCLE_FILE = "cycles/2026-03-02.toml"
HAND_WRITTEN = b"# a line of my own \xe2\x80\x93 it stays\n[mine]\nkey = 'and this too'\n"
OWN_TIP = """format = 1

[[tip]]
id = 202
slug = "own-two"
theme = "room"
form = "improve"
kind = "ritual"
first_step_minutes = 5
weekly_minutes = 5
scope = "self"
spiral = "culture"
seeds = ["own"]
related = []
[tip.en]
title = "Ask what took too long this week"
what = "Ask one colleague what took a customer too long this week."
why = "What takes long for a customer is seldom seen from a desk."
steps = ["Ask one colleague.", "Write down the answer.", "Pass it on to who can change it."]
if_then = "If the week begins, then I ask one colleague what took too long."
check = "Did you ask one colleague what took a customer too long?"
signal = "Colleagues bring it up before you ask."
pitfall = "Asking everybody at once, and hearing nobody."
"""


def make_private(home: Path) -> None:
    """Give everything below `home` the modes that tipcycle sets, for the owner only."""
    for path in (home, *home.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)


def _set_up_running(home: Path) -> None:
    write_journal(
        home,
        journal_toml=EXAMPLE_PROFILE,
        c2026_03_02=with_pick(weekly_checkins({5: "D", 13: "D", 33: "N", 34: "D", 42: "M"})),
    )
    cycle_file = home / CYCLE_FILE
    cycle_file.write_bytes(
        cycle_file.read_bytes().replace(b"did = [5", b"my_key = 1979-05-27  # mine\ndid = [5") + HAND_WRITTEN
    )
    (home / "tips.toml").write_text("# my own tips\nformat = 1\n", "utf-8")
    backup = home / ".tipcycle" / "backups" / f"{CYCLE_FILE}.000001"
    backup.parent.mkdir(parents=True)
    backup.write_bytes(cycle_file.read_bytes()[:-40].rpartition(b"\n[[")[0] + b"\n")
    (home.parent / "own.toml").write_text(OWN_TIP, "utf-8")
    make_private(home)


YEAR_CYCLE_STARTS = ("2025-05-05", "2025-07-07", "2025-09-08", "2025-11-03", "2026-01-05", "2026-03-02")


def _set_up_year(home: Path) -> None:
    """Write six cycles in a row, enough that their parsed files are cached.

    The last one is the cycle of `_set_up_running`.
    """
    _set_up_running(home)
    last_start = YEAR_CYCLE_STARTS[-1]
    for index, starts in enumerate(YEAR_CYCLE_STARTS[:-1]):
        picked_tips = [7 * index + k for k in range(1, 6)]
        checkins = weekly_checkins(dict.fromkeys(picked_tips, "DDM?DCDD"), starts=starts)
        last_day = Week(date.fromisoformat(YEAR_CYCLE_STARTS[index + 1])).plus(-1).sunday
        text = with_pick(checkins, f"\n[[close]]  # {last_day}\ndrop = {picked_tips}\n").replace(
            "[5, 13, 33, 34, 42]", str(picked_tips)
        )
        file_text = cycle_text(text, starts=starts, anchor=YEAR_CYCLE_STARTS[0])
        (home / "cycles" / f"{starts}.toml").write_text(file_text, "utf-8")
    cycle_file = home / CYCLE_FILE
    cycle_file.write_bytes(
        cycle_file.read_bytes().replace(f"anchor = {last_start}".encode(), f"anchor = {YEAR_CYCLE_STARTS[0]}".encode())
    )
    make_private(home)


def _set_up_worked(home: Path) -> None:
    write_journal(home, journal_toml=EXAMPLE_PROFILE, c2026_03_02=EXAMPLE_CYCLE)
    make_private(home)


def _set_up_closed(home: Path) -> None:
    write_journal(home, journal_toml=EXAMPLE_PROFILE, c2026_03_02=EXAMPLE_CYCLE + EXAMPLE_CLOSE)
    make_private(home)


def _set_up_nothing(home: Path) -> None:
    pass


def _set_up_second_copy(home: Path) -> None:
    _set_up_worked(home)
    other_blocks = (
        EXAMPLE_CYCLE
        + '\n[[note]]  # 2026-05-02\nid = "elsewhere"\ntext = "from the other machine"\nweek = "2026-W18"\n'
    )
    (home.parent / "copy.toml").write_text(cycle_text(other_blocks), "utf-8")


def _set_up_archive(home: Path) -> None:
    _set_up_worked(home)
    journal_toml = (home / "journal.toml").read_bytes()
    files = {"journal.toml": journal_toml, CYCLE_FILE: cycle_text(EXAMPLE_CYCLE + EXAMPLE_CLOSE).encode()}
    (home.parent / "all.zip").write_bytes(build_archive(files))
    (home / "journal.toml").unlink()


@dataclass(frozen=True)
class Command:
    """A command that writes."""

    name: str
    args: list[str]
    set_up: Callable[[Path], None]
    targets: tuple[str, ...]
    """Files that it may change, relative to the folder of the case."""
    today: str = "2026-03-13"
    extra_environ: dict[str, str] = field(default_factory=dict)
    is_append_only: bool = True
    """True if the old bytes must stay as a prefix."""

    def prepare(self, folder: Path) -> Path:
        """Write the journal into a new folder and return its path."""
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        home = folder / "journal"
        self.set_up(home)
        return home

    def environ(self, home: Path) -> dict[str, str]:
        """Return the environment of the run."""
        return run_environ(home, today=self.today, **self.extra_environ)


def _in_journal(name: str) -> tuple[str, ...]:
    return (f"journal/{name}",)


FIRST_PICK = Command(
    "pick first", ["pick", "5", "13", "33", "34", "42"], _set_up_nothing, _in_journal(CYCLE_FILE), "2026-02-26"
)
CHECKIN = Command(
    "checkin",
    [
        *("checkin", "--week", "2026-W11", "--did", "5,13", "--missed", "42", "--none", "33"),
        *("--team", "3", "--customers", "4", "--note", "5=a", "--voice", "b"),
    ],
    _set_up_running,
    _in_journal(CYCLE_FILE),
)
SET_PROFILE = Command("profile", ["profile", "--name", "somebody"], _set_up_running, _in_journal("journal.toml"))
ADD_TIP = Command("tips add", ["tips", "add", "--file", "own.toml"], _set_up_running, _in_journal("tips.toml"))
EXPORT_REVIEW = Command(
    "review --output",
    ["review", "--format", "html", "--output", "out.html"],
    _set_up_running,
    ("out.html",),
    is_append_only=False,
)
NOTE_AFTER_YEAR = Command("note after a year", ["note", "a line in the week"], _set_up_year, _in_journal(CYCLE_FILE))
"""Command that also caches the other files while it runs."""
TYPICAL_COMMANDS = (FIRST_PICK, CHECKIN, SET_PROFILE, ADD_TIP)
"""One command for each way of writing."""

WRITE_COMMANDS = (
    *TYPICAL_COMMANDS,
    Command(
        "pick next", ["pick", "18", "53", "71", "73"], _set_up_closed,
        _in_journal("cycles/2026-05-04.toml"), "2026-05-04",
    ),
    Command("note", ["note", "a line in the week"], _set_up_running, _in_journal(CYCLE_FILE)),
    Command("swap", ["swap", "42", "68", "--because", "it is gone"], _set_up_running, _in_journal(CYCLE_FILE)),
    Command("pause", ["pause", "2026-W15"], _set_up_running, _in_journal(CYCLE_FILE)),
    Command(
        "close", ["close", "--keep", "5,33,34", "--extend", "13", "--drop", "42"], _set_up_worked,
        _in_journal(CYCLE_FILE), "2026-05-03",
    ),
    Command("undo", ["undo", "--yes"], _set_up_running, _in_journal(CYCLE_FILE)),
    Command("voices add", ["voices", "add", "heard", "--by", "a customer"], _set_up_running, _in_journal(CYCLE_FILE)),
    Command(
        "voices unshare", ["voices", "unshare", "2026-03-02-5"], _set_up_worked, _in_journal(CYCLE_FILE), "2026-05-03",
    ),
    Command("sentence", ["sentence", "Nobody tells it twice."], _set_up_running, _in_journal("journal.toml")),
    Command("pulse", ["pulse", "--own", "3", "--guess", "4"], _set_up_running, _in_journal("journal.toml")),
    Command("reflect", ["reflect", "--answers", "yyn?nnyy"], _set_up_running, _in_journal("journal.toml")),
    Command("tips star", ["tips", "star", "7"], _set_up_running, _in_journal("journal.toml")),
    Command("review --words", ["review", "--words", "Calmer."], _set_up_worked, _in_journal(CYCLE_FILE), "2026-05-03"),
    Command(
        "journal restore", ["journal", "restore", CYCLE_FILE, "1", "--yes"], _set_up_running, _in_journal(CYCLE_FILE),
        is_append_only=False,
    ),
    Command(
        "restore archive", ["journal", "restore", "all.zip", "--yes"], _set_up_archive,
        _in_journal("journal.toml") + _in_journal(CYCLE_FILE), "2026-05-03", is_append_only=False,
    ),
    Command(
        "journal merge", ["journal", "merge", "copy.toml"], _set_up_second_copy, _in_journal(CYCLE_FILE), "2026-05-03",
    ),
    Command(
        "journal edit", ["journal", "edit", "2026-03-02"], _set_up_running, _in_journal(CYCLE_FILE),
        extra_environ={"EDITOR": "sed -i s/my_key/our_key/"}, is_append_only=False,
    ),
    EXPORT_REVIEW,
    Command(
        "calendar --output", ["calendar", "--output", "out.ics"], _set_up_running, ("out.ics",), is_append_only=False,
    ),
    Command(
        "export", ["journal", "export", "--output", "out.zip"], _set_up_running, ("out.zip",), is_append_only=False,
    ),
    NOTE_AFTER_YEAR,
)  # fmt: skip
"""Every command that writes."""
