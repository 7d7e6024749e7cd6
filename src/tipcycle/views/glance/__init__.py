"""The bare `tipcycle`: today, one tip in view, the five, one voice, one way on. No figure, no reading."""

from tipcycle.core.cycle import Line as Voice
from tipcycle.core.overview import Glance
from tipcycle.core.sentence import Touchstone
from tipcycle.core.tips import Catalogue
from tipcycle.locales import Words
from tipcycle.views.glance.five import begin_small, five, in_view, legend
from tipcycle.views.glance.rows import heading
from tipcycle.views.glance.ways import way_on, welcome
from tipcycle.views.labels import quoted, touchstone
from tipcycle.views.lines import Line, both_ends, width_of, wrapped
from tipcycle.views.look import Look
from tipcycle.views.safe import safe


def glance_lines(glance: Glance, catalogue: Catalogue, words: Words, look: Look, *, keys: bool = False) -> list[Line]:
    """The whole screen; with `keys` somebody is there to press one."""
    lines: list[Line] = [[], *_top(glance, words, look), []]
    if glance.moment == "first":
        from tipcycle.views.glance.doors import doors, first_commands, greeting  # once, and never again

        way = doors(catalogue, words, look) if keys else first_commands(words, look)
        return [*lines, *greeting(glance, words, look), [], *way, []]
    if glance.sentence is not None:
        lines += [*_sentence(glance.sentence, words, look), []]
    if glance.moment == "back":
        lines += [*welcome(glance, words, look, keys=keys), []]
    if glance.in_view is not None:
        lines += [*in_view(glance.in_view, glance, catalogue, words, look), []]
    elif glance.moment == "planned":
        lines += [*begin_small(glance, catalogue, words, look), []]
    if glance.status.state != "closed":
        lines += [*five(glance, catalogue, words, look), *legend(glance, words, look), []]
    if glance.voice is not None:
        lines += [*_voice(glance.voice, glance, words, look), []]
    return [*lines, *way_on(glance, words, look, keys=keys), []]


def _top(glance: Glance, words: Words, look: Look) -> list[Line]:
    today = words.full_day(glance.status.today)
    if look.narrow:
        today = f"{words.short_weekday(glance.status.today)} {words.day(glance.status.today)}"
    where = _where(glance, words, look)
    if not where:
        return [[(look.margin, ""), (today, "bold")]]
    if look.plain:
        return [[(f"{today}, {where}.", "")]]
    return both_ends(look.margin + today, where, look.width, style="bold")


def _where(glance: Glance, words: Words, look: Look) -> str:
    """The cycle and its week; empty where there is none."""
    _ = words.text
    now = glance.status
    if now.cycle is None:
        return ""
    number = now.cycle.number
    if now.state == "planned":
        begins = words.day(now.cycle.starts, year=now.cycle.starts.year != now.today.year)
        return _("cycle {n} begins on {day}").format(n=number, day=begins)
    if now.state == "closed":
        return _("cycle {n} is closed").format(n=number)
    if now.state == "ended" or now.week is None:
        return _("cycle {n} has ended").format(n=number)
    nth = words.nth(now.week)
    if now.week == len(now.cycle.weeks):
        return _("cycle {n}, {nth} and last week").format(n=number, nth=nth)
    if look.narrow:
        return _("cycle {n}, {nth} week").format(n=number, nth=nth)
    return _("cycle {n}, {nth} week, until {day}").format(n=number, nth=nth, day=words.day(now.cycle.ends))


def _sentence(sentence: Touchstone, words: Words, look: Look) -> list[Line]:
    _ = words.text
    text = touchstone(safe(sentence.text), words, provisional=sentence.provisional)
    return wrapped(text, look.text_width, indent=look.margin, style="bold")


def _voice(voice: Voice, glance: Glance, words: Words, look: Look) -> list[Line]:
    _ = words.text
    on = words.day(voice.on, year=voice.on.year != glance.status.today.year)
    who = ", ".join(part for part in (safe(voice.by or ""), on) if part)
    said = _("heard earlier") if glance.from_before else _("heard")
    lines = [heading(said, look), *wrapped(quoted(voice.text), look.text_width, indent=look.margin)]
    rows = [row[0][0] for row in wrapped(who, look.text_width - len(look.margin))]
    return [*lines, *([(" " * (0 if look.plain else look.text_width - width_of(row)) + row, "dim")] for row in rows)]
