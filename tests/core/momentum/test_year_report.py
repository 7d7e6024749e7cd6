"""Tests for the outcome of each tip in the report of a year, and for its weeks."""

from datetime import date

import pytest

from tests.journal_builder import cycle_file, make_catalogue, make_journal, weekly_checkins, with_pick
from tipcycle.core.momentum.report import YearOutcome, cycles_in_year, momentum_report
from tipcycle.core.projection import Cycles

CLOSE = "\n[[close]]  # 2026-05-03\nkeep = [5, 13]\nadapt = [33]\nextend = [34]\ndrop = [42]\n"
CHECKINS = weekly_checkins({5: "DDDDDDDDD", 13: "MMMMMMMMM", 33: "DDDDDDDDD", 34: "DDDDDDDDD", 42: "DDDDDDDDD"})


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        (with_pick(CHECKINS), [None] * 5),
        (with_pick(CHECKINS, CLOSE), ["stays", None, "stays", "goes-on", None]),
    ],
    ids=["open", "closed"],
)
def test_outcome_of_each_tip(text: str, outcomes: list[YearOutcome | None]) -> None:
    """The outcome is `stays` for an implemented tip, `goes-on` for an extended tip, otherwise None."""
    cycles, kind_of = Cycles(make_journal(cycle_file(text))), make_catalogue().kind_of
    report = momentum_report(cycles, kind_of, date(2026, 5, 3))
    (year_cycle,) = cycles_in_year(cycles, report, kind_of, 2026)
    assert (year_cycle.slot.number, [tip.outcome for tip in year_cycle.tips]) == (1, outcomes)
    assert report.in_progress_count == (5 if None in outcomes[:1] else 0)


def test_reported_weeks_include_all_started_weeks() -> None:
    """Weeks without an answer are included; future weeks are not."""
    cycles = Cycles(make_journal(cycle_file(with_pick('[[checkin]]  # 2026-03-06\nweek = "2026-W10"\nteam = 4\n'))))
    report = momentum_report(cycles, make_catalogue().kind_of, date(2026, 3, 16))
    assert [(week.team, week.customers, week.has_voice) for week in report.reported_weeks[-1]] == [
        (4, None, False), (None, None, False), (None, None, False),
    ]  # fmt: skip
