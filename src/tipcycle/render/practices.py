"""Texts of the optional practices: pulse, reflection, spiral, and the progress towards 101 tips."""

from collections.abc import Sequence
from fractions import Fraction

from tipcycle.core.momentum.spiral import SpiralTurn
from tipcycle.core.pulse import MIN_ANSWERS, CyclePulse
from tipcycle.core.reflection import ReflectionOutcome
from tipcycle.core.tips import ChangeForm
from tipcycle.i18n import N_, Translator
from tipcycle.render.labels import FORM_LABELS
from tipcycle.render.momentum_text import format_decimal

REFLECTION_QUESTIONS = (
    N_("Will the steps that a customer goes through be different in half a year?"),
    N_("Does it need another system, another contract or another division of work?"),
    N_("Will people do other tasks than they do today?"),
    N_("Must your best colleagues let go of something they are proud of?"),
    N_("Do you look at customers differently than a year ago?"),
    N_("Do you speak of it in words that nobody used here two years ago?"),
    N_("Does the daily work keep running meanwhile, also in a busy week?"),
    N_("Has somebody an hour a week to try out what may fail?"),
)

FORM_ADVICE = {
    ChangeForm.IMPROVE: N_(
        "Keep it small and regular: make it easy to do it a little better each week, and say thank you."
    ),
    ChangeForm.RENEW: N_("Clear the way: decide which old step goes, and give people the time to learn the new one."),
    ChangeForm.TRANSITION: N_(
        "Go first: let people see that you look differently, and hold on when it costs something."
    ),
    ChangeForm.INNOVATE: N_(
        "Make room and guard it: a few volunteers, one test at a time, and nobody who asks for a plan."
    ),
}

SPIRAL_LABELS = {
    "culture": N_("culture"),
    "experience": N_("experience"),
    "loyalty": N_("loyalty"),
    "reputation": N_("reputation"),
}

HALFWAY_GOAL, FULL_GOAL = 50, 101
_MAX_BAR_LENGTH = 30


def pulse_text(pulses: Sequence[CyclePulse], translator: Translator) -> str:
    """Return the pulse of each cycle, newest first."""
    return "\n\n".join(_cycle_pulse_text(pulse, translator) for pulse in reversed(pulses))


def _cycle_pulse_text(pulse: CyclePulse, translator: Translator) -> str:
    _ = translator.gettext
    lines = [f"{pulse_label(pulse, translator)}, {translator.long_date(pulse.on, with_year=True)}"]
    if pulse.guess is not None:
        lines.append("  " + _("you guessed that colleagues would say {n}").format(n=pulse.guess))
    if pulse.own is not None:
        lines.append("  " + _("you said {n} yourself").format(n=pulse.own))
    if pulse.is_withheld:
        lines.append(
            "  " + _("Tallies side by side in here would give a few people's answers away, so none of them is shown.")
        )
        return "\n".join(lines)
    if pulse.median is None:
        lines.append(
            "  "
            + _(
                "What the others say is shown from {n} slips on. Do ask somebody who never sees a presentation too."
            ).format(n=MIN_ANSWERS)
        )
        return "\n".join(lines)
    lines.append("  " + slips_text(pulse, pulse.median, translator))
    if pulse.verdict is not None:
        lines.append(
            "  " + (_("one room") if pulse.verdict == "one-room" else _("two realities: that is where to talk"))
        )
    return "\n".join(lines)


def pulse_label(pulse: CyclePulse, translator: Translator) -> str:
    """Return the label of a pulse: `cycle 2`."""
    _ = translator.gettext
    return _("cycle {n}").format(n=pulse.cycle_number) if pulse.cycle_number else _("before the first cycle")


def slips_text(pulse: CyclePulse, median: Fraction, translator: Translator) -> str:
    """Return the number of slips and their median: `6 slips, and the middle one says 3`."""
    template = translator.ngettext(
        "{n} slip, and the middle one says {median}", "{n} slips, and the middle one says {median}", pulse.answer_count
    )
    return template.format(median=str(median) if median.denominator == 1 else format_decimal(median, translator))


def form_list(forms: Sequence[ChangeForm], translator: Translator) -> str:
    """List the forms of change in words. A tie has more than one."""
    return translator.join(translator.gettext(FORM_LABELS[form.value]) for form in forms)


def reflection_text(current: ReflectionOutcome, previous: ReflectionOutcome | None, translator: Translator) -> str:
    """Return the outcome of a reflection.

    It names the form of change at hand, the advice for it, whether the team both runs the daily work and explores, and
    the previous outcome.
    """
    _ = translator.gettext
    lines = [_("At hand: {form}.").format(form=form_list(current.forms, translator))]
    if current.is_tie:
        lines.append(_("Your answers hold the balance, so more than one form fits. That is worth a talk."))
        lines += [
            f"{translator.gettext(FORM_LABELS[form.value]).capitalize()}: {translator.gettext(FORM_ADVICE[form])}"
            for form in current.forms
        ]
    else:
        lines.append(translator.gettext(FORM_ADVICE[current.forms[0]]))
    lines += ["", _modes_text(current, translator)]
    if previous is not None:
        previous_line = _("Last time, on {day}: {form}.").format(
            day=translator.long_date(previous.on, with_year=True), form=form_list(previous.forms, translator)
        )
        lines += ["", previous_line]
    return "\n".join(lines)


def _modes_text(reflection: ReflectionOutcome, translator: Translator) -> str:
    _ = translator.gettext
    if reflection.is_running and reflection.is_exploring:
        return _("The daily work runs and somebody explores: both are alive.")
    if reflection.is_running is False and reflection.is_exploring is False:
        return _("Neither the daily work nor the exploring has room now. Begin with the daily work.")
    if reflection.is_running is False:
        return _("The daily work does not keep running now. What must simply go on, whatever happens?")
    if reflection.is_exploring is False and reflection.is_running:
        return _("The daily work runs, nobody explores. Whose hour could that be?")
    if reflection.is_exploring is False:
        return _("Nobody explores now. Whose hour could that be?")
    return _("Whether both running and exploring are alive, you do not know yet. Who would?")


def explain_reflection(reflection: ReflectionOutcome, translator: Translator) -> str:
    """Explain the outcome of a reflection: the answers, and the calculation."""
    _ = translator.gettext
    answer_labels = {"y": _("yes"), "n": _("no"), "?": "?"}
    answer_width = max(map(len, answer_labels.values())) + 2
    lines = [
        f"{answer_labels[answer]:{answer_width}}{translator.gettext(question)}"
        for answer, question in zip(reflection.answers, REFLECTION_QUESTIONS, strict=True)
    ]
    lines += [
        "",
        _("1–3, does the way of working change: yes minus no = {n}").format(n=f"{reflection.working_balance:+}"),
        _("4–6, does the way of thinking change: yes minus no = {n}").format(n=f"{reflection.thinking_balance:+}"),
        _("Above nothing is yes, below is no, nothing is a tie and leaves both open."),
        _("Neither changes: improve. Only working: renew. Only thinking: transition. Both: innovate."),
    ]
    return "\n".join(lines)


def spiral_text(turns: Sequence[SpiralTurn], translator: Translator, *, plain: bool) -> str:
    """Return the four spiral places: the tips that aim there, those that stay and those of now, and the voices."""
    _ = translator.gettext
    if plain:
        return "\n".join(
            (*(f"{_turn_with_running_text(turn, translator)}." for turn in turns), spiral_disclaimer(translator))
        )
    name_width = max(len(translator.gettext(SPIRAL_LABELS[turn.spiral_place])) for turn in turns) + 2
    aimed_bars = [_bar("■", turn.tip_count) + _bar("□", turn.running_count) for turn in turns]
    column_width = max(5, len(_("aimed")), *map(len, aimed_bars)) + 4
    lines = [f"  {'':{name_width}}{_('aimed'):<{column_width}}{_('heard')}"]
    for turn, aimed in zip(turns, aimed_bars, strict=True):
        name = translator.gettext(SPIRAL_LABELS[turn.spiral_place])
        lines.append(f"  {name:{name_width}}{aimed:<{column_width}}{_bar('●', turn.voice_count)}".rstrip())
    lines += ["", "  " + _("■ a tip that stays   □ one of the five now   ● a voice")]
    if not any(turn.voice_count for turn in turns):
        hint = _('No voice has a place yet: tipcycle voices add "…" --heard loyalty')
        lines += ["", "  " + hint]
    lines += ["", "  " + spiral_disclaimer(translator)]
    return "\n".join(lines)


def _turn_with_running_text(turn: SpiralTurn, translator: Translator) -> str:
    running = translator.ngettext("{n} of the five now", "{n} of the five now", turn.running_count)
    return f"{turn_text(turn, translator)}, {running}" if turn.running_count else turn_text(turn, translator)


def turn_text(turn: SpiralTurn, translator: Translator) -> str:
    """Return one turn in words: `culture: 3 tips aimed here, 1 voice was heard here`."""
    aimed = translator.ngettext("{n} tip aimed here", "{n} tips aimed here", turn.tip_count)
    heard = translator.ngettext("{n} voice was heard here", "{n} voices were heard here", turn.voice_count)
    return f"{translator.gettext(SPIRAL_LABELS[turn.spiral_place])}: {aimed}, {heard}"


def spiral_disclaimer(translator: Translator) -> str:
    """Return the disclaimer that the spiral shows no cause and effect."""
    _ = translator.gettext
    return _("Side by side, nothing more: what caused what, nobody can say.")


def truncate_bar(count: int) -> tuple[int, str]:
    """Return the number of signs to draw for `count`, and the text after them. A long bar is cut and shows `count`."""
    return (count, "") if count <= _MAX_BAR_LENGTH else (_MAX_BAR_LENGTH - 5, f"… {count}")


def _bar(sign: str, count: int) -> str:
    length, suffix = truncate_bar(count)
    return sign * length + suffix


def goal_progress_text(implemented: int, translator: Translator, *, plain: bool) -> str:
    """Return the progress towards 50 and 101 implemented tips, with a bar unless `plain`."""
    sentence = progress_sentence(implemented, translator)
    if plain:
        return sentence
    boxes = "".join("■" if n <= implemented else "·" for n in range(1, FULL_GOAL + 1))
    return "\n".join(
        [f"  {sentence}", "", f"  {boxes[:HALFWAY_GOAL]}    {HALFWAY_GOAL}", f"  {boxes[HALFWAY_GOAL:]}  {FULL_GOAL}"]
    )


def progress_sentence(implemented: int, translator: Translator) -> str:
    """Return the progress towards 50 and 101 implemented tips in one sentence."""
    _ = translator.gettext
    if not implemented:
        return _("Nothing stays yet. The way to fifty begins with one.")
    if implemented < HALFWAY_GOAL:
        return translator.ngettext(
            "{n} tip became normal, on the way to fifty and to all 101.",
            "{n} tips became normal, on the way to fifty and to all 101.",
            implemented,
        )
    if implemented < FULL_GOAL:
        return _("{n} tips became normal, past fifty and on the way to 101.").format(n=implemented)
    return _("{n} tips became normal. The way from here is your own.").format(n=implemented)
