"""Paths and names of the journal files.

This module does not read the settings of tipcycle from the environment, and does not access the disk.
"""

import re
import sys
from datetime import date
from pathlib import Path

from msgspec import Struct

JOURNAL_FILE = "journal.toml"
CYCLES_FOLDER = "cycles"
OWN_TIPS_FILE = "tips.toml"


class Paths(Struct, frozen=True):
    """The folders of one journal."""

    home: Path
    """Folder of the journal files."""
    state: Path
    """Folder of the lock and the backups."""
    cache: Path

    @classmethod
    def under(cls, home: Path) -> "Paths":
        """Return paths below one folder, as for `TIPCYCLE_HOME` (docs/reference/file-format.md)."""
        return cls(home, home / ".tipcycle", home / ".tipcycle" / "cache")

    @classmethod
    def platform_default(cls) -> "Paths":
        """Return the platform's standard folders for data, state and cache.

        Windows and macOS have one folder for data and state: there, state and cache are below it, as for `under`. The
        Python of the Microsoft Store redirects the data folder into its own package, and deletes it when it is removed:
        there, the journal is in the home folder of the user.
        """
        import platformdirs

        if sys.platform == "win32" and "PythonSoftwareFoundation.Python" in sys.base_prefix:
            return cls.under(Path.home() / "tipcycle")
        data = platformdirs.user_data_path("tipcycle", appauthor=False)
        state = platformdirs.user_state_path("tipcycle", appauthor=False)
        if state == data:
            return cls.under(data)
        return cls(data, state, platformdirs.user_cache_path("tipcycle", appauthor=False))

    @property
    def journal(self) -> Path:
        """The file for everything that belongs to no cycle."""
        return self.home / JOURNAL_FILE

    @property
    def cycles(self) -> Path:
        """The folder with one file for each cycle."""
        return self.home / CYCLES_FOLDER

    @property
    def own_tips(self) -> Path:
        """The file with the manager's own tips. It may not exist."""
        return self.home / OWN_TIPS_FILE

    @property
    def lock(self) -> Path:
        """The lock file of this journal."""
        return self.state / "lock"

    @property
    def backups(self) -> Path:
        """The folder with the backups of all files."""
        return self.state / "backups"


_CYCLE_STEM = re.compile(r"\d{4}-\d{2}-\d{2}")
_SUFFIX = ".toml"
_SECOND_COPY = re.compile(r"(journal|tips|\d{4}-\d{2}-\d{2})[ ._~([{-].*\.toml", re.IGNORECASE | re.DOTALL)
"""Names that sync programs give to a conflicting copy, and file managers to a duplicate:

Dropbox and Nextcloud ` (conflicted copy …)`, OneDrive `-LAPTOP`, Syncthing `.sync-conflict-…`, iCloud ` 2`,
Google Drive ` (1)`, ownCloud `_conflict-…`, Seafile ` (SFConflict …)`, Resilio `.Conflict`.
"""


def parse_cycle_name(name: str) -> date | None:
    """Return the date in the name of a cycle file, with or without the folder `cycles/`. None for another name."""
    stem = name.removeprefix(f"{CYCLES_FOLDER}/").removesuffix(_SUFFIX)
    if not name.endswith(_SUFFIX) or not _CYCLE_STEM.fullmatch(stem) or not stem.isascii():
        return None
    try:
        return date.fromisoformat(stem)
    except ValueError:
        return None


def is_cycle_file(name: str) -> bool:
    """Return True if the name is below the folder `cycles/`."""
    return name.startswith(f"{CYCLES_FOLDER}/")


def is_journal_file(name: str) -> bool:
    """Return True if the name, with `/` between its parts, is a valid name of a journal file.

    >>> is_journal_file("cycles/2026-03-02.toml"), is_journal_file("cycles/notes.toml")
    (True, False)
    >>> is_journal_file("../journal.toml")
    False
    """
    return name in (JOURNAL_FILE, OWN_TIPS_FILE) or (is_cycle_file(name) and parse_cycle_name(name) is not None)


def cycle_file_name(starts: date) -> str:
    """Return the file name of a cycle, such as `cycles/2026-03-02.toml`."""
    return f"{CYCLES_FOLDER}/{starts.isoformat()}{_SUFFIX}"


def resolve_file_name(text: str) -> str | None:
    """Return the name of the journal file that the text refers to, or None.

    >>> resolve_file_name("2026-03-02"), resolve_file_name("journal.toml"), resolve_file_name("notes")
    ('cycles/2026-03-02.toml', 'journal.toml', None)
    """
    normalized = text.strip().replace("\\", "/").removeprefix("./")
    with_suffix = normalized if normalized.endswith(_SUFFIX) else normalized + _SUFFIX
    candidates = (
        with_suffix,
        with_suffix if with_suffix.startswith(f"{CYCLES_FOLDER}/") else f"{CYCLES_FOLDER}/{with_suffix}",
    )
    return next((name for name in candidates if is_journal_file(name)), None)


_LONG_PATH = 150
"""Length of a home folder, in characters, from which Windows may refuse the names of the files in it (260 in all)."""


def without_length_limit(path: str) -> str:
    r"""Return an absolute Windows path in the form that has no limit of 260 characters, if it is long.

    >>> without_length_limit("C:\\short")
    'C:\\short'
    >>> without_length_limit("C:\\" + "a" * 200)[:8]
    '\\\\?\\C:\\a'
    >>> without_length_limit("\\\\server\\share\\" + "a" * 200)[:22]
    '\\\\?\\UNC\\server\\share\\a'
    """
    if len(path) < _LONG_PATH or path.startswith("\\\\?\\"):
        return path
    return "\\\\?\\UNC" + path[1:] if path.startswith("\\\\") else "\\\\?\\" + path


def user_path(text: str) -> Path:
    """Return the path that a user typed. A `~` of an unknown user stays as it is."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def file_path(paths: Paths, name: str) -> Path:
    """Return the path of the journal file with this name."""
    return paths.home.joinpath(*name.split("/"))


def original_name(name: str) -> str | None:
    """Return the name of the journal file of which the named file looks like a second copy, or None.

    >>> original_name("journal (conflicted copy).toml"), original_name("journal.toml")
    ('journal.toml', None)
    """
    folder, slash, last_part = name.rpartition("/")
    match = _SECOND_COPY.fullmatch(last_part)
    if match is None:
        return None
    original = f"{folder}{slash}{match[1].lower()}{_SUFFIX}"
    return original if is_journal_file(original) and original != name else None
