"""Entry point of the tip picker: runs the Textual app and returns the result."""

from datetime import date
from typing import ClassVar

from msgspec.structs import replace
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tipcycle.i18n import Translator
from tipcycle.tui.picker.model import PickerData, PickerResult
from tipcycle.tui.picker.screen import PickerScreen
from tipcycle.tui.sequential_input import SequentialInputApp


def run_picker(
    data: PickerData,
    translator: Translator,
    *,
    start: date | None = None,
    running: str | None = None,
    ask: str | None = None,
    theme: str | None = None,
    propose: bool = False,
) -> PickerResult | None:
    """Run the picker and return the result, or None if there is nothing to save.

    `start`, `running` and `ask` come from the command line; the last page shows them. `theme` is the slug of the theme
    under the cursor at the start. With `propose` the picker starts with a proposal.
    """
    app = PickerApp(data, translator, start=start, running=running, ask=ask, theme=theme, propose=propose)
    result = app.run()
    if app.failure is not None:
        raise app.failure
    return None if result is None or result.is_empty else result


class PickerApp(SequentialInputApp[PickerResult]):
    """The Textual app of the picker. Uses the terminal's own colours, for readability on any background."""

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
        ask: str | None = None,
        theme: str | None = None,
        propose: bool = False,
    ) -> None:
        super().__init__(ansi_color=True)  # must run first: decides how NO_COLOR removes colours
        self.theme = "ansi-dark"
        self.animation_level = "none"
        self._picker_screen = PickerScreen(
            data, translator, start=start, running=running, ask=ask, theme=theme, propose=propose, finish=self.exit
        )
        self.failure: Exception | None = None
        """The exception that ended the app; raised again after the terminal is restored."""

    def get_default_screen(self) -> Screen[None]:
        """Return the picker screen."""
        return self._picker_screen

    def action_interrupt(self) -> None:
        """Quit as on Ctrl-C, with the chosen tips in the result."""
        self.exit(replace(self._picker_screen.state.cancelled_result(), interrupted=True))

    def _fatal_error(self) -> None:
        """Record the exception and quit. Textual's traceback would show the user's input."""
        self.failure = self._exception
        self._close_messages_no_wait()
