"""Owns stdout: data and nothing else. Whatever passes here cannot steer a terminal."""

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TextIO

from tipcycle.cli.world import World
from tipcycle.core.errors import DiskRefused
from tipcycle.views.lines import Line, folded
from tipcycle.views.safe import safe, safe_json

if TYPE_CHECKING:
    from rich.console import RenderableType

_CODES = {"bold": "1", "dim": "2", "accent": "36"}


class Output:
    """Where the data of a run goes."""

    def __init__(self, world: World, stream: TextIO | None = None, *, silent: bool = False) -> None:
        self._stream = stream or sys.stdout or io.StringIO()
        self._world = world
        self.silent = silent
        """Whether what comes now stands on the screen already."""
        self.told: list[str] = []
        """All that went out, in pieces."""
        self.deserted = False
        """Whether the reader went away."""

    def text(self, text: str) -> None:
        """Plain text of one or more lines."""
        self._write(safe(text, lines=True).rstrip("\n") + "\n")

    def prose(self, text: str) -> None:
        """The same, and on a terminal no line is longer than it, so that no word is broken."""
        width = self._world.folds_at
        self.text(text if width is None else folded(safe(text, lines=True), width))

    def lines(self, lines: Iterable[Line]) -> None:
        """Lines that were laid out already, with a little emphasis where the terminal has it."""
        for line in lines:
            self._write("".join(self._span(safe(text), style) for text, style in line).rstrip() + "\n")

    def _span(self, text: str, style: str) -> str:
        if not style or not self._world.color or not text:
            return text
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m"

    def json(self, document: Mapping[str, object]) -> None:
        """One JSON document in UTF-8."""
        self.data(json_text(document).encode())

    def data(self, data: bytes) -> None:
        """A whole document, byte for byte; whoever sends it here has made it harmless."""
        buffer = getattr(self._stream, "buffer", None)
        text = data.decode("utf-8", "backslashreplace")
        if buffer is None:
            self._write(text)
            return
        self.told.append(text)
        with _refusable():
            self._stream.flush()
            buffer.write(data)
            buffer.flush()

    def show(self, *renderables: "RenderableType") -> None:
        """What Rich lays out, at this terminal's width."""
        self._write(render(renderables, width=self._world.width, color=self._world.color))

    def _write(self, text: str) -> None:
        if self.silent:
            return
        self.told.append(text)
        with _refusable():
            self._stream.write(text)

    def close(self) -> None:
        """Everything is out. A reader that went away (`| head`) is no error."""
        try:
            with _refusable():
                self._stream.flush()
        except BrokenPipeError:
            self.deserted = True
            silence(sys.stdout)


@contextlib.contextmanager
def _refusable() -> Iterator[None]:
    """DiskRefused when what stdout leads to cannot take it; a reader that went away stays a BrokenPipeError."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        silence(sys.stdout)
        raise DiskRefused("stdout", error.strerror or str(error)) from error


def silence(stream: TextIO) -> None:
    """Leads a stream that nobody takes into nothing, or Python complains of it once more at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def json_text(document: Mapping[str, object]) -> str:
    """A JSON document of the contract, on its way out or into a file."""
    return safe_json(json.dumps({"version": 1, **document}, ensure_ascii=False, indent=2)) + "\n"


def render(renderables: "Iterable[RenderableType]", *, width: int, color: bool) -> str:
    """The text of Rich renderables; every segment is made safe, whatever a view forgot."""
    from rich.console import Console
    from rich.segment import Segment, Segments

    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    for renderable in renderables:
        segments = [
            Segment(safe(segment.text, lines=True), segment.style)
            for segment in console.render(renderable)
            if not segment.control
        ]
        console.print(Segments(segments), end="")
    file = console.file
    assert isinstance(file, io.StringIO)
    return "".join(line.rstrip() + "\n" for line in file.getvalue().splitlines())
