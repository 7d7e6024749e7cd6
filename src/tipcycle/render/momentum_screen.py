"""The momentum report and the year overview as Rich layouts: voices first, then drawings and figures."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tipcycle.core.momentum.report import CycleInYear, MomentumReport
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator
from tipcycle.render import momentum_text
from tipcycle.render.labels import (
    full_status_signs,
    quote_text,
    status_signs,
    strength_label,
    tenure_statuses,
    tip_number,
    tip_title,
)
from tipcycle.render.momentum_plain import felt_plot_rows, week_number_row
from tipcycle.render.review.text import attribution
from tipcycle.render.rich_screens import indented, rich_header, rich_heading, tip_grid
from tipcycle.render.sanitize import sanitize
from tipcycle.render.text_layout import DisplayOptions

_PLOT_LABEL_WIDTH = 26


def momentum_screen(
    report: MomentumReport, catalogue: Catalogue, translator: Translator, display: DisplayOptions
) -> RenderableType:
    """Return the whole report."""
    _ = translator.gettext
    title = _("momentum, {day}").format(day=translator.full_date(report.today))
    parts: list[RenderableType] = [Text(""), rich_header(title, _report_position(report, translator), display)]
    if report.cycle is None:
        return indented(*parts, Text(""), Text(momentum_text.not_begun_text(report, translator)), Text(""))
    if report.cycle.summary:
        parts += [Text(""), Text.assemble((f"{_('In my words')}: ", "dim"), (sanitize(report.cycle.summary), "bold"))]
    if report.voices:
        parts += [Text(""), rich_heading(_("heard"))]
        for voice in report.voices:
            parts += [
                Text(quote_text(voice.text)),
                Text(sanitize(attribution(voice, translator)), style="dim", justify="right"),
            ]
    parts += [
        Text(""),
        _section_title(_("done"), momentum_text.done_line(report, translator)),
        _five_grid(report, catalogue, translator, display),
    ]
    parts += [Text(""), _section_title(_("felt, as you see it"), ""), *_felt_grid(report, translator, display)]
    parts += [
        Text(""),
        _section_title(_("what stays"), momentum_text.stays_line(report, translator)),
        *_board_grid(report, translator, display),
    ]
    parts.append(Text(momentum_text.rhythm_line(report, translator)))
    name, description = momentum_text.verdict_text(report, translator)
    parts += [
        Text(""),
        Text.assemble((f"{_('reading').upper()}  ", "dim"), (name, "bold")),
        *([Text(description)] if description else []),
    ]
    close_calls = momentum_text.report_close_calls(report, translator)
    if close_calls:
        parts.append(Text(close_calls, style="dim"))
    summary_hint = momentum_text.own_summary_hint(report, translator)
    return indented(*parts, *([Text(""), Text(summary_hint, style="dim")] if summary_hint else []), Text(""))


def _report_position(report: MomentumReport, translator: Translator) -> str:
    _ = translator.gettext
    if report.cycle is None:
        return ""
    if report.week_number is None:
        return _("cycle {n} has ended").format(n=report.cycle.number)
    return _("cycle {n}, {nth} week of {weeks}").format(
        n=report.cycle.number, nth=translator.ordinal(report.week_number), weeks=len(report.cycle.weeks)
    )


def _section_title(name: str, detail: str) -> Text:
    return Text.assemble((name.upper(), "dim"), f"   {detail}" if detail else "")


def _five_grid(
    report: MomentumReport, catalogue: Catalogue, translator: Translator, display: DisplayOptions
) -> RenderableType:
    rows: list[tuple[RenderableType, ...]] = []
    has_extended_tips = any(reported_tip.previous_statuses is not None for reported_tip in report.tips)
    for reported_tip in report.tips:
        number = Text(tip_number(reported_tip.record.tip), style="cyan")
        title = Text(tip_title(reported_tip.record.tip, catalogue, translator))
        weeks, previous_signs = (
            full_status_signs(tenure_statuses(reported_tip.record)),
            status_signs(reported_tip.previous_statuses or ()),
        )
        strength = Text(strength_label(reported_tip.record, translator), style="dim")
        if display.narrow:
            signs = f"{previous_signs}  {weeks}" if previous_signs else weeks
            rows.append((number, Group(title, Text.assemble(signs, "  ", strength))))
        else:
            rows.append((number, title, *([Text(previous_signs)] if has_extended_tips else []), Text(weeks), strength))
    return tip_grid(rows, columns=2 if display.narrow else 5 if has_extended_tips else 4)


def _felt_grid(report: MomentumReport, translator: Translator, display: DisplayOptions) -> list[RenderableType]:
    _ = translator.gettext
    cycles = report.reported_weeks[-1:] if display.narrow else report.reported_weeks
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=_PLOT_LABEL_WIDTH if display.narrow else None)
    grid.add_column(no_wrap=True)
    for customers, label in ((False, _("in the team")), (True, _("with customers"))):
        grid.add_row(Text(label), Text(week_number_row(cycles), style="dim"))
        for step_label, dots in felt_plot_rows(cycles, customers=customers, translator=translator):
            grid.add_row(Text(f"  {step_label}", style="dim"), Text(dots))
    return [grid, Text(_("● with a voice beside it   ○ without"), style="dim")]


def _board_grid(report: MomentumReport, translator: Translator, display: DisplayOptions) -> list[RenderableType]:
    grid = Table.grid(padding=(0, 3, 0, 0))
    slots = report.year_slots
    for row_slots in (slots[:3], slots[3:]) if display.width < 84 else (slots,):
        grid.add_row(*(Text(momentum_text.slot_signs(slot)) for slot in row_slots))
        grid.add_row(*(Text(momentum_text.month_range(slot, translator), style="dim") for slot in row_slots))
    _ = translator.gettext
    milestone = momentum_text.milestone_line(report, translator)
    is_first_cycle = report.cycle is not None and report.cycle.number == 1
    explanation = [Text(_("Each filled box is a tip that stayed."), style="dim")] if is_first_cycle else []
    return [grid, *explanation, *([Text(milestone)] if milestone else [])]


YEAR_OUTCOME_SIGNS = {"stays": "■", "goes-on": "↻", None: ""}


def year_screen(
    cycles: Sequence[CycleInYear],
    report: MomentumReport,
    catalogue: Catalogue,
    translator: Translator,
    display: DisplayOptions,
) -> RenderableType:
    """Return each cycle of the year with its tips and their weeks."""
    _ = translator.gettext
    parts: list[RenderableType] = [Text(""), rich_header(_("a year, cycle by cycle"), "", display)]
    for cycle in cycles:
        span = translator.date_range(cycle.starts, cycle.ends, with_year=True)
        parts += [Text(""), rich_header(_("cycle {n}").format(n=cycle.number), span, display)]
        rows: list[tuple[RenderableType, ...]] = []
        for tip in cycle.tips:
            number, title = (
                Text(tip_number(tip.record.tip), style="cyan"),
                Text(tip_title(tip.record.tip, catalogue, translator)),
            )
            weeks, outcome = (
                Text(full_status_signs(tenure_statuses(tip.record))),
                Text(YEAR_OUTCOME_SIGNS[tip.outcome], style="bold"),
            )
            if display.narrow:
                rows.append((number, Group(title, Text.assemble(weeks, " ", outcome))))
            else:
                rows.append((number, title, weeks, outcome))
        parts.append(tip_grid(rows, columns=2 if display.narrow else 4))
    parts += [Text(""), Text(_("■ stays   ↻ goes on"), style="dim"), Text(momentum_text.stays_line(report, translator))]
    return indented(*parts, Text(""))
