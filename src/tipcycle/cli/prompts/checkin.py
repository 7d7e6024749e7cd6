"""The check-in conversation: ask about one week, save the answers and report the result."""

from tipcycle.cli.context import AppContext
from tipcycle.cli.params import parse_weekday
from tipcycle.core.commands.checkin import CheckinAnswers, CheckinResult, record_checkin
from tipcycle.core.commands.profile import set_profile
from tipcycle.core.errors import AbortedError, ExitCode, InvalidWeekdayError
from tipcycle.core.events import WEEKDAYS, Profile
from tipcycle.core.schedule import FRIDAY, due_weeks
from tipcycle.core.weeks import Week
from tipcycle.i18n import Translator
from tipcycle.render.labels import tip_number


def run_checkin(context: AppContext, requested_week: Week | None, *, offer_next: bool = True) -> ExitCode:
    """Ask about one week, save the answers and print the question to take along. Return the exit code.

    With `offer_next`, offer another week that is due. Raises `AbortedError` if the user quits.
    """
    from tipcycle.cli.prompts.checkin_form import checkin_summary_lines, resolve_checkin_week
    from tipcycle.cli.prompts.checkin_questions import ask_checkin

    week = resolve_checkin_week(context, requested_week)
    checked_in_before = week in context.cycles[-1].checkin_dates
    answers, checkin_input = ask_checkin(context, week)
    if answers == CheckinAnswers():
        _report_no_changes(context, checked_in_before=checked_in_before)
        return ExitCode.OK
    code = report_saved_checkin(context, context.translator, save_checkin(context, answers, week))
    cycles = context.cycles
    open_weeks = (
        due_weeks(cycles[-1], context.checkin_weekday, context.environment.today) if cycles and offer_next else ()
    )
    context.messages.print("\n".join(checkin_summary_lines(context, week, answers, has_open_week=bool(open_weeks))))
    if checkin_input.swap_tip is not None:
        _ = context.translator.gettext
        context.messages.print(_("To swap it: tipcycle swap {tip} NEW").format(tip=tip_number(checkin_input.swap_tip)))
    if (
        context.profile.day is None
        and not checked_in_before
        and sum(len(cycle.checkin_dates) for cycle in context.cycles) == 1
    ):
        _ask_checkin_day(context)
    return max(code, _offer_open_week(context, open_weeks[0])) if open_weeks else code


def _report_no_changes(context: AppContext, *, checked_in_before: bool) -> None:
    """Report that nothing was entered and nothing was saved."""
    _ = context.translator.gettext
    context.messages.print(
        _("You changed nothing; it all stays as it was.")
        if checked_in_before
        else _("You filled in nothing; the week stays open. That is fine.")
    )


def _offer_open_week(context: AppContext, week: Week) -> ExitCode:
    """Offer the check-in of another week that is due, and run it if the user accepts."""
    translator, print_message = context.translator, context.messages.print
    _ = translator.gettext
    is_this_week = week == Week.of(context.environment.today)
    message = _("This week, {dates}, is still open.") if is_this_week else _("The week of {dates} is still open.")
    print_message()
    print_message(message.format(dates=translator.date_range(week.monday, week.sunday)))
    print_message(_("[Enter] look back on it too   [q] later"))
    try:
        key = context.messages.read_key("\rq")
    except EOFError:
        return ExitCode.OK
    if key != "\r":
        return ExitCode.OK
    try:
        return run_checkin(context, week)
    except AbortedError:  # the check-in before this one is saved
        _ = context.translator.gettext
        context.messages.print(_("That week stays open; the one before is saved."))
        return ExitCode.OK


def day_prompt(translator: Translator) -> str:
    """Return the question for the weekday of the check-in."""
    _ = translator.gettext
    return _("On which day do you like to look back? [Enter] Friday ")


def _ask_checkin_day(context: AppContext) -> None:
    """Ask for the weekday of the check-in and save it. Friday is the default and is not saved."""
    _ = context.translator.gettext
    day = None
    while day is None:
        try:
            line = context.messages.ask(day_prompt(context.translator)).strip()
            day = parse_weekday(line) if line else WEEKDAYS[FRIDAY]
        except InvalidWeekdayError as error:
            context.messages.print(_("this is not a day of the week: {word}").format(word=error.value))
        except EOFError:
            return
    weekday = day
    if weekday != WEEKDAYS[FRIDAY]:
        context.save(lambda journal: set_profile(Profile(day=weekday)))


def save_checkin(context: AppContext, answers: CheckinAnswers, week: Week | None) -> CheckinResult:
    """Save the answers. Without a week, they belong to the week that the schedule selects."""
    return context.save(
        lambda journal: record_checkin(
            journal, context.catalogue, context.environment.today, answers, week=week, weekday=context.checkin_weekday
        )
    )


def report_saved_checkin(context: AppContext, translator: Translator, result: CheckinResult) -> ExitCode:
    """Report a saved check-in and return the exit code: `ExitCode.PARTIAL` if the feelings were too late.

    Pass a translator that was loaded before the save: loading it afterwards would read the journal again.
    """
    _ = translator.gettext
    if result.passed_deadline is not None:
        context.messages.print(
            _("How the week felt could be said until {day}; that was left out.").format(
                day=translator.full_date(result.passed_deadline)
            )
        )
    context.messages.print(
        _("Saved: cycle {n}, week of {day}. To take it back: tipcycle undo").format(
            n=result.cycle.number, day=translator.long_date(result.week.monday)
        )
    )
    if result.week in result.cycle.paused_weeks:
        context.messages.print(_("That week is off: what you did counts, what you missed does not."))
    return ExitCode.OK if result.passed_deadline is None else ExitCode.PARTIAL
