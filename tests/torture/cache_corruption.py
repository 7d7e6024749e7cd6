"""Corrupt and outdate the caches, and compare each output with that of a run without a cache (T11).

Runs in a child of the fork server.
"""

import random
import shutil
from binascii import crc32
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.torture.byte_mutations import HOSTILE_TOKENS, mutate_bytes
from tests.torture.in_process import InProcessResult, run_in_process
from tests.torture.write_commands import CYCLE_FILE, NOTE_AFTER_YEAR, YEAR_CYCLE_STARTS
from tipcycle.core.events import WEEKDAYS

CACHED_COMMANDS = ("prompt", "", "status", "status --json", "momentum --year")
"""Commands that read the cache: the stamp of the shell prompt, or the parsed files."""
PROMPT_DAYS = ("2026-03-13", "2026-03-14", "2026-03-16", "2026-03-18")
"""Days with and without a line in the shell prompt. The days of the second journal are different ones."""


def cache_folder(home: Path) -> Path:
    """Return the folder of a journal's cached outputs and parsed files."""
    return home / ".tipcycle" / "cache"


def run_uncached(home: Path, command: str, today: str = PROMPT_DAYS[0]) -> InProcessResult:
    """Remove the cache and return the result of a command."""
    shutil.rmtree(cache_folder(home), ignore_errors=True)
    return run_in_process(command.split(), home, today=today)


def _fill_cache(home: Path) -> tuple[bytes, bytes]:
    """Return a new stamp and a new cache of parsed files."""
    shutil.rmtree(cache_folder(home), ignore_errors=True)
    run_in_process(["prompt"], home, stamp_at_once=True)
    return (cache_folder(home) / "prompt").read_bytes(), (cache_folder(home) / "journal").read_bytes()


class CacheFixture:
    """A journal of one year and a second, different journal, with the complete caches of both."""

    def __init__(self, folder: Path) -> None:
        self.home = NOTE_AFTER_YEAR.prepare(folder / "one")
        other_home = NOTE_AFTER_YEAR.prepare(folder / "other")
        path = other_home / CYCLE_FILE
        path.write_bytes(path.read_bytes().replace(b"did = [5", b"did = [34, 5"))
        run_in_process(["profile", "--day", "monday"], other_home)
        self.other_stamp, self.other_parsed_cache = _fill_cache(other_home)
        self.journal_files = {name: (self.home / name).read_bytes() for name in self._file_names()}
        self.expected = {
            (command, today): run_uncached(self.home, command, today)
            for command in CACHED_COMMANDS
            for today in PROMPT_DAYS
        }
        self.stamp, self.parsed_cache = _fill_cache(self.home)
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

    def write_cache(self, stamp: bytes, parsed: bytes) -> None:
        """Replace the content of the cache folder by this stamp and this cache of parsed files."""
        shutil.rmtree(cache_folder(self.home), ignore_errors=True)
        cache_folder(self.home).mkdir(parents=True, mode=0o700)
        (cache_folder(self.home) / "prompt").write_bytes(stamp)
        (cache_folder(self.home) / "journal").write_bytes(parsed)

    def differences(self, command: str, today: str) -> list[str]:
        """Run a command. Return how its result differs from that without a cache, with its own violations."""
        result = run_in_process(command.split(), self.home, today=today, stamp_at_once=True)
        return result.violations + (
            [] if result == self.expected[command, today] else [f"another output: {result.stdout[:200]!r}"]
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


def _corrupt_stamp(fixture: CacheFixture, rng: random.Random, command: str) -> list[str]:
    """Damage the stamp, or replace it or its days by those of another journal."""
    if rng.random() < 0.2:
        data = fixture.stamp[: fixture.stamp.rindex(b"\n")] + fixture.other_stamp[fixture.other_stamp.rindex(b"\n") :]
    else:
        data = _corrupt(fixture.stamp, [fixture.other_stamp], rng)
    if data == fixture.stamp:
        return []
    fixture.write_cache(data, fixture.parsed_cache)
    return fixture.differences("prompt", rng.choice(PROMPT_DAYS))


def _forge_stamp(fixture: CacheFixture, rng: random.Random, command: str) -> list[str]:
    """Write a stamp with another text and a correct checksum: no control character in it may reach the terminal."""
    text = mutate_bytes("● check-in".encode(), rng)[:20_000] + rng.choice(HOSTILE_TOKENS)
    body = fixture.stamp.partition(b"\n")[2].replace("● check-in".encode(), text.replace(b"\n", b""))
    body = body.decode("utf-8", "replace").encode()
    fixture.write_cache(b"%08x\n" % crc32(body) + body, fixture.parsed_cache)
    return run_in_process(["prompt"], fixture.home, today=PROMPT_DAYS[0]).violations


def _corrupt_parsed_cache(fixture: CacheFixture, rng: random.Random, command: str) -> list[str]:
    """Damage the cache of parsed files; half of the time flip a bit that carries meaning."""
    if rng.random() < 0.5:
        data = _flip_bit(fixture.parsed_cache, rng.choice(fixture.semantic_offsets), rng)
    else:
        data = _corrupt(fixture.parsed_cache, [fixture.other_parsed_cache], rng)
    if data == fixture.parsed_cache:
        return []
    fixture.write_cache(b"", data)
    return fixture.differences(command, PROMPT_DAYS[0])


def _edit_journal(fixture: CacheFixture, rng: random.Random, command: str) -> list[str]:
    """Change a journal file while the cache stays as it was, as an editor, a sync program or a bad disk does."""
    file_name = rng.choice(list(fixture.journal_files))
    data = mutate_bytes(fixture.journal_files[file_name], rng)
    if rng.random() < 0.5:
        data = fixture.journal_files[file_name].replace(b"did = [", b"missed = [", rng.randint(1, 9))
    if command == "prompt":
        file_name, day = "journal.toml", rng.choice(WEEKDAYS)
        data = fixture.journal_files[file_name] + _PROFILE.format(day=day).encode()
    path = fixture.home / file_name
    run_in_process(command.split(), fixture.home, stamp_at_once=True)
    replacement = path.with_suffix(".new")
    replacement.write_bytes(data)
    replacement.replace(path)
    first_result = run_in_process(command.split(), fixture.home, stamp_at_once=True)
    second_result = run_in_process(command.split(), fixture.home, stamp_at_once=True)
    expected = run_uncached(fixture.home, command)
    path.write_bytes(fixture.journal_files[file_name])
    violations = first_result.violations + (
        [] if first_result == expected else [f"{file_name} edited, another output: {first_result.stdout[:200]!r}"]
    )
    return violations + ([] if second_result == expected else ["and another one the second time"])


CORRUPTIONS: tuple[Corruption, ...] = (_corrupt_stamp, _forge_stamp, _corrupt_parsed_cache, _edit_journal)
"""Corruptions, in the order in which they run.

`_edit_journal` is the last: after it the files have new modification times, and the stamp of the fixture is outdated.
"""
_PROFILE = '\n[[profile]]\nid = "torture"\nat = 2026-03-14T09:00:00Z\non = 2026-03-14\nday = "{day}"\n'
"""A block that moves the check-in day, on which the shell prompt depends."""
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
