"""Reader for a second copy of a journal: a file, a folder or an archive. Its content is untrusted."""

import stat
from pathlib import Path

from msgspec import Struct

from tipcycle.core.errors import DiskError, NotAJournalError, PathNotFoundError
from tipcycle.storage.archive import MAX_ARCHIVE_BYTES, is_zip, read_archive
from tipcycle.storage.atomic_files import file_mode, read_file
from tipcycle.storage.paths import CYCLES_FOLDER, is_journal_file, original_name
from tipcycle.storage.toml_format import MAX_FILE_BYTES, detect_file_name


class ImportSource(Struct, frozen=True):
    """One file of a second copy."""

    label: str
    """Path of the file, for messages; for a file in an archive, the archive path and the name."""
    name: str | None
    """Name of the journal file that the content belongs to; None if the content does not identify one."""
    data: bytes


def read_user_file(path: Path, max_bytes: int = MAX_ARCHIVE_BYTES) -> bytes:
    """Return the bytes of a file that the user named.

    Raises `PathNotFoundError` if the file does not exist and `DiskError` if it cannot be read.
    """
    try:
        return read_file(path, max_bytes)
    except FileNotFoundError:
        raise PathNotFoundError(str(path)) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the name
        raise DiskError(str(path), getattr(error, "strerror", None) or str(error)) from error


def read_sources(path: Path) -> list[ImportSource]:
    """Return the files of the second copy at this path. Raises `NotAJournalError` if there are none."""
    if stat.S_ISDIR(file_mode(path)):
        sources = _read_folder(path)
    else:
        data = read_user_file(path)
        if is_zip(data):
            return [
                ImportSource(f"{path}: {name}", detect_file_name(content), content)
                for name, content in read_archive(data, str(path)).items()
            ]
        sources = [ImportSource(str(path), detect_file_name(data), data)]
    if not any(source.name for source in sources):
        raise NotAJournalError(str(path))
    return sources


def _read_folder(folder: Path) -> list[ImportSource]:
    """Return the journal files in a folder, including second copies from sync programs. Ignore all other files."""
    sources = []
    for prefix, subfolder in (("", folder), (f"{CYCLES_FOLDER}/", folder / CYCLES_FOLDER)):
        try:
            names = sorted(path.name for path in subfolder.glob("*.toml"))
        except OSError as error:
            raise DiskError(str(subfolder), error.strerror or str(error)) from error
        for name in names:
            if is_journal_file(prefix + name) or original_name(prefix + name):
                data = read_user_file(subfolder / name, MAX_FILE_BYTES)
                sources.append(ImportSource(str(subfolder / name), detect_file_name(data), data))
    return sources
