"""Corrupt and outdate the caches, and compare each output with that of a run without a cache (T11).

Runs in a child of the fork server.
"""

import random
import re
import shutil
from binascii import crc32
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.torture.byte_mutations import HOSTILE_TOKENS, mutate_bytes
from tests.torture.in_process import InProcessResult, run_in_process
from tests.torture.write_commands import CYCLE_FILE, NOTE_AFTER_YEAR, YEAR_CYCLE_STARTS

CACHED_COMMANDS = (
    "",
    "prompt",
    "status",
    "status --json",
    "momentum",
    "momentum --year",
    "tips list",
    "tips search wait",
)
"""Commands whose output is cached."""
_SGR = re.compile(r"\x1b\[[0-9;]+m")


def cache_folder(home: Path) -> Path:
    """Return the folder of a journal's cached outputs and parsed files."""
    return home / ".tipcycle" / "cache"


def run_uncached(home: Path, command: str) -> InProcessResult:
    """Remove the cache and return the result of a command that cannot use or store a cached output."""
    shutil.rmtree(cache_folder(home), ignore_errors=True)
    return run_in_process(command.split(), home)


def _fill_cache(home: Path) -> tuple[dict[str, bytes], bytes]:
    """Run every cached command once and return the snapshot of each command, and the cache of parsed files."""
    shutil.rmtree(cache_folder(home), ignore_errors=True)
    snapshots = {}
    for command in CACHED_COMMANDS:
        earlier_paths = set((cache_folder(home) / "answers").glob("*"))
        run_in_process(command.split(), home, cache_at_once=True)
        (snapshot_path,) = set((cache_folder(home) / "answers").glob("*")) - earlier_paths
        snapshots[command] = snapshot_path.read_bytes()
    return snapshots, (cache_folder(home) / "journal").read_bytes()


class CacheFixture:
    """A journal of one year and a second, different journal, with the complete caches of both."""

    def __init__(self, folder: Path) -> None:
        self.home = NOTE_AFTER_YEAR.prepare(folder / "one")
        other_home = NOTE_AFTER_YEAR.prepare(folder / "other")
        path = other_home / CYCLE_FILE
        path.write_bytes(path.read_bytes().replace(b"did = [5", b"did = [34, 5"))
        self.other_snapshots, self.other_parsed_cache = _fill_cache(other_home)
        self.journal_files = {name: (self.home / name).read_bytes() for name in self._file_names()}
        self.expected = {command: run_uncached(self.home, command) for command in CACHED_COMMANDS}
        self.snapshots, self.parsed_cache = _fill_cache(self.home)
        self.snapshot_paths = {command: self._snapshot_path(command) for command in CACHED_COMMANDS}
        self.semantic_offsets = self._find_semantic_offsets()
        """Offsets in the cache of parsed files that are not part of a verbatim copy of a file."""

    def _file_names(self) -> list[str]:
        return ["journal.toml", *(f"cycles/{starts}.toml" for starts in YEAR_CYCLE_STARTS)]

    def _find_semantic_offsets(self) -> list[int]:
        copied_offsets: set[int] = set()
        for data in self.journal_files.values():
            offset = self.parsed_cache.index(data)
            copied_offsets |= set(range(offset, offset + len(data)))
        return [offset for offset in range(40, len(self.parsed_cache)) if offset not in copied_offsets]

    def _snapshot_path(self, command: str) -> Path:
        folder = cache_folder(self.home) / "answers"
        (snapshot_path,) = (path for path in folder.iterdir() if path.read_bytes() == self.snapshots[command])
        return snapshot_path

    def write_cache(self, snapshots: dict[str, bytes], parsed: bytes) -> None:
        """Replace the cache folder by these snapshots and this cache of parsed files."""
        shutil.rmtree(cache_folder(self.home), ignore_errors=True)
        (cache_folder(self.home) / "answers").mkdir(parents=True, mode=0o700)
        for command, data in snapshots.items():
            self.snapshot_paths[command].write_bytes(data)
        (cache_folder(self.home) / "journal").write_bytes(parsed)

    def differences(self, command: str, result: InProcessResult) -> list[str]:
        """Return how a result differs from that of a run without a cache, with its own violations."""
        return result.violations + (
            [] if result == self.expected[command] else [f"another answer: {result.stdout[:200]!r}"]
        )


Corruption = Callable[[CacheFixture, random.Random, str], list[str]]


def _flip_bit(data: bytes, offset: int, rng: random.Random) -> bytes:
    """Return `data` with one random bit of the byte at `offset` flipped."""
    return data[:offset] + bytes([data[offset] ^ (1 << rng.randrange(8))]) + data[offset + 1 :]


def _corrupt(data: bytes, other_caches: list[bytes], rng: random.Random) -> bytes:
    match rng.randrange(6):
        case 0:
            return rng.choice(other_caches)
        case 1:
            other_cache = rng.choice(other_caches)
            offset = rng.randrange(len(data))
            return data[:offset] + other_cache[offset:]
        case 2:
            offset = rng.randrange(len(data))
            return data[:offset] + rng.choice(HOSTILE_TOKENS) + data[offset:]
        case 3:
            offset = rng.randrange(len(data))
            return _flip_bit(data, offset, rng)
        case 4:
            return data[: rng.randrange(len(data))] + b"\0" * rng.randrange(200)
        case _:
            return mutate_bytes(data, rng)


def _corrupt_snapshot(fixture: CacheFixture, rng: random.Random, command: str) -> list[str]:
    """Damage the snapshot of this command, or replace it by that of another command or journal."""
    other_snapshots = [*fixture.snapshots.values(), *fixture.other_snapshots.values()]
    data = _corrupt(fixture.snapshots[command], other_snapshots, rng)
    if data == fixture.snapshots[command]:
        return []
    fixture.write_cache({command: data}, fixture.parsed_cache)
    return fixture.differences(command, run_in_process(command.split(), fixture.home, cache_at_once=True))


def _forge_snapshot(fixture: CacheFixture, rng: random.Random, command: str) -> list[str]:
    """Write a snapshot with another text and a correct checksum.

    Its text may be shown, with colours. No control character in it may reach the terminal.
    """
    *header_lines, text = fixture.snapshots[command].split(b"\n", 5)
    body = b"\n".join((*header_lines[1:], mutate_bytes(text, rng)[:20_000] + rng.choice(HOSTILE_TOKENS)))
    body_bytes = body.decode("utf-8", "replace").encode()
    fixture.write_cache({command: b"tipcycle answer 1 %08x\n" % crc32(body_bytes) + body_bytes}, fixture.parsed_cache)
    result = run_in_process(command.split(), fixture.home, cache_at_once=True)
    return InProcessResult(result.exit_code, _SGR.sub("", result.stdout), result.stderr).violations


def _corrupt_parsed_cache(fixture: CacheFixture, rng: random.Random, command: str) -> list[str]:
    """Damage the cache of parsed files; half of the time flip a bit that carries meaning."""
    if rng.random() < 0.5:
        data = _flip_bit(fixture.parsed_cache, rng.choice(fixture.semantic_offsets), rng)
    else:
        data = _corrupt(fixture.parsed_cache, [fixture.other_parsed_cache], rng)
    if data == fixture.parsed_cache:
        return []
    fixture.write_cache({}, data)
    return fixture.differences(command, run_in_process(command.split(), fixture.home))


def _edit_journal(fixture: CacheFixture, rng: random.Random, command: str) -> list[str]:
    """Change a journal file while the cache stays as it was, as an editor, a sync program or a bad disk does."""
    file_name = rng.choice(list(fixture.journal_files))
    data = mutate_bytes(fixture.journal_files[file_name], rng)
    if rng.random() < 0.5:
        data = fixture.journal_files[file_name].replace(b"did = [", b"missed = [", rng.randint(1, 9))
    path = fixture.home / file_name
    run_in_process(command.split(), fixture.home, cache_at_once=True)
    replacement = path.with_suffix(".new")
    replacement.write_bytes(data)
    replacement.replace(path)
    first_result = run_in_process(command.split(), fixture.home, cache_at_once=True)
    second_result = run_in_process(command.split(), fixture.home, cache_at_once=True)
    expected = run_uncached(fixture.home, command)
    path.write_bytes(fixture.journal_files[file_name])
    violations = first_result.violations + (
        [] if first_result == expected else [f"{file_name} edited, another answer: {first_result.stdout[:200]!r}"]
    )
    return violations + ([] if second_result == expected else ["and another one the second time"])


CORRUPTIONS: tuple[Corruption, ...] = (_corrupt_snapshot, _forge_snapshot, _corrupt_parsed_cache, _edit_journal)
"""Corruptions, in the order in which they run.

`_edit_journal` is the last: after it the files have new modification times, and the snapshots of the fixture are
outdated.
"""
MAX_VIOLATIONS = 20
"""Number of violations after which no more cases run."""


def corrupt_caches(folder: str, cases: int, seed: int) -> dict[str, Any]:
    """Corrupt or outdate many caches, run one command on each, and return the violations.

    No journal file may change.
    """
    rng = random.Random(seed)
    fixture = CacheFixture(Path(folder))
    all_violations: list[str] = []
    for case in range(cases):
        if len(all_violations) > MAX_VIOLATIONS:
            break
        corruption, command = CORRUPTIONS[case * len(CORRUPTIONS) // cases], rng.choice(CACHED_COMMANDS)
        try:
            violations = corruption(fixture, rng, command)
        except Exception as error:
            violations = [f"I9 {type(error).__name__}: {error}"[:200]]
        if any((fixture.home / name).read_bytes() != data for name, data in fixture.journal_files.items()):
            violations.append("I5 a read changed a file")
        all_violations += [
            f"seed {seed}, case {case}, {corruption.__name__[1:]}, `{command}`: {violation}" for violation in violations
        ]
    return {"violations": all_violations}
