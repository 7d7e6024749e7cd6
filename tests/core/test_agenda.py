"""Which appointments of a cycle belong in a calendar, and on which days."""

from collections.abc import Sequence
from datetime import date

import pytest

from tests.journal_builder import cycle_file, make_journal, with_pick
from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import CycleClosedError, CycleStillOpenError, NoCycleError, TipcycleError
from tipcycle.core.events import WEEKDAYS
from tipcycle.core.projection import Cycles
from tipcycle.core.schedule import cycle_agenda

PAUSED = '[[pause]]\nweeks = ["2026-W15", "2026-W16"]'
CLOSED = "[[close]]  # 2026-05-03\nkeep = [5, 13, 33, 34, 42]"


def cycles(text: str = "") -> Sequence[Cycle]:
    """The usual five from 2 March to 3 May 2026, nine weeks."""
    return Cycles(make_journal(cycle_file(with_pick(text))))


# The check-in day, the first appointment, the last, the day of the review.
DAYS = [
    ("friday", "2026-03-06", "2026-05-01", "2026-05-01"),
    ("thursday", "2026-03-05", "2026-04-30", "2026-04-30"),
    ("sunday", "2026-03-08", "2026-05-03", "2026-05-03"),
    ("monday", "2026-03-09", "2026-05-04", "2026-05-04"),
    ("wednesday", "2026-03-11", "2026-05-06", "2026-05-06"),
]


@pytest.mark.parametrize(("day", "first", "last", "review"), DAYS, ids=[day for day, *_ in DAYS])
def test_every_week_has_its_day(day: str, first: str, last: str, review: str) -> None:
    """From Thursday to Sunday a week is looked back on in itself, else in the next; the review is on the last day."""
    found = cycle_agenda(cycles(), WEEKDAYS.index(day), date(2026, 2, 27))
    assert [look.week_number for look in found.checkins] == list(range(1, 10))
    assert str(found.checkins[0].on) == first
    assert str(found.checkins[-1].on) == last
    assert str(found.review_on) == review


@pytest.mark.parametrize(
    ("text", "today", "numbers"),
    [
        ("", "2026-02-27", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ("", "2026-03-06", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ("", "2026-03-07", [2, 3, 4, 5, 6, 7, 8, 9]),
        ('[[checkin]]  # 2026-03-05\nweek = "2026-W10"\ndid = [5]', "2026-03-05", [2, 3, 4, 5, 6, 7, 8, 9]),
        (PAUSED, "2026-02-27", [1, 2, 3, 4, 5, 8, 9]),
        ("", "2026-05-02", []),
    ],
    ids=["planned", "on-the-day", "the-day-after", "looked-back-already", "weeks-off", "nothing-left"],
)
def test_only_what_is_to_come_is_on_it(text: str, today: str, numbers: list[int]) -> None:
    """Days that have gone by, weeks off and weeks that have their check-in are left out."""
    found = cycle_agenda(cycles(text), 4, date.fromisoformat(today))
    assert [look.week_number for look in found.checkins] == numbers


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("", "2026-05-01", "2026-05-01"),
        ("", "2026-05-03", "2026-05-03"),
        ('[[pause]]\nweeks = ["2026-W18"]', "2026-03-06", "2026-04-24"),
        (f"[[pause]]\nweeks = {[f'2026-W{n}' for n in range(10, 19)]}".replace("'", '"'), "2026-03-06", "2026-05-01"),
    ],
    ids=["on-its-day", "gone-by", "last-week-off", "all-weeks-off"],
)
def test_the_review_has_a_day_that_can_be_kept(text: str, today: str, day: str) -> None:
    """The last check-in day, before weeks off at the end; the present day once that has gone by."""
    assert str(cycle_agenda(cycles(text), 4, date.fromisoformat(today)).review_on) == day


def test_it_is_the_agenda_of_the_cycle_picked_last() -> None:
    """While the first is closed and the second still planned, the second has its weeks to come."""
    second = cycle_file(starts="2026-05-04", anchor="2026-03-02")
    found = cycle_agenda(Cycles(make_journal(cycle_file(with_pick(CLOSED)), second)), 4, date(2026, 5, 3))
    assert (found.cycle.number, str(found.checkins[0].on)) == (2, "2026-05-08")


def test_an_ended_cycle_is_said_to_have_ended() -> None:
    """It can be closed since its last Monday, and its last Sunday has gone by."""
    with pytest.raises(CycleStillOpenError) as refused:
        cycle_agenda(cycles(), 4, date(2026, 5, 4))
    assert (refused.value.closable_from, refused.value.has_ended) == (date(2026, 4, 27), True)


@pytest.mark.parametrize(
    ("found", "today", "refusal"),
    [
        ((), "2026-03-06", NoCycleError),
        (cycles(), "2026-05-04", CycleStillOpenError),
        (cycles(CLOSED), "2026-05-03", CycleClosedError),
    ],
    ids=["no-cycle", "ended", "closed"],
)
def test_without_weeks_to_come_there_is_none(found: Sequence[Cycle], today: str, refusal: type[TipcycleError]) -> None:
    """Before the first pick, after the last Sunday and after the close there is nothing to plan."""
    with pytest.raises(refusal):
        cycle_agenda(found, 4, date.fromisoformat(today))
