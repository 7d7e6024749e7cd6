"""The screens of the check-in in their order; nothing is written before the last one, and leaving writes nothing."""

from collections.abc import Callable
from typing import ClassVar, TypeVar

from msgspec.structs import replace
from rich.console import RenderableType
from textual import events, on
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, Static

from tipcycle.checkin import paint
from tipcycle.checkin.model import Extra, Feel, Five, Said, Sheet
from tipcycle.locales import Words

STYLES = """
Screen { padding: 1 2; background: ansi_default; }
#body { height: auto; max-height: 100%; background: ansi_default; }
Input { border: none; border-left: outer $primary; height: 1; padding: 0 1; margin: 0 0 1 0; background: ansi_default; }
Input:focus { border: none; border-left: outer $accent; background: ansi_default; }
OnPaper:focus { text-style: bold reverse; }
.quiet { color: $text-muted; }
.label { margin-top: 1; }
"""


Keyed = TypeVar("Keyed", Five, Feel)


class KeyScreen(Screen[Keyed | None]):
    """A screen that is answered with single keys; the cursor moves by itself."""

    BINDINGS: ClassVar = [("escape", "leave", "")]

    def __init__(self, state: Keyed, paint: Callable[[Keyed, int], RenderableType]) -> None:
        super().__init__()
        self.state: Keyed = state
        self._painted: Callable[[Keyed, int], RenderableType] = paint

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="body", can_focus=False):
            yield Static(id="page")

    def on_mount(self) -> None:
        self._show()

    def on_resize(self) -> None:
        self._show()

    def on_key(self, event: events.Key) -> None:
        typed = event.character if event.character and event.character.isprintable() else event.key
        before, self.state = self.state, self.state.press(typed.lower())
        if self.state is before:
            return
        event.stop()
        if self.state.done:
            self.dismiss(self.state)
        else:
            self._show()

    def action_leave(self) -> None:
        self.dismiss(None)

    def _show(self) -> None:
        self.query_one("#page", Static).update(self._painted(self.state, self.size.width - 4))


class ExtraScreen(Screen[str | None]):
    """One thing more: a key, or a line."""

    BINDINGS: ClassVar = [("escape", "leave", "")]

    def __init__(self, extra: Extra, words: Words) -> None:
        super().__init__()
        self._extra, self._words = extra, words

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="body", can_focus=False):
            yield Static(paint.extra(self._extra, self._words))
            if self._extra.plan_for is not None:
                yield Input(self._extra.plan, id="plan", select_on_focus=False)

    def on_key(self, event: events.Key) -> None:
        if self._extra.plan_for is not None:
            return
        if event.key == "enter":
            self.dismiss("")
        for key, _label, meaning in self._extra.choices:
            if event.character and event.character.lower() == key:
                self.dismiss(meaning)

    @on(Input.Submitted, "#plan")
    def written(self, event: Input.Submitted) -> None:
        changed = event.value.strip() != self._extra.plan.strip()
        self.dismiss(event.value.strip() if changed else "")

    def action_leave(self) -> None:
        self.dismiss(None)


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
        self.toggle()

    def toggle(self) -> None:
        self.ticked = not self.ticked
        self._show()

    def _show(self) -> None:
        self.update(f"{'☑' if self.ticked else '☐'} {self._label}")


class MomentScreen(Screen[Said | None]):
    """One moment worth keeping, private by default."""

    BINDINGS: ClassVar = [("escape", "leave", "")]

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
            if self._sheet.last_question:
                yield Static(paint.last_question(self._sheet, self._words), classes="label")
                yield Input(placeholder=_("may stay empty; stays private"), id="reply")
            yield OnPaper(_("may go on paper"))
            keys = _("[Enter] next   [Tab] further   [space] tick the box   [Esc] stop, nothing is saved")
            yield Static(keys, classes="quiet label", markup=False)

    def on_mount(self) -> None:
        self.query_one("#voice", Input).focus()

    @on(Input.Submitted)
    def onward(self, event: Input.Submitted) -> None:
        """Enter goes on to the next line; with nothing to say it is the end."""
        fields = list(self.query(Input))
        place = fields.index(event.input)
        if place + 1 < len(fields) and self.query_one("#voice", Input).value.strip():
            following = fields[place + 1]
            following.focus()
            return
        if place == 0 and self._sheet.last_question:
            self.query_one("#reply", Input).focus()
            return
        self._end()

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter" and isinstance(self.focused, OnPaper):
            event.stop()
            event.prevent_default()
            self._end()

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

    def action_leave(self) -> None:
        self.dismiss(None)


class CheckinApp(App[Said]):
    """The check-in: five keys, two keys, one sentence."""

    CSS = STYLES
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [("ctrl+c", "interrupt", ""), ("ctrl+q", "interrupt", "")]

    def __init__(self, sheet: Sheet, words: Words) -> None:
        super().__init__(ansi_color=True)
        self._sheet, self._words = sheet, words
        self._extras: list[Extra] = []
        self.said = Said()
        self.interrupted = False

    def on_mount(self) -> None:
        sheet, words = self._sheet, self._words
        self.push_screen(
            KeyScreen(Five(sheet.asked), lambda five, width: paint.five(sheet, five, words, width)), self._after_five
        )

    def action_interrupt(self) -> None:
        self.interrupted = True
        self.exit(None)

    def _after_five(self, five: Five | None) -> None:
        if five is None:
            self.exit(None)
            return
        self.said = replace(self.said, given=five.answers)
        self._extras = list(self._sheet.extras(five.answers))
        self._next_extra()

    def _next_extra(self) -> None:
        if self._extras:
            extra = self._extras.pop(0)
            self.push_screen(ExtraScreen(extra, self._words), lambda answer: self._after_extra(extra, answer))
        elif self._sheet.feelings:
            sheet, words = self._sheet, self._words
            self.push_screen(
                KeyScreen(Feel(), lambda feel, width: paint.feel(sheet, feel, words, width)), self._after_feel
            )
        else:
            self._moment()

    def _after_extra(self, extra: Extra, answer: str | None) -> None:
        if answer is None:
            self.exit(None)
            return
        if extra.plan_for is not None and answer:
            self.said = replace(self.said, plan=(extra.plan_for, answer))
        elif answer == "off":
            self.said = replace(self.said, off=True)
            self._extras = []  # a week that does not count asks nothing more
        elif answer.startswith("swap "):
            self.said = replace(self.said, swap=int(answer.removeprefix("swap ")))
        self._next_extra()

    def _after_feel(self, feel: Feel | None) -> None:
        if feel is None:
            self.exit(None)
            return
        self.said = replace(self.said, team=feel.team, customers=feel.customers)
        self._moment()

    def _moment(self) -> None:
        self.push_screen(MomentScreen(self._sheet, self.said, self._words), self.exit)


def ask(sheet: Sheet, words: Words) -> Said | None:
    """What was said of the week; None when somebody left. KeyboardInterrupt on ^C."""
    app = CheckinApp(sheet, words)
    said = app.run()
    if app.interrupted:
        raise KeyboardInterrupt
    return said
