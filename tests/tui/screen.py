"""The text of a Textual app, and a driver that presses keys in it."""

import asyncio
from abc import ABC
from typing import Any, Self

from textual.app import App

from tests.conversation import Conversation


def screen_text(app: App[Any]) -> str:
    """Return the text on the screen of an app."""
    width, _height = app.size
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip)[:width].rstrip() for strip in strips)


class ScreenConversation(Conversation, ABC):
    """A conversation in a Textual app, on a terminal without a display. Use it as a context manager."""

    def __init__(self, app: App[Any], size: tuple[int, int], language: str) -> None:
        self.yes = {"en": "y", "nl": "j"}[language]
        self.app = app
        self._runner = asyncio.Runner()
        self._test = app.run_test(size=size)

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
    def screen_text(self) -> str:
        """The text of the screen."""
        return screen_text(self.app)

    def press(self, *keys: str) -> Self:
        """Press keys, whatever is on the screen."""
        for key in keys:
            self._runner.run(self._pilot.press(key))
            self._runner.run(self._pilot.pause())
        return self

    def click(self, selector: Any, offset: tuple[int, int] = (0, 0)) -> Self:
        """Click on a widget."""
        self._runner.run(self._pilot.click(selector, offset=offset))
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
