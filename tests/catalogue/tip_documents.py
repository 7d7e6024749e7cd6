"""Small tip documents for tests. They are valid and pass the lint; a test then changes one thing."""

from typing import Any

import tomli_w

from tipcycle.catalogue import THEME_SLUGS

TomlTable = dict[str, Any]


def tip_text(number: int, language: str = "en") -> TomlTable:
    """Return the texts of a tip in one language. Tips with different numbers share no near-duplicate text."""
    n = f"{number}{language}"
    if language == "en":
        return {
            "title": f"Ring{n} one customer{n}",
            "what": f"Call{n} whoever{n} waited{n} too long{n}.",
            "why": f"Nobody{n} did it before{n}.",
            "steps": [f"Pick{n} a name{n}.", f"Dial{n} it{n}.", f"Note{n} what you heard{n}."],
            "if_then": f"If it is Monday{n}, then I ring{n} first.",
            "check": f"Did you ring{n} this week?",
            "signal": f"A customer{n} says thanks{n}.",
            "pitfall": f"Not a survey{n}.",
            "words": [f"{letter}{n}" for letter in "abcdefgh"],
        }
    return {
        "title": f"Bel{n} één klant{n}",
        "what": f"Bel{n} wie te lang{n} moest wachten{n}.",
        "why": f"Niemand{n} deed dat eerder{n}.",
        "steps": [f"Kies{n} een naam{n}.", f"Draai{n} het nummer{n}.", f"Noteer{n} wat je hoorde{n}."],
        "if_then": f"Als het maandag{n} is, dan bel{n} ik eerst.",
        "check": f"Belde{n} je deze week?",
        "signal": f"Een klant{n} zegt dank je{n}.",
        "pitfall": f"Geen enquête{n}.",
        "words": [f"{letter}{n}" for letter in "abcdefgh"],
    }


def tip(number: int = 1, kind: str = "ritual", **changes: Any) -> TomlTable:
    """Return a valid tip; `changes` replace its keys."""
    table: TomlTable = {
        "id": number,
        "slug": f"ring-one-{number}",
        "theme": "room",
        "form": "improve",
        "kind": kind,
        "first_step_minutes": 10,
        "weekly_minutes": 20,
        "scope": "team",
        "spiral": "experience",
        "seeds": ["003.4"],
        "related": [],
        "en": tip_text(number, "en"),
        "nl": tip_text(number, "nl"),
    }
    if kind == "reflex":
        table["en"]["check"] = f"Did you ring{number} at least once?"
        table["nl"]["check"] = f"Belde{number} je minstens één keer?"
    if kind == "build":
        table["en"]["check_after"] = f"Is it still there{number}?"
        table["nl"]["check_after"] = f"Staat het er nog{number}?"
    return {**table, **changes}


def example(**changes: Any) -> TomlTable:
    """Return a valid example; `changes` replace its keys."""
    return {
        "who": "Harbour Bikes (NL)",
        "en": "They ring each evening.",
        "nl": "Ze bellen elke avond.",
        "url": "https://harbour.test/story",
        "source": "press",
        **changes,
    }


def theme(slug: str = "room", order: int = 1, **changes: Any) -> TomlTable:
    """Return a valid theme; `changes` replace its keys."""
    return {
        "slug": slug,
        "order": order,
        "seeds": ["002.6"],
        "en": {"name": f"{slug} name", "line": "Trust first.", "question": "What would they do?"},
        "nl": {"name": f"{slug} naam", "line": "Eerst vertrouwen.", "question": "Wat zouden ze doen?"},
        **changes,
    }


def themes() -> list[TomlTable]:
    """Return the ten themes."""
    return [theme(slug, order) for order, slug in enumerate(THEME_SLUGS, 1)]


def document(*tips: TomlTable, **changes: Any) -> TomlTable:
    """Return a catalogue with ten themes and these tips; by default a ritual, a reflex and a build."""
    return {
        "format": 1,
        "version": "1.0.0",
        "languages": ["en", "nl"],
        "theme": themes(),
        "tip": list(tips) or [tip(1), tip(2, "reflex"), tip(3, "build")],
        **changes,
    }


def complete_document() -> TomlTable:
    """Return a catalogue with all 101 tips."""
    return document(*(tip(number) for number in range(1, 102)))


def own_document(*tips: TomlTable, **changes: Any) -> TomlTable:
    """Return a document of own tips, with `format` as its only header key and without themes."""
    return {"format": 1, "tip": list(tips) or [tip(201), tip(202)], **changes}


def to_toml(table: TomlTable) -> str:
    """Return a document as TOML."""
    return tomli_w.dumps(table)
