"""The screens of the check-in in their order; nothing is written before the last one, and leaving writes nothing."""

from typing import ClassVar

from msgspec.structs import replace
from textual.app import App

from tipcycle.checkin import paint
from tipcycle.checkin.model import Extra, Feel, Five, Said, Sheet, answered
from tipcycle.checkin.moment import MomentScreen
from tipcycle.checkin.pages import ExtraScreen, KeyScreen
from tipcycle.locales import Words

STYLES = """
Screen { padding: 1 2; background: ansi_default; }
Screen.-low { padding: 0 2; }
#body { height: 1fr; background: ansi_default; }
#keys { height: auto; padding: 1 0 0 0; background: ansi_default; }
Screen.-low #keys { padding: 0; }
Input { border: none; border-left: outer $primary; height: 1; padding: 0 1; margin: 0 0 1 0; background: ansi_default; }
Input:focus { border: none; border-left: outer $accent; background: ansi_default; }
OnPaper:focus { text-style: bold reverse; }
.label { margin-top: 1; }
"""


class CheckinApp(App[Said]):
    """The check-in: five keys, two keys, one sentence."""

    CSS = STYLES
    ENABLE_COMMAND_PALETTE = False
    VERTICAL_BREAKPOINTS = [(0, "-low"), (paint.LOW, "-high")]  # noqa: RUF012 - as Textual declares it
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
            KeyScreen(Five(sheet.asked, sheet.given), lambda five, room: paint.five(sheet, five, words, room)),
            self._after_five,
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
                KeyScreen(Feel(*sheet.felt), lambda feel, room: paint.feel(sheet, feel, words, room)), self._after_feel
            )
        else:
            self._moment()

    def _after_extra(self, extra: Extra, answer: str | None) -> None:
        if answer is None:
            self.exit(None)
            return
        self.said = answered(self.said, extra, answer)
        if self.said.off:
            self._extras = []  # a week that does not count asks nothing more
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
