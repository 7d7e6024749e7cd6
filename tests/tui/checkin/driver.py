"""A driver that answers the full-screen check-in by field."""

import asyncio
from typing import Self

from textual.widgets import Input

from tests.conversation import Conversation, Field
from tests.tui.screen import screen_text
from tipcycle.i18n import load_translator
from tipcycle.tui.checkin.app import CheckinApp
from tipcycle.tui.checkin.model import CheckinForm, CheckinInput, FeelingsState, TipQuestionsState
from tipcycle.tui.checkin.screens import FollowUpScreen, KeyScreen, VoiceScreen

WIDE, NARROW = (80, 24), (60, 20)


class ScreenCheckin(Conversation):
    """The check-in app on a terminal without a display. Use it as a context manager."""

    def __init__(self, form: CheckinForm, *, size: tuple[int, int] = WIDE, language: str = "en") -> None:
        self.yes = {"en": "y", "nl": "j"}[language]
        self.app = CheckinApp(form, load_translator(language))
        self._runner = asyncio.Runner()
        self._test = self.app.run_test(size=size)

    def __enter__(self) -> Self:
        self._pilot = self._runner.run(self._test.__aenter__())
        self._runner.run(self._pilot.pause())
        return self

    def __exit__(self, *exception: object) -> None:
        try:
            self._runner.run(self._test.__aexit__(None, None, None))
        finally:
            self._runner.close()

    @property
    def result(self) -> CheckinInput | None:
        """The input that the app returned."""
        return self.app.return_value

    @property
    def screen_text(self) -> str:
        """The text of the screen."""
        return screen_text(self.app)

    @property
    def field(self) -> Field | None:
        """The field of the screen that has the cursor."""
        if self.app._exit:
            return None
        match self.app.screen:
            case KeyScreen(state=TipQuestionsState(current_question=question)) if question is not None:
                return question.tip
            case KeyScreen(state=FeelingsState() as state):
                return state.__struct_fields__[state.position]
            case FollowUpScreen():
                return "follow_up"
            case VoiceScreen(focused=focused) if focused is not None and focused.id is not None:
                return focused.id
        raise AssertionError(f"no question is asked:\n{self.screen_text}")

    def send(self, value: str) -> None:
        """Press one key on a screen of keys. In a text field type the text, and then Enter."""
        match self.app.focused:
            case Input():
                self.press(*value, "enter")
            case None:
                self.press(value or "enter")
            case _checkbox:
                self.press(*["space"] * bool(value), "enter")

    def press(self, *keys: str) -> Self:
        """Press keys, whatever is on the screen."""
        for key in keys:
            self._runner.run(self._pilot.press(key))
            self._runner.run(self._pilot.pause())
        return self

    def back(self) -> Self:
        """Go one question back."""
        return self.press("up")

    def leave(self) -> Self:
        """Leave without saving."""
        return self.press("escape")

    def resize(self, columns: int, rows: int) -> Self:
        """Change the size of the terminal."""
        self._runner.run(self._pilot.resize_terminal(columns, rows))
        self._runner.run(self._pilot.pause())
        return self
