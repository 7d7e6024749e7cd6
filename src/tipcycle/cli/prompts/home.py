"""What follows the glance when somebody is there: a door, the check-in, or the way back after silence."""

from tipcycle.cli.context import AppContext
from tipcycle.core.commands.pause import pause_empty_weeks
from tipcycle.core.errors import AbortedError, ExitCode
from tipcycle.core.schedule import due_weeks
from tipcycle.core.status import HomeReport
from tipcycle.core.weeks import Week
from tipcycle.render.hotkeys import hotkey


def waits_for_key(context: AppContext, facts: HomeReport) -> bool:
    """Whether there is a key to press after this glance."""
    return (
        context.environment.interactive
        and context.environment.stdout_is_tty
        and facts.situation in ("first", "look-back", "back")
    )


def handle_home_key(context: AppContext, facts: HomeReport) -> int:
    """Waits for a key and does what it says; leaving changes nothing."""
    if facts.situation == "look-back":
        return _offer_checkin(context)
    if facts.situation == "back":
        return _ask_after_absence(context, facts)
    return _ask_theme(context)


def _offer_checkin(context: AppContext) -> int:
    if context.messages.read_key("\rq") != "\r":
        return ExitCode.OK
    from tipcycle.cli.prompts.checkin import run_checkin

    return run_checkin(context, None)


def _ask_after_absence(context: AppContext, facts: HomeReport) -> int:
    translator, say = context.translator, context.messages.print
    _ = translator.gettext
    keys = [hotkey(means, translator) for means in ("away", "fill-in", "go-on")]
    key_help = _("The keys here: {keys}.").format(keys=" ".join(f"[{key}]" for key in (*keys, "q")))
    pressed_key = context.messages.read_key("".join((*keys, "q")), key_help)
    if pressed_key == "q":
        return ExitCode.OK
    if pressed_key == keys[1]:
        return _fill_in_weeks(context, facts.empty_weeks)
    if pressed_key == keys[0]:
        context.save(lambda journal: pause_empty_weeks(journal, facts.empty_weeks))
        message = translator.ngettext(
            "Saved: that week does not count.", "Saved: those {n} weeks do not count.", len(facts.empty_weeks)
        )
        say(f"{message} {_('To take it back: tipcycle undo')}")
    else:
        say(_("Fine. Those weeks stay open, and you just go on."))
    return _check_in_due_week(context, facts.empty_weeks)


def _fill_in_weeks(context: AppContext, empty_weeks: tuple[Week, ...]) -> int:
    """The empty weeks one after the other, oldest first; then the present one when it is due."""
    from tipcycle.cli.prompts.checkin import run_checkin

    code, saved = ExitCode.OK, False
    for week in empty_weeks:
        try:
            code = max(code, run_checkin(context, week, offer_next=False))
        except AbortedError:
            if not saved:
                raise
            return code
        saved = True
    return max(code, _check_in_due_week(context, empty_weeks))


def _check_in_due_week(context: AppContext, empty_weeks: tuple[Week, ...]) -> ExitCode:
    """The check-in that is due beside those weeks; nothing while none is."""
    open_weeks = due_weeks(context.cycles[-1], context.checkin_weekday, context.environment.today)
    week = next((week for week in reversed(open_weeks) if week not in empty_weeks), None)
    if week is None:
        return ExitCode.OK
    from tipcycle.cli.prompts.checkin import run_checkin

    context.messages.print()
    return run_checkin(context, week, offer_next=False)


def _ask_theme(context: AppContext) -> int:
    """A theme by its number, all of them, or five that are proposed; q or Enter leaves."""
    from tipcycle.cli.prompts.pick import run_pick

    themes, translator = context.catalogue.themes, context.translator
    _ = translator.gettext
    while True:
        line = context.messages.ask("  > ").strip().lower()
        if line in ("", "q"):
            return ExitCode.OK
        if line == hotkey("all", translator):
            return run_pick(context)
        if line == hotkey("propose", translator):
            return run_pick(context, propose=True)
        if line.isascii() and line.isdigit() and 1 <= int(line) <= len(themes):
            return run_pick(context, theme=themes[int(line) - 1].slug)
        message = translator.ngettext(
            "There is one door. For a tip by its number: {command}",
            "There are {n} doors. For a tip by its number: {command}",
            len(themes),
        )
        context.messages.print(f"  {message.format(command='tipcycle tips show 42')}")
