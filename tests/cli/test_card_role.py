"""The role that may ask the manager about the five: only on the card, never in the review or the invitation."""

from pathlib import Path

from tests.conftest import TipcycleRunner
from tests.parametrize import in_each_language

CARD = "card --format html --output -"


@in_each_language
def test_role_is_printed_on_the_card_only(home: Path, tipcycle: TipcycleRunner, language: str) -> None:
    """It is escaped, and shortened if it does not fit."""
    tipcycle(["pick", "5", "13", "33", "34", "42", "--ask", "<b>the desk</b>"], on="2026-02-23")
    cards = tipcycle(CARD, on="2026-02-23", lang=language).stdout
    expected = {"en": "&lt;b&gt;the desk&lt;/b&gt; may ask me about it.", "nl": "&lt;/b&gt; mag me ernaar vragen."}
    assert expected[language] in cards
    for command in ("", "status", "momentum", "review --format html --output -", "card --invite"):
        assert "the desk" not in tipcycle(command, on="2026-02-27", lang=language).stdout


def test_card_without_a_role_has_no_line_for_it(home: Path, tipcycle: TipcycleRunner) -> None:
    tipcycle("pick 5 13 33 34 42", on="2026-02-23")
    assert "may ask me" not in tipcycle(CARD, on="2026-02-23").stdout
