"""A whole journal as a table: one row a cycle, week and tip, and one row a line of text.

A cell of somebody's words never becomes a formula in a spreadsheet, nor a control sequence in a terminal.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from tipcycle.core.blocks import Journal
from tipcycle.core.cycle import Cycle, Line
from tipcycle.core.fold import lines_of
from tipcycle.core.tips import Catalogue
from tipcycle.core.weeks import Week
from tipcycle.locales import Words
from tipcycle.views.labels import title
from tipcycle.views.safe import safe

COLUMNS = (
    "row", "cycle", "week", "monday", "tip", "title", "kind", "status", "team", "customers", "what", "text", "by",
    "shared", "on", "id",
)  # fmt: skip
STATUSES = {
    "D": "did",
    "C": "costly",
    "M": "missed",
    "N": "none",
    "P": "paused",
    "?": "open",
    ".": "not_begun",
}
_FORMULA = re.compile("[\\s\ufeff]*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")

Row = dict[str, Any]


def journal_csv(journal: Journal, cycles: Sequence[Cycle], catalogue: Catalogue, today: date, words: Words) -> str:
    """`tipcycle journal export --format csv`, titles in this language."""
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(journal, cycles, catalogue, today):
        if row.get("tip"):
            row["title"] = title(row["tip"], catalogue, words)
        writer.writerow({key: _cell(value) for key, value in row.items()})
    return target.getvalue()


def _rows(journal: Journal, cycles: Sequence[Cycle], catalogue: Catalogue, today: date) -> Iterator[Row]:
    for cycle in cycles:
        yield from _weeks(cycle, catalogue, today)
        for row in _texts(cycle):
            yield {"row": "text", "cycle": cycle.number, **row}
    for line in lines_of(journal.own):
        yield {"row": "text", **_line(line)}


def _weeks(cycle: Cycle, catalogue: Catalogue, today: date) -> Iterator[Row]:
    """What was answered, for each week in which a tip was among the five. Felt belongs to the week, not to the tip."""
    for week in cycle.weeks:
        felt = cycle.felt.get(week)
        for tenure in cycle.tenures:
            if not tenure.covers(week):
                continue
            answer = cycle.answers.get((tenure.tip, week))
            yield {
                "row": "week",
                "cycle": cycle.number,
                **_week(week),
                "tip": tenure.tip,
                "kind": catalogue.kind(tenure.tip),
                "status": STATUSES[cycle.status(tenure.tip, week, today)],
                "team": felt.team if felt else None,
                "customers": felt.customers if felt else None,
                "on": answer.on if answer else None,
            }


def _texts(cycle: Cycle) -> Iterator[Row]:
    """Every line that somebody wrote in a cycle."""
    if cycle.pick.running:
        yield {"what": "running", "text": cycle.pick.running}
    for line in cycle.lines:
        yield _line(line)
    for week, text in sorted(cycle.replies.items()):
        yield {**_week(week), "what": "answer", "text": text}
    for pause in cycle.pauses:
        if pause.because:
            yield {**_week(pause.weeks[0] if pause.weeks else None), "what": "pause", "text": pause.because}
    for swap in cycle.swaps:
        yield {**_week(swap.from_), "tip": swap.old, "what": "swap", "text": swap.because}
    for tip, text in sorted(cycle.plans.items()):
        yield {"tip": tip, "what": "plan", "text": text}
    for tip, text in sorted(cycle.lessons.items()):
        yield {"tip": tip, "what": "lesson", "text": text}
    if cycle.words:
        yield {"what": "words", "text": cycle.words}


def _line(line: Line) -> Row:
    return {
        **_week(line.week),
        "tip": line.tip,
        "what": "voice" if line.is_voice else "note",
        "text": line.text,
        "by": line.by,
        "shared": "yes" if line.shared else "no",
        "on": line.on,
        "id": line.id,
    }


def _week(week: Week | None) -> Row:
    return {"week": str(week), "monday": week.monday} if week else {}


def _cell(value: Any) -> str:
    """A value as a cell; words that a spreadsheet would take for a formula begin with an apostrophe.

    >>> _cell("=1+1"), _cell(" - a dash"), _cell(7), _cell("it = it")
    ("'=1+1", "' - a dash", '7', 'it = it')
    """
    if not isinstance(value, str):
        return "" if value is None else str(value)
    text = safe(value, lines=True)
    return f"'{text}" if _FORMULA.match(value) or _FORMULA.match(text) else text
