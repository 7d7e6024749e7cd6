"""What makes a catalogue read well: the lint L1-L14 of catalogue.md §3, one function a rule.

Takes any document, also a half-written one: what has the wrong shape is the business of `schema` and passed over here.
Never reads a file and never changes what it looks at.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from itertools import combinations
from typing import Any

from msgspec import Struct

from tipcycle.catalogue import (
    FIRST_OWN_TIP,
    LANGUAGES,
    LAST_TIP,
    THEMES,
    CatalogueProblem,
    in_theme,
    in_tip,
    number_of,
    shown,
    tables,
)

CLOSED_LISTS: Mapping[str, tuple[str, ...]] = {
    "form": ("improve", "renew", "transition", "innovate"),
    "kind": ("ritual", "reflex", "build"),
    "scope": ("self", "team", "across"),
    "spiral": ("culture", "experience", "loyalty", "reputation"),
}
SOURCES = ("own", "interview", "press", "book")
ANCHORS = frozenset(
    f"{text}.{part}"
    for text, parts in {"000": 8, "001": 8, "002": 7, "003": 10, "004": 6}.items()
    for part in range(1, parts + 1)
)
"""The places in the source texts that a seed can name (mission.md)."""
BODY = ("what", "why", "steps", "if_then", "check", "check_after", "signal", "pitfall")
WRITTEN = ("title", *BODY)
NEEDED = tuple(field for field in WRITTEN if field != "check_after")
THEME_FIELDS = ("name", "line", "question")

MOST_TITLE_WORDS, MOST_TITLE_SIGNS, MOST_SAME_FIRST = 9, 60, 9
MOST_BODY_WORDS, MOST_LEAD_WORDS = 160, 60
FEWEST_STEPS, MOST_STEPS = 3, 5
MOST_FIRST_MINUTES, MOST_WEEKLY_MINUTES = 15, 60
SHORTEST_DUTCH, LONGEST_DUTCH = 0.7, 1.4
MOST_ALIKE = {"title": 0.4, "what": 0.45}
RUN = 8

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
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
_PLACEHOLDER = re.compile(
    r"\b(?:TODO|TBD|FIXME|TK)\b|\b[xX]{3,}\b|(?i:lorem ipsum)|\?\?+|<[^<>]*>|\{[^{}]*\}|(?i:\btekst volgt\b)"
    r"|(?i:\bplaceholder\b)|^\s*[.…_-][\s.…_-]*$|//(?:www\.)?example\.(?:com|org|net)\b"
)
_LEGAL_FORM = re.compile(r"\b\w+ (?:B\.V\.|N\.V\.|BV|NV|Inc\b|Ltd\b|GmbH|plc\b)|\w+[®™]|\b\w+\.(?:com|nl|be|org)\b")
_COMPANIES = (
    # catalogue.md §6, and its stories that are not to be used
    "Timpson", "Automattic", "Handelsbanken", "Zappos", "Coolblue", "Magic Castle", "Octopus Energy", "JetBlue",
    "Neeleman", "Jumbo", "LEGO", "Lego", "Four Seasons", "Domino's", "Intuit", "Amazon", "Bezos", "Chewy", "Nordstrom",
    "Toyota", "Ritz-Carlton",
    # whom a Dutch or Flemish manager would think of
    "Google", "Microsoft", "Apple", "Disney", "IKEA", "Ikea", "Starbucks", "Netflix", "Airbnb", "Tesla", "Philips",
    "KLM", "ING", "Rabobank", "ABN AMRO", "KBC", "Belfius", "Proximus", "KPN", "PostNL", "Bpost", "Albert Heijn",
    "Delhaize", "Colruyt", "HEMA", "Buurtzorg", "Schiphol",
)  # fmt: skip


class Tip(Struct, frozen=True):
    """A tip as it stands in a file."""

    file: str
    place: int
    table: Mapping[str, Any]

    @property
    def number(self) -> int | None:
        """Its id, if it has one."""
        return number_of(self.table)

    def problem(self, field: str, rule: str, detail: object = "") -> CatalogueProblem:
        """What is wrong with one of its fields."""
        return in_tip(self.file, self.place, self.table, field, rule, detail)

    def texts(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Its languages."""
        return _texts(self.table)


class Document(Struct, frozen=True):
    """A parsed file and what is asked of it."""

    raw: Mapping[str, Any]
    file: str
    own: bool = False
    """The manager's own tips: numbers from 201, beside the catalogue."""
    complete: bool = True
    """False for a catalogue that is still being written: numbers may be missing."""

    @property
    def tips(self) -> tuple[Tip, ...]:
        """The tips in the order of the file."""
        return tuple(Tip(self.file, place, table) for place, table in tables(self.raw, "tip"))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that every text has to have.

        Both for the catalogue; for own tips those the file names, or else those it uses.
        """
        if not self.own:
            return LANGUAGES
        named = self.raw.get("languages")
        if isinstance(named, list | tuple):
            return tuple(language for language in LANGUAGES if language in named)
        return tuple(language for language in LANGUAGES if any(language in dict(tip.texts()) for tip in self.tips))

    def of_theme(
        self, place: int, table: Mapping[str, Any], field: str, rule: str, detail: object = ""
    ) -> CatalogueProblem:
        """What is wrong with a field of a theme."""
        return in_theme(self.file, place, table, field, rule, detail)

    def of_all(self, field: str, rule: str, detail: object = "", tip: int | None = None) -> CatalogueProblem:
        """What is wrong with the file as a whole, or with a tip that it lacks."""
        return CatalogueProblem(self.file, tip, field, rule, shown(detail))


Problems = Iterator[CatalogueProblem]


def lint(
    document: Mapping[str, Any], file: str, *, own: bool = False, complete: bool = True
) -> tuple[CatalogueProblem, ...]:
    """Everything L1-L14 have to say about a document, rule by rule."""
    asked = Document(document, file, own=own, complete=complete)
    return tuple(problem for rule in RULES for problem in rule(asked))


def words(text: str) -> list[str]:
    """The words of a text in lower case.

    >>> words("Zo'n klant, twee collega’s.")
    ["zo'n", 'klant', 'twee', "collega's"]
    """
    return _WORD.findall(text.replace("’", "'").lower())


def overlap(mine: Set[str], theirs: Set[str]) -> float:
    """The Jaccard index of two sets of words: shared divided by all.

    >>> overlap({"ask", "one", "customer"}, {"ask", "two", "customers"})
    0.2
    """
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


def numbers_and_names(document: Document) -> Problems:
    """L1: numbers 1-101 without gaps (own: from 201), slugs unique, ten themes."""
    yield from _numbers(document)
    slugs: set[str] = set()
    for tip in document.tips:
        slug = _text(tip.table, "slug")
        if slug and slug in slugs:
            yield tip.problem("slug", "L1.slug", slug)
        slugs.add(slug)
    themes = list(tables(document.raw, "theme"))
    for key, rule in (("slug", "L1.theme"), ("order", "L1.order")):
        seen = set()
        for place, theme in themes:
            value = theme.get(key)
            if not isinstance(value, str | int):
                continue
            if value in seen:
                yield document.of_theme(place, theme, key, rule, value)
            seen.add(value)
    if not document.own and len(themes) != len(THEMES):
        yield document.of_all("theme", "L1.themes", len(themes))


def _numbers(document: Document) -> Problems:
    found: set[int] = set()
    for tip in document.tips:
        if tip.number is None:
            continue
        if tip.number in found:
            yield tip.problem("id", "L1.id", tip.number)
        elif document.own and tip.number < FIRST_OWN_TIP:
            yield tip.problem("id", "L1.own", tip.number)
        elif not document.own and not 1 <= tip.number <= LAST_TIP:
            yield tip.problem("id", "L1.range", tip.number)
        found.add(tip.number)
    if document.complete and not document.own:
        for number in range(1, LAST_TIP + 1):
            if number not in found:
                yield document.of_all("id", "L1.gap", tip=number)


def closed_lists(document: Document) -> Problems:
    """L2: form, kind, scope, spiral, theme, source and languages come out of closed lists."""
    known = {_text(theme, "slug") for _, theme in tables(document.raw, "theme")} | set(THEMES if document.own else ())
    for tip in document.tips:
        for key, choices in CLOSED_LISTS.items():
            if key in tip.table and tip.table[key] not in choices:
                yield tip.problem(key, "L2.list", tip.table[key])
        if "theme" in tip.table and _text(tip.table, "theme") not in known:
            yield tip.problem("theme", "L2.theme", tip.table["theme"])
        example = tip.table.get("example")
        if isinstance(example, Mapping) and "source" in example and example["source"] not in SOURCES:
            yield tip.problem("example.source", "L2.list", example["source"])
    for place, language in enumerate(_list(document.raw, "languages"), 1):
        if language not in LANGUAGES:
            yield document.of_all(f"languages[{place}]", "L2.list", language)


def both_languages(document: Document) -> Problems:
    """L3: every field in every language, three to five steps, as many in each language."""
    for place, theme in tables(document.raw, "theme"):
        for field, rule in _lacking(theme, document.languages, THEME_FIELDS):
            yield document.of_theme(place, theme, field, rule)
    for tip in document.tips:
        for field, rule in _lacking(tip.table, document.languages, NEEDED):
            yield tip.problem(field, rule)
        example = tip.table.get("example")
        if isinstance(example, Mapping):
            for language in document.languages:
                if not _text(example, language).strip():
                    yield tip.problem(f"example.{language}", "L3.field")
        counts = {language: len(_list(text, "steps")) for language, text in tip.texts() if _list(text, "steps")}
        for language, count in counts.items():
            if not FEWEST_STEPS <= count <= MOST_STEPS:
                yield tip.problem(f"{language}.steps", "L3.steps", count)
        if len(set(counts.values())) > 1:
            yield tip.problem("steps", "L3.steps-differ", " ".join(str(count) for count in counts.values()))


def _lacking(table: Mapping[str, Any], languages: Sequence[str], fields: Sequence[str]) -> Iterator[tuple[str, str]]:
    texts = dict(_texts(table))
    for language in languages:
        if language not in texts:
            yield language, "L3.language"
            continue
        for field in fields:
            if not any(text.strip() for _, text in _written(texts[language], (field,))):
                yield f"{language}.{field}", "L3.field"


def titles(document: Document) -> Problems:
    """L4: a title is short, begins with a verb, has no full stop, and not too many begin alike.

    A word that cannot be a verb is known; that every other one is a verb is taken on trust.
    """
    firsts: dict[str, Counter[str]] = defaultdict(Counter)
    for tip in document.tips:
        for language, text in tip.texts():
            title, field = _text(text, "title").strip(), f"{language}.title"
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
                    yield document.of_all(f"{language}.title", "L4.first", f"{first} {count}")


def lengths(document: Document) -> Problems:
    """L5: a body and its lead keep within their words, and the two languages are about as long."""
    for tip in document.tips:
        signs: dict[str, int] = {}
        for language, text in tip.texts():
            body = " ".join(part for _, part in _written(text, BODY))
            lead = " ".join(part for _, part in _written(text, ("what", "why")))
            signs[language] = len(body)
            if len(body.split()) > MOST_BODY_WORDS:
                yield tip.problem(language, "L5.body", len(body.split()))
            if len(lead.split()) > MOST_LEAD_WORDS:
                yield tip.problem(f"{language}.what", "L5.lead", len(lead.split()))
        if signs.get("en") and signs.get("nl"):
            ratio = signs["nl"] / signs["en"]
            if not SHORTEST_DUTCH <= ratio <= LONGEST_DUTCH:
                yield tip.problem("nl", "L5.ratio", f"{ratio:.2f}")


def questions_and_cues(document: Document) -> Problems:
    """L6: a check is a question, and a cue reads `If …, then …` or `Als …, dan …`."""
    for tip in document.tips:
        for language, text in tip.texts():
            for field in ("check", "check_after"):
                question = _text(text, field).strip()
                if question and not question.endswith("?"):
                    yield tip.problem(f"{language}.{field}", "L6.check")
            cue = _text(text, "if_then").strip()
            if cue and not _IF_THEN[language].fullmatch(cue):
                yield tip.problem(f"{language}.if_then", "L6.if-then")


def minutes(document: Document) -> Problems:
    """L7: minutes are whole, at most 15 for the first step and 60 a week."""
    limits = (
        ("first_step_minutes", "L7.first", MOST_FIRST_MINUTES),
        ("weekly_minutes", "L7.weekly", MOST_WEEKLY_MINUTES),
    )
    for tip in document.tips:
        for key, rule, most in limits:
            if key not in tip.table:
                continue
            found = tip.table[key]
            if type(found) is not int or found < 0:
                yield tip.problem(key, "L7.whole", found)
            elif found > most:
                yield tip.problem(key, rule, found)


def seeds(document: Document) -> Problems:
    """L8: every theme and tip has a seed at least, and seeds exist; own tips need none."""
    if document.own:
        return
    for place, theme in tables(document.raw, "theme"):
        for rule, detail in _seeds(theme):
            yield document.of_theme(place, theme, "seeds", rule, detail)
    for tip in document.tips:
        for rule, detail in _seeds(tip.table):
            yield tip.problem("seeds", rule, detail)


def _seeds(table: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    found = _list(table, "seeds")
    if not found:
        yield "L8.none", ""
    for seed in found:
        if not isinstance(seed, str) or seed not in ANCHORS:
            yield "L8.unknown", seed


def relations(document: Document) -> Problems:
    """L9: related tips exist and name each other.

    The catalogue's own tips cannot name a manager's, so there one way is enough; in a partial catalogue a number
    that is still to be written is none that fails.
    """
    relates = {tip.number: set(_numbers_in(tip.table, "related")) for tip in document.tips if tip.number is not None}
    for tip in document.tips:
        for other in _numbers_in(tip.table, "related"):
            if other == tip.number:
                yield tip.problem("related", "L9.self", other)
            elif other in relates:
                if tip.number is not None and tip.number not in relates[other]:
                    yield tip.problem("related", "L9.one-way", other)
            elif not ((document.own or not document.complete) and 1 <= other <= LAST_TIP):
                yield tip.problem("related", "L9.unknown", other)


def examples(document: Document) -> Problems:
    """L10: an example has its address and kind of source, and no other field names a company.

    A company is known by name from the examples, from a short list, or by its legal form or address.
    """
    names = {name for tip in document.tips for name in _names(tip.table.get("example"))}
    names |= set() if document.own else set(_COMPANIES)
    one_of_them = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)"
    named = re.compile(rf"(?<!\w)(?:{one_of_them})(?!\w)")
    for tip in document.tips:
        example = tip.table.get("example")
        if isinstance(example, Mapping):
            for key in ("url", "source"):
                if not _text(example, key).strip():
                    yield tip.problem(f"example.{key}", f"L10.{key}")
        for field, text in _every_text(tip):
            found = named.search(text) or _LEGAL_FORM.search(text)
            if found:
                yield tip.problem(field, "L10.company", found[0])
    for place, theme in tables(document.raw, "theme"):
        for language, texts in _texts(theme):
            for field, text in _written(texts, THEME_FIELDS):
                found = named.search(text) or _LEGAL_FORM.search(text)
                if found:
                    yield document.of_theme(place, theme, f"{language}.{field}", "L10.company", found[0])


def _names(example: object) -> Iterator[str]:
    """The names in an example's `who`: `JetBlue, David Neeleman`; none in "a colleague"."""
    if isinstance(example, Mapping):
        for part in re.sub(r"\([^()]*\)", "", _text(example, "who")).split(","):
            name = part.strip()
            if name and all(word[0].isupper() for word in name.split()):
                yield name


def placeholders(document: Document) -> Problems:
    """L11: no text is still to be written."""
    for tip in document.tips:
        example = tip.table.get("example")
        told = _written(example, ("who", *LANGUAGES, "url")) if isinstance(example, Mapping) else ()
        for field, text in (*_every_text(tip), *((f"example.{field}", text) for field, text in told)):
            if found := _PLACEHOLDER.search(text):
                yield tip.problem(field, "L11.placeholder", found[0])
    for place, theme in tables(document.raw, "theme"):
        for language, texts in _texts(theme):
            for field, text in _written(texts, THEME_FIELDS):
                if found := _PLACEHOLDER.search(text):
                    yield document.of_theme(place, theme, f"{language}.{field}", "L11.placeholder", found[0])


def near_duplicates(document: Document) -> Problems:
    """L12: no two tips have nearly the same title or `what`, or share a run of eight words."""
    for language in LANGUAGES:
        texts = [(tip, text) for tip in document.tips for known, text in tip.texts() if known == language]
        for field, most in MOST_ALIKE.items():
            said = [(tip, frozenset(words(_text(text, field)))) for tip, text in texts]
            for (tip, mine), (other, theirs) in combinations(said, 2):
                if (alike := overlap(mine, theirs)) > most:
                    yield other.problem(f"{language}.{field}", f"L12.{field}", f"{_name(tip)} {alike:.2f}")
        yield from _shared_runs(language, texts)


def _shared_runs(language: str, texts: Sequence[tuple[Tip, Mapping[str, Any]]]) -> Problems:
    """The first shared run of each two tips; a run does not go on from one field into the next."""
    first_seen: dict[tuple[str, ...], Tip] = {}
    for tip, text in texts:
        said: set[int] = set()
        for field, part in _written(text, WRITTEN):
            spoken = words(part)
            for start in range(len(spoken) - RUN + 1):
                run = tuple(spoken[start : start + RUN])
                other = first_seen.setdefault(run, tip)
                if other is not tip and other.place not in said:
                    said.add(other.place)
                    yield tip.problem(f"{language}.{field}", "L12.run", f"{_name(other)} {' '.join(run)}")


def once_it_stands(document: Document) -> Problems:
    """L13: a build asks whether it still stands, and nothing else does."""
    for tip in document.tips:
        kind = tip.table.get("kind")
        for language, text in tip.texts():
            has = bool(_text(text, "check_after").strip())
            if kind == "build" and not has:
                yield tip.problem(f"{language}.check_after", "L13.missing")
            if kind in ("ritual", "reflex") and "check_after" in text:
                yield tip.problem(f"{language}.check_after", "L13.extra")


def occasions(document: Document) -> Problems:
    """L14: the check of a reflex says "at least once" or allows for a week without the occasion."""
    for tip in document.tips:
        if tip.table.get("kind") == "reflex":
            for language, text in tip.texts():
                check = _text(text, "check")
                if check.strip() and not _OCCASION[language].search(check):
                    yield tip.problem(f"{language}.check", "L14.occasion")


RULES: tuple[Callable[[Document], Problems], ...] = (
    numbers_and_names,
    closed_lists,
    both_languages,
    titles,
    lengths,
    questions_and_cues,
    minutes,
    seeds,
    relations,
    examples,
    placeholders,
    near_duplicates,
    once_it_stands,
    occasions,
)
"""L1 to L14, in order."""


def _text(table: Mapping[str, Any], key: str) -> str:
    found = table.get(key)
    return found if isinstance(found, str) else ""


def _list(table: Mapping[str, Any], key: str) -> Sequence[Any]:
    found = table.get(key)
    return found if isinstance(found, list | tuple) else ()


def _numbers_in(table: Mapping[str, Any], key: str) -> list[int]:
    return [number for number in _list(table, key) if type(number) is int]


def _texts(table: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for language in LANGUAGES:
        if isinstance(table.get(language), Mapping):
            yield language, table[language]


def _written(table: Mapping[str, Any], fields: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The texts of these fields, each step by itself."""
    for field in fields:
        if isinstance(table.get(field), str):
            yield field, table[field]
        for place, part in enumerate(_list(table, field), 1):
            if isinstance(part, str):
                yield f"{field}[{place}]", part


def _every_text(tip: Tip) -> Iterator[tuple[str, str]]:
    for language, text in tip.texts():
        for field, part in _written(text, WRITTEN):
            yield f"{language}.{field}", part


def _name(tip: Tip) -> str:
    return str(tip.number) if tip.number is not None else f"tip[{tip.place}]"
