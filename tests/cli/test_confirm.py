"""What counts as a yes and as a no when a line is typed."""

from types import SimpleNamespace
from typing import Any

import pytest

from tipcycle.cli.commands.reflect import _ask_answers
from tipcycle.cli.confirm import is_yes, parse_yes_no
from tipcycle.i18n import load_translator


@pytest.mark.parametrize(
    ("line", "strict", "by_letter"),
    [("y", True, True), (" Ja ", True, True), ("yes", True, True), ("jawel", False, True), ("yep!", False, True),
     ("n", False, False), ("Nee", False, False), ("no", False, False), ("", False, None), ("maybe", False, None)],
)  # fmt: skip
def test_a_line_is_a_yes_a_no_or_neither(line: str, strict: bool, by_letter: bool | None) -> None:
    """Where something is overwritten the whole word is asked; elsewhere its first letter is enough."""
    assert (is_yes(line), parse_yes_no(line)) == (strict, by_letter)


def test_enter_is_a_yes_only_where_it_was_said() -> None:
    """`[Enter] yes` stands in the question then."""
    assert [is_yes(line, default=True) for line in ("", " ", "n", "later")] == [True, True, False, False]


def test_what_is_neither_is_asked_once_more() -> None:
    """A clear yes in other words is not kept as "I do not know"."""
    lines = iter(["jawel", "perhaps", "no", "", "?", "y", "n", "ja", "nee", "Yes"])
    session: Any = SimpleNamespace(
        translator=load_translator("en"),
        messages=SimpleNamespace(print=lambda text: None, ask=lambda text: next(lines)),
    )
    assert _ask_answers(session) == "yn??ynyn"
    assert next(lines) == "Yes"
