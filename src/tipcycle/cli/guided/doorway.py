"""What follows the glance when somebody is there: a door, the check-in, or the way back after silence."""

from tipcycle.cli.session import Session
from tipcycle.core.edits.pause import away
from tipcycle.core.errors import Exit
from tipcycle.core.overview import Glance


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
    pressed = session.diagnostics.key("vilq")
    if pressed == "v":
        session.save(lambda journal: away(journal, facts.empty))
        _ = session.words.text
        said = session.words.many(
            "Saved: that week does not count.", "Saved: those {n} weeks do not count.", len(facts.empty)
        )
        session.diagnostics.say(f"{said} {_('To take it back: tipcycle undo')}")
    elif pressed == "i":
        from tipcycle.cli.commands.checkin import look_back

        return look_back(session, facts.empty[0])
    return Exit.OK


def _doors(session: Session) -> int:
    """A theme by its number, all of them, or five that are proposed; any other answer leaves."""
    from tipcycle.cli.commands.pick import pick_on_screen

    themes = session.catalogue.themes
    line = session.diagnostics.ask("  > ").strip().lower()
    if line == "b":
        return pick_on_screen(session)
    if line == "v":
        return pick_on_screen(session, propose=True)
    if line.isascii() and line.isdigit() and 1 <= int(line) <= len(themes):
        return pick_on_screen(session, theme=themes[int(line) - 1].slug)
    return Exit.OK
