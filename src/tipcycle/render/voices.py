"""Voices as text for the manager's own screen."""

from collections.abc import Sequence

from tipcycle.core.voices import VoiceRecord
from tipcycle.i18n import Translator
from tipcycle.render.labels import quote_text, tip_number
from tipcycle.render.sanitize import sanitize

SHORT_ID_LENGTH = 6
"""Number of id characters that are shown to identify a voice."""


def voices_text(voices: Sequence[VoiceRecord], translator: Translator) -> str:
    """Return all voices, newest first.

    Each has its speaker, its date, whether it is shared, and the short id that `voices share` accepts.
    """
    return "\n\n".join(_voice_text(voice, translator) for voice in reversed(voices))


def _voice_text(voice: VoiceRecord, translator: Translator) -> str:
    _ = translator.gettext
    remark = voice.remark
    details = [sanitize(remark.by or ""), translator.long_date(remark.on, with_year=True)]
    if remark.tip is not None:
        details.append(_("tip {number}").format(number=tip_number(remark.tip)))
    details.append(_("can be printed") if remark.shared else _("private"))
    return (
        f"{quote_text(remark.text)}\n"
        f"  {', '.join(detail for detail in details if detail)}   [{sanitize(remark.id[:SHORT_ID_LENGTH])}]"
    )
