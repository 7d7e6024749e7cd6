"""Voices as text: for the writer's own screen.

The wall: voices that may be read by others, as one page to hang up and as Markdown. No name, no figure.

It is given shared voices only and asks for no others; what a line says is escaped wherever it stands.

The booklet of voices as what stands on its pages, and as Markdown.
"""

from collections.abc import Sequence

from msgspec import Struct

from tipcycle.core.booklet import Booklet
from tipcycle.core.events import Profile
from tipcycle.core.tips import Catalogue
from tipcycle.core.touchstone import TouchstoneState, agreed_text
from tipcycle.core.voices import VoiceRecord, heard_on
from tipcycle.i18n import Translator
from tipcycle.render.labels import quote_text, strip_quotes, tip_number, tip_title
from tipcycle.render.review.markdown import escape_markdown
from tipcycle.render.sanitize import sanitize
from tipcycle.render.typst_text import TemplateData, document_data, print_quote

SHORT_ID_LENGTH = 6
"""So much of an id names a line."""


def voices_text(voices: Sequence[VoiceRecord], translator: Translator) -> str:
    """Each voice with who said it, when, whether it may go on paper, and the id to share it by; newest first."""
    return "\n\n".join(_voice_text(voice, translator) for voice in reversed(voices))


def _voice_text(voice: VoiceRecord, translator: Translator) -> str:
    _ = translator.gettext
    remark = voice.remark
    facts = [sanitize(remark.by or ""), translator.long_date(remark.on, with_year=True)]
    if remark.tip is not None:
        facts.append(_("tip {number}").format(number=tip_number(remark.tip)))
    facts.append(_("may go on paper") if remark.shared else _("private"))
    return f"{quote_text(remark.text)}\n  {', '.join(fact for fact in facts if fact)}   [{sanitize(remark.id[:SHORT_ID_LENGTH])}]"


MAX_LARGE_LENGTH = 70
"""A line up to this long is written larger than the others."""


class WallVoice(Struct, frozen=True):
    """One voice on the wall."""

    text: str
    attribution: str
    """Who said it, as a role, and the month."""
    is_large: bool


class Wall(Struct, frozen=True):
    """What stands on the page."""

    language: str
    heading: str
    team: str
    touchstone: str
    """The touchstone sentence, once it was written together."""
    voices: tuple[WallVoice, ...]
    """Newest first."""
    closing: str


def build_wall(
    voices: Sequence[VoiceRecord], touchstone: TouchstoneState | None, profile: Profile, translator: Translator
) -> Wall:
    """The page of these voices; those that are private do not come on it, whoever hands them over."""
    _ = translator.gettext
    return Wall(
        language=translator.language,
        heading=_("What we heard"),
        team=profile.team or "",
        touchstone=agreed_text(touchstone) or "",
        voices=tuple(_wall_voice(voice, translator) for voice in reversed(voices) if voice.remark.shared),
        closing=_("Only what somebody let go on paper hangs here."),
    )


def _wall_voice(voice: VoiceRecord, translator: Translator) -> WallVoice:
    day = heard_on(voice.remark)
    month = f"{translator.month_name(day)} {day.year}"
    attribution = ", ".join(part for part in (voice.remark.by or "", month) if part)
    return WallVoice(strip_quotes(voice.remark.text), attribution, is_large=len(voice.remark.text) <= MAX_LARGE_LENGTH)


def wall_html(wall: Wall) -> str:
    """The page, which needs nothing else: no script, no request, no form."""
    from tipcycle.render.html import jinja_environment  # costs as much as all the rest of a voice's way

    text = jinja_environment().get_template("wall.html.j2").render(wall=wall)
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip()) + "\n"


def wall_markdown(wall: Wall) -> str:
    """The same as Markdown."""
    lines = [f"# {escape_markdown(wall.heading)}"]
    lines += ["", escape_markdown(wall.team)] if wall.team else []
    lines += ["", f"**{escape_markdown(wall.touchstone)}**"] if wall.touchstone else []
    for voice in wall.voices:
        lines += ["", f"> {escape_markdown(voice.text)}  ", f"> *{escape_markdown(voice.attribution)}*"]
    return "\n".join([*lines, "", f"*{wall.closing}*"]) + "\n"


def year_range(booklet: Booklet) -> str:
    """`2026`, or `2026–2027`."""
    first, last = booklet.starts.year, booklet.last_cycle_starts.year
    return str(first) if first == last else f"{first}–{last}"


def booklet_data(booklet: Booklet, catalogue: Catalogue, translator: Translator) -> TemplateData:
    """What stands on the pages."""
    _ = translator.gettext
    name = _("Heard, a year long")
    return {
        **document_data(f"{name}, {year_range(booklet)}", booklet.cover_name, booklet.today, translator, "a5"),
        "name": name,
        "team": booklet.cover_name or "",
        "year": year_range(booklet),
        "last-page": _("What stays is on the last page.") if booklet.alive_tips else "",
        "heard-by-you": _("What did you hear?"),
        "stays-name": _("What stays"),
        "months": [
            {
                "name": translator.month_name(month),
                "voices": [{"text": print_quote(voice.text), "who": voice.by or ""} for voice in voices],
            }
            for month, voices in booklet.voices_by_month
        ],
        "stays": [tip_title(tip, catalogue, translator) for tip in booklet.alive_tips],
    }


def booklet_markdown(booklet: Booklet, catalogue: Catalogue, translator: Translator) -> str:
    """The same as text."""
    _ = translator.gettext
    lines = [
        f"# {_('Heard, a year long')}",
        "",
        ", ".join(escape_markdown(part) for part in (booklet.cover_name, year_range(booklet)) if part),
    ]
    for month, voices in booklet.voices_by_month:
        lines += ["", f"## {translator.month_name(month)}"]
        for voice in voices:
            lines += ["", f"> {escape_markdown(voice.text)}" + ("  " if voice.by else "")]
            lines += [f"> *{escape_markdown(voice.by)}*"] if voice.by else []
    if booklet.alive_tips:
        lines += ["", f"## {_('What stays')}", ""]
        lines += [f"- {escape_markdown(tip_title(tip, catalogue, translator))}" for tip in booklet.alive_tips]
    return "\n".join(lines) + "\n"
