"""The words of the momentum report, the same on every screen."""

from collections.abc import Sequence
from fractions import Fraction

from tipcycle.core.momentum.report import MomentumReport, YearSlot
from tipcycle.core.momentum.verdict import Measure
from tipcycle.core.momentum.window import FEELING_MIN_COUNT
from tipcycle.i18n import N_, Translator

VERDICT_TEXTS = {
    "momentum": (N_("Momentum"), N_("You do it, your team livens up, customers say it.")),
    "still_indoors": (
        N_("Still indoors"),
        N_("You do it, your team notices. Customers do not yet: which of your five would they see by themselves?"),
    ),
    "few_shoulders": (
        N_("On few shoulders"),
        N_("Customers notice, your team not so much. Who carries this, and who would join?"),
    ),
    "sowing": (N_("Sowing time"), N_("Much done, little to see yet. Wait or change: what do you feel?")),
    "tailwind": (N_("Tailwind"), N_("It feels good and you did little for it. Where does the wind come from?")),
    "becalmed": (N_("Becalmed"), N_("No way on for now. Which tip costs you a quarter of an hour tomorrow?")),
}

MEASURE_LABELS = {
    "applied": N_("what you did"),
    "team": N_("how it felt in the team"),
    "customers": N_("how it felt with customers"),
}


def verdict_text(report: MomentumReport, translator: Translator) -> tuple[str, str]:
    """The name of the reading and the line that goes with it."""
    _ = translator.gettext
    if report.verdict == "too_early":
        return _("Too early"), too_early_text(report, translator)
    name, line = VERDICT_TEXTS[report.verdict]
    return translator.gettext(name), translator.gettext(line)


def too_early_text(report: MomentumReport, translator: Translator) -> str:
    """What is still missing before anything can be said."""
    _ = translator.gettext
    missing = []
    if report.applied.share is None:
        missing.append(_("a few more answers about your five"))
    if report.team.mean is None:
        missing.append(_("how it felt in the team, {n} times").format(n=FEELING_MIN_COUNT))
    if report.customers.mean is None:
        missing.append(_("how it felt with customers, {n} times").format(n=FEELING_MIN_COUNT))
    return _("After the third check-in there is something to say. Still missing: {what}.").format(
        what=translator.join(missing)
    )


def report_close_calls(report: MomentumReport, translator: Translator) -> str:
    """Which facts stand on their line; empty when none does."""
    return close_calls_text(report.close_calls, translator)


def close_calls_text(close_calls: Sequence[Measure], translator: Translator) -> str:
    """That these facts stand on their line; empty when none does."""
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
    """What there is to say before the first Monday."""
    _ = translator.gettext
    if report.next_start is None:
        return _("No cycle has begun yet. tipcycle pick begins one.")
    day = translator.full_date(report.next_start, with_year=report.next_start.year != report.today.year)
    return _("Your first cycle begins on {day}. After that there is something to see here.").format(day=day)


def own_summary_hint(report: MomentumReport, translator: Translator) -> str:
    """That the manager's own words go first; nothing once they do."""
    _ = translator.gettext
    if report.cycle is not None and report.cycle.summary:
        return ""
    return _("Do you see it otherwise? At the review you write your own sentence. That one goes first.")


def done_line(report: MomentumReport, translator: Translator) -> str:
    """`14 of 18 times in the last six weeks`."""
    _ = translator.gettext
    counted = report.applied.done_count + report.applied.missed_count
    weeks = len(report.window.current)
    if not counted:
        return _("nothing to count yet")
    return translator.ngettext(
        "{did} of {counted} times in the last week that counts",
        "{did} of {counted} times in the last {n} weeks that count",
        weeks,
    ).format(did=report.applied.done_count, counted=counted)


def rhythm_line(report: MomentumReport, translator: Translator) -> str:
    """In how many of the last weeks somebody looked back; no streak."""
    _ = translator.gettext
    if report.rhythm.is_too_early:
        return _("It is too early to speak of a rhythm.")
    return _("In {n} of the last {counted} weeks you looked back.").format(
        n=report.rhythm.on_time_count, counted=report.rhythm.week_count
    )


def stays_line(report: MomentumReport, translator: Translator) -> str:
    """`four stay, five in the making`."""
    _ = translator.gettext
    stays = translator.ngettext("one tip stays", "{n} tips stay", len(report.implemented_tips.tips))
    if not report.implemented_tips.tips:
        stays = _("nothing stays yet")
    making = translator.ngettext("{n} in the making", "{n} in the making", report.in_progress_count)
    return f"{stays}, {making}" if report.in_progress_count else stays


def milestone_line(report: MomentumReport, translator: Translator) -> str:
    """The milestone reached last; empty before the first."""
    _ = translator.gettext
    reached = report.implemented_tips.last_milestone
    return _("Milestone: {n}.").format(n=reached) if reached is not None else ""


def slot_signs(slot: YearSlot) -> str:
    """The five boxes of one cycle: stayed, going on, in the making, not there yet."""
    signs = "■" * slot.implemented_count + "↻" * slot.extended_count + "□" * slot.in_progress_count
    return " ".join(signs[:5].ljust(5, "·"))


def month_range(slot: YearSlot, translator: Translator) -> str:
    """`Mar–Apr`: the months of a cycle; its last week may reach into a third."""
    if slot.starts is None or slot.ends is None:
        return ""
    middle = slot.starts + (slot.ends - slot.starts) * 3 // 4
    first, last = translator.month_abbr(slot.starts), translator.month_abbr(middle)
    return first if first == last else f"{first}–{last}"


def format_percent(value: Fraction) -> str:
    """Rounded down, so that it never contradicts the word beside it."""
    return f"{int(value * 100)} %"


def format_decimal(value: Fraction, translator: Translator) -> str:
    """`3.8`, in Dutch `3,8`; halves round up."""
    tenths = int(value * 10 + Fraction(1, 2))
    return f"{tenths // 10}{',' if translator.language == 'nl' else '.'}{tenths % 10}"
