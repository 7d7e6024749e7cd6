"""Commands that read write nothing to disk. Data goes to stdout, messages to stderr."""

import json
from pathlib import Path

import pytest
from docgen.json_documents import DOCUMENTS

from tests.cli.scenarios import (
    EXAMPLE_TODAY,
    Scenario,
    closed_cycle,
    conflicting_table,
    example_cycle,
    file_states,
    invalid_toml,
    invalid_week,
    newer_format,
    no_journal,
    planned_cycle,
    second_cycle,
)
from tests.conftest import TipcycleRunner
from tests.parametrize import in_each_lang

READ_COMMANDS = (
    "",
    "--plain",
    "--help",
    "--version",
    "help",
    "prompt",
    "status",
    "momentum",
    "momentum --explain",
    "momentum --json",
    "momentum --year",
    "momentum --of 2024",
    "momentum --year --json",
    "review",
    "review 1",
    "review --private",
    "review --format markdown",
    "review --format json",
    "review --json --private",
    "tips",
    "tips list --new",
    "tips show 42 5",
    "tips search queue",
    "tips suggest",
    "journal where",
    "journal where --json",
    "journal check",
    "journal check --json",
    "journal history",
    "journal history --json",
    "journal backups --json",
    "voices --json",
    "voices list --json",
    "sentence --json",
    "pulse --json",
    "reflect --json",
    "status --json",
    "momentum --spiral --json",
    "tips list --json",
    "tips show 42 --json",
    "tips search queue --json",
    "tips suggest --json",
    "tips check --json",
    "profile",
    "profile --json",
    "frobnicate",
    "status --frobnicate",
)
SCENARIOS = (
    no_journal,
    planned_cycle,
    example_cycle,
    closed_cycle,
    second_cycle,
    invalid_week,
    invalid_toml,
    conflicting_table,
    newer_format,
)


def test_read_commands_contain_each_command_with_json() -> None:
    """`READ_COMMANDS` has each command with a JSON document, except the export, which writes a file."""
    commands = {" ".join(word for word in args.split() if word not in ("42", "queue")) for args in READ_COMMANDS}
    assert set(DOCUMENTS) - commands == {"journal export --format json"}, "add it to READ_COMMANDS"


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
def test_read_commands_change_no_file(scenario: Scenario, home: Path, tipcycle: TipcycleRunner) -> None:
    """Content, mode and modification time of all files and folders stay, and none is created."""
    scenario(home)
    states_before = file_states(home)
    for args in READ_COMMANDS:
        result = tipcycle(args, on=EXAMPLE_TODAY)
        assert (args, result.exit_code in (0, 1, 2, 3, 65)) == (args, True)
        assert (args, file_states(home) == states_before) == (args, True)
        assert (args, "inside tipcycle" in result.stderr) == (args, False)


@in_each_lang
@pytest.mark.parametrize(
    "scenario", [example_cycle, closed_cycle, second_cycle], ids=lambda scenario: scenario.__name__
)
def test_read_commands_write_only_to_stdout(
    scenario: Scenario, lang: str, home: Path, tipcycle: TipcycleRunner
) -> None:
    scenario(home)
    for args in READ_COMMANDS[2:-2]:
        result = tipcycle(args, on=EXAMPLE_TODAY, lang=lang)
        assert (args, result.exit_code, result.stderr) == (args, 0, "")
        assert (args, bool(result.stdout)) == (args, args != "prompt")
        assert (args, result.stdout.endswith("\n")) == (args, args != "prompt")


@in_each_lang
def test_write_commands_write_only_to_stderr(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    writes: list[tuple[str, str | list[str]]] = [
        ("2026-02-26", "pick 5 13 33 34 42 --running desk"),
        ("2026-03-04", ["note", "a line"]),
        ("2026-03-06", ["checkin", "--did", "5", "--team", "3", "--voice", "heard", "--by", "a customer"]),
        ("2026-03-09", ["swap", "42", "18", "--because", "why"]),
        ("2026-03-09", "pause 2026-W13"),
        ("2026-03-09", "profile --day monday"),
        ("2026-04-27", "close --keep 5,13,33 --drop 34,18"),
        ("2026-04-27", "undo --yes"),
    ]
    for on, args in writes:
        result = tipcycle(args, on=on, lang=lang)
        assert (args, result.exit_code, result.stdout) == (args, 0, "")
        assert (args, bool(result.stderr.strip())) == (args, True)


SHARED_OUTPUTS = (
    "status", "status --json", "review", "review --format markdown", "review --format json", "prompt",
    "journal where", "journal check", "tips list", "profile",
)  # fmt: skip


@in_each_lang
@pytest.mark.parametrize("scenario", [example_cycle, closed_cycle], ids=lambda scenario: scenario.__name__)
def test_private_texts_are_not_shown_by_default(
    scenario: Scenario, lang: str, home: Path, tipcycle: TipcycleRunner
) -> None:
    """Private remarks, reasons of pauses and private answers are not shown."""
    scenario(home)
    for args in SHARED_OUTPUTS:
        result = tipcycle(args, on=EXAMPLE_TODAY, lang=lang)
        assert (args, result.exit_code, bool(result.stdout)) == (args, 0, args != "prompt")
        assert (args, "You are the first" in result.stdout) == (args, args.startswith("review"))
        assert (args, "SECRET" in result.stdout + result.stderr) == (args, False)


def test_search_without_results_is_no_error(home: Path, tipcycle: TipcycleRunner) -> None:
    """The exit code is 0, stdout is empty, and the message is on stderr."""
    result = tipcycle("tips search xyzzyplugh")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "xyzzyplugh" in result.stderr


def test_year_has_something_to_show_after_the_first_pick_of_the_next(home: Path, tipcycle: TipcycleRunner) -> None:
    """The year is the last one with a check-in. `--of` names another."""
    closed_cycle(home)
    for on in ("2026-12-31", "2027-01-05"):
        if on > "2027":
            assert tipcycle("pick 1 2 3 4", on=on).exit_code == 0
        assert json.loads(tipcycle("momentum --year --json", on=on).stdout)["year"] == 2026
        assert "2026" in tipcycle("review --year --format markdown", on=on).stdout
    assert json.loads(tipcycle("momentum --of 2027 --json", on=on).stdout)["year"] == 2027
    assert tipcycle("checkin --did 1", on="2027-01-08").exit_code == 0
    assert json.loads(tipcycle("momentum --year --json", on="2027-01-08").stdout)["year"] == 2027
