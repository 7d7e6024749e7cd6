"""Where everything lies."""

from pathlib import Path

from tipcycle.storage.paths import Paths


def test_layout(tmp_path: Path) -> None:
    """The files of a journal lie where the format says."""
    places = Paths.under(tmp_path)
    assert places.journal == tmp_path / "journal.toml"
    assert places.cycles == tmp_path / "cycles"
    assert places.own_tips == tmp_path / "tips.toml"


def test_one_folder_moves_everything(tmp_path: Path) -> None:
    """Under one given folder lock, backups and caches are below `.tipcycle`, and nothing is outside it."""
    places = Paths.under(tmp_path)
    for path in (places.lock, places.backups, places.state, places.cache):
        assert path.is_relative_to(tmp_path / ".tipcycle")
    assert not places.cycles.is_relative_to(places.state)


def test_state_is_not_among_the_data(tmp_path: Path) -> None:
    """With the platform's folders, lock and backups are in the state folder and not beside the journal."""
    places = Paths(tmp_path / "data", tmp_path / "state", tmp_path / "cache")
    assert {places.lock.parent, places.backups.parent} == {tmp_path / "state"}
    assert places.journal.parent == tmp_path / "data"


def test_nothing_is_made(tmp_path: Path) -> None:
    """Knowing where things lie makes no folder."""
    places = Paths.under(tmp_path / "journal")
    assert all(not path.exists() for path in (places.home, places.state, places.cache, places.lock, places.backups))
