"""Parsing of yes and no answers."""

from types import SimpleNamespace
from typing import Any

import pytest

from tipcycle.cli.commands.reflect import _ask_answers
from tipcycle.cli.confirm import is_yes, parse_yes_no
from tipcycle.i18n import load_translator


@pytest.mark.parametrize(
    ("line", "confirms", "expected"),
    [("y", True, True), (" Ja ", True, True), ("yes", True, True), ("jawel", False, True), ("yep!", False, True),
     ("n", False, False), ("Nee", False, False), ("no", False, False), ("", False, None), ("maybe", False, None)],
)  # fmt: skip
def test_parse_yes_and_no(line: str, confirms: bool, expected: bool | None) -> None:
    """A confirmation before overwriting needs a whole word. For other questions the first letter is enough."""
    assert (is_yes(line), parse_yes_no(line)) == (confirms, expected)


def test_empty_line_is_yes_if_default_is_yes() -> None:
    assert [is_yes(line, default=True) for line in ("", " ", "n", "later")] == [True, True, False, False]


def test_unclear_answer_is_asked_again() -> None:
    """An answer that is neither yes nor no is not recorded as "I do not know"."""
    lines = iter(["jawel", "perhaps", "no", "", "?", "y", "n", "ja", "nee", "Yes"])
    context: Any = SimpleNamespace(
        translator=load_translator("en"),
        messages=SimpleNamespace(print=lambda text: None, ask=lambda text: next(lines)),
    )
    assert _ask_answers(context) == "yn??ynyn"
    assert next(lines) == "Yes"
