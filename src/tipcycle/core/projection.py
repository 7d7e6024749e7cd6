"""Which blocks still stand: in order, without what was taken back (docs/rules.md §7).

What the check-ins of a cycle come to: answers, feelings, replies, and what did not count (docs/rules.md §2).

A cycle's blocks folded into what holds now (docs/rules.md §1–2, §6–7).

All cycles of a journal.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import overload

from msgspec import Struct
from msgspec.structs import replace

from tipcycle.core.cycle import (
    COSTLY,
    DID,
    DONE_STATUSES,
    MISSED,
    NONE,
    Cycle,
    IgnoredEvent,
    Remark,
    Tenure,
    TipResult,
    WeekFeelings,
)
from tipcycle.core.events import (
    Checkin,
    Close,
    CycleFile,
    CycleHeader,
    Event,
    Journal,
    Lesson,
    Note,
    Pause,
    Pick,
    Plan,
    Share,
    Summary,
    Swap,
    Undo,
    Voice,
)
from tipcycle.core.schedule import feelings_deadline
from tipcycle.core.weeks import Week


class Entry(Struct, frozen=True):
    """All that one command wrote: the blocks of one file that carry the same stamp."""

    at: datetime
    blocks: tuple[Event, ...]
    is_undone: bool

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its blocks, in order."""
        return tuple(event.id for event in self.blocks)


def sort_events(events: Iterable[Event]) -> list[Event]:
    """The blocks by stamp, and on equal stamps by id, so that their order in the file never matters."""
    return sorted(events, key=lambda event: (event.at, event.id))


def undone_ids(events: Iterable[Event]) -> frozenset[str]:
    """The ids that were taken back. An undo is never undone: to redo is to say it again."""
    return frozenset(id for event in events if isinstance(event.payload, Undo) for id in event.payload.of)


def active_events(events: Iterable[Event]) -> list[Event]:
    """The blocks that count, in order: no undo, and nothing that one took back."""
    every = sort_events(events)
    undone = undone_ids(every)
    return [event for event in every if event.id not in undone and not isinstance(event.payload, Undo)]


def entries(events: Iterable[Event]) -> list[Entry]:
    """The blocks of one file as entries, in order; undo entries are left out."""
    every = sort_events(events)
    undone = undone_ids(every)
    by_stamp: dict[datetime, list[Event]] = {}
    for block in every:
        if not isinstance(block.payload, Undo):
            by_stamp.setdefault(block.at, []).append(block)
    return [
        Entry(at, tuple(group), is_undone=all(event.id in undone for event in group)) for at, group in by_stamp.items()
    ]


def sharing_by_id(events: Iterable[Event]) -> dict[str, bool]:
    """What the latest standing share says of each note or voice, by id."""
    return {event.payload.of: event.payload.shared for event in events if isinstance(event.payload, Share)}


STATUS_PRECEDENCE = {MISSED: 0, NONE: 1, DID: 2, COSTLY: 3}
"""On equal stamps from two machines: costly › did › none › missed (docs/rules.md §2)."""


def checkin_statuses(checkin: Checkin) -> dict[int, tuple[str, bool]]:
    """What one check-in says of each tip it names: the status, and whether it was built."""
    said: dict[int, tuple[str, bool]] = {}
    for status, tips in (
        (MISSED, checkin.missed),
        (NONE, checkin.none),
        (DID, checkin.did + checkin.built),
        (COSTLY, checkin.costly),
    ):
        for tip in tips:
            said[tip] = (status, tip in checkin.built)
    return said


class CheckinProjection:
    """The check-ins of a cycle taken together, in the order of their stamps."""

    def __init__(self, events: Iterable[Event], tenures: tuple[Tenure, ...], weeks: tuple[Week, ...]) -> None:
        self.results: dict[tuple[int, Week], TipResult] = {}
        self.feelings: dict[Week, WeekFeelings] = {}
        self.checkin_dates: dict[Week, date] = {}
        """The weeks that have a check-in, and the first day of one."""
        self.answers: dict[Week, str] = {}
        self.ignored: list[IgnoredEvent] = []
        self._stamps: dict[tuple[int, Week], tuple[datetime, int]] = {}
        for event in events:
            if not isinstance(event.payload, Checkin):
                continue
            if event.payload.week in weeks:
                self._apply(event, event.payload, tenures)
            else:
                self.ignored.append(IgnoredEvent(event, "week-outside"))

    def _apply(self, event: Event, checkin: Checkin, tenures: tuple[Tenure, ...]) -> None:
        counts = False
        for tip, (status, built) in checkin_statuses(checkin).items():
            if any(tenure.tip == tip and tenure.covers(checkin.week) for tenure in tenures):
                self._apply_status((tip, checkin.week), event, status, built=built)
                counts = True
            else:
                self.ignored.append(IgnoredEvent(event, "tip-not-active", tip))
        if checkin.team is not None or checkin.customers is not None:
            if event.on > feelings_deadline(checkin.week):
                self.ignored.append(IgnoredEvent(event, "feelings-too-late"))
            else:
                self._apply_feelings(checkin)
                counts = True
        if checkin.answer:
            self.answers[checkin.week] = checkin.answer
        if counts:
            self.checkin_dates[checkin.week] = min(event.on, self.checkin_dates.get(checkin.week, event.on))

    def _apply_status(self, key: tuple[int, Week], event: Event, status: str, *, built: bool) -> None:
        """The later stamp stands, and on equal ones the higher rank; a build is not lost to another done."""
        stamp = (event.at, STATUS_PRECEDENCE[status])
        before = self.results.get(key)
        if before is not None and stamp < self._stamps[key]:
            if built and before.status in DONE_STATUSES:
                self.results[key] = replace(before, built=True)
            return
        # A did or costly for the same week leaves a build standing; a miss or no occasion does not.
        stood = before is not None and before.built and status in DONE_STATUSES
        self.results[key] = TipResult(status, event.on, built or stood)
        self._stamps[key] = stamp

    def _apply_feelings(self, checkin: Checkin) -> None:
        """What is named replaces, what is not named stays."""
        earlier = self.feelings.get(checkin.week, WeekFeelings())
        self.feelings[checkin.week] = WeekFeelings(
            earlier.team if checkin.team is None else checkin.team,
            earlier.customers if checkin.customers is None else checkin.customers,
        )


class _TenureHistory(Struct, frozen=True):
    """Who sat among the five and since when, and which swaps made it so."""

    tenures: tuple[Tenure, ...]
    swaps: tuple[Swap, ...]
    ignored: list[IgnoredEvent]


def _apply_swaps(weeks: tuple[Week, ...], pick: Pick, swap_events: list[Event]) -> _TenureHistory:
    """The pick, then each swap that fits; of two on one stamp the greater id goes first, so that it is the one."""
    first, last = weeks[0], weeks[-1]
    seats = [Tenure(tip, first) for tip in pick.tips]
    left: list[Tenure] = []
    shown: list[Swap] = []
    odd: list[IgnoredEvent] = []
    greater_id_first = sorted(swap_events, key=lambda event: event.id, reverse=True)
    for event in sorted(greater_id_first, key=lambda event: event.at):
        swap = event.payload
        assert isinstance(swap, Swap)
        seat = next((n for n, tenure in enumerate(seats) if tenure.tip == swap.old), None)
        taken = {tenure.tip for tenure in seats} | {tenure.tip for tenure in left}
        if seat is None or swap.new in taken or not first <= swap.from_ <= last:
            odd.append(IgnoredEvent(event, "swap-does-not-fit", swap.old))
            continue
        begins = max(swap.from_, seats[seat].first)
        if event.on >= first.monday or begins != first:  # before the first Monday it simply takes the place
            left.append(Tenure(swap.old, seats[seat].first, begins))
            shown.append(swap)
        seats[seat] = Tenure(swap.new, begins)
    return _TenureHistory((*seats, *left), tuple(shown), odd)


def active_remarks(events: Iterable[Event]) -> tuple[Remark, ...]:
    """The notes and voices of one file that stand."""
    kept = active_events(events)
    return _project_remarks(kept, sharing_by_id(kept))


def _project_remarks(events: Iterable[Event], sharing: Mapping[str, bool]) -> tuple[Remark, ...]:
    """The notes and voices that are shown: of a tip's notes in a week only the latest, and none if it is empty."""
    kept: dict[object, Remark] = {}
    for event in events:
        payload = event.payload
        if not isinstance(payload, Note | Voice):
            continue
        is_voice = isinstance(payload, Voice)
        slot = event if is_voice or payload.tip is None else (payload.tip, payload.week)
        kept.pop(slot, None)
        if payload.text.strip():
            kept[slot] = Remark(
                event.id, event.at, event.on, payload.text, payload.by, payload.tip, payload.week,
                sharing.get(event.id, payload.shared), is_voice, payload.heard if isinstance(payload, Voice) else None,
            )  # fmt: skip
    return tuple(kept.values())


def _split_at_close(events: list[Event]) -> tuple[list[Event], Event | None, list[IgnoredEvent]]:
    """The blocks that count, the standing close, and what came after it and does not."""
    closes = [event for event in events if isinstance(event.payload, Close)]
    if not closes:
        return events, None, []
    closed = max((event for event in closes if event.at == closes[0].at), key=lambda event: event.id)
    kept = [event for event in events if event.at <= closed.at or isinstance(event.payload, Voice | Share)]
    late = [IgnoredEvent(event, "after-the-close") for event in events if event not in kept]
    return kept, closed, late


def _latest_plans(events: Iterable[Event]) -> dict[int, str]:
    """The latest plan of each tip; an empty one clears it."""
    latest = {event.payload.tip: event.payload.text.strip() for event in events if isinstance(event.payload, Plan)}
    return {tip: text for tip, text in latest.items() if text}


def is_void(file: CycleFile) -> bool:
    """Whether the pick of a file was taken back, so that it describes no cycle."""
    if any(isinstance(event.payload, Undo) for event in file.events):
        events, _, _ = _split_at_close(active_events(file.events))
        return not any(isinstance(event.payload, Pick) for event in events)
    closed = min((event.at for event in file.events if isinstance(event.payload, Close)), default=None)
    picked = (event.at for event in file.events if isinstance(event.payload, Pick))
    return not any(closed is None or at <= closed for at in picked)


def fold(file: CycleFile, number: int) -> Cycle | None:
    """The cycle that a file describes; None when it is void."""
    events, closed, odd = _split_at_close(active_events(file.events))
    picks = [event.payload for event in events if isinstance(event.payload, Pick)]
    if not picks:
        return None
    pick = picks[-1]
    header = CycleHeader(file.header.starts, pick.weeks or file.header.weeks, pick.anchor or file.header.anchor)
    weeks = header.calendar_weeks
    seats = _apply_swaps(weeks, pick, [event for event in events if isinstance(event.payload, Swap)])
    answered = CheckinProjection(events, seats.tenures, weeks)
    pauses = tuple(event.payload for event in events if isinstance(event.payload, Pause))
    words = [event.payload.text for event in events if isinstance(event.payload, Summary)]
    return Cycle(
        number=number,
        header=header,
        pick=pick,
        tenures=seats.tenures,
        swaps=seats.swaps,
        results=answered.results,
        feelings=answered.feelings,
        checkin_dates=answered.checkin_dates,
        answers=answered.answers,
        paused_weeks=frozenset(week for pause in pauses for week in pause.weeks),
        pauses=pauses,
        remarks=_project_remarks(events, sharing_by_id(events)),
        summary=(words[-1].strip() or None) if words else None,
        plans=_latest_plans(events),
        close=closed.payload if closed and isinstance(closed.payload, Close) else None,
        closed_on=closed.on if closed else None,
        lessons={
            event.payload.tip: event.payload.text
            for event in events
            if isinstance(event.payload, Lesson) and event.payload.text
        },
        ignored=(*odd, *seats.ignored, *answered.ignored),
    )


class Cycles(Sequence[Cycle]):
    """Every cycle that was not taken back, oldest first, numbered from 1 (a void number is used again).

    Each is folded when it is first asked for: after ten years most commands need only the last.
    """

    def __init__(self, journal: Journal) -> None:
        files = sorted(journal.cycle_files, key=lambda file: file.header.starts)
        self._files = [file for file in files if not is_void(file)]
        self._cache: dict[int, Cycle] = {}

    def __len__(self) -> int:
        return len(self._files)

    @overload
    def __getitem__(self, index: int) -> Cycle: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Cycle, ...]: ...
    def __getitem__(self, place: int | slice) -> Cycle | tuple[Cycle, ...]:
        places = range(len(self._files))[place]
        return self._fold_at(places) if isinstance(places, int) else tuple(self._fold_at(each) for each in places)

    def by_number(self, number: int) -> Cycle | None:
        """Cycle `number`; None when there is none."""
        return self._fold_at(number - 1) if 0 < number <= len(self._files) else None

    def number_on(self, day: date) -> int | None:
        """The number of the cycle begun last on that day; None before the first. Folds none of them."""
        return sum(file.header.starts <= day for file in self._files) or None

    def latest_begun(self, today: date) -> Cycle | None:
        """The cycle begun last; None before the first."""
        number = self.number_on(today)
        return None if number is None else self.by_number(number)

    def _fold_at(self, index: int) -> Cycle:
        if index not in self._cache:
            cycle = fold(self._files[index], index + 1)
            assert cycle is not None
            self._cache[index] = cycle
        return self._cache[index]



def find_cycle(cycles: Cycles, reference: str | None, today: date) -> Cycle | None:
    """The cycle with this number or first Monday; without a word the one begun last."""
    if reference is None:
        return cycles.latest_begun(today)
    return next((c for c in cycles if reference in (str(c.number), c.starts.isoformat())), None)
