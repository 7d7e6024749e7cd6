"""What the command-line framework found wrong with a command line, as refusals of our own."""

import difflib
import shlex
from collections.abc import Iterable, Sequence
from itertools import takewhile

import click

from tipcycle.cli.first_words import LEAVING, at_first, in_group
from tipcycle.cli.framework import metavar
from tipcycle.cli.help import COMMANDS
from tipcycle.cli.session import Session
from tipcycle.cli.unquoted import refuse_loose
from tipcycle.core.errors import (
    BadFlag,
    FlagWithoutValue,
    MissingFlags,
    MissingWords,
    Misused,
    UnexpectedWords,
    UnknownCommand,
    UnknownFlag,
)
from tipcycle.locales import Words


def misused(error: click.UsageError, session: Session, argv: list[str]) -> Misused:
    """What the framework found wrong with the command line, in our words."""
    command = error.ctx.command_path if error.ctx is not None and error.ctx.parent is not None else ""
    if isinstance(error, click.NoSuchOption):
        if not command and error.option_name == "--json":  # what `tipcycle` alone shows, for a program
            return UnknownFlag(error.option_name, ("tipcycle status --json",))
        return UnknownFlag(error.option_name, tuple(error.possibilities or ()), command)
    if isinstance(error, click.MissingParameter):
        if not session.world.asks or error.ctx is None:
            return MissingFlags((_shown(error.param),))
        return MissingWords(str(error.ctx.command.name), command, _shown(error.param, session.words))
    if isinstance(error, click.BadParameter):
        value = getattr(error, "message", "")
        choices = tuple(getattr(getattr(error.param, "type", None), "choices", ()))
        return BadFlag(_shown(error.param), _quoted(value), choices, (error.param and error.param.metavar) or "N")
    if isinstance(error, click.BadOptionUsage):
        return FlagWithoutValue(error.option_name, _takes(error))
    if error.ctx is not None:
        name = str(error.ctx.info_name)
        refuse_loose(argv[argv.index(name) + 1 if name in argv else 1 :], error.ctx.command, several=True)
    return UnexpectedWords((_inside_brackets(error.format_message()),), _joined(argv, error.ctx))


def no_such_command(args: Sequence[str], words: Words) -> Misused:
    """`args` begin with no command of tipcycle: with what looks like it, and what people mean by it."""
    word = args[0]
    if word.startswith("-"):
        return UnknownFlag(word)
    if word.lower() in LEAVING:
        return UnknownCommand(word)
    known = [words.command(name).removeprefix("tipcycle ") for name in COMMANDS]
    return UnknownCommand(word, _near(word, known), at_first(args, words))


def no_such_command_in(group: click.Context, known: Iterable[str], args: Sequence[str], session: Session) -> Misused:
    """`args` begin with no command of this group; behind `tips` a tip is one that is to be shown."""
    word = args[0]
    if group.info_name == "tips" and session.catalogue.find(word) is not None:
        instead = shlex.join(["tipcycle", "tips", "show", *args])
    else:
        instead = in_group(str(group.info_name), args, session.words)
    return UnknownCommand(word, _near(word, known), instead, group.command_path)


def _near(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """At most two commands that look like the word."""
    return tuple(difflib.get_close_matches(word, list(known), 2, 0.5))


def _takes(error: click.BadOptionUsage) -> str:
    """What the help calls the value of this flag."""
    params = error.ctx.command.params if error.ctx is not None else []
    return next((param.metavar or "" for param in params if error.option_name in param.opts), "")


def _joined(argv: list[str], context: click.Context | None) -> str:
    """The first flag of `argv` that takes `N,N` and got numbers with spaces between, with commas; empty without one."""
    lists = {
        name for param in (context.command.params if context else ()) if param.metavar == "N,N" for name in param.opts
    }
    for place, word in enumerate(argv):
        if word in lists:
            numbers = list(takewhile(lambda each: each.replace(",", "").isdecimal(), argv[place + 1 :]))
            if len(numbers) > 1:
                return f"{word} {','.join(number.strip(',') for number in numbers)}"
    return ""


def _shown(param: click.Parameter | None, words: Words | None = None) -> str:
    if param is None:
        return ""
    return metavar(param, words) if isinstance(param, click.Argument) else param.opts[0]


def _quoted(message: str) -> str:
    """The value in the framework's message, which stands there in quotation marks."""
    parts = message.split("'")
    return parts[1] if len(parts) > 2 else message


def _inside_brackets(message: str) -> str:
    return message[message.find("(") + 1 : message.rfind(")")] if "(" in message else message
