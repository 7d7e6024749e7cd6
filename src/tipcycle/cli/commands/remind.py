"""`tipcycle remind`: register, show or remove the reminder in the scheduler of the system."""

from shutil import which
from typing import Annotated

import typer

from tipcycle.cli import system_scheduler
from tipcycle.cli.command_classes import FreeTextCommand, new_command
from tipcycle.cli.context import AppContext, get_app_context
from tipcycle.cli.error_messages import error_message
from tipcycle.cli.params import REMINDER_TIME
from tipcycle.core.errors import InvalidOptionValueError, NoNotifierError, SchedulerError
from tipcycle.core.events import WEEKDAYS
from tipcycle.core.reminders import DEFAULT_REMINDER_TIME, ReminderTime, reminder_weekdays
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import N_
from tipcycle.storage.paths import Paths

HELP = N_(
    "Set a reminder in the scheduler of your own system: a message while a check-in is open. Shows the exact entry."
)
app = new_command(HELP)


@app.command(cls=FreeTextCommand, help=HELP)
def remind(
    ctx: typer.Context,
    at: Annotated[
        ReminderTime | None,
        typer.Option(
            metavar="TEXT",
            click_type=REMINDER_TIME,
            help=N_('day and time, such as "fri 16:00"; by default your check-in day at 16:00'),
        ),
    ] = None,
    show: Annotated[bool, typer.Option("--show", help=N_("only show the entry"))] = False,
    off: Annotated[bool, typer.Option("--off", help=N_("remove the entry"))] = False,
) -> None:
    context = get_app_context(ctx)
    chosen = [flag for flag, is_given in (("--at", at is not None), ("--show", show), ("--off", off)) if is_given]
    if len(chosen) > 1:
        raise InvalidOptionValueError(chosen[0], chosen[1])
    _ = context.translator.gettext
    scheduler = system_scheduler.find_scheduler()
    if off:
        scheduler.remove()
        context.messages.print(_("The reminder is off; its entry is removed."))
        return
    if show:
        entry_text = scheduler.read()
        if not entry_text:
            context.messages.print(_("No reminder is set. tipcycle remind sets one."))
            return
        context.output.print_text(entry_text)
        return
    moment = at or ReminderTime()
    weekday = context.checkin_weekday if moment.weekday is None else moment.weekday
    entry = system_scheduler.Entry(
        command=(*system_scheduler.program_command(), *_nudge_arguments(context)),
        weekdays=reminder_weekdays(weekday),
        time=moment.time or DEFAULT_REMINDER_TIME,
        today=context.environment.today,
    )
    scheduler.install(entry)
    entry_text = scheduler.read()
    if "nudge" not in entry_text:
        raise SchedulerError(type(scheduler).__name__, _("the entry cannot be found afterwards"))
    context.output.print_text(entry_text)
    first, second = (context.translator.translate_weekday(WEEKDAYS[day]) for day in entry.weekdays)
    context.messages.print(
        _(
            "You'll get a message on {first} at {time} if your check-in is still open, and once more on {second}."
            " To stop it: tipcycle remind --off"
        ).format(first=first, second=second, time=f"{entry.time:%H:%M}")
    )
    if which(system_scheduler.notifier()) is None:
        missing = error_message(NoNotifierError(system_scheduler.notifier()), context.translator, Catalogue())
        context.messages.warn(missing.text, missing.hint)


def _nudge_arguments(context: AppContext) -> tuple[str, ...]:
    """Return the arguments of the entry. The scheduler does not pass on the environment of this run."""
    home = context.environment.paths.home
    language = "" if context.profile.language else context.translator.language
    return (
        *(() if home == Paths.platform_default().home else ("--home", str(home))),
        *(("--lang", language) if language else ()),
        "nudge",
        "--notify",
    )
