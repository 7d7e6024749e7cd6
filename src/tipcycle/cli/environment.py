"""The only place that reads the clock, the environment and what sort of terminal this is.

The global flags, taken from wherever they stand on the command line.

They are read before the framework is loaded, because they decide in which language it speaks.
"""

import os
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec import Struct

from tipcycle.core.errors import InvalidDateError, InvalidOptionValueError, MissingOptionValueError
from tipcycle.core.languages import LANGUAGES
from tipcycle.storage.paths import Paths

MIN_WIDTH, MAX_WIDTH, DEFAULT_WIDTH = 30, 100, 80
"""Lines longer than about a hundred characters are hard to read."""


class Environment(Struct, frozen=True):
    """What a run is told about the machine it runs on."""

    today: date
    paths: Paths
    language: str | None
    """What the command line or the environment asks for; the profile and the locale come after it."""
    locale_language: str
    """The language of the machine's locale, `en` where it is another."""
    interactive: bool
    """Whether somebody is there to answer questions."""
    stdout_is_tty: bool
    """Whether stdout is a terminal."""
    plain: bool
    """Words instead of signs: for pipes, screen readers and terminals that cannot draw."""
    can_use_full_screen: bool
    """Whether a full screen can be used: somebody is there, at a terminal that can draw."""
    use_color: bool
    width: int
    completion_instruction: str
    """What a shell asks to complete; empty when none asks."""
    today_is_overridden: bool
    """Whether `TIPCYCLE_TODAY` says which day it is."""
    message_width: int | None = None
    """How wide the terminal is to which messages go; None where that is no terminal."""
    unsupported_language: str = ""
    """What `TIPCYCLE_LANG` says, where that is no language of tipcycle's."""
    time_zone: str | None = None
    """The name of the machine's time zone, such as `Europe/Brussels`; None where it has none."""
    editor: str = ""
    """The command line of the editor that `VISUAL` or `EDITOR` names."""

    @property
    def wrap_width(self) -> int | None:
        """How long a line on stdout may be; None where that is no terminal, which would break longer ones."""
        return self.width if self.stdout_is_tty else None

    def now(self) -> datetime:
        """This instant (UTC); under `TIPCYCLE_TODAY` that date at the present time of day."""
        now = datetime.now(UTC)
        return datetime.combine(self.today, now.timetz()) if self.today_is_overridden else now

    def to_local_time(self, instant: datetime) -> datetime:
        """An instant as the clock on the wall of this machine shows it."""
        return instant.astimezone()


class GlobalOptions(Struct, frozen=True):
    """The global flags, which may stand anywhere on the command line."""

    language: str | None = None
    home: str | None = None
    plain: bool = False


def read_environment(
    options: GlobalOptions, environ: Mapping[str, str] | None = None, *, read_today: bool = True, is_demo: bool = False
) -> Environment:
    """The world as this run finds it; InvalidDateError for a `TIPCYCLE_TODAY` that is no date, unless `day` is not asked.

    In a run that is `played` nobody is asked, and what is said goes where the data goes.
    """
    environ = os.environ if environ is None else environ
    today_text = environ.get("TIPCYCLE_TODAY", "") if read_today else ""
    language_text = environ.get("TIPCYCLE_LANG", "")
    stdout_is_tty = _is_terminal(sys.stdout)
    is_dumb_terminal = environ.get("TERM") == "dumb"
    interactive = not is_demo and _is_terminal(sys.stdin) and _is_terminal(sys.stderr)
    message_stream = sys.stdout if is_demo else sys.stderr
    plain = options.plain or not stdout_is_tty or is_dumb_terminal or not _can_encode_symbols()
    return Environment(
        today=_parse_today(today_text) if today_text else datetime.now().astimezone().date(),
        paths=_journal_paths(options.home or environ.get("TIPCYCLE_HOME") or None),
        language=options.language or _supported_language(language_text),
        locale_language=_supported_language(_locale_name(environ)) or "en",
        interactive=interactive,
        stdout_is_tty=stdout_is_tty,
        plain=plain,
        can_use_full_screen=interactive and not plain,
        use_color=stdout_is_tty and not is_dumb_terminal and not environ.get("NO_COLOR"),
        width=_line_width(environ, sys.stdout) if stdout_is_tty else DEFAULT_WIDTH,
        message_width=_line_width(environ, message_stream) if _is_terminal(message_stream) else None,
        unsupported_language="" if _supported_language(language_text) else language_text.strip(),
        completion_instruction=environ.get("_TIPCYCLE_COMPLETE", ""),
        today_is_overridden=bool(today_text),
        time_zone=_time_zone_name(environ),
        editor=environ.get("VISUAL", "").strip() or environ.get("EDITOR", "").strip(),
    )


def _line_width(environ: Mapping[str, str], stream: object) -> int:
    """How wide lines are on this terminal."""
    return max(MIN_WIDTH, min(MAX_WIDTH, _terminal_columns(environ, stream)))


def _terminal_columns(environ: Mapping[str, str], stream: object) -> int:
    """How wide the terminal is, or shall seem.

    `shutil.get_terminal_size` says the same, but brings the archive libraries along: as much as half a bare start.
    """
    columns = environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(stream.fileno()).columns or DEFAULT_WIDTH  # type: ignore[attr-defined]
    except (AttributeError, OSError, ValueError):
        return DEFAULT_WIDTH


def _journal_paths(home: str | None) -> Paths:
    return Paths.under(Path(home).expanduser().absolute()) if home else Paths.platform_default()


def _parse_today(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidDateError(text) from None


def _locale_name(environ: Mapping[str, str]) -> str:
    return next((environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key)), "")


def _supported_language(tag: str) -> str | None:
    code = tag.strip().lower()[:2]
    return code if code in LANGUAGES else None


_LOCALTIME = Path("/etc/localtime")


def _time_zone_name(environ: Mapping[str, str]) -> str | None:
    """The name that `TZ` gives, else the one in the link at `/etc/localtime`; whether it exists is another matter."""
    tz = environ.get("TZ", "").removeprefix(":")
    if not tz:
        try:
            tz = str(_LOCALTIME.readlink())
        except (OSError, NotImplementedError):  # a copy, or a system that has no such file
            return None
    _, found, zone_key = tz.rpartition("zoneinfo/")
    name = (zone_key if found else tz).removeprefix("posix/").removeprefix("right/")
    return "UTC" if name in ("Etc/UTC", "Etc/UCT", "UCT", "Zulu", "Etc/Zulu") else name


def _is_terminal(stream: object) -> bool:
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):  # closed, or none at all
        return False


def _can_encode_symbols() -> bool:
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        "●◆○–‖·é".encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def demo_environ(home: Path, day: date, language: str) -> Mapping[str, str]:
    """This process's environment, with another journal, day and language: for the demo."""
    overrides = {"TIPCYCLE_HOME": str(home), "TIPCYCLE_TODAY": day.isoformat(), "TIPCYCLE_LANG": language}
    return {**os.environ, **overrides}


_VALUE_OPTIONS = ("--lang", "--home")


def parse_global_options(argv: list[str]) -> tuple[GlobalOptions, list[str]]:
    """The global flags, and the rest of the command line as it was. What follows `--` is left alone."""
    values: dict[str, str] = {}
    plain = False
    rest: list[str] = []
    remaining = iter(argv)
    for word in remaining:
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *remaining]
        elif word == "--plain":
            plain = True
        elif name in _VALUE_OPTIONS:
            if not equals:
                value = next(remaining, "")
            if not value:
                raise MissingOptionValueError(name)
            values[name] = value
        else:
            rest.append(word)
    language = values.get("--lang")
    if language is not None and language not in LANGUAGES:
        raise InvalidOptionValueError("--lang", language, LANGUAGES)
    return GlobalOptions(language, values.get("--home"), plain), rest
