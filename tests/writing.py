"""Journals written as text, the way they lie on disk, with the stamps filled in.

    journal(cycle('''
        [[pick]]
        tips = [5, 13, 33, 34, 42]

        [[checkin]]  # 2026-03-06
        week = "2026-W10"
        did = [5]
    '''))

A date behind a header is the day the block was entered (the day before the first Monday for the first one that says
none, else that of the block before). Blocks get ids `b1`, `b2` … and stamps a minute apart, in the order of the text;
`id = …` and `at = …` that are written out are kept.
"""

import re
import textwrap
from collections.abc import Container, Mapping
from datetime import UTC, date, datetime, time, timedelta

from msgspec.structs import replace

from tipcycle.core.blocks import Block, Change, CycleFile, Journal
from tipcycle.core.cycle import Cycle
from tipcycle.core.cycles import Cycles
from tipcycle.core.tips import Catalogue, Form, Kind, Tip
from tipcycle.core.weeks import Week, cycle_weeks
from tipcycle.journal.codec import ReadFile, parse

PICK = """
[[pick]]
tips = [5, 13, 33, 34, 42]
"""

DROPPED = "[[close]]  # 2026-05-01\ndrop = [5, 13, 33, 34, 42]"
"""A close that keeps nothing."""

_HEADER = re.compile(r"^\[\[(\w+)\]\]\s*(?:#\s*(\d{4}-\d\d-\d\d))?\s*$")


def stamped(text: str, *, first_day: date, prefix: str = "b") -> str:
    """The text with an id, a stamp and a day in every block that lacks them."""
    lines: list[str] = []
    day, count = first_day, 0
    blocks = re.split(r"(?m)^(?=\[\[)", textwrap.dedent(text))
    for block in blocks:
        head, _, rest = block.partition("\n")
        match = _HEADER.match(head)
        if match is None:
            lines.append(block.strip())
            continue
        count += 1
        day = date.fromisoformat(match[2]) if match[2] else day
        lines.append(f"[[{match[1]}]]")
        keys = {line.partition("=")[0].strip() for line in rest.splitlines()}
        at = datetime.combine(day, time(8), UTC) + timedelta(minutes=count)
        for key, value in (("id", f'"{prefix}{count}"'), ("at", at.isoformat()), ("on", day.isoformat())):
            if key not in keys:
                lines.append(f"{key} = {value}")
        lines.append(rest.rstrip())
    return "\n".join(line for line in lines if line) + "\n"


def cycle_text(text: str, *, starts: str = "2026-03-02", anchor: str | None = None, weeks: int | None = None) -> str:
    """The whole file of a cycle."""
    first = date.fromisoformat(starts)
    chain = date.fromisoformat(anchor) if anchor else first
    count = weeks or cycle_weeks(chain, first)
    head = f"format = 1\n\n[cycle]\nstarts = {starts}\nweeks = {count}\nanchor = {chain}\n\n"
    return head + stamped(text, first_day=first - timedelta(days=1), prefix=f"{starts}-")


def read_cycle(
    text: str, *, starts: str = "2026-03-02", anchor: str | None = None, weeks: int | None = None
) -> ReadFile:
    """The file of a cycle as the program reads it, problems included."""
    whole = cycle_text(text, starts=starts, anchor=anchor, weeks=weeks)
    return parse(whole.encode(), f"cycles/{starts}.toml")


def cycle(
    text: str = PICK, *, starts: str = "2026-03-02", anchor: str | None = None, weeks: int | None = None
) -> CycleFile:
    """A cycle's file; it must be free of errors."""
    file = read_cycle(text, starts=starts, anchor=anchor, weeks=weeks)
    assert file.header is not None
    assert not file.damaged, file.problems
    return CycleFile(file.header, file.blocks)


def journal(*cycles: CycleFile, own: str = "") -> Journal:
    """A journal of these cycles, and the blocks of `journal.toml`."""
    file = parse(("format = 1\n\n" + stamped(own, first_day=date(2026, 2, 1))).encode(), "journal.toml")
    assert not file.damaged, file.problems
    return Journal(file.blocks, cycles)


def every_block(journal: Journal) -> tuple[Block, ...]:
    """Every block of every file."""
    return journal.own + tuple(block for file in journal.files for block in file.blocks)


def folded(text: str = PICK, **where: str) -> Cycle:
    """One cycle, folded."""
    (found,) = Cycles(journal(cycle(text, **where)))
    return found


def picked(*parts: str) -> str:
    """The text of a cycle that begins with the usual pick and goes on with these parts."""
    return "\n".join([PICK, *map(textwrap.dedent, parts)])


def book(*parts: str, own: str = "") -> Journal:
    """A journal of one cycle, that of 2 March, W10–W18, in which the usual five were picked."""
    return journal(cycle(picked(*parts)), own=own)


def weekly(told: Mapping[int, str], *, starts: str = "2026-03-02") -> str:
    """Check-ins as text, each on its Friday: `weekly({5: "DDM?D"})`; B is built, and what is no answer stays silent."""
    lists = {"D": "did", "C": "costly", "M": "missed", "N": "none", "B": "built"}
    blocks = []
    for n in range(max(map(len, told.values()))):
        week = Week(date.fromisoformat(starts)).plus(n)
        said = {key: [tip for tip, line in told.items() if line[n : n + 1] == sign] for sign, key in lists.items()}
        given = "".join(f"{key} = {tips}\n" for key, tips in said.items() if tips)
        if given:
            blocks.append(f'[[checkin]]  # {week.day(4)}\nweek = "{week}"\n{given}')
    return "\n".join(blocks)


def catalogue(
    *, builds: Container[int] = (34,), reflexes: Container[int] = (33,), retired: Container[int] = ()
) -> Catalogue:
    """The numbers 1–101 without words: rituals, unless they are named as something else."""
    return Catalogue(
        tips={
            n: Tip(
                id=n,
                slug=f"tip-{n}",
                theme="room",
                form=Form.IMPROVE,
                kind=Kind.BUILD if n in builds else Kind.REFLEX if n in reflexes else Kind.RITUAL,
                first_step_minutes=5,
                weekly_minutes=5,
                scope="self",
                spiral="culture",
                seeds=(),
                related=(),
                texts={},
                retired=n in retired,
            )
            for n in range(1, 102)
        }
    )


def grown(before: Journal, change: Change, on: date) -> Journal:
    """The journal after a change was saved on a day: one entry, later than every other."""
    there = every_block(before)
    at = datetime.combine(on, time(8), UTC)
    at = max([at, *(block.at + timedelta(microseconds=1) for block in there)])
    count = len(there)
    blocks = tuple(Block(f"g{count + n:04}", at, on, body) for n, body in enumerate(change.bodies))
    if change.file is None:
        return replace(before, own=before.own + blocks)
    if change.opens is not None:
        return replace(before, files=(*before.files, CycleFile(change.opens, blocks)))
    files = tuple(
        replace(file, blocks=file.blocks + blocks) if file.header.starts == change.file else file
        for file in before.files
    )
    return replace(before, files=files)
