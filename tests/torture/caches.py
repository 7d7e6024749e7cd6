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

from tests.torture.bytes_ import TOKENS, mutated
from tests.torture.commands import CYCLE, CYCLES_OF_A_YEAR, YEAR
from tests.torture.inside import Shown, show

ASKED = ("", "prompt", "status", "status --json", "momentum", "momentum --year", "tips list", "tips search wait")
"""Questions of which the answer is kept."""
_COLOUR = re.compile(r"\x1b\[[0-9;]+m")


def cache_of(home: Path) -> Path:
    """Where a journal's answers and parsed files are kept."""
    return home / ".tipcycle" / "cache"


def without(home: Path, words: str) -> Shown:
    """What a run says that has nothing to recall, and keeps no answer."""
    shutil.rmtree(cache_of(home), ignore_errors=True)
    return show(words.split(), home)


def _filled(home: Path) -> tuple[dict[str, bytes], bytes]:
    """The snapshot of each question, and what is kept of the parsed files."""
    shutil.rmtree(cache_of(home), ignore_errors=True)
    snapshots = {}
    for words in ASKED:
        before = set((cache_of(home) / "answers").glob("*"))
        show(words.split(), home, hasty=True)
        (path,) = set((cache_of(home) / "answers").glob("*")) - before
        snapshots[words] = path.read_bytes()
    return snapshots, (cache_of(home) / "journal").read_bytes()


class Ground:
    """A journal of a year, and another one, with all that was kept for both."""

    def __init__(self, folder: Path) -> None:
        self.home = YEAR.prepare(folder / "one")
        other = YEAR.prepare(folder / "other")
        path = other / CYCLE
        path.write_bytes(path.read_bytes().replace(b"did = [5", b"did = [34, 5"))
        self.other_snapshots, self.other_parsed = _filled(other)
        self.sound = {name: (self.home / name).read_bytes() for name in self._names()}
        self.wanted = {words: without(self.home, words) for words in ASKED}
        self.snapshots, self.parsed = _filled(self.home)
        self.at = {words: self._place_of(words) for words in ASKED}
        self.meaning = self._meaning()
        """The places in what is kept of the parsed files that are not a copy of their bytes."""

    def _names(self) -> list[str]:
        return ["journal.toml", *(f"cycles/{starts}.toml" for starts in CYCLES_OF_A_YEAR)]

    def _meaning(self) -> list[int]:
        copies: set[int] = set()
        for data in self.sound.values():
            at = self.parsed.index(data)
            copies |= set(range(at, at + len(data)))
        return [at for at in range(40, len(self.parsed)) if at not in copies]

    def _place_of(self, words: str) -> Path:
        folder = cache_of(self.home) / "answers"
        (found,) = (path for path in folder.iterdir() if path.read_bytes() == self.snapshots[words])
        return found

    def put(self, snapshots: dict[str, bytes], parsed: bytes) -> None:
        """Lays a cache down."""
        shutil.rmtree(cache_of(self.home), ignore_errors=True)
        (cache_of(self.home) / "answers").mkdir(parents=True, mode=0o700)
        for words, data in snapshots.items():
            self.at[words].write_bytes(data)
        (cache_of(self.home) / "journal").write_bytes(parsed)

    def as_it_was(self, words: str, shown: Shown) -> list[str]:
        """What differs from a run that recalls nothing."""
        return shown.broken + ([] if shown == self.wanted[words] else [f"another answer: {shown.out[:200]!r}"])


Way = Callable[[Ground, random.Random, str], list[str]]


def _turned(data: bytes, at: int, chance: random.Random) -> bytes:
    """One bit the other way round."""
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def _spoiled(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    match chance.randrange(6):
        case 0:
            return chance.choice(others)
        case 1:
            other = chance.choice(others)
            at = chance.randrange(len(data))
            return data[:at] + other[at:]
        case 2:
            at = chance.randrange(len(data))
            return data[:at] + chance.choice(TOKENS) + data[at:]
        case 3:
            at = chance.randrange(len(data))
            return _turned(data, at, chance)
        case 4:
            return data[: chance.randrange(len(data))] + b"\0" * chance.randrange(200)
        case _:
            return mutated(data, chance)


def _a_snapshot(ground: Ground, chance: random.Random, words: str) -> list[str]:
    """The snapshot of this question: bits, parts, tokens, that of another question or journal."""
    others = [*ground.snapshots.values(), *ground.other_snapshots.values()]
    data = _spoiled(ground.snapshots[words], others, chance)
    if data == ground.snapshots[words]:
        return []
    ground.put({words: data}, ground.parsed)
    return ground.as_it_was(words, show(words.split(), ground.home, hasty=True))


def _a_forged_snapshot(ground: Ground, chance: random.Random, words: str) -> list[str]:
    """A text that somebody put there, its checksum right: it may say anything, in colour, and steer nothing."""
    *head, text = ground.snapshots[words].split(b"\n", 5)
    rest = b"\n".join((*head[1:], mutated(text, chance)[:20_000] + chance.choice(TOKENS)))
    told = rest.decode("utf-8", "replace").encode()
    ground.put({words: b"tipcycle answer 1 %08x\n" % crc32(told) + told}, ground.parsed)
    shown = show(words.split(), ground.home, hasty=True)
    return Shown(shown.code, _COLOUR.sub("", shown.out), shown.err).broken


def _parsed(ground: Ground, chance: random.Random, words: str) -> list[str]:
    """What is kept of the parsed files: half of the time a bit of what they mean."""
    if chance.random() < 0.5:
        data = _turned(ground.parsed, chance.choice(ground.meaning), chance)
    else:
        data = _spoiled(ground.parsed, [ground.other_parsed], chance)
    if data == ground.parsed:
        return []
    ground.put({}, data)
    return ground.as_it_was(words, show(words.split(), ground.home))


def _an_edited_journal(ground: Ground, chance: random.Random, words: str) -> list[str]:
    """The cache is as it was left, and one of the files is not: an editor, a sync program or a bad disk was there."""
    name = chance.choice(list(ground.sound))
    data = mutated(ground.sound[name], chance)
    if chance.random() < 0.5:
        data = ground.sound[name].replace(b"did = [", b"missed = [", chance.randint(1, 9))
    path = ground.home / name
    show(words.split(), ground.home, hasty=True)
    beside = path.with_suffix(".new")
    beside.write_bytes(data)
    beside.replace(path)
    shown = show(words.split(), ground.home, hasty=True)
    again = show(words.split(), ground.home, hasty=True)
    wanted = without(ground.home, words)
    path.write_bytes(ground.sound[name])
    broken = shown.broken + ([] if shown == wanted else [f"{name} edited, another answer: {shown.out[:200]!r}"])
    return broken + ([] if again == wanted else ["and another one the second time"])


WAYS: tuple[Way, ...] = (_a_snapshot, _a_forged_snapshot, _parsed, _an_edited_journal)
"""In this order: after an edit the files have other times, and the snapshots of the beginning stand no longer."""
ENOUGH = 20
"""So many violations need no more cases."""


def spoil(folder: str, cases: int, seed: int) -> dict[str, Any]:
    """Many spoiled or outdated caches, each asked one question; no file of the journal changes with it."""
    chance = random.Random(seed)
    ground = Ground(Path(folder))
    broken: list[str] = []
    for case in range(cases):
        if len(broken) > ENOUGH:
            break
        way, words = WAYS[case * len(WAYS) // cases], chance.choice(ASKED)
        try:
            found = way(ground, chance, words)
        except Exception as error:
            found = [f"I9 {type(error).__name__}: {error}"[:200]]
        if any((ground.home / name).read_bytes() != data for name, data in ground.sound.items()):
            found.append("I5 a read changed a file")
        broken += [f"seed {seed}, case {case}, {way.__name__[1:]}, `{words}`: {each}" for each in found]
    return {"broken": broken}


def spoil_index(cases: int, seed: int) -> dict[str, Any]:
    """The index of the tips: one that was damaged is none."""
    import tempfile

    from tipcycle.catalogue.index import NAME, index_of, indexed
    from tipcycle.catalogue.load import load_packaged, packaged_path

    chance = random.Random(seed)
    source = packaged_path().read_bytes()
    known = load_packaged().catalogue
    sound = index_of(source, known)
    broken = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        for case in range(cases):
            data = _spoiled(sound, [sound[::-1]], chance)
            path.write_bytes(data)
            try:
                found = indexed(source, path)
            except Exception as error:
                broken.append(f"seed {seed}, case {case}, index: I9 {type(error).__name__}: {error}"[:200])
                continue
            if found is not None and found != known:
                broken.append(f"seed {seed}, case {case}: a damaged index was believed")
    return {"broken": broken}
