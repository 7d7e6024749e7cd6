"""What became of each tip of a year, decided once for every view."""

from datetime import date

import pytest

from tests.journal_builder import cycle_file, make_catalogue, make_journal, weekly_checkins, with_pick
from tipcycle.core.momentum.report import YearOutcome, cycles_in_year, momentum_report
from tipcycle.core.projection import Cycles

CLOSE = "\n[[close]]  # 2026-05-03\nkeep = [5, 13]\nadapt = [33]\nextend = [34]\ndrop = [42]\n"
WEEKS = weekly_checkins({5: "DDDDDDDDD", 13: "MMMMMMMMM", 33: "DDDDDDDDD", 34: "DDDDDDDDD", 42: "DDDDDDDDD"})


@pytest.mark.parametrize(
    ("text", "fates"),
    [
        (with_pick(WEEKS), [None] * 5),
        (with_pick(WEEKS, CLOSE), ["stays", None, "stays", "goes-on", None]),
    ],
    ids=["open", "closed"],
)
def test_what_became_of_each_tip(text: str, fates: list[YearOutcome | None]) -> None:
    """Kept or adapted and holding stays, extended goes on; kept without holding, dropped and undecided say nothing."""
    cycles, kind_of = Cycles(make_journal(cycle_file(text))), make_catalogue().kind_of
    facts = momentum_report(cycles, kind_of, date(2026, 5, 3))
    (found,) = cycles_in_year(cycles, facts, kind_of)
    assert (found.number, [tip.outcome for tip in found.tips]) == (1, fates)
    assert facts.in_progress_count == (5 if None in fates[:1] else 0)


def test_only_weeks_that_have_begun_are_felt() -> None:
    """A felt week stands for every week begun, answered or not; none for weeks to come."""
    cycles = Cycles(make_journal(cycle_file(with_pick('[[checkin]]  # 2026-03-06\nweek = "2026-W10"\nteam = 4\n'))))
    facts = momentum_report(cycles, make_catalogue().kind_of, date(2026, 3, 16))
    assert [(week.team, week.customers, week.has_voice) for week in facts.reported_weeks[-1]] == [
        (4, None, False), (None, None, False), (None, None, False),
    ]  # fmt: skip
