"""The bare `tipcycle`: where you are, and what matters today."""

import re
from collections.abc import Callable

from tipcycle.cli.session import Session
from tipcycle.core.blocks import WEEKDAYS
from tipcycle.core.overview import glance
from tipcycle.locales import Words


def show_glance(session: Session) -> int:
    """Shows the glance; a damaged journal is said, and the exit code stays 0."""
    facts = glance(session.cycles, session.catalogue.kind, _named_days(session), session.weekday, session.world.today)
    from tipcycle.views.glance import glance_lines

    session.output.lines(glance_lines(facts, session.catalogue, session.words, session.look))
    session.read_exit()
    return 0


def _named_days(session: Session) -> Callable[[int], int | None]:
    """The weekday that a tip's plan names, else its own if-then line, Monday is 0; None where neither names one."""
    plans = session.cycles[-1].plans if session.cycles else {}

    def named(tip: int) -> int | None:
        if tip in plans and (day := weekday_in(plans[tip], session.words)) is not None:
            return day
        known = session.catalogue.tips.get(tip)
        return weekday_in(known.text(session.words.language).if_then, session.words) if known else None

    return named


def weekday_in(text: str, words: Words) -> int | None:
    """The first day of the week that a text names."""
    names = [words.named_weekday(day).lower() for day in WEEKDAYS]
    found = re.search(rf"\b({'|'.join(names)})", text.lower())
    return names.index(found[1]) if found else None
