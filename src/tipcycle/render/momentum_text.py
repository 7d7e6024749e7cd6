"""Texts of the momentum report that the plain output, the screen and the review share."""

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

from tipcycle.core.momentum.report import MomentumReport, YearSlot
from tipcycle.core.momentum.verdict import (
    APPLIED_MARGIN,
    APPLIED_THRESHOLD,
    FEELING_MARGIN,
    FEELING_THRESHOLD,
    LOW_FEELING_THRESHOLD,
    Direction,
    FactSides,
    FeelingSide,
    Measure,
    MomentumVerdict,
)
from tipcycle.core.momentum.window import APPLIED_MIN_COUNT, FEELING_MIN_COUNT, FeelingAverage
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import N_, Translator
from tipcycle.render.labels import format_minutes, numbered_title
from tipcycle.render.sanitize import sanitize

VERDICT_TEXTS = {
    "momentum": (
        N_("Momentum"),
        N_("The five get done. As one person sees it, the team is lively and customers say so."),
    ),
    "still_indoors": (
        N_("Not visible yet"),
        N_(
            "The five get done, and the team feels lively. Customers do not notice much yet: which of the five would"
            " they see by themselves?"
        ),
    ),
    "few_shoulders": (
        N_("Outdoors first"),
        N_("Customers notice, the team not so much. Who carries this, and who would join?"),
    ),
    "sowing": (N_("Early days"), N_("Done, and not much to see of it yet. Wait or change: what is the gut feeling?")),
    "tailwind": (N_("Tailwind"), N_("{what}, though less came of the five. Where does the wind come from?")),
    "becalmed": (N_("Becalmed"), N_("Not much is under way now.")),
    "headwind": (N_("Headwind"), N_("It weighs on {whom}. What may stop first?")),
}
"""Name and sentence of each verdict. Both also appear on paper, so none is in the second person."""

APPLIED_SIDE_TEXTS = {True: N_("the five get done"), False: N_("less came of the five")}
TEAM_SIDE_TEXTS = {
    "low": N_("it weighs on the team"),
    "between": N_("ordinary weeks in the team"),
    "high": N_("it feels good in the team"),
}
CUSTOMER_SIDE_TEXTS = {
    "low": N_("it weighs on customers"),
    "between": N_("ordinary weeks with customers"),
    "high": N_("customers say good things"),
}


def possible_verdicts_text(
    verdicts: Sequence[MomentumVerdict], sides: FactSides, translator: Translator
) -> tuple[str, str]:
    """Return the name and the sentence of one possible verdict.

    Two have the name `A or B` and no sentence. More have the name `On the line`, and the facts that are certain.
    """
    _ = translator.gettext
    names = [_(VERDICT_TEXTS[name][0]) for name in verdicts]
    if len(names) == 1:
        good = [text for text in (_feeling_texts(sides, "high", translator)) if text]
        heavy = [
            name for name, side in ((_("the team"), sides.team), (_("customers"), sides.customers)) if side == "low"
        ]
        text = _(VERDICT_TEXTS[verdicts[0]][1])
        return names[0], capitalize_first(text.format(what=translator.join(good), whom=translator.join(heavy)))
    if len(names) == 2:
        return _("{first} or {second}").format(first=names[0], second=names[1]), ""
    certain = [_(APPLIED_SIDE_TEXTS[sides.is_applied])] if sides.is_applied is not None else []
    certain += [_(TEAM_SIDE_TEXTS[sides.team])] if sides.team is not None else []
    certain += [_(CUSTOMER_SIDE_TEXTS[sides.customers])] if sides.customers is not None else []
    if not certain:
        return _("On the line"), ""
    return _("On the line"), _("What is certain: {facts}.").format(facts=translator.join(certain))


def _feeling_texts(sides: FactSides, side: FeelingSide, translator: Translator) -> list[str]:
    _ = translator.gettext
    team = [_(TEAM_SIDE_TEXTS[side])] if sides.team == side else []
    return [*team, *([_(CUSTOMER_SIDE_TEXTS[side])] if sides.customers == side else [])]


def capitalize_first(text: str) -> str:
    """Return the text with its first letter in upper case, and the rest as it is."""
    return text[:1].upper() + text[1:]


MEASURE_LABELS = {
    "applied": N_("what you did"),
    "team": N_("how it felt in the team"),
    "customers": N_("how it felt with customers"),
}


class Fact(Struct, frozen=True):
    """One of the three facts: its value now and before, its lines, and its direction, with their texts."""

    label: str
    now: Fraction | None
    before: Fraction | None
    now_text: str
    before_text: str
    lowest: Fraction
    highest: Fraction
    lines: tuple[Fraction, ...]
    margin: Fraction
    direction: Direction | None
    direction_text: str

    @property
    def is_close(self) -> bool:
        """True if the value is too close to a line to call."""
        return self.now is not None and any(abs(self.now - line) <= self.margin for line in self.lines)


DIRECTION_LABELS = {"up": N_("higher"), "down": N_("lower"), "level": N_("level")}


def report_facts(report: MomentumReport, translator: Translator) -> list[Fact]:
    """Return the three facts: what was done, and how it felt in the team and with customers."""
    _ = translator.gettext
    directions, applied = report.directions, report.applied

    def direction_text(name: Measure) -> str:
        direction = directions[name]
        return _(DIRECTION_LABELS[direction]) if direction else ""

    facts = [
        Fact(
            label=_("done"),
            now=applied.share,
            before=applied.previous_share,
            now_text=_count_text(applied.share, applied.done_count, applied.missed_count, translator),
            before_text=_count_text(
                applied.previous_share, applied.previous_done_count, applied.previous_missed_count, translator
            ),
            lowest=Fraction(0),
            highest=Fraction(1),
            lines=(APPLIED_THRESHOLD,),
            margin=APPLIED_MARGIN,
            direction=directions["applied"],
            direction_text=direction_text("applied"),
        )
    ]
    measures: tuple[tuple[Measure, str, FeelingAverage], ...] = (
        ("team", _("in the team"), report.team),
        ("customers", _("with customers"), report.customers),
    )
    for name, label, feeling in measures:
        fact = Fact(
            label=label,
            now=feeling.mean,
            before=feeling.previous_mean,
            now_text=format_decimal(feeling.mean, translator) if feeling.mean is not None else "–",
            before_text=format_decimal(feeling.previous_mean, translator) if feeling.previous_mean is not None else "–",
            lowest=Fraction(1),
            highest=Fraction(5),
            lines=(LOW_FEELING_THRESHOLD, FEELING_THRESHOLD),
            margin=FEELING_MARGIN,
            direction=directions[name],
            direction_text=direction_text(name),
        )
        facts.append(fact)
    return facts


def _count_text(share: Fraction | None, done: int, missed: int, translator: Translator) -> str:
    _ = translator.gettext
    return "–" if share is None else _("{did} of {n}").format(did=done, n=done + missed)


def position_text(report: MomentumReport, translator: Translator) -> str:
    """Return the cycle and its week: `cycle 1, 9th week of 9`; empty before the first Monday."""
    _ = translator.gettext
    if report.cycle is None:
        return ""
    if report.week_number is None:
        return _("cycle {n} has ended").format(n=report.cycle.number)
    return _("cycle {n}, {nth} week of {weeks}").format(
        n=report.cycle.number, nth=translator.ordinal(report.week_number), weeks=len(report.cycle.weeks)
    )


def verdict_text(report: MomentumReport, translator: Translator) -> tuple[str, str]:
    """Return the name of the verdict and its sentence. The name starts with the day if the figures are old."""
    _ = translator.gettext
    if report.verdict == "too_early":
        name, description = _("Too early"), too_early_text(report, translator)
    else:
        name, description = possible_verdicts_text(report.verdicts, report.sides, translator)
    if report.as_of is not None:
        day = translator.long_date(report.as_of, with_year=report.as_of.year != report.today.year)
        name = _("As of {day}: {name}").format(day=day, name=name)
    return name, description


def small_step_text(report: MomentumReport, catalogue: Catalogue, translator: Translator) -> str:
    """Return the tip with the fewest yes answers and its first step, if the reading is not good news; else empty."""
    _ = translator.gettext
    tip = catalogue.tips.get(report.smallest_tip) if report.smallest_tip is not None else None
    if tip is None:
        return ""
    return _("A small step: {tip}. {step} ({minutes})").format(
        tip=numbered_title(tip.id, catalogue, translator),
        step=sanitize(tip.text(translator.language).steps[0]),
        minutes=format_minutes(tip.first_step_minutes, translator),
    )


def too_early_text(report: MomentumReport, translator: Translator) -> str:
    """List the answers that are still missing for a verdict."""
    _ = translator.gettext
    missing_answers = []
    if report.applied.share is None:
        n = APPLIED_MIN_COUNT - report.applied.done_count - report.applied.missed_count
        text = translator.ngettext(
            "{n} more yes-or-no answer about the five", "{n} more yes-or-no answers about the five", n
        )
        missing_answers.append(text.format(n=n))
    if report.team.mean is None:
        n = FEELING_MIN_COUNT - len(report.team.ratings)
        text = translator.ngettext("how {n} more week felt in the team", "how {n} more weeks felt in the team", n)
        missing_answers.append(text.format(n=n))
    if report.customers.mean is None:
        n = FEELING_MIN_COUNT - len(report.customers.ratings)
        text = translator.ngettext("how {n} more week felt with customers", "how {n} more weeks felt with customers", n)
        missing_answers.append(text.format(n=n))
    return _("Still missing for a reading: {what}.").format(what=translator.join(missing_answers))


def report_close_calls(report: MomentumReport, translator: Translator) -> str:
    """Return the sentence for the close calls of a report; empty without any."""
    return close_calls_text(report.close_calls, translator)


def close_calls_text(close_calls: Sequence[Measure], translator: Translator) -> str:
    """Return the sentence that names the measures close to their threshold; empty without any."""
    if not close_calls:
        return ""
    labels = translator.join(translator.gettext(MEASURE_LABELS[name]) for name in close_calls)
    template = translator.ngettext(
        "It is close: {facts} could as well have fallen on the other side.",
        "It is close: {facts} could as well have fallen on the other side.",
        len(close_calls),
    )
    return template.format(facts=labels)


def not_begun_text(report: MomentumReport, translator: Translator) -> str:
    """Return the message that replaces the report before the first Monday."""
    _ = translator.gettext
    if report.next_start is None:
        return _("No cycle has begun yet. tipcycle pick begins one.")
    day = translator.full_date(report.next_start, with_year=report.next_start.year != report.today.year)
    return _("Your first cycle begins on {day}. After that there is something to see here.").format(day=day)


def own_summary_hint(report: MomentumReport, translator: Translator) -> str:
    """Return the hint that the manager's own sentence replaces the verdict; empty once it is written."""
    _ = translator.gettext
    if report.cycle is not None and report.cycle.summary:
        return ""
    return _("Do you see it otherwise? At the review you write your own sentence. That one goes first.")


def rhythm_line(report: MomentumReport, translator: Translator) -> str:
    """Return in how many of the last weeks the manager checked in. It is not a streak."""
    _ = translator.gettext
    if report.rhythm.is_too_early:
        return _("It is too early to speak of a rhythm.")
    return _("You looked back in {n} of the last {counted} weeks that count.").format(
        n=report.rhythm.on_time_count, counted=report.rhythm.week_count
    )


def stays_line(report: MomentumReport, translator: Translator) -> str:
    """Return the number of implemented tips and of tips in progress: `4 tips stay, 5 in the making`.

    Once a tip has lapsed: `7 became normal, 6 still alive as far as you know`.
    """
    _ = translator.gettext
    implemented = report.implemented_tips
    count = len(implemented.all_tips)
    if not count:
        implemented_text = _("nothing stays yet")
    elif implemented.lapsed:
        implemented_text = translator.ngettext(
            "one became normal, {alive} still alive as far as you know",
            "{n} became normal, {alive} still alive as far as you know",
            count,
        ).format(alive=implemented.alive_count)
    else:
        implemented_text = translator.ngettext("one tip stays", "{n} tips stay", count)
    in_progress_text = translator.ngettext("{n} in the making", "{n} in the making", report.in_progress_count)
    return f"{implemented_text}, {in_progress_text}" if report.in_progress_count else implemented_text


def stays_sentence(report: MomentumReport, translator: Translator) -> str:
    """Return what stays as a sentence, followed by the last milestone."""
    sentence = f"{capitalize_first(stays_line(report, translator))}."
    return f"{sentence} {milestone_line(report, translator)}".rstrip()


def milestone_line(report: MomentumReport, translator: Translator) -> str:
    """Return the last milestone reached; empty before the first."""
    _ = translator.gettext
    milestone = report.implemented_tips.last_milestone
    return _("Milestone: {n}.").format(n=milestone) if milestone is not None else ""


def slot_signs(slot: YearSlot) -> str:
    """Return the five boxes of one cycle: implemented, extended, in progress, free."""
    signs = "■" * slot.implemented_count + "↻" * slot.extended_count + "□" * slot.in_progress_count
    return " ".join(signs[:5].ljust(5, "·"))


def month_range(slot: YearSlot, translator: Translator) -> str:
    """Return the months of a cycle: `Mar–Apr`.

    The end is the month at three quarters of the cycle, because the last week may fall in a third month.
    """
    if slot.starts is None or slot.ends is None:
        return ""
    late_day = slot.starts + (slot.ends - slot.starts) * 3 // 4
    first_month, last_month = translator.month_abbr(slot.starts), translator.month_abbr(late_day)
    return first_month if first_month == last_month else f"{first_month}–{last_month}"


def line_text(line: Fraction, translator: Translator) -> str:
    """Return a line: `2/3`, or `3.5` for a feeling."""
    return str(line) if line < 1 else format_decimal(line, translator)


def format_percent(value: Fraction) -> str:
    """Return a percentage, rounded down so that it never contradicts the label beside it."""
    return f"{int(value * 100)} %"


def format_decimal(value: Fraction, translator: Translator) -> str:
    """Return one decimal: `3.8`, in Dutch `3,8`. Halves are rounded up."""
    tenths = int(value * 10 + Fraction(1, 2))
    return f"{tenths // 10}{translator.facts.decimal_sign}{tenths % 10}"
