"""The confirmation screen, the last screen before a cycle starts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from tests.tui.picker.driver import EN, NL, THURSDAY, ScreenPick, picker_data, run_keys
from tipcycle.i18n import Translator
from tipcycle.tui.picker.model import PickerData, PickerResult
from tipcycle.tui.picker.widgets import TextButton

THURSDAY_DATA = picker_data(today=THURSDAY)
PROPOSED_TIPS = (1, 3, 5, 7, 9)


@contextmanager
def confirm_page(data: PickerData | None = None, translator: Translator = EN, **options: Any) -> Iterator[ScreenPick]:
    """Open the picker on the last page, with five proposed tips."""
    with ScreenPick(data, translator, **options) as pick:
        yield pick.confirm()


def screen_after(*keys: str, **options: Any) -> str:
    """Return the screen of the picker after a proposal, `d` and these keys."""
    return run_keys("p", "d", *keys, **options).screen


def test_screen_shows_every_detail_of_the_choice() -> None:
    """The tips, their frequency, moments and minutes, the balance and the start fit at 80×24."""
    screen = screen_after(data=THURSDAY_DATA)
    for expected in (
        "YOUR FIVE",
        "[b]Ask[/b] one table what hurts",
        "If it is Monday, then I begin.",
        "when it arises",
        "Together about 2 hours a week.",
        "What must simply keep running meanwhile?",
        "Today is Thursday. When do you begin?",
        "● m Monday 2 March  ○ n right now",
        "[ begin ]  [ back to the tips ]",
    ):
        assert expected in screen


def test_first_step_is_shown_before_the_last_key() -> None:
    with confirm_page(THURSDAY_DATA) as pick:
        pick.to("begin")
        assert "If you do not want to wait: 10 minutes are enough." in pick.screen_text
        assert "Put it in your diary." in pick.screen_text


def test_high_screen_shows_the_reasons() -> None:
    """The words are about each tip, as in the list with `w`."""
    assert screen_after(size=(80, 40)).count("because of round 0") == 5


@pytest.mark.parametrize(
    ("field", "key_bar"),
    [
        ("moments", "Enter go on  space change the moment  Esc back to the tips"),
        ("running", "Enter go on  ↑ back  Esc back to the tips"),
        ("start", "←→ choose  Enter go on  ↑ back  Esc back to the tips"),
        ("begin", "Enter begin  ↑ back  Esc back to the tips"),
    ],
)
def test_key_bar_states_what_enter_does(field: str, key_bar: str) -> None:
    with confirm_page(THURSDAY_DATA) as pick:
        assert pick.to(field).screen_text.rstrip().splitlines()[-1].strip() == key_bar


def test_touchstone_is_shown_if_there_is_one() -> None:
    assert "Your sentence: Nobody tells it twice." in screen_after(
        data=picker_data(touchstone="Nobody tells it twice.")
    )
    assert "Your sentence" not in screen_after()


def test_enter_visits_each_field_and_begins() -> None:
    for data in (THURSDAY_DATA, picker_data()):
        with confirm_page(data) as pick:
            assert pick.begin() == PickerResult(PROPOSED_TIPS)


def test_running_text_is_returned() -> None:
    """The keys of other screens type letters. Blanks around the text are removed."""
    with confirm_page() as pick:
        assert pick.begin(running=" the mpsdq phones ").running == "the mpsdq phones"


def test_a_moment_can_be_changed() -> None:
    """The page shows the new moment at once, and the result has only what was changed."""
    with confirm_page() as pick:
        pick.change_moment(5, "When lunch ends on Friday, I'll sit with one table.")
        assert pick.field == "moments"
        assert "When lunch ends on Friday" in pick.screen_text
        assert pick.begin().plans == {5: "When lunch ends on Friday, I'll sit with one table."}


def test_empty_moment_is_the_one_of_the_catalogue() -> None:
    """A tip with another round shows the plan that it keeps; deleting it brings the cue of the catalogue back."""
    data = picker_data(extended_tips=(8,), plans={8: "When the bus leaves, I'll ring."})
    with confirm_page(data) as pick:
        assert "When the bus leaves, I'll ring." in pick.screen_text
        pick.change_moment(8, "")
        assert "When the bus leaves" not in pick.screen_text
        assert pick.begin().plans == {8: ""}


def test_cursor_of_the_list_is_reversed_while_it_has_the_focus() -> None:
    """The terminal's own colours are swapped, so that the bar is visible on light and dark and without colour."""
    with confirm_page() as pick:
        five = pick.press("down").app.screen.query_one("#five", OptionList)
        assert [five.render_line(line)._segments[0].style.reverse for line in (0, 1, 2, 3, 4)] == [
            None, None, True, True, None
        ]  # fmt: skip
        pick.to("running")
        assert not any(segment.style.reverse for segment in five.render_line(2))


@pytest.mark.parametrize("leave", ["escape", "up"])
def test_leaving_a_moment_keeps_the_one_before(leave: str) -> None:
    """Esc goes one step back: to the list of the five, and only then to the tips."""
    with confirm_page() as pick:
        pick.press("space", *"never", leave)
        assert pick.field == "moments"
        assert "never" not in pick.screen_text
        assert pick.begin().plans == {}


@pytest.mark.parametrize("keys", [("n",), ("right",), ("left",), ("n", "m", "n")])
def test_start_can_be_this_week_from_thursday_on(keys: tuple[str, ...]) -> None:
    """The start is the Monday of the current week."""
    with confirm_page(THURSDAY_DATA) as pick:
        pick.to("start").press(*keys)
        assert "● n right now" in pick.screen_text
        assert pick.begin() == PickerResult(PROPOSED_TIPS, start=date(2026, 2, 23))


@pytest.mark.parametrize("keys", [(), ("m",), ("n", "m"), ("right", "left")])
def test_default_start_is_not_in_the_result(keys: tuple[str, ...]) -> None:
    """Without a start in the result, the cycle starts next Monday."""
    with confirm_page(THURSDAY_DATA) as pick:
        pick.to("start").press(*keys)
        assert pick.begin() == PickerResult(PROPOSED_TIPS, start=None)


def test_start_can_still_be_changed_at_the_last_button() -> None:
    """↑ goes one question back, and the keys of the start work there too."""
    with confirm_page(THURSDAY_DATA) as pick:
        pick.to("begin").press("n")
        assert pick.back().field == "start"
        assert pick.back().field == "ask"
        assert pick.back().field == "running"
        assert pick.begin().start == date(2026, 2, 23)


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
    with confirm_page(THURSDAY_DATA, start=date(2026, 3, 11)) as pick:
        assert pick.begin() == PickerResult(PROPOSED_TIPS, start=date(2026, 3, 11))


def test_role_of_who_may_ask_is_returned() -> None:
    """The question is optional, and a role from the command line is filled in."""
    with confirm_page() as pick:
        assert pick.begin(ask=" my deputy ").ask == "my deputy"
    with confirm_page() as pick:
        assert pick.begin().ask is None
    with confirm_page(ask="the planner") as pick:
        assert pick.begin().ask == "the planner"


def test_running_text_from_the_command_line_is_prefilled() -> None:
    with confirm_page(running="the breakdown service") as pick:
        assert pick.begin().running == "the breakdown service"


def test_going_back_keeps_the_answers() -> None:
    """The answers stay when the manager goes back and chooses other tips; a moment stays with its tip."""
    with confirm_page(THURSDAY_DATA) as pick:
        pick.change_moment(1, "When I arrive, I'll walk.").change_moment(3, "When it rains, I'll scrap one.")
        pick.answer("running", "phones").answer("ask", "Jo").press("n", "escape")
        pick.find(1).press("space", "space").confirm(2)
        result = pick.begin()
    assert result == PickerResult(
        (3, 5, 7, 9, 2),
        start=date(2026, 2, 23),
        running="phones",
        ask="Jo",
        plans={3: "When it rains, I'll scrap one."},
    )


@pytest.mark.parametrize(
    "keys", [("escape",), ("tab", "tab", "tab", "tab", "enter"), ("tab", "tab", "tab", "tab", "space")]
)
def test_escape_and_the_back_button_return_to_the_tips(keys: tuple[str, ...]) -> None:
    with confirm_page() as pick:
        assert pick.press(*keys).field == "tips"
        assert pick.press("q", "y").result == PickerResult((), abandoned=PROPOSED_TIPS)


def test_mouse_works_on_the_start_the_buttons_and_the_key_bar() -> None:
    with confirm_page(THURSDAY_DATA) as pick:
        pick.click("#now").click("#begin")
        assert pick.result == PickerResult(PROPOSED_TIPS, start=date(2026, 2, 23))
    with confirm_page() as pick:
        assert pick.click("#back").field == "tips"
    with confirm_page() as pick:
        assert pick.click("#keys", (2, 0)).field == "running"


def test_double_click_on_begin_begins_once() -> None:
    async def press_twice(pilot: Pilot[PickerResult]) -> None:
        pilot.app.screen.query_one("#begin", TextButton).press().press()

    assert run_keys("p", "d", script=press_twice).result == PickerResult(PROPOSED_TIPS)


def test_extended_tips_are_shown_and_not_returned() -> None:
    """An unknown extended tip is shown by its number, and then no balance is stated."""
    with confirm_page(picker_data(extended_tips=(8, 77))) as pick:
        assert "Ring one unhappy customer" in pick.screen_text
        assert "tip 77" in pick.screen_text
        assert "balance" not in pick.screen_text
        assert pick.begin() == PickerResult((1, 3, 5))


@pytest.mark.parametrize("translator", [EN, NL], ids=["en", "nl"])
def test_smallest_screen_shows_each_question_when_it_is_asked(translator: Translator) -> None:
    """At 60×20 the tips are visible at once, each question when it has the cursor, and the rest before the last key."""
    with confirm_page(THURSDAY_DATA, translator, size=(60, 20)) as pick:
        for number in ("01", "03", "05", "07", "09"):
            assert number in pick.screen_text
        assert "\n  > the phones" in pick.to("running").press(*"the phones").screen_text
        assert "●" in pick.to("start").screen_text
        last = pick.to("begin").screen_text
        assert ("Put it in your diary." in last) or ("Zet het in je agenda." in last)
