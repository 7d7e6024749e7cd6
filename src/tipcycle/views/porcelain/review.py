"""Everything a review prints."""

from __future__ import annotations  # the contract costs a run nothing, for only the type checker reads it

from datetime import date
from typing import TYPE_CHECKING

from tipcycle.core.blocks import Profile
from tipcycle.core.cycle import Line
from tipcycle.core.review import Review
from tipcycle.core.tips import Catalogue
from tipcycle.core.weeks import Week
from tipcycle.locales import Words
from tipcycle.views.porcelain.momentum import turn_json
from tipcycle.views.porcelain.practices import tally_json
from tipcycle.views.porcelain.status import cycle_json, record_json
from tipcycle.views.porcelain.voices import line_json

if TYPE_CHECKING:
    from tipcycle.views import contract


def review_json(review: Review, catalogue: Catalogue, words: Words) -> contract.Review:
    """`tipcycle review --format json`: everything the review prints."""
    cycle = review.cycle

    def line(found: Line) -> contract.Line:
        return line_json(found, cycle)

    return {
        "today": review.today.isoformat(),
        "private": review.private,
        "name": review.name,
        "team": review.team,
        "cycle": cycle_json(cycle, review.state, cycle.week_number(Week.of(review.today))),
        "words": review.words,
        "running": review.running,
        "voices": [line(voice) for voice in review.voices],
        "notes": [line(note) for note in review.loose_notes],
        "tips": [
            {
                **record_json(tip.record, catalogue, words),
                "notes": [line(note) for note in tip.notes],
                "costly_weeks": [str(week) for week in tip.costly_weeks],
                "stands_since": tip.record.stands_since.isoformat() if tip.record.stands_since else None,
                "outcome": tip.outcome,
                "lesson": tip.lesson,
                "swapped_for": tip.swapped_for,
                "because": tip.because,
            }
            for tip in review.tips
        ],
        "felt": [{"week": str(week), "team": felt.team, "customers": felt.customers} for week, felt in review.felt],
        "paused": [str(week) for week in review.paused],
        "pauses": [{"weeks": [str(week) for week in p.weeks], "because": p.because} for p in review.pauses],
        "answers": [{"week": str(week), "text": text} for week, text in review.replies],
        "stayed": list(review.stayed),
        "board": list(review.board),
        "extended": list(review.extended),
        "sentence": review.sentence,
        "provisional": review.provisional,
        "voiced": [str(week) for week in sorted(review.voiced)],
        "costly": [
            {"tip": moment.tip, "week": str(moment.week), "on": moment.on.isoformat(), "notes": list(moment.texts)}
            for moment in review.costly
        ],
        "reading": {"verdict": review.reading.verdict, "close_calls": list(review.reading.close_calls)}
        if review.reading
        else None,
        "next_five": {
            "seated": list(review.next_five.seated),
            "free": review.next_five.free,
            "suggested": list(review.next_five.suggested),
            "picked": review.next_five.picked,
        },
        "year": [
            {"cycle": box.number, "stayed": box.stayed, "extended": box.extended, "making": box.making}
            for box in review.year
        ],
        "implemented": review.implemented,
        "pulse": [tally_json(tally) for tally in review.pulse],
        "spiral": [turn_json(turn) for turn in review.spiral],
    }


def no_review_json(today: date, profile: Profile, *, private: bool) -> contract.Review:
    """The same before the first Monday: the keys it always has, and nothing in them."""
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
