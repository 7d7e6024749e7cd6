"""Time tipcycle next to the bare interpreter, bare Typst and three other programs; print the ratios (`make bench`).

Uses hyperfine, or pyperf if hyperfine is not installed. The commands run in turn, in rounds, so that a slow moment of
the machine affects all of them. A figure is the median of all runs.
"""

import json
import os
import platform
import shlex
import shutil
import subprocess
import sys
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median

from tests.journal_builder import cycle_text, weekly_checkins, with_pick

from tipcycle.core.events import WEEKDAYS
from tipcycle.core.weeks import add_months, cycle_start, nearest_monday

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "build" / "bench"
TODAY = datetime.now().astimezone().date()
PACKAGES = {
    "tipcycle": str(ROOT),
    "watson": "td-watson==2.1.0",
    "jrnl": "jrnl==4.6",
    "todo": "todoman==4.7.0",
    "pyperf": "pyperf==2.11.0",
}
ROUNDS, RUNS = int(os.environ.get("ROUNDS", "8")), 3

BARE = "python -c pass"
WATSON, JRNL, JRNL_WRITE, TODO = "watson status", "jrnl -n 3", "jrnl 'today: text'", "todo list"
PROMPT, HOME, STATUS, CHECKIN = "tipcycle prompt", "tipcycle", "tipcycle status --json", "tipcycle checkin --did 5,13"
SEARCH = "tipcycle tips search klacht"
PDF, TYPST = "tipcycle review --format pdf --output -", "python sheet.py"
# What is timed in which journal, what it is compared with, and the limit of the ratio.
TARGETS = [
    (PROMPT, "due", BARE, 2),
    (PROMPT, "one cycle", BARE, 2),
    (HOME, "one cycle", BARE, 6),
    ("tipcycle --help", "one cycle", BARE, 6),
    (STATUS, "one cycle", BARE, 8),
    *((f"tipcycle {args}", "one cycle", BARE, 8) for args in ("momentum", "tips list", "tips show 5", "voices")),
    (SEARCH, "one cycle", BARE, 9),
    (HOME, "one cycle", WATSON, 0.75),
    ("tipcycle --help", "one cycle", TODO, 0.35),
    (SEARCH, "one cycle", TODO, 0.5),
    (STATUS, "one cycle", JRNL, 0.7),
    (CHECKIN, "one cycle", JRNL_WRITE, 0.7),
    (PDF, "one cycle", f"{TYPST} + {STATUS}", 1.3),
    *((command, "ten years", command, 1.2) for command in (PROMPT, HOME, STATUS, CHECKIN)),
]
PEAK_MEMORY_LIMIT = 3
"""Limit of the peak memory of `status`, in multiples of the bare interpreter."""
# Writes a script that compiles the Typst document of the review and does nothing else.
WRITE_TYPST_SCRIPT = """
import sys, typst
from tipcycle.__main__ import _run
def capture(template, *, root, sys_inputs, pdf_standards, **options):
    with open(sys.argv[1], "w") as script:
        script.write(f"import typst\\nfonts = typst.Fonts(False, font_paths=[{root!r} + '/fonts'])\\n"
            f"typst.compile({template!r}, root={root!r}, font_paths=fonts, ignore_system_fonts=True, format='pdf',"
            f" sys_inputs={sys_inputs!r}, pdf_standards={pdf_standards!r})\\n")
    return b""
typst.compile = capture
_run(["review", "--format", "pdf", "--output", "-"])
"""
# A small parent, because a child starts with the peak of its parent.
PRINT_PEAK_MEMORY = """
import os, resource, sys
os.spawnv(os.P_WAIT, sys.argv[1], sys.argv[1:])
sys.stderr.write(f"\\n{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}")
"""


def write_journal(home: Path, cycle_count: int, checkin_day: date) -> None:
    """Write a journal with a check-in in each past week. The last cycle is in its sixth week today."""
    anchor = nearest_monday(add_months(TODAY - timedelta(weeks=5), 2 - 2 * cycle_count))
    (home / "cycles").mkdir(parents=True)
    (home / ".tipcycle").mkdir()
    for index in range(cycle_count):
        starts = cycle_start(anchor, index)
        is_last = index == cycle_count - 1
        text = with_pick(weekly_checkins({5: "DCDMDDDD"[: 4 if is_last else 8], 13: "DDDM"}, starts=str(starts)))
        close = f"[[close]]  # {cycle_start(anchor, index + 1) - timedelta(days=1)}\ndrop = [5, 13, 33, 34, 42]\n"
        content = cycle_text(text if is_last else f"{text}\n{close}", starts=str(starts), anchor=str(anchor))
        (home / "cycles" / f"{starts}.toml").write_text(content, "utf-8")
    profile = f'id = "p"\nat = 2015-01-01T09:00:00Z\non = 2015-01-01\nday = "{WEEKDAYS[checkin_day.weekday()]}"\n'
    (home / "journal.toml").write_text(f"format = 1\n\n[[profile]]\n{profile}", "utf-8")


def write_data() -> None:
    """Write the journals, and a year of entries or five tasks for the other programs."""
    shutil.rmtree(FOLDER / "home", ignore_errors=True)
    write_journal(FOLDER / "home" / "due", 1, TODAY)
    write_journal(FOLDER / "home" / "one cycle", 1, TODAY + timedelta(days=3))
    write_journal(FOLDER / "home" / "ten years", 60, TODAY + timedelta(days=3))
    for name, text in {
        "jrnl/jrnl.yaml": f"version: '4.6'\njournals: {{default: {{journal: {FOLDER}/home/jrnl.txt}}}}\n"
        "colors: {body: none, date: black, tags: yellow, title: cyan}\ndefault_hour: 9\ndefault_minute: 0\neditor: ''\n"
        "encrypt: false\nhighlight: true\nindent_character: '|'\nlinewrap: 79\ntagsymbols: '#@'\ntemplate: false\n"
        "timeformat: '%F %r'\n",
        "todoman/config.py": f"path = '{FOLDER}/home/todos/*'\n",
        "todos/desk/displayname": "desk",
        "jrnl.txt": "".join(f"[2025-{week % 12 + 1:02}-11 09:00] Week {week}. Rang at nine.\n\n" for week in range(52)),
    }.items():
        (path := FOLDER / "home" / name).parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for command in ["watson start rounds", *(f"todo new -l desk Task {n}" for n in range(5))]:
        subprocess.run(argv(command), env=environ(), check=True, capture_output=True)
    script = str(FOLDER / "home" / "sheet.py")
    subprocess.run(
        [*argv("python -c"), WRITE_TYPST_SCRIPT, script], env=environ("one cycle"), check=True, capture_output=True
    )


def argv(command: str) -> list[str]:
    """Return the words of a command, with the path of its program."""
    program, *args = shlex.split(command.replace("sheet.py", f"{FOLDER}/home/sheet.py"))
    return [str(FOLDER / ("tipcycle" if program == "python" else program) / "bin" / program), *args]


def environ(journal: str = "") -> dict[str, str]:
    """Return the environment of all programs, with this journal for tipcycle."""
    home = FOLDER / "home"
    paths = {"HOME": home, "XDG_CONFIG_HOME": home, "WATSON_DIR": home / "watson", "TIPCYCLE_HOME": home / journal}
    return {"PATH": os.defpath, "LANG": "C.UTF-8", **{name: str(path) for name, path in paths.items()}}


def measure(command: str, journal: str) -> list[float]:
    """Run a command once to warm up, then a few times, and return the seconds of each run."""
    result = FOLDER / "times.json"
    result.unlink(missing_ok=True)
    if hyperfine := shutil.which("hyperfine"):
        timer = [hyperfine, "-N", "-w1", f"-r{RUNS}", "--export-json", str(result), shlex.join(argv(command))]
    else:
        options = ["-p1", "-w1", f"-n{RUNS}", "-l1", "--copy-env", "-o", str(result), "--"]
        timer = [str(FOLDER / "pyperf/bin/python"), "-m", "pyperf", "command", *options, *argv(command)]
    subprocess.run(timer, env=environ(journal), check=True, capture_output=True)
    document = json.loads(result.read_text("utf-8"))
    return document["results"][0]["times"] if "results" in document else document["benchmarks"][0]["runs"][-1]["values"]


def peak_memory(command: str) -> int:
    """Return the peak memory of a command with the journal of one cycle, in the unit of the system."""
    runner = [*argv("python -c"), PRINT_PEAK_MEMORY, *argv(command)]
    result = subprocess.run(runner, env=environ("one cycle"), check=True, capture_output=True)
    return int(result.stderr.split()[-1])


def main() -> None:
    """Install the programs, run all rounds and print the table."""
    for name, package in PACKAGES.items():
        if name == "tipcycle" or not (FOLDER / name).exists():
            subprocess.run([sys.executable, "-m", "venv", FOLDER / name], check=True)
            subprocess.run([FOLDER / name / "bin" / "pip", "install", "-q", package], check=True)
    keys = dict.fromkeys(key for row in TARGETS for key in (row[:2], *references(row[2])))
    times: dict[tuple[str, str], list[float]] = {key: [] for key in keys}
    for _ in range(ROUNDS):
        write_data()
        time.sleep(2.5)  # a stamp is only saved for files older than two seconds
        for key in times:
            times[key] += measure(*key)
    print(f"Python {platform.python_version()}, {platform.system()}, {ROUNDS * RUNS} runs each\n")
    print("| command | journal | median | compared with | median | ratio | limit | |")
    print("| --- | --- | ---: | --- | ---: | ---: | ---: | --- |")
    for command, journal, other, limit in TARGETS:
        mine = 1000 * median(times[command, journal])
        theirs = sum(1000 * median(times[key]) for key in references(other))
        other_name, ratio = f"`{other}`" if other != command else "one cycle", mine / theirs
        cells = (f"`{command}`", journal, f"{mine:.1f} ms", other_name, f"{theirs:.1f} ms", f"{ratio:.2f}", limit)
        print("|", *(f"{cell} |" for cell in cells), "yes |" if ratio <= limit else "**no** |")
    ratio = peak_memory(STATUS) / peak_memory(BARE)
    print(f"\nPeak memory of `{STATUS}`: {ratio:.2f} times `{BARE}`, limit {PEAK_MEMORY_LIMIT}")


def references(other: str) -> list[tuple[str, str]]:
    """Return the commands that a row is compared with, each with its journal. The sum of several counts."""
    return [(command, "one cycle" if command.startswith("tipcycle") else "") for command in other.split(" + ")]


if __name__ == "__main__":
    main()
