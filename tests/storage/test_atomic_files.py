"""The durable write: the new bytes or the old ones, never anything between, and nobody else can read them."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tipcycle.core.errors import DiskError, DurabilityError
from tipcycle.storage.atomic_files import FileChangedError, create_file, make_private_folder, replace_file

OLD, NEW = b"old\n", b"old\nnew\n"

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither these modes nor these links")
linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere other calls make a file last")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A journal file that holds the old bytes."""
    path = tmp_path / "cycles" / "2026-03-02.toml"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


Fault = Callable[..., None]


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Fault:
    """Makes one function of the operating system refuse its n-th call (from 1), or every one from there."""

    def refuse(name: str, number: int, *, call: int = 1, always: bool = False) -> None:
        real = getattr(os, name)
        calls = 0

        def refusing(*args: Any, **kwargs: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == call or (always and calls > call):
                if name == "close":  # what is closed is closed, whatever is said of it
                    real(*args, **kwargs)
                raise OSError(number, os.strerror(number))
            return real(*args, **kwargs)

        monkeypatch.setattr(os, name, refusing)

    return refuse


def names(folder: Path) -> list[str]:
    """The names in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_replaces(target: Path) -> None:
    """Afterwards the file holds the new bytes, and nothing else is in the folder."""
    replace_file(target, NEW, expected=OLD)
    assert target.read_bytes() == NEW
    assert names(target.parent) == [target.name]


def test_makes(tmp_path: Path) -> None:
    """A new file is made with its folders, and nothing else."""
    path = tmp_path / "a" / "b" / "journal.toml"
    create_file(path, NEW)
    assert path.read_bytes() == NEW
    assert names(path.parent) == [path.name]


def test_short_writes(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes three bytes at a time gets them all."""
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:3]))
    replace_file(target, b"0123456789" * 10)
    assert target.read_bytes() == b"0123456789" * 10


def test_nothing_taken(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes nothing and says no more is refused, not waited for."""
    tries = iter(range(100))
    monkeypatch.setattr(os, "write", lambda *_: 0 * next(tries))
    with pytest.raises(DiskError):
        replace_file(target, NEW)
    assert target.read_bytes() == OLD


BEFORE_THE_RENAME = [
    ("open", errno.EACCES),
    ("open", errno.EMFILE),
    ("open", errno.EROFS),
    ("write", errno.ENOSPC),
    ("write", errno.EDQUOT),
    ("write", errno.EIO),
    ("fsync", errno.ENOSPC),
    ("fsync", errno.EIO),
    ("close", errno.EDQUOT),
    ("close", errno.EIO),
]


@linux
@pytest.mark.parametrize(("name", "number"), [*BEFORE_THE_RENAME, ("replace", errno.ENOSPC), ("replace", errno.EACCES)])
def test_refused(target: Path, refuse: Fault, name: str, number: int) -> None:
    """Whatever the disk refuses before the rename, the old bytes stand, nothing is left over, and it is said why."""
    refuse(name, number)
    with pytest.raises(DiskError) as caught:
        replace_file(target, NEW, expected=OLD)
    assert target.read_bytes() == OLD
    assert names(target.parent) == [target.name]
    assert (caught.value.path, caught.value.reason) == (str(target), os.strerror(number))
    assert caught.value.exit_code == 74


@linux
@pytest.mark.parametrize(("name", "number"), [*BEFORE_THE_RENAME, ("link", errno.ENOSPC), ("link", errno.EACCES)])
def test_new_file_refused(tmp_path: Path, refuse: Fault, name: str, number: int) -> None:
    """Whatever the disk refuses before a new file has its name, there is no file, and nothing is left over."""
    refuse(name, number)
    with pytest.raises(DiskError) as caught:
        create_file(tmp_path / "journal.toml", NEW)
    assert names(tmp_path) == []
    assert caught.value.reason == os.strerror(number)


@linux
@pytest.mark.parametrize("name", ["write", "fsync", "replace"])
def test_interrupted(target: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Ctrl-C before the rename leaves the old bytes and nothing else."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, name, interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_file(target, NEW, expected=OLD)
    assert target.read_bytes() == OLD
    assert names(target.parent) == [target.name]


@linux
def test_failed_flush_is_not_tried_again(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a failed fsync the same file is not flushed again: the second time would only seem to succeed."""
    flushed: list[int] = []

    def failing(handle: int) -> None:
        flushed.append(handle)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(DiskError):
        replace_file(target, NEW)
    assert len(flushed) == 1


@linux
@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
@pytest.mark.parametrize("new", [False, True], ids=["replaced", "new"])
def test_not_confirmed(target: Path, refuse: Fault, number: int, new: bool) -> None:
    """A folder that cannot be flushed after the rename: the new bytes stand, and it is said that they may not last."""
    path = target.with_name("2026-05-04.toml") if new else target
    refuse("fsync", number, call=2)
    with pytest.raises(DurabilityError) as caught:
        create_file(path, NEW) if new else replace_file(path, NEW)
    assert path.read_bytes() == NEW
    assert (caught.value.path, caught.value.reason, caught.value.exit_code) == (str(path), os.strerror(number), 74)


@linux
@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_folder_without_flush(target: Path, refuse: Fault, number: int) -> None:
    """A file system that knows no flush of a folder is no reason for alarm."""
    refuse("fsync", number, call=2)
    replace_file(target, NEW)
    assert target.read_bytes() == NEW


@linux
def test_order_of_the_write(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All is written, flushed and closed before the old file is kept; then come the rename and its flush."""
    done: list[str] = []

    def noted(name: str) -> None:
        real = getattr(os, name)

        def noting(*args: Any, **kwargs: Any) -> Any:
            done.append(name)
            return real(*args, **kwargs)

        monkeypatch.setattr(os, name, noting)

    for name in ("open", "write", "fsync", "close", "replace"):
        noted(name)
    replace_file(target, NEW, expected=OLD, before_replace=lambda file: done.append(f"keep {file.read_bytes()!r}"))
    assert done == ["open", "write", "fsync", "close", "keep b'old\\n'", "replace", "open", "fsync", "close"]


def test_changed_meanwhile(target: Path) -> None:
    """A file that no longer holds what was read is not replaced, and no generation is kept of it."""
    target.write_bytes(b"somebody else's\n")
    kept: list[Path] = []
    with pytest.raises(FileChangedError):
        replace_file(target, NEW, expected=OLD, before_replace=kept.append)
    assert target.read_bytes() == b"somebody else's\n"
    assert names(target.parent) == [target.name]
    assert kept == []


def test_keeping_refused(target: Path) -> None:
    """Where the old file cannot be kept, it is not replaced."""

    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(DiskError):
        replace_file(target, NEW, before_replace=full)
    assert target.read_bytes() == OLD
    assert names(target.parent) == [target.name]


NO_LINKS = [errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK]


@pytest.mark.parametrize("number", [None, *NO_LINKS])
def test_never_replaces(target: Path, refuse: Fault, number: int | None) -> None:
    """A new file never replaces one that is there, with hard links or without."""
    if number is not None:
        refuse("link", number)
    with pytest.raises(FileChangedError):
        create_file(target, NEW)
    assert target.read_bytes() == OLD
    assert names(target.parent) == [target.name]


@pytest.mark.parametrize("number", NO_LINKS)
def test_no_hard_links(tmp_path: Path, refuse: Fault, number: int) -> None:
    """On a file system without hard links a new file is made all the same."""
    refuse("link", number)
    create_file(tmp_path / "journal.toml", NEW)
    assert (tmp_path / "journal.toml").read_bytes() == NEW
    assert names(tmp_path) == ["journal.toml"]


def test_name_given_and_temporary_left(tmp_path: Path, refuse: Fault) -> None:
    """Once a new file has its name it is saved; a temporary name that cannot be removed does not unsay that."""
    refuse("unlink", errno.EIO, always=True)
    create_file(tmp_path / "journal.toml", NEW)
    assert (tmp_path / "journal.toml").read_bytes() == NEW


@posix
@pytest.mark.parametrize("name", ["x" * 250, "🚲" * 62, " a\nb", "-rf"], ids=["long", "bicycles", "lines", "flag"])
def test_names(tmp_path: Path, name: str) -> None:
    """Any name that a file can have is a name that a file can be written under."""
    create_file(tmp_path / name, OLD)
    replace_file(tmp_path / name, NEW, expected=OLD)
    assert names(tmp_path) == [name]


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=["umask 000", "umask 022", "umask 077"])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """A process that keeps others out by default, or does not."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> str:
    """The permissions of a file or folder, in octal."""
    return f"{path.stat().st_mode & 0o777:o}"


@posix
@pytest.mark.usefixtures("umask")
def test_private_from_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders can be entered and files read by their owner alone, already while they are written."""
    seen: set[str] = set()
    real = os.write

    def looking(handle: int, data: bytes) -> int:
        seen.add(f"{os.fstat(handle).st_mode & 0o777:o}")
        return real(handle, data)

    monkeypatch.setattr(os, "write", looking)
    path = tmp_path / "home" / "cycles" / "2026-03-02.toml"
    create_file(path, OLD)
    replace_file(path, NEW)
    assert seen == {"600"}
    assert [mode(each) for each in (path, path.parent, path.parent.parent)] == ["600", "700", "700"]


@posix
@pytest.mark.usefixtures("umask")
def test_private_afterwards(target: Path) -> None:
    """A file that everyone could read is the owner's alone after the next entry."""
    target.chmod(0o644)
    replace_file(target, NEW)
    assert mode(target) == "600"


@posix
def test_existing_folder_keeps_its_mode(tmp_path: Path) -> None:
    """A folder that is there already stays as its owner made it."""
    tmp_path.chmod(0o750)
    make_private_folder(tmp_path)
    assert mode(tmp_path) == "750"


def test_file_where_a_folder_should_be(tmp_path: Path) -> None:
    """A file in the place of a folder is named, and left alone."""
    (tmp_path / "cycles").write_bytes(OLD)
    with pytest.raises(DiskError) as caught:
        create_file(tmp_path / "cycles" / "2026-03-02.toml", NEW)
    assert caught.value.reason
    assert (tmp_path / "cycles").read_bytes() == OLD


@posix
@pytest.mark.parametrize("relative", [False, True], ids=["absolute", "relative"])
def test_link_stays(tmp_path: Path, relative: bool) -> None:
    """A journal file that is a link to a link stays one, and the file behind it is written, in its own folder."""
    real = tmp_path / "synced" / "real.toml"
    real.parent.mkdir()
    real.write_bytes(OLD)
    (tmp_path / "middle.toml").symlink_to(Path("synced/real.toml") if relative else real)
    (tmp_path / "journal.toml").symlink_to(Path("middle.toml") if relative else tmp_path / "middle.toml")
    replace_file(tmp_path / "journal.toml", NEW, expected=OLD)
    assert (tmp_path / "journal.toml").is_symlink()
    assert (tmp_path / "middle.toml").is_symlink()
    assert real.read_bytes() == NEW
    assert not real.is_symlink()
    assert names(real.parent) == ["real.toml"]
    assert names(tmp_path) == ["journal.toml", "middle.toml", "synced"]


@posix
def test_link_to_nothing(tmp_path: Path) -> None:
    """A link to a file that is not there yet stays a link, and the file is made behind it."""
    (tmp_path / "journal.toml").symlink_to("real.toml")
    create_file(tmp_path / "journal.toml", NEW)
    assert (tmp_path / "journal.toml").is_symlink()
    assert (tmp_path / "real.toml").read_bytes() == NEW
    assert not (tmp_path / "real.toml").is_symlink()


@posix
@pytest.mark.parametrize("write", [replace_file, create_file])
def test_links_in_a_loop(tmp_path: Path, write: Callable[[Path, bytes], None]) -> None:
    """A link that leads to itself is refused with its path and a reason."""
    (tmp_path / "journal.toml").symlink_to("journal.toml")
    with pytest.raises(DiskError) as caught:
        write(tmp_path / "journal.toml", NEW)
    assert caught.value.path == str(tmp_path / "journal.toml")
    assert caught.value.reason
    assert names(tmp_path) == ["journal.toml"]


@posix
@pytest.mark.parametrize("link", [True, False], ids=["link", "file"])
def test_temporary_name_is_taken(target: Path, monkeypatch: pytest.MonkeyPatch, *, link: bool) -> None:
    """What waits under the temporary name is neither followed nor written to nor removed."""
    victim = target.with_name("victim")
    victim.write_bytes(b"mine")
    monkeypatch.setattr("tipcycle.storage.atomic_files.os.urandom", bytes)
    trap = target.with_name(f".{target.name}.{'00' * 6}.tmp")
    trap.symlink_to(victim) if link else victim.rename(trap)
    with pytest.raises(DiskError):
        replace_file(target, NEW)
    assert trap.read_bytes() == b"mine"
    assert trap.is_symlink() == link
    assert target.read_bytes() == OLD
