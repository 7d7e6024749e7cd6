"""The words of a fact, in both languages: one fact is named by one word wherever it stands."""

from datetime import date
from fractions import Fraction

import pytest
from msgspec.structs import replace
from rich.console import RenderableType

from tests.journal_builder import cycle_file, make_journal
from tests.render.review_pages import titled_catalogue
from tipcycle.cli.output import render_rich
from tipcycle.core.momentum.report import ReportedTip, momentum_report
from tipcycle.core.momentum.strength import TipRecord, strength_series
from tipcycle.core.projection import Cycles
from tipcycle.core.review import ReviewedTip
from tipcycle.core.status import status_report
from tipcycle.core.tips import TipKind
from tipcycle.i18n import load_translator
from tipcycle.render import labels
from tipcycle.render.momentum_plain import momentum_plain
from tipcycle.render.momentum_screen import momentum_screen
from tipcycle.render.plain import status_plain
from tipcycle.render.review import text
from tipcycle.render.rich_screens import status_screen
from tipcycle.render.text_layout import DisplayOptions

KNOWN = titled_catalogue()
TODAY = date(2026, 3, 20)
WIDE = DisplayOptions(160)


def shown(parts: list[RenderableType]) -> str:
    """A screen as text."""
    return render_rich(parts, width=WIDE.width, color=False)


def record(weeks: str, kind: TipKind = TipKind.RITUAL, *, active: bool = True) -> TipRecord:
    """A tip with these weeks and nothing from before."""
    strength = [Fraction(0), *strength_series(weeks)][-1]
    return TipRecord(33, kind, weeks, weeks, strength, stands_since=None, is_active=active)


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
    tip = ReviewedTip(record(weeks, TipKind.REFLEX), (), (), None, None, None, None)
    assert [text.count_text(tip, load_translator(language)) for language in ("en", "nl")] == [english, dutch]


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
    assert [labels.legend_text(strips, load_translator(language)) for language in ("en", "nl")] == [english, dutch]


@pytest.mark.parametrize(
    ("found", "word"),
    [
        (record("???......"), ""),
        (record("PPP......"), ""),
        (record("M??......"), "young"),
        (record("DDDDD...."), "firm"),
        (record("DDDDDDDD."), "rooted"),
        (record("DDD......", TipKind.REFLEX), "each time"),
        (record("D?.......", TipKind.REFLEX), "young"),
        (record("DDM......", TipKind.REFLEX), "young"),
        (replace(record("DD.......", TipKind.BUILD), stands_since=date(2026, 3, 6)), "stands"),
        (replace(record("...DDD...", TipKind.BUILD), is_active=False), "swapped out"),
        (replace(record("........."), all_statuses="DDDDD.........", strength=Fraction(4, 5)), "firm"),
    ],
)
def test_status_and_momentum_call_a_tip_by_the_same_word(found: TipRecord, word: str) -> None:
    """Before the first yes or no there is no word; what was swapped out stands below that heading on a screen."""
    translator, cycles = load_translator("en"), Cycles(make_journal(cycle_file()))
    now = replace(status_report(cycles, KNOWN.kind_of, 4, TODAY), records=(found,))
    facts = replace(momentum_report(cycles, KNOWN.kind_of, TODAY), tips=(ReportedTip(found, None),))
    told = [status_plain(now, KNOWN, translator), momentum_plain(facts, KNOWN, translator)]
    told += [
        shown([status_screen(now, KNOWN, translator, WIDE)]),
        shown([momentum_screen(facts, KNOWN, translator, WIDE)]),
    ]
    every = ("young", "firm", "rooted", "each time", "stands", "swapped out")
    assert [[each for each in every if each in text.lower()] for text in told] == [[word] if word else []] * 4
