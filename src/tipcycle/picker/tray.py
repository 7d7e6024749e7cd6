"""The tray: the five so far, what they take in a week, and the way on."""

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widget import Widget

from tipcycle.core.blocks import FIVE
from tipcycle.locales import Words
from tipcycle.picker.layout import shortened
from tipcycle.picker.model import Picking
from tipcycle.picker.phrases import together
from tipcycle.picker.signs import FREE, GOES_ON, mark
from tipcycle.views.labels import number, title
from tipcycle.views.phrases import minutes as short

LOW = 2
"""In so few lines only the numbers are shown."""
ROOM_FOR_MINUTES = 50


class Tray(Widget):
    """Five places, a line each where there is room, else all in one line."""

    class LetGo(Message):
        """The mouse pressed the sign of a chosen tip."""

        def __init__(self, tip: int) -> None:
            super().__init__()
            self.tip = tip

    class Visit(Message):
        """The mouse pressed a tip: it wants to be read."""

        def __init__(self, tip: int) -> None:
            super().__init__()
            self.tip = tip

    def __init__(self, picking: Picking, words: Words, *, id: str) -> None:
        super().__init__(id=id)
        self._picking = picking
        self._words = words

    def tell(self, picking: Picking) -> None:
        """Shows what was chosen now."""
        self._picking = picking
        self.refresh()

    def render(self) -> Text:
        """A heading and the five places."""
        _ = self._words.text
        width = self.size.width
        name = _("your five").upper()
        minutes = together(self._picking, self._words) if self._picking.five else ""
        if self.size.height <= LOW:
            places = "  ".join(f"{sign}{figures}" for sign, figures, _rest in self._places())
            return Text.assemble((name, "dim"), "  ", (places, "bold"), "\n", (minutes, "dim"), no_wrap=True)
        total = self._picking.mix.minutes
        shorter = (minutes, self._words.duration(total), short(total, self._words))
        minutes = next((said for said in shorter if cell_len(name) + 2 + cell_len(said) <= width), "")
        gap = " " * max(2, width - cell_len(name) - cell_len(minutes))
        lines = [Text.assemble((name, "dim"), gap, (minutes, "dim"))]
        for sign, figures, tip in self._places():
            lines.append(self._line(sign, figures, tip, width))
        return Text("\n").join(lines)

    def _places(self) -> list[tuple[str, str, int | None]]:
        seated = [(GOES_ON, number(tip), tip) for tip in self._picking.shelf.seats]
        chosen = [(mark(tip, self._picking), number(tip), tip) for tip in self._picking.chosen]
        free: list[tuple[str, str, int | None]] = [(FREE, "", None)] * self._picking.left
        return [*seated, *chosen, *free]

    def _line(self, sign: str, figures: str, tip: int | None, width: int) -> Text:
        if tip is None:
            return Text(sign, style="dim")
        known = self._picking.shelf.catalogue.tips.get(tip)
        minutes = short(known.weekly_minutes, self._words) if known else ""
        right = f"{minutes:>8}" if width >= ROOM_FOR_MINUTES else ""
        figures = figures.rjust(max(len(number(tip)) for tip in self._picking.five))
        left = shortened(title(tip, self._picking.shelf.catalogue, self._words), width - len(figures) - 3 - len(right))
        gap = " " * max(0, width - len(figures) - 3 - cell_len(left) - len(right))
        return Text.assemble((sign, "bold"), " ", (figures, "cyan"), " ", left, gap, (right, "dim"))

    def on_click(self, event: events.Click) -> None:
        """A sign lets go, a title goes to its tip."""
        places = self._places()
        if self.size.height <= LOW or not 1 <= event.y <= min(FIVE, len(places)):
            return
        sign, _, tip = places[event.y - 1]
        if tip is not None:
            self.post_message(self.LetGo(tip) if event.x < 2 and sign != GOES_ON else self.Visit(tip))
