"""The screens of the check-in: single keys, follow-up questions and the voice.

Each screen returns its answer, or None on Esc.
"""

from collections.abc import Callable
from typing import ClassVar, TypeVar

from msgspec.structs import replace
from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Checkbox, Input, Static

from tipcycle.i18n import Translator
from tipcycle.tui.checkin import render
from tipcycle.tui.checkin.model import CheckinForm, CheckinInput, FeelingsState, FollowUpQuestion, TipQuestionsState
from tipcycle.tui.checkin.render import RenderedScreen, Viewport

ResultT = TypeVar("ResultT")
StateT = TypeVar("StateT", TipQuestionsState, FeelingsState)


class CheckinScreen(Screen[ResultT | None]):
    """Base for all screens: Esc returns None."""

    BINDINGS: ClassVar = [("escape", "leave", "")]

    def action_leave(self) -> None:
        self.dismiss(None)


class KeyScreen(CheckinScreen[StateT]):
    """A screen that is answered with single keys. It shows a state and replaces it after each key."""

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
        key = event.character if event.character and event.character.isprintable() else event.key
        previous_state, self.state = self.state, self.state.press(key.lower())
        if self.state is previous_state:
            return
        event.stop()
        if self.state.is_done:
            self.dismiss(self.state)
        else:
            self._update_screen()

    def _update_screen(self) -> None:
        rendered = self._render_state(self.state, render.viewport_of(self.app.size))
        self.query_one("#page", Static).update(rendered.body)
        self.query_one("#keys", Static).update(rendered.keys)


class FollowUpScreen(CheckinScreen[str]):
    """A follow-up question, answered with a key or a line of text."""

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


class ShareCheckbox(Checkbox):
    """A check box for sharing the voice. Its state is readable without colour. Enter goes to the next field."""

    BINDINGS: ClassVar = [("enter", "screen.next_field", "")]
    BUTTON_LEFT = BUTTON_RIGHT = ""

    @property
    def BUTTON_INNER(self) -> str:  # type: ignore[override]  # noqa: N802 - as Textual names it
        """The box."""
        return "☑" if self.value else "☐"


class VoiceScreen(CheckinScreen[CheckinInput]):
    """The last screen: one voice, who said it, whether it is shared, and the private texts."""

    def __init__(self, form: CheckinForm, checkin_input: CheckinInput, translator: Translator) -> None:
        super().__init__()
        self._form, self._checkin_input, self._translator = form, checkin_input, translator

    def compose(self) -> ComposeResult:
        _ = self._translator.gettext
        with VerticalScroll(id="body", can_focus=False):
            yield Static(render.render_voice_intro(self._form, self._translator))
            yield Input(placeholder=_("optional"), id="voice")
            yield Static(_("Who said it?"), classes="label", markup=False)
            yield Input(placeholder=_("a role: a customer, a planner"), id="by")
            yield ShareCheckbox(
                Content(_("print this moment, and who said it")), id="share", classes="label", compact=True
            )
            for text_question in self._form.text_questions:
                yield Static(render.render_text_question(text_question), classes="label")
                yield Input(placeholder=_("optional, and private"), id=text_question.name, classes="private")
        yield Static(id="keys", markup=False)

    def on_mount(self) -> None:
        self.query_one("#voice", Input).focus()

    def on_descendant_focus(self) -> None:
        self._update_keys()

    def on_resize(self) -> None:
        self._update_keys()

    @on(Input.Changed, "#voice")
    def _update_keys(self) -> None:
        """Update the line of keys for the field that has the focus."""
        _ = self._translator.gettext
        enter_label = _("[Enter] next") if self._next_field() is not None else _("[Enter] save")
        checkbox_labels = [_("[space] tick the box")] if isinstance(self.focused, ShareCheckbox) else []
        labels = (enter_label, *checkbox_labels, _("[Tab] to the next field"), _("[Esc] stop without saving"))
        self.query_one("#keys", Static).update(render.render_key_line(labels, render.viewport_of(self.app.size).width))

    def _next_field(self) -> Widget | None:
        """Return the field after the one with the focus, or None at the end.

        Without a text for the voice, its speaker and the check box are skipped.
        """
        fields: list[Widget] = [*self.query("#voice, #by, #share, .private")]
        position = fields.index(self.focused) if self.focused in fields else 0
        if position == 0 and not self.query_one("#voice", Input).value.strip():
            fields = [field for field in fields if field.id == "voice" or field.has_class("private")]
        return fields[position + 1] if position + 1 < len(fields) else None

    def action_next_field(self) -> None:
        """Move to the next field; finish after the last one."""
        next_field = self._next_field()
        if next_field is None:
            self._finish()
        else:
            next_field.focus()

    @on(Input.Submitted)
    def _handle_field_submitted(self) -> None:
        self.action_next_field()

    def _finish(self) -> None:
        texts = {str(field.id): field.value.strip() or None for field in self.query(".private").results(Input)}
        self.dismiss(
            replace(
                self._checkin_input,
                voice=self.query_one("#voice", Input).value.strip(),
                by=self.query_one("#by", Input).value.strip(),
                share=self.query_one(ShareCheckbox).value,
                **texts,
            )
        )
