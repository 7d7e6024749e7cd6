"""The manager's own tips: a TOML file beside the journal, only ever added to."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import tomli_w

from tipcycle.core.errors import CannotEncode, Damaged
from tipcycle.journal.lock import locked
from tipcycle.journal.places import OWN_TIPS, Places
from tipcycle.journal.writer import publish, publish_new

_HEAD = b"format = 1\n"


def add_own_tips(places: Places, tips: Iterable[Mapping[str, Any]], fits: Callable[[Mapping[str, Any]], bool]) -> None:
    """Adds tips to the file, behind the bytes that are there, in one durable write.

    `fits` is asked about the whole file as it would be; Damaged when it says no, and nothing is written.
    """
    with locked(places.lock):
        path = places.own_tips
        old = path.read_bytes() if path.exists() else None
        try:
            added = "".join(_formatted(tip) for tip in tips).encode("utf-8")
        except UnicodeEncodeError:
            raise CannotEncode from None
        head = old if old is not None else _HEAD
        new = head + (b"" if head.endswith(b"\n") else b"\n") + added
        try:
            document = tomllib.loads(new.decode("utf-8-sig").replace("\r\n", "\n"))
        except (ValueError, RecursionError):
            raise Damaged(OWN_TIPS) from None
        if not fits(document):
            raise Damaged(OWN_TIPS)
        if old is None:
            publish_new(path, new)
        else:
            publish(path, new, old=old)


def _formatted(tip: Mapping[str, Any]) -> str:
    """A tip as text; the headers are ours, so that the next tip can follow it."""
    plain = {key: value for key, value in tip.items() if not isinstance(value, Mapping)}
    tables = {key: value for key, value in tip.items() if isinstance(value, Mapping)}
    parts = [f"\n[[tip]]\n{tomli_w.dumps(plain)}"]
    parts += [f"\n[tip.{key}]\n{tomli_w.dumps(dict(value))}" for key, value in tables.items()]
    return "".join(parts)
