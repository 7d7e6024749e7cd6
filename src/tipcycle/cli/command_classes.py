"""The command-line framework, dressed for two languages: commands load when they are called, help is ours.

Every text of a command is English in its code and is looked up when the command is built, so that one process can
speak both languages.
"""

import inspect
from collections.abc import Iterator
from typing import Any, get_args

import click
import typer
from typer.core import TyperCommand, TyperGroup

from tipcycle.cli.context import get_app_context
from tipcycle.cli.lenient_args import RANGE_WORDS, argument_metavar, count_date_words, reject_ambiguous_words
from tipcycle.core.errors import (
    MissingArgumentError,
    UnknownOptionError,
)
from tipcycle.i18n import Translator


class TipcycleCommand(TyperCommand):
    """A command whose help is laid out here and speaks the session's language."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments; what the parser finds wrong knows which command it was, for the hint."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help page of one command."""
        translator = get_app_context(ctx).translator
        _ = translator.gettext
        usage = " ".join(self.collect_usage_pieces(ctx))
        formatter.write(f"\n  {ctx.command_path} {usage}\n\n")
        formatter.width = max(40, get_app_context(ctx).environment.width - 2)
        with formatter.indentation():
            formatter.write_text(translator.gettext(self.help or ""))
            rows = [
                (_param_label(param, translator), translator.gettext(_param_help(param, self)))
                for param in self.get_params(ctx)
                if not getattr(param, "hidden", False) and "--help" not in param.opts
            ]
            if rows:
                formatter.write_paragraph()
                formatter.write_dl(rows, col_max=28)
        formatter.write("\n")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """`[TIPS]… [OPTIONS]` in the session's language."""
        translator = get_app_context(ctx).translator
        _ = translator.gettext
        arguments = [param for param in self.get_params(ctx) if isinstance(param, click.Argument)]
        pieces = [
            argument_metavar(argument, translator)
            if argument.required
            else f"[{argument_metavar(argument, translator)}]"
            for argument in arguments
        ]
        return [*pieces, _("[OPTIONS]")]


def _param_help(param: click.Parameter, command: click.Command) -> str:
    """What a parameter says of itself; of an argument it stands in the signature, because click 8.5 loses it."""
    help_text = getattr(param, "help", None)
    if not help_text and command.callback is not None and param.name:
        annotation = inspect.signature(command.callback).parameters[param.name].annotation
        help_text = next((metadata.help for metadata in get_args(annotation)[1:] if hasattr(metadata, "help")), None)
    return help_text or ""


def _param_label(param: click.Parameter, translator: Translator) -> str:
    if isinstance(param, click.Argument):
        return argument_metavar(param, translator)
    names = ", ".join(param.opts)
    assert isinstance(param, click.Option)
    return names if param.is_flag else f"{names} {translator.gettext(param.metavar or (param.name or '').upper())}"


class DateArgsCommand(TipcycleCommand):
    """A command of which some values are dates; a date of several words needs no quotation marks."""

    date_flags: tuple[str, ...] = ()
    """The flags that take one."""
    has_date_arguments = False
    """Whether the command takes dates that stand by themselves."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, each date as one of them."""
        return super().parse_args(ctx, list(self._join_dates(args)))

    def _join_dates(self, args: list[str]) -> Iterator[str]:
        options = [param for param in self.params if isinstance(param, click.Option) and not param.is_flag]
        value_flags = {name for option in options for name in option.opts}
        index = 0
        previous = ""
        while index < len(args):
            count = 1
            if previous in self.date_flags or (self.has_date_arguments and previous not in value_flags):
                if previous not in self.date_flags and index and args[index] in RANGE_WORDS:
                    index += 3 if args[index : index + 3] == ["tot", "en", "met"] else 1
                    continue
                count = count_date_words(args[index:])
            previous = " ".join(args[index : index + count])
            yield previous
            index += count


class FreeTextCommand(TipcycleCommand):
    """A command whose last argument is one text; its words need no quotation marks where they stand together.

    Words behind a flag that takes a text itself can be that flag's: UnquotedTextError.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, once it is clear which words are the text."""
        reject_ambiguous_words(args, self, strict=False)
        return super().parse_args(ctx, args)


class TipcycleGroup(TyperGroup):
    """A command that has commands of its own, such as `tips`."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help page: what it is for, and its commands."""
        translator = get_app_context(ctx).translator
        _ = translator.gettext
        formatter.write(f"\n  {ctx.command_path} {_('COMMAND')}\n\n")
        formatter.width = max(40, get_app_context(ctx).environment.width - 2)
        with formatter.indentation():
            formatter.write_text(translator.gettext(self.help or ""))
            formatter.write_paragraph()
            formatter.write_dl(
                [
                    (name, _first_line(translator.gettext(command.help or "")))
                    for name, command in self.commands.items()
                    if not command.hidden
                ],
                col_max=28,
            )
        formatter.write("\n")

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Flags without a command are those of `list`, where there is one: `tipcycle tips --json`."""
        if not args or (args[0].startswith("-") and args[0] != "--help"):
            if "list" not in self.commands:
                if args:
                    raise UnknownOptionError(args[0], command_path=ctx.command_path)
                raise MissingArgumentError(
                    str(self.name), ctx.command_path, get_app_context(ctx).translator.gettext("COMMAND")
                )
            args = ["list", *args]
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """The command that is meant; UnknownCommandError for one that is not there."""
        if args and args[0] not in self.commands:
            from tipcycle.cli.usage_errors import unknown_subcommand  # most command lines are right

            raise unknown_subcommand(ctx, self.commands, args, get_app_context(ctx))
        return super().resolve_command(ctx, args)


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0] if text.strip() else ""


def new_command(help: str) -> typer.Typer:
    """A Typer application for one module of `cli.commands`."""
    return typer.Typer(
        help=help, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=False
    )


def new_group(help: str) -> typer.Typer:
    """A Typer application for a command that has commands of its own."""
    return typer.Typer(
        help=help,
        cls=TipcycleGroup,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=False,
    )
