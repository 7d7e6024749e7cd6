"""The private texts of a check-in, and the question for the next week in a guided check-in."""

from pathlib import Path

import pytest

from tests.cli.scenarios import planned_with_checkin_day
from tests.cli.terminal_input import type_lines
from tests.conftest import TipcycleRunner
from tipcycle.cli.prompts.checkin_questions import field_prompts
from tipcycle.core.events import PrivateTexts
from tipcycle.i18n import load_translator

NEXT_QUESTION = {"en": "Take this question along into the week:", "nl": "Neem deze vraag mee de week in:"}
PREVIOUS_QUESTION = {"en": "Last week you took this question along:", "nl": "Vorige week nam je deze vraag mee:"}


def line_after(text: str, heading: str) -> str | None:
    """Return the first line after a heading, or None if the heading is missing."""
    _, separator, rest = text.partition(heading)
    return rest.strip().splitlines()[0] if separator else None


@pytest.mark.parametrize("lang", NEXT_QUESTION)
def test_question_of_previous_week_is_asked(
    lang: str, home: Path, tipcycle: TipcycleRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each check-in shows the question that the previous one gave. The first shows none."""
    planned_with_checkin_day(home)
    previous_question = None
    for on in ("2026-03-06", "2026-03-13", "2026-03-20"):
        type_lines(monkeypatch, "n", *[""] * 20)  # more than there are questions
        result = tipcycle("checkin --plain", on=on, lang=lang)
        assert result.exit_code == 0
        assert line_after(result.stderr, PREVIOUS_QUESTION[lang]) == previous_question
        previous_question = line_after(result.stderr, NEXT_QUESTION[lang])
        assert previous_question is not None
        assert previous_question.endswith("?")


THIS_WEEK = {"en": "this week", "nl": "deze week"}
THAT_WEEK = {"en": "that week", "nl": "die week"}
REPEAT = {"en": "You looked back on that week already", "nl": "Op die week keek je al terug"}
EARLIER_QUESTION = {
    "en": "The week before, you took this question along:",
    "nl": "De week ervoor nam je deze vraag mee:",
}


@pytest.mark.parametrize("lang", THIS_WEEK)
def test_past_week_is_never_called_this_week(
    lang: str, home: Path, tipcycle: TipcycleRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The questions of tips, the question of the week and the notice speak of that week, in a repeat too."""
    planned_with_checkin_day(home)
    for week, on in (("10", "2026-03-06"), ("11", "2026-03-17"), ("11", "2026-03-17")):
        type_lines(monkeypatch, "n", *[""] * 20)
        result = tipcycle(f"checkin --plain --week {week}", on=on, lang=lang)
        assert result.exit_code == 0
        asked = result.stderr.partition(NEXT_QUESTION[lang])[0].lower()
        assert (THIS_WEEK[lang] in asked, THAT_WEEK[lang] in asked) == (week == "10", week == "11")
    assert REPEAT[lang] in result.stderr
    assert EARLIER_QUESTION[lang] in result.stderr


def test_each_private_text_is_asked(home: Path, tipcycle: TipcycleRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second check-in has a question for each of them; the first has no earlier question to answer."""
    planned_with_checkin_day(home)
    prompt = field_prompts(load_translator("en"))["answer"].strip()
    for on in ("2026-03-06", "2026-03-13"):
        type_lines(monkeypatch, "n", *[""] * 20)
        result = tipcycle("checkin --plain", on=on)
    assert result.stderr.count(prompt) == len(PrivateTexts.__struct_fields__)


@pytest.mark.parametrize("name", PrivateTexts.__struct_fields__)
def test_each_private_text_has_an_option(name: str, home: Path, tipcycle: TipcycleRunner) -> None:
    planned_with_checkin_day(home)
    assert tipcycle(f"checkin --{name} Canary", on="2026-03-06").exit_code == 0
    (file,) = (home / "cycles").glob("*.toml")
    assert f'{name} = "Canary"' in file.read_text("utf-8")
