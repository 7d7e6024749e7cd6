"""A driver that answers the full-screen check-in by field."""

from textual.widgets import Input

from tests.conversation import Field
from tests.tui.screen import ScreenConversation
from tipcycle.i18n import load_translator
from tipcycle.tui.checkin.app import CheckinApp
from tipcycle.tui.checkin.model import CheckinForm, CheckinInput, FeelingsState, TipQuestionsState
from tipcycle.tui.checkin.screens import FollowUpScreen, KeyScreen, VoiceScreen

WIDE, NARROW = (80, 24), (60, 20)


class ScreenCheckin(ScreenConversation):
    """The check-in app on a terminal without a display. Use it as a context manager."""

    app: CheckinApp

    def __init__(self, form: CheckinForm, *, size: tuple[int, int] = WIDE, language: str = "en") -> None:
        super().__init__(CheckinApp(form, load_translator(language)), size, language)

    @property
    def result(self) -> CheckinInput | None:
        """The input that the app returned."""
        return self.app.return_value

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
