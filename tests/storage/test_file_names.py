"""Names of journal files: validation, resolution of user input, and second copies from sync programs."""

from datetime import date
from pathlib import Path

import pytest

from tipcycle.storage.paths import (
    Paths,
    cycle_file_name,
    file_path,
    is_cycle_file,
    is_journal_file,
    original_name,
    parse_cycle_name,
    resolve_file_name,
)

JOURNAL_NAMES = [
    "journal.toml",
    "tips.toml",
    "cycles/2026-03-02.toml",
    "cycles/0001-01-01.toml",
    "cycles/2026-03-03.toml",
]
OTHER_NAMES = [
    "", "journal", "JOURNAL.toml", "cycles", "cycles/", "cycles/.toml", "cycles/journal.toml", "2026-03-02.toml",
    "cycles/2026-02-30.toml", "cycles/2026-3-2.toml", "cycles/20260302.toml", "cycles/2026-W10.toml",
    "cycles/2026-03-02.toml.bak", "../cycles/2026-03-02.toml", "cycles/../journal.toml", "/journal.toml",
    "cycles/2026-03-02.TOML", "cycles/\u0662\u0660\u0662\u0666-03-02.toml", "cycles/2026-03-02.toml\n",
]  # fmt: skip


@pytest.mark.parametrize("name", JOURNAL_NAMES)
def test_journal_file_name_is_accepted(name: str) -> None:
    assert is_journal_file(name)


@pytest.mark.parametrize("name", OTHER_NAMES, ids=repr)
def test_other_file_name_is_rejected(name: str) -> None:
    assert not is_journal_file(name)


def test_cycle_file_name() -> None:
    """The name of a cycle file is its first Monday, with a four-digit year."""
    assert cycle_file_name(date(2026, 3, 2)) == "cycles/2026-03-02.toml"
    assert cycle_file_name(date(5, 1, 3)) == "cycles/0005-01-03.toml"
    assert is_cycle_file("cycles/2026-03-02.toml")
    assert not is_cycle_file("journal.toml")
    assert parse_cycle_name("cycles/2026-03-02.toml") == parse_cycle_name("2026-03-02.toml") == date(2026, 3, 2)
    assert file_path(Paths.under(Path("home")), "cycles/2026-03-02.toml") == Path("home/cycles/2026-03-02.toml")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("journal", "journal.toml"),
        ("journal.toml", "journal.toml"),
        ("./journal.toml", "journal.toml"),
        ("tips", "tips.toml"),
        ("2026-03-02", "cycles/2026-03-02.toml"),
        ("2026-03-02.toml", "cycles/2026-03-02.toml"),
        ("cycles/2026-03-02", "cycles/2026-03-02.toml"),
        ("cycles\\2026-03-02.toml", "cycles/2026-03-02.toml"),
        (" 2026-03-02 ", "cycles/2026-03-02.toml"),
        ("notes", None),
        ("12", None),
        ("", None),
        ("../journal", None),
        ("/tmp/journal.toml", None),
    ],
)
def test_resolve_file_name(text: str, name: str | None) -> None:
    """The name can be given in full, without suffix or folder; nothing else is guessed."""
    assert resolve_file_name(text) == name


SECOND_COPIES = [
    ("journal (conflicted copy).toml", "journal.toml"),
    ("journal (Ro's conflicted copy 2026-03-06).toml", "journal.toml"),
    ("journal (conflicterend exemplaar van Ro 2026-03-06).toml", "journal.toml"),
    ("journal (conflicted copy 2026-03-06 160500).toml", "journal.toml"),
    ("journal_conflict-20260306-160500.toml", "journal.toml"),
    ("journal.sync-conflict-20260306-160500-ABCDEFG.toml", "journal.toml"),
    ("journal-LAPTOP.toml", "journal.toml"),
    ("journal-LAPTOP-2.toml", "journal.toml"),
    ("journal 2.toml", "journal.toml"),
    ("journal (1).toml", "journal.toml"),
    ("journal.Conflict.toml", "journal.toml"),
    ("journal (SFConflict ro@example.org 2026-03-06-16-05-00).toml", "journal.toml"),
    ("journal~1.toml", "journal.toml"),
    ("journal [conflicted].toml", "journal.toml"),
    ("Journal (1).toml", "journal.toml"),
    ("tips-LAPTOP.toml", "tips.toml"),
    ("cycles/2026-03-02.sync-conflict-20260306-160500-ABCDEFG.toml", "cycles/2026-03-02.toml"),
    ("cycles/2026-03-02 (conflicted copy).toml", "cycles/2026-03-02.toml"),
    ("cycles/2026-03-02-LAPTOP.toml", "cycles/2026-03-02.toml"),
    ("cycles/2026-03-02 2.toml", "cycles/2026-03-02.toml"),
    ("cycles/2026-03-02 (\n).toml", "cycles/2026-03-02.toml"),
]
NOT_SECOND_COPIES = [
    "journal.toml", "tips.toml", "cycles/2026-03-02.toml", "journals.toml", "journal.toml.bak", "journal (1).txt",
    "journal.tml", "my journal.toml", "cycles/journal (1).toml", "2026-03-02 (1).toml", "cycles/2026-02-30 (1).toml",
    "cycles/march.toml", ".journal.toml.0123456789ab.tmp",
]  # fmt: skip


@pytest.mark.parametrize(("name", "original"), SECOND_COPIES, ids=[name for name, _ in SECOND_COPIES])
def test_second_copy_is_recognised(name: str, original: str) -> None:
    """Covers the names used by Dropbox, OneDrive, Syncthing, Nextcloud, iCloud and others."""
    assert original_name(name) == original


@pytest.mark.parametrize("name", NOT_SECOND_COPIES)
def test_other_name_is_not_a_second_copy(name: str) -> None:
    assert original_name(name) is None
