"""The manager's own tips: reading `tips.toml` and appending to it. Existing bytes never change."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tipcycle.core.errors import DamagedFileError, NewerFormatError
from tipcycle.core.merge_conflicts import RawBlock, content_key
from tipcycle.core.tips import TIPS_FORMAT
from tipcycle.storage.journal_files import Clock, FileWrite, read_journal_file, write_file
from tipcycle.storage.lock import exclusive_lock, retry_if_changed
from tipcycle.storage.paths import OWN_TIPS_FILE, Paths
from tipcycle.storage.toml_format import append_text, decode_text, format_block, parse_toml

_MAX_TIP_NUMBER = 10**9


def add_own_tips(
    paths: Paths, tips: Iterable[Mapping[str, Any]], is_valid: Callable[[Mapping[str, Any]], bool], clock: Clock
) -> None:
    """Append tips to `tips.toml` in one durable write.

    Raises `DamagedFileError`, and writes nothing, if `is_valid` returns False for the resulting document.
    """
    added = "".join(format_block("tip", tip) for tip in tips)

    def attempt() -> None:
        old = read_journal_file(paths, OWN_TIPS_FILE)
        write_file(paths, FileWrite(OWN_TIPS_FILE, old, _append_tips(old, added, is_valid)), clock())

    with exclusive_lock(paths.lock):
        retry_if_changed(attempt)


def _append_tips(old: bytes | None, text: str, is_valid: Callable[[Mapping[str, Any]], bool]) -> bytes:
    current = f"format = {TIPS_FORMAT}\n".encode() if old is None else old
    _, format = parse_own_tips(current)
    if format > TIPS_FORMAT:
        raise NewerFormatError(OWN_TIPS_FILE, format)
    new = append_text(current, text, OWN_TIPS_FILE)
    document = _parse_tips_document(new)
    if document is None or not is_valid(document):
        raise DamagedFileError(OWN_TIPS_FILE)
    return new


def _parse_tips_document(data: bytes) -> Mapping[str, Any] | None:
    """Return the parsed TOML document, or None if it is not valid."""
    text, problem = decode_text(data, OWN_TIPS_FILE)
    document = parse_toml(text)
    return None if problem or isinstance(document, Exception) else document


def parse_own_tips(data: bytes) -> tuple[tuple[RawBlock, ...] | None, int]:
    """Return the tips of a file and its format. The ids are the tip numbers; unreadable tips are None."""
    document = _parse_tips_document(data)
    if document is None:
        return None, TIPS_FORMAT
    format_value = document.get("format")
    format = min(format_value, _MAX_TIP_NUMBER) if type(format_value) is int else TIPS_FORMAT
    tips = document.get("tip", [])
    if not isinstance(tips, list) or not all(isinstance(tip, Mapping) for tip in tips):
        return None, format
    try:
        return tuple(RawBlock("tip", _tip_id(tip), content_key(tip), tip) for tip in tips), format
    except RecursionError:
        return None, format


def _tip_id(tip: Mapping[str, Any]) -> str:
    number = tip.get("id")
    return str(number) if type(number) is int and 0 < number < _MAX_TIP_NUMBER else ""
