"""What a cycle shows of itself in the bare `tipcycle`: the tip in view, and the five with their weeks."""

from tipcycle.core.momentum.strength import Record
from tipcycle.core.overview import Glance
from tipcycle.core.tips import Catalogue, Kind, smallest_step
from tipcycle.core.weeks import Week
from tipcycle.locales import Words
from tipcycle.views.glance.rows import heading
from tipcycle.views.labels import kind_label, meanings, number, seated, spoken, strip, title
from tipcycle.views.lines import Line, flowed, folded, padded, width_of, wrapped
from tipcycle.views.look import Look
from tipcycle.views.safe import safe

_WIDEST_TITLE = 60


def in_view(tip: int, glance: Glance, catalogue: Catalogue, words: Words, look: Look) -> list[Line]:
    """The tip of today, with its moment; of a build that stands, the question that stays."""
    _ = words.text
    known = catalogue.tips.get(tip)
    record = next(record for record in glance.status.records if record.tip == tip)
    lead = f"{look.margin}{number(tip)}  "
    indent = " " * len(lead)
    lines = [
        heading(_("today"), look),
        *wrapped(title(tip, catalogue, words), look.text_width, indent=indent, first=lead, style="bold"),
    ]
    if known is None:
        return lines
    text = known.text(words.language)
    cycle = glance.status.cycle
    said = cycle.plans.get(tip, text.if_then) if cycle else text.if_then
    if record.stands and text.check_after:
        said = text.check_after
    return [*lines, *wrapped(safe(said), look.text_width, indent=indent)]


def begin_small(glance: Glance, catalogue: Catalogue, words: Words, look: Look) -> list[Line]:
    """Picked early: the first step of one tip can be done today."""
    tip = smallest_step(catalogue.tips[r.tip] for r in glance.status.records if r.tip in catalogue.tips)
    if tip is None:
        return []
    lead = words.many(
        "If you do not want to wait: one minute is enough.",
        "If you do not want to wait: {n} minutes are enough.",
        tip.first_step_minutes,
    )
    first = f"{look.margin}{number(tip.id)}  "
    step = safe(tip.text(words.language).steps[0])
    return [
        *wrapped(lead, look.text_width, indent=look.margin),
        *wrapped(step, look.text_width, indent=" " * len(first), first=first),
    ]


def five(glance: Glance, catalogue: Catalogue, words: Words, look: Look) -> list[Line]:
    """The five, each with its day in the week and, once the cycle runs, its weeks; no weeks after a silence."""
    if look.plain:
        return _told(glance, catalogue, words)
    return _under_each_other(glance, catalogue, words, look) if look.narrow else _beside(glance, catalogue, words, look)


def _told(glance: Glance, catalogue: Catalogue, words: Words) -> list[Line]:
    lines: list[Line] = []
    for record in _active(glance):
        parts = [title(record.tip, catalogue, words), _day_of(record, glance, words)]
        says = ", ".join(part for part in parts if part)
        weeks = spoken(record.weeks, words) if _shows_weeks(glance) else ""
        lines.append([(f"{number(record.tip)} {says}" + (f": {weeks}" if weeks else ""), "")])
    return lines


def _under_each_other(glance: Glance, catalogue: Catalogue, words: Words, look: Look) -> list[Line]:
    lines: list[Line] = []
    for record in _active(glance):
        first = f"{look.margin}{number(record.tip)}  "
        indent = " " * len(first)
        lines += wrapped(title(record.tip, catalogue, words), look.text_width, indent=indent, first=first)
        weeks = [strip(record.weeks)] if _shows_weeks(glance) else []
        told = "  ".join([*weeks, _day_of(record, glance, words, short=True)]).strip()
        lines += [[(indent + told, "dim")]] if told else []
    return lines


def _beside(glance: Glance, catalogue: Catalogue, words: Words, look: Look) -> list[Line]:
    active = _active(glance)
    planned = glance.status.state == "planned"
    days = [kind_label(record.kind, words) if planned else _day_of(record, glance, words) for record in active]
    strips = [strip(record.weeks) if _shows_weeks(glance) else "" for record in active]
    widest_day = max(map(width_of, days), default=0)
    right = widest_day + 2 + max(map(width_of, strips), default=0)
    numbers = [number(record.tip) for record in active]
    wide = max(map(len, numbers), default=0) + 2
    room = max(20, min(_WIDEST_TITLE, look.width - len(look.margin) - wide - 2 - right))
    lines: list[Line] = []
    for record, first, day, mark in zip(active, numbers, days, strips, strict=True):
        name = title(record.tip, catalogue, words)
        rows = wrapped(name, room + wide, indent=" " * wide, first=padded(first, wide))
        for n, row in enumerate(rows):
            lead = padded(look.margin + row[0][0], len(look.margin) + wide + room + 2)
            tail = [(padded(day, widest_day + 2), "dim"), (mark, "")] if n == 0 else []
            lines.append([(lead, ""), *tail])
    return lines


def _active(glance: Glance) -> list[Record]:
    return [record for record in glance.status.records if record.active]


def _shows_weeks(glance: Glance) -> bool:
    """Whoever comes back after a silence is not met with the weeks that stayed empty."""
    return glance.status.state != "planned" and glance.moment != "back"


def _day_of(record: Record, glance: Glance, words: Words, *, short: bool = False) -> str:
    _ = words.text
    if record.kind is Kind.BUILD and record.stands:
        return _("stands")
    day = glance.days.get(record.tip)
    if day is None:
        return ""
    on = Week.of(glance.status.today).day(day)
    return words.short_weekday(on) if short else words.weekday(on)


def legend(glance: Glance, words: Words, look: Look) -> list[Line]:
    """What the signs mean, in the first cycle only; nothing where there are none."""
    cycle = glance.status.cycle
    if look.plain or glance.moment == "back" or cycle is None or cycle.number > 1:
        return []
    meant = meanings((seated(record).rstrip(".") for record in _active(glance)), words)
    rows = [folded(look.margin + row, look.width) for row in flowed(meant, look.text_width - len(look.margin))]
    return [[], *([(line, "dim")] for row in rows for line in row.split("\n"))] if meant else []
