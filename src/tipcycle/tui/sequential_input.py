"""`SequentialInputApp`: a Textual app that handles one key or paste completely before the next."""

import asyncio
from contextlib import suppress

from textual import events
from textual.app import App, ReturnType

SETTLE_ROUNDS = 3
"""A key can post a message, whose handler can push a screen, which then focuses a widget."""
SETTLE_TIMEOUT = 1.0
"""Seconds to wait for one widget. A widget that is being removed may not answer."""


class SequentialInputApp(App[ReturnType]):
    """An app in which a key that opens a screen or moves the focus decides where the next key goes.

    Textual sends all keys of one read to the widget that has the focus at that moment: the second Enter on a button
    presses it again, and the word after `/` runs the keys of the list.
    """

    _pending_input: asyncio.Queue[events.Key | events.Paste] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Queue keys and pastes that come from the terminal; handle every other event at once."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        if self._pending_input is None:
            self._pending_input = asyncio.Queue()
            self.run_worker(self._handle_input(self._pending_input))
        self._pending_input.put_nowait(event)

    async def _handle_input(self, pending: asyncio.Queue[events.Key | events.Paste]) -> None:
        while not self._exit:
            await super().on_event(await pending.get())
            for _ in range(SETTLE_ROUNDS):
                await self._settle()

    async def _settle(self) -> None:
        """Wait until the focused widget, its ancestors and the app have handled their messages."""
        for node in [*(self.focused or self.screen).ancestors_with_self, self]:
            handled = asyncio.Event()
            if node.call_later(handled.set):
                with suppress(TimeoutError):
                    await asyncio.wait_for(handled.wait(), SETTLE_TIMEOUT)
