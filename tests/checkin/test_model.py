"""The keys of the check-in, without a terminal."""

import pytest

from tests.checkin.sheets import BUILD, REFLEX, RITUAL, STANDING
from tipcycle.checkin.model import Extra, Feel, Five, Option, Said, answered, key_labels
from tipcycle.locales import load_words


@pytest.mark.parametrize(
    ("keys", "answers"),
    [
        ("yyys", {5: "did", 33: "did", 34: "did"}),
        ("!-s", {5: "costly", 33: "none", 34: "built"}),
        ("nnnn", {5: "missed", 33: "missed", 34: "missed", 43: "missed"}),
        ("jjjj", {5: "did", 33: "did", 34: "did", 43: "did"}),
        ("-n", {5: "missed"}),
        ("sx?1y", {5: "did"}),
    ],
    ids=["yes", "each kind", "n is always no", "Dutch yes", "no occasion only where it waits", "other keys do nothing"],
)
def test_a_key_answers_the_tip_under_the_cursor(keys: str, answers: dict[int, str]) -> None:
    """The cursor moves by itself after an answer; a key that answers nothing changes nothing."""
    five = Five((RITUAL, REFLEX, BUILD, STANDING))
    for key in keys:
        five = five.press(key)
    assert five.answers == answers


def test_enter_leaves_a_tip_out_and_says_yes_where_something_stands() -> None:
    """Enter is "I do not remember", and for what stands it is "yes, it still does"."""
    five = Five((RITUAL, STANDING)).press("enter").press("enter")
    assert five.done
    assert five.answers == {43: "did"}
    assert five.given == {5: None, 43: "did"}


def test_going_back_keeps_what_was_answered() -> None:
    """The arrow up returns to a tip; Enter leaves its answer, another key changes it."""
    five = Five((RITUAL, REFLEX)).press("y").press("up").press("enter")
    assert five.answers == {5: "did"}
    assert Five((RITUAL, REFLEX)).press("y").press("up").press("n").answers == {5: "missed"}
    assert Five((RITUAL,)).press("up").at == 0


@pytest.mark.parametrize(
    ("keys", "team", "customers"),
    [
        (["4", "3"], 4, 3),
        (["enter", "5"], None, 5),
        (["6", "0", "a", "2", "enter"], 2, None),
        (["4", "up", "1", "1"], 1, 1),
    ],
    ids=["two keys", "one left out", "only 1 to 5", "back"],
)
def test_the_two_scales_take_two_keys(keys: list[str], team: int | None, customers: int | None) -> None:
    """1 to 5 or Enter, first for the team, then for customers."""
    feel = Feel()
    for key in keys:
        feel = feel.press(key)
    assert feel.done
    assert (feel.team, feel.customers) == (team, customers)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_only_keys_that_work_are_shown(language: str) -> None:
    """No occasion only for what waits for one, "it stands" only for what is made once and does not stand yet."""
    words = load_words(language)
    shown = {asked.tip: " ".join(key_labels(asked, words)) for asked in (RITUAL, REFLEX, BUILD, STANDING)}
    assert [tip for tip, text in shown.items() if "[-]" in text] == [33]
    assert [tip for tip, text in shown.items() if "[s]" in text] == [34]
    assert all("[n]" in text and "[!]" in text for text in shown.values())


THERE = Extra("Were you around?", (Option("h", "hardly", off=True), Option("Enter", "I was")))
QUIET = Extra("No occasion.", (Option("l", "I look"), Option("s", "I swap", swap=42), Option("Enter", "I wait")))
PLAN = Extra("When does it work?", plan_for=5, plan="If it is Tuesday")


@pytest.mark.parametrize(
    ("extra", "answer", "said"),
    [
        (THERE, "h", Said(off=True)),
        (THERE, "", Said()),
        (QUIET, "l", Said()),
        (QUIET, "s", Said(swap=42)),
        (QUIET, "x", Said()),
        (PLAN, "If it is Friday ", Said(plan=(5, "If it is Friday"))),
        (PLAN, " If it is Tuesday", Said()),
        (PLAN, "", Said()),
        (PLAN, "s", Said(plan=(5, "s"))),
    ],
    ids=str,
)
def test_one_thing_more_is_answered_by_a_key_or_a_line(extra: Extra, answer: str, said: Said) -> None:
    """Only a key that means something, or a line that differs from the plan, adds to what was said."""
    assert answered(Said(), extra, answer) == said


def test_an_answer_keeps_what_was_said_before() -> None:
    """A swap and a plan that were asked for stand beside the next answer."""
    said = answered(answered(Said(), QUIET, "s"), PLAN, "At nine")
    assert answered(said, QUIET, "l") == Said(swap=42, plan=(5, "At nine"))
