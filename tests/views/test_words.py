"""The words of a fact, in both languages: one fact is named by one word wherever it stands."""

from fractions import Fraction

import pytest

from tipcycle.core.momentum.strength import Record, series
from tipcycle.core.review import ReviewedTip
from tipcycle.core.tips import Kind
from tipcycle.locales import load_words
from tipcycle.views import review_words


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
