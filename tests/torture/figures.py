"""The figures of a run, for the terminal and for docs/reliability.md (`make torture ARGS=--write`)."""

import platform
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.torture.runner import ROOT
from tests.torture.tally import LARGE

DOCUMENT = ROOT / "docs" / "reliability.md"
PART = "large" if LARGE else "ci"
"""The table that a run renews."""
_ROW = re.compile(r"^\| (?P<row>[^|]+?) \| (?P<points>[\d,]+) \| (?P<violations>\d+) \|$", re.MULTILINE)
_CAUGHT = re.compile(r"^\| (?P<name>[^|]+?) \| (?P<rows>[^|]+?) \|$", re.MULTILINE)


@dataclass
class Figures:
    """What the rows of a run reported."""

    rows: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Points tried and violations."""
    notes: set[str] = field(default_factory=set)
    caught: dict[str, list[str]] = field(default_factory=dict)
    """Each mutant with the rows that saw it."""
    skipped: set[str] = field(default_factory=set)

    def add(self, told: Mapping[str, Any]) -> None:
        """What one test reported."""
        row = told["row"]
        points, violations = self.rows.get(row, (0, 0))
        self.rows[row] = points + told["points"], violations + told["violations"]
        self.notes |= {f"{row.split()[0]}: {note}" for note in told["notes"]}
        for name, by in told["caught"]:
            self.caught.setdefault(name, []).append(by)

    def lines(self) -> list[str]:
        """For the terminal: a line a row, then what was left out, and why."""
        width = max((len(row) for row in self.rows), default=0)
        told = [
            f"{row:<{width}}  {self.rows[row][0]:>7} points  {self.rows[row][1]:>3} violations"
            for row in sorted(self.rows, key=_number)
        ]
        told += [f"note     {note}" for note in sorted(self.notes)]
        return told + ([f"skipped  {skip}" for skip in sorted(self.skipped)] or ["skipped  nothing"])

    def write(self, seconds: float, processes: int, *, whole: bool) -> None:
        """Renews the figures in the document; rows that this run left out keep theirs."""
        text = DOCUMENT.read_text("utf-8")
        text = _renewed(text, PART, self._table(_held(text, PART)))
        if whole and not LARGE:
            text = _renewed(text, "ran", self._ran(seconds, processes))
        if self.caught:
            text = _renewed(text, "mutants", self._mutants(_held(text, "mutants")))
        DOCUMENT.write_text(text, "utf-8")

    def _ran(self, seconds: float, processes: int) -> str:
        skipped = "; ".join(sorted(self.skipped)) or "nothing"
        where = f"{platform.system()}, Python {platform.python_version()}"
        return (
            f"The last such run: {seconds / 60:.0f} minutes in {processes} processes on {where}; skipped: {skipped}.\n"
        )

    def _table(self, before: str) -> str:
        rows = {
            match["row"]: (int(match["points"].replace(",", "")), int(match["violations"]))
            for match in _ROW.finditer(before)
        }
        rows |= self.rows
        head = "| row | points tried | violations |\n| --- | ---: | ---: |\n"
        return head + "".join(f"| {row} | {rows[row][0]:,} | {rows[row][1]} |\n" for row in sorted(rows, key=_number))

    def _mutants(self, before: str) -> str:
        held = {
            match["name"]: match["rows"] for match in _CAUGHT.finditer(before) if match["name"] not in ("mutant", "---")
        }
        held |= {name: ", ".join(sorted(set(rows))) for name, rows in self.caught.items()}
        head = "| mutant | caught by |\n| --- | --- |\n"
        return head + "".join(f"| {name} | {held[name]} |\n" for name in sorted(held))


def _number(row: str) -> tuple[int, str]:
    found = re.match(r"T(\d+)", row)
    return (int(found[1]) if found else 99, row)


def _part(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=<!-- torture: {name} -->\n\n)((?:(?!<!--).)*?)(?=\n<!-- -->)", re.DOTALL)


def _held(text: str, name: str) -> str:
    found = _part(name).search(text)
    assert found, f"{DOCUMENT.name} has no place for: {name}"
    return found[0]


def _renewed(text: str, name: str, new: str) -> str:
    _held(text, name)
    return _part(name).sub(lambda _: new, text)
