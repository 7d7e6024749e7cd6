"""Projection of journal events: entries, active events, and the `Cycle` of each file (docs/rules.md §1–2, §6–7)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import overload

from msgspec import Struct
from msgspec.structs import replace

from tipcycle.core.cycle import Cycle, IgnoredEvent, Remark, Status, Tenure, TipResult, WeekFeelings
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
    PrivateTexts,
    Share,
    Summary,
    Swap,
    Undo,
    Voice,
    private_texts,
)
from tipcycle.core.schedule import feelings_deadline
from tipcycle.core.weeks import Week


class Entry(Struct, frozen=True):
    """The events that one command wrote together: the events of one file with the same `at`."""

    at: datetime
    events: tuple[Event, ...]
    is_undone: bool

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the events, in order."""
        return tuple(event.id for event in self.events)


def sort_events(events: Iterable[Event]) -> list[Event]:
    """Return the events ordered by `at`, then by id. The order in the file has no effect."""
    return sorted(events, key=lambda event: (event.at, event.id))


def undone_ids(events: Iterable[Event]) -> frozenset[str]:
    """Return the ids of all undone events.

    An undo cannot be undone: the user runs the command again instead (docs/rules.md §7).
    """
    return frozenset(id for event in events if isinstance(event.payload, Undo) for id in event.payload.of)


def active_events(events: Iterable[Event]) -> list[Event]:
    """Return the events that count, in order, without undone events and without the undos."""
    ordered = sort_events(events)
    undone = undone_ids(ordered)
    return [event for event in ordered if event.id not in undone and not isinstance(event.payload, Undo)]


def entries(events: Iterable[Event]) -> list[Entry]:
    """Return the entries of one file in order, without undo entries."""
    ordered = sort_events(events)
    undone = undone_ids(ordered)
    by_stamp: dict[datetime, list[Event]] = {}
    for event in ordered:
        if not isinstance(event.payload, Undo):
            by_stamp.setdefault(event.at, []).append(event)
    return [
        Entry(at, tuple(entry_events), is_undone=all(event.id in undone for event in entry_events))
        for at, entry_events in by_stamp.items()
    ]


def sharing_by_id(events: Iterable[Event]) -> dict[str, bool]:
    """Return the latest sharing decision for each note or voice, by id. `events` are active events, in order."""
    return {event.payload.of: event.payload.shared for event in events if isinstance(event.payload, Share)}


def checkin_statuses(checkin: Checkin) -> dict[int, tuple[Status, bool]]:
    """Return the status of each tip in one check-in, and whether the tip was built."""
    statuses: dict[int, tuple[Status, bool]] = {}
    for status, tips in (
        (Status.MISSED, checkin.missed),
        (Status.NO_OCCASION, checkin.none),
        (Status.DID, checkin.did + checkin.built),
        (Status.COSTLY, checkin.costly),
    ):
        for tip in tips:
            statuses[tip] = (status, tip in checkin.built)
    return statuses


class CheckinProjection:
    """The combined check-ins of a cycle. `events` are active events, in order."""

    def __init__(self, events: Iterable[Event], tenures: tuple[Tenure, ...], weeks: tuple[Week, ...]) -> None:
        self.results: dict[tuple[int, Week], TipResult] = {}
        self.feelings: dict[Week, WeekFeelings] = {}
        self.checkin_dates: dict[Week, date] = {}
        """Weeks with a check-in, and the date of the earliest one."""
        self.texts: dict[str, dict[Week, str]] = {name: {} for name in PrivateTexts.__struct_fields__}
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
        """Apply one check-in. Add an `IgnoredEvent` for each value that does not count."""
        has_effect = False
        for tip, (status, built) in checkin_statuses(checkin).items():
            if any(tenure.tip == tip and tenure.covers(checkin.week) for tenure in tenures):
                self._apply_status((tip, checkin.week), event, status, built=built)
                has_effect = True
            else:
                self.ignored.append(IgnoredEvent(event, "tip-not-active", tip))
        if checkin.team is not None or checkin.customers is not None:
            if event.on > feelings_deadline(checkin.week):
                self.ignored.append(IgnoredEvent(event, "feelings-too-late"))
            else:
                self._apply_feelings(checkin)
                has_effect = True
        for name, text in private_texts(checkin).items():
            self.texts[name][checkin.week] = text
        if has_effect:
            self.checkin_dates[checkin.week] = min(event.on, self.checkin_dates.get(checkin.week, event.on))

    def _apply_status(self, key: tuple[int, Week], event: Event, status: Status, *, built: bool) -> None:
        """Apply one answer about a tip in a week.

        The latest `at` counts, then the highest precedence. Another done status for the same week does not clear a
        build.
        """
        stamp = (event.at, status.precedence)
        previous = self.results.get(key)
        if previous is not None and stamp < self._stamps[key]:
            if built and previous.status.is_done:
                self.results[key] = replace(previous, built=True)
            return
        # A later did or costly for the same week keeps the build; missed or no occasion clears it.
        was_built = previous is not None and previous.built and status.is_done
        self.results[key] = TipResult(status, event.on, built or was_built)
        self._stamps[key] = stamp

    def _apply_feelings(self, checkin: Checkin) -> None:
        """Replace the feelings that the check-in names and keep the others."""
        previous = self.feelings.get(checkin.week, WeekFeelings())
        self.feelings[checkin.week] = WeekFeelings(
            previous.team if checkin.team is None else checkin.team,
            previous.customers if checkin.customers is None else checkin.customers,
        )


class _TenureHistory(Struct, frozen=True):
    """The tenures of a cycle, the swaps that ended a tenure, and the swaps that were ignored."""

    tenures: tuple[Tenure, ...]
    swaps: tuple[Swap, ...]
    ignored: list[IgnoredEvent]


def _apply_swaps(weeks: tuple[Week, ...], pick: Pick, swap_events: list[Event]) -> _TenureHistory:
    """Return the tenures after the pick and all valid swaps.

    Swaps are applied by `at`. Of two swaps with the same `at`, the one with the greater id is applied first and counts.
    """
    first, last = weeks[0], weeks[-1]
    current = [Tenure(tip, first) for tip in pick.tips]
    ended: list[Tenure] = []
    applied: list[Swap] = []
    ignored: list[IgnoredEvent] = []
    greater_id_first = sorted(swap_events, key=lambda event: event.id, reverse=True)
    for event in sorted(greater_id_first, key=lambda event: event.at):
        swap = event.payload
        assert isinstance(swap, Swap)
        index = next((position for position, tenure in enumerate(current) if tenure.tip == swap.old), None)
        used_tips = {tenure.tip for tenure in current} | {tenure.tip for tenure in ended}
        if index is None or swap.new in used_tips or not first <= swap.from_ <= last:
            ignored.append(IgnoredEvent(event, "swap-does-not-fit", swap.old))
            continue
        start = max(swap.from_, current[index].first_week)
        if start != swap.from_:
            ignored.append(IgnoredEvent(event, "swap-moved", swap.old))
        if event.on >= first.monday or start != first:  # a swap before the start leaves no trace
            ended.append(Tenure(swap.old, current[index].first_week, start))
            applied.append(swap)
        current[index] = Tenure(swap.new, start)
    return _TenureHistory((*current, *ended), tuple(applied), ignored)


def active_remarks(events: Iterable[Event]) -> tuple[Remark, ...]:
    """Return the active notes and voices of one file."""
    active = active_events(events)
    return _project_remarks(active, sharing_by_id(active))


def cycle_remarks(events: Iterable[Event]) -> tuple[Remark, ...]:
    """Return the notes and voices of a cycle, as `fold` does: notes after the close do not count."""
    accepted, _, _ = _split_at_close(active_events(events))
    return _project_remarks(accepted, sharing_by_id(accepted))


def _project_remarks(events: Iterable[Event], sharing: Mapping[str, bool]) -> tuple[Remark, ...]:
    """Return the notes and voices to show. `events` are active events, in order.

    Only the latest note about a tip in a week counts, and an empty note clears it.
    """
    remarks: dict[object, Remark] = {}
    for event in events:
        payload = event.payload
        if not isinstance(payload, Note | Voice):
            continue
        is_voice = isinstance(payload, Voice)
        key = event if is_voice or payload.tip is None else (payload.tip, payload.week)
        remarks.pop(key, None)
        if payload.text.strip():
            remarks[key] = Remark(
                event.id, event.at, event.on, payload.text, payload.by, payload.tip, payload.week,
                sharing.get(event.id, payload.shared), is_voice, payload.heard if isinstance(payload, Voice) else None,
            )  # fmt: skip
    return tuple(remarks.values())


def _split_at_close(events: list[Event]) -> tuple[list[Event], Event | None, list[IgnoredEvent]]:
    """Return the events that count, the active close or None, and the events that do not count.

    After a close, a cycle accepts only voices, shares and undos. A close from before the first pick closes nothing
    (docs/rules.md §2): otherwise one wrong stamp would hide the cycle.
    """
    early = set(closes_before_pick(events))
    closes = [event for event in events if isinstance(event.payload, Close) and event not in early]
    too_early = [IgnoredEvent(event, "close-before-pick") for event in events if event in early]
    if not closes:
        return [event for event in events if event not in early], None, too_early
    close_event = max((event for event in closes if event.at == closes[0].at), key=lambda event: event.id)
    accepted = [
        event
        for event in events
        if (event.at <= close_event.at or isinstance(event.payload, Voice | Share)) and event not in early
    ]
    ignored = [IgnoredEvent(event, "after-the-close") for event in events if event.at > close_event.at]
    ignored = [item for item in ignored if not isinstance(item.event.payload, Voice | Share)]
    return accepted, close_event, [*too_early, *ignored]


def _other_picks(events: Iterable[Event], pick: Pick) -> Iterator[IgnoredEvent]:
    """Yield the picks of another five for the same Monday, from two machines or a manual edit."""
    for event in events:
        if isinstance(event.payload, Pick) and event.payload.tips != pick.tips:
            yield IgnoredEvent(event, "other-pick")


def _distinct_pauses(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """Return one pause for the same weeks, with the last reason that was given."""
    latest: dict[tuple[Week, ...], Pause] = {}
    for pause in pauses:
        if pause.because or pause.weeks not in latest:
            latest[pause.weeks] = pause
    return tuple(latest.values())


def _values_without_place(
    events: Iterable[Event], tenures: tuple[Tenure, ...], weeks: tuple[Week, ...]
) -> Iterator[IgnoredEvent]:
    """Yield the numbers and weeks that a manual edit can name and that have no place in the cycle."""
    five = {tenure.tip for tenure in tenures if tenure.end_week is None}
    ever = {tenure.tip for tenure in tenures}
    for event in events:
        payload = event.payload
        if isinstance(payload, Pause) and not set(payload.weeks).issubset(weeks):
            yield IgnoredEvent(event, "pause-outside")
        elif isinstance(payload, Plan | Lesson) and payload.tip not in ever:
            yield IgnoredEvent(event, "no-place", payload.tip)
        elif isinstance(payload, Close):
            decided = payload.keep + payload.adapt + payload.extend + payload.drop
            for tip, count in Counter(decided).items():
                if tip not in five:
                    yield IgnoredEvent(event, "no-place", tip)
                elif count > 1:
                    yield IgnoredEvent(event, "decided-twice", tip)
            for tip in dict.fromkeys(payload.by_hand):
                if tip in five and tip not in payload.staying_tips:
                    yield IgnoredEvent(event, "no-place", tip)


def _latest_plans(events: Iterable[Event]) -> dict[int, str]:
    """Return the latest plan of each tip. An empty plan clears the earlier one."""
    latest = {event.payload.tip: event.payload.text.strip() for event in events if isinstance(event.payload, Plan)}
    return {tip: text for tip, text in latest.items() if text}


def closes_before_pick(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the closes that are older than every pick. `events` are active events of one file, in any order."""
    events = tuple(events)
    picked_at = min((event.at for event in events if isinstance(event.payload, Pick)), default=None)
    return tuple(
        event for event in events if isinstance(event.payload, Close) and picked_at is not None and event.at < picked_at
    )


def is_void(file: CycleFile) -> bool:
    """Return True if the file has no active pick, so that it describes no cycle."""
    undone = undone_ids(file.events)
    return not any(isinstance(event.payload, Pick) and event.id not in undone for event in file.events)


def fold(file: CycleFile, number: int) -> Cycle | None:
    """Return the cycle that a file describes, or None if the file is void."""
    events, close_event, late_events = _split_at_close(active_events(file.events))
    pick_events = [event for event in events if isinstance(event.payload, Pick)]
    if not pick_events:
        return None
    pick = pick_events[-1].payload
    assert isinstance(pick, Pick)
    header = CycleHeader(file.header.starts, pick.weeks or file.header.weeks, pick.anchor or file.header.anchor)
    weeks = header.calendar_weeks
    history = _apply_swaps(weeks, pick, [event for event in events if isinstance(event.payload, Swap)])
    checkins = CheckinProjection(events, history.tenures, weeks)
    pauses = _distinct_pauses(event.payload for event in events if isinstance(event.payload, Pause))
    summaries = [event.payload.text for event in events if isinstance(event.payload, Summary)]
    return Cycle(
        number=number,
        header=header,
        key=min((event.at, event.id) for event in file.events if isinstance(event.payload, Pick))[1],
        pick=pick,
        tenures=history.tenures,
        swaps=history.swaps,
        results=checkins.results,
        feelings=checkins.feelings,
        checkin_dates=checkins.checkin_dates,
        texts=checkins.texts,
        paused_weeks=frozenset(week for pause in pauses for week in pause.weeks),
        pauses=pauses,
        remarks=_project_remarks(events, sharing_by_id(events)),
        summary=(summaries[-1].strip() or None) if summaries else None,
        plans=_latest_plans(events),
        close=close_event.payload if close_event and isinstance(close_event.payload, Close) else None,
        closed_on=close_event.on if close_event else None,
        lessons={
            event.payload.tip: event.payload.text
            for event in events
            if isinstance(event.payload, Lesson) and event.payload.text
        },
        ignored=(
            *late_events,
            *_other_picks(pick_events, pick),
            *history.ignored,
            *checkins.ignored,
            *_values_without_place(events, history.tenures, weeks),
        ),
    )


class Cycles(Sequence[Cycle]):
    """The cycles of a journal, oldest first and numbered from 1. Void cycles are left out and use no number.

    Each cycle is folded on first access, because most commands need only the last one.
    """

    def __init__(self, journal: Journal) -> None:
        files = sorted(journal.cycle_files, key=lambda file: file.header.starts)
        self.files = tuple(file for file in files if not is_void(file))
        self._cache: dict[int, Cycle] = {}

    def __len__(self) -> int:
        return len(self.files)

    @overload
    def __getitem__(self, index: int) -> Cycle: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Cycle, ...]: ...
    def __getitem__(self, index: int | slice) -> Cycle | tuple[Cycle, ...]:
        selected = range(len(self.files))[index]
        return self._fold_at(selected) if isinstance(selected, int) else tuple(self._fold_at(i) for i in selected)

    def by_number(self, number: int) -> Cycle | None:
        """Return the cycle with that number, or None."""
        return self._fold_at(number - 1) if 0 < number <= len(self.files) else None

    def number_on(self, day: date) -> int | None:
        """Return the number of the last cycle that starts on or before `day`, or None. Folds no cycle."""
        return sum(file.header.starts <= day for file in self.files) or None

    def latest_begun(self, today: date) -> Cycle | None:
        """Return the last cycle that starts on or before `today`, or None."""
        number = self.number_on(today)
        return None if number is None else self.by_number(number)

    def _fold_at(self, index: int) -> Cycle:
        """Return the cycle at an index. Fold it on first access."""
        if index not in self._cache:
            cycle = fold(self.files[index], index + 1)
            assert cycle is not None
            self._cache[index] = cycle
        return self._cache[index]


def find_cycle(cycles: Cycles, reference: str | None, today: date) -> Cycle | None:
    """Return the cycle with this number or first Monday (`YYYY-MM-DD`), or None.

    Without a reference, return the last cycle that has begun.
    """
    if reference is None:
        return cycles.latest_begun(today)
    return next((cycle for cycle in cycles if reference in (str(cycle.number), cycle.starts.isoformat())), None)
