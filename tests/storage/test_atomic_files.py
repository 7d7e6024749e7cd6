"""Atomic file writes: a file has its old or its new content, never anything in between, and is private."""

import errno
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tipcycle.core.errors import DiskError, DurabilityError
from tipcycle.storage.atomic_files import (
    FileChangedError,
    create_file,
    make_private_folder,
    replace_file,
    retry_while_in_use,
)

OLD, NEW = b"old\n", b"old\nnew\n"

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither these modes nor these links")
linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere other calls make a file last")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return the path of a journal file with the old content."""
    path = tmp_path / "cycles" / "2026-03-02.toml"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


FailCall = Callable[..., None]


@pytest.fixture
def fail_call(monkeypatch: pytest.MonkeyPatch) -> FailCall:
    """Return a function that makes the n-th call (from 1) of an `os` function fail, or all calls from the n-th on."""

    def fail_call(name: str, error_number: int, *, call: int = 1, always: bool = False) -> None:
        original = getattr(os, name)
        calls = 0

        def failing_call(*args: Any, **kwargs: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == call or (always and calls > call):
                if name == "close":  # close releases the handle even if it reports an error
                    original(*args, **kwargs)
                raise OSError(error_number, os.strerror(error_number))
            return original(*args, **kwargs)

        monkeypatch.setattr(os, name, failing_call)

    return fail_call


def file_names(folder: Path) -> list[str]:
    """Return the sorted names in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_replace_leaves_only_the_new_file(target: Path) -> None:
    replace_file(target, NEW, expected=OLD)
    assert target.read_bytes() == NEW
    assert file_names(target.parent) == [target.name]


def test_create_makes_parent_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "journal.toml"
    create_file(path, NEW)
    assert path.read_bytes() == NEW
    assert file_names(path.parent) == [path.name]


def test_partial_writes_are_completed(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the system accepts three bytes at a time, all bytes are written."""
    original_write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: original_write(handle, data[:3]))
    replace_file(target, b"0123456789" * 10)
    assert target.read_bytes() == b"0123456789" * 10


def test_write_of_zero_bytes_fails(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that makes no progress raises an error instead of looping."""
    attempts = iter(range(100))
    monkeypatch.setattr(os, "write", lambda *_: 0 * next(attempts))
    with pytest.raises(DiskError):
        replace_file(target, NEW)
    assert target.read_bytes() == OLD


FAILURES_BEFORE_RENAME = [
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
@pytest.mark.parametrize(
    ("name", "error_number"), [*FAILURES_BEFORE_RENAME, ("replace", errno.ENOSPC), ("replace", errno.EACCES)]
)
def test_error_before_rename_keeps_old_file(target: Path, fail_call: FailCall, name: str, error_number: int) -> None:
    """The old content stays, no temporary file is left, and the exception has the path and the reason."""
    fail_call(name, error_number)
    with pytest.raises(DiskError) as excinfo:
        replace_file(target, NEW, expected=OLD)
    assert target.read_bytes() == OLD
    assert file_names(target.parent) == [target.name]
    assert (excinfo.value.path, excinfo.value.reason) == (str(target), os.strerror(error_number))
    assert excinfo.value.exit_code == 74


@linux
@pytest.mark.parametrize(
    ("name", "error_number"), [*FAILURES_BEFORE_RENAME, ("link", errno.ENOSPC), ("link", errno.EROFS)]
)
def test_error_before_link_leaves_no_file(tmp_path: Path, fail_call: FailCall, name: str, error_number: int) -> None:
    """After an error before the link, there is neither a new file nor a temporary file."""
    fail_call(name, error_number)
    with pytest.raises(DiskError) as excinfo:
        create_file(tmp_path / "journal.toml", NEW)
    assert file_names(tmp_path) == []
    assert excinfo.value.reason == os.strerror(error_number)


@linux
@pytest.mark.parametrize("name", ["write", "fsync", "replace"])
def test_interrupt_before_rename_keeps_old_file(target: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Ctrl-C before the rename leaves the old content and no temporary file."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, name, interrupt)
    with pytest.raises(KeyboardInterrupt):
        replace_file(target, NEW, expected=OLD)
    assert target.read_bytes() == OLD
    assert file_names(target.parent) == [target.name]


@linux
def test_failed_fsync_is_not_repeated(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second fsync after a failed one can falsely succeed."""
    handles: list[int] = []

    def failing_fsync(handle: int) -> None:
        handles.append(handle)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", failing_fsync)
    with pytest.raises(DiskError):
        replace_file(target, NEW)
    assert len(handles) == 1


@linux
@pytest.mark.parametrize("error_number", [errno.EIO, errno.ENOSPC])
@pytest.mark.parametrize("is_new", [False, True], ids=["replace", "create"])
def test_failed_folder_fsync_raises_durability_error(
    target: Path, fail_call: FailCall, error_number: int, is_new: bool
) -> None:
    """If the folder cannot be flushed after the rename, the new file stays and `DurabilityError` is raised."""
    path = target.with_name("2026-05-04.toml") if is_new else target
    fail_call("fsync", error_number, call=2)
    with pytest.raises(DurabilityError) as excinfo:
        create_file(path, NEW) if is_new else replace_file(path, NEW)
    assert path.read_bytes() == NEW
    assert (excinfo.value.path, excinfo.value.reason, excinfo.value.exit_code) == (
        str(path),
        os.strerror(error_number),
        74,
    )


@linux
@pytest.mark.parametrize("error_number", [errno.EINVAL, errno.ENOTSUP])
def test_unsupported_folder_fsync_is_ignored(target: Path, fail_call: FailCall, error_number: int) -> None:
    fail_call("fsync", error_number, call=2)
    replace_file(target, NEW)
    assert target.read_bytes() == NEW


@linux
def test_order_of_system_calls(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The data is written, flushed and closed before the backup; the rename and its flush come last."""
    calls: list[str] = []

    def record_calls(name: str) -> None:
        original = getattr(os, name)

        def recording_call(*args: Any, **kwargs: Any) -> Any:
            calls.append(name)
            return original(*args, **kwargs)

        monkeypatch.setattr(os, name, recording_call)

    for name in ("open", "write", "fsync", "close", "replace"):
        record_calls(name)
    replace_file(target, NEW, expected=OLD, before_replace=lambda file: calls.append(f"keep {file.read_bytes()!r}"))
    assert calls == ["open", "write", "fsync", "close", "keep b'old\\n'", "replace", "open", "fsync", "close"]


def test_changed_file_is_not_replaced(target: Path) -> None:
    """A file that no longer has the expected content is neither replaced nor backed up."""
    target.write_bytes(b"somebody else's\n")
    backed_up: list[Path] = []
    with pytest.raises(FileChangedError):
        replace_file(target, NEW, expected=OLD, before_replace=backed_up.append)
    assert target.read_bytes() == b"somebody else's\n"
    assert file_names(target.parent) == [target.name]
    assert backed_up == []


def test_failed_backup_prevents_replacement(target: Path) -> None:

    def fail(_: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(DiskError):
        replace_file(target, NEW, before_replace=fail)
    assert target.read_bytes() == OLD
    assert file_names(target.parent) == [target.name]


LINK_UNSUPPORTED_ERRORS = [
    *(errno.EPERM, errno.EACCES, errno.EINVAL, errno.EPROTO, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK)
]


@pytest.mark.parametrize("error_number", [None, *LINK_UNSUPPORTED_ERRORS])
def test_create_never_overwrites(target: Path, fail_call: FailCall, error_number: int | None) -> None:
    """An existing file stays, with and without hard links."""
    if error_number is not None:
        fail_call("link", error_number)
    with pytest.raises(FileChangedError):
        create_file(target, NEW)
    assert target.read_bytes() == OLD
    assert file_names(target.parent) == [target.name]


@pytest.mark.parametrize("error_number", LINK_UNSUPPORTED_ERRORS)
def test_create_without_hard_links(tmp_path: Path, fail_call: FailCall, error_number: int) -> None:
    fail_call("link", error_number)
    create_file(tmp_path / "journal.toml", NEW)
    assert (tmp_path / "journal.toml").read_bytes() == NEW
    assert file_names(tmp_path) == ["journal.toml"]


def test_leftover_temporary_name_is_ignored(tmp_path: Path, fail_call: FailCall) -> None:
    """Once the file has its final name, it is saved, even if the temporary name cannot be removed."""
    fail_call("unlink", errno.EIO, always=True)
    create_file(tmp_path / "journal.toml", NEW)
    assert (tmp_path / "journal.toml").read_bytes() == NEW


@posix
@pytest.mark.parametrize("name", ["x" * 250, "🚲" * 62, " a\nb", "-rf"], ids=["long", "emoji", "newline", "flag"])
def test_unusual_file_names(tmp_path: Path, name: str) -> None:
    create_file(tmp_path / name, OLD)
    replace_file(tmp_path / name, NEW, expected=OLD)
    assert file_names(tmp_path) == [name]


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=["umask 000", "umask 022", "umask 077"])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """Set the umask of the process for one test."""
    old_umask = os.umask(request.param)
    yield
    os.umask(old_umask)


def file_mode(path: Path) -> str:
    """Return the permissions of a file or folder in octal."""
    return f"{path.stat().st_mode & 0o777:o}"


@posix
@pytest.mark.usefixtures("umask")
def test_new_files_and_folders_are_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the owner has access, even while the file is written."""
    modes: set[str] = set()
    original_write = os.write

    def recording_write(handle: int, data: bytes) -> int:
        modes.add(f"{os.fstat(handle).st_mode & 0o777:o}")
        return original_write(handle, data)

    monkeypatch.setattr(os, "write", recording_write)
    path = tmp_path / "home" / "cycles" / "2026-03-02.toml"
    create_file(path, OLD)
    replace_file(path, NEW)
    assert modes == {"600"}
    assert [file_mode(item) for item in (path, path.parent, path.parent.parent)] == ["600", "700", "700"]


@posix
@pytest.mark.usefixtures("umask")
def test_replacement_makes_file_private(target: Path) -> None:
    target.chmod(0o644)
    replace_file(target, NEW)
    assert file_mode(target) == "600"


@posix
def test_existing_folder_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    make_private_folder(tmp_path)
    assert file_mode(tmp_path) == "750"


def test_file_in_place_of_folder_is_reported(tmp_path: Path) -> None:
    """The error has a reason, and the file stays unchanged."""
    (tmp_path / "cycles").write_bytes(OLD)
    with pytest.raises(DiskError) as excinfo:
        create_file(tmp_path / "cycles" / "2026-03-02.toml", NEW)
    assert excinfo.value.reason
    assert (tmp_path / "cycles").read_bytes() == OLD


@posix
@pytest.mark.parametrize("relative", [False, True], ids=["absolute", "relative"])
def test_symlink_is_followed_and_kept(tmp_path: Path, relative: bool) -> None:
    """A link to a link stays, and the file behind it is replaced in its own folder."""
    linked_file = tmp_path / "synced" / "real.toml"
    linked_file.parent.mkdir()
    linked_file.write_bytes(OLD)
    (tmp_path / "middle.toml").symlink_to(Path("synced/real.toml") if relative else linked_file)
    (tmp_path / "journal.toml").symlink_to(Path("middle.toml") if relative else tmp_path / "middle.toml")
    replace_file(tmp_path / "journal.toml", NEW, expected=OLD)
    assert (tmp_path / "journal.toml").is_symlink()
    assert (tmp_path / "middle.toml").is_symlink()
    assert linked_file.read_bytes() == NEW
    assert not linked_file.is_symlink()
    assert file_names(linked_file.parent) == ["real.toml"]
    assert file_names(tmp_path) == ["journal.toml", "middle.toml", "synced"]


@posix
def test_dangling_symlink_is_followed_and_kept(tmp_path: Path) -> None:
    """The file is created at the target of the link."""
    (tmp_path / "journal.toml").symlink_to("real.toml")
    create_file(tmp_path / "journal.toml", NEW)
    assert (tmp_path / "journal.toml").is_symlink()
    assert (tmp_path / "real.toml").read_bytes() == NEW
    assert not (tmp_path / "real.toml").is_symlink()


@posix
@pytest.mark.parametrize("write", [replace_file, create_file])
def test_symlink_loop_is_reported(tmp_path: Path, write: Callable[[Path, bytes], None]) -> None:
    (tmp_path / "journal.toml").symlink_to("journal.toml")
    with pytest.raises(DiskError) as excinfo:
        write(tmp_path / "journal.toml", NEW)
    assert excinfo.value.path == str(tmp_path / "journal.toml")
    assert excinfo.value.reason
    assert file_names(tmp_path) == ["journal.toml"]


@posix
@pytest.mark.parametrize("is_link", [True, False], ids=["link", "file"])
def test_existing_temporary_name_is_untouched(target: Path, monkeypatch: pytest.MonkeyPatch, *, is_link: bool) -> None:
    """A file or a link with the temporary name is not followed, overwritten or removed."""
    other_file = target.with_name("victim")
    other_file.write_bytes(b"mine")
    monkeypatch.setattr("tipcycle.storage.atomic_files.os.urandom", bytes)
    tempfile = target.with_name(f".{target.name}.{'00' * 6}.tmp")
    tempfile.symlink_to(other_file) if is_link else other_file.rename(tempfile)
    with pytest.raises(DiskError):
        replace_file(target, NEW)
    assert tempfile.read_bytes() == b"mine"
    assert tempfile.is_symlink() == is_link
    assert target.read_bytes() == OLD


class InUseError(PermissionError):
    """The error of Windows for a file that another program has open."""

    winerror = 32


@pytest.mark.parametrize("failures", [0, 1, 6])
def test_move_waits_for_a_scanner(failures: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that a virus scanner holds for a moment is moved as soon as the scanner has finished."""
    pauses: list[float] = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    attempts = iter([InUseError()] * failures)

    def move() -> None:
        for error in attempts:
            raise error

    retry_while_in_use(move)
    assert len(pauses) == failures
    assert sum(pauses) < 1


@pytest.mark.parametrize(("error", "attempts"), [(InUseError(), 7), (PermissionError(), 1), (FileNotFoundError(), 1)])
def test_move_gives_up(error: OSError, attempts: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a second, and at once for any other error, the error is raised."""
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    calls = []

    def move() -> None:
        calls.append(1)
        raise error

    with pytest.raises(type(error)):
        retry_while_in_use(move)
    assert len(calls) == attempts


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere an open file can be replaced")
def test_file_that_another_program_reads_is_replaced(target: Path) -> None:
    """A file that is open without the right to delete it is replaced once it is closed."""
    file = target.open("rb")
    threading.Timer(0.2, file.close).start()
    replace_file(target, NEW, expected=OLD)
    assert target.read_bytes() == NEW


@pytest.mark.parametrize("supported", [True, False])
def test_macos_flushes_the_drive(target: Path, monkeypatch: pytest.MonkeyPatch, supported: bool) -> None:
    """On macOS, fsync leaves data in the drive's cache; F_FULLFSYNC does not, and some file systems lack it."""
    fcntl = pytest.importorskip("fcntl")
    flushes: list[str] = []

    def full_flush(_handle: int, command: int) -> int:
        assert command == 51
        flushes.append("full")
        if not supported:
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
        return 0

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", full_flush)
    original = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (flushes.append("fsync"), original(handle))[1])
    replace_file(target, NEW, expected=OLD)
    assert target.read_bytes() == NEW
    assert flushes == (["full", "fsync"] if supported else ["full", "fsync", "fsync"])
