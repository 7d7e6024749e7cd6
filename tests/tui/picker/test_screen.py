"""The main screen of the picker, driven by keys and mouse."""

from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.picker.driver import CATALOGUE, EN, NL, THURSDAY, ScreenPick, picker_data, run_keys
from tipcycle.core.tips import Catalogue, TipKind
from tipcycle.i18n import Translator
from tipcycle.tui.picker.filter import TipFilter
from tipcycle.tui.picker.model import PickerResult
from tipcycle.tui.picker.selection_panel import SelectionPanel
from tipcycle.tui.picker.tip_list import TipList

FIVE_KEYS = ("down", "space") * 4 + ("down", "down", "space")
"""The keys that choose the four tips of the first theme and the first tip of the second."""


def screen_after(*keys: str, **options: Any) -> str:
    """Return the screen text after these keys."""
    return run_keys(*keys, **options).screen


def test_screen_opens_at_the_first_theme() -> None:
    """The question of the theme is on the right, and five places are free."""
    screen = screen_after()
    assert "▸ Lead as a person" in screen
    assert "How can they tell that you" in screen
    assert screen.count("○") == 5


def test_details_follow_the_cursor() -> None:
    screen = screen_after("down", size=(100, 60))
    for expected in (
        "Do it once a week, yourself.",
        "1 Put it in your diary.",
        "every week, about 20 min a week",
        "A shop:",
    ):
        assert expected in screen
    assert "Does it still stand?" in screen_after("down", "down", "down", size=(140, 60))


def test_space_toggles_a_tip() -> None:
    """The list and the selection panel have the sign of a chosen tip."""
    run = run_keys("down", "space")
    assert "▸●  01 Walk to the desk" in run.screen
    assert "● 01 Walk to the desk" in run.screen
    assert run.chosen == (1,)
    assert run_keys("down", "space", "space").chosen == ()


def test_space_and_s_do_nothing_on_a_theme() -> None:
    assert run_keys("space", "s").chosen == ()


def test_sixth_tip_shows_a_message() -> None:
    """The choice stays unchanged."""
    run = run_keys(*FIVE_KEYS, "down", "space")
    assert run.chosen == (1, 2, 3, 4, 5)
    assert "Five is five. Let go of one first." in run.screen


def test_message_disappears_when_the_cursor_moves() -> None:
    assert "You have your five. d continues." in screen_after(*FIVE_KEYS, "down", "space", "down")


def test_s_toggles_a_star() -> None:
    """Changed stars are also in the result of a manager who leaves."""
    assert run_keys("down", "s", "q").result == PickerResult((), stars_added=(1,))
    assert run_keys("down", "s", "s", "q").result == PickerResult(())
    assert run_keys("down", "s", "q", data=picker_data(starred=frozenset({1}))).result == PickerResult(
        (), stars_removed=(1,)
    )


def test_extended_tip_has_the_first_place() -> None:
    """It has its own sign, and space does not choose it."""
    data = picker_data(extended_tips=(1,), cycles_by_tip={1: (1,)})
    screen = screen_after("down", "space", data=data)
    assert "↻ 01 Walk to the desk" in screen
    assert "01 continues, and keeps its place." in screen
    assert "picked in cycle 1" in screen


def test_implemented_tip_cannot_be_chosen() -> None:
    """It has its own sign."""
    data = picker_data(pickable=frozenset(CATALOGUE.tips) - {1}, cycles_by_tip={1: (1,)})
    screen = screen_after("down", "space", data=data)
    assert "▸■" in screen
    assert "01 stays already and needs no place." in screen


@pytest.mark.parametrize("key", ["p", "v"])
def test_p_and_v_propose_tips(key: str) -> None:
    """These are the English and the Dutch key. Tips that were chosen by hand stay."""
    assert run_keys("down", "down", "space", key).chosen == (2, 1, 3, 5, 7)
    assert run_keys("down", "down", "space", key, key).chosen == (2, 5, 7, 9, 1)
    assert "◇ 05" in screen_after(key)


def test_w_shows_the_reason_for_each_tip() -> None:
    """The reasons replace the details until the next w or Esc."""
    screen = screen_after("down", "down", "space", "p", "w", size=(100, 50))
    assert "WHY THESE" in screen
    assert "your own choice" in screen
    assert screen.count("because of round 0") == 4
    assert "WHY THESE" not in screen_after("p", "w", "w")
    assert "WHY THESE" not in screen_after("p", "w", "escape")
    assert "Nothing is chosen yet." in screen_after("w")


def test_new_proposal_updates_the_reasons() -> None:
    assert "because of round 1" in screen_after("p", "w", "p", size=(100, 50))


def test_typing_filters_the_list() -> None:
    """Letters go to the filter only while it has the focus."""
    run = run_keys("slash", "type:chair", "enter")
    assert run.listed == (10,)
    assert run_keys("slash", "type:chair", "enter", "space").chosen == (10,)
    assert run_keys("slash", "type:q s p d ").chosen == ()
    assert run_keys("slash", "type:q").result is None


def test_escape_clears_the_filter() -> None:
    """The cursor stays on its tip."""
    run = run_keys("slash", "type:chair", "escape")
    assert run.tip_filter == TipFilter()
    assert run.current_tip == 10
    assert run.result is None


def test_search_without_matches_shows_a_message() -> None:
    """Keys on an empty list do nothing."""
    screen = screen_after(
        "slash", "type:xylophone", "enter", "space", "s", "down", "up", "pagedown", "left", "home", "enter"
    )
    assert "no tip speaks of this: xylophone" in screen


def test_star_filter_without_stars_shows_a_message() -> None:
    assert "No tip is like that." in screen_after("asterisk")


def test_keys_set_the_filters() -> None:
    """Brackets mark the active filters."""
    data = picker_data(starred=frozenset({9}), cycles_by_tip={2: (1,)})
    assert run_keys("h", "h", data=data).tip_filter == TipFilter(kind=TipKind.REFLEX)
    screen = screen_after("h", "h", "asterisk", "n", data=data)
    for label in ("[h when it arises]", "[* ★]", "[n new]"):
        assert label in screen
    assert "09 Carry the parcel" in screen


def test_new_filter_is_hidden_before_the_first_pick() -> None:
    assert " n new" not in screen_after()


def test_typed_label_marks_its_filter_as_active() -> None:
    assert "[h every week]" in screen_after("slash", "type:every week")


def test_escape_closes_details_then_filter_then_picker() -> None:
    assert run_keys("enter", "escape").result is None
    assert run_keys("h", "escape").tip_filter == TipFilter()
    assert run_keys("h", "escape", "escape").result == PickerResult(())


@pytest.mark.parametrize("key", ["q", "escape"])
def test_leaving_without_chosen_tips_asks_nothing(key: str) -> None:
    assert run_keys(key).result == PickerResult(())


@pytest.mark.parametrize("key", ["q", "escape"])
def test_leaving_with_chosen_tips_asks_once(key: str) -> None:
    """y and q leave and return the abandoned tips. Esc and any other key stay."""
    assert "Leave without your five?" in run_keys(*FIVE_KEYS, key).screen
    assert len(run_keys(*FIVE_KEYS, key, "y").result.abandoned) == 5
    assert len(run_keys(*FIVE_KEYS, key, "q").result.abandoned) == 5
    assert run_keys(*FIVE_KEYS, key, "escape").result is None
    assert run_keys(*FIVE_KEYS, key, "down", "y").result is None
    assert run_keys(*FIVE_KEYS, "y").result is None


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
def test_ctrl_c_and_ctrl_q_interrupt_everywhere(key: str) -> None:
    """The keys work in the list, in the filter, on the confirmation screen and in the help."""
    for keys in ((), ("slash",), (*FIVE_KEYS, "d"), ("question_mark",)):
        run = run_keys(*keys, key)
        assert run.interrupted
        assert run.result is not None
        assert run.result.tips == ()


def test_dutch_keys_for_yes_and_done_work_in_the_list() -> None:
    """`j` and `k` cannot move the cursor: in Dutch they mean yes and done."""
    assert len(run_keys("p", "q", "j", translator=NL).result.abandoned) == 5
    assert "JE VIJF" in run_keys("p", "k", translator=NL).screen.splitlines()[0]


def test_d_states_how_many_tips_are_missing() -> None:
    assert "5 more, then your five are complete." in screen_after("d")
    assert "One more, then your five are complete." in screen_after(*FIVE_KEYS[:-3], "d")


def test_help_opens_and_closes() -> None:
    """Five keys close it, and the choice stays unchanged."""
    for key in ("escape", "enter", "q", "question_mark", "space"):
        run = run_keys("down", "space", "question_mark", key)
        assert run.chosen == (1,)
        assert run.result is None
    assert "runs for another cycle" in screen_after("question_mark")


def test_cursor_moves_by_line_page_and_theme() -> None:
    """The cursor stops at both ends."""

    def row_after(*keys: str) -> int:
        return run_keys(*keys).cursor_row

    last_row = len(CATALOGUE.tips) + 4 - 1
    assert row_after("up") == 0
    assert row_after("end") == row_after("end", "down") == row_after(*["pagedown"] * 9) == last_row
    assert row_after("end", "home") == row_after(*["pagedown"] * 3, *["pageup"] * 9) == 0
    assert row_after("right") == 5
    assert row_after("right", "right", "left") == 5
    assert row_after(*["right"] * 9) == 13


def test_filter_changes_keep_the_cursor_on_its_tip() -> None:
    run = run_keys("down", "down", "down", "h", "h", "h", "h")
    assert run.current_tip == 3


def test_narrow_screen_shows_the_list_or_the_details() -> None:
    """Enter switches between them, and Esc goes back to the list."""
    assert "Do it once a week" not in screen_after("down", size=(60, 20))
    details = screen_after("down", "enter", size=(60, 20))
    assert "Do it once a week, yourself." in details
    assert "Say aloud" not in details
    assert "Say aloud" in screen_after("down", "enter", "enter", size=(60, 20))
    assert "Say aloud" in screen_after("down", "enter", "escape", size=(60, 20))


def test_tip_can_be_chosen_and_starred_in_narrow_details() -> None:
    """The selection panel stays visible."""
    run = run_keys("down", "enter", "space", "s", size=(60, 20))
    assert (run.chosen, run.state.stars) == ((1,), frozenset({1}))
    assert "YOUR FIVE  ●01" in screen_after("down", "enter", "space", size=(60, 20))


def test_narrow_list_has_the_question_of_the_theme() -> None:
    """On a wide screen the question is only in the details."""
    assert "How can they tell" in screen_after(size=(60, 20))
    assert screen_after(size=(80, 24)).count("How can they tell") == 1


def test_long_details_scroll_to_their_end() -> None:
    assert "Do not make a show of it." in screen_after("down", "enter", *["down"] * 40, size=(60, 20))


DUTCH_SIZES = [(60, 20), (80, 24), (76, 24), (75, 24), (80, 23), (120, 40), (30, 10), (12, 5)]
"""Dutch texts are longer, so Dutch runs at every size. English runs at a small, a usual and a large size."""
ENGLISH_SIZES = [(60, 20), (80, 24), (200, 60)]


@pytest.mark.parametrize(
    ("size", "translator"),
    [*((size, NL) for size in DUTCH_SIZES), *((size, EN) for size in ENGLISH_SIZES)],
    ids=lambda value: value.language if isinstance(value, Translator) else "x".join(map(str, value)),
)
def test_every_size_works_from_start_to_end(size: tuple[int, int], translator: Translator) -> None:
    with ScreenPick(picker_data(today=THURSDAY), translator, size=size) as pick:
        pick.press("down", "space", "p", "w", "w", "enter", "enter", "slash", "a", "escape", "question_mark", "escape")
        assert len(pick.confirm().begin().tips) == 5


def test_resize_keeps_the_cursor_on_its_tip() -> None:

    async def resize(pilot: Pilot[PickerResult]) -> None:
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        await pilot.press("enter")
        await pilot.resize_terminal(100, 40)
        await pilot.pause()
        await pilot.press("escape", "space")

    assert run_keys("down", "down", "down", script=resize).chosen == (3,)


def test_tip_text_is_never_markup() -> None:
    """Brackets are unchanged in the list, the details, the selection panel and the reasons."""
    keys = ("right", "down", "space")
    assert screen_after(*keys).count("[b]Ask[/b]") >= 3
    assert "[b]Ask[/b]" in screen_after(*keys, "w")


def test_theme_option_sets_the_first_theme() -> None:
    entry = run_keys(theme="small").current_entry
    assert entry is not None
    assert entry.theme is not None
    assert entry.theme.slug == "small"


def test_propose_option_begins_with_a_proposal() -> None:
    assert run_keys(propose=True).chosen == (1, 3, 5, 7, 9)


def test_mouse_stars_chooses_and_removes_tips() -> None:
    """Clicks work on the signs of a row, on the row and in the selection panel."""

    async def click(pilot: Pilot[PickerResult]) -> None:
        await pilot.click(TipList, offset=(1, 2))
        await pilot.click(TipList, offset=(1, 1))
        await pilot.click(TipList, offset=(2, 1))
        await pilot.click(SelectionPanel, offset=(0, 1))

    state = run_keys(script=click).state
    assert (state.chosen, state.stars) == ((1,), frozenset({1}))


def test_mouse_clicks_filters_keys_and_done() -> None:

    async def click_filter_and_key(pilot: Pilot[PickerResult]) -> None:
        await pilot.click("#kind")
        await pilot.click(TipList, offset=(12, 1))
        await pilot.click("#keys", offset=(2, 0))

    run = run_keys(script=click_filter_and_key)
    assert run.tip_filter == TipFilter(kind=TipKind.RITUAL)
    assert run.chosen == (1,)

    async def click_done_and_begin(pilot: Pilot[PickerResult]) -> None:
        await pilot.click("#done")
        await pilot.pause()
        await pilot.click("#begin")

    result = run_keys("p", script=click_done_and_begin).result
    assert result is not None
    assert result.tips == (1, 3, 5, 7, 9)


def test_second_click_on_a_row_opens_its_details() -> None:
    """A click on an empty line does nothing."""

    async def click_twice(pilot: Pilot[PickerResult]) -> None:
        await pilot.click(TipList, offset=(20, 2))
        await pilot.click(TipList, offset=(20, 2))

    assert run_keys(script=click_twice, size=(60, 20)).is_reading

    async def click_empty_line(pilot: Pilot[PickerResult]) -> None:
        await pilot.click(TipList, offset=(20, 5))

    assert run_keys(script=click_empty_line, size=(120, 40)).cursor_row == 0


@pytest.mark.parametrize("translator", [EN, NL], ids=["en", "nl"])
@pytest.mark.parametrize("width", [76, 80, 100])
def test_selection_panel_shows_all_five_tips(width: int, translator: Translator) -> None:
    """The text for the minutes is short enough to leave room for every tip."""
    lines = screen_after(*FIVE_KEYS, size=(width, 24), translator=translator).splitlines()
    heading = next(n for n, line in enumerate(lines) if translator.gettext("your five").upper() in line)
    panel = [line[line.rindex("┃" if "┃" in line else "│") :] for line in lines[heading : heading + 6]]
    assert "min" in panel[0]
    assert [line.count("●") for line in panel] == [0, 1, 1, 1, 1, 1]


def test_click_in_the_selection_panel_goes_to_the_tip() -> None:
    """The filter is cleared if it hides the tip."""

    async def click_second_tip(pilot: Pilot[PickerResult]) -> None:
        await pilot.click(SelectionPanel, offset=(12, 2))

    run = run_keys("p", "slash", "type:chair", "enter", script=click_second_tip)
    assert run.current_tip == 3
    assert run.tip_filter == TipFilter()


def test_empty_catalogue_works() -> None:
    run = run_keys(
        "down", "space", "p", "w", "escape", "d", data=picker_data(catalogue=Catalogue(), pickable=frozenset())
    )
    assert run.chosen == ()
