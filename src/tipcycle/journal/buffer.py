"""A copy of a file for an editor, in a folder that only its owner can enter. It is no part of the journal."""

import contextlib
import secrets
import shutil
from pathlib import Path

from tipcycle.core.errors import DiskRefused, NotConfirmed
from tipcycle.journal.parts import MOST_BYTES
from tipcycle.journal.places import Places
from tipcycle.journal.reader import read_file
from tipcycle.journal.writer import make_private_folder, publish_new


def make_buffer(places: Places, name: str, data: bytes) -> Path:
    """A copy of these bytes in a fresh folder, called as the file itself so that an editor knows what it is."""
    folder = places.state / "edits" / secrets.token_hex(6)
    make_private_folder(folder)
    buffer = folder / name.rpartition("/")[2]
    with contextlib.suppress(NotConfirmed):  # a copy need not outlast a power cut
        publish_new(buffer, data)
    return buffer


def read_buffer(buffer: Path) -> bytes:
    """What came back from the editor; nothing where it took the file away."""
    try:
        return read_file(buffer, MOST_BYTES)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise DiskRefused(str(buffer), error.strerror or str(error)) from error


def drop_buffer(buffer: Path) -> None:
    """Removes the copy with its folder, and what the editor left beside it."""
    with contextlib.suppress(OSError):  # it can still raise when it closes the folder
        shutil.rmtree(buffer.parent, ignore_errors=True)
