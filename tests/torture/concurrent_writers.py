"""Run many writers at once, kill some of them, and read the journal meanwhile (T8).

Runs in a child of the fork server.
"""

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
"""Number of notes after which a writer also stars a tip."""


def run_writers(home: str, writers: int, writes: int, readers: int, kill_every: float, seed: int) -> dict[str, Any]:
    """Run all writers and readers, and return what was tried, saved, rejected and read.

    `reader_violations` lists the invalid reads, `stale` the outdated outputs that a cache returned.
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
        command: run_in_process(command.split(), folder, stamp_at_once=True)
        for _ in range(2)
        for command in CACHED_COMMANDS
    }
    stale = [
        f"`{command}` has an outdated output"
        for command in CACHED_COMMANDS
        if cached[command] != run_uncached(folder, command)
    ]
    lines = [line.split() for log in logs.glob("writer-*") for line in log.read_text().splitlines()]
    reader_lines = [line for log in logs.glob("reader-*") for line in log.read_text().splitlines()]
    return {
        "tried": [line[1] for line in lines if line[0] == "tried"],
        "saved": [line[1] for line in lines if line[0] == "0"],
        "rejected": [line for line in lines if line[0] not in ("tried", "0", "unseen", "seen")],
        "seen": sum(line[0] == "seen" for line in lines),
        "stale": stale + [" ".join(line) for line in lines if line[0] == "unseen"],
        "killed": killed,
        "notes": read_notes(folder),
        "reads": len(reader_lines),
        "reader_violations": [line for line in reader_lines if line != "ok"],
    }


def read_notes(home: Path) -> list[str]:
    """Parse the journal without a cache and return the texts of all notes."""
    from tipcycle.core.events import Note
    from tipcycle.storage.paths import Paths
    from tipcycle.storage.store import Store

    loaded = Store(Paths.under(home), date(2026, 3, 13), lambda: datetime.now(UTC)).load()
    assert not loaded.error_count, loaded.file_problems
    return [
        event.payload.text for file in loaded.files.values() for event in file.events if isinstance(event.payload, Note)
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
    first_note = sum(line.startswith("tried") for line in log_lines)
    log_fd = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for n in range(first_note, writes):
        os.write(log_fd, f"tried w{writer}-{n}\n".encode())
        result = run_in_process(["note", f"w{writer}-{n}"], home)
        os.write(log_fd, f"{result.exit_code} w{writer}-{n}\n".encode())
        if n % STAR_EVERY == 0:
            _star_tip(home, log_fd, 1 + (writer * writes + n) // STAR_EVERY)


def _star_tip(home: Path, log_fd: int, tip: int) -> None:
    """Star a tip that no other writer stars, and log whether the next list shows it.

    The list reads the cached files, so a stale cache would be noticed.
    """
    if tip <= LAST_CATALOGUE_TIP and run_in_process(["tips", "star", str(tip)], home).exit_code == 0:
        result = run_in_process(["tips", "list", "--starred", "--json"], home)
        is_listed = f'"tip": {tip},' in result.stdout
        os.write(log_fd, f"{'seen' if is_listed else 'unseen'} tip {tip} {result.exit_code}\n".encode())


def _run_reader(home: Path, log: Path) -> None:
    log_fd = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    max_count = 0
    while True:
        result = run_in_process(["journal", "check"], home)
        count = len(read_notes(home))
        is_valid = result.exit_code == 0 and not result.violations and count >= max_count
        for command in (*CACHED_COMMANDS, "tips list --starred --json"):
            cached = run_in_process(command.split(), home, stamp_at_once=True)
            is_valid = is_valid and cached.exit_code == 0 and not cached.violations and cached.stderr == ""
        os.write(
            log_fd, b"ok\n" if is_valid else f"{result.exit_code} {count} of {max_count} {result.stderr!r}\n".encode()
        )
        max_count = max(max_count, count)
