"""The last screen of the picker: the five tips, the activity to keep running, the start, and a first step for today.

Includes `StartSelector`, the choice between two Mondays.
"""

from datetime import date
from typing import ClassVar

from msgspec import Struct
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from tipcycle.core.tips import quickest_tip
from tipcycle.core.weeks import Week, requested_monday
from tipcycle.i18n import Translator, accepted_hotkeys
from tipcycle.render.labels import kind_label, tip_number, tip_title
from tipcycle.tui.picker.keys import KeyBar, confirm_keys
from tipcycle.tui.picker.model import PickerState
from tipcycle.tui.picker.texts import balance_text, first_step_text, touchstone_line, weekly_time_text
from tipcycle.tui.picker.tip_list import MIN_WIDE_COLUMNS
from tipcycle.tui.picker.tip_rows import CHOSEN_SYMBOL, CURSOR_SYMBOL, FREE_SYMBOL
from tipcycle.tui.picker.widgets import ReadingPane, TextButton


class StartSelector(Widget, can_focus=True):
    """A choice between two start dates: the next Monday, or the Monday of this week."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(("up", "left", *accepted_hotkeys("monday"))), "select(0)", show=False),
        Binding(",".join(("down", "right", *accepted_hotkeys("now"))), "select(1)", show=False),
        Binding("space", "switch", show=False),
        Binding("enter", "submit", show=False),
    ]

    class Submitted(Message):
        """Posted on Enter."""

    def __init__(self, mondays: tuple[date, date], translator: Translator, *, id: str) -> None:
        super().__init__(id=id)
        _ = translator.gettext
        hotkeys = translator.facts.hotkeys
        self._options = ((hotkeys.monday, translator.full_date(mondays[0])), (hotkeys.now, _("right now")))
        self.selected_index = 0
        """The index of the selected Monday: 0 or 1."""

    def render(self) -> Text:
        """Return the two options, one on each line."""
        lines = Text(no_wrap=True)
        for index, (key, label) in enumerate(self._options):
            is_selected = index == self.selected_index
            cursor = CURSOR_SYMBOL if is_selected and self.has_focus else " "
            style = "reverse" if is_selected and self.has_focus else "bold" if is_selected else ""
            lines.append("\n" if index else "")
            key_text = key if self.has_focus else " "  # the key works only with the focus
            lines.append(f"{cursor}{CHOSEN_SYMBOL if is_selected else FREE_SYMBOL} {key_text}  {label}", style=style)
        return lines

    def action_select(self, index: int) -> None:
        """Select an option."""
        self.selected_index = index
        self.refresh()

    def action_switch(self) -> None:
        """Select the other option."""
        self.action_select(1 - self.selected_index)

    def action_submit(self) -> None:
        """Post `Submitted`."""
        self.post_message(self.Submitted())

    def on_click(self, event: events.Click) -> None:
        """Select the option that was clicked."""
        if event.y in (0, 1):
            self.action_select(event.y)


class ConfirmResult(Struct, frozen=True):
    """The result of the confirm screen."""

    start: date | None
    running: str | None
    confirmed: bool
    """False if the user went back to the tips. The input is kept for the next visit."""


class ConfirmScreen(Screen[ConfirmResult]):
    """The summary of the selection, and the last questions."""

    AUTO_FOCUS = "#running"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]

    def __init__(
        self, state: PickerState, translator: Translator, previous: ConfirmResult, *, start: date | None
    ) -> None:
        super().__init__()
        self._state = state
        self._translator = translator
        self._previous = previous
        self._requested_start = start
        """A start date from the command line. It is shown and not asked for."""
        self._mondays = () if start is not None else state.data.start_options

    def compose(self) -> ComposeResult:
        """Yield the widgets from top to bottom."""
        _ = self._translator.gettext
        with ReadingPane(id="confirm", can_focus=False):
            yield Static(id="five")
            yield Static(_("What must simply keep running meanwhile? (may stay empty; Enter goes on)"), markup=False)
            with Horizontal(id="running-line"):
                yield Static("> ", id="prompt", markup=False)
                yield Input(self._previous.running or "", id="running", compact=True, select_on_focus=False)
            yield Static(self._start_text(), id="when", markup=False)
            if len(self._mondays) == 2:
                yield StartSelector((self._mondays[0], self._mondays[1]), self._translator, id="start")
            yield Static(render_first_step(self._state, self._translator), id="today")
        with Horizontal(id="ways"):
            yield TextButton(_("begin"), id="begin")
            yield TextButton(_("back to the tips"), id="back")
        yield KeyBar(confirm_keys(self._translator), id="keys")

    def on_mount(self) -> None:
        """Restore the input of an earlier visit."""
        for selector in self.query(StartSelector):
            selector.selected_index = int(self._previous.start is not None)
        self.query_one("#running", Input).cursor_blink = False

    def on_resize(self, event: events.Resize) -> None:
        """Redraw the five tips. On a narrow screen the kind of tip is left out, to make space for the titles."""
        self.query_one("#five", Static).update(
            render_five(self._state, self._translator, show_kind=event.size.width >= MIN_WIDE_COLUMNS)
        )

    def on_descendant_focus(self) -> None:
        """Scroll to the end when a button gets the focus, and update the key bar."""
        if isinstance(self.focused, TextButton):
            self.query_one("#confirm", ReadingPane).scroll_end(animate=False)
        if self.focused is not None:
            self.query_one(KeyBar).set_keys(confirm_keys(self._translator, self.focused.id or ""))

    def _start_text(self) -> str:
        _ = self._translator.gettext
        data = self._state.data
        if len(self._mondays) == 2:
            return _("Today is {weekday}. When do you begin?").format(weekday=self._translator.weekday_name(data.today))
        start = requested_monday(self._requested_start) if self._requested_start else self._mondays[0]
        if data.earliest_start is not None and start <= data.earliest_start:
            start = data.earliest_start
            return _("You begin on {day}, after the cycle before.").format(day=self._translator.full_date(start))
        if start == Week.of(data.today).monday:
            return _("You begin this week.")
        return _("You begin on {day}.").format(day=self._translator.full_date(start))

    def _build_result(self, *, confirmed: bool) -> ConfirmResult:
        running = "".join(char for char in self.query_one("#running", Input).value if char.isprintable())
        selected_indices = [selector.selected_index for selector in self.query(StartSelector)]
        start = self._mondays[1] if any(selected_indices) else self._requested_start
        return ConfirmResult(start, running.strip() or None, confirmed)

    def _close(self, *, confirmed: bool) -> None:
        if self.is_current:  # a double click presses a button twice
            self.dismiss(self._build_result(confirmed=confirmed))

    def action_back(self) -> None:
        """Return to the tips, with the input kept."""
        self._close(confirmed=False)

    def action_next(self) -> None:
        """Focus the next widget."""
        self.focus_next()

    @on(Input.Submitted)
    @on(StartSelector.Submitted)
    def _handle_answer_submitted(self) -> None:
        self.focus_next()

    @on(TextButton.Pressed, "#begin")
    def action_begin(self) -> None:
        """Confirm the selection."""
        self._close(confirmed=True)

    @on(TextButton.Pressed, "#back")
    def _handle_back_pressed(self) -> None:
        self.action_back()


def render_five(state: PickerState, translator: Translator, *, show_kind: bool) -> RenderableType:
    """Return the five tips, their weekly time and balance, and the touchstone.

    With `show_kind` the kind of each tip is added.
    """
    _ = translator.gettext
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_column(no_wrap=True)
    catalogue = state.data.catalogue
    for number in state.five:
        tip = catalogue.tips.get(number)
        kind = kind_label(tip.kind, translator) if tip and show_kind else ""
        grid.add_row(
            Text(tip_number(number), style="cyan"),
            Text(tip_title(number, catalogue, translator), style="bold"),
            Text(kind, style="dim"),
        )
    summary = [weekly_time_text(state, translator), balance_text(state, translator)]
    parts: list[RenderableType] = [grid, Text(""), Text(" ".join(summary).strip())]
    if state.data.touchstone is not None:
        parts.append(Text(touchstone_line(state.data.touchstone, translator), style="italic"))
    return Group(Text(_("your five").upper(), style="dim"), *parts)


def render_first_step(state: PickerState, translator: Translator) -> RenderableType:
    """Return the shortest first step of the five tips, which can be taken today; empty if there is none."""
    tip = quickest_tip(state.five_tips)
    if tip is None:
        return Text("")
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_row(Text(tip_number(tip.id), style="cyan"), Text(tip.text(translator.language).steps[0]))
    return Group(Text(first_step_text(tip, translator)), grid)
