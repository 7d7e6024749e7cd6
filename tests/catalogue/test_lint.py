"""The lint L1-L14 of docs/rules.md §12: one small broken document a rule."""

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
from tipcycle.catalogue.lint import RULES, lint
from tipcycle.catalogue.lint.document import LintDocument
from tipcycle.catalogue.lint.wording import jaccard_index
from tipcycle.catalogue.loader import check_file, packaged_path

FILE_NAME = "tips.toml"
ProblemTuple = tuple[int | None, str, str, str]
"""Tip, field, rule, detail."""


def lint_problems(table: TomlTable, *, is_own: bool = False, is_complete: bool = False) -> list[ProblemTuple]:
    """What the lint says of a document, without its file."""
    return [
        (each.tip, each.field, each.rule, each.detail)
        for each in lint(table, FILE_NAME, is_own=is_own, is_complete=is_complete)
    ]


def english_tip(number: int, **changes: str | list[str]) -> TomlTable:
    """A ritual with other words in English."""
    return tip(number, en={**tip_text(number), **changes})


def dutch_tip(number: int, **changes: str | list[str]) -> TomlTable:
    """A ritual with other words in Dutch."""
    return tip(number, nl={**tip_text(number, "nl"), **changes})


def drop_keys(table: TomlTable, *keys: str) -> TomlTable:
    """A table that lacks some keys."""
    return {key: value for key, value in table.items() if key not in keys}


def test_the_shipped_catalogue_is_clean() -> None:
    """All 101 tips that are shipped keep the schema and all fourteen rules."""
    assert check_file(packaged_path(), is_own=False) == ()


def test_a_whole_catalogue_can_be_clean() -> None:
    """101 sound tips in ten themes have no problem."""
    assert lint_problems(complete_document(), is_complete=True) == []


def test_a_partial_catalogue_can_be_clean() -> None:
    """A catalogue that is still being written lacks numbers, and names some that are still to come."""
    made = document(tip(7, related=[9]), tip(50, "reflex"), tip(99, "build", example=example()))
    assert lint_problems(made, is_complete=False) == []


def test_a_whole_catalogue_has_no_gaps() -> None:
    """Each number that is missing is named."""
    made = complete_document()
    del made["tip"][33:35]
    assert lint_problems(made, is_complete=True) == [(34, "id", "L1.gap", ""), (35, "id", "L1.gap", "")]


SHARED_RUN = "we ring the baker before he rings us"

BROKEN_CASES: list[tuple[str, TomlTable, list[ProblemTuple]]] = [
    (
        "L1 a number twice",
        document(tip(1), tip(1, slug="x", en=tip_text(2), nl=tip_text(2, "nl"))),
        [(1, "id", "L1.id", "1")],
    ),
    ("L1 a number too high", document(tip(102)), [(102, "id", "L1.range", "102")]),
    ("L1 a number too low", document(tip(0)), [(0, "id", "L1.range", "0")]),
    ("L1 a slug twice", document(tip(1), tip(2, slug="ring-one-1")), [(2, "slug", "L1.slug", "ring-one-1")]),
    ("L1 nine themes", document(theme=themes()[1:]), [(None, "theme", "L1.themes", "9")]),
    (
        "L1 a theme twice",
        document(theme=[*themes()[1:], theme("room", 11)]),
        [(None, "theme.room.slug", "L1.theme", "room")],
    ),
    (
        "L1 an order twice",
        document(theme=[*themes()[1:], theme("lead", 2)]),
        [(None, "theme.lead.order", "L1.order", "2")],
    ),
    ("L2 a form", document(tip(1, form="invent")), [(1, "form", "L2.list", "invent")]),
    ("L2 a kind", document(tip(1, kind="habit")), [(1, "kind", "L2.list", "habit")]),
    ("L2 a scope", document(tip(1, scope="all")), [(1, "scope", "L2.list", "all")]),
    ("L2 a spiral", document(tip(1, spiral="up")), [(1, "spiral", "L2.list", "up")]),
    ("L2 a theme", document(tip(1, theme="roof")), [(1, "theme", "L2.theme", "roof")]),
    ("L2 a source", document(tip(1, example=example(source="blog"))), [(1, "example.source", "L2.list", "blog")]),
    ("L2 a language", document(languages=["en", "nl", "fr"]), [(None, "languages[3]", "L2.list", "fr")]),
    ("L3 a language", document(drop_keys(tip(1), "nl")), [(1, "nl", "L3.language", "")]),
    ("L3 a field", document(tip(1, nl=drop_keys(tip_text(1, "nl"), "signal"))), [(1, "nl.signal", "L3.field", "")]),
    ("L3 an empty field", document(dutch_tip(1, pitfall=" ")), [(1, "nl.pitfall", "L3.field", "")]),
    (
        "L3 a theme in one language",
        document(theme=[*themes()[1:], drop_keys(theme("lead"), "en")]),
        [(None, "theme.lead.en", "L3.language", "")],
    ),
    ("L3 an example in one language", document(tip(1, example=example(nl=""))), [(1, "example.nl", "L3.field", "")]),
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
        "L3 four and three",
        document(english_tip(1, steps=["A.", "B.", "C.", "D."])),
        [(1, "steps", "L3.steps-differ", "4 3")],
    ),
    ("L4 ten words", document(english_tip(1, title="Go a b c d e f g h i")), [(1, "en.title", "L4.words", "10")]),
    ("L4 61 characters", document(english_tip(1, title=f"Ring {'ab' * 28}")), [(1, "en.title", "L4.length", "61")]),
    ("L4 a full stop", document(dutch_tip(1, title="Bel één klant.")), [(1, "nl.title", "L4.stop", "")]),
    ("L4 an article first", document(english_tip(1, title="The daily call")), [(1, "en.title", "L4.verb", "the")]),
    (
        "L4 a gerund first",
        document(english_tip(1, title="Ringing one customer")),
        [(1, "en.title", "L4.verb", "ringing")],
    ),
    ("L4 a number first", document(dutch_tip(1, title="Eén klant bellen")), [(1, "nl.title", "L4.verb", "eén")]),
    ("L5 Dutch much longer", document(dutch_tip(1, signal="lang " * 40)), [(1, "nl", "L5.ratio", "1.74")]),
    ("L6 no question", document(english_tip(1, check="I rang this week.")), [(1, "en.check", "L6.check", "")]),
    (
        "L6 no question once it stands",
        document(tip(1, "build", nl={**tip(1, "build")["nl"], "check_after": "Het staat er nog."})),
        [(1, "nl.check_after", "L6.check", "")],
    ),
    ("L6 no then", document(english_tip(1, if_then="If it is Monday, I ring.")), [(1, "en.if_then", "L6.if-then", "")]),
    ("L6 no dan", document(dutch_tip(1, if_then="Als het kan, bel ik.")), [(1, "nl.if_then", "L6.if-then", "")]),
    (
        "L6 an English cue in Dutch",
        document(dutch_tip(1, if_then="If it rings, then I ring.")),
        [(1, "nl.if_then", "L6.if-then", "")],
    ),
    ("L7 half a minute", document(tip(1, weekly_minutes=0.5)), [(1, "weekly_minutes", "L7.whole", "0.5")]),
    ("L7 minutes in words", document(tip(1, weekly_minutes="ten")), [(1, "weekly_minutes", "L7.whole", "ten")]),
    ("L7 a first step of 16", document(tip(1, first_step_minutes=16)), [(1, "first_step_minutes", "L7.first", "16")]),
    ("L7 a week of 61", document(tip(1, weekly_minutes=61)), [(1, "weekly_minutes", "L7.weekly", "61")]),
    ("L8 no seed", document(tip(1, seeds=[])), [(1, "seeds", "L8.none", "")]),
    ("L8 a seed that is none", document(tip(1, seeds=["003.4", "002.8"])), [(1, "seeds", "L8.unknown", "002.8")]),
    (
        "L8 a theme without a seed",
        document(theme=[*themes()[1:], drop_keys(theme("lead"), "seeds")]),
        [(None, "theme.lead.seeds", "L8.none", "")],
    ),
    ("L9 a number that is none", document(tip(1, related=[102])), [(1, "related", "L9.unknown", "102")]),
    ("L9 one way", document(tip(1, related=[2]), tip(2)), [(1, "related", "L9.one-way", "2")]),
    ("L9 itself", document(tip(1, related=[1])), [(1, "related", "L9.self", "1")]),
    ("L10 no address", document(tip(1, example=drop_keys(example(), "url"))), [(1, "example.url", "L10.url", "")]),
    (
        "L10 no source",
        document(tip(1, example=drop_keys(example(), "source"))),
        [(1, "example.source", "L10.source", "")],
    ),
    (
        "L10 a company of an example",
        document(tip(1, example=example()), english_tip(2, why="Harbour Bikes does it.")),
        [(2, "en.why", "L10.company", "Harbour Bikes")],
    ),
    (
        "L10 a known company",
        document(dutch_tip(1, why="Coolblue doet het.")),
        [(1, "nl.why", "L10.company", "Coolblue")],
    ),
    (
        "L10 a legal form",
        document(english_tip(1, why="Baker Ltd does it.")),
        [(1, "en.why", "L10.company", "Baker Ltd")],
    ),
    (
        "L10 a company in a theme",
        document(theme=[*themes()[1:], theme("lead", en={**theme("lead")["en"], "line": "Be Amazon."})]),
        [(None, "theme.lead.en.line", "L10.company", "Amazon")],
    ),
    (
        "L11 a placeholder",
        document(english_tip(1, why="TODO why is this.")),
        [(1, "en.why", "L11.placeholder", "TODO")],
    ),
    ("L11 dots", document(dutch_tip(1, steps=["A.", "...", "C."])), [(1, "nl.steps[2]", "L11.placeholder", "...")]),
    (
        "L11 an address of nobody",
        document(tip(1, example=example(url="https://example.com/x"))),
        [(1, "example.url", "L11.placeholder", "//example.com")],
    ),
    (
        "L11 in a theme",
        document(theme=[*themes()[1:], theme("lead", en={**theme("lead")["en"], "line": "Lorem ipsum."})]),
        [(None, "theme.lead.en.line", "L11.placeholder", "Lorem ipsum")],
    ),
    (
        "L12 titles nearly the same",
        document(english_tip(1, title="Ring one angry customer"), english_tip(2, title="Ring that angry CUSTOMER")),
        [(2, "en.title", "L12.title", "1 0.60")],
    ),
    (
        "L12 what nearly the same",
        document(dutch_tip(1, what="Bel wie lang moest wachten."), dutch_tip(2, what="Bel wie te lang moest wachten.")),
        [(2, "nl.what", "L12.what", "1 0.83")],
    ),
    (
        "L12 a run of eight words",
        document(
            english_tip(1, why=f"Here {SHARED_RUN}."), english_tip(2, pitfall=f"{SHARED_RUN.upper()}, of course.")
        ),
        [(2, "en.pitfall", "L12.run", f"1 {SHARED_RUN}")],
    ),
    (
        "L13 a build that asks nothing once it stands",
        document(tip(1, "build", en=tip_text(1))),
        [(1, "en.check_after", "L13.missing", "")],
    ),
    (
        "L13 a ritual that asks it",
        document(english_tip(1, check_after="Is it still there?")),
        [(1, "en.check_after", "L13.extra", "")],
    ),
    ("L14 a reflex each week", document(tip(1, "reflex", en=tip_text(1))), [(1, "en.check", "L14.occasion", "")]),
]


@pytest.mark.parametrize(
    ("made", "problems"), [case[1:] for case in BROKEN_CASES], ids=[case[0] for case in BROKEN_CASES]
)
def test_a_broken_rule_is_named(made: TomlTable, problems: list[ProblemTuple]) -> None:
    """What breaks one rule is reported under that rule, with tip, field and the value that matters."""
    assert lint_problems(made) == problems


def test_nine_titles_may_begin_alike_and_ten_may_not() -> None:
    """The tenth title with the same first word is one too many, counted over the language."""
    titles = [english_tip(number, title=f"Ask x{number} y{number}") for number in range(1, 11)]
    assert lint_problems(document(*titles[:9])) == []
    assert lint_problems(document(*titles)) == [(None, "en.title", "L4.first", "ask 10")]


LIMIT_CASES: list[tuple[str, TomlTable]] = [
    ("nine words", english_tip(1, title="Go a b c d e f g h")),
    ("sixty characters", english_tip(1, title=f"Ring {'abcde' * 11}")),
    ("a short verb that ends in -ing", english_tip(1, title="Bring one customer")),
    ("first step of fifteen, an hour a week", tip(1, first_step_minutes=15, weekly_minutes=60)),
    ("all five texts", tip(1, seeds=["000.8", "001.8", "002.7", "003.10", "004.6"])),
    ("dots at the end of a step", english_tip(1, steps=["Say: a customer will see ...", "B.", "C."])),
]


@pytest.mark.parametrize("made", [case[1] for case in LIMIT_CASES], ids=[case[0] for case in LIMIT_CASES])
def test_the_limit_itself_is_allowed(made: TomlTable) -> None:
    """What just keeps a rule is no problem."""
    assert lint_problems(document(made)) == []


def tip_with_body_words(count: int) -> TomlTable:
    """A tip whose body has so many words in both languages."""
    made = tip(1)
    for language in ("en", "nl"):
        body = made[language]
        others = [value for key, value in body.items() if key not in ("title", "steps", "signal")] + body["steps"]
        missing = count - len(" ".join(others).split())
        body["signal"] = " ".join(f"{language}{number}" for number in range(missing))
    return made


def tip_with_lead_words(count: int) -> TomlTable:
    """A tip whose what and why have so many words together in both languages."""
    made = tip(1)
    for language in ("en", "nl"):
        spoken = [f"{language}{number}" for number in range(count)]
        made[language] |= {"what": " ".join(spoken[:-5]), "why": " ".join(spoken[-5:])}
    return made


@pytest.mark.parametrize(
    ("made", "problems"),
    [
        (tip_with_body_words(160), []),
        (tip_with_body_words(161), [(1, "en", "L5.body", "161"), (1, "nl", "L5.body", "161")]),
        (tip_with_lead_words(60), []),
        (tip_with_lead_words(61), [(1, "en.what", "L5.lead", "61"), (1, "nl.what", "L5.lead", "61")]),
    ],
    ids=["a body of 160", "a body of 161", "a lead of 60", "a lead of 61"],
)
def test_a_body_and_its_lead_have_their_words(made: TomlTable, problems: list[ProblemTuple]) -> None:
    """A body may have 160 words, of which what and why together may take sixty."""
    assert lint_problems(document(made)) == problems


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ring one customer", "Ring an angry customer"), ("Ring one angry customer", "Ring two angry customers")],
)
def test_titles_may_be_somewhat_alike(one: str, other: str) -> None:
    """Two titles may share two words of five, and two of six."""
    assert lint_problems(document(english_tip(1, title=one), english_tip(2, title=other))) == []


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
def test_the_check_of_a_reflex_knows_its_occasion(language: str, check: str, allowed: bool) -> None:
    """A reflex is asked for once at least, or only where the occasion arose."""
    reflex = tip(1, "reflex")
    reflex[language]["check"] = check
    assert lint_problems(document(reflex)) == ([] if allowed else [(1, f"{language}.check", "L14.occasion", "")])


def test_a_run_does_not_go_on_into_the_next_field() -> None:
    """Seven words at the end of a field and one at the begin of the next are no run."""
    seven, eighth = SHARED_RUN.rsplit(" ", 1)
    split = tip(1, en={**tip_text(1), "what": f"Now {seven}", "why": f"{eighth} ha."})
    assert lint_problems(document(split, english_tip(2, why=f"{SHARED_RUN}."))) == []


def test_two_tips_that_share_much_are_named_once() -> None:
    """Of all the runs that two tips share, the first is enough."""
    made = document(english_tip(1, why=f"{SHARED_RUN} and laughs."), english_tip(2, why=f"{SHARED_RUN} and laughs."))
    assert lint_problems(made) == [(2, "en.why", "L12.run", f"1 {SHARED_RUN}")]


def test_a_run_in_the_other_language_is_none() -> None:
    """Runs are compared within a language."""
    assert lint_problems(document(english_tip(1, why=SHARED_RUN), dutch_tip(2, why=SHARED_RUN))) == []


def test_own_tips_are_measured_by_themselves() -> None:
    """Own tips need no seeds, themes or whole catalogue, may be written in one language, and begin alike."""
    tips = [
        drop_keys(
            tip(number, seeds=[], related=[34], nl={**tip_text(number, "nl"), "title": f"Bel x{number} y{number}"}),
            "en",
        )
        for number in range(201, 213)
    ]
    assert lint_problems(own_document(*tips), is_own=True, is_complete=True) == []


OWN_TIP_CASES: list[tuple[str, TomlTable, list[ProblemTuple]]] = [
    ("L1 a number of the catalogue", own_document(tip(101)), [(101, "id", "L1.own", "101")]),
    ("L2 a theme that is none", own_document(tip(201, theme="roof")), [(201, "theme", "L2.theme", "roof")]),
    ("L3 one of its languages", own_document(tip(201), drop_keys(tip(202), "en")), [(202, "en", "L3.language", "")]),
    (
        "L3 a language it names",
        own_document(drop_keys(tip(201), "en"), languages=["en"]),
        [(201, "en", "L3.language", "")],
    ),
    ("L4 a noun first", own_document(dutch_tip(201, title="De klant eerst")), [(201, "nl.title", "L4.verb", "de")]),
    ("L7 an hour and more", own_document(tip(201, weekly_minutes=90)), [(201, "weekly_minutes", "L7.weekly", "90")]),
    ("L9 an own tip that is none", own_document(tip(201, related=[202])), [(201, "related", "L9.unknown", "202")]),
    (
        "L12 an own tip alike",
        own_document(
            english_tip(201, title="Ring one angry customer"), english_tip(202, title="Ring that angry customer")
        ),
        [(202, "en.title", "L12.title", "201 0.60")],
    ),
]


@pytest.mark.parametrize(
    ("made", "problems"), [case[1:] for case in OWN_TIP_CASES], ids=[case[0] for case in OWN_TIP_CASES]
)
def test_own_tips_keep_the_other_rules(made: TomlTable, problems: list[ProblemTuple]) -> None:
    """What makes one tip good holds for a manager's own tip too."""
    assert lint_problems(made, is_own=True) == problems


def test_a_manager_may_name_their_own_company() -> None:
    """The list of known companies is for the catalogue; an own tip may say where it is done."""
    assert lint_problems(own_document(english_tip(201, why="At Philips we ring.")), is_own=True) == []


def test_a_colleague_in_an_example_is_no_company() -> None:
    """Only names are looked for in other fields."""
    made = document(tip(1, example=example(who="Een collega")), dutch_tip(2, why="Een collega deed het."))
    assert lint_problems(made) == []


def test_a_tip_without_a_number_is_addressed_by_its_place() -> None:
    """What has no number can be found in the file all the same."""
    assert lint_problems(document(tip(1), drop_keys(english_tip(2, title="The call"), "id"))) == [
        (None, "tip[2].en.title", "L4.verb", "the")
    ]


def test_there_are_fourteen_rules_and_each_keeps_to_its_number() -> None:
    """Rule n reports under Ln, and every code of the lint is broken by a case here."""
    broken = [made for _, made, _ in BROKEN_CASES]
    broken += [document(*(english_tip(number, title=f"Ask x{number} y{number}") for number in range(1, 11)))]
    broken += [document(tip_with_body_words(161)), document(tip_with_lead_words(61))]
    seen: set[str] = set()
    for number, rule in enumerate(RULES, 1):
        codes = {problem.rule for made in broken for problem in rule(LintDocument(made, FILE_NAME))}
        codes |= {
            problem.rule for _, made, _ in OWN_TIP_CASES for problem in rule(LintDocument(made, FILE_NAME, is_own=True))
        }
        assert codes, rule.__name__
        assert {code.split(".")[0] for code in codes} == {f"L{number}"}
        seen |= codes
    assert seen == {code for code in RULE_DETAILS if code.startswith("L")}


@pytest.mark.parametrize(
    ("mine", "theirs", "alike"),
    [({"a"}, {"a"}, 1.0), ({"a", "b"}, {"b", "c"}, 1 / 3), ({"a"}, {"b"}, 0.0), (set(), set(), 0.0)],
)
def test_overlap_is_shared_divided_by_all(mine: set[str], theirs: set[str], alike: float) -> None:
    """The Jaccard index of two empty texts is nothing, not an error."""
    assert jaccard_index(mine, theirs) == pytest.approx(alike)
