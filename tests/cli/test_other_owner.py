"""A run as root, as with `sudo -E`, leaves a journal that its owner can still write and restore."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture.fork_client import Runner, open_runner

OWNER = 65534
pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root can make files of another user"
)

PICK = ["pick", "5", "13", "33", "34", "42", "--start", "2026-03-02"]
CHECKIN = ["checkin", "--week", "2026-W10", "--did", "5,13"]
RESTORE = ["journal", "restore", "cycles/2026-03-02.toml", "1", "--yes"]
NAME = ["profile", "--name", "Ro"]
RENAME = ["profile", "--name", "Ra"]


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    """Return a runner whose runs can be those of another user."""
    with open_runner() as runner:
        yield runner


@pytest.fixture
def owned_folder() -> Iterator[Path]:
    """Return an empty folder of another user. It is not below the folder of pytest, which only root can enter."""
    with tempfile.TemporaryDirectory() as name:
        os.chown(name, OWNER, OWNER)
        yield Path(name)


@pytest.mark.parametrize("first_user", [OWNER, 0], ids=["existing journal", "new journal"])
def test_run_as_root_keeps_the_owner(first_user: int, runner: Runner, owned_folder: Path, tmp_path: Path) -> None:
    """Folders, files, lock, backups, cache and exported files keep the owner and the group."""
    home, warm_up_home = owned_folder / "new" / "journal", tmp_path / "journal"
    export = ["journal", "export", "--output", str(owned_folder / "export.json")]
    for args in (PICK, CHECKIN):
        assert runner.run(warm_up_home, args).exit_code == 0
    steps = [(first_user, PICK)]
    steps += [(0, args) for args in (CHECKIN, NAME, RENAME, export, ["prompt"], RESTORE)]
    steps += [(OWNER, args) for args in (CHECKIN, NAME, ["note", "x"], ["undo", "--yes"], RESTORE)]
    for user, args in steps:
        home.parent.mkdir(exist_ok=True)
        os.chown(home.parent, OWNER, OWNER)
        result = runner.run(home, args, user=user, warm_up_home=str(warm_up_home))
        assert result.exit_code == 0, (user, args, result.output)
        paths = list(owned_folder.rglob("*"))
        owners = {path.relative_to(owned_folder).as_posix(): (path.stat().st_uid, path.stat().st_gid) for path in paths}
        assert owners == dict.fromkeys(owners, (OWNER, OWNER))
    assert len(owners) > 10


def test_new_folder_does_not_follow_a_link(owned_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The owner of the parent can replace a new folder with a link. The owner of its target stays."""
    from tipcycle.core.errors import DiskError
    from tipcycle.storage.atomic_files import make_private_folder

    victim = owned_folder / "victim"
    victim.mkdir()
    mkdir = Path.mkdir

    def replace_with_link(folder: Path, mode: int = 0o777) -> None:
        mkdir(folder, mode)
        folder.rmdir()
        folder.symlink_to(victim)

    monkeypatch.setattr(Path, "mkdir", replace_with_link)
    with pytest.raises(DiskError):
        make_private_folder(owned_folder / "new")
    assert victim.stat().st_uid == 0
