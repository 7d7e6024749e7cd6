"""Back to an earlier state: which is meant, how it compares, and that nothing is ever deleted."""

import shutil
from pathlib import Path

import pytest

from tests.journal.moments import NOON, noon
from tests.writing import PICK, cycle_text
from tipcycle.core.errors import DiskRefused, Halfway, Newer, NoBackup
from tipcycle.journal import whole
from tipcycle.journal.backups import generations
from tipcycle.journal.places import Places
from tipcycle.journal.restore import compared, generation_named, has_more, restore
from tipcycle.journal.whole import Put, put, put_if_unchanged

NAME = "cycles/2026-03-02.toml"
SOUND = cycle_text(PICK).encode()
MORE = SOUND + b'\n[[voice]]\nid = "v"\nat = 2026-03-06T08:00:00Z\non = 2026-03-06\ntext = "x"\n'
OWN = b"format = 1\n"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A journal whose cycle file has two generations, and whose `journal.toml` has one."""
    places = Places.at(tmp_path / "home")
    for name, *states in ((NAME, SOUND, MORE, b"spoiled"), ("journal.toml", OWN, OWN + b"# mine\n")):
        before = None
        for state in states:
            put(places, Put(str(name), before, state), NOON)  # type: ignore[arg-type]
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
def test_named(places: Places, word: str, number: int | None, found: tuple[str, int]) -> None:
    """A backup is named by its file and number, by the file alone for the latest, or by a number that only it has."""
    generation = generation_named(places, word, number)
    assert (generation.name, generation.number) == found


@pytest.mark.parametrize(
    ("word", "number", "several"),
    [("1", None, True), ("9", None, False), (NAME, 9, False), ("tips", None, False), ("x", None, False),
     ("x", 1, False), (NAME, 0, False), (NAME, -1, False), ("1" * 5000, None, False), ("\0", None, False)],
)  # fmt: skip
def test_not_named(places: Places, word: str, number: int | None, several: bool) -> None:
    """A number that two files have, and a backup that is not there, are refused."""
    with pytest.raises(NoBackup) as caught:
        generation_named(places, word, number)
    assert caught.value.several is several


def test_the_only_backup_answers_to_its_own_name(places: Places) -> None:
    """And to no other word, though nothing else could be meant."""
    shutil.rmtree(places.backups / "cycles")
    assert generation_named(places, "journal", None).number == 1
    for word in ("x", "tips"):
        with pytest.raises(NoBackup):
            generation_named(places, word, None)


def test_named_by_its_path(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup can be named by its path, from wherever one stands; a file elsewhere is no backup."""
    path = places.backups / f"{NAME}.000001"
    assert generation_named(places, str(path), None).number == 1
    monkeypatch.chdir(places.backups)
    assert generation_named(places, f"./{NAME}.000001", None).number == 1
    elsewhere = places.home.parent / path.name
    shutil.copy(path, elsewhere)
    with pytest.raises(NoBackup):
        generation_named(places, str(elsewhere), None)


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
    assert compared(ours, theirs) == how


def test_has_more() -> None:
    """Whether something would go out of sight is known by the blocks, not by the length."""
    assert has_more(NAME, MORE, SOUND)
    assert not has_more(NAME, SOUND + b"# much more\n" * 99, MORE)
    assert not has_more(NAME, b"\0" * 9999, SOUND)


def test_what_is_replaced_is_kept(places: Places) -> None:
    """The state that is replaced is the next backup, and the one that came back is a backup still."""
    restored = restore(places, {NAME: MORE}, noon)
    assert (places.home / NAME).read_bytes() == MORE
    assert (restored.written, restored.kept_as) == ((NAME,), {NAME: 3})
    states = [each.path.read_bytes() for each in generations(places, NAME)]
    assert states == [SOUND, MORE, b"spoiled"]


def test_where_nothing_was_nothing_is_kept(places: Places) -> None:
    """Of a file that was gone there is no state to keep, whatever its earlier backups are."""
    (places.home / NAME).unlink()
    restored = restore(places, {NAME: MORE}, noon)
    assert (restored.written, restored.kept_as) == ((NAME,), {})
    assert [each.number for each in generations(places, NAME)] == [1, 2]


def test_there_and_back_again(places: Places) -> None:
    """A restore can be taken back by a restore."""
    kept = restore(places, {NAME: SOUND}, noon).kept_as[NAME]
    restore(places, {NAME: generation_named(places, NAME, kept).path.read_bytes()}, noon)
    assert (places.home / NAME).read_bytes() == b"spoiled"


def test_the_same_is_no_write(places: Places) -> None:
    """What is as it would become is left alone."""
    before = (places.home / NAME).stat().st_mtime_ns
    assert restore(places, {NAME: b"spoiled"}, noon).written == ()
    assert (places.home / NAME).stat().st_mtime_ns == before


def test_onto_a_fresh_machine(tmp_path: Path) -> None:
    """A whole journal is made where there was none, private from the start."""
    places = Places.at(tmp_path / "new")
    files = {NAME: MORE, "journal.toml": OWN, "tips.toml": b"format = 1\n"}
    assert restore(places, files, noon).written == tuple(files)
    assert {name: (places.home / name).read_bytes() for name in files} == files
    assert generations(places) == []
    modes = {path.stat().st_mode & 0o777 for path in places.home.rglob("*") if path.is_file()}
    assert modes == {0o600}


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_newer(places: Places, side: str) -> None:
    """A file of a later format is neither replaced nor put in place, and nothing else is written either."""
    later = SOUND.replace(b"format = 1", b"format = 2")
    if side == "ours":
        (places.home / NAME).write_bytes(later)
    with pytest.raises(Newer) as caught:
        restore(places, {"journal.toml": OWN, NAME: SOUND if side == "ours" else later}, noon)
    assert caught.value.exit == 78
    assert (places.home / "journal.toml").read_bytes() == OWN + b"# mine\n"


def test_halfway(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that refuses the second file: what was saved is said, and doing it again finishes."""
    real = whole.put

    def put(places: Places, wanted: Put, now: object) -> None:
        if wanted.name == "journal.toml":
            raise DiskRefused("there", "full")
        real(places, wanted, now)  # type: ignore[arg-type]

    monkeypatch.setattr(whole, "put", put)
    with pytest.raises(Halfway) as caught:
        restore(places, {NAME: SOUND, "journal.toml": OWN}, noon)
    assert caught.value.written == (NAME,)
    monkeypatch.setattr(whole, "put", real)
    assert restore(places, {NAME: SOUND, "journal.toml": OWN}, noon).written == ("journal.toml",)


def test_a_file_that_is_too_large(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is larger than tipcycle reads can be replaced all the same, and is kept to its last byte."""
    monkeypatch.setattr(whole, "MOST_BYTES", 1000)
    (places.home / NAME).write_bytes(b"x" * 5000)
    restore(places, {NAME: SOUND}, noon)
    assert (places.home / NAME).read_bytes() == SOUND
    assert generations(places, NAME)[-1].size == 5000


def test_put_if_unchanged(places: Places) -> None:
    """What an editor brings back takes the place of exactly what it was given, or of nothing."""
    assert not put_if_unchanged(places, NAME, b"older", SOUND, noon)
    assert (places.home / NAME).read_bytes() == b"spoiled"
    assert put_if_unchanged(places, NAME, b"spoiled", SOUND, noon)
    assert (places.home / NAME).read_bytes() == SOUND


def test_a_file_alone_is_its_latest_sound_state(places: Places) -> None:
    """What cannot be read is passed over; where nothing can be read, the latest is meant."""
    latest = generation_named(places, NAME, None).number
    path = generation_named(places, NAME, latest).path
    path.write_bytes(b"\0" * 9)
    assert generation_named(places, NAME, None).number == latest - 1
    assert generation_named(places, NAME, latest).number == latest
    generation_named(places, NAME, latest - 1).path.write_bytes(b"\0" * 9)
    assert generation_named(places, NAME, None).number == latest
