"""Conversion of click's usage errors into `core.errors.UsageError`, with close matches and suggested commands."""

import difflib
import shlex
from collections.abc import Iterable, Sequence
from itertools import takewhile

import click

from tipcycle.cli.command_suggestions import EXIT_WORDS, suggest_command, suggest_subcommand
from tipcycle.cli.context import AppContext
from tipcycle.cli.help import COMMANDS
from tipcycle.cli.lenient_args import reject_ambiguous_words
from tipcycle.cli.metavars import argument_metavar
from tipcycle.core.errors import (
    InvalidOptionValueError,
    MissingArgumentError,
    MissingOptionsError,
    MissingOptionValueError,
    UnexpectedArgumentsError,
    UnknownCommandError,
    UnknownOptionError,
    UsageError,
)
from tipcycle.i18n import Translator


def convert_usage_error(error: click.UsageError, context: AppContext, argv: list[str]) -> UsageError:
    """Return the `UsageError` for a usage error of click.

    Raises `UnquotedTextError` if the unexpected arguments can be the words of an unquoted option value.
    """
    command = error.ctx.command_path if error.ctx is not None and error.ctx.parent is not None else ""
    if isinstance(error, click.NoSuchOption):
        if not command and error.option_name == "--json":  # the JSON counterpart of the home screen
            return UnknownOptionError(error.option_name, ("tipcycle status --json",))
        return UnknownOptionError(error.option_name, tuple(error.possibilities or ()), command)
    if isinstance(error, click.MissingParameter):
        if not context.environment.interactive or error.ctx is None:
            return MissingOptionsError((_param_name(error.param),))
        return MissingArgumentError(str(error.ctx.command.name), command, _param_name(error.param, context.translator))
    if isinstance(error, click.BadParameter):
        message = getattr(error, "message", "")
        choices = tuple(getattr(getattr(error.param, "type", None), "choices", ()))
        return InvalidOptionValueError(
            _param_name(error.param), _quoted_value(message), choices, (error.param and error.param.metavar) or "N"
        )
    if isinstance(error, click.BadOptionUsage):
        return MissingOptionValueError(error.option_name, _option_metavar(error))
    if error.ctx is not None:
        name = str(error.ctx.info_name)
        reject_ambiguous_words(argv[argv.index(name) + 1 if name in argv else 1 :], error.ctx.command, strict=True)
    return UnexpectedArgumentsError((_parenthesized_text(error.format_message()),), _comma_separated(argv, error.ctx))


def unknown_command(args: Sequence[str], translator: Translator) -> UsageError:
    """Return the error for a command line that starts with an unknown command.

    Includes close matches, and the command that `cli.command_suggestions` gives for the word.
    """
    word = args[0]
    if word.startswith("-"):
        return UnknownOptionError(word)
    if word.lower() in EXIT_WORDS:
        return UnknownCommandError(word)
    command_names = [translator.command(name).removeprefix("tipcycle ") for name in COMMANDS]
    return UnknownCommandError(word, _close_matches(word, command_names), suggest_command(args, translator))


def unknown_subcommand(
    ctx: click.Context, command_names: Iterable[str], args: Sequence[str], context: AppContext
) -> UsageError:
    """Return the error for an unknown subcommand of a group, with close matches and a suggested command.

    After `tips`, suggests `tips show` if the word is a tip.
    """
    word = args[0]
    if ctx.info_name == "tips" and context.catalogue.find(word) is not None:
        suggestion = shlex.join(["tipcycle", "tips", "show", *args])
    else:
        suggestion = suggest_subcommand(str(ctx.info_name), args, context.translator)
    return UnknownCommandError(word, _close_matches(word, command_names), suggestion, ctx.command_path)


def _close_matches(word: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """Return at most two candidates that are similar to the word."""
    return tuple(difflib.get_close_matches(word, list(candidates), 2, 0.5))


def _option_metavar(error: click.BadOptionUsage) -> str:
    """Return the metavar of the option that the error names; empty if it is not found."""
    params = error.ctx.command.params if error.ctx is not None else []
    return next((param.metavar or "" for param in params if error.option_name in param.opts), "")


def _comma_separated(argv: list[str], ctx: click.Context | None) -> str:
    """Return the first `N,N` option in `argv` whose numbers are separated by spaces, corrected to commas.

    Empty if there is none.
    """
    list_flags = {
        name for param in (ctx.command.params if ctx else ()) if param.metavar == "N,N" for name in param.opts
    }
    for index, word in enumerate(argv):
        if word in list_flags:
            numbers = list(takewhile(lambda text: text.replace(",", "").isdecimal(), argv[index + 1 :]))
            if len(numbers) > 1:
                return f"{word} {','.join(number.strip(',') for number in numbers)}"
    return ""


def _param_name(param: click.Parameter | None, translator: Translator | None = None) -> str:
    """Return the metavar of an argument or the first name of an option; empty for None."""
    if param is None:
        return ""
    return argument_metavar(param, translator) if isinstance(param, click.Argument) else param.opts[0]


def _quoted_value(message: str) -> str:
    """Return the value in quotation marks in click's message; the whole message if there is none."""
    parts = message.split("'")
    return parts[1] if len(parts) > 2 else message


def _parenthesized_text(message: str) -> str:
    """Return the text in parentheses in click's message; the whole message if there is none."""
    return message[message.find("(") + 1 : message.rfind(")")] if "(" in message else message
