"""Restoring backups: selection, comparison, and preservation of the replaced files."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.journal_builder import PICK_TEXT, cycle_text
from tests.storage.clocks import NOON, noon
from tipcycle.core.errors import DiskError, NewerFormatError, PartialWriteError, UnknownBackupError
from tipcycle.storage import journal_files
from tipcycle.storage.backups import stored_backups
from tipcycle.storage.journal_files import FileWrite, write_file, write_if_unchanged
from tipcycle.storage.paths import Paths
from tipcycle.storage.restore import compare_data, find_backup, has_extra_blocks, restore_files

NAME = "cycles/2026-03-02.toml"
VALID = cycle_text(PICK_TEXT).encode()
VALID_WITH_VOICE = VALID + b'\n[[voice]]\nid = "v"\nat = 2026-03-06T08:00:00Z\non = 2026-03-06\ntext = "x"\n'
JOURNAL = b"format = 1\n"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Return the paths of a journal with two backups of its cycle file and one of `journal.toml`."""
    paths = Paths.under(tmp_path / "home")
    for name, *states in (
        (NAME, VALID, VALID_WITH_VOICE, b"spoiled"),
        ("journal.toml", JOURNAL, JOURNAL + b"# mine\n"),
    ):
        old_data = None
        for state in states:
            write_file(paths, FileWrite(str(name), old_data, state), NOON)  # type: ignore[arg-type]
            old_data = state
    return paths


@pytest.mark.parametrize(
    ("reference", "number", "expected"),
    [
        (NAME, 1, (NAME, 1)),
        ("2026-03-02", 2, (NAME, 2)),
        ("2026-03-02", None, (NAME, 2)),
        ("journal", None, ("journal.toml", 1)),
        ("2", None, (NAME, 2)),
    ],
)
def test_find_backup(paths: Paths, reference: str, number: int | None, expected: tuple[str, int]) -> None:
    """A backup is selected by file and number, by file alone (the latest) or by a unique number."""
    backup = find_backup(paths, reference, number)
    assert (backup.file_name, backup.number) == expected


@pytest.mark.parametrize(
    ("reference", "number", "is_ambiguous"),
    [("1", None, True), ("9", None, False), (NAME, 9, False), ("tips", None, False), ("x", None, False),
     ("x", 1, False), (NAME, 0, False), (NAME, -1, False), ("1" * 5000, None, False), ("\0", None, False)],
)  # fmt: skip
def test_unknown_or_ambiguous_backup_is_rejected(
    paths: Paths, reference: str, number: int | None, is_ambiguous: bool
) -> None:
    with pytest.raises(UnknownBackupError) as excinfo:
        find_backup(paths, reference, number)
    assert excinfo.value.is_ambiguous is is_ambiguous


def test_single_backup_needs_its_own_name(paths: Paths) -> None:
    """Another name does not select it, even if there is no other backup."""
    shutil.rmtree(paths.backups / "cycles")
    assert find_backup(paths, "journal", None).number == 1
    for reference in ("x", "tips"):
        with pytest.raises(UnknownBackupError):
            find_backup(paths, reference, None)


def test_find_backup_by_path(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """The path can be absolute or relative. A file outside the backup folder is not a backup."""
    path = paths.backups / f"{NAME}.000001"
    assert find_backup(paths, str(path), None).number == 1
    monkeypatch.chdir(paths.backups)
    assert find_backup(paths, f"./{NAME}.000001", None).number == 1
    outside = paths.home.parent / path.name
    shutil.copy(path, outside)
    with pytest.raises(UnknownBackupError):
        find_backup(paths, str(outside), None)


@pytest.mark.parametrize(
    ("ours", "theirs", "comparison"),
    [
        (None, b"a", "new"),
        (None, b"", "new"),
        (b"a\n", b"a\n", "same"),
        (b"a\n", b"a\nb\n", "older"),
        (b"a", b"a\nb\n", "older"),
        (b"", b"a", "older"),
        (b"a\r\nb\r\n", b"a\nb\nc\n", "older"),
        (b"a\nb\n", b"a\n", "differs"),
        (b"a\n", b"b\n", "differs"),
        (b"a\nb\n", b"a\nc\nb\n", "differs"),
    ],
)
def test_compare_data(ours: bytes | None, theirs: bytes, comparison: str) -> None:
    """The existing file is older if the other one starts with it. Line endings do not matter."""
    assert compare_data(ours, theirs) == comparison


def test_has_extra_blocks_compares_blocks() -> None:
    """The length of the files does not matter."""
    assert has_extra_blocks(NAME, VALID_WITH_VOICE, VALID)
    assert not has_extra_blocks(NAME, VALID + b"# much more\n" * 99, VALID_WITH_VOICE)
    assert not has_extra_blocks(NAME, b"\0" * 9999, VALID)


def test_replaced_state_becomes_a_backup(paths: Paths) -> None:
    """The restored backup stays too."""
    result = restore_files(paths, {NAME: VALID_WITH_VOICE}, noon)
    assert (paths.home / NAME).read_bytes() == VALID_WITH_VOICE
    assert (result.written, result.backup_numbers) == ((NAME,), {NAME: 3})
    states = [backup.path.read_bytes() for backup in stored_backups(paths, NAME)]
    assert states == [VALID, VALID_WITH_VOICE, b"spoiled"]


def test_restoring_missing_file_creates_no_backup(paths: Paths) -> None:
    (paths.home / NAME).unlink()
    result = restore_files(paths, {NAME: VALID_WITH_VOICE}, noon)
    assert (result.written, result.backup_numbers) == ((NAME,), {})
    assert [backup.number for backup in stored_backups(paths, NAME)] == [1, 2]


def test_restore_can_be_reverted(paths: Paths) -> None:
    backup_number = restore_files(paths, {NAME: VALID}, noon).backup_numbers[NAME]
    restore_files(paths, {NAME: find_backup(paths, NAME, backup_number).path.read_bytes()}, noon)
    assert (paths.home / NAME).read_bytes() == b"spoiled"


def test_identical_content_is_not_written(paths: Paths) -> None:
    mtime = (paths.home / NAME).stat().st_mtime_ns
    assert restore_files(paths, {NAME: b"spoiled"}, noon).written == ()
    assert (paths.home / NAME).stat().st_mtime_ns == mtime


def test_restore_to_empty_folder(tmp_path: Path) -> None:
    """The new files are private."""
    paths = Paths.under(tmp_path / "new")
    files = {NAME: VALID_WITH_VOICE, "journal.toml": JOURNAL, "tips.toml": b"format = 1\n"}
    assert restore_files(paths, files, noon).written == tuple(files)
    assert {name: (paths.home / name).read_bytes() for name in files} == files
    assert stored_backups(paths) == []
    modes = {path.stat().st_mode & 0o777 for path in paths.home.rglob("*") if path.is_file()}
    assert modes == {0o600} or sys.platform == "win32"  # Windows has no such modes


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_newer_format_is_rejected(paths: Paths, side: str) -> None:
    """Neither the old nor the new content may have a newer format. No file is written."""
    newer = VALID.replace(b"format = 1", b"format = 2")
    if side == "ours":
        (paths.home / NAME).write_bytes(newer)
    with pytest.raises(NewerFormatError) as excinfo:
        restore_files(paths, {"journal.toml": JOURNAL, NAME: VALID if side == "ours" else newer}, noon)
    assert excinfo.value.exit_code == 78
    assert (paths.home / "journal.toml").read_bytes() == JOURNAL + b"# mine\n"


def test_disk_error_after_first_file(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """The written files are reported, and a second restore completes the work."""
    original = journal_files.write_file

    def failing_write(paths: Paths, write: FileWrite, now: object) -> None:
        if write.name == "journal.toml":
            raise DiskError("there", "full")
        original(paths, write, now)  # type: ignore[arg-type]

    monkeypatch.setattr(journal_files, "write_file", failing_write)
    with pytest.raises(PartialWriteError) as excinfo:
        restore_files(paths, {NAME: VALID, "journal.toml": JOURNAL}, noon)
    assert excinfo.value.written_files == (NAME,)
    monkeypatch.setattr(journal_files, "write_file", original)
    assert restore_files(paths, {NAME: VALID, "journal.toml": JOURNAL}, noon).written == ("journal.toml",)


def test_too_large_file_is_replaced(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """The backup has all of its bytes."""
    monkeypatch.setattr(journal_files, "MAX_FILE_BYTES", 1000)
    (paths.home / NAME).write_bytes(b"x" * 5000)
    restore_files(paths, {NAME: VALID}, noon)
    assert (paths.home / NAME).read_bytes() == VALID
    assert stored_backups(paths, NAME)[-1].size == 5000


def test_write_if_unchanged(paths: Paths) -> None:
    """The file is only written if it still has the expected content."""
    assert not write_if_unchanged(paths, NAME, b"older", VALID, noon)
    assert (paths.home / NAME).read_bytes() == b"spoiled"
    assert write_if_unchanged(paths, NAME, b"spoiled", VALID, noon)
    assert (paths.home / NAME).read_bytes() == VALID


def test_file_name_selects_latest_readable_backup(paths: Paths) -> None:
    """If no backup is readable, the latest one is selected."""
    latest = find_backup(paths, NAME, None).number
    path = find_backup(paths, NAME, latest).path
    path.write_bytes(b"\0" * 9)
    assert find_backup(paths, NAME, None).number == latest - 1
    assert find_backup(paths, NAME, latest).number == latest
    find_backup(paths, NAME, latest - 1).path.write_bytes(b"\0" * 9)
    assert find_backup(paths, NAME, None).number == latest
