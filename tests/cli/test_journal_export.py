"""`journal export`: the archive contains the files byte for byte; JSON and CSV are safe to open in other programs."""

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

JOURNAL_FILES = ["cycles/2026-03-02.toml", "journal.toml"]


@pytest.fixture(autouse=True)
def export_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, which is next to the journal folder."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


# Archive


def test_archive_contains_all_files(run_on_scenario: RunOnScenario, home: Path) -> None:
    """The message lists the content and the command that restores it."""
    result = run_on_scenario(closed_cycle, "journal export --format archive --output mine.zip", on=EXAMPLE_TODAY)
    assert (result.exit_code, result.stdout) == (0, "")
    files = read_archive(Path("mine.zip").read_bytes(), "")
    assert files == {name: (home / name).read_bytes() for name in JOURNAL_FILES}
    assert "1 cycle, 8 check-ins and 5 voices" in result.stderr
    assert "tipcycle journal restore mine.zip" in result.stderr


def test_export_changes_no_file(run_on_scenario: RunOnScenario, home: Path) -> None:
    closed_cycle(home)
    files_before = file_contents(home)
    for format in ("archive", "json", "csv"):
        assert run_on_scenario(closed_cycle, f"journal export --format {format} --output x.{format}").exit_code == 0
    assert file_contents(home) == files_before


def test_archive_is_reproducible(run_on_scenario: RunOnScenario) -> None:
    """The archive depends neither on the day nor on the language."""
    run_on_scenario(example_cycle, "journal export --output a.zip", on="2026-03-13")
    run_on_scenario(example_cycle, "journal export --output b.zip", on="2026-04-01", lang="nl")
    assert Path("a.zip").read_bytes() == Path("b.zip").read_bytes()


def test_default_file_name(run_on_scenario: RunOnScenario) -> None:
    """The file goes to the current folder, or to a folder that is given."""
    assert run_on_scenario(example_cycle, "journal export").exit_code == 0
    assert Path("tipcycle-journal.zip").is_file()
    Path("stick").mkdir()
    assert run_on_scenario(example_cycle, "journal export --format json --output stick").exit_code == 0
    assert Path("stick/tipcycle-journal.json").is_file()


def test_restore_command_is_quoted(run_on_scenario: RunOnScenario) -> None:
    result = run_on_scenario(example_cycle, ["journal", "export", "--output", "my journal.zip"])
    assert "tipcycle journal restore 'my journal.zip'" in result.stderr


@pytest.mark.parametrize("scenario", [invalid_week, invalid_toml])
def test_archive_contains_unreadable_files(scenario: Scenario, run_on_scenario: RunOnScenario, home: Path) -> None:
    """A file with errors is archived byte for byte, with a warning."""
    result = run_on_scenario(scenario, "journal export --output mine.zip")
    assert result.exit_code == 0
    assert "cannot be read" in result.stderr
    files = read_archive(Path("mine.zip").read_bytes(), "")
    assert files["cycles/2026-03-02.toml"] == (home / "cycles/2026-03-02.toml").read_bytes()


def test_too_large_file_is_rejected(home: Path, run_on_scenario: RunOnScenario) -> None:
    """The message names the file, and no partial archive is written."""
    example_cycle(home)
    with (home / "journal.toml").open("ab") as file:
        file.write(b"#" * 9_000_000)
    result = run_on_scenario(no_journal, "journal export --output mine.zip")
    assert result.exit_code == 65
    assert "journal.toml" in result.stderr
    assert not Path("mine.zip").exists()


def test_empty_journal_gives_an_empty_archive(run_on_scenario: RunOnScenario) -> None:
    result = run_on_scenario(no_journal, "journal export --output mine.zip")
    assert result.exit_code == 0
    assert read_archive(Path("mine.zip").read_bytes(), "") == {}


@pytest.mark.parametrize("format", ["archive", "json", "csv"])
def test_existing_file_is_not_overwritten(format: str, run_on_scenario: RunOnScenario) -> None:
    """An existing file is only replaced with `--force`."""
    Path("x").write_text("mine")
    command = f"journal export --format {format} --output x"
    assert run_on_scenario(example_cycle, command).exit_code == 1
    assert Path("x").read_text() == "mine"
    assert run_on_scenario(example_cycle, f"{command} --force").exit_code == 0
    assert Path("x").read_bytes() != b"mine"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize("format", ["archive", "json", "csv"])
def test_exported_file_is_private(format: str, run_on_scenario: RunOnScenario) -> None:
    """The file and a new folder are private with any umask."""
    previous_umask = os.umask(0)
    try:
        run_on_scenario(example_cycle, f"journal export --format {format} --output new/x")
    finally:
        os.umask(previous_umask)
    assert Path("new/x").stat().st_mode & 0o777 == 0o600
    assert Path("new").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("options", ["--format xml", "--format archive --output -", "--output -"])
def test_invalid_options_are_usage_errors(options: str, run_on_scenario: RunOnScenario) -> None:
    """An unknown format and an archive on stdout are rejected."""
    assert run_on_scenario(example_cycle, f"journal export {options}").exit_code == 2
    assert list(Path().iterdir()) == []


# JSON


def exported_json(
    run_on_scenario: RunOnScenario, scenario: Scenario = example_cycle, *, code: int = 0
) -> dict[str, object]:
    """Return the journal, exported as JSON."""
    result = run_on_scenario(scenario, "journal export --format json --output -", on=EXAMPLE_TODAY)
    assert result.exit_code == code
    document = json.loads(result.stdout)
    assert isinstance(document, dict)
    return document


def test_json_contains_all_events(run_on_scenario: RunOnScenario, home: Path) -> None:
    """The document has version 1 and each key of each event of each file."""
    document = exported_json(run_on_scenario, closed_cycle)
    assert (document["version"], document["unread"]) == (1, 0)
    assert list(document) == ["version", "profile", "journal", "cycles", "own_tips", "unread"]
    (cycle,) = document["cycles"]  # type: ignore[misc]
    assert (cycle["id"], cycle["number"], cycle["ends"], cycle["weeks"]) == ("2026-03-02", 1, "2026-05-03", 9)
    assert (cycle["five"], cycle["closed_on"]) == ([5, 33, 34, 13, 42], "2026-05-03")
    tables = tomllib.loads((home / "cycles/2026-03-02.toml").read_text("utf-8"))
    expected = {
        (kind, table["id"]): set(table) for kind in tables if kind != "cycle" for table in as_event_list(tables[kind])
    }
    assert {(event["kind"], event["values"]["id"]): set(event["values"]) for event in cycle["blocks"]} == expected
    assert [event["values"]["at"] for event in cycle["blocks"]] == sorted(
        event["values"]["at"] for event in cycle["blocks"]
    )


def as_event_list(value: object) -> list[dict[str, object]]:
    """Return the value if it is a list of events, else an empty list."""
    return value if isinstance(value, list) else []


def test_json_contains_unknown_tables(home: Path, run_on_scenario: RunOnScenario) -> None:
    """Values that JSON cannot represent are exported as text."""
    example_cycle(home)
    unknown_table = (
        "\n[[mood]]\nx = [nan, inf, 07:30:00, 2026-03-06, 0xFFFFFFFFFFFFFFFFFFFF]\n[mood.deep]\nfar.off = true\n"
    )
    with (home / "journal.toml").open("a", encoding="utf-8") as file:
        file.write(unknown_table)
    document = exported_json(run_on_scenario, no_journal)
    mood = document["journal"]["blocks"][-1]  # type: ignore[index]
    assert mood["kind"] == "mood"
    assert mood["values"]["x"] == ["nan", "inf", "07:30:00", "2026-03-06", "0xffffffffffffffffffff"]
    assert mood["values"]["deep"] == {"far": {"off": True}}


def test_json_contains_undone_events_and_own_tips(
    home: Path, run_on_scenario: RunOnScenario, tipcycle: TipcycleRunner
) -> None:
    """Undone events are marked as undone. Own tips are exported unchanged."""
    example_cycle(home)
    tipcycle("note gone", on=EXAMPLE_TODAY)
    tipcycle("undo --yes", on=EXAMPLE_TODAY)
    (home / "tips.toml").write_text("format = 1\n[[tip]]\nid = 201\nslug = 'a'\n")
    document = exported_json(run_on_scenario, no_journal)
    events = document["cycles"][0]["blocks"]  # type: ignore[index]
    assert [event["values"]["text"] for event in events if event["undone"]] == ["gone"]
    assert document["own_tips"] == [{"id": 201, "slug": "a"}]


@pytest.mark.parametrize("scenario", [invalid_week, invalid_toml])
def test_json_counts_unreadable_events(scenario: Scenario, run_on_scenario: RunOnScenario) -> None:
    """Unreadable events are counted in `unread`, and the exit code is 3."""
    assert exported_json(run_on_scenario, scenario, code=3)["unread"] == 1


# CSV


def csv_rows(run_on_scenario: RunOnScenario, scenario: Scenario = example_cycle) -> list[dict[str, str]]:
    """Return the rows of the journal, exported as CSV."""
    result = run_on_scenario(scenario, "journal export --format csv --output -", on=EXAMPLE_TODAY)
    assert result.exit_code == 0
    return list(csv.DictReader(io.StringIO(result.stdout, newline="")))


def test_csv_has_one_row_per_week_and_tip(run_on_scenario: RunOnScenario) -> None:
    """A tip has a row for each week in which it is one of the five. The statuses are those of docs/rules.md §9."""
    weeks = [row for row in csv_rows(run_on_scenario) if row["row"] == "week"]
    signs = {"did": "D", "costly": "C", "missed": "M", "none": "N", "paused": "P", "open": "?", "not_begun": "."}
    signs_by_tip: dict[str, str] = {}
    for row in weeks:
        signs_by_tip[row["tip"]] = signs_by_tip.get(row["tip"], "") + signs[row["status"]]
    assert signs_by_tip == {
        "5": "DDDDMPDDD", "33": "DNDDNPDCD", "34": "DDDDDPDDD", "68": "???", "13": "DDPDMD", "42": "DMMDMPMDM",
    }  # fmt: skip
    (first_row,) = [row for row in weeks if row["week"] == "2026-W10" and row["tip"] == "5"]
    assert (first_row["cycle"], first_row["monday"], first_row["kind"], first_row["team"], first_row["customers"]) == (
        "1", "2026-03-02", "ritual", "3", "2",
    )  # fmt: skip
    assert first_row["title"]


def test_csv_has_one_row_per_text(run_on_scenario: RunOnScenario) -> None:
    """Each row has the author, the subject, and whether the text is shared."""
    texts = {row["text"]: row for row in csv_rows(run_on_scenario) if row["row"] == "text"}
    voice = texts["You are the first who rings before I had to get angry."]
    assert (voice["what"], voice["by"], voice["shared"], voice["week"]) == ("voice", "a customer", "yes", "2026-W12")
    note = texts["SECRET note about a tip"]
    assert (note["what"], note["tip"], note["shared"]) == ("note", "5", "no")
    kinds = sorted(row["what"] for row in texts.values())
    assert kinds == ["answer", "note", "note", "note", "pause", "running", "swap", "voice", "voice", "words"]


def test_csv_file_starts_with_a_byte_order_mark(run_on_scenario: RunOnScenario) -> None:
    """A spreadsheet needs the mark to read UTF-8. The first line contains the column names."""
    run_on_scenario(example_cycle, "journal export --format csv --output x.csv")
    data = Path("x.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfrow,cycle,week")
    assert data.decode("utf-8-sig").splitlines()[0] == ",".join(COLUMNS)
    assert b"\r\n" in data


def test_csv_of_an_empty_journal_is_empty(run_on_scenario: RunOnScenario) -> None:
    assert csv_rows(run_on_scenario, no_journal) == []


FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\ufeff=1", "\uff1d1", "\uff0b1",
    "\uff0d1", "\uff201", "=HYPERLINK(\"http://example.org\")", "=cmd|' /C calc'!A0", "- a dash", " \ufeff -1",
]  # fmt: skip
HARMLESS = ["a=b", "1+1", "it is = to", "'=1", '"=1"', "ok\n=1 on a second line", "é"]


@pytest.mark.parametrize("text", FORMULAS, ids=repr)
def test_csv_escapes_formulas(text: str, home: Path, tipcycle: TipcycleRunner, run_on_scenario: RunOnScenario) -> None:
    """A text that a spreadsheet would run as a formula gets a leading apostrophe in every column."""
    example_cycle(home)
    for args in (["note", f"x{text}"], ["voices", "add", "words", "--by", text], ["note", text, "--tip", "5"]):
        tipcycle(args, on=EXAMPLE_TODAY)
    first_characters = [
        cell.lstrip("\ufeff \u00a0\t\r\n")[:1] for row in csv_rows(run_on_scenario, no_journal) for cell in row.values()
    ]
    assert not set(first_characters) & set("=+-@\uff1d\uff0b\uff0d\uff20")
    assert not {cell[:1] for row in csv_rows(run_on_scenario, no_journal) for cell in row.values()} & {"\t", "\r", "\n"}


@pytest.mark.parametrize("text", HARMLESS, ids=repr)
def test_csv_keeps_other_texts(text: str, home: Path, tipcycle: TipcycleRunner, run_on_scenario: RunOnScenario) -> None:
    example_cycle(home)
    tipcycle(["note", text], on=EXAMPLE_TODAY)
    assert text in [row["text"] for row in csv_rows(run_on_scenario, no_journal)]


@pytest.mark.parametrize("format", ["json", "csv"])
def test_export_escapes_control_characters(
    format: str, home: Path, tipcycle: TipcycleRunner, run_on_scenario: RunOnScenario
) -> None:
    """Control characters are escaped in a file and on stdout."""
    example_cycle(home)
    tipcycle(["note", "a\x1b]0;b\x07c\u202ed\u200be\x9bf"], on=EXAMPLE_TODAY)
    for output in ("-", "x"):
        result = run_on_scenario(no_journal, f"journal export --format {format} --output {output} --force")
        text = result.stdout if output == "-" else Path("x").read_text("utf-8-sig")
        assert not set(text) & set("\x1b\x07\u202e\u200b\x9b")
        assert "\\u001b" in text


def test_internal_error_shows_no_journal_content(
    run_on_scenario: RunOnScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tipcycle.render import journal_csv

    def fails(journal: object, *_: object) -> str:
        raise RuntimeError(f"SECRET {journal!r}")

    monkeypatch.setattr(journal_csv, "journal_csv", fails)
    result = run_on_scenario(example_cycle, "journal export --format csv --output -")
    assert result.exit_code == 1
    assert "SECRET" not in result.stderr + result.stdout
    assert "Traceback" not in result.stderr


def test_archive_is_a_valid_zip_file(run_on_scenario: RunOnScenario) -> None:
    run_on_scenario(example_cycle, "journal export --output mine.zip")
    with zipfile.ZipFile("mine.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["manifest.json", *JOURNAL_FILES]
