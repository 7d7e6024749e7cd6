"""The formats of the review. A new format is one entry here, with its renderer.

The options, the help, the completion and the file names of `tipcycle review` derive from this table, and the tests that
compare all formats run over it. Each renderer is imported when it is used.
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from tipcycle.core.events import Profile
from tipcycle.core.review import Review
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import N_, Translator
from tipcycle.render.formats import FileFormat

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tipcycle.render.text_layout import DisplayOptions


class ReviewFormat(FileFormat, frozen=True, kw_only=True):
    """A format of the review."""

    render: Callable[[Review, Catalogue, Translator, str], str | bytes]
    """Renderer for a file or a pipe. The last argument is the paper size."""
    render_screen: "Callable[[Review, Catalogue, Translator, DisplayOptions], RenderableType] | None" = None
    """Renderer for a terminal, if that differs. Only such a format asks questions before it goes to a terminal."""
    render_without_cycle: Callable[..., str] | None = None
    """Renderer before the first cycle, with the keywords `today`, `profile` and `private`."""
    is_printout: bool = False
    """True if the review always goes to a file, and a name and a team belong on it."""
    is_for_programs: bool = False
    """True if no question may be asked, and the text is printed unchanged."""
    progress_message: str = ""
    """Message before a rendering that takes a while."""


def _plain(review: Review, catalogue: Catalogue, translator: Translator, paper_size: str) -> str:
    from tipcycle.render.review.plain import review_plain

    return review_plain(review, catalogue, translator)


def _screen(
    review: Review, catalogue: Catalogue, translator: Translator, display: "DisplayOptions"
) -> "RenderableType":
    from tipcycle.render.review.terminal import review_screen

    return review_screen(review, catalogue, translator, display)


def _markdown(review: Review, catalogue: Catalogue, translator: Translator, paper_size: str) -> str:
    from tipcycle.render.review.markdown import review_markdown

    return review_markdown(review, catalogue, translator)


def _html(review: Review, catalogue: Catalogue, translator: Translator, paper_size: str) -> str:
    from tipcycle.render.html import review_html

    return review_html(review, catalogue, translator)


def _pdf(review: Review, catalogue: Catalogue, translator: Translator, paper_size: str) -> bytes:
    from tipcycle.render.pdf import review_pdf

    return review_pdf(review, catalogue, translator, paper_size)


def _json(review: Review, catalogue: Catalogue, translator: Translator, paper_size: str) -> str:
    from tipcycle.render.json.document import json_text
    from tipcycle.render.json.review import review_json

    return json_text(review_json(review, catalogue, translator))


def _json_without_cycle(*, today: date, profile: Profile, private: bool) -> str:
    from tipcycle.render.json.document import json_text
    from tipcycle.render.json.review import ReviewDocument

    return json_text(ReviewDocument(today, private, profile.name, profile.team))


REVIEW_FORMATS = (
    ReviewFormat("screen", "txt", render=_plain, render_screen=_screen),
    ReviewFormat("markdown", "md", render=_markdown),
    ReviewFormat("html", "html", render=_html, is_printout=True),
    ReviewFormat(
        "pdf", "pdf", is_binary=True, render=_pdf, is_printout=True, progress_message=N_("Setting the sheet …")
    ),
    ReviewFormat("json", "json", render=_json, render_without_cycle=_json_without_cycle, is_for_programs=True),
)
