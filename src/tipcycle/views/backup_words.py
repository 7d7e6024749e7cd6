"""Earlier states of the files, in words: when, how large, what they hold."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import groupby

from msgspec import Struct

from tipcycle.core.contents import Contents
from tipcycle.locales import Words

Local = Callable[[datetime], datetime]
"""An instant as the clock on the wall shows it."""


class Shown(Struct, frozen=True):
    """One earlier state of one file."""

    file: str
    number: int
    written: datetime
    size: int
    blocks: int
    errors: int
    longer: bool
    """Whether it is longer than what replaced it."""
    path: str
    entries: int = 0


def backups_text(backups: Iterable[Shown], local: Local, words: Words) -> str:
    """A heading for each file, and a line for each of its earlier states, the newest first."""
    parts = []
    for file, group in groupby(backups, key=lambda shown: shown.file):
        rows = [_row(shown, local, words) for shown in group]
        parts.append("\n".join((file, *_aligned(rows))))
    return "\n\n".join(parts)


def _row(shown: Shown, local: Local, words: Words) -> tuple[str, ...]:
    _ = words.text
    held = holds(shown.entries, shown.errors, words)
    return (
        str(shown.number),
        moment(local(shown.written), words),
        size(shown.size, words),
        held + (f", {_('longer than what replaced it')}" if shown.longer else ""),
    )


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[n]) for row in rows) for n in range(3)]
    return [
        f"  {number:>{widths[0]}}  {when:<{widths[1]}}  {bytes_:>{widths[2]}}  {held}"
        for number, when, bytes_, held in rows
    ]


def holds(entries: int, errors: int, words: Words) -> str:
    """What can be read of a file: `14 entries`."""
    _ = words.text
    if not entries:
        return _("cannot be read") if errors else _("nothing in it yet")
    many = words.many("{n} entry", "{n} entries", entries)
    return many if not errors else _("{entries}, and a part that cannot be read").format(entries=many)


def moment(local: datetime, words: Words) -> str:
    """`6 March 2026, 17:05`."""
    return f"{words.day(local.date(), year=True)}, {local:%H:%M}"


def size(count: int, words: Words) -> str:
    """`812 B`, `1.2 kB`, in Dutch `1,2 kB`."""
    if count < 1000:
        return f"{count} B"
    value, unit = (count / 1000, "kB") if count < 1_000_000 else (count / 1_000_000, "MB")
    text = f"{value:.1f} {unit}"
    return text.replace(".", ",") if words.language == "nl" else text


def contents_words(held: Contents, words: Words) -> str:
    """`3 cycles, 21 check-ins and 34 voices`."""
    return words.listed(
        (
            words.many("{n} cycle", "{n} cycles", held.cycles),
            words.many("{n} check-in", "{n} check-ins", held.checkins),
            words.many("{n} voice", "{n} voices", held.voices),
        )
    )
