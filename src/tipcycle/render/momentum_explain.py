"""The calculation of every figure of the momentum report (`--explain`), so that a pencil can repeat it."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from tipcycle.core.cycle import Status
from tipcycle.core.momentum.report import MomentumReport, ReportedWeek
from tipcycle.core.momentum.strength import (
    FIRM_THRESHOLD,
    REFLEX_DONE_PER_MISS,
    RITUAL_MIN_WEEKS,
    TipRecord,
    strength_series,
)
from tipcycle.core.momentum.verdict import APPLIED_MARGIN, APPLIED_MIN_CHANGE, FEELING_MIN_CHANGE
from tipcycle.core.momentum.window import (
    APPLIED_MIN_COUNT,
    APPLIED_PREVIOUS_MIN_COUNT,
    FEELING_MIN_COUNT,
    FEELING_PREVIOUS_MIN_COUNT,
    CountedWeek,
)
from tipcycle.core.schedule import checkin_deadline
from tipcycle.core.tips import TipKind
from tipcycle.i18n import Translator
from tipcycle.render import momentum_text
from tipcycle.render.labels import kind_label, tip_number, tip_numbers
from tipcycle.render.momentum_text import Fact, format_decimal, format_percent
from tipcycle.render.sanitize import sanitize


def explain_momentum(report: MomentumReport, translator: Translator) -> str:
    """Return the calculation of each figure, and the sources of the constants."""
    if report.cycle is None:
        return ""
    sections = (
        _week_lines(report, translator),
        _done_lines(report, translator),
        _felt_lines(report, translator),
        _rhythm_lines(report, translator),
        _stays_lines(report, translator),
        _tip_lines(report, translator),
        _reading_lines(report, translator),
        _sources(translator),
    )
    return "\n\n".join("\n".join(sanitize(line) for line in section) for section in sections)


def _labels(weeks: Sequence[CountedWeek]) -> str:
    """Return weeks as `1.3, 1.4`, or a dash."""
    return ", ".join(_label(cycle.number, cycle.week_number(week) or 0) for cycle, week in weeks) or "–"


def _label(cycle_number: int, week_number: int) -> str:
    return f"{cycle_number}.{week_number}"


def _week_lines(report: MomentumReport, translator: Translator) -> Iterator[str]:
    _ = translator.gettext
    yield _("Weeks: 1.3 is week 3 of cycle 1.")
    yield _("window, the last six weeks that count: {weeks}").format(weeks=_labels(report.window.current))
    yield _("before, up to six weeks that count: {weeks}").format(weeks=_labels(report.window.previous))
    reasons = []
    for label, week in _labelled_weeks(report):
        if week.left_out == "paused":
            reasons.append(f"{label} ({_('week off')})")
        elif week.left_out == "closed":
            reasons.append(f"{label} ({_('still open when its cycle was closed')})")
        elif week.left_out == "open":
            day = translator.long_date(checkin_deadline(week.week))
            reasons.append(f"{label} ({_('not answered, open until {day}').format(day=day)})")
    yield _("left out: {weeks}").format(weeks=", ".join(reasons) or "–")


def _labelled_weeks(report: MomentumReport) -> Iterator[tuple[str, ReportedWeek]]:
    """Yield every week that has begun, of all cycles, with its label. Cycles are numbered from 1."""
    for cycle_number, weeks in enumerate(report.reported_weeks, 1):
        for week_number, week in enumerate(weeks, 1):
            yield _label(cycle_number, week_number), week


def _weeks_in(report: MomentumReport, counted: Sequence[CountedWeek]) -> list[tuple[str, ReportedWeek]]:
    wanted = {week for _cycle, week in counted}
    return [(label, week) for label, week in _labelled_weeks(report) if week.week in wanted and week.left_out is None]


def _done_lines(report: MomentumReport, translator: Translator) -> Iterator[str]:
    _ = translator.gettext
    applied = report.applied
    (fact, *_felt) = momentum_text.report_facts(report, translator)
    parts = (
        (_("done now"), report.window.current, applied.done_count, applied.missed_count, APPLIED_MIN_COUNT),
        (
            _("done before"),
            report.window.previous,
            applied.previous_done_count,
            applied.previous_missed_count,
            APPLIED_PREVIOUS_MIN_COUNT,
        ),
    )
    for name, counted, done, missed, minimum in parts:
        if not counted:
            continue
        yield f"{name}:"
        weeks = _weeks_in(report, counted)
        for tip in sorted({tip for _label, week in weeks for tip in week.scored}):
            yes = [label for label, week in weeks if tip in week.scored and week.scored[tip].is_done]
            no = [label for label, week in weeks if week.scored.get(tip) is Status.MISSED]
            yield "  " + _("{tip}: yes {yes}; no {no}").format(
                tip=tip_number(tip), yes=", ".join(yes) or "–", no=", ".join(no) or "–"
            )
        if done + missed < minimum:
            yield "  " + _("together {did} yes and {missed} no: too few, {n} are needed").format(
                did=done, missed=missed, n=minimum
            )
        else:
            yield "  " + _("together {did} yes and {missed} no: {did} ÷ {n} = {share}").format(
                did=done, missed=missed, n=done + missed, share=format_percent(Fraction(done, done + missed))
            )
    yield from _line_distances(fact, translator, _points, APPLIED_MARGIN)
    yield from _change_line(fact, translator, _points, APPLIED_MIN_CHANGE)


def _points(value: Fraction, translator: Translator) -> str:
    """Return a share as points of 100, to two decimals: enough to tell which side of a band it is on."""
    return _decimals(value * 100, translator)


def _hundredths(value: Fraction, translator: Translator) -> str:
    return _decimals(value, translator)


def _decimals(value: Fraction, translator: Translator) -> str:
    scaled = round(value * 100)
    whole, rest = divmod(abs(scaled), 100)
    return f"{'−' if scaled < 0 else ''}{whole}{translator.facts.decimal_sign}{rest:02}"


def _line_distances(
    fact: Fact, translator: Translator, text_of: Callable[[Fraction, Translator], str], margin: Fraction
) -> Iterator[str]:
    """Yield the distance of a fact to each line, compared with the band that is too close to call."""
    _ = translator.gettext
    if fact.now is None:
        return
    for line in fact.lines:
        distance = abs(fact.now - line)
        template = (
            _("  line {line}: |{now} − {line}| = {distance} ≤ {margin}: too close to call")
            if distance <= margin
            else _("  line {line}: |{now} − {line}| = {distance} > {margin}: clear")
        )
        yield template.format(
            line=text_of(line, translator),
            now=text_of(fact.now, translator),
            distance=text_of(distance, translator),
            margin=text_of(margin, translator),
        )


def _change_line(
    fact: Fact, translator: Translator, text_of: Callable[[Fraction, Translator], str], minimum: Fraction
) -> Iterator[str]:
    """Yield the change since before, compared with the smallest change that has a direction."""
    _ = translator.gettext
    if fact.now is None or fact.before is None:
        return
    change = fact.now - fact.before
    template = (
        _("  change: {now} − {before} = {change}, {minimum} or more: {direction}")
        if abs(change) >= minimum
        else _("  change: {now} − {before} = {change}, less than {minimum}: {direction}")
    )
    yield template.format(
        now=text_of(fact.now, translator),
        before=text_of(fact.before, translator),
        change=text_of(change, translator),
        minimum=text_of(minimum, translator),
        direction=fact.direction_text,
    )


def _felt_lines(report: MomentumReport, translator: Translator) -> Iterator[str]:
    _ = translator.gettext
    _done, *facts = momentum_text.report_facts(report, translator)
    for fact, customers in zip(facts, (False, True), strict=True):
        yield f"{fact.label}:"
        for name, counted, minimum in (
            (_("now"), report.window.current, FEELING_MIN_COUNT),
            (_("before"), report.window.previous, FEELING_PREVIOUS_MIN_COUNT),
        ):
            answers = [
                (label, answer)
                for label, week in _weeks_in(report, counted)
                if (answer := week.customers if customers else week.team) is not None
            ]
            if not counted:
                continue
            listed = ", ".join(f"{label} = {answer}" for label, answer in answers) or "–"
            if len(answers) < minimum:
                yield "  " + _("{name}: {answers}: too few, {n} are needed").format(
                    name=name, answers=listed, n=minimum
                )
                continue
            total = sum(answer for _label, answer in answers)
            yield "  " + _("{name}: {answers}; {total} ÷ {n} = {mean}").format(
                name=name,
                answers=listed,
                total=total,
                n=len(answers),
                mean=_hundredths(Fraction(total, len(answers)), translator),
            )
        yield from _line_distances(fact, translator, _hundredths, fact.margin)
        yield from _change_line(fact, translator, _hundredths, FEELING_MIN_CHANGE)


def _rhythm_lines(report: MomentumReport, translator: Translator) -> Iterator[str]:
    _ = translator.gettext
    rhythm = report.rhythm
    yield _("rhythm, of the last eight weeks that count: {weeks}").format(weeks=_labels(rhythm.weeks))
    yield "  " + _("without a check-in by the second Sunday after it: {weeks}").format(
        weeks=_labels(rhythm.missing_weeks)
    )
    yield "  " + _("{n} of {counted}").format(n=rhythm.on_time_count, counted=rhythm.week_count)


def _stays_lines(report: MomentumReport, translator: Translator) -> Iterator[str]:
    _ = translator.gettext
    implemented = report.implemented_tips
    closed = [cycle.number for cycle in report.closed_cycles]
    if not closed:
        yield _("what stays: no cycle is closed yet")
        return
    yield _("what stays: tips that became normal at each close, each counted once")
    for number, tips in zip(closed, implemented.by_cycle, strict=True):
        yield "  " + _("cycle {n}: {tips}").format(n=number, tips=", ".join(tip_numbers(tips)) or "–")
    yield "  " + _("faded since: {tips}").format(tips=", ".join(tip_numbers(sorted(implemented.lapsed))) or "–")
    yield "  " + _("{n} − {lapsed} = {alive} still alive as far as you know").format(
        n=len(implemented.all_tips), lapsed=len(implemented.lapsed), alive=implemented.alive_count
    )
    assert implemented.yearly_pace is not None
    yield "  " + _("pace: {n} ÷ {cycles} × 6 = {pace} a year, beside thirty").format(
        n=len(implemented.all_tips),
        cycles=implemented.closed_cycle_count,
        pace=format_decimal(implemented.yearly_pace, translator),
    )


def _tip_lines(report: MomentumReport, translator: Translator) -> Iterator[str]:
    _ = translator.gettext
    yield _("strength, from 0 %, after each week, rounded down:")
    for reported_tip in report.tips:
        record = reported_tip.record
        labels = _record_labels(report, record)
        series = strength_series(record.all_statuses)
        steps = [
            f"{label} {translator.gettext(status.word)} {int(strength * 100)}"
            for label, status, strength in zip(labels, record.all_statuses, series, strict=True)
            if status is not Status.NOT_STARTED
        ]
        head = ", ".join(part for part in (tip_number(record.tip), kind_label(record.kind, translator)) if part)
        yield f"  {head}: {', '.join(steps) or '–'}"
        done = sum(status.is_done for status in record.all_statuses)
        counted = sum(status.is_counted for status in record.all_statuses)
        yield "    " + translator.ngettext(
            "{percent} ({did} of {n} week); holds: {answer}",
            "{percent} ({did} of {n} weeks); holds: {answer}",
            counted,
        ).format(
            percent=format_percent(record.strength),
            did=done,
            n=counted,
            answer=_holds_text(record, done, counted - done, translator),
        )


def _record_labels(report: MomentumReport, record: TipRecord) -> list[str]:
    """Return the label of each week that counts towards the strength: those of the last cycles, without a gap."""
    assert report.cycle is not None
    labels = [
        _label(number, week_number)
        for number, week_count in enumerate(report.week_counts, 1)
        for week_number in range(1, week_count + 1)
    ]
    return labels[len(labels) - len(record.all_statuses) :]


def _holds_text(record: TipRecord, done: int, missed: int, translator: Translator) -> str:
    """Return whether a tip holds, and by which rule."""
    _ = translator.gettext
    if record.kind is TipKind.BUILD or record.is_built:
        if record.built_on is None:
            return _("no, it is not finished")
        return _("yes, finished since {day}").format(day=translator.long_date(record.built_on))
    if record.strength >= FIRM_THRESHOLD:
        return _("yes, 75 % or more")
    if record.kind is TipKind.REFLEX:
        if record.holds:
            return _("yes, at least 2 yes, and {did} ≥ {times} × {missed}").format(
                did=done, times=REFLEX_DONE_PER_MISS, missed=missed
            )
        return _("no: below 75 %, and not both at least 2 yes and {did} ≥ {times} × {missed}").format(
            did=done, times=REFLEX_DONE_PER_MISS, missed=missed
        )
    if record.kind is None:
        return _("no: below 75 %")
    if record.holds:
        return _("yes, at least {n} weeks, and {did} ≥ 3/4 × {counted}").format(
            n=RITUAL_MIN_WEEKS, did=done, counted=done + missed
        )
    return _("no: below 75 %, and not both at least {n} weeks and {did} ≥ 3/4 × {counted}").format(
        n=RITUAL_MIN_WEEKS, did=done, counted=done + missed
    )


def _reading_lines(report: MomentumReport, translator: Translator) -> Iterator[str]:
    _ = translator.gettext
    name, _description = momentum_text.verdict_text(report, translator)
    facts = momentum_text.report_facts(report, translator)
    parts = ", ".join(f"{fact.label} {fact.now_text if fact.now is not None else _('unknown')}" for fact in facts)
    yield _("reading: {name}, from {facts}").format(name=name, facts=parts)
    for text in (
        _("Too early if one of the three is unknown. Headwind if the team or customers are at 2.5 or below."),
        _(
            "Otherwise, with two thirds or more done: Momentum if both are at 3.5 or above, Not visible yet if only the"
            " team is, Outdoors first if only customers are, Early days if neither is."
        ),
        _("With less done: Tailwind if one of them is at 3.5 or above, Becalmed if neither is."),
        _(
            "Each fact that is too close to call is tried on both sides of its line. One or two readings that result"
            " are named; more are called On the line."
        ),
    ):
        yield "  " + text


def _sources(translator: Translator) -> Iterator[str]:
    _ = translator.gettext
    yield _(
        "A did takes a quarter of what is missing to 100 %: near the median of a field study of daily habits"
        " (95 percent of the plateau after 66 days; Lally et al. 2010, range 18–254 days). A convention, no law."
    )
    yield _("A miss takes an eighth: near the weekly fading of a well-known habit tracker's score (13 %).")
    yield _("Firm from 75 %, rooted from 85 %. Silence, weeks off and no occasion change nothing.")
    yield _("A tip that is made once counts in done up to and including the week in which it is finished.")
