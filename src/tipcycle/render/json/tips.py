"""Documents of `tips`, in the user's language."""

from __future__ import annotations  # contract types are imported only for type checking, to save time at startup

from collections.abc import Container, Iterable, Mapping
from typing import TYPE_CHECKING

from tipcycle.core.tips import Tip
from tipcycle.i18n import Translator

if TYPE_CHECKING:
    from tipcycle.render.json import contract


def tips_json(
    tips: Iterable[Tip], translator: Translator, *, starred: Container[int], picked_in: Mapping[int, Iterable[int]]
) -> contract.TipsDocument:
    """Return the document of `tipcycle tips list --json`, `tips show --json` and `tips search --json`."""
    return {
        "tips": [
            tip_fields(tip, translator, starred=tip.id in starred, picked_in=picked_in.get(tip.id, ())) for tip in tips
        ]
    }


def suggestions_json(
    tips: Iterable[Tip],
    translator: Translator,
    *,
    starred: Container[int],
    picked_in: Mapping[int, Iterable[int]],
    reasons: Mapping[int, str],
) -> contract.SuggestionsDocument:
    """Return the document of `tipcycle tips suggest --json`."""
    return {
        "tips": [
            {**fields, "because": reasons[fields["tip"]]}
            for fields in tips_json(tips, translator, starred=starred, picked_in=picked_in)["tips"]
        ]
    }


def tip_fields(tip: Tip, translator: Translator, *, starred: bool, picked_in: Iterable[int]) -> contract.TipFields:
    """Return one tip in the user's language."""
    text = tip.text(translator.language)
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
        "example": _example_fields(tip, translator),
        "first_step_minutes": tip.first_step_minutes,
        "weekly_minutes": tip.weekly_minutes,
        "scope": tip.scope,
        "spiral": tip.spiral,
        "related": list(tip.related),
        "starred": starred,
        "picked_in": list(picked_in),
    }


def _example_fields(tip: Tip, translator: Translator) -> contract.ExampleFields | None:
    example = tip.example
    if example is None:
        return None
    return {
        "who": example.who,
        "text": example.text.get(translator.language) or next(iter(example.text.values())),
        "url": example.url,
        "source": example.source,
    }
