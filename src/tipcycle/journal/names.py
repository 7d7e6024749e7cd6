"""The names that files of a journal have, below its folder, and the names that sync programs make of them."""

import re
from datetime import date
from pathlib import Path

from tipcycle.journal.places import CYCLES, JOURNAL, OWN_TIPS, Places

_CYCLE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SUFFIX = ".toml"
_SECOND = re.compile(r"(journal|tips|\d{4}-\d{2}-\d{2})[ ._~([{-].*\.toml", re.IGNORECASE | re.DOTALL)
"""What sync programs put behind the name of a file that two machines wrote, or one copied:

Dropbox and Nextcloud ` (conflicted copy …)`, OneDrive `-LAPTOP`, Syncthing `.sync-conflict-…`, iCloud ` 2`,
Google Drive ` (1)`, ownCloud `_conflict-…`, Seafile ` (SFConflict …)`, Resilio `.Conflict`.
"""


def starts_of(name: str) -> date | None:
    """The first Monday that a cycle file is named by: of `cycles/2026-03-02.toml`, or of its last part."""
    stem = name.removeprefix(f"{CYCLES}/").removesuffix(_SUFFIX)
    if not name.endswith(_SUFFIX) or not _CYCLE.fullmatch(stem) or not stem.isascii():
        return None
    try:
        return date.fromisoformat(stem)
    except ValueError:
        return None


def is_cycle(name: str) -> bool:
    """Whether a file of the journal is a cycle's."""
    return name.startswith(f"{CYCLES}/")


def is_ours(name: str) -> bool:
    """Whether a name, with `/` between its parts, is one that a file of a journal can have.

    >>> is_ours("cycles/2026-03-02.toml"), is_ours("../journal.toml"), is_ours("cycles/notes.toml")
    (True, False, False)
    """
    return name in (JOURNAL, OWN_TIPS) or (is_cycle(name) and starts_of(name) is not None)


def cycle_name(starts: date) -> str:
    """`cycles/2026-03-02.toml`."""
    return f"{CYCLES}/{starts.isoformat()}{_SUFFIX}"


def meant(word: str) -> str | None:
    """The file that somebody means: `journal`, `2026-03-02`, `cycles/2026-03-02.toml` …; None for any other word.

    >>> meant("2026-03-02"), meant("journal.toml"), meant("notes")
    ('cycles/2026-03-02.toml', 'journal.toml', None)
    """
    cleaned = word.strip().replace("\\", "/").removeprefix("./")
    whole = cleaned if cleaned.endswith(_SUFFIX) else cleaned + _SUFFIX
    candidates = (whole, whole if whole.startswith(f"{CYCLES}/") else f"{CYCLES}/{whole}")
    return next((name for name in candidates if is_ours(name)), None)


def path_of(places: Places, name: str) -> Path:
    """Where a file of the journal lies."""
    return places.home.joinpath(*name.split("/"))


def second_copy_of(name: str) -> str | None:
    """The file of ours that a name looks like a second copy of; None when it does not.

    >>> second_copy_of("journal (conflicted copy).toml"), second_copy_of("journal.toml")
    ('journal.toml', None)
    """
    folder, slash, last = name.rpartition("/")
    match = _SECOND.fullmatch(last)
    if match is None:
        return None
    original = f"{folder}{slash}{match[1].lower()}{_SUFFIX}"
    return original if is_ours(original) and original != name else None
