"""Reviews, booklets and cards as files: names, formats, protection of existing files, content and questions."""

import io
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import TIPCYCLE_PATH, RunOnScenario, subprocess_environ
from tests.cli.scenarios import (
    EXAMPLE_TODAY,
    Scenario,
    closed_cycle,
    example_cycle,
    file_contents,
    no_journal,
    planned_cycle,
    second_cycle,
)
from tests.cli.terminal import StartTerminal, TerminalSession, last_event, start_terminal
from tests.conftest import TipcycleRunner
from tests.parametrize import in_each_lang
from tipcycle import __version__
from tipcycle.cli import export_files
from tipcycle.core.errors import DiskError, ExitCode

__all__ = ["start_terminal"]  # fixture of terminal.py; the name has to be in this module


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a new current folder."""
    path = tmp_path / "desk"
    path.mkdir()
    monkeypatch.chdir(path)
    return path


def file_names(folder: Path) -> set[str]:
    """Return the names of all files in a folder, including temporary files."""
    return {path.name for path in folder.iterdir()}


def read_text(path: Path) -> str:
    """Return the text of a file; of a PDF, the extracted text."""
    if path.suffix != ".pdf":
        return path.read_text("utf-8")
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


# File names

DEFAULT_NAMES = [
    ("review --format pdf", "review-2026-03-02.pdf"),
    ("review --format pdf --private", "review-2026-03-02-private.pdf"),
    ("review --format pdf --paper us-letter", "review-2026-03-02.pdf"),
    ("review 1 --format html", "review-2026-03-02.html"),
    ("review --private --format html", "review-2026-03-02-private.html"),
    ("review --year", "voices-2026.pdf"),
    ("card", "card-2026-03-02.pdf"),
    ("card --format html", "card-2026-03-02.html"),
]


@in_each_lang
@pytest.mark.parametrize(
    ("args", "suggested"),
    [
        ("review --format pdf --output sheet.doc", "sheet.pdf"),
        ("review --output Sheet.DOCX", "Sheet.pdf"),
        ("review --format html --output sheet.pdf", "sheet.html"),
        ("review --format json --output out/x.csv", "x.json"),
        ("review --format screen --output x.html", "x.txt"),
        ("review --year --output x.odt", "x.pdf"),
        ("card --output c.png", "c.pdf"),
        ("calendar --output a.pdf", "a.ics"),
        ("voices wall --output w.pdf", "w.html"),
        ("journal export --output j.doc", "j.zip"),
        ("journal export --format csv --output j.xlsx", "j.csv"),
        ("journal export --format archive --output j.json", "j.zip"),
    ],
)
def test_wrong_extension_is_rejected(
    args: str, suggested: str, lang: str, folder: Path, run_on_scenario: RunOnScenario
) -> None:
    """The hint has a suitable name. No file is created, not even with `--force`."""
    result = run_on_scenario(example_cycle, f"{args} --force", on=EXAMPLE_TODAY, lang=lang)
    assert (result.exit_code, result.stdout, file_names(folder)) == (2, "", set())
    assert result.stderr.rpartition("hint: ")[2].split()[-1] == suggested


@pytest.mark.parametrize(
    ("args", "start"),
    [
        ("review --format html --output x.HTM", b"<!"),
        ("review --format markdown --output round.1", b"# "),
        ("review --format markdown --output x.txt", b"# "),
        ("journal export --output j.json", b"{"),
        ("journal export --output j.CSV", b"\xef\xbb\xbf"),
        ("journal export --output j", b"PK"),
    ],
)
def test_matching_or_unknown_extension_is_accepted(
    args: str, start: bytes, folder: Path, run_on_scenario: RunOnScenario
) -> None:
    """An unknown extension is part of the name. A known extension sets the format of an export."""
    assert run_on_scenario(example_cycle, args, on=EXAMPLE_TODAY).exit_code == 0
    (file,) = folder.iterdir()
    assert file.name == args.split()[-1]
    assert file.read_bytes().startswith(start)


@in_each_lang
@pytest.mark.parametrize(("args", "name"), DEFAULT_NAMES, ids=[args for args, _ in DEFAULT_NAMES])
def test_default_file_names(args: str, name: str, lang: str, run_on_scenario: RunOnScenario, folder: Path) -> None:
    """The name is in the language of the run. The file is in the current folder and private, and stdout is empty."""
    if lang == "nl":
        dutch = {"review": "terugblik", "private": "prive", "voices": "uitspraken", "card": "kaartjes"}
        name = re.sub("[a-z]{4,}", lambda match: dutch.get(match[0], match[0]), name)
    result = run_on_scenario(example_cycle, args, on=EXAMPLE_TODAY, lang=lang)
    assert (result.exit_code, result.stdout, file_names(folder)) == (0, "", {name})
    assert str(folder / name) in result.stderr
    if os.name != "nt":
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("output", "start"),
    [
        ("sheet.pdf", "%PDF"),
        ("SHEET.PDF", "%PDF"),
        ("sheet.html", "<!DOCTYPE html>"),
        ("sheet.md", "# Review, cycle 1"),
        ("sheet.json", '{\n  "version": 1'),
        ("sheet.txt", "Review, cycle 1, 2 March"),
        ("sheet", "Review, cycle 1, 2 March"),
        ("deep/er/sheet.md", "# Review"),
    ],
)
def test_extension_sets_the_format(output: str, start: str, run_on_scenario: RunOnScenario, folder: Path) -> None:
    """The extension of `--output` sets the format. A missing folder is created."""
    assert run_on_scenario(example_cycle, ["review", "--output", output], on=EXAMPLE_TODAY).exit_code == 0
    assert (folder / output).read_bytes().decode("latin-1").startswith(start)


def test_format_option_has_priority_over_extension(run_on_scenario: RunOnScenario, folder: Path) -> None:
    run_on_scenario(example_cycle, "review --format markdown --output sheet.txt", on=EXAMPLE_TODAY)
    assert read_text(folder / "sheet.txt").startswith("# Review")


def test_new_output_folder_keeps_the_default_name(run_on_scenario: RunOnScenario, folder: Path) -> None:
    """A slash at the end names a folder, which is made."""
    result = run_on_scenario(example_cycle, "review --format markdown --output new/folder/", on="2026-05-03")
    assert result.exit_code == 0, result.stderr
    (path,) = (folder / "new" / "folder").iterdir()
    assert str(path) in result.stderr
    assert f"This folder is new: {path.parent}\n" in result.stderr
    again = run_on_scenario(example_cycle, f"review --format markdown --output {path.parent}/b.md", on="2026-05-03")
    assert "This folder is new" not in again.stderr


@pytest.mark.parametrize("args", ["review --format markdown", "card", "calendar", "voices wall", "journal export"])
def test_end_of_options_is_no_file_name(args: str, run_on_scenario: RunOnScenario, folder: Path) -> None:
    """`--output --` lacks a value. No file called `--` is written."""
    result = run_on_scenario(example_cycle, f"{args} --output --", on="2026-05-03")
    assert (result.exit_code, "this needs a value: --output" in result.stderr) == (2, True), result.stderr
    assert not (folder / "--").exists()


@pytest.mark.parametrize("output", ["dangling/x.md", "dangling/new/x.md", "dangling/"])
@pytest.mark.skipif(sys.platform == "win32", reason="links need rights here")
def test_output_below_a_dangling_link_is_rejected(output: str, run_on_scenario: RunOnScenario, folder: Path) -> None:
    """The folder of a drive that is not mounted is not made."""
    (folder / "dangling").symlink_to(folder / "not-mounted")
    result = run_on_scenario(example_cycle, f"review --format markdown --output {output}", on="2026-05-03")
    assert (result.exit_code != 0, "this is no place for a file" in result.stderr) == (True, True)
    assert not (folder / "not-mounted").exists()


@pytest.mark.parametrize("output", ["dangling.md", "~nosuchuser/x.md", "~nosuchuser/"])
@pytest.mark.skipif(sys.platform == "win32", reason="links need rights here")
def test_output_that_leads_nowhere_is_rejected(run_on_scenario: RunOnScenario, folder: Path, output: str) -> None:
    """Nothing is made behind a link to a drive that is not there, nor in a folder called `~name`."""
    (folder / "dangling.md").symlink_to(folder / "not-mounted" / "x.md")
    result = run_on_scenario(example_cycle, f"review --format markdown --output {output}", on="2026-05-03")
    assert result.exit_code != 0
    assert "this is no place for a file" in result.stderr
    assert [path.name for path in folder.iterdir() if path.name != "home"] == ["dangling.md"]


def test_output_folder_keeps_the_default_name(run_on_scenario: RunOnScenario, folder: Path) -> None:
    (folder / "out").mkdir()
    run_on_scenario(example_cycle, "review --format pdf --output out", on=EXAMPLE_TODAY)
    assert file_names(folder / "out") == {"review-2026-03-02.pdf"}


@pytest.mark.parametrize("format", ["markdown", "json", "html"])
def test_file_and_stdout_have_the_same_content(
    format: str, run_on_scenario: RunOnScenario, tipcycle: TipcycleRunner, folder: Path
) -> None:
    run_on_scenario(example_cycle, f"review --format {format} --output file", on=EXAMPLE_TODAY)
    output = tipcycle(f"review --format {format} --output -", on=EXAMPLE_TODAY).stdout
    assert read_text(folder / "file") == output


def test_pdf_can_be_written_to_a_pipe(home: Path, folder: Path) -> None:
    """Stdout contains only the PDF, and no file is created."""
    example_cycle(home)
    args = [str(TIPCYCLE_PATH), "review", "--format", "pdf", "--output", "-"]
    result = subprocess.run(
        args, env=subprocess_environ(home, on=EXAMPLE_TODAY), capture_output=True, check=True, timeout=60
    )
    assert len(PdfReader(io.BytesIO(result.stdout), strict=True).pages) == 2
    assert file_names(folder) == set()


# Refused output


@pytest.mark.parametrize("args", ["review --format pdf", "review --format html", "review --year", "card"])
def test_existing_file_is_replaced_only_with_force(
    args: str, run_on_scenario: RunOnScenario, tipcycle: TipcycleRunner, folder: Path
) -> None:
    """Without `--force` the command is rejected before the PDF is made."""
    run_on_scenario(example_cycle, args, on=EXAMPLE_TODAY)
    (file,) = folder.iterdir()
    file.write_text("mine")
    result = tipcycle(args, on=EXAMPLE_TODAY)
    assert (result.exit_code, file.read_text()) == (1, "mine")
    assert "Setting" not in result.stderr, "nobody waits for a sheet that cannot be written"
    assert "--force" in result.stderr
    assert tipcycle(f"{args} --force", on=EXAMPLE_TODAY).exit_code == 0
    assert file.read_bytes() != b"mine"
    assert file_names(folder) == {file.name}


def test_force_replaces_the_target_of_a_symlink(run_on_scenario: RunOnScenario, folder: Path) -> None:
    (folder / "real.pdf").write_text("old")
    (folder / "link.pdf").symlink_to("real.pdf")
    assert run_on_scenario(example_cycle, "review --output link.pdf --force", on=EXAMPLE_TODAY).exit_code == 0
    assert (folder / "link.pdf").is_symlink()
    assert (folder / "real.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    "name", ["journal.toml", "cycles/2026-03-02.toml", "cycles/new.pdf", ".tipcycle/x.pdf", "tips.toml"]
)
def test_output_never_replaces_journal_files(name: str, run_on_scenario: RunOnScenario, home: Path) -> None:
    """The files of the journal are not replaced, not even with `--force`."""
    example_cycle(home)
    files_before = file_contents(home)
    result = run_on_scenario(
        example_cycle, ["review", "--format", "pdf", "--force", "--output", str(home / name)], on=EXAMPLE_TODAY
    )
    assert (result.exit_code, file_contents(home)) == (1, files_before)


def test_output_never_replaces_journal_files_through_a_symlink(
    run_on_scenario: RunOnScenario, home: Path, folder: Path
) -> None:
    example_cycle(home)
    files_before = file_contents(home)
    (folder / "there.pdf").symlink_to(home / "cycles" / "2026-03-02.toml")
    assert run_on_scenario(example_cycle, "review --output there.pdf --force", on=EXAMPLE_TODAY).exit_code == 1
    assert file_contents(home) == files_before


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ("review --format docx", 2),
        ("review --paper a3 --format pdf", 2),
        ("review --year --private", 2),
        ("review --year --format html", 2),
        ("review --open --output -", 2),
        ("review 9 --format pdf", 1),
        ("review --format pdf --output /dev/null --force", 1),
        ("card --format docx", 2),
        ("card --paper a3", 2),
        ("card --open --output -", 2),
    ],
)
def test_invalid_options_create_no_file(args: str, code: int, run_on_scenario: RunOnScenario, folder: Path) -> None:
    result = run_on_scenario(example_cycle, args, on=EXAMPLE_TODAY)
    assert (result.exit_code, result.stdout, file_names(folder)) == (code, "", set())
    assert result.stderr.startswith("not done: ")
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("args", ["review --format pdf", "review --year", "card", "card --invite"])
def test_output_without_a_cycle_is_rejected(args: str, run_on_scenario: RunOnScenario, folder: Path) -> None:
    result = run_on_scenario(no_journal, args)
    assert (result.exit_code, file_names(folder)) == (1, set())
    assert "you have not picked your five" in result.stderr


@pytest.mark.parametrize("args", ["review --format pdf", "review --year"])
def test_review_of_a_planned_cycle_is_rejected(args: str, run_on_scenario: RunOnScenario) -> None:
    """A review of a planned cycle is rejected, but its cards can be printed."""
    assert run_on_scenario(planned_cycle, args, on="2026-02-27").exit_code == 1
    assert run_on_scenario(planned_cycle, "card", on="2026-02-27").exit_code == 0


def test_full_disk_is_reported(run_on_scenario: RunOnScenario, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The exit code is 74. The message has the path and the reason, and no partial file is left."""

    def fail(target: Path, data: bytes) -> None:
        raise DiskError(str(target), "No space left on device")

    monkeypatch.setattr(export_files, "create_file", fail)
    result = run_on_scenario(example_cycle, "review --format pdf", on=EXAMPLE_TODAY)
    assert (result.exit_code, file_names(folder)) == (ExitCode.DISK_ERROR, set())
    assert f"{folder / 'review-2026-03-02.pdf'}: No space left on device" in result.stderr


def test_missing_font_is_reported(
    run_on_scenario: RunOnScenario, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message has the name of the font, and the hint is a text format."""
    monkeypatch.setattr("tipcycle.render.pdf.FONT_FAMILIES", ("No Such Sans",))
    result = run_on_scenario(example_cycle, "review --format pdf", on=EXAMPLE_TODAY)
    assert (result.exit_code, file_names(folder)) == (1, set())
    assert "the printout could not be made: No Such Sans" in result.stderr
    assert "--format markdown" in result.stderr


# Opening


def record_opened_files(monkeypatch: pytest.MonkeyPatch, *, succeeds: bool) -> list[Path]:
    """Replace the function that opens files. Return the list to which the replacement adds each path."""
    paths: list[Path] = []

    def open_file(path: Path) -> bool:
        paths.append(path)
        return succeeds

    monkeypatch.setattr(export_files, "open_file", open_file)
    return paths


@pytest.mark.parametrize(
    "args", ["review --open", "review --format html --open", "review --year --open", "card --open"]
)
def test_open_option_opens_the_written_file(
    args: str, run_on_scenario: RunOnScenario, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The path is absolute. `review --open` writes a PDF."""
    opened_paths = record_opened_files(monkeypatch, succeeds=True)
    assert run_on_scenario(example_cycle, args, on=EXAMPLE_TODAY).exit_code == 0
    assert opened_paths == list(folder.iterdir())


def test_failure_to_open_the_file_is_no_error(
    run_on_scenario: RunOnScenario, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is written, and a message is printed."""
    record_opened_files(monkeypatch, succeeds=False)
    result = run_on_scenario(example_cycle, "review --open", on=EXAMPLE_TODAY)
    assert (result.exit_code, file_names(folder)) == (0, {"review-2026-03-02.pdf"})
    assert "Nothing here could open it" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows opens files by itself")
@pytest.mark.parametrize("name", ["a.pdf", "a b;touch oops.pdf", "$(touch oops).pdf", "-rf.pdf"])
def test_file_is_opened_without_a_shell(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The opener gets the whole path as one argument."""
    received_args = folder / "seen"
    opener = folder / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$1" > "{received_args}"\n')
    opener.chmod(0o755)
    monkeypatch.setattr(export_files.sys, "platform", "linux")
    monkeypatch.setenv("PATH", f"{opener.parent}:/usr/bin:/bin")
    assert export_files.open_file(folder / name)
    assert received_args.read_text().splitlines() == ["1", str(folder / name)]
    assert not (folder / "oops").exists()


# Content


@pytest.mark.parametrize("args", [args for args, _ in DEFAULT_NAMES if "--private" not in args])
@pytest.mark.parametrize("scenario", [example_cycle, closed_cycle, second_cycle])
def test_files_contain_no_private_texts_by_default(
    args: str, scenario: Scenario, run_on_scenario: RunOnScenario, folder: Path
) -> None:
    """Private remarks, reasons of pauses and private answers are left out."""
    assert run_on_scenario(scenario, args, on="2026-05-04").exit_code == 0
    for file in folder.iterdir():
        assert "SECRET" not in read_text(file)


@pytest.mark.parametrize("format", ["pdf", "html", "markdown", "json"])
def test_private_review_contains_all_texts(format: str, run_on_scenario: RunOnScenario, folder: Path) -> None:
    run_on_scenario(example_cycle, f"review --private --format {format} --output mine", on=EXAMPLE_TODAY)
    path = folder / "mine"
    text = read_text(path.rename("mine.pdf") if format == "pdf" else path).replace("\n", " ")
    for secret in (
        "reply about the sentence",
        "note about a tip",
        "loose note",
        "reason for the week off",
        "voice, tired",
    ):
        assert f"SECRET {secret}" in text


def test_review_has_the_touchstone_of_its_cycle(
    run_on_scenario: RunOnScenario, tipcycle: TipcycleRunner, folder: Path
) -> None:
    """The review of a closed cycle has the touchstone at the close, not a later one."""
    run_on_scenario(example_cycle, ["sentence", "Nobody tells it twice."], on="2026-03-10")
    tipcycle("review --format pdf", on=EXAMPLE_TODAY)
    assert "Nobody tells it twice." in read_text(folder / "review-2026-03-02.pdf")
    assert "(provisional)" in read_text(folder / "review-2026-03-02.pdf")
    tipcycle("close --keep 5,33,34,13,42", on=EXAMPLE_TODAY)
    tipcycle(["sentence", "Another one."], on="2026-06-01")
    tipcycle("review --format pdf --force", on="2026-06-02")
    assert "Nobody tells it twice." in read_text(folder / "review-2026-03-02.pdf")
    assert "Another one." not in read_text(folder / "review-2026-03-02.pdf")


@pytest.mark.parametrize("format", ["pdf", "html"])
def test_card_has_no_provisional_touchstone(
    format: str, run_on_scenario: RunOnScenario, tipcycle: TipcycleRunner, folder: Path
) -> None:
    """A card is used for two months, so it has the touchstone only after it is written together."""
    card = folder / f"card-2026-03-02.{format}"
    run_on_scenario(example_cycle, ["sentence", "Nobody tells it twice."], on="2026-03-10")
    tipcycle(f"card --format {format}", on=EXAMPLE_TODAY)
    assert "tells it twice" not in read_text(card)
    tipcycle("sentence --together 2026-03-10", on="2026-03-10")
    tipcycle(f"card --format {format} --force", on=EXAMPLE_TODAY)
    assert "Nobody tells it twice." in read_text(card)


def test_booklet_as_markdown(run_on_scenario: RunOnScenario) -> None:
    """The booklet has the shared voices and no figures except the year."""
    result = run_on_scenario(example_cycle, "review --year --format markdown", on=EXAMPLE_TODAY)
    assert result.stdout.splitlines()[:3] == ["# Heard, a year long", "", "team Service, 2026"]
    assert "> You are the first who rings before I had to get angry." in result.stdout
    assert "SECRET" not in result.stdout


def test_invitation_is_a_text_on_stdout(run_on_scenario: RunOnScenario, folder: Path) -> None:
    """The text has the five tips, the installation command and the command that picks the same five."""
    result = run_on_scenario(example_cycle, "card --invite", on=EXAMPLE_TODAY)
    assert (result.exit_code, result.stderr, file_names(folder)) == (0, "", set())
    assert "  05 Spend an hour a week where customers wait\n" in result.stdout
    assert "tipcycle pick 05 33 34 13 42\n" in result.stdout
    assert f"pipx install ./tipcycle-{__version__}-py3-none-any.whl" in result.stdout
    assert "team Service" not in result.stdout


def test_invitation_in_dutch_has_the_dutch_command(run_on_scenario: RunOnScenario) -> None:
    assert (
        "tipcycle kies 05 33 34 13 42\n"
        in run_on_scenario(example_cycle, "card --invite", on=EXAMPLE_TODAY, lang="nl").stdout
    )


def test_html_cards_are_self_contained(run_on_scenario: RunOnScenario, folder: Path) -> None:
    """The page has eight cards and no script, link or request."""
    run_on_scenario(example_cycle, "card --format html", on=EXAMPLE_TODAY)
    page = read_text(folder / "card-2026-03-02.html")
    assert page.count("<section>") == 8
    assert "default-src 'none'" in page
    for text in ("<script", "http:", "https:", "src=", "href=", "url("):
        assert text not in page


# Questions on a terminal


@in_each_lang
def test_first_review_asks_for_name_and_team(
    lang: str, home: Path, start_terminal: StartTerminal, folder: Path
) -> None:
    """The review also asks for a summary and the shared texts. The second review does not ask for name and team."""
    example_cycle(home)
    (home / "journal.toml").unlink()
    terminal = TerminalSession(home, ["review", "--output", str(folder / "a.pdf")], on=EXAMPLE_TODAY, lang=lang)
    assert terminal.lines("It is calm.", "1", "", "somebody", "team Desk").end() == 0
    assert last_event(home, "words") == {"text": "It is calm."}
    text = read_text(folder / "a.pdf")
    assert "team Desk" in text
    assert "somebody" in text
    assert "It is calm." in text
    assert "angry" not in text
    second = TerminalSession(home, ["review", "--output", str(folder / "b.pdf")], on=EXAMPLE_TODAY, lang=lang)
    assert second.lines("", "").end() == 0


def event_count(home: Path) -> int:
    """Return the number of events in the cycle file."""
    return (home / "cycles" / "2026-03-02.toml").read_text("utf-8").count("[[")


@pytest.mark.parametrize(
    ("scenario", "args"),
    [(example_cycle, ["review", "--json"]), (example_cycle, ["review", "--format", "markdown"]),
     (closed_cycle, ["review"]), (example_cycle, ["review", "--year", "--format", "markdown"])],
    ids=["json", "markdown", "closed", "year"],
)  # fmt: skip
def test_no_questions_for_data_formats_or_closed_cycles(
    scenario: Scenario, args: list[str], home: Path, start_terminal: StartTerminal
) -> None:
    scenario(home)
    count_before = event_count(home)
    assert TerminalSession(home, args, on="2026-05-04", lang="en").end() == 0
    assert event_count(home) == count_before


def test_abort_at_the_last_question_saves_nothing(home: Path, start_terminal: StartTerminal, folder: Path) -> None:
    example_cycle(home)
    (home / "journal.toml").unlink()
    files_before = file_contents(home)
    terminal = TerminalSession(home, ["review", "--output", str(folder / "a.pdf")], on=EXAMPLE_TODAY, lang="en")
    assert terminal.lines("It is calm.", "1", "", "somebody").after("team", "\x04").end() == 1
    assert file_contents(home) == files_before
    assert file_names(folder) == set()


def test_existing_file_is_rejected_before_the_questions(
    home: Path, start_terminal: StartTerminal, folder: Path
) -> None:
    example_cycle(home)
    (folder / "a.pdf").write_text("mine")
    assert TerminalSession(home, ["review", "--output", str(folder / "a.pdf")], on=EXAMPLE_TODAY, lang="en").end() == 1


def test_pdf_is_not_written_to_a_terminal(home: Path, start_terminal: StartTerminal) -> None:
    """The command is rejected before any question."""
    example_cycle(home)
    terminal = TerminalSession(home, ["review", "--format", "pdf", "--output", "-"], on=EXAMPLE_TODAY, lang="en")
    assert terminal.end() == 2
    assert "%PDF" not in terminal.output


def test_formats_have_the_same_numbers(run_on_scenario: RunOnScenario, tipcycle: TipcycleRunner, folder: Path) -> None:
    """The numbers in the JSON document are also in the PDF, the page and the texts."""
    document = json.loads(run_on_scenario(example_cycle, "review --json", on=EXAMPLE_TODAY).stdout)
    for name in ("a.pdf", "a.html", "a.md", "a.txt"):
        assert tipcycle(f"review --output {name}", on=EXAMPLE_TODAY).exit_code == 0
        text = " ".join(read_text(folder / name).split())
        for tip in document["tips"]:
            if tip["kind"] == "ritual" and tip["counted"]:
                assert f"{tip['did']} of {tip['counted']} weeks" in text, name
        assert "each time it occurred (6)" in text
        assert "done for good since 27 March" in text
