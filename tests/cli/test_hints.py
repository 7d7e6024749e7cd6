"""What somebody types who does not know the commands yet, and the whole command that the hint gives back."""

import os
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import closed_cycle, example_cycle, file_contents, no_journal, running_cycle, write_journal
from tests.cli.terminal_input import type_lines
from tests.conftest import TipcycleRunner
from tests.journal_builder import PICK_TEXT, with_pick
from tests.parametrize import in_each_lang
from tipcycle.cli import environment
from tipcycle.cli.help import COMMANDS, DUTCH_ALIASES
from tipcycle.core.errors import DiskError
from tipcycle.render.labels import quote_text


def hint(err: str) -> str:
    """The last hint."""
    return err.rpartition("hint: ")[2].strip() if "hint: " in err else ""


# First words.

MEANT = [
    ("en", "tips 42", "tipcycle tips show 42"),
    ("nl", "tips 42", "tipcycle tips show 42"),
    ("en", "tips 42 13", "tipcycle tips show 42 13"),
    ("en", "tips promise-that-costs", "tipcycle tips show promise-that-costs"),
    ("en", "show 42", "tipcycle tips show 42"),
    ("en", "show", "tipcycle tips show N"),
    ("en", "export", "tipcycle journal export"),
    ("en", "backup", "tipcycle journal backups"),
    ("en", "backups", "tipcycle journal backups"),
    ("en", "print", "tipcycle review --format pdf"),
    ("nl", "pdf", "tipcycle terugblik --format pdf"),
    ("en", "Sheet", "tipcycle review --format pdf"),
    ("en", "share", "tipcycle voices share ID"),
    ("en", "share 70ab", "tipcycle voices share 70ab"),
    ("en", "search angry customer", "tipcycle tips search angry customer"),
    ("en", "search", "tipcycle tips search WORDS"),
    ("en", "start", "tipcycle pick"),
    ("en", "begin", "tipcycle pick"),
    ("en", "list", "tipcycle tips"),
    ("nl", "start", "tipcycle kies"),
    ("nl", "druk", "tipcycle terugblik --format pdf"),
    ("nl", "delen", "tipcycle voices share ID"),
    ("nl", "zoek boze klant", "tipcycle tips search boze klant"),
    ("nl", "tips zoek boze klant", "tipcycle tips search boze klant"),
    ("nl", "lijst", "tipcycle tips"),
    ("nl", "logboek geschiedenis", "tipcycle journal history"),
    ("nl", "uitspraken deel 70ab", "tipcycle voices share 70ab"),
]


@pytest.mark.parametrize(("lang", "typed", "meant"), MEANT, ids=lambda value: str(value).replace(" ", "-"))
def test_first_words(lang: str, typed: str, meant: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """The hint is the whole command, and nothing else."""
    ran = tipcycle(typed, lang=lang)
    assert (ran.exit_code, ran.stdout, hint(ran.stderr)) == (2, "", meant)
    assert not home.exists()


@in_each_lang
@pytest.mark.parametrize("word", ["quit", "exit", "q"])
def test_nothing_has_to_be_left(word: str, lang: str, tipcycle: TipcycleRunner) -> None:
    """Whoever wants to leave is shown no command that only looks like the word."""
    assert "tipcycle help" in hint(tipcycle(word, lang=lang).stderr)


def test_nearness_keeps_to_the_language(tipcycle: TipcycleRunner) -> None:
    """No Dutch verb in an English run; in a Dutch one the Dutch verb, where there is one."""
    for verb in DUTCH_ALIASES:
        assert not set(re.findall(r"\w+", hint(tipcycle(f"{verb}x").stderr))) & set(DUTCH_ALIASES)
    assert "noteer" in hint(tipcycle("notere", lang="nl").stderr)
    assert "afronden" in hint(tipcycle("afrond", lang="nl").stderr)
    for english in DUTCH_ALIASES.values():
        assert english not in re.findall(r"\w+", hint(tipcycle(f"{english}x", lang="nl").stderr))


@pytest.mark.parametrize("word", ["druk", "delen", "zoek", "lijst"])
def test_dutch_words_mean_nothing_in_english(word: str, tipcycle: TipcycleRunner) -> None:
    """The Dutch half of the table is for Dutch runs."""
    assert "--format" not in hint(tipcycle(word).stderr)
    assert "search" not in hint(tipcycle(word).stderr)


# Help.


@in_each_lang
@pytest.mark.parametrize("typed", ["pick", "kies", "tips search", "journal", "help"])
def test_help_on_one_command(typed: str, lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """`tipcycle help pick` is `tipcycle pick --help`."""
    ran = tipcycle(f"help {typed}", lang=lang)
    assert (ran.exit_code, ran.stderr, ran.stdout) == (0, "", tipcycle(f"{typed} --help", lang=lang).stdout)
    assert not home.exists()


def test_help_on_no_command(tipcycle: TipcycleRunner) -> None:
    """A word that is none is refused as it is without `help`."""
    ran = tipcycle("help pikc")
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "pick" in hint(ran.stderr)


@pytest.mark.parametrize(
    ("lang", "command"), [("en", "pick"), ("nl", "kies"), ("en", "tips search"), ("en", "tips list")]
)
def test_an_unknown_flag_names_the_help_of_its_command(lang: str, command: str, tipcycle: TipcycleRunner) -> None:
    """Where nothing is near, the hint is the help of the command at hand."""
    assert f"tipcycle {command} --help" in hint(tipcycle(f"{command} --zzzzzz", lang=lang).stderr)


# What is missing, and how a value is written.


@in_each_lang
@pytest.mark.parametrize(("typed", "starts"), [
    ("note", 'tipcycle note "'), ("swap", "tipcycle swap 42 53 --because"), ("swap 3", "tipcycle swap 42 53 --because"),
    ("pause", "tipcycle pause 2026-04-06 2026-04-12"), ("pauze", "tipcycle pauze 2026-04-06 2026-04-12"),
    ("tips search", "tipcycle tips search --help"), ("journal", "tipcycle journal --help"),
])  # fmt: skip
def test_what_is_missing_on_a_terminal(
    typed: str, starts: str, lang: str, on_scene: RunOnScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody is there: the refusal says what is needed, with an example, and not that nobody is."""
    type_lines(monkeypatch)
    ran = on_scene(running_cycle, typed, lang=lang)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert starts in " ".join(hint(ran.stderr).split())
    assert "TEXT" not in ran.stderr
    assert "terminal" not in ran.stderr


@in_each_lang
@pytest.mark.parametrize("typed", ["note", "swap", "pause", "pauze"])
def test_an_example_can_be_followed(
    typed: str,
    lang: str,
    on_scene: RunOnScenario,
    tipcycle: TipcycleRunner,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What the hint shows does what it says, typed as it stands there."""
    type_lines(monkeypatch)
    program, *words = shlex.split(hint(on_scene(running_cycle, typed, lang=lang).stderr))
    assert (program, words[0]) == ("tipcycle", typed)
    before = file_contents(home)
    assert tipcycle(words, lang=lang).exit_code == 0
    assert file_contents(home) != before


@in_each_lang
def test_without_a_terminal(lang: str, on_scene: RunOnScenario) -> None:
    """The flags that are missing are named, and that there is no terminal to ask on."""
    ran = on_scene(running_cycle, "undo", lang=lang)
    assert "terminal" in ran.stderr
    assert "--yes" in ran.stderr


VALUES = [
    ("checkin --did 5 13", "--did 5,13"),
    ("checkin --missed 42 --did 5 13 33", "--did 5,13,33"),
    ("checkin --did 5, 13", "--did 5,13"),
    ("checkin --team four", "1 "),
    ("checkin --did", "--did 5,13"),
    ("checkin --team", "--team 4"),
    ("checkin --note", "--note 42="),
    ("note x --by", "--by "),
    ("pick --start", "--start 2026-"),
]


@in_each_lang
@pytest.mark.parametrize(("typed", "shown"), VALUES, ids=lambda value: value.replace(" ", "-"))
def test_how_a_value_is_written(typed: str, shown: str, lang: str, on_scene: RunOnScenario) -> None:
    """The hint is an example of what the flag takes."""
    ran = on_scene(running_cycle, typed, lang=lang)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert shown in hint(ran.stderr)


def test_spaces_between_numbers(on_scene: RunOnScenario, home: Path) -> None:
    """Numbers in one word may stand apart by spaces; words never do, for they may be a title."""
    assert (
        on_scene(running_cycle, ["checkin", "--week", "2026-W11", "--did", "5 13", "--missed", "33; 42"]).exit_code == 0
    )
    saved = (home / "cycles" / "2026-03-02.toml").read_text("utf-8").rpartition("[[checkin]]")[2]
    assert re.findall(r"\d+(?=,?\n)", saved.partition("did")[2])[:2] == ["5", "13"]
    assert "there is no such tip: a long title" in on_scene(running_cycle, ["checkin", "--did", "a long title"]).stderr


# Files that go out and come back.


@in_each_lang
@pytest.mark.parametrize("typed", ["calendar", "voices wall", "card --format html --output c.html"])
def test_a_second_time(
    typed: str,
    lang: str,
    tmp_path: Path,
    on_scene: RunOnScenario,
    tipcycle: TipcycleRunner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A file that is there stays, and the hint is the whole command that goes over it."""
    monkeypatch.chdir(tmp_path)
    assert on_scene(example_cycle, typed, lang=lang).exit_code == 0
    ran = tipcycle(typed, lang=lang)
    assert (ran.exit_code, f"tipcycle {typed} --force" in hint(ran.stderr)) == (1, True)
    assert tipcycle(f"{typed} --force", lang=lang).exit_code == 0


@in_each_lang
def test_no_archive(lang: str, tmp_path: Path, on_scene: RunOnScenario) -> None:
    """What lies there and is no archive is called so, not a backup that is missing."""
    sheet = tmp_path / "review.pdf"
    sheet.write_bytes(b"%PDF-1.7\n")
    ran = on_scene(running_cycle, ["journal", "restore", str(sheet)], lang=lang)
    assert (ran.exit_code, ran.stdout) == (65, "")
    assert "tipcycle journal export" in hint(ran.stderr)
    assert {"en": "no archive of a journal", "nl": "geen archief van een logboek"}[lang] in ran.stderr


@in_each_lang
def test_where_one_may_not_write(
    lang: str, tmp_path: Path, on_scene: RunOnScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A place of somebody else's is called so; nothing is said of the disk."""

    def refused(target: Path, data: bytes) -> None:
        raise DiskError(str(target), "Permission denied") from PermissionError()

    monkeypatch.setattr("tipcycle.cli.export_files.create_file", refused)
    ran = on_scene(running_cycle, ["calendar", "--output", str(tmp_path / "x.ics")], lang=lang)
    assert (ran.exit_code, ran.stdout) == (74, "")
    assert {"en": "you may not write there", "nl": "mag je niets neerzetten"}[lang] in ran.stderr
    assert "--output" in hint(ran.stderr)


# A journal that may not be read.


@pytest.mark.parametrize("typed", ["", "status", "momentum", "voices"])
@in_each_lang
def test_a_journal_that_may_not_be_read(
    typed: str, lang: str, home: Path, tipcycle: TipcycleRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said to be there; nobody is taken for a newcomer. The glance stays 0, another read is 3."""
    running_cycle(home)

    def barred(path: Path, most: int) -> bytes:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr("tipcycle.storage.store.read_file", barred)
    ran = tipcycle(typed, on="2026-03-13", lang=lang)
    assert (ran.exit_code, ran.stdout) == (3 if typed else 0, "")
    assert str(home) in ran.stderr
    assert {"en": "nothing is lost", "nl": "niets weg"}[lang] in hint(ran.stderr)


# Twice, and off.


@in_each_lang
def test_a_week_that_is_off_already(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """Said again it changes nothing; with a reason it is written."""
    write_journal(home, c2026_03_02=with_pick('[[pause]]\nweeks = ["2026-W12", "2026-W13"]'))
    file = home / "cycles" / "2026-03-02.toml"
    before = file.read_bytes()
    for typed in ("pause 2026-W12", "pause 2026-W12 2026-W13"):
        ran = tipcycle(typed, on="2026-03-13", lang=lang)
        assert (ran.exit_code, ran.stdout, len(ran.stderr.splitlines())) == (0, "", 1)
    assert file.read_bytes() == before
    assert tipcycle("pause 2026-W12 2026-W14", on="2026-03-13", lang=lang).exit_code == 0
    after = file.read_bytes()
    assert tipcycle("pause 2026-W12 --because rest", on="2026-03-13", lang=lang).exit_code == 0
    assert after != before != file.read_bytes() != after


@in_each_lang
def test_weeks_off_already_and_weeks_outside(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """Nothing is written, both are said, and the exit code is that of a span that reaches out of the cycle."""
    write_journal(home, c2026_03_02=with_pick('[[pause]]\nweeks = ["2026-W10", "2026-W11"]'))
    file = home / "cycles" / "2026-03-02.toml"
    before = file.read_bytes()
    ran = tipcycle("pause 2026-W08 2026-W11", on="2026-03-13", lang=lang)
    assert (ran.exit_code, file.read_bytes()) == (3, before)
    outside, off = ran.stderr.splitlines()
    assert {"en": "left out", "nl": "buiten je ronde"}[lang] in outside
    assert {"en": "off already", "nl": "al vrij"}[lang] in off


@in_each_lang
def test_an_answer_in_a_week_off(lang: str, on_scene: RunOnScenario) -> None:
    """What was done counts and what was missed does not (docs/rules.md §2); one line says so, and only there."""
    said = {"en": "That week is off", "nl": "Die week is vrij"}[lang]
    assert (
        said
        in on_scene(example_cycle, "checkin --week 2026-W15 --did 5 --missed 42", on="2026-04-17", lang=lang).stderr
    )
    assert said not in on_scene(example_cycle, "checkin --week 2026-W16 --did 42", on="2026-04-17", lang=lang).stderr


def test_a_review_into_a_pipe_asks_nothing(on_scene: RunOnScenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """`tipcycle review | head`: somebody sits there, and stdout is no terminal."""
    type_lines(monkeypatch)
    ran = on_scene(example_cycle, "review", on="2026-05-03")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.stdout


# Lines that fit.


@in_each_lang
@pytest.mark.parametrize("columns", [40, 60, 80])
@pytest.mark.parametrize("typed", ["undo", "swap 18 19 --because why", "note", "tips 890", "checkin --did 18"])
def test_messages_break_between_words(
    typed: str, columns: int, lang: str, on_scene: RunOnScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal no line is longer than it; into a pipe a message stays in one piece, and says the same."""
    monkeypatch.setenv("COLUMNS", str(columns))
    type_lines(monkeypatch)
    there = on_scene(running_cycle, typed, lang=lang).stderr
    assert max(map(len, there.splitlines())) <= columns
    monkeypatch.undo()
    if typed not in ("note", "undo"):  # there somebody is needed, or asked
        piped = on_scene(running_cycle, typed, lang=lang).stderr
        assert set(re.findall(r"\S{9,}", there)) <= set(re.findall(r"\S+", piped))


@in_each_lang
@pytest.mark.parametrize("columns", [40, 60, 80])
@pytest.mark.parametrize("typed", ["help", "--help", "momentum --explain", "voices", "journal check"])
def test_pages_break_between_words(
    typed: str, columns: int, lang: str, on_scene: RunOnScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So do the help, the arithmetic and what was heard, on the screen; no word is lost or cut."""
    piped = on_scene(example_cycle, typed, on="2026-05-03", lang=lang).stdout
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(environment, "_is_terminal", lambda stream: stream is sys.stdout)
    shown = on_scene(example_cycle, typed, on="2026-05-03", lang=lang).stdout
    assert max(len(line) for line in shown.splitlines()) <= columns
    if typed != "momentum --explain":  # a screen stands before it
        assert shown.split() == piped.split()


# Words.


@in_each_lang
@pytest.mark.parametrize("typed", ["“It works.”", '"It works."', "„It works.”", "„It works.“", " «It works.» "])
def test_quotation_marks_of_ones_own(
    typed: str, lang: str, home: Path, on_scene: RunOnScenario, tipcycle: TipcycleRunner
) -> None:
    """They are kept in the file and shown once."""
    on_scene(running_cycle, ["voices", "add", typed], lang=lang)
    assert typed.strip().replace('"', '\\"') in (home / "cycles" / "2026-03-02.toml").read_text("utf-8")
    assert "“It works.”\n" in tipcycle("voices", on="2026-03-13", lang=lang).stdout


@pytest.mark.parametrize("typed", ["“One”, “two”", '"One" and "two"', "It says “yes”", '"', '""', "“open"])
def test_quotation_marks_within(typed: str) -> None:
    """Marks that do not stand around all of it stay."""
    assert quote_text(typed) == f"“{typed}”"


@in_each_lang
def test_how_to_share_a_line(lang: str, on_scene: RunOnScenario, tipcycle: TipcycleRunner) -> None:
    """At the end of the voices, while one of them is private: the command with an id that works."""
    on_scene(running_cycle, ["voices", "add", "one"])
    tipcycle(["voices", "add", "two", "--share"])
    tipcycle(["voices", "add", "three"])
    ran = tipcycle("voices", on="2026-05-03", lang=lang)
    assert {"en": "may go on paper", "nl": "mag op papier"}[lang] in ran.stdout
    command = re.search(r"tipcycle (voices share \w+)", ran.stderr)
    assert command is not None
    while command is not None:
        assert tipcycle(command[1], on="2026-05-03", lang=lang).exit_code == 0
        ran = tipcycle("voices", on="2026-05-03", lang=lang)
        command = re.search(r"tipcycle (voices share \w+)", ran.stderr)
    assert ran.stderr == ""


@in_each_lang
def test_what_was_taken_back(lang: str, on_scene: RunOnScenario) -> None:
    """One verb, and what it was."""
    ran = on_scene(closed_cycle, "undo --yes", on="2026-05-04", lang=lang)
    assert ran.stderr == {"en": "Taken back: closed the cycle.\n", "nl": "Teruggenomen: ronde afgerond.\n"}[lang]


@in_each_lang
def test_a_close_under_a_later_pick(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """It is not taken back, asked or not; the hint names the file."""
    close = "[[close]]  # 2026-05-20\nkeep = [5, 13, 33, 34, 42]"
    write_journal(home, c2026_03_02=with_pick(close), c2026_05_04=PICK_TEXT)
    ran = tipcycle("undo --yes", on="2026-05-21", lang=lang)
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert "tipcycle journal edit 2026-03-02" in hint(ran.stderr)


@in_each_lang
def test_a_language_that_is_none(
    lang: str, home: Path, tipcycle: TipcycleRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`TIPCYCLE_LANG=fr` breaks no prompt and no screen; where one looks for the language, a word says it."""
    running_cycle(home)
    tipcycle(f"profile --language {lang}")
    for typed in ("prompt", "status", ""):
        assert tipcycle(typed, lang="fr").stderr == ""
    for typed in ("journal where", "profile"):
        ran = tipcycle(typed, lang="fr")
        assert (ran.exit_code, "fr" in ran.stderr, "en, nl" in hint(ran.stderr)) == (0, True, True)


def test_check_names_what_there_is_not(home: Path, tipcycle: TipcycleRunner) -> None:
    """A tip that no catalogue and no own file knows is a remark; own tips with mistakes are given the benefit."""
    write_journal(home, c2026_03_02=PICK_TEXT.replace("42", "890"))
    ran = tipcycle("journal check")
    assert ran.exit_code == 0
    assert "there is no tip 890" in ran.stdout
    (home / "tips.toml").write_text("format = 1\n[[tip]]\nid = 201\n", "utf-8")
    assert "890" not in tipcycle("journal check").stdout


def test_check_brings_a_cycle_back(home: Path, tipcycle: TipcycleRunner) -> None:
    """The hint on a file that is gone is a command that works."""
    running_cycle(home)
    tipcycle("note x", on="2026-03-13")
    (home / "cycles" / "2026-03-02.toml").unlink()
    command = re.search(r"tipcycle (journal restore \S+)", tipcycle("journal check").stdout)
    assert command is not None
    assert tipcycle(f"{command[1]} --yes").exit_code == 0
    assert (home / "cycles" / "2026-03-02.toml").exists()


def test_check_shows_the_line(home: Path, tipcycle: TipcycleRunner) -> None:
    """The line that cannot be read is shown, made safe; the editor comes first, the fullest state second."""
    running_cycle(home)
    tipcycle("note x", on="2026-03-13")
    with (home / "cycles" / "2026-03-02.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[note]]\ntext = "no \x1b[31mend\n')
    out = tipcycle("journal check").stdout
    assert 'text = "no \\u001b[31mend' in out
    assert out.index("tipcycle journal edit") < out.index("tipcycle journal restore")
    assert "without 1 newer entry" in out


def test_every_first_word_leads_somewhere() -> None:
    """What the table gives is a command of the contract."""
    from tipcycle.cli.command_suggestions import _COMMAND_BY_DUTCH_WORD, _COMMAND_BY_WORD
    from tipcycle.i18n import COMMAND_SYNONYMS

    assert not {*_COMMAND_BY_WORD, *_COMMAND_BY_DUTCH_WORD} & ({*COMMANDS} | {*DUTCH_ALIASES} | {*COMMAND_SYNONYMS})
    assert {command.split()[0] for command in (*_COMMAND_BY_WORD.values(), *_COMMAND_BY_DUTCH_WORD.values())} <= set(
        COMMANDS
    )


def test_no_journal_has_no_remarks(on_scene: RunOnScenario) -> None:
    """Where there is nothing, nothing is odd."""
    assert on_scene(no_journal, "journal check").exit_code == 0


@in_each_lang
def test_a_close_before_a_cycle_that_cannot_be_read(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """The cycle after it may have been picked, so the close stays; the file is named."""
    closed_cycle(home)
    file = home / "cycles" / "2026-05-04.toml"
    file.write_bytes(b"\0" * 99)
    ran = tipcycle("undo --yes", on="2026-05-04", lang=lang)
    assert (ran.exit_code, "2026-05-04.toml" in ran.stderr) == (65, True)
    file.unlink()
    assert tipcycle("undo --yes", on="2026-05-04", lang=lang).exit_code == 0


@in_each_lang
def test_a_merge_of_two_answers(lang: str, home: Path, tmp_path: Path, tipcycle: TipcycleRunner) -> None:
    """What both copies answered, and not alike, is said once, with the answer that counts."""
    running_cycle(home)
    shutil.copytree(home, tmp_path / "copy")
    tipcycle("checkin --week 2026-W11 --did 42", on="2026-03-13")
    there = ["--home", str(tmp_path / "copy")]
    tipcycle([*there, "checkin", "--week", "2026-W11", "--missed", "42"], on="2026-03-14")
    ran = tipcycle(["journal", "merge", str(tmp_path / "copy")], on="2026-03-14", lang=lang)
    said = {
        "en": "42 in the week of 9 March was answered twice; the later answer, no, counts.",
        "nl": "Voor 42 staan er in de week van 9 maart twee verschillende antwoorden; het laatste telt: nee.",
    }
    assert ran.exit_code == 0
    assert ran.stderr.count(said[lang]) == 1
    assert said[lang] not in tipcycle(["journal", "merge", str(tmp_path / "copy")], on="2026-03-14", lang=lang).stderr
