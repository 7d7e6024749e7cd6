"""`tipcycle profile --json`."""

from typing import TypedDict

from tipcycle.core.events import Weekday


class ProfileFields(TypedDict):
    """Who the manager is. All of it is optional."""

    name: str | None
    """The name, for the printouts."""
    team: str | None
    """The team, for the printouts."""
    language: str | None
    """`en` or `nl`; null when the machine's own language is used."""
    day: Weekday | None
    """The check-in day, `monday` … `sunday`; null for Friday."""


class ProfileDocument(TypedDict):
    """The profile."""

    profile: ProfileFields
    """Who the manager is."""
