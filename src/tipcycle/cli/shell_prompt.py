"""The line for a shell prompt. Must not import Typer: `cli.main` prints it without loading the command."""

from tipcycle.cli.context import AppContext
from tipcycle.core.status import prompt_week


def print_prompt_line(context: AppContext) -> int:
    """Print the line if a check-in is due, and return 0. Does not report problems of the journal."""
    if prompt_week(context.cycles, context.checkin_weekday, context.environment.today) is not None:
        _ = context.translator.gettext
        context.output.print_text(_("● check-in"))
    return 0
