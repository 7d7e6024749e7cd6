"""The confirmation screen, the last screen before a cycle starts."""

from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.picker.driver import EN, NL, THURSDAY, picker_data, run_keys
from tipcycle.i18n import Translator
from tipcycle.tui.picker.model import PickerResult

THURSDAY_DATA = picker_data(today=THURSDAY)
PROPOSED_TIPS = (1, 3, 5, 7, 9)


def result_after(*keys: str, **options: Any) -> PickerResult | None:
    """Return the result of the picker after a proposal, `d` and these keys."""
    return run_keys("p", "d", *keys, **options).result


def screen_after(*keys: str, **options: Any) -> str:
    """Return the screen of the picker after a proposal, `d` and these keys."""
    return run_keys("p", "d", *keys, **options).screen


def test_screen_shows_every_detail_of_the_choice() -> None:
    """The tips, their frequency and minutes, the balance, the start and a first step fit at 80×24."""
    screen = screen_after(data=THURSDAY_DATA)
    for expected in (
        "YOUR FIVE",
        "[b]Ask[/b] one table what hurts",
        "when it arises",
        "Together about 2 hours a week.",
        "What must simply keep running meanwhile?",
        "Today is Thursday. When do you begin?",
        "●    Monday 2 March",
        "○    right now",
        "If you do not want to wait: 10 minutes are enough.",
        "Put it in your diary.",
        "[ begin ]  [ back to the tips ]",
    ):
        assert expected in screen


def test_start_keys_are_shown_only_while_they_work() -> None:
    """In the text field before it, the same keys type letters."""
    screen = screen_after("enter", data=THURSDAY_DATA)
    assert "● m  Monday 2 March" in screen
    assert "○ n  right now" in screen


@pytest.mark.parametrize(
    ("keys", "key_bar"),
    [
        ((), "Enter go on  Esc back to the tips"),
        (("enter",), "↑↓ choose  Enter go on  Esc back to the tips"),
        (("enter", "enter"), "Enter begin  Esc back to the tips"),
        (("enter", "enter", "tab"), "Enter back to the tips"),
    ],
    ids=["running", "start", "begin", "back"],
)
def test_key_bar_states_what_enter_does(keys: tuple[str, ...], key_bar: str) -> None:
    assert screen_after(*keys, data=THURSDAY_DATA).rstrip().splitlines()[-1].strip() == key_bar


def test_touchstone_is_shown_if_there_is_one() -> None:
    assert "Your sentence: Nobody tells it twice." in screen_after(
        data=picker_data(touchstone="Nobody tells it twice.")
    )
    assert "Your sentence" not in screen_after()


def test_enter_visits_each_field_and_begins() -> None:
    assert result_after("enter", "enter", "enter", data=THURSDAY_DATA) == PickerResult(PROPOSED_TIPS)
    assert result_after("enter", "enter") == PickerResult(PROPOSED_TIPS)


def test_running_text_is_returned() -> None:
    """The keys of other screens type letters. Blanks around the text are removed."""
    result = result_after("type: the mpsdq phones ", "enter", "enter")
    assert result is not None
    assert result.running == "the mpsdq phones"


@pytest.mark.parametrize("keys", [("n",), ("down",), ("right",), ("space",), ("n", "m", "n")])
def test_start_can_be_this_week_from_thursday_on(keys: tuple[str, ...]) -> None:
    """The start is the Monday of the current week."""
    assert result_after("enter", *keys, "enter", "enter", data=THURSDAY_DATA) == PickerResult(
        PROPOSED_TIPS, start=date(2026, 2, 23)
    )


@pytest.mark.parametrize("keys", [(), ("m",), ("n", "up"), ("space", "space"), ("n", "left")])
def test_default_start_is_not_in_the_result(keys: tuple[str, ...]) -> None:
    """Without a start in the result, the cycle starts next Monday."""
    assert result_after("enter", *keys, "enter", "enter", data=THURSDAY_DATA) == PickerResult(PROPOSED_TIPS, start=None)


STARTS = [
    ("early in the week", {}, {}, "You begin this week."),
    (
        "after the previous cycle",
        {"earliest_start": date(2026, 5, 4)},
        {},
        "You begin on Monday 4 May, after the cycle before.",
    ),
    ("from the command line", {}, {"start": date(2026, 3, 11)}, "You begin on Monday 9 March."),
    (
        "too early on the command line",
        {"earliest_start": date(2026, 5, 4)},
        {"start": date(2026, 3, 11)},
        "on Monday 4 May, after",
    ),
]


@pytest.mark.parametrize(
    ("data_overrides", "options", "expected"), [row[1:] for row in STARTS], ids=[row[0] for row in STARTS]
)
def test_fixed_start_is_stated(data_overrides: dict[str, object], options: dict[str, object], expected: str) -> None:
    """There is no question early in the week, while a cycle runs, or with a start from the command line."""
    screen = screen_after(data=picker_data(**data_overrides), **options)
    assert expected in screen
    assert "right now" not in screen


def test_given_start_is_returned_unchanged() -> None:
    """The journal uses the Monday of its week."""
    result = result_after("enter", "enter", data=THURSDAY_DATA, start=date(2026, 3, 11))
    assert result == PickerResult(PROPOSED_TIPS, start=date(2026, 3, 11))


def test_running_text_from_the_command_line_is_prefilled() -> None:
    result = result_after("enter", "enter", running="the breakdown service")
    assert result is not None
    assert result.running == "the breakdown service"


def test_going_back_keeps_the_answers() -> None:
    """The answers stay when the manager goes back and chooses other tips."""
    result = result_after(
        *("type:phones", "enter", "n", "escape"),
        *("down", "space", "space", "down", "space", "d"),
        *("enter", "enter", "enter"),
        data=THURSDAY_DATA,
    )
    assert result == PickerResult((3, 5, 7, 9, 2), start=date(2026, 2, 23), running="phones")


@pytest.mark.parametrize("keys", [("escape",), ("enter", "tab", "enter"), ("enter", "tab", "space")])
def test_escape_and_the_back_button_return_to_the_tips(keys: tuple[str, ...]) -> None:
    assert result_after(*keys, "q", "y") == PickerResult((), abandoned=PROPOSED_TIPS)


def test_mouse_works_on_the_start_the_buttons_and_the_key_bar() -> None:

    async def click_start_and_begin(pilot: Pilot[PickerResult]) -> None:
        await pilot.click("#start", offset=(3, 1))
        await pilot.click("#begin")

    assert result_after(script=click_start_and_begin, data=THURSDAY_DATA) == PickerResult(
        PROPOSED_TIPS, start=date(2026, 2, 23)
    )

    async def click_back(pilot: Pilot[PickerResult]) -> None:
        await pilot.click("#back")
        await pilot.press("q", "y")

    assert result_after(script=click_back, data=THURSDAY_DATA) == PickerResult((), abandoned=PROPOSED_TIPS)

    async def click_key_bar(pilot: Pilot[PickerResult]) -> None:
        await pilot.click("#keys", offset=(2, 0))
        await pilot.press("enter")

    assert result_after(script=click_key_bar) == PickerResult(PROPOSED_TIPS)


def test_extended_tips_are_shown_and_not_returned() -> None:
    """An unknown extended tip is shown by its number, and then no balance is stated."""
    data = picker_data(extended_tips=(8, 77))
    screen = screen_after(data=data)
    assert "Ring one unhappy customer" in screen
    assert "tip 77" in screen
    assert "balance" not in screen
    assert result_after("enter", "enter", data=data) == PickerResult((1, 3, 5))


@pytest.mark.parametrize("translator", [EN, NL], ids=["en", "nl"])
def test_smallest_screen_shows_everything_before_the_start(translator: Translator) -> None:
    """At 60×20 the tips and the first question are visible at once, and the rest before the last key."""
    first = screen_after(data=THURSDAY_DATA, size=(60, 20), translator=translator)
    for number in ("01", "03", "05", "07", "09", "> "):
        assert number in first
    last = screen_after("enter", "enter", data=THURSDAY_DATA, size=(60, 20), translator=translator)
    assert ("Put it in your diary." in last) or ("Zet het in je agenda." in last)
