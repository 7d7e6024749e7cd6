"""PDF printouts, made by Typst from a template and data.

Compilation uses no network and only the bundled templates and fonts. The same data gives the same bytes. Typst checks
each document against PDF/UA-1: tags, title, language, glyphs and embedded fonts.
"""

import json
from datetime import UTC, date, datetime, time
from importlib import resources
from typing import Final

from msgspec import to_builtins

from tipcycle.core.booklet import Booklet
from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import PdfRenderError
from tipcycle.core.review import Review
from tipcycle.core.tips import Catalogue
from tipcycle.core.touchstone import TouchstoneState
from tipcycle.i18n import Translator
from tipcycle.render.card import card_data
from tipcycle.render.review.content import review_content
from tipcycle.render.typst_text import MAX_TEXT_LENGTH, TemplateData, document_data, printable_data
from tipcycle.render.wall import booklet_data

FONT_FAMILIES = ("Source Sans Pro", "Libertinus Serif")
"""The first is bundled with tipcycle, the second with Typst."""
PDF_STANDARD: Final = "ua-1"


def review_pdf(review: Review, catalogue: Catalogue, translator: Translator, paper_size: str = "a4") -> bytes:
    """Return the PDF of a review: the sheet, or the private review. Long texts add pages to the two of the sheet."""
    content = review_content(review, catalogue, translator)
    author = review.name or review.team
    data = {
        **document_data(content.headline, author, review.today, translator, paper_size),
        **to_builtins(content, enc_hook=float),
    }
    if review.is_private:
        return compile_pdf("private_review.typ", data, max_length=None)
    return compile_pdf("review.typ", data)


def booklet_pdf(booklet: Booklet, catalogue: Catalogue, translator: Translator) -> bytes:
    """Return the booklet of a year's voices: A5 pages, a multiple of four, to print and fold."""
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
    """Return the five tips as pocket cards, eight per sheet."""
    return compile_pdf(
        "card.typ", card_data(cycle, catalogue, translator, paper_size, weekday=weekday, touchstone=touchstone)
    )


def compile_pdf(template: str, data: TemplateData, *, max_length: int | None = MAX_TEXT_LENGTH) -> bytes:
    """Compile a template with `data` to a PDF. All texts in `data` are made printable.

    Texts longer than `max_length` are cut; None means no limit. Raises `PdfRenderError` if the document cannot be made.
    """
    try:
        import typst
    except ImportError as error:
        raise PdfRenderError(str(error)) from error
    # optimised line breaks take minutes for a megabyte of text
    linebreaks = "optimized" if max_length is not None else "simple"
    try:
        with resources.as_file(resources.files("tipcycle.render") / "templates") as directory:
            fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(directory / "fonts")])
            missing_families = [family for family in FONT_FAMILIES if family not in fonts.families()]
            if missing_families:
                raise PdfRenderError(f"{', '.join(missing_families)}: {directory / 'fonts'}")
            return typst.compile(
                str(directory / template),
                root=str(directory),
                font_paths=fonts,
                ignore_system_fonts=True,
                sys_inputs={"data": json.dumps({**printable_data(data, max_length), "linebreaks": linebreaks})},
                format="pdf",
                pdf_standards=[PDF_STANDARD],
                timestamp=datetime.combine(date(**data["created"]), time(12), UTC),
            )
    except typst.TypstError as error:
        raise PdfRenderError(error.message) from error
    except OSError as error:
        raise PdfRenderError(str(error)) from error
    except BaseException as error:  # a Rust panic in Typst is not a subclass of Exception
        if type(error).__name__ == "PanicException":
            raise PdfRenderError(str(error)) from error
        raise
