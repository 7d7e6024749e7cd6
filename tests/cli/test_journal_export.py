"""`journal export`: everything in one file, byte for byte or for other programs, and nothing harmful in it."""

import csv
import io
import json
import os
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import (
    EXAMPLE_TODAY,
    Scenario,
    closed_cycle,
    example_cycle,
    file_contents,
    invalid_toml,
    invalid_week,
    no_journal,
)
from tests.conftest import TipcycleRunner
from tipcycle.render.journal_csv import COLUMNS
from tipcycle.storage.archive import read_archive

FILES = ["cycles/2026-03-02.toml", "journal.toml"]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, beside the journal."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


# The archive.


def test_archive(on_scene: RunOnScenario, home: Path) -> None:
    """The archive holds every file of the journal as it is; what is in it and what to do with it is said."""
    ran = on_scene(closed_cycle, "journal export --format archive --output mine.zip", on=EXAMPLE_TODAY)
    assert (ran.exit_code, ran.stdout) == (0, "")
    files = read_archive(Path("mine.zip").read_bytes(), "")
    assert files == {name: (home / name).read_bytes() for name in FILES}
    assert "1 cycle, 8 check-ins and 5 voices" in ran.stderr
    assert "tipcycle journal restore mine.zip" in ran.stderr


def test_archive_leaves_the_journal_alone(on_scene: RunOnScenario, home: Path) -> None:
    """An export only reads."""
    closed_cycle(home)
    before = file_contents(home)
    for format in ("archive", "json", "csv"):
        assert on_scene(closed_cycle, f"journal export --format {format} --output x.{format}").exit_code == 0
    assert file_contents(home) == before


def test_the_same_archive_tomorrow(on_scene: RunOnScenario) -> None:
    """The same journal makes the same archive on any day, in any language."""
    on_scene(example_cycle, "journal export --output a.zip", on="2026-03-13")
    on_scene(example_cycle, "journal export --output b.zip", on="2026-04-01", lang="nl")
    assert Path("a.zip").read_bytes() == Path("b.zip").read_bytes()


def test_archive_without_a_name(on_scene: RunOnScenario) -> None:
    """Without a name it is called after the program, in the working folder; a folder that is named gets it too."""
    assert on_scene(example_cycle, "journal export").exit_code == 0
    assert Path("tipcycle-journal.zip").is_file()
    Path("stick").mkdir()
    assert on_scene(example_cycle, "journal export --format json --output stick").exit_code == 0
    assert Path("stick/tipcycle-journal.json").is_file()


def test_a_name_with_a_space(on_scene: RunOnScenario) -> None:
    """The command that is shown can be typed as it stands."""
    ran = on_scene(example_cycle, ["journal", "export", "--output", "my journal.zip"])
    assert "tipcycle journal restore 'my journal.zip'" in ran.stderr


@pytest.mark.parametrize("scene", [invalid_week, invalid_toml])
def test_archive_of_a_journal_with_errors(scene: Scenario, on_scene: RunOnScenario, home: Path) -> None:
    """What cannot be read is in the archive all the same, byte for byte, and that is said."""
    ran = on_scene(scene, "journal export --output mine.zip")
    assert ran.exit_code == 0
    assert "cannot be read" in ran.stderr
    files = read_archive(Path("mine.zip").read_bytes(), "")
    assert files["cycles/2026-03-02.toml"] == (home / "cycles/2026-03-02.toml").read_bytes()


def test_a_file_that_is_too_large(home: Path, on_scene: RunOnScenario) -> None:
    """A file that could not be read back is named, and no archive of a part of it is made."""
    example_cycle(home)
    with (home / "journal.toml").open("ab") as file:
        file.write(b"#" * 9_000_000)
    ran = on_scene(no_journal, "journal export --output mine.zip")
    assert ran.exit_code == 65
    assert "journal.toml" in ran.stderr
    assert not Path("mine.zip").exists()


def test_archive_of_nothing(on_scene: RunOnScenario) -> None:
    """An empty journal makes an empty archive, and no journal."""
    ran = on_scene(no_journal, "journal export --output mine.zip")
    assert ran.exit_code == 0
    assert read_archive(Path("mine.zip").read_bytes(), "") == {}


@pytest.mark.parametrize("format", ["archive", "json", "csv"])
def test_never_over_a_file(format: str, on_scene: RunOnScenario) -> None:
    """A file that is there stays, unless it is told to go."""
    Path("x").write_text("mine")
    words = f"journal export --format {format} --output x"
    assert on_scene(example_cycle, words).exit_code == 1
    assert Path("x").read_text() == "mine"
    assert on_scene(example_cycle, f"{words} --force").exit_code == 0
    assert Path("x").read_bytes() != b"mine"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize("format", ["archive", "json", "csv"])
def test_private(format: str, on_scene: RunOnScenario) -> None:
    """What leaves the journal is the owner's alone, whatever the umask."""
    before = os.umask(0)
    try:
        on_scene(example_cycle, f"journal export --format {format} --output new/x")
    finally:
        os.umask(before)
    assert Path("new/x").stat().st_mode & 0o777 == 0o600
    assert Path("new").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("words", ["--format xml", "--format archive --output -", "--output -"])
def test_misused(words: str, on_scene: RunOnScenario) -> None:
    """A form that there is not, and an archive on stdout, are the command line's mistake."""
    assert on_scene(example_cycle, f"journal export {words}").exit_code == 2
    assert list(Path().iterdir()) == []


# JSON.


def exported(on_scene: RunOnScenario, scene: Scenario = example_cycle, *, code: int = 0) -> dict[str, object]:
    """The journal as JSON."""
    ran = on_scene(scene, "journal export --format json --output -", on=EXAMPLE_TODAY)
    assert ran.exit_code == code
    document = json.loads(ran.stdout)
    assert isinstance(document, dict)
    return document


def test_json(on_scene: RunOnScenario, home: Path) -> None:
    """One document, version 1, with every block of every file, key by key."""
    document = exported(on_scene, closed_cycle)
    assert (document["version"], document["unread"]) == (1, 0)
    assert list(document) == ["version", "profile", "journal", "cycles", "own_tips", "unread"]
    (cycle,) = document["cycles"]  # type: ignore[misc]
    assert (cycle["id"], cycle["number"], cycle["ends"], cycle["weeks"]) == ("2026-03-02", 1, "2026-05-03", 9)
    assert (cycle["five"], cycle["closed_on"]) == ([5, 33, 34, 13, 42], "2026-05-03")
    tables = tomllib.loads((home / "cycles/2026-03-02.toml").read_text("utf-8"))
    expected = {(kind, table["id"]): set(table) for kind in tables if kind != "cycle" for table in listed(tables[kind])}
    assert {(block["kind"], block["values"]["id"]): set(block["values"]) for block in cycle["blocks"]} == expected
    assert [block["values"]["at"] for block in cycle["blocks"]] == sorted(b["values"]["at"] for b in cycle["blocks"])


def listed(value: object) -> list[dict[str, object]]:
    """The blocks of a kind."""
    return value if isinstance(value, list) else []


def test_json_of_what_is_unknown(home: Path, on_scene: RunOnScenario) -> None:
    """What tipcycle does not know is in the document too, and what JSON has no form for becomes a text."""
    example_cycle(home)
    more = "\n[[mood]]\nx = [nan, inf, 07:30:00, 2026-03-06, 0xFFFFFFFFFFFFFFFFFFFF]\n[mood.deep]\nfar.off = true\n"
    with (home / "journal.toml").open("a", encoding="utf-8") as file:
        file.write(more)
    document = exported(on_scene, no_journal)
    mood = document["journal"]["blocks"][-1]  # type: ignore[index]
    assert mood["kind"] == "mood"
    assert mood["values"]["x"] == ["nan", "inf", "07:30:00", "2026-03-06", "0xffffffffffffffffffff"]
    assert mood["values"]["deep"] == {"far": {"off": True}}


def test_json_of_what_was_taken_back(home: Path, on_scene: RunOnScenario, tipcycle: TipcycleRunner) -> None:
    """What was taken back is there and says so; own tips are there as they stand."""
    example_cycle(home)
    tipcycle("note gone", on=EXAMPLE_TODAY)
    tipcycle("undo --yes", on=EXAMPLE_TODAY)
    (home / "tips.toml").write_text("format = 1\n[[tip]]\nid = 201\nslug = 'a'\n")
    document = exported(on_scene, no_journal)
    blocks = document["cycles"][0]["blocks"]  # type: ignore[index]
    assert [block["values"]["text"] for block in blocks if block["undone"]] == ["gone"]
    assert document["own_tips"] == [{"id": 201, "slug": "a"}]


@pytest.mark.parametrize("scene", [invalid_week, invalid_toml])
def test_json_of_a_journal_with_errors(scene: Scenario, on_scene: RunOnScenario) -> None:
    """What cannot be read is left out, counted and said; the exit code says so too."""
    assert exported(on_scene, scene, code=3)["unread"] == 1


# The table.


def rows(on_scene: RunOnScenario, scene: Scenario = example_cycle) -> list[dict[str, str]]:
    """The journal as a table."""
    ran = on_scene(scene, "journal export --format csv --output -", on=EXAMPLE_TODAY)
    assert ran.exit_code == 0
    return list(csv.DictReader(io.StringIO(ran.stdout, newline="")))


def test_csv_of_weeks(on_scene: RunOnScenario) -> None:
    """One row a cycle, week and tip that was among the five then, with what docs/rules.md §9 says of it."""
    weeks = [row for row in rows(on_scene) if row["row"] == "week"]
    signs = {"did": "D", "costly": "C", "missed": "M", "none": "N", "paused": "P", "open": "?", "not_begun": "."}
    said: dict[str, str] = {}
    for row in weeks:
        said[row["tip"]] = said.get(row["tip"], "") + signs[row["status"]]
    assert said == {
        "5": "DDDDMPDDD", "33": "DNDDNPDCD", "34": "DDDDDPDDD", "68": "???", "13": "DDPDMD", "42": "DMMDMPMDM",
    }  # fmt: skip
    (first,) = [row for row in weeks if row["week"] == "2026-W10" and row["tip"] == "5"]
    assert (first["cycle"], first["monday"], first["kind"], first["team"], first["customers"]) == (
        "1", "2026-03-02", "ritual", "3", "2",
    )  # fmt: skip
    assert first["title"]


def test_csv_of_texts(on_scene: RunOnScenario) -> None:
    """One row a line of text, with who said it, about what, and whether it may go on paper."""
    texts = {row["text"]: row for row in rows(on_scene) if row["row"] == "text"}
    voice = texts["You are the first who rings before I had to get angry."]
    assert (voice["what"], voice["by"], voice["shared"], voice["week"]) == ("voice", "a customer", "yes", "2026-W12")
    note = texts["SECRET note about a tip"]
    assert (note["what"], note["tip"], note["shared"]) == ("note", "5", "no")
    kinds = sorted(row["what"] for row in texts.values())
    assert kinds == ["answer", "note", "note", "note", "pause", "running", "swap", "voice", "voice", "words"]


def test_csv_as_a_file(on_scene: RunOnScenario) -> None:
    """A file begins with the mark by which a spreadsheet knows UTF-8; its first line names the columns."""
    on_scene(example_cycle, "journal export --format csv --output x.csv")
    data = Path("x.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfrow,cycle,week")
    assert data.decode("utf-8-sig").splitlines()[0] == ",".join(COLUMNS)
    assert b"\r\n" in data


def test_csv_of_nothing(on_scene: RunOnScenario) -> None:
    """An empty journal is an empty table."""
    assert rows(on_scene, no_journal) == []


FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\ufeff=1", "\uff1d1", "\uff0b1",
    "\uff0d1", "\uff201", "=HYPERLINK(\"http://example.org\")", "=cmd|' /C calc'!A0", "- a dash", " \ufeff -1",
]  # fmt: skip
HARMLESS = ["a=b", "1+1", "it is = to", "'=1", '"=1"', "ok\n=1 on a second line", "é"]


@pytest.mark.parametrize("text", FORMULAS, ids=repr)
def test_no_formula(text: str, home: Path, tipcycle: TipcycleRunner, on_scene: RunOnScenario) -> None:
    """Words that a spreadsheet would run as a formula begin with an apostrophe, wherever they stand."""
    example_cycle(home)
    for words in (["note", f"x{text}"], ["voices", "add", "words", "--by", text], ["note", text, "--tip", "5"]):
        tipcycle(words, on=EXAMPLE_TODAY)
    begins = [cell.lstrip("\ufeff \u00a0\t\r\n")[:1] for row in rows(on_scene, no_journal) for cell in row.values()]
    assert not set(begins) & set("=+-@\uff1d\uff0b\uff0d\uff20")
    assert not {cell[:1] for row in rows(on_scene, no_journal) for cell in row.values()} & {"\t", "\r", "\n"}


@pytest.mark.parametrize("text", HARMLESS, ids=repr)
def test_no_apostrophe_too_many(text: str, home: Path, tipcycle: TipcycleRunner, on_scene: RunOnScenario) -> None:
    """Other words stay as they were written."""
    example_cycle(home)
    tipcycle(["note", text], on=EXAMPLE_TODAY)
    assert text in [row["text"] for row in rows(on_scene, no_journal)]


@pytest.mark.parametrize("format", ["json", "csv"])
def test_no_control_characters(format: str, home: Path, tipcycle: TipcycleRunner, on_scene: RunOnScenario) -> None:
    """Nothing that steers a terminal leaves in a document, be it into a file or a pipe."""
    example_cycle(home)
    tipcycle(["note", "a\x1b]0;b\x07c\u202ed\u200be\x9bf"], on=EXAMPLE_TODAY)
    for output in ("-", "x"):
        ran = on_scene(no_journal, f"journal export --format {format} --output {output} --force")
        text = ran.stdout if output == "-" else Path("x").read_text("utf-8-sig")
        assert not set(text) & set("\x1b\x07\u202e\u200b\x9b")
        assert "\\u001b" in text


def test_no_words_in_a_traceback(on_scene: RunOnScenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the program itself fails, not a word of the journal is in what it says."""
    from tipcycle.render import journal_csv

    def fails(journal: object, *_: object) -> str:
        raise RuntimeError(f"SECRET {journal!r}")

    monkeypatch.setattr(journal_csv, "journal_csv", fails)
    ran = on_scene(example_cycle, "journal export --format csv --output -")
    assert ran.exit_code == 1
    assert "SECRET" not in ran.stderr + ran.stdout
    assert "Traceback" not in ran.stderr


def test_what_a_zip_program_sees(on_scene: RunOnScenario) -> None:
    """Any zip program can open the archive."""
    on_scene(example_cycle, "journal export --output mine.zip")
    with zipfile.ZipFile("mine.zip") as source:
        assert source.testzip() is None
        assert source.namelist() == ["manifest.json", *FILES]
