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

from tests.torture.cache_corruption import CACHED_COMMANDS, run_uncached
from tests.torture.in_process import run_in_process
from tipcycle.catalogue import LAST_CATALOGUE_TIP

STAR_EVERY = 5


def run_writers(home: str, writers: int, writes: int, readers: int, kill_every: float, seed: int) -> dict[str, Any]:
    """Lets them all loose, and counts what was tried, acknowledged, found.

    `bad` is what a reader saw that is wrong, `stale` an answer that was kept and given although it no longer stood.
    """
    folder = Path(home)
    logs = folder.parent / "logs"
    logs.mkdir()
    rng = random.Random(seed)
    reader_pids = [_fork(lambda n=n: _run_reader(folder, logs / f"reader-{n}")) for n in range(readers)]
    writer_pids: dict[int, int] = {}
    killed = 0
    pending = list(range(writers))
    next_kill = time.monotonic() + kill_every
    while writer_pids or pending:
        for writer in pending:
            writer_pids[_fork(lambda w=writer: _run_writer(folder, logs / f"writer-{w}", w, writes))] = writer
        pending = []
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid in writer_pids:
            writer = writer_pids.pop(pid)
            if os.WIFSIGNALED(status):
                killed += 1
                pending.append(writer)
        elif time.monotonic() >= next_kill and writer_pids:
            next_kill = time.monotonic() + kill_every
            with suppress(ProcessLookupError):
                os.kill(rng.choice(list(writer_pids)), signal.SIGKILL)
        else:
            time.sleep(0.002)
    for pid in reader_pids:
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)
    cached = {
        words: run_in_process(words.split(), folder, cache_at_once=True) for _ in range(2) for words in CACHED_COMMANDS
    }
    stale = [
        f"`{words}` is answered as it no longer is"
        for words in CACHED_COMMANDS
        if cached[words] != run_uncached(folder, words)
    ]
    lines = [line.split() for log in logs.glob("writer-*") for line in log.read_text().splitlines()]
    reader_lines = [line for log in logs.glob("reader-*") for line in log.read_text().splitlines()]
    return {
        "tried": [line[1] for line in lines if line[0] == "tried"],
        "saved": [line[1] for line in lines if line[0] == "0"],
        "refused": [line for line in lines if line[0] not in ("tried", "0", "unseen", "seen")],
        "seen": sum(line[0] == "seen" for line in lines),
        "stale": stale + [" ".join(line) for line in lines if line[0] == "unseen"],
        "killed": killed,
        "found": read_notes(folder),
        "reads": len(reader_lines),
        "bad": [line for line in reader_lines if line != "ok"],
    }


def read_notes(home: Path) -> list[str]:
    """The texts of all notes, read afresh."""
    from tipcycle.core.events import Note
    from tipcycle.storage.paths import Paths
    from tipcycle.storage.store import Store

    loaded = Store(Paths.under(home), date(2026, 3, 13), lambda: datetime.now(UTC)).load()
    assert not loaded.error_count, loaded.file_problems
    return [
        block.payload.text for file in loaded.files.values() for block in file.events if isinstance(block.payload, Note)
    ]


def _fork(target: Any) -> int:
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    try:
        target()
        os._exit(0)
    finally:
        os._exit(3)


def _run_writer(home: Path, log: Path, writer: int, writes: int) -> None:
    log_lines = log.read_text().splitlines() if log.exists() else []
    first = sum(line.startswith("tried") for line in log_lines)
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for n in range(first, writes):
        os.write(handle, f"tried w{writer}-{n}\n".encode())
        shown = run_in_process(["note", f"w{writer}-{n}"], home)
        os.write(handle, f"{shown.code} w{writer}-{n}\n".encode())
        if n % STAR_EVERY == 0:
            _star_tip(home, handle, 1 + (writer * writes + n) // STAR_EVERY)


def _star_tip(home: Path, handle: int, tip: int) -> None:
    """Marks a tip that no other writer marks; the next list shows it, however often others ask for that list."""
    if tip <= LAST_CATALOGUE_TIP and run_in_process(["tips", "star", str(tip)], home).code == 0:
        shown = run_in_process(["tips", "list", "--starred", "--json"], home, cache_at_once=True)
        is_listed = f'"tip": {tip},' in shown.out
        os.write(handle, f"{'seen' if is_listed else 'unseen'} tip {tip} {shown.code}\n".encode())


def _run_reader(home: Path, log: Path) -> None:
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    highest = 0
    while True:
        shown = run_in_process(["journal", "check"], home)
        count = len(read_notes(home))
        good = shown.code == 0 and not shown.violations and count >= highest
        for words in (*CACHED_COMMANDS, "tips list --starred --json"):
            cached = run_in_process(words.split(), home, cache_at_once=True)
            good = good and cached.code == 0 and not cached.violations and cached.err == ""
        os.write(handle, b"ok\n" if good else f"{shown.code} {count} of {highest} {shown.err!r}\n".encode())
        highest = max(highest, count)
