"""How many points a row tried, what broke, and what was left out: one line a row at the end of the run."""

import os
from dataclasses import dataclass, field
from typing import Any

import pytest

IS_LARGE_RUN = os.environ.get("TORTURE") == "large"
MAX_SHOWN = 8


def trial_count(default: int, large: int) -> int:
    """How many trials: in CI, or with `TORTURE=large`."""
    return large if IS_LARGE_RUN else default


@dataclass
class Tally:
    """What came of a row, or of a part of it."""

    row: str
    points: int = 0
    violations: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What was left out, and why; what did not count."""
    caught_mutants: list[tuple[str, str]] = field(default_factory=list)
    """Mutants that were seen, each with the row that saw it."""

    def add_point(self, violations: list[str], what: str) -> None:
        """One point that was really tried, and what it broke."""
        self.points += 1
        self.violations += [f"{what}: {each}" for each in violations]


def report_tally(tally: Tally, request: pytest.FixtureRequest, *, min_points: int = 1) -> None:
    """Reports a tally for the summary, and fails when anything broke or too little was really tried."""
    reported: dict[str, Any] = {
        "row": tally.row,
        "points": tally.points,
        "violations": len(tally.violations),
        "notes": tally.notes,
        "caught": tally.caught_mutants,
    }
    request.node.user_properties.append(("torture", reported))
    shown = "\n".join(tally.violations[:MAX_SHOWN])
    assert not tally.violations, f"{tally.row}: {len(tally.violations)} of {tally.points} points broke\n{shown}"
    assert tally.points >= min_points, f"{tally.row}: only {tally.points} points were really tried\n{tally.notes}"
