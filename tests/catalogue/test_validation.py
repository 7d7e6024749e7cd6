"""What a document must be to be read (data/tips.toml)."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogue.tip_documents import TomlTable, document, example, own_document, theme, themes, tip, tip_text
from tipcycle.catalogue import RULE_DETAILS, CatalogueProblem
from tipcycle.catalogue.lint import lint
from tipcycle.catalogue.loader import build_catalogue, schema_problems

FILE_NAME = "tips.toml"
Mutation = Callable[[TomlTable], object]


def problem_tuples(table: TomlTable, *, is_own: bool = False) -> list[tuple[int | None, str, str, str]]:
    """The problems of a document without their file."""
    return [(each.tip, each.field, each.rule, each.detail) for each in schema_problems(table, FILE_NAME, is_own=is_own)]


def drop_keys(table: TomlTable, *keys: str) -> TomlTable:
    """A table that lacks some keys."""
    return {key: value for key, value in table.items() if key not in keys}


def test_a_sound_catalogue_has_no_problems() -> None:
    """A document with every field of the schema, an example and a retired tip is sound."""
    assert problem_tuples(document(tip(1, example=example()), tip(2, "build", retired=True))) == []


def test_own_tips_need_no_head_no_theme_and_one_language() -> None:
    """A manager's file may be nothing but a tip in Dutch under a theme of the catalogue."""
    assert problem_tuples({"tip": [drop_keys(tip(201), "en", "seeds", "related")]}, is_own=True) == []


TIP_CASES: list[tuple[str, Mutation, tuple[str, str, str]]] = [
    ("a field is missing", lambda t: t.pop("kind"), ("kind", "schema.missing", "")),
    ("a field of a language is missing", lambda t: t["nl"].pop("why"), ("nl.why", "schema.missing", "")),
    ("a key is unknown", lambda t: t.update(minuts=3), ("minuts", "schema.unknown", "")),
    ("a key of a language is unknown", lambda t: t["en"].update(hint="x"), ("en.hint", "schema.unknown", "")),
    ("a number is text", lambda t: t.update(weekly_minutes="20"), ("weekly_minutes", "schema.type", "number")),
    ("a number is broken", lambda t: t.update(weekly_minutes=20.5), ("weekly_minutes", "schema.type", "number")),
    ("a number is yes", lambda t: t.update(weekly_minutes=True), ("weekly_minutes", "schema.type", "number")),
    ("a text is a number", lambda t: t["en"].update(title=5), ("en.title", "schema.type", "text")),
    ("a list is text", lambda t: t["en"].update(steps="one"), ("en.steps", "schema.type", "list")),
    ("a yes is text", lambda t: t.update(retired="no"), ("retired", "schema.type", "yes-or-no")),
    ("a language is text", lambda t: t.update(en="hello"), ("en", "schema.type", "table")),
    ("a step is empty", lambda t: t["nl"]["steps"].__setitem__(1, " "), ("nl.steps[2]", "schema.empty", "")),
    ("there are no steps", lambda t: t["nl"].update(steps=[]), ("nl.steps", "schema.empty", "")),
    ("a text holds an escape code", lambda t: t["en"].update(why="a\x1b[2J"), ("en.why", "schema.control", "")),
    ("a form is not in the list", lambda t: t.update(form="invent"), ("form", "L2.list", "invent")),
    ("a kind is not in the list", lambda t: t.update(kind="Ritual"), ("kind", "L2.list", "Ritual")),
    ("a scope is not in the list", lambda t: t.update(scope="all"), ("scope", "L2.list", "all")),
    ("a spiral is not in the list", lambda t: t.update(spiral="up"), ("spiral", "L2.list", "up")),
    ("a theme does not exist", lambda t: t.update(theme="roof"), ("theme", "L2.theme", "roof")),
    ("minutes run backwards", lambda t: t.update(first_step_minutes=-1), ("first_step_minutes", "schema.range", "-1")),
    ("a slug has a space", lambda t: t.update(slug="ring one"), ("slug", "schema.slug", "ring one")),
    ("a slug is a number", lambda t: t.update(slug="34"), ("slug", "schema.slug", "34")),
    (
        "an example has no address",
        lambda t: t.update(example=drop_keys(example(), "url")),
        ("example.url", "schema.missing", ""),
    ),
    (
        "an address runs a script",
        lambda t: t.update(example=example(url="javascript:x")),
        ("example.url", "schema.url", "javascript:x"),
    ),
    (
        "a source is not in the list",
        lambda t: t.update(example=example(source="blog")),
        ("example.source", "L2.list", "blog"),
    ),
]


@pytest.mark.parametrize(("change", "problem"), [case[1:] for case in TIP_CASES], ids=[case[0] for case in TIP_CASES])
def test_a_broken_tip_is_named_with_its_field(change: Mutation, problem: tuple[str, str, str]) -> None:
    """One change gives one problem, with tip, field, rule and the value that matters."""
    broken = tip(2)
    change(broken)
    assert problem_tuples(document(tip(1), broken, tip(3))) == [(2, *problem)]


def test_a_tip_in_no_language_cannot_be_read() -> None:
    """One language is enough and none is not."""
    assert problem_tuples(document(drop_keys(tip(1), "en"), drop_keys(tip(2), "en", "nl"))) == [
        (2, "", "schema.no-language", "")
    ]


DOCUMENT_CASES: list[tuple[str, TomlTable, tuple[int | None, str, str, str]]] = [
    (
        "a tip without a number goes by its place",
        document(tip(1), drop_keys(tip(2), "id")),
        (None, "tip[2].id", "schema.missing", ""),
    ),
    ("a number that is a yes is none", document(tip(1, id=True)), (None, "tip[1].id", "schema.type", "number")),
    ("a number beyond printing is none", document(tip(1, id=16**5000)), (None, "tip[1].id", "schema.range", "")),
    ("the second of two equal numbers is wrong", document(tip(1), tip(1, slug="other")), (1, "id", "L1.id", "1")),
    (
        "the second of two equal slugs is wrong",
        document(tip(1), tip(2, slug="ring-one-1")),
        (2, "slug", "L1.slug", "ring-one-1"),
    ),
    (
        "a theme lacks a word",
        document(theme=[*themes()[1:], theme("lead", nl={"name": "x", "line": "y"})]),
        (None, "theme.lead.nl.question", "schema.missing", ""),
    ),
    (
        "a theme without a slug goes by its place",
        document(theme=[*themes(), drop_keys(theme(), "slug")]),
        (None, "theme[11].slug", "schema.missing", ""),
    ),
    (
        "a theme stands there twice",
        document(theme=[*themes(), theme("lead")]),
        (None, "theme.lead.slug", "L1.theme", "lead"),
    ),
    ("the version is missing", drop_keys(document(), "version"), (None, "version", "schema.missing", "")),
    ("a language is unknown", document(languages=["en", "fr"]), (None, "languages[2]", "L2.list", "fr")),
    ("a key of the head is unknown", document(licence="CC"), (None, "licence", "schema.unknown", "")),
    ("the format is newer", document(format=2), (None, "format", "schema.format", "2")),
    ("a tip is no table", {**document(), "tip": [tip(1), 5]}, (None, "tip[2]", "schema.type", "table")),
    ("the tips are no list", {**document(), "tip": tip(1)}, (None, "tip", "schema.type", "list")),
]


@pytest.mark.parametrize(
    ("made", "problem"), [case[1:] for case in DOCUMENT_CASES], ids=[case[0] for case in DOCUMENT_CASES]
)
def test_a_broken_document_is_named_with_its_place(made: TomlTable, problem: tuple[int | None, str, str, str]) -> None:
    """What belongs to no single tip is addressed by theme, key or place."""
    assert problem_tuples(made) == [problem]


def test_an_own_tip_cannot_take_a_number_of_the_catalogue() -> None:
    """Own tips begin at 201."""
    assert problem_tuples(own_document(tip(200), tip(201)), is_own=True) == [(200, "id", "L1.own", "200")]


def test_an_own_tip_may_belong_to_an_own_theme_and_to_no_unknown_one() -> None:
    """The themes of an own file are the ten and those it brings."""
    made = own_document(
        tip(201, theme="harbour"), tip(202, theme="lead"), tip(203, theme="roof"), theme=[theme("harbour", 11)]
    )
    assert problem_tuples(made, is_own=True) == [(203, "theme", "L2.theme", "roof")]


def test_all_broken_tips_are_reported_at_once() -> None:
    """One broken tip hides neither the next nor its own second fault."""
    made = document(tip(1, form="x", kind="y"), tip(2), tip(3, scope="z"))
    assert [(number, field) for number, field, _, _ in problem_tuples(made)] == [(1, "form"), (1, "kind"), (3, "scope")]


def test_a_detail_is_short_and_harmless() -> None:
    """A value of the file is cut and carries no control character to a terminal."""
    ((_, field, _, detail), *_) = problem_tuples(document(tip(1, form="\x1b[31m" + "x" * 500)))
    assert (field, len(detail)) == ("form", 80)
    assert detail.isprintable()


def test_an_unknown_key_carries_no_control_character() -> None:
    """A key of the file is cleaned as a value is."""
    assert problem_tuples(document({**tip(1), "a\x1bb": 1})) == [(1, "a\ufffdb", "schema.unknown", "")]


ODD_VALUES: st.SearchStrategy[object] = st.sampled_from(
    [
        *(
            None,
            True,
            -1,
            0,
            2**70,
            16**5000,
            1.5,
            float("nan"),
            float("inf"),
            "",
            " ",
            "x",
            "\x00",
            "x" * 5000,
            "é\u202e",
        ),
        *([], [1], ["x", 2], [[]], [{}], {}, {"en": 5}, {"en": {}}, {"title": ["x"]}, {"who": 1, "en": "x"}),
    ]
)
"""Values that no field expects."""


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from(["format", "languages", "theme", "tip", "x"]), ODD_VALUES, max_size=3),
    st.dictionaries(st.sampled_from([*tip(1), "example"]), ODD_VALUES, max_size=3),
    st.dictionaries(st.sampled_from([*tip_text(1), "check_after"]), ODD_VALUES, max_size=3),
    st.booleans(),
)
def test_no_document_is_too_strange(head: TomlTable, changes: TomlTable, words: TomlTable, of_own: bool) -> None:
    """Whatever a document holds, it is validated and linted in facts alone, and each fact has a known rule."""
    strange = tip(1, nl={**tip_text(1, "nl"), **words}, **changes) if "nl" not in changes else tip(1, **changes)
    for made in (document(strange), {**document(strange), **head}):
        problems = (*schema_problems(made, FILE_NAME, is_own=of_own), *lint(made, FILE_NAME, is_own=of_own))
        assert {problem.rule for problem in problems} <= set(RULE_DETAILS)
        assert all(type(problem) is CatalogueProblem and isinstance(problem.detail, str) for problem in problems)


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from([*tip(1), "retired", "example"]), ODD_VALUES, max_size=2),
    st.dictionaries(st.sampled_from([*tip_text(1), "check_after"]), ODD_VALUES, max_size=1),
)
def test_what_validates_can_be_built(changes: TomlTable, words: TomlTable) -> None:
    """A document without problems builds without a look at its types."""
    made = document(tip(1, **{"nl": {**tip_text(1, "nl"), **words}, **changes}))
    if not schema_problems(made, FILE_NAME):
        assert len(build_catalogue(made).tips) == 1


def test_reading_unchecked_imports_no_pydantic() -> None:
    """Building a catalogue costs no import of pydantic, the lint or rapidfuzz."""
    code = (
        "import sys; from tipcycle.catalogue.loader import build_catalogue; import tipcycle.core.search;"
        "build_catalogue({});"
        "print([m for m in ('pydantic', 'rapidfuzz', 'tipcycle.catalogue.lint') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
