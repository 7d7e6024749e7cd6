"""Voices as text: for the writer's own screen."""

from collections.abc import Sequence

from tipcycle.core.voices import Heard
from tipcycle.locales import Words
from tipcycle.views.labels import number, quoted
from tipcycle.views.safe import safe

SHORT_ID = 6
"""So much of an id names a line."""


def voices_text(voices: Sequence[Heard], words: Words) -> str:
    """Each voice with who said it, when, whether it may go on paper, and the id to share it by; newest first."""
    return "\n\n".join(_voice(heard, words) for heard in reversed(voices))


def _voice(heard: Heard, words: Words) -> str:
    _ = words.text
    line = heard.line
    facts = [safe(line.by or ""), words.day(line.on, year=True)]
    if line.tip is not None:
        facts.append(_("tip {number}").format(number=number(line.tip)))
    facts.append(_("may go on paper") if line.shared else _("private"))
    return f"{quoted(line.text)}\n  {', '.join(fact for fact in facts if fact)}   [{safe(line.id[:SHORT_ID])}]"
