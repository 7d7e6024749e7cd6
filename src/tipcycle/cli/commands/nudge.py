"""`tipcycle nudge`: one line while a check-in is due. With `--notify`, a notification at most twice a week."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from tipcycle.cli.command_classes import TipcycleCommand, new_command
from tipcycle.cli.context import get_app_context
from tipcycle.core.errors import ExitCode
from tipcycle.core.reminders import is_checkin_due, should_notify
from tipcycle.i18n import N_
from tipcycle.storage.atomic_files import read_file, write_cache_file

HELP = N_("One line and exit code 0 while a check-in is due; nothing and 1 otherwise.")
STATE_FILE = "reminders"
_MAX_STATE_BYTES = 1000
_KEPT_DAYS = 14
app = new_command(HELP)


@app.command(cls=TipcycleCommand, help=HELP)
def nudge(
    ctx: typer.Context,
    notify: Annotated[
        bool,
        typer.Option(
            "--notify",
            help=N_("show it as a message on your desktop: at most one a day and two a week, without a tip or a name"),
        ),
    ] = False,
) -> None:
    context = get_app_context(ctx)
    today, weekday = context.environment.today, context.checkin_weekday
    if not is_checkin_due(context.cycles, weekday, today):
        raise typer.Exit(ExitCode.FAILURE)
    _ = context.translator.gettext
    line = _("It's time for your check-in, a minute and a half: tipcycle checkin")
    if not notify:
        context.output.print_text(line)
        return
    state_file = context.environment.paths.state / STATE_FILE
    notified_on = _read_days(state_file)
    if should_notify(context.cycles, weekday, today, notified_on):
        from tipcycle.cli.system_scheduler import show_notification

        # saved first: if saving fails later, a notification must not come back all day
        days = [day for day in notified_on if abs((today - day).days) <= _KEPT_DAYS]
        write_cache_file(state_file, "".join(f"{day}\n" for day in (*days, today)).encode())
        show_notification("tipcycle", line)


def _read_days(path: Path) -> list[date]:
    """Return the days in the file, one on each line; an empty list if it cannot be read."""
    try:
        return [date.fromisoformat(line) for line in read_file(path, _MAX_STATE_BYTES).decode().split()]
    except (OSError, ValueError):
        return []
