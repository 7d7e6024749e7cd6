"""Input that a command reads from a file or from stdin: a text, or the JSON document of `checkin --from`."""

import re
import sys
from collections.abc import Mapping

import msgspec
from msgspec import field
from msgspec.structs import replace

from tipcycle.cli.context import AppContext
from tipcycle.cli.params import parse_pair, parse_tips, parse_week, texts_by_tip
from tipcycle.core.commands.checkin import CheckinAnswers
from tipcycle.core.errors import (
    InputTooLargeError,
    InvalidDocumentError,
    InvalidFieldError,
    UnencodableTextError,
    UnknownFieldError,
)
from tipcycle.core.events import PrivateTexts, SpiralPlace, private_texts
from tipcycle.core.weeks import Week
from tipcycle.storage.import_sources import read_user_file
from tipcycle.storage.paths import user_path

STDIN = "-"
_MAX_BYTES = 1_000_000


class CheckinDocument(PrivateTexts, frozen=True, forbid_unknown_fields=True):
    """The answers about one week, for `tipcycle checkin --from`. The fields have the names of the flags."""

    week: str | None = None
    """The week, as in `--week`; without it, the week that a check-in answers today."""
    did: list[int | str] = field(default_factory=list)
    """The tips that were done, by number or slug."""
    costly: list[int | str] = field(default_factory=list)
    """The tips that were done, though it cost something."""
    missed: list[int | str] = field(default_factory=list)
    """The tips that were not done."""
    none: list[int | str] = field(default_factory=list)
    """The tips that had no occasion."""
    built: list[int | str] = field(default_factory=list)
    """The tips that are made once and are finished."""
    team: int | None = None
    """How it felt in the team, 1 to 5."""
    customers: int | None = None
    """How it felt with customers, 1 to 5."""
    note: dict[str, str] = field(default_factory=dict)
    """A line about a tip, by the number or slug of the tip."""
    voice: str | None = None
    """One moment worth keeping."""
    by: str | None = None
    """Role of the person who said it."""
    heard: SpiralPlace | None = None
    """Place on the spiral of the voice."""
    share: bool = False
    """True if the notes and the voice may be printed."""
    plan: dict[str, str] = field(default_factory=dict)
    """When and where for one tip, by its number or slug."""


FIELD_EXAMPLES: Mapping[str, str] = {
    "week": '"2026-W10"',
    **dict.fromkeys(("did", "costly", "missed", "none", "built"), "[5, 13]"),
    **dict.fromkeys(("team", "customers"), "4"),
    "note": '{"42": "your words"}',
    "voice": '"your words"',
    "by": '"a customer"',
    "heard": '"experience"',
    "share": "true",
    "plan": '{"42": "If it is Tuesday, then …"}',
    **dict.fromkeys(PrivateTexts.__struct_fields__, '"your words"'),
}
"""A value of each field, for error messages and the reference."""


def read_text(source: str) -> str:
    """Return the text of a file, or of stdin if the source is `-`.

    Accepts the encodings of PowerShell: UTF-8 and UTF-16 with a byte order mark. Raises `UnencodableTextError`,
    `InputTooLargeError`, `PathNotFoundError` or `DiskError`.
    """
    if source == STDIN:
        stream = getattr(sys.stdin, "buffer", None)
        data = stream.read(_MAX_BYTES + 1) if stream is not None else b""
    else:
        data = read_user_file(user_path(source), _MAX_BYTES)
    if len(data) > _MAX_BYTES:
        raise InputTooLargeError("stdin" if source == STDIN else source)
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise UnencodableTextError from None


def read_checkin(source: str, context: AppContext) -> tuple[CheckinAnswers, Week | None]:
    """Return the answers and the week in the JSON document of a file, or of stdin if the source is `-`.

    Raises `InvalidDocumentError`, `UnknownFieldError`, `InvalidFieldError`, and the errors of `read_text` and of the
    flags.
    """
    document = _decode(read_text(source), "stdin" if source == STDIN else source)
    plans = [parse_pair(f"{tip}={text}", "plan", context) for tip, text in document.plan.items()]
    if len(plans) > 1:
        raise InvalidFieldError("plan", FIELD_EXAMPLES["plan"])
    notes = [parse_pair(f"{tip}={text}", "note", context) for tip, text in document.note.items()]

    def tips(values: list[int | str]) -> tuple[int, ...]:
        return parse_tips(map(str, values), context)

    answers = CheckinAnswers(
        did=tips(document.did),
        costly=tips(document.costly),
        missed=tips(document.missed),
        none=tips(document.none),
        built=tips(document.built),
        team=document.team,
        customers=document.customers,
        notes=texts_by_tip(notes),
        voice=document.voice,
        by=document.by,
        share=document.share,
        spiral_place=document.heard,
        plan=next(iter(plans), None),
    )
    answers = replace(answers, **private_texts(document))
    return answers, parse_week(document.week, context) if document.week is not None else None


def _decode(text: str, source: str) -> CheckinDocument:
    try:
        return msgspec.json.decode(text, type=CheckinDocument)
    except msgspec.ValidationError as error:
        unknown = re.search(r"unknown field `(.*)`", str(error))
        if unknown:
            raise UnknownFieldError(unknown[1], tuple(FIELD_EXAMPLES)) from None
        name = re.search(r"`\$\.(\w+)", str(error))
        if name is None:  # not an object
            raise InvalidDocumentError(source) from None
        raise InvalidFieldError(name[1], FIELD_EXAMPLES[name[1]]) from None
    except msgspec.DecodeError:
        raise InvalidDocumentError(source) from None
