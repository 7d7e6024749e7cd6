"""The command-line framework, dressed for two languages: commands load when they are called, help is ours.

Every text of a command is English in its code and is looked up when the command is built, so that one process can
speak both languages.
"""

import difflib
import inspect
import shlex
from importlib import import_module
from itertools import takewhile
from typing import Any, get_args

import click
import typer
from click.shell_completion import CompletionItem
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command as build_command

from tipcycle.cli.first_words import LEAVING, at_first, in_group
from tipcycle.cli.session import Session
from tipcycle.core.errors import (
    MissingWords,
    UnknownCommand,
    UnknownFlag,
)
from tipcycle.locales import DUTCH_VERBS, N_, Words
from tipcycle.views.lines import folded

LOOP: dict[str, str] = {
    "pick": N_("choose five tips"),
    "checkin": N_("look back on your week, a minute and a half"),
    "review": N_("one sheet to talk about with your team"),
    "momentum": N_("what is getting under way"),
}
"""The few commands of the loop, which `--help` shows."""

NOW_AND_THEN: dict[str, str] = {
    "status": N_("the cycle so far, week by week"),
    "note": N_("keep a line in the middle of the week"),
    "swap": N_("change one of the five, with a reason"),
    "pause": N_("take weeks off; they do not count"),
    "close": N_("round off: keep, adapt, another round, let go"),
    "undo": N_("take back the last entry"),
    "card": N_("your five as pocket cards, or as a message for a colleague"),
    "calendar": N_("the weekly check-in and the review day, for your calendar"),
    "tips": N_("read, search and compare the tips"),
    "journal": N_("where your files are, whether they are sound, what is in them"),
    "voices": N_("what was heard; share a line, or hang up a wall"),
    "sentence": N_("the one sentence you hold your choices against"),
    "pulse": N_("how customer-focused you find yourselves: two realities or one room"),
    "reflect": N_("which form of change is at hand, in five minutes"),
    "profile": N_("your name, team, language and check-in day"),
    "prompt": N_("one short line for your shell on the check-in day"),
    "completion": N_("lets your shell complete commands, tips and weeks"),
    "demo": N_("plays a year of the loop in a throwaway journal"),
    "help": N_("all commands"),
}

ALIASES = {dutch: english for english, dutch in DUTCH_VERBS.items()}
COMMANDS = {**LOOP, **NOW_AND_THEN}
ALIASES_HELP = {dutch: COMMANDS[english] for dutch, english in ALIASES.items()}


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
    N_("WHERE"), N_("WORDS"), N_("FILES"), N_("NUMBER"), N_("WHAT"),
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
        """The command that is meant; UnknownCommand with what is near."""
        if args and args[0] not in self.commands:
            session = session_of(ctx)
            if ctx.info_name == "tips" and session.catalogue.find(args[0]) is not None:
                instead = shlex.join(["tipcycle", "tips", "show", *args])
            else:
                instead = in_group(str(ctx.info_name), args, session.words)
            near = tuple(difflib.get_close_matches(args[0], self.commands, 2, 0.5))
            raise UnknownCommand(args[0], near, instead, ctx.command_path)
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
        name = ALIASES.get(cmd_name, cmd_name)
        if name not in COMMANDS:
            return None
        if name not in self.commands:
            module = import_module(f"tipcycle.cli.commands.{name}")
            self.commands[name] = build_command(module.app)
            self.commands[name].name = name
        return self.commands[name]

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """The command that is meant; UnknownCommand with what is near."""
        if args and self.get_command(ctx, args[0]) is None:
            if args[0].startswith("-"):
                raise UnknownFlag(args[0])
            words = session_of(ctx).words
            if args[0].lower() in LEAVING:
                raise UnknownCommand(args[0])
            known = [words.command(name).removeprefix("tipcycle ") for name in COMMANDS]
            near = tuple(difflib.get_close_matches(args[0], known, 2, 0.5))
            raise UnknownCommand(args[0], near, at_first(args, words))
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        """The five lines of the loop."""
        session = session_of(ctx)
        return short_help(session.words, session.world.width if session.world.screen else None)


def _row(name: str, words: Words) -> tuple[str, str, str]:
    """Command, what it does, and its other name."""
    typed = words.command(name)
    return typed, words.text(COMMANDS[name]), "" if typed.endswith(f" {name}") else f"({name})"


_COLUMN = 24
"""Where the explanations begin."""


def _table(rows: list[tuple[str, str, str]], width: int | None) -> str:
    """Commands and what they do, at this width; one line each where nobody looks (None)."""
    lines = []
    for command, what, other in rows:
        line = f"  {command:<{_COLUMN - 2}}{what}" + (f"  {other}" if other else "")
        lines.append(line if width is None else folded(line, width, indent=" " * (_COLUMN if width >= 60 else 6)))
    return "\n".join(lines)


def short_help(words: Words, width: int | None = None) -> str:
    """`tipcycle --help`: the few commands of the loop, and a way to the rest."""
    _ = words.text
    rows = [("tipcycle", _("where you are, and what matters today"), ""), *(_row(name, words) for name in LOOP)]
    names = [words.command(name).removeprefix("tipcycle ") for name in ("note", "swap", "pause", "close", "undo")]
    rest = _("Now and then: {commands}.   All of it: tipcycle help").format(commands=", ".join(names))
    return f"\n{_table(rows, width)}\n\n{_at(f'  {rest}', width)}\n"


def _at(line: str, width: int | None) -> str:
    return line if width is None else folded(line, width)


def long_help(words: Words, width: int | None = None) -> str:
    """`tipcycle help`: every command, and the flags that go with all of them."""
    _ = words.text
    flags = [
        ("--lang en|nl", _("the language of this run"), ""),
        ("--home DIR", _("another folder for the journal (or TIPCYCLE_HOME)"), ""),
        ("--plain", _("words instead of signs, for a screen reader"), ""),
        ("--version", _("which tipcycle this is"), ""),
    ]
    rows = [("tipcycle", _("where you are, and what matters today"), ""), *(_row(name, words) for name in COMMANDS)]
    tail = _("tipcycle COMMAND --help explains one; every command that shows something has --json.")
    return f"\n{_table(rows, width)}\n\n{_table(flags, width)}\n\n{_at(f'  {tail}', width)}\n"


def dispatch(session: Session, argv: list[str]) -> int:
    """Runs the command that `argv` names; what the framework finds wrong becomes one of our refusals."""
    if "--version" in takewhile(lambda word: word != "--", argv):
        from tipcycle import __version__

        session.output.text(f"tipcycle {__version__}")
        return 0
    if argv[0] in ("--help", "-h"):
        session.output.text(short_help(session.words, session.world.width if session.world.screen else None))
        return 0
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
