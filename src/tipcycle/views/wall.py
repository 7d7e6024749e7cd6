"""The wall: voices that may be read by others, as one page to hang up and as Markdown. No name, no figure.

It is given shared voices only and asks for no others; what a line says is escaped wherever it stands.
"""

from collections.abc import Sequence

from msgspec import Struct

from tipcycle.core.blocks import Profile
from tipcycle.core.sentence import Touchstone, agreed
from tipcycle.core.voices import Heard, heard_on
from tipcycle.locales import Words
from tipcycle.views.labels import unquoted
from tipcycle.views.markdown import escaped

LOUD = 70
"""A line up to this long is written larger than the others."""


class Said(Struct, frozen=True):
    """One voice on the wall."""

    text: str
    who: str
    """Who said it, as a role, and the month."""
    loud: bool


class Wall(Struct, frozen=True):
    """What stands on the page."""

    language: str
    heading: str
    team: str
    sentence: str
    """The touchstone sentence, once it was written together."""
    voices: tuple[Said, ...]
    """Newest first."""
    closing: str


def wall_of(voices: Sequence[Heard], sentence: Touchstone | None, profile: Profile, words: Words) -> Wall:
    """The page of these voices; those that are private do not come on it, whoever hands them over."""
    _ = words.text
    return Wall(
        language=words.language,
        heading=_("What we heard"),
        team=profile.team or "",
        sentence=agreed(sentence) or "",
        voices=tuple(_said(heard, words) for heard in reversed(voices) if heard.line.shared),
        closing=_("Only what somebody let go on paper hangs here."),
    )


def _said(heard: Heard, words: Words) -> Said:
    on = heard_on(heard.line)
    month = f"{words.month(on)} {on.year}"
    who = ", ".join(part for part in (heard.line.by or "", month) if part)
    return Said(unquoted(heard.line.text), who, loud=len(heard.line.text) <= LOUD)


def wall_html(wall: Wall) -> str:
    """The page, which needs nothing else: no script, no request, no form."""
    from tipcycle.views.html import environment  # costs as much as all the rest of a voice's way

    text = environment().get_template("wall.html.j2").render(wall=wall)
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip()) + "\n"


def wall_markdown(wall: Wall) -> str:
    """The same as Markdown."""
    lines = [f"# {escaped(wall.heading)}"]
    lines += ["", escaped(wall.team)] if wall.team else []
    lines += ["", f"**{escaped(wall.sentence)}**"] if wall.sentence else []
    for voice in wall.voices:
        lines += ["", f"> {escaped(voice.text)}  ", f"> *{escaped(voice.who)}*"]
    return "\n".join([*lines, "", f"*{wall.closing}*"]) + "\n"
