"""Errors of docs/rules.md §6, §7, §10 and §11 on the command line: exit code, message, and no change to any file."""

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
from tests.conftest import RunResult, TipcycleRunner, with_english_words
from tests.parametrize import in_each_lang

ErrorCase = tuple[str, Scenario, str, str | list[str], int, str]

ERROR_CASES: Sequence[ErrorCase] = (
    # description, scenario, date, arguments, exit code, text that the hint contains (a command, a flag or a number)
    ("a pick of six tips", no_journal, "2026-02-26", "pick 5 13 33 34 42 18", 2, ""),
    ("a pick of four tips", no_journal, "2026-02-26", "pick 5 13 33 34", 2, "tips suggest"),
    ("a pick without tips", no_journal, "2026-02-26", "pick", 2, "--help"),
    ("a pick with an unknown number", no_journal, "2026-02-26", "pick 5 13 33 34 999", 2, ""),
    ("a pick with an unknown slug", no_journal, "2026-02-26", "pick 5 13 33 34 promise-that-cost", 2, "01 "),
    ("a check of a missing tip file", no_journal, "2026-02-26", "tips check none.toml", 1, ""),
    ("tips added from a missing file", no_journal, "2026-02-26", "tips add --file none.toml", 1, ""),
    ("a review of a year as JSON", example_cycle, "2026-04-24", "review --year --json", 2, ""),
    ("the momentum of a year that is none", example_cycle, "2026-04-24", "momentum --year --of 26", 2, ""),
    ("the explanation of momentum as JSON", example_cycle, "2026-04-24", "momentum --explain --json", 2, ""),
    ("the spiral of a year of momentum", example_cycle, "2026-04-24", "momentum --year --spiral", 2, ""),
    ("JSON without a command", example_cycle, "2026-04-24", "--json", 2, "tipcycle status --json"),
    ("invalid answers to the reflection", no_journal, "2026-02-26", "reflect --answers abc", 2, "--answers"),
    ("tips show with an unknown slug", no_journal, "2026-02-26", "tips show promise-that-cost", 2, "01 "),
    ("a pick with a repeated number", no_journal, "2026-02-26", "pick 5 13 33 34 5", 2, ""),
    ("a pick with a repeated slug", no_journal, "2026-02-26", "pick 1 13 33 34 promise-that-costs", 2, ""),
    ("a pick with an invalid start date", no_journal, "2026-02-26", "pick 5 13 33 34 42 --start soon", 2, "2026-03-06"),
    ("a pick of an implemented tip", closed_cycle, "2026-05-04", "pick 5 18 53 71", 1, "tips list --new"),
    ("a pick during a running cycle", running_cycle, "2026-03-13", "pick 1 2 3 4 6", 1, "tipcycle swap"),
    ("a pick before a planned cycle begins", planned_cycle, "2026-02-27", "pick 1 2 3 4 6", 1, "tipcycle swap"),
    ("a pick before the ended cycle is closed", running_cycle, "2026-05-04", "pick 1 2 3 4 6", 1, "tipcycle close"),
    ("a pick of too many additional tips", closed_cycle, "2026-05-04", "pick 18 53 71 73 10", 2, ""),
    ("a check-in without a cycle", no_journal, "2026-03-06", "checkin --did 5", 1, "tipcycle pick"),
    ("a check-in before the first Monday", planned_cycle, "2026-02-27", "checkin --did 5", 1, "tipcycle note"),
    ("a check-in after the close", closed_cycle, "2026-05-04", "checkin --did 5", 1, "tipcycle pick"),
    ("an answer outside the five", running_cycle, "2026-03-13", "checkin --did 18", 1, "05, 13, 33, 34"),
    ("a note outside the five", running_cycle, "2026-03-13", ["note", "a line", "--tip", "18"], 1, "05, 13, 33, 34"),
    ("an answer for an unknown tip", running_cycle, "2026-03-13", "checkin --did 999", 2, ""),
    ("a repeated answer", running_cycle, "2026-03-13", "checkin --did 5,5", 2, ""),
    ("two different answers for a tip", running_cycle, "2026-03-13", "checkin --did 5 --missed 5", 2, ""),
    ("a tip both did and costly", running_cycle, "2026-03-13", "checkin --did 5 --costly 5", 2, ""),
    ("none for a ritual", running_cycle, "2026-03-13", "checkin --none 5", 2, "--missed"),
    ("none for a build", running_cycle, "2026-03-13", "checkin --none 34", 2, "--missed"),
    ("built for a reflex", running_cycle, "2026-03-13", "checkin --built 33", 2, "--did"),
    ("a feeling of 6", running_cycle, "2026-03-13", "checkin --did 5 --team 6", 2, ""),
    ("a feeling of 0", running_cycle, "2026-03-13", "checkin --customers 0", 2, ""),
    ("a feeling in words", running_cycle, "2026-03-13", "checkin --team lively", 2, ""),
    ("a check-in for a week after the cycle", running_cycle, "2026-05-10", "checkin --week 2026-W19 --did 5", 1, "2 "),
    ("a check-in for a week before the cycle", running_cycle, "2026-03-13", "checkin --week 2026-W09 --did 5", 1, "2 "),
    ("a check-in for a week that has not begun", running_cycle, "2026-03-13", "checkin --week 2026-W12 --did 5", 1, ""),
    (
        "a check-in for a closed week",
        second_cycle,
        "2026-05-15",
        "checkin --week 2026-W10 --did 13",
        1,
        "tipcycle undo",
    ),
    ("a check-in for an unknown week", running_cycle, "2026-03-13", "checkin --week 2026-W60 --did 5", 2, "2026-W10"),
    ("a check-in for a week in words", running_cycle, "2026-03-13", "checkin --week soon --did 5", 2, "2026-W10"),
    ("an answer for a tip not yet swapped in", example_cycle, "2026-05-03", "checkin --week 2026-W12 --did 13", 1, ""),
    ("a check-in in a paused week", example_cycle, "2026-04-11", "checkin --did 5", 1, "--week 2026-W15"),
    ("a check-in without answers", running_cycle, "2026-03-13", "checkin", 2, "--help"),
    ("a check-in note without a text", running_cycle, "2026-03-13", "checkin --did 5 --note 5", 2, "--note"),
    ("late feelings without answers", running_cycle, "2026-03-20", "checkin --week 2026-W11 --team 3", 1, "--did"),
    ("an empty note", running_cycle, "2026-03-13", ["note", "  "], 2, ""),
    ("a note without a cycle", no_journal, "2026-03-06", ["note", "a line"], 1, "tipcycle pick"),
    ("a pause outside the cycle", running_cycle, "2026-03-13", "pause 2026-W30", 1, "2 "),
    ("a pause before the cycle", running_cycle, "2026-03-13", "pause 2026-02-01 2026-02-28", 1, "2 "),
    ("a pause that ends before it starts", running_cycle, "2026-03-13", "pause 2026-W13 2026-W12", 2, "tipcycle pause"),
    ("a pause without a cycle", no_journal, "2026-03-06", "pause this", 1, "tipcycle pick"),
    ("a pause without a week", running_cycle, "2026-03-13", "pause", 2, "--help"),
    ("a swap without a reason", running_cycle, "2026-03-13", "swap 42 18", 2, "--help"),
    ("a swap with an empty reason", running_cycle, "2026-03-13", ["swap", "42", "18", "--because", " "], 2, ""),
    (
        "a swap outside the five",
        running_cycle,
        "2026-03-13",
        ["swap", "18", "19", "--because", "why"],
        1,
        "05, 13, 33, 34",
    ),
    ("a swap for one of the five", running_cycle, "2026-03-13", ["swap", "42", "5", "--because", "why"], 1, ""),
    ("a swap for itself", running_cycle, "2026-03-13", ["swap", "42", "42", "--because", "why"], 2, ""),
    ("a swap for a removed tip", example_cycle, "2026-04-13", ["swap", "42", "68", "--because", "why"], 1, ""),
    (
        "a swap for an implemented tip",
        second_cycle,
        "2026-05-13",
        ["swap", "18", "5", "--because", "why"],
        1,
        "tips list",
    ),
    ("a swap after the last check-in", example_cycle, "2026-05-02", ["swap", "5", "18", "--because", "why"], 1, ""),
    ("a swap with one tip", running_cycle, "2026-03-13", "swap 42", 2, "--help"),
    ("a close before the last week", running_cycle, "2026-04-26", "close --keep 5,13,33,34,42", 1, "tipcycle swap"),
    ("a close without decisions, too early", running_cycle, "2026-04-26", "close", 1, "tipcycle swap"),
    ("an incomplete close", running_cycle, "2026-04-27", "close --keep 5,13", 2, "--drop"),
    ("a close without decisions", running_cycle, "2026-04-27", "close", 2, "--drop"),
    ("a close with two decisions for a tip", running_cycle, "2026-04-27", "close --keep 5,13,33,34,42 --drop 5", 2, ""),
    ("a close outside the five", running_cycle, "2026-04-27", "close --keep 5,13,33,34,42 --drop 18", 1, "05, 13"),
    ("by hand for a dropped tip", running_cycle, "2026-04-27", "close --keep 5,13,33,34 --drop 42 --by-hand 42", 2, ""),
    (
        "by hand for an extended tip",
        running_cycle,
        "2026-04-27",
        "close --keep 5,13,33,34 --extend 42 --by-hand 42",
        2,
        "",
    ),
    ("alive for a tip never kept", running_cycle, "2026-04-27", "close --drop 5,13,33,34,42 --alive 18", 1, ""),
    ("a second close", closed_cycle, "2026-05-04", "close --keep 5,33,34,13,42", 1, "tipcycle undo"),
    ("a close without a cycle", no_journal, "2026-03-06", "close", 1, "tipcycle pick"),
    ("an undo without entries", no_journal, "2026-03-06", "undo --yes", 1, ""),
    ("a review without a cycle", no_journal, "2026-03-06", "review", 1, "tipcycle pick"),
    ("a review before the first Monday", planned_cycle, "2026-02-27", "review", 1, "tipcycle note"),
    ("a summary before the start", planned_cycle, "2026-02-27", ["review", "--words", "calm"], 1, "tipcycle note"),
    ("a summary after the close", closed_cycle, "2026-05-04", ["review", "--words", "calm"], 1, "tipcycle undo"),
    ("an empty summary", running_cycle, "2026-03-13", ["review", "--words", " "], 2, ""),
    ("a review of an unknown cycle", running_cycle, "2026-03-13", "review 7", 1, "tipcycle journal history"),
    ("an unknown review format", running_cycle, "2026-03-13", "review --format scroll", 2, "markdown"),
    ("an unknown theme", no_journal, "2026-03-06", "tips list --theme money", 2, "lead"),
    ("an unknown check-in day", no_journal, "2026-03-06", "profile --day someday", 2, "tipcycle profile"),
    ("an unknown language in the profile", no_journal, "2026-03-06", "profile --language fr", 2, "en, nl"),
    ("an unknown language for --lang", no_journal, "2026-03-06", "--lang fr status", 2, "en, nl"),
    ("--lang without a language", no_journal, "2026-03-06", "status --lang", 2, "tipcycle help"),
    ("an unknown flag", running_cycle, "2026-03-13", "checkin --dit 5", 2, "--did"),
    ("an unknown flag without a command", no_journal, "2026-03-06", "--frobnicate", 2, "tipcycle help"),
    ("an unknown command", no_journal, "2026-03-06", "chekin", 2, "checkin"),
    ("an unknown subcommand", no_journal, "2026-03-06", "tips shw", 2, ""),
    ("a command without a close match", no_journal, "2026-03-06", "xyzzy", 2, "tipcycle help"),
    ("too many arguments", no_journal, "2026-03-06", "status now please", 2, ""),
    ("a group without a subcommand", no_journal, "2026-03-06", "journal", 2, "--help"),
    ("a flag without its value", running_cycle, "2026-03-13", "checkin --did", 2, "--did 5,13"),
    ("an edit with an invalid week", invalid_week, "2026-03-13", "checkin --did 5", 65, "tipcycle journal check"),
    ("an edit with invalid TOML", invalid_toml, "2026-03-13", ["note", "a line"], 65, "tipcycle journal check"),
    ("an edit with a conflicting table", conflicting_table, "2026-03-13", "checkin --did 5", 65, "checkin"),
    ("an edit of a newer file", newer_format, "2026-03-13", "checkin --did 5", 78, ""),
)


def row_id(row: ErrorCase) -> str:
    """Return the description of a row as a test id."""
    return row[0].replace(" ", "-")


def split_error(result: RunResult) -> tuple[str, str]:
    """Return the message and the hint on stderr. Fail if there is other output."""
    match = re.fullmatch(r"([^\n]+)\n(?:\nhint: ([^\n]+)\n)?", result.stderr)
    assert match is not None, result.stderr
    return match[1], match[2] or ""


@in_each_lang
@pytest.mark.parametrize("row", ERROR_CASES, ids=row_id)
def test_rejected_command_reports_error(row: ErrorCase, lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """Each error has its exit code, a message of one line, a hint where one helps, and changes no file."""
    _, scenario, on, args, exit_code, hint_text = row
    scenario(home)
    before = file_contents(home)
    result = tipcycle(args, on=on, lang=lang)
    message, hint = split_error(result)
    assert result.exit_code == exit_code
    assert result.stdout == ""
    assert file_contents(home) == before
    assert hint_text in with_english_words(hint)
    if lang == "en":
        assert re.match(r"not done: (?:[a-z\d-]|cycles/)", message)
    assert not message.endswith(".")


def test_rejected_command_creates_only_lock(home: Path, tipcycle: TipcycleRunner) -> None:
    """Without a journal, a rejected command creates no file except the lock."""
    tipcycle("checkin --did 5")
    assert {path for path in home.rglob("*") if path.is_file()} <= {home / LOCK_PATH}


@in_each_lang
def test_late_feelings_are_not_saved(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """Late feelings are left out with a message and exit code 3, and the answers are saved."""
    running_cycle(home)
    result = tipcycle("checkin --week 2026-W11 --did 5 --team 3", on="2026-03-20", lang=lang)
    assert (result.exit_code, result.stdout) == (3, "")
    assert len(result.stderr.splitlines()) == 2
    checkin_text = (home / "cycles" / "2026-03-02.toml").read_text("utf-8").rpartition("[[checkin]]")[2]
    assert "did = [" in checkin_text
    assert "team" not in checkin_text


@in_each_lang
def test_pause_skips_weeks_outside_cycle(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """Weeks outside the cycle are left out with a message and exit code 3."""
    running_cycle(home)
    result = tipcycle("pause 2026-02-16 2026-03-15", on="2026-03-13", lang=lang)
    assert (result.exit_code, result.stdout) == (3, "")
    assert len(result.stderr.splitlines()) == 2
    pause_text = (home / "cycles" / "2026-03-02.toml").read_text("utf-8").rpartition("[[pause]]")[2]
    assert re.findall(r"2026-W\d\d", pause_text) == ["2026-W10", "2026-W11"]


@pytest.mark.parametrize("scenario", [invalid_week, invalid_toml], ids=lambda scenario: scenario.__name__)
@pytest.mark.parametrize(
    ("args", "exit_code"),
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
    ids=lambda value: str(value) or "home",
)
def test_damaged_journal_can_be_read(
    scenario: Scenario, args: str, exit_code: int, home: Path, tipcycle: TipcycleRunner
) -> None:
    """An incomplete read prints a warning and exits with 3. Prompt and home exit with 0, the check with 65."""
    scenario(home)
    before = file_contents(home)
    result = tipcycle(args)
    assert result.exit_code == exit_code
    assert file_contents(home) == before
    assert bool(result.stderr) == (args not in ("prompt", "journal check", "journal check --json"))


def test_undamaged_file_is_writable_beside_damaged_file(home: Path, tipcycle: TipcycleRunner) -> None:
    """The profile can be saved while the cycle file is damaged."""
    invalid_week(home)
    result = tipcycle("profile --day monday")
    assert result.exit_code == 0
    assert 'day = "monday"' in (home / "journal.toml").read_text("utf-8")


def test_newer_format_can_be_read(run_on_scenario: RunOnScenario) -> None:
    """A file of a newer format can be read. Only writing is rejected."""
    result = run_on_scenario(newer_format, "status --json")
    assert result.exit_code == 0
    assert '"number": 1' in result.stdout


@in_each_lang
def test_undo_without_confirmation_describes_entry(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """Without `--yes`, a non-interactive undo names the entry and the flag, exits with 2 and writes nothing."""
    running_cycle(home)
    before = file_contents(home)
    result = tipcycle("undo", on="2026-03-13", lang=lang)
    assert (result.exit_code, result.stdout) == (2, "")
    message, *hint_lines = result.stderr.splitlines()
    assert "05" in message
    assert "--yes" in with_english_words(hint_lines[0])
    assert file_contents(home) == before


def test_pick_can_be_undone_after_its_checkins(home: Path, tipcycle: TipcycleRunner) -> None:
    """The check-in can be undone, then the pick. After that there is nothing to undo."""
    planned_cycle(home)
    tipcycle("checkin --did 5 --week 2026-W10", on="2026-03-06")
    assert tipcycle("undo --yes", on="2026-03-06").exit_code == 0
    assert tipcycle("undo --yes", on="2026-03-06").exit_code == 0
    assert tipcycle("undo --yes", on="2026-03-06").exit_code == 1


def test_number_of_undone_pick_is_reused(home: Path, tipcycle: TipcycleRunner) -> None:
    """The next cycle gets the number of the undone pick."""
    planned_cycle(home)
    tipcycle("undo --yes", on="2026-02-27")
    result = tipcycle("pick 1 2 3 4 6", on="2026-02-27")
    assert result.exit_code == 0
    assert '"number": 1' in tipcycle("status --json", on="2026-03-06").stdout


@pytest.mark.parametrize("scenario", [invalid_week, newer_format], ids=lambda scenario: scenario.__name__)
def test_writes_to_damaged_file_are_rejected(scenario: Scenario, home: Path, tipcycle: TipcycleRunner) -> None:
    """Each command that writes to the cycle file exits with 65 if the file is damaged, and with 78 if it is newer."""
    scenario(home)
    before = file_contents(home)
    for args in (
        ["checkin", "--did", "5", "--week", "2026-W11"],
        ["note", "a line"],
        ["pause", "2026-W12"],
        ["swap", "42", "18", "--because", "why"],
        ["review", "--words", "calm"],
        ["close", "--drop", "5,13,33,34,42"],
        ["undo", "--yes"],
    ):
        result = tipcycle(args, on="2026-04-27")
        assert (args, result.exit_code) == (args, 65 if scenario is invalid_week else 78)
        assert file_contents(home) == before
