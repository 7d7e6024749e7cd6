"""Voices as a wall page (HTML, Markdown) and as a booklet (Typst, Markdown).

The wall must not contain a private voice, the manager's name or a figure. Markdown and HTML output is escaped.
"""

from collections.abc import Sequence

from msgspec import Struct

from tipcycle.core.booklet import Booklet
from tipcycle.core.events import Profile
from tipcycle.core.tips import Catalogue
from tipcycle.core.touchstone import TouchstoneState, agreed_text
from tipcycle.core.voices import VoiceRecord, heard_on
from tipcycle.i18n import Translator
from tipcycle.render.blocks import Block, Header, Paragraph, Point, Quote, Section
from tipcycle.render.labels import strip_quotes, tip_title
from tipcycle.render.review.markdown import blocks_markdown
from tipcycle.render.typst_text import TemplateData, document_data, print_quote

MAX_LARGE_LENGTH = 70
"""Maximum number of characters of a voice that the wall shows in a larger font."""


class WallVoice(Struct, frozen=True):
    """One voice on the wall."""

    text: str
    attribution: str
    """Role of the speaker, and the month."""
    is_large: bool


class Wall(Struct, frozen=True):
    """Content of the wall page."""

    language: str
    heading: str
    team: str
    touchstone: str
    """The touchstone sentence; empty until the team has agreed on it."""
    voices: tuple[WallVoice, ...]
    """Newest first."""
    closing: str


def build_wall(
    voices: Sequence[VoiceRecord], touchstone: TouchstoneState | None, profile: Profile, translator: Translator
) -> Wall:
    """Return the wall of the shared voices. Private voices are always left out."""
    _ = translator.gettext
    return Wall(
        language=translator.language,
        heading=_("What we heard"),
        team=profile.team or "",
        touchstone=agreed_text(touchstone) or "",
        voices=tuple(_wall_voice(voice, translator) for voice in reversed(voices) if voice.remark.shared),
        closing=_("Only the lines that may be printed hang here."),
    )


def _wall_voice(voice: VoiceRecord, translator: Translator) -> WallVoice:
    day = heard_on(voice.remark)
    month = f"{translator.month_name(day)} {day.year}"
    attribution = ", ".join(part for part in (voice.remark.by or "", month) if part)
    return WallVoice(strip_quotes(voice.remark.text), attribution, is_large=len(voice.remark.text) <= MAX_LARGE_LENGTH)


def wall_html(wall: Wall) -> str:
    """Return the wall as one self-contained HTML page, without scripts, requests or forms."""
    from tipcycle.render.html import jinja_environment  # slow to import, and only the HTML wall needs it

    text = jinja_environment().get_template("wall.html.j2").render(wall=wall)
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip()) + "\n"


def wall_markdown(wall: Wall) -> str:
    """Return the wall as Markdown."""
    touchstone = [Paragraph(wall.touchstone, "strong")] if wall.touchstone else []
    quotes = (Quote(voice.text, voice.attribution) for voice in wall.voices)
    return blocks_markdown(
        [Header(wall.heading, "", wall.team), *touchstone, *quotes, Paragraph(wall.closing, "muted")]
    )


def year_range(booklet: Booklet) -> str:
    """Return the years of a booklet: `2026` or `2026–2027`."""
    first_year, last_year = booklet.starts.year, booklet.last_cycle_starts.year
    return str(first_year) if first_year == last_year else f"{first_year}–{last_year}"


def booklet_data(booklet: Booklet, catalogue: Catalogue, translator: Translator) -> TemplateData:
    """Return the template data of a booklet."""
    _ = translator.gettext
    title = _("Heard, a year long")
    return {
        **document_data(f"{title}, {year_range(booklet)}", booklet.cover_name, booklet.today, translator, "a5"),
        "headline": title,
        "team": booklet.cover_name or "",
        "year-range": year_range(booklet),
        "last-page-note": _("What stays is on the last page.") if booklet.alive_tips else "",
        "voices-prompt": _("What did you hear?"),
        "what-stays": _("What stays"),
        "months": [
            {
                "name": translator.month_name(month),
                "voices": [{"text": print_quote(voice.text), "attribution": voice.by or ""} for voice in voices],
            }
            for month, voices in booklet.voices_by_month
        ],
        "implemented-tips": [tip_title(tip, catalogue, translator) for tip in booklet.alive_tips],
    }


def booklet_markdown(booklet: Booklet, catalogue: Catalogue, translator: Translator) -> str:
    """Return the booklet as Markdown."""
    _ = translator.gettext
    subtitle = ", ".join(part for part in (booklet.cover_name, year_range(booklet)) if part)
    blocks: list[Block] = [Header(_("Heard, a year long")), Paragraph(subtitle)]
    for month, voices in booklet.voices_by_month:
        quotes = tuple(Quote(strip_quotes(voice.text), voice.by or "") for voice in voices)
        blocks.append(Section(translator.month_name(month), quotes))
    if booklet.alive_tips:
        titles = tuple(Point(tip_title(tip, catalogue, translator)) for tip in booklet.alive_tips)
        blocks.append(Section(_("What stays"), titles))
    return blocks_markdown(blocks)
