"""The tray: the five so far, what they take in a week, and the way on."""

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widget import Widget

from tipcycle.core.events import TIPS_PER_CYCLE
from tipcycle.i18n import Translator
from tipcycle.render.labels import format_minutes as short
from tipcycle.render.labels import tip_number, tip_title
from tipcycle.tui.picker.model import PickerState
from tipcycle.tui.picker.texts import weekly_time_text
from tipcycle.tui.picker.tip_rows import EXTENDED_SYMBOL, FREE_SYMBOL, tip_symbol, truncate

COMPACT_HEIGHT = 2
"""In so few lines only the numbers are shown."""
MIN_MINUTES_WIDTH = 50


class SelectionPanel(Widget):
    """Five places, a line each where there is room, else all in one line."""

    class RemoveRequested(Message):
        """The mouse pressed the sign of a chosen tip."""

        def __init__(self, tip: int) -> None:
            super().__init__()
            self.tip = tip

    class TipClicked(Message):
        """The mouse pressed a tip: it wants to be read."""

        def __init__(self, tip: int) -> None:
            super().__init__()
            self.tip = tip

    def __init__(self, state: PickerState, translator: Translator, *, id: str) -> None:
        super().__init__(id=id)
        self._state = state
        self._translator = translator

    def set_state(self, state: PickerState) -> None:
        """Shows what was chosen now."""
        self._state = state
        self.refresh()

    def render(self) -> Text:
        """A heading and the five places."""
        _ = self._translator.gettext
        width = self.size.width
        name = _("your five").upper()
        minutes = weekly_time_text(self._state, self._translator) if self._state.five else ""
        if self.size.height <= COMPACT_HEIGHT:
            places = "  ".join(f"{sign}{figures}" for sign, figures, _rest in self._slots())
            return Text.assemble((name, "dim"), "  ", (places, "bold"), "\n", (minutes, "dim"), no_wrap=True)
        total = self._state.balance.weekly_minutes
        shorter = (minutes, self._translator.duration(total), short(total, self._translator))
        minutes = next((said for said in shorter if cell_len(name) + 2 + cell_len(said) <= width), "")
        gap = " " * max(2, width - cell_len(name) - cell_len(minutes))
        lines = [Text.assemble((name, "dim"), gap, (minutes, "dim"))]
        for sign, figures, tip in self._slots():
            lines.append(self._slot_line(sign, figures, tip, width))
        return Text("\n").join(lines)

    def _slots(self) -> list[tuple[str, str, int | None]]:
        seated = [(EXTENDED_SYMBOL, tip_number(tip), tip) for tip in self._state.data.extended_tips]
        chosen = [(tip_symbol(tip, self._state), tip_number(tip), tip) for tip in self._state.chosen]
        free: list[tuple[str, str, int | None]] = [(FREE_SYMBOL, "", None)] * self._state.free_places
        return [*seated, *chosen, *free]

    def _slot_line(self, symbol: str, number_text: str, tip: int | None, width: int) -> Text:
        if tip is None:
            return Text(symbol, style="dim")
        known = self._state.data.catalogue.tips.get(tip)
        minutes = short(known.weekly_minutes, self._translator) if known else ""
        right = f"{minutes:>8}" if width >= MIN_MINUTES_WIDTH else ""
        number_text = number_text.rjust(max(len(tip_number(tip)) for tip in self._state.five))
        left = truncate(
            tip_title(tip, self._state.data.catalogue, self._translator), width - len(number_text) - 3 - len(right)
        )
        gap = " " * max(0, width - len(number_text) - 3 - cell_len(left) - len(right))
        return Text.assemble((symbol, "bold"), " ", (number_text, "cyan"), " ", left, gap, (right, "dim"))

    def on_click(self, event: events.Click) -> None:
        """A sign lets go, a title goes to its tip."""
        places = self._slots()
        if self.size.height <= COMPACT_HEIGHT or not 1 <= event.y <= min(TIPS_PER_CYCLE, len(places)):
            return
        sign, _, tip = places[event.y - 1]
        if tip is not None:
            self.post_message(
                self.RemoveRequested(tip) if event.x < 2 and sign != EXTENDED_SYMBOL else self.TipClicked(tip)
            )
