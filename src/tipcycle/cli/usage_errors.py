"""Conversion of click's usage errors into `core.errors.UsageError`, with close matches and suggested commands."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

import click

from tipcycle.cli.command_suggestions import EXIT_WORDS, suggest_command, suggest_subcommand
from tipcycle.cli.context import AppContext, get_app_context
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
from tipcycle.render.shell_quoting import quote_command


def convert_usage_error(error: click.UsageError, ctx: click.Context, args: list[str]) -> UsageError:
    """Return the `UsageError` for a usage error of click in the arguments of a command. Reads no message of click."""
    command = ctx.command_path if ctx.parent is not None else ""
    if isinstance(error, click.NoSuchOption):
        if not command and error.option_name == "--json":  # the JSON counterpart of the home screen
            return UnknownOptionError(error.option_name, ("tipcycle status --json",))
        translator = get_app_context(ctx).translator
        options = [name for param in ctx.command.params for name in param.opts if name.startswith("--")]
        names = {name: translator.option(name) for name in options}
        return UnknownOptionError(error.option_name, _close_matches(error.option_name, names), command)
    if isinstance(error, click.MissingParameter):
        context = get_app_context(ctx)
        if not context.environment.interactive:
            return MissingOptionsError((_param_name(error.param),))
        return MissingArgumentError(str(ctx.command.name), command, _param_name(error.param, context.translator))
    if isinstance(error, click.BadParameter) and error.param is not None:
        choices = tuple(map(str, getattr(error.param.type, "choices", ())))
        value = _raw_value(error.param, ctx, args)
        type_ = error.param.type
        low, high = (type_.min, type_.max) if isinstance(type_, click.IntRange) else (None, None)
        metavar = error.param.metavar or "N"
        return InvalidOptionValueError(_param_name(error.param), value, choices, metavar, low, high)
    if isinstance(error, click.BadOptionUsage):
        given = next((word for word in args if word.startswith(f"{error.option_name}=")), None)
        if given is not None:  # a flag with a value
            return InvalidOptionValueError(error.option_name, given.partition("=")[2])
        return MissingOptionValueError(error.option_name, _option_metavar(error.option_name, ctx.command))
    return unexpected_arguments(args, ctx.command, args)


def unexpected_arguments(extra_words: Sequence[str], command: click.Command, args: list[str]) -> UsageError:
    """Return the error for words that the command does not accept.

    Raises `UnquotedTextError` if they can be the words of an unquoted option value.
    """
    reject_ambiguous_words(args, command, strict=True)
    return UnexpectedArgumentsError((" ".join(extra_words),), _comma_separated(args, command))


def unknown_command(args: Sequence[str], translator: Translator) -> UsageError:
    """Return the error for a command line that starts with an unknown command.

    Includes close matches, and the command that `cli.command_suggestions` gives for the word.
    """
    word = args[0]
    if word.startswith("-"):
        return UnknownOptionError(word)
    if word.lower() in EXIT_WORDS:
        return UnknownCommandError(word)
    names = {name: translator.command_name(name) for name in COMMANDS}
    return UnknownCommandError(word, _close_matches(word, names), suggest_command(args, translator))


def unknown_subcommand(
    ctx: click.Context, command_names: Iterable[str], args: Sequence[str], context: AppContext
) -> UsageError:
    """Return the error for an unknown subcommand of a group, with close matches and a suggested command.

    After `tips`, suggests `tips show` if the word is a tip.
    """
    word = args[0]
    if ctx.info_name == "tips" and context.catalogue.find(word) is not None:
        suggestion = quote_command(["tipcycle", "tips", "show", *args])
    else:
        suggestion = suggest_subcommand(str(ctx.info_name), args, context.translator)
    candidates = {name: context.translator.subcommand_name(str(ctx.info_name), name) for name in command_names}
    return UnknownCommandError(word, _close_matches(word, candidates), suggestion, ctx.command_path)


def _close_matches(word: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return at most two names in the language of the run that are similar to the word, or whose English name is.

    The keys of `names` are the English names.
    """
    shown_names = {**names, **{name: name for name in names.values()}}
    matches = difflib.get_close_matches(word, shown_names, 2, 0.5)
    return tuple(dict.fromkeys(shown_names[match] for match in matches))


def _option_metavar(option_name: str, command: click.Command) -> str:
    """Return the metavar of the option with this name; empty if it is not found."""
    return next((param.metavar or "" for param in command.params if option_name in param.opts), "")


def _raw_value(param: click.Parameter, ctx: click.Context, args: list[str]) -> str:
    """Return the value of the parameter as it was typed; of several values, all of them."""
    values, _, _ = ctx.command.make_parser(ctx).parse_args(list(args))
    value = values.get(str(param.name), "")
    return value if isinstance(value, str) else " ".join(value)


def _comma_separated(args: list[str], command: click.Command) -> str:
    """Return the first `N,N` option in `args` whose numbers are separated by spaces, corrected to commas.

    Empty if there is none.
    """
    list_flags = {name for param in command.params if param.metavar == "N,N" for name in param.opts}
    for index, word in enumerate(args):
        if word in list_flags:
            numbers = list(takewhile(lambda text: text.replace(",", "").isdecimal(), args[index + 1 :]))
            if len(numbers) > 1:
                return f"{word} {','.join(number.strip(',') for number in numbers)}"
    return ""


def _param_name(param: click.Parameter | None, translator: Translator | None = None) -> str:
    """Return the metavar of an argument or the first name of an option; empty for None."""
    if param is None:
        return ""
    return argument_metavar(param, translator) if isinstance(param, click.Argument) else param.opts[0]
