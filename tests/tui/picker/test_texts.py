"""The texts of the picker about a choice."""

import pytest

from tests.tui.picker.driver import EN, NL, picker_data
from tipcycle.core.tips import quickest_tip
from tipcycle.render.labels import tip_title
from tipcycle.tui.picker.model import PickerState
from tipcycle.tui.picker.texts import balance_text, reason_text, weekly_time_text


def state_with(*tips: int, **overrides: object) -> PickerState:
    """Return the state with these tips chosen."""
    state = PickerState.initial(picker_data(**overrides))
    for tip in tips:
        state = state.toggle_tip(tip)
    return state


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (50, "50 minutes"),
        (60, "1 hour"),
        (110, "1 hour and 50 minutes"),
        (120, "2 hours"),
    ],
)
def test_duration_has_hours_from_60_minutes(minutes: int, expected: str) -> None:
    assert EN.duration(minutes) == expected


def test_dutch_hours_have_no_plural() -> None:
    assert NL.duration(110) == "1 uur en 50 minuten"
    assert weekly_time_text(state_with(1, 3), NL) == "Samen ongeveer 50 minuten per week."


@pytest.mark.parametrize(
    ("tips", "expected"),
    [
        ((1, 6, 8, 2, 5), "That keeps a balance."),
        ((1, 3, 6, 8, 9), "would bring balance."),
        ((1, 3, 4, 7, 10), "That is more than two hours. Will there be room for it?"),
    ],
    ids=["both modes", "one mode", "more than two hours"],
)
def test_balance_text_has_one_hint_or_none(tips: tuple[int, ...], expected: str) -> None:
    assert balance_text(state_with(*tips), EN).endswith(expected)
    assert balance_text(state_with(*tips), NL) != balance_text(state_with(*tips), EN)


def test_incomplete_choice_has_no_balance_text() -> None:
    """There is no text for fewer than five tips, or with an unknown tip."""
    assert balance_text(state_with(1, 2), EN) == ""
    assert balance_text(state_with(1, 2, 3, 6, extended_tips=(77,)), EN) == ""


def test_title_of_an_unknown_tip_is_its_number() -> None:
    assert tip_title(77, picker_data().catalogue, EN) == "tip 77"


def test_each_tip_has_its_reason() -> None:
    """A tip is extended, chosen by hand or proposed."""
    state = state_with(2, extended_tips=(8,)).fill_free_places()
    assert reason_text(8, state, EN) == "runs for another cycle"
    assert reason_text(2, state, EN) == "your own choice"
    assert reason_text(state.chosen[1], state, EN) == "because of round 0"


def test_quickest_tip_has_the_shortest_first_step() -> None:
    """The lowest number decides between equal steps. Without tips there is no quickest tip."""
    tip = quickest_tip(state_with(9, 4, 2).five_tips)
    assert tip is not None
    assert tip.id == 2
    assert quickest_tip(state_with().five_tips) is None
