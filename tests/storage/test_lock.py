"""One lock for a journal: who holds it, who waits, and what never happens to its file."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from tests.journal_builder import all_events
from tests.storage.clocks import MONDAY, NOON, noon
from tipcycle.core.errors import DiskError, LockHeldError
from tipcycle.storage.import_sources import Source
from tipcycle.storage.lock import exclusive_lock
from tipcycle.storage.merge import merge_sources
from tipcycle.storage.own_tips import add_own_tips
from tipcycle.storage.paths import Paths
from tipcycle.storage.restore import restore_files
from tipcycle.storage.store import Store

HOLD = """
import sys
from pathlib import Path
from tipcycle.storage.lock import exclusive_lock

with exclusive_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither these modes nor these links")


@contextmanager
def another_run(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until it is told to go on."""
    run = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], text=True, stdin=-1, stdout=-1)
    assert run.stdout is not None
    assert run.stdin is not None
    try:
        assert run.stdout.readline() == "held\n"
        yield run
    finally:
        run.stdin.close()
        run.stdout.close()
        run.wait()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The lock of a fresh journal."""
    return tmp_path / "state" / "lock"


def test_held_by_another(path: Path) -> None:
    """A lock that another run does not let go is reported with the number of its process."""
    with another_run(path) as run, pytest.raises(LockHeldError) as caught, exclusive_lock(path, timeout=0.05):
        raise AssertionError("held by two")
    assert caught.value.pid == str(run.pid)
    assert caught.value.exit_code == 75


def test_waits(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that is let go in time is waited for, not refused."""
    with another_run(path) as run:

        def let_go(_: float) -> None:
            assert run.stdin is not None
            run.stdin.close()
            run.wait()

        monkeypatch.setattr("tipcycle.storage.lock.time.sleep", let_go)
        with exclusive_lock(path):
            assert run.poll() == 0


def test_goes_with_the_process(path: Path) -> None:
    """A run that was killed leaves no lock behind, and its number in the file keeps nobody out."""
    with another_run(path) as run:
        run.kill()
        run.wait()
        assert path.read_text().split() == [str(run.pid)]
        with exclusive_lock(path, timeout=0):
            pass


def test_let_go_after_an_error(path: Path) -> None:
    """An error under the lock lets it go."""
    with pytest.raises(ZeroDivisionError), exclusive_lock(path):
        raise ZeroDivisionError
    with exclusive_lock(path, timeout=0):
        pass


def test_file_is_kept(path: Path) -> None:
    """The lock's file is never unlinked, replaced or truncated: a lock on a lost file would exclude nobody."""
    path.parent.mkdir()
    path.write_bytes(b"x" * 100)
    before = path.stat().st_ino
    with exclusive_lock(path):
        assert path.stat().st_ino == before
        assert path.stat().st_size == 100
    assert path.stat().st_ino == before
    assert path.read_bytes().endswith(b"x" * 68)


@posix
@pytest.mark.parametrize("umask", [0o000, 0o077], ids=["umask 000", "umask 077"])
def test_private(path: Path, umask: int) -> None:
    """The lock is its owner's alone: whoever can open it could hold it for ever."""
    before = os.umask(umask)
    try:
        with exclusive_lock(path):
            modes = [each.stat().st_mode & 0o777 for each in (path, path.parent)]
    finally:
        os.umask(before)
    assert modes == [0o600, 0o700]


def test_readers_take_none(tmp_path: Path) -> None:
    """A journal can be read while another run writes."""
    places = Paths.under(tmp_path)
    with another_run(places.lock):
        assert all_events(Store(places, MONDAY, noon).load().journal) == ()


@posix
def test_symlink(path: Path, tmp_path: Path) -> None:
    """A lock that is a link is refused, and what it points to is left alone."""
    victim = tmp_path / "victim"
    victim.write_text("mine")
    path.parent.mkdir()
    path.symlink_to(victim)
    with pytest.raises(DiskError) as caught, exclusive_lock(path):
        raise AssertionError("followed")
    assert caught.value.path == str(path)
    assert caught.value.reason
    assert victim.read_text() == "mine"


@posix
def test_dangling_symlink(path: Path, tmp_path: Path) -> None:
    """A lock that is a link to nothing makes nothing."""
    path.parent.mkdir()
    path.symlink_to(tmp_path / "victim")
    with pytest.raises(DiskError), exclusive_lock(path):
        raise AssertionError("followed")
    assert not (tmp_path / "victim").exists()


def test_folder(path: Path) -> None:
    """A lock that is a folder is refused with its path and a reason."""
    path.mkdir(parents=True)
    with pytest.raises(DiskError) as caught, exclusive_lock(path):
        raise AssertionError("held")
    assert (caught.value.path, caught.value.exit_code) == (str(path), 74)
    assert caught.value.reason


def test_no_folder_for_it(tmp_path: Path) -> None:
    """Where the state folder cannot be made, the refusal names it."""
    (tmp_path / "state").write_text("a file")
    with pytest.raises(DiskError) as caught, exclusive_lock(tmp_path / "state" / "lock"):
        raise AssertionError("held")
    assert caught.value.path == str(tmp_path / "state")
    assert (tmp_path / "state").read_text() == "a file"


TIPS = b"format = 1\n\n[[tip]]\nid = 201\n"


@pytest.mark.parametrize(
    "write",
    [
        lambda places, clock: add_own_tips(places, [{"id": 202}], lambda _: True, clock),
        lambda places, clock: merge_sources(places, [Source("", "tips.toml", TIPS.replace(b"201", b"202"))], clock),
        lambda places, clock: restore_files(places, {"tips.toml": TIPS.replace(b"201", b"202")}, clock),
    ],
    ids=["own tips", "merge", "restore"],
)
@pytest.mark.parametrize("times", [1, 1000], ids=["once", "each time"])
def test_changed_meanwhile(
    tmp_path: Path, write: Callable[[Paths, Callable[[], datetime]], object], times: int
) -> None:
    """A file that changed since it was read is read again; one that keeps changing is named, and left as it is."""
    places = Paths.under(tmp_path)
    places.own_tips.write_bytes(TIPS)
    told = 0

    def clock() -> datetime:
        nonlocal told
        told += 1
        if told <= times:
            places.own_tips.write_bytes(TIPS + b"#" * told + b"\n")
        return NOON

    if times == 1:
        write(places, clock)
        assert b"202" in places.own_tips.read_bytes()
        return
    with pytest.raises(DiskError) as caught:
        write(places, clock)
    assert (caught.value.path, caught.value.reason) == (str(places.own_tips), "")
    assert places.own_tips.read_bytes() == TIPS + b"#" * told + b"\n"
