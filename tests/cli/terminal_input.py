"""Somebody at the terminal, in process: whoever asks gets these lines, and then the end of the input."""

import io
import sys

import pytest

from tipcycle.cli import environment


class TtyInput(io.StringIO):
    """A terminal's input."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def type_lines(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Somebody is there and answers so."""
    monkeypatch.setattr(sys, "stdin", TtyInput("".join(f"{line}\n" for line in lines)))
    monkeypatch.setattr(environment, "_is_terminal", lambda stream: stream is not sys.stdout)
