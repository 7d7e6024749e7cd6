"""The command-line framework, dressed for two languages: commands load when they are called, help is ours.

Every text of a command is English in its code and is looked up when the command is built, so that one process can
speak both languages.
"""

import inspect
from importlib import import_module
from typing import Any, get_args

import click
import typer
from click.shell_completion import CompletionItem
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command as build_command

from tipcycle.cli.help import ALIASES, ALIASES_HELP, COMMANDS, short_help
from tipcycle.cli.session import Session
from tipcycle.core.errors import (
    MissingWords,
    UnknownFlag,
)
from tipcycle.locales import N_, UNDERSTOOD, Words


def session_of(context: click.Context) -> Session:
    """The session that a command runs in."""
    session = context.find_root().obj
    assert isinstance(session, Session)
    return session


class Command(TyperCommand):
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
        words = session_of(ctx).words
        _ = words.text
        usage = " ".join(self.collect_usage_pieces(ctx))
        formatter.write(f"\n  {ctx.command_path} {usage}\n\n")
        formatter.width = max(40, session_of(ctx).world.width - 2)
        with formatter.indentation():
            formatter.write_text(words.text(self.help or ""))
            rows = [
                (_names(param, words), words.text(_help_of(param, self)))
                for param in self.get_params(ctx)
                if not getattr(param, "hidden", False) and "--help" not in param.opts
            ]
            if rows:
                formatter.write_paragraph()
                formatter.write_dl(rows, col_max=28)
        formatter.write("\n")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """`[TIPS]… [OPTIONS]` in the session's language."""
        words = session_of(ctx).words
        _ = words.text
        arguments = [param for param in self.get_params(ctx) if isinstance(param, click.Argument)]
        pieces = [metavar(each, words) if each.required else f"[{metavar(each, words)}]" for each in arguments]
        return [*pieces, _("[OPTIONS]")]


METAVARS = (
    N_("CYCLE"), N_("DATE"), N_("DAY"), N_("FILE"), N_("FORM"), N_("FORMAT"), N_("FROM"), N_("KIND"), N_("NEW"),
    N_("OLD"), N_("ROLE"), N_("SHELL"), N_("TEXT"), N_("THEME"), N_("TIP"), N_("TIPS"), N_("TO"), N_("WEEK"),
    N_("WHERE"), N_("WORDS"), N_("FILES"), N_("NUMBER"), N_("WHAT"), N_("N=TEXT"), N_("PAPER"), N_("HH:MM"), N_("ID"),
    N_("yyn?nnyy"), N_("COMMAND"),
)  # fmt: skip
"""What stands for a value in the help."""


def metavar(argument: click.Argument, words: Words | None = None) -> str:
    """What stands for an argument in the help: `TIPS…`."""
    name = (argument.metavar or argument.name or "").upper()
    name = words.text(name) if words else name
    return f"{name}…" if argument.nargs == -1 else name


def _help_of(param: click.Parameter, command: click.Command) -> str:
    """What a parameter says of itself; of an argument it stands in the signature, because click 8.5 loses it."""
    said = getattr(param, "help", None)
    if not said and command.callback is not None and param.name:
        annotation = inspect.signature(command.callback).parameters[param.name].annotation
        said = next((extra.help for extra in get_args(annotation)[1:] if hasattr(extra, "help")), None)
    return said or ""


def _names(param: click.Parameter, words: Words) -> str:
    if isinstance(param, click.Argument):
        return metavar(param, words)
    names = ", ".join(param.opts)
    assert isinstance(param, click.Option)
    return names if param.is_flag else f"{names} {words.text(param.metavar or (param.name or '').upper())}"


class Group(TyperGroup):
    """A command that has commands of its own, such as `tips`."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help page: what it is for, and its commands."""
        words = session_of(ctx).words
        _ = words.text
        formatter.write(f"\n  {ctx.command_path} {_('COMMAND')}\n\n")
        formatter.width = max(40, session_of(ctx).world.width - 2)
        with formatter.indentation():
            formatter.write_text(words.text(self.help or ""))
            formatter.write_paragraph()
            formatter.write_dl(
                [
                    (name, _first_line(words.text(command.help or "")))
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
                    raise UnknownFlag(args[0], command=ctx.command_path)
                raise MissingWords(str(self.name), ctx.command_path, session_of(ctx).words.text("COMMAND"))
            args = ["list", *args]
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """The command that is meant; UnknownCommand for one that is not there."""
        if args and args[0] not in self.commands:
            from tipcycle.cli.misuse import no_such_command_in  # most command lines are right

            raise no_such_command_in(ctx, self.commands, args, session_of(ctx))
        return super().resolve_command(ctx, args)


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0] if text.strip() else ""


class Root(click.Group):
    """`tipcycle` itself: finds a command by its name or its Dutch verb and loads it then."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the contract."""
        return list(COMMANDS)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands with what they do; none is loaded for it."""
        words = session_of(ctx).words
        every = {**COMMANDS, **(ALIASES_HELP if words.language == "nl" else {})}
        return [
            CompletionItem(name, help=words.text(what)) for name, what in every.items() if name.startswith(incomplete)
        ]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, built for this run so that its texts are in its language; the framework asks for it twice."""
        name = ALIASES.get(cmd_name) or UNDERSTOOD.get(cmd_name, cmd_name)
        if name not in COMMANDS:
            return None
        if name not in self.commands:
            module = import_module(f"tipcycle.cli.commands.{name}")
            self.commands[name] = build_command(module.app)
            self.commands[name].name = name
        return self.commands[name]

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """The command that is meant; UnknownCommand for one that is not there."""
        if args and self.get_command(ctx, args[0]) is None:
            from tipcycle.cli.misuse import no_such_command  # most command lines are right

            raise no_such_command(args, session_of(ctx).words)
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        """The five lines of the loop."""
        session = session_of(ctx)
        return short_help(session.words, session.world.folds_at)


def dispatch(session: Session, argv: list[str]) -> int:
    """Runs the command that `argv` names; what the framework finds wrong becomes one of our refusals."""
    root = Root(name="tipcycle", add_help_option=False)
    try:
        # Not `root.main`: it leaves the process when a pipe breaks, and takes the end of input for an interrupt.
        with root.make_context("tipcycle", list(argv), obj=session) as context:
            code = root.invoke(context)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.UsageError as error:
        from tipcycle.cli.misuse import misused  # most command lines are right

        raise misused(error, session, argv) from None
    return int(code or 0)


def new_command(help: str) -> typer.Typer:
    """A Typer application for one module of `cli.commands`."""
    return typer.Typer(
        help=help, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=False
    )


def new_group(help: str) -> typer.Typer:
    """A Typer application for a command that has commands of its own."""
    return typer.Typer(
        help=help,
        cls=Group,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=False,
    )
