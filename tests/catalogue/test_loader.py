"""Loading of tip files."""

from collections.abc import Callable
from pathlib import Path

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
    to_toml,
)
from tipcycle.catalogue import loader
from tipcycle.catalogue.document import MAX_FILE_BYTES
from tipcycle.catalogue.loader import (
    LoadedCatalogue,
    build_catalogue,
    load_catalogue,
    load_packaged,
    merge_own_tips,
    packaged_path,
)
from tipcycle.catalogue.validation import check_file, is_own_tips_document
from tipcycle.core.tips import Catalogue, ChangeForm, TipKind


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path at which a test writes its catalogue."""
    return tmp_path / "tips.toml"


def load_document(path: Path, content: TomlTable | str | bytes, *, is_own: bool = False) -> LoadedCatalogue:
    """Write a document, text or bytes to a file and load it."""
    data = to_toml(content) if isinstance(content, dict) else content
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return load_catalogue(path, is_own=is_own)


def problem_tuples(result: LoadedCatalogue) -> list[tuple[int | None, str, str, str]]:
    """Return the problems without the file name."""
    return [(problem.tip, problem.field, problem.rule, problem.detail) for problem in result.problems]


def test_all_fields_are_loaded(path: Path) -> None:
    """Every field of a file is in the loaded catalogue."""
    table = tip(
        3,
        "build",
        seeds=["003.4", "002.6"],
        related=[1],
        retired="1.1.0",
        successor=1,
        needs=[1],
        first=False,
        example=example(),
    )
    result = load_document(path, document(tip(1), table))
    loaded_tip = result.catalogue.tips[3]
    assert result.problems == ()
    assert (loaded_tip.slug, loaded_tip.theme, loaded_tip.form, loaded_tip.kind) == (
        "ring-one-3",
        "room",
        ChangeForm.IMPROVE,
        TipKind.BUILD,
    )
    assert (loaded_tip.first_step_minutes, loaded_tip.weekly_minutes, loaded_tip.scope, loaded_tip.spiral) == (
        10,
        20,
        "team",
        "experience",
    )
    assert (loaded_tip.seeds, loaded_tip.related, loaded_tip.retired) == (("003.4", "002.6"), (1,), "1.1.0")
    assert (loaded_tip.successor, loaded_tip.needs, loaded_tip.first) == (1, (1,), False)
    assert loaded_tip.example is not None
    assert (loaded_tip.example.who, loaded_tip.example.text["nl"]) == ("Harbour Bikes (NL)", "Ze bellen elke avond.")
    assert (loaded_tip.example.url, loaded_tip.example.source) == ("https://harbour.test/story", "press")
    for language in ("en", "nl"):
        expected, loaded_text = table[language], loaded_tip.text(language)
        assert {key: getattr(loaded_text, key) for key in expected} == {
            **expected,
            "steps": tuple(expected["steps"]),
            "words": tuple(expected["words"]),
        }
    assert result.catalogue.tips[1].text("nl").check_after is None


def test_themes_and_tips_are_sorted(path: Path) -> None:
    """Themes are sorted by order and tips by number, independent of their position in the file."""
    result = load_document(path, document(tip(3), tip(1), theme=list(reversed(themes()))))
    assert [loaded_theme.order for loaded_theme in result.catalogue.themes] == list(range(1, 11))
    assert result.catalogue.themes[0].text("nl").question == "Wat zouden ze doen?"
    assert list(result.catalogue.tips) == [1, 3]


def test_invalid_tip_is_left_out(path: Path) -> None:
    """The other tips are loaded."""
    result = load_document(path, document(tip(1), tip(2, form="x"), tip(3)))
    assert list(result.catalogue.tips) == [1, 3]
    assert [(problem.file, problem.tip, problem.rule) for problem in result.problems] == [("tips.toml", 2, "L2.list")]


def test_invalid_theme_is_left_out_with_its_tips(path: Path) -> None:
    """The other themes are loaded; tips of the invalid theme are left out."""
    theme_tables = [
        theme("room", 4, en="?") if theme_table["slug"] == "room" else theme_table for theme_table in themes()
    ]
    result = load_document(path, document(tip(1), tip(2, theme="lead"), theme=theme_tables))
    assert list(result.catalogue.tips) == [2]
    assert len(result.catalogue.themes) == 9
    assert [(number, rule) for number, _, rule, _ in problem_tuples(result)] == [(None, "schema.type"), (1, "L2.theme")]


@pytest.mark.parametrize("change", [{"slug": "ring-one-1"}, {"hint": "x"}], ids=["duplicate slug", "unknown key"])
def test_non_fatal_problem_keeps_the_tip(path: Path, change: TomlTable) -> None:
    """A duplicate slug or an unknown key is reported, and the tip is loaded."""
    result = load_document(path, document(tip(1), tip(2, **change)))
    assert list(result.catalogue.tips) == [1, 2]
    assert len(result.problems) == 1


def test_first_tip_with_a_duplicate_number_is_kept(path: Path) -> None:
    result = load_document(path, document(tip(1), tip(1, slug="later")))
    assert result.catalogue.tips[1].slug == "ring-one-1"


def test_tip_falls_back_to_its_only_language(path: Path) -> None:
    """A tip that is only in Dutch is loaded, and shown in Dutch to English users."""
    dutch_tip = {key: value for key, value in tip(2).items() if key != "en"}
    result = load_document(path, document(tip(1), dutch_tip))
    assert result.problems == ()
    assert result.catalogue.tips[2].text("en").title == tip_text(2, "nl")["title"]


def test_line_breaks_in_a_text_are_collapsed(path: Path) -> None:
    """A line break in a text becomes a space; a no-break space is kept."""
    result = load_document(path, document(tip(1, en={**tip_text(1), "why": "\n  One\r\n  two\u00a0three.\n"})))
    assert result.catalogue.tips[1].text("en").why == "One two\u00a0three."


@pytest.mark.parametrize("change", [lambda data: b"\xef\xbb\xbf" + data, lambda data: data.replace(b"\n", b"\r\n")])
def test_bom_and_crlf_are_accepted(path: Path, change: Callable[[bytes], bytes]) -> None:
    result = load_document(path, change(to_toml(document()).encode()))
    assert (list(result.catalogue.tips), result.problems) == ([1, 2, 3], ())


UNREADABLE_CASES: list[tuple[str, bytes, str, str]] = [
    ("invalid TOML", b"format = 1\n\n[[tip]]\nid = = 1\n", "file.toml", "4"),
    ("unterminated string", b'format = 1\n[[tip]]\nslug = """x\n', "file.toml", "3"),
    ("duplicate key", b"[[tip]]\nid = 1\nid = 2\n", "file.toml", "3"),
    ("not UTF-8", b'format = 1\nversion = "1"\n# caf\xe9\n', "file.encoding", "3"),
    ("number too long", b"format = " + b"9" * 5000, "file.toml", ""),
    ("nesting too deep", b"x = " + b"[" * 5000, "file.toml", ""),
    ("key too long", b"a." * 3000 + b"b = 1", "file.long-key", ""),
    ("file too large", b"#" * (MAX_FILE_BYTES + 1), "file.too-large", str(MAX_FILE_BYTES)),
]


@pytest.mark.parametrize(
    ("data", "rule", "detail"), [case[1:] for case in UNREADABLE_CASES], ids=[c[0] for c in UNREADABLE_CASES]
)
def test_unreadable_file_gives_one_problem(path: Path, data: bytes, rule: str, detail: str) -> None:
    """A file that cannot be parsed gives one problem, with its line if known, and an empty catalogue."""
    result = load_document(path, data)
    assert problem_tuples(result) == [(None, "", rule, detail)]
    assert result.catalogue == Catalogue()


def test_missing_file_is_a_problem_only_for_the_catalogue(path: Path) -> None:
    """The file of own tips is optional; the catalogue is not."""
    assert problem_tuples(load_catalogue(path)) == [(None, "", "file.missing", "")]
    assert load_catalogue(path, is_own=True) == LoadedCatalogue()


def test_folder_instead_of_a_file_is_unreadable(tmp_path: Path) -> None:
    """An operating system error is reported with its symbolic name."""
    assert problem_tuples(load_catalogue(tmp_path, is_own=True)) == [(None, "", "file.unreadable", "EISDIR")]


def test_own_tip_with_a_catalogue_number_is_left_out(path: Path) -> None:
    """A file of own tips cannot replace a tip of the catalogue."""
    result = load_document(path, own_document(tip(34), tip(201)), is_own=True)
    assert (list(result.catalogue.tips), problem_tuples(result)) == ([201], [(34, "id", "L1.own", "34")])


def test_merge_adds_own_tips_and_themes() -> None:
    """Merging adds own tips and themes and removes nothing."""
    catalogue = build_catalogue(complete_document())
    own_catalogue = build_catalogue(
        own_document(tip(202), tip(201), theme=[theme("lead", 1, seeds=[]), theme("harbour", 11)])
    )
    merged = merge_own_tips(catalogue, own_catalogue)
    assert list(merged.tips) == [*range(1, 102), 201, 202]
    assert [merged_theme.slug for merged_theme in merged.themes] == [
        *(merged_theme.slug for merged_theme in catalogue.themes),
        "harbour",
    ]
    assert merged.themes[0] is catalogue.themes[0]


def test_merge_never_replaces_a_catalogue_tip() -> None:
    """Own tips that were not validated cannot replace tip 1 either."""
    merged = merge_own_tips(
        build_catalogue(document(tip(1))), build_catalogue(own_document(tip(1, slug="mine"), tip(200)))
    )
    assert {number: merged_tip.slug for number, merged_tip in merged.tips.items()} == {1: "ring-one-1"}


def test_duplicate_slug_finds_the_catalogue_tip() -> None:
    """An own tip with the slug of a catalogue tip can only be found by number."""
    catalogue = build_catalogue(document(tip(1)))
    own_catalogue = build_catalogue(own_document(tip(201), tip(202, slug="ring-one-1")))
    found_tip = merge_own_tips(catalogue, own_catalogue).find("ring-one-1")
    assert found_tip is not None
    assert found_tip.id == 1


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (own_document(), True),
        (complete_document(), False),
        (document(tip(1), tip(201)), False),
        (own_document(tip(150)), False),
        ({}, False),
    ],
    ids=["own tips", "catalogue", "both", "numbers between", "empty"],
)
def test_own_tips_are_recognised_by_their_numbers(table: TomlTable, expected: bool) -> None:
    """A file with tips from 201 on and none up to 101 contains own tips."""
    assert is_own_tips_document(table) is expected


def test_check_reports_each_field_once(path: Path) -> None:
    """A lint problem is left out if its field has a schema problem."""
    invalid_tip = tip(1, form="x", first_step_minutes="ten")
    path.write_text(to_toml(document(invalid_tip, tip(2, weekly_minutes=90))), encoding="utf-8")
    problems = [(problem.tip, problem.field, problem.rule) for problem in check_file(path, is_complete=False)]
    assert problems == [
        (1, "form", "L2.list"),
        (1, "first_step_minutes", "schema.type"),
        (2, "weekly_minutes", "L7.weekly"),
    ]


def test_check_recognises_own_tips(path: Path) -> None:
    """A file of own tips is recognised and does not need 101 tips or ten themes."""
    path.write_text(to_toml(own_document()), encoding="utf-8")
    assert check_file(path) == ()


def test_check_reports_a_missing_file(path: Path) -> None:
    assert [problem.rule for problem in check_file(path)] == ["file.missing"]


def test_packaged_path_is_in_the_package_or_the_checkout() -> None:
    """The path ends in data/tips.toml, in the package or beside src."""
    path = packaged_path()
    package = Path(loader.__file__).resolve().parents[1]
    assert path in (package / "data" / "tips.toml", package.parents[1] / "data" / "tips.toml")


def test_invalid_packaged_catalogue_is_validated(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The packaged catalogue is read without validation. If that fails, its valid tips are loaded."""
    monkeypatch.setattr(loader, "packaged_path", lambda: path)
    assert [problem.rule for problem in load_packaged().problems] == ["file.missing"]
    path.write_text(to_toml(document()), encoding="utf-8")
    assert list(load_packaged().catalogue.tips) == [1, 2, 3]
    path.write_text(to_toml(document(tip(1), tip(2, form="x"))), encoding="utf-8")
    assert list(load_packaged().catalogue.tips) == [1]
