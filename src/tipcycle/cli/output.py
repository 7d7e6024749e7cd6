"""The only writers of stdout (`Output`: data) and stderr (`Messages`: text for the user).

Both sanitise all text, so that it cannot control the terminal. The exception is `Output.print_bytes`.
"""

import contextlib
import io
import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from msgspec import Struct

from tipcycle.cli.environment import Environment
from tipcycle.core.errors import DiskError
from tipcycle.i18n import Translator
from tipcycle.render.sanitize import sanitize
from tipcycle.render.text_layout import StyledLine, wrap_long_lines

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tipcycle.cli.error_messages import ErrorMessage

_SGR_CODES = {"bold": "1", "dim": "2", "accent": "36"}


class Output:
    """Writes the data of a run to stdout."""

    def __init__(self, environment: Environment, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout or io.StringIO()
        self._environment = environment
        self.pipe_closed = False
        """True once the reader has closed the pipe."""

    def print_text(self, text: str) -> None:
        """Print plain text of one or more lines."""
        self._write(sanitize(text, multiline=True).rstrip("\n") + "\n")

    def print_wrapped(self, text: str) -> None:
        """Print plain text, wrapped at word boundaries to the width of the terminal."""
        width = self._environment.wrap_width
        self.print_text(text if width is None else wrap_long_lines(sanitize(text, multiline=True), width))

    def print_lines(self, lines: Iterable[StyledLine]) -> None:
        """Print lines that are laid out already, with styles if the terminal supports colour."""
        for line in lines:
            self._write("".join(self._styled(sanitize(text), style) for text, style in line).rstrip() + "\n")

    def _styled(self, text: str, style: str) -> str:
        if not style or not self._environment.use_color or not text:
            return text
        return f"\x1b[{_SGR_CODES[style]}m{text}\x1b[0m"

    def print_json(self, document: Struct) -> None:
        """Print a JSON document in UTF-8."""
        from tipcycle.render.json.document import json_text  # most commands print none

        self.print_bytes(json_text(document).encode())

    def print_bytes(self, data: bytes) -> None:
        """Print a whole document unchanged. The caller must sanitise it."""
        buffer = getattr(self._stream, "buffer", None)
        if buffer is None:
            self._write(data.decode("utf-8", "backslashreplace"))
            return
        with _convert_os_errors():
            self._stream.flush()
            buffer.write(data)
            buffer.flush()

    def print_rich(self, *renderables: "RenderableType") -> None:
        """Print Rich renderables at the width of the terminal."""
        self._write(render_rich(renderables, width=self._environment.width, color=self._environment.use_color))

    def _write(self, text: str) -> None:
        with _convert_os_errors():
            self._stream.write(text)

    def close(self) -> None:
        """Flush the output. A closed pipe (`| head`) is not an error. Raises `DiskError` if a write fails."""
        try:
            with _convert_os_errors():
                self._stream.flush()
        except BrokenPipeError:
            self.pipe_closed = True
            redirect_to_devnull(sys.stdout)


@contextlib.contextmanager
def _convert_os_errors() -> Iterator[None]:
    """Convert an `OSError` of a write to stdout into `DiskError`. Let `BrokenPipeError` pass."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        redirect_to_devnull(sys.stdout)
        raise DiskError("stdout", error.strerror or str(error)) from error


def redirect_to_devnull(stream: TextIO) -> None:
    """Redirect a closed stream to /dev/null, so that Python does not report the error again at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def render_rich(renderables: "Iterable[RenderableType]", *, width: int, color: bool) -> str:
    """Return the text of Rich renderables. Sanitises every segment, in case a renderer did not."""
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
    buffer = console.file
    assert isinstance(buffer, io.StringIO)
    return "".join(line.rstrip() + "\n" for line in buffer.getvalue().splitlines())


class Messages:
    """Writes messages and questions for the user to stderr."""

    def __init__(self, environment: Environment, stream: TextIO | None = None) -> None:
        self._environment = environment
        self._stream = stream or sys.stderr or io.StringIO()

    def print(self, text: str = "") -> None:
        """Print a message of one or more lines."""
        self._write(self._wrap(text) + "\n")

    def ask(self, text: str) -> str:
        """Print a question and return the line that the user types. Raises `EOFError` at the end of input."""
        self._write(self._wrap(text))
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\r\n")

    def read_key(self, keys: str, help_text: str = "") -> str:
        """Read one of `keys`, pressed without Enter. `\\r` is Enter. Escape counts as `q`.

        Prints `help_text` once, after the first key that is not in `keys`. Raises `KeyboardInterrupt` on Ctrl+C and
        `EOFError` on Ctrl+D.
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
        """Print a warning, and a hint if there is one."""
        self.print(text)
        if hint:
            self.print(f"hint: {hint}")

    def error(self, message: "ErrorMessage", translator: Translator) -> None:
        """Print an error message with its hint."""
        _ = translator.gettext
        self.print(f"{_('not done:')} {sanitize(message.text)}")
        if message.hint:
            self.print()
            self.print(f"hint: {sanitize(message.hint)}")

    def _wrap(self, text: str) -> str:
        """Return the sanitised text, wrapped at word boundaries to the width of the terminal."""
        safe_text = sanitize(text, multiline=True)
        width = self._environment.message_width
        return safe_text if width is None else wrap_long_lines(safe_text, width)

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError:  # stderr is closed, which must not affect the result of the command
            redirect_to_devnull(self._stream)


class DemoMessages(Messages):
    """Messages of a step of the demo. They go to the same output as the data, so that both stay in order."""

    def __init__(self, environment: Environment, output: Output) -> None:
        super().__init__(environment)
        self._output = output

    def _write(self, text: str) -> None:
        self._output.print_text(text)
