"""Base classes for Typer commands and groups: translated help pages and lenient parsing of dates and texts.

The texts of a command are English in the code and are translated when they are printed, so that one process can use
both languages. Must not import commands or prompts.
"""

import inspect
from collections.abc import Iterator
from typing import Any, get_args

import click
import typer
from typer.core import TyperCommand, TyperGroup

from tipcycle.cli.context import get_app_context
from tipcycle.cli.lenient_args import count_date_words, count_range_words, reject_ambiguous_words
from tipcycle.cli.metavars import argument_metavar
from tipcycle.core.errors import (
    MissingArgumentError,
    UnknownOptionError,
)
from tipcycle.i18n import Translator


class TipcycleCommand(TyperCommand):
    """A command with a help page in the language of the run."""

    allow_extra_args = True  # `parse_args` rejects them with an error that contains them

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments. Raises a subclass of `UsageError` for each usage error of click."""
        words = list(args)  # click empties `args`
        try:
            extra_words = super().parse_args(ctx, args)
        except click.UsageError as error:
            from tipcycle.cli.usage_errors import convert_usage_error  # only imported on errors

            raise convert_usage_error(error, ctx, words) from None
        if extra_words and not ctx.resilient_parsing:
            from tipcycle.cli.usage_errors import unexpected_arguments

            raise unexpected_arguments(extra_words, self, words)
        return extra_words

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help page of the command."""
        translator = get_app_context(ctx).translator
        _ = translator.gettext
        usage = " ".join(self.collect_usage_pieces(ctx))
        formatter.write(f"\n  {_command_path(ctx)} {usage}\n\n")
        formatter.width = max(40, get_app_context(ctx).environment.width - 2)
        with formatter.indentation():
            formatter.write_text(translator.gettext(self.help or ""))
            rows = [
                (_param_label(param, translator), _param_help(param, self, translator))
                for param in self.get_params(ctx)
                if not getattr(param, "hidden", False) and "--help" not in param.opts
            ]
            if rows:
                formatter.write_paragraph()
                formatter.write_dl(rows, col_max=28)
        formatter.write("\n")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the parts of the usage line, such as `[TIPS]… [OPTIONS]`, translated."""
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


def _command_path(ctx: click.Context) -> str:
    """Return `tipcycle` and the command, in the language of the run."""
    return get_app_context(ctx).translator.command(ctx.command_path.removeprefix("tipcycle "))


def _param_help(param: click.Parameter, command: click.Command, translator: Translator) -> str:
    """Return the translated help text of a parameter. Without one, list its choices.

    For an argument, read it from the signature: click 8.5 drops it.
    """
    if not getattr(param, "help", None) and hasattr(param.type, "choices"):
        return translator.join_or(translator.value(param.opts[0], str(choice)) for choice in param.type.choices)
    help_text = getattr(param, "help", None)
    if not help_text and command.callback is not None and param.name:
        annotation = inspect.signature(command.callback).parameters[param.name].annotation
        help_text = next((metadata.help for metadata in get_args(annotation)[1:] if hasattr(metadata, "help")), None)
    return translator.gettext(help_text) if help_text else ""


def _param_label(param: click.Parameter, translator: Translator) -> str:
    """Return the label of a parameter on the help page: the metavar, or the option names and the metavar."""
    if isinstance(param, click.Argument):
        return argument_metavar(param, translator)
    names = ", ".join(map(translator.option, param.opts))
    assert isinstance(param, click.Option)
    return names if param.is_flag else f"{names} {translator.gettext(param.metavar or (param.name or '').upper())}"


class DateArgsCommand(TipcycleCommand):
    """A command with date values. A date of several words does not need quotation marks."""

    date_options: tuple[str, ...] = ()
    """The options that take a date."""
    has_date_arguments = False
    """True if the positional arguments are dates."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments after joining the words of each date into one argument."""
        return super().parse_args(ctx, list(self._join_dates(args)))

    def _join_dates(self, args: list[str]) -> Iterator[str]:
        """Join the words of each date into one argument. Drop range words such as `to` or `tot en met`."""
        options = [param for param in self.params if isinstance(param, click.Option) and not param.is_flag]
        value_flags = {name for option in options for name in option.opts}
        index = 0
        previous = ""
        while index < len(args):
            count = 1
            if previous in self.date_options or (self.has_date_arguments and previous not in value_flags):
                range_words = count_range_words(args[index:]) if previous not in self.date_options and index else 0
                if range_words:
                    index += range_words
                    continue
                count = count_date_words(args[index:])
            previous = " ".join(args[index : index + count])
            yield previous
            index += count


class FreeTextCommand(TipcycleCommand):
    """A command whose last argument is a text. The text does not need quotation marks.

    Raises `UnquotedTextError` if some of its words can belong to an option.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments. Raises `UnquotedTextError` for ambiguous words."""
        reject_ambiguous_words(args, self, strict=False)
        return super().parse_args(ctx, args)


class TipcycleGroup(TyperGroup):
    """A command with subcommands, such as `tips`."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help page with the list of subcommands."""
        translator = get_app_context(ctx).translator
        _ = translator.gettext
        formatter.write(f"\n  {_command_path(ctx)} {_('COMMAND')}\n\n")
        formatter.width = max(40, get_app_context(ctx).environment.width - 2)
        with formatter.indentation():
            formatter.write_text(translator.gettext(self.help or ""))
            formatter.write_paragraph()
            formatter.write_dl(
                [
                    (
                        translator.subcommand_name(str(self.name), name),
                        _first_line(translator.gettext(command.help or "")),
                    )
                    for name, command in self.commands.items()
                    if not command.hidden
                ],
                col_max=28,
            )
        formatter.write("\n")

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments. Options without a subcommand go to `list` if the group has it: `tipcycle tips --json`.

        Raises `UnknownOptionError` or `MissingArgumentError` if the group has no `list`.
        """
        if ctx.resilient_parsing and not args:  # completion of the subcommand
            return super().parse_args(ctx, args)
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
        """Resolve the subcommand as click does. Raises `UnknownCommandError` if it does not exist."""
        if args and args[0] not in self.commands:
            from tipcycle.cli.usage_errors import unknown_subcommand  # only imported on errors

            raise unknown_subcommand(ctx, self.commands, args, get_app_context(ctx))
        return super().resolve_command(ctx, args)


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0] if text.strip() else ""


def new_command(help: str) -> typer.Typer:
    """Return the Typer application for a module of `cli.commands`."""
    return typer.Typer(
        help=help, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=False
    )


def new_group(help: str) -> typer.Typer:
    """Return the Typer application for a command with subcommands."""
    return typer.Typer(
        help=help,
        cls=TipcycleGroup,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=False,
    )
