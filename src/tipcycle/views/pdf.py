"""Printouts as PDF: the facts go into a template as data, a typesetter makes the bytes.

No network, no file but the templates and fonts that come along; the same facts give the same bytes. The typesetter
checks each document against PDF/UA-1 itself: tagged, titled, in a language, every glyph there, every font embedded.
"""

import json
from datetime import UTC, date, datetime, time
from importlib import resources
from typing import Final

from tipcycle.core.booklet import Booklet
from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import NotPrinted
from tipcycle.core.review import Review
from tipcycle.core.sentence import Touchstone
from tipcycle.core.tips import Catalogue
from tipcycle.locales import Words
from tipcycle.views.booklet import booklet_data
from tipcycle.views.card import card_data
from tipcycle.views.paper import LONGEST, Data, harmless
from tipcycle.views.review_paper import diary_data, review_data

FAMILIES = ("Source Sans Pro", "Libertinus Serif")
"""The first comes along, the second is the typesetter's own."""
STANDARD: Final = "ua-1"


def review_pdf(review: Review, catalogue: Catalogue, words: Words, paper: str = "a4") -> bytes:
    """The sheet: front, back, and more pages only where somebody wrote much; or the diary, for its writer alone."""
    if review.private:
        return typeset("diary.typ", diary_data(review, catalogue, words, paper), longest=None)
    return typeset("review.typ", review_data(review, catalogue, words, paper))


def booklet_pdf(booklet: Booklet, catalogue: Catalogue, words: Words) -> bytes:
    """A year of voices on A5 pages, a multiple of four, to print as a booklet and fold."""
    return typeset("booklet.typ", booklet_data(booklet, catalogue, words))


def card_pdf(
    cycle: Cycle, catalogue: Catalogue, words: Words, paper: str = "a4", *, day: str, sentence: Touchstone | None = None
) -> bytes:
    """The five as pocket cards, eight to a sheet."""
    return typeset("card.typ", card_data(cycle, catalogue, words, paper, day=day, sentence=sentence))


def typeset(template: str, data: Data, *, longest: int | None = LONGEST) -> bytes:
    """The document that a template makes of `data`, every text in it made harmless; NotPrinted when it cannot be."""
    try:
        import typst
    except ImportError as error:
        raise NotPrinted(str(error)) from error
    linebreaks = "optimized" if longest is not None else "simple"  # the finer way takes minutes for a megabyte
    try:
        with resources.as_file(resources.files("tipcycle.views") / "templates") as folder:
            fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(folder / "fonts")])
            missing = [family for family in FAMILIES if family not in fonts.families()]
            if missing:
                raise NotPrinted(f"{', '.join(missing)}: {folder / 'fonts'}")
            return typst.compile(
                str(folder / template),
                root=str(folder),
                font_paths=fonts,
                ignore_system_fonts=True,
                sys_inputs={"data": json.dumps({**harmless(data, longest), "linebreaks": linebreaks})},
                format="pdf",
                pdf_standards=[STANDARD],
                timestamp=datetime.combine(date(**data["made"]), time(12), UTC),
            )
    except typst.TypstError as error:
        raise NotPrinted(error.message) from error
    except OSError as error:
        raise NotPrinted(str(error)) from error
    except BaseException as error:  # a panic of the typesetter is no Exception of Python's
        if type(error).__name__ == "PanicException":
            raise NotPrinted(str(error)) from error
        raise
