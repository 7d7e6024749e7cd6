"""The rules on wording: titles (L4), questions and cues (L6), what stands (L13), what may not arise (L14)."""

import re
from collections import Counter, defaultdict

from tipcycle.catalogue.lint.document import Document, Problems
from tipcycle.catalogue.lint.reading import text_in, words

MOST_TITLE_WORDS, MOST_TITLE_SIGNS, MOST_SAME_FIRST = 9, 60, 9

_IF_THEN = {"en": re.compile(r"If \S.*, then \S.*", re.DOTALL), "nl": re.compile(r"Als \S.*, dan \S.*", re.DOTALL)}
_NO_VERB = {
    "en": frozenset(
        """a an the this that these those one two three five ten no not never always only just more less better
        your you my our we i he she it they his her their its who what when where why how if for with without from to
        in on at by of about and or but every each all any some is are""".split()  # noqa: SIM905 - words read better as words
    ),
    "nl": frozenset(
        """de het een één eén dit dat deze die twee drie vijf tien geen niet nooit altijd alleen eerst meer minder beter
        je jij jouw jullie mijn ik wij we hij ze ons onze hun wie wat wanneer waar waarom hoe als voor met zonder van
        naar in op aan bij om te over en of maar elke elk iedere ieder alle""".split()  # noqa: SIM905 - words read better as words
    ),
}
_GERUND = re.compile(r"\w*[aeiouy]\w*ing")
_OCCASION = {
    "en": re.compile(
        r"\bat least once\b"
        r"|\b(?:if|whenever) (?:it|one|that|there|any|they)\b.*\b(?:came|arose|was|were|happened|turned)\b",
        re.IGNORECASE,
    ),
    "nl": re.compile(
        r"\b(?:minstens|ten minste|op zijn minst) (?:[eé][eé]n keer|1 keer|eens)\b"
        r"|\b(?:als|wanneer|indien) (?:het|dat|die|er)\b"
        r".*\b(?:voordeed|voordeden|voorkwam|voorviel|kwam|was|waren|gebeurde)\b",
        re.IGNORECASE,
    ),
}


def titles(document: Document) -> Problems:
    """L4: a title is short, begins with a verb, has no full stop, and not too many begin alike.

    A word that cannot be a verb is known; that every other one is a verb is taken on trust.
    """
    firsts: dict[str, Counter[str]] = defaultdict(Counter)
    for tip in document.tips:
        for language, text in tip.languages():
            title, field = text_in(text, "title").strip(), f"{language}.title"
            if not title:
                continue
            if len(title.split()) > MOST_TITLE_WORDS:
                yield tip.problem(field, "L4.words", len(title.split()))
            if len(title) > MOST_TITLE_SIGNS:
                yield tip.problem(field, "L4.length", len(title))
            if title.endswith("."):
                yield tip.problem(field, "L4.stop")
            first = next(iter(words(title)), "")
            if not title[0].isalpha() or first in _NO_VERB[language] or (language == "en" and _GERUND.fullmatch(first)):
                yield tip.problem(field, "L4.verb", first)
            firsts[language][first] += 1
    if not document.own:
        for language, counted in firsts.items():
            for first, count in counted.items():
                if count > MOST_SAME_FIRST:
                    yield document.problem(f"{language}.title", "L4.first", f"{first} {count}")


def questions_and_cues(document: Document) -> Problems:
    """L6: a check is a question, and a cue reads `If …, then …` or `Als …, dan …`."""
    for tip in document.tips:
        for language, text in tip.languages():
            for field in ("check", "check_after"):
                question = text_in(text, field).strip()
                if question and not question.endswith("?"):
                    yield tip.problem(f"{language}.{field}", "L6.check")
            cue = text_in(text, "if_then").strip()
            if cue and not _IF_THEN[language].fullmatch(cue):
                yield tip.problem(f"{language}.if_then", "L6.if-then")


def once_it_stands(document: Document) -> Problems:
    """L13: a build asks whether it still stands, and nothing else does."""
    for tip in document.tips:
        for language, text in tip.languages():
            has = bool(text_in(text, "check_after").strip())
            if tip.kind == "build" and not has:
                yield tip.problem(f"{language}.check_after", "L13.missing")
            if tip.kind in ("ritual", "reflex") and "check_after" in text:
                yield tip.problem(f"{language}.check_after", "L13.extra")


def occasions(document: Document) -> Problems:
    """L14: the check of a reflex says "at least once" or allows for a week without the occasion."""
    for tip in document.tips:
        if tip.kind == "reflex":
            for language, text in tip.languages():
                check = text_in(text, "check")
                if check.strip() and not _OCCASION[language].search(check):
                    yield tip.problem(f"{language}.check", "L14.occasion")
