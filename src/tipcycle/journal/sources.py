"""A second copy of a journal, wherever it comes from: a file, a folder, an archive. Reads it, and trusts nothing."""

import stat
from pathlib import Path

from msgspec import Struct

from tipcycle.core.errors import DiskRefused, NotAJournal, NotFound
from tipcycle.journal.archive import MOST_TOGETHER, is_zip, read_archive
from tipcycle.journal.codec import file_of
from tipcycle.journal.names import is_ours, second_copy_of
from tipcycle.journal.parts import MOST_BYTES
from tipcycle.journal.places import CYCLES
from tipcycle.journal.reader import mode_of, read_file


class Source(Struct, frozen=True):
    """One file of a second copy."""

    label: str
    """Where it was found, as a person would say it."""
    name: str | None
    """The file of a journal that it is, by what it says; None when it does not say."""
    data: bytes


def read_path(path: Path, most: int = MOST_TOGETHER) -> bytes:
    """The bytes of a file that somebody named; NotFound without one, DiskRefused for what cannot be read."""
    try:
        return read_file(path, most)
    except FileNotFoundError:
        raise NotFound(str(path)) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise DiskRefused(str(path), getattr(error, "strerror", None) or str(error)) from error


def read_sources(path: Path) -> list[Source]:
    """The files of the second copy that lies here; NotAJournal when there is none."""
    if stat.S_ISDIR(mode_of(path)):
        found = _in_folder(path)
    else:
        data = read_path(path)
        if is_zip(data):
            return [
                Source(f"{path}: {name}", file_of(each), each) for name, each in read_archive(data, str(path)).items()
            ]
        found = [Source(str(path), file_of(data), data)]
    if not any(source.name for source in found):
        raise NotAJournal(str(path))
    return found


def _in_folder(folder: Path) -> list[Source]:
    """What a folder holds of a journal; files of other programs are passed over."""
    found = []
    for prefix, below in (("", folder), (f"{CYCLES}/", folder / CYCLES)):
        try:
            names = sorted(path.name for path in below.glob("*.toml"))
        except OSError as error:
            raise DiskRefused(str(below), error.strerror or str(error)) from error
        for name in names:
            if is_ours(prefix + name) or second_copy_of(prefix + name):
                data = read_path(below / name, MOST_BYTES)
                found.append(Source(str(below / name), file_of(data), data))
    return found
