"""Mutants: copies of the package with one deliberate defect each, which the harness must detect."""

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
from tests.torture.test_formats import (
    check_any_journal,
    check_edge_blocks,
    check_every_day,
    check_mutated_bytes,
)
from tests.torture.test_hostile import check_hostile_text
from tests.torture.test_outside import (
    check_environments,
    check_foreign_files,
    check_other_owners,
    check_placeholders,
    check_unreadable_folders,
)
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
    with open_runner(runner.source) as other_runner:
        check_two_writers(runner, other_runner, folder, tally, step=3)


def _run_many_writers(runner: Runner, folder: Path, tally: Tally) -> None:
    check_many_writers(runner, folder, tally, writers=8, writes=5, seed=0)


def _obstruct_lock(runner: Runner, folder: Path, tally: Tally) -> None:
    check_lock_obstacles(runner, folder, tally)


def _show_markup(runner: Runner, folder: Path, tally: Tally) -> None:
    check_hostile_text(runner, folder, tally, list(MARKUP))


def _show_control_characters(runner: Runner, folder: Path, tally: Tally) -> None:
    check_hostile_text(runner, folder, tally, ["csi", "osc clipboard", "rlo"])


def _check_round_trips(runner: Runner, folder: Path, tally: Tally) -> None:
    check_any_journal(runner, tally, cases=150)


def _check_days(runner: Runner, folder: Path, tally: Tally) -> None:
    check_every_day(runner, tally, first_year=2015, last_year=2030)


def _mutate_bytes(runner: Runner, folder: Path, tally: Tally) -> None:
    check_mutated_bytes(runner, folder, tally, cases=300, seed=1, views=1)


def _check_edges(runner: Runner, folder: Path, tally: Tally) -> None:
    check_edge_blocks(runner, folder, tally)


def _corrupt_caches(runner: Runner, folder: Path, tally: Tally) -> None:
    check_corrupted_caches(runner, folder, tally, cases=400, seed=1)


def _obstruct_caches(runner: Runner, folder: Path, tally: Tally) -> None:
    check_cache_obstacles(runner, folder, tally)


def _fail_reads(runner: Runner, folder: Path, tally: Tally) -> None:
    fail_reads(runner, folder, tally, errnos=(errno.EIO,))


@dataclass(frozen=True)
class Mutant:
    """A defect in one file, and the rows that must detect it, each by itself."""

    file: str
    original: str
    """Excerpt that must occur exactly once in the file."""
    replacement: str
    caught_by: dict[str, RowCheck]


_NON_ATOMIC_WRITE = """    if expected is not None and not _has_content(target.resolve(), expected):
        raise FileChangedError(target)
    with target.resolve().open("w", encoding="utf-8", newline="") as file:
        file.write(data.decode())
    return
"""

_REWRITTEN_FILE = """    old = format_header(before.header) + _format_events(before.events).encode()
"""

MUTANTS = {
    "no file fsync": Mutant(
        "storage/atomic_files.py", "            if flush:\n                _fsync(handle)\n", "", {"T4": _lose_power}
    ),
    "no directory fsync": Mutant(
        "storage/atomic_files.py",
        "        os.fsync(handle)\n    except",
        "        pass\n    except",
        {"T4": _lose_power},
    ),
    "no directory fsync after the rename": Mutant(
        "storage/atomic_files.py", "        fsync_folder(resolved.parent)\n", "        pass\n", {"T4": _lose_power}
    ),
    'plain open("w")': Mutant(
        "storage/atomic_files.py",
        "    def replace(temp",
        f"{_NON_ATOMIC_WRITE}\n    def replace(temp",
        {"T1": _kill_calls, "T4": _lose_power, "T6": _fill_disk},
    ),
    "fixed temporary name": Mutant(
        "storage/atomic_files.py", ".{os.urandom(6).hex()}.tmp", ".tmp", {"T1": _kill_calls}
    ),
    "disk error not reported": Mutant(
        "storage/atomic_files.py",
        "    except (OSError, RuntimeError) as error:",
        "    except (OSError, RuntimeError) as error:\n        return",
        {"T3": _fail_calls, "T6": _fill_disk},
    ),
    "short write taken for complete": Mutant(
        "storage/atomic_files.py",
        "remaining = remaining[written:]",
        "remaining = remaining[len(remaining) :]",
        {"T3": _shorten_writes},
    ),
    "no lock": Mutant(
        "storage/lock.py",
        "LOCK_EX | fcntl.LOCK_NB",
        "LOCK_SH | fcntl.LOCK_NB",
        {"T8": _run_two_writers, "T8 many writers": _run_many_writers},
    ),
    "lock unlinked": Mutant(
        "storage/lock.py",
        "                _unlock(handle)\n",
        "                path.unlink()\n                _unlock(handle)\n",
        {"T8 many writers": _run_many_writers, "T9": _obstruct_lock},
    ),
    "lock truncated": Mutant(
        "storage/lock.py", "flags = os.O_RDWR |", "flags = os.O_RDWR | os.O_TRUNC |", {"T9": _obstruct_lock}
    ),
    "lock opened through a link": Mutant(
        "storage/lock.py", ' | getattr(os, "O_NOFOLLOW", 0)', "", {"T9": _obstruct_lock}
    ),
    "markup=True": Mutant(  # Rich interprets markup in every plain string that it prints
        "render/review/terminal.py",
        "Text.assemble(*((sanitize(text), style) for text, style in pairs))",
        "Text.from_markup(''.join(sanitize(text) for text, style in pairs))",
        {"T20": _show_markup},
    ),
    "text not sanitised": Mutant(
        "render/sanitize.py",
        "    return _limit_combining_marks(",
        "    return text or _limit_combining_marks(",
        {"T20": _show_control_characters},
    ),
    "unknown keys dropped": Mutant(
        "storage/toml_format.py",
        "    new = append_text(",
        f"{_REWRITTEN_FILE}    new = append_text(",
        {"T1": _kill_calls, "T11": _mutate_bytes, "T12": _check_round_trips},
    ),
    "unknown keys not reported": Mutant(
        "storage/field_types.py",
        "if key not in known_keys)",
        "if key not in known_keys and False)",
        {"T12": _check_round_trips},
    ),
    "close before the pick not reported": Mutant(
        "core/projection.py",
        '"close-before-pick") for event in events if event in early]',
        '"close-before-pick") for event in ()]',
        {"T11 edge values": _check_edges},
    ),
    "last stamp passed": Mutant(
        "storage/store.py", "if at.year >= YEAR_LIMIT:", "if at.year < 0:", {"T11 edge values": _check_edges}
    ),
    "file without a pick not reported": Mutant(
        "core/diagnostics.py",
        'yield None, "no-pick", str(len(active))',
        "pass",
        {"T11 edge values": _check_edges},
    ),
    "damaged file appended to": Mutant(
        "storage/toml_format.py",
        'return any(problem.severity == "error"',
        'return any(problem.severity == "none"',
        {"T11": _mutate_bytes},
    ),
    "state of the files in the stamp not compared": Mutant(
        "cli/prompt_stamp.py", ", state) !=", ", journal_state(home)[0]) !=", {"T11 cache": _corrupt_caches}
    ),
    "checksum of the stamp not compared": Mutant(
        "cli/prompt_stamp.py", "if (checksum, inputs", "if (_checksum(body), inputs", {"T11 cache": _corrupt_caches}
    ),
    "inputs of the stamp not compared": Mutant(
        "cli/prompt_stamp.py", "if (checksum, inputs", "if (checksum, _inputs()", {"T11 cache": _corrupt_caches}
    ),
    "control characters in the stamp not rejected": Mutant(
        "cli/prompt_stamp.py", " and line.isprintable()", "", {"T11 cache": _corrupt_caches}
    ),
    "bytes of cached file not compared": Mutant(
        "storage/store.py", " or cached_file.data != data", "", {"T11 cache": _corrupt_caches}
    ),
    "checksum of cached files not compared": Mutant(
        "storage/parse_cache.py",
        "if data[:_CACHE_HEADER_SIZE] != _cache_header(data[_CACHE_HEADER_SIZE:]):",
        "if len(data) < _CACHE_HEADER_SIZE:",
        {"T11 cache": _corrupt_caches},
    ),
    "cache write error raised": Mutant(
        "storage/atomic_files.py",
        "    with contextlib.suppress(DiskError, OSError):\n        if target.parent.is_symlink()",
        "    with contextlib.nullcontext():\n        if target.parent.is_symlink()",
        {"T3 cache": _fail_reads},
    ),
    "link in place of the cache followed": Mutant(
        "storage/atomic_files.py",
        "        if target.parent.is_symlink()",
        "        if False",
        {"T10 cache": _obstruct_caches},
    ),
    "content under a wrong name restored": Mutant(
        "storage/restore.py",
        "        raise MisplacedContentError(name, str(detected), path)",
        "        return",
        {"T26": check_foreign_files},
    ),
    "placeholder taken for nothing": Mutant(
        "storage/atomic_files.py",
        "            raise OSError(errno.ENXIO, NOT_AVAILABLE, str(path))",
        "            return",
        {"T27 placeholders": check_placeholders},
    ),
    "unreadable backups taken for none": Mutant(
        "storage/backups.py",
        "            raise DiskError(str(path), cause.strerror or str(cause)) from cause",
        "            return",
        {"T27 unreadable folders": check_unreadable_folders},
    ),
    "owner not kept": Mutant(
        "storage/atomic_files.py",
        "        os.fchown(handle, reference.st_uid, reference.st_gid)",
        "        pass",
        {"T28": check_other_owners},
    ),
    "unknown user not reported": Mutant(
        "cli/environment.py",
        "    except (OSError, RuntimeError):  # no such user",
        "    except FileExistsError:  # no such user",
        {"T29": check_environments},
    ),
    "%Y-W%V": Mutant(
        "core/weeks.py",
        'return f"{year:04}-W{number:02}"',
        'return self.monday.strftime("%Y-W%V")',
        {"T16": _check_days},
    ),
}


def mutated_package(mutant: Mutant, folder: Path) -> Path:
    """Copy the package with the defect, and return the source folder.

    Raises AssertionError unless the excerpt occurs exactly once.
    """
    shutil.copytree(PROJECT_ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "data").symlink_to(PROJECT_ROOT / "data")
    file = folder / "src" / "tipcycle" / mutant.file
    text = file.read_text("utf-8")
    assert text.count(mutant.original) == 1, f"{mutant.file} no longer holds once: {mutant.original!r}"
    file.write_text(text.replace(mutant.original, mutant.replacement), "utf-8")
    return folder / "src"
