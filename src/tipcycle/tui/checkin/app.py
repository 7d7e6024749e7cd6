"""The screens of the check-in in their order; nothing is written before the last one, and leaving writes nothing."""

from typing import ClassVar

from msgspec.structs import replace
from textual.app import App

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

CHECKIN_CSS = """
Screen { padding: 1 2; background: ansi_default; }
Screen.-low { padding: 0 2; }
#body { height: 1fr; background: ansi_default; }
#keys { height: auto; padding: 1 0 0 0; background: ansi_default; }
Screen.-low #keys { padding: 0; }
Input { border: none; border-left: outer $primary; height: 1; padding: 0 1; margin: 0 0 1 0; background: ansi_default; }
Input:focus { border: none; border-left: outer $accent; background: ansi_default; }
ShareCheckbox:focus { text-style: bold reverse; }
.label { margin-top: 1; }
"""


class CheckinApp(App[CheckinInput]):
    """The check-in: five keys, two keys, one sentence."""

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
        sheet, words = self._form, self._translator
        self.push_screen(
            KeyScreen(
                TipQuestionsState(sheet.questions, sheet.previous_statuses),
                lambda five, room: render.render_tip_questions(sheet, five, words, room),
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
            extra = self._follow_ups.pop(0)
            self.push_screen(
                FollowUpScreen(extra, self._translator), lambda answer: self._handle_follow_up(extra, answer)
            )
        elif self._form.asks_feelings:
            sheet, words = self._form, self._translator
            self.push_screen(
                KeyScreen(
                    FeelingsState(*sheet.previous_feelings),
                    lambda feel, room: render.render_feelings(sheet, feel, words, room),
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
            self._follow_ups = []  # a week that does not count asks nothing more
        self._ask_next()

    def _handle_feelings(self, state: FeelingsState | None) -> None:
        if state is None:
            self.exit(None)
            return
        self.checkin_input = replace(self.checkin_input, team=state.team, customers=state.customers)
        self._ask_voice()

    def _ask_voice(self) -> None:
        self.push_screen(VoiceScreen(self._form, self.checkin_input, self._translator), self.exit)


def run_checkin(form: CheckinForm, translator: Translator) -> CheckinInput | None:
    """What was said of the week; None when somebody left. KeyboardInterrupt on ^C."""
    app = CheckinApp(form, translator)
    said = app.run()
    if app.interrupted:
        raise KeyboardInterrupt
    return said
