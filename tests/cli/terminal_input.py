"""Simulated terminal input for runs in process."""

import io
import sys

import pytest

from tipcycle.cli import environment


class TtyInput(io.StringIO):
    """Input stream that reports to be a terminal."""

    def isatty(self) -> bool:
        """Return True."""
        return True


def type_lines(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Make stdin and stderr a terminal, with these lines as the input."""
    monkeypatch.setattr(sys, "stdin", TtyInput("".join(f"{line}\n" for line in lines)))
    monkeypatch.setattr(environment, "_is_terminal", lambda stream: stream is not sys.stdout)
