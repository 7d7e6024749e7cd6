"""The only place that reads the clock, the environment and what sort of terminal this is."""

import os
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec import Struct

from tipcycle.core.errors import NotADate
from tipcycle.core.languages import LANGUAGES
from tipcycle.journal.places import Places

NARROWEST, WIDEST, UNKNOWN_WIDTH = 30, 100, 80
"""Lines longer than about a hundred characters are hard to read."""


class World(Struct, frozen=True):
    """What a run is told about the machine it runs on."""

    today: date
    places: Places
    language: str | None
    """What the command line or the environment asks for; the profile and the locale come after it."""
    locale: str
    """The language of the machine's locale, `en` where it is another."""
    asks: bool
    """Whether somebody is there to answer questions."""
    screen: bool
    """Whether stdout is a terminal."""
    plain: bool
    """Words instead of signs: for pipes, screen readers and terminals that cannot draw."""
    full_screen: bool
    """Whether a full screen can be used: somebody is there, at a terminal that can draw."""
    color: bool
    width: int
    completing: str
    """What a shell asks to complete; empty when none asks."""
    day_is_set: bool
    """Whether `TIPCYCLE_TODAY` says which day it is."""
    messages: int | None = None
    """How wide the terminal is to which messages go; None where that is no terminal."""
    strange: str = ""
    """What `TIPCYCLE_LANG` says, where that is no language of tipcycle's."""
    zone: str | None = None
    """The name of the machine's time zone, such as `Europe/Brussels`; None where it has none."""
    editor: str = ""
    """The command line of the editor that `VISUAL` or `EDITOR` names."""

    @property
    def folds_at(self) -> int | None:
        """How long a line on stdout may be; None where that is no terminal, which would break longer ones."""
        return self.width if self.screen else None

    def now(self) -> datetime:
        """This instant (UTC); under `TIPCYCLE_TODAY` that date at the present time of day."""
        present = datetime.now(UTC)
        return datetime.combine(self.today, present.timetz()) if self.day_is_set else present

    def local(self, instant: datetime) -> datetime:
        """An instant as the clock on the wall of this machine shows it."""
        return instant.astimezone()


class Flags(Struct, frozen=True):
    """The global flags, which may stand anywhere on the command line."""

    language: str | None = None
    home: str | None = None
    plain: bool = False


def read_world(
    flags: Flags, environment: Mapping[str, str] | None = None, *, day: bool = True, played: bool = False
) -> World:
    """The world as this run finds it; NotADate for a `TIPCYCLE_TODAY` that is no date, unless `day` is not asked.

    In a run that is `played` nobody is asked, and what is said goes where the data goes.
    """
    environment = os.environ if environment is None else environment
    given = environment.get("TIPCYCLE_TODAY", "") if day else ""
    asked = environment.get("TIPCYCLE_LANG", "")
    screen = _is_terminal(sys.stdout)
    dumb = environment.get("TERM") == "dumb"
    asks = not played and _is_terminal(sys.stdin) and _is_terminal(sys.stderr)
    heard = sys.stdout if played else sys.stderr
    plain = flags.plain or not screen or dumb or not _can_draw()
    return World(
        today=_day(given) if given else datetime.now().astimezone().date(),
        places=_places(flags.home or environment.get("TIPCYCLE_HOME") or None),
        language=flags.language or _language(asked),
        locale=_language(_locale(environment)) or "en",
        asks=asks,
        screen=screen,
        plain=plain,
        full_screen=asks and not plain,
        color=screen and not dumb and not environment.get("NO_COLOR"),
        width=_width(environment, sys.stdout) if screen else UNKNOWN_WIDTH,
        messages=_width(environment, heard) if _is_terminal(heard) else None,
        strange="" if _language(asked) else asked.strip(),
        completing=environment.get("_TIPCYCLE_COMPLETE", ""),
        day_is_set=bool(given),
        zone=_zone(environment),
        editor=environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip(),
    )


def _width(environment: Mapping[str, str], stream: object) -> int:
    """How wide lines are on this terminal."""
    return max(NARROWEST, min(WIDEST, _columns(environment, stream)))


def _columns(environment: Mapping[str, str], stream: object) -> int:
    """How wide the terminal is, or shall seem.

    `shutil.get_terminal_size` says the same, but brings the archive libraries along: as much as half a bare start.
    """
    told = environment.get("COLUMNS", "")
    if told.isascii() and told.isdigit() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(stream.fileno()).columns or UNKNOWN_WIDTH  # type: ignore[attr-defined]
    except (AttributeError, OSError, ValueError):
        return UNKNOWN_WIDTH


def _places(home: str | None) -> Places:
    return Places.at(Path(home).expanduser().absolute()) if home else Places.of_the_platform()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise NotADate(text) from None


def _locale(environment: Mapping[str, str]) -> str:
    return next((environment[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(key)), "")


def _language(text: str) -> str | None:
    code = text.strip().lower()[:2]
    return code if code in LANGUAGES else None


_LOCALTIME = Path("/etc/localtime")


def _zone(environment: Mapping[str, str]) -> str | None:
    """The name that `TZ` gives, else the one in the link at `/etc/localtime`; whether it exists is another matter."""
    named = environment.get("TZ", "").removeprefix(":")
    if not named:
        try:
            named = str(_LOCALTIME.readlink())
        except (OSError, NotImplementedError):  # a copy, or a system that has no such file
            return None
    _, found, below = named.rpartition("zoneinfo/")
    name = (below if found else named).removeprefix("posix/").removeprefix("right/")
    return "UTC" if name in ("Etc/UTC", "Etc/UCT", "UCT", "Zulu", "Etc/Zulu") else name


def _is_terminal(stream: object) -> bool:
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):  # closed, or none at all
        return False


def _can_draw() -> bool:
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        "●◆○–‖·é".encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def rehearsal(home: Path, day: date, language: str) -> Mapping[str, str]:
    """This process's environment, with another journal, day and language: for the demo."""
    told = {"TIPCYCLE_HOME": str(home), "TIPCYCLE_TODAY": day.isoformat(), "TIPCYCLE_LANG": language}
    return {**os.environ, **told}
