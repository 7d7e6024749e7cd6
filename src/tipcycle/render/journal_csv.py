"""A whole journal as CSV: one row for each week of each tip, and one row for each text.

No cell is read as a formula by a spreadsheet or as a control sequence by a terminal.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from tipcycle.core.cycle import Cycle, Remark
from tipcycle.core.events import Journal
from tipcycle.core.projection import active_remarks
from tipcycle.core.tips import Catalogue
from tipcycle.core.weeks import Week
from tipcycle.i18n import Translator
from tipcycle.render.labels import tip_title
from tipcycle.render.sanitize import sanitize

COLUMNS = (
    "row", "cycle", "week", "monday", "tip", "title", "kind", "status", "team", "customers", "what", "text", "by",
    "shared", "on", "id",
)  # fmt: skip
_FORMULA_START = re.compile("[\\s\ufeff]*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")

CsvRow = dict[str, Any]


def journal_csv(
    journal: Journal, cycles: Sequence[Cycle], catalogue: Catalogue, today: date, translator: Translator
) -> str:
    """Return the output of `tipcycle journal export --format csv`, with titles in the translator's language."""
    output = io.StringIO(newline="")
    writer = csv.DictWriter(output, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in _journal_rows(journal, cycles, catalogue, today):
        if row.get("tip"):
            row["title"] = tip_title(row["tip"], catalogue, translator)
        writer.writerow({key: _csv_cell(value) for key, value in row.items()})
    return output.getvalue()


def _journal_rows(journal: Journal, cycles: Sequence[Cycle], catalogue: Catalogue, today: date) -> Iterator[CsvRow]:
    for cycle in cycles:
        yield from _week_rows(cycle, catalogue, today)
        for row in _text_rows(cycle):
            yield {"row": "text", "cycle": cycle.number, **row}
    for remark in active_remarks(journal.global_events):
        yield {"row": "text", **_remark_row(remark)}


def _week_rows(cycle: Cycle, catalogue: Catalogue, today: date) -> Iterator[CsvRow]:
    """Yield one row for each tip and week in which it was among the five.

    The feelings belong to the week, so they are repeated for each tip.
    """
    for week in cycle.weeks:
        feelings = cycle.feelings.get(week)
        for tenure in cycle.tenures:
            if not tenure.covers(week):
                continue
            result = cycle.results.get((tenure.tip, week))
            yield {
                "row": "week",
                "cycle": cycle.number,
                **_week_columns(week),
                "tip": tenure.tip,
                "kind": catalogue.kind_of(tenure.tip),
                "status": cycle.status(tenure.tip, week, today),
                "team": feelings.team if feelings else None,
                "customers": feelings.customers if feelings else None,
                "on": result.answered_on if result else None,
            }


def _text_rows(cycle: Cycle) -> Iterator[CsvRow]:
    """Yield one row for each text of a cycle."""
    if cycle.pick.running:
        yield {"what": "running", "text": cycle.pick.running}
    if cycle.pick.ask:
        yield {"what": "ask", "text": cycle.pick.ask}
    for remark in cycle.remarks:
        yield _remark_row(remark)
    for name, texts in cycle.texts.items():
        for week, text in sorted(texts.items()):
            yield {**_week_columns(week), "what": name, "text": text}
    for pause in cycle.pauses:
        if pause.because:
            yield {**_week_columns(pause.weeks[0] if pause.weeks else None), "what": "pause", "text": pause.because}
    for swap in cycle.swaps:
        yield {**_week_columns(swap.from_), "tip": swap.old, "what": "swap", "text": swap.because}
    for tip, text in sorted(cycle.plans.items()):
        yield {"tip": tip, "what": "plan", "text": text}
    for tip, text in sorted(cycle.lessons.items()):
        yield {"tip": tip, "what": "lesson", "text": text}
    if cycle.summary:
        yield {"what": "words", "text": cycle.summary}


def _remark_row(remark: Remark) -> CsvRow:
    return {
        **_week_columns(remark.week),
        "tip": remark.tip,
        "what": "voice" if remark.is_voice else "note",
        "text": remark.text,
        "by": remark.by,
        "shared": "yes" if remark.shared else "no",
        "on": remark.on,
        "id": remark.id,
    }


def _week_columns(week: Week | None) -> CsvRow:
    return {"week": str(week), "monday": week.monday} if week else {}


def _csv_cell(value: Any) -> str:
    """Return a value as a cell. A text that looks like a formula gets an apostrophe in front.

    >>> _csv_cell("=1+1"), _csv_cell(" - a dash"), _csv_cell(7), _csv_cell("it = it")
    ("'=1+1", "' - a dash", '7', 'it = it')
    """
    if not isinstance(value, str):
        return "" if value is None else str(value)
    text = sanitize(value, multiline=True)
    return f"'{text}" if _FORMULA_START.match(value) or _FORMULA_START.match(text) else text
