"""What is kept for speed, spoiled and outdated (T11): the answer is the one that a run without it gives.

Runs in the driver's child.
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
"""Questions of which the answer is kept."""
_SGR = re.compile(r"\x1b\[[0-9;]+m")


def cache_folder(home: Path) -> Path:
    """Where a journal's answers and parsed files are kept."""
    return home / ".tipcycle" / "cache"


def run_uncached(home: Path, command: str) -> InProcessResult:
    """What a run says that has nothing to recall, and keeps no answer."""
    shutil.rmtree(cache_folder(home), ignore_errors=True)
    return run_in_process(command.split(), home)


def _fill_cache(home: Path) -> tuple[dict[str, bytes], bytes]:
    """The snapshot of each question, and what is kept of the parsed files."""
    shutil.rmtree(cache_folder(home), ignore_errors=True)
    snapshots = {}
    for command in CACHED_COMMANDS:
        earlier_paths = set((cache_folder(home) / "answers").glob("*"))
        run_in_process(command.split(), home, cache_at_once=True)
        (path,) = set((cache_folder(home) / "answers").glob("*")) - earlier_paths
        snapshots[command] = path.read_bytes()
    return snapshots, (cache_folder(home) / "journal").read_bytes()


class CacheFixture:
    """A journal of a year, and another one, with all that was kept for both."""

    def __init__(self, folder: Path) -> None:
        self.home = NOTE_AFTER_YEAR.prepare(folder / "one")
        other_home = NOTE_AFTER_YEAR.prepare(folder / "other")
        path = other_home / CYCLE_FILE
        path.write_bytes(path.read_bytes().replace(b"did = [5", b"did = [34, 5"))
        self.other_snapshots, self.other_parsed_cache = _fill_cache(other_home)
        self.journal_files = {name: (self.home / name).read_bytes() for name in self._file_names()}
        self.expected = {words: run_uncached(self.home, words) for words in CACHED_COMMANDS}
        self.snapshots, self.parsed_cache = _fill_cache(self.home)
        self.snapshot_paths = {words: self._snapshot_path(words) for words in CACHED_COMMANDS}
        self.semantic_offsets = self._find_semantic_offsets()
        """The places in what is kept of the parsed files that are not a copy of their bytes."""

    def _file_names(self) -> list[str]:
        return ["journal.toml", *(f"cycles/{starts}.toml" for starts in YEAR_CYCLE_STARTS)]

    def _find_semantic_offsets(self) -> list[int]:
        copies: set[int] = set()
        for data in self.journal_files.values():
            at = self.parsed_cache.index(data)
            copies |= set(range(at, at + len(data)))
        return [at for at in range(40, len(self.parsed_cache)) if at not in copies]

    def _snapshot_path(self, command: str) -> Path:
        folder = cache_folder(self.home) / "answers"
        (snapshot_path,) = (path for path in folder.iterdir() if path.read_bytes() == self.snapshots[command])
        return snapshot_path

    def write_cache(self, snapshots: dict[str, bytes], parsed: bytes) -> None:
        """Lays a cache down."""
        shutil.rmtree(cache_folder(self.home), ignore_errors=True)
        (cache_folder(self.home) / "answers").mkdir(parents=True, mode=0o700)
        for words, data in snapshots.items():
            self.snapshot_paths[words].write_bytes(data)
        (cache_folder(self.home) / "journal").write_bytes(parsed)

    def differences(self, command: str, result: InProcessResult) -> list[str]:
        """What differs from a run that recalls nothing."""
        return result.violations + (
            [] if result == self.expected[command] else [f"another answer: {result.out[:200]!r}"]
        )


Corruption = Callable[[CacheFixture, random.Random, str], list[str]]


def _flip_bit(data: bytes, at: int, rng: random.Random) -> bytes:
    """One bit the other way round."""
    return data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :]


def _corrupt(data: bytes, others: list[bytes], rng: random.Random) -> bytes:
    match rng.randrange(6):
        case 0:
            return rng.choice(others)
        case 1:
            other = rng.choice(others)
            at = rng.randrange(len(data))
            return data[:at] + other[at:]
        case 2:
            at = rng.randrange(len(data))
            return data[:at] + rng.choice(HOSTILE_TOKENS) + data[at:]
        case 3:
            at = rng.randrange(len(data))
            return _flip_bit(data, at, rng)
        case 4:
            return data[: rng.randrange(len(data))] + b"\0" * rng.randrange(200)
        case _:
            return mutate_bytes(data, rng)


def _corrupt_snapshot(fixture: CacheFixture, rng: random.Random, command: str) -> list[str]:
    """The snapshot of this question: bits, parts, tokens, that of another question or journal."""
    other_snapshots = [*fixture.snapshots.values(), *fixture.other_snapshots.values()]
    data = _corrupt(fixture.snapshots[command], other_snapshots, rng)
    if data == fixture.snapshots[command]:
        return []
    fixture.write_cache({command: data}, fixture.parsed_cache)
    return fixture.differences(command, run_in_process(command.split(), fixture.home, cache_at_once=True))


def _forge_snapshot(fixture: CacheFixture, rng: random.Random, command: str) -> list[str]:
    """A text that somebody put there, its checksum right: it may say anything, in colour, and steer nothing."""
    *head, text = fixture.snapshots[command].split(b"\n", 5)
    rest = b"\n".join((*head[1:], mutate_bytes(text, rng)[:20_000] + rng.choice(HOSTILE_TOKENS)))
    payload = rest.decode("utf-8", "replace").encode()
    fixture.write_cache({command: b"tipcycle answer 1 %08x\n" % crc32(payload) + payload}, fixture.parsed_cache)
    result = run_in_process(command.split(), fixture.home, cache_at_once=True)
    return InProcessResult(result.code, _SGR.sub("", result.out), result.err).violations


def _corrupt_parsed_cache(fixture: CacheFixture, rng: random.Random, command: str) -> list[str]:
    """What is kept of the parsed files: half of the time a bit of what they mean."""
    if rng.random() < 0.5:
        data = _flip_bit(fixture.parsed_cache, rng.choice(fixture.semantic_offsets), rng)
    else:
        data = _corrupt(fixture.parsed_cache, [fixture.other_parsed_cache], rng)
    if data == fixture.parsed_cache:
        return []
    fixture.write_cache({}, data)
    return fixture.differences(command, run_in_process(command.split(), fixture.home))


def _edit_journal(fixture: CacheFixture, rng: random.Random, command: str) -> list[str]:
    """The cache is as it was left, and one of the files is not: an editor, a sync program or a bad disk was there."""
    name = rng.choice(list(fixture.journal_files))
    data = mutate_bytes(fixture.journal_files[name], rng)
    if rng.random() < 0.5:
        data = fixture.journal_files[name].replace(b"did = [", b"missed = [", rng.randint(1, 9))
    path = fixture.home / name
    run_in_process(command.split(), fixture.home, cache_at_once=True)
    replacement = path.with_suffix(".new")
    replacement.write_bytes(data)
    replacement.replace(path)
    first = run_in_process(command.split(), fixture.home, cache_at_once=True)
    second = run_in_process(command.split(), fixture.home, cache_at_once=True)
    uncached = run_uncached(fixture.home, command)
    path.write_bytes(fixture.journal_files[name])
    broken = first.violations + ([] if first == uncached else [f"{name} edited, another answer: {first.out[:200]!r}"])
    return broken + ([] if second == uncached else ["and another one the second time"])


CORRUPTIONS: tuple[Corruption, ...] = (_corrupt_snapshot, _forge_snapshot, _corrupt_parsed_cache, _edit_journal)
"""In this order: after an edit the files have other times, and the snapshots of the beginning stand no longer."""
MAX_VIOLATIONS = 20
"""So many violations need no more cases."""


def corrupt_caches(folder: str, cases: int, seed: int) -> dict[str, Any]:
    """Many spoiled or outdated caches, each asked one question; no file of the journal changes with it."""
    rng = random.Random(seed)
    ground = CacheFixture(Path(folder))
    broken: list[str] = []
    for case in range(cases):
        if len(broken) > MAX_VIOLATIONS:
            break
        corruption, command = CORRUPTIONS[case * len(CORRUPTIONS) // cases], rng.choice(CACHED_COMMANDS)
        try:
            violations = corruption(ground, rng, command)
        except Exception as error:
            violations = [f"I9 {type(error).__name__}: {error}"[:200]]
        if any((ground.home / name).read_bytes() != data for name, data in ground.journal_files.items()):
            violations.append("I5 a read changed a file")
        broken += [f"seed {seed}, case {case}, {corruption.__name__[1:]}, `{command}`: {each}" for each in violations]
    return {"broken": broken}


def corrupt_index(cases: int, seed: int) -> dict[str, Any]:
    """The index of the tips: one that was damaged is none."""
    import tempfile

    from tipcycle.catalogue.loader import INDEX_FILE_NAME, encode_index, load_packaged, packaged_path, read_index

    rng = random.Random(seed)
    source = packaged_path().read_bytes()
    catalogue = load_packaged().catalogue
    intact = encode_index(source, catalogue)
    broken = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / INDEX_FILE_NAME
        for case in range(cases):
            data = _corrupt(intact, [intact[::-1]], rng)
            path.write_bytes(data)
            try:
                found = read_index(source, path)
            except Exception as error:
                broken.append(f"seed {seed}, case {case}, index: I9 {type(error).__name__}: {error}"[:200])
                continue
            if found is not None and found != catalogue:
                broken.append(f"seed {seed}, case {case}: a damaged index was believed")
    return {"broken": broken}
