"""The line for a shell prompt; apart from its command, because the framework takes longer than all the rest."""

from tipcycle.cli.context import AppContext
from tipcycle.core.status import prompt_week


def print_prompt_line(context: AppContext) -> int:
    """Prints the line, or nothing; whatever is wrong with a journal is no business of a shell prompt."""
    if prompt_week(context.cycles, context.checkin_weekday, context.environment.today) is not None:
        _ = context.translator.gettext
        context.output.print_text(_("● check-in"))
    return 0
