"""The environment of a run and the global options. Only this module reads the clock, the environment and the terminal.

The global options are parsed before Typer is imported, because they select the language of its texts. The one exception
is `cli.prompt_stamp`, which reads the same inputs before anything else is imported.
"""

import os
import sys
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec import Struct

from tipcycle.cli.global_options import GlobalOptions
from tipcycle.core.errors import HomeFolderError, InvalidDateError
from tipcycle.core.languages import LANGUAGES
from tipcycle.storage.paths import Paths, without_length_limit

if sys.platform == "win32":
    from tipcycle.cli.windows import enable_escape_sequences, windows_locale_name

MIN_WIDTH, MAX_WIDTH, DEFAULT_WIDTH = 30, 100, 80
"""Limits and default of the text width in columns. Lines of more than about 100 characters are hard to read."""


class Environment(Struct, frozen=True):
    """The inputs of a run that do not come from the journal."""

    today: date
    paths: Paths
    language: str | None
    """The language from the command line or `TIPCYCLE_LANG`. It overrides the profile and the locale."""
    locale_language: str
    """The language of the locale; `en` if tipcycle does not support it."""
    interactive: bool
    """True if stdin and stderr are terminals, so that questions can be asked."""
    stdout_is_tty: bool
    """True if stdout is a terminal."""
    plain: bool
    """True for words instead of symbols: in pipes, for screen readers and on terminals that cannot draw them."""
    can_use_full_screen: bool
    """True if the run is interactive and not plain."""
    use_color: bool
    width: int
    completion_instruction: str
    """The completion that the shell requests; empty for a normal run."""
    today_is_overridden: bool
    """True if `TIPCYCLE_TODAY` sets the date."""
    message_width: int | None = None
    """The width of the terminal for messages; None if messages do not go to a terminal."""
    unsupported_language: str = ""
    """The value of `TIPCYCLE_LANG` if it is not a supported language; else empty."""
    time_zone: str | None = None
    """The name of the time zone, such as `Europe/Brussels`; None if it is unknown."""
    editor: str = ""
    """The command line from `VISUAL` or `EDITOR`; empty if neither is set."""

    @property
    def wrap_width(self) -> int | None:
        """The maximum line length on stdout; None if stdout is not a terminal."""
        return self.width if self.stdout_is_tty else None

    def now(self) -> datetime:
        """Return the current UTC time; with `TIPCYCLE_TODAY`, that date with the current time of day."""
        now = datetime.now(UTC)
        return datetime.combine(self.today, now.timetz()) if self.today_is_overridden else now

    def to_local_time(self, instant: datetime) -> datetime:
        """Convert an instant to the local time zone."""
        try:
            return instant.astimezone()
        except ValueError:  # `TZ` is a day or more from UTC
            return instant.astimezone(UTC)


def read_environment(
    options: GlobalOptions,
    environ: Mapping[str, str] | None = None,
    *,
    read_today: bool = True,
    read_home: bool = True,
    is_demo: bool = False,
) -> Environment:
    """Read the environment of this run.

    With `read_today` false, `TIPCYCLE_TODAY` is ignored; with `read_home` false, there is no journal. With `is_demo`,
    the run is not interactive and messages go to stdout. Raises `InvalidDateError` if `TIPCYCLE_TODAY` is not a date,
    and `HomeFolderError` if the folder of the journal cannot be determined.
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
        today=_parse_today(today_text) if today_text else date(*time.localtime()[:3]),
        paths=_journal_paths(options.home or environ.get("TIPCYCLE_HOME") or None) if read_home else _NO_JOURNAL,
        language=options.language or _supported_language(language_text),
        locale_language=_supported_language(_locale_name(environ)) or "en",
        interactive=interactive,
        stdout_is_tty=stdout_is_tty,
        plain=plain,
        can_use_full_screen=interactive and not plain,
        use_color=stdout_is_tty
        and not is_dumb_terminal
        and not environ.get("NO_COLOR")
        and (sys.platform != "win32" or enable_escape_sequences()),
        width=_line_width(environ, sys.stdout) if stdout_is_tty else DEFAULT_WIDTH,
        message_width=_line_width(environ, message_stream) if _is_terminal(message_stream) else None,
        unsupported_language="" if _supported_language(language_text) else language_text.strip(),
        completion_instruction=environ.get("_TIPCYCLE_COMPLETE", ""),
        today_is_overridden=bool(today_text),
        time_zone=_time_zone_name(environ),
        editor=environ.get("VISUAL", "").strip() or environ.get("EDITOR", "").strip(),
    )


def _line_width(environ: Mapping[str, str], stream: object) -> int:
    """Return the width of the terminal, limited to `MIN_WIDTH` and `MAX_WIDTH`."""
    return max(MIN_WIDTH, min(MAX_WIDTH, _terminal_columns(environ, stream)))


def _terminal_columns(environ: Mapping[str, str], stream: object) -> int:
    """Return the width of the terminal from `COLUMNS` or from the stream.

    Replaces `shutil.get_terminal_size`: importing shutil takes half as long as starting the interpreter.
    """
    columns = environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(stream.fileno()).columns or DEFAULT_WIDTH  # type: ignore[attr-defined]
    except (AttributeError, OSError, ValueError):
        return DEFAULT_WIDTH


_NO_JOURNAL = Paths.under(Path(os.devnull))
"""Paths at which nothing can exist."""


def _journal_paths(home: str | None) -> Paths:
    try:
        paths = Paths.under(_absolute(Path(home))) if home else Paths.platform_default()
    except (OSError, RuntimeError):  # no such user, or the working folder was deleted
        raise HomeFolderError(home or "~") from None
    if not paths.home.is_absolute():  # without HOME and without an entry for the user, "~" stays as it is
        raise HomeFolderError(str(paths.home))
    return paths


def _absolute(path: Path) -> Path:
    """Return the absolute path; on Windows in a form without a limit of its length."""
    path = path.expanduser().absolute()
    if sys.platform == "win32":
        return Path(without_length_limit(str(path)))
    return path


def _parse_today(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidDateError(text) from None


def _locale_name(environ: Mapping[str, str]) -> str:
    """Return the locale that the environment sets, or else the one that the user chose in Windows."""
    names = (environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key))
    name = next(names, "")
    if not name and sys.platform == "win32":
        return windows_locale_name()
    return name


def _supported_language(tag: str) -> str | None:
    code = tag.strip().lower()[:2]
    return code if code in LANGUAGES else None


_LOCALTIME = Path("/etc/localtime")


def _time_zone_name(environ: Mapping[str, str]) -> str | None:
    """Return the name from `TZ`, or from the link at `/etc/localtime`. Does not check that the zone exists."""
    tz = environ.get("TZ", "").removeprefix(":")
    if not tz:
        if sys.platform == "win32":
            from tzlocal import get_localzone_name

            return get_localzone_name()
        try:
            tz = str(_LOCALTIME.readlink())
        except (OSError, NotImplementedError):  # not a link, or the file does not exist
            return None
    _, separator, zone_key = tz.rpartition("zoneinfo/")
    name = (zone_key if separator else tz).removeprefix("posix/").removeprefix("right/")
    return "UTC" if name in ("Etc/UTC", "Etc/UCT", "UCT", "Zulu", "Etc/Zulu") else name


def _is_terminal(stream: object) -> bool:
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):  # the stream is closed or None
        return False


def _can_encode_symbols() -> bool:
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        "●◆○–‖·é".encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def demo_environ(home: Path, day: date, language: str) -> Mapping[str, str]:
    """Return the environment of this process with another journal, date and language, for the demo."""
    overrides = {"TIPCYCLE_HOME": str(home), "TIPCYCLE_TODAY": day.isoformat(), "TIPCYCLE_LANG": language}
    return {**os.environ, **overrides}
