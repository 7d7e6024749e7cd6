"""The momentum report: every format has the same facts (docs/rules.md §9)."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.cli.scenarios import EXAMPLE_TODAY, example_cycle
from tests.conftest import TipcycleRunner
from tests.journal_builder import parse_statuses
from tests.render.terminal_output import render_command
from tipcycle.catalogue.loader import load_packaged
from tipcycle.core.momentum.report import momentum_report
from tipcycle.core.projection import Cycles
from tipcycle.i18n import load_translator
from tipcycle.render.labels import status_signs, status_words
from tipcycle.render.momentum_text import report_facts
from tipcycle.render.review.text import TEAM_SCALE
from tipcycle.storage.paths import Paths
from tipcycle.storage.store import Store

CATALOGUE = load_packaged().catalogue


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("width", [50, 80])
def test_screen_plain_text_and_json_agree(home: Path, tipcycle: TipcycleRunner, language: str, width: int) -> None:
    """The counts, weeks, feelings and verdict are the same on screen, in plain text and in JSON."""
    example_cycle(home)
    translator = load_translator(language)
    document = json.loads(tipcycle("momentum --json", on=EXAMPLE_TODAY, lang=language).stdout)
    plain = tipcycle("momentum", on=EXAMPLE_TODAY, lang=language).stdout
    explained = tipcycle("momentum --explain", on=EXAMPLE_TODAY, lang=language).stdout
    today = date.fromisoformat(EXAMPLE_TODAY)
    cycles = Cycles(Store(Paths.under(home), today, lambda: datetime.now(UTC)).load().journal)
    screen = render_command(home, "momentum", today=EXAMPLE_TODAY, width=width, language=language)

    applied = document["applied"]
    # This build stands since week 4, so its four later weeks do not count; built in week 9 (docs/rules.md §9), they do.
    assert (applied["did"], applied["missed"]) == (18, 6)
    for text in (" ".join(screen.split()), plain):
        assert str(applied["did"]) in text
        assert str(applied["did"] + applied["missed"]) in text
    for tip in document["tips"]:
        statuses = parse_statuses(tip["weeks"])
        assert status_signs(statuses).rstrip() in screen
        assert status_words(statuses, translator) in plain
        assert f"({tip['did']} " in explained
        words = [translator.gettext(status.word) for status in statuses if status.word]
        numbered = " ".join(re.findall(rf"^  {tip['tip']:02}, .*", explained, re.MULTILINE))
        assert re.findall(r"1\.\d (\S+) ", numbered + " ") == words
        assert f"{int(tip['strength'] * 100)} %" in explained
    assert document["felt"]["team"]["mean"] == pytest.approx(3.8)
    assert translator.gettext(TEAM_SCALE[3]) in plain
    assert ("3,8" if language == "nl" else "3.8") in explained
    facts = report_facts(momentum_report(cycles, CATALOGUE.kind_of, today), translator)
    for fact in facts:
        for text in (" ".join(screen.split()), plain):
            assert fact.label in text.lower()
            assert fact.now_text in text
            assert fact.before_text in text
            assert fact.direction_text in text
        assert fact.direction_text in explained
    assert [fact.direction for fact in facts] == list(document["directions"].values()) == ["down", "up", "up"]
    assert document["verdict"] == "momentum"
    assert "Momentum" in plain
    assert "Momentum" in screen
    assert not re.search(r"\b[DCMNP?]{3,}\b", explained)
    assert not any(sign in plain for sign in "●◆○‖■□↻")


def test_only_explain_has_percentages(home: Path, tipcycle: TipcycleRunner) -> None:
    """The report without `--explain` has no percentage, streak, score, rank or pace."""
    example_cycle(home)
    output = tipcycle("momentum", on=EXAMPLE_TODAY).stdout + tipcycle("momentum --year", on=EXAMPLE_TODAY).stdout
    assert "%" not in output
    for word in ("streak", "score", "rank", "pace"):
        assert word not in output.lower()
    assert "%" in tipcycle("momentum --explain", on=EXAMPLE_TODAY).stdout


def test_home_screen_has_no_verdict(home: Path, tipcycle: TipcycleRunner) -> None:
    example_cycle(home)
    assert "Momentum" not in tipcycle("", on=EXAMPLE_TODAY).stdout
    assert "Momentum" in tipcycle("momentum", on=EXAMPLE_TODAY).stdout
