"""The momentum report says the same in every form (docs/rules.md §9)."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.cli.scenes import WORKED_ON, worked
from tests.conftest import Tipcycle
from tipcycle.catalogue.load import load_packaged
from tipcycle.cli.output import render
from tipcycle.core.cycles import Cycles
from tipcycle.core.momentum.report import momentum
from tipcycle.journal.places import Places
from tipcycle.journal.store import Store
from tipcycle.locales import load_words
from tipcycle.views.labels import spoken, strip
from tipcycle.views.look import Look
from tipcycle.views.momentum_screen import momentum_screen
from tipcycle.views.review_words import TEAM

CATALOGUE = load_packaged().catalogue


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("width", [50, 80])
def test_screen_sentences_and_json_say_the_same(home: Path, tipcycle: Tipcycle, language: str, width: int) -> None:
    """The counts, the weeks of each tip, the feelings, the reading: equal on screen, in sentences and in JSON."""
    worked(home)
    words = load_words(language)
    document = json.loads(tipcycle("momentum --json", on=WORKED_ON, lang=language).out)
    plain = tipcycle("momentum", on=WORKED_ON, lang=language).out
    explained = tipcycle("momentum --explain", on=WORKED_ON, lang=language).out
    day = date.fromisoformat(WORKED_ON)
    journal = Store(Places.at(home), day, lambda: datetime.now(UTC)).load().journal
    facts = momentum(Cycles(journal), CATALOGUE.kind, day)
    screen = render([momentum_screen(facts, CATALOGUE, words, Look(width))], width=width, color=False)

    applied = document["applied"]
    assert (applied["did"], applied["missed"]) == (22, 6)
    for text in (" ".join(screen.split()), plain):
        assert str(applied["did"]) in text
        assert str(applied["did"] + applied["missed"]) in text
    for tip in document["tips"]:
        assert strip(tip["weeks"]).rstrip() in screen
        assert spoken(tip["weeks"], words) in plain
        assert f"({tip['did']} " in explained
        assert f": {spoken(tip['weeks'], words)}\n" in explained
        assert f"{int(tip['strength'] * 100)} %" in explained
    assert document["felt"]["team"]["mean"] == pytest.approx(3.8)
    assert words.text(TEAM[3]) in plain
    assert ("3,8" if language == "nl" else "3.8") in explained
    assert document["verdict"] == "momentum"
    assert "Momentum" in plain
    assert "Momentum" in screen
    assert not re.search(r"\b[DCMNP?]{3,}\b", explained)
    assert not any(sign in plain for sign in "●◆○‖■□↻")


def test_no_percentage_stands_on_the_screen(home: Path, tipcycle: Tipcycle) -> None:
    """Percentages are for --explain; without it there is none, and never a streak, a score or a rank."""
    worked(home)
    shown = tipcycle("momentum", on=WORKED_ON).out + tipcycle("momentum --year", on=WORKED_ON).out
    assert "%" not in shown
    for word in ("streak", "score", "rank", "pace"):
        assert word not in shown.lower()
    assert "%" in tipcycle("momentum --explain", on=WORKED_ON).out


def test_the_glance_has_no_reading(home: Path, tipcycle: Tipcycle) -> None:
    """The reading stands in momentum and on the back of the review, never in the glance."""
    worked(home)
    assert "Momentum" not in tipcycle("", on=WORKED_ON).out
    assert "Momentum" in tipcycle("momentum", on=WORKED_ON).out
