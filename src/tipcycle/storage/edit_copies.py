"""Private copies of journal files for an external editor. They are not part of the journal."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from tipcycle.core.errors import DiskError, DurabilityError, TipcycleError
from tipcycle.storage.atomic_files import create_file, make_private_folder, read_file
from tipcycle.storage.backup_details import read_backup
from tipcycle.storage.backups import stored_backups
from tipcycle.storage.journal_files import journal_file_names, read_journal_file
from tipcycle.storage.lock import is_running
from tipcycle.storage.paths import Paths
from tipcycle.storage.toml_format import MAX_FILE_BYTES

_MAX_PID_DIGITS = 12


def create_edit_copy(paths: Paths, name: str, data: bytes) -> Path:
    """Write the bytes to a new private folder and return the path.

    The copy has the name of the original file, so that the editor recognises the file type.
    """
    folder = _edits_folder(paths) / f"{os.getpid()}-{os.urandom(6).hex()}"
    make_private_folder(folder)
    copy_path = folder / name.rpartition("/")[2]
    with contextlib.suppress(DurabilityError):  # the copy does not have to survive a power cut
        create_file(copy_path, data)
    return copy_path


def read_edit_copy(path: Path) -> bytes:
    """Return the edited content, or no bytes if the editor removed the file.

    Raises `DiskError` if the file cannot be read.
    """
    try:
        return read_file(path, MAX_FILE_BYTES)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise DiskError(str(path), error.strerror or str(error)) from error


def _edits_folder(paths: Paths) -> Path:
    return paths.state / "edits"


def discard_edit_copies(paths: Paths) -> list[Path]:
    """Remove the copies that a killed run left, if they hold nothing that was typed. Return those that do.

    Such a copy keeps a line that was removed from the journal since. A copy with the content of the journal file or of
    one of its backups holds nothing else. The copies of running processes stay. Never raises.
    """
    kept = []
    try:
        copies = [path for path in _edits_folder(paths).glob("*/*") if not is_running(_pid_of(path.parent.name))]
        for path in copies:
            if read_edit_copy(path) in _known_states(paths, path.name):
                remove_edit_copy(path)
            else:
                kept.append(path)
    except (OSError, TipcycleError):
        pass
    return kept


def _pid_of(folder_name: str) -> int:
    """Return the process id in the name of the folder of a copy; 0 if there is none."""
    pid, dash, _ = folder_name.partition("-")
    return int(pid) if dash and pid.isascii() and pid.isdigit() and len(pid) < _MAX_PID_DIGITS else 0


def _known_states(paths: Paths, name: str) -> Iterator[bytes]:
    """Yield the present content of the journal file with this last part of the name, and its backups."""
    for file_name in journal_file_names(paths):
        if file_name.rpartition("/")[2] == name:
            yield read_journal_file(paths, file_name) or b""
    for backup in stored_backups(paths):
        if backup.file_name.rpartition("/")[2] == name:
            yield read_backup(backup) or b""


def remove_edit_copy(path: Path) -> None:
    """Remove the copy with its folder, including other files that the editor left there."""
    with contextlib.suppress(OSError):  # rmtree can still raise an error when it closes the folder
        shutil.rmtree(path.parent, ignore_errors=True)
