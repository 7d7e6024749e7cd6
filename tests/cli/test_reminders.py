"""`tipcycle remind` and `tipcycle nudge`, with fake schedulers and notifiers in place of those of the system."""

import getpass
import plistlib
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import platformdirs
import pytest

from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import example_cycle, no_journal, running_cycle
from tests.conftest import TipcycleRunner
from tipcycle.cli import system_scheduler
from tipcycle.storage.paths import Paths

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the fake programs are shell scripts")

FAKES = {
    "systemctl": r"""
case "$2" in
    enable) mkdir -p "$UNITS/timers.target.wants"; ln -sf "$UNITS/$3" "$UNITS/timers.target.wants/$3" ;;
    disable) rm "$UNITS/timers.target.wants/$4"; rmdir "$UNITS/timers.target.wants" ;;
esac
""",
    "crontab": r"""
case "$1" in
    -l) if [ -e "$STORE/crontab" ]; then cat "$STORE/crontab"; else echo "no crontab for me" >&2; exit 1; fi ;;
    -r) rm "$STORE/crontab" ;;
    -) cat > "$STORE/crontab" ;;
esac
""",
    "launchctl": r"""
case "$1" in
    bootstrap) [ ! -e "$STORE/loaded" ] || { echo "Bootstrap failed: 5" >&2; exit 5; }; cp "$3" "$STORE/loaded" ;;
    bootout) rm "$STORE/loaded" ;;
esac
""",
    "schtasks": r"""
case "$1" in
    /Create) cp "$5" "$STORE/task" ;;
    /Query) cat "$STORE/task" ;;
    /Delete) rm "$STORE/task" ;;
esac
""",
    "notify-send": "",
    "osascript": "",
    "powershell": r"""printf '%s|%s\n' "$TIPCYCLE_TITLE" "$TIPCYCLE_TEXT" >> "$STORE/log" """,
}
SYSTEMS = {"systemd": "linux", "cron": "linux", "launchd": "darwin", "task scheduler": "win32"}
"""The schedulers, each with the platform that has it."""
NOTIFIERS = {"linux": "notify-send", "darwin": "osascript", "win32": "powershell"}


class FakeSystem:
    """A system with one scheduler, whose state is in a folder."""

    def __init__(self, scheduler: str, folder: Path) -> None:
        self.scheduler = scheduler
        self.platform = SYSTEMS[scheduler]
        self.folder = folder
        self.units = folder / "config" / "systemd" / "user"
        self.agent = folder / "me" / "Library" / "LaunchAgents" / "tipcycle.nudge.plist"

    @property
    def log(self) -> str:
        """Return the calls of all fake programs, one on each line."""
        file = self.folder / "log"
        return file.read_text() if file.exists() else ""

    def command(self) -> list[str]:
        """Return the command of the entry, parsed as the scheduler does."""
        if self.scheduler == "systemd":
            (line,) = (
                line for line in (self.units / "tipcycle.service").read_text().splitlines() if "ExecStart" in line
            )
            return [word.replace("%%", "%").replace("$$", "$") for word in shlex.split(line.removeprefix("ExecStart="))]
        if self.scheduler == "cron":
            (line,) = (line for line in (self.folder / "crontab").read_text().splitlines() if "tipcycle" in line)
            return shlex.split(line.split(" ", 5)[5].replace("\\%", "%"), comments=True)
        if self.scheduler == "launchd":
            arguments: list[str] = plistlib.loads((self.folder / "loaded").read_bytes())["ProgramArguments"]
            return arguments
        task = ElementTree.fromstring((self.folder / "task").read_bytes())
        texts = {element.tag.rpartition("}")[2]: element.text or "" for element in task.iter()}
        return [texts["Command"], *shlex.split(texts["Arguments"])]

    def moments(self) -> str:
        """Return the part of the entry that says when it runs."""
        if self.scheduler == "systemd":
            (line,) = (line for line in (self.units / "tipcycle.timer").read_text().splitlines() if "OnCal" in line)
            return line
        if self.scheduler == "cron":
            (line,) = (line for line in (self.folder / "crontab").read_text().splitlines() if "tipcycle" in line)
            return " ".join(line.split()[:5])
        if self.scheduler == "launchd":
            intervals = plistlib.loads((self.folder / "loaded").read_bytes())["StartCalendarInterval"]
            return " ".join(f"{each['Weekday']}T{each['Hour']}:{each['Minute']}" for each in intervals)
        task = ElementTree.fromstring((self.folder / "task").read_bytes())
        tags = [element.tag.rpartition("}")[2] for element in task.iter()]
        (start,) = (element.text or "" for element in task.iter() if element.tag.endswith("StartBoundary"))
        return f"{start} {' '.join(tag for tag in tags if tag.endswith('day'))}"

    def traces(self) -> list[str]:
        """Return the files that an entry consists of."""
        places = (self.folder / "crontab", self.folder / "loaded", self.folder / "task", self.agent)
        return [str(path) for path in (*places, *self.units.rglob("*")) if path.exists()]


@pytest.fixture
def make_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], FakeSystem]:
    """Return a function that replaces the programs of the system by fakes. Any use of the network is an error."""

    def make(scheduler: str) -> FakeSystem:
        system = FakeSystem(scheduler, tmp_path / "fake system")
        programs = system.folder / "bin"
        programs.mkdir(parents=True)
        (system.folder / "me").mkdir()
        for name, body in FAKES.items():
            script = f'#!/bin/sh\nprintf "%s" {name} >> "$STORE/log"; printf " %s" "$@" >> "$STORE/log"\n'
            if name == "systemctl" and scheduler == "cron":
                body = "exit 1"  # systemd is not running
            (programs / name).write_text(f'{script}echo >> "$STORE/log"\n{body}\n')
            (programs / name).chmod(0o755)
        for name in ("cat", "cp", "ln", "mkdir", "rm", "rmdir"):
            (programs / name).symlink_to(shutil.which(name) or name)
        monkeypatch.setenv("PATH", str(programs))
        monkeypatch.setenv("STORE", str(system.folder))
        monkeypatch.setenv("UNITS", str(system.units))
        monkeypatch.setenv("HOME", str(system.folder / "me"))
        monkeypatch.setattr(platformdirs, "user_config_path", lambda name: system.folder / "config" / name)
        monkeypatch.setattr(platformdirs, "user_cache_path", lambda name, appauthor: system.folder / "cache")
        default = Paths.under(system.folder / "default")
        monkeypatch.setattr(Paths, "platform_default", lambda: default)
        for name in ("find_scheduler", "notifier", "show_notification"):
            function = getattr(system_scheduler, name)
            monkeypatch.setattr(system_scheduler, name, partial(function, platform=system.platform))

        def no_network(*_args: object, **_options: object) -> socket.socket:
            raise AssertionError("a reminder used the network")

        monkeypatch.setattr(socket, "socket", no_network)
        return system

    return make


@pytest.fixture(params=list(SYSTEMS))
def system(request: pytest.FixtureRequest, make_system: Callable[[str], FakeSystem]) -> FakeSystem:
    """Return each of the systems in turn."""
    return make_system(request.param)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a folder with a space, an accent, and characters that schedulers treat specially."""
    return tmp_path / "métro 50% $HOME 'mine'"


def test_entry_is_registered_and_read_back(system: FakeSystem, home: Path, tipcycle: TipcycleRunner) -> None:
    """The entry runs `nudge` in this journal on Friday and the next working day; the output and `--show` show it."""
    result = tipcycle("remind")
    assert (result.exit_code, system.command()) == (
        0,
        [sys.executable, "-m", "tipcycle", "--home", str(home), "--lang", "en", "nudge", "--notify"],
    )
    assert (
        system.moments()
        == {
            "systemd": "OnCalendar=Fri,Mon *-*-* 16:00:00",
            "cron": "0 16 * * 5,1",
            "launchd": "5T16:0 1T16:0",
            "task scheduler": "2026-03-06T16:00:00 Friday Monday",
        }[system.scheduler]
    )
    assert "nudge" in result.stdout
    assert "Friday at 16:00" in result.stderr
    shown = tipcycle("remind --show")
    assert (shown.exit_code, shown.stdout) == (0, result.stdout)


def test_off_leaves_nothing(system: FakeSystem, tipcycle: TipcycleRunner) -> None:
    """`--off` removes every trace of the entry, and can be repeated."""
    tipcycle("remind")
    assert system.traces()
    for _attempt in range(2):
        result = tipcycle("remind --off")
        assert (result.exit_code, system.traces()) == (0, [])
    assert tipcycle("remind --show").stdout == ""


def test_twice_is_the_same_as_once(system: FakeSystem, tipcycle: TipcycleRunner) -> None:
    """A second `remind` leaves one entry; with another time it replaces the first."""
    first = tipcycle("remind")
    traces = system.traces()
    assert tipcycle("remind").stdout == first.stdout
    assert system.traces() == traces
    changed = tipcycle(["remind", "--at", "thu 9:30"])
    assert changed.exit_code == 0
    assert "Thursday at 09:30" in changed.stderr
    assert system.traces() == traces


def test_entry_of_the_default_journal_names_no_folder(
    system: FakeSystem, tipcycle: TipcycleRunner, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    """The entry has `--home` only for another journal, and `--lang` only if the profile has no language."""
    monkeypatch.setattr(Paths, "platform_default", lambda: Paths.under(home))
    tipcycle("profile --language nl")
    tipcycle("remind")
    assert system.command() == [sys.executable, "-m", "tipcycle", "nudge", "--notify"]


@pytest.mark.parametrize(
    ("text", "moment"),
    [("fri 16:00", "0 16 * * 5,1"), ("vrijdag 9:05", "5 9 * * 5,1"), ("wed", "0 16 * * 3,4"), ("7:00", "0 7 * * 5,1"),
     ("Sunday 20:00", "0 20 * * 0,1")],
)  # fmt: skip
def test_time_of_the_reminder(
    text: str, moment: str, make_system: Callable[[str], FakeSystem], tipcycle: TipcycleRunner
) -> None:
    """`--at` takes a weekday in both languages, a time, or both."""
    system = make_system("cron")
    assert tipcycle(["remind", "--at", text]).exit_code == 0
    assert system.moments() == moment


@pytest.mark.parametrize("text", ["soon", "fri 25:00", "", "fri noon"])
def test_invalid_time_registers_nothing(
    text: str, make_system: Callable[[str], FakeSystem], tipcycle: TipcycleRunner
) -> None:
    """A value that is no day and time is a usage error with an example."""
    system = make_system("cron")
    result = tipcycle(["remind", "--at", text])
    assert (result.exit_code, system.traces()) == (2, [])
    assert '"fri 16:00"' in result.stderr


def test_other_lines_of_the_crontab_stay(make_system: Callable[[str], FakeSystem], tipcycle: TipcycleRunner) -> None:
    """`remind` and `--off` leave the other lines of the crontab byte for byte, and a failing crontab alone."""
    system = make_system("cron")
    crontab = system.folder / "crontab"
    crontab.write_text("# mine\nMAILTO=\n0 1 * * * backup # tipcycle\n")
    tipcycle("remind")
    assert crontab.read_text().startswith("# mine\nMAILTO=\n0 1 * * * backup # tipcycle\n")
    tipcycle("remind --off")
    assert crontab.read_text() == "# mine\nMAILTO=\n0 1 * * * backup # tipcycle\n"
    (system.folder / "bin" / "crontab").write_text("#!/bin/sh\necho you may not use cron >&2\nexit 1\n")
    result = tipcycle("remind")
    assert (result.exit_code, crontab.read_text()) == (1, "# mine\nMAILTO=\n0 1 * * * backup # tipcycle\n")
    assert "you may not use cron" in result.stderr


def test_without_a_scheduler_the_hint_is_the_calendar(
    make_system: Callable[[str], FakeSystem], tipcycle: TipcycleRunner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where no scheduler is found, nothing is registered and the hint names the calendar."""
    make_system("cron")
    monkeypatch.setenv("PATH", str(tmp_path))
    for platform in ("linux", "darwin", "win32"):
        monkeypatch.setattr(
            system_scheduler,
            "find_scheduler",
            partial(system_scheduler.find_scheduler.func, platform=platform),  # type: ignore[attr-defined]
        )
        result = tipcycle("remind")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "tipcycle calendar" in result.stderr


def test_missing_notifier_is_reported_at_once(
    make_system: Callable[[str], FakeSystem], tipcycle: TipcycleRunner
) -> None:
    """`remind` registers the entry and says that the notification cannot be shown yet."""
    system = make_system("cron")
    (system.folder / "bin" / "notify-send").unlink()
    result = tipcycle("remind")
    assert (result.exit_code, bool(system.traces())) == (0, True)
    assert "notify-send" in result.stderr


def test_options_exclude_each_other(make_system: Callable[[str], FakeSystem], tipcycle: TipcycleRunner) -> None:
    """Two of `--at`, `--show` and `--off` are a usage error."""
    make_system("cron")
    assert tipcycle("remind --show --off").exit_code == 2


SYSTEMD_ANALYZE = shutil.which("systemd-analyze")


@pytest.mark.skipif(SYSTEMD_ANALYZE is None, reason="needs systemd-analyze")
def test_systemd_accepts_the_units(
    make_system: Callable[[str], FakeSystem], tipcycle: TipcycleRunner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """systemd itself finds no fault in the units."""
    system = make_system("systemd")
    tipcycle("remind")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    units = [str(system.units / f"tipcycle.{kind}") for kind in ("service", "timer")]
    result = subprocess.run(
        [str(SYSTEMD_ANALYZE), "verify", "--user", *units], capture_output=True, encoding="utf-8", check=False
    )
    if "Failed to initialize" in result.stderr:
        pytest.skip("systemd-analyze cannot run here")
    assert (result.returncode, [line for line in result.stderr.splitlines() if "tipcycle" in line]) == (0, [])


@pytest.mark.parametrize(("scenario", "on", "due"), [
    (running_cycle, "2026-03-13", True), (running_cycle, "2026-03-12", False), (no_journal, "2026-03-13", False),
    (example_cycle, "2026-05-30", False),
])  # fmt: skip
def test_nudge_prints_a_line_while_due(
    scenario: Callable[[Path], None], on: str, due: bool, run_on_scenario: RunOnScenario
) -> None:
    """`nudge` prints one line and exits with 0 while a week is due, and prints nothing and exits with 1 otherwise."""
    for lang in ("en", "nl"):
        result = run_on_scenario(scenario, "nudge", on=on, lang=lang)
        assert (result.exit_code, len(result.stdout.splitlines()), result.stderr) == ((0, 1, "") if due else (1, 0, ""))


def test_notification_once_a_day_without_private_text(system: FakeSystem, run_on_scenario: RunOnScenario) -> None:
    """`nudge --notify` shows one notification a day, with the same line that `nudge` prints."""
    line = run_on_scenario(running_cycle, "nudge", on="2026-03-13").stdout.strip()
    for _attempt in range(3):
        result = run_on_scenario(running_cycle, "nudge --notify", on="2026-03-13")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    notifier = NOTIFIERS[system.platform]
    calls = [call for call in system.log.splitlines() if call.startswith(notifier)]
    assert len(calls) == 1
    assert line in system.log
    assert not any(character.isdigit() for character in line)


def test_notification_needs_an_open_week(system: FakeSystem, run_on_scenario: RunOnScenario) -> None:
    """Once the week is done, the scheduled run shows nothing."""
    run_on_scenario(running_cycle, "checkin --did 5", on="2026-03-13")
    assert run_on_scenario(lambda _home: None, "nudge --notify", on="2026-03-13").exit_code in (0, 1)
    assert NOTIFIERS[system.platform] not in system.log


def test_nudge_reports_a_missing_notifier(
    make_system: Callable[[str], FakeSystem], run_on_scenario: RunOnScenario, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:  # fmt: skip
    """Without a notifier, the scheduled run says what is missing."""
    make_system("cron")
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run_on_scenario(running_cycle, "nudge --notify", on="2026-03-13")
    assert result.exit_code == 1
    assert "notify-send" in result.stderr


def test_names_of_tasks_differ_between_users(monkeypatch: pytest.MonkeyPatch) -> None:
    """All users of a Windows machine share the names of tasks."""
    names = set()
    for user in ("an", "jan"):
        monkeypatch.setattr(getpass, "getuser", lambda user=user: user)
        names.add(system_scheduler.TaskScheduler()._name)
    assert len(names) == 2


def test_program_of_the_entry(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The entry runs the one-file build, the zip archive, or the module with the Python that has no console."""
    for name in ("python.exe", "pythonw.exe"):
        (tmp_path / name).touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python.exe"))
    monkeypatch.setattr(sys, "argv", ["/bin/tipcycle"])
    assert system_scheduler.program_command(platform="win32") == (str(tmp_path / "pythonw.exe"), "-m", "tipcycle")
    assert system_scheduler.program_command(platform="linux") == (str(tmp_path / "python.exe"), "-m", "tipcycle")
    monkeypatch.setattr(sys, "argv", ["/opt/tipcycle.pyz"])
    assert system_scheduler.program_command(platform="linux") == (str(tmp_path / "python.exe"), "/opt/tipcycle.pyz")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert system_scheduler.program_command(platform="linux") == (str(tmp_path / "python.exe"),)
