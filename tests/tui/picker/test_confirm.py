"""The last screen before it begins."""

from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.picker.driver import EN, NL, THURSDAY, picker_data, run_keys
from tipcycle.i18n import Translator
from tipcycle.tui.picker.model import PickerResult

LATE = picker_data(today=THURSDAY)
PROPOSED = (1, 3, 5, 7, 9)


def chosen(*keys: str, **told: Any) -> PickerResult | None:
    return run_keys("p", "d", *keys, **told).result


def seen(*keys: str, **told: Any) -> str:
    return run_keys("p", "d", *keys, **told).screen


def test_everything_is_said_once_more() -> None:
    """The five, how often, their minutes, the mix, the start and a first step for today, on eighty by twenty-four."""
    screen = seen(data=LATE)
    for said in (
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
        assert said in screen


def test_the_letters_of_the_start_are_shown_where_they_work() -> None:
    """In the line before it they are letters like others."""
    screen = seen("enter", data=LATE)
    assert "● m  Monday 2 March" in screen
    assert "○ n  right now" in screen


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ((), "Enter go on  Esc back to the tips"),
        (("enter",), "↑↓ choose  Enter go on  Esc back to the tips"),
        (("enter", "enter"), "Enter begin  Esc back to the tips"),
        (("enter", "enter", "tab"), "Enter back to the tips"),
    ],
    ids=["what keeps running", "the start", "begin", "back"],
)
def test_the_keys_say_what_enter_does_here(keys: tuple[str, ...], shown: str) -> None:
    """Enter goes on through the questions and is the answer on the last word."""
    assert seen(*keys, data=LATE).rstrip().splitlines()[-1].strip() == shown


def test_the_five_are_held_against_the_sentence() -> None:
    """Where there is one."""
    assert "Your sentence: Nobody tells it twice." in seen(data=picker_data(touchstone="Nobody tells it twice."))
    assert "Your sentence" not in seen()


def test_enter_leads_through_to_the_end() -> None:
    """Past what must keep running, past the start, to the beginning."""
    assert chosen("enter", "enter", "enter", data=LATE) == PickerResult(PROPOSED)
    assert chosen("enter", "enter") == PickerResult(PROPOSED)


def test_what_must_keep_running_is_written_down() -> None:
    """Letters that are keys elsewhere are letters here; blanks around it fall away."""
    found = chosen("type: the mpsdq phones ", "enter", "enter")
    assert found is not None
    assert found.running == "the mpsdq phones"


@pytest.mark.parametrize("keys", [("n",), ("down",), ("right",), ("space",), ("n", "m", "n")])
def test_from_thursday_on_it_may_begin_now(keys: tuple[str, ...]) -> None:
    """The Monday of this very week."""
    assert chosen("enter", *keys, "enter", "enter", data=LATE) == PickerResult(PROPOSED, start=date(2026, 2, 23))


@pytest.mark.parametrize("keys", [(), ("m",), ("n", "up"), ("space", "space"), ("n", "left")])
def test_the_calendar_decides_unless_asked_otherwise(keys: tuple[str, ...]) -> None:
    """Monday is what is offered first."""
    assert chosen("enter", *keys, "enter", "enter", data=LATE) == PickerResult(PROPOSED, start=None)


STARTS = [
    ("early in the week", {}, {}, "You begin this week."),
    (
        "after the cycle before",
        {"earliest_start": date(2026, 5, 4)},
        {},
        "You begin on Monday 4 May, after the cycle before.",
    ),
    ("asked for", {}, {"start": date(2026, 3, 11)}, "You begin on Monday 9 March."),
    (
        "asked for too early",
        {"earliest_start": date(2026, 5, 4)},
        {"start": date(2026, 3, 11)},
        "on Monday 4 May, after",
    ),
]


@pytest.mark.parametrize(("on", "told", "said"), [row[1:] for row in STARTS], ids=[row[0] for row in STARTS])
def test_a_start_that_is_no_question_is_said(on: dict[str, object], told: dict[str, object], said: str) -> None:
    """Early in the week, while a cycle still runs, and when the command line named it."""
    screen = seen(data=picker_data(**on), **told)
    assert said in screen
    assert "right now" not in screen


def test_a_start_that_was_asked_for_comes_back() -> None:
    """As it was named; the journal takes its Monday."""
    found = chosen("enter", "enter", data=LATE, start=date(2026, 3, 11))
    assert found == PickerResult(PROPOSED, start=date(2026, 3, 11))


def test_what_the_command_line_said_is_filled_in() -> None:
    """What must keep running is there to be read and changed."""
    found = chosen("enter", "enter", running="the breakdown service")
    assert found is not None
    assert found.running == "the breakdown service"


def test_going_back_keeps_the_answers() -> None:
    """Another five, the same answers."""
    found = chosen(
        *("type:phones", "enter", "n", "escape"),
        *("down", "space", "space", "down", "space", "d"),
        *("enter", "enter", "enter"),
        data=LATE,
    )
    assert found == PickerResult((3, 5, 7, 9, 2), start=date(2026, 2, 23), running="phones")


@pytest.mark.parametrize("keys", [("escape",), ("enter", "tab", "enter"), ("enter", "tab", "space")])
def test_there_is_a_way_back_to_the_tips(keys: tuple[str, ...]) -> None:
    """With a key and with the second word between brackets."""
    assert chosen(*keys, "q", "y") == PickerResult((), abandoned=PROPOSED)


def test_the_mouse_answers_everything() -> None:
    """The start, and the beginning."""

    async def press(pilot: Pilot[PickerResult]) -> None:
        await pilot.click("#start", offset=(3, 1))
        await pilot.click("#begin")

    assert chosen(script=press, data=LATE) == PickerResult(PROPOSED, start=date(2026, 2, 23))

    async def back(pilot: Pilot[PickerResult]) -> None:
        await pilot.click("#back")
        await pilot.press("q", "y")

    assert chosen(script=back, data=LATE) == PickerResult((), abandoned=PROPOSED)

    async def keys(pilot: Pilot[PickerResult]) -> None:
        await pilot.click("#keys", offset=(2, 0))
        await pilot.press("enter")

    assert chosen(script=keys) == PickerResult(PROPOSED)


def test_extended_tips_are_shown_and_not_returned() -> None:
    """They have their place already; an unknown one shows its number and no mix is claimed."""
    on = picker_data(extended_tips=(8, 77))
    screen = seen(data=on)
    assert "Ring one unhappy customer" in screen
    assert "tip 77" in screen
    assert "balance" not in screen
    assert chosen("enter", "enter", data=on) == PickerResult((1, 3, 5))


@pytest.mark.parametrize("translator", [EN, NL], ids=["en", "nl"])
def test_on_the_smallest_screen_nothing_is_begun_unseen(translator: Translator) -> None:
    """At sixty by twenty the five and the first question are there at once, and the rest before the last key."""
    first = seen(data=LATE, size=(60, 20), translator=translator)
    for number in ("01", "03", "05", "07", "09", "> "):
        assert number in first
    last = seen("enter", "enter", data=LATE, size=(60, 20), translator=translator)
    assert ("Put it in your diary." in last) or ("Zet het in je agenda." in last)
