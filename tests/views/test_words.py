"""The words of a fact, in both languages: one fact is named by one word wherever it stands."""

from datetime import date
from fractions import Fraction

import pytest
from msgspec.structs import replace
from rich.console import RenderableType

from tests.views.pages import titled
from tests.writing import cycle, journal
from tipcycle.cli.output import render
from tipcycle.core.cycles import Cycles
from tipcycle.core.momentum.report import Shown, momentum
from tipcycle.core.momentum.strength import Record, series
from tipcycle.core.overview import status
from tipcycle.core.review import ReviewedTip
from tipcycle.core.tips import Kind
from tipcycle.locales import load_words
from tipcycle.views import labels, review_words
from tipcycle.views.look import Look
from tipcycle.views.momentum_plain import momentum_plain
from tipcycle.views.momentum_screen import momentum_screen
from tipcycle.views.plain import status_plain
from tipcycle.views.status_screen import status_screen

KNOWN = titled()
TODAY = date(2026, 3, 20)
WIDE = Look(160)


def shown(parts: list[RenderableType]) -> str:
    """A screen as text."""
    return render(parts, width=WIDE.width, color=False)


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


@pytest.mark.parametrize(
    ("found", "word"),
    [
        (record("???......"), ""),
        (record("PPP......"), ""),
        (record("M??......"), "young"),
        (record("DDDDD...."), "firm"),
        (record("DDDDDDDD."), "rooted"),
        (record("DDD......", Kind.REFLEX), "each time"),
        (record("D?.......", Kind.REFLEX), "young"),
        (record("DDM......", Kind.REFLEX), "young"),
        (replace(record("DD.......", Kind.BUILD), stands_since=date(2026, 3, 6)), "stands"),
        (replace(record("...DDD...", Kind.BUILD), active=False), "swapped out"),
        (replace(record("........."), fed_by="DDDDD.........", strength=Fraction(4, 5)), "firm"),
    ],
)
def test_status_and_momentum_call_a_tip_by_the_same_word(found: Record, word: str) -> None:
    """Before the first yes or no there is no word; what was swapped out stands below that heading on a screen."""
    words, cycles = load_words("en"), Cycles(journal(cycle()))
    now = replace(status(cycles, KNOWN.kind, 4, TODAY), records=(found,))
    facts = replace(momentum(cycles, KNOWN.kind, TODAY), tips=(Shown(found, None),))
    told = [status_plain(now, KNOWN, words), momentum_plain(facts, KNOWN, words)]
    told += [shown([status_screen(now, KNOWN, words, WIDE)]), shown([momentum_screen(facts, KNOWN, words, WIDE)])]
    every = ("young", "firm", "rooted", "each time", "stands", "swapped out")
    assert [[each for each in every if each in text.lower()] for text in told] == [[word] if word else []] * 4
