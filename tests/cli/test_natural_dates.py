"""Dates and weeks as people type them, in both languages: what they become, and what is refused with a way out."""

from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import planned_with_checkin_day, running_cycle, write_journal
from tests.conftest import TipcycleRunner
from tests.journal_builder import with_pick
from tests.parametrize import in_each_lang, in_each_language
from tipcycle.cli.natural_dates import parse_natural_date
from tipcycle.core.dates import AmbiguousDate, CalendarDay, DayOffset, NamedWeekday, ParsedDate, WeekNumber, WeekOffset

FRIDAY = date(2026, 3, 6)
FIVE = ["pick", "5", "13", "33", "34", "42"]
MARCH = CalendarDay(2, 3)
IN_2026 = CalendarDay(2, 3, 2026)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("2 maart", MARCH),
        ("2 March", MARCH),
        ("2maart", MARCH),
        ("2 mrt", MARCH),
        ("2 mrt.", MARCH),
        ("2 Mar", MARCH),
        ("2e maart", MARCH),
        ("2nd March", MARCH),
        ("March 2", MARCH),
        ("  2   MAART ", MARCH),
        ("2 maart 2026", IN_2026),
        ("March 2, 2026", IN_2026),
        ("2 mrt. 2026", IN_2026),
        ("2026-3-2", IN_2026),
        ("2026/03/02", IN_2026),
        ("maandag 2 maart", CalendarDay(2, 3, weekday=0)),
        ("Mon, 2 March 2026", CalendarDay(2, 3, 2026, weekday=0)),
        ("1 mei", CalendarDay(1, 5)),
        ("1 may", CalendarDay(1, 5)),
        ("3 okt", CalendarDay(3, 10)),
        ("3 Oct.", CalendarDay(3, 10)),
        ("4 sept", CalendarDay(4, 9)),
        ("2 december", CalendarDay(2, 12)),
        ("maandag", NamedWeekday(0)),
        ("Mon", NamedWeekday(0)),
        ("zo.", NamedWeekday(6)),
        ("wo", NamedWeekday(2)),
        ("komende vrijdag", NamedWeekday(4, is_future=True)),
        ("afgelopen do", NamedWeekday(3, is_future=False)),
        ("vandaag", DayOffset(0)),
        ("tomorrow", DayOffset(1)),
        ("overmorgen", DayOffset(2)),
        ("gisteren", DayOffset(-1)),
        ("deze", WeekOffset(0)),
        ("last week", WeekOffset(-1)),
        ("Volgende week", WeekOffset(1)),
        ("13", WeekNumber(13, may_be_cycle_week=True, text="13")),
        ("week 13", WeekNumber(13, may_be_cycle_week=True, text="week 13")),
        ("wk13", WeekNumber(13, may_be_cycle_week=True, text="wk13")),
        ("W13", WeekNumber(13, may_be_cycle_week=False, text="W13")),
    ],
)
@in_each_language
def test_words_mean_the_same_in_both_languages(word: str, meant: ParsedDate, language: str) -> None:
    """Whoever works in English says maandag too."""
    assert parse_natural_date(word, FRIDAY, language) == meant


@pytest.mark.parametrize(
    ("word", "day", "month", "year"),
    [
        ("2-3-2026", 2, 3, 2026),
        ("02/03/2026", 2, 3, 2026),
        ("2.3.2026", 2, 3, 2026),
        ("2/3", 2, 3, None),
        ("2-3-26", 2, 3, 2026),
        ("2-3-36", 2, 3, 2036),
        ("3/25", 3, 25, None),
    ],
)
def test_figures_begin_with_the_day_in_dutch(word: str, day: int, month: int, year: int | None) -> None:
    """In English both ways are open, and which of them is a date is decided later."""
    assert parse_natural_date(word, FRIDAY, "nl") == CalendarDay(day, month, year)
    assert parse_natural_date(word, FRIDAY, "en") == AmbiguousDate(
        CalendarDay(day, month, year), CalendarDay(month, day, year), word
    )


@pytest.mark.parametrize(
    "word",
    [
        "", " ", "m", "klant", "2 klant", "2 ma", "volgende maandag", "last monday", "deze maandag", "week", "week 130",
        "2-3/2026", "2-3-2026-4", "26-03-02", "2-3-37", "1/2/3/4", "٢ maart", "２-３-2026", "week ١٣", "2 maart 26",
        "May", "2 3", "komende", "32 mrt 12",
    ],
)  # fmt: skip
@in_each_language
def test_what_is_no_date_is_not_made_one(word: str, language: str) -> None:
    """Half a date, two in one, a year of two figures that is far off, other people's digits."""
    expected = WeekOffset(1) if word == "komende" else None
    assert parse_natural_date(word, FRIDAY, language) == expected


# On the command line.


@pytest.mark.parametrize(
    ("typed", "on", "starts"),
    [
        ("2 maart", "2026-02-26", "2026-03-02"),
        ("2 maart 2026", "2026-02-26", "2026-03-02"),
        ("March 2", "2026-02-26", "2026-03-02"),
        ("2-3-2026", "2026-02-26", "2026-03-02"),
        ("maandag", "2026-02-26", "2026-03-02"),
        ("monday", "2026-03-02", "2026-03-02"),
        ("next week", "2026-02-26", "2026-03-02"),
        ("morgen", "2026-03-01", "2026-03-02"),
        ("week 10", "2026-02-26", "2026-03-02"),
        ("2026-W10", "2026-02-26", "2026-03-02"),
        ("4 januari", "2026-12-18", "2027-01-04"),
    ],
)
@pytest.mark.parametrize("quoted", [True, False])
def test_a_start_as_it_is_said(
    typed: str, on: str, starts: str, quoted: bool, home: Path, tipcycle: TipcycleRunner
) -> None:
    """With and without quotation marks, and with a flag behind it."""
    words = [typed] if quoted else typed.split()
    assert tipcycle([*FIVE, "--start", *words, "--running", "x"], on=on, lang="nl").exit_code == 0
    assert [path.stem for path in (home / "cycles").iterdir()] == [starts]


@pytest.mark.parametrize("typed", ["2/3/2026", "2-3-2026", "2.3.2026", "2/3"])
def test_figures_that_are_two_dates_are_refused_in_english(typed: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """The hint has both as they can be typed."""
    ran = tipcycle([*FIVE, "--start", typed], on="2026-02-26")
    assert (ran.exit_code, home.exists()) == (2, False)
    assert "2026-03-02 for 2 March, or 2026-02-03 for 3 February" in " ".join(ran.stderr.split())


@in_each_lang
@pytest.mark.parametrize("typed", ["13", "soon", "30 februari", "5 13"])
def test_what_is_no_start_is_refused_with_what_is(typed: str, lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """A bare number is no date."""
    ran = tipcycle([*FIVE, "--start", typed], lang=lang)
    assert (ran.exit_code, home.exists()) == (2, False)
    assert {"en": "6 March, monday, today", "nl": "6 maart, maandag, vandaag"}[lang] in ran.stderr


@pytest.mark.parametrize(
    ("typed", "week"),
    [
        ("11", "2026-W11"),
        ("week 11", "2026-W11"),
        ("W11", "2026-W11"),
        ("9 maart", "2026-W11"),
        ("vrijdag", "2026-W11"),
        ("zaterdag", "2026-W10"),
        ("gisteren", "2026-W11"),
        ("vorige week", "2026-W10"),
        ("deze", "2026-W11"),
    ],
)
def test_a_check_in_for_a_week_as_it_is_said(typed: str, week: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """On a Friday; a weekday is the latest, because a check-in looks back."""
    planned_with_checkin_day(home)
    assert tipcycle(["checkin", "--week", *typed.split(), "--did", "5"], on="2026-03-13", lang="nl").exit_code == 0
    assert f'week = "{week}"' in (home / "cycles" / "2026-03-02.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("typed", "weeks"),
    [
        ("week 14", ["2026-W14"]),
        ("14 15", ["2026-W14", "2026-W15"]),
        ("week 14 t/m week 15", ["2026-W14", "2026-W15"]),
        ("6 april 19 april", ["2026-W15", "2026-W16"]),
        ("6 april tot en met 19 april 2026", ["2026-W15", "2026-W16"]),
        ("maandag 6 april t/m zondag 12 april", ["2026-W15"]),
        ("maandag 6 april zondag 19 april 2026", ["2026-W15", "2026-W16"]),
        ("6/4 - 19/4", ["2026-W15", "2026-W16"]),
        ("maandag", ["2026-W12"]),
        ("donderdag maandag", ["2026-W12", "2026-W13"]),
        ("volgende week", ["2026-W12"]),
        ("deze", ["2026-W11"]),
        ("--because snow week 14", ["2026-W14"]),
        ("week 14 --because 6 --lang nl", ["2026-W14"]),
    ],
)
def test_a_pause_as_it_is_said(typed: str, weeks: list[str], home: Path, tipcycle: TipcycleRunner) -> None:
    """On a Friday; a weekday is the coming one, and the second is looked for behind the first."""
    planned_with_checkin_day(home)
    ran = tipcycle(["pause", *typed.split()], on="2026-03-13", lang="nl")
    assert ran.exit_code == 0, ran.stderr
    listed = ", ".join(f'"{week}"' for week in weeks)
    told = " ".join((home / "cycles" / "2026-03-02.toml").read_text("utf-8").split())
    assert f"weeks = [ {listed}" in told or f"weeks = [{listed}" in told


@in_each_lang
@pytest.mark.parametrize("command", ["pause 3", "pause week 3", "checkin --week 3 --did 5"])
def test_a_number_that_is_two_weeks_is_refused(command: str, lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """In a cycle that began in the second week of the year; the hint has both, and with its letter it is clear."""
    write_journal(home, c2026_01_05=with_pick().replace("2026-02-26", "2026-01-05"))
    ran = tipcycle(command, on="2026-02-06", lang=lang)
    assert ran.exit_code == 2
    assert "2026-W03" in ran.stderr
    assert "2026-W04" in ran.stderr
    plain = command.replace("pause week 3", "pause W3").replace(" 3", " w3")
    assert tipcycle(plain, on="2026-02-06", lang=lang).exit_code == 0


@in_each_lang
@pytest.mark.parametrize("command", ["pause klant", "checkin --week klant --did 5", "pause week 60"])
def test_what_is_no_week_is_refused_with_what_is(command: str, lang: str, on_scene: RunOnScenario) -> None:
    """The hint shows the ways to write one."""
    ran = on_scene(running_cycle, command, lang=lang)
    assert ran.exit_code == 2
    assert {"en": "week 10, 2026-03-06, 6 March, monday", "nl": "week 10, 2026-03-06, 6 maart, maandag"}[
        lang
    ] in ran.stderr


@pytest.mark.parametrize("typed", ["2 maart", "2 March", "2026-3-2", "1", "2026-03-02"])
def test_a_cycle_is_named_by_its_first_monday_as_it_is_said(typed: str, on_scene: RunOnScenario) -> None:
    """And one that is none is refused as before."""
    assert on_scene(running_cycle, ["review", typed, "--format", "json"]).exit_code == 0
    assert (
        on_scene(running_cycle, ["review", "3 maart"]).exit_code
        == on_scene(running_cycle, ["review", "klant"]).exit_code
        == 1
    )


@pytest.mark.parametrize(
    ("typed", "day"), [("2 maart", "2026-03-02"), ("vrijdag", "2026-03-13"), ("gisteren", "2026-03-12")]
)
def test_a_sentence_was_written_on_a_day_as_it_is_said(
    typed: str, day: str, home: Path, on_scene: RunOnScenario
) -> None:
    """A weekday is the latest, because it was done."""
    assert (
        on_scene(
            running_cycle, ["sentence", "Nobody tells it twice.", "--together", *typed.split()], lang="nl"
        ).exit_code
        == 0
    )
    assert day in (home / "journal.toml").read_text("utf-8")
