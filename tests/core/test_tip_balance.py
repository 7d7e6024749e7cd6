"""What tips are together (docs/rules.md §11)."""

from itertools import count

import pytest
from msgspec.structs import replace

from tests.journal_builder import make_catalogue
from tipcycle.core.suggestions import TipBalance, tip_balance
from tipcycle.core.tips import ChangeForm, Tip, TipKind

ANY = next(iter(make_catalogue().tips.values()))
FORMS = {"i": ChangeForm.IMPROVE, "r": ChangeForm.RENEW, "t": ChangeForm.TRANSITION, "n": ChangeForm.INNOVATE}
RITUAL, REFLEX, BUILD = TipKind.RITUAL, TipKind.REFLEX, TipKind.BUILD


def five(forms: str, kinds: tuple[TipKind, ...], minutes: int) -> list[Tip]:
    """Tips with these forms and kinds, that take so long together."""
    each = [minutes // 5] * 4 + [minutes - minutes // 5 * 4]
    return [
        replace(ANY, id=n, form=FORMS[letter], kind=kind, weekly_minutes=long)
        for n, letter, kind, long in zip(count(1), forms, kinds, each, strict=False)
    ]


@pytest.mark.parametrize(
    ("forms", "kinds", "minutes", "run", "remark"),
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
def test_five_earn_one_remark_at_most(
    forms: str, kinds: tuple[TipKind, ...], minutes: int, run: int, remark: str | None
) -> None:
    """Two hours exactly are fine; what takes too long is said before what has no rhythm, and that before the mode."""
    assert tip_balance(five(forms, kinds, minutes)) == TipBalance(minutes, run, remark)  # type: ignore[arg-type]


def test_no_tips_earn_no_remark() -> None:
    """Before the first is chosen nothing is said."""
    assert tip_balance(()) == TipBalance(0, 0, None)
