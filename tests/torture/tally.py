"""Count the points of a row: how many were tried, and which invariants they violated."""

import os
from dataclasses import dataclass, field
from typing import Any

import pytest

IS_LARGE_RUN = os.environ.get("TORTURE") == "large"
MAX_SHOWN = 8
"""Number of violations in the message of a failed test."""


def trial_count(default: int, large: int) -> int:
    """Return the number of trials: `default`, or `large` with `TORTURE=large`."""
    return large if IS_LARGE_RUN else default


@dataclass
class Tally:
    """The result of a row, or of a part of it."""

    row: str
    points: int = 0
    violations: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Reasons why points were left out or not counted."""
    caught_mutants: list[tuple[str, str]] = field(default_factory=list)
    """Mutants that were caught, each with the row that caught it."""

    def add_point(self, violations: list[str], label: str) -> None:
        """Count one point that was really tried, with its violations."""
        self.points += 1
        self.violations += [f"{label}: {violation}" for violation in violations]


def report_tally(tally: Tally, request: pytest.FixtureRequest, *, min_points: int = 1) -> None:
    """Report a tally for the summary.

    Fails if there is a violation or if fewer than `min_points` points were tried.
    """
    row_result: dict[str, Any] = {
        "row": tally.row,
        "points": tally.points,
        "violations": len(tally.violations),
        "notes": tally.notes,
        "caught": tally.caught_mutants,
    }
    request.node.user_properties.append(("torture", row_result))
    first_violations = "\n".join(tally.violations[:MAX_SHOWN])
    assert not tally.violations, (
        f"{tally.row}: {len(tally.violations)} of {tally.points} points broke\n{first_violations}"
    )
    assert tally.points >= min_points, f"{tally.row}: only {tally.points} points were really tried\n{tally.notes}"
