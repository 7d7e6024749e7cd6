"""Document types of `tipcycle profile --json`."""

from typing import TypedDict

from tipcycle.core.events import Weekday


class ProfileFields(TypedDict):
    """The profile of the manager. All fields are optional."""

    name: str | None
    """The name, for printouts."""
    team: str | None
    """The team, for printouts."""
    language: str | None
    """`en` or `nl`; null if the language of the machine is used."""
    day: Weekday | None
    """The check-in day, `monday` … `sunday`; null for Friday."""


class ProfileDocument(TypedDict):
    """The profile."""

    profile: ProfileFields
    """The profile of the manager."""
