"""The document of `review`."""

from __future__ import annotations  # contract types are imported only for type checking, to save time at startup

from datetime import date
from typing import TYPE_CHECKING

from tipcycle.core.cycle import Remark
from tipcycle.core.events import Profile
from tipcycle.core.review import Review
from tipcycle.core.tips import Catalogue
from tipcycle.core.weeks import Week
from tipcycle.i18n import Translator
from tipcycle.render.json.momentum import turn_fields
from tipcycle.render.json.practices import pulse_fields
from tipcycle.render.json.status import cycle_fields, tip_record_fields
from tipcycle.render.json.voices import remark_fields

if TYPE_CHECKING:
    from tipcycle.render.json import contract


def review_json(review: Review, catalogue: Catalogue, translator: Translator) -> contract.ReviewDocument:
    """Return the document of `tipcycle review --format json`: everything in the review."""
    cycle = review.cycle

    def cycle_remark_fields(remark: Remark) -> contract.RemarkFields:
        return remark_fields(remark, cycle)

    return {
        "today": review.today.isoformat(),
        "private": review.is_private,
        "name": review.name,
        "team": review.team,
        "cycle": cycle_fields(cycle, review.state, cycle.week_number(Week.of(review.today))),
        "words": review.summary,
        "running": review.running,
        "voices": [cycle_remark_fields(voice) for voice in review.voices],
        "notes": [cycle_remark_fields(note) for note in review.other_notes],
        "tips": [
            {
                **tip_record_fields(tip.record, catalogue, translator),
                "notes": [cycle_remark_fields(note) for note in tip.notes],
                "costly_weeks": [str(week) for week in tip.costly_weeks],
                "stands_since": tip.record.built_on.isoformat() if tip.record.built_on else None,
                "outcome": tip.outcome,
                "lesson": tip.lesson,
                "swapped_for": tip.swapped_for,
                "because": tip.swap_reason,
            }
            for tip in review.tips
        ],
        "felt": [
            {"week": str(week), "team": feelings.team, "customers": feelings.customers}
            for week, feelings in review.feelings
        ],
        "paused": [str(week) for week in review.paused_weeks],
        "pauses": [{"weeks": [str(week) for week in pause.weeks], "because": pause.because} for pause in review.pauses],
        "answers": [{"week": str(week), "text": text} for week, text in review.answers],
        "stayed": list(review.implemented_tips),
        "board": list(review.implemented_per_cycle),
        "extended": list(review.extended_tips),
        "sentence": review.touchstone,
        "provisional": review.is_provisional,
        "voiced": [str(week) for week in sorted(review.weeks_with_voice)],
        "costly": [
            {"tip": moment.tip, "week": str(moment.week), "on": moment.on.isoformat(), "notes": list(moment.texts)}
            for moment in review.costly_moments
        ],
        "reading": {"verdict": review.verdict.verdict, "close_calls": list(review.verdict.close_calls)}
        if review.verdict
        else None,
        "next_five": {
            "seated": list(review.next_five.placed_tips),
            "free": review.next_five.free_places,
            "suggested": list(review.next_five.suggested_tips),
            "picked": review.next_five.is_picked,
        },
        "year": [
            {
                "cycle": slot.number,
                "stayed": slot.implemented_count,
                "extended": slot.extended_count,
                "making": slot.in_progress_count,
            }
            for slot in review.year_slots
        ],
        "implemented": review.total_implemented,
        "pulse": [pulse_fields(pulse) for pulse in review.pulses],
        "spiral": [turn_fields(turn) for turn in review.spiral_turns],
    }


def no_review_json(today: date, profile: Profile, *, private: bool) -> contract.ReviewDocument:
    """Return the document of `review` before the first Monday: all keys, with empty values."""
    return {
        "today": today.isoformat(),
        "private": private,
        "name": profile.name,
        "team": profile.team,
        "cycle": None,
        "words": None,
        "running": None,
        "voices": [],
        "notes": [],
        "tips": [],
        "felt": [],
        "paused": [],
        "pauses": [],
        "answers": [],
        "stayed": [],
        "board": [],
        "extended": [],
        "sentence": None,
        "provisional": False,
        "voiced": [],
        "costly": [],
        "reading": None,
        "next_five": None,
        "year": [],
        "implemented": 0,
        "pulse": [],
        "spiral": [],
    }
