"""Files that would fill the memory or stop the clock are told in few words, and read in the time that they ask for."""

from datetime import date
from pathlib import Path

import pytest

from tests.journal_builder import PICK_TEXT, cycle_text
from tests.storage.clocks import MONDAY, noon
from tipcycle.core.errors import DamagedFileError, NewerFormatError
from tipcycle.core.events import Change, CycleHeader, Pick, Profile
from tipcycle.storage.paths import Paths
from tipcycle.storage.store import Store
from tipcycle.storage.toml_format import (
    MAX_FILE_BYTES,
    MAX_PROBLEMS,
    ParsedFile,
    append_events,
    detect_file_name,
    parse_file,
)

NAME = "cycles/2026-03-02.toml"
SOUND = cycle_text(PICK_TEXT)


def read(text: str) -> ParsedFile:
    """The cycle file with this text."""
    return parse_file(text.encode(), NAME)


def voice(id: str, text: str = "x") -> str:
    """A voice as text."""
    return f'\n[[voice]]\nid = "{id}"\nat = 2026-03-06T08:00:00Z\non = 2026-03-06\ntext = "{text}"\n'


FULL = {
    "open brackets": "[[\n" * ((MAX_FILE_BYTES - 300) // 3),
    "blocks of nobody": "[[a]]\n" * 300_000,
    "keys of nobody": "".join(f"a{n} = 1\n" for n in range(100_000)),
    "the same block again and again": voice("v") * 20_000,
    "the same id again and again": "".join(voice("v", f"x{n}") for n in range(20_000)),
}


@pytest.mark.parametrize("more", FULL.values(), ids=FULL.keys())
def test_no_endless_list_of_problems(more: str) -> None:
    """However much is wrong or odd, no more is told than somebody can read, and the last says that there is more."""
    file = read(SOUND + "\n" + more)
    assert len(file.problems) == MAX_PROBLEMS + 1
    assert file.problems[-1].code == "too-many"
    assert "2026-03-02-1" in file.line_numbers


def test_an_error_among_many_remarks() -> None:
    """An error is told, and forbids writing, however many remarks there are."""
    bad = "".join(voice(id).replace('"x"', "3") for id in "vw")
    file = read(SOUND + "[[a]]\n" * (2 * MAX_PROBLEMS) + bad)
    assert [problem.code for problem in file.problems[:3]] == ["misread", "misread", "unknown-block"]
    assert (file.problems[-1].code, file.problems[-1].severity) == ("too-many", "remark")
    assert file.is_damaged


@pytest.mark.parametrize("count", [MAX_PROBLEMS, MAX_PROBLEMS + 1])
def test_as_many_as_are_told(count: int) -> None:
    """A list that can be told is told whole; a line that says there is one more would be no shorter."""
    file = read(SOUND + "[[a]]\n" * count)
    assert [problem.code for problem in file.problems] == ["unknown-block"] * count


def test_a_format_of_thousands_of_digits() -> None:
    """A number that Python makes no text of is a newer format like any other, to read and to write."""
    text = SOUND.replace("format = 1", f"format = 0x{'F' * 20_000}")
    file = read(text)
    assert (file.problems[0].code, *file.line_numbers) == ("newer", "2026-03-02-1")
    with pytest.raises(NewerFormatError) as caught:
        append_events(text.encode(), file.events, NAME)
    assert len(str(caught.value.format)) < 40


# Which file bytes belong to, whatever they are called.

BELONGS = {
    "a cycle": (SOUND, NAME),
    "a cycle with a broken block": (SOUND + "\n[[note]]\ntext = \n", NAME),
    "the journal": ("format = 1\n[[profile]]\nname = 'Ro'\n", "journal.toml"),
    "an empty journal": ("format = 1\n", "journal.toml"),
    "own tips": ("format = 1\n[[tip]]\nid = 201\n", "tips.toml"),
    "a later format": ("format = 2\n[cycle]\nstarts = 2026-03-02\n", NAME),
    "the catalogue": ("format = 1\n[[tip]]\nid = 5\n", None),
    "a file of another program": ("[tool]\nx = 1\n", None),
    "a cycle of nobody knows when": ("format = 1\n[cycle]\nweeks = 9\n", None),
    "zeros": ("\0" * 100, None),
    "nothing": ("", None),
    "no TOML": ("format", None),
}


@pytest.mark.parametrize(("text", "name"), BELONGS.values(), ids=BELONGS.keys())
def test_what_a_file_is(text: str, name: str | None) -> None:
    """A file is known by what it says; its own name may be anybody's invention."""
    assert detect_file_name(text.encode()) == name


# A cycle that nobody can read.


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A journal whose only cycle was overwritten with zeros."""
    places = Paths.under(tmp_path)
    places.cycles.mkdir()
    (tmp_path / NAME).write_bytes(b"\0" * 300)
    return Store(places, date(2026, 3, 6), noon)


LATER = CycleHeader(date(2026, 6, 1), 9, date(2026, 6, 1))
FIVE = Pick(tips=(1, 2, 3, 4, 5))


def test_no_next_cycle_before_this_one_is_known(store: Store) -> None:
    """While the latest cycle cannot be read no other is opened: its five, its end and its chain are not known."""
    assert store.load().unreadable_latest == NAME
    with pytest.raises(DamagedFileError) as caught:
        store.save(lambda _: Change(LATER.starts, (FIVE,), LATER))
    assert (caught.value.file, caught.value.exit_code) == (NAME, 65)
    store.save(lambda _: Change(None, (Profile(name="Ro"),)))


def test_a_later_cycle_counts(store: Store) -> None:
    """An older cycle that cannot be read stands in nobody's way."""
    (store.paths.cycles / "2026-05-04.toml").write_text(cycle_text(PICK_TEXT, starts="2026-05-04"), "utf-8")
    assert store.load().unreadable_latest is None
    assert MONDAY in {starts for starts in store.load().files if starts}
