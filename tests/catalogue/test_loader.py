"""From a file to a catalogue."""

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
from tipcycle.catalogue.loader import (
    LoadedCatalogue,
    build_catalogue,
    check_file,
    is_own_tips_document,
    load_catalogue,
    load_packaged,
    merge_own_tips,
    packaged_path,
)
from tipcycle.core.tips import Catalogue, ChangeForm, TipKind


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a test writes its catalogue."""
    return tmp_path / "tips.toml"


def load_document(path: Path, content: TomlTable | str | bytes, *, is_own: bool = False) -> LoadedCatalogue:
    """What is read of a document, text or bytes in a file."""
    text_or_bytes = to_toml(content) if isinstance(content, dict) else content
    path.write_bytes(text_or_bytes.encode() if isinstance(text_or_bytes, str) else text_or_bytes)
    return load_catalogue(path, is_own=is_own)


def problem_tuples(result: LoadedCatalogue) -> list[tuple[int | None, str, str, str]]:
    """Its problems without their file."""
    return [(each.tip, each.field, each.rule, each.detail) for each in result.problems]


def test_every_field_arrives(path: Path) -> None:
    """Nothing that stands in the file is lost on its way into the core."""
    made = tip(3, "build", seeds=["003.4", "002.6"], related=[1], retired=True, example=example())
    read = load_document(path, document(tip(1), made))
    found = read.catalogue.tips[3]
    assert read.problems == ()
    assert (found.slug, found.theme, found.form, found.kind) == (
        "ring-one-3",
        "room",
        ChangeForm.IMPROVE,
        TipKind.BUILD,
    )
    assert (found.first_step_minutes, found.weekly_minutes, found.scope, found.spiral) == (10, 20, "team", "experience")
    assert (found.seeds, found.related, found.retired) == (("003.4", "002.6"), (1,), True)
    assert found.example is not None
    assert (found.example.who, found.example.text["nl"]) == ("Harbour Bikes (NL)", "Ze bellen elke avond.")
    assert (found.example.url, found.example.source) == ("https://harbour.test/story", "press")
    for language in ("en", "nl"):
        wanted, text_found = made[language], found.text(language)
        assert {key: getattr(text_found, key) for key in wanted} == {**wanted, "steps": tuple(wanted["steps"])}
    assert read.catalogue.tips[1].text("nl").check_after is None


def test_themes_arrive_in_their_order(path: Path) -> None:
    """Themes are sorted by their order, tips by their number, wherever they stand."""
    read = load_document(path, document(tip(3), tip(1), theme=list(reversed(themes()))))
    assert [each.order for each in read.catalogue.themes] == list(range(1, 11))
    assert read.catalogue.themes[0].text("nl").question == "Wat zouden ze doen?"
    assert list(read.catalogue.tips) == [1, 3]


def test_a_broken_tip_is_left_out_alone(path: Path) -> None:
    """The tips beside a broken one are read."""
    read = load_document(path, document(tip(1), tip(2, form="x"), tip(3)))
    assert list(read.catalogue.tips) == [1, 3]
    assert [(each.file, each.tip, each.rule) for each in read.problems] == [("tips.toml", 2, "L2.list")]


def test_a_broken_theme_leaves_the_other_themes(path: Path) -> None:
    """A theme that cannot be read takes with it only the tips that would hang in the air."""
    broken = [theme("room", 4, en="?") if each["slug"] == "room" else each for each in themes()]
    read = load_document(path, document(tip(1), tip(2, theme="lead"), theme=broken))
    assert list(read.catalogue.tips) == [2]
    assert len(read.catalogue.themes) == 9
    assert [(number, rule) for number, _, rule, _ in problem_tuples(read)] == [(None, "schema.type"), (1, "L2.theme")]


@pytest.mark.parametrize("change", [{"slug": "ring-one-1"}, {"hint": "x"}], ids=["taken slug", "unknown key"])
def test_what_is_harmless_is_reported_and_kept(path: Path, change: TomlTable) -> None:
    """A taken slug or an unknown key is said, and the tip can be read all the same."""
    read = load_document(path, document(tip(1), tip(2, **change)))
    assert list(read.catalogue.tips) == [1, 2]
    assert len(read.problems) == 1


def test_the_first_of_two_equal_numbers_stays(path: Path) -> None:
    """A number that stands there twice means its first tip."""
    read = load_document(path, document(tip(1), tip(1, slug="later")))
    assert read.catalogue.tips[1].slug == "ring-one-1"


def test_a_tip_without_a_language_falls_back(path: Path) -> None:
    """A tip in Dutch alone is kept and shown in Dutch to whoever asks for English."""
    dutch = {key: value for key, value in tip(2).items() if key != "en"}
    read = load_document(path, document(tip(1), dutch))
    assert read.problems == ()
    assert read.catalogue.tips[2].text("en").title == tip_text(2, "nl")["title"]


def test_a_text_over_several_lines_is_one_line(path: Path) -> None:
    """Line breaks inside a text become blanks, and a hard blank stays hard."""
    read = load_document(path, document(tip(1, en={**tip_text(1), "why": "\n  One\r\n  two\u00a0three.\n"})))
    assert read.catalogue.tips[1].text("en").why == "One two\u00a0three."


@pytest.mark.parametrize("change", [lambda data: b"\xef\xbb\xbf" + data, lambda data: data.replace(b"\n", b"\r\n")])
def test_the_marks_of_other_editors_are_read(path: Path, change: Callable[[bytes], bytes]) -> None:
    """A byte order mark and Windows line ends do no harm."""
    read = load_document(path, change(to_toml(document()).encode()))
    assert (list(read.catalogue.tips), read.problems) == ([1, 2, 3], ())


UNREADABLE_CASES: list[tuple[str, bytes, str, str]] = [
    ("a line is no TOML", b"format = 1\n\n[[tip]]\nid = = 1\n", "file.toml", "4"),
    ("a text is never closed", b'format = 1\n[[tip]]\nslug = """x\n', "file.toml", "3"),
    ("a key stands there twice", b"[[tip]]\nid = 1\nid = 2\n", "file.toml", "3"),
    ("it is no UTF-8", b'format = 1\nversion = "1"\n# caf\xe9\n', "file.encoding", "3"),
    ("a number is beyond reading", b"format = " + b"9" * 5000, "file.toml", ""),
    ("lists are nested without end", b"x = " + b"[" * 5000, "file.toml", ""),
    ("a key is too long to parse", b"a." * 3000 + b"b = 1", "file.long-key", ""),
    ("it is too large", b"#" * (loader.MAX_FILE_BYTES + 1), "file.too-large", str(loader.MAX_FILE_BYTES)),
]


@pytest.mark.parametrize(
    ("data", "rule", "detail"), [case[1:] for case in UNREADABLE_CASES], ids=[c[0] for c in UNREADABLE_CASES]
)
def test_an_unreadable_file_gives_one_problem(path: Path, data: bytes, rule: str, detail: str) -> None:
    """A file that cannot be parsed is one problem, with its line where that is known, and an empty catalogue."""
    read = load_document(path, data)
    assert problem_tuples(read) == [(None, "", rule, detail)]
    assert read.catalogue == Catalogue()


def test_a_missing_file_is_a_problem_unless_it_is_optional(path: Path) -> None:
    """A manager need not have tips of their own; the catalogue has to be there."""
    assert problem_tuples(load_catalogue(path)) == [(None, "", "file.missing", "")]
    assert load_catalogue(path, is_own=True) == LoadedCatalogue()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """What the system refuses to read is named by the system's own word."""
    assert problem_tuples(load_catalogue(tmp_path, is_own=True)) == [(None, "", "file.unreadable", "EISDIR")]


def test_an_own_tip_from_the_catalogues_numbers_is_left_out(path: Path) -> None:
    """An own file can never replace a tip of the catalogue."""
    read = load_document(path, own_document(tip(34), tip(201)), is_own=True)
    assert (list(read.catalogue.tips), problem_tuples(read)) == ([201], [(34, "id", "L1.own", "34")])


def test_own_tips_stand_beside_the_catalogue() -> None:
    """Merging adds own tips and themes and takes nothing away."""
    catalogue = build_catalogue(complete_document())
    added = build_catalogue(own_document(tip(202), tip(201), theme=[theme("lead", 1, seeds=[]), theme("harbour", 11)]))
    merged = merge_own_tips(catalogue, added)
    assert list(merged.tips) == [*range(1, 102), 201, 202]
    assert [each.slug for each in merged.themes] == [*(each.slug for each in catalogue.themes), "harbour"]
    assert merged.themes[0] is catalogue.themes[0]


def test_merging_keeps_the_catalogues_numbers() -> None:
    """An own catalogue that was built unchecked cannot replace tip 1 either."""
    merged = merge_own_tips(
        build_catalogue(document(tip(1))), build_catalogue(own_document(tip(1, slug="mine"), tip(200)))
    )
    assert {number: each.slug for number, each in merged.tips.items()} == {1: "ring-one-1"}


def test_a_slug_of_both_means_the_catalogues_tip() -> None:
    """An own tip with such a slug can be meant by its number only."""
    catalogue = build_catalogue(document(tip(1)))
    added = build_catalogue(own_document(tip(201), tip(202, slug="ring-one-1")))
    found = merge_own_tips(catalogue, added).find("ring-one-1")
    assert found is not None
    assert found.id == 1


@pytest.mark.parametrize(
    ("made", "is_it"),
    [
        (own_document(), True),
        (complete_document(), False),
        (document(tip(1), tip(201)), False),
        (own_document(tip(150)), False),
        ({}, False),
    ],
    ids=["own", "the catalogue", "both", "between", "nothing"],
)
def test_own_tips_are_known_by_their_numbers(made: TomlTable, is_it: bool) -> None:
    """A file with tips from 201 and none up to 101 is a manager's own."""
    assert is_own_tips_document(made) is is_it


def test_checking_a_file_says_each_field_once(path: Path) -> None:
    """Where schema and lint find the same field wrong, the schema speaks and the lint adds the rest."""
    broken = tip(1, form="x", first_step_minutes="ten")
    path.write_text(to_toml(document(broken, tip(2, weekly_minutes=90))), encoding="utf-8")
    found = [(each.tip, each.field, each.rule) for each in check_file(path, is_complete=False)]
    assert found == [
        (1, "form", "L2.list"),
        (1, "first_step_minutes", "schema.type"),
        (2, "weekly_minutes", "L7.weekly"),
    ]


def test_checking_an_own_file_asks_for_no_catalogue(path: Path) -> None:
    """A manager's own file is recognised and neither lacks a hundred tips nor ten themes."""
    path.write_text(to_toml(own_document()), encoding="utf-8")
    assert check_file(path) == ()


def test_checking_what_cannot_be_read_says_so(path: Path) -> None:
    """A file that is not there is the one problem there is."""
    assert [each.rule for each in check_file(path)] == ["file.missing"]


def test_the_packaged_catalogue_lies_in_the_package_or_the_checkout() -> None:
    """The path ends in data/tips.toml, below the package or beside src."""
    path = packaged_path()
    package = Path(loader.__file__).resolve().parents[1]
    assert path in (package / "data" / "tips.toml", package.parents[1] / "data" / "tips.toml")


def test_a_packaged_catalogue_that_somebody_changed_is_sifted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped file is read unchecked, and when that fails its sound tips are read all the same."""
    monkeypatch.setattr(loader, "packaged_path", lambda: path)
    assert [each.rule for each in load_packaged().problems] == ["file.missing"]
    path.write_text(to_toml(document()), encoding="utf-8")
    assert list(load_packaged().catalogue.tips) == [1, 2, 3]
    path.write_text(to_toml(document(tip(1), tip(2, form="x"))), encoding="utf-8")
    assert list(load_packaged().catalogue.tips) == [1]
