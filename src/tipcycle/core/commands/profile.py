"""Read and change the profile."""

from typing import Any

from tipcycle.core.events import Change, Journal, Profile
from tipcycle.core.projection import active_events


def current_profile(journal: Journal) -> Profile:
    """Return the current profile: the latest value of each key."""
    values: dict[str, Any] = {}
    for event in active_events(journal.global_events):
        if isinstance(event.payload, Profile):
            for key in ("name", "team", "language", "day"):
                value = getattr(event.payload, key)
                if value is not None:
                    values[key] = value or None
    return Profile(**values)


def set_profile(profile: Profile) -> Change:
    """Return a change of the given keys. An empty text clears a key."""
    return Change(None, (profile,))
