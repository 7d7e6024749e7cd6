"""The last page of the check-in: one moment worth keeping, who said it, and whether it may go on paper."""

from msgspec.structs import replace
from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from tipcycle.checkin import paint
from tipcycle.checkin.model import Said, Sheet
from tipcycle.checkin.pages import Page
from tipcycle.locales import Words


class OnPaper(Static, can_focus=True):
    """Whether a line may go on paper: a box that space ticks, readable without colour."""

    def __init__(self, label: str) -> None:
        super().__init__(markup=False, id="share", classes="label")
        self.ticked = False
        self._label = label

    def on_mount(self) -> None:
        self._show()

    def on_key(self, event: events.Key) -> None:
        if event.key == "space":
            event.stop()
            self.toggle()

    def on_click(self) -> None:
        self.focus()
        self.toggle()

    def toggle(self) -> None:
        self.ticked = not self.ticked
        self._show()

    def _show(self) -> None:
        self.update(f"{'☑' if self.ticked else '☐'} {self._label}")


class MomentScreen(Page[Said]):
    """One moment worth keeping, private by default."""

    def __init__(self, sheet: Sheet, said: Said, words: Words) -> None:
        super().__init__()
        self._sheet, self._said, self._words = sheet, said, words

    def compose(self) -> ComposeResult:
        _ = self._words.text
        with VerticalScroll(id="body", can_focus=False):
            yield Static(paint.moment(self._sheet, self._words))
            yield Input(placeholder=_("may stay empty"), id="voice")
            yield Static(_("Who said it?"), classes="label", markup=False)
            yield Input(placeholder=_("a role: a customer, a planner"), id="by")
            yield OnPaper(_("this moment, and who said it, may go on paper"))
            if self._sheet.last_question:
                yield Static(paint.last_question(self._sheet, self._words), classes="label")
                yield Input(placeholder=_("may stay empty; stays private"), id="reply")
        yield Static(id="keys", markup=False)

    def on_mount(self) -> None:
        self.query_one("#voice", Input).focus()

    def on_descendant_focus(self) -> None:
        self._show_keys()

    def on_resize(self) -> None:
        self._show_keys()

    @on(Input.Changed, "#voice")
    def _show_keys(self) -> None:
        """Which keys work where the cursor is, and what Enter does there."""
        _ = self._words.text
        onward = _("[Enter] next") if self._next() is not None else _("[Enter] save")
        ticks = [_("[space] tick the box")] if isinstance(self.focused, OnPaper) else []
        labels = (onward, *ticks, _("[Tab] to the next field"), _("[Esc] stop without saving"))
        self.query_one("#keys", Static).update(paint.key_line(labels, paint.room(self.app.size).width))

    def _next(self) -> Widget | None:
        """Where Enter goes from here: without words to keep, who said them and the box have nothing to ask."""
        every: list[Widget] = [*self.query("#voice, #by, #share, #reply")]
        place = every.index(self.focused) if self.focused in every else 0
        if place == 0 and not self.query_one("#voice", Input).value.strip():
            every = [each for each in every if each.id in ("voice", "reply")]
        return every[place + 1] if place + 1 < len(every) else None

    def _onward(self) -> None:
        following = self._next()
        if following is None:
            self._end()
        else:
            following.focus()

    @on(Input.Submitted)
    def onward(self) -> None:
        """Enter goes on to the next field; on the last it is the end."""
        self._onward()

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter" and isinstance(self.focused, OnPaper):
            event.stop()
            event.prevent_default()
            self._onward()

    def _end(self) -> None:
        replies = [field.value.strip() for field in self.query("#reply").results(Input)]
        self.dismiss(
            replace(
                self._said,
                voice=self.query_one("#voice", Input).value.strip(),
                by=self.query_one("#by", Input).value.strip(),
                share=self.query_one(OnPaper).ticked,
                reply=replies[0] if replies else "",
            )
        )
