"""What every refusal is: facts, and the exit code that goes with them."""

from enum import IntEnum
from typing import Any, ClassVar, dataclass_transform


class Exit(IntEnum):
    """The exit codes (docs/reference/exit-codes.md)."""

    OK = 0
    """Done."""
    NOT_NOW = 1
    """Understood, but not possible now; it says why."""
    USAGE = 2
    """The command line itself is wrong."""
    IN_PART = 3
    """Done in part, or something had to be left out of what is shown."""
    DAMAGED = 65
    """A file has errors, and the command needs it whole."""
    DISK = 74
    """The disk refused."""
    LOCKED = 75
    """Another run is writing."""
    NEWER = 78
    """A newer tipcycle wrote the file; here it can only be read."""
    INTERRUPTED = 130
    """Interrupted, with Ctrl+C."""


@dataclass_transform(eq_default=False)
class Refused(Exception):
    """Understood, but not possible now. The annotations of a refusal are its facts.

    They are set as a dataclass would set them; fifty generated classes cost more than all the rest of a glance.
    """

    exit: ClassVar[Exit] = Exit.NOT_NOW
    __match_args__: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        facts = tuple(name for name in cls.__annotations__ if name != "exit")
        cls.__match_args__ = facts  # type: ignore[misc]  # mypy takes the tuple of a dataclass for fixed

    def __init__(self, *values: Any, **named: Any) -> None:
        facts = {**dict(zip(self.__match_args__, values, strict=False)), **named}
        if len(values) > len(self.__match_args__) or not facts.keys() <= set(self.__match_args__):
            raise TypeError(f"{type(self).__name__} has the facts {self.__match_args__}")
        super().__init__(*values)
        for name in self.__match_args__:
            if name in facts:
                setattr(self, name, facts[name])
            elif not hasattr(self, name):
                raise TypeError(f"{type(self).__name__} needs {name}")


class Misused(Refused):
    """The command line itself is wrong."""

    exit = Exit.USAGE
