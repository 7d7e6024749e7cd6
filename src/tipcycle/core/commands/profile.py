"""What belongs to the manager and to no cycle: the profile, stars, what may go on paper."""



from tipcycle.core.events import Change, Journal, Profile
from tipcycle.core.projection import active_events


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






