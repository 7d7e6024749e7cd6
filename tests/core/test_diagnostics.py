"""Tests for problems in a journal: unknown tips and cycles that were not closed."""

import pytest

from tests.journal_builder import cycle_file, make_journal, with_pick
from tipcycle.core.diagnostics import unclosed_cycles, unknown_tips
from tipcycle.core.projection import Cycles

CATALOGUE_NUMBERS = frozenset(range(1, 102))


@pytest.mark.parametrize(
    ("block", "numbers"),
    [
        ("[[pick]]\ntips = [901, 5, 902, 13, 903]", [901, 902, 903]),
        (
            '[[checkin]]\nweek = "2026-W10"\ndid = [901, 5]\ncostly = [902]\nmissed = [903]\nnone = [904]\n'
            "built = [905]",
            [901, 902, 903, 904, 905],
        ),
        (
            "[[close]]\nkeep = [901, 5]\nadapt = [902]\nextend = [903]\ndrop = [904]\nby_hand = [905]\nalive = [906]\n"
            "lapsed = [907]",
            [901, 902, 903, 904, 905, 906, 907],
        ),
        ('[[swap]]\nold = 901\nnew = 902\nfrom = "2026-W10"\nbecause = "x"', [901, 902]),
        ('[[note]]\ntip = 901\ntext = "x"', [901]),
        ('[[voice]]\ntip = 901\ntext = "x"', [901]),
        ('[[lesson]]\ntip = 901\ntext = "x"', [901]),
        ('[[plan]]\ntip = 901\ntext = "x"', [901]),
        ('[[note]]\ntext = "x"', []),
        ('[[voice]]\ntext = "x"', []),
        ('[[pause]]\nweeks = ["2026-W10"]', []),
    ],
    ids=[
        "pick",
        "checkin",
        "close",
        "swap",
        "note",
        "voice",
        "lesson",
        "plan",
        "note-without-tip",
        "voice-without-tip",
        "pause",
    ],
)
def test_unknown_tips_of_each_event_are_reported(block: str, numbers: list[int]) -> None:
    """The tips are reported in the order of the block, with its id. Known tips are not reported."""
    result = [*unknown_tips(cycle_file(with_pick(block)).events, CATALOGUE_NUMBERS.__contains__)]
    assert result == [("2026-03-02-2", number) for number in numbers]


def test_unknown_tip_of_a_star_is_reported() -> None:
    journal = make_journal(global_blocks="[[star]]\ntips = [5, 901]\n")
    assert [*unknown_tips(journal.global_events, CATALOGUE_NUMBERS.__contains__)] == [("b1", 901)]


def test_open_cycle_before_a_later_cycle_is_reported() -> None:
    """Closed cycles and the latest cycle are not reported."""
    close = "[[close]]  # 2026-05-01\ndrop = [5, 13, 33, 34, 42]"
    second_cycle = cycle_file(starts="2026-05-04", anchor="2026-03-02")
    third_cycle = cycle_file(starts="2026-06-29", anchor="2026-03-02")
    cycles = Cycles(make_journal(cycle_file(with_pick(close)), second_cycle, third_cycle))
    assert [(earlier.number, later.number) for earlier, later in unclosed_cycles(cycles)] == [(2, 3)]
