"""What is odd in a journal, as facts: tips that there are not, and cycles that were left open."""

import pytest

from tests.journal_builder import cycle_file, make_journal, with_pick
from tipcycle.core.diagnostics import unclosed_cycles, unknown_tips
from tipcycle.core.projection import Cycles

KNOWN = frozenset(range(1, 102))


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
    ids=["pick", "checkin", "close", "swap", "note", "voice", "lesson", "plan", "no-tip", "no-tip-heard", "pause"],
)
def test_every_number_that_a_block_names(block: str, numbers: list[int]) -> None:
    """In the order in which they are said, with the id of the block; those that there are stay unsaid."""
    found = [*unknown_tips(cycle_file(with_pick(block)).events, KNOWN.__contains__)]
    assert found == [("2026-03-02-2", number) for number in numbers]


def test_a_star_names_tips_too() -> None:
    """In the journal's own file."""
    told = make_journal(global_blocks="[[star]]\ntips = [5, 901]\n")
    assert [*unknown_tips(told.global_events, KNOWN.__contains__)] == [("b1", 901)]


def test_only_a_cycle_under_a_later_one_was_left_open() -> None:
    """The last one is simply open, and a closed one is closed."""
    close = "[[close]]  # 2026-05-01\ndrop = [5, 13, 33, 34, 42]"
    second = cycle_file(starts="2026-05-04", anchor="2026-03-02")
    third = cycle_file(starts="2026-06-29", anchor="2026-03-02")
    told = Cycles(make_journal(cycle_file(with_pick(close)), second, third))
    assert [(earlier.number, later.number) for earlier, later in unclosed_cycles(told)] == [(2, 3)]
