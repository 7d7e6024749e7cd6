"""Owns stderr: what is said to a person, never data. Errors become a line and a hint here."""

import io
import sys
from typing import TYPE_CHECKING, TextIO

from tipcycle.cli.output import Output, silence
from tipcycle.cli.world import World
from tipcycle.locales import Words
from tipcycle.views.lines import folded
from tipcycle.views.safe import safe

if TYPE_CHECKING:
    from tipcycle.cli.sentences import Sentence


class Diagnostics:
    """Where messages go."""

    def __init__(self, world: World, stream: TextIO | None = None) -> None:
        self._world = world
        self._stream = stream or sys.stderr or io.StringIO()
        self.silent = True
        """Whether nothing was said yet."""

    def say(self, text: str = "") -> None:
        """A message of one or more lines."""
        self._write(self._fitting(text) + "\n")

    def ask(self, text: str) -> str:
        """A question, and the line that was typed; EOFError when nobody answers."""
        self._write(self._fitting(text))
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\r\n")

    def key(self, choices: str, told: str = "") -> str:
        """One key out of `choices`, pressed without Enter; `\\r` is Enter itself.

        `told` says which keys there are: once, after one that is none of them.
        """
        import click

        while True:
            pressed = click.getchar(echo=False).lower().replace("\n", "\r")
            if pressed == "\x03":
                raise KeyboardInterrupt
            if pressed == "\x04":
                raise EOFError
            if pressed in choices or (pressed == "\x1b" and "q" in choices):
                return pressed
            if told:
                self.say(told)
                told = ""

    def warn(self, text: str, hint: str = "") -> None:
        """Something to know, and what to do about it."""
        self.say(text)
        if hint:
            self.say(f"hint: {hint}")

    def refuse(self, sentence: "Sentence", words: Words) -> None:
        """Why not, and what to do."""
        _ = words.text
        self.say(f"{_('not done')}: {safe(sentence.text)}")
        if sentence.hint:
            self.say()
            self.say(f"hint: {safe(sentence.hint)}")

    def _fitting(self, text: str) -> str:
        """The text, made safe; on a terminal no line is longer than it, so that no word is broken."""
        harmless = safe(text, lines=True)
        width = self._world.messages
        return harmless if width is None else folded(harmless, width)

    def _write(self, text: str) -> None:
        self.silent = False
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError:  # nobody can hear it, which changes nothing about what was done
            silence(self._stream)


class Played(Diagnostics):
    """Messages of a run that is played: they stand between the data, where a reader of the play looks for them."""

    def __init__(self, world: World, output: Output) -> None:
        super().__init__(world)
        self._output = output

    def _write(self, text: str) -> None:
        self.silent = False
        self._output.text(text)
