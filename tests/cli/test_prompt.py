"""`tipcycle prompt` prints a short line on the check-in day and the day after, otherwise nothing. It never fails."""

from pathlib import Path

import pytest

from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import (
    Scenario,
    closed_cycle,
    conflicting_table,
    example_cycle,
    invalid_toml,
    invalid_week,
    newer_format,
    no_journal,
    planned_cycle,
    running_cycle,
    write_journal,
)
from tests.conftest import TipcycleRunner
from tests.journal_builder import PICK_TEXT, with_pick
from tests.parametrize import in_each_lang

# The default pick from Monday 2 March 2026. The check-in day is Friday, unless the profile has another one.
DAYS = (
    (planned_cycle, "2026-02-27", False),
    (planned_cycle, "2026-03-05", False),
    (planned_cycle, "2026-03-06", True),
    (planned_cycle, "2026-03-07", True),
    (planned_cycle, "2026-03-08", False),
    (running_cycle, "2026-03-06", False),
    (running_cycle, "2026-03-13", True),
    (example_cycle, "2026-04-10", False),
    (planned_cycle, "2026-05-02", True),
    (planned_cycle, "2026-05-03", False),
    (planned_cycle, "2026-05-08", False),
    (closed_cycle, "2026-05-02", False),
    (no_journal, "2026-03-06", False),
)


@in_each_lang
@pytest.mark.parametrize(("scenario", "on", "due"), DAYS, ids=[f"{scenario.__name__}-{on}" for scenario, on, _ in DAYS])
def test_line_is_printed_while_a_checkin_is_due(
    scenario: Scenario, on: str, due: bool, lang: str, run_on_scenario: RunOnScenario
) -> None:
    """The line is printed on the check-in day and the day after, until the check-in is done."""
    result = run_on_scenario(scenario, "prompt", on=on, lang=lang)
    assert (result.exit_code, result.stderr) == (0, "")
    assert bool(result.stdout) == due
    if due:
        assert len(result.stdout.splitlines()) == 1
        assert len(result.stdout) < 30


@pytest.mark.parametrize(
    ("day", "on", "due"),
    [
        ("thursday", "2026-03-05", True),
        ("thursday", "2026-03-06", True),
        ("thursday", "2026-03-07", False),
        ("sunday", "2026-03-08", True),
        ("sunday", "2026-03-09", True),
        ("monday", "2026-03-06", False),
        ("monday", "2026-03-09", True),
        ("monday", "2026-03-10", True),
        ("monday", "2026-03-11", False),
        ("wednesday", "2026-03-11", True),
    ],
)
def test_line_follows_the_checkin_day_of_the_profile(
    day: str, on: str, due: bool, home: Path, tipcycle: TipcycleRunner
) -> None:
    """Thursday to Sunday are days in the week of the check-in. Monday to Wednesday are days in the next week."""
    write_journal(home, journal_toml=f'[[profile]]\nday = "{day}"\n', c2026_03_02=PICK_TEXT)
    assert bool(tipcycle("prompt", on=on).stdout) == due


@pytest.mark.parametrize("args", ["--lang nl prompt", "prompt --plain", "prompt --lang=en"])
def test_prompt_accepts_global_options(args: str, run_on_scenario: RunOnScenario) -> None:
    assert run_on_scenario(planned_cycle, args, on="2026-03-06").stdout


def test_feelings_count_as_a_checkin_but_a_note_does_not(home: Path, tipcycle: TipcycleRunner) -> None:
    note = '[[note]]  # 2026-03-06\ntext = "a line"\nweek = "2026-W10"\n'
    write_journal(home, c2026_03_02=with_pick(note))
    assert tipcycle("prompt", on="2026-03-06").stdout
    write_journal(home, c2026_03_02=with_pick(note, '[[checkin]]  # 2026-03-06\nweek = "2026-W10"\nteam = 3\n'))
    assert not tipcycle("prompt", on="2026-03-06").stdout


def file_instead_of_folder(home: Path) -> None:
    home.write_text("no folder", "utf-8")


def folders_instead_of_files(home: Path) -> None:
    (home / "cycles" / "2026-03-02.toml").mkdir(parents=True)
    (home / "journal.toml").mkdir()


def file_with_zeros(home: Path) -> None:
    planned_cycle(home)
    (home / "cycles" / "2026-03-02.toml").write_bytes(b"\0" * 600)


def binary_files(home: Path) -> None:
    planned_cycle(home)
    (home / "cycles" / "2026-03-02.toml").write_bytes(bytes(range(256)) * 8)
    (home / "journal.toml").write_bytes(b"\xff\xfe[[profile]]")


def symlink_loop(home: Path) -> None:
    planned_cycle(home)
    (home / "journal.toml").symlink_to(home / "journal.toml")


DAMAGED_JOURNALS = (
    invalid_week,
    invalid_toml,
    conflicting_table,
    newer_format,
    file_instead_of_folder,
    folders_instead_of_files,
    file_with_zeros,
    binary_files,
    symlink_loop,
)


@pytest.mark.parametrize("scenario", DAMAGED_JOURNALS, ids=lambda scenario: scenario.__name__)
def test_prompt_ignores_a_damaged_journal(scenario: Scenario, run_on_scenario: RunOnScenario) -> None:
    """The exit code is 0, stderr is empty, and at most one line is printed."""
    for on in ("2026-03-06", "2026-03-14"):
        result = (
            run_on_scenario(scenario, "prompt", on=on)
            if on == "2026-03-06"
            else run_on_scenario(no_journal, "prompt", on=on)
        )
        assert (result.exit_code, result.stderr) == (0, "")
        assert len(result.stdout.splitlines()) <= 1
