"""A second copy of a journal, wherever it comes from: a file, a folder, an archive. Reads it, and trusts nothing."""

import stat
from pathlib import Path

from msgspec import Struct

from tipcycle.core.errors import DiskError, NotAJournalError, PathNotFoundError
from tipcycle.storage.archive import MAX_ARCHIVE_BYTES, is_zip, read_archive
from tipcycle.storage.atomic_files import file_mode, read_file
from tipcycle.storage.paths import CYCLES_FOLDER, is_journal_file, original_name
from tipcycle.storage.toml_format import MAX_FILE_BYTES, detect_file_name


class Source(Struct, frozen=True):
    """One file of a second copy."""

    label: str
    """Where it was found, as a person would say it."""
    name: str | None
    """The file of a journal that it is, by what it says; None when it does not say."""
    data: bytes


def read_user_file(path: Path, max_bytes: int = MAX_ARCHIVE_BYTES) -> bytes:
    """The bytes of a file that somebody named; PathNotFoundError without one, DiskError for what cannot be read."""
    try:
        return read_file(path, max_bytes)
    except FileNotFoundError:
        raise PathNotFoundError(str(path)) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise DiskError(str(path), getattr(error, "strerror", None) or str(error)) from error


def read_sources(path: Path) -> list[Source]:
    """The files of the second copy that lies here; NotAJournalError when there is none."""
    if stat.S_ISDIR(file_mode(path)):
        sources = _read_folder(path)
    else:
        data = read_user_file(path)
        if is_zip(data):
            return [
                Source(f"{path}: {name}", detect_file_name(each), each)
                for name, each in read_archive(data, str(path)).items()
            ]
        sources = [Source(str(path), detect_file_name(data), data)]
    if not any(source.name for source in sources):
        raise NotAJournalError(str(path))
    return sources


def _read_folder(folder: Path) -> list[Source]:
    """What a folder holds of a journal; files of other programs are passed over."""
    sources = []
    for prefix, below in (("", folder), (f"{CYCLES_FOLDER}/", folder / CYCLES_FOLDER)):
        try:
            names = sorted(path.name for path in below.glob("*.toml"))
        except OSError as error:
            raise DiskError(str(below), error.strerror or str(error)) from error
        for name in names:
            if is_journal_file(prefix + name) or original_name(prefix + name):
                data = read_user_file(below / name, MAX_FILE_BYTES)
                sources.append(Source(str(below / name), detect_file_name(data), data))
    return sources
