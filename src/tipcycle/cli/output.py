"""Owns stdout: data and nothing else. Whatever passes here cannot steer a terminal.

Owns stderr: what is said to a person, never data. Errors become a line and a hint here.
"""

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TextIO

from tipcycle.cli.environment import Environment
from tipcycle.core.errors import DiskError
from tipcycle.i18n import Translator
from tipcycle.render.sanitize import escape_json, sanitize
from tipcycle.render.text_layout import StyledLine, wrap_long_lines

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tipcycle.cli.error_messages import ErrorMessage

_SGR_CODES = {"bold": "1", "dim": "2", "accent": "36"}


class Output:
    """Where the data of a run goes."""

    def __init__(self, environment: Environment, stream: TextIO | None = None, *, muted: bool = False) -> None:
        self._stream = stream or sys.stdout or io.StringIO()
        self._environment = environment
        self.muted = muted
        """Whether what comes now stands on the screen already."""
        self.captured: list[str] = []
        """All that went out, in pieces."""
        self.pipe_closed = False
        """Whether the reader went away."""

    def print_text(self, text: str) -> None:
        """Plain text of one or more lines."""
        self._write(sanitize(text, multiline=True).rstrip("\n") + "\n")

    def print_wrapped(self, text: str) -> None:
        """The same, and on a terminal no line is longer than it, so that no word is broken."""
        width = self._environment.wrap_width
        self.print_text(text if width is None else wrap_long_lines(sanitize(text, multiline=True), width))

    def print_lines(self, lines: Iterable[StyledLine]) -> None:
        """Lines that were laid out already, with a little emphasis where the terminal has it."""
        for line in lines:
            self._write("".join(self._styled(sanitize(text), style) for text, style in line).rstrip() + "\n")

    def _styled(self, text: str, style: str) -> str:
        if not style or not self._environment.use_color or not text:
            return text
        return f"\x1b[{_SGR_CODES[style]}m{text}\x1b[0m"

    def print_json(self, document: Mapping[str, object]) -> None:
        """One JSON document in UTF-8."""
        self.print_bytes(json_text(document).encode())

    def print_bytes(self, data: bytes) -> None:
        """A whole document, byte for byte; whoever sends it here has made it harmless."""
        buffer = getattr(self._stream, "buffer", None)
        text = data.decode("utf-8", "backslashreplace")
        if buffer is None:
            self._write(text)
            return
        self.captured.append(text)
        with _convert_os_errors():
            self._stream.flush()
            buffer.write(data)
            buffer.flush()

    def print_rich(self, *renderables: "RenderableType") -> None:
        """What Rich lays out, at this terminal's width."""
        self._write(render_rich(renderables, width=self._environment.width, color=self._environment.use_color))

    def _write(self, text: str) -> None:
        if self.muted:
            return
        self.captured.append(text)
        with _convert_os_errors():
            self._stream.write(text)

    def close(self) -> None:
        """Everything is out. A reader that went away (`| head`) is no error."""
        try:
            with _convert_os_errors():
                self._stream.flush()
        except BrokenPipeError:
            self.pipe_closed = True
            redirect_to_devnull(sys.stdout)


@contextlib.contextmanager
def _convert_os_errors() -> Iterator[None]:
    """DiskError when what stdout leads to cannot take it; a reader that went away stays a BrokenPipeError."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        redirect_to_devnull(sys.stdout)
        raise DiskError("stdout", error.strerror or str(error)) from error


def redirect_to_devnull(stream: TextIO) -> None:
    """Leads a stream that nobody takes into nothing, or Python complains of it once more at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def json_text(document: Mapping[str, object]) -> str:
    """A JSON document of the contract, on its way out or into a file."""
    return escape_json(json.dumps({"version": 1, **document}, ensure_ascii=False, indent=2)) + "\n"


def render_rich(renderables: "Iterable[RenderableType]", *, width: int, color: bool) -> str:
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
            Segment(sanitize(segment.text, multiline=True), segment.style)
            for segment in console.render(renderable)
            if not segment.control
        ]
        console.print(Segments(segments), end="")
    file = console.file
    assert isinstance(file, io.StringIO)
    return "".join(line.rstrip() + "\n" for line in file.getvalue().splitlines())


class Messages:
    """Where messages go."""

    def __init__(self, environment: Environment, stream: TextIO | None = None) -> None:
        self._environment = environment
        self._stream = stream or sys.stderr or io.StringIO()
        self.nothing_written = True
        """Whether nothing was said yet."""

    def print(self, text: str = "") -> None:
        """A message of one or more lines."""
        self._write(self._wrap(text) + "\n")

    def ask(self, text: str) -> str:
        """A question, and the line that was typed; EOFError when nobody answers."""
        self._write(self._wrap(text))
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\r\n")

    def read_key(self, keys: str, help_text: str = "") -> str:
        """One key out of `choices`, pressed without Enter; `\\r` is Enter itself.

        `told` says which keys there are: once, after one that is none of them.
        """
        import click

        while True:
            key = click.getchar(echo=False).lower().replace("\n", "\r")
            if key == "\x03":
                raise KeyboardInterrupt
            if key == "\x04":
                raise EOFError
            if key in keys or (key == "\x1b" and "q" in keys):
                return key
            if help_text:
                self.print(help_text)
                help_text = ""

    def warn(self, text: str, hint: str = "") -> None:
        """Something to know, and what to do about it."""
        self.print(text)
        if hint:
            self.print(f"hint: {hint}")

    def error(self, message: "ErrorMessage", translator: Translator) -> None:
        """Why not, and what to do."""
        _ = translator.gettext
        self.print(f"{_('not done')}: {sanitize(message.text)}")
        if message.hint:
            self.print()
            self.print(f"hint: {sanitize(message.hint)}")

    def _wrap(self, text: str) -> str:
        """The text, made safe; on a terminal no line is longer than it, so that no word is broken."""
        safe_text = sanitize(text, multiline=True)
        width = self._environment.message_width
        return safe_text if width is None else wrap_long_lines(safe_text, width)

    def _write(self, text: str) -> None:
        self.nothing_written = False
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError:  # nobody can hear it, which changes nothing about what was done
            redirect_to_devnull(self._stream)


class DemoMessages(Messages):
    """Messages of a run that is played: they stand between the data, where a reader of the play looks for them."""

    def __init__(self, environment: Environment, output: Output) -> None:
        super().__init__(environment)
        self._output = output

    def _write(self, text: str) -> None:
        self.nothing_written = False
        self._output.print_text(text)
