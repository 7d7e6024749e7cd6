"""Private copies of journal files for an external editor. They are not part of the journal."""

import contextlib
import secrets
import shutil
from pathlib import Path

from tipcycle.core.errors import DiskError, DurabilityError
from tipcycle.storage.atomic_files import create_file, make_private_folder, read_file
from tipcycle.storage.paths import Paths
from tipcycle.storage.toml_format import MAX_FILE_BYTES


def create_edit_copy(paths: Paths, name: str, data: bytes) -> Path:
    """Write the bytes to a new private folder and return the path.

    The copy has the name of the original file, so that the editor recognises the file type.
    """
    folder = paths.state / "edits" / secrets.token_hex(6)
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


def remove_edit_copy(path: Path) -> None:
    """Remove the copy with its folder, including other files that the editor left there."""
    with contextlib.suppress(OSError):  # rmtree can still raise an error when it closes the folder
        shutil.rmtree(path.parent, ignore_errors=True)
