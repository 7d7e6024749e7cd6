"""Many writers at once, some of them killed, and readers beside them (T8). Runs in the driver's child."""

import os
import random
import signal
import sys
import time
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tests.torture.caches import ASKED, without
from tests.torture.inside import show
from tipcycle.catalogue import LAST_TIP

STAR_EVERY = 5


def crowd(home: str, writers: int, writes: int, readers: int, kill_every: float, seed: int) -> dict[str, Any]:
    """Lets them all loose, and counts what was tried, acknowledged, found.

    `bad` is what a reader saw that is wrong, `stale` an answer that was kept and given although it no longer stood.
    """
    folder = Path(home)
    logs = folder.parent / "logs"
    logs.mkdir()
    chance = random.Random(seed)
    reading = [_fork(lambda n=n: _read(folder, logs / f"reader-{n}")) for n in range(readers)]
    running: dict[int, int] = {}
    killed = 0
    left = list(range(writers))
    next_kill = time.monotonic() + kill_every
    while running or left:
        for writer in left:
            running[_fork(lambda w=writer: _write(folder, logs / f"writer-{w}", w, writes))] = writer
        left = []
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid in running:
            writer = running.pop(pid)
            if os.WIFSIGNALED(status):
                killed += 1
                left.append(writer)
        elif time.monotonic() >= next_kill and running:
            next_kill = time.monotonic() + kill_every
            with suppress(ProcessLookupError):
                os.kill(chance.choice(list(running)), signal.SIGKILL)
        else:
            time.sleep(0.002)
    for pid in reading:
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)
    kept = {words: show(words.split(), folder, hasty=True) for _ in range(2) for words in ASKED}
    stale = [f"`{words}` is answered as it no longer is" for words in ASKED if kept[words] != without(folder, words)]
    lines = [line.split() for log in logs.glob("writer-*") for line in log.read_text().splitlines()]
    read = [line for log in logs.glob("reader-*") for line in log.read_text().splitlines()]
    return {
        "tried": [line[1] for line in lines if line[0] == "tried"],
        "saved": [line[1] for line in lines if line[0] == "0"],
        "refused": [line for line in lines if line[0] not in ("tried", "0", "unseen", "seen")],
        "seen": sum(line[0] == "seen" for line in lines),
        "stale": stale + [" ".join(line) for line in lines if line[0] == "unseen"],
        "killed": killed,
        "found": notes_in(folder),
        "reads": len(read),
        "bad": [line for line in read if line != "ok"],
    }


def notes_in(home: Path) -> list[str]:
    """The texts of all notes, read afresh."""
    from tipcycle.core.blocks import Note
    from tipcycle.journal.places import Places
    from tipcycle.journal.store import Store

    loaded = Store(Places.at(home), date(2026, 3, 13), lambda: datetime.now(UTC)).load()
    assert not loaded.hidden, loaded.loose
    return [block.body.text for file in loaded.files.values() for block in file.blocks if isinstance(block.body, Note)]


def _fork(work: Any) -> int:
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
        os._exit(0)
    finally:
        os._exit(3)


def _write(home: Path, log: Path, writer: int, writes: int) -> None:
    told = log.read_text().splitlines() if log.exists() else []
    begin = sum(line.startswith("tried") for line in told)
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for n in range(begin, writes):
        os.write(handle, f"tried w{writer}-{n}\n".encode())
        shown = show(["note", f"w{writer}-{n}"], home)
        os.write(handle, f"{shown.code} w{writer}-{n}\n".encode())
        if n % STAR_EVERY == 0:
            _star(home, handle, 1 + (writer * writes + n) // STAR_EVERY)


def _star(home: Path, handle: int, tip: int) -> None:
    """Marks a tip that no other writer marks; the next list shows it, however often others ask for that list."""
    if tip <= LAST_TIP and show(["tips", "star", str(tip)], home).code == 0:
        shown = show(["tips", "list", "--starred", "--json"], home, hasty=True)
        told = f'"tip": {tip},' in shown.out
        os.write(handle, f"{'seen' if told else 'unseen'} tip {tip} {shown.code}\n".encode())


def _read(home: Path, log: Path) -> None:
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    most = 0
    while True:
        shown = show(["journal", "check"], home)
        count = len(notes_in(home))
        good = shown.code == 0 and not shown.broken and count >= most
        for words in (*ASKED, "tips list --starred --json"):
            recalled = show(words.split(), home, hasty=True)
            good = good and recalled.code == 0 and not recalled.broken and recalled.err == ""
        os.write(handle, b"ok\n" if good else f"{shown.code} {count} of {most} {shown.err!r}\n".encode())
        most = max(most, count)
