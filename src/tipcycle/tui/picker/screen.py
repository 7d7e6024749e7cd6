"""The main screen of the picker: `PickerScreenBase` composes and updates it, `PickerScreen` handles keys and clicks."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from tipcycle.i18n import Translator, accepted_hotkeys
from tipcycle.tui.picker import details, keys, texts
from tipcycle.tui.picker.confirm import ConfirmResult, ConfirmScreen
from tipcycle.tui.picker.filter import TipFilter, list_entries, parse_filter
from tipcycle.tui.picker.filter_bar import Chip, FilterBar
from tipcycle.tui.picker.keys import HelpScreen, KeyBar
from tipcycle.tui.picker.model import MessageKind, PickerData, PickerResult, PickerState
from tipcycle.tui.picker.selection_panel import SelectionPanel
from tipcycle.tui.picker.tip_list import MIN_WIDE_COLUMNS, TipList
from tipcycle.tui.picker.widgets import ReadingPane, TextButton


class PickerScreenBase(Screen[None]):
    """The widgets of the picker screen, their updates, and the focus."""

    AUTO_FOCUS = "#tips"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (MIN_WIDE_COLUMNS, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high"), (30, "-airy")]  # noqa: RUF012

    def __init__(self, data: PickerData, translator: Translator, *, theme: str | None, propose: bool) -> None:
        super().__init__()
        self._translator = translator
        self._initial_theme = theme
        self._starts_with_proposal = propose
        self._filter_terms = texts.filter_terms(data, translator)
        self.state = PickerState.initial(data)
        self.tip_filter = TipFilter()
        self.shows_reasons = False
        """True while the details pane shows the reasons for the selection."""

    def compose(self) -> ComposeResult:
        """Yield the widgets from top to bottom."""
        yield FilterBar(self._translator, id="filter", has_new_chip=bool(self.state.data.cycles_by_tip))
        with Horizontal(id="panes"):
            yield TipList(self.state, self._translator, id="tips")
            with Vertical(id="side"):
                with ReadingPane(id="details-pane"):
                    yield Static(id="details", markup=False)
                yield SelectionPanel(self.state, self._translator, id="selection")
        with Horizontal(id="status"):
            yield Static(id="message", markup=False)
            yield TextButton(keys.done_label(self._translator), id="done", focusable=False)
        yield KeyBar((), id="keys")

    def on_mount(self) -> None:
        """Show all tips; apply the proposal and the theme that were requested at the start."""
        self.query_one(FilterBar).input.cursor_blink = False
        self._apply_filter(TipFilter())
        self._set_state(self.state.fill_free_places() if self._starts_with_proposal else self.state)
        if self._initial_theme is not None:
            self.call_after_refresh(self.tip_list.move_to_theme, self._initial_theme)

    @property
    def tip_list(self) -> TipList:
        """The list of tips."""
        return self.query_one(TipList)

    @property
    def details_pane(self) -> ReadingPane:
        """The pane with the details of a tip."""
        return self.query_one("#details-pane", ReadingPane)

    @property
    def is_reading(self) -> bool:
        """True if the details pane has the focus."""
        return self.details_pane.has_focus

    def _set_state(self, state: PickerState) -> None:
        """Replace the state and update all widgets."""
        self.state = state
        self.tip_list.set_state(state)
        self.query_one(SelectionPanel).set_state(state)
        self.query_one("#done").set_class(bool(state.free_places), "-not-yet")
        self._update_message()
        self._update_details()

    def _update_message(self) -> None:
        self.query_one("#message", Static).update(texts.progress_text(self.state, self._translator))

    def _update_details(self) -> None:
        if self.shows_reasons:
            content = details.render_reasons(self.state, self._translator)
        else:
            content = details.render_details(self.tip_list.current_entry, self.state, self._translator)
        self.query_one("#details", Static).update(content)

    def _apply_filter(self, tip_filter: TipFilter) -> None:
        """Show the tips that match a filter."""
        self.tip_filter = tip_filter
        parsed_filter = parse_filter(tip_filter, self._filter_terms)
        self.query_one(FilterBar).show_filter(parsed_filter)
        entries = list_entries(self.state.data, self.state.stars, parsed_filter)
        self.tip_list.set_entries(entries, empty_text=texts.no_match_text(parsed_filter, self._translator))

    def on_descendant_focus(self) -> None:
        """Update the key bar for the widget that has the focus."""
        if self.query_one(FilterBar).input.has_focus:
            self.query_one(KeyBar).set_keys(keys.filter_keys(self._translator))
        else:
            get_keys = (
                keys.reasons_keys if self.shows_reasons else keys.details_keys if self.is_reading else keys.list_keys
            )
            self.query_one(KeyBar).set_keys(get_keys(self._translator))

    def _focus_details(self, *, show_reasons: bool) -> None:
        """Focus the details pane and show a tip or the reasons in it."""
        self.shows_reasons = show_reasons
        self._update_details()
        self.add_class("-reading")
        self.set_class(show_reasons, "-why")
        self.details_pane.scroll_home(animate=False)
        self.details_pane.focus()

    def _focus_list(self) -> None:
        """Focus the list of tips."""
        self.shows_reasons = False
        self.remove_class("-reading", "-why")
        self._update_details()
        self.tip_list.focus()


class PickerScreen(PickerScreenBase):
    """The picker screen: actions and event handlers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "choose", show=False),
        Binding("s", "star", show=False),
        Binding("slash", "search", show=False),
        Binding("h", "next_kind", show=False),
        Binding("asterisk", "only_starred", show=False),
        Binding("n", "only_new", show=False),
        Binding(",".join(accepted_hotkeys("propose")), "propose", show=False),
        Binding("w", "reasons", show=False),
        Binding(",".join(accepted_hotkeys("done")), "done", show=False),
        Binding("question_mark", "help", show=False),
        Binding("q", "leave", show=False),
        Binding(",".join(accepted_hotkeys("yes")), "confirm_leave", show=False),
        Binding("enter", "back", show=False),
        Binding("escape", "escape", show=False),
    ]

    def __init__(
        self,
        data: PickerData,
        translator: Translator,
        *,
        start: date | None,
        running: str | None,
        ask: str | None,
        theme: str | None,
        propose: bool,
        finish: Callable[[PickerResult], None],
    ) -> None:
        super().__init__(data, translator, theme=theme, propose=propose)
        self._start = start
        self._finish = finish
        self._confirm_result = ConfirmResult(None, running, ask)

    def action_choose(self) -> None:
        """Choose the tip under the cursor, or remove it."""
        if self.tip_list.current_tip is not None and not self.shows_reasons:
            self._set_state(self.state.toggle_tip(self.tip_list.current_tip))

    def action_star(self) -> None:
        """Add a star to the tip under the cursor, or remove it."""
        if self.tip_list.current_tip is not None and not self.shows_reasons:
            self._set_state(self.state.toggle_star(self.tip_list.current_tip))

    def action_propose(self) -> None:
        """Fill the free places with a proposal."""
        self._set_state(self.state.fill_free_places())

    def action_reasons(self) -> None:
        """Show the reasons for the selection, or return to the details."""
        self._focus_details(show_reasons=not self.shows_reasons)

    def action_search(self) -> None:
        """Focus the filter input."""
        self._focus_list()
        self.query_one(FilterBar).input.focus()

    def action_next_kind(self) -> None:
        """Filter by the next kind of tip."""
        self._apply_filter(self.tip_filter.with_next_kind())

    def action_only_starred(self) -> None:
        """Switch the filter for starred tips on or off."""
        self._apply_filter(replace(self.tip_filter, starred_only=not self.tip_filter.starred_only))

    def action_only_new(self) -> None:
        """Switch the filter for tips that were never picked on or off."""
        self._apply_filter(replace(self.tip_filter, new_only=not self.tip_filter.new_only))

    def action_back(self) -> None:
        """Focus the list of tips."""
        self._focus_list()

    def action_clear(self) -> None:
        """Clear the filter and focus the list of tips."""
        self.tip_list.anchor_cursor()
        self.query_one(FilterBar).input.value = ""
        self._apply_filter(TipFilter())
        self._focus_list()

    def action_escape(self) -> None:
        """Cancel the innermost of: the question about quitting, the details pane, the filter, the picker."""
        if self.is_confirming_leave:
            self._set_state(self.state.clear_message())
        elif self.is_reading or self.shows_reasons:
            self._focus_list()
        elif not self.tip_filter.is_empty:
            self.action_clear()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Quit and keep only the changes of stars. Asks once if tips are chosen."""
        if self.is_confirming_leave or not self.state.chosen:
            self._finish(self.state.cancelled_result())
            return
        self._focus_list()
        self._set_state(self.state.ask_leave())

    @property
    def is_confirming_leave(self) -> bool:
        """True while the screen asks whether to quit."""
        return self.state.message is not None and self.state.message.kind is MessageKind.CONFIRM_LEAVE

    def action_confirm_leave(self) -> None:
        """Quit, if the screen asks whether to quit."""
        if self.is_confirming_leave:
            self.action_leave()

    def action_help(self) -> None:
        """Show the help screen."""
        self.app.push_screen(HelpScreen(self._translator))

    def action_done(self) -> None:
        """Show the confirm screen, or the number of missing tips."""
        state = self.state.check_complete()
        self._set_state(state)
        if not state.free_places:
            self.app.push_screen(
                ConfirmScreen(state, self._translator, self._confirm_result, start=self._start),
                callback=self._handle_confirm_result,
            )

    def _handle_confirm_result(self, result: ConfirmResult | None) -> None:
        if result is None:
            return
        self._confirm_result = result
        if result.confirmed:
            self._finish(
                replace(
                    self.state.result(start=result.start, running=result.running, plans=result.plans), ask=result.ask
                )
            )

    @on(Input.Changed, "#filter-text")
    def _handle_filter_input(self, event: Input.Changed) -> None:
        self._apply_filter(replace(self.tip_filter, text=event.value))

    @on(TipList.Highlighted)
    def _handle_highlighted(self) -> None:
        self.shows_reasons = False
        if self.state.message is not None:
            self.state = replace(self.state, message=None)
            self._update_message()
        self._update_details()
        self.details_pane.scroll_home(animate=False)

    @on(TipList.Opened)
    def _handle_opened(self) -> None:
        self._focus_details(show_reasons=False)

    @on(TipList.SymbolClicked)
    def _handle_symbol_clicked(self, event: TipList.SymbolClicked) -> None:
        self._set_state(self.state.toggle_star(event.tip) if event.is_star else self.state.toggle_tip(event.tip))

    @on(SelectionPanel.RemoveRequested)
    def _handle_remove_requested(self, event: SelectionPanel.RemoveRequested) -> None:
        self._set_state(self.state.remove_tip(event.tip))

    @on(SelectionPanel.TipClicked)
    def _handle_tip_clicked(self, event: SelectionPanel.TipClicked) -> None:
        self._focus_list()
        if event.tip not in {entry.tip.id for entry in self.tip_list.entries if entry.tip}:
            self.action_clear()
        self.tip_list.move_to_tip(event.tip)

    @on(Chip.Pressed)
    async def _handle_chip_pressed(self, event: Chip.Pressed) -> None:
        await self.app.run_action(event.action, self)

    @on(TextButton.Pressed, "#done")
    def _handle_done_pressed(self) -> None:
        self.action_done()
