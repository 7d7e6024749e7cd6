"""The last screen of the picker: the five tips with their moments, the last questions, the start, and a first step.

A screen for the whole choice: nothing is saved here, and Esc goes one step back.
"""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from msgspec import Struct, field
from rich.cells import cell_len, set_cell_size
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static, Tab, Tabs
from textual.widgets.option_list import Option

from tipcycle.core.tips import quickest_tip
from tipcycle.core.weeks import Week, requested_monday
from tipcycle.i18n import Translator, accepted_hotkeys
from tipcycle.render.labels import kind_label, tip_number, tip_title
from tipcycle.render.text_layout import wrap_text
from tipcycle.tui.picker.keys import KeyBar, confirm_keys
from tipcycle.tui.picker.model import PickerState
from tipcycle.tui.picker.texts import balance_text, first_step_text, reason_text, touchstone_line, weekly_time_text
from tipcycle.tui.picker.tip_list import MIN_WIDE_COLUMNS
from tipcycle.tui.picker.tip_rows import CHOSEN_SYMBOL, FREE_SYMBOL
from tipcycle.tui.picker.widgets import CursorList, TextButton, use_thin_scrollbar

MIN_REASONS_ROWS = 30
"""Height from which the list has a line with the reason for each tip."""
MIN_KIND_COLUMNS = MIN_WIDE_COLUMNS - 4
MAX_TEXT_COLUMNS, PAGE_MARGIN = 90, 4
"""The width of the text, as in the style sheet; the margin has the padding and the scroll bar."""


class ConfirmResult(Struct, frozen=True):
    """The result of the confirm screen."""

    start: date | None
    running: str | None
    ask: str | None = None
    """Role of the person who may ask about the five."""
    plans: Mapping[int, str] = field(default_factory=dict)
    """The moments that the user changed, by tip."""
    confirmed: bool = False
    """False if the user went back to the tips. The input is kept for the next visit."""


class MomentList(CursorList):
    """The five. As everywhere on this screen, Enter goes on to the next question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.next", show=False),
        Binding("space", "select", show=False),
    ]


class ConfirmScreen(Screen[ConfirmResult]):
    """The summary of the selection, and the last questions."""

    AUTO_FOCUS = "#five"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("enter", "next", show=False),
        Binding("up", "up", show=False),
        Binding("down", "next", show=False),
        Binding(",".join(accepted_hotkeys("monday")), "start('monday')", show=False),
        Binding(",".join(accepted_hotkeys("now")), "start('now')", show=False),
    ]

    def __init__(
        self, state: PickerState, translator: Translator, previous: ConfirmResult, *, start: date | None
    ) -> None:
        super().__init__()
        self._state = state
        self._translator = translator
        self._previous = previous
        self._plans = dict(previous.plans)
        self._requested_start = start
        """A start date from the command line. It is shown and not asked for."""
        self._mondays = () if start is not None else state.data.start_options

    def compose(self) -> ComposeResult:
        """Yield the widgets from top to bottom."""
        _ = self._translator.gettext
        with Vertical(id="confirm"):
            yield Static(Text(_("your five").upper(), style="dim"))
            yield MomentList(id="five", markup=False, compact=True)
            with Horizontal(id="moment-line", classes="input-line"):
                yield Static("> ", markup=False)
                yield Input(id="moment", compact=True, select_on_focus=False)
            yield Static(render_summary(self._state, self._translator), id="summary")
            yield Static(_("What must simply keep running meanwhile? (optional; Enter continues)"), markup=False)
            with Horizontal(id="running-line", classes="input-line"):
                yield Static("> ", markup=False)
                yield Input(self._previous.running or "", id="running", compact=True, select_on_focus=False)
            with Horizontal(id="ask-line", classes="input-line"):
                yield Static(f"{_('Who may ask you about it? (a role, optional)')} > ", markup=False)
                yield Input(self._previous.ask or "", id="ask", compact=True, select_on_focus=False)
            yield Static(self._start_text(), id="when", markup=False)
            if len(self._mondays) == 2:
                yield Tabs(
                    Tab("", id="monday"),
                    Tab("", id="now"),
                    id="start",
                    active="now" if self._previous.start is not None else "monday",
                )
            yield Static(render_first_step(self._state, self._translator), id="today")
        with Horizontal(id="buttons"):
            yield TextButton(_("begin"), id="begin")
            yield TextButton(_("back to the tips"), id="back")
        yield KeyBar(confirm_keys(self._translator), id="keys")

    def on_mount(self) -> None:
        """Fill the list and the start."""
        for text_input in self.query(Input):
            text_input.cursor_blink = False
        use_thin_scrollbar(self.query_one("#confirm").vertical_scrollbar)
        self._update_start()

    def on_resize(self, event: events.Resize) -> None:
        """Redraw the five tips. A low screen leaves out the reasons."""
        five = self.query_one(CursorList)
        highlighted = five.highlighted or 0
        width = min(MAX_TEXT_COLUMNS, event.size.width - PAGE_MARGIN)
        five.set_options(
            Option(
                render_choice(
                    tip,
                    self._state,
                    self._translator,
                    self._plans,
                    width,
                    show_reason=event.size.height >= MIN_REASONS_ROWS,
                ),
                id=str(tip),
            )
            for tip in self._state.five
        )
        five.highlighted = highlighted

    def on_descendant_focus(self) -> None:
        """Scroll to the end when a button gets the focus, and update the key bar."""
        if isinstance(self.focused, TextButton):
            self.query_one("#confirm").scroll_end(animate=False)
        self.set_class(self.focused is not None and self.focused.id == "moment", "-editing")
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

    @property
    def _starts_now(self) -> bool:
        return any(tabs.active == "now" for tabs in self.query(Tabs))

    @on(Tabs.TabActivated)
    def _update_start(self) -> None:
        """Mark the selected start with a symbol too, for screens without colour."""
        hotkeys, _ = self._translator.facts.hotkeys, self._translator.gettext
        for tabs in self.query(Tabs):
            monday = f"{hotkeys.monday} {self._translator.full_date(self._mondays[0])}"
            for id, label in (("monday", monday), ("now", f"{hotkeys.now} {_('right now')}")):
                symbol = CHOSEN_SYMBOL if tabs.active == id else FREE_SYMBOL
                tabs.query_one(f"#{id}", Tab).label = f"{symbol} {label}"

    def action_start(self, start: str) -> None:
        """Select one of the two starts."""
        for tabs in self.query(Tabs):
            tabs.active = start

    @on(OptionList.OptionSelected)
    def action_edit(self) -> None:
        """Ask for another moment for the highlighted tip."""
        tip = self._state.five[self.query_one(CursorList).highlighted or 0]
        text_input = self.query_one("#moment", Input)
        text_input.value = self._state.moment(tip, self._plans, self._translator.language)
        text_input.cursor_position = len(text_input.value)
        self.add_class("-editing")
        text_input.focus()

    @on(Input.Submitted, "#moment")
    def _handle_moment(self, event: Input.Submitted) -> None:
        """Keep the moment. An empty one stands for the moment of the catalogue."""
        five = self.query_one(CursorList)
        tip = self._state.five[five.highlighted or 0]
        text = printable(event.value)
        if text != self._state.moment(tip, self._plans, self._translator.language):
            self._plans[tip] = text
        self.on_resize(events.Resize(self.size, self.size))
        five.focus()

    def _close(self, *, confirmed: bool) -> None:
        if self.is_current:  # a double click presses a button twice
            running = printable(self.query_one("#running", Input).value) or None
            start = self._mondays[1] if self._starts_now else self._requested_start
            ask = printable(self.query_one("#ask", Input).value) or None
            self.dismiss(ConfirmResult(start, running, ask, self._plans, confirmed))

    def action_back(self) -> None:
        """Return to the list of the five while a moment is edited, or else to the tips, with the input kept."""
        if self.has_class("-editing"):
            self.query_one(CursorList).focus()
        else:
            self._close(confirmed=False)

    def action_next(self) -> None:
        """Focus the next widget."""
        self.focus_next()

    def action_up(self) -> None:
        """Focus the widget before; from a moment, return to the list."""
        if self.has_class("-editing"):
            self.action_back()
        elif self.focused is not self.query_one(CursorList):
            self.focus_previous()

    @on(Input.Submitted, "#running, #ask")
    def _handle_answer_submitted(self) -> None:
        self.focus_next()

    @on(TextButton.Pressed, "#begin")
    def action_begin(self) -> None:
        """Confirm the selection."""
        self._close(confirmed=True)

    @on(TextButton.Pressed, "#back")
    def _handle_back_pressed(self) -> None:
        self.action_back()


def printable(text: str) -> str:
    """Return the text of an input field without control characters and outer blanks."""
    return "".join(char for char in text if char.isprintable()).strip()


def render_choice(
    tip: int, state: PickerState, translator: Translator, plans: Mapping[int, str], width: int, *, show_reason: bool
) -> Text:
    """Return a chosen tip in lines of `width` cells: number, title and kind, moment, and the reason for the choice.

    A narrow screen leaves out the kind, to make space for the title.
    """
    catalogue = state.data.catalogue
    catalogue_tip = catalogue.tips.get(tip)
    number = tip_number(tip)
    indent = " " * (len(number) + 1)
    kind = kind_label(catalogue_tip.kind, translator) if catalogue_tip and width >= MIN_KIND_COLUMNS else ""
    title_width = max(1, width - len(indent) - (cell_len(kind) + 1 if kind else 0))
    first_line, *title_lines = wrap_text(tip_title(tip, catalogue, translator), title_width)
    text = Text.assemble(
        number, " ", (set_cell_size(first_line, title_width), "bold"), (f" {kind}" if kind else "", "dim")
    )
    moment = state.moment(tip, plans, translator.language)
    reason = reason_text(tip, state, translator) if show_reason else ""
    lines = [(line, "bold") for line in title_lines]
    for paragraph, style in ((moment, "italic"), (reason, "dim")):
        lines += [(line, style) for line in wrap_text(paragraph, max(1, width - len(indent)))] if paragraph else []
    for line, style in lines:
        text.append("\n" + indent)
        text.append(line, style)
    return text


def render_summary(state: PickerState, translator: Translator) -> RenderableType:
    """Return the weekly time and the balance of the five, and the touchstone."""
    lines = [Text(f"{weekly_time_text(state, translator)} {balance_text(state, translator)}".strip())]
    if state.data.touchstone is not None:
        lines.append(Text(touchstone_line(state.data.touchstone, translator), style="italic"))
    return Group(*lines)


def render_first_step(state: PickerState, translator: Translator) -> RenderableType:
    """Return the shortest first step of the five tips, which can be taken today; empty if there is none."""
    tip = quickest_tip(state.five_tips)
    if tip is None:
        return Text("")
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_row(Text(tip_number(tip.id), style="cyan"), Text(tip.text(translator.language).steps[0]))
    return Group(Text(first_step_text(tip, translator)), grid)
