"""The document of `profile`."""

from msgspec import Struct

from tipcycle.core.events import Profile


class ProfileFields(Struct, frozen=True):
    """The profile of the manager. All fields are optional."""

    name: str | None
    """The name, for printouts."""
    team: str | None
    """The team, for printouts."""
    language: str | None
    """`en` or `nl`; null if the language of the machine is used."""
    day: str | None
    """The check-in day, `monday` … `sunday`; null for Friday."""


class ProfileDocument(Struct, frozen=True):
    """The profile."""

    profile: ProfileFields
    """The profile of the manager."""


def profile_json(profile: Profile) -> ProfileDocument:
    """Return the document of `tipcycle profile --json`."""
    return ProfileDocument(profile=profile_fields(profile))


def profile_fields(profile: Profile) -> ProfileFields:
    """Return the fields of a profile."""
    return ProfileFields(profile.name, profile.team, profile.language, profile.day)
