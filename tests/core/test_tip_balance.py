"""The balance of a selection of tips (docs/rules.md §11)."""

from itertools import count

import pytest
from msgspec.structs import replace

from tests.journal_builder import make_catalogue
from tipcycle.core.suggestions import TipBalance, tip_balance
from tipcycle.core.tips import ChangeForm, Tip, TipKind

BASE_TIP = next(iter(make_catalogue().tips.values()))
FORMS = {"i": ChangeForm.IMPROVE, "r": ChangeForm.RENEW, "t": ChangeForm.TRANSITION, "n": ChangeForm.INNOVATE}
RITUAL, REFLEX, BUILD = TipKind.RITUAL, TipKind.REFLEX, TipKind.BUILD


def five_tips(forms: str, kinds: tuple[TipKind, ...], minutes: int) -> list[Tip]:
    """Return five tips with these forms and kinds and this total of weekly minutes."""
    minutes_by_tip = [minutes // 5] * 4 + [minutes - minutes // 5 * 4]
    return [
        replace(BASE_TIP, id=n, form=FORMS[letter], kind=kind, weekly_minutes=tip_minutes)
        for n, letter, kind, tip_minutes in zip(count(1), forms, kinds, minutes_by_tip, strict=False)
    ]


@pytest.mark.parametrize(
    ("forms", "kinds", "minutes", "run_count", "hint"),
    [
        ("irtii", (RITUAL,) * 5, 60, 4, None),
        ("ritit", (BUILD,) * 4 + (REFLEX,), 60, 3, None),
        ("irrii", (RITUAL,) * 5, 60, 5, "run"),
        ("tttti", (RITUAL,) * 5, 60, 1, None),
        ("tntnt", (RITUAL,) * 5, 60, 0, "explore"),
        ("irtii", (BUILD,) * 5, 60, 4, "once"),
        ("irrii", (BUILD,) * 5, 60, 5, "once"),
        ("irtii", (RITUAL,) * 5, 120, 4, None),
        ("irtii", (RITUAL,) * 5, 121, 4, "long"),
        ("ttttt", (BUILD,) * 5, 121, 0, "long"),
    ],
)
def test_balance_has_at_most_one_hint(
    forms: str, kinds: tuple[TipKind, ...], minutes: int, run_count: int, hint: str | None
) -> None:
    """The order is: more than two hours, only builds, only one mode."""
    assert tip_balance(five_tips(forms, kinds, minutes)) == TipBalance(minutes, run_count, hint)  # type: ignore[arg-type]


def test_empty_selection_has_no_hint() -> None:
    assert tip_balance(()) == TipBalance(0, 0, None)
