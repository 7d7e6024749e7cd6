"""The bare `tipcycle`: today, one tip in view, the five, one voice, one way on. No figure, no reading."""

from tipcycle.core.cycle import Line as Voice
from tipcycle.core.momentum.strength import Record
from tipcycle.core.overview import Glance
from tipcycle.core.sentence import Touchstone
from tipcycle.core.tips import Catalogue, Kind
from tipcycle.core.weeks import Week
from tipcycle.locales import Words
from tipcycle.views.labels import kind_label, meanings, number, quoted, spoken, strip, title
from tipcycle.views.letters import letter
from tipcycle.views.lines import Line, both_ends, flowed, padded, width_of, wrapped
from tipcycle.views.look import Look
from tipcycle.views.safe import safe

_TITLE = 50


def glance_lines(glance: Glance, catalogue: Catalogue, words: Words, look: Look, *, keys: bool = False) -> list[Line]:
    """The whole screen; with `keys` somebody is there to press one."""
    lines: list[Line] = [[]]
    lines += _top(glance, words, look)
    if glance.moment == "first":
        return [
            *lines,
            [],
            *_first(words, look),
            *(_doors(catalogue, words, look) if keys else _first_commands(words, look)),
            [],
        ]
    if glance.sentence is not None:
        lines += [[], *_sentence(glance.sentence, words, look)]
    if glance.moment == "back":
        lines += [[], *_welcome(glance, words, look, keys=keys)]
    if glance.in_view is not None:
        lines += [[], *_in_view(glance.in_view, glance, catalogue, words, look)]
    elif glance.moment == "planned":
        lines += [[], *_begin_small(glance, catalogue, words, look)]
    if glance.status.state != "closed":
        lines += [[], *_five(glance, catalogue, words, look), *_legend(glance, words, look)]
    if glance.voice is not None:
        lines += [[], *_voice(glance.voice, glance, words, look)]
    return [*lines, [], *_way_on(glance, words, look, keys=keys), []]


def _top(glance: Glance, words: Words, look: Look) -> list[Line]:
    _ = words.text
    now = glance.status
    today = words.full_day(now.today)
    if look.narrow:
        today = f"{words.short_weekday(now.today)} {words.day(now.today)}"
    if now.cycle is None:
        return [[(look.margin, ""), (today, "bold")]]
    if now.state == "planned":
        begins = words.day(now.cycle.starts, year=now.cycle.starts.year != now.today.year)
        right = _("cycle {n} begins on {day}").format(n=now.cycle.number, day=begins)
    elif now.state == "closed":
        right = _("cycle {n} is closed").format(n=now.cycle.number)
    elif now.state == "ended" or now.week is None:
        right = _("cycle {n} has ended").format(n=now.cycle.number)
    elif now.week == len(now.cycle.weeks):
        right = _("cycle {n}, {nth} and last week").format(n=now.cycle.number, nth=words.nth(now.week))
    elif look.narrow:
        right = _("cycle {n}, {nth} week").format(n=now.cycle.number, nth=words.nth(now.week))
    else:
        right = _("cycle {n}, {nth} week, until {day}").format(
            n=now.cycle.number, nth=words.nth(now.week), day=words.day(now.cycle.ends)
        )
    if look.plain:
        return [[(f"{today}, {right}.", "")]]
    return both_ends(look.margin + today, right, look.width, style="bold")


def _sentence(sentence: Touchstone, words: Words, look: Look) -> list[Line]:
    _ = words.text
    text = safe(sentence.text)
    if sentence.provisional:
        text = _("{sentence} (provisional)").format(sentence=text)
    return wrapped(text, look.text_width, indent=look.margin, style="bold")


def _first(words: Words, look: Look) -> list[Line]:
    _ = words.text
    return [
        *wrapped(
            _("Five tips out of 101, for two months. On Friday you look back for a moment."),
            look.text_width,
            indent=look.margin,
        ),
        *wrapped(
            _("Then one sheet of paper for a good talk, and you choose five new ones."),
            look.text_width,
            indent=look.margin,
        ),
        *wrapped(_("What you write stays on this machine."), look.text_width, indent=look.margin),
        [],
    ]


def _first_commands(words: Words, look: Look) -> list[Line]:
    _ = words.text
    return _commands(
        [(words.command("tips"), _("leaf through the tips")), (words.command("pick"), _("choose five"))], look
    )


def _doors(catalogue: Catalogue, words: Words, look: Look) -> list[Line]:
    """Ten doors, not a form: the question of each theme."""
    _ = words.text
    texts = [theme.text(words.language) for theme in catalogue.themes]
    lines = [*wrapped(_("Which question makes you sit up?"), look.text_width, indent=look.margin), []]
    wide = max((width_of(safe(text.name)) for text in texts), default=0) + 2
    asks = max((width_of(safe(text.question)) for text in texts), default=0)
    beside = len(look.margin) + 4 + wide + asks <= look.width
    for place, text in enumerate(texts, 1):
        lead = f"{look.margin}{place:>2}  "
        first = lead + padded(safe(text.name), wide) if beside else lead
        lines += wrapped(safe(text.question), look.width, indent=" " * width_of(first), first=first)
    keys = _("[1-{n}] open that door   [{b}] browse them all   [{v}] propose five   [q] later").format(
        n=len(texts), b=letter("all", words), v=letter("propose", words)
    )
    return [*lines, [], *_keys(keys, look)]


def _keys(text: str, look: Look) -> list[Line]:
    """Keys and what they do; what belongs together stays on one line."""
    rows = flowed(text.split("   "), look.text_width - len(look.margin))
    return [[(look.margin + row, "")] for row in rows]


def _commands(rows: list[tuple[str, str]], look: Look) -> list[Line]:
    if look.plain:
        return [[(f"{command}: {what}", "")] for command, what in rows]
    wide = max(width_of(command) for command, _ in rows) + 3
    if len(look.margin) + wide + max(width_of(what) for _, what in rows) > look.width:
        return [
            line
            for command, what in rows
            for line in ([(look.margin + command, "accent")], *wrapped(what, look.text_width, indent=look.margin * 2))
        ]
    return [[(look.margin, ""), (padded(command, wide), "accent"), (what, "")] for command, what in rows]


def _heading(text: str, look: Look) -> Line:
    return [(f"{text.capitalize()}:" if look.plain else look.margin + text.upper(), "dim")]


def _in_view(tip: int, glance: Glance, catalogue: Catalogue, words: Words, look: Look) -> list[Line]:
    _ = words.text
    known = catalogue.tips.get(tip)
    record = next(record for record in glance.status.records if record.tip == tip)
    indent = look.margin + "    "
    lines = [
        _heading(_("today"), look),
        *wrapped(
            title(tip, catalogue, words),
            look.text_width,
            indent=indent,
            first=f"{look.margin}{number(tip)}  ",
            style="bold",
        ),
    ]
    if known is None:
        return lines
    text = known.text(words.language)
    cycle = glance.status.cycle
    said = cycle.plans.get(tip, text.if_then) if cycle else text.if_then
    if record.stands and text.check_after:
        said = text.check_after
    return [*lines, *wrapped(safe(said), look.text_width, indent=indent)]


def _begin_small(glance: Glance, catalogue: Catalogue, words: Words, look: Look) -> list[Line]:
    """Picked early: the first step of one tip can be done today."""
    _ = words.text
    known = [catalogue.tips[r.tip] for r in glance.status.records if r.tip in catalogue.tips]
    if not known:
        return []
    tip = min(known, key=lambda tip: (tip.first_step_minutes, tip.id))
    lead = words.many(
        "If you do not want to wait: one minute is enough.",
        "If you do not want to wait: {n} minutes are enough.",
        tip.first_step_minutes,
    )
    step = safe(tip.text(words.language).steps[0])
    return [
        *wrapped(lead, look.text_width, indent=look.margin),
        *wrapped(step, look.text_width, indent=look.margin + "    ", first=f"{look.margin}{number(tip.id)}  "),
    ]


def _day_of(record: Record, glance: Glance, words: Words, *, short: bool) -> str:
    _ = words.text
    if record.kind is Kind.BUILD and record.stands:
        return _("stands")
    day = glance.days.get(record.tip)
    if day is None:
        return ""
    on = Week.of(glance.status.today).day(day)
    return words.short_weekday(on) if short else words.weekday(on)


def _five(glance: Glance, catalogue: Catalogue, words: Words, look: Look) -> list[Line]:
    five = [record for record in glance.status.records if record.active]
    begun = glance.status.state != "planned"
    quiet = glance.moment == "back"
    lines: list[Line] = []
    if look.plain:
        for record in five:
            parts = [title(record.tip, catalogue, words), _day_of(record, glance, words, short=False)]
            weeks = spoken(record.weeks, words) if begun and not quiet else ""
            says = ", ".join(part for part in parts if part)
            lines.append([(f"{number(record.tip)} {says}" + (f": {weeks}" if weeks else ""), "")])
        return lines
    if look.narrow:
        lines = []
        for record in five:
            first = f"{look.margin}{number(record.tip)}  "
            lines += wrapped(title(record.tip, catalogue, words), look.text_width, indent=" " * len(first), first=first)
            shown = [strip(record.weeks)] if begun and not quiet else []
            told = "  ".join([*shown, _day_of(record, glance, words, short=True)]).strip()
            lines += [[(" " * len(first) + told, "dim")]] if told else []
        return lines
    days = [_day_of(record, glance, words, short=False) for record in five]
    strips = [strip(record.weeks) if begun and not quiet else "" for record in five]
    if not begun:
        days = [kind_label(record.kind, words) for record in five]
    right = max(map(width_of, days), default=0) + 2 + max(map(width_of, strips), default=0)
    room = max(20, min(_TITLE + 10, look.width - len(look.margin) - 6 - right))
    for record, day, mark in zip(five, days, strips, strict=True):
        rows = wrapped(title(record.tip, catalogue, words), room + 4, indent="    ", first=f"{number(record.tip)}  ")
        for n, row in enumerate(rows):
            lead = padded(look.margin + row[0][0], len(look.margin) + 4 + room + 2)
            tail = [(padded(day, max(map(width_of, days)) + 2), "dim"), (mark, "")] if n == 0 else []
            lines.append([(lead, ""), *tail])
    return lines


def _legend(glance: Glance, words: Words, look: Look) -> list[Line]:
    """What the signs mean, in the first cycle only; nothing where there are none."""
    cycle = glance.status.cycle
    if look.plain or glance.moment == "back" or cycle is None or cycle.number > 1:
        return []
    meant = meanings((record.weeks for record in glance.status.records if record.active), words)
    rows = flowed(meant, look.text_width - len(look.margin))
    lines: list[Line] = [[]]
    for row in rows:
        fits = width_of(look.margin + row) <= look.width
        lines += (
            [[(look.margin + row, "dim")]] if fits else wrapped(row, look.text_width, indent=look.margin, style="dim")
        )
    return lines if meant else []


def _voice(voice: Voice, glance: Glance, words: Words, look: Look) -> list[Line]:
    _ = words.text
    on = words.day(voice.on, year=voice.on.year != glance.status.today.year)
    who = ", ".join(part for part in (safe(voice.by or ""), on) if part)
    heading = _("heard earlier") if glance.from_before else _("heard")
    lines = [_heading(heading, look), *wrapped(quoted(voice.text), look.text_width, indent=look.margin)]
    rows = [row[0][0] for row in wrapped(who, look.text_width - len(look.margin))]
    return [*lines, *([(" " * (0 if look.plain else look.text_width - width_of(row)) + row, "dim")] for row in rows)]


def _welcome(glance: Glance, words: Words, look: Look, *, keys: bool) -> list[Line]:
    _ = words.text
    said = words.many(
        "Welcome back. One week stayed empty. Nobody has to explain that.",
        "Welcome back. {n} weeks stayed empty. Nobody has to explain that.",
        len(glance.empty),
    )
    first, last = glance.empty[0], glance.empty[-1]
    if keys:
        rows = [
            (f"[{letter('away', words)}]", _("I was away: these weeks do not count")),
            (f"[{letter('fill-in', words)}]", _("I was here: I fill in what I remember")),
            (f"[{letter('go-on', words)}]", _("never mind: I just go on today")),
            ("[q]", _("later")),
        ]
        return [*wrapped(said, look.text_width, indent=look.margin), [], *_commands(rows, look)]
    return [
        *wrapped(said, look.text_width, indent=look.margin),
        [],
        *_commands(
            [
                (f"{words.command('pause')} {first} {last}", _("I was away: these weeks do not count")),
                (f"tipcycle checkin --week {first}", _("I was here: I fill in what I remember")),
                (words.command("checkin"), _("never mind: I just go on today")),
            ],
            look,
        ),
    ]


def _way_on(glance: Glance, words: Words, look: Look, *, keys: bool) -> list[Line]:
    """The last line: what there is to do, or that there is nothing to do."""
    _ = words.text
    now = glance.status
    sheet = (words.command("review"), _("one sheet, empty where your team has something to say"))
    close = (words.command("close"), _("after the talk: what do you keep, what do you let go"))
    if glance.moment == "back":
        return []
    if glance.moment == "closed":
        return [
            *wrapped(_("This cycle is round. Time for five new ones."), look.text_width, indent=look.margin),
            [],
            *_commands([(words.command("pick"), _("choose the next five"))], look),
        ]
    rows: list[tuple[str, str]] = []
    if now.due:
        week = now.due[0]
        rows.append(
            (
                words.command("checkin") if len(now.due) == 1 else f"tipcycle checkin --week {week}",
                _("look back on {span}, a minute and a half").format(span=words.span(week.monday, week.sunday)),
            )
        )
    if glance.moment in ("last-week", "ended"):
        return [
            *wrapped(_("Time to look at it together."), look.text_width, indent=look.margin),
            [],
            *_commands([*rows, sheet, close], look),
        ]
    if rows and keys:
        week = now.due[0]
        said = _("[Enter] look back on {span}, a minute and a half   [q] later").format(
            span=words.span(week.monday, week.sunday)
        )
        return _keys(said, look)
    if rows:
        return _commands(rows, look)
    if glance.checkin_on is not None:
        said = _("Until {day} there is nothing to fill in here.").format(day=words.weekday(glance.checkin_on))
        return wrapped(said, look.text_width, indent=look.margin)
    return wrapped(_("Nothing to fill in today."), look.text_width, indent=look.margin)
