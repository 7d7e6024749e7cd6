"""What is said about a choice."""

import pytest

from tests.tui.picker.driver import EN, NL, picker_data
from tipcycle.core.tips import quickest_tip
from tipcycle.render.labels import tip_title
from tipcycle.tui.picker.model import PickerState
from tipcycle.tui.picker.texts import balance_text, reason_text, weekly_time_text


def of(*tips: int, **told: object) -> PickerState:
    picking = PickerState.initial(picker_data(**told))
    for tip in tips:
        picking = picking.toggle_tip(tip)
    return picking


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (50, "50 minutes"),
        (60, "1 hour"),
        (110, "1 hour and 50 minutes"),
        (120, "2 hours"),
    ],
)
def test_minutes_are_said_as_people_say_them(minutes: int, said: str) -> None:
    """Hours from sixty on."""
    assert EN.duration(minutes) == said


def test_dutch_says_hours_its_own_way() -> None:
    """Uur has no plural with a number."""
    assert NL.duration(110) == "1 uur en 50 minuten"
    assert weekly_time_text(of(1, 3), NL) == "Samen ongeveer 50 minuten per week."


@pytest.mark.parametrize(
    ("tips", "said"),
    [
        ((1, 6, 8, 2, 5), "That keeps a balance."),
        ((1, 3, 6, 8, 9), "would bring balance."),
        ((1, 3, 4, 7, 10), "That is more than two hours. Will there be room for it?"),
    ],
    ids=["both modes", "one mode", "more than two hours"],
)
def test_a_mix_is_said_or_the_one_remark_it_earns(tips: tuple[int, ...], said: str) -> None:
    """Said kindly, and nothing is refused."""
    assert balance_text(of(*tips), EN).endswith(said)
    assert balance_text(of(*tips), NL) != balance_text(of(*tips), EN)


def test_nothing_is_said_of_a_mix_that_is_not_whole() -> None:
    """Before five are there, and while a tip of them is not known."""
    assert balance_text(of(1, 2), EN) == ""
    assert balance_text(of(1, 2, 3, 6, extended_tips=(77,)), EN) == ""


def test_an_unknown_tip_is_called_by_its_number() -> None:
    """An extended tip of a file that is gone keeps its place and its number."""
    assert tip_title(77, picker_data().catalogue, EN) == "tip 77"


def test_each_of_the_five_has_its_reason() -> None:
    """Going on, proposed, or chosen by hand."""
    picking = of(2, extended_tips=(8,)).fill_free_places()
    assert reason_text(8, picking, EN) == "goes on for another round"
    assert reason_text(2, picking, EN) == "your own choice"
    assert reason_text(picking.chosen[1], picking, EN) == "because of round 0"


def test_the_first_step_is_the_shortest() -> None:
    """The lowest number decides between equals; without tips there is none."""
    found = quickest_tip(of(9, 4, 2).five_tips)
    assert found is not None
    assert found.id == 2
    assert quickest_tip(of().five_tips) is None
