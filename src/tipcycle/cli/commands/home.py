"""The bare `tipcycle`: where you are, and what matters today."""

import re
from collections.abc import Callable

from tipcycle.cli.context import AppContext
from tipcycle.cli.prompts.home import handle_home_key, waits_for_key
from tipcycle.cli.response_cache import OUTPUT_BEFORE_KEY
from tipcycle.core.errors import ExitCode
from tipcycle.core.events import WEEKDAYS
from tipcycle.core.status import home_report
from tipcycle.core.touchstone import current_touchstone
from tipcycle.core.voices import all_voices
from tipcycle.i18n import Translator
from tipcycle.render.home import home_lines


def show_home(context: AppContext) -> int:
    """Shows the glance, and waits for a key where there is one; a damaged journal is said and changes no exit code."""
    if context.unreadable_journal is not None:
        context.warn_unreadable_journal(context.unreadable_journal)
        return ExitCode.OK
    facts = home_report(
        context.cycles,
        context.catalogue.kind_of,
        _planned_weekdays(context),
        context.checkin_weekday,
        context.environment.today,
        current_touchstone(context.loaded_journal.journal),
        all_voices(context.loaded_journal.journal, context.cycles),
    )
    keys = waits_for_key(context, facts)
    context.output.print_lines(
        home_lines(facts, context.catalogue, context.translator, context.display, interactive=keys)
    )
    context.finish_read()
    if not keys:
        return ExitCode.OK
    context.output.close()
    context.store_in_cache(OUTPUT_BEFORE_KEY)
    context.output.muted = False
    return handle_home_key(context, facts)


def _planned_weekdays(context: AppContext) -> Callable[[int], int | None]:
    """The weekday that a tip's plan names, else its own if-then line, Monday is 0; None where neither names one."""
    plans = context.cycles[-1].plans if context.cycles else {}

    def planned_weekday(tip: int) -> int | None:
        if tip in plans and (day := find_weekday(plans[tip], context.translator)) is not None:
            return day
        known_tip = context.catalogue.tips.get(tip)
        return (
            find_weekday(known_tip.text(context.translator.language).if_then, context.translator) if known_tip else None
        )

    return planned_weekday


def find_weekday(text: str, translator: Translator) -> int | None:
    """The first day of the week that a text names."""
    names = [translator.translate_weekday(day).lower() for day in WEEKDAYS]
    match = re.search(rf"\b({'|'.join(names)})", text.lower())
    return names.index(match[1]) if match else None
