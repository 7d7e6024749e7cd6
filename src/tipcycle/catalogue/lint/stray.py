"""The rules on what does not belong in a text: a company's name (L10), what is still to be written (L11)."""

import re
from collections.abc import Iterable, Iterator

from tipcycle.catalogue.lint.document import Document, Problems, Theme, Tip
from tipcycle.catalogue.lint.reading import text_in, written
from tipcycle.core.languages import LANGUAGES

_PLACEHOLDER = re.compile(
    r"\b(?:TODO|TBD|FIXME|TK)\b|\b[xX]{3,}\b|(?i:lorem ipsum)|\?\?+|<[^<>]*>|\{[^{}]*\}|(?i:\btekst volgt\b)"
    r"|(?i:\bplaceholder\b)|^\s*[.…_-][\s.…_-]*$|//(?:www\.)?example\.(?:com|org|net)\b"
)
_LEGAL_FORM = re.compile(r"\b\w+ (?:B\.V\.|N\.V\.|BV|NV|Inc\b|Ltd\b|GmbH|plc\b)|\w+[®™]|\b\w+\.(?:com|nl|be|org)\b")
_COMPANIES = (
    # whose stories are told most often
    "Timpson", "Automattic", "Handelsbanken", "Zappos", "Coolblue", "Magic Castle", "Octopus Energy", "JetBlue",
    "Neeleman", "Jumbo", "LEGO", "Lego", "Four Seasons", "Domino's", "Intuit", "Amazon", "Bezos", "Chewy", "Nordstrom",
    "Toyota", "Ritz-Carlton",
    # whom a Dutch or Flemish manager would think of
    "Google", "Microsoft", "Apple", "Disney", "IKEA", "Ikea", "Starbucks", "Netflix", "Airbnb", "Tesla", "Philips",
    "KLM", "ING", "Rabobank", "ABN AMRO", "KBC", "Belfius", "Proximus", "KPN", "PostNL", "Bpost", "Albert Heijn",
    "Delhaize", "Colruyt", "HEMA", "Buurtzorg", "Schiphol",
)  # fmt: skip


def examples(document: Document) -> Problems:
    """L10: an example has its address and kind of source, and no other field names a company.

    A company is known by name from the examples, from a short list, or by its legal form or address.
    """
    names = {name for tip in document.tips for name in _names(tip)}
    names |= set() if document.own else set(_COMPANIES)
    one_of_them = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)"
    named = re.compile(rf"(?<!\w)(?:{one_of_them})(?!\w)")
    for tip in document.tips:
        if tip.example is not None:
            for key in ("url", "source"):
                if not text_in(tip.example, key).strip():
                    yield tip.problem(f"example.{key}", f"L10.{key}")
        yield from _stray(tip, tip.texts(), "L10.company", named, _LEGAL_FORM)
    for theme in document.themes:
        yield from _stray(theme, theme.texts(), "L10.company", named, _LEGAL_FORM)


def _names(tip: Tip) -> Iterator[str]:
    """The names in an example's `who`: `JetBlue, David Neeleman`; none in "a colleague"."""
    for part in re.sub(r"\([^()]*\)", "", text_in(tip.example or {}, "who")).split(","):
        name = part.strip()
        if name and all(word[0].isupper() for word in name.split()):
            yield name


def placeholders(document: Document) -> Problems:
    """L11: no text is still to be written."""
    for tip in document.tips:
        told = written(tip.example or {}, ("who", *LANGUAGES, "url"))
        texts = (*tip.texts(), *((f"example.{field}", text) for field, text in told))
        yield from _stray(tip, texts, "L11.placeholder", _PLACEHOLDER)
    for theme in document.themes:
        yield from _stray(theme, theme.texts(), "L11.placeholder", _PLACEHOLDER)


def _stray(part: Theme | Tip, texts: Iterable[tuple[str, str]], rule: str, *patterns: re.Pattern[str]) -> Problems:
    """The first thing in each text that does not belong there."""
    for field, text in texts:
        found = next(filter(None, (pattern.search(text) for pattern in patterns)), None)
        if found:
            yield part.problem(field, rule, found[0])
