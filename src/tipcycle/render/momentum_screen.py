"""The momentum report and the year as signs: one grid of weeks, and where each fact stands.

Every sign differs in shape, so that no colour is needed. This module must not import Rich.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from msgspec import Struct

from tipcycle.core.cycle import Status
from tipcycle.core.momentum.report import CycleInYear, MomentumReport, ReportedTip, ReportedWeek
from tipcycle.core.tips import Catalogue
from tipcycle.core.weeks import WEEKS_PER_CYCLE
from tipcycle.i18n import Translator
from tipcycle.render import momentum_text
from tipcycle.render.labels import (
    full_status_signs,
    legend_phrases,
    quote_text,
    strength_label,
    tenure_statuses,
    tip_number,
    tip_title,
)
from tipcycle.render.momentum_text import Fact
from tipcycle.render.review.text import attribution, felt_scale
from tipcycle.render.sanitize import sanitize
from tipcycle.render.text_layout import (
    DisplayOptions,
    StyledLine,
    cell_width,
    flow_phrases,
    header_lines,
    pad_cells,
    wrap_styled,
)

BARS = "▁▂▃▅▇"
"""One sign for each step of a scale, lowest first."""
OFF, NO_ANSWER = Status.PAUSED.sign, Status.UNANSWERED.sign
COUNTS_NOW, COUNTED_BEFORE, VOICE = "=", "-", "“"
NOW, BEFORE, LINE, CLOSE = "●", "○", "|", "▒"
_CYCLE_WEEKS = WEEKS_PER_CYCLE[-1]
_INDENT = 6
_AXIS_STEPS, _WIDE_AXIS_STEPS, _BAND_CELLS = 24, 32, 2
_DIRECTION_SIGNS = {"up": "↗", "down": "↘", "level": "→"}

CellOf = Callable[[ReportedWeek], str]


class GridRow(Struct, frozen=True):
    """One row of the grid: a label, the signs of the weeks, and words after them."""

    label: str
    cells: str
    words: str = ""
    prefix: str = ""
    """The number of a tip."""


def momentum_lines(
    report: MomentumReport, catalogue: Catalogue, translator: Translator, display: DisplayOptions
) -> list[StyledLine]:
    """Return the whole report."""
    _ = translator.gettext
    title = _("momentum, {day}").format(day=translator.full_date(report.today))
    position = momentum_text.position_text(report, translator)
    lines: list[StyledLine] = [[], *_header(title, position, display)]
    if report.cycle is None:
        return [*lines, [], *_paragraph(momentum_text.not_begun_text(report, translator), display), []]
    if report.cycle.summary:
        own_words = f"{_('In my words')}: {sanitize(report.cycle.summary)}"
        lines += [[], *_paragraph(own_words, display, style="bold")]
    if report.voices:
        lines += [[], _heading(_("heard"), display)]
        for voice in report.voices:
            lines += _paragraph(quote_text(voice.text), display)
            lines += _paragraph(sanitize(attribution(voice, translator)), display, style="dim", indent="    ")
    lines += [[], *week_grid_lines(report, catalogue, translator, display)]
    lines += [[], *standing_lines(report, translator, display)]
    lines += [[], _heading(_("what stays"), display), *_board_lines(report, translator, display)]
    lines += _paragraph(momentum_text.stays_sentence(report, translator), display)
    lines += _paragraph(momentum_text.rhythm_line(report, translator), display)
    name, description = momentum_text.verdict_text(report, translator)
    lines += [[], [(f"{display.margin}{_('reading').upper()}  ", "dim"), (name, "bold")]]
    for text in (description, momentum_text.small_step_text(report, catalogue, translator)):
        lines += _paragraph(text, display)
    lines += _paragraph(momentum_text.report_close_calls(report, translator), display, style="dim")
    hint = momentum_text.own_summary_hint(report, translator)
    return [*lines, *([[], *_paragraph(hint, display, style="dim")] if hint else []), []]


def _header(left: str, right: str, display: DisplayOptions) -> list[StyledLine]:
    rows = header_lines(left, right, min(display.width, 80) - len(display.margin), style="bold")
    return [[(display.margin, ""), *row] for row in rows]


def _heading(text: str, display: DisplayOptions) -> StyledLine:
    return [(display.margin + text.upper(), "dim")]


def _paragraph(text: str, display: DisplayOptions, *, style: str = "", indent: str | None = None) -> list[StyledLine]:
    margin = display.margin if indent is None else indent
    return wrap_styled(text, display.text_width, subsequent_indent=margin, style=style) if text else []


def _legend(phrases: Iterable[str], display: DisplayOptions) -> list[StyledLine]:
    """Return the phrases, as many on each line as fit. A phrase is broken only if it is wider than the display."""
    width = display.width - len(display.margin)
    return [
        line
        for row in flow_phrases(phrases, width)
        for line in ([[(display.margin + row, "dim")]] if cell_width(row) <= width else _paragraph(row, display))
    ]


def week_grid_lines(
    report: MomentumReport, catalogue: Catalogue, translator: Translator, display: DisplayOptions
) -> list[StyledLine]:
    """Return the tips and the feelings week by week, in one grid of columns."""
    _ = translator.gettext
    cycles = [cycle for cycle in (report.previous_cycle, report.cycle) if cycle is not None]
    cycles = cycles[-1:] if display.narrow else cycles
    weeks = report.reported_weeks[-len(cycles) :]
    now = {week for _cycle, week in report.window.current}
    before = {week for _cycle, week in report.window.previous}

    def count_cell(week: ReportedWeek) -> str:
        return COUNTS_NOW if week.week in now else COUNTED_BEFORE if week.week in before else " "

    def cells(cell_of: CellOf) -> str:
        return "  ".join(_week_cells(cycle_weeks, cell_of) for cycle_weeks in weeks).rstrip()

    rows = [_tip_row(tip, catalogue, translator, cycle_count=len(cycles)) for tip in report.tips]
    rows += [GridRow(f"{label}: {scale}", cells(cell_of)) for label, scale, cell_of in _week_rows(translator)]
    voices, marks = cells(_voice_cell), cells(count_cell)
    rows += [GridRow(_("a voice was heard"), voices)] if voices else []
    label = _("what counts: = now, - before") if COUNTED_BEFORE in marks else _("what counts: = now")
    rows += [GridRow(label, marks)] if marks else []
    numbers = "  ".join(
        pad_cells("".join(str(n) for n in range(1, len(cycle.weeks) + 1)), _CYCLE_WEEKS) for cycle in cycles
    ).rstrip()
    head = [GridRow(_("week by week, as you see it").upper(), numbers)]
    if len(cycles) > 1:
        names = "  ".join(pad_cells(_("cycle {n}").format(n=cycle.number), _CYCLE_WEEKS) for cycle in cycles)
        head.insert(0, GridRow("", names.rstrip()))
    lines = _grid(head, rows, display)
    strips = [tenure_statuses(tip.record) for tip in report.tips]
    strips += [tip.previous_statuses for tip in report.tips if tip.previous_statuses and not display.narrow]
    return [*lines, *_legend(legend_phrases(strips, translator), display)]


def _tip_row(tip: ReportedTip, catalogue: Catalogue, translator: Translator, *, cycle_count: int) -> GridRow:
    signs = full_status_signs(tenure_statuses(tip.record))
    if cycle_count > 1:
        signs = f"{full_status_signs(tip.previous_statuses or ()):{_CYCLE_WEEKS}}  {signs}"
    return GridRow(
        label=tip_title(tip.record.tip, catalogue, translator),
        cells=signs,
        words=strength_label(tip.record, translator),
        prefix=tip_number(tip.record.tip),
    )


def _week_rows(translator: Translator) -> list[tuple[str, str, CellOf]]:
    """Return the label, the words for the lowest and highest step, and the sign of a week, of three rows."""
    _ = translator.gettext
    rows: list[tuple[str, str, CellOf]] = [(_("the five together"), _scale(_("none"), _("all")), _done_cell)]
    for customers in (False, True):
        label, steps = felt_scale(translator, customers=customers)
        rows.append((label, _scale(steps[0], steps[-1]), _customers_cell if customers else _team_cell))
    return rows


def _scale(lowest: str, highest: str) -> str:
    return f"{BARS[0]} {lowest}, {BARS[-1]} {highest}"


def _done_cell(week: ReportedWeek) -> str:
    if not week.scored:
        return OFF if week.is_paused else NO_ANSWER
    share = Fraction(week.done_count, len(week.scored))
    # the lowest sign is for none only, the highest for all; the one below it starts at the line of two thirds
    return BARS[0] if not share else BARS[1 + int(share * 3)]


def _voice_cell(week: ReportedWeek) -> str:
    return VOICE if week.has_voice else " "


def _team_cell(week: ReportedWeek) -> str:
    return _felt_cell(week, week.team)


def _customers_cell(week: ReportedWeek) -> str:
    return _felt_cell(week, week.customers)


def _felt_cell(week: ReportedWeek, answer: int | None) -> str:
    return BARS[answer - 1] if answer else OFF if week.is_paused else NO_ANSWER


def _week_cells(weeks: Iterable[ReportedWeek], cell_of: CellOf, width: int = _CYCLE_WEEKS) -> str:
    return "".join(map(cell_of, weeks)).ljust(width)


def _grid(head: Sequence[GridRow], rows: Sequence[GridRow], display: DisplayOptions) -> list[StyledLine]:
    """Return rows with their cells in the same columns; on a narrow display the cells are below the label."""
    indent = " " * _INDENT
    if display.narrow:
        lines: list[StyledLine] = [[(display.margin + head[-1].label, "dim")], [(indent + head[-1].cells, "dim")]]
        for row in rows:
            lines += _label_lines(row, display.width)
            lines.append([(indent + row.cells, ""), ("  " + row.words if row.words else "", "dim")])
        return lines
    cell_count = max(len(row.cells) for row in (*head, *rows))
    words_width = max(cell_width(row.words) for row in rows)
    label_width = min(display.width, 100) - cell_count - (2 + words_width if words_width else 0) - 2
    label_width = min(label_width, max(2 + _INDENT, *(_INDENT + cell_width(row.label) for row in rows)))
    lines = [[(pad_cells(display.margin + row.label, label_width + 2), "dim"), (row.cells, "dim")] for row in head]
    for row in rows:
        first, *others = _label_lines(row, label_width)
        padding = " " * (label_width + 2 - sum(cell_width(text) for text, _style in first))
        cells = f"{row.cells:{cell_count}}" if row.words else row.cells
        lines += [[*first, (padding, ""), (cells, ""), ("  " + row.words if row.words else "", "dim")], *others]
    return lines


def _label_lines(row: GridRow, width: int) -> list[StyledLine]:
    indent = " " * _INDENT
    first, *others = wrap_styled(row.label, width, subsequent_indent=indent)
    text = first[0][0].removeprefix(indent)
    return [[("  ", ""), (f"{row.prefix:4}", "accent"), (text, "")], *others]


def standing_lines(report: MomentumReport, translator: Translator, display: DisplayOptions) -> list[StyledLine]:
    """Return where each fact stands: now and before, its line, the band that is too close to call, its direction."""
    _ = translator.gettext
    facts = momentum_text.report_facts(report, translator)
    label_width = max(cell_width(fact.label) for fact in facts) + 2
    value_width = max(*(cell_width(text) for fact in facts for text in (fact.now_text, fact.before_text)), 5) + 2
    direction_width = max(cell_width(fact.direction_text) for fact in facts) + 2
    steps = _WIDE_AXIS_STEPS if display.width >= 90 else _AXIS_STEPS
    heading, margin = _("where it stands").upper(), display.margin
    lines: list[StyledLine]
    if len(margin) + label_width + steps + 3 + 2 * value_width + direction_width > display.width:
        lines = [_heading(heading, display)]
        for fact in facts:
            value = _("{now}, before {before}").format(now=fact.now_text, before=fact.before_text)
            lines += _paragraph(f"{fact.label}: {', '.join(filter(None, (value, _direction(fact))))}", display)
            lines.append([(" " * _INDENT + _axis(fact, steps), "")])
    else:
        columns = f"{pad_cells(_('now'), value_width)}{_('before')}"
        lines = [[(pad_cells(margin + heading, len(margin) + label_width + steps + 3) + columns, "dim")]]
        lines += [
            [
                (margin + pad_cells(fact.label, label_width), ""),
                (_axis(fact, steps) + "  ", ""),
                (pad_cells(fact.now_text, value_width), "bold"),
                (pad_cells(fact.before_text, value_width) + _direction(fact), ""),
            ]
            for fact in facts
        ]
    phrases = (
        f"{NOW} {_('now')}",
        f"{BEFORE} {_('before')}",
        f"{LINE} {_('its line')}",
        f"{CLOSE} {_('too close to call')}",
    )
    return [*lines, *_legend(phrases, display)]


def _direction(fact: Fact) -> str:
    return f"{_DIRECTION_SIGNS[fact.direction]} {fact.direction_text}" if fact.direction else ""


def _axis(fact: Fact, steps: int) -> str:
    """Return the axis of a fact. A dot is in a band exactly if its value is too close to call."""
    line_cells = [_position(fact, line, steps) for line in fact.lines]
    cells = ["·"] * (steps + 1)
    for cell in line_cells:
        cells[cell - _BAND_CELLS : cell + _BAND_CELLS + 1] = CLOSE * _BAND_CELLS + LINE + CLOSE * _BAND_CELLS
    for value, sign in ((fact.before, BEFORE), (fact.now, NOW)):
        if value is not None:
            cells[_dot_cell(fact, value, steps)] = sign
    return "".join(cells)


def _position(fact: Fact, value: Fraction, steps: int) -> int:
    return round((value - fact.lowest) / (fact.highest - fact.lowest) * steps)


def _dot_cell(fact: Fact, value: Fraction, steps: int) -> int:
    cell = _position(fact, value, steps)
    for line in fact.lines:
        distance, line_cell = value - line, _position(fact, line, steps)
        if not distance:
            return line_cell
        side = 1 if distance > 0 else -1
        offset = max(1, (cell - line_cell) * side)
        if abs(distance) <= fact.margin:
            return line_cell + side * min(offset, _BAND_CELLS)
        cell = line_cell + side * max(offset, _BAND_CELLS + 1)
    return cell


def _board_lines(report: MomentumReport, translator: Translator, display: DisplayOptions) -> list[StyledLine]:
    """Return the thirty boxes of a year, cycle by cycle, with their months."""
    _ = translator.gettext
    slots = report.year_slots
    lines: list[StyledLine] = []
    for row in (slots,) if display.width >= 74 else (slots[:3], slots[3:]):
        boxes = "   ".join(momentum_text.slot_signs(slot) for slot in row)
        months = "   ".join(pad_cells(momentum_text.month_range(slot, translator), 9) for slot in row).rstrip()
        lines += [[(display.margin + boxes, "")], *([[(display.margin + months, "dim")]] if months else [])]
    if report.cycle is not None and report.cycle.number == 1:
        lines += _paragraph(_("Each filled box is a tip that stayed."), display, style="dim")
    return lines


def year_lines(
    cycles: Sequence[CycleInYear], report: MomentumReport, translator: Translator, display: DisplayOptions, *, year: int
) -> list[StyledLine]:
    """Return a year: what was done and the two feelings, week by week, with the boxes below them."""
    _ = translator.gettext
    lines: list[StyledLine] = [[], *_header(_("{year}, week by week").format(year=year), "", display)]
    rows = _week_rows(translator)
    label_width = max(cell_width(label) for label, _scale_words, _cell in rows) + 2
    per_row = max(1, (display.width - len(display.margin) - label_width + 1) // (_CYCLE_WEEKS + 1))
    for first in range(0, len(cycles), per_row):
        shown = cycles[first : first + per_row]
        months = " ".join(
            pad_cells(momentum_text.month_range(cycle.slot, translator), cycle.week_count) for cycle in shown
        )
        lines += [[], [(" " * (len(display.margin) + label_width) + months.rstrip(), "dim")]]
        for label, _scale_words, cell_of in rows:
            cells = " ".join(_week_cells(cycle.weeks, cell_of, cycle.week_count) for cycle in shown)
            lines.append([(display.margin + pad_cells(label, label_width), ""), (cells.rstrip(), "")])
        boxes = " ".join(
            pad_cells(momentum_text.slot_signs(cycle.slot).replace(" ", ""), cycle.week_count) for cycle in shown
        )
        lines.append([(display.margin + pad_cells(_("what stays"), label_width), ""), (boxes.rstrip(), "bold")])
    legend = [f"{label}: {scale}" for label, scale, _cell in rows]
    legend += [f"{OFF} {_('week off')}", f"{NO_ANSWER} {_('open')}"]
    legend += _("■ stays   ↻ goes on   □ in the making").split("   ")
    return [
        *lines,
        [],
        *_legend(legend, display),
        [],
        *_paragraph(momentum_text.stays_sentence(report, translator), display),
        [],
    ]
