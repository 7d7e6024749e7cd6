"""Copies of the package, each broken in one deliberate way: the harness must see every one of them."""

import errno
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.torture.attacks import fill_the_disk, kill_everywhere, refuse_everywhere, write_short
from tests.torture.commands import CHECKIN, FIRST, TYPICAL
from tests.torture.hostile import MARKUP
from tests.torture.runner import ROOT, Runner, runner_of
from tests.torture.tally import Tally
from tests.torture.test_caches import refuse_reads, spoiled_caches, strange_caches
from tests.torture.test_company import abused_lock, many_writers, two_writers
from tests.torture.test_files import any_journal, every_day, mutated_bytes
from tests.torture.test_hostile import hostile_text
from tests.torture.test_power import cut_everywhere

Attack = Callable[[Runner, Path, Tally], None]


def _power(runner: Runner, folder: Path, tally: Tally) -> None:
    for command in TYPICAL:
        cut_everywhere(runner, command, folder, tally)


def _kills(runner: Runner, folder: Path, tally: Tally) -> None:
    for command in (FIRST, CHECKIN):
        kill_everywhere(runner, command, folder, tally)


def _full(runner: Runner, folder: Path, tally: Tally) -> None:
    fill_the_disk(runner, CHECKIN, folder, tally, [0, 200, 400])


def _short(runner: Runner, folder: Path, tally: Tally) -> None:
    write_short(runner, CHECKIN, folder, tally)


def _refusals(runner: Runner, folder: Path, tally: Tally) -> None:
    refuse_everywhere(runner, CHECKIN, folder, tally, every=False)


def _company(runner: Runner, folder: Path, tally: Tally) -> None:
    with runner_of(runner.source) as other:
        two_writers(runner, other, folder, tally, step=3)


def _crowd(runner: Runner, folder: Path, tally: Tally) -> None:
    many_writers(runner, folder, tally, writers=8, writes=5, seed=0)


def _lock(runner: Runner, folder: Path, tally: Tally) -> None:
    abused_lock(runner, folder, tally)


def _markup(runner: Runner, folder: Path, tally: Tally) -> None:
    hostile_text(runner, folder, tally, list(MARKUP))


def _codes(runner: Runner, folder: Path, tally: Tally) -> None:
    hostile_text(runner, folder, tally, ["csi", "osc clipboard", "rlo"])


def _models(runner: Runner, folder: Path, tally: Tally) -> None:
    any_journal(runner, tally, cases=150)


def _days(runner: Runner, folder: Path, tally: Tally) -> None:
    every_day(runner, tally, first=2015, last=2030)


def _bytes(runner: Runner, folder: Path, tally: Tally) -> None:
    mutated_bytes(runner, folder, tally, cases=300, seed=1, views=1)


def _cache(runner: Runner, folder: Path, tally: Tally) -> None:
    spoiled_caches(runner, folder, tally, cases=400, seed=1)


def _strange(runner: Runner, folder: Path, tally: Tally) -> None:
    strange_caches(runner, folder, tally)


def _refused_reads(runner: Runner, folder: Path, tally: Tally) -> None:
    refuse_reads(runner, folder, tally, errnos=(errno.EIO,))


@dataclass(frozen=True)
class Mutant:
    """One line of one file, broken; and the rows that must see it, each of them alone."""

    file: str
    line: str
    broken: str
    seen_by: dict[str, Attack]


_PLAIN_OPEN = """    if old is not None and not _holds(target.resolve(), old):
        raise Changed(target)
    with target.resolve().open("w", encoding="utf-8", newline="") as file:
        file.write(data.decode())
    return
"""

_NEW = """    old = format_header(before.header) + _format_blocks(before.blocks).encode()
"""

MUTANTS = {
    "no file fsync": Mutant(
        "journal/writer.py", "            if flush:\n                _flush(handle)\n", "", {"T4": _power}
    ),
    "no directory fsync": Mutant(
        "journal/writer.py", "        os.fsync(handle)\n    except", "        pass\n    except", {"T4": _power}
    ),
    "no directory fsync after the rename": Mutant(
        "journal/writer.py", "        flush_folder(resolved.parent)\n", "        pass\n", {"T4": _power}
    ),
    'plain open("w")': Mutant(
        "journal/writer.py",
        "    def replace(temporary",
        f"{_PLAIN_OPEN}\n    def replace(temporary",
        {"T1": _kills, "T4": _power, "T6": _full},
    ),
    "fixed temporary name": Mutant("journal/writer.py", ".{os.urandom(6).hex()}.tmp", ".tmp", {"T1": _kills}),
    "a refusal of the disk is not said": Mutant(
        "journal/writer.py",
        "    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links\n",
        "    except (OSError, RuntimeError) as error:\n        return\n",
        {"T3": _refusals, "T6": _full},
    ),
    "a short write is taken for a whole one": Mutant(
        "journal/writer.py", "rest = rest[written:]", "rest = rest[len(rest) :]", {"T3": _short}
    ),
    "no lock": Mutant(
        "journal/lock.py", "LOCK_EX | fcntl.LOCK_NB", "LOCK_SH | fcntl.LOCK_NB", {"T8": _company, "T8 crowd": _crowd}
    ),
    "lock unlinked": Mutant(
        "journal/lock.py",
        "                _release(handle)\n",
        "                path.unlink()\n                _release(handle)\n",
        {"T8 crowd": _crowd, "T9": _lock},
    ),
    "lock truncated": Mutant(
        "journal/lock.py", "os.O_RDWR | os.O_CREAT |", "os.O_RDWR | os.O_CREAT | os.O_TRUNC |", {"T9": _lock}
    ),
    "lock followed": Mutant("journal/lock.py", ' | getattr(os, "O_NOFOLLOW", 0)', "", {"T9": _lock}),
    "markup=True": Mutant(  # Rich does this to every text that is given to it as it is
        "views/review_screen.py", "Text(safe(review.team)", "Text.from_markup(safe(review.team)", {"T20": _markup}
    ),
    "text as it is": Mutant(
        "views/safe.py", "    return _fewer_marks(", "    return text or _fewer_marks(", {"T20": _codes}
    ),
    "unknown keys dropped": Mutant(
        "journal/codec.py",
        "    new = behind(",
        f"{_NEW}    new = behind(",
        {"T1": _kills, "T11": _bytes, "T12": _models},
    ),
    "unknown keys ignored": Mutant(
        "journal/shapes.py", "if key not in known)", "if key not in known and False)", {"T12": _models}
    ),
    "a damaged file is added to": Mutant(
        "journal/codec.py", 'return any(problem.level == "error"', 'return any(problem.level == "none"', {"T11": _bytes}
    ),
    "an answer's files not compared": Mutant(
        "cli/recall.py", " or state != state_of(home)[0]", "", {"T11 cache": _cache}
    ),
    "an answer's checksum not compared": Mutant(
        "cli/recall.py", "head != _first_line(rest) or ", "", {"T11 cache": _cache}
    ),
    "an answer's question not compared": Mutant("cli/recall.py", " or told != asking.told", "", {"T11 cache": _cache}),
    "an answer that steers is given": Mutant(
        "cli/recall.py",
        " or not harmless(text):\n        return None\n    try",
        ":\n        return None\n    try",
        {"T11 cache": _cache},
    ),
    "the bytes of a known file not compared": Mutant(
        "journal/store.py", "known is None or known.source != data", "known is None", {"T11 cache": _cache}
    ),
    "the checksum of known files not compared": Mutant(
        "journal/known.py", "if data[:_MARK] != _mark(data[_MARK:]):", "if len(data) < _MARK:", {"T11 cache": _cache}
    ),
    "a refusal of the cache is heard of": Mutant(
        "journal/writer.py",
        "    with contextlib.suppress(DiskRefused, OSError):\n        if cache.is_symlink()",
        "    with contextlib.nullcontext():\n        if cache.is_symlink()",
        {"T3 cache": _refused_reads},
    ),
    "a link in the place of the cache followed": Mutant(
        "journal/writer.py", "cache.is_symlink() or target.parent.is_symlink()", "False", {"T10 cache": _strange}
    ),
    "%Y-W%V": Mutant(
        "core/weeks.py", 'return f"{year:04}-W{number:02}"', 'return self.monday.strftime("%Y-W%V")', {"T16": _days}
    ),
}


def broken_copy(mutant: Mutant, folder: Path) -> Path:
    """The package with that line broken; AssertionError when the line is not there just once."""
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "data").symlink_to(ROOT / "data")
    file = folder / "src" / "tipcycle" / mutant.file
    text = file.read_text("utf-8")
    assert text.count(mutant.line) == 1, f"{mutant.file} no longer holds once: {mutant.line!r}"
    file.write_text(text.replace(mutant.line, mutant.broken), "utf-8")
    return folder / "src"
