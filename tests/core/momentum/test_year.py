"""What became of each tip of a year, decided once for every view."""

from datetime import date

import pytest

from tests.writing import catalogue, cycle, journal, picked, weekly
from tipcycle.core.cycles import Cycles
from tipcycle.core.momentum.report import momentum
from tipcycle.core.momentum.year import Fate, year

CLOSE = "\n[[close]]  # 2026-05-03\nkeep = [5, 13]\nadapt = [33]\nextend = [34]\ndrop = [42]\n"
WEEKS = weekly({5: "DDDDDDDDD", 13: "MMMMMMMMM", 33: "DDDDDDDDD", 34: "DDDDDDDDD", 42: "DDDDDDDDD"})


@pytest.mark.parametrize(
    ("text", "fates"),
    [
        (picked(WEEKS), [None] * 5),
        (picked(WEEKS, CLOSE), ["stays", None, "stays", "goes-on", None]),
    ],
    ids=["open", "closed"],
)
def test_what_became_of_each_tip(text: str, fates: list[Fate | None]) -> None:
    """Kept or adapted and holding stays, extended goes on; kept without holding, dropped and undecided say nothing."""
    cycles, kind_of = Cycles(journal(cycle(text))), catalogue().kind
    facts = momentum(cycles, kind_of, date(2026, 5, 3))
    (found,) = year(cycles, facts, kind_of)
    assert (found.number, [tip.fate for tip in found.tips]) == (1, fates)
    assert facts.making == (5 if None in fates[:1] else 0)


def test_only_weeks_that_have_begun_are_felt() -> None:
    """A felt week stands for every week begun, answered or not; none for weeks to come."""
    cycles = Cycles(journal(cycle(picked('[[checkin]]  # 2026-03-06\nweek = "2026-W10"\nteam = 4\n'))))
    facts = momentum(cycles, catalogue().kind, date(2026, 3, 16))
    assert [(week.team, week.customers, week.voiced) for week in facts.felt_weeks[-1]] == [
        (4, None, False), (None, None, False), (None, None, False),
    ]  # fmt: skip
