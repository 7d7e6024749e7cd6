"""`tipcycle` without arguments: print the home screen, and read a key if an action is offered."""

from collections.abc import Callable

from tipcycle.cli.context import AppContext
from tipcycle.cli.natural_dates import find_weekday
from tipcycle.cli.prompts.home import handle_home_key, waits_for_key
from tipcycle.core.errors import ExitCode
from tipcycle.core.status import home_report
from tipcycle.core.touchstone import current_touchstone
from tipcycle.core.voices import all_voices
from tipcycle.render.home import home_lines


def show_home(context: AppContext) -> int:
    """Print the home screen and handle a key. A damaged journal gives a warning but no error code."""
    if context.unreadable_journal is not None:
        context.warn_unreadable_journal(context.unreadable_journal)
        return ExitCode.OK
    report = home_report(
        context.cycles,
        context.catalogue.kind_of,
        _planned_weekdays(context),
        context.checkin_weekday,
        context.environment.today,
        current_touchstone(context.loaded_journal.journal),
        all_voices(context.loaded_journal.journal, context.cycles),
    )
    has_key_prompt = waits_for_key(context, report)
    context.output.print_lines(
        home_lines(report, context.catalogue, context.translator, context.display, interactive=has_key_prompt)
    )
    context.finish_read()
    if not has_key_prompt:
        return ExitCode.OK
    context.output.close()
    return handle_home_key(context, report)


def _planned_weekdays(context: AppContext) -> Callable[[int], int | None]:
    """Return a function that gives the weekday in a tip's plan or its cue, or None. Monday is 0."""
    plans = context.cycles[-1].plans if context.cycles else {}

    def planned_weekday(tip: int) -> int | None:
        if tip in plans and (day := find_weekday(plans[tip], context.translator)) is not None:
            return day
        catalogue_tip = context.catalogue.tips.get(tip)
        return (
            find_weekday(catalogue_tip.text(context.translator.language).if_then, context.translator)
            if catalogue_tip
            else None
        )

    return planned_weekday
