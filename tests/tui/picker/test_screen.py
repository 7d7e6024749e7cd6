"""The screen where five are found, walked through with keys and mouse."""

from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.picker.driver import CATALOGUE, EN, NL, THURSDAY, picker_data, run_keys
from tipcycle.core.tips import Catalogue, TipKind
from tipcycle.i18n import Translator
from tipcycle.tui.picker.filter import TipFilter
from tipcycle.tui.picker.model import PickerResult
from tipcycle.tui.picker.selection_panel import SelectionPanel
from tipcycle.tui.picker.tip_list import TipList

FIVE = ("down", "space") * 4 + ("down", "down", "space")
"""The four tips of the first theme, past the door, and the first of the second."""


def seen(*keys: str, **told: Any) -> str:
    """The screen after these keys."""
    return run_keys(*keys, **told).screen


def test_it_opens_at_the_first_door_with_its_question() -> None:
    """Themes and tips at the left, the question at the right, five free places."""
    screen = seen()
    assert "▸ Lead as a person" in screen
    assert "How can they tell that you" in screen
    assert screen.count("○") == 5


def test_the_card_follows_the_cursor() -> None:
    """What, why, how and the rest of the tip under the cursor."""
    screen = seen("down", size=(100, 60))
    for said in (
        "Do it once a week, yourself.",
        "1 Put it in your diary.",
        "every week, about 20 min a week",
        "A shop:",
    ):
        assert said in screen
    assert "Does it still stand?" in seen("down", "down", "down", size=(100, 60))


def test_space_chooses_and_lets_go() -> None:
    """The sign on the shelf and the place in the tray say so."""
    chosen = run_keys("down", "space")
    assert "▸●  01 Walk to the desk" in chosen.screen
    assert "● 01 Walk to the desk" in chosen.screen
    assert chosen.chosen == (1,)
    assert run_keys("down", "space", "space").chosen == ()


def test_space_on_a_door_chooses_nothing() -> None:
    """A theme is not a tip."""
    assert run_keys("space", "s").chosen == ()


def test_a_sixth_tip_is_refused_with_a_word() -> None:
    """Never more than five."""
    app = run_keys(*FIVE, "down", "space")
    assert app.chosen == (1, 2, 3, 4, 5)
    assert "Five is five. Let go of one first." in app.screen


def test_a_remark_makes_place_when_the_cursor_moves() -> None:
    """It was about what was done a moment ago."""
    assert "Your five are there. d goes on." in seen(*FIVE, "down", "space", "down")


def test_a_star_is_given_and_taken_back() -> None:
    """And stays when the manager leaves."""
    assert run_keys("down", "s", "q").result == PickerResult((), stars_added=(1,))
    assert run_keys("down", "s", "s", "q").result == PickerResult(())
    assert run_keys("down", "s", "q", data=picker_data(starred=frozenset({1}))).result == PickerResult(
        (), stars_removed=(1,)
    )


def test_an_extended_tip_is_seated_already() -> None:
    """It has the first place, and its sign; space cannot take it."""
    on = picker_data(extended_tips=(1,), cycles_by_tip={1: (1,)})
    screen = seen("down", "space", data=on)
    assert "↻ 01 Walk to the desk" in screen
    assert "01 goes on and has its place." in screen
    assert "picked in cycle 1" in screen


def test_what_stays_already_can_be_read_and_not_chosen() -> None:
    """It has a sign of its own."""
    on = picker_data(pickable=frozenset(CATALOGUE.tips) - {1}, cycles_by_tip={1: (1,)})
    screen = seen("down", "space", data=on)
    assert "▸■" in screen
    assert "01 stays already and needs no place." in screen


@pytest.mark.parametrize("key", ["p", "v"])
def test_five_are_proposed_and_proposed_anew(key: str) -> None:
    """Both languages' keys; what was chosen by hand stays."""
    assert run_keys("down", "down", "space", key).chosen == (2, 1, 3, 5, 7)
    assert run_keys("down", "down", "space", key, key).chosen == (2, 5, 7, 9, 1)
    assert "◇ 05" in seen(key)


def test_why_these_is_said_for_each() -> None:
    """Over the card, and gone with the next key."""
    screen = seen("down", "down", "space", "p", "w", size=(100, 50))
    assert "WHY THESE" in screen
    assert "your own choice" in screen
    assert screen.count("because of round 0") == 4
    assert "WHY THESE" not in seen("p", "w", "w")
    assert "WHY THESE" not in seen("p", "w", "escape")
    assert "Nothing is chosen yet." in seen("w")


def test_others_can_be_proposed_while_reading_why() -> None:
    """The reasons follow."""
    assert "because of round 1" in seen("p", "w", "p", size=(100, 50))


def test_typing_narrows_the_shelf() -> None:
    """Letters go to the filter only while it has the focus."""
    app = run_keys("slash", "type:chair", "enter")
    assert app.listed == (10,)
    assert run_keys("slash", "type:chair", "enter", "space").chosen == (10,)
    assert run_keys("slash", "type:q s p d ").chosen == ()
    assert run_keys("slash", "type:q").result is None


def test_escape_leaves_the_filter_and_clears_it() -> None:
    """Then everything lies on the shelf again."""
    app = run_keys("slash", "type:chair", "escape")
    assert app.tip_filter == TipFilter()
    assert app.current_tip == 10
    assert app.result is None


def test_what_no_tip_speaks_of_is_said() -> None:
    """Nothing breaks on an empty shelf."""
    screen = seen("slash", "type:xylophone", "enter", "space", "s", "down", "up", "pagedown", "left", "home", "enter")
    assert "no tip speaks of this: xylophone" in screen


def test_what_has_no_tips_is_said() -> None:
    """No star was given yet."""
    assert "No tip is like that." in seen("asterisk")


def test_the_shelf_is_narrowed_by_keys() -> None:
    """How often, starred, new; brackets say which narrow."""
    on = picker_data(starred=frozenset({9}), cycles_by_tip={2: (1,)})
    assert run_keys("h", "h", data=on).tip_filter == TipFilter(kind=TipKind.REFLEX)
    screen = seen("h", "h", "asterisk", "n", data=on)
    for chip in ("[h when it arises]", "[* ★]", "[n new]"):
        assert chip in screen
    assert "09 Carry the parcel" in screen


def test_new_is_no_choice_while_everything_is_new() -> None:
    """Its key does not show before the first cycle."""
    assert " n new" not in seen()


def test_what_is_typed_lights_the_chips() -> None:
    """The filter says what it understood."""
    assert "[h every week]" in seen("slash", "type:every week")


def test_escape_leaves_what_is_nearest() -> None:
    """The card, then the filter, then the picker."""
    assert run_keys("enter", "escape").result is None
    assert run_keys("h", "escape").tip_filter == TipFilter()
    assert run_keys("h", "escape", "escape").result == PickerResult(())


@pytest.mark.parametrize("key", ["q", "escape"])
def test_leaving_changes_nothing(key: str) -> None:
    """With nothing chosen nothing is asked."""
    assert run_keys(key).result == PickerResult(())


@pytest.mark.parametrize("key", ["q", "escape"])
def test_leaving_without_the_chosen_ones_is_asked_once(key: str) -> None:
    """Yes leaves, and tells what was chosen; Esc stays, and so does whoever goes on choosing."""
    assert "Leave without your five?" in run_keys(*FIVE, key).screen
    assert len(run_keys(*FIVE, key, "y").result.abandoned) == 5
    assert len(run_keys(*FIVE, key, "q").result.abandoned) == 5
    assert run_keys(*FIVE, key, "escape").result is None
    assert run_keys(*FIVE, key, "down", "y").result is None
    assert run_keys(*FIVE, "y").result is None


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
def test_an_interruption_is_one_everywhere(key: str) -> None:
    """On the shelf, in the filter, on the last screen, in the help."""
    for before in ((), ("slash",), (*FIVE, "d"), ("question_mark",)):
        app = run_keys(*before, key)
        assert app.interrupted
        assert app.result is None


def test_being_done_too_early_says_how_many_are_missing() -> None:
    """And nothing else happens."""
    assert "5 more, then your five are complete." in seen("d")
    assert "One more, then your five are complete." in seen(*FIVE[:-3], "d")


def test_help_explains_the_keys_and_goes_away() -> None:
    """Five keys close it, and the shelf is as it was."""
    for key in ("escape", "enter", "q", "question_mark", "space"):
        app = run_keys("down", "space", "question_mark", key)
        assert app.chosen == (1,)
        assert app.result is None
    assert "goes on for another round" in seen("question_mark")


def test_the_cursor_goes_everywhere_and_no_further() -> None:
    """Lines, pages, doors and both ends."""

    def place(*keys: str) -> int:
        return run_keys(*keys).cursor_row

    last = len(CATALOGUE.tips) + 4 - 1
    assert place("up") == 0
    assert place("end") == place("end", "down") == place(*["pagedown"] * 9) == last
    assert place("end", "home") == place(*["pagedown"] * 3, *["pageup"] * 9) == 0
    assert place("right") == 5
    assert place("right", "right", "left") == 5
    assert place(*["right"] * 9) == 13


def test_the_filter_keeps_the_cursor_with_its_tip() -> None:
    """Narrowing and widening again does not lose the place."""
    app = run_keys("down", "down", "down", "h", "h", "h", "h")
    assert app.current_tip == 3


def test_where_it_is_narrow_enter_turns_to_the_card_and_back() -> None:
    """At sixty columns there is room for one of them."""
    assert "Do it once a week" not in seen("down", size=(60, 20))
    card = seen("down", "enter", size=(60, 20))
    assert "Do it once a week, yourself." in card
    assert "Say aloud" not in card
    assert "Say aloud" in seen("down", "enter", "enter", size=(60, 20))
    assert "Say aloud" in seen("down", "enter", "escape", size=(60, 20))


def test_a_tip_is_chosen_and_starred_while_it_is_read() -> None:
    """In the card at sixty columns, with the tray in sight."""
    app = run_keys("down", "enter", "space", "s", size=(60, 20))
    assert (app.chosen, app.state.stars) == ((1,), frozenset({1}))
    assert "YOUR FIVE  ●01" in seen("down", "enter", "space", size=(60, 20))


def test_where_it_is_narrow_the_door_asks_its_question() -> None:
    """Beside a card the card does."""
    assert "How can they tell" in seen(size=(60, 20))
    assert seen(size=(80, 24)).count("How can they tell") == 1


def test_a_longer_card_is_scrolled() -> None:
    """The end of a card can be reached at the smallest size."""
    assert "Do not make a show of it." in seen("down", "enter", *["down"] * 40, size=(60, 20))


DUTCH = [(60, 20), (80, 24), (76, 24), (75, 24), (80, 23), (120, 40), (30, 10), (12, 5)]
"""Its words are the longer ones; the English ones are walked where there is little room, the usual, and much."""
ENGLISH = [(60, 20), (80, 24), (200, 60)]


@pytest.mark.parametrize(
    ("size", "translator"),
    [*((size, NL) for size in DUTCH), *((size, EN) for size in ENGLISH)],
    ids=lambda value: value.language if isinstance(value, Translator) else "x".join(map(str, value)),
)
def test_every_size_can_be_walked_through(size: tuple[int, int], translator: Translator) -> None:
    """No size breaks, and the keys lead to the end in both languages."""
    app = run_keys(
        "down", "space", "p", "w", "w", "enter", "enter", "slash", "type:a", "escape", "question_mark", "escape", "d",
        "enter", "enter", "enter", translator=translator, size=size, data=picker_data(today=THURSDAY),
    )  # fmt: skip
    assert isinstance(app.result, PickerResult)
    assert len(app.result.tips) == 5


def test_a_window_may_change_its_size() -> None:
    """The layout follows, and the cursor keeps its tip."""

    async def shrink(pilot: Pilot[PickerResult]) -> None:
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        await pilot.press("enter")
        await pilot.resize_terminal(100, 40)
        await pilot.pause()
        await pilot.press("escape", "space")

    assert run_keys("down", "down", "down", script=shrink).chosen == (3,)


def test_text_of_a_tip_is_never_markup() -> None:
    """Brackets are shown as they are written, on the shelf, in the card, in the tray and why."""
    keys = ("right", "down", "space")
    assert seen(*keys).count("[b]Ask[/b]") >= 3
    assert "[b]Ask[/b]" in seen(*keys, "w")


def test_it_may_begin_at_a_door() -> None:
    """The one that was pressed before the picker opened."""
    entry = run_keys(theme="small").current_entry
    assert entry is not None
    assert entry.theme is not None
    assert entry.theme.slug == "small"


def test_it_may_begin_with_a_proposal() -> None:
    """When that was asked for before."""
    assert run_keys(propose=True).chosen == (1, 3, 5, 7, 9)


def test_the_mouse_chooses_stars_reads_and_lets_go() -> None:
    """On the signs of a row, on the row, and in the tray."""

    async def press(pilot: Pilot[PickerResult]) -> None:
        await pilot.click(TipList, offset=(1, 2))
        await pilot.click(TipList, offset=(1, 1))
        await pilot.click(TipList, offset=(2, 1))
        await pilot.click(SelectionPanel, offset=(0, 1))

    picking = run_keys(script=press).state
    assert (picking.chosen, picking.stars) == ((1,), frozenset({1}))


def test_the_mouse_presses_keys_chips_and_the_way_on() -> None:
    """Everything that shows a key can be pressed."""

    async def press(pilot: Pilot[PickerResult]) -> None:
        await pilot.click("#often")
        await pilot.click(TipList, offset=(12, 1))
        await pilot.click("#keys", offset=(2, 0))

    app = run_keys(script=press)
    assert app.tip_filter == TipFilter(kind=TipKind.RITUAL)
    assert app.chosen == (1,)

    async def go_on(pilot: Pilot[PickerResult]) -> None:
        await pilot.click("#done")
        await pilot.pause()
        await pilot.click("#begin")

    chosen = run_keys("p", script=go_on).result
    assert chosen is not None
    assert chosen.tips == (1, 3, 5, 7, 9)


def test_a_second_press_on_a_row_opens_it() -> None:
    """And nothing happens on an empty line."""

    async def press(pilot: Pilot[PickerResult]) -> None:
        await pilot.click(TipList, offset=(20, 2))
        await pilot.click(TipList, offset=(20, 2))

    assert run_keys(script=press, size=(60, 20)).is_reading

    async def miss(pilot: Pilot[PickerResult]) -> None:
        await pilot.click(TipList, offset=(20, 5))

    assert run_keys(script=miss, size=(120, 40)).cursor_row == 0


@pytest.mark.parametrize("translator", [EN, NL], ids=["en", "nl"])
@pytest.mark.parametrize("width", [76, 80, 100])
def test_the_tray_shows_all_five(width: int, translator: Translator) -> None:
    """The minutes are said as shortly as the line above the five asks for, so that none of them is pushed out."""
    shown = seen(*FIVE, size=(width, 24), translator=translator).splitlines()
    heading = next(n for n, line in enumerate(shown) if translator.gettext("your five").upper() in line)
    tray = [line[line.rindex("┃" if "┃" in line else "│") :] for line in shown[heading : heading + 6]]
    assert "min" in tray[0]
    assert [line.count("●") for line in tray] == [0, 1, 1, 1, 1, 1]


def test_a_tip_in_the_tray_is_visited() -> None:
    """Also when the filter hid it."""

    async def press(pilot: Pilot[PickerResult]) -> None:
        await pilot.click(SelectionPanel, offset=(12, 2))

    app = run_keys("p", "slash", "type:chair", "enter", script=press)
    assert app.current_tip == 3
    assert app.tip_filter == TipFilter()


def test_the_start_of_the_journal_needs_no_past() -> None:
    """A shelf with nothing on it opens too."""
    app = run_keys(
        "down", "space", "p", "w", "escape", "d", data=picker_data(catalogue=Catalogue(), pickable=frozenset())
    )
    assert app.chosen == ()
