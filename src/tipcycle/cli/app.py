"""The `tipcycle` root command: loads each command lazily, runs it, and converts click's usage errors."""

from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem
from typer.main import get_command as build_command

from tipcycle.cli.completion import COMPLETE_VAR
from tipcycle.cli.context import AppContext, get_app_context
from tipcycle.cli.help import COMMANDS, DUTCH_ALIAS_HELP, DUTCH_ALIASES, short_help
from tipcycle.i18n import COMMAND_SYNONYMS


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


def run_shell_completion(context: AppContext) -> int:
    """Answers a shell that asks for completions."""
    from typer._completion_classes import completion_init
    from typer.completion import shell_complete

    completion_init()
    root = RootGroup(name="tipcycle", add_help_option=False)
    return shell_complete(root, {"obj": context}, "tipcycle", COMPLETE_VAR, context.environment.completion_instruction)
