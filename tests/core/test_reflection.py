"""The reflection: eight answers, two facts, the form of change at hand, and ties that are said."""

from datetime import date
from itertools import product

import pytest

from tests.journal_builder import apply_change, make_journal
from tipcycle.core.commands.reflection import record_reflection
from tipcycle.core.errors import InvalidOptionValueError
from tipcycle.core.events import Change, Reflection
from tipcycle.core.reflection import current_forms, evaluate_reflection, reflections
from tipcycle.core.tips import ChangeForm
from tipcycle.i18n import load_translator
from tipcycle.render.practices import explain_reflection, reflection_text

TODAY = date(2026, 3, 6)
IMPROVE, RENEW, TRANSITION, INNOVATE = ChangeForm.IMPROVE, ChangeForm.RENEW, ChangeForm.TRANSITION, ChangeForm.INNOVATE

TABLE = [
    ("nnn", "nnn", -3, -3, (IMPROVE,)),
    ("nn?", "?n?", -2, -1, (IMPROVE,)),
    ("ynn", "nny", -1, -1, (IMPROVE,)),
    ("yyy", "nnn", 3, -3, (RENEW,)),
    ("y??", "n??", 1, -1, (RENEW,)),
    ("yny", "nyn", 1, -1, (RENEW,)),
    ("nnn", "yyy", -3, 3, (TRANSITION,)),
    ("n??", "yy?", -1, 2, (TRANSITION,)),
    ("yyy", "yyy", 3, 3, (INNOVATE,)),
    ("yyn", "?y?", 1, 1, (INNOVATE,)),
    ("yn?", "nnn", 0, -3, (IMPROVE, RENEW)),
    ("???", "yyy", 0, 3, (TRANSITION, INNOVATE)),
    ("nnn", "???", -3, 0, (IMPROVE, TRANSITION)),
    ("yyy", "?ny", 3, 0, (RENEW, INNOVATE)),
    ("???", "???", 0, 0, (IMPROVE, TRANSITION, RENEW, INNOVATE)),
    ("yn?", "?yn", 0, 0, (IMPROVE, TRANSITION, RENEW, INNOVATE)),
]


@pytest.mark.parametrize(("working", "thinking", "w", "t", "forms"), TABLE, ids=lambda value: str(value))
def test_the_form_at_hand(working: str, thinking: str, w: int, t: int, forms: tuple[ChangeForm, ...]) -> None:
    """Yes minus no of three answers each; nothing over is a tie, which leaves both open."""
    found = evaluate_reflection(working + thinking + "yy", TODAY)
    assert (found.working_balance, found.thinking_balance) == (w, t)
    assert set(found.forms) == set(forms)
    assert len(found.forms) == len(forms)
    assert found.is_tie is (len(forms) > 1)


def test_every_answer_has_a_reading() -> None:
    """All 729 answers to the first six: one form, two, or four, and a tie exactly where yes and no hold the balance."""
    for marks in map("".join, product("yn?", repeat=6)):
        found = evaluate_reflection(marks + "??", TODAY)
        sides = [marks[:3], marks[3:]]
        even = sum(side.count("y") == side.count("n") for side in sides)
        assert len(found.forms) == len(set(found.forms)) == 2**even
        works = sides[0].count("y") - sides[0].count("n")
        if works:
            assert {form in (RENEW, INNOVATE) for form in found.forms} == {works > 0}
        thinks = sides[1].count("y") - sides[1].count("n")
        if thinks:
            assert {form.mode == "explore" for form in found.forms} == {thinks > 0}


@pytest.mark.parametrize("marks", ["yyynnnyy", "???nnnyy", "yn?ny?nn"])
def test_the_order_of_answers_within_a_question_group_does_not_matter(marks: str) -> None:
    """Only how many yes and no there are counts."""
    turned = marks[:3][::-1] + marks[3:6][::-1] + marks[6:]
    assert evaluate_reflection(turned, TODAY).forms == evaluate_reflection(marks, TODAY).forms


MODES = {
    "yy": "both are alive",
    "nn": "Neither",
    "ny": "does not keep running",
    "n?": "does not keep running",
    "yn": "The daily work runs, nobody explores",
    "?n": "Nobody explores now",
    "y?": "you do not know yet",
    "?y": "you do not know yet",
    "??": "you do not know yet",
}


@pytest.mark.parametrize(("marks", "said"), MODES.items(), ids=MODES)
def test_running_and_exploring(marks: str, said: str) -> None:
    """What the last two answers say is said, and nothing that they do not say."""
    found = evaluate_reflection("yyynnn" + marks, TODAY)
    known = {"y": True, "n": False, "?": None}
    assert (found.is_running, found.is_exploring) == (known[marks[0]], known[marks[1]])
    text = reflection_text(found, None, load_translator("en"))
    assert said in text
    assert sum(other in text for other in set(MODES.values())) == 1


def test_a_tie_is_said() -> None:
    """Where the answers hold the balance, the text says so and names each form; otherwise it names one."""
    translator = load_translator("en")
    tie = reflection_text(evaluate_reflection("yn?nnnyy", TODAY), None, translator)
    assert "hold the balance" in tie
    assert "improve" in tie
    assert "renew" in tie
    clear = reflection_text(evaluate_reflection("yyynnnyy", TODAY), None, translator)
    assert "hold the balance" not in clear
    assert "improve" not in clear


def test_the_arithmetic_is_shown() -> None:
    """Every answer with its question, both sums with their sign, and the rule."""
    text = explain_reflection(evaluate_reflection("yyn???yn", TODAY), load_translator("en"))
    lines = text.splitlines()
    assert [line.split("  ")[0] for line in lines[:8]] == ["yes", "yes", "no", "?", "?", "?", "yes", "no"]
    assert "= +1" in text
    assert "= +0" in text
    assert "Only working: renew" in text


def test_it_is_compared_with_the_last_one() -> None:
    """The reflection before is named with its day; with the first there is nothing to name."""
    translator = load_translator("en")
    before, now = evaluate_reflection("nnnnnnyy", date(2026, 1, 9)), evaluate_reflection("yyyyyyyy", TODAY)
    assert "Last time, on 9 January 2026: improve." in reflection_text(now, before, translator)
    assert "Last time" not in reflection_text(now, None, translator)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("yyn?nnyy", "yyn?nnyy"), (" JJN?NNJJ ", "yyn?nnyy"), ("yyn-nnyy", "yyn?nnyy")],
    ids=["plain", "in-dutch-and-capitals", "a-dash"],
)
def test_what_is_stored(typed: str, stored: str) -> None:
    """Eight signs, whatever language they were typed in."""
    assert record_reflection(typed) == Change(None, (Reflection(answers=stored),))


@pytest.mark.parametrize("typed", ["", "yyn", "yyn?nnyyy", "yyn?nnyx", "yyn nnyy", "ýyn?nnyy"])
def test_anything_else_is_refused(typed: str) -> None:
    """Not eight, or not y, n or ?."""
    with pytest.raises(InvalidOptionValueError):
        record_reflection(typed)


def test_the_latest_reflection_says_what_is_at_hand() -> None:
    """All are kept, the last one counts, and one that was taken back does not."""
    told = make_journal()
    assert current_forms(told) == ()
    for marks, day in (("nnnnnnyy", date(2026, 3, 2)), ("yyyyyyyy", date(2026, 5, 4))):
        told = apply_change(told, record_reflection(marks), day)
    assert [(each.on, each.forms) for each in reflections(told)] == [
        (date(2026, 3, 2), (IMPROVE,)),
        (date(2026, 5, 4), (INNOVATE,)),
    ]
    assert current_forms(told) == (INNOVATE,)
    own = '[[reflection]]\nanswers = "nnnnnnyy"\n\n[[reflection]]\nanswers = "yyyyyyyy"\n\n[[undo]]\nof = ["b2"]\n'
    assert current_forms(make_journal(global_blocks=own)) == (IMPROVE,)
