"""Text to blocks and back (docs/reference/file-format.md).

Reads whatever a person, a crash or a newer version left; writes nothing. A file is only ever
added to: `appended` gives the old bytes and the new blocks, or refuses.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import tomli_w
from msgspec import Struct, field

from tipcycle.core.blocks import IN_A_CYCLE, IN_THE_JOURNAL, Block, Header, kind_of
from tipcycle.core.errors import Damaged, InTheWay, Newer
from tipcycle.core.problems import Problem
from tipcycle.core.tips import FIRST_OWN_TIP
from tipcycle.core.weeks import LAST_YEAR, WEEKS_IN_A_CYCLE
from tipcycle.journal.names import cycle_name, is_cycle
from tipcycle.journal.parts import (
    MOST_PROBLEMS,
    behind,
    blocks_in,
    decoded,
    format_block,
    head_of,
    is_blocks,
    parts_of,
    standing_in_the_way,
)
from tipcycle.journal.places import JOURNAL, OWN_TIPS
from tipcycle.journal.shapes import BODIES, Misread, read_body, unknown_keys, write_block

FORMAT = 1

_HIGHEST = 10**30
"""Of a whole number with thousands of digits Python makes no text."""


_IN_A_CYCLE = frozenset(kind_of(body) for body in IN_A_CYCLE)
_IN_THE_JOURNAL = frozenset(kind_of(body) for body in IN_THE_JOURNAL)


class ReadFile(Struct, frozen=True):
    """A file as it was understood."""

    name: str
    """Below the journal's folder, as people see it: `cycles/2026-03-02.toml`."""
    header: Header | None = None
    """None for `journal.toml`, and where a cycle's header cannot be read."""
    blocks: tuple[Block, ...] = ()
    lines: Mapping[str, int | None] = field(default_factory=dict)
    """The line of the header of each block, by id."""
    problems: tuple[Problem, ...] = ()
    format: int = FORMAT

    @property
    def damaged(self) -> bool:
        """Whether errors forbid writing to this file."""
        return any(problem.level == "error" for problem in self.problems)


class Parsed(ReadFile, frozen=True):
    """A file as it was just read, with all that stands in it."""

    tables: tuple[tuple[str, Mapping[str, Any], Block | None], ...] = ()
    """Every block that can be kept, as (kind, keys, what was understood of it); None for an unknown kind."""


def parse(data: bytes, name: str) -> Parsed:
    """What a file says: its blocks, and what could not be read or is odd. Never raises for any bytes."""
    text, problem = decoded(data, name)
    if problem is not None:
        return Parsed(name, problems=(problem,))
    problems: list[Problem] = []
    parts = parts_of(text, name, problems)
    if not parts:
        return Parsed(name, problems=tuple(problems))
    head = head_of(parts)
    number = _format(head, name, problems)
    header = _header(head, name, problems) if is_cycle(name) else None
    kinds = _IN_A_CYCLE if is_cycle(name) else _IN_THE_JOURNAL
    blocks: dict[Block, None] = {}
    lines: dict[str, int | None] = {}
    tables: list[tuple[str, Mapping[str, Any], Block | None]] = []
    for kind, table, line in blocks_in(parts, text, name, problems):
        if kind not in kinds:
            problems.append(Problem("remark", name, line, "unknown-block" if kind not in BODIES else "misplaced", kind))
            tables.append((kind, table, None))
            continue
        try:
            block = _block(kind, table)
        except Misread as misread:
            problems.append(Problem("error", name, line, "misread", misread.key, misread.expected, hidden=1))
            continue
        tables.append((kind, table, block))
        problems += [Problem("remark", name, line, "unknown-key", key) for key in unknown_keys(kind, table)]
        if block.id in lines:
            if block in blocks:
                problems.append(Problem("remark", name, line, "twice", block.id))
                continue
            problems.append(Problem("remark", name, line, "same-id", block.id))
        lines.setdefault(block.id, line)
        blocks[block] = None
    return Parsed(name, header, tuple(blocks), lines, _told(problems, name), number, tuple(tables))


def file_of(data: bytes) -> str | None:
    """The file of a journal that bytes belong to by what they say, whatever name they were found under.

    None when they say it not: no TOML, no `format`, a cycle without its first Monday, the catalogue itself.
    """
    text, problem = decoded(data, "")
    head = {} if problem else head_of(parts_of(text, "", []))
    cycle = head.get("cycle")
    if type(head.get("format")) is not int:
        return None
    if cycle is not None:
        starts = cycle.get("starts") if isinstance(cycle, Mapping) else None
        return cycle_name(starts) if type(starts) is date else None
    tips: Any = head.get("tip")
    if not is_blocks(tips):
        return JOURNAL
    numbers = [tip.get("id") for tip in tips]
    return None if any(type(number) is int and 0 < number < FIRST_OWN_TIP for number in numbers) else OWN_TIPS


def _told(problems: list[Problem], name: str) -> tuple[Problem, ...]:
    """The problems that are told, errors before remarks when they are too many for anybody to read."""
    if len(problems) <= MOST_PROBLEMS + 1:
        return tuple(problems)
    told = sorted(problems, key=lambda problem: problem.level != "error")[:MOST_PROBLEMS]
    return (*told, Problem(told[-1].level, name, None, "too-many"))


def _format(head: Mapping[str, Any], name: str, problems: list[Problem]) -> int:
    value = head.get("format")
    if type(value) is not int or value < 1:
        problems.append(Problem("error", name, 1, "no-format"))
        return FORMAT
    if value > FORMAT:
        problems.append(Problem("remark", name, 1, "newer", str(min(value, _HIGHEST))))
    return min(value, _HIGHEST)


def _header(head: Mapping[str, Any], name: str, problems: list[Problem]) -> Header | None:
    """The header of a cycle file; without one its blocks belong nowhere."""
    table = head.get("cycle")
    if not isinstance(table, dict):
        problems.append(Problem("error", name, 1, "no-header"))
        return None
    starts, weeks, anchor = table.get("starts"), table.get("weeks"), table.get("anchor")
    for key, value in (("starts", starts), ("anchor", anchor)):
        if type(value) is not date or value.weekday() != 0 or not 1 < value.year < LAST_YEAR:
            problems.append(Problem("error", name, 1, "header", key, "monday"))
            return None
    if type(weeks) is not int or weeks not in WEEKS_IN_A_CYCLE:
        problems.append(Problem("error", name, 1, "header", "weeks", "eight-or-nine"))
        return None
    if not name.endswith(f"{starts}.toml"):
        problems.append(Problem("error", name, 1, "header", "starts", "file-name"))
        return None
    assert type(starts) is date
    assert type(anchor) is date
    problems.extend(
        Problem("remark", name, 1, "unknown-key", key) for key in table if key not in ("starts", "weeks", "anchor")
    )
    return Header(starts, weeks, anchor)


def _block(kind: str, table: Mapping[str, Any]) -> Block:
    """One block; Misread for the first key that does not fit."""
    id, at, on = table.get("id"), table.get("at"), table.get("on")
    if not isinstance(id, str) or not id:
        raise Misread("id", "text")
    if not isinstance(at, datetime) or at.tzinfo is None or not 1 < at.year < LAST_YEAR:
        raise Misread("at", "instant")
    if type(on) is not date:
        raise Misread("on", "date")
    return Block(id, at.astimezone(UTC), on, read_body(kind, table))


def _format_blocks(blocks: Iterable[Block]) -> str:
    return "".join(format_block(kind_of(block.body), write_block(block)) for block in blocks)


def format_header(header: Header | None) -> bytes:
    """How a new file begins: a cycle's, or that of `journal.toml`."""
    top: dict[str, Any] = {"format": FORMAT}
    if header is not None:
        top["cycle"] = {"starts": header.starts, "weeks": header.weeks, "anchor": header.anchor}
    return tomli_w.dumps(top).encode()


def appended(old: bytes, blocks: tuple[Block, ...], name: str) -> bytes:
    """The old bytes, and the new blocks after them.

    Read back before anything touches the disk: the result must say what the old file said, and the new blocks.
    Newer, Damaged or InTheWay when that cannot be; CannotEncode and TooLarge as `behind`.
    """
    before = parse(old, name)
    if before.format > FORMAT:
        raise Newer(name, before.format)
    if before.damaged:
        clash = next((problem for problem in before.problems if problem.what == "in-the-way"), None)
        if clash is not None:
            raise InTheWay(name, clash.detail)
        raise Damaged(name, next(problem.line for problem in before.problems if problem.level == "error"))
    new = behind(old, _format_blocks(blocks), name)
    after = parse(new, name)
    if after.damaged or after.header != before.header or Counter(after.blocks) != Counter(before.blocks + blocks):
        raise InTheWay(name, standing_in_the_way(old, (kind_of(block.body) for block in blocks)))
    return new
