"""Every command that writes, each on a journal that it can write to: the ground of T1, T3, T4, T6 and T7."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tests.cli.scenes import CLOSE, PROFILE, WORKED, lay_down
from tests.torture.runner import surroundings
from tests.writing import cycle_text, picked, weekly
from tipcycle.core.weeks import Week
from tipcycle.journal.archive import build_archive

CYCLE = "cycles/2026-03-02.toml"
MINE = b"# a line of my own \xe2\x80\x93 it stays\n[mine]\nkey = 'and this too'\n"
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


def private(home: Path) -> None:
    """Makes everything as only its owner may see it, as tipcycle leaves it."""
    for path in (home, *home.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)


def _running(home: Path) -> None:
    lay_down(home, own=PROFILE, c2026_03_02=picked(weekly({5: "D", 13: "D", 33: "N", 34: "D", 42: "M"})))
    file = home / CYCLE
    file.write_bytes(file.read_bytes().replace(b"did = [5", b"my_key = 1979-05-27  # mine\ndid = [5") + MINE)
    (home / "tips.toml").write_text("# my own tips\nformat = 1\n", "utf-8")
    earlier = home / ".tipcycle" / "backups" / f"{CYCLE}.000001"
    earlier.parent.mkdir(parents=True)
    earlier.write_bytes(file.read_bytes()[:-40].rpartition(b"\n[[")[0] + b"\n")
    (home.parent / "own.toml").write_text(OWN_TIP, "utf-8")
    private(home)


CYCLES_OF_A_YEAR = ("2025-05-05", "2025-07-07", "2025-09-08", "2025-11-03", "2026-01-05", "2026-03-02")


def _year(home: Path) -> None:
    """Six cycles in a chain, so many that what they say is kept; the last is the one of `_running`."""
    _running(home)
    last = CYCLES_OF_A_YEAR[-1]
    for n, starts in enumerate(CYCLES_OF_A_YEAR[:-1]):
        five = [7 * n + k for k in range(1, 6)]
        told = weekly(dict.fromkeys(five, "DDM?DCDD"), starts=starts)
        ends = Week(date.fromisoformat(CYCLES_OF_A_YEAR[n + 1])).plus(-1).sunday
        text = picked(told, f"\n[[close]]  # {ends}\ndrop = {five}\n").replace("[5, 13, 33, 34, 42]", str(five))
        whole = cycle_text(text, starts=starts, anchor=CYCLES_OF_A_YEAR[0])
        (home / "cycles" / f"{starts}.toml").write_text(whole, "utf-8")
    file = home / CYCLE
    file.write_bytes(file.read_bytes().replace(f"anchor = {last}".encode(), f"anchor = {CYCLES_OF_A_YEAR[0]}".encode()))
    private(home)


def _worked(home: Path) -> None:
    lay_down(home, own=PROFILE, c2026_03_02=WORKED)
    private(home)


def _closed(home: Path) -> None:
    lay_down(home, own=PROFILE, c2026_03_02=WORKED + CLOSE)
    private(home)


def _nothing(home: Path) -> None:
    pass


def _second_copy(home: Path) -> None:
    _worked(home)
    more = WORKED + '\n[[note]]  # 2026-05-02\nid = "elsewhere"\ntext = "from the other machine"\nweek = "2026-W18"\n'
    (home.parent / "copy.toml").write_text(cycle_text(more), "utf-8")


def _archive(home: Path) -> None:
    _worked(home)
    own = (home / "journal.toml").read_bytes()
    files = {"journal.toml": own, CYCLE: cycle_text(WORKED + CLOSE).encode()}
    (home.parent / "all.zip").write_bytes(build_archive(files))
    (home / "journal.toml").unlink()


@dataclass(frozen=True)
class Command:
    """A command that writes."""

    name: str
    words: list[str]
    lay: Callable[[Path], None]
    targets: tuple[str, ...]
    """What it may change, below the folder of the case."""
    on: str = "2026-03-13"
    more: dict[str, str] = field(default_factory=dict)
    adds: bool = True
    """Whether the old bytes must stay in front."""

    def prepare(self, folder: Path) -> Path:
        """Lays the journal down in a fresh folder."""
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        home = folder / "journal"
        self.lay(home)
        return home

    def surroundings(self, home: Path) -> dict[str, str]:
        """The environment that it runs in."""
        return surroundings(home, on=self.on, **self.more)


def _in(name: str) -> tuple[str, ...]:
    return (f"journal/{name}",)


FIRST = Command("pick first", ["pick", "5", "13", "33", "34", "42"], _nothing, _in(CYCLE), "2026-02-26")
CHECKIN = Command(
    "checkin",
    [
        *("checkin", "--week", "2026-W11", "--did", "5,13", "--missed", "42", "--none", "33"),
        *("--team", "3", "--customers", "4", "--note", "5=a", "--voice", "b"),
    ],
    _running,
    _in(CYCLE),
)
PROFILE_ = Command("profile", ["profile", "--name", "somebody"], _running, _in("journal.toml"))
ADD = Command("tips add", ["tips", "add", "--file", "own.toml"], _running, _in("tips.toml"))
EXPORT = Command(
    "review --output", ["review", "--format", "html", "--output", "out.html"], _running, ("out.html",), adds=False
)
YEAR = Command("note after a year", ["note", "a line in the week"], _year, _in(CYCLE))
"""What the other files say is kept on the way."""
TYPICAL = (FIRST, CHECKIN, PROFILE_, ADD)

COMMANDS = (
    *TYPICAL,
    Command("pick next", ["pick", "18", "53", "71", "73"], _closed, _in("cycles/2026-05-04.toml"), "2026-05-04"),
    Command("note", ["note", "a line in the week"], _running, _in(CYCLE)),
    Command("swap", ["swap", "42", "68", "--because", "it is gone"], _running, _in(CYCLE)),
    Command("pause", ["pause", "2026-W15"], _running, _in(CYCLE)),
    Command(
        "close", ["close", "--keep", "5,33,34", "--extend", "13", "--drop", "42"], _worked, _in(CYCLE), "2026-05-03"
    ),
    Command("undo", ["undo", "--yes"], _running, _in(CYCLE)),
    Command("voices add", ["voices", "add", "heard", "--by", "a customer"], _running, _in(CYCLE)),
    Command("voices unshare", ["voices", "unshare", "2026-03-02-5"], _worked, _in(CYCLE), "2026-05-03"),
    Command("sentence", ["sentence", "Nobody tells it twice."], _running, _in("journal.toml")),
    Command("pulse", ["pulse", "--own", "3", "--guess", "4"], _running, _in("journal.toml")),
    Command("reflect", ["reflect", "--answers", "yyn?nnyy"], _running, _in("journal.toml")),
    Command("tips star", ["tips", "star", "7"], _running, _in("journal.toml")),
    Command("review --words", ["review", "--words", "Calmer."], _worked, _in(CYCLE), "2026-05-03"),
    Command("journal restore", ["journal", "restore", CYCLE, "1", "--yes"], _running, _in(CYCLE), adds=False),
    Command(
        "restore archive", ["journal", "restore", "all.zip", "--yes"], _archive, _in("journal.toml") + _in(CYCLE),
        "2026-05-03", adds=False,
    ),
    Command("journal merge", ["journal", "merge", "copy.toml"], _second_copy, _in(CYCLE), "2026-05-03"),
    Command(
        "journal edit", ["journal", "edit", "2026-03-02"], _running, _in(CYCLE),
        more={"EDITOR": "sed -i s/my_key/our_key/"}, adds=False,
    ),
    EXPORT,
    Command("calendar --output", ["calendar", "--output", "out.ics"], _running, ("out.ics",), adds=False),
    Command("export", ["journal", "export", "--output", "out.zip"], _running, ("out.zip",), adds=False),
    YEAR,
)  # fmt: skip
"""All that write; their ways to the disk are the ones there are."""
