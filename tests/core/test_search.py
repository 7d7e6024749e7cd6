"""Search for tips by words, and close matches for a mistyped slug or title."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tipcycle.catalogue.loader import load_packaged
from tipcycle.core.search import close_matches, same_stem, search
from tipcycle.core.tips import Catalogue, ChangeForm, Example, Theme, ThemeText, Tip, TipKind, TipText
from tipcycle.i18n import inflectional_suffixes, stop_words

SUFFIXES, STOP_WORDS = inflectional_suffixes(), stop_words()


def make_text(title: str, *, what: str = "", why: str = "", pitfall: str = "") -> TipText:
    """Return the texts of a tip in one language. Texts that are not given are empty."""
    return TipText(
        title=title,
        what=what,
        why=why,
        steps=(),
        if_then="",
        check="",
        check_after=None,
        signal="",
        pitfall=pitfall,
    )


def make_tip(
    number: int, slug: str, en: TipText, nl: TipText, *, theme: str = "room", example: str | None = None
) -> Tip:
    """Return a tip with these texts."""
    tip_example = Example(who=example, text={"en": "", "nl": ""}, url="", source="press") if example else None
    return Tip(
        id=number,
        slug=slug,
        theme=theme,
        form=ChangeForm.IMPROVE,
        kind=TipKind.RITUAL,
        first_step_minutes=5,
        weekly_minutes=5,
        scope="self",
        spiral="culture",
        seeds=(),
        related=(),
        texts={"en": en, "nl": nl},
        example=tip_example,
    )


def themed_catalogue(*tips: Tip) -> Catalogue:
    """Return a catalogue of these tips, with two themes."""
    themes = [
        Theme(slug=slug, order=order, seeds=(), texts={"en": ThemeText(name=en, line="", question="")})
        for order, (slug, en) in enumerate((("room", "Room close by"), ("small", "Small and human")), 1)
    ]
    return Catalogue(tuple(themes), {tip.id: tip for tip in tips})


TIPS = themed_catalogue(
    make_tip(
        5,
        "hour-in-the-queue",
        make_text("Spend an hour where customers wait"),
        make_text("Zit een uur waar klanten wachten"),
    ),
    make_tip(
        34,
        "scrap-one-rule",
        make_text("Let people scrap one rule", why="A rule nobody can explain."),
        make_text("Laat de balie één regel schrappen", pitfall="Beloof geen verhaal."),
    ),
    make_tip(
        42,
        "ring-before",
        make_text("Ring one unhappy customer", what="Ring whoever had to wait."),
        make_text("Bel één ontevreden klant", what="Bij een klacht bel je zelf."),
        theme="small",
    ),
    make_tip(
        57,
        "tell-the-complainer",
        make_text("Tell the complainer what changed", pitfall="Do not wait for a rule."),
        make_text("Vertel wie klaagde wat er veranderd is"),
        example="Harbour Bikes",
    ),
)


def search_ids(query: str, tips: Catalogue = TIPS) -> list[int]:
    """Return the ids of the tips that a search finds, in order."""
    return [tip.id for tip in search(tips, query, SUFFIXES, STOP_WORDS)]


SEARCHES: list[tuple[str, str, list[int]]] = [
    ("an English word", "unhappy", [42]),
    ("a Dutch word", "ontevreden", [42]),
    ("both languages at once", "regel scrap", [34]),
    ("the start of a word", "compl", [57]),
    ("not the middle of a word", "happy", []),
    ("capitals", "KLACHT", [42]),
    ("an accent in query and text", "één", [5, 34, 42]),
    ("an accent only in the text", "een", [5, 34, 42]),
    ("an accent only in the query", "klächt", [42]),
    ("any word matches, the rarest first", "klant regel", [34, 42, 5]),
    ("stop words do not count", "wat is er met de regel", [34]),
    ("only stop words", "one", [34, 42]),
    ("title before what before other texts", "wait", [5, 42, 57]),
    ("title before why", "rule", [34, 57]),
    ("a slug", "queue", [5]),
    ("a whole slug first", "scrap-one-rule", [34, 42, 57]),
    ("the name of a theme", "human", [42]),
    ("the name of an example", "harbour", [57]),
    ("a number", "34", [34]),
    ("a number with a leading zero", "05", [5]),
    ("not the start of a number", "3", []),
    ("a plural finds its singular", "klachten", [42]),
    ("a singular finds its plural", "regels", [34]),
    ("a verb finds its stem", "waiting", [5, 42, 57]),
    ("an inflected form finds another", "verhalen", [34]),
    ("an apostrophe does not split a word", "klant's", [5, 42]),
    ("a missing letter", "ontevrden", [42]),
    ("an extra letter", "scrapp", [34]),
    ("a wrong letter", "unhoppy", [42]),
    ("a typo in a word that also has another form", "costomer", [5, 42]),
    ("two neighbouring letters swapped", "ontevredne", [42]),
    ("neighbouring letters swapped twice", "notevredne", []),
    ("several missing letters", "ontvrdn", []),
    ("a typo in a short word", "ruke", []),
    ("an empty query", "", []),
    ("only punctuation", " ?! ", []),
]


@pytest.mark.parametrize(("query", "ids"), [case[1:] for case in SEARCHES], ids=[case[0] for case in SEARCHES])
def test_search_finds_and_ranks_tips(query: str, ids: list[int]) -> None:
    assert search_ids(query) == ids


def test_whole_word_ranks_before_word_start() -> None:
    """The match is in the same text of each tip, and the numbers of the tips do not matter."""
    tips = themed_catalogue(
        make_tip(1, "a", make_text("Open the telephone"), make_text("x")),
        make_tip(2, "b", make_text("Ring twice"), make_text("x")),
        make_tip(3, "c", make_text("Open the tele"), make_text("x")),
    )
    assert search_ids("tele", tips) == [3, 1]


def test_all_texts_of_tip_are_searched() -> None:
    """The search includes the example, the theme, the slug and the number, in both languages."""
    fields = ("title", "what", "why", "steps", "if_then", "check", "check_after", "signal", "pitfall")
    english = TipText(**{name: name.replace("_", "") for name in fields} | {"steps": ("firststep", "secondstep")})  # type: ignore[arg-type]
    dutch = TipText(**{name: "nl" + name.replace("_", "") for name in fields} | {"steps": ("eerste",)})  # type: ignore[arg-type]
    example = Example(who="somebody", text={"en": "harbour", "nl": "haven"}, url="hidden", source="unread")
    tips = themed_catalogue(
        replace(make_tip(7, "one-slug", english, dutch, theme="small"), example=example), TIPS.tips[5]
    )
    words = [name.replace("_", "") for name in fields if name != "steps"]
    words += ["firststep", "secondstep", "eerste", *("nl" + word for word in words)]
    words += ["somebody", "harbour", "haven", "slug", "small", "human", "7", "07"]
    assert {word: [tip.id for tip in search(tips, word, SUFFIXES, STOP_WORDS)] for word in words} == {
        word: [7] for word in words
    }
    assert search(tips, "hidden", SUFFIXES, STOP_WORDS) == search(tips, "unread", SUFFIXES, STOP_WORDS) == ()


def test_kind_of_text_ranks_before_kind_of_match() -> None:
    """The order is: title, slug and theme, what and why, other texts."""
    tips = themed_catalogue(
        make_tip(1, "a", make_text("Go", pitfall="ruler rule"), make_text("x")),
        make_tip(2, "b", make_text("Go", why="The rule."), make_text("x")),
        make_tip(3, "one-rule", make_text("Go"), make_text("x")),
        make_tip(4, "c", make_text("Scrap the rules"), make_text("x")),
    )
    assert search_ids("rule", tips) == [4, 3, 2, 1]


def test_equal_matches_are_sorted_by_number() -> None:
    tips = themed_catalogue(
        *(make_tip(number, f"s{number}", make_text("Ring"), make_text("Bel")) for number in (42, 5, 101, 34))
    )
    assert search_ids("ring", tips) == [5, 34, 42, 101]


def test_exact_match_excludes_similar_words() -> None:
    tips = themed_catalogue(
        make_tip(1, "a", make_text("Water the plant"), make_text("x")),
        make_tip(2, "b", make_text("x"), make_text("Bel een klant")),
    )
    assert search_ids("klant", tips) == [2]


def test_more_matching_words_rank_first() -> None:
    """A second word adds tips, and the tip that matches both words comes first."""
    assert set(search_ids("customer")) | set(search_ids("ring")) == set(search_ids("customer ring"))
    assert search_ids("customer ring")[0] == 42


def test_search_words_rank_after_title_and_phrase_before_it() -> None:
    """`words` contains synonyms. A query that equals one of them comes before a tip with these words in its title."""
    english = make_text("Scrap a rule")
    tips = themed_catalogue(
        make_tip(1, "a", replace(english, words=("red tape", "bureaucracy")), make_text("x")),
        make_tip(2, "b", make_text("Cut the red tape"), make_text("x")),
        make_tip(3, "c", make_text("x", what="Bureaucracy."), make_text("x")),
    )
    assert search_ids("red tape", tips) == [1, 2]
    assert search_ids("tape", tips) == [2, 1]
    assert search_ids("bureaucracy", tips) == [1, 3]


TABLE_FOLDER = Path(__file__).parents[1] / "catalogue"
TABLES = {
    language: tomllib.loads(
        Path(__file__, "../../catalogue", f"search_table_{language}.toml").resolve().read_text("utf-8")
    )
    for language in ("en", "nl")
}
TABLE_ROWS = [(query, tips) for table in TABLES.values() for query, tips in table.items()]
PACKAGED = load_packaged().catalogue


def test_table_has_a_hundred_queries_per_language() -> None:
    assert all(len(table) >= 100 for table in TABLES.values())


@pytest.mark.parametrize(("query", "tips"), TABLE_ROWS, ids=[row[0] for row in TABLE_ROWS])
def test_everyday_query_finds_its_tips_among_first_five(query: str, tips: list[int]) -> None:
    assert set(tips) <= set(search_ids(query, PACKAGED)[:5])


STEMS: list[tuple[str, str, bool]] = [
    ("klacht", "klachten", True),
    ("wachten", "wacht", True),
    ("wachten", "wachtte", True),
    ("verhaal", "verhalen", True),
    ("brief", "brieven", True),
    ("huis", "huizen", True),
    ("bellen", "belle", True),
    ("story", "stories", True),
    ("promise", "promising", True),
    ("apologise", "apologize", True),
    ("stopped", "stops", True),
    ("klant", "klacht", False),
    ("team", "teem", False),
    ("bos", "boos", False),
    ("bel", "bellen", False),
    ("klantverhaal", "klant", False),
    ("", "", False),
]


@pytest.mark.parametrize(("first", "second", "expected"), STEMS)
def test_inflected_forms_have_same_stem(first: str, second: str, expected: bool) -> None:
    """The stem has at least four letters, and the order of the words does not matter."""
    assert same_stem(first, second, SUFFIXES) is expected
    assert same_stem(second, first, SUFFIXES) is expected


CLOSE_MATCHES: list[tuple[str, str, tuple[int, ...]]] = [
    ("a slug with an extra letter", "scrap-one-rulle", (34,)),
    ("a slug with a missing part", "scrap-rule", (34,)),
    ("a slug without dashes", "scraponerule", (34,)),
    ("a slug with capitals and a missing letter", "Ring-Befor", (42,)),
    ("a Dutch title", "bel een ontevreden klant", (42,)),
    ("a mistyped word of a title", "complainr", (57,)),
    ("an unknown word", "xylophone", ()),
    ("a number", "341", ()),
    ("a blank text", " ", ()),
]


@pytest.mark.parametrize(("word", "ids"), [case[1:] for case in CLOSE_MATCHES], ids=[case[0] for case in CLOSE_MATCHES])
def test_close_matches_of_mistyped_text(word: str, ids: tuple[int, ...]) -> None:
    assert close_matches(TIPS, word) == ids


def test_number_of_close_matches_is_limited() -> None:
    """The closest tips come first, and equally close tips are sorted by number."""
    tips = themed_catalogue(
        *(
            make_tip(number, f"ring-{letter}", make_text("x"), make_text("x"))
            for number, letter in enumerate("abcdef", 1)
        )
    )
    assert close_matches(tips, "ring-x") == (1, 2, 3)
    assert close_matches(tips, "ring-d", limit=1) == (4,)
    assert close_matches(tips, "ring-d", limit=0) == ()


@settings(deadline=None)
@given(st.text(max_size=12))
def test_any_text_can_be_searched(query: str) -> None:
    """Each tip is found at most once."""
    tip_ids = search_ids(query)
    assert len(set(tip_ids)) == len(tip_ids)
    assert set(tip_ids) | set(close_matches(TIPS, query)) <= set(TIPS.tips)
