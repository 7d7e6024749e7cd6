"""The momentum report as sentences, and its arithmetic in full (`--explain`)."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tipcycle.core.momentum.reading import APPLIED_LINE, FELT_LINE
from tipcycle.core.momentum.report import Momentum
from tipcycle.core.momentum.window import Counted, Feeling
from tipcycle.core.momentum.year import CycleOfYear
from tipcycle.core.tips import Catalogue
from tipcycle.locales import Words
from tipcycle.views import momentum_words as say
from tipcycle.views.felt_plot import spoken_felt
from tipcycle.views.labels import number, quoted, spoken, standing, titled
from tipcycle.views.review_words import who_and_when
from tipcycle.views.safe import safe


def momentum_plain(facts: Momentum, catalogue: Catalogue, words: Words) -> str:
    """The whole report, one fact a line."""
    _ = words.text
    day = words.full_day(facts.today, year=True)
    if facts.cycle is None:
        return say.not_begun(facts, words)
    where = _("cycle {n} has ended").format(n=facts.cycle.number)
    if facts.week is not None:
        where = _("cycle {n}, {nth} week of {weeks}").format(
            n=facts.cycle.number, nth=words.nth(facts.week), weeks=len(facts.cycle.weeks)
        )
    lines = [_("Momentum, {day}, {where}.").format(day=day, where=where)]
    lines += [f"{_('In my words')}: {facts.cycle.words}"] if facts.cycle.words else []
    lines += [f"{_('Heard')}: {quoted(v.text)} {who_and_when(v, words)}." for v in facts.voices]
    lines.append(f"{_('Done')}: {say.did_line(facts, words)}.")
    for shown in facts.tips:
        named = (titled(shown.record.tip, catalogue, words), standing(shown.record, words))
        lines.append(f"{': '.join(part for part in named if part)}.")
        strips = [(facts.before, shown.weeks_before), (facts.cycle, shown.record.weeks)]
        lines += [
            "   " + _("Cycle {n}: {weeks}.").format(n=cycle.number, weeks=spoken(weeks, words))
            for cycle, weeks in strips
            if cycle is not None and weeks is not None and spoken(weeks, words)
        ]
    for customers, label in ((False, _("In the team, as you see it")), (True, _("With customers, as you see it"))):
        told = spoken_felt(facts.felt_weeks[-1], customers=customers, words=words)
        lines.append(f"{label}: {'; '.join(told) or '–'}.")
    lines.append(f"{_('What stays')}: {say.stays_line(facts, words)}. {say.milestone_line(facts, words)}".rstrip())
    lines.append(say.rhythm_line(facts, words))
    name, line = say.reading(facts, words)
    lines.append(f"{_('Reading')}: {name}. {line}")
    lines += [text for text in (say.close_call(facts, words), say.own_sentence(facts, words)) if text]
    return "\n".join(safe(line) for line in lines)


def year_plain(year: Sequence[CycleOfYear], facts: Momentum, catalogue: Catalogue, words: Words) -> str:
    """The year, one tip a line."""
    _ = words.text
    fates = {"stays": _("stays"), "goes-on": _("goes on"), None: ""}
    lines = []
    for cycle in year:
        span = words.span(cycle.starts, cycle.ends, year=True)
        lines.append(_("Cycle {n}, {span}.").format(n=cycle.number, span=span))
        for tip in cycle.tips:
            told = ", ".join(part for part in (titled(tip.record.tip, catalogue, words), fates[tip.fate]) if part)
            weeks = spoken(tip.record.weeks, words)
            lines.append(told + (f": {weeks}." if weeks else "."))
    lines.append(f"{_('What stays')}: {say.stays_line(facts, words)}.")
    return "\n".join(safe(line) for line in lines)


def explain(facts: Momentum, words: Words) -> str:
    """The arithmetic of each figure on one line, and where the constants come from."""
    return "\n".join(safe(line) for line in _explained(facts, words))


def _weeks(counted: Sequence[Counted]) -> str:
    return ", ".join(str(week) for _, week in counted) or "–"


def _explained(facts: Momentum, words: Words) -> Iterator[str]:
    _ = words.text
    applied = facts.applied
    yield _("window: {weeks}").format(weeks=_weeks(facts.window.now))
    yield _("before: {weeks}").format(weeks=_weeks(facts.window.before))
    share = _("too few answers, 8 are needed")
    if applied.share is not None:
        share = _("{did} ÷ ({did} + {missed}) = {share}, line at {line}").format(
            did=applied.did, missed=applied.missed, share=say.percent(applied.share), line="2/3"
        )
    yield f"{_('done')}: {share}{_before(applied.before, words)}"
    for label, feeling in ((_("in the team"), facts.team), (_("with customers"), facts.customers)):
        yield f"{label}: {_mean(feeling, words)}"
    yield _("rhythm: {n} of {counted} weeks had a check-in within two weeks of their Sunday").format(
        n=facts.rhythm.on_time, counted=facts.rhythm.counted
    )
    reach = facts.reach
    yield _("what stays: {n} implemented, {lapsed} lapsed, {alive} known alive").format(
        n=len(reach.implemented), lapsed=len(reach.lapsed), alive=reach.known_alive
    )
    if reach.pace is not None:
        yield _("pace: {n} ÷ {cycles} × 6 = {pace} a year, beside thirty").format(
            n=len(reach.implemented), cycles=reach.cycles_closed, pace=say.one_decimal(reach.pace, words)
        )
    for shown in facts.tips:
        record = shown.record
        told = words.many(
            "{tip}: strength {percent} ({did} of {n} week): {weeks}",
            "{tip}: strength {percent} ({did} of {n} weeks): {weeks}",
            record.counted,
        )
        yield told.format(
            tip=number(record.tip),
            percent=say.percent(record.strength),
            did=record.did,
            weeks=spoken(record.fed_by, words) or "–",
        )
    name, _line = say.reading(facts, words)
    yield _("reading: {name}, from done {applied}, team {team}, customers {customers}").format(
        name=name,
        applied=_fact(applied.share, APPLIED_LINE, words),
        team=_fact(facts.team.mean, FELT_LINE, words),
        customers=_fact(facts.customers.mean, FELT_LINE, words),
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


def _mean(feeling: Feeling, words: Words) -> str:
    _ = words.text
    if feeling.mean is None:
        return _("too few answers, 3 are needed") + _felt_before(feeling, words)
    told = _("mean({answers}) = {mean}, line at {line}").format(
        answers=", ".join(map(str, feeling.answers)),
        mean=say.one_decimal(feeling.mean, words),
        line=say.one_decimal(FELT_LINE, words),
    )
    return told + _felt_before(feeling, words)


def _felt_before(feeling: Feeling, words: Words) -> str:
    _ = words.text
    if feeling.before is None:
        return ""
    return "; " + _("before {value}").format(value=say.one_decimal(feeling.before, words))


def _before(share: Fraction | None, words: Words) -> str:
    _ = words.text
    return "" if share is None else "; " + _("before {value}").format(value=say.percent(share))


def _fact(value: Fraction | None, line: Fraction, words: Words) -> str:
    _ = words.text
    if value is None:
        return _("unknown")
    return _("on or above the line") if value >= line else _("below the line")
