"""Every refusal of docs/rules.md §6, §7, §10 and §11 at the command line: its exit code, one line, nothing written."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import (
    LOCK_PATH,
    Scenario,
    closed_cycle,
    conflicting_table,
    example_cycle,
    file_contents,
    invalid_toml,
    invalid_week,
    newer_format,
    no_journal,
    planned_cycle,
    running_cycle,
    second_cycle,
)
from tests.conftest import RunResult, TipcycleRunner
from tests.parametrize import in_each_lang

Row = tuple[str, Scenario, str, str | list[str], int, str]

TABLE: Sequence[Row] = (
    # what is refused, where, when, what is typed, the exit, what the hint names (a command, a flag, a number)
    ("a sixth tip", no_journal, "2026-02-26", "pick 5 13 33 34 42 18", 2, ""),
    ("four tips", no_journal, "2026-02-26", "pick 5 13 33 34", 2, "tips suggest"),
    ("no tip and nobody to ask", no_journal, "2026-02-26", "pick", 2, "--help"),
    ("an unknown number", no_journal, "2026-02-26", "pick 5 13 33 34 999", 2, ""),
    ("an unknown slug", no_journal, "2026-02-26", "pick 5 13 33 34 promise-that-cost", 2, "01 "),
    ("a file of tips that is not there", no_journal, "2026-02-26", "tips check none.toml", 1, ""),
    ("tips to add of a file that is not there", no_journal, "2026-02-26", "tips add --file none.toml", 1, ""),
    ("a booklet as JSON", example_cycle, "2026-04-24", "review --year --json", 2, ""),
    ("a year of momentum as JSON", example_cycle, "2026-04-24", "momentum --year --json", 2, ""),
    ("the arithmetic as JSON", example_cycle, "2026-04-24", "momentum --explain --json", 2, ""),
    ("the spiral of a year", example_cycle, "2026-04-24", "momentum --year --spiral", 2, ""),
    ("JSON of no command", example_cycle, "2026-04-24", "--json", 2, "tipcycle status --json"),
    (
        "answers to the reflection that are no answers",
        no_journal,
        "2026-02-26",
        "reflect --answers abc",
        2,
        "--answers",
    ),
    ("an unknown tip to read", no_journal, "2026-02-26", "tips show promise-that-cost", 2, "01 "),
    ("a tip twice", no_journal, "2026-02-26", "pick 5 13 33 34 5", 2, ""),
    ("a tip twice, by number and slug", no_journal, "2026-02-26", "pick 1 13 33 34 promise-that-costs", 2, ""),
    ("a start that is no date", no_journal, "2026-02-26", "pick 5 13 33 34 42 --start soon", 2, "2026-03-06"),
    ("an implemented tip", closed_cycle, "2026-05-04", "pick 5 18 53 71", 1, "tips list --new"),
    ("a pick while a cycle runs", running_cycle, "2026-03-13", "pick 1 2 3 4 6", 1, "tipcycle swap"),
    ("a pick before the cycle picked last begins", planned_cycle, "2026-02-27", "pick 1 2 3 4 6", 1, "tipcycle swap"),
    ("a pick while a cycle is not closed", running_cycle, "2026-05-04", "pick 1 2 3 4 6", 1, "tipcycle close"),
    ("a pick of too many beside those that go on", closed_cycle, "2026-05-04", "pick 18 53 71 73 10", 2, ""),
    ("a check-in without a cycle", no_journal, "2026-03-06", "checkin --did 5", 1, "tipcycle pick"),
    ("a check-in before the first Monday", planned_cycle, "2026-02-27", "checkin --did 5", 1, "tipcycle note"),
    ("a check-in after the close", closed_cycle, "2026-05-04", "checkin --did 5", 1, "tipcycle pick"),
    ("a stranger answered", running_cycle, "2026-03-13", "checkin --did 18", 1, "05, 13, 33, 34"),
    ("a stranger noted", running_cycle, "2026-03-13", ["note", "a line", "--tip", "18"], 1, "05, 13, 33, 34"),
    ("an unknown tip answered", running_cycle, "2026-03-13", "checkin --did 999", 2, ""),
    ("a tip answered twice the same way", running_cycle, "2026-03-13", "checkin --did 5,5", 2, ""),
    ("a tip with two answers", running_cycle, "2026-03-13", "checkin --did 5 --missed 5", 2, ""),
    ("a tip done and costly", running_cycle, "2026-03-13", "checkin --did 5 --costly 5", 2, ""),
    ("no occasion for a ritual", running_cycle, "2026-03-13", "checkin --none 5", 2, "--missed"),
    ("no occasion for a build", running_cycle, "2026-03-13", "checkin --none 34", 2, "--missed"),
    ("a reflex that stands", running_cycle, "2026-03-13", "checkin --built 33", 2, "--did"),
    ("an answer of 6", running_cycle, "2026-03-13", "checkin --did 5 --team 6", 2, ""),
    ("an answer of 0", running_cycle, "2026-03-13", "checkin --customers 0", 2, ""),
    ("an answer in words", running_cycle, "2026-03-13", "checkin --team lively", 2, ""),
    ("a week after the cycle", running_cycle, "2026-05-10", "checkin --week 2026-W19 --did 5", 1, "2 "),
    ("a week before the cycle", running_cycle, "2026-03-13", "checkin --week 2026-W09 --did 5", 1, "2 "),
    ("a week that has not begun", running_cycle, "2026-03-13", "checkin --week 2026-W12 --did 5", 1, ""),
    ("a week of a closed cycle", second_cycle, "2026-05-15", "checkin --week 2026-W10 --did 13", 1, "tipcycle undo"),
    ("a week that is none", running_cycle, "2026-03-13", "checkin --week 2026-W60 --did 5", 2, "2026-W10"),
    ("a week in words", running_cycle, "2026-03-13", "checkin --week soon --did 5", 2, "2026-W10"),
    ("a tip before it was swapped in", example_cycle, "2026-05-03", "checkin --week 2026-W12 --did 13", 1, ""),
    ("a paused week that was not named", example_cycle, "2026-04-11", "checkin --did 5", 1, "--week 2026-W15"),
    ("a check-in with no answer and nobody to ask", running_cycle, "2026-03-13", "checkin", 2, "--help"),
    ("a note that is no pair", running_cycle, "2026-03-13", "checkin --did 5 --note 5", 2, "--note"),
    ("feelings alone, too late", running_cycle, "2026-03-20", "checkin --week 2026-W11 --team 3", 1, "--did"),
    ("an empty note", running_cycle, "2026-03-13", ["note", "  "], 2, ""),
    ("a note without a cycle", no_journal, "2026-03-06", ["note", "a line"], 1, "tipcycle pick"),
    ("a pause outside the cycle", running_cycle, "2026-03-13", "pause 2026-W30", 1, "2 "),
    ("a pause before the cycle", running_cycle, "2026-03-13", "pause 2026-02-01 2026-02-28", 1, "2 "),
    ("a pause that runs backwards", running_cycle, "2026-03-13", "pause 2026-W13 2026-W12", 2, "tipcycle pause"),
    ("a pause without a cycle", no_journal, "2026-03-06", "pause this", 1, "tipcycle pick"),
    ("a pause without a week", running_cycle, "2026-03-13", "pause", 2, "--help"),
    ("a swap without a reason", running_cycle, "2026-03-13", "swap 42 18", 2, "--help"),
    ("a swap with an empty reason", running_cycle, "2026-03-13", ["swap", "42", "18", "--because", " "], 2, ""),
    (
        "a swap of a stranger",
        running_cycle,
        "2026-03-13",
        ["swap", "18", "19", "--because", "why"],
        1,
        "05, 13, 33, 34",
    ),
    ("a swap for one of the five", running_cycle, "2026-03-13", ["swap", "42", "5", "--because", "why"], 1, ""),
    ("a swap for itself", running_cycle, "2026-03-13", ["swap", "42", "42", "--because", "why"], 2, ""),
    (
        "a swap for one that was swapped out",
        example_cycle,
        "2026-04-13",
        ["swap", "42", "68", "--because", "why"],
        1,
        "",
    ),
    (
        "a swap for an implemented tip",
        second_cycle,
        "2026-05-13",
        ["swap", "18", "5", "--because", "why"],
        1,
        "tips list",
    ),
    ("a swap after the last answer", example_cycle, "2026-05-02", ["swap", "5", "18", "--because", "why"], 1, ""),
    ("a swap with one tip", running_cycle, "2026-03-13", "swap 42", 2, "--help"),
    ("a close before the last week", running_cycle, "2026-04-26", "close --keep 5,13,33,34,42", 1, "tipcycle swap"),
    ("a close asked for too early", running_cycle, "2026-04-26", "close", 1, "tipcycle swap"),
    ("a close that leaves tips out", running_cycle, "2026-04-27", "close --keep 5,13", 2, "--drop"),
    ("a close with nobody to ask", running_cycle, "2026-04-27", "close", 2, "--drop"),
    ("a close that decides twice", running_cycle, "2026-04-27", "close --keep 5,13,33,34,42 --drop 5", 2, ""),
    ("a close with a stranger", running_cycle, "2026-04-27", "close --keep 5,13,33,34,42 --drop 18", 1, "05, 13"),
    ("by hand without keep", running_cycle, "2026-04-27", "close --keep 5,13,33,34 --drop 42 --by-hand 42", 2, ""),
    ("by hand and extended", running_cycle, "2026-04-27", "close --keep 5,13,33,34 --extend 42 --by-hand 42", 2, ""),
    ("alive that never stayed", running_cycle, "2026-04-27", "close --drop 5,13,33,34,42 --alive 18", 1, ""),
    ("a second close", closed_cycle, "2026-05-04", "close --keep 5,33,34,13,42", 1, "tipcycle undo"),
    ("a close without a cycle", no_journal, "2026-03-06", "close", 1, "tipcycle pick"),
    ("undo of nothing", no_journal, "2026-03-06", "undo --yes", 1, ""),
    ("a review without a cycle", no_journal, "2026-03-06", "review", 1, "tipcycle pick"),
    ("a review before the first Monday", planned_cycle, "2026-02-27", "review", 1, "tipcycle note"),
    ("words before the first Monday", planned_cycle, "2026-02-27", ["review", "--words", "calm"], 1, "tipcycle note"),
    ("words after the close", closed_cycle, "2026-05-04", ["review", "--words", "calm"], 1, "tipcycle undo"),
    ("empty words", running_cycle, "2026-03-13", ["review", "--words", " "], 2, ""),
    ("a review of no cycle", running_cycle, "2026-03-13", "review 7", 1, "tipcycle journal history"),
    ("a format that is none", running_cycle, "2026-03-13", "review --format scroll", 2, "markdown"),
    ("a theme that is none", no_journal, "2026-03-06", "tips list --theme money", 2, "lead"),
    ("a day that is none", no_journal, "2026-03-06", "profile --day someday", 2, "tipcycle profile"),
    ("a language of the profile that is none", no_journal, "2026-03-06", "profile --language fr", 2, "en, nl"),
    ("--lang fr", no_journal, "2026-03-06", "--lang fr status", 2, "en, nl"),
    ("--lang without a language", no_journal, "2026-03-06", "status --lang", 2, "tipcycle help"),
    ("an unknown flag", running_cycle, "2026-03-13", "checkin --dit 5", 2, "--did"),
    ("an unknown flag before all", no_journal, "2026-03-06", "--frobnicate", 2, "tipcycle help"),
    ("an unknown command", no_journal, "2026-03-06", "chekin", 2, "checkin"),
    ("an unknown command of a group", no_journal, "2026-03-06", "tips shw", 2, "show"),
    ("a word like no command", no_journal, "2026-03-06", "xyzzy", 2, "tipcycle help"),
    ("words too many", no_journal, "2026-03-06", "status now please", 2, ""),
    ("a group without a command", no_journal, "2026-03-06", "journal", 2, "--help"),
    ("a flag without its value", running_cycle, "2026-03-13", "checkin --did", 2, "--did 5,13"),
    ("a broken hand edit", invalid_week, "2026-03-13", "checkin --did 5", 65, "tipcycle journal check"),
    ("a file that does not parse", invalid_toml, "2026-03-13", ["note", "a line"], 65, "tipcycle journal check"),
    ("a table of one's own in the way", conflicting_table, "2026-03-13", "checkin --did 5", 65, "checkin"),
    ("a file of a newer tipcycle", newer_format, "2026-03-13", "checkin --did 5", 78, ""),
)


def shown(row: Row) -> str:
    """The row as an id."""
    return row[0].replace(" ", "-")


def one_refusal(ran: RunResult) -> tuple[str, str]:
    """The line and the hint on stderr; there must be no more than that."""
    match = re.fullmatch(r"([^\n]+)\n(?:\nhint: ([^\n]+)\n)?", ran.stderr)
    assert match is not None, ran.stderr
    return match[1], match[2] or ""


def in_english(hint: str) -> str:
    """The hint with the English names of the commands, whose Dutch verbs are aliases."""
    verbs = {
        "kies": "pick",
        "afronden": "close",
        "ruil": "swap",
        "pauze": "pause",
        "ongedaan": "undo",
        "noteer": "note",
    }
    return re.sub(r"tipcycle (\w+)", lambda match: f"tipcycle {verbs.get(match[1], match[1])}", hint)


@in_each_lang
@pytest.mark.parametrize("row", TABLE, ids=shown)
def test_refusals(row: Row, lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """Each refusal has its exit code, one lower-case line, a hint where one helps, and leaves every byte as it was."""
    _, scene, on, words, code, names = row
    scene(home)
    before = file_contents(home)
    ran = tipcycle(words, on=on, lang=lang)
    line, hint = one_refusal(ran)
    assert ran.exit_code == code
    assert ran.stdout == ""
    assert file_contents(home) == before
    assert names in in_english(hint)
    if lang == "en":
        assert re.match(r"not done: (?:[a-z\d-]|cycles/)", line)
    assert not line.endswith(".")


def test_a_refused_command_leaves_no_more_than_the_lock(home: Path, tipcycle: TipcycleRunner) -> None:
    """Where there was no journal, a refused write leaves none."""
    tipcycle("checkin --did 5")
    assert {path for path in home.rglob("*") if path.is_file()} <= {home / LOCK_PATH}


@in_each_lang
def test_feelings_too_late_are_left_out(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """With answers beside them, late feelings are left out with a word: exit 3, and the answers are saved."""
    running_cycle(home)
    ran = tipcycle("checkin --week 2026-W11 --did 5 --team 3", on="2026-03-20", lang=lang)
    assert (ran.exit_code, ran.stdout) == (3, "")
    assert len(ran.stderr.splitlines()) == 2
    saved = (home / "cycles" / "2026-03-02.toml").read_text("utf-8").rpartition("[[checkin]]")[2]
    assert "did = [" in saved
    assert "team" not in saved


@in_each_lang
def test_a_pause_that_sticks_out_is_done_in_part(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """Weeks outside the cycle are left out, and said."""
    running_cycle(home)
    ran = tipcycle("pause 2026-02-16 2026-03-15", on="2026-03-13", lang=lang)
    assert (ran.exit_code, ran.stdout) == (3, "")
    assert len(ran.stderr.splitlines()) == 2
    saved = (home / "cycles" / "2026-03-02.toml").read_text("utf-8").rpartition("[[pause]]")[2]
    assert re.findall(r"2026-W\d\d", saved) == ["2026-W10", "2026-W11"]


@pytest.mark.parametrize("scene", [invalid_week, invalid_toml], ids=lambda scene: scene.__name__)
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("status", 3),
        ("status --json", 3),
        ("review", 3),
        ("review --format markdown", 3),
        ("momentum", 3),
        ("tips list", 3),
        ("journal history", 3),
        ("journal check", 65),
        ("journal check --json", 65),
        ("prompt", 0),
        ("", 0),
    ],
    ids=lambda value: str(value) or "glance",
)
def test_a_damaged_journal_can_be_read(
    scene: Scenario, words: str, code: int, home: Path, tipcycle: TipcycleRunner
) -> None:
    """A read that has to leave something out says so and exits 3; prompt and glance stay 0, the check exits 65."""
    scene(home)
    before = file_contents(home)
    ran = tipcycle(words)
    assert ran.exit_code == code
    assert file_contents(home) == before
    assert bool(ran.stderr) == (words not in ("prompt", "journal check", "journal check --json"))


def test_errors_in_one_file_do_not_forbid_writing_to_another(home: Path, tipcycle: TipcycleRunner) -> None:
    """The profile is saved while the file of a cycle is damaged."""
    invalid_week(home)
    ran = tipcycle("profile --day monday")
    assert ran.exit_code == 0
    assert 'day = "monday"' in (home / "journal.toml").read_text("utf-8")


def test_a_newer_file_can_be_read(on_scene: RunOnScenario) -> None:
    """What a newer tipcycle wrote is shown as far as it is known, and only writing is refused."""
    ran = on_scene(newer_format, "status --json")
    assert ran.exit_code == 0
    assert '"number": 1' in ran.stdout


@in_each_lang
def test_an_undo_says_first_what_it_would_take_back(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """Without `--yes` and with nobody to ask, undo names the entry and the flag, exits 2 and writes nothing."""
    running_cycle(home)
    before = file_contents(home)
    ran = tipcycle("undo", on="2026-03-13", lang=lang)
    assert (ran.exit_code, ran.stdout) == (2, "")
    first, *rest = ran.stderr.splitlines()
    assert "05" in first
    assert "--yes" in rest[0]
    assert file_contents(home) == before


def test_a_pick_with_answers_is_not_taken_back(home: Path, tipcycle: TipcycleRunner) -> None:
    """A pick can be undone only while nothing was answered in it; a note is no answer."""
    planned_cycle(home)
    tipcycle("checkin --did 5 --week 2026-W10", on="2026-03-06")
    assert tipcycle("undo --yes", on="2026-03-06").exit_code == 0
    assert tipcycle("undo --yes", on="2026-03-06").exit_code == 0
    assert tipcycle("undo --yes", on="2026-03-06").exit_code == 1


def test_an_undone_pick_gives_its_number_back(home: Path, tipcycle: TipcycleRunner) -> None:
    """The cycle of an undone pick is void and its number is used again."""
    planned_cycle(home)
    tipcycle("undo --yes", on="2026-02-27")
    ran = tipcycle("pick 1 2 3 4 6", on="2026-02-27")
    assert ran.exit_code == 0
    assert '"number": 1' in tipcycle("status --json", on="2026-03-06").stdout


@pytest.mark.parametrize("scene", [invalid_week, newer_format], ids=lambda scene: scene.__name__)
def test_every_write_to_a_damaged_file_is_refused(scene: Scenario, home: Path, tipcycle: TipcycleRunner) -> None:
    """All that would add to the file of the cycle exits 65 (or 78), whatever it is."""
    scene(home)
    before = file_contents(home)
    for words in (
        ["checkin", "--did", "5", "--week", "2026-W11"],
        ["note", "a line"],
        ["pause", "2026-W12"],
        ["swap", "42", "18", "--because", "why"],
        ["review", "--words", "calm"],
        ["close", "--drop", "5,13,33,34,42"],
        ["undo", "--yes"],
    ):
        ran = tipcycle(words, on="2026-04-27")
        assert (words, ran.exit_code) == (words, 65 if scene is invalid_week else 78)
        assert file_contents(home) == before
