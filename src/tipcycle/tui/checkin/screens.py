"""The pages of the check-in: each asks one thing and ends with its answer, or with None when somebody leaves.

The last page of the check-in: one moment worth keeping, who said it, and whether it may go on paper.
"""

from collections.abc import Callable
from typing import ClassVar, TypeVar

from msgspec.structs import replace
from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from tipcycle.i18n import Translator
from tipcycle.tui.checkin import render
from tipcycle.tui.checkin.model import CheckinForm, CheckinInput, FeelingsState, FollowUpQuestion, TipQuestionsState
from tipcycle.tui.checkin.render import RenderedScreen, Viewport

ResultT = TypeVar("ResultT")
StateT = TypeVar("StateT", TipQuestionsState, FeelingsState)


class CheckinScreen(Screen[ResultT | None]):
    """A screen that Esc leaves without an answer."""

    BINDINGS: ClassVar = [("escape", "leave", "")]

    def action_leave(self) -> None:
        self.dismiss(None)


class KeyScreen(CheckinScreen[StateT]):
    """A screen that is answered with single keys; the cursor moves by itself."""

    def __init__(self, state: StateT, render_state: Callable[[StateT, Viewport], RenderedScreen]) -> None:
        super().__init__()
        self.state: StateT = state
        self._render_state: Callable[[StateT, Viewport], RenderedScreen] = render_state

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="body", can_focus=False):
            yield Static(id="page")
        yield Static(id="keys")

    def on_mount(self) -> None:
        self._update_screen()

    def on_resize(self) -> None:
        self._update_screen()

    def on_key(self, event: events.Key) -> None:
        typed = event.character if event.character and event.character.isprintable() else event.key
        before, self.state = self.state, self.state.press(typed.lower())
        if self.state is before:
            return
        event.stop()
        if self.state.is_done:
            self.dismiss(self.state)
        else:
            self._update_screen()

    def _update_screen(self) -> None:
        drawn = self._render_state(self.state, render.viewport_of(self.app.size))
        self.query_one("#page", Static).update(drawn.body)
        self.query_one("#keys", Static).update(drawn.keys)


class FollowUpScreen(CheckinScreen[str]):
    """One thing more: a key, or a line."""

    def __init__(self, follow_up: FollowUpQuestion, translator: Translator) -> None:
        super().__init__()
        self._follow_up, self._translator = follow_up, translator

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="body", can_focus=False):
            yield Static(render.render_follow_up(self._follow_up, self._translator))
            if self._follow_up.plan_tip is not None:
                yield Input(self._follow_up.current_plan, id="plan", select_on_focus=False)
        yield Static(render.render_follow_up_keys(self._translator), id="keys")

    def on_key(self, event: events.Key) -> None:
        if self._follow_up.plan_tip is not None:
            return
        if event.key == "enter":
            self.dismiss("")
        elif event.character and self._follow_up.option_for(event.character.lower()) is not None:
            self.dismiss(event.character.lower())

    @on(Input.Submitted, "#plan")
    def _handle_plan_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)


class ShareCheckbox(Static, can_focus=True):
    """Whether a line may go on paper: a box that space ticks, readable without colour."""

    def __init__(self, label: str) -> None:
        super().__init__(markup=False, id="share", classes="label")
        self.checked = False
        self._label = label

    def on_mount(self) -> None:
        self._update_label()

    def on_key(self, event: events.Key) -> None:
        if event.key == "space":
            event.stop()
            self.toggle()

    def on_click(self) -> None:
        self.focus()
        self.toggle()

    def toggle(self) -> None:
        self.checked = not self.checked
        self._update_label()

    def _update_label(self) -> None:
        self.update(f"{'☑' if self.checked else '☐'} {self._label}")


class VoiceScreen(CheckinScreen[CheckinInput]):
    """One moment worth keeping, private by default."""

    def __init__(self, form: CheckinForm, checkin_input: CheckinInput, translator: Translator) -> None:
        super().__init__()
        self._form, self._checkin_input, self._translator = form, checkin_input, translator

    def compose(self) -> ComposeResult:
        _ = self._translator.gettext
        with VerticalScroll(id="body", can_focus=False):
            yield Static(render.render_voice_intro(self._form, self._translator))
            yield Input(placeholder=_("may stay empty"), id="voice")
            yield Static(_("Who said it?"), classes="label", markup=False)
            yield Input(placeholder=_("a role: a customer, a planner"), id="by")
            yield ShareCheckbox(_("this moment, and who said it, may go on paper"))
            if self._form.previous_question:
                yield Static(render.render_previous_question(self._form, self._translator), classes="label")
                yield Input(placeholder=_("may stay empty; stays private"), id="answer")
        yield Static(id="keys", markup=False)

    def on_mount(self) -> None:
        self.query_one("#voice", Input).focus()

    def on_descendant_focus(self) -> None:
        self._update_keys()

    def on_resize(self) -> None:
        self._update_keys()

    @on(Input.Changed, "#voice")
    def _update_keys(self) -> None:
        """Which keys work where the cursor is, and what Enter does there."""
        _ = self._translator.gettext
        onward = _("[Enter] next") if self._next_field() is not None else _("[Enter] save")
        ticks = [_("[space] tick the box")] if isinstance(self.focused, ShareCheckbox) else []
        labels = (onward, *ticks, _("[Tab] to the next field"), _("[Esc] stop without saving"))
        self.query_one("#keys", Static).update(render.render_key_line(labels, render.viewport_of(self.app.size).width))

    def _next_field(self) -> Widget | None:
        """Where Enter goes from here: without words to keep, who said them and the box have nothing to ask."""
        every: list[Widget] = [*self.query("#voice, #by, #share, #answer")]
        place = every.index(self.focused) if self.focused in every else 0
        if place == 0 and not self.query_one("#voice", Input).value.strip():
            every = [each for each in every if each.id in ("voice", "answer")]
        return every[place + 1] if place + 1 < len(every) else None

    def _focus_next_field(self) -> None:
        following = self._next_field()
        if following is None:
            self._finish()
        else:
            following.focus()

    @on(Input.Submitted)
    def _handle_field_submitted(self) -> None:
        """Enter goes on to the next field; on the last it is the end."""
        self._focus_next_field()

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter" and isinstance(self.focused, ShareCheckbox):
            event.stop()
            event.prevent_default()
            self._focus_next_field()

    def _finish(self) -> None:
        answers = [field.value.strip() for field in self.query("#answer").results(Input)]
        self.dismiss(
            replace(
                self._checkin_input,
                voice=self.query_one("#voice", Input).value.strip(),
                by=self.query_one("#by", Input).value.strip(),
                share=self.query_one(ShareCheckbox).checked,
                answer=answers[0] if answers else "",
            )
        )
