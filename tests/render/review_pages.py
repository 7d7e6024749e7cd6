"""HTML review pages for tests: the example cycle in several states, and pages with a payload in every text."""

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

from msgspec.structs import replace

from tests.cli.scenarios import EXAMPLE_CLOSE, EXAMPLE_CYCLE
from tests.journal_builder import cycle_file, make_catalogue, make_journal
from tipcycle.core.events import Event, Journal, Profile
from tipcycle.core.momentum.spiral import SpiralTurn
from tipcycle.core.projection import Cycles
from tipcycle.core.pulse import CyclePulse
from tipcycle.core.review import Review, build_review
from tipcycle.core.tips import Catalogue, TipText
from tipcycle.i18n import load_translator
from tipcycle.render.html import review_html

GOLDEN = Path(__file__).parent.parent / "golden"
TOUCHSTONE = "Nobody here has to tell their story twice."
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
    "spiral": (
        SpiralTurn("culture", 12, 3),
        SpiralTurn("experience", 44, 31),
        SpiralTurn("loyalty", 30, 0),
        SpiralTurn("reputation", 0, 1),
    ),
}
"""Practices with the most content: a year of pulses in all variants, and long spiral rows beside empty ones."""


def titled_catalogue(prefix: str = "Do the act of tip") -> Catalogue:
    """Return a catalogue of tips 1–101 with generated titles.

    The pages do not change when the packaged catalogue changes.
    """
    numbered = make_catalogue()
    return replace(
        numbered, tips={n: replace(tip, texts={"en": _tip_text(f"{prefix} {n}")}) for n, tip in numbered.tips.items()}
    )


def _tip_text(title: str) -> TipText:
    return TipText(
        title=title, what="", why="", steps=(), if_then="", check="", check_after=None, signal="", pitfall=""
    )


def worked_journal(*, closed: bool = False) -> Journal:
    """Return the journal of the example cycle (docs/rules.md §9)."""
    return make_journal(cycle_file(EXAMPLE_CYCLE + (EXAMPLE_CLOSE if closed else "")))


def make_review(
    source: Journal,
    *,
    private: bool = False,
    today: date = REVIEW_DATE,
    profile: Profile = PROFILE,
    **overrides: object,
) -> Review:
    """Return the review of the first cycle of a journal."""
    options = {"touchstone": TOUCHSTONE, "suggested_tips": (6, 89, 93), **overrides}
    return build_review(Cycles(source), 0, titled_catalogue().kind_of, profile, today, private=private, **options)  # type: ignore[arg-type]


def review_page_html(review: Review, language: str = "en", tips: Catalogue | None = None) -> str:
    """Return the HTML page of a review."""
    return review_html(review, tips or titled_catalogue(), load_translator(language))


def inject_everywhere(payload: str, *, closed: bool) -> tuple[Journal, Profile]:
    """Return the example journal and a profile with this payload in every text that users write."""
    source = worked_journal(closed=closed)
    file = source.cycle_files[0]

    def inject(event: Event) -> Event:
        names = {"text", "by", "because", "running", "answer"} & set(event.payload.__struct_fields__)
        values = {name: payload for name in names if getattr(event.payload, name)}
        return replace(event, payload=replace(event.payload, **values))

    profile = Profile(name=payload, team=payload)
    return Journal((), (replace(file, events=tuple(map(inject, file.events))),)), profile


def hostile_page(payload: str, *, private: bool, closed: bool, language: str = "en") -> str:
    """Return the page of that journal. The tip titles and the touchstone have the payload too."""
    source, profile = inject_everywhere(payload, closed=closed)
    review = make_review(source, private=private, profile=profile, touchstone=payload)
    tips = titled_catalogue()
    tips = replace(tips, tips={n: replace(tip, texts={"en": _tip_text(payload)}) for n, tip in tips.tips.items()})
    return review_page_html(review, language, tips)


GOLDEN_PAGES: Mapping[str, tuple[bool, bool, str, Mapping[str, object]]] = {
    "review-en.html": (False, False, "en", {}),
    "review-nl.html": (False, False, "nl", {}),
    "review-closed-en.html": (True, False, "en", {}),
    "review-private-nl.html": (False, True, "nl", {}),
    "review-practices-en.html": (True, False, "en", FULL_PRACTICES),
    "review-practices-nl.html": (False, False, "nl", FULL_PRACTICES),
}


def golden_page(name: str) -> str:
    """Return the expected content of a golden file: the page without its style sheet."""
    closed, private, language, overrides = GOLDEN_PAGES[name]
    review = make_review(worked_journal(closed=closed), private=private, is_provisional=not closed, **overrides)
    return without_css(review_page_html(review, language))


def without_css(page: str) -> str:
    """Return the page with an empty style sheet. `test_html.py` compares the style sheet with its file."""
    return re.sub(r"(?<=<style>\n).*?(?=</style>)", "", page, count=1, flags=re.DOTALL)


if __name__ == "__main__":  # .venv/bin/python -m tests.render.review_pages
    GOLDEN.mkdir(exist_ok=True)
    for name in GOLDEN_PAGES:
        (GOLDEN / name).write_text(golden_page(name), encoding="utf-8", newline="\n")
