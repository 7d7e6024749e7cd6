"""The keys of the check-in, without a terminal."""

import pytest

from tests.tui.checkin.forms import BUILD, FINISHED_BUILD, REFLEX, RITUAL
from tipcycle.i18n import load_translator
from tipcycle.tui.checkin.model import (
    CheckinInput,
    FeelingsState,
    FollowUpOption,
    FollowUpQuestion,
    TipQuestionsState,
    apply_follow_up,
    key_labels,
)


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
    five = TipQuestionsState((RITUAL, REFLEX, BUILD, FINISHED_BUILD))
    for key in keys:
        five = five.press(key)
    assert five.statuses == answers


def test_enter_leaves_a_tip_out_and_says_yes_where_something_stands() -> None:
    """Enter is "I do not remember", and for what stands it is "yes, it still does"."""
    five = TipQuestionsState((RITUAL, FINISHED_BUILD)).press("enter").press("enter")
    assert five.is_done
    assert five.statuses == {43: "did"}
    assert five.responses == {5: None, 43: "did"}


def test_going_back_keeps_what_was_answered() -> None:
    """The arrow up returns to a tip; Enter leaves its answer, another key changes it."""
    five = TipQuestionsState((RITUAL, REFLEX)).press("y").press("up").press("enter")
    assert five.statuses == {5: "did"}
    assert TipQuestionsState((RITUAL, REFLEX)).press("y").press("up").press("n").statuses == {5: "missed"}
    assert TipQuestionsState((RITUAL,)).press("up").position == 0


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
    feel = FeelingsState()
    for key in keys:
        feel = feel.press(key)
    assert feel.is_done
    assert (feel.team, feel.customers) == (team, customers)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_only_keys_that_work_are_shown(language: str) -> None:
    """No occasion only for what waits for one, "it stands" only for what is made once and does not stand yet."""
    translator = load_translator(language)
    shown = {asked.tip: " ".join(key_labels(asked, translator)) for asked in (RITUAL, REFLEX, BUILD, FINISHED_BUILD)}
    assert [tip for tip, text in shown.items() if "[-]" in text] == [33]
    assert [tip for tip, text in shown.items() if "[s]" in text] == [34]
    assert all("[n]" in text and "[!]" in text for text in shown.values())


THERE = FollowUpQuestion(
    "Were you around?", (FollowUpOption("h", "hardly", off=True), FollowUpOption("Enter", "I was"))
)
QUIET = FollowUpQuestion(
    "No occasion.",
    (FollowUpOption("l", "I look"), FollowUpOption("s", "I swap", swap_tip=42), FollowUpOption("Enter", "I wait")),
)
PLAN = FollowUpQuestion("When does it work?", plan_tip=5, current_plan="If it is Tuesday")


@pytest.mark.parametrize(
    ("extra", "answer", "said"),
    [
        (THERE, "h", CheckinInput(off=True)),
        (THERE, "", CheckinInput()),
        (QUIET, "l", CheckinInput()),
        (QUIET, "s", CheckinInput(swap_tip=42)),
        (QUIET, "x", CheckinInput()),
        (PLAN, "If it is Friday ", CheckinInput(plan=(5, "If it is Friday"))),
        (PLAN, " If it is Tuesday", CheckinInput()),
        (PLAN, "", CheckinInput()),
        (PLAN, "s", CheckinInput(plan=(5, "s"))),
    ],
    ids=str,
)
def test_one_thing_more_is_answered_by_a_key_or_a_line(
    extra: FollowUpQuestion, answer: str, said: CheckinInput
) -> None:
    """Only a key that means something, or a line that differs from the plan, adds to what was said."""
    assert apply_follow_up(CheckinInput(), extra, answer) == said


def test_an_answer_keeps_what_was_said_before() -> None:
    """A swap and a plan that were asked for stand beside the next answer."""
    said = apply_follow_up(apply_follow_up(CheckinInput(), QUIET, "s"), PLAN, "At nine")
    assert apply_follow_up(said, QUIET, "l") == CheckinInput(swap_tip=42, plan=(5, "At nine"))
