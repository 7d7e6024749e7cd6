"""The words of a fact, in both languages: one fact is named by one word wherever it stands."""

from fractions import Fraction

import pytest

from tipcycle.core.momentum.strength import Record, series
from tipcycle.core.review import ReviewedTip
from tipcycle.core.tips import Kind
from tipcycle.locales import load_words
from tipcycle.views import labels, review_words


def record(weeks: str, kind: Kind = Kind.RITUAL, *, active: bool = True) -> Record:
    """A tip with these weeks and nothing from before."""
    strength = [Fraction(0), *series(weeks)][-1]
    return Record(33, kind, weeks, weeks, strength, stands_since=None, active=active)


@pytest.mark.parametrize(
    ("weeks", "english", "dutch"),
    [
        ("?", "not answered yet", "nog niet ingevuld"),
        ("N", "has not occurred yet", "deed zich nog niet voor"),
        ("M", "not done the one time it occurred", "niet gedaan, de ene keer dat het zich voordeed"),
        ("D", "done the one time it occurred", "gedaan, de ene keer dat het zich voordeed"),
        ("MM", "0 of the 2 times it occurred", "0 van de 2 keer dat het zich voordeed"),
        ("DNM", "1 of the 2 times it occurred", "1 van de 2 keer dat het zich voordeed"),
        ("DC", "each time it occurred (2)", "elke keer dat het zich voordeed (2)"),
    ],
)
def test_how_often_a_reflex_was_done(weeks: str, english: str, dutch: str) -> None:
    """What occurred once is not told as a sum."""
    tip = ReviewedTip(record(weeks, Kind.REFLEX), (), (), None, None, None, None)
    assert [review_words.count(tip, load_words(language)) for language in ("en", "nl")] == [english, dutch]


@pytest.mark.parametrize(
    ("strips", "english", "dutch"),
    [
        (["DM"], "● did   ○ did not", "● gedaan   ○ niet gedaan"),
        (["D?", "DD"], "● did   · open", "● gedaan   · open"),
        (["DD.."], "● did   · still to come", "● gedaan   · komt nog"),
        (["D?..", "DD.."], "● did   · open, or still to come", "● gedaan   · open, of komt nog"),
        (["  D."], "● did   · still to come", "● gedaan   · komt nog"),
    ],
)
def test_a_legend_says_what_a_dot_is_and_says_it_once(strips: list[str], english: str, dutch: str) -> None:
    """A week without an answer is open, one that has not begun is still to come: one sign, one row."""
    assert [labels.legend(strips, load_words(language)) for language in ("en", "nl")] == [english, dutch]
