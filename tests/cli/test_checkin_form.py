"""What a guided check-in lays on the table, beside the five."""

from pathlib import Path

import pytest

from tests.cli.scenarios import planned_with_checkin_day
from tests.cli.terminal_input import type_lines
from tests.conftest import TipcycleRunner

GIVEN = {"en": "Take this question along into the week:", "nl": "Neem deze vraag mee de week in:"}
BACK = {"en": "Last week you took this question along:", "nl": "Vorige week nam je deze vraag mee:"}


def line_after(said: str, heading: str) -> str | None:
    """The first line below a heading; None where it was not said."""
    _, found, rest = said.partition(heading)
    return rest.strip().splitlines()[0] if found else None


@pytest.mark.parametrize("lang", GIVEN)
def test_the_question_that_was_given_comes_back(
    lang: str, home: Path, tipcycle: TipcycleRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is asked back is what the check-in of the week before gave; in the first week nothing is."""
    planned_with_checkin_day(home)
    given = None
    for on in ("2026-03-06", "2026-03-13", "2026-03-20"):
        type_lines(monkeypatch, "n", *[""] * 9)
        ran = tipcycle("checkin --plain", on=on, lang=lang)
        assert ran.exit_code == 0
        assert line_after(ran.stderr, BACK[lang]) == given
        given = line_after(ran.stderr, GIVEN[lang])
        assert given is not None
        assert given.endswith("?")
