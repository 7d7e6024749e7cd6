"""Opens the full screen and brings back what was chosen there."""

from datetime import date
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tipcycle.i18n import Translator
from tipcycle.tui.picker.model import PickerData, PickerResult
from tipcycle.tui.picker.screen import PickerScreen


def run_picker(
    data: PickerData,
    translator: Translator,
    *,
    start: date | None = None,
    running: str | None = None,
    theme: str | None = None,
    propose: bool = False,
) -> PickerResult | None:
    """What the manager chose; None when nothing is to be saved. KeyboardInterrupt on Ctrl-C.

    `start` and `running` are what the command line gave already; `theme` is the door to begin at, and `propose`
    begins with a proposal.
    """
    picker = PickerApp(data, translator, start=start, running=running, theme=theme, propose=propose)
    choice = picker.run()
    if picker.failure is not None:
        raise picker.failure
    if picker.interrupted:
        raise KeyboardInterrupt
    return (
        choice if choice and (choice.tips or choice.stars_added or choice.stars_removed or choice.abandoned) else None
    )


class PickerApp(App[PickerResult]):
    """The full screen. It speaks the terminal's own colours, so that light, dark and no colour all read well."""

    CSS_PATH = "styles.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "interrupt", show=False, priority=True),
        Binding("ctrl+q", "interrupt", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False),
    ]

    def __init__(
        self,
        data: PickerData,
        translator: Translator,
        *,
        start: date | None = None,
        running: str | None = None,
        theme: str | None = None,
        propose: bool = False,
    ) -> None:
        super().__init__(ansi_color=True)  # before anything else: with NO_COLOR it decides how colour is taken out
        self.theme = "ansi-dark"
        self.animation_level = "none"
        self._picker_screen = PickerScreen(
            data, translator, start=start, running=running, theme=theme, propose=propose, finish=self.exit
        )
        self.failure: Exception | None = None
        """What went wrong; raised again once the screen is given back."""
        self.interrupted = False

    def get_default_screen(self) -> Screen[None]:
        """The shelf."""
        return self._picker_screen

    def action_interrupt(self) -> None:
        """Stops as Ctrl-C does everywhere."""
        self.interrupted = True
        self.exit()

    def _fatal_error(self) -> None:
        """Instead of a traceback with what was typed in it, which nobody should see."""
        self.failure = self._exception
        self._close_messages_no_wait()
