"""Texts for new users, in both languages: next steps, start dates, and the number of tips to choose."""

from pathlib import Path

import pytest

from tests.cli.scenarios import EXAMPLE_TODAY, closed_cycle, example_cycle, planned_cycle
from tests.conftest import TipcycleRunner
from tests.parametrize import in_each_lang


@in_each_lang
def test_pick_shows_the_date_of_the_first_checkin(lang: str, tipcycle: TipcycleRunner) -> None:
    messages = tipcycle("pick 5 13 33 34 42", on="2026-02-26", lang=lang).stderr
    assert {"en": "On Friday 6 March you look back for the first time", "nl": "Op vrijdag 6 maart kijk je"}[
        lang
    ] in messages


@in_each_lang
@pytest.mark.parametrize(
    ("start", "warnings"),
    [("2025-01-01", ("began more than half", "begon meer dan")), ("2027-01-04", ("begins more than", "begint pas"))],
)
def test_distant_start_date_gives_a_warning(
    start: str, warnings: tuple[str, str], lang: str, tipcycle: TipcycleRunner
) -> None:
    """The cycle is created. The message has the year and a hint to undo it."""
    result = tipcycle(["pick", "5", "13", "33", "34", "42", "--start", start], on="2026-02-26", lang=lang)
    assert result.exit_code == 0
    assert warnings[lang == "nl"] in " ".join(result.stderr.split())
    assert "hint: " in result.stderr


@in_each_lang
def test_start_in_the_next_year_is_shown_with_its_year(lang: str, tipcycle: TipcycleRunner) -> None:
    tipcycle("pick 5 13 33 34 42 --start 2027-01-04", on="2026-12-18")
    assert "2027" in tipcycle("", on="2026-12-18", lang=lang).stdout


@in_each_lang
def test_momentum_of_a_planned_cycle_shows_its_start(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """The output does not suggest `tipcycle pick`, because five tips are picked."""
    planned_cycle(home)
    for options in ("", " --plain"):
        output = tipcycle(f"momentum{options}", on="2026-02-27", lang=lang).stdout
        assert {"en": "Monday 2 March", "nl": "maandag 2 maart"}[lang] in output
        assert "tipcycle pick" not in output


@in_each_lang
def test_momentum_starts_with_the_summary(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """The output does not invite to write a summary, because there is one."""
    example_cycle(home)
    output = tipcycle("momentum", on=EXAMPLE_TODAY, lang=lang).stdout
    assert output.index("It grew calmer") < output.index("You are the first")
    assert {"en": "Do you see it otherwise", "nl": "Zie jij het anders"}[lang] not in output


@in_each_lang
def test_suggestions_fill_the_open_places(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """One tip is extended, so four tips are suggested, and they can be picked."""
    closed_cycle(home)
    lines = tipcycle("tips suggest", on="2026-05-04", lang=lang).stdout.splitlines()
    suggested = [line.split()[0] for line in lines]
    assert len(suggested) == 4
    assert tipcycle(["pick", *suggested], on="2026-05-04").exit_code == 0


@in_each_lang
def test_review_leaves_weeks_outside_the_tenure_blank(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """These are the weeks before a tip was swapped in and after it was swapped out."""
    example_cycle(home)
    lines = tipcycle("review --format markdown", on=EXAMPLE_TODAY, lang=lang).stdout.splitlines()
    swapped_in, swapped_out = (
        next(lines[index + 1] for index, line in enumerate(lines) if f"{tip} " in line and line.endswith("  "))
        for tip in ("13", "68")
    )
    assert swapped_in.startswith("\u00a0\u00a0\u00a0●")
    assert swapped_out.startswith("···\u00a0")


@pytest.mark.parametrize(
    ("day", "lang", "expected"),
    [
        ("friday", "en", "On Friday you look back"),
        ("thursday", "en", "On Thursday you look back"),
        ("monday", "nl", "Op maandag kijk je even terug"),
    ],
)
def test_onboarding_shows_the_checkin_day_of_the_profile(
    day: str, lang: str, expected: str, tipcycle: TipcycleRunner
) -> None:
    tipcycle(f"profile --day {day}", lang=lang)
    assert expected in tipcycle("", lang=lang).stdout
