"""Texts of the momentum report that the plain output, the screen and the review share."""

from collections.abc import Sequence
from fractions import Fraction

from tipcycle.core.momentum.report import MomentumReport, YearSlot
from tipcycle.core.momentum.verdict import Measure, MomentumVerdict
from tipcycle.core.momentum.window import APPLIED_MIN_COUNT, FEELING_MIN_COUNT
from tipcycle.i18n import N_, Translator

VERDICT_TEXTS = {
    "momentum": (N_("Momentum"), N_("The five get done, the team feels lively, and customers say so.")),
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
    "tailwind": (
        N_("Tailwind"),
        N_("Something feels good, though less came of the five. Where does the wind come from?"),
    ),
    "becalmed": (N_("Becalmed"), N_("Not much is under way now. Which tip takes a quarter of an hour tomorrow?")),
    "headwind": (N_("Headwind"), N_("It weighs on the team or on customers. What may stop first?")),
}


def possible_verdicts_text(verdicts: Sequence[MomentumVerdict], translator: Translator) -> tuple[str, str]:
    """Return the name and the sentence of one possible verdict, `A or B` for two, `On the line` for more."""
    _ = translator.gettext
    names = [_(VERDICT_TEXTS[name][0]) for name in verdicts]
    if len(names) == 1:
        return names[0], _(VERDICT_TEXTS[verdicts[0]][1])
    if len(names) == 2:
        return _("{first} or {second}").format(first=names[0], second=names[1]), ""
    return _("On the line"), ""


MEASURE_LABELS = {
    "applied": N_("what you did"),
    "team": N_("how it felt in the team"),
    "customers": N_("how it felt with customers"),
}


def verdict_text(report: MomentumReport, translator: Translator) -> tuple[str, str]:
    """Return the name of the verdict and its sentence."""
    _ = translator.gettext
    if report.verdict == "too_early":
        return _("Too early"), too_early_text(report, translator)
    return possible_verdicts_text(report.verdicts, translator)


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


def done_line(report: MomentumReport, translator: Translator) -> str:
    """Return how often the tips were done: `14 of 18 times in the last 6 weeks that count`."""
    _ = translator.gettext
    scored_count = report.applied.done_count + report.applied.missed_count
    week_count = len(report.window.current)
    if not scored_count:
        return _("nothing to count yet")
    return translator.ngettext(
        "{did} of {counted} times in the last week that counts",
        "{did} of {counted} times in the last {n} weeks that count",
        week_count,
    ).format(did=report.applied.done_count, counted=scored_count)


def rhythm_line(report: MomentumReport, translator: Translator) -> str:
    """Return in how many of the last weeks the manager checked in. It is not a streak."""
    _ = translator.gettext
    if report.rhythm.is_too_early:
        return _("It is too early to speak of a rhythm.")
    return _("In {n} of the last {counted} weeks you looked back.").format(
        n=report.rhythm.on_time_count, counted=report.rhythm.week_count
    )


def stays_line(report: MomentumReport, translator: Translator) -> str:
    """Return the number of implemented tips and of tips in progress: `4 tips stay, 5 in the making`."""
    _ = translator.gettext
    implemented_text = translator.ngettext("one tip stays", "{n} tips stay", len(report.implemented_tips.all_tips))
    if not report.implemented_tips.all_tips:
        implemented_text = _("nothing stays yet")
    in_progress_text = translator.ngettext("{n} in the making", "{n} in the making", report.in_progress_count)
    return f"{implemented_text}, {in_progress_text}" if report.in_progress_count else implemented_text


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


def format_percent(value: Fraction) -> str:
    """Return a percentage, rounded down so that it never contradicts the label beside it."""
    return f"{int(value * 100)} %"


def format_decimal(value: Fraction, translator: Translator) -> str:
    """Return one decimal: `3.8`, in Dutch `3,8`. Halves are rounded up."""
    tenths = int(value * 10 + Fraction(1, 2))
    return f"{tenths // 10}{translator.facts.decimal_sign}{tenths % 10}"
