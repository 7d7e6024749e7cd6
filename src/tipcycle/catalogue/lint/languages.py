"""The rules on the two languages: each has every field (L3), and they are about as long (L5)."""

from collections.abc import Sequence

from tipcycle.catalogue.lint.document import BODY, Document, Problems, Theme, Tip
from tipcycle.catalogue.lint.reading import list_in, text_in, written

NEEDED = tuple(field for field in Tip.WRITTEN if field != "check_after")

FEWEST_STEPS, MOST_STEPS = 3, 5
MOST_BODY_WORDS, MOST_LEAD_WORDS = 160, 60
SHORTEST_DUTCH, LONGEST_DUTCH = 0.7, 1.4


def both_languages(document: Document) -> Problems:
    """L3: every field in every language, three to five steps, as many in each language."""
    for theme in document.themes:
        yield from _lacking(theme, document.languages, Theme.WRITTEN)
    for tip in document.tips:
        yield from _lacking(tip, document.languages, NEEDED)
        if tip.example is not None:
            for language in document.languages:
                if not text_in(tip.example, language).strip():
                    yield tip.problem(f"example.{language}", "L3.field")
        yield from _steps(tip)


def _lacking(part: Theme | Tip, languages: Sequence[str], fields: Sequence[str]) -> Problems:
    found = dict(part.languages())
    for language in languages:
        if language not in found:
            yield part.problem(language, "L3.language")
            continue
        for field in fields:
            if not any(text.strip() for _, text in written(found[language], (field,))):
                yield part.problem(f"{language}.{field}", "L3.field")


def _steps(tip: Tip) -> Problems:
    counts = {language: len(steps) for language, text in tip.languages() if (steps := list_in(text, "steps"))}
    for language, count in counts.items():
        if not FEWEST_STEPS <= count <= MOST_STEPS:
            yield tip.problem(f"{language}.steps", "L3.steps", count)
    if len(set(counts.values())) > 1:
        yield tip.problem("steps", "L3.steps-differ", " ".join(str(count) for count in counts.values()))


def lengths(document: Document) -> Problems:
    """L5: a body and its lead keep within their words, and the two languages are about as long."""
    for tip in document.tips:
        signs: dict[str, int] = {}
        for language, text in tip.languages():
            body = " ".join(part for _, part in written(text, BODY))
            lead = " ".join(part for _, part in written(text, ("what", "why")))
            signs[language] = len(body)
            if len(body.split()) > MOST_BODY_WORDS:
                yield tip.problem(language, "L5.body", len(body.split()))
            if len(lead.split()) > MOST_LEAD_WORDS:
                yield tip.problem(f"{language}.what", "L5.lead", len(lead.split()))
        if signs.get("en") and signs.get("nl"):
            ratio = signs["nl"] / signs["en"]
            if not SHORTEST_DUTCH <= ratio <= LONGEST_DUTCH:
                yield tip.problem("nl", "L5.ratio", f"{ratio:.2f}")
