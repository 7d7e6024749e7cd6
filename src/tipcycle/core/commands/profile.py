"""What belongs to the manager and to no cycle: the profile, stars, what may go on paper."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from tipcycle.core.commands.guards import require_unique
from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import UnknownRemarkError
from tipcycle.core.events import Change, Event, Journal, Note, Payload, Profile, Share, Star, Voice
from tipcycle.core.projection import Cycles, active_events

MIN_ID_LENGTH = 4
"""An id is cut short to no fewer signs."""


class ShareResult(Struct, frozen=True):
    """What sharing or unsharing leads to."""

    change: Change
    texts: tuple[str, ...]


def current_profile(journal: Journal) -> Profile:
    """The profile that holds now: of each key the latest."""
    found: dict[str, str | None] = {}
    for event in active_events(journal.global_events):
        if isinstance(event.payload, Profile):
            for key in ("name", "team", "language", "day"):
                value = getattr(event.payload, key)
                if value is not None:
                    found[key] = value or None
    return Profile(**found)


def set_profile(profile: Profile) -> Change:
    """The keys that are given become the profile's; an empty text clears one."""
    return Change(None, (profile,))


def set_stars(tips: tuple[int, ...], *, starred: bool) -> Change:
    """These tips stuck while reading, or no longer do."""
    require_unique(tips)
    return Change(None, (Star(tips=tips, starred=starred),))


def _remark_events(events: Iterable[Event]) -> list[Event]:
    return [event for event in active_events(events) if isinstance(event.payload, Note | Voice)]


def set_shared(journal: Journal, ids: Iterable[str], *, shared: bool) -> ShareResult:
    """These notes and voices of one file may go on paper, or no longer may.

    An id may be cut short to four signs: with fewer a slip, or an empty word, would share a line that nobody named.
    """
    places: list[tuple[date | None, Event]] = [(None, event) for event in _remark_events(journal.global_events)]
    for file in journal.cycle_files:
        places += [(file.header.starts, event) for event in _remark_events(file.events)]
    payloads: list[Payload] = []
    texts: list[str] = []
    target: date | None = None
    for word in ids:
        exact = [(starts, event) for starts, event in places if event.id == word]
        hits = exact or [(starts, event) for starts, event in places if event.id.startswith(word)]
        named = bool(exact) or len(word) >= MIN_ID_LENGTH
        if not named or len({event.id for _, event in hits}) != 1 or (payloads and hits[0][0] != target):
            raise UnknownRemarkError(word, is_ambiguous=len(hits) > 1)
        target, event = hits[0]
        assert isinstance(event.payload, Note | Voice)
        payloads.append(Share(of=event.id, shared=shared))
        texts.append(event.payload.text)
    return ShareResult(Change(target, tuple(payloads)), tuple(texts))


def find_cycle(cycles: Cycles, reference: str | None, today: date) -> Cycle | None:
    """The cycle with this number or first Monday; without a word the one begun last."""
    if reference is None:
        return cycles.latest_begun(today)
    return next((c for c in cycles if reference in (str(c.number), c.starts.isoformat())), None)
