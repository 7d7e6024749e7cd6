"""Layout of the journal folders."""

from pathlib import Path

from tipcycle.storage.paths import Paths


def test_journal_files_are_below_home(tmp_path: Path) -> None:
    paths = Paths.under(tmp_path)
    assert paths.journal == tmp_path / "journal.toml"
    assert paths.cycles == tmp_path / "cycles"
    assert paths.own_tips == tmp_path / "tips.toml"


def test_single_folder_contains_everything(tmp_path: Path) -> None:
    """Lock, backups and caches are below `.tipcycle`, outside the journal files."""
    paths = Paths.under(tmp_path)
    for path in (paths.lock, paths.backups, paths.state, paths.cache):
        assert path.is_relative_to(tmp_path / ".tipcycle")
    assert not paths.cycles.is_relative_to(paths.state)


def test_state_is_separate_from_data(tmp_path: Path) -> None:
    """With separate folders, lock and backups are in the state folder."""
    paths = Paths(tmp_path / "data", tmp_path / "state", tmp_path / "cache")
    assert {paths.lock.parent, paths.backups.parent} == {tmp_path / "state"}
    assert paths.journal.parent == tmp_path / "data"


def test_paths_create_no_folder(tmp_path: Path) -> None:
    paths = Paths.under(tmp_path / "journal")
    assert all(not path.exists() for path in (paths.home, paths.state, paths.cache, paths.lock, paths.backups))
