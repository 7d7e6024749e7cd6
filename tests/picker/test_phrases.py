"""What is said about a choice."""

import pytest

from tests.picker.shelves import EN, NL, shelf
from tipcycle.core.tips import smallest_step
from tipcycle.picker.model import Picking
from tipcycle.picker.phrases import mix, together, why
from tipcycle.views.labels import title


def of(*tips: int, **told: object) -> Picking:
    picking = Picking.begin(shelf(**told))
    for tip in tips:
        picking = picking.toggled(tip)
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
    assert together(of(1, 3), NL) == "Samen ongeveer 50 minuten per week."


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
    assert mix(of(*tips), EN).endswith(said)
    assert mix(of(*tips), NL) != mix(of(*tips), EN)


def test_nothing_is_said_of_a_mix_that_is_not_whole() -> None:
    """Before five are there, and while a tip of them is not known."""
    assert mix(of(1, 2), EN) == ""
    assert mix(of(1, 2, 3, 6, seats=(77,)), EN) == ""


def test_an_unknown_tip_is_called_by_its_number() -> None:
    """An extended tip of a file that is gone keeps its place and its number."""
    assert title(77, shelf().catalogue, EN) == "tip 77"


def test_each_of_the_five_has_its_reason() -> None:
    """Going on, proposed, or chosen by hand."""
    picking = of(2, seats=(8,)).proposed()
    assert why(8, picking, EN) == "goes on for another round"
    assert why(2, picking, EN) == "your own choice"
    assert why(picking.chosen[1], picking, EN) == "because of round 0"


def test_the_first_step_is_the_shortest() -> None:
    """The lowest number decides between equals; without tips there is none."""
    found = smallest_step(of(9, 4, 2).tips)
    assert found is not None
    assert found.id == 2
    assert smallest_step(of().tips) is None
