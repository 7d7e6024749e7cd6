"""`tipcycle prompt`: one short line on the check-in day and the day after, nothing otherwise, and it never fails."""

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

# The usual five from Monday 2 March 2026; the check-in day is Friday unless the profile says otherwise.
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
@pytest.mark.parametrize(("scene", "on", "due"), DAYS, ids=[f"{scene.__name__}-{on}" for scene, on, _ in DAYS])
def test_the_line_is_there_when_a_check_in_is_due(
    scene: Scenario, on: str, due: bool, lang: str, on_scene: RunOnScenario
) -> None:
    """One short line on the day and the day after while the check-in is open; else nothing at all."""
    ran = on_scene(scene, "prompt", on=on, lang=lang)
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert bool(ran.stdout) == due
    if due:
        assert len(ran.stdout.splitlines()) == 1
        assert len(ran.stdout) < 30


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
def test_the_line_follows_the_day_of_the_profile(
    day: str, on: str, due: bool, home: Path, tipcycle: TipcycleRunner
) -> None:
    """From Thursday on the day is in the week itself, before that in the week after."""
    write_journal(home, journal_toml=f'[[profile]]\nday = "{day}"\n', c2026_03_02=PICK_TEXT)
    assert bool(tipcycle("prompt", on=on).stdout) == due


@pytest.mark.parametrize("given", ["--lang nl prompt", "prompt --plain", "prompt --lang=en"])
def test_global_flags_go_with_it(given: str, on_scene: RunOnScenario) -> None:
    """The line is there with any global flag."""
    assert on_scene(planned_cycle, given, on="2026-03-06").stdout


def test_feelings_alone_are_a_check_in_and_a_note_is_none(home: Path, tipcycle: TipcycleRunner) -> None:
    """The line goes when the week has an answer; words alone leave it."""
    note = '[[note]]  # 2026-03-06\ntext = "a line"\nweek = "2026-W10"\n'
    write_journal(home, c2026_03_02=with_pick(note))
    assert tipcycle("prompt", on="2026-03-06").stdout
    write_journal(home, c2026_03_02=with_pick(note, '[[checkin]]  # 2026-03-06\nweek = "2026-W10"\nteam = 3\n'))
    assert not tipcycle("prompt", on="2026-03-06").stdout


def a_file_for_a_folder(home: Path) -> None:
    home.write_text("no folder", "utf-8")


def a_folder_for_a_file(home: Path) -> None:
    (home / "cycles" / "2026-03-02.toml").mkdir(parents=True)
    (home / "journal.toml").mkdir()


def zeros(home: Path) -> None:
    planned_cycle(home)
    (home / "cycles" / "2026-03-02.toml").write_bytes(b"\0" * 600)


def noise(home: Path) -> None:
    planned_cycle(home)
    (home / "cycles" / "2026-03-02.toml").write_bytes(bytes(range(256)) * 8)
    (home / "journal.toml").write_bytes(b"\xff\xfe[[profile]]")


def a_loop(home: Path) -> None:
    planned_cycle(home)
    (home / "journal.toml").symlink_to(home / "journal.toml")


RUINS = (
    invalid_week,
    invalid_toml,
    conflicting_table,
    newer_format,
    a_file_for_a_folder,
    a_folder_for_a_file,
    zeros,
    noise,
    a_loop,
)


@pytest.mark.parametrize("scene", RUINS, ids=lambda scene: scene.__name__)
def test_it_never_fails(scene: Scenario, on_scene: RunOnScenario) -> None:
    """Whatever is wrong with a journal is no business of a shell prompt: exit 0 and not a word on stderr."""
    for on in ("2026-03-06", "2026-03-14"):
        ran = on_scene(scene, "prompt", on=on) if on == "2026-03-06" else on_scene(no_journal, "prompt", on=on)
        assert (ran.exit_code, ran.stderr) == (0, "")
        assert len(ran.stdout.splitlines()) <= 1
