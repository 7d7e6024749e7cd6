"""Install the measured programs and write their data.

Each program has its own environment on the same interpreter, with compiled bytecode, under `build/bench/`. An
environment is kept for the next run. The settings of the peers only prevent questions.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BENCH_FOLDER = ROOT / "build" / "bench"

PEERS = {"watson": "td-watson==2.1.0", "jrnl": "jrnl==4.6", "todo": "todoman==4.7.0"}
"""Programs to compare with: the command, and the package with its version."""

_PIP_OPTIONS = ("--quiet", "--disable-pip-version-check")
_WEEKS = 52
_NOW = datetime(2026, 4, 17, 16, 30, tzinfo=UTC)

TODO_TITLES = ("Ring the customer back", "Scrap one rule", "Thank the planner", "Read ten comments", "Book the room")


@dataclass(frozen=True, slots=True)
class Programs:
    """Paths of the programs, and their environment variables."""

    python: Path
    """Interpreter in which tipcycle is installed."""
    tipcycle: Path
    watson: Path
    jrnl: Path
    todo: Path
    environ: Mapping[str, str]
    jrnl_file: Path


def install_programs() -> Programs:
    """Install all programs and write the data of every peer again."""
    BENCH_FOLDER.mkdir(parents=True, exist_ok=True)
    bin_folder = _install_wheel()
    commands = {command: _install_peer(command, package) / command for command, package in PEERS.items()}
    home = BENCH_FOLDER / "home"
    shutil.rmtree(home, ignore_errors=True)
    _write_watson(home / "watson")
    _write_todos(home)
    return Programs(
        python=bin_folder / "python",
        tipcycle=bin_folder / "tipcycle",
        watson=commands["watson"],
        jrnl=commands["jrnl"],
        todo=commands["todo"],
        environ={
            "PATH": os.defpath,
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_DATA_HOME": str(home / "data"),
            "WATSON_DIR": str(home / "watson"),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
        },
        jrnl_file=_write_jrnl(home),
    )


def _install_wheel() -> Path:
    """Build and install the wheel, and return the folder of its commands."""
    wheels = BENCH_FOLDER / "wheel"
    shutil.rmtree(wheels, ignore_errors=True)
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", wheels, ROOT)
    (wheel,) = wheels.glob("*.whl")
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = BENCH_FOLDER / "locked.txt"
    locked.write_text("\n".join(re.findall(r"^\S+==[^\\\n]+", lock, re.MULTILINE)) + "\n", encoding="utf-8")
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    folder = _make_venv("tipcycle", lock + project, [str(wheel), "--constraint", str(locked)])
    _pip_install(folder, "--no-deps", "--force-reinstall", wheel)
    _compile_bytecode(folder)
    return folder / "bin"


def _install_peer(name: str, package: str) -> Path:
    return _make_venv(name, package, [package]) / "bin"


def _make_venv(name: str, key: str, requirements: Sequence[str]) -> Path:
    """Return a virtual environment with these requirements; create it again if `key` has changed."""
    folder, key_file = BENCH_FOLDER / name, BENCH_FOLDER / name / "made-from.txt"
    key = f"{sys.version}\n{key}"
    if key_file.exists() and key_file.read_text(encoding="utf-8") == key:
        return folder
    print(f"installing: {name}", file=sys.stderr)
    shutil.rmtree(folder, ignore_errors=True)
    _run(sys.executable, "-m", "venv", "--without-pip", folder)
    _pip_install(folder, *requirements)
    _compile_bytecode(folder)
    key_file.write_text(key, encoding="utf-8")
    return folder


def _pip_install(folder: Path, *requirements: str | Path) -> None:
    python = folder / "bin" / "python"
    _run(sys.executable, "-m", "pip", "--python", python, "install", *_PIP_OPTIONS, *requirements)


def _compile_bytecode(folder: Path) -> None:
    _run(folder / "bin" / "python", "-m", "compileall", "-q", "-j", "0", folder / "lib")


def _run(*argv: str | Path) -> None:
    result = subprocess.run([*map(str, argv)], capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, argv))}\n{result.stdout}{result.stderr}")


def _write_watson(folder: Path) -> None:
    """Write a year with one hour per week, and a running project."""
    folder.mkdir(parents=True)
    starts = [int((_NOW - timedelta(weeks=n)).timestamp()) for n in range(_WEEKS, 0, -1)]
    frames = [[start, start + 3600, "rounds", f"{n:032x}", ["front"], start + 3600] for n, start in enumerate(starts)]
    (folder / "frames").write_text(json.dumps(frames, indent=1), encoding="utf-8")
    state = {"project": "rounds", "start": int(_NOW.timestamp()), "tags": ["front"]}
    (folder / "state").write_text(json.dumps(state), encoding="utf-8")


def _write_jrnl(home: Path) -> Path:
    """Write a year with one entry per week, and return the journal file."""
    file = home / "journal.txt"
    entries = (
        f"[{_NOW - timedelta(weeks=n):%Y-%m-%d %H:%M}] Week {_WEEKS - n}. Rang at nine, before the planner did.\n"
        "It took a quarter of an hour and no discount. @front\n"
        for n in range(_WEEKS, 0, -1)
    )
    file.write_text("\n".join(entries), encoding="utf-8")
    settings = home / "config" / "jrnl" / "jrnl.yaml"
    settings.parent.mkdir(parents=True)
    version = PEERS["jrnl"].partition("==")[2]
    colors = "{body: none, date: black, tags: yellow, title: cyan}"
    settings.write_text(
        f"version: '{version}'\njournals: {{default: {{journal: {file}}}}}\ncolors: {colors}\ndefault_hour: 9\n"
        "default_minute: 0\neditor: ''\nencrypt: false\nhighlight: true\nindent_character: '|'\nlinewrap: 79\n"
        "tagsymbols: '#@'\ntemplate: false\ntimeformat: '%F %r'\n",
        encoding="utf-8",
    )
    return file


def _write_todos(home: Path) -> None:
    """Write one list with a few to-dos."""
    folder = home / "todos" / "desk"
    folder.mkdir(parents=True)
    stamp = f"{_NOW:%Y%m%dT%H%M%SZ}"
    for n, title in enumerate(TODO_TITLES):
        lines = (
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:bench", "BEGIN:VTODO", f"UID:bench-{n}", f"DTSTAMP:{stamp}",
            f"CREATED:{stamp}", f"DUE:{_NOW + timedelta(days=n):%Y%m%dT%H%M%SZ}", f"SUMMARY:{title}", "END:VTODO",
            "END:VCALENDAR", "",
        )  # fmt: skip
        (folder / f"bench-{n}.ics").write_text("\r\n".join(lines), encoding="utf-8", newline="")
    settings = home / "config" / "todoman" / "config.py"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"path = {str(home / 'todos' / '*')!r}\n", encoding="utf-8")
