"""Reflections: balances, forms of change, ties, and the texts about them (docs/rules.md §11)."""

from datetime import date
from itertools import product

import pytest

from tests.journal_builder import apply_change, make_journal
from tipcycle.core.commands.reflection import record_reflection
from tipcycle.core.reflection import current_forms, evaluate_reflection, reflections
from tipcycle.core.tips import ChangeForm
from tipcycle.i18n import load_translator
from tipcycle.render.practices import explain_reflection, reflection_text

TODAY = date(2026, 3, 6)
IMPROVE, RENEW, TRANSITION, INNOVATE = ChangeForm.IMPROVE, ChangeForm.RENEW, ChangeForm.TRANSITION, ChangeForm.INNOVATE

BALANCES = [
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


@pytest.mark.parametrize(
    ("working", "thinking", "working_balance", "thinking_balance", "forms"), BALANCES, ids=lambda value: str(value)
)
def test_forms_depend_on_balances(
    working: str, thinking: str, working_balance: int, thinking_balance: int, forms: tuple[ChangeForm, ...]
) -> None:
    """A balance is the number of yes minus no of three answers, and a balance of zero allows both forms."""
    outcome = evaluate_reflection(working + thinking + "yy", TODAY)
    assert (outcome.working_balance, outcome.thinking_balance) == (working_balance, thinking_balance)
    assert set(outcome.forms) == set(forms)
    assert len(outcome.forms) == len(forms)
    assert outcome.is_tie is (len(forms) > 1)


def test_all_answers_give_one_two_or_four_forms() -> None:
    """Each balance of zero doubles the number of forms."""
    for answers in map("".join, product("yn?", repeat=6)):
        outcome = evaluate_reflection(answers + "??", TODAY)
        groups = [answers[:3], answers[3:]]
        zero_balances = sum(group.count("y") == group.count("n") for group in groups)
        assert len(outcome.forms) == len(set(outcome.forms)) == 2**zero_balances
        working_balance = groups[0].count("y") - groups[0].count("n")
        if working_balance:
            assert {form in (RENEW, INNOVATE) for form in outcome.forms} == {working_balance > 0}
        thinking_balance = groups[1].count("y") - groups[1].count("n")
        if thinking_balance:
            assert {form.mode == "explore" for form in outcome.forms} == {thinking_balance > 0}


@pytest.mark.parametrize("answers", ["yyynnnyy", "???nnnyy", "yn?ny?nn"])
def test_order_of_answers_within_group_does_not_matter(answers: str) -> None:
    reversed_answers = answers[:3][::-1] + answers[3:6][::-1] + answers[6:]
    assert evaluate_reflection(reversed_answers, TODAY).forms == evaluate_reflection(answers, TODAY).forms


MODE_TEXTS = {
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


@pytest.mark.parametrize(("answers", "expected"), MODE_TEXTS.items(), ids=MODE_TEXTS)
def test_text_has_one_sentence_about_running_and_exploring(answers: str, expected: str) -> None:
    outcome = evaluate_reflection("yyynnn" + answers, TODAY)
    answer_values = {"y": True, "n": False, "?": None}
    assert (outcome.is_running, outcome.is_exploring) == (answer_values[answers[0]], answer_values[answers[1]])
    text = reflection_text(outcome, None, load_translator("en"))
    assert expected in text
    assert sum(mode_text in text for mode_text in set(MODE_TEXTS.values())) == 1


def test_text_names_all_forms_of_tie() -> None:
    """Without a tie, the text names one form."""
    translator = load_translator("en")
    tie_text = reflection_text(evaluate_reflection("yn?nnnyy", TODAY), None, translator)
    assert "hold the balance" in tie_text
    assert "improve" in tie_text
    assert "renew" in tie_text
    clear_text = reflection_text(evaluate_reflection("yyynnnyy", TODAY), None, translator)
    assert "hold the balance" not in clear_text
    assert "improve" not in clear_text


def test_explanation_has_answers_balances_and_rule() -> None:
    text = explain_reflection(evaluate_reflection("yyn???yn", TODAY), load_translator("en"))
    lines = text.splitlines()
    assert [line.split("  ")[0] for line in lines[:8]] == ["yes", "yes", "no", "?", "?", "?", "yes", "no"]
    assert "= +1" in text
    assert "= +0" in text
    assert "Only working: renew" in text


def test_text_names_previous_reflection() -> None:
    """The text of the first reflection has no comparison."""
    translator = load_translator("en")
    previous, current = evaluate_reflection("nnnnnnyy", date(2026, 1, 9)), evaluate_reflection("yyyyyyyy", TODAY)
    assert "Last time, on 9 January 2026: improve." in reflection_text(current, previous, translator)
    assert "Last time" not in reflection_text(current, None, translator)


def test_current_forms_are_those_of_latest_reflection() -> None:
    """An undone reflection does not count."""
    journal = make_journal()
    assert current_forms(journal) == ()
    for answers, day in (("nnnnnnyy", date(2026, 3, 2)), ("yyyyyyyy", date(2026, 5, 4))):
        journal = apply_change(journal, record_reflection(answers), day)
    assert [(outcome.on, outcome.forms) for outcome in reflections(journal)] == [
        (date(2026, 3, 2), (IMPROVE,)),
        (date(2026, 5, 4), (INNOVATE,)),
    ]
    assert current_forms(journal) == (INNOVATE,)
    global_blocks = (
        '[[reflection]]\nanswers = "nnnnnnyy"\n\n[[reflection]]\nanswers = "yyyyyyyy"\n\n[[undo]]\nof = ["b2"]\n'
    )
    assert current_forms(make_journal(global_blocks=global_blocks)) == (IMPROVE,)
