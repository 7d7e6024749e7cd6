"""The option `--format`, derived from a table of formats: its help, its completion and its choice."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeVar

import click
import typer
from click.shell_completion import CompletionItem

from tipcycle.render.formats import FileFormat

Format = TypeVar("Format", bound=FileFormat)
if TYPE_CHECKING:
    TextType = click.ParamType[str]
else:  # generic since click 8.4
    TextType = click.ParamType


class FormatType(TextType):
    """The type of `--format`: the name of a format in a table."""

    name = "format"

    def __init__(self, formats: Sequence[FileFormat]) -> None:
        self._formats = {format.name: format for format in formats}

    @property
    def choices(self) -> tuple[str, ...]:
        """The names of the formats, for the help and for the error about an unknown one."""
        return tuple(self._formats)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the format with this name."""
        return self._formats.get(value) or self.fail(value, param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the names of the formats that begin with `incomplete`."""
        return [CompletionItem(name) for name in self.choices if name.startswith(incomplete)]


def format_option(formats: Sequence[FileFormat]) -> Any:
    """Return the declaration of `--format`. Its help lists the formats."""
    return typer.Option("--format", metavar="FORMAT", click_type=FormatType(formats))


def choose_format(
    formats: Sequence[Format], requested: Format | None, output: str | None, default: Format | None = None
) -> Format:
    """Return the requested format, else that of the extension of the output file, else the default (the first)."""
    suffix = output_extension(output)
    return requested or next((format for format in formats if format.suffix == suffix), default or formats[0])


def output_extension(output: str | None) -> str:
    """Return the extension of the output file in lower case, without the dot; empty if there is none."""
    return PurePath(output).suffix.lower().removeprefix(".") if output else ""
