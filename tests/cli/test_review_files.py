"""Reviews, booklets and cards as files: where they go, what they are called, and what is never overwritten."""

import io
import json
import os
import stat
import subprocess
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
from tests.cli.test_terminal import Talk, TalkOn, last, talk
from tests.conftest import TipcycleRunner
from tests.parametrize import in_each_lang
from tipcycle.cli import export_files
from tipcycle.core.errors import DiskError, ExitCode

__all__ = ["talk"]  # a fixture of the terminal's tests


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test works in a folder of its own."""
    here = tmp_path / "desk"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


def names(folder: Path) -> set[str]:
    """What lies in a folder; no temporary file is ever left."""
    return {path.name for path in folder.iterdir()}


def text_of(path: Path) -> str:
    """What can be read in a file."""
    if path.suffix != ".pdf":
        return path.read_text("utf-8")
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


# Names and places

NAMED = [
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
    ("words", "called"),
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
def test_a_name_that_says_something_else_is_refused(
    words: str, called: str, lang: str, folder: Path, on_scene: RunOnScenario
) -> None:
    """No program would open it; the hint is the name that fits, and nothing is made, also with --force."""
    ran = on_scene(example_cycle, f"{words} --force", on=EXAMPLE_TODAY, lang=lang)
    assert (ran.exit_code, ran.stdout, names(folder)) == (2, "", set())
    assert ran.stderr.rpartition("hint: ")[2].split()[-1] == called


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("review --format html --output x.HTM", b"<!"),
        ("review --format markdown --output round.1", b"# "),
        ("review --format markdown --output x.txt", b"# "),
        ("journal export --output j.json", b"{"),
        ("journal export --output j.CSV", b"\xef\xbb\xbf"),
        ("journal export --output j", b"PK"),
    ],
)
def test_a_name_that_fits_or_says_nothing_is_taken(
    words: str, begins: bytes, folder: Path, on_scene: RunOnScenario
) -> None:
    """An ending that is a part of the name stays; an export is of the kind that its name says."""
    assert on_scene(example_cycle, words, on=EXAMPLE_TODAY).exit_code == 0
    (made,) = folder.iterdir()
    assert made.name == words.split()[-1]
    assert made.read_bytes().startswith(begins)


@in_each_lang
@pytest.mark.parametrize(("words", "name"), NAMED, ids=[words for words, _ in NAMED])
def test_a_file_is_called_by_what_it_is(
    words: str, name: str, lang: str, on_scene: RunOnScenario, folder: Path
) -> None:
    """In the working folder, for its owner alone, under the same name in both languages; stdout stays empty."""
    ran = on_scene(example_cycle, words, on=EXAMPLE_TODAY, lang=lang)
    assert (ran.exit_code, ran.stdout, names(folder)) == (0, "", {name})
    assert str(folder / name) in ran.stderr
    if os.name != "nt":
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("output", "begins"),
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
def test_the_name_of_a_file_says_its_format(output: str, begins: str, on_scene: RunOnScenario, folder: Path) -> None:
    """`--output` alone is enough; a folder that is missing is made."""
    assert on_scene(example_cycle, ["review", "--output", output], on=EXAMPLE_TODAY).exit_code == 0
    assert (folder / output).read_bytes().decode("latin-1").startswith(begins)


def test_a_named_format_wins_over_the_name_of_the_file(on_scene: RunOnScenario, folder: Path) -> None:
    """Whoever says both means the format."""
    on_scene(example_cycle, "review --format markdown --output sheet.txt", on=EXAMPLE_TODAY)
    assert text_of(folder / "sheet.txt").startswith("# Review")


def test_in_a_folder_the_file_gets_its_usual_name(on_scene: RunOnScenario, folder: Path) -> None:
    """`--output FOLDER` is a place, not a name."""
    (folder / "out").mkdir()
    on_scene(example_cycle, "review --format pdf --output out", on=EXAMPLE_TODAY)
    assert names(folder / "out") == {"review-2026-03-02.pdf"}


@pytest.mark.parametrize("format", ["markdown", "json", "html"])
def test_a_file_holds_what_stdout_would(
    format: str, on_scene: RunOnScenario, tipcycle: TipcycleRunner, folder: Path
) -> None:
    """Byte for byte the same, whichever way it goes."""
    on_scene(example_cycle, f"review --format {format} --output file", on=EXAMPLE_TODAY)
    shown = tipcycle(f"review --format {format} --output -", on=EXAMPLE_TODAY).stdout
    assert text_of(folder / "file") == shown


def test_a_pdf_can_go_through_a_pipe(home: Path, folder: Path) -> None:
    """`--output -` is stdout, whole and nothing else, and leaves no file."""
    example_cycle(home)
    words = [str(TIPCYCLE_PATH), "review", "--format", "pdf", "--output", "-"]
    ran = subprocess.run(
        words, env=subprocess_environ(home, on=EXAMPLE_TODAY), capture_output=True, check=True, timeout=60
    )
    assert len(PdfReader(io.BytesIO(ran.stdout), strict=True).pages) == 2
    assert names(folder) == set()


# What is refused


@pytest.mark.parametrize("words", ["review --format pdf", "review --format html", "review --year", "card"])
def test_nothing_is_written_over_a_file_without_force(
    words: str, on_scene: RunOnScenario, tipcycle: TipcycleRunner, folder: Path
) -> None:
    """A second run is refused and says how; with `--force` the file is new."""
    on_scene(example_cycle, words, on=EXAMPLE_TODAY)
    (file,) = folder.iterdir()
    file.write_text("mine")
    ran = tipcycle(words, on=EXAMPLE_TODAY)
    assert (ran.exit_code, file.read_text()) == (1, "mine")
    assert "Setting" not in ran.stderr, "nobody waits for a sheet that cannot be written"
    assert "--force" in ran.stderr
    assert tipcycle(f"{words} --force", on=EXAMPLE_TODAY).exit_code == 0
    assert file.read_bytes() != b"mine"
    assert names(folder) == {file.name}


def test_with_force_a_link_stays_a_link(on_scene: RunOnScenario, folder: Path) -> None:
    """What the link leads to is replaced, not the link."""
    (folder / "real.pdf").write_text("old")
    (folder / "link.pdf").symlink_to("real.pdf")
    assert on_scene(example_cycle, "review --output link.pdf --force", on=EXAMPLE_TODAY).exit_code == 0
    assert (folder / "link.pdf").is_symlink()
    assert (folder / "real.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    "place", ["journal.toml", "cycles/2026-03-02.toml", "cycles/new.pdf", ".tipcycle/x.pdf", "tips.toml"]
)
def test_a_printout_never_takes_the_place_of_the_journal(place: str, on_scene: RunOnScenario, home: Path) -> None:
    """Not even with `--force`: whatever was written stays."""
    example_cycle(home)
    before = file_contents(home)
    ran = on_scene(
        example_cycle, ["review", "--format", "pdf", "--force", "--output", str(home / place)], on=EXAMPLE_TODAY
    )
    assert (ran.exit_code, file_contents(home)) == (1, before)


def test_a_link_to_the_journal_is_the_journal(on_scene: RunOnScenario, home: Path, folder: Path) -> None:
    """No other name for it leads past the rule."""
    example_cycle(home)
    before = file_contents(home)
    (folder / "there.pdf").symlink_to(home / "cycles" / "2026-03-02.toml")
    assert on_scene(example_cycle, "review --output there.pdf --force", on=EXAMPLE_TODAY).exit_code == 1
    assert file_contents(home) == before


@pytest.mark.parametrize(
    ("words", "code"),
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
def test_what_cannot_be_is_refused_and_leaves_nothing(
    words: str, code: int, on_scene: RunOnScenario, folder: Path
) -> None:
    """Each with its exit code, one line, and no file."""
    ran = on_scene(example_cycle, words, on=EXAMPLE_TODAY)
    assert (ran.exit_code, ran.stdout, names(folder)) == (code, "", set())
    assert ran.stderr.startswith("not done: ")
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("words", ["review --format pdf", "review --year", "card", "card --invite"])
def test_without_a_cycle_there_is_nothing_to_print(words: str, on_scene: RunOnScenario, folder: Path) -> None:
    """It says that the five were not picked yet."""
    ran = on_scene(no_journal, words)
    assert (ran.exit_code, names(folder)) == (1, set())
    assert "you have not picked your five" in ran.stderr


@pytest.mark.parametrize("words", ["review --format pdf", "review --year"])
def test_before_the_first_monday_there_is_nothing_to_look_back_on(words: str, on_scene: RunOnScenario) -> None:
    """The cards of a planned cycle can be printed, its review not yet."""
    assert on_scene(planned_cycle, words, on="2026-02-27").exit_code == 1
    assert on_scene(planned_cycle, "card", on="2026-02-27").exit_code == 0


def test_a_full_disk_is_one_clear_line(on_scene: RunOnScenario, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 74, the place and the reason, and no half file."""

    def full(target: Path, data: bytes) -> None:
        raise DiskError(str(target), "No space left on device")

    monkeypatch.setattr(export_files, "create_file", full)
    ran = on_scene(example_cycle, "review --format pdf", on=EXAMPLE_TODAY)
    assert (ran.exit_code, names(folder)) == (ExitCode.DISK_ERROR, set())
    assert f"{folder / 'review-2026-03-02.pdf'}: No space left on device" in ran.stderr


def test_a_missing_font_is_one_clear_line(
    on_scene: RunOnScenario, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It names the font, and the way to the same in text."""
    monkeypatch.setattr("tipcycle.render.pdf.FONT_FAMILIES", ("No Such Sans",))
    ran = on_scene(example_cycle, "review --format pdf", on=EXAMPLE_TODAY)
    assert (ran.exit_code, names(folder)) == (1, set())
    assert "the printout could not be made: No Such Sans" in ran.stderr
    assert "--format markdown" in ran.stderr


# Opening


def opened(monkeypatch: pytest.MonkeyPatch, *, can: bool) -> list[Path]:
    """Where files are opened is noted here, and nothing opens."""
    seen: list[Path] = []

    def open_file(path: Path) -> bool:
        seen.append(path)
        return can

    monkeypatch.setattr(export_files, "open_file", open_file)
    return seen


@pytest.mark.parametrize(
    "words", ["review --open", "review --format html --open", "review --year --open", "card --open"]
)
def test_open_opens_the_file_that_was_written(
    words: str, on_scene: RunOnScenario, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole path of the file; `review --open` alone makes the PDF."""
    seen = opened(monkeypatch, can=True)
    assert on_scene(example_cycle, words, on=EXAMPLE_TODAY).exit_code == 0
    assert seen == list(folder.iterdir())


def test_where_nothing_can_open_it_the_file_is_there_all_the_same(
    on_scene: RunOnScenario, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so, and that is no failure."""
    opened(monkeypatch, can=False)
    ran = on_scene(example_cycle, "review --open", on=EXAMPLE_TODAY)
    assert (ran.exit_code, names(folder)) == (0, {"review-2026-03-02.pdf"})
    assert "Nothing here could open it" in ran.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows opens files by itself")
@pytest.mark.parametrize("name", ["a.pdf", "a b;touch oops.pdf", "$(touch oops).pdf", "-rf.pdf"])
def test_no_shell_sees_the_name_of_a_file(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The opener is given the whole path as one word."""
    seen = folder / "seen"
    opener = folder / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$1" > "{seen}"\n')
    opener.chmod(0o755)
    monkeypatch.setattr(export_files.sys, "platform", "linux")
    monkeypatch.setenv("PATH", f"{opener.parent}:/usr/bin:/bin")
    assert export_files.open_file(folder / name)
    assert seen.read_text().splitlines() == ["1", str(folder / name)]
    assert not (folder / "oops").exists()


# What stands in them


@pytest.mark.parametrize("words", [words for words, _ in NAMED if "--private" not in words])
@pytest.mark.parametrize("scene", [example_cycle, closed_cycle, second_cycle])
def test_no_file_without_private_has_a_secret(
    words: str, scene: Scenario, on_scene: RunOnScenario, folder: Path
) -> None:
    """Neither a private line, nor the reason of a week off, nor an answer to the weekly question."""
    assert on_scene(scene, words, on="2026-05-04").exit_code == 0
    for file in folder.iterdir():
        assert "SECRET" not in text_of(file)


@pytest.mark.parametrize("format", ["pdf", "html", "markdown", "json"])
def test_the_private_file_has_everything(format: str, on_scene: RunOnScenario, folder: Path) -> None:
    """All five secrets of the worked cycle."""
    on_scene(example_cycle, f"review --private --format {format} --output mine", on=EXAMPLE_TODAY)
    mine = folder / "mine"
    text = text_of(mine.rename("mine.pdf") if format == "pdf" else mine).replace("\n", " ")
    for secret in (
        "reply about the sentence",
        "note about a tip",
        "loose note",
        "reason for the week off",
        "voice, tired",
    ):
        assert f"SECRET {secret}" in text


def test_the_touchstone_sentence_is_on_the_sheet(
    on_scene: RunOnScenario, tipcycle: TipcycleRunner, folder: Path
) -> None:
    """The one that held when the cycle was closed, else the present one."""
    on_scene(example_cycle, ["sentence", "Nobody tells it twice."], on="2026-03-10")
    tipcycle("review --format pdf", on=EXAMPLE_TODAY)
    assert "Nobody tells it twice." in text_of(folder / "review-2026-03-02.pdf")
    assert "(provisional)" in text_of(folder / "review-2026-03-02.pdf")
    tipcycle("close --keep 5,33,34,13,42", on=EXAMPLE_TODAY)
    tipcycle(["sentence", "Another one."], on="2026-06-01")
    tipcycle("review --format pdf --force", on="2026-06-02")
    assert "Nobody tells it twice." in text_of(folder / "review-2026-03-02.pdf")
    assert "Another one." not in text_of(folder / "review-2026-03-02.pdf")


@pytest.mark.parametrize("form", ["pdf", "html"])
def test_a_card_bears_the_sentence_once_it_was_written_together(
    form: str, on_scene: RunOnScenario, tipcycle: TipcycleRunner, folder: Path
) -> None:
    """A card is carried for two months: what is still provisional waits, as it does for the wall."""
    card = folder / f"card-2026-03-02.{form}"
    on_scene(example_cycle, ["sentence", "Nobody tells it twice."], on="2026-03-10")
    tipcycle(f"card --format {form}", on=EXAMPLE_TODAY)
    assert "tells it twice" not in text_of(card)
    tipcycle("sentence --together 2026-03-10", on="2026-03-10")
    tipcycle(f"card --format {form} --force", on=EXAMPLE_TODAY)
    assert "Nobody tells it twice." in text_of(card)


def test_the_year_as_text(on_scene: RunOnScenario) -> None:
    """Markdown of the booklet goes to stdout: voices by month, no private one, no figure but the year."""
    ran = on_scene(example_cycle, "review --year --format markdown", on=EXAMPLE_TODAY)
    assert ran.stdout.splitlines()[:3] == ["# Heard, a year long", "", "team Service, 2026"]
    assert "> You are the first who rings before I had to get angry." in ran.stdout
    assert "SECRET" not in ran.stdout


def test_an_invitation_is_a_message_to_paste(on_scene: RunOnScenario, folder: Path) -> None:
    """The five by name, how to begin, and the command for the same five; no file."""
    ran = on_scene(example_cycle, "card --invite", on=EXAMPLE_TODAY)
    assert (ran.exit_code, ran.stderr, names(folder)) == (0, "", set())
    assert "  05 Spend an hour a week where customers wait\n" in ran.stdout
    assert "tipcycle pick 05 33 34 13 42\n" in ran.stdout
    assert "uv tool install tipcycle" in ran.stdout
    assert "team Service" not in ran.stdout


def test_an_invitation_in_dutch(on_scene: RunOnScenario) -> None:
    """The Dutch verb, which is the command's other name."""
    assert (
        "tipcycle kies 05 33 34 13 42\n" in on_scene(example_cycle, "card --invite", on=EXAMPLE_TODAY, lang="nl").stdout
    )


def test_the_cards_as_a_page_need_nothing_else(on_scene: RunOnScenario, folder: Path) -> None:
    """No script, no link, no request; eight cards."""
    on_scene(example_cycle, "card --format html", on=EXAMPLE_TODAY)
    page = text_of(folder / "card-2026-03-02.html")
    assert page.count("<section>") == 8
    assert "default-src 'none'" in page
    for word in ("<script", "http:", "https:", "src=", "href=", "url("):
        assert word not in page


# Asked on a terminal


@in_each_lang
def test_the_first_printout_asks_whose_it_is(lang: str, home: Path, talk: TalkOn, folder: Path) -> None:
    """Sentence, lines, then name and team while neither is known: two entries in two files, and then the sheet."""
    example_cycle(home)
    (home / "journal.toml").unlink()
    begun = Talk(home, ["review", "--output", str(folder / "a.pdf")], on=EXAMPLE_TODAY, lang=lang)
    assert begun.lines("It is calm.", "1", "", "somebody", "team Desk").end() == 0
    assert last(home, "words") == {"text": "It is calm."}
    text = text_of(folder / "a.pdf")
    assert "team Desk" in text
    assert "somebody" in text
    assert "It is calm." in text
    assert "angry" not in text
    again = Talk(home, ["review", "--output", str(folder / "b.pdf")], on=EXAMPLE_TODAY, lang=lang)
    assert again.lines("", "").end() == 0


def entries(home: Path) -> int:
    """How many blocks the cycle's file holds."""
    return (home / "cycles" / "2026-03-02.toml").read_text("utf-8").count("[[")


@pytest.mark.parametrize(
    ("scene", "words"),
    [(example_cycle, ["review", "--json"]), (example_cycle, ["review", "--format", "markdown"]), (closed_cycle, ["review"]),
     (example_cycle, ["review", "--year", "--format", "markdown"])],
    ids=["json", "markdown", "closed", "year"],
)  # fmt: skip
def test_programs_and_closed_cycles_are_not_asked(scene: Scenario, words: list[str], home: Path, talk: TalkOn) -> None:
    """Nothing is typed, and the program ends by itself."""
    scene(home)
    before = entries(home)
    assert Talk(home, words, on="2026-05-04", lang="en").end() == 0
    assert entries(home) == before


def test_who_stops_halfway_has_changed_nothing(home: Path, talk: TalkOn, folder: Path) -> None:
    """Control-D at the last question: no profile, no sentence, no share, no file."""
    example_cycle(home)
    (home / "journal.toml").unlink()
    before = file_contents(home)
    begun = Talk(home, ["review", "--output", str(folder / "a.pdf")], on=EXAMPLE_TODAY, lang="en")
    assert begun.lines("It is calm.", "1", "", "somebody").after("team", "\x04").end() == 1
    assert file_contents(home) == before
    assert names(folder) == set()


def test_a_refusal_comes_before_the_questions(home: Path, talk: TalkOn, folder: Path) -> None:
    """Nobody answers three questions to hear that the file is there already."""
    example_cycle(home)
    (folder / "a.pdf").write_text("mine")
    assert Talk(home, ["review", "--output", str(folder / "a.pdf")], on=EXAMPLE_TODAY, lang="en").end() == 1


def test_a_pdf_is_not_poured_into_a_terminal(home: Path, talk: TalkOn) -> None:
    """`--output -` on a terminal is refused before anything is asked."""
    example_cycle(home)
    begun = Talk(home, ["review", "--format", "pdf", "--output", "-"], on=EXAMPLE_TODAY, lang="en")
    assert begun.end() == 2
    assert "%PDF" not in begun.said


def test_every_format_says_the_same_numbers(on_scene: RunOnScenario, tipcycle: TipcycleRunner, folder: Path) -> None:
    """What the JSON counts stands in each of the files."""
    document = json.loads(on_scene(example_cycle, "review --json", on=EXAMPLE_TODAY).stdout)
    for name in ("a.pdf", "a.html", "a.md", "a.txt"):
        assert tipcycle(f"review --output {name}", on=EXAMPLE_TODAY).exit_code == 0
        text = " ".join(text_of(folder / name).split())
        for tip in document["tips"]:
            if tip["kind"] == "ritual" and tip["counted"]:
                assert f"{tip['did']} of {tip['counted']} weeks" in text, name
        assert "each time it occurred (6)" in text
        assert "stands since 27 March" in text
