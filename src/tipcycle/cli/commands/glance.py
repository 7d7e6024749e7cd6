"""The bare `tipcycle`: where you are, and what matters today."""

import re
from collections.abc import Callable

from tipcycle.cli.guided.doorway import follow, offers_keys
from tipcycle.cli.recall import UNTIL_A_KEY
from tipcycle.cli.session import Session
from tipcycle.core.blocks import WEEKDAYS
from tipcycle.core.errors import Exit
from tipcycle.core.overview import glance
from tipcycle.core.sentence import current
from tipcycle.core.voices import every_voice
from tipcycle.locales import Words
from tipcycle.views.glance import glance_lines


def show_glance(session: Session) -> int:
    """Shows the glance, and waits for a key where there is one; a damaged journal is said and changes no exit code."""
    if session.barred is not None:
        session.say_barred(session.barred)
        return Exit.OK
    facts = glance(
        session.cycles,
        session.catalogue.kind,
        _named_days(session),
        session.weekday,
        session.world.today,
        current(session.loaded.journal),
        every_voice(session.loaded.journal, session.cycles),
    )
    keys = offers_keys(session, facts)
    session.output.lines(glance_lines(facts, session.catalogue, session.words, session.look, keys=keys))
    session.read_exit()
    if not keys:
        return Exit.OK
    session.output.close()
    session.keep_answer(UNTIL_A_KEY)
    session.output.silent = False
    return follow(session, facts)


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
