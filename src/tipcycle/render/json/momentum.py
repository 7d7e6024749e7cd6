"""Documents of `momentum`: figures, verdict, tips and spiral."""

from __future__ import annotations  # contract types are imported only for type checking, to save time at startup

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tipcycle.core.momentum.implemented import YEARLY_TARGET
from tipcycle.core.momentum.report import MomentumReport
from tipcycle.core.momentum.spiral import SpiralTurn
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator
from tipcycle.render.json.status import cycle_fields, tip_record_fields
from tipcycle.render.json.values import to_float

if TYPE_CHECKING:
    from tipcycle.render.json import contract


def momentum_json(report: MomentumReport, catalogue: Catalogue, translator: Translator) -> contract.MomentumDocument:
    """Return the document of `tipcycle momentum --json`."""
    implemented = report.implemented_tips
    return {
        "today": report.today.isoformat(),
        "cycle": cycle_fields(report.cycle, report.state, report.week_number),
        "applied": {
            "did": report.applied.done_count,
            "missed": report.applied.missed_count,
            "share": to_float(report.applied.share),
            "before": to_float(report.applied.previous_share),
        },
        "felt": {
            "team": {"mean": to_float(report.team.mean), "before": to_float(report.team.previous_mean)},
            "customers": {"mean": to_float(report.customers.mean), "before": to_float(report.customers.previous_mean)},
        },
        "rhythm": {"on_time": report.rhythm.on_time_count, "counted": report.rhythm.week_count},
        "reach": {
            "implemented": len(implemented.all_tips),
            "by_hand": len(implemented.by_hand),
            "known_alive": implemented.alive_count,
            "cycles_closed": implemented.closed_cycle_count,
            "pace": to_float(implemented.yearly_pace),
            "target": YEARLY_TARGET,
            "next_milestone": implemented.next_milestone,
        },
        "verdict": report.verdict,
        "close_calls": list(report.close_calls),
        "directions": {
            "applied": report.directions["applied"],
            "team": report.directions["team"],
            "customers": report.directions["customers"],
        },
        "window": [str(week) for _, week in report.window.current],
        "tips": [tip_record_fields(reported_tip.record, catalogue, translator) for reported_tip in report.tips],
    }


def spiral_json(
    report: MomentumReport, turns: Iterable[SpiralTurn], catalogue: Catalogue, translator: Translator
) -> contract.SpiralDocument:
    """Return the document of `tipcycle momentum --spiral --json`."""
    return {
        **momentum_json(report, catalogue, translator),
        "spiral": [turn_fields(turn) for turn in turns],
    }


def turn_fields(turn: SpiralTurn) -> contract.TurnFields:
    """Return one turn of the spiral."""
    return {"place": turn.spiral_place, "aimed": turn.tip_count, "heard": turn.voice_count}
