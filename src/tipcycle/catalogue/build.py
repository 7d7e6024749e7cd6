"""From a sound document to a `Catalogue`. Looks at nothing twice: what may be unsound is sifted first."""

import re
from collections.abc import Mapping
from typing import Any

from tipcycle.core.languages import LANGUAGES
from tipcycle.core.tips import Catalogue, Example, Form, Kind, Theme, ThemeText, Tip, TipText

_BLANKS = re.compile(r"[ \t\r\n]+")


def build_catalogue(document: Mapping[str, Any]) -> Catalogue:
    """The catalogue that a sound document describes, without looking twice.

    KeyError, TypeError, ValueError or AttributeError for one that is not sound: `validate` it first.
    """
    themes = sorted((_theme(table) for table in document.get("theme", ())), key=lambda theme: theme.order)
    tips = sorted((_tip(table) for table in document.get("tip", ())), key=lambda tip: tip.id)
    return Catalogue(tuple(themes), {tip.id: tip for tip in tips})


def _theme(table: Mapping[str, Any]) -> Theme:
    texts = {
        language: ThemeText(
            name=_one_line(text["name"]), line=_one_line(text["line"]), question=_one_line(text["question"])
        )
        for language, text in _texts(table)
    }
    return Theme(slug=table["slug"], order=table["order"], seeds=tuple(table.get("seeds", ())), texts=texts)


def _tip(table: Mapping[str, Any]) -> Tip:
    return Tip(
        id=table["id"],
        slug=table["slug"],
        theme=table["theme"],
        form=Form(table["form"]),
        kind=Kind(table["kind"]),
        first_step_minutes=table["first_step_minutes"],
        weekly_minutes=table["weekly_minutes"],
        scope=table["scope"],
        spiral=table["spiral"],
        seeds=tuple(table.get("seeds", ())),
        related=tuple(table.get("related", ())),
        texts={language: _tip_text(text) for language, text in _texts(table)},
        example=_example(table["example"]) if table.get("example") is not None else None,
        retired=table.get("retired", False),
    )


def _tip_text(text: Mapping[str, Any]) -> TipText:
    return TipText(
        title=_one_line(text["title"]),
        what=_one_line(text["what"]),
        why=_one_line(text["why"]),
        steps=tuple(_one_line(step) for step in text["steps"]),
        if_then=_one_line(text["if_then"]),
        check=_one_line(text["check"]),
        check_after=_one_line(text["check_after"]) if text.get("check_after") is not None else None,
        signal=_one_line(text["signal"]),
        pitfall=_one_line(text["pitfall"]),
    )


def _example(table: Mapping[str, Any]) -> Example:
    return Example(
        who=_one_line(table["who"]),
        text={language: _one_line(text) for language, text in _texts(table)},
        url=table["url"],
        source=table["source"],
    )


def _texts(table: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The languages that a table has; one at least, or whoever shows it would have nothing to fall back on."""
    found = [(language, table[language]) for language in LANGUAGES if table.get(language) is not None]
    if not found:
        raise KeyError(*LANGUAGES)
    return found


def _one_line(text: str) -> str:
    """A text without the line breaks of whoever wrote it over several lines."""
    return _BLANKS.sub(" ", text).strip()
