"""Reminders in the scheduler of the system: systemd or cron, launchd, Task Scheduler; and its notifications.

Registers at most one entry for each user. Decides nothing about weeks: the entry runs `tipcycle nudge`, which does.
"""

import getpass
import os
import plistlib
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, time
from pathlib import Path
from shlex import join as join_for_sh
from shutil import which
from typing import Protocol
from xml.sax.saxutils import escape as escape_xml

from msgspec import Struct

from tipcycle.core.errors import NoNotifierError, NoSchedulerError, SchedulerError
from tipcycle.core.events import WEEKDAYS
from tipcycle.storage.atomic_files import make_private_folder, replace_file, unlink_quietly

_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_TIMEOUT = 30
"""Seconds after which a program of the system counts as failed."""


class Entry(Struct, frozen=True):
    """A command with the weekdays and the time at which the scheduler runs it."""

    command: tuple[str, ...]
    weekdays: tuple[int, ...]
    """Monday is 0."""
    time: time
    today: date
    """The day on which the entry is registered."""


class Scheduler(Protocol):
    """A scheduler with at most one entry of tipcycle."""

    def install(self, entry: Entry) -> None:
        """Register the entry. Replaces an earlier one."""

    def read(self) -> str:
        """Return the registered entry as the scheduler has it; empty if there is none."""

    def remove(self) -> None:
        """Remove the entry if there is one."""


def find_scheduler(*, platform: str = sys.platform) -> Scheduler:
    """Return the scheduler of this system. Raises `NoSchedulerError`."""
    if platform == "win32" and which("schtasks"):
        return TaskScheduler()
    if platform == "darwin" and which("launchctl"):
        return Launchd()
    if platform not in ("win32", "darwin"):
        if which("systemctl") and _run("systemctl", "--user", "show-environment", check=False).returncode == 0:
            return Systemd()
        if which("crontab"):
            return Cron()
    raise NoSchedulerError({"win32": "schtasks", "darwin": "launchctl"}.get(platform, "systemctl, crontab"))


def program_command(*, platform: str = sys.platform) -> tuple[str, ...]:
    """Return the command that runs this program, without depending on `PATH`."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    python = Path(sys.executable)
    if platform == "win32" and python.with_name("pythonw.exe").is_file():
        python = python.with_name("pythonw.exe")  # python.exe would open a console window
    program = Path(sys.argv[0])
    if program.suffix == ".pyz":
        return (str(python), str(program.absolute()))
    return (str(python), "-m", "tipcycle")


def notifier(*, platform: str = sys.platform) -> str:
    """Return the name of the program that shows notifications on this system."""
    return {"win32": "powershell", "darwin": "osascript"}.get(platform, "notify-send")


def show_notification(title: str, text: str, *, platform: str = sys.platform) -> None:
    """Show a notification on the desktop. Raises `NoNotifierError` or `SchedulerError`."""
    program = notifier(platform=platform)
    if which(program) is None:
        raise NoNotifierError(program)
    environ = dict(os.environ)
    if platform == "win32":
        # the texts are in the environment, so that PowerShell never parses them
        environ |= {"TIPCYCLE_TITLE": title, "TIPCYCLE_TEXT": text}
        _run(program, "-NoProfile", "-NonInteractive", "-Command", _TOAST_SCRIPT, environ=environ)
    elif platform == "darwin":
        script = ("on run argv", "display notification (item 1 of argv) with title (item 2 of argv)", "end run")
        _run(program, *(word for line in script for word in ("-e", line)), text, title)
    else:
        # cron starts its commands without the address of the session bus
        environ.setdefault("DBUS_SESSION_BUS_ADDRESS", f"unix:path=/run/user/{_user_id()}/bus")
        _run(program, "--app-name=tipcycle", title, text, environ=environ)


def _user_id() -> int:
    """Return the number of this user; 0 on Windows, which has none."""
    return getattr(os, "getuid", int)()


_TOAST_SCRIPT = """
$ErrorActionPreference = 'Stop'
$manager = [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime]
$null = [Windows.UI.Notifications.ToastNotification, Windows.UI.Notifications, ContentType = WindowsRuntime]
$xml = $manager::GetTemplateContent('ToastText02')
$lines = $xml.GetElementsByTagName('text')
$null = $lines.Item(0).AppendChild($xml.CreateTextNode($env:TIPCYCLE_TITLE))
$null = $lines.Item(1).AppendChild($xml.CreateTextNode($env:TIPCYCLE_TEXT))
$app = '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe'
$manager::CreateToastNotifier($app).Show([Windows.UI.Notifications.ToastNotification]::new($xml))
"""
"""Windows only shows toasts of a registered application; PowerShell is one."""


def _run(
    program: str, *arguments: str, data: str = "", check: bool = True, environ: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program of the system and return its result. Raises `SchedulerError` if it fails and `check` is true."""
    try:
        result = subprocess.run(
            [which(program) or program, *arguments],
            input=data.encode(),
            capture_output=True,
            env=environ,
            timeout=_TIMEOUT,
            creationflags=_NO_WINDOW,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SchedulerError(program, getattr(error, "strerror", None) or str(error)) from error
    stdout, stderr = _decode(result.stdout), _decode(result.stderr)
    if check and result.returncode:
        detail = (stderr.strip() or stdout.strip() or str(result.returncode)).splitlines()[-1]
        raise SchedulerError(program, detail)
    return subprocess.CompletedProcess(result.args, result.returncode, stdout, stderr)


def _decode(data: bytes) -> str:
    """Return the text of a program's output. Task Scheduler may print a task in UTF-16, other programs never do."""
    if b"\0" in data[:4]:
        return data.decode("utf-16", "replace")
    return data.decode("oem" if sys.platform == "win32" else "utf-8", "replace").replace("\r\n", "\n")


class Systemd:
    """A timer of the user's systemd. `Persistent` makes up for a time at which the machine was off."""

    def __init__(self) -> None:
        import platformdirs

        folder = platformdirs.user_config_path("systemd") / "user"
        self._service, self._timer = folder / "tipcycle.service", folder / "tipcycle.timer"

    def install(self, entry: Entry) -> None:
        """Write the two units, and start the timer now and at each login."""
        days = ",".join(WEEKDAYS[day][:3].capitalize() for day in entry.weekdays)
        command = " ".join(map(_quote_for_systemd, entry.command))
        make_private_folder(self._timer.parent)
        service = (
            "[Unit]\nDescription=tipcycle reminder\n\n"
            f"[Service]\nType=oneshot\nSuccessExitStatus=1\nExecStart={command}\n"
        )
        timer = (
            "[Unit]\nDescription=tipcycle reminder\n\n"
            f"[Timer]\nOnCalendar={days} *-*-* {entry.time:%H:%M}:00\nPersistent=true\n\n"
            "[Install]\nWantedBy=timers.target\n"
        )
        replace_file(self._service, service.encode())
        replace_file(self._timer, timer.encode())
        _run("systemctl", "--user", "daemon-reload")
        _run("systemctl", "--user", "enable", self._timer.name)
        _run("systemctl", "--user", "restart", self._timer.name)

    def read(self) -> str:
        """Return the two unit files."""
        units = [path for path in (self._timer, self._service) if path.is_file()]
        return "\n".join(f"# {path}\n{path.read_text('utf-8')}" for path in units)

    def remove(self) -> None:
        """Stop the timer and remove it with its time stamp."""
        if not self.read():
            return
        _run("systemctl", "--user", "disable", "--now", self._timer.name)
        _run("systemctl", "--user", "clean", "--what=state", self._timer.name, check=False)  # needs systemd 243
        for path in (self._timer, self._service):
            unlink_quietly(path)
        _run("systemctl", "--user", "daemon-reload")


def _quote_for_systemd(argument: str) -> str:
    """Return the argument for `ExecStart`.

    >>> _quote_for_systemd("/my 100% $tools/python")
    '"/my 100%% $$tools/python"'
    """
    text = argument.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{text}"' if any(character in text for character in " \t\"'\\;") else text


class Cron:
    """One line in the crontab of the user. The other lines stay as they are."""

    _MARK = " # tipcycle reminder"

    def _lines(self) -> list[str]:
        result = _run("crontab", "-l", check=False, environ={**os.environ, "LC_ALL": "C"})
        if result.returncode and "no crontab" not in result.stderr:
            raise SchedulerError("crontab", result.stderr.strip() or str(result.returncode))
        return result.stdout.splitlines() if result.returncode == 0 else []

    def _write(self, lines: Sequence[str]) -> None:
        if lines:
            _run("crontab", "-", data="\n".join(lines) + "\n")
        elif self._lines():
            _run("crontab", "-r")

    def install(self, entry: Entry) -> None:
        """Add the line, in place of an earlier one."""
        days = ",".join(str((day + 1) % 7) for day in entry.weekdays)
        command = join_for_sh(entry.command).replace("%", "\\%")  # cron reads % as the end of the line
        line = f"{entry.time.minute} {entry.time.hour} * * {days} {command}{self._MARK}"
        self._write([*(other for other in self._lines() if not other.endswith(self._MARK)), line])

    def read(self) -> str:
        """Return the line."""
        return "".join(f"{line}\n" for line in self._lines() if line.endswith(self._MARK))

    def remove(self) -> None:
        """Remove the line, and the crontab if it has no other."""
        if self.read():
            self._write([line for line in self._lines() if not line.endswith(self._MARK)])


class Launchd:
    """An agent of the user. launchd runs it on waking up if the machine slept at that time."""

    LABEL = "tipcycle.nudge"

    def __init__(self) -> None:
        self._file = Path.home() / "Library" / "LaunchAgents" / f"{self.LABEL}.plist"
        self._domain = f"gui/{_user_id()}"

    def install(self, entry: Entry) -> None:
        """Write the property list and load it."""
        agent = {
            "Label": self.LABEL,
            "ProgramArguments": list(entry.command),
            "StartCalendarInterval": [
                {"Weekday": (day + 1) % 7, "Hour": entry.time.hour, "Minute": entry.time.minute}
                for day in entry.weekdays
            ],
        }
        make_private_folder(self._file.parent)
        replace_file(self._file, plistlib.dumps(agent))
        _run("launchctl", "bootout", f"{self._domain}/{self.LABEL}", check=False)  # fails if it is not loaded
        _run("launchctl", "bootstrap", self._domain, str(self._file))

    def read(self) -> str:
        """Return the property list."""
        return f"<!-- {self._file} -->\n{self._file.read_text('utf-8')}" if self._file.is_file() else ""

    def remove(self) -> None:
        """Unload the agent and remove its file."""
        if self._file.is_file():
            _run("launchctl", "bootout", f"{self._domain}/{self.LABEL}", check=False)
            unlink_quietly(self._file)


class TaskScheduler:
    """A task of the user. `StartWhenAvailable` makes up for a time at which the machine was off."""

    def __init__(self) -> None:
        self._name = f"tipcycle-{getpass.getuser()}"  # all users share the names of tasks

    def install(self, entry: Entry) -> None:
        """Create the task, in place of an earlier one."""
        import platformdirs

        program, *arguments = entry.command
        days = "".join(f"<{WEEKDAYS[day].capitalize()}/>" for day in entry.weekdays)
        task = f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>{entry.today}T{entry.time:%H:%M}:00</StartBoundary>
      <ScheduleByWeek><WeeksInterval>1</WeeksInterval><DaysOfWeek>{days}</DaysOfWeek></ScheduleByWeek>
    </CalendarTrigger>
  </Triggers>
  <Principals><Principal id="Author"><LogonType>InteractiveToken</LogonType></Principal></Principals>
  <Settings>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{escape_xml(program)}</Command>
      <Arguments>{escape_xml(subprocess.list2cmdline(arguments))}</Arguments>
    </Exec>
  </Actions>
</Task>
"""
        file = platformdirs.user_cache_path("tipcycle", appauthor=False) / "reminder.xml"
        replace_file(file, task.encode("utf-16"))
        try:
            _run("schtasks", "/Create", "/TN", self._name, "/XML", str(file), "/F")
        finally:
            unlink_quietly(file)

    def read(self) -> str:
        """Return the task as XML."""
        result = _run("schtasks", "/Query", "/TN", self._name, "/XML", check=False)
        return result.stdout if result.returncode == 0 else ""

    def remove(self) -> None:
        """Delete the task."""
        if self.read():
            _run("schtasks", "/Delete", "/TN", self._name, "/F")
