"""The lint rules L1–L18 of docs/rules.md §12, each with a small document that breaks it."""

import pytest

from tests.catalogue.tip_documents import (
    TomlTable,
    complete_document,
    document,
    example,
    own_document,
    theme,
    themes,
    tip,
    tip_text,
)
from tipcycle.catalogue import RULE_DETAILS
from tipcycle.catalogue.document import RawDocument
from tipcycle.catalogue.lint import RULES, lint
from tipcycle.catalogue.lint.wording import jaccard_index
from tipcycle.catalogue.loader import packaged_path
from tipcycle.catalogue.validation import check_file

FILE_NAME = "tips.toml"
ProblemTuple = tuple[int | None, str, str, str]
"""Tip, field, rule, detail."""


def lint_problems(table: TomlTable, *, is_own: bool = False, is_complete: bool = False) -> list[ProblemTuple]:
    """Return the lint problems of a document, without the file name."""
    return [
        (problem.tip, problem.field, problem.rule, problem.detail)
        for problem in lint(RawDocument(table, FILE_NAME, is_own=is_own, is_complete=is_complete))
    ]


def english_tip(number: int, **changes: str | list[str]) -> TomlTable:
    """Return a ritual with changed English texts."""
    return tip(number, en={**tip_text(number), **changes})


def dutch_tip(number: int, **changes: str | list[str]) -> TomlTable:
    """Return a ritual with changed Dutch texts."""
    return tip(number, nl={**tip_text(number, "nl"), **changes})


def _build_with_milestones(english: list[str], dutch: list[str]) -> TomlTable:
    build = tip(1, "build")
    return {**build, "en": {**build["en"], "milestones": english}, "nl": {**build["nl"], "milestones": dutch}}


def drop_keys(table: TomlTable, *keys: str) -> TomlTable:
    """Return a table without some of its keys."""
    return {key: value for key, value in table.items() if key not in keys}


def test_packaged_catalogue_has_no_problems() -> None:
    """All 101 packaged tips match the schema and pass the lint."""
    assert check_file(packaged_path(), is_own=False) == ()


def test_101_tips_remain_after_a_retirement() -> None:
    """A successor gets the next number; without one, a tip is missing."""
    table = complete_document()
    table["tip"][33].update(retired="1.1.0", successor=102)
    assert (None, "retired", "L1.active", "100") in lint_problems(table, is_complete=True)
    table["tip"].append(tip(102))
    assert lint_problems(table, is_complete=True) == []


def test_complete_catalogue_has_no_problems() -> None:
    """A catalogue of 101 valid tips in ten themes has no problems."""
    assert lint_problems(complete_document(), is_complete=True) == []


def test_incomplete_catalogue_has_no_problems() -> None:
    """An unfinished catalogue can lack numbers and refer to numbers that are not written yet."""
    table = document(tip(7, related=[9]), tip(50, "reflex"), tip(99, "build", example=example()))
    assert lint_problems(table, is_complete=False) == []


def test_missing_numbers_are_reported() -> None:
    """In a complete catalogue, each missing number is a problem."""
    table = complete_document()
    del table["tip"][33:35]
    assert lint_problems(table, is_complete=True) == [(34, "id", "L1.gap", ""), (35, "id", "L1.gap", "")]


SHARED_RUN = "we ring the baker before he rings us"

BROKEN_CASES: list[tuple[str, TomlTable, list[ProblemTuple]]] = [
    (
        "L1 duplicate number",
        document(tip(1), tip(1, slug="x", en=tip_text(2), nl=tip_text(2, "nl"))),
        [(1, "id", "L1.id", "1")],
    ),
    ("L1 number too high", document(tip(201)), [(201, "id", "L1.range", "201")]),
    ("L1 number too low", document(tip(0)), [(0, "id", "L1.range", "0")]),
    ("L1 duplicate slug", document(tip(1), tip(2, slug="ring-one-1")), [(2, "slug", "L1.slug", "ring-one-1")]),
    ("L1 nine themes only", document(theme=themes()[1:]), [(None, "theme", "L1.themes", "9")]),
    (
        "L1 duplicate theme",
        document(theme=[*themes()[1:], theme("room", 11)]),
        [(None, "theme.room.slug", "L1.theme", "room")],
    ),
    (
        "L1 duplicate order",
        document(theme=[*themes()[1:], theme("lead", 2)]),
        [(None, "theme.lead.order", "L1.order", "2")],
    ),
    ("L2 unknown form", document(tip(1, form="invent")), [(1, "form", "L2.list", "invent")]),
    ("L2 unknown kind", document(tip(1, kind="habit")), [(1, "kind", "L2.list", "habit")]),
    ("L2 unknown scope", document(tip(1, scope="all")), [(1, "scope", "L2.list", "all")]),
    ("L2 unknown spiral", document(tip(1, spiral="up")), [(1, "spiral", "L2.list", "up")]),
    ("L2 unknown theme", document(tip(1, theme="roof")), [(1, "theme", "L2.theme", "roof")]),
    ("L2 unknown source", document(tip(1, example=example(source="blog"))), [(1, "example.source", "L2.list", "blog")]),
    ("L2 unknown language", document(languages=["en", "nl", "fr"]), [(None, "languages[3]", "L2.list", "fr")]),
    ("L3 missing language", document(drop_keys(tip(1), "nl")), [(1, "nl", "L3.language", "")]),
    (
        "L3 missing field",
        document(tip(1, nl=drop_keys(tip_text(1, "nl"), "signal"))),
        [(1, "nl.signal", "L3.field", "")],
    ),
    ("L3 empty field", document(dutch_tip(1, pitfall=" ")), [(1, "nl.pitfall", "L3.field", "")]),
    (
        "L3 theme in one language",
        document(theme=[*themes()[1:], drop_keys(theme("lead"), "en")]),
        [(None, "theme.lead.en", "L3.language", "")],
    ),
    ("L3 example in one language", document(tip(1, example=example(nl=""))), [(1, "example.nl", "L3.field", "")]),
    (
        "L3 two steps",
        document(tip(1, en={**tip_text(1), "steps": ["A.", "B."]}, nl={**tip_text(1, "nl"), "steps": ["C.", "D."]})),
        [(1, "en.steps", "L3.steps", "2"), (1, "nl.steps", "L3.steps", "2")],
    ),
    (
        "L3 six steps",
        document(
            tip(1, en={**tip_text(1), "steps": list("ABCDEF")}, nl={**tip_text(1, "nl"), "steps": list("GHIJKL")})
        ),
        [(1, "en.steps", "L3.steps", "6"), (1, "nl.steps", "L3.steps", "6")],
    ),
    (
        "L3 four steps and three",
        document(english_tip(1, steps=["A.", "B.", "C.", "D."])),
        [(1, "steps", "L3.steps-differ", "4 3")],
    ),
    ("L4 ten words", document(english_tip(1, title="Go a b c d e f g h i")), [(1, "en.title", "L4.words", "10")]),
    ("L4 61 characters", document(english_tip(1, title=f"Ring {'ab' * 28}")), [(1, "en.title", "L4.length", "61")]),
    ("L4 full stop", document(dutch_tip(1, title="Bel één klant.")), [(1, "nl.title", "L4.stop", "")]),
    ("L4 article first", document(english_tip(1, title="The daily call")), [(1, "en.title", "L4.verb", "the")]),
    (
        "L4 gerund first",
        document(english_tip(1, title="Ringing one customer")),
        [(1, "en.title", "L4.verb", "ringing")],
    ),
    ("L4 numeral first", document(dutch_tip(1, title="Eén klant bellen")), [(1, "nl.title", "L4.verb", "eén")]),
    ("L5 Dutch too long", document(dutch_tip(1, signal="lang " * 40)), [(1, "nl", "L5.ratio", "1.74")]),
    (
        "L6 check without question mark",
        document(english_tip(1, check="I rang this week.")),
        [(1, "en.check", "L6.check", "")],
    ),
    (
        "L6 check_after without question mark",
        document(tip(1, "build", nl={**tip(1, "build")["nl"], "check_after": "Het staat er nog."})),
        [(1, "nl.check_after", "L6.check", "")],
    ),
    (
        "L6 cue without then",
        document(english_tip(1, if_then="If it is Monday, I ring.")),
        [(1, "en.if_then", "L6.if-then", "")],
    ),
    (
        "L6 cue without dan",
        document(dutch_tip(1, if_then="Als het kan, bel ik.")),
        [(1, "nl.if_then", "L6.if-then", "")],
    ),
    (
        "L6 English cue in Dutch",
        document(dutch_tip(1, if_then="If it rings, then I ring.")),
        [(1, "nl.if_then", "L6.if-then", "")],
    ),
    ("L7 fraction", document(tip(1, weekly_minutes=0.5)), [(1, "weekly_minutes", "L7.whole", "0.5")]),
    ("L7 text", document(tip(1, weekly_minutes="ten")), [(1, "weekly_minutes", "L7.whole", "ten")]),
    ("L7 first step of 16", document(tip(1, first_step_minutes=16)), [(1, "first_step_minutes", "L7.first", "16")]),
    ("L7 week of 61", document(tip(1, weekly_minutes=61)), [(1, "weekly_minutes", "L7.weekly", "61")]),
    ("L8 no seed", document(tip(1, seeds=[])), [(1, "seeds", "L8.none", "")]),
    ("L8 unknown seed", document(tip(1, seeds=["003.4", "002.8"])), [(1, "seeds", "L8.unknown", "002.8")]),
    (
        "L8 theme without seed",
        document(theme=[*themes()[1:], drop_keys(theme("lead"), "seeds")]),
        [(None, "theme.lead.seeds", "L8.none", "")],
    ),
    ("L9 unknown number", document(tip(1, related=[102])), [(1, "related", "L9.unknown", "102")]),
    ("L9 one-way reference", document(tip(1, related=[2]), tip(2)), [(1, "related", "L9.one-way", "2")]),
    ("L9 reference to itself", document(tip(1, related=[1])), [(1, "related", "L9.self", "1")]),
    ("L10 no URL", document(tip(1, example=drop_keys(example(), "url"))), [(1, "example.url", "L10.url", "")]),
    (
        "L10 no source",
        document(tip(1, example=drop_keys(example(), "source"))),
        [(1, "example.source", "L10.source", "")],
    ),
    (
        "L10 company of an example",
        document(tip(1, example=example()), english_tip(2, why="Harbour Bikes does it.")),
        [(2, "en.why", "L10.company", "Harbour Bikes")],
    ),
    (
        "L10 known company",
        document(dutch_tip(1, why="Coolblue doet het.")),
        [(1, "nl.why", "L10.company", "Coolblue")],
    ),
    (
        "L10 legal form",
        document(english_tip(1, why="Baker Ltd does it.")),
        [(1, "en.why", "L10.company", "Baker Ltd")],
    ),
    (
        "L10 company in a theme",
        document(theme=[*themes()[1:], theme("lead", en={**theme("lead")["en"], "line": "Be Amazon."})]),
        [(None, "theme.lead.en.line", "L10.company", "Amazon")],
    ),
    (
        "L11 placeholder",
        document(english_tip(1, why="TODO why is this.")),
        [(1, "en.why", "L11.placeholder", "TODO")],
    ),
    (
        "L11 dots only",
        document(dutch_tip(1, steps=["A.", "...", "C."])),
        [(1, "nl.steps[2]", "L11.placeholder", "...")],
    ),
    (
        "L11 example domain",
        document(tip(1, example=example(url="https://example.com/x"))),
        [(1, "example.url", "L11.placeholder", "//example.com")],
    ),
    (
        "L11 placeholder in a theme",
        document(theme=[*themes()[1:], theme("lead", en={**theme("lead")["en"], "line": "Lorem ipsum."})]),
        [(None, "theme.lead.en.line", "L11.placeholder", "Lorem ipsum")],
    ),
    (
        "L12 similar titles",
        document(english_tip(1, title="Ring one angry customer"), english_tip(2, title="Ring that angry CUSTOMER")),
        [(2, "en.title", "L12.title", "1 0.60")],
    ),
    (
        "L12 similar what",
        document(dutch_tip(1, what="Bel wie lang moest wachten."), dutch_tip(2, what="Bel wie te lang moest wachten.")),
        [(2, "nl.what", "L12.what", "1 0.83")],
    ),
    (
        "L12 run of eight words",
        document(
            english_tip(1, why=f"Here {SHARED_RUN}."), english_tip(2, pitfall=f"{SHARED_RUN.upper()}, of course.")
        ),
        [(2, "en.pitfall", "L12.run", f"1 {SHARED_RUN}")],
    ),
    (
        "L13 build without check_after",
        document(tip(1, "build", en=tip_text(1))),
        [(1, "en.check_after", "L13.missing", "")],
    ),
    (
        "L13 ritual with check_after",
        document(english_tip(1, check_after="Is it still there?")),
        [(1, "en.check_after", "L13.extra", "")],
    ),
    (
        "L15 too few search words",
        document(english_tip(1, words=["phone", "queue"])),
        [(1, "en.words", "L15.words", "2")],
    ),
    (
        "L15 search word twice",
        document(english_tip(1, words=[*"abcdefgh", "A"])),
        [(1, "en.words", "L15.twice", "a")],
    ),
    ("L16 unknown practice", document(tip(1, needs=["luck"])), [(1, "needs", "L16.unknown", "luck")]),
    ("L16 unknown tip", document(tip(1, needs=[102])), [(1, "needs", "L16.unknown", "102")]),
    ("L16 needs itself", document(tip(1, needs=[1])), [(1, "needs", "L16.self", "1")]),
    (
        "L16 circle",
        document(tip(1, needs=[2]), tip(2, needs=[3]), tip(3, needs=[1])),
        [(1, "needs", "L16.circle", "2"), (2, "needs", "L16.circle", "3"), (3, "needs", "L16.circle", "1")],
    ),
    (
        "L17 ritual with milestones",
        document(
            tip(1, en={**tip_text(1), "milestones": ["a", "b"]}, nl={**tip_text(1, "nl"), "milestones": ["c", "d"]})
        ),
        [(1, "en.milestones", "L17.kind", ""), (1, "nl.milestones", "L17.kind", "")],
    ),
    (
        "L17 different numbers of milestones",
        document(_build_with_milestones(["a", "b"], ["c", "d", "e"])),
        [(1, "milestones", "L17.differ", "2 3")],
    ),
    (
        "L17 one milestone",
        document(_build_with_milestones(["a"], ["c"])),
        [(1, "en.milestones", "L17.count", "1"), (1, "nl.milestones", "L17.count", "1")],
    ),
    ("L18 unknown successor", document(tip(1, retired="1.1.0", successor=2)), [(1, "successor", "L18.successor", "2")]),
    ("L18 successor of a current tip", document(tip(1, successor=2), tip(2)), [(1, "successor", "L18.retired", "")]),
    ("L14 reflex without occasion", document(tip(1, "reflex", en=tip_text(1))), [(1, "en.check", "L14.occasion", "")]),
]


@pytest.mark.parametrize(
    ("table", "problems"), [case[1:] for case in BROKEN_CASES], ids=[case[0] for case in BROKEN_CASES]
)
def test_violation_is_reported(table: TomlTable, problems: list[ProblemTuple]) -> None:
    """A violation is reported with its rule, tip, field and detail."""
    assert lint_problems(table) == problems


def test_tenth_title_with_same_first_word_is_reported() -> None:
    """The limit of nine titles with the same first word is counted for each language."""
    titles = [english_tip(number, title=f"Ask x{number} y{number}") for number in range(1, 11)]
    assert lint_problems(document(*titles[:9])) == []
    assert lint_problems(document(*titles)) == [(None, "en.title", "L4.first", "ask 10")]


LIMIT_CASES: list[tuple[str, TomlTable]] = [
    ("nine words", english_tip(1, title="Go a b c d e f g h")),
    ("sixty characters", english_tip(1, title=f"Ring {'abcde' * 11}")),
    ("a short verb that ends in -ing", english_tip(1, title="Bring one customer")),
    ("first step of 15, week of 60", tip(1, first_step_minutes=15, weekly_minutes=60)),
    ("last seed of each text", tip(1, seeds=["000.8", "001.8", "002.7", "003.10", "004.6"])),
    ("dots at the end of a step", english_tip(1, steps=["Say: a customer will see ...", "B.", "C."])),
]


@pytest.mark.parametrize("table", [case[1] for case in LIMIT_CASES], ids=[case[0] for case in LIMIT_CASES])
def test_value_at_the_limit_is_allowed(table: TomlTable) -> None:
    """A value exactly at a limit is not a problem."""
    assert lint_problems(document(table)) == []


def tip_with_body_words(count: int) -> TomlTable:
    """Return a tip with `count` words in its body, in both languages."""
    table = tip(1)
    for language in ("en", "nl"):
        texts = table[language]
        other_texts = [
            value for key, value in texts.items() if key not in ("title", "steps", "words", "signal")
        ] + texts["steps"]
        missing_count = count - len(" ".join(other_texts).split())
        texts["signal"] = " ".join(f"{language}{number}" for number in range(missing_count))
    return table


def tip_with_lead_words(count: int) -> TomlTable:
    """Return a tip with `count` words in `what` and `why` together, in both languages."""
    table = tip(1)
    for language in ("en", "nl"):
        lead_words = [f"{language}{number}" for number in range(count)]
        table[language] |= {"what": " ".join(lead_words[:-5]), "why": " ".join(lead_words[-5:])}
    return table


@pytest.mark.parametrize(
    ("table", "problems"),
    [
        (tip_with_body_words(160), []),
        (tip_with_body_words(161), [(1, "en", "L5.body", "161"), (1, "nl", "L5.body", "161")]),
        (tip_with_lead_words(60), []),
        (tip_with_lead_words(61), [(1, "en.what", "L5.lead", "61"), (1, "nl.what", "L5.lead", "61")]),
    ],
    ids=["body of 160", "body of 161", "lead of 60", "lead of 61"],
)
def test_word_limits_of_body_and_lead(table: TomlTable, problems: list[ProblemTuple]) -> None:
    """A body can have 160 words, and its lead (`what` and `why`) 60."""
    assert lint_problems(document(table)) == problems


@pytest.mark.parametrize(
    ("title", "other_title"),
    [("Ring one customer", "Ring an angry customer"), ("Ring one angry customer", "Ring two angry customers")],
)
def test_slightly_similar_titles_are_allowed(title: str, other_title: str) -> None:
    """Titles that share 2 of 5 or 2 of 6 words are not near duplicates."""
    assert lint_problems(document(english_tip(1, title=title), english_tip(2, title=other_title))) == []


OCCASION_CASES: list[tuple[str, str, bool]] = [
    ("en", "Did you ring at least once?", True),
    ("en", "Did you ring first, if it came up?", True),
    ("en", "Did you thank them, if there was one?", True),
    ("en", "Did you ring this week?", False),
    ("nl", "Belde je minstens één keer?", True),
    ("nl", "Belde je minstens eens?", True),
    ("nl", "Belde je eerst, als het zich voordeed?", True),
    ("nl", "Bedankte je die collega, als die er was?", True),
    ("nl", "Belde je deze week?", False),
]


@pytest.mark.parametrize(("language", "check", "allowed"), OCCASION_CASES)
def test_check_of_a_reflex_needs_an_occasion(language: str, check: str, allowed: bool) -> None:
    """`check` of a reflex asks for at least one occasion, or is conditional on one."""
    reflex = tip(1, "reflex")
    reflex[language]["check"] = check
    assert lint_problems(document(reflex)) == ([] if allowed else [(1, f"{language}.check", "L14.occasion", "")])


def test_run_ends_with_its_field() -> None:
    """Seven words at the end of a field and one at the start of the next field are not a run."""
    seven, eighth = SHARED_RUN.rsplit(" ", 1)
    split = tip(1, en={**tip_text(1), "what": f"Now {seven}", "why": f"{eighth} ha."})
    assert lint_problems(document(split, english_tip(2, why=f"{SHARED_RUN}."))) == []


def test_shared_runs_of_two_tips_are_reported_once() -> None:
    """Only the first shared run of two tips is reported."""
    table = document(english_tip(1, why=f"{SHARED_RUN} and laughs."), english_tip(2, why=f"{SHARED_RUN} and laughs."))
    assert lint_problems(table) == [(2, "en.why", "L12.run", f"1 {SHARED_RUN}")]


def test_runs_are_compared_within_a_language() -> None:
    assert lint_problems(document(english_tip(1, why=SHARED_RUN), dutch_tip(2, why=SHARED_RUN))) == []


def test_own_tips_are_exempt_from_catalogue_rules() -> None:
    """Own tips need no seeds, themes or second language, and any number of titles can begin with the same word."""
    tips = [
        drop_keys(
            tip(number, seeds=[], related=[34], nl={**tip_text(number, "nl"), "title": f"Bel x{number} y{number}"}),
            "en",
        )
        for number in range(201, 213)
    ]
    assert lint_problems(own_document(*tips), is_own=True, is_complete=True) == []


OWN_TIP_CASES: list[tuple[str, TomlTable, list[ProblemTuple]]] = [
    ("L1 number of the catalogue", own_document(tip(101)), [(101, "id", "L1.own", "101")]),
    ("L2 unknown theme of an own tip", own_document(tip(201, theme="roof")), [(201, "theme", "L2.theme", "roof")]),
    ("L3 missing language in use", own_document(tip(201), drop_keys(tip(202), "en")), [(202, "en", "L3.language", "")]),
    (
        "L3 missing header language",
        own_document(drop_keys(tip(201), "en"), languages=["en"]),
        [(201, "en", "L3.language", "")],
    ),
    (
        "L4 article first in an own tip",
        own_document(dutch_tip(201, title="De klant eerst")),
        [(201, "nl.title", "L4.verb", "de")],
    ),
    ("L7 week of 90", own_document(tip(201, weekly_minutes=90)), [(201, "weekly_minutes", "L7.weekly", "90")]),
    ("L9 unknown own tip", own_document(tip(201, related=[202])), [(201, "related", "L9.unknown", "202")]),
    (
        "L12 similar own titles",
        own_document(
            english_tip(201, title="Ring one angry customer"), english_tip(202, title="Ring that angry customer")
        ),
        [(202, "en.title", "L12.title", "201 0.60")],
    ),
]


@pytest.mark.parametrize(
    ("table", "problems"), [case[1:] for case in OWN_TIP_CASES], ids=[case[0] for case in OWN_TIP_CASES]
)
def test_own_tips_violation_is_reported(table: TomlTable, problems: list[ProblemTuple]) -> None:
    """The other rules apply to own tips too."""
    assert lint_problems(table, is_own=True) == problems


def test_own_tip_may_name_a_company() -> None:
    """The list of known companies applies only to the catalogue."""
    assert lint_problems(own_document(english_tip(201, why="At Philips we ring.")), is_own=True) == []


def test_common_noun_in_an_example_is_not_a_company() -> None:
    """Only proper names in an example are treated as companies."""
    table = document(tip(1, example=example(who="Een collega")), dutch_tip(2, why="Een collega deed het."))
    assert lint_problems(table) == []


def test_tip_without_number_is_addressed_by_position() -> None:
    assert lint_problems(document(tip(1), drop_keys(english_tip(2, title="The call"), "id"))) == [
        (None, "tip[2].en.title", "L4.verb", "the")
    ]


def test_each_rule_reports_its_own_codes() -> None:
    """Rule n reports only codes of Ln, and the cases in this file cover all codes (L1.active has its own test)."""
    tables = [table for _, table, _ in BROKEN_CASES]
    tables += [document(*(english_tip(number, title=f"Ask x{number} y{number}") for number in range(1, 11)))]
    tables += [document(tip_with_body_words(161)), document(tip_with_lead_words(61))]
    reported_codes: set[str] = set()
    for number, rule in enumerate(RULES, 1):
        codes = {problem.rule for table in tables for problem in rule(RawDocument(table, FILE_NAME))}
        codes |= {
            problem.rule
            for _, table, _ in OWN_TIP_CASES
            for problem in rule(RawDocument(table, FILE_NAME, is_own=True))
        }
        assert codes, rule.__name__
        assert {code.split(".")[0] for code in codes} == {f"L{number}"}
        reported_codes |= codes
    assert reported_codes == {code for code in RULE_DETAILS if code.startswith("L")} - {"L1.active"}


@pytest.mark.parametrize(
    ("left", "right", "index"),
    [({"a"}, {"a"}, 1.0), ({"a", "b"}, {"b", "c"}, 1 / 3), ({"a"}, {"b"}, 0.0), (set(), set(), 0.0)],
)
def test_jaccard_index(left: set[str], right: set[str], index: float) -> None:
    """The Jaccard index is the intersection divided by the union; 0 for two empty sets."""
    assert jaccard_index(left, right) == pytest.approx(index)
