"""What follows the glance when somebody is there: a door, the check-in, or the way back after silence."""

from tipcycle.cli.session import Session
from tipcycle.core.calendar import due_weeks
from tipcycle.core.edits.pause import away
from tipcycle.core.errors import Exit, Stopped
from tipcycle.core.overview import Glance
from tipcycle.core.weeks import Week
from tipcycle.views.letters import letter


def offers_keys(session: Session, facts: Glance) -> bool:
    """Whether there is a key to press after this glance."""
    return session.world.asks and session.world.screen and facts.moment in ("first", "look-back", "back")


def follow(session: Session, facts: Glance) -> int:
    """Waits for a key and does what it says; leaving changes nothing."""
    if facts.moment == "look-back":
        return _look_back(session)
    if facts.moment == "back":
        return _come_back(session, facts)
    return _doors(session)


def _look_back(session: Session) -> int:
    if session.diagnostics.key("\rq") != "\r":
        return Exit.OK
    from tipcycle.cli.commands.checkin import look_back

    return look_back(session, None)


def _come_back(session: Session, facts: Glance) -> int:
    words, say = session.words, session.diagnostics.say
    _ = words.text
    keys = [letter(means, words) for means in ("away", "fill-in", "go-on")]
    told = _("The keys here: {keys}.").format(keys=" ".join(f"[{key}]" for key in (*keys, "q")))
    pressed = session.diagnostics.key("".join((*keys, "q")), told)
    if pressed == "q":
        return Exit.OK
    if pressed == keys[1]:
        return _fill_in(session, facts.empty)
    if pressed == keys[0]:
        session.save(lambda journal: away(journal, facts.empty))
        said = words.many("Saved: that week does not count.", "Saved: those {n} weeks do not count.", len(facts.empty))
        say(f"{said} {_('To take it back: tipcycle undo')}")
    else:
        say(_("Fine. Those weeks stay open, and you just go on."))
    return _this_week(session, facts.empty)


def _fill_in(session: Session, empty: tuple[Week, ...]) -> int:
    """The empty weeks one after the other, oldest first; then the present one when it is due."""
    from tipcycle.cli.commands.checkin import look_back

    code, saved = Exit.OK, False
    for week in empty:
        try:
            code = max(code, look_back(session, week, offers=False))
        except Stopped:
            if not saved:
                raise
            return code
        saved = True
    return max(code, _this_week(session, empty))


def _this_week(session: Session, empty: tuple[Week, ...]) -> Exit:
    """The check-in that is due beside those weeks; nothing while none is."""
    due = due_weeks(session.cycles[-1], session.weekday, session.world.today)
    week = next((week for week in reversed(due) if week not in empty), None)
    if week is None:
        return Exit.OK
    from tipcycle.cli.commands.checkin import look_back

    session.diagnostics.say()
    return look_back(session, week, offers=False)


def _doors(session: Session) -> int:
    """A theme by its number, all of them, or five that are proposed; q or Enter leaves."""
    from tipcycle.cli.commands.pick import pick_on_screen

    themes, words = session.catalogue.themes, session.words
    _ = words.text
    while True:
        line = session.diagnostics.ask("  > ").strip().lower()
        if line in ("", "q"):
            return Exit.OK
        if line == letter("all", words):
            return pick_on_screen(session)
        if line == letter("propose", words):
            return pick_on_screen(session, propose=True)
        if line.isascii() and line.isdigit() and 1 <= int(line) <= len(themes):
            return pick_on_screen(session, theme=themes[int(line) - 1].slug)
        said = words.many(
            "There is one door. For a tip by its number: {command}",
            "There are {n} doors. For a tip by its number: {command}",
            len(themes),
        )
        session.diagnostics.say(f"  {said.format(command='tipcycle tips show 42')}")
