"""The momentum report and the year as plain sentences, and the calculation of the figures (`--explain`)."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tipcycle.core.momentum.report import CycleInYear, MomentumReport, ReportedWeek
from tipcycle.core.momentum.verdict import APPLIED_THRESHOLD, FEELING_THRESHOLD
from tipcycle.core.momentum.window import CountedWeek, FeelingAverage
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator
from tipcycle.render import momentum_text
from tipcycle.render.labels import numbered_title, quote_text, status_words, strength_label, tip_number
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
    stays = f"{momentum_text.stays_line(report, translator)}. {momentum_text.milestone_line(report, translator)}"
    lines.append(f"{_('What stays')}: {stays.rstrip()}")
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
    stays = f"{momentum_text.stays_line(report, translator)}. {momentum_text.milestone_line(report, translator)}"
    lines.append(f"{_('What stays')}: {stays.rstrip()}")
    return "\n".join(sanitize(line) for line in lines)


def explain_momentum(report: MomentumReport, translator: Translator) -> str:
    """Return the calculation of each figure, and the sources of the constants."""
    return "\n".join(sanitize(line) for line in _explanation_lines(report, translator))


def _week_list(counted_weeks: Sequence[CountedWeek]) -> str:
    return ", ".join(str(week) for _, week in counted_weeks) or "–"


def _explanation_lines(report: MomentumReport, translator: Translator) -> Iterator[str]:
    _ = translator.gettext
    applied = report.applied
    yield _("window: {weeks}").format(weeks=_week_list(report.window.current))
    yield _("before: {weeks}").format(weeks=_week_list(report.window.previous))
    share_text = _("too few answers, 8 are needed")
    if applied.share is not None:
        share_text = _("{did} ÷ ({did} + {missed}) = {share}, line at {line}").format(
            did=applied.done_count,
            missed=applied.missed_count,
            share=momentum_text.format_percent(applied.share),
            line="2/3",
        )
    yield f"{_('done')}: {share_text}{_previous_share_text(applied.previous_share, translator)}"
    for label, feeling in ((_("in the team"), report.team), (_("with customers"), report.customers)):
        yield f"{label}: {_mean_text(feeling, translator)}"
    yield _("rhythm: {n} of {counted} weeks had a check-in within two weeks of their Sunday").format(
        n=report.rhythm.on_time_count, counted=report.rhythm.week_count
    )
    implemented = report.implemented_tips
    yield _("what stays: {n} implemented, {lapsed} lapsed, {alive} known alive").format(
        n=len(implemented.all_tips), lapsed=len(implemented.lapsed), alive=implemented.alive_count
    )
    if implemented.yearly_pace is not None:
        yield _("pace: {n} ÷ {cycles} × 6 = {pace} a year, beside thirty").format(
            n=len(implemented.all_tips),
            cycles=implemented.closed_cycle_count,
            pace=momentum_text.format_decimal(implemented.yearly_pace, translator),
        )
    for reported_tip in report.tips:
        record = reported_tip.record
        template = translator.ngettext(
            "{tip}: strength {percent} ({did} of {n} week): {weeks}",
            "{tip}: strength {percent} ({did} of {n} weeks): {weeks}",
            record.scored_count,
        )
        yield template.format(
            tip=tip_number(record.tip),
            percent=momentum_text.format_percent(record.strength),
            did=record.done_count,
            weeks=status_words(record.all_statuses, translator) or "–",
        )
    name, _description = momentum_text.verdict_text(report, translator)
    yield _("reading: {name}, from done {applied}, team {team}, customers {customers}").format(
        name=name,
        applied=_threshold_text(applied.share, APPLIED_THRESHOLD, translator),
        team=_threshold_text(report.team.mean, FEELING_THRESHOLD, translator),
        customers=_threshold_text(report.customers.mean, FEELING_THRESHOLD, translator),
    )
    yield ""
    yield _(
        "A did takes a quarter of what is missing to 100 %: near the median of a field study of daily habits"
        " (95 percent of the plateau after 66 days; Lally et al. 2010, range 18–254 days). A convention, no law."
    )
    yield _("A miss takes an eighth: near the weekly fading of a well-known habit tracker's score (13 %).")
    yield _("Firm from 75 %, rooted from 85 %. Silence, weeks off and no occasion change nothing.")
    yield _("A tip that is made once counts in done up to and including the week in which it is finished.")
    yield _(
        "Felt: a mean of at least three answers; half a point makes a direction, as do five points of what was done."
    )


def _mean_text(feeling: FeelingAverage, translator: Translator) -> str:
    _ = translator.gettext
    if feeling.mean is None:
        return _("too few answers, 3 are needed") + _previous_mean_text(feeling, translator)
    text = _("mean({answers}) = {mean}, line at {line}").format(
        answers=", ".join(map(str, feeling.ratings)),
        mean=momentum_text.format_decimal(feeling.mean, translator),
        line=momentum_text.format_decimal(FEELING_THRESHOLD, translator),
    )
    return text + _previous_mean_text(feeling, translator)


def _previous_mean_text(feeling: FeelingAverage, translator: Translator) -> str:
    _ = translator.gettext
    if feeling.previous_mean is None:
        return ""
    return "; " + _("before {value}").format(value=momentum_text.format_decimal(feeling.previous_mean, translator))


def _previous_share_text(share: Fraction | None, translator: Translator) -> str:
    _ = translator.gettext
    return "" if share is None else "; " + _("before {value}").format(value=momentum_text.format_percent(share))


def _threshold_text(value: Fraction | None, threshold: Fraction, translator: Translator) -> str:
    _ = translator.gettext
    if value is None:
        return _("unknown")
    return _("on or above the line") if value >= threshold else _("below the line")
