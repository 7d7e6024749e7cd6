"""The ways on at the end of the bare `tipcycle`: back after a silence, to the check-in, to the sheet."""

from tipcycle.core.overview import Glance
from tipcycle.core.weeks import Week
from tipcycle.locales import Words
from tipcycle.views.glance.rows import command_rows, key_rows
from tipcycle.views.letters import letter
from tipcycle.views.lines import Line, wrapped
from tipcycle.views.look import Look


def welcome(glance: Glance, words: Words, look: Look, *, keys: bool) -> list[Line]:
    """After a silence: nothing has to be explained, and three ways to go on."""
    _ = words.text
    said = words.many(
        "Welcome back. One week stayed empty. Nobody has to explain that.",
        "Welcome back. {n} weeks stayed empty. Nobody has to explain that.",
        len(glance.empty),
    )
    first, last = glance.empty[0], glance.empty[-1]
    away, here, on = (
        _("I was away: these weeks do not count"),
        _("I was here: I fill in what I remember"),
        _("never mind: I just go on today"),
    )
    if keys:
        pressed = [f"[{letter(means, words)}]" for means in ("away", "fill-in", "go-on")]
        rows = [*zip(pressed, (away, here, on), strict=True), ("[q]", _("later"))]
    else:
        rows = [
            (f"{words.command('pause')} {first} {last}", away),
            (f"tipcycle checkin --week {first}", here),
            (words.command("checkin"), on),
        ]
    return [*wrapped(said, look.text_width, indent=look.margin), [], *command_rows(rows, look)]


def way_on(glance: Glance, words: Words, look: Look, *, keys: bool) -> list[Line]:
    """The last line: what there is to do, or that there is nothing to do."""
    _ = words.text
    if glance.moment == "back":
        return []
    if glance.moment == "closed":
        return _to_do(
            _("This cycle is round. Time for five new ones."),
            [(words.command("pick"), _("choose the next five"))],
            look,
        )
    due = glance.status.due
    checkin = [_checkin(due, words)] if due else []
    if glance.moment in ("last-week", "ended"):
        sheet = (words.command("review"), _("one sheet, empty where your team has something to say"))
        close = (words.command("close"), _("after the talk: what do you keep, what do you let go"))
        return _to_do(_("Time to look at it together."), [*checkin, sheet, close], look)
    if checkin and keys:
        return key_rows(_("[Enter] {what}   [q] later").format(what=checkin[0][1]), look)
    if checkin:
        return command_rows(checkin, look)
    if glance.checkin_on is not None:
        said = _("Until {day} there is nothing to fill in here.").format(day=words.weekday(glance.checkin_on))
        return wrapped(said, look.text_width, indent=look.margin)
    return wrapped(_("Nothing to fill in today."), look.text_width, indent=look.margin)


def _to_do(said: str, commands: list[tuple[str, str]], look: Look) -> list[Line]:
    return [*wrapped(said, look.text_width, indent=look.margin), [], *command_rows(commands, look)]


def _checkin(due: tuple[Week, ...], words: Words) -> tuple[str, str]:
    """The command that looks back on the oldest week that is due, and what it does."""
    _ = words.text
    week = due[0]
    command = words.command("checkin") if len(due) == 1 else f"tipcycle checkin --week {week}"
    span = words.span(week.monday, week.sunday)
    return command, _("look back on {span}, a minute and a half").format(span=span)
