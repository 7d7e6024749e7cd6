"""Where everything lies. Resolved once from values that the edge read; no global, no environment here.

The names that files of a journal have, below its folder, and the names that sync programs make of them.
"""

import re
from datetime import date
from pathlib import Path

from msgspec import Struct

JOURNAL_FILE = "journal.toml"
CYCLES_FOLDER = "cycles"
OWN_TIPS_FILE = "tips.toml"


class Paths(Struct, frozen=True):
    """The folders of one journal."""

    home: Path
    """What the manager has written."""
    state: Path
    """Lock and backups."""
    cache: Path

    @classmethod
    def under(cls, home: Path) -> "Paths":
        """Everything under one folder, as `TIPCYCLE_HOME` asks (docs/reference/file-format.md)."""
        return cls(home, home / ".tipcycle", home / ".tipcycle" / "cache")

    @classmethod
    def platform_default(cls) -> "Paths":
        """The platform's own folders for data, state and cache."""
        import platformdirs

        return cls(
            platformdirs.user_data_path("tipcycle", appauthor=False),
            platformdirs.user_state_path("tipcycle", appauthor=False),
            platformdirs.user_cache_path("tipcycle", appauthor=False),
        )

    @property
    def journal(self) -> Path:
        """What belongs to no cycle."""
        return self.home / JOURNAL_FILE

    @property
    def cycles(self) -> Path:
        """The folder with one file a cycle."""
        return self.home / CYCLES_FOLDER

    @property
    def own_tips(self) -> Path:
        """The manager's own tips, if there are any."""
        return self.home / OWN_TIPS_FILE

    @property
    def lock(self) -> Path:
        """The one lock of this journal."""
        return self.state / "lock"

    @property
    def backups(self) -> Path:
        """Earlier generations of each file."""
        return self.state / "backups"


_CYCLE_STEM = re.compile(r"\d{4}-\d{2}-\d{2}")
_SUFFIX = ".toml"
_SECOND_COPY = re.compile(r"(journal|tips|\d{4}-\d{2}-\d{2})[ ._~([{-].*\.toml", re.IGNORECASE | re.DOTALL)
"""What sync programs put behind the name of a file that two machines wrote, or one copied:

Dropbox and Nextcloud ` (conflicted copy …)`, OneDrive `-LAPTOP`, Syncthing `.sync-conflict-…`, iCloud ` 2`,
Google Drive ` (1)`, ownCloud `_conflict-…`, Seafile ` (SFConflict …)`, Resilio `.Conflict`.
"""


def parse_cycle_name(name: str) -> date | None:
    """The first Monday that a cycle file is named by: of `cycles/2026-03-02.toml`, or of its last part."""
    stem = name.removeprefix(f"{CYCLES_FOLDER}/").removesuffix(_SUFFIX)
    if not name.endswith(_SUFFIX) or not _CYCLE_STEM.fullmatch(stem) or not stem.isascii():
        return None
    try:
        return date.fromisoformat(stem)
    except ValueError:
        return None


def is_cycle_file(name: str) -> bool:
    """Whether a file of the journal is a cycle's."""
    return name.startswith(f"{CYCLES_FOLDER}/")


def is_journal_file(name: str) -> bool:
    """Whether a name, with `/` between its parts, is one that a file of a journal can have.

    >>> is_journal_file("cycles/2026-03-02.toml"), is_journal_file("../journal.toml"), is_journal_file("cycles/notes.toml")
    (True, False, False)
    """
    return name in (JOURNAL_FILE, OWN_TIPS_FILE) or (is_cycle_file(name) and parse_cycle_name(name) is not None)


def cycle_file_name(starts: date) -> str:
    """`cycles/2026-03-02.toml`."""
    return f"{CYCLES_FOLDER}/{starts.isoformat()}{_SUFFIX}"


def resolve_file_name(text: str) -> str | None:
    """The file that somebody means: `journal`, `2026-03-02`, `cycles/2026-03-02.toml` …; None for any other word.

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


def file_path(paths: Paths, name: str) -> Path:
    """Where a file of the journal lies."""
    return paths.home.joinpath(*name.split("/"))


def original_name(name: str) -> str | None:
    """The file of ours that a name looks like a second copy of; None when it does not.

    >>> original_name("journal (conflicted copy).toml"), original_name("journal.toml")
    ('journal.toml', None)
    """
    folder, slash, last = name.rpartition("/")
    match = _SECOND_COPY.fullmatch(last)
    if match is None:
        return None
    original = f"{folder}{slash}{match[1].lower()}{_SUFFIX}"
    return original if is_journal_file(original) and original != name else None
