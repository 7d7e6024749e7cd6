"""Validation of tip files (data/tips.toml)."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogue.tip_documents import TomlTable, document, example, own_document, theme, themes, tip, tip_text
from tipcycle.catalogue import RULE_DETAILS, CatalogueProblem
from tipcycle.catalogue.document import RawDocument
from tipcycle.catalogue.lint import lint
from tipcycle.catalogue.loader import build_catalogue
from tipcycle.catalogue.validation import validate_document

FILE_NAME = "tips.toml"
Mutation = Callable[[TomlTable], object]


def problem_tuples(table: TomlTable, *, is_own: bool = False) -> list[tuple[int | None, str, str, str]]:
    """Return the problems of a document, without the file name."""
    return [
        (problem.tip, problem.field, problem.rule, problem.detail)
        for problem in validate_document(RawDocument(table, FILE_NAME, is_own=is_own))[1]
    ]


def drop_keys(table: TomlTable, *keys: str) -> TomlTable:
    """Return a table without some of its keys."""
    return {key: value for key, value in table.items() if key not in keys}


def test_valid_catalogue_has_no_problems() -> None:
    """A document with all fields of the schema, an example and a retired tip is valid."""
    assert (
        problem_tuples(
            document(
                tip(1, example=example()),
                tip(2, "build", retired="1.1.0", successor=102, needs=[1, "sentence"], first=False),
            )
        )
        == []
    )


def test_own_tips_need_one_language_and_no_header() -> None:
    """A file with one Dutch tip in a theme of the catalogue is valid."""
    assert problem_tuples({"tip": [drop_keys(tip(201), "en", "seeds", "related")]}, is_own=True) == []


TIP_CASES: list[tuple[str, Mutation, tuple[str, str, str]]] = [
    ("missing field", lambda t: t.pop("kind"), ("kind", "schema.missing", "")),
    ("missing field of a translation", lambda t: t["nl"].pop("why"), ("nl.why", "schema.missing", "")),
    ("unknown key", lambda t: t.update(minuts=3), ("minuts", "schema.unknown", "")),
    ("unknown key of a translation", lambda t: t["en"].update(hint="x"), ("en.hint", "schema.unknown", "")),
    ("text for a number", lambda t: t.update(weekly_minutes="20"), ("weekly_minutes", "schema.type", "number")),
    ("fraction for a number", lambda t: t.update(weekly_minutes=20.5), ("weekly_minutes", "schema.type", "number")),
    ("boolean for a number", lambda t: t.update(weekly_minutes=True), ("weekly_minutes", "schema.type", "number")),
    ("number for a text", lambda t: t["en"].update(title=5), ("en.title", "schema.type", "text")),
    ("text for a list", lambda t: t["en"].update(steps="one"), ("en.steps", "schema.type", "list")),
    ("text for a boolean", lambda t: t.update(first="no"), ("first", "schema.type", "yes-or-no")),
    ("a table as prerequisite", lambda t: t.update(needs=[{}]), ("needs[1]", "schema.type", "number")),
    ("boolean for the version", lambda t: t.update(retired=True), ("retired", "schema.type", "text")),
    ("text for a translation", lambda t: t.update(en="hello"), ("en", "schema.type", "table")),
    ("empty step", lambda t: t["nl"]["steps"].__setitem__(1, " "), ("nl.steps[2]", "schema.empty", "")),
    ("no steps", lambda t: t["nl"].update(steps=[]), ("nl.steps", "schema.empty", "")),
    ("escape code in a text", lambda t: t["en"].update(why="a\x1b[2J"), ("en.why", "schema.control", "")),
    ("unknown form", lambda t: t.update(form="invent"), ("form", "L2.list", "invent")),
    ("unknown kind", lambda t: t.update(kind="Ritual"), ("kind", "L2.list", "Ritual")),
    ("unknown scope", lambda t: t.update(scope="all"), ("scope", "L2.list", "all")),
    ("unknown spiral", lambda t: t.update(spiral="up"), ("spiral", "L2.list", "up")),
    ("unknown theme", lambda t: t.update(theme="roof"), ("theme", "L2.theme", "roof")),
    ("negative minutes", lambda t: t.update(first_step_minutes=-1), ("first_step_minutes", "schema.range", "-1")),
    ("slug with a space", lambda t: t.update(slug="ring one"), ("slug", "schema.slug", "ring one")),
    ("slug is a number", lambda t: t.update(slug="34"), ("slug", "schema.slug", "34")),
    (
        "example without URL",
        lambda t: t.update(example=drop_keys(example(), "url")),
        ("example.url", "schema.missing", ""),
    ),
    (
        "javascript URL",
        lambda t: t.update(example=example(url="javascript:x")),
        ("example.url", "schema.url", "javascript:x"),
    ),
    (
        "unknown source",
        lambda t: t.update(example=example(source="blog")),
        ("example.source", "L2.list", "blog"),
    ),
]


@pytest.mark.parametrize(("change", "problem"), [case[1:] for case in TIP_CASES], ids=[case[0] for case in TIP_CASES])
def test_invalid_tip_is_reported_with_its_field(change: Mutation, problem: tuple[str, str, str]) -> None:
    """One change gives one problem, with its tip, field, rule and detail."""
    changed_tip = tip(2)
    change(changed_tip)
    assert problem_tuples(document(tip(1), changed_tip, tip(3))) == [(2, *problem)]


def test_tip_without_a_language_is_invalid() -> None:
    """One language is enough; a tip without any is invalid."""
    assert problem_tuples(document(drop_keys(tip(1), "en"), drop_keys(tip(2), "en", "nl"))) == [
        (2, "", "schema.no-language", "")
    ]


DOCUMENT_CASES: list[tuple[str, TomlTable, tuple[int | None, str, str, str]]] = [
    (
        "tip without number",
        document(tip(1), drop_keys(tip(2), "id")),
        (None, "tip[2].id", "schema.missing", ""),
    ),
    ("boolean as number of a tip", document(tip(1, id=True)), (None, "tip[1].id", "schema.type", "number")),
    ("number too long to print", document(tip(1, id=16**5000)), (None, "tip[1].id", "schema.range", "")),
    ("duplicate number", document(tip(1), tip(1, slug="other")), (1, "id", "L1.id", "1")),
    (
        "duplicate slug",
        document(tip(1), tip(2, slug="ring-one-1")),
        (2, "slug", "L1.slug", "ring-one-1"),
    ),
    (
        "missing field of a theme",
        document(theme=[*themes()[1:], theme("lead", nl={"name": "x", "line": "y"})]),
        (None, "theme.lead.nl.question", "schema.missing", ""),
    ),
    (
        "theme without slug",
        document(theme=[*themes(), drop_keys(theme(), "slug")]),
        (None, "theme[11].slug", "schema.missing", ""),
    ),
    (
        "duplicate theme",
        document(theme=[*themes(), theme("lead")]),
        (None, "theme.lead.slug", "L1.theme", "lead"),
    ),
    ("missing version", drop_keys(document(), "version"), (None, "version", "schema.missing", "")),
    ("unknown language", document(languages=["en", "fr"]), (None, "languages[2]", "L2.list", "fr")),
    ("unknown header key", document(licence="CC"), (None, "licence", "schema.unknown", "")),
    ("newer format", document(format=2), (None, "format", "schema.format", "2")),
    ("tip is not a table", {**document(), "tip": [tip(1), 5]}, (None, "tip[2]", "schema.type", "table")),
    ("tips are not a list", {**document(), "tip": tip(1)}, (None, "tip", "schema.type", "list")),
]


@pytest.mark.parametrize(
    ("table", "problem"), [case[1:] for case in DOCUMENT_CASES], ids=[case[0] for case in DOCUMENT_CASES]
)
def test_invalid_document_is_reported_with_its_path(
    table: TomlTable, problem: tuple[int | None, str, str, str]
) -> None:
    """A problem that belongs to no numbered tip is addressed by theme, key or position."""
    assert problem_tuples(table) == [problem]


def test_own_tip_below_201_is_invalid() -> None:
    assert problem_tuples(own_document(tip(200), tip(201)), is_own=True) == [(200, "id", "L1.own", "200")]


def test_own_tip_needs_a_known_theme() -> None:
    """An own tip can use the ten themes and those in its own file."""
    table = own_document(
        tip(201, theme="harbour"), tip(202, theme="lead"), tip(203, theme="roof"), theme=[theme("harbour", 11)]
    )
    assert problem_tuples(table, is_own=True) == [(203, "theme", "L2.theme", "roof")]


def test_all_problems_are_reported() -> None:
    """A problem hides neither a second problem of the same tip nor one of another tip."""
    table = document(tip(1, form="x", kind="y"), tip(2), tip(3, scope="z"))
    assert [(number, field) for number, field, _, _ in problem_tuples(table)] == [
        (1, "form"),
        (1, "kind"),
        (3, "scope"),
    ]


def test_detail_is_truncated_and_sanitised() -> None:
    """A value is truncated and its control characters are replaced."""
    ((_, field, _, detail), *_) = problem_tuples(document(tip(1, form="\x1b[31m" + "x" * 500)))
    assert (field, len(detail)) == ("form", 80)
    assert detail.isprintable()


def test_unknown_key_is_sanitised() -> None:
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
"""Values that no field accepts."""


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from(["format", "languages", "theme", "tip", "x"]), ODD_VALUES, max_size=3),
    st.dictionaries(st.sampled_from([*tip(1), "example"]), ODD_VALUES, max_size=3),
    st.dictionaries(st.sampled_from([*tip_text(1), "check_after", "words", "milestones"]), ODD_VALUES, max_size=3),
    st.booleans(),
)
def test_any_document_gives_known_problems(
    header: TomlTable, changes: TomlTable, text_changes: TomlTable, is_own: bool
) -> None:
    """Validation and lint accept any document and report only known rules."""
    odd_tip = tip(1, nl={**tip_text(1, "nl"), **text_changes}, **changes) if "nl" not in changes else tip(1, **changes)
    for table in (document(odd_tip), {**document(odd_tip), **header}):
        raw_document = RawDocument(table, FILE_NAME, is_own=is_own)
        problems = (*validate_document(raw_document)[1], *lint(raw_document))
        assert {problem.rule for problem in problems} <= set(RULE_DETAILS)
        assert all(type(problem) is CatalogueProblem and isinstance(problem.detail, str) for problem in problems)


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*tip(1), "retired", "successor", "needs", "first", "example"]), ODD_VALUES, max_size=2
    ),
    st.dictionaries(st.sampled_from([*tip_text(1), "check_after", "words", "milestones"]), ODD_VALUES, max_size=1),
)
def test_valid_document_can_be_built(changes: TomlTable, text_changes: TomlTable) -> None:
    """`build_catalogue` accepts any document without schema problems."""
    table = document(tip(1, **{"nl": {**tip_text(1, "nl"), **text_changes}, **changes}))
    if not problem_tuples(table):
        assert len(build_catalogue(table).tips) == 1


def test_building_imports_no_slow_modules() -> None:
    """Building a catalogue imports neither pydantic, the lint nor rapidfuzz."""
    code = (
        "import sys; from tipcycle.catalogue.loader import build_catalogue; import tipcycle.core.search;"
        "build_catalogue({});"
        "print([m for m in ('pydantic', 'rapidfuzz', 'tipcycle.catalogue.lint') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
