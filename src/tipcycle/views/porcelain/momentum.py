"""What was done, how it felt, what stays; and the spiral."""

from __future__ import annotations  # the contract costs a run nothing, for only the type checker reads it

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tipcycle.core.momentum.reach import TARGET
from tipcycle.core.momentum.report import Momentum
from tipcycle.core.momentum.spiral import Turn
from tipcycle.core.tips import Catalogue
from tipcycle.locales import Words
from tipcycle.views.porcelain.status import cycle_json, record_json
from tipcycle.views.porcelain.values import number

if TYPE_CHECKING:
    from tipcycle.views import contract


def momentum_json(facts: Momentum, catalogue: Catalogue, words: Words) -> contract.Momentum:
    """`tipcycle momentum --json`."""
    reach = facts.reach
    return {
        "today": facts.today.isoformat(),
        "cycle": cycle_json(facts.cycle, facts.state, facts.week),
        "applied": {
            "did": facts.applied.did,
            "missed": facts.applied.missed,
            "share": number(facts.applied.share),
            "before": number(facts.applied.before),
        },
        "felt": {
            "team": {"mean": number(facts.team.mean), "before": number(facts.team.before)},
            "customers": {"mean": number(facts.customers.mean), "before": number(facts.customers.before)},
        },
        "rhythm": {"on_time": facts.rhythm.on_time, "counted": facts.rhythm.counted},
        "reach": {
            "implemented": len(reach.implemented),
            "by_hand": len(reach.by_hand),
            "known_alive": reach.known_alive,
            "cycles_closed": reach.cycles_closed,
            "pace": number(reach.pace),
            "target": TARGET,
            "next_milestone": reach.next_milestone,
        },
        "verdict": facts.verdict,
        "close_calls": list(facts.close_calls),
        "directions": {
            "applied": facts.directions["applied"],
            "team": facts.directions["team"],
            "customers": facts.directions["customers"],
        },
        "window": [str(week) for _, week in facts.window.now],
        "tips": [record_json(shown.record, catalogue, words) for shown in facts.tips],
    }


def spiral_json(
    facts: Momentum, turns: Iterable[Turn], catalogue: Catalogue, words: Words
) -> contract.MomentumAndSpiral:
    """`tipcycle momentum --spiral --json`."""
    return {
        **momentum_json(facts, catalogue, words),
        "spiral": [turn_json(turn) for turn in turns],
    }


def turn_json(turn: Turn) -> contract.Turn:
    """One turn of the spiral."""
    return {"place": turn.place, "aimed": turn.aimed, "heard": turn.heard}
