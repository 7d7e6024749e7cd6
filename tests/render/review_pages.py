"""Reviews as HTML pages for the tests of the page: scenes of the worked cycle, and any text in every place."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

from msgspec.structs import replace

from tests.cli.scenarios import EXAMPLE_CLOSE, EXAMPLE_CYCLE
from tests.journal_builder import cycle_file, make_catalogue, make_journal
from tipcycle.core.events import Event, Journal, Profile
from tipcycle.core.momentum.spiral import Turn
from tipcycle.core.projection import Cycles
from tipcycle.core.pulse import CyclePulse
from tipcycle.core.review import Review, build_review
from tipcycle.core.tips import Catalogue, TipText
from tipcycle.i18n import load_translator
from tipcycle.render.html import review_html

GOLDEN = Path(__file__).parent.parent / "golden"
SENTENCE = "Nobody here has to tell their story twice."
PROFILE = Profile(name="the manager", team="team Service")
REVIEW_DATE = date(2026, 5, 3)
FULL_PRACTICES: Mapping[str, object] = {
    "pulses": (
        CyclePulse(None, date(2026, 2, 20), 4, None, 5, Fraction(2)),
        CyclePulse(1, date(2026, 3, 20), 3, 4, 6, Fraction(7, 2)),
        CyclePulse(2, date(2026, 5, 20), 4, 4, 7, Fraction(3)),
        CyclePulse(3, date(2026, 7, 20), None, 4, 12, Fraction(4)),
        CyclePulse(4, date(2026, 9, 20), None, None, 9, Fraction(5)),
        CyclePulse(5, date(2026, 11, 20), 1, 5, 5, Fraction(1)),
    ),
    "spiral": (Turn("culture", 12, 3), Turn("experience", 44, 31), Turn("loyalty", 30, 0), Turn("reputation", 0, 1)),
}
"""The practices as full as they get: a year of tallies in all their mixtures, and long rows beside empty ones."""


def titled_catalogue(prefix: str = "Do the act of tip") -> Catalogue:
    """The numbers 1–101 with a title each, so that no page changes when the real catalogue does."""
    numbered = make_catalogue()
    return replace(
        numbered, tips={n: replace(tip, texts={"en": _tip_text(f"{prefix} {n}")}) for n, tip in numbered.tips.items()}
    )


def _tip_text(title: str) -> TipText:
    return TipText(
        title=title, what="", why="", steps=(), if_then="", check="", check_after=None, signal="", pitfall=""
    )


def worked_journal(*, closed: bool = False) -> Journal:
    """The cycle of docs/rules.md §9 with what was written around it."""
    return make_journal(cycle_file(EXAMPLE_CYCLE + (EXAMPLE_CLOSE if closed else "")))


def make_review(
    source: Journal, *, private: bool = False, today: date = REVIEW_DATE, profile: Profile = PROFILE, **more: object
) -> Review:
    """The review of its first cycle."""
    options = {"touchstone": SENTENCE, "suggested_tips": (6, 89, 93), **more}
    return build_review(Cycles(source), 0, titled_catalogue().kind_of, profile, today, private=private, **options)  # type: ignore[arg-type]


def review_page_html(facts: Review, language: str = "en", tips: Catalogue | None = None) -> str:
    """Its page."""
    return review_html(facts, tips or titled_catalogue(), load_translator(language))


def inject_everywhere(payload: str, *, closed: bool) -> tuple[Journal, Profile]:
    """The worked cycle with this text in every place where people write."""
    source = worked_journal(closed=closed)
    file = source.cycle_files[0]

    def inject(event: Event) -> Event:
        names = {"text", "by", "because", "running", "answer"} & set(event.payload.__struct_fields__)
        values = {name: payload for name in names if getattr(event.payload, name)}
        return replace(event, payload=replace(event.payload, **values))

    profile = Profile(name=payload, team=payload)
    return Journal((), (replace(file, events=tuple(map(inject, file.events))),)), profile


def hostile_page(payload: str, *, private: bool, closed: bool, language: str = "en") -> str:
    """The page of that cycle; the titles of the tips and the sentence hold the text too."""
    source, profile = inject_everywhere(payload, closed=closed)
    facts = make_review(source, private=private, profile=profile, touchstone=payload)
    tips = titled_catalogue()
    tips = replace(tips, tips={n: replace(t, texts={"en": _tip_text(payload)}) for n, t in tips.tips.items()})
    return review_page_html(facts, language, tips)


GOLDEN_PAGES: Mapping[str, tuple[bool, bool, str, Mapping[str, object]]] = {
    "review-en.html": (False, False, "en", {}),
    "review-nl.html": (False, False, "nl", {}),
    "review-closed-en.html": (True, False, "en", {}),
    "review-private-nl.html": (False, True, "nl", {}),
    "review-practices-en.html": (True, False, "en", FULL_PRACTICES),
    "review-practices-nl.html": (False, False, "nl", FULL_PRACTICES),
}


def golden_page(name: str) -> str:
    """What a golden file should hold."""
    closed, private, language, more = GOLDEN_PAGES[name]
    return review_page_html(
        make_review(worked_journal(closed=closed), private=private, is_provisional=not closed, **more), language
    )


if __name__ == "__main__":  # .venv/bin/python -m tests.render.review_pages
    GOLDEN.mkdir(exist_ok=True)
    for name in GOLDEN_PAGES:
        (GOLDEN / name).write_text(golden_page(name), encoding="utf-8", newline="\n")
