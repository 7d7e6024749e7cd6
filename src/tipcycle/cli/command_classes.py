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

from tipcycle.cli.context import AppContext
from tipcycle.cli.help import COMMANDS, DUTCH_ALIAS_HELP, DUTCH_ALIASES, short_help
from tipcycle.core.errors import (
    MissingArgumentError,
    UnknownOptionError,
)
from tipcycle.i18n import COMMAND_SYNONYMS, N_, Translator


def get_app_context(ctx: click.Context) -> AppContext:
    """The session that a command runs in."""
    context = ctx.find_root().obj
    assert isinstance(context, AppContext)
    return context


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


METAVARS = (
    N_("CYCLE"), N_("DATE"), N_("DAY"), N_("FILE"), N_("FORM"), N_("FORMAT"), N_("FROM"), N_("KIND"), N_("NEW"),
    N_("OLD"), N_("ROLE"), N_("SHELL"), N_("TEXT"), N_("THEME"), N_("TIP"), N_("TIPS"), N_("TO"), N_("WEEK"),
    N_("WHERE"), N_("WORDS"), N_("FILES"), N_("NUMBER"), N_("WHAT"), N_("N=TEXT"), N_("PAPER"), N_("HH:MM"), N_("ID"),
    N_("yyn?nnyy"), N_("COMMAND"),
)  # fmt: skip
"""What stands for a value in the help."""


def argument_metavar(argument: click.Argument, translator: Translator | None = None) -> str:
    """What stands for an argument in the help: `TIPS…`."""
    name = (argument.metavar or argument.name or "").upper()
    name = translator.gettext(name) if translator else name
    return f"{name}…" if argument.nargs == -1 else name


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


class RootGroup(click.Group):
    """`tipcycle` itself: finds a command by its name or its Dutch verb and loads it then."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the contract."""
        return list(COMMANDS)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands with what they do; none is loaded for it."""
        translator = get_app_context(ctx).translator
        descriptions = {**COMMANDS, **(DUTCH_ALIAS_HELP if translator.language == "nl" else {})}
        return [
            CompletionItem(name, help=translator.gettext(description))
            for name, description in descriptions.items()
            if name.startswith(incomplete)
        ]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, built for this run so that its texts are in its language; the framework asks for it twice."""
        name = DUTCH_ALIASES.get(cmd_name) or COMMAND_SYNONYMS.get(cmd_name, cmd_name)
        if name not in COMMANDS:
            return None
        if name not in self.commands:
            module = import_module(f"tipcycle.cli.commands.{name}")
            self.commands[name] = build_command(module.app)
            self.commands[name].name = name
        return self.commands[name]

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """The command that is meant; UnknownCommandError for one that is not there."""
        if args and self.get_command(ctx, args[0]) is None:
            from tipcycle.cli.usage_errors import unknown_command  # most command lines are right

            raise unknown_command(args, get_app_context(ctx).translator)
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        """The five lines of the loop."""
        context = get_app_context(ctx)
        return short_help(context.translator, context.environment.wrap_width)


def dispatch(context: AppContext, argv: list[str]) -> int:
    """Runs the command that `argv` names; what the framework finds wrong becomes one of our refusals."""
    root = RootGroup(name="tipcycle", add_help_option=False)
    try:
        # Not `root.main`: it leaves the process when a pipe breaks, and takes the end of input for an interrupt.
        with root.make_context("tipcycle", list(argv), obj=context) as ctx:
            code = root.invoke(ctx)
    except click.exceptions.Exit as exit_request:
        return exit_request.exit_code
    except click.UsageError as error:
        from tipcycle.cli.usage_errors import convert_usage_error  # most command lines are right

        raise convert_usage_error(error, context, argv) from None
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
        cls=TipcycleGroup,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=False,
    )
