"""Finding tips by words, and what may have been meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tipcycle.core.search import close_matches, same_stem, search
from tipcycle.core.tips import Catalogue, ChangeForm, Example, Theme, ThemeText, Tip, TipKind, TipText


def text(title: str, *, what: str = "", why: str = "", pitfall: str = "") -> TipText:
    """A tip in one language, with words only where a test puts them."""
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


def tip(number: int, slug: str, en: TipText, nl: TipText, *, theme: str = "room", example: str | None = None) -> Tip:
    """A tip with these words."""
    told = Example(who=example, text={"en": "", "nl": ""}, url="", source="press") if example else None
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
        example=told,
    )


def catalogue(*tips: Tip) -> Catalogue:
    """A catalogue of these tips in two themes."""
    themes = [
        Theme(slug=slug, order=order, seeds=(), texts={"en": ThemeText(name=en, line="", question="")})
        for order, (slug, en) in enumerate((("room", "Room close by"), ("small", "Small and human")), 1)
    ]
    return Catalogue(tuple(themes), {each.id: each for each in tips})


TIPS = catalogue(
    tip(5, "hour-in-the-queue", text("Spend an hour where customers wait"), text("Zit een uur waar klanten wachten")),
    tip(
        34,
        "scrap-one-rule",
        text("Let people scrap one rule", why="A rule nobody can explain."),
        text("Laat de balie één regel schrappen", pitfall="Beloof geen verhaal."),
    ),
    tip(
        42,
        "ring-before",
        text("Ring one unhappy customer", what="Ring whoever had to wait."),
        text("Bel één ontevreden klant", what="Bij een klacht bel je zelf."),
        theme="small",
    ),
    tip(
        57,
        "tell-the-complainer",
        text("Tell the complainer what changed", pitfall="Do not wait for a rule."),
        text("Vertel wie klaagde wat er veranderd is"),
        example="Harbour Bikes",
    ),
)


def numbers(words: str, among: Catalogue = TIPS) -> list[int]:
    """The tips that a search gives, in its order."""
    return [each.id for each in search(among, words)]


FOUND: list[tuple[str, str, list[int]]] = [
    ("an English word", "unhappy", [42]),
    ("a Dutch word", "ontevreden", [42]),
    ("both languages at once", "regel scrap", [34]),
    ("the begin of a word", "compl", [57]),
    ("no middle of a word", "happy", []),
    ("capitals", "KLACHT", [42]),
    ("an accent typed where there is one", "één", [5, 34, 42]),
    ("no accent typed where there is one", "een", [5, 34, 42]),
    ("an accent typed where there is none", "klächt", [42]),
    ("every word has to be met", "klant regel", []),
    ("a title before a what before the rest", "wait", [5, 42, 57]),
    ("a title before a why", "rule", [34, 57]),
    ("a slug", "queue", [5]),
    ("a whole slug", "scrap-one-rule", [34]),
    ("the name of a theme", "human", [42]),
    ("the name of an example", "harbour", [57]),
    ("a number", "34", [34]),
    ("a number as it is printed", "05", [5]),
    ("no begin of a number", "3", []),
    ("a plural finds its singular", "klachten", [42]),
    ("a singular finds its plural", "regels", [34]),
    ("a verb finds its stem", "waiting", [5, 42, 57]),
    ("an inflection finds another", "verhalen", [34]),
    ("an apostrophe is no border", "klant's", [5, 42]),
    ("a letter too few", "ontevrden", [42]),
    ("a letter too many", "scrapp", [34]),
    ("another letter", "unhoppy", [42]),
    ("a typo in a word that is inflected elsewhere", "costomer", [5, 42]),
    ("neighbours exchanged", "ontevredne", [42]),
    ("neighbours exchanged twice", "notevredne", []),
    ("two typos are too many", "ontvrdn", []),
    ("a short word is typed as it is", "ruke", []),
    ("nothing", "", []),
    ("nothing but signs", " ?! ", []),
]


@pytest.mark.parametrize(("words", "ids"), [case[1:] for case in FOUND], ids=[case[0] for case in FOUND])
def test_a_search_finds_and_ranks(words: str, ids: list[int]) -> None:
    """What is typed finds these tips, in this order, and no others."""
    assert numbers(words) == ids


def test_a_whole_word_comes_before_a_begin() -> None:
    """Within one place a whole word outranks the begin of a longer one, whatever the numbers."""
    among = catalogue(
        tip(1, "a", text("Open the telephone"), text("x")),
        tip(2, "b", text("Ring twice"), text("x")),
        tip(3, "c", text("Open the tele"), text("x")),
    )
    assert numbers("tele", among) == [3, 1]


def test_every_text_of_a_tip_is_searched() -> None:
    """Each line of it in each language, its example, its theme, its slug and its number: a word of its own finds it."""
    order = ("title", "what", "why", "steps", "if_then", "check", "check_after", "signal", "pitfall")
    plain = TipText(**{name: name.replace("_", "") for name in order} | {"steps": ("firststep", "secondstep")})  # type: ignore[arg-type]
    dutch = TipText(**{name: "nl" + name.replace("_", "") for name in order} | {"steps": ("eerste",)})  # type: ignore[arg-type]
    told = Example(who="somebody", text={"en": "harbour", "nl": "haven"}, url="hidden", source="unread")
    known = catalogue(replace(tip(7, "one-slug", plain, dutch, theme="small"), example=told), TIPS.tips[5])
    words = [name.replace("_", "") for name in order if name != "steps"]
    words += ["firststep", "secondstep", "eerste", *("nl" + word for word in words)]
    words += ["somebody", "harbour", "haven", "slug", "small", "human", "7", "07"]
    assert {word: [each.id for each in search(known, word)] for word in words} == {word: [7] for word in words}
    assert search(known, "hidden") == search(known, "unread") == ()


def test_a_begin_in_a_title_comes_before_a_whole_word_elsewhere() -> None:
    """The place outranks the match: title, then slug and theme, then what and why, then the rest."""
    among = catalogue(
        tip(1, "a", text("Go", pitfall="ruler rule"), text("x")),
        tip(2, "b", text("Go", why="The rule."), text("x")),
        tip(3, "one-rule", text("Go"), text("x")),
        tip(4, "c", text("Scrap the rules"), text("x")),
    )
    assert numbers("rule", among) == [4, 3, 2, 1]


def test_equals_go_by_number() -> None:
    """Tips that are met equally well stand in the order of their numbers."""
    among = catalogue(*(tip(number, f"s{number}", text("Ring"), text("Bel")) for number in (42, 5, 101, 34)))
    assert numbers("ring", among) == [5, 34, 42, 101]


def test_a_word_that_exists_is_no_typo_of_another() -> None:
    """A word that is met as it stands does not drag in words that differ by a letter."""
    among = catalogue(tip(1, "a", text("Water the plant"), text("x")), tip(2, "b", text("x"), text("Bel een klant")))
    assert numbers("klant", among) == [2]


def test_more_words_find_no_more() -> None:
    """Each further word narrows a search."""
    assert set(numbers("customer ring")) <= set(numbers("customer"))


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


@pytest.mark.parametrize(("one", "other", "same"), STEMS)
def test_inflections_share_a_stem_of_four_letters(one: str, other: str, same: bool) -> None:
    """Plurals and verb forms of both languages meet, in either direction; short and other words do not."""
    assert same_stem(one, other) is same
    assert same_stem(other, one) is same


MEANT: list[tuple[str, str, tuple[int, ...]]] = [
    ("a slug with a letter wrong", "scrap-one-rulle", (34,)),
    ("a slug without a part", "scrap-rule", (34,)),
    ("a slug without its dashes", "scraponerule", (34,)),
    ("a slug with capitals", "Ring-Befor", (42,)),
    ("a Dutch title", "bel een ontevreden klant", (42,)),
    ("a word of a title", "complainr", (57,)),
    ("a word that is nowhere", "xylophone", ()),
    ("a number", "341", ()),
    ("nothing", " ", ()),
]


@pytest.mark.parametrize(("word", "ids"), [case[1:] for case in MEANT], ids=[case[0] for case in MEANT])
def test_what_may_have_been_meant_is_near(word: str, ids: tuple[int, ...]) -> None:
    """A mistyped slug or title leads to its tip, and what is far from all leads nowhere."""
    assert close_matches(TIPS, word) == ids


def test_no_more_than_the_limit_may_have_been_meant() -> None:
    """Of many near tips the likeliest are offered, equals by number."""
    among = catalogue(*(tip(number, f"ring-{sign}", text("x"), text("x")) for number, sign in enumerate("abcdef", 1)))
    assert close_matches(among, "ring-x") == (1, 2, 3)
    assert close_matches(among, "ring-d", limit=1) == (4,)
    assert close_matches(among, "ring-d", limit=0) == ()


@settings(deadline=None)
@given(st.text(max_size=12))
def test_any_text_can_be_asked(words: str) -> None:
    """No text is too strange to search for, and what is found stands in the catalogue once."""
    found = numbers(words)
    assert len(set(found)) == len(found)
    assert set(found) | set(close_matches(TIPS, words)) <= set(TIPS.tips)
