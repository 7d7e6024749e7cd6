"""Facts as the documents of the JSON contract (design.md §4); what each field means stands in `contract`."""

from __future__ import annotations  # the contract is for the type checker and the reference, and costs a run nothing

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from tipcycle.core.blocks import Profile, kind_of
from tipcycle.core.cycle import Cycle, Line, State
from tipcycle.core.history import Written
from tipcycle.core.momentum.reach import TARGET
from tipcycle.core.momentum.report import Momentum
from tipcycle.core.momentum.spiral import Turn
from tipcycle.core.momentum.strength import Record
from tipcycle.core.overview import Status
from tipcycle.core.problems import Problem
from tipcycle.core.pulse import Tally
from tipcycle.core.reflect import Reflected
from tipcycle.core.review import CycleDates, Review
from tipcycle.core.sentence import Touchstone
from tipcycle.core.tips import Catalogue, Tip
from tipcycle.core.voices import Heard
from tipcycle.core.weeks import Week
from tipcycle.locales import Words
from tipcycle.views.backup_words import Shown
from tipcycle.views.labels import title

if TYPE_CHECKING:
    from tipcycle.views import contract


def _instant(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def _cycle(cycle: Cycle | CycleDates, state: State, week: int | None) -> contract.Cycle:
    return {
        "id": cycle.starts.isoformat(),
        "number": cycle.number,
        "starts": cycle.starts.isoformat(),
        "ends": cycle.ends.isoformat(),
        "weeks": len(cycle.weeks),
        "week": week,
        "state": state,
    }


def record_json(record: Record, catalogue: Catalogue, words: Words) -> contract.TipOfCycle:
    """One tip of a cycle, with its weeks."""
    return {
        "tip": record.tip,
        "title": title(record.tip, catalogue, words),
        "kind": record.kind,
        "strength": float(record.strength),
        "state": record.word,
        "holds": record.holds,
        "did": record.did,
        "counted": record.counted,
        "weeks": record.weeks,
        "active": record.active,
    }


def status_json(status: Status, catalogue: Catalogue, words: Words) -> contract.Status:
    """`tipcycle status --json`."""
    return {
        "today": status.today.isoformat(),
        "cycle": _cycle(status.cycle, status.state, status.week) if status.cycle and status.state else None,
        "due": [str(week) for week in status.due],
        "tips": [record_json(record, catalogue, words) for record in status.records],
    }


def momentum_json(facts: Momentum, catalogue: Catalogue, words: Words) -> contract.Momentum:
    """`tipcycle momentum --json`."""

    def number(value: Fraction | None) -> float | None:
        return None if value is None else float(value)

    reach = facts.reach
    return {
        "today": facts.today.isoformat(),
        "cycle": _cycle(facts.cycle, facts.state, facts.week) if facts.cycle and facts.state else None,
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


def tip_json(tip: Tip, words: Words, *, starred: bool, picked_in: Iterable[int]) -> contract.TipCard:
    """One tip of the catalogue in the chosen language."""
    text = tip.text(words.language)
    return {
        "tip": tip.id,
        "slug": tip.slug,
        "theme": tip.theme,
        "form": tip.form,
        "mode": tip.form.mode,
        "kind": tip.kind,
        "title": text.title,
        "what": text.what,
        "why": text.why,
        "steps": list(text.steps),
        "if_then": text.if_then,
        "check": text.check,
        "check_after": text.check_after,
        "signal": text.signal,
        "pitfall": text.pitfall,
        "example": _example(tip, words),
        "first_step_minutes": tip.first_step_minutes,
        "weekly_minutes": tip.weekly_minutes,
        "scope": tip.scope,
        "spiral": tip.spiral,
        "related": list(tip.related),
        "starred": starred,
        "picked_in": list(picked_in),
    }


def tips_json(
    tips: Iterable[Tip], words: Words, *, starred: Container[int], picked_in: Mapping[int, Iterable[int]]
) -> contract.Tips:
    """`tipcycle tips list --json`, `show` and `search`."""
    return {
        "tips": [tip_json(tip, words, starred=tip.id in starred, picked_in=picked_in.get(tip.id, ())) for tip in tips]
    }


def suggestions_json(
    tips: Iterable[Tip],
    words: Words,
    *,
    starred: Container[int],
    picked_in: Mapping[int, Iterable[int]],
    because: Mapping[int, str],
) -> contract.Suggestions:
    """`tipcycle tips suggest --json`."""
    return {
        "tips": [
            {
                **tip_json(tip, words, starred=tip.id in starred, picked_in=picked_in.get(tip.id, ())),
                "because": because[tip.id],
            }
            for tip in tips
        ]
    }


def _example(tip: Tip, words: Words) -> contract.Example | None:
    example = tip.example
    if example is None:
        return None
    return {
        "who": example.who,
        "text": example.text.get(words.language) or next(iter(example.text.values())),
        "url": example.url,
        "source": example.source,
    }


def line_json(line: Line, cycle: Cycle | CycleDates | None) -> contract.Line:
    """A voice or a note."""
    return {
        "id": line.id,
        "at": _instant(line.at),
        "text": line.text,
        "by": line.by,
        "tip": line.tip,
        "cycle": cycle.number if cycle else None,
        "shared": line.shared,
        "week": str(line.week) if line.week else None,
        "heard": line.heard,
    }


def voices_json(voices: Iterable[Heard]) -> contract.Voices:
    """`tipcycle voices --json`."""
    return {"voices": [line_json(heard.line, heard.cycle) for heard in voices]}


def spiral_json(
    facts: Momentum, turns: Iterable[Turn], catalogue: Catalogue, words: Words
) -> contract.MomentumAndSpiral:
    """`tipcycle momentum --spiral --json`."""
    return {
        **momentum_json(facts, catalogue, words),
        "spiral": [_turn(turn) for turn in turns],
    }


def _turn(turn: Turn) -> contract.Turn:
    return {"place": turn.place, "aimed": turn.aimed, "heard": turn.heard}


def pulse_json(tallies: Iterable[Tally]) -> contract.Pulse:
    """`tipcycle pulse --json`; what the others said only from five slips on."""
    return {"pulse": [_tally(tally) for tally in tallies]}


def _tally(tally: Tally) -> contract.Tally:
    return {
        "cycle": tally.cycle,
        "on": tally.on.isoformat(),
        "guess": tally.guess,
        "own": tally.own,
        "answers": tally.answers,
        "median": None if tally.median is None else float(tally.median),
        "gap": None if tally.gap is None else float(tally.gap),
        "word": tally.word,
        "held_back": tally.held_back,
    }


def reflection_json(history: Iterable[Reflected]) -> contract.Reflections:
    """`tipcycle reflect --json`."""
    return {
        "reflections": [
            {
                "on": each.on.isoformat(),
                "answers": each.answers,
                "working": each.working,
                "thinking": each.thinking,
                "forms": list(each.forms),
                "runs": each.runs,
                "explores": each.explores,
            }
            for each in history
        ]
    }


def sentence_json(history: Sequence[Touchstone]) -> contract.Sentence:
    """`tipcycle sentence --json`: the one that holds now, and all there were."""

    def said(sentence: Touchstone) -> contract.Touchstone:
        return {
            "text": sentence.text,
            "since": sentence.since.isoformat(),
            "together": sentence.together.isoformat() if sentence.together else None,
            "provisional": sentence.provisional,
        }

    return {"sentence": said(history[-1]) if history else None, "history": [said(each) for each in history]}


def problems_json(problems: Iterable[Problem], sentences: Mapping[Problem, tuple[str, str]]) -> contract.Check:
    """`tipcycle journal check --json`."""
    return {
        "problems": [
            {
                "level": problem.level,
                "file": problem.file,
                "line": problem.line,
                "message": sentences[problem][0],
                "hint": sentences[problem][1],
            }
            for problem in problems
        ]
    }


def profile_json(profile: Profile) -> contract.Profile:
    """`tipcycle profile --json`."""
    return {"profile": profile_fields(profile)}


def profile_fields(profile: Profile) -> contract.ProfileFields:
    """Who the manager is."""
    return {"name": profile.name, "team": profile.team, "language": profile.language, "day": profile.day}


def history_json(history: Iterable[Written]) -> contract.History:
    """`tipcycle journal history --json`: every entry, what was taken back included."""
    return {
        "entries": [
            {
                "at": _instant(written.entry.at),
                "on": written.on.isoformat(),
                "cycle": written.number,
                "undone": written.entry.undone,
                "blocks": [{"id": block.id, "kind": kind_of(block.body)} for block in written.entry.blocks],
            }
            for written in history
        ]
    }


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
        "cycle": _cycle(cycle, review.state, cycle.week_number(Week.of(review.today))),
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
        "pulse": [_tally(tally) for tally in review.pulse],
        "spiral": [_turn(turn) for turn in review.spiral],
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


def backups_json(backups: Iterable[Shown]) -> contract.Backups:
    """`tipcycle journal backups --json`."""
    return {
        "backups": [
            {
                "file": backup.file,
                "number": backup.number,
                "written": _instant(backup.written),
                "size": backup.size,
                "blocks": backup.blocks,
                "readable": backup.errors == 0,
                "longer": backup.longer,
                "path": backup.path,
            }
            for backup in backups
        ]
    }
