"""The app of the check-in: shows the screens in order and returns the input.

Leaving at any point discards the input.
"""

from typing import ClassVar

from msgspec.structs import replace

from tipcycle.i18n import Translator
from tipcycle.tui.checkin import render
from tipcycle.tui.checkin.model import (
    CheckinForm,
    CheckinInput,
    FeelingsState,
    FollowUpQuestion,
    TipQuestionsState,
    apply_follow_up,
)
from tipcycle.tui.checkin.screens import FollowUpScreen, KeyScreen, VoiceScreen
from tipcycle.tui.sequential_input import SequentialInputApp

CHECKIN_CSS = """
Screen { padding: 1 2; background: ansi_default; }
Screen.-low { padding: 0 2; }
#body { height: 1fr; background: ansi_default; }
#keys { height: auto; padding: 1 0 0 0; background: ansi_default; }
Screen.-low #keys { padding: 0; }
Input { border: none; border-left: outer $primary; height: 1; padding: 0 1; margin: 0 0 1 0; background: ansi_default; }
Input:focus { border: none; border-left: outer $accent; background: ansi_default; }
ShareCheckbox, ShareCheckbox:focus { border: none; padding: 0; background: ansi_default; color: ansi_default; }
ShareCheckbox > .toggle--button, ShareCheckbox.-on > .toggle--button {
    color: ansi_default; background: ansi_default; text-style: none;
}
ShareCheckbox:focus { text-style: bold reverse; }
ShareCheckbox:focus > .toggle--label { color: ansi_default; background: ansi_default; text-style: bold reverse; }
.label { margin-top: 1; }
"""


class CheckinApp(SequentialInputApp[CheckinInput]):
    """The check-in: one answer for each tip, two feelings, and one voice."""

    CSS = CHECKIN_CSS
    ENABLE_COMMAND_PALETTE = False
    VERTICAL_BREAKPOINTS = [(0, "-low"), (render.MIN_HIGH_ROWS, "-high")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar = [("ctrl+c", "interrupt", ""), ("ctrl+q", "interrupt", "")]

    def __init__(self, form: CheckinForm, translator: Translator) -> None:
        super().__init__(ansi_color=True)
        self._form, self._translator = form, translator
        self._follow_ups: list[FollowUpQuestion] = []
        self.checkin_input = CheckinInput()
        self.interrupted = False

    def on_mount(self) -> None:
        form, translator = self._form, self._translator
        self.push_screen(
            KeyScreen(
                TipQuestionsState(form.questions, form.previous_statuses),
                lambda state, viewport: render.render_tip_questions(form, state, translator, viewport),
            ),
            self._handle_tip_questions,
        )

    def action_interrupt(self) -> None:
        self.interrupted = True
        self.exit(None)

    def _handle_tip_questions(self, state: TipQuestionsState | None) -> None:
        if state is None:
            self.exit(None)
            return
        self.checkin_input = replace(self.checkin_input, statuses=state.statuses)
        self._follow_ups = list(self._form.follow_ups(state.statuses))
        self._ask_next()

    def _ask_next(self) -> None:
        if self._follow_ups:
            follow_up = self._follow_ups.pop(0)
            self.push_screen(
                FollowUpScreen(follow_up, self._translator),
                lambda response: self._handle_follow_up(follow_up, response),
            )
        elif self._form.asks_feelings:
            form, translator = self._form, self._translator
            self.push_screen(
                KeyScreen(
                    FeelingsState(*form.previous_feelings),
                    lambda state, viewport: render.render_feelings(form, state, translator, viewport),
                ),
                self._handle_feelings,
            )
        else:
            self._ask_voice()

    def _handle_follow_up(self, follow_up: FollowUpQuestion, response: str | None) -> None:
        if response is None:
            self.exit(None)
            return
        self.checkin_input = apply_follow_up(self.checkin_input, follow_up, response)
        if self.checkin_input.off:
            self._follow_ups = []  # a week off needs no more answers
        self._ask_next()

    def _handle_feelings(self, state: FeelingsState | None) -> None:
        if state is None:
            self.exit(None)
            return
        self.checkin_input = replace(self.checkin_input, team=state.team, customers=state.customers)
        self._ask_voice()

    def _ask_voice(self) -> None:
        self.push_screen(VoiceScreen(self._form, self.checkin_input, self._translator), self.exit)


def run_checkin_app(form: CheckinForm, translator: Translator) -> CheckinInput | None:
    """Run the check-in and return the input, or None if the user quits.

    Raises `KeyboardInterrupt` on Ctrl-C.
    """
    app = CheckinApp(form, translator)
    checkin_input = app.run()
    if app.interrupted:
        raise KeyboardInterrupt
    return checkin_input
