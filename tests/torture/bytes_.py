"""Bytes of a journal, mutated (T11). Runs in the driver's child."""

import random
import signal
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tests.torture.commands import CHECKIN, CYCLE
from tests.torture.inside import READS, show

TOKENS = (
    b"[[", b"]]", b"[", b"]", b'"""', b"'''", b'"', b"'", b"\0", b"\xff", b"\xef\xbb\xbf", b"\\u001b", b"\\uD800",
    b"inf", b"nan", b"-", b"9" * 5000, b"2026-02-30", b"0001-01-01", b"9999-12-31T23:59:59-12:00", b"1e400", b"0x",
    b".".join([b"a"] * 33) + b" = 1\n", b"[" * 3000, b"{a=" * 500, b"\r\n", b"\r", b"\n", b"=", b"#", b"\x1b[31m",
    b"\xc2\x9b31m", b"\xe2\x80\xae", b"format = 2\n", b"format = 0\n", b"format = true\n", b"[[checkin]]\n",
    b"[checkin]\n",    b"checkin = []\n", b"[[pick]]\ntips = [1, 2, 3, 4, 5]\n", b"[cycle]\n", b"weeks = 10\n",
    b"week = '2026-W99'\n",
    b"tips = [5, 5, 5, 5, 5]\n", b"did = [99999]\n", b"did = [-1]\n", b"id = ''\n", b"at = 2026-03-06T08:00:00Z\n",
    b"team = 6\n", b"text = 3\n", b"[[undo]]\nof = ['x']\n", b"[[close]]\n", b"starts = 2026-03-03\n", b"\0" * 300,
)  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """One to four changes: a bit turned, a part gone, copied or moved, a token put in, a line taken out."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        to = min(len(data), at + int(chance.paretovariate(0.7)))
        match chance.randrange(7):
            case 0 if at < len(data):
                data = data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]
            case 1:
                data = data[:at] + data[to:]
            case 2:
                data = data[:at] + chance.choice(TOKENS) + data[at:]
            case 3:
                data = data[:at] + chance.choice(TOKENS) + data[to:]
            case 4:
                where = chance.randrange(len(data) + 1)
                data = data[:where] + data[at:to] + data[where:]
            case 5:
                lines = data.splitlines(keepends=True)
                if lines:
                    lines.insert(chance.randrange(len(lines)), lines.pop(chance.randrange(len(lines))))
                data = b"".join(lines)
            case _:
                data = data[:at] if chance.random() < 0.2 else data
    return data[:200_000]


class TooLong(Exception):
    """A case took longer than anybody would wait."""


def _alarm(*_: object) -> None:
    raise TooLong


def mutate(folder: str, cases: int, seed: int, views: int) -> dict[str, Any]:
    """Many mutated journals, each read, and shown in `views` ways in turn; then a write that may only add."""
    chance = random.Random(seed)
    place = Path(folder) / "case"
    home = CHECKIN.prepare(place)
    files = (CYCLE, CYCLE, CYCLE, "journal.toml", "tips.toml")
    sound = {name: (home / name).read_bytes() for name in set(files)}
    sound["tips.toml"] = (place / "own.toml").read_bytes().replace(b"id = 202", b"id = 201")
    signal.signal(signal.SIGALRM, _alarm)
    broken: list[str] = []
    longest = 0.0
    written = 0
    for case in range(cases):
        name = chance.choice(files)
        data = mutated(sound[name], chance)
        found: list[str] = []
        begun = time.monotonic()
        signal.alarm(60)
        try:
            for other, whole in sound.items():
                (home / other).write_bytes(data if other == name else whole)
            _parsed(name, data, found)
            for n in range(views):
                words = READS[(case * views + n) % len(READS)]
                found += [f"`{words}`: {each}" for each in show(words.split(), home).broken]
            if {other: (home / other).read_bytes() for other in sound} != {**sound, name: data}:
                found.append("I5 a read changed a file")
            if case % 8 == 0:
                written += _written(home, name, data, found)
        except TooLong:
            found.append("I10 longer than a minute")
        except Exception as error:
            found.append(f"I9 {type(error).__name__}: {error}"[:200])
        signal.alarm(0)
        longest = max(longest, time.monotonic() - begun)
        broken += [f"seed {seed}, case {case}, {name}: {each}" for each in found]
    return {"broken": broken, "longest": round(longest, 2), "written": written}


def _parsed(name: str, data: bytes, found: list[str]) -> None:
    """Reads the bytes; a file with errors or of a newer format takes nothing, another keeps its bytes in front (I7)."""
    from tipcycle.core.blocks import Block, Checkin, Profile
    from tipcycle.core.errors import Refused
    from tipcycle.core.weeks import Week
    from tipcycle.journal.codec import FORMAT, appended, parse

    if name == "tips.toml":
        return
    file = parse(data, name)
    body = Checkin(week=Week.parse("2026-W11"), did=(5,)) if name == CYCLE else Profile(name="x")
    block = Block("fresh", datetime(2026, 3, 13, 12, tzinfo=UTC), date(2026, 3, 13), body)
    try:
        new = appended(data, (block,), name)
    except Refused:
        return
    if file.format > FORMAT or any(problem.level == "error" for problem in file.problems):
        found.append("I7 a damaged or newer file was added to")
    if not new.startswith(data):
        found.append("I7 the old bytes are not in front")


def _written(home: Path, name: str, data: bytes, found: list[str]) -> int:
    """A command that writes to the file: it adds at the end, or refuses and leaves every byte."""
    words = {CYCLE: ["note", "x"], "journal.toml": ["profile", "--name", "x"]}.get(
        name, ["tips", "add", "--file", str(home.parent / "own.toml")]
    )
    shown = show(words, home)
    found += [f"`{words[0]}`: {each}" for each in shown.broken]
    now = (home / name).read_bytes()
    if not now.startswith(data) or (shown.code not in (0, 3) and now != data):
        found.append(f"I7 `{words[0]}` changed what was there (exit {shown.code})")
    return int(now != data)
