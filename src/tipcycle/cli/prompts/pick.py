"""The pick conversation: choose the tips on the full screen or line by line, save them and report the result."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from tipcycle.cli.context import AppContext
from tipcycle.core.commands.pick import PickResult, pick, require_no_open_cycle
from tipcycle.core.commands.stars import change_stars
from tipcycle.core.errors import AbortedError, ExitCode
from tipcycle.core.events import TIPS_PER_CYCLE
from tipcycle.core.schedule import checkin_day
from tipcycle.core.suggestions import extended_tips
from tipcycle.core.weeks import Week
from tipcycle.render.labels import numbered_title, tip_numbers

if TYPE_CHECKING:
    from tipcycle.tui.picker.model import PickerResult


def run_pick(
    context: AppContext,
    *,
    start: date | None = None,
    running: str | None = None,
    ask: str | None = None,
    theme: str | None = None,
    propose: bool = False,
    preselected: tuple[int, ...] = (),
) -> int:
    """Ask for the five tips, save the pick and return the exit code.

    `theme` is the theme to show first. `propose` starts with a proposal. The `preselected` tips are chosen at the
    start. Raises `AbortedError` if the user quits and no stars were saved, and `KeyboardInterrupt` on Ctrl-C.
    """
    require_no_open_cycle(context.cycles, context.environment.today)
    if len(extended_tips(context.cycles)) >= TIPS_PER_CYCLE:
        save_pick(context, (), start, running, ask, interactive=False)
        return ExitCode.OK
    choice = _ask_choice(
        context, start=start, running=running, ask=ask, theme=theme, propose=propose, preselected=preselected
    )
    if choice is None:
        raise AbortedError
    stars_saved = _save_stars(context, choice)
    if choice.tips:
        save_pick(context, choice.tips, choice.start, choice.running, choice.ask or ask, choice.plans, interactive=True)
        return ExitCode.OK
    if choice.abandoned:
        _report_unsaved_tips(context, choice.abandoned)
    if choice.interrupted:
        raise KeyboardInterrupt
    if not stars_saved:
        raise AbortedError
    return ExitCode.OK


def _report_unsaved_tips(context: AppContext, unsaved: tuple[int, ...]) -> None:
    """Print the command that continues with the tips that were chosen before the user quit."""
    translator = context.translator
    _ = translator.gettext
    command = f"{translator.command('pick')} {' '.join(map(str, unsaved))}"
    if len(unsaved) + len(extended_tips(context.cycles)) == TIPS_PER_CYCLE:
        context.messages.print(_("To pick these after all: {command}").format(command=command))
        return
    message = translator.ngettext(
        "To go on with this one: {command}", "To go on with these {n}: {command}", len(unsaved)
    )
    context.messages.print(message.format(command=command))


def _ask_choice(
    context: AppContext,
    *,
    start: date | None,
    running: str | None,
    ask: str | None,
    theme: str | None,
    propose: bool,
    preselected: tuple[int, ...],
) -> "PickerResult | None":
    if context.environment.can_use_full_screen:
        from tipcycle.cli.prompts.picker_data import make_picker_data
        from tipcycle.tui.picker.app import run_picker  # the import takes twenty interpreter starts

        picker_input = make_picker_data(context, preselected)
        return run_picker(
            picker_input, context.translator, start=start, running=running, ask=ask, theme=theme, propose=propose
        )
    from tipcycle.cli.prompts.pick_questions import ask_five

    return ask_five(
        context, start=start, running=running, ask=ask, theme=theme, propose=propose, preselected=preselected
    )


def _save_stars(context: AppContext, choice: "PickerResult") -> bool:
    """Save the changed stars as one entry, even if the user quit. Return True if there were any."""
    change = change_stars(choice.stars_added, choice.stars_removed)
    if not change.payloads:
        return False
    context.save(lambda journal: change)
    _ = context.translator.gettext
    for tips, message in (
        (choice.stars_added, _("Saved: a star for {tips}.")),
        (choice.stars_removed, _("Saved: no star for {tips}.")),
    ):
        if tips:
            context.messages.print(message.format(tips=context.translator.join(tip_numbers(tips))))
    return True


def save_pick(
    context: AppContext,
    tips: tuple[int, ...],
    start: date | None,
    running: str | None,
    ask: str | None,
    plans: Mapping[int, str] | None = None,
    *,
    interactive: bool,
) -> None:
    """Save the pick and report it.

    With `interactive` the touchstone sentence is not printed, because the conversation showed it.
    """
    result = context.save(
        lambda journal: pick(
            journal,
            context.catalogue,
            context.environment.today,
            tips,
            start=start,
            running=running,
            ask=ask,
            plans=plans,
        )
    )
    _report_saved_pick(context, result, interactive=interactive)


def _report_saved_pick(context: AppContext, result: PickResult, *, interactive: bool) -> None:
    translator, print_message = context.translator, context.messages.print
    _ = translator.gettext
    for tip in result.tips:
        print_message(f"  {numbered_title(tip, context.catalogue, translator)}")
    if not interactive:
        from tipcycle.cli.prompts.pick_questions import print_touchstone

        print_touchstone(context)
    if result.previous_end is not None:
        print_message(
            _("The cycle before runs until {day}, so this one begins after it.").format(
                day=translator.full_date(result.previous_end)
            )
        )
    elif result.requested_start is not None:
        is_later = result.header.starts > result.requested_start
        moved = (
            _("{day} is not a Monday, so this cycle begins on the Monday after it, {monday}.")
            if is_later
            else _("{day} is not a Monday, so this cycle begins with the week it is in, on {monday}.")
        )
        other = (
            _("Rather the Monday before? tipcycle undo, then the same with --start {monday}")
            if is_later
            else _("Rather the Monday after? tipcycle undo, then the same with --start {monday}")
        )
        other_monday = Week.of(result.requested_start).plus(0 if is_later else 1).monday
        day, monday = (translator.full_date(value) for value in (result.requested_start, result.header.starts))
        print_message(moved.format(day=day, monday=monday))
        print_message(other.format(monday=other_monday.isoformat()))
    starts = result.header.starts
    ends = context.cycles[-1].ends if context.cycles else starts
    span = translator.date_range(result.header.starts, ends, with_year=True)
    weeks = translator.ngettext("{n} week", "{n} weeks", result.header.weeks)
    print_message(_("Saved: cycle {n}, {span}, {weeks}.").format(n=result.number, span=span, weeks=weeks))
    _report_next_step(context, result)


def _report_next_step(context: AppContext, result: PickResult) -> None:
    """Print the date of the first check-in, or a warning if the start is more than half a year away."""
    translator, today = context.translator, context.environment.today
    _ = translator.gettext
    starts = result.header.starts
    if result.is_far_off(today):
        warning = _("this cycle begins more than half a year from now: {day}")
        if starts < today:
            warning = _("this cycle began more than half a year ago: {day}")
        hint = _("tipcycle undo takes it back; without --start a cycle begins on the next Monday")
        context.messages.warn(warning.format(day=translator.full_date(starts, with_year=True)), hint)
        return
    day = checkin_day(Week(starts), context.checkin_weekday)
    if day >= today:
        message = _("On {day} you look back for the first time: just type tipcycle.")
        context.messages.print(message.format(day=translator.full_date(day, with_year=day.year != today.year)))
