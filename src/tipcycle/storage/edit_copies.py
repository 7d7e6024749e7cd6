"""A copy of a file for an editor, in a folder that only its owner can enter. It is no part of the journal."""

import contextlib
import secrets
import shutil
from pathlib import Path

from tipcycle.core.errors import DiskError, DurabilityError
from tipcycle.storage.atomic_files import create_file, make_private_folder, read_file
from tipcycle.storage.paths import Paths
from tipcycle.storage.toml_format import MAX_FILE_BYTES


def create_edit_copy(paths: Paths, name: str, data: bytes) -> Path:
    """A copy of these bytes in a fresh folder, called as the file itself so that an editor knows what it is."""
    folder = paths.state / "edits" / secrets.token_hex(6)
    make_private_folder(folder)
    buffer = folder / name.rpartition("/")[2]
    with contextlib.suppress(DurabilityError):  # a copy need not outlast a power cut
        create_file(buffer, data)
    return buffer


def read_edit_copy(path: Path) -> bytes:
    """What came back from the editor; nothing where it took the file away."""
    try:
        return read_file(path, MAX_FILE_BYTES)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise DiskError(str(path), error.strerror or str(error)) from error


def remove_edit_copy(path: Path) -> None:
    """Removes the copy with its folder, and what the editor left beside it."""
    with contextlib.suppress(OSError):  # it can still raise when it closes the folder
        shutil.rmtree(path.parent, ignore_errors=True)
