"""What stopped newcomers, in both languages: what comes now, what begins when, which tips are free."""

from pathlib import Path

import pytest

from tests.cli.scenarios import EXAMPLE_TODAY, closed_cycle, example_cycle, planned_cycle
from tests.conftest import TipcycleRunner
from tests.parametrize import in_each_lang


@in_each_lang
def test_a_pick_says_what_comes_now(lang: str, tipcycle: TipcycleRunner) -> None:
    """The first look back is a date."""
    said = tipcycle("pick 5 13 33 34 42", on="2026-02-26", lang=lang).stderr
    assert {"en": "On Friday 6 March you look back for the first time", "nl": "Op vrijdag 6 maart kijk je"}[
        lang
    ] in said


@in_each_lang
@pytest.mark.parametrize(
    ("start", "told"),
    [("2025-01-01", ("began more than half", "begon meer dan")), ("2027-01-04", ("begins more than", "begint pas"))],
)
def test_a_start_far_away_is_said(start: str, told: tuple[str, str], lang: str, tipcycle: TipcycleRunner) -> None:
    """It is done all the same, with its year and the way back."""
    found = tipcycle(["pick", "5", "13", "33", "34", "42", "--start", start], on="2026-02-26", lang=lang)
    assert found.exit_code == 0
    assert told[lang == "nl"] in " ".join(found.stderr.split())
    assert "hint: " in found.stderr


@in_each_lang
def test_a_cycle_that_begins_next_year_says_its_year(lang: str, tipcycle: TipcycleRunner) -> None:
    """A bare day would be read as one of this year."""
    tipcycle("pick 5 13 33 34 42 --start 2027-01-04", on="2026-12-18")
    assert "2027" in tipcycle("", on="2026-12-18", lang=lang).stdout


@in_each_lang
def test_momentum_before_the_first_monday_says_when_it_begins(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """Five were picked: nobody is told to pick."""
    planned_cycle(home)
    for flags in ("", " --plain"):
        said = tipcycle(f"momentum{flags}", on="2026-02-27", lang=lang).stdout
        assert {"en": "Monday 2 March", "nl": "maandag 2 maart"}[lang] in said
        assert "tipcycle pick" not in said


@in_each_lang
def test_the_managers_own_sentence_stands_above_every_figure(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """And nobody is invited to write one then."""
    example_cycle(home)
    said = tipcycle("momentum", on=EXAMPLE_TODAY, lang=lang).stdout
    assert said.index("It grew calmer") < said.index("You are the first")
    assert {"en": "Do you see it otherwise", "nl": "Zie jij het anders"}[lang] not in said


@in_each_lang
def test_as_many_are_proposed_as_places_are_free(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """One goes on: four are proposed, and they can be picked as they stand."""
    closed_cycle(home)
    lines = tipcycle("tips suggest", on="2026-05-04", lang=lang).stdout.splitlines()
    tips = [line.split()[0] for line in lines]
    assert len(tips) == 4
    assert tipcycle(["pick", *tips], on="2026-05-04").exit_code == 0


@in_each_lang
def test_weeks_without_a_place_are_blank(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """Before a tip was swapped in and after one was swapped out nothing stands, on the sheet as in `status`."""
    example_cycle(home)
    text = tipcycle("review --format markdown", on=EXAMPLE_TODAY, lang=lang).stdout.splitlines()
    came, left = (
        next(text[n + 1] for n, line in enumerate(text) if f"{tip} " in line and line.endswith("  "))
        for tip in ("13", "68")
    )
    assert came.startswith("\u00a0\u00a0\u00a0●")
    assert left.startswith("···\u00a0")


@pytest.mark.parametrize(
    ("day", "lang", "said"),
    [
        ("friday", "en", "On Friday you look back"),
        ("thursday", "en", "On Thursday you look back"),
        ("monday", "nl", "Op maandag kijk je even om"),
    ],
)
def test_the_first_screen_names_the_day_of_the_profile(
    day: str, lang: str, said: str, tipcycle: TipcycleRunner
) -> None:
    """Who has named a check-in day before the first pick is not told of another."""
    tipcycle(f"profile --day {day}", lang=lang)
    assert said in tipcycle("", lang=lang).stdout
