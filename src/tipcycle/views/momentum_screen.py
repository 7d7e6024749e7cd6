"""The momentum report on a terminal: voices first, pictures where people would rather look than read."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tipcycle.core.momentum.report import Momentum
from tipcycle.core.momentum.year import CycleOfYear
from tipcycle.core.tips import Catalogue
from tipcycle.locales import Words
from tipcycle.views import momentum_words as say
from tipcycle.views.felt_plot import plot_rows, week_numbers
from tipcycle.views.labels import full_strip, number, quoted, seated, standing, strip, title
from tipcycle.views.look import Look
from tipcycle.views.review_words import who_and_when
from tipcycle.views.safe import safe
from tipcycle.views.screen import both_ends, heading, indented, tip_rows

_PLOT_WORDS = 26


def momentum_screen(facts: Momentum, catalogue: Catalogue, words: Words, look: Look) -> RenderableType:
    """The whole report."""
    _ = words.text
    left = _("momentum, {day}").format(day=words.full_day(facts.today))
    parts: list[RenderableType] = [Text(""), both_ends(left, _where(facts, words), look)]
    if facts.cycle is None:
        return indented(*parts, Text(""), Text(say.not_begun(facts, words)), Text(""))
    if facts.cycle.words:
        parts += [Text(""), Text.assemble((f"{_('In my words')}: ", "dim"), (safe(facts.cycle.words), "bold"))]
    if facts.voices:
        parts += [Text(""), heading(_("heard"))]
        for voice in facts.voices:
            parts += [Text(quoted(voice.text)), Text(safe(who_and_when(voice, words)), style="dim", justify="right")]
    parts += [Text(""), _titled(_("done"), say.did_line(facts, words)), _five(facts, catalogue, words, look)]
    parts += [Text(""), _titled(_("felt, as you see it"), ""), *_felt(facts, words, look)]
    parts += [Text(""), _titled(_("what stays"), say.stays_line(facts, words)), *_board(facts, words, look)]
    parts.append(Text(say.rhythm_line(facts, words)))
    name, line = say.reading(facts, words)
    parts += [Text(""), Text.assemble((f"{_('reading').upper()}  ", "dim"), (name, "bold")), Text(line)]
    close = say.close_call(facts, words)
    if close:
        parts.append(Text(close, style="dim"))
    own = say.own_sentence(facts, words)
    return indented(*parts, *([Text(""), Text(own, style="dim")] if own else []), Text(""))


def _where(facts: Momentum, words: Words) -> str:
    _ = words.text
    if facts.cycle is None:
        return ""
    if facts.week is None:
        return _("cycle {n} has ended").format(n=facts.cycle.number)
    return _("cycle {n}, {nth} week of {weeks}").format(
        n=facts.cycle.number, nth=words.nth(facts.week), weeks=len(facts.cycle.weeks)
    )


def _titled(name: str, told: str) -> Text:
    return Text.assemble((name.upper(), "dim"), f"   {told}" if told else "")


def _five(facts: Momentum, catalogue: Catalogue, words: Words, look: Look) -> RenderableType:
    rows: list[tuple[RenderableType, ...]] = []
    went_on = any(shown.weeks_before is not None for shown in facts.tips)
    for shown in facts.tips:
        key = Text(number(shown.record.tip), style="cyan")
        name = Text(title(shown.record.tip, catalogue, words))
        weeks, before = full_strip(seated(shown.record)), strip(shown.weeks_before or "")
        word = Text(standing(shown.record, words), style="dim")
        if look.narrow:
            strips = f"{before}  {weeks}" if before else weeks
            rows.append((key, Group(name, Text.assemble(strips, "  ", word))))
        else:
            rows.append((key, name, *([Text(before)] if went_on else []), Text(weeks), word))
    return tip_rows(rows, columns=2 if look.narrow else 5 if went_on else 4)


def _felt(facts: Momentum, words: Words, look: Look) -> list[RenderableType]:
    _ = words.text
    cycles = facts.felt_weeks[-1:] if look.narrow else facts.felt_weeks
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=_PLOT_WORDS if look.narrow else None)
    grid.add_column(no_wrap=True)
    for customers, label in ((False, _("in the team")), (True, _("with customers"))):
        grid.add_row(Text(label), Text(week_numbers(cycles), style="dim"))
        for word, dots in plot_rows(cycles, customers=customers, words=words):
            grid.add_row(Text(f"  {word}", style="dim"), Text(dots))
    return [grid, Text(_("● with a voice beside it   ○ without"), style="dim")]


def _board(facts: Momentum, words: Words, look: Look) -> list[RenderableType]:
    grid = Table.grid(padding=(0, 3, 0, 0))
    shown = facts.board
    for part in (shown[:3], shown[3:]) if look.width < 84 else (shown,):
        grid.add_row(*(Text(say.boxes(cycle)) for cycle in part))
        grid.add_row(*(Text(say.months(cycle, words), style="dim") for cycle in part))
    _ = words.text
    milestone = say.milestone_line(facts, words)
    first = facts.cycle is not None and facts.cycle.number == 1
    explained = [Text(_("Each filled box is a tip that stayed."), style="dim")] if first else []
    return [grid, *explained, *([Text(milestone)] if milestone else [])]


FATES = {"stays": "■", "goes-on": "↻", None: ""}


def year_screen(
    year: Sequence[CycleOfYear], facts: Momentum, catalogue: Catalogue, words: Words, look: Look
) -> RenderableType:
    """Cycles × tips at a glance: every cycle of this year with its five and their weeks."""
    _ = words.text
    parts: list[RenderableType] = [Text(""), both_ends(_("a year, cycle by cycle"), "", look)]
    for cycle in year:
        span = words.span(cycle.starts, cycle.ends, year=True)
        parts += [Text(""), both_ends(_("cycle {n}").format(n=cycle.number), span, look)]
        rows: list[tuple[RenderableType, ...]] = []
        for tip in cycle.tips:
            key, name = Text(number(tip.record.tip), style="cyan"), Text(title(tip.record.tip, catalogue, words))
            weeks, fate = Text(full_strip(seated(tip.record))), Text(FATES[tip.fate], style="bold")
            if look.narrow:
                rows.append((key, Group(name, Text.assemble(weeks, " ", fate))))
            else:
                rows.append((key, name, weeks, fate))
        parts.append(tip_rows(rows, columns=2 if look.narrow else 4))
    parts += [Text(""), Text(_("■ stays   ↻ goes on"), style="dim"), Text(say.stays_line(facts, words))]
    return indented(*parts, Text(""))
