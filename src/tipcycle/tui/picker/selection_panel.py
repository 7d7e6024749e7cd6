"""The panel with the selected tips and their weekly time."""

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widget import Widget

from tipcycle.core.events import TIPS_PER_CYCLE
from tipcycle.i18n import Translator
from tipcycle.render.labels import format_minutes, tip_number, tip_title
from tipcycle.tui.picker.model import PickerState
from tipcycle.tui.picker.texts import weekly_time_text
from tipcycle.tui.picker.tip_rows import EXTENDED_SYMBOL, FREE_SYMBOL, tip_symbol, truncate

COMPACT_HEIGHT = 2
"""Up to this height, the panel shows only the numbers of the tips."""
MIN_MINUTES_WIDTH = 50


class SelectionPanel(Widget):
    """Five places, one line each; on a low terminal all on one line."""

    class RemoveRequested(Message):
        """Posted when the user clicks the symbol of a chosen tip."""

        def __init__(self, tip: int) -> None:
            super().__init__()
            self.tip = tip

    class TipClicked(Message):
        """Posted when the user clicks the title of a tip."""

        def __init__(self, tip: int) -> None:
            super().__init__()
            self.tip = tip

    def __init__(self, state: PickerState, translator: Translator, *, id: str) -> None:
        super().__init__(id=id)
        self._state = state
        self._translator = translator

    def set_state(self, state: PickerState) -> None:
        """Show the current selection."""
        self._state = state
        self.refresh()

    def render(self) -> Text:
        """Return a heading and the five places."""
        _ = self._translator.gettext
        width = self.size.width
        heading = _("your five").upper()
        minutes = weekly_time_text(self._state, self._translator) if self._state.five else ""
        if self.size.height <= COMPACT_HEIGHT:
            places_text = "  ".join(f"{symbol}{number_text}" for symbol, number_text, _tip in self._slots())
            return Text.assemble((heading, "dim"), "  ", (places_text, "bold"), "\n", (minutes, "dim"), no_wrap=True)
        total = self._state.balance.weekly_minutes
        candidates = (minutes, self._translator.duration(total), format_minutes(total, self._translator))
        minutes = next((text for text in candidates if cell_len(heading) + 2 + cell_len(text) <= width), "")
        gap = " " * max(2, width - cell_len(heading) - cell_len(minutes))
        lines = [Text.assemble((heading, "dim"), gap, (minutes, "dim"))]
        for symbol, number_text, tip in self._slots():
            lines.append(self._slot_line(symbol, number_text, tip, width))
        return Text("\n").join(lines)

    def _slots(self) -> list[tuple[str, str, int | None]]:
        extended = [(EXTENDED_SYMBOL, tip_number(tip), tip) for tip in self._state.data.extended_tips]
        chosen = [(tip_symbol(tip, self._state), tip_number(tip), tip) for tip in self._state.chosen]
        free: list[tuple[str, str, int | None]] = [(FREE_SYMBOL, "", None)] * self._state.free_places
        return [*extended, *chosen, *free]

    def _slot_line(self, symbol: str, number_text: str, tip: int | None, width: int) -> Text:
        if tip is None:
            return Text(symbol, style="dim")
        catalogue_tip = self._state.data.catalogue.tips.get(tip)
        minutes = format_minutes(catalogue_tip.weekly_minutes, self._translator) if catalogue_tip else ""
        right = f"{minutes:>8}" if width >= MIN_MINUTES_WIDTH else ""
        number_text = number_text.rjust(max(len(tip_number(tip)) for tip in self._state.five))
        left = truncate(
            tip_title(tip, self._state.data.catalogue, self._translator), width - len(number_text) - 3 - len(right)
        )
        gap = " " * max(0, width - len(number_text) - 3 - cell_len(left) - len(right))
        return Text.assemble((symbol, "bold"), " ", (number_text, "cyan"), " ", left, gap, (right, "dim"))

    def on_click(self, event: events.Click) -> None:
        """Post `RemoveRequested` for a symbol, or `TipClicked` for a title."""
        slots = self._slots()
        if self.size.height <= COMPACT_HEIGHT or not 1 <= event.y <= min(TIPS_PER_CYCLE, len(slots)):
            return
        symbol, _, tip = slots[event.y - 1]
        if tip is not None:
            self.post_message(
                self.RemoveRequested(tip) if event.x < 2 and symbol != EXTENDED_SYMBOL else self.TipClicked(tip)
            )
