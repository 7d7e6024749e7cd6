"""The `tipcycle` root command: loads each command lazily, runs it, and converts click's usage errors."""

from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem
from typer.main import get_command as build_command

from tipcycle.cli.completion import COMPLETE_VAR
from tipcycle.cli.context import AppContext, get_app_context
from tipcycle.cli.help import COMMANDS, short_help
from tipcycle.core.errors import ExitCode


class RootGroup(click.Group):
    """The `tipcycle` command. Finds a command by its English name and imports it on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the English names of all commands."""
        return list(COMMANDS)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return completions for the command names, with descriptions. Does not import the commands."""
        translator = get_app_context(ctx).translator
        return [
            CompletionItem(name, help=translator.gettext(description))
            for name, description in COMMANDS.items()
            if name.startswith(incomplete)
        ]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command with this English name, or None.

        Built once per run, so that its texts are in the language of the run; click calls this method twice.
        """
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self.commands:
            module = import_module(f"tipcycle.cli.commands.{cmd_name}")
            self.commands[cmd_name] = build_command(module.app)
            self.commands[cmd_name].name = cmd_name
        return self.commands[cmd_name]

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Resolve the command as click does. Raises `UnknownCommandError` if it does not exist."""
        if args and self.get_command(ctx, args[0]) is None:
            from tipcycle.cli.usage_errors import unknown_command  # only imported on errors

            raise unknown_command(args, get_app_context(ctx).translator)
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        """Return the short help."""
        context = get_app_context(ctx)
        return short_help(context.translator, context.environment.wrap_width)


def dispatch(context: AppContext, argv: list[str]) -> int:
    """Run the command that `argv` names and return its exit code.

    Raises a subclass of `UsageError` for each usage error of click.
    """
    root = RootGroup(name="tipcycle", add_help_option=False)
    try:
        # Not `root.main`: it exits the process on a broken pipe and treats the end of input as an interrupt.
        with root.make_context("tipcycle", list(argv), obj=context) as ctx:
            code = root.invoke(ctx)
    except click.exceptions.Exit as exit_request:
        return exit_request.exit_code
    except click.UsageError as error:
        from tipcycle.cli.usage_errors import convert_usage_error  # only imported on errors

        raise convert_usage_error(error, error.ctx or click.Context(root, obj=context), argv) from None
    return int(code or 0)


def run_shell_completion(context: AppContext) -> int:
    """Print the completions that the shell requests and return the exit code.

    An unknown instruction prints nothing and fails.
    """
    from click.shell_completion import get_completion_class

    from tipcycle.cli.completion_formats import register_formats

    register_formats()
    action, _, shell = context.environment.completion_instruction.partition("_")
    complete_class = get_completion_class(shell)
    if complete_class is None or action not in ("complete", "source"):
        return ExitCode.FAILURE
    completion = complete_class(
        RootGroup(name="tipcycle", add_help_option=False), {"obj": context}, "tipcycle", COMPLETE_VAR
    )
    answer = completion.complete() if action == "complete" else completion.source()
    context.output.print_bytes(f"{answer}\n".encode())
    return ExitCode.OK
