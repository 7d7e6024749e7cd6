"""The document of `profile`."""

from __future__ import annotations  # contract types are imported only for type checking, to save time at startup

from typing import TYPE_CHECKING

from tipcycle.core.events import Profile

if TYPE_CHECKING:
    from tipcycle.render.json import contract


def profile_json(profile: Profile) -> contract.ProfileDocument:
    """Return the document of `tipcycle profile --json`."""
    return {"profile": profile_fields(profile)}


def profile_fields(profile: Profile) -> contract.ProfileFields:
    """Return the fields of a profile."""
    return {"name": profile.name, "team": profile.team, "language": profile.language, "day": profile.day}
