"""Tips of the catalogue and the manager's own, in the chosen language."""

from __future__ import annotations  # the contract costs a run nothing, for only the type checker reads it

from collections.abc import Container, Iterable, Mapping
from typing import TYPE_CHECKING

from tipcycle.core.tips import Tip
from tipcycle.locales import Words

if TYPE_CHECKING:
    from tipcycle.views import contract


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
            {**card, "because": because[card["tip"]]}
            for card in tips_json(tips, words, starred=starred, picked_in=picked_in)["tips"]
        ]
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
