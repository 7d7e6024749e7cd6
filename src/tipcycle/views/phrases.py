"""Phrases about facts that screens and sentences share."""

from collections.abc import Mapping

from tipcycle.core.overview import Status
from tipcycle.core.tips import Kind, Tip
from tipcycle.locales import Words


def minutes(count: int, words: Words) -> str:
    """`20 min`."""
    return words.many("{n} min", "{n} min", count)


def takes(tip: Tip, words: Words) -> str:
    """How long a tip takes: in a week, or once for what is made once."""
    _ = words.text
    told = _("about {minutes}") if tip.kind is Kind.BUILD else _("about {minutes} a week")
    return told.format(minutes=minutes(tip.weekly_minutes, words))


def tip_marks(
    tip: Tip, words: Words, *, starred: frozenset[int], picked_in: Mapping[int, tuple[int, ...]], plain: bool = False
) -> str:
    """Whether a tip has a star, and when it was picked."""
    _ = words.text
    marks = [_("starred") if plain else "★"] if tip.id in starred else []
    cycles = picked_in.get(tip.id, ())
    if cycles:
        said = words.many("picked in cycle {cycles}", "picked in cycles {cycles}", len(cycles))
        marks.append(said.format(cycles=words.listed(map(str, cycles))))
    return ", ".join(marks) if plain else " ".join(marks)


def state_line(status: Status, words: Words) -> str:
    """Where the cycle is, in one line."""
    _ = words.text
    cycle = status.cycle
    assert cycle is not None
    if status.state == "planned":
        return _("begins on {day}").format(day=words.full_day(cycle.starts))
    if status.state == "closed":
        return _("closed on {day}").format(day=words.full_day(cycle.closed_on or cycle.ends))
    if status.state == "ended":
        return _("ended on {day}, not closed yet").format(day=words.full_day(cycle.ends))
    return _("week {n} of {weeks}").format(n=status.week, weeks=len(cycle.weeks))


def reason(code: str, words: Words) -> str:
    """What speaks for a suggested tip, in a few words."""
    _ = words.text
    return {
        "starred": _("you gave it a star"),
        "again": _("you had it before; it may come back"),
        "form": _("it fits the change at hand"),
        "explore": _("it asks you to look differently"),
        "run": _("it keeps your feet on the ground"),
        "ritual": _("it gives every week a beat"),
        "reflex": _("it is ready when the moment comes"),
        "build": _("made once, it stays"),
        "short": _("it takes ten minutes a week at most"),
        "theme": _("it is of a theme you never picked from"),
    }[code]
