"""The momentum report and the year as plain sentences."""

from collections.abc import Sequence

from tipcycle.core.momentum.report import CycleInYear, MomentumReport, ReportedWeek
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator
from tipcycle.render import momentum_text
from tipcycle.render.labels import numbered_title, quote_text, status_words, strength_label
from tipcycle.render.momentum_text import Fact
from tipcycle.render.review.text import CUSTOMER_SCALE, TEAM_SCALE, attribution
from tipcycle.render.sanitize import sanitize


def felt_rating_labels(weeks: Sequence[ReportedWeek], *, customers: bool, translator: Translator) -> list[str]:
    """Return the answers of these weeks in words, in order. Weeks without an answer are left out."""
    labels = CUSTOMER_SCALE if customers else TEAM_SCALE
    answers = (week.customers if customers else week.team for week in weeks)
    return [translator.gettext(labels[answer - 1]) for answer in answers if answer is not None]


def momentum_plain(report: MomentumReport, catalogue: Catalogue, translator: Translator) -> str:
    """Return the whole report, one fact per line."""
    _ = translator.gettext
    day = translator.full_date(report.today, with_year=True)
    if report.cycle is None:
        return momentum_text.not_begun_text(report, translator)
    position = momentum_text.position_text(report, translator)
    lines = [_("Momentum, {day}, {where}.").format(day=day, where=position)]
    lines += [f"{_('In my words')}: {report.cycle.summary}"] if report.cycle.summary else []
    lines += [f"{_('Heard')}: {quote_text(voice.text)} {attribution(voice, translator)}." for voice in report.voices]
    for reported_tip in report.tips:
        label_parts = (
            numbered_title(reported_tip.record.tip, catalogue, translator),
            strength_label(reported_tip.record, translator),
        )
        lines.append(f"{': '.join(part for part in label_parts if part)}.")
        statuses_by_cycle = [
            (report.previous_cycle, reported_tip.previous_statuses),
            (report.cycle, reported_tip.record.statuses),
        ]
        lines += [
            "   " + _("Cycle {n}: {weeks}.").format(n=cycle.number, weeks=status_words(weeks, translator))
            for cycle, weeks in statuses_by_cycle
            if cycle is not None and weeks is not None and status_words(weeks, translator)
        ]
    lines += _felt_lines(report.reported_weeks[-1], translator)
    week_count = len(report.window.current)
    if week_count:
        template = translator.ngettext(
            "Over the last week that counts:", "Over the last {n} weeks that count:", week_count
        )
        lines.append(template.format(n=week_count))
    lines += [_fact_sentence(fact, translator) for fact in momentum_text.report_facts(report, translator)]
    lines.append(_stays_sentence(report, translator))
    lines.append(momentum_text.rhythm_line(report, translator))
    name, description = momentum_text.verdict_text(report, translator)
    lines.append(f"{_('Reading')}: {name}. {description}".rstrip())
    lines += [
        text
        for text in (
            momentum_text.small_step_text(report, catalogue, translator),
            momentum_text.report_close_calls(report, translator),
            momentum_text.own_summary_hint(report, translator),
        )
        if text
    ]
    return "\n".join(sanitize(line) for line in lines)


def _stays_sentence(report: MomentumReport, translator: Translator) -> str:
    _ = translator.gettext
    sentence = f"{_('What stays')}: {momentum_text.stays_line(report, translator)}."
    return f"{sentence} {momentum_text.milestone_line(report, translator)}".rstrip()


def _felt_lines(weeks: Sequence[ReportedWeek], translator: Translator) -> list[str]:
    _ = translator.gettext
    return [
        f"{label}: {'; '.join(felt_rating_labels(weeks, customers=customers, translator=translator)) or '–'}."
        for customers, label in ((False, _("In the team, as you see it")), (True, _("With customers, as you see it")))
    ]


def _fact_sentence(fact: Fact, translator: Translator) -> str:
    """Return where a fact stands: `In the team: 3.8 now, 3.0 before, higher. Its lines are at 2.5 and 3.5, …`."""
    _ = translator.gettext
    values = [_("{value} now").format(value=fact.now_text) if fact.now is not None else _("too few answers now")]
    values += [_("{value} before").format(value=fact.before_text)] if fact.before is not None else []
    values += [fact.direction_text] if fact.direction_text else []
    line_texts = [momentum_text.line_text(line, translator) for line in fact.lines]
    lines = translator.ngettext("Its line is at {lines}", "Its lines are at {lines}", len(line_texts)).format(
        lines=translator.join(line_texts)
    )
    call = f": {_('too close to call')}" if fact.is_close else ""
    return f"{momentum_text.capitalize_first(fact.label)}: {', '.join(values)}. {lines}{call}."


def year_plain(
    cycles: Sequence[CycleInYear], report: MomentumReport, catalogue: Catalogue, translator: Translator
) -> str:
    """Return the cycles of a year, one tip per line, and the feelings."""
    _ = translator.gettext
    outcome_labels = {"stays": _("stays"), "goes-on": _("goes on"), None: ""}
    lines = []
    for cycle in cycles:
        assert cycle.slot.starts is not None
        assert cycle.slot.ends is not None
        span = translator.date_range(cycle.slot.starts, cycle.slot.ends, with_year=True)
        lines.append(_("Cycle {n}, {span}.").format(n=cycle.slot.number, span=span))
        for tip in cycle.tips:
            label = ", ".join(
                part
                for part in (numbered_title(tip.record.tip, catalogue, translator), outcome_labels[tip.outcome])
                if part
            )
            weeks = status_words(tip.record.statuses, translator)
            lines.append(label + (f": {weeks}." if weeks else "."))
        lines += _felt_lines(cycle.weeks, translator)
    lines.append(_stays_sentence(report, translator))
    return "\n".join(sanitize(line) for line in lines)
