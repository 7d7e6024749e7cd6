"""Copies of the package, each broken in one deliberate way: the harness must see every one of them."""

import errno
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.torture.fault_scenarios import fail_each_call, kill_at_each_call, limit_file_size, shorten_writes
from tests.torture.fork_client import PROJECT_ROOT, Runner, open_runner
from tests.torture.hostile_text import MARKUP
from tests.torture.tally import Tally
from tests.torture.test_caches import check_cache_obstacles, check_corrupted_caches, fail_reads
from tests.torture.test_concurrency import check_lock_obstacles, check_many_writers, check_two_writers
from tests.torture.test_formats import check_any_journal, check_every_day, check_mutated_bytes
from tests.torture.test_hostile import check_hostile_text
from tests.torture.test_power import lose_power_everywhere
from tests.torture.write_commands import CHECKIN, FIRST_PICK, TYPICAL_COMMANDS

RowCheck = Callable[[Runner, Path, Tally], None]


def _lose_power(runner: Runner, folder: Path, tally: Tally) -> None:
    for command in TYPICAL_COMMANDS:
        lose_power_everywhere(runner, command, folder, tally)


def _kill_calls(runner: Runner, folder: Path, tally: Tally) -> None:
    for command in (FIRST_PICK, CHECKIN):
        kill_at_each_call(runner, command, folder, tally)


def _fill_disk(runner: Runner, folder: Path, tally: Tally) -> None:
    limit_file_size(runner, CHECKIN, folder, tally, [0, 200, 400])


def _shorten_writes(runner: Runner, folder: Path, tally: Tally) -> None:
    shorten_writes(runner, CHECKIN, folder, tally)


def _fail_calls(runner: Runner, folder: Path, tally: Tally) -> None:
    fail_each_call(runner, CHECKIN, folder, tally, all_errnos=False)


def _run_two_writers(runner: Runner, folder: Path, tally: Tally) -> None:
    with open_runner(runner.source) as other:
        check_two_writers(runner, other, folder, tally, step=3)


def _run_many_writers(runner: Runner, folder: Path, tally: Tally) -> None:
    check_many_writers(runner, folder, tally, writers=8, writes=5, seed=0)


def _abuse_lock(runner: Runner, folder: Path, tally: Tally) -> None:
    check_lock_obstacles(runner, folder, tally)


def _show_markup(runner: Runner, folder: Path, tally: Tally) -> None:
    check_hostile_text(runner, folder, tally, list(MARKUP))


def _show_codes(runner: Runner, folder: Path, tally: Tally) -> None:
    check_hostile_text(runner, folder, tally, ["csi", "osc clipboard", "rlo"])


def _check_models(runner: Runner, folder: Path, tally: Tally) -> None:
    check_any_journal(runner, tally, cases=150)


def _check_days(runner: Runner, folder: Path, tally: Tally) -> None:
    check_every_day(runner, tally, first=2015, last=2030)


def _mutate_bytes(runner: Runner, folder: Path, tally: Tally) -> None:
    check_mutated_bytes(runner, folder, tally, cases=300, seed=1, views=1)


def _corrupt_caches(runner: Runner, folder: Path, tally: Tally) -> None:
    check_corrupted_caches(runner, folder, tally, cases=400, seed=1)


def _obstruct_caches(runner: Runner, folder: Path, tally: Tally) -> None:
    check_cache_obstacles(runner, folder, tally)


def _fail_reads(runner: Runner, folder: Path, tally: Tally) -> None:
    fail_reads(runner, folder, tally, errnos=(errno.EIO,))


@dataclass(frozen=True)
class Mutant:
    """One line of one file, broken; and the rows that must see it, each of them alone."""

    file: str
    original: str
    replacement: str
    caught_by: dict[str, RowCheck]


_NON_ATOMIC_WRITE = """    if old is not None and not _holds(target.resolve(), old):
        raise Changed(target)
    with target.resolve().open("w", encoding="utf-8", newline="") as file:
        file.write(data.decode())
    return
"""

_REWRITTEN_FILE = """    old = format_header(before.header) + _format_blocks(before.blocks).encode()
"""

MUTANTS = {
    "no file fsync": Mutant(
        "storage/atomic_files.py", "            if flush:\n                _flush(handle)\n", "", {"T4": _lose_power}
    ),
    "no directory fsync": Mutant(
        "storage/atomic_files.py",
        "        os.fsync(handle)\n    except",
        "        pass\n    except",
        {"T4": _lose_power},
    ),
    "no directory fsync after the rename": Mutant(
        "storage/atomic_files.py", "        flush_folder(resolved.parent)\n", "        pass\n", {"T4": _lose_power}
    ),
    'plain open("w")': Mutant(
        "storage/atomic_files.py",
        "    def replace(temporary",
        f"{_NON_ATOMIC_WRITE}\n    def replace(temporary",
        {"T1": _kill_calls, "T4": _lose_power, "T6": _fill_disk},
    ),
    "fixed temporary name": Mutant(
        "storage/atomic_files.py", ".{os.urandom(6).hex()}.tmp", ".tmp", {"T1": _kill_calls}
    ),
    "a refusal of the disk is not said": Mutant(
        "storage/atomic_files.py",
        "    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links\n",
        "    except (OSError, RuntimeError) as error:\n        return\n",
        {"T3": _fail_calls, "T6": _fill_disk},
    ),
    "a short write is taken for a whole one": Mutant(
        "storage/atomic_files.py", "rest = rest[written:]", "rest = rest[len(rest) :]", {"T3": _shorten_writes}
    ),
    "no lock": Mutant(
        "storage/lock.py",
        "LOCK_EX | fcntl.LOCK_NB",
        "LOCK_SH | fcntl.LOCK_NB",
        {"T8": _run_two_writers, "T8 crowd": _run_many_writers},
    ),
    "lock unlinked": Mutant(
        "storage/lock.py",
        "                _release(handle)\n",
        "                path.unlink()\n                _release(handle)\n",
        {"T8 crowd": _run_many_writers, "T9": _abuse_lock},
    ),
    "lock truncated": Mutant(
        "storage/lock.py", "os.O_RDWR | os.O_CREAT |", "os.O_RDWR | os.O_CREAT | os.O_TRUNC |", {"T9": _abuse_lock}
    ),
    "lock followed": Mutant("storage/lock.py", ' | getattr(os, "O_NOFOLLOW", 0)', "", {"T9": _abuse_lock}),
    "markup=True": Mutant(  # Rich does this to every text that is given to it as it is
        "render/review/terminal.py",
        "Text(safe(review.team)",
        "Text.from_markup(safe(review.team)",
        {"T20": _show_markup},
    ),
    "text as it is": Mutant(
        "render/sanitize.py", "    return _fewer_marks(", "    return text or _fewer_marks(", {"T20": _show_codes}
    ),
    "unknown keys dropped": Mutant(
        "storage/toml_format.py",
        "    new = behind(",
        f"{_REWRITTEN_FILE}    new = behind(",
        {"T1": _kill_calls, "T11": _mutate_bytes, "T12": _check_models},
    ),
    "unknown keys ignored": Mutant(
        "storage/field_types.py", "if key not in known)", "if key not in known and False)", {"T12": _check_models}
    ),
    "a damaged file is added to": Mutant(
        "storage/toml_format.py",
        'return any(problem.level == "error"',
        'return any(problem.level == "none"',
        {"T11": _mutate_bytes},
    ),
    "an answer's files not compared": Mutant(
        "cli/response_cache.py", " or state != state_of(home)[0]", "", {"T11 cache": _corrupt_caches}
    ),
    "an answer's checksum not compared": Mutant(
        "cli/response_cache.py", "head != _first_line(rest) or ", "", {"T11 cache": _corrupt_caches}
    ),
    "an answer's question not compared": Mutant(
        "cli/response_cache.py", " or told != asking.told", "", {"T11 cache": _corrupt_caches}
    ),
    "an answer that steers is given": Mutant(
        "cli/response_cache.py",
        " or not harmless(text):\n        return None\n    try",
        ":\n        return None\n    try",
        {"T11 cache": _corrupt_caches},
    ),
    "the bytes of a known file not compared": Mutant(
        "storage/store.py", "known is None or known.source != data", "known is None", {"T11 cache": _corrupt_caches}
    ),
    "the checksum of known files not compared": Mutant(
        "storage/parse_cache.py",
        "if data[:_MARK] != _mark(data[_MARK:]):",
        "if len(data) < _MARK:",
        {"T11 cache": _corrupt_caches},
    ),
    "a refusal of the cache is heard of": Mutant(
        "storage/atomic_files.py",
        "    with contextlib.suppress(DiskRefused, OSError):\n        if cache.is_symlink()",
        "    with contextlib.nullcontext():\n        if cache.is_symlink()",
        {"T3 cache": _fail_reads},
    ),
    "a link in the place of the cache followed": Mutant(
        "storage/atomic_files.py",
        "cache.is_symlink() or target.parent.is_symlink()",
        "False",
        {"T10 cache": _obstruct_caches},
    ),
    "%Y-W%V": Mutant(
        "core/weeks.py",
        'return f"{year:04}-W{number:02}"',
        'return self.monday.strftime("%Y-W%V")',
        {"T16": _check_days},
    ),
}


def mutated_package(mutant: Mutant, folder: Path) -> Path:
    """The package with that line broken; AssertionError when the line is not there just once."""
    shutil.copytree(PROJECT_ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "data").symlink_to(PROJECT_ROOT / "data")
    file = folder / "src" / "tipcycle" / mutant.file
    text = file.read_text("utf-8")
    assert text.count(mutant.original) == 1, f"{mutant.file} no longer holds once: {mutant.original!r}"
    file.write_text(text.replace(mutant.original, mutant.replacement), "utf-8")
    return folder / "src"
