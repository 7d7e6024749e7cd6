"""Back to an earlier state: which is meant, how it compares, and that nothing is ever deleted."""

import shutil
from pathlib import Path

import pytest

from tests.journal_builder import PICK_TEXT, cycle_text
from tests.storage.clocks import NOON, noon
from tipcycle.core.errors import DiskError, NewerFormatError, PartialWriteError, UnknownBackupError
from tipcycle.storage import journal_files
from tipcycle.storage.backups import stored_backups
from tipcycle.storage.journal_files import FileWrite, write_file, write_if_unchanged
from tipcycle.storage.paths import Paths
from tipcycle.storage.restore import compare_data, find_backup, has_extra_blocks, restore_files

NAME = "cycles/2026-03-02.toml"
SOUND = cycle_text(PICK_TEXT).encode()
MORE = SOUND + b'\n[[voice]]\nid = "v"\nat = 2026-03-06T08:00:00Z\non = 2026-03-06\ntext = "x"\n'
OWN = b"format = 1\n"


@pytest.fixture
def places(tmp_path: Path) -> Paths:
    """A journal whose cycle file has two generations, and whose `journal.toml` has one."""
    places = Paths.under(tmp_path / "home")
    for name, *states in ((NAME, SOUND, MORE, b"spoiled"), ("journal.toml", OWN, OWN + b"# mine\n")):
        before = None
        for state in states:
            write_file(places, FileWrite(str(name), before, state), NOON)  # type: ignore[arg-type]
            before = state
    return places


@pytest.mark.parametrize(
    ("word", "number", "found"),
    [
        (NAME, 1, (NAME, 1)),
        ("2026-03-02", 2, (NAME, 2)),
        ("2026-03-02", None, (NAME, 2)),
        ("journal", None, ("journal.toml", 1)),
        ("2", None, (NAME, 2)),
    ],
)
def test_named(places: Paths, word: str, number: int | None, found: tuple[str, int]) -> None:
    """A backup is named by its file and number, by the file alone for the latest, or by a number that only it has."""
    generation = find_backup(places, word, number)
    assert (generation.file_name, generation.number) == found


@pytest.mark.parametrize(
    ("word", "number", "several"),
    [("1", None, True), ("9", None, False), (NAME, 9, False), ("tips", None, False), ("x", None, False),
     ("x", 1, False), (NAME, 0, False), (NAME, -1, False), ("1" * 5000, None, False), ("\0", None, False)],
)  # fmt: skip
def test_not_named(places: Paths, word: str, number: int | None, several: bool) -> None:
    """A number that two files have, and a backup that is not there, are refused."""
    with pytest.raises(UnknownBackupError) as caught:
        find_backup(places, word, number)
    assert caught.value.is_ambiguous is several


def test_the_only_backup_answers_to_its_own_name(places: Paths) -> None:
    """And to no other word, though nothing else could be meant."""
    shutil.rmtree(places.backups / "cycles")
    assert find_backup(places, "journal", None).number == 1
    for word in ("x", "tips"):
        with pytest.raises(UnknownBackupError):
            find_backup(places, word, None)


def test_named_by_its_path(places: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup can be named by its path, from wherever one stands; a file elsewhere is no backup."""
    path = places.backups / f"{NAME}.000001"
    assert find_backup(places, str(path), None).number == 1
    monkeypatch.chdir(places.backups)
    assert find_backup(places, f"./{NAME}.000001", None).number == 1
    elsewhere = places.home.parent / path.name
    shutil.copy(path, elsewhere)
    with pytest.raises(UnknownBackupError):
        find_backup(places, str(elsewhere), None)


@pytest.mark.parametrize(
    ("ours", "theirs", "how"),
    [
        (None, b"a", "new"),
        (None, b"", "new"),
        (b"a\n", b"a\n", "same"),
        (b"a\n", b"a\nb\n", "older"),
        (b"a", b"a\nb\n", "older"),
        (b"", b"a", "older"),
        (b"a\r\nb\r\n", b"a\nb\nc\n", "older"),
        (b"a\nb\n", b"a\n", "differs"),
        (b"a\n", b"b\n", "differs"),
        (b"a\nb\n", b"a\nc\nb\n", "differs"),
    ],
)
def test_compared(ours: bytes | None, theirs: bytes, how: str) -> None:
    """A file is an earlier state of another when the other begins with it; line ends do not matter."""
    assert compare_data(ours, theirs) == how


def test_has_more() -> None:
    """Whether something would go out of sight is known by the blocks, not by the length."""
    assert has_extra_blocks(NAME, MORE, SOUND)
    assert not has_extra_blocks(NAME, SOUND + b"# much more\n" * 99, MORE)
    assert not has_extra_blocks(NAME, b"\0" * 9999, SOUND)


def test_what_is_replaced_is_kept(places: Paths) -> None:
    """The state that is replaced is the next backup, and the one that came back is a backup still."""
    restored = restore_files(places, {NAME: MORE}, noon)
    assert (places.home / NAME).read_bytes() == MORE
    assert (restored.written, restored.backup_numbers) == ((NAME,), {NAME: 3})
    states = [each.path.read_bytes() for each in stored_backups(places, NAME)]
    assert states == [SOUND, MORE, b"spoiled"]


def test_where_nothing_was_nothing_is_kept(places: Paths) -> None:
    """Of a file that was gone there is no state to keep, whatever its earlier backups are."""
    (places.home / NAME).unlink()
    restored = restore_files(places, {NAME: MORE}, noon)
    assert (restored.written, restored.backup_numbers) == ((NAME,), {})
    assert [each.number for each in stored_backups(places, NAME)] == [1, 2]


def test_there_and_back_again(places: Paths) -> None:
    """A restore can be taken back by a restore."""
    kept = restore_files(places, {NAME: SOUND}, noon).backup_numbers[NAME]
    restore_files(places, {NAME: find_backup(places, NAME, kept).path.read_bytes()}, noon)
    assert (places.home / NAME).read_bytes() == b"spoiled"


def test_the_same_is_no_write(places: Paths) -> None:
    """What is as it would become is left alone."""
    before = (places.home / NAME).stat().st_mtime_ns
    assert restore_files(places, {NAME: b"spoiled"}, noon).written == ()
    assert (places.home / NAME).stat().st_mtime_ns == before


def test_onto_a_fresh_machine(tmp_path: Path) -> None:
    """A whole journal is made where there was none, private from the start."""
    places = Paths.under(tmp_path / "new")
    files = {NAME: MORE, "journal.toml": OWN, "tips.toml": b"format = 1\n"}
    assert restore_files(places, files, noon).written == tuple(files)
    assert {name: (places.home / name).read_bytes() for name in files} == files
    assert stored_backups(places) == []
    modes = {path.stat().st_mode & 0o777 for path in places.home.rglob("*") if path.is_file()}
    assert modes == {0o600}


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_newer(places: Paths, side: str) -> None:
    """A file of a later format is neither replaced nor put in place, and nothing else is written either."""
    later = SOUND.replace(b"format = 1", b"format = 2")
    if side == "ours":
        (places.home / NAME).write_bytes(later)
    with pytest.raises(NewerFormatError) as caught:
        restore_files(places, {"journal.toml": OWN, NAME: SOUND if side == "ours" else later}, noon)
    assert caught.value.exit_code == 78
    assert (places.home / "journal.toml").read_bytes() == OWN + b"# mine\n"


def test_halfway(places: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that refuses the second file: what was saved is said, and doing it again finishes."""
    real = journal_files.write_file

    def put(places: Paths, wanted: FileWrite, now: object) -> None:
        if wanted.name == "journal.toml":
            raise DiskError("there", "full")
        real(places, wanted, now)  # type: ignore[arg-type]

    monkeypatch.setattr(journal_files, "write_file", put)
    with pytest.raises(PartialWriteError) as caught:
        restore_files(places, {NAME: SOUND, "journal.toml": OWN}, noon)
    assert caught.value.written_files == (NAME,)
    monkeypatch.setattr(journal_files, "write_file", real)
    assert restore_files(places, {NAME: SOUND, "journal.toml": OWN}, noon).written == ("journal.toml",)


def test_a_file_that_is_too_large(places: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is larger than tipcycle reads can be replaced all the same, and is kept to its last byte."""
    monkeypatch.setattr(journal_files, "MAX_FILE_BYTES", 1000)
    (places.home / NAME).write_bytes(b"x" * 5000)
    restore_files(places, {NAME: SOUND}, noon)
    assert (places.home / NAME).read_bytes() == SOUND
    assert stored_backups(places, NAME)[-1].size == 5000


def test_put_if_unchanged(places: Paths) -> None:
    """What an editor brings back takes the place of exactly what it was given, or of nothing."""
    assert not write_if_unchanged(places, NAME, b"older", SOUND, noon)
    assert (places.home / NAME).read_bytes() == b"spoiled"
    assert write_if_unchanged(places, NAME, b"spoiled", SOUND, noon)
    assert (places.home / NAME).read_bytes() == SOUND


def test_a_file_alone_is_its_latest_sound_state(places: Paths) -> None:
    """What cannot be read is passed over; where nothing can be read, the latest is meant."""
    latest = find_backup(places, NAME, None).number
    path = find_backup(places, NAME, latest).path
    path.write_bytes(b"\0" * 9)
    assert find_backup(places, NAME, None).number == latest - 1
    assert find_backup(places, NAME, latest).number == latest
    find_backup(places, NAME, latest - 1).path.write_bytes(b"\0" * 9)
    assert find_backup(places, NAME, None).number == latest
