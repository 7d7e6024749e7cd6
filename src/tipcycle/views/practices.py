"""The practices around the loop, as text: pulse, reflection, spiral."""

from collections.abc import Sequence
from fractions import Fraction

from tipcycle.core.momentum.spiral import Turn
from tipcycle.core.pulse import FLOOR, Tally
from tipcycle.core.reflect import Reflected
from tipcycle.core.tips import Form
from tipcycle.locales import N_, Words
from tipcycle.views.labels import FORMS
from tipcycle.views.momentum_words import one_decimal

QUESTIONS = (
    N_("Will the steps that a customer goes through be different in half a year?"),
    N_("Does it need another system, another contract or another division of work?"),
    N_("Will people do other tasks than they do today?"),
    N_("Must your best colleagues let go of something they are proud of?"),
    N_("Do you look at customers differently than a year ago?"),
    N_("Do you speak of it in words that nobody used here two years ago?"),
    N_("Does the daily work keep running meanwhile, also in a busy week?"),
    N_("Has somebody an hour a week to try out what may fail?"),
)

ASKS = {
    Form.IMPROVE: N_("Keep it small and regular: make it easy to do it a little better each week, and say thank you."),
    Form.RENEW: N_("Clear the way: decide which old step goes, and give people the time to learn the new one."),
    Form.TRANSITION: N_("Go first: let people see that you look differently, and hold on when it costs something."),
    Form.INNOVATE: N_("Make room and guard it: a few volunteers, one test at a time, and nobody who asks for a plan."),
}

PLACES = {
    "culture": N_("culture"),
    "experience": N_("experience"),
    "loyalty": N_("loyalty"),
    "reputation": N_("reputation"),
}

FIFTY, ALL = 50, 101
_WIDEST = 30


def pulse_text(tallies: Sequence[Tally], words: Words) -> str:
    """The pulse of each cycle, newest first."""
    return "\n\n".join(_pulse(tally, words) for tally in reversed(tallies))


def _pulse(tally: Tally, words: Words) -> str:
    _ = words.text
    lines = [f"{when_asked(tally, words)}, {words.day(tally.on, year=True)}"]
    if tally.guess is not None:
        lines.append("  " + _("you guessed that colleagues would say {n}").format(n=tally.guess))
    if tally.own is not None:
        lines.append("  " + _("you said {n} yourself").format(n=tally.own))
    if tally.held_back:
        lines.append(
            "  " + _("Tallies side by side in here would give a few people's answers away, so none of them is shown.")
        )
        return "\n".join(lines)
    if tally.median is None:
        lines.append(
            "  "
            + _(
                "What the others say is shown from {n} slips on. Do ask somebody who never sees a presentation too."
            ).format(n=FLOOR)
        )
        return "\n".join(lines)
    lines.append("  " + slips_said(tally, tally.median, words))
    if tally.word is not None:
        lines.append("  " + (_("one room") if tally.word == "one-room" else _("two realities: that is where to talk")))
    return "\n".join(lines)


def when_asked(tally: Tally, words: Words) -> str:
    """`cycle 2`."""
    _ = words.text
    return _("cycle {n}").format(n=tally.cycle) if tally.cycle else _("before the first cycle")


def slips_said(tally: Tally, middle: Fraction, words: Words) -> str:
    """`6 slips, and the middle one says 3`."""
    said = words.many(
        "{n} slip, and the middle one says {median}", "{n} slips, and the middle one says {median}", tally.answers
    )
    return said.format(median=str(middle) if middle.denominator == 1 else one_decimal(middle, words))


def form_names(forms: Sequence[Form], words: Words) -> str:
    """The forms in words; a tie names them all."""
    return words.listed(words.text(FORMS[form.value]) for form in forms)


def reflection_text(now: Reflected, before: Reflected | None, words: Words) -> str:
    """Which form of change is at hand, what it asks, whether both modes are alive, and what was said last time."""
    _ = words.text
    lines = [_("At hand: {form}.").format(form=form_names(now.forms, words))]
    if now.tie:
        lines.append(_("Your answers hold the balance, so more than one form fits. That is worth a talk."))
        lines += [f"{words.text(FORMS[form.value]).capitalize()}: {words.text(ASKS[form])}" for form in now.forms]
    else:
        lines.append(words.text(ASKS[now.forms[0]]))
    lines += ["", _modes(now, words)]
    if before is not None:
        then = _("Last time, on {day}: {form}.").format(
            day=words.day(before.on, year=True), form=form_names(before.forms, words)
        )
        lines += ["", then]
    return "\n".join(lines)


def _modes(now: Reflected, words: Words) -> str:
    _ = words.text
    if now.runs and now.explores:
        return _("The daily work runs and somebody explores: both are alive.")
    if now.runs is False and now.explores is False:
        return _("Neither the daily work nor the exploring has room now. Begin with the daily work.")
    if now.runs is False:
        return _("The daily work does not keep running now. What must simply go on, whatever happens?")
    if now.explores is False and now.runs:
        return _("The daily work runs, nobody explores. Whose hour could that be?")
    if now.explores is False:
        return _("Nobody explores now. Whose hour could that be?")
    return _("Whether both running and exploring are alive, you do not know yet. Who would?")


def reflection_explained(now: Reflected, words: Words) -> str:
    """The scoring, with the answers that went in."""
    _ = words.text
    said = {"y": _("yes"), "n": _("no"), "?": "?"}
    wide = max(map(len, said.values())) + 2
    lines = [
        f"{said[mark]:{wide}}{words.text(question)}" for mark, question in zip(now.answers, QUESTIONS, strict=True)
    ]
    lines += [
        "",
        _("1–3, does the way of working change: yes minus no = {n}").format(n=f"{now.working:+}"),
        _("4–6, does the way of thinking change: yes minus no = {n}").format(n=f"{now.thinking:+}"),
        _("Above nothing is yes, below is no, nothing is a tie and leaves both open."),
        _("Neither changes: improve. Only working: renew. Only thinking: transition. Both: innovate."),
    ]
    return "\n".join(lines)


def spiral_text(turns: Sequence[Turn], words: Words, *, plain: bool) -> str:
    """The four turns: where tips aimed and where voices were heard."""
    _ = words.text
    if plain:
        return "\n".join(f"{turn_said(turn, words)}." for turn in turns)
    wide = max(len(words.text(PLACES[turn.place])) for turn in turns) + 2
    room = max(5, *(len(_bar("■", turn.aimed)) for turn in turns))
    gap = max(room, len(_("aimed"))) + 4
    lines = [f"  {'':{wide}}{_('aimed'):<{gap}}{_('heard')}"]
    for turn in turns:
        name = words.text(PLACES[turn.place])
        aimed, heard = _bar("■", turn.aimed), _bar("●", turn.heard)
        lines.append(f"  {name:{wide}}{aimed:<{gap}}{heard}".rstrip())
    if not any(turn.heard for turn in turns):
        hint = _('No voice has a place yet: tipcycle voices add "…" --heard loyalty')
        lines += ["", "  " + hint]
    lines += ["", "  " + no_claim(words)]
    return "\n".join(lines)


def turn_said(turn: Turn, words: Words) -> str:
    """`culture: 3 tips aimed here, 1 voice was heard here`."""
    aimed = words.many("{n} tip aimed here", "{n} tips aimed here", turn.aimed)
    heard = words.many("{n} voice was heard here", "{n} voices were heard here", turn.heard)
    return f"{words.text(PLACES[turn.place])}: {aimed}, {heard}"


def no_claim(words: Words) -> str:
    """That nothing is said about what caused what."""
    _ = words.text
    return _("Side by side, nothing more: what caused what, nobody can say.")


def cut(count: int) -> tuple[int, str]:
    """How many signs stand for so many; a longer row is cut and says how many there are."""
    return (count, "") if count <= _WIDEST else (_WIDEST - 5, f"… {count}")


def _bar(sign: str, count: int) -> str:
    drawn, rest = cut(count)
    return sign * drawn + rest


def road_text(implemented: int, words: Words, *, plain: bool) -> str:
    """The way to fifty and to a hundred and one."""
    said = road_said(implemented, words)
    if plain:
        return said
    road = "".join("■" if n <= implemented else "·" for n in range(1, ALL + 1))
    return "\n".join([f"  {said}", "", f"  {road[:FIFTY]}    {FIFTY}", f"  {road[FIFTY:]}  {ALL}"])


def road_said(implemented: int, words: Words) -> str:
    """How far it is, in one sentence."""
    _ = words.text
    if not implemented:
        return _("Nothing stays yet. The way to fifty begins with one.")
    if implemented < FIFTY:
        return words.many(
            "{n} tip stays, on the way to fifty and to all 101.",
            "{n} tips stay, on the way to fifty and to all 101.",
            implemented,
        )
    if implemented < ALL:
        return _("{n} tips stay, past fifty and on the way to 101.").format(n=implemented)
    return _("{n} tips stay. The way from here is your own.").format(n=implemented)
