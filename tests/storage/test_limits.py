"""Limits on the number of problems and the size of values, detection of file names, and unreadable cycles."""

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
VALID = cycle_text(PICK_TEXT)


def parse(text: str) -> ParsedFile:
    """Return the parsed cycle file with this text."""
    return parse_file(text.encode(), NAME)


def voice(id: str, text: str = "x") -> str:
    """Return the text of a voice block."""
    return f'\n[[voice]]\nid = "{id}"\nat = 2026-03-06T08:00:00Z\non = 2026-03-06\ntext = "{text}"\n'


MANY_PROBLEMS = {
    "open brackets": "[[\n" * ((MAX_FILE_BYTES - 300) // 3),
    "unknown blocks": "[[a]]\n" * 300_000,
    "unknown keys": "".join(f"a{n} = 1\n" for n in range(100_000)),
    "duplicate blocks": voice("v") * 20_000,
    "duplicate ids": "".join(voice("v", f"x{n}") for n in range(20_000)),
}


@pytest.mark.parametrize("text", MANY_PROBLEMS.values(), ids=MANY_PROBLEMS.keys())
def test_number_of_problems_is_limited(text: str) -> None:
    """The last problem states that there are more."""
    file = parse(VALID + "\n" + text)
    assert len(file.problems) == MAX_PROBLEMS + 1
    assert file.problems[-1].code == "too-many"
    assert "2026-03-02-1" in file.line_numbers


def test_errors_come_before_warnings() -> None:
    """An error is reported and forbids writing, even among too many warnings."""
    invalid_blocks = "".join(voice(id).replace('"x"', "3") for id in "vw")
    file = parse(VALID + "[[a]]\n" * (2 * MAX_PROBLEMS) + invalid_blocks)
    assert [problem.code for problem in file.problems[:3]] == ["misread", "misread", "unknown-block"]
    assert (file.problems[-1].code, file.problems[-1].severity) == ("too-many", "remark")
    assert file.is_damaged


@pytest.mark.parametrize("count", [MAX_PROBLEMS, MAX_PROBLEMS + 1])
def test_problems_up_to_the_limit_are_all_reported(count: int) -> None:
    """A list with one problem above the limit is complete too."""
    file = parse(VALID + "[[a]]\n" * count)
    assert [problem.code for problem in file.problems] == ["unknown-block"] * count


def test_format_with_thousands_of_digits_is_newer() -> None:
    """Python cannot convert such a number to text."""
    text = VALID.replace("format = 1", f"format = 0x{'F' * 20_000}")
    file = parse(text)
    assert (file.problems[0].code, *file.line_numbers) == ("newer", "2026-03-02-1")
    with pytest.raises(NewerFormatError) as excinfo:
        append_events(text.encode(), file.events, NAME)
    assert len(str(excinfo.value.format)) < 40


# Detection of the file that some content belongs to.

FILES = {
    "a cycle": (VALID, NAME),
    "a cycle with an invalid block": (VALID + "\n[[note]]\ntext = \n", NAME),
    "a journal file": ("format = 1\n[[profile]]\nname = 'Ro'\n", "journal.toml"),
    "an empty journal file": ("format = 1\n", "journal.toml"),
    "own tips": ("format = 1\n[[tip]]\nid = 201\n", "tips.toml"),
    "a newer format": ("format = 2\n[cycle]\nstarts = 2026-03-02\n", NAME),
    "the catalogue": ("format = 1\n[[tip]]\nid = 5\n", None),
    "a file of another program": ("[tool]\nx = 1\n", None),
    "a cycle without a start": ("format = 1\n[cycle]\nweeks = 9\n", None),
    "zero bytes": ("\0" * 100, None),
    "an empty file": ("", None),
    "not TOML": ("format", None),
}


@pytest.mark.parametrize(("text", "name"), FILES.values(), ids=FILES.keys())
def test_detect_file_name(text: str, name: str | None) -> None:
    """The content decides, not the name of the file."""
    assert detect_file_name(text.encode()) == name


# A cycle file that cannot be read.


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a journal whose only cycle file contains zero bytes."""
    paths = Paths.under(tmp_path)
    paths.cycles.mkdir()
    (tmp_path / NAME).write_bytes(b"\0" * 300)
    return Store(paths, date(2026, 3, 6), noon)


LATER_HEADER = CycleHeader(date(2026, 6, 1), 9, date(2026, 6, 1))
PICK = Pick(tips=(1, 2, 3, 4, 5))


def test_unreadable_cycle_blocks_a_new_cycle(store: Store) -> None:
    """The five tips, the end and the chain of the latest cycle are unknown. Other saves still work."""
    assert store.load().unreadable_latest == NAME
    with pytest.raises(DamagedFileError) as excinfo:
        store.save(lambda _: Change(LATER_HEADER.starts, (PICK,), LATER_HEADER))
    assert (excinfo.value.file, excinfo.value.exit_code) == (NAME, 65)
    store.save(lambda _: Change(None, (Profile(name="Ro"),)))


def test_unreadable_older_cycle_blocks_nothing(store: Store) -> None:
    (store.paths.cycles / "2026-05-04.toml").write_text(cycle_text(PICK_TEXT, starts="2026-05-04"), "utf-8")
    assert store.load().unreadable_latest is None
    assert MONDAY in {starts for starts in store.load().files if starts}
