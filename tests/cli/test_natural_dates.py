"""Natural dates and weeks in both languages: the parser, and the commands that take them."""

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
PICK_ARGS = ["pick", "5", "13", "33", "34", "42"]
SECOND_OF_MARCH = CalendarDay(2, 3)
SECOND_OF_MARCH_2026 = CalendarDay(2, 3, 2026)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 maart", SECOND_OF_MARCH),
        ("2 March", SECOND_OF_MARCH),
        ("2maart", SECOND_OF_MARCH),
        ("2 mrt", SECOND_OF_MARCH),
        ("2 mrt.", SECOND_OF_MARCH),
        ("2 Mar", SECOND_OF_MARCH),
        ("2e maart", SECOND_OF_MARCH),
        ("2nd March", SECOND_OF_MARCH),
        ("March 2", SECOND_OF_MARCH),
        ("  2   MAART ", SECOND_OF_MARCH),
        ("2 maart 2026", SECOND_OF_MARCH_2026),
        ("March 2, 2026", SECOND_OF_MARCH_2026),
        ("2 mrt. 2026", SECOND_OF_MARCH_2026),
        ("2026-3-2", SECOND_OF_MARCH_2026),
        ("2026/03/02", SECOND_OF_MARCH_2026),
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
def test_date_words_do_not_depend_on_the_language(text: str, expected: ParsedDate, language: str) -> None:
    assert parse_natural_date(text, FRIDAY, language) == expected


@pytest.mark.parametrize(
    ("text", "day", "month", "year"),
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
def test_numeric_dates_are_ambiguous_only_in_english(text: str, day: int, month: int, year: int | None) -> None:
    """In Dutch the day comes first. In English both orders are possible, so the result is an `AmbiguousDate`."""
    assert parse_natural_date(text, FRIDAY, "nl") == CalendarDay(day, month, year)
    assert parse_natural_date(text, FRIDAY, "en") == AmbiguousDate(
        CalendarDay(day, month, year), CalendarDay(month, day, year), text
    )


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "m", "klant", "2 klant", "2 ma", "volgende maandag", "last monday", "deze maandag", "week", "week 130",
        "2-3/2026", "2-3-2026-4", "26-03-02", "2-3-37", "1/2/3/4", "٢ maart", "２-３-2026", "week ١٣", "2 maart 26",
        "May", "2 3", "komende", "32 mrt 12",
    ],
)  # fmt: skip
@in_each_language
def test_invalid_dates_are_not_parsed(text: str, language: str) -> None:
    """The result is None for incomplete dates, two dates, distant years of two digits, and non-ASCII digits."""
    expected = WeekOffset(1) if text == "komende" else None
    assert parse_natural_date(text, FRIDAY, language) == expected


# Command line


@pytest.mark.parametrize(
    ("start", "on", "expected"),
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
def test_pick_accepts_a_natural_start_date(
    start: str, on: str, expected: str, quoted: bool, home: Path, tipcycle: TipcycleRunner
) -> None:
    """The date can be one argument or several, and an option can follow."""
    start_args = [start] if quoted else start.split()
    assert tipcycle([*PICK_ARGS, "--start", *start_args, "--running", "x"], on=on, lang="nl").exit_code == 0
    assert [path.stem for path in (home / "cycles").iterdir()] == [expected]


@pytest.mark.parametrize("start", ["2/3/2026", "2-3-2026", "2.3.2026", "2/3"])
def test_ambiguous_start_date_is_rejected_in_english(start: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """The hint has both dates in ISO format."""
    result = tipcycle([*PICK_ARGS, "--start", start], on="2026-02-26")
    assert (result.exit_code, home.exists()) == (2, False)
    assert "2026-03-02 for 2 March, or 2026-02-03 for 3 February" in " ".join(result.stderr.split())


@in_each_lang
@pytest.mark.parametrize("start", ["13", "soon", "30 februari", "5 13"])
def test_invalid_start_date_is_rejected_with_examples(
    start: str, lang: str, home: Path, tipcycle: TipcycleRunner
) -> None:
    result = tipcycle([*PICK_ARGS, "--start", start], lang=lang)
    assert (result.exit_code, home.exists()) == (2, False)
    assert {"en": "6 March, monday, today", "nl": "6 maart, maandag, vandaag"}[lang] in result.stderr


@pytest.mark.parametrize(
    ("week", "expected"),
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
def test_checkin_accepts_a_natural_week(week: str, expected: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """A weekday means the latest one, because a check-in is about the past."""
    planned_with_checkin_day(home)
    assert tipcycle(["checkin", "--week", *week.split(), "--did", "5"], on="2026-03-13", lang="nl").exit_code == 0
    assert f'week = "{expected}"' in (home / "cycles" / "2026-03-02.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("args", "weeks"),
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
def test_pause_accepts_natural_weeks(args: str, weeks: list[str], home: Path, tipcycle: TipcycleRunner) -> None:
    """From a Friday, the first weekday is the next one, and the second weekday is the next one after the first."""
    planned_with_checkin_day(home)
    result = tipcycle(["pause", *args.split()], on="2026-03-13", lang="nl")
    assert result.exit_code == 0, result.stderr
    expected = ", ".join(f'"{week}"' for week in weeks)
    text = " ".join((home / "cycles" / "2026-03-02.toml").read_text("utf-8").split())
    assert f"weeks = [ {expected}" in text or f"weeks = [{expected}" in text


@in_each_lang
@pytest.mark.parametrize("command", ["pause 3", "pause week 3", "checkin --week 3 --did 5"])
def test_ambiguous_week_number_is_rejected(command: str, lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """The hint has the week of the year and the week of the cycle. `W3` is not ambiguous."""
    write_journal(home, c2026_01_05=with_pick().replace("2026-02-26", "2026-01-05"))
    result = tipcycle(command, on="2026-02-06", lang=lang)
    assert result.exit_code == 2
    assert "2026-W03" in result.stderr
    assert "2026-W04" in result.stderr
    unambiguous = command.replace("pause week 3", "pause W3").replace(" 3", " w3")
    assert tipcycle(unambiguous, on="2026-02-06", lang=lang).exit_code == 0


@in_each_lang
@pytest.mark.parametrize("command", ["pause klant", "checkin --week klant --did 5", "pause week 60"])
def test_invalid_week_is_rejected_with_examples(command: str, lang: str, run_on_scenario: RunOnScenario) -> None:
    result = run_on_scenario(running_cycle, command, lang=lang)
    assert result.exit_code == 2
    assert {"en": "week 10, 2026-03-06, 6 March, monday", "nl": "week 10, 2026-03-06, 6 maart, maandag"}[
        lang
    ] in result.stderr


@pytest.mark.parametrize("first_day", ["2 maart", "2 March", "2026-3-2", "1", "2026-03-02"])
def test_review_accepts_a_natural_first_day(first_day: str, run_on_scenario: RunOnScenario) -> None:
    """A day other than the first Monday of a cycle is rejected."""
    assert run_on_scenario(running_cycle, ["review", first_day, "--format", "json"]).exit_code == 0
    assert (
        run_on_scenario(running_cycle, ["review", "3 maart"]).exit_code
        == run_on_scenario(running_cycle, ["review", "klant"]).exit_code
        == 1
    )


@pytest.mark.parametrize(
    ("day", "expected"), [("2 maart", "2026-03-02"), ("vrijdag", "2026-03-13"), ("gisteren", "2026-03-12")]
)
def test_sentence_accepts_a_natural_day(day: str, expected: str, home: Path, run_on_scenario: RunOnScenario) -> None:
    """A weekday means the latest one, because the day is in the past."""
    assert (
        run_on_scenario(
            running_cycle, ["sentence", "Nobody tells it twice.", "--together", *day.split()], lang="nl"
        ).exit_code
        == 0
    )
    assert expected in (home / "journal.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("start", "monday", "other"),
    [("1 March", "Monday 2 March", "2026-02-23"), ("4 March", "Monday 2 March", "2026-03-09")],
    ids=["sunday", "wednesday"],
)
def test_start_that_is_no_monday_names_both_mondays(
    start: str, monday: str, other: str, tipcycle: TipcycleRunner
) -> None:
    """A cycle does not begin six days before the Sunday that was named."""
    result = tipcycle(f"pick 5 13 33 34 42 --start {start}", on="2026-02-26")
    assert result.exit_code == 0
    assert f"{monday}." in result.stderr
    assert f"--start {other}" in result.stderr
    assert "2 March – 3 May 2026" in result.stderr
