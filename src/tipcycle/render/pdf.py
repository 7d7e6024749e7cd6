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
from tipcycle.core.errors import PdfRenderError
from tipcycle.core.review import Review
from tipcycle.core.tips import Catalogue
from tipcycle.core.touchstone import TouchstoneState
from tipcycle.i18n import Translator
from tipcycle.render.card import card_data
from tipcycle.render.review.typst import diary_data, review_data
from tipcycle.render.typst_text import MAX_TEXT_LENGTH, TemplateData, printable_data
from tipcycle.render.voices import booklet_data

FONT_FAMILIES = ("Source Sans Pro", "Libertinus Serif")
"""The first comes along, the second is the typesetter's own."""
PDF_STANDARD: Final = "ua-1"


def review_pdf(review: Review, catalogue: Catalogue, translator: Translator, paper_size: str = "a4") -> bytes:
    """The sheet: front, back, and more pages only where somebody wrote much; or the diary, for its writer alone."""
    if review.is_private:
        return compile_pdf("diary.typ", diary_data(review, catalogue, translator, paper_size), max_length=None)
    return compile_pdf("review.typ", review_data(review, catalogue, translator, paper_size))


def booklet_pdf(booklet: Booklet, catalogue: Catalogue, translator: Translator) -> bytes:
    """A year of voices on A5 pages, a multiple of four, to print as a booklet and fold."""
    return compile_pdf("booklet.typ", booklet_data(booklet, catalogue, translator))


def card_pdf(
    cycle: Cycle,
    catalogue: Catalogue,
    translator: Translator,
    paper_size: str = "a4",
    *,
    weekday: str,
    touchstone: TouchstoneState | None = None,
) -> bytes:
    """The five as pocket cards, eight to a sheet."""
    return compile_pdf(
        "card.typ", card_data(cycle, catalogue, translator, paper_size, weekday=weekday, touchstone=touchstone)
    )


def compile_pdf(template: str, data: TemplateData, *, max_length: int | None = MAX_TEXT_LENGTH) -> bytes:
    """The document that a template makes of `data`, every text in it made harmless; PdfRenderError when it cannot be."""
    try:
        import typst
    except ImportError as error:
        raise PdfRenderError(str(error)) from error
    linebreaks = "optimized" if max_length is not None else "simple"  # the finer way takes minutes for a megabyte
    try:
        with resources.as_file(resources.files("tipcycle.render") / "templates") as folder:
            fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(folder / "fonts")])
            missing = [family for family in FONT_FAMILIES if family not in fonts.families()]
            if missing:
                raise PdfRenderError(f"{', '.join(missing)}: {folder / 'fonts'}")
            return typst.compile(
                str(folder / template),
                root=str(folder),
                font_paths=fonts,
                ignore_system_fonts=True,
                sys_inputs={"data": json.dumps({**printable_data(data, max_length), "linebreaks": linebreaks})},
                format="pdf",
                pdf_standards=[PDF_STANDARD],
                timestamp=datetime.combine(date(**data["made"]), time(12), UTC),
            )
    except typst.TypstError as error:
        raise PdfRenderError(error.message) from error
    except OSError as error:
        raise PdfRenderError(str(error)) from error
    except BaseException as error:  # a panic of the typesetter is no Exception of Python's
        if type(error).__name__ == "PanicException":
            raise PdfRenderError(str(error)) from error
        raise
