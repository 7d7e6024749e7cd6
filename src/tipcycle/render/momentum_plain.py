"""The two small plots of how it felt: five words, a dot a week, filled where a voice stands beside it.

The momentum report as sentences, and its arithmetic in full (`--explain`).
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tipcycle.core.momentum.report import CycleInYear, MomentumReport, ReportedWeek
from tipcycle.core.momentum.verdict import APPLIED_THRESHOLD, FEELING_THRESHOLD
from tipcycle.core.momentum.window import CountedWeek, FeelingAverage
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator
from tipcycle.render import momentum_text as say
from tipcycle.render.labels import numbered_title, quote_text, status_words, strength_label, tip_number
from tipcycle.render.review.text import CUSTOMER_SCALE, TEAM_SCALE, attribution
from tipcycle.render.sanitize import sanitize

WITH_VOICE, WITHOUT_VOICE = "●", "○"


def felt_plot_rows(
    cycles: Sequence[Sequence[ReportedWeek]], *, customers: bool, translator: Translator
) -> list[tuple[str, str]]:
    """Five rows from the best to the worst: the word, and a column a week; cycles stand apart."""
    labels = CUSTOMER_SCALE if customers else TEAM_SCALE
    rows = []
    for value in range(5, 0, -1):
        parts = []
        for weeks in cycles:
            dots = []
            for week in weeks:
                answer = week.customers if customers else week.team
                dots.append((WITH_VOICE if week.has_voice else WITHOUT_VOICE) if answer == value else " ")
            parts.append(" ".join(dots))
        rows.append((translator.gettext(labels[value - 1]), "    ".join(parts)))
    return rows


def week_number_row(cycles: Sequence[Sequence[ReportedWeek]]) -> str:
    """The numbers above the columns."""
    return "    ".join(" ".join(str(n) for n in range(1, len(weeks) + 1)) for weeks in cycles)


def felt_rating_labels(weeks: Sequence[ReportedWeek], *, customers: bool, translator: Translator) -> list[str]:
    """The answers of these weeks in words, in order; weeks without one are left out."""
    labels = CUSTOMER_SCALE if customers else TEAM_SCALE
    answers = (week.customers if customers else week.team for week in weeks)
    return [translator.gettext(labels[answer - 1]) for answer in answers if answer is not None]


def momentum_plain(report: MomentumReport, catalogue: Catalogue, translator: Translator) -> str:
    """The whole report, one fact a line."""
    _ = translator.gettext
    day = translator.full_date(report.today, with_year=True)
    if report.cycle is None:
        return say.not_begun_text(report, translator)
    position = _("cycle {n} has ended").format(n=report.cycle.number)
    if report.week_number is not None:
        position = _("cycle {n}, {nth} week of {weeks}").format(
            n=report.cycle.number, nth=translator.ordinal(report.week_number), weeks=len(report.cycle.weeks)
        )
    lines = [_("Momentum, {day}, {where}.").format(day=day, where=position)]
    lines += [f"{_('In my words')}: {report.cycle.summary}"] if report.cycle.summary else []
    lines += [f"{_('Heard')}: {quote_text(voice.text)} {attribution(voice, translator)}." for voice in report.voices]
    lines.append(f"{_('Done')}: {say.done_line(report, translator)}.")
    for reported_tip in report.tips:
        labels = (
            numbered_title(reported_tip.record.tip, catalogue, translator),
            strength_label(reported_tip.record, translator),
        )
        lines.append(f"{': '.join(part for part in labels if part)}.")
        strips = [(report.previous_cycle, reported_tip.previous_statuses), (report.cycle, reported_tip.record.statuses)]
        lines += [
            "   " + _("Cycle {n}: {weeks}.").format(n=cycle.number, weeks=status_words(weeks, translator))
            for cycle, weeks in strips
            if cycle is not None and weeks is not None and status_words(weeks, translator)
        ]
    for customers, label in ((False, _("In the team, as you see it")), (True, _("With customers, as you see it"))):
        answers = felt_rating_labels(report.reported_weeks[-1], customers=customers, translator=translator)
        lines.append(f"{label}: {'; '.join(answers) or '–'}.")
    lines.append(
        f"{_('What stays')}: {say.stays_line(report, translator)}. {say.milestone_line(report, translator)}".rstrip()
    )
    lines.append(say.rhythm_line(report, translator))
    name, line = say.verdict_text(report, translator)
    lines.append(f"{_('Reading')}: {name}. {line}")
    lines += [
        text for text in (say.report_close_calls(report, translator), say.own_summary_hint(report, translator)) if text
    ]
    return "\n".join(sanitize(line) for line in lines)


def year_plain(
    cycles: Sequence[CycleInYear], report: MomentumReport, catalogue: Catalogue, translator: Translator
) -> str:
    """The year, one tip a line."""
    _ = translator.gettext
    outcome_labels = {"stays": _("stays"), "goes-on": _("goes on"), None: ""}
    lines = []
    for cycle in cycles:
        span = translator.date_range(cycle.starts, cycle.ends, with_year=True)
        lines.append(_("Cycle {n}, {span}.").format(n=cycle.number, span=span))
        for tip in cycle.tips:
            description = ", ".join(
                part
                for part in (numbered_title(tip.record.tip, catalogue, translator), outcome_labels[tip.outcome])
                if part
            )
            weeks = status_words(tip.record.statuses, translator)
            lines.append(description + (f": {weeks}." if weeks else "."))
    lines.append(f"{_('What stays')}: {say.stays_line(report, translator)}.")
    return "\n".join(sanitize(line) for line in lines)


def explain_momentum(report: MomentumReport, translator: Translator) -> str:
    """The arithmetic of each figure on one line, and where the constants come from."""
    return "\n".join(sanitize(line) for line in _explanation_lines(report, translator))


def _week_list(counted_weeks: Sequence[CountedWeek]) -> str:
    return ", ".join(str(week) for _, week in counted_weeks) or "–"


def _explanation_lines(report: MomentumReport, translator: Translator) -> Iterator[str]:
    _ = translator.gettext
    applied = report.applied
    yield _("window: {weeks}").format(weeks=_week_list(report.window.current))
    yield _("before: {weeks}").format(weeks=_week_list(report.window.previous))
    share = _("too few answers, 8 are needed")
    if applied.share is not None:
        share = _("{did} ÷ ({did} + {missed}) = {share}, line at {line}").format(
            did=applied.done_count, missed=applied.missed_count, share=say.format_percent(applied.share), line="2/3"
        )
    yield f"{_('done')}: {share}{_previous_share_text(applied.previous_share, translator)}"
    for label, feeling in ((_("in the team"), report.team), (_("with customers"), report.customers)):
        yield f"{label}: {_mean_text(feeling, translator)}"
    yield _("rhythm: {n} of {counted} weeks had a check-in within two weeks of their Sunday").format(
        n=report.rhythm.on_time_count, counted=report.rhythm.week_count
    )
    reach = report.implemented_tips
    yield _("what stays: {n} implemented, {lapsed} lapsed, {alive} known alive").format(
        n=len(reach.tips), lapsed=len(reach.lapsed), alive=reach.alive_count
    )
    if reach.yearly_pace is not None:
        yield _("pace: {n} ÷ {cycles} × 6 = {pace} a year, beside thirty").format(
            n=len(reach.tips), cycles=reach.closed_cycle_count, pace=say.format_decimal(reach.yearly_pace, translator)
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
            percent=say.format_percent(record.strength),
            did=record.done_count,
            weeks=status_words(record.all_statuses, translator) or "–",
        )
    name, _line = say.verdict_text(report, translator)
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
    yield _(
        "Felt: a mean of at least three answers; half a point makes a direction, as do five points of what was done."
    )


def _mean_text(feeling: FeelingAverage, translator: Translator) -> str:
    _ = translator.gettext
    if feeling.mean is None:
        return _("too few answers, 3 are needed") + _previous_mean_text(feeling, translator)
    text = _("mean({answers}) = {mean}, line at {line}").format(
        answers=", ".join(map(str, feeling.ratings)),
        mean=say.format_decimal(feeling.mean, translator),
        line=say.format_decimal(FEELING_THRESHOLD, translator),
    )
    return text + _previous_mean_text(feeling, translator)


def _previous_mean_text(feeling: FeelingAverage, translator: Translator) -> str:
    _ = translator.gettext
    if feeling.previous_mean is None:
        return ""
    return "; " + _("before {value}").format(value=say.format_decimal(feeling.previous_mean, translator))


def _previous_share_text(share: Fraction | None, translator: Translator) -> str:
    _ = translator.gettext
    return "" if share is None else "; " + _("before {value}").format(value=say.format_percent(share))


def _threshold_text(value: Fraction | None, threshold: Fraction, translator: Translator) -> str:
    _ = translator.gettext
    if value is None:
        return _("unknown")
    return _("on or above the line") if value >= threshold else _("below the line")
