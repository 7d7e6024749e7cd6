"""Texts for facts in both languages: each fact has the same text in every view."""

from datetime import date
from fractions import Fraction

import pytest
from msgspec.structs import replace
from rich.console import RenderableType

from tests.journal_builder import cycle_file, make_journal, parse_statuses
from tests.render.review_pages import titled_catalogue
from tipcycle.cli.output import render_rich
from tipcycle.core.momentum.report import ReportedTip, momentum_report
from tipcycle.core.momentum.strength import TipRecord, strength_series
from tipcycle.core.projection import Cycles
from tipcycle.core.review import ReviewedTip
from tipcycle.core.status import status_report
from tipcycle.core.tips import TipKind, TipText
from tipcycle.i18n import load_translator
from tipcycle.render import labels
from tipcycle.render.momentum_plain import momentum_plain
from tipcycle.render.momentum_screen import momentum_lines
from tipcycle.render.plain import status_plain
from tipcycle.render.review import text
from tipcycle.render.rich_screens import status_screen
from tipcycle.render.text_layout import DisplayOptions
from tipcycle.render.tip_text import build_tip_card

CATALOGUE = titled_catalogue()
TODAY = date(2026, 3, 20)
WIDE = DisplayOptions(160)


def render_text(parts: list[RenderableType]) -> str:
    """Return a screen as text."""
    return render_rich(parts, width=WIDE.width, color=False)


def make_record(letters: str, kind: TipKind = TipKind.RITUAL, *, is_active: bool = True) -> TipRecord:
    """Return the record of a tip with these weeks and no earlier weeks."""
    statuses = parse_statuses(letters)
    strength = [Fraction(0), *strength_series(statuses)][-1]
    return TipRecord(33, kind, statuses, statuses, strength, built_on=None, is_active=is_active)


@pytest.mark.parametrize(
    ("statuses", "english", "dutch"),
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
def test_count_text_of_a_reflex(statuses: str, english: str, dutch: str) -> None:
    """A reflex that occurred once has no number in its text."""
    tip = ReviewedTip(make_record(statuses, TipKind.REFLEX), (), (), None, None, None, None)
    assert [text.count_text(tip, load_translator(language)) for language in ("en", "nl")] == [english, dutch]


@pytest.mark.parametrize(
    ("statuses_by_tip", "english", "dutch"),
    [
        (["DM"], "● did   ○ did not", "● gedaan   ○ niet gedaan"),
        (["D?", "DD"], "● did   · open", "● gedaan   · open"),
        (["DD.."], "● did   · still to come", "● gedaan   · komt nog"),
        (["D?..", "DD.."], "● did   · open, or still to come", "● gedaan   · open, of komt nog"),
        (["  D."], "● did   · still to come", "● gedaan   · komt nog"),
    ],
)
def test_legend_explains_the_dot_once(statuses_by_tip: list[str], english: str, dutch: str) -> None:
    """Open weeks and weeks to come have the same sign and share one entry."""
    week_strips = [[None] * strip.count(" ") + [*parse_statuses(strip.strip())] for strip in statuses_by_tip]
    assert ["   ".join(labels.legend_phrases(week_strips, load_translator(language))) for language in ("en", "nl")] == [
        english,
        dutch,
    ]


@pytest.mark.parametrize(
    ("record", "expected_level"),
    [
        (make_record("???......"), ""),
        (make_record("PPP......"), ""),
        (make_record("M??......"), ""),
        (make_record("DDDDD...."), "firm"),
        (make_record("DDDDDDDD."), "rooted"),
        (make_record("DDD......", TipKind.REFLEX), "each time"),
        (make_record("D?.......", TipKind.REFLEX), "young"),
        (make_record("DDM......", TipKind.REFLEX), "young"),
        (replace(make_record("DD.......", TipKind.BUILD), built_on=date(2026, 3, 6)), "done for good"),
        (replace(make_record("...DDD...", TipKind.BUILD), is_active=False), "swapped out"),
        (
            replace(make_record("........."), all_statuses=parse_statuses("DDDDD........."), strength=Fraction(4, 5)),
            "firm",
        ),
    ],
)
def test_status_and_momentum_use_the_same_level(record: TipRecord, expected_level: str) -> None:
    """A tip without a yes or a no has no level. On a screen, swapped tips are below the heading "swapped out"."""
    translator, cycles = load_translator("en"), Cycles(make_journal(cycle_file()))
    status = replace(status_report(cycles, CATALOGUE.kind_of, 4, TODAY), records=(record,))
    report = replace(momentum_report(cycles, CATALOGUE.kind_of, TODAY), tips=(ReportedTip(record, None),))
    outputs = [status_plain(status, CATALOGUE, translator), momentum_plain(report, CATALOGUE, translator)]
    momentum = momentum_lines(report, CATALOGUE, translator, WIDE)
    outputs += [
        render_text([status_screen(status, CATALOGUE, translator, WIDE)]),
        "\n".join("".join(text for text, _style in line) for line in momentum),
    ]
    levels = ("young", "firm", "rooted", "each time", "done for good", "swapped out")
    lowered = [output.lower().replace("where it stands", "") for output in outputs]
    assert [[level for level in levels if level in output] for output in lowered] == [
        [expected_level] if expected_level else []
    ] * 4


NOT_ON_A_CARD = {"milestones", "words"}
"""Texts of a tip that only the weekly question and the search use."""


def test_card_shows_each_text_of_a_tip() -> None:
    tip = CATALOGUE.tips[34]
    marks = {name: f"Qz{name}." for name in TipText.__struct_fields__}
    values = {
        name: (mark,) if isinstance(getattr(tip.text("en"), name), tuple) else mark for name, mark in marks.items()
    }
    card = build_tip_card(replace(tip, texts={"en": TipText(**values)}), CATALOGUE, load_translator("en"))
    assert {name for name, mark in marks.items() if mark not in repr(card)} == NOT_ON_A_CARD
