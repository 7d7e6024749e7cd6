"""Builder for journals in their text format. Adds the ids and time stamps that the text omits.

    make_journal(cycle_file('''
        [[pick]]
        tips = [5, 13, 33, 34, 42]

        [[checkin]]  # 2026-03-06
        week = "2026-W10"
        did = [5]
    '''))

A date after a header is the day on which the block was entered. The default is the day of the previous block; for the
first block it is the day before the first Monday. Blocks get the ids `b1`, `b2` … and time stamps one minute apart, in
the order of the text. Explicit `id = …` and `at = …` lines are kept.
"""

import re
import textwrap
from collections.abc import Container, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta

from msgspec.structs import replace

from tipcycle.core.cycle import Cycle, Status
from tipcycle.core.events import Change, CycleFile, Event, Journal
from tipcycle.core.projection import Cycles
from tipcycle.core.tips import Catalogue, ChangeForm, Tip, TipKind
from tipcycle.core.weeks import Week, cycle_week_count
from tipcycle.storage.toml_format import ParsedFile, parse_file

PICK_TEXT = """
[[pick]]
tips = [5, 13, 33, 34, 42]
"""

CLOSE_DROPPING_ALL = "[[close]]  # 2026-05-01\ndrop = [5, 13, 33, 34, 42]"
"""A close that drops all five tips."""

_BLOCK_HEADER = re.compile(r"^\[\[(\w+)\]\]\s*(?:#\s*(\d{4}-\d\d-\d\d))?\s*$")


def with_stamps(text: str, *, first_day: date, prefix: str = "b") -> str:
    """Return the text with `id`, `at` and `on` added to each block that lacks them."""
    lines: list[str] = []
    day, count = first_day, 0
    blocks = re.split(r"(?m)^(?=\[\[)", textwrap.dedent(text))
    for block in blocks:
        header, _, rest = block.partition("\n")
        match = _BLOCK_HEADER.match(header)
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
    """Return the text of a complete cycle file."""
    first = date.fromisoformat(starts)
    anchor_day = date.fromisoformat(anchor) if anchor else first
    count = weeks or cycle_week_count(anchor_day, first)
    header = f"format = 1\n\n[cycle]\nstarts = {starts}\nweeks = {count}\nanchor = {anchor_day}\n\n"
    return header + with_stamps(text, first_day=first - timedelta(days=1), prefix=f"{starts}-")


def parse_cycle(
    text: str, *, starts: str = "2026-03-02", anchor: str | None = None, weeks: int | None = None
) -> ParsedFile:
    """Return the parsed cycle file, including its problems."""
    file_text = cycle_text(text, starts=starts, anchor=anchor, weeks=weeks)
    return parse_file(file_text.encode(), f"cycles/{starts}.toml")


def cycle_file(
    text: str = PICK_TEXT, *, starts: str = "2026-03-02", anchor: str | None = None, weeks: int | None = None
) -> CycleFile:
    """Return a cycle file. Fails if the text has errors."""
    file = parse_cycle(text, starts=starts, anchor=anchor, weeks=weeks)
    assert file.header is not None
    assert not file.is_damaged, file.problems
    return CycleFile(file.header, file.events)


def make_journal(*cycles: CycleFile, global_blocks: str = "") -> Journal:
    """Return a journal with these cycles and these blocks in `journal.toml`."""
    file = parse_file(
        ("format = 1\n\n" + with_stamps(global_blocks, first_day=date(2026, 2, 1))).encode(), "journal.toml"
    )
    assert not file.is_damaged, file.problems
    return Journal(file.events, cycles)


def all_events(journal: Journal) -> tuple[Event, ...]:
    """Return the events of all files."""
    return journal.global_events + tuple(event for file in journal.cycle_files for event in file.events)


def fold_cycle(text: str = PICK_TEXT, **options: str) -> Cycle:
    """Return the projected cycle of a journal that has only this cycle."""
    (projected,) = Cycles(make_journal(cycle_file(text, **options)))
    return projected


def with_pick(*texts: str) -> str:
    """Return the text of the default pick, followed by these texts."""
    return "\n".join([PICK_TEXT, *map(textwrap.dedent, texts)])


def picked_journal(*texts: str, global_blocks: str = "") -> Journal:
    """Return a journal with one cycle from 2 March 2026 (W10–W18) that starts with the default pick."""
    return make_journal(cycle_file(with_pick(*texts)), global_blocks=global_blocks)


def weekly_checkins(statuses: Mapping[int, str], *, starts: str = "2026-03-02") -> str:
    """Return check-ins as text, one for each Friday, as in `weekly_checkins({5: "DDM?D"})`.

    The keys are tips, and each letter is the status of one week. B means built. Any other character means no answer.
    """
    keys_by_letter = {"D": "did", "C": "costly", "M": "missed", "N": "none", "B": "built"}
    blocks = []
    for n in range(max(map(len, statuses.values()))):
        week = Week(date.fromisoformat(starts)).plus(n)
        tips_by_status = {
            key: [tip for tip, letters in statuses.items() if letters[n : n + 1] == letter]
            for letter, key in keys_by_letter.items()
        }
        status_lines = "".join(f"{key} = {tips}\n" for key, tips in tips_by_status.items() if tips)
        if status_lines:
            blocks.append(f'[[checkin]]  # {week.day(4)}\nweek = "{week}"\n{status_lines}')
    return "\n".join(blocks)


def parse_statuses(letters: Iterable[str]) -> tuple[Status, ...]:
    """Return the statuses with these letters, as in `parse_statuses("DDM?.")`."""
    status_by_letter = {status.letter: status for status in Status}
    return tuple(status_by_letter[letter] for letter in letters)


def status_letters(statuses: Iterable[Status]) -> str:
    """Return the letters of these statuses, as in `DDM?.`."""
    return "".join(status.letter for status in statuses)


def make_catalogue(
    *, builds: Container[int] = (34,), reflexes: Container[int] = (33,), retired: Container[int] = ()
) -> Catalogue:
    """Return a catalogue with the tips 1–101 without texts. Tips are rituals unless listed as another kind."""
    return Catalogue(
        tips={
            n: Tip(
                id=n,
                slug=f"tip-{n}",
                theme="room",
                form=ChangeForm.IMPROVE,
                kind=TipKind.BUILD if n in builds else TipKind.REFLEX if n in reflexes else TipKind.RITUAL,
                first_step_minutes=5,
                weekly_minutes=5,
                scope="self",
                spiral="culture",
                seeds=(),
                related=(),
                texts={},
                retired="1.1.0" if n in retired else None,
            )
            for n in range(1, 102)
        }
    )


def apply_change(journal: Journal, change: Change, on: date) -> Journal:
    """Return the journal with the change saved on this day as one entry, later than all existing entries."""
    existing_events = all_events(journal)
    at = datetime.combine(on, time(8), UTC)
    at = max([at, *(event.at + timedelta(microseconds=1) for event in existing_events)])
    count = len(existing_events)
    events = tuple(Event(f"g{count + n:04}", at, on, payload) for n, payload in enumerate(change.payloads))
    if change.cycle_start is None:
        return replace(journal, global_events=journal.global_events + events)
    if change.new_header is not None:
        return replace(journal, cycle_files=(*journal.cycle_files, CycleFile(change.new_header, events)))
    files = tuple(
        replace(file, events=file.events + events) if file.header.starts == change.cycle_start else file
        for file in journal.cycle_files
    )
    return replace(journal, cycle_files=files)
