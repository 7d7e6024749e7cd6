"""What differs on macOS: the folders, decomposed (NFD) text, names that ignore case, and how a file is opened.

The drive's flush is tested in `tests/storage/test_atomic_files.py`, launchd in `test_reminders.py`. None of these tests
ran on macOS yet: they replace what the system would answer.
"""

import sys
import unicodedata
from pathlib import Path

import platformdirs
import pytest
from platformdirs.macos import MacOS

from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import no_journal, running_cycle
from tipcycle.cli import export_files
from tipcycle.storage.paths import Paths, original_name

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the paths and programs are those of a Unix")


def test_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal is in Application Support; the lock and the backups are not among the journal's files."""
    monkeypatch.undo()  # the fixture that forbids the platform's folders
    monkeypatch.setenv("HOME", str(tmp_path))
    for kind in ("data", "state", "cache"):
        name = f"user_{kind}_path"
        monkeypatch.setattr(
            platformdirs,
            name,
            lambda app, name=name, **options: getattr(MacOS(app, **options), name),
        )
    paths = Paths.platform_default()
    assert paths.home == tmp_path / "Library" / "Application Support" / "tipcycle"
    assert paths.lock.parent != paths.home
    assert paths.backups.parent != paths.home


@pytest.mark.parametrize("word", ["cliënt", "efficiënt", "één"])
def test_search_ignores_the_form_of_accents(word: str, run_on_scenario: RunOnScenario) -> None:
    """macOS hands over names in decomposed form; a search finds the same tips for both forms."""
    results = [
        run_on_scenario(no_journal, ["tips", "search", unicodedata.normalize(form, word)], lang="nl")
        for form in ("NFC", "NFD")
    ]
    assert results[0].exit_code == 0
    assert results[0].stdout == results[1].stdout


def test_decomposed_path(tmp_path: Path, run_on_scenario: RunOnScenario) -> None:
    """A path in decomposed form is used as it is."""
    folder = tmp_path / unicodedata.normalize("NFD", "métro cliënt")
    folder.mkdir()
    result = run_on_scenario(running_cycle, ["review", "--format", "html", "--output", str(folder / "blad.html")])
    assert result.exit_code == 0
    assert [path.name for path in folder.iterdir()] == ["blad.html"]


@pytest.mark.parametrize("name", ["Journal 2.toml", "JOURNAL (conflicted copy).TOML", "cycles/2026-03-02 2.TOML"])
def test_second_copy_is_found_whatever_its_case(name: str) -> None:
    """iCloud and Finder keep the case that somebody gave; a second copy is recognised all the same."""
    assert original_name(name) in ("journal.toml", "cycles/2026-03-02.toml")


def test_cycle_file_in_capitals_is_reported(home: Path, run_on_scenario: RunOnScenario) -> None:
    """A cycle file that was renamed to capitals is not read; `journal check` names it instead of overlooking it."""
    running_cycle(home)
    (home / "cycles" / "2026-03-02.toml").rename(home / "cycles" / "2026-03-02.TOML")
    result = run_on_scenario(lambda _home: None, "journal check")
    assert "2026-03-02.TOML" in result.stdout


def test_file_is_opened_by_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A printout is opened with `open`."""
    (tmp_path / "open").write_text(f'#!/bin/sh\nprintf %s "$1" > "{tmp_path}/opened"\n')
    (tmp_path / "open").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "darwin")
    assert export_files.open_file(tmp_path / "my sheet.pdf")
    assert (tmp_path / "opened").read_text() == str(tmp_path / "my sheet.pdf")
