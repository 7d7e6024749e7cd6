"""The key prompt after the home screen: choose a theme, check in, or handle the weeks of an absence."""

from tipcycle.cli.context import AppContext
from tipcycle.core.commands.pause import pause_empty_weeks
from tipcycle.core.errors import AbortedError, ExitCode
from tipcycle.core.schedule import due_weeks
from tipcycle.core.status import HomeReport
from tipcycle.core.weeks import Week


def waits_for_key(context: AppContext, report: HomeReport) -> bool:
    """Return True if the home screen is followed by a key prompt."""
    return (
        context.environment.interactive
        and context.environment.stdout_is_tty
        and report.situation in ("first", "look-back", "back")
    )


def handle_home_key(context: AppContext, report: HomeReport) -> int:
    """Read a key and run its action. Return the exit code."""
    if report.situation == "look-back":
        return _offer_checkin(context)
    if report.situation == "back":
        return _ask_after_absence(context, report)
    return _ask_theme(context)


def _offer_checkin(context: AppContext) -> int:
    if context.messages.read_key("\rq") != "\r":
        return ExitCode.OK
    from tipcycle.cli.prompts.checkin import run_checkin

    return run_checkin(context, None)


def _ask_after_absence(context: AppContext, report: HomeReport) -> int:
    translator, print_message = context.translator, context.messages.print
    _ = translator.gettext
    hotkeys = translator.facts.hotkeys
    keys = (hotkeys.away, hotkeys.fill_in, hotkeys.go_on)
    key_help = _("The keys here: {keys}.").format(keys=" ".join(f"[{key}]" for key in (*keys, "q")))
    pressed_key = context.messages.read_key("".join((*keys, "q")), key_help)
    if pressed_key == "q":
        return ExitCode.OK
    if pressed_key == keys[1]:
        return _fill_in_weeks(context, report.empty_weeks)
    if pressed_key == keys[0]:
        context.save(lambda journal: pause_empty_weeks(journal, report.empty_weeks))
        message = translator.ngettext(
            "Saved: that week does not count.", "Saved: those {n} weeks do not count.", len(report.empty_weeks)
        )
        print_message(f"{message} {_('To take it back: tipcycle undo')}")
    else:
        print_message(_("Fine. Those weeks stay open, and you just go on."))
    return _check_in_due_week(context, report.empty_weeks)


def _fill_in_weeks(context: AppContext, empty_weeks: tuple[Week, ...]) -> int:
    """Run a check-in for each empty week, oldest first, and for the current week if it is due."""
    from tipcycle.cli.prompts.checkin import run_checkin

    code, has_saved = ExitCode.OK, False
    for week in empty_weeks:
        try:
            code = max(code, run_checkin(context, week, offer_next=False))
        except AbortedError:
            if not has_saved:
                raise
            return code
        has_saved = True
    return max(code, _check_in_due_week(context, empty_weeks))


def _check_in_due_week(context: AppContext, empty_weeks: tuple[Week, ...]) -> ExitCode:
    """Run the check-in of the latest due week that is not one of the empty weeks, if there is one."""
    open_weeks = due_weeks(context.cycles[-1], context.checkin_weekday, context.environment.today)
    week = next((week for week in reversed(open_weeks) if week not in empty_weeks), None)
    if week is None:
        return ExitCode.OK
    from tipcycle.cli.prompts.checkin import run_checkin

    context.messages.print()
    return run_checkin(context, week, offer_next=False)


def _ask_theme(context: AppContext) -> int:
    """Ask for a theme by number, all tips, or a proposal, and run the pick. `q` or Enter quits."""
    from tipcycle.cli.prompts.pick import run_pick

    themes, translator = context.catalogue.themes, context.translator
    _ = translator.gettext
    while True:
        line = context.messages.ask("  > ").strip().lower()
        if line in ("", "q"):
            return ExitCode.OK
        if line == translator.facts.hotkeys.all:
            return run_pick(context)
        if line == translator.facts.hotkeys.propose:
            return run_pick(context, propose=True)
        if line.isascii() and line.isdigit() and 1 <= int(line) <= len(themes):
            return run_pick(context, theme=themes[int(line) - 1].slug)
        message = translator.ngettext(
            "There is one door. For a tip by its number: {command}",
            "There are {n} doors. For a tip by its number: {command}",
            len(themes),
        )
        context.messages.print(f"  {message.format(command='tipcycle tips show 42')}")
