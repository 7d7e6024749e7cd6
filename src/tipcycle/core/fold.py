"""A cycle's blocks folded into what holds now (docs/rules.md §1–2, §6–7)."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from tipcycle.core.answered import Answered
from tipcycle.core.blocks import (
    Block,
    Close,
    CycleFile,
    Header,
    Lesson,
    Note,
    Pause,
    Pick,
    Plan,
    Share,
    Swap,
    Undo,
    Voice,
    Words,
)
from tipcycle.core.cycle import Cycle, Line, Oddity, Tenure
from tipcycle.core.standing import shared_now, standing
from tipcycle.core.weeks import Week


class _Seats(Struct, frozen=True):
    """Who sat among the five and since when, and which swaps made it so."""

    tenures: tuple[Tenure, ...]
    swaps: tuple[Swap, ...]
    odd: list[Oddity]


def _seats(weeks: tuple[Week, ...], pick: Pick, swaps: list[Block]) -> _Seats:
    """The pick, then each swap that fits; of two on one stamp the greater id goes first, so that it is the one."""
    first, last = weeks[0], weeks[-1]
    seats = [Tenure(tip, first) for tip in pick.tips]
    left: list[Tenure] = []
    shown: list[Swap] = []
    odd: list[Oddity] = []
    greater_id_first = sorted(swaps, key=lambda block: block.id, reverse=True)
    for block in sorted(greater_id_first, key=lambda block: block.at):
        swap = block.body
        assert isinstance(swap, Swap)
        seat = next((n for n, tenure in enumerate(seats) if tenure.tip == swap.old), None)
        taken = {tenure.tip for tenure in seats} | {tenure.tip for tenure in left}
        if seat is None or swap.new in taken or not first <= swap.from_ <= last:
            odd.append(Oddity(block, "swap-does-not-fit", swap.old))
            continue
        begins = max(swap.from_, seats[seat].first)
        if block.on >= first.monday or begins != first:  # before the first Monday it simply takes the place
            left.append(Tenure(swap.old, seats[seat].first, begins))
            shown.append(swap)
        seats[seat] = Tenure(swap.new, begins)
    return _Seats((*seats, *left), tuple(shown), odd)


def lines_of(blocks: Iterable[Block]) -> tuple[Line, ...]:
    """The notes and voices of one file that stand."""
    kept = standing(blocks)
    return _lines(kept, shared_now(kept))


def _lines(blocks: Iterable[Block], shared: Mapping[str, bool]) -> tuple[Line, ...]:
    """The notes and voices that are shown: of a tip's notes in a week only the latest, and none if it is empty."""
    kept: dict[object, Line] = {}
    for block in blocks:
        body = block.body
        if not isinstance(body, Note | Voice):
            continue
        is_voice = isinstance(body, Voice)
        slot = block if is_voice or body.tip is None else (body.tip, body.week)
        kept.pop(slot, None)
        if body.text.strip():
            kept[slot] = Line(
                block.id, block.at, block.on, body.text, body.by, body.tip, body.week,
                shared.get(block.id, body.shared), is_voice, body.heard if isinstance(body, Voice) else None,
            )  # fmt: skip
    return tuple(kept.values())


def _after_the_close(blocks: list[Block]) -> tuple[list[Block], Block | None, list[Oddity]]:
    """The blocks that count, the standing close, and what came after it and does not."""
    closes = [block for block in blocks if isinstance(block.body, Close)]
    if not closes:
        return blocks, None, []
    closed = max((block for block in closes if block.at == closes[0].at), key=lambda block: block.id)
    kept = [block for block in blocks if block.at <= closed.at or isinstance(block.body, Voice | Share)]
    late = [Oddity(block, "after-the-close") for block in blocks if block not in kept]
    return kept, closed, late


def _plans(blocks: Iterable[Block]) -> dict[int, str]:
    """The latest plan of each tip; an empty one clears it."""
    latest = {block.body.tip: block.body.text.strip() for block in blocks if isinstance(block.body, Plan)}
    return {tip: text for tip, text in latest.items() if text}


def is_void(file: CycleFile) -> bool:
    """Whether the pick of a file was taken back, so that it describes no cycle."""
    if any(isinstance(block.body, Undo) for block in file.blocks):
        blocks, _, _ = _after_the_close(standing(file.blocks))
        return not any(isinstance(block.body, Pick) for block in blocks)
    closed = min((block.at for block in file.blocks if isinstance(block.body, Close)), default=None)
    picked = (block.at for block in file.blocks if isinstance(block.body, Pick))
    return not any(closed is None or at <= closed for at in picked)


def fold(file: CycleFile, number: int) -> Cycle | None:
    """The cycle that a file describes; None when it is void."""
    blocks, closed, odd = _after_the_close(standing(file.blocks))
    picks = [block.body for block in blocks if isinstance(block.body, Pick)]
    if not picks:
        return None
    pick = picks[-1]
    header = Header(file.header.starts, pick.weeks or file.header.weeks, pick.anchor or file.header.anchor)
    weeks = header.calendar
    seats = _seats(weeks, pick, [block for block in blocks if isinstance(block.body, Swap)])
    answered = Answered(blocks, seats.tenures, weeks)
    pauses = tuple(block.body for block in blocks if isinstance(block.body, Pause))
    words = [block.body.text for block in blocks if isinstance(block.body, Words)]
    return Cycle(
        number=number,
        header=header,
        pick=pick,
        tenures=seats.tenures,
        swaps=seats.swaps,
        answers=answered.answers,
        felt=answered.felt,
        checked_in=answered.checked_in,
        replies=answered.replies,
        paused=frozenset(week for pause in pauses for week in pause.weeks),
        pauses=pauses,
        lines=_lines(blocks, shared_now(blocks)),
        words=(words[-1].strip() or None) if words else None,
        plans=_plans(blocks),
        close=closed.body if closed and isinstance(closed.body, Close) else None,
        closed_on=closed.on if closed else None,
        lessons={
            block.body.tip: block.body.text for block in blocks if isinstance(block.body, Lesson) and block.body.text
        },
        oddities=(*odd, *seats.odd, *answered.odd),
    )
