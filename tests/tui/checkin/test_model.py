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
    ("keys", "statuses"),
    [
        ("yyys", {5: "did", 33: "did", 34: "did"}),
        ("!-s", {5: "costly", 33: "none", 34: "built"}),
        ("nnnn", {5: "missed", 33: "missed", 34: "missed", 43: "missed"}),
        ("jjjj", {5: "did", 33: "did", 34: "did", 43: "did"}),
        ("-n", {5: "missed"}),
        ("sx?1y", {5: "did"}),
    ],
    ids=["yes", "each kind", "n is always no", "Dutch yes", "no occasion only for a reflex", "other keys do nothing"],
)
def test_key_answers_the_current_tip(keys: str, statuses: dict[int, str]) -> None:
    """The cursor moves on after an answer. Other keys change nothing."""
    state = TipQuestionsState((RITUAL, REFLEX, BUILD, FINISHED_BUILD))
    for key in keys:
        state = state.press(key)
    assert state.statuses == statuses


def test_enter_gives_the_default_status() -> None:
    """Enter leaves a tip out, or answers yes for a finished build."""
    state = TipQuestionsState((RITUAL, FINISHED_BUILD)).press("enter").press("enter")
    assert state.is_done
    assert state.statuses == {43: "did"}
    assert state.responses == {5: None, 43: "did"}


def test_going_back_keeps_the_answer() -> None:
    """The up key goes back to a tip. Enter keeps its answer, and another key changes it."""
    state = TipQuestionsState((RITUAL, REFLEX)).press("y").press("up").press("enter")
    assert state.statuses == {5: "did"}
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
def test_feelings_take_two_keys(keys: list[str], team: int | None, customers: int | None) -> None:
    """1 to 5 answer and Enter skips, first for the team and then for customers."""
    state = FeelingsState()
    for key in keys:
        state = state.press(key)
    assert state.is_done
    assert (state.team, state.customers) == (team, customers)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_only_keys_that_work_are_shown(language: str) -> None:
    """[-] is shown only for a reflex, and [s] only for a build that is not finished."""
    translator = load_translator(language)
    labels = {
        question.tip: " ".join(key_labels(question, translator)) for question in (RITUAL, REFLEX, BUILD, FINISHED_BUILD)
    }
    assert [tip for tip, text in labels.items() if "[-]" in text] == [33]
    assert [tip for tip, text in labels.items() if "[s]" in text] == [34]
    assert all("[n]" in text and "[!]" in text for text in labels.values())


ABSENCE_QUESTION = FollowUpQuestion(
    "Were you around?", (FollowUpOption("h", "hardly", off=True), FollowUpOption("Enter", "I was"))
)
NO_OCCASION_QUESTION = FollowUpQuestion(
    "No occasion.",
    (FollowUpOption("l", "I look"), FollowUpOption("s", "I swap", swap_tip=42), FollowUpOption("Enter", "I wait")),
)
PLAN_QUESTION = FollowUpQuestion("When does it work?", plan_tip=5, current_plan="If it is Tuesday")


@pytest.mark.parametrize(
    ("follow_up", "response", "expected"),
    [
        (ABSENCE_QUESTION, "h", CheckinInput(off=True)),
        (ABSENCE_QUESTION, "", CheckinInput()),
        (NO_OCCASION_QUESTION, "l", CheckinInput()),
        (NO_OCCASION_QUESTION, "s", CheckinInput(swap_tip=42)),
        (NO_OCCASION_QUESTION, "x", CheckinInput()),
        (PLAN_QUESTION, "If it is Friday ", CheckinInput(plan=(5, "If it is Friday"))),
        (PLAN_QUESTION, " If it is Tuesday", CheckinInput()),
        (PLAN_QUESTION, "", CheckinInput()),
        (PLAN_QUESTION, "s", CheckinInput(plan=(5, "s"))),
    ],
    ids=str,
)
def test_follow_up_accepts_a_key_or_a_line(follow_up: FollowUpQuestion, response: str, expected: CheckinInput) -> None:
    """An unknown key and an unchanged plan add nothing."""
    assert apply_follow_up(CheckinInput(), follow_up, response) == expected


def test_follow_up_keeps_the_earlier_input() -> None:
    checkin_input = apply_follow_up(
        apply_follow_up(CheckinInput(), NO_OCCASION_QUESTION, "s"), PLAN_QUESTION, "At nine"
    )
    assert apply_follow_up(checkin_input, NO_OCCASION_QUESTION, "l") == CheckinInput(swap_tip=42, plan=(5, "At nine"))
