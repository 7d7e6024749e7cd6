"""Who the manager is."""

from __future__ import annotations  # the contract costs a run nothing, for only the type checker reads it

from typing import TYPE_CHECKING

from tipcycle.core.events import Profile

if TYPE_CHECKING:
    from tipcycle.render.json import contract


def profile_json(profile: Profile) -> contract.ProfileDocument:
    """`tipcycle profile --json`."""
    return {"profile": profile_fields(profile)}


def profile_fields(profile: Profile) -> contract.ProfileFields:
    """Who the manager is."""
    return {"name": profile.name, "team": profile.team, "language": profile.language, "day": profile.day}
