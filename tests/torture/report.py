"""Figures of a run, for the terminal and for docs/reliability.md (`make torture ARGS=--write`)."""

import platform
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.torture.fork_client import PROJECT_ROOT
from tests.torture.tally import IS_LARGE_RUN

DOCUMENT = PROJECT_ROOT / "docs" / "reliability.md"
TABLE = "large" if IS_LARGE_RUN else "ci"
"""Name of the table that a run updates."""
_ROW = re.compile(r"^\| (?P<row>[^|]+?) \| (?P<points>[\d,]+) \| (?P<violations>\d+) \|$", re.MULTILINE)
_MUTANT_ROW = re.compile(r"^\| (?P<name>[^|]+?) \| (?P<rows>[^|]+?) \|$", re.MULTILINE)


@dataclass
class RunReport:
    """The results that the rows of a run reported."""

    rows: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Points tried and violations, by row."""
    notes: set[str] = field(default_factory=set)
    caught_mutants: dict[str, list[str]] = field(default_factory=dict)
    """Rows that caught each mutant."""
    skipped: set[str] = field(default_factory=set)

    def add_result(self, result: Mapping[str, Any]) -> None:
        """Add the result of one test."""
        row = result["row"]
        points, violations = self.rows.get(row, (0, 0))
        self.rows[row] = points + result["points"], violations + result["violations"]
        self.notes |= {f"{row.split()[0]}: {note}" for note in result["notes"]}
        for name, caught_by in result["caught"]:
            self.caught_mutants.setdefault(name, []).append(caught_by)

    def lines(self) -> list[str]:
        """Return the lines for the terminal: one per row, then the notes, then what was skipped and why."""
        width = max((len(row) for row in self.rows), default=0)
        report_lines = [
            f"{row:<{width}}  {self.rows[row][0]:>7} points  {self.rows[row][1]:>3} violations"
            for row in sorted(self.rows, key=_row_number)
        ]
        report_lines += [f"note     {note}" for note in sorted(self.notes)]
        return report_lines + ([f"skipped  {skip}" for skip in sorted(self.skipped)] or ["skipped  nothing"])

    def write(self, seconds: float, processes: int, *, is_full_run: bool) -> None:
        """Update the figures in the document; rows that did not run keep their figures."""
        text = DOCUMENT.read_text("utf-8")
        text = _replace_section(text, TABLE, self._results_table(_section(text, TABLE)))
        if is_full_run and not IS_LARGE_RUN:
            text = _replace_section(text, "ran", self._run_summary(seconds, processes))
        if self.caught_mutants:
            text = _replace_section(text, "mutants", self._mutants_table(_section(text, "mutants")))
        DOCUMENT.write_text(text, "utf-8")

    def _run_summary(self, seconds: float, processes: int) -> str:
        skipped = "; ".join(sorted(self.skipped)) or "nothing"
        platform_text = f"{platform.system()}, Python {platform.python_version()}"
        return (
            f"The last such run: {seconds / 60:.0f} minutes in {processes} processes on {platform_text}; "
            f"skipped: {skipped}.\n"
        )

    def _results_table(self, old_table: str) -> str:
        rows = {
            match["row"]: (int(match["points"].replace(",", "")), int(match["violations"]))
            for match in _ROW.finditer(old_table)
        }
        rows |= self.rows
        header = "| row | points tried | violations |\n| --- | ---: | ---: |\n"
        return header + "".join(
            f"| {row} | {rows[row][0]:,} | {rows[row][1]} |\n" for row in sorted(rows, key=_row_number)
        )

    def _mutants_table(self, old_table: str) -> str:
        mutants = {
            match["name"]: match["rows"]
            for match in _MUTANT_ROW.finditer(old_table)
            if match["name"] not in ("mutant", "---")
        }
        mutants |= {name: ", ".join(sorted(set(rows))) for name, rows in self.caught_mutants.items()}
        header = "| mutant | caught by |\n| --- | --- |\n"
        return header + "".join(f"| {name} | {mutants[name]} |\n" for name in sorted(mutants))


def _row_number(row: str) -> tuple[int, str]:
    match = re.match(r"T(\d+)", row)
    return (int(match[1]) if match else 99, row)


def _section_pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=<!-- torture: {name} -->\n\n)((?:(?!<!--).)*?)(?=\n<!-- -->)", re.DOTALL)


def _section(text: str, name: str) -> str:
    match = _section_pattern(name).search(text)
    assert match, f"{DOCUMENT.name} has no place for: {name}"
    return match[0]


def _replace_section(text: str, name: str, new: str) -> str:
    _section(text, name)
    return _section_pattern(name).sub(lambda _: new, text)
