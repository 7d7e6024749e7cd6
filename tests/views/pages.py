"""Reviews as HTML pages for the tests of the page: scenes of the worked cycle, and any text in every place."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

from msgspec.structs import replace

from tests.cli.scenes import CLOSE, WORKED
from tests.writing import catalogue, cycle, journal
from tipcycle.core.blocks import Block, Journal, Profile
from tipcycle.core.cycles import Cycles
from tipcycle.core.momentum.spiral import Turn
from tipcycle.core.pulse import Tally
from tipcycle.core.review import Review, review
from tipcycle.core.tips import Catalogue, TipText
from tipcycle.locales import load_words
from tipcycle.views.html import review_html

GOLDEN = Path(__file__).parent.parent / "golden"
SENTENCE = "Nobody here has to tell their story twice."
PROFILE = Profile(name="the manager", team="team Service")
ON = date(2026, 5, 3)
USED: Mapping[str, object] = {
    "pulse": (
        Tally(None, date(2026, 2, 20), 4, None, 5, Fraction(2)),
        Tally(1, date(2026, 3, 20), 3, 4, 6, Fraction(7, 2)),
        Tally(2, date(2026, 5, 20), 4, 4, 7, Fraction(3)),
        Tally(3, date(2026, 7, 20), None, 4, 12, Fraction(4)),
        Tally(4, date(2026, 9, 20), None, None, 9, Fraction(5)),
        Tally(5, date(2026, 11, 20), 1, 5, 5, Fraction(1)),
    ),
    "spiral": (Turn("culture", 12, 3), Turn("experience", 44, 31), Turn("loyalty", 30, 0), Turn("reputation", 0, 1)),
}
"""The practices as full as they get: a year of tallies in all their mixtures, and long rows beside empty ones."""


def titled(prefix: str = "Do the act of tip") -> Catalogue:
    """The numbers 1–101 with a title each, so that no page changes when the real catalogue does."""
    bare = catalogue()
    return replace(bare, tips={n: replace(tip, texts={"en": _text(f"{prefix} {n}")}) for n, tip in bare.tips.items()})


def _text(title: str) -> TipText:
    return TipText(
        title=title, what="", why="", steps=(), if_then="", check="", check_after=None, signal="", pitfall=""
    )


def worked(*, closed: bool = False) -> Journal:
    """The cycle of docs/rules.md §9 with what was written around it."""
    return journal(cycle(WORKED + (CLOSE if closed else "")))


def facts(told: Journal, *, private: bool = False, on: date = ON, profile: Profile = PROFILE, **more: object) -> Review:
    """The review of its first cycle."""
    given = {"sentence": SENTENCE, "suggested": (6, 89, 93), **more}
    return review(Cycles(told), 0, titled().kind, profile, on, private=private, **given)  # type: ignore[arg-type]


def page(found: Review, language: str = "en", known: Catalogue | None = None) -> str:
    """Its page."""
    return review_html(found, known or titled(), load_words(language))


def with_text_everywhere(payload: str, *, closed: bool) -> tuple[Journal, Profile]:
    """The worked cycle with this text in every place where people write."""
    told = worked(closed=closed)
    file = told.files[0]

    def written(block: Block) -> Block:
        names = {"text", "by", "because", "running", "answer"} & set(block.body.__struct_fields__)
        given = {name: payload for name in names if getattr(block.body, name)}
        return replace(block, body=replace(block.body, **given))

    profile = Profile(name=payload, team=payload)
    return Journal((), (replace(file, blocks=tuple(map(written, file.blocks))),)), profile


def hostile(payload: str, *, private: bool, closed: bool, language: str = "en") -> str:
    """The page of that cycle; the titles of the tips and the sentence hold the text too."""
    told, profile = with_text_everywhere(payload, closed=closed)
    found = facts(told, private=private, profile=profile, sentence=payload)
    known = titled()
    known = replace(known, tips={n: replace(t, texts={"en": _text(payload)}) for n, t in known.tips.items()})
    return page(found, language, known)


GOLDEN_PAGES: Mapping[str, tuple[bool, bool, str, Mapping[str, object]]] = {
    "review-en.html": (False, False, "en", {}),
    "review-nl.html": (False, False, "nl", {}),
    "review-closed-en.html": (True, False, "en", {}),
    "review-private-nl.html": (False, True, "nl", {}),
    "review-practices-en.html": (True, False, "en", USED),
    "review-practices-nl.html": (False, False, "nl", USED),
}


def golden_page(name: str) -> str:
    """What a golden file should hold."""
    closed, private, language, more = GOLDEN_PAGES[name]
    return page(facts(worked(closed=closed), private=private, provisional=not closed, **more), language)


if __name__ == "__main__":  # .venv/bin/python -m tests.views.pages
    GOLDEN.mkdir(exist_ok=True)
    for name in GOLDEN_PAGES:
        (GOLDEN / name).write_text(golden_page(name), encoding="utf-8", newline="\n")
