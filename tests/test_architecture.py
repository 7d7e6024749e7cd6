"""The shape of the house: what may import what, and who may write.

The layers are contracts of the import linter (`pyproject.toml`); what it cannot see is tested here.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
PACKAGE = SOURCE / "tipcycle"
LIBRARIES = Path(msgspec.__file__).parent.parent

# What importing the core brings along.

BASICS = (
    "__future__", "calendar", "collections.abc", "contextlib", "datetime", "enum", "fractions",
    "functools", "itertools", "math", "operator", "random", "re", "string", "typing", "unicodedata", "msgspec",
)  # fmt: skip
"""The standard library's plain values and arithmetic, and records: all that rules need."""

IMPORT_ALL = """
import importlib, os, sys
sys.path[:0] = sys.argv[1].split(os.pathsep)
for name in sys.argv[2].split():
    importlib.import_module(name)
before = set(sys.modules)
for name in sys.argv[3].split():
    importlib.import_module(name)
print(*sorted(set(sys.modules) - before))
"""


def brought_along(*names: str) -> set[str]:
    """The modules that importing these adds to a bare interpreter that has the basics; not tipcycle's own."""
    words = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        IMPORT_ALL,
        f"{SOURCE}{os.pathsep}{LIBRARIES}",
        " ".join(BASICS),
        " ".join(names),
    ]
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return {name for name in ran.stdout.split() if name.partition(".")[0] != "tipcycle"}


def modules(folder: Path) -> list[str]:
    """Every module below a folder of the package."""
    files = sorted(folder.rglob("*.py"))
    return [".".join(file.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__") for file in files]


def test_core_is_pure() -> None:
    """Importing every module of the core brings in nothing but plain values: no disk, no terminal, no text format."""
    names = modules(PACKAGE / "core")
    assert "tipcycle.core.blocks" in names
    assert brought_along(*names) == set()


@pytest.mark.parametrize("module", ["pathlib", "tomllib", "json", "gettext", "subprocess", "tempfile"])
def test_the_basics_hide_nothing(module: str) -> None:
    """The basics do not bring along what the core must not import, so that such an import would show."""
    assert module in brought_along(module)


def test_layers() -> None:
    """Every import keeps the contracts of the import linter."""
    linter = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    ran = subprocess.run([sys.executable, "-c", linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


# Who may write.

METHODS = (
    "write_text", "write_bytes", "touch", "mkdir", "unlink", "rmdir", "rename", "chmod", "symlink_to", "hardlink_to",
)  # fmt: skip
"""What writes on a path, whatever the path is called."""

FUNCTIONS = {
    "os": (
        "replace", "rename", "renames", "link", "symlink", "unlink", "remove", "rmdir", "removedirs", "mkdir",
        "makedirs", "truncate", "ftruncate", "utime", "chmod", "mkfifo", "mknod", "fdopen", "system", "popen",
        "posix_spawn", "posix_spawnp",
    ),
    "shutil": (
        "copy", "copy2", "copyfile", "copyfileobj", "copymode", "copystat", "copytree", "move", "rmtree", "chown",
        "make_archive", "unpack_archive",
    ),
    "subprocess": ("getoutput", "getstatusoutput"),
    "asyncio": ("create_subprocess_shell",),
    "tempfile": (
        "NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp",
    ),
    "": ("eval", "exec", "compile"),
}  # fmt: skip

MODULES = ("pickle", "marshal", "shelve", "dbm", "sqlite3")
"""They run what a file says, or keep books of their own."""

WEEK_CODES = ("%V", "%U", "%W", "%G")
"""The calendar's own pair of year and week is the only way to a week's name."""

ARCHIVES = ("zipfile.ZipFile", "zipfile.PyZipFile", "tarfile.TarFile", "gzip.GzipFile", "bz2.BZ2File", "lzma.LZMAFile")
"""Classes that open a file in the mode that stands second, as `open` does."""

FLAGS = {"O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"}


def dotted(node: ast.expr, names: dict[str, str]) -> str:
    """`os.path.join` for such an expression, whatever it was imported as; `?.join` where it begins with no name."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value, names)}.{node.attr}"
    return names.get(node.id, node.id) if isinstance(node, ast.Name) else "?"


def opens_to_write(call: ast.Call, name: str) -> bool:
    """Whether a call of something named `open` may write, as far as it says."""
    if name == "os.open":
        flags = {part.attr for part in ast.walk(call.args[1]) if isinstance(part, ast.Attribute)}
        return isinstance(call.args[1], ast.Name) or bool(flags & FLAGS)
    place = 1 if name in ("open", "io.open", "codecs.open", "tarfile.open", *ARCHIVES) else 0
    given = [word.value for word in call.keywords if word.arg == "mode"] or call.args[place : place + 1]
    if not given:
        return False
    return not isinstance(given[0], ast.Constant) or bool(set(str(given[0].value)) & set("wax+"))


def offences_of(call: ast.Call, names: dict[str, str]) -> Iterator[str]:
    """What one call does that it should not; `names` says what was imported as what."""
    name = dotted(call.func, names)
    module, _, last = name.rpartition(".")
    if name in ARCHIVES and opens_to_write(call, name):
        yield last
    elif last == "open" and module != "webbrowser" and opens_to_write(call, name):
        yield name if module == "os" else "open"
    elif last in FUNCTIONS.get(module, ()):
        yield name
    elif module not in FUNCTIONS and last in METHODS:
        yield f".{last}"
    elif module not in FUNCTIONS and last == "replace" and len(call.args) == 1 and not call.keywords:
        yield ".replace"  # a text is given two words, and a date or a record takes its values by name
    for word in call.keywords:
        computed = not isinstance(word.value, ast.Constant)
        if word.arg == "shell" and (module == "subprocess" if computed else word.value.value):
            yield "shell"


def offences_in(source: str) -> Iterator[tuple[int, str]]:
    """What in this text writes, runs text, or names weeks by hand, as (line, what)."""
    tree = ast.parse(source)
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            for alias in node.names:
                whole = f"{module}.{alias.name}".strip(".")
                names[alias.asname or alias.name] = whole
                if whole.partition(".")[0] in MODULES:
                    yield node.lineno, whole.partition(".")[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from ((node.lineno, what) for what in offences_of(node, names))
        elif isinstance(node, ast.Constant) and any(code in str(node.value) for code in WEEK_CODES):
            yield node.lineno, "week code"


ALLOWED = {
    ("journal/writer.py", "os.open"): "the temporary file beside the target, and the folder that is flushed",
    ("journal/writer.py", "os.replace"): "the rename over the old file",
    ("journal/writer.py", "os.link"): "the name of a new file, which never replaces one",
    ("journal/writer.py", "os.rename"): "the same where a file system has no hard links",
    ("journal/writer.py", ".mkdir"): "the private folders of a journal",
    ("journal/writer.py", ".unlink"): "the temporary file, or a generation that is past keeping",
    ("journal/lock.py", "os.open"): "the lock, which is opened to be locked and never truncated",
    ("journal/backups.py", "os.link"): "the file that is about to be replaced stays as a generation",
    ("journal/buffer.py", "shutil.rmtree"): "the private folder of an editor's copy, when it is no longer needed",
    ("journal/backups.py", "os.utime"): "a generation that had to be copied keeps the time it was written",
    ("journal/reader.py", "os.open"): "opened to read, with flags that not every system has",
    ("journal/archive.py", "ZipFile"): "an archive that is put together in memory",
    ("journal/archive.py", "open"): "one file in an archive, opened to read",
    ("cli/output.py", "os.open"): "the null device, in place of a reader that went away",
    ("cli/framework.py", ".write_text"): "help is put together in memory, by a formatter that calls it so",
    ("cli/commands/demo.py", "tempfile.TemporaryDirectory"): "the throwaway journal of the demo",
}
"""The only places that write, each with its reason."""


def offences() -> dict[tuple[str, str], list[int]]:
    """Every offence in the package, by file and kind, with its lines."""
    found: dict[tuple[str, str], list[int]] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        for line, what in offences_in(file.read_text("utf-8")):
            found.setdefault((file.relative_to(PACKAGE).as_posix(), what), []).append(line)
    return found


def test_only_the_writer_writes() -> None:
    """No file writes, runs text or names weeks by hand, but those that are listed with their reason."""
    assert {place: lines for place, lines in offences().items() if place not in ALLOWED} == {}


def test_no_stale_exception() -> None:
    """Every listed exception is still needed."""
    assert set(ALLOWED) - set(offences()) == set()


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ('open("a", "w")', "open"),
        ('open("a", mode="ab")', "open"),
        ('open("a", "r+")', "open"),
        ('open("a", "x")', "open"),
        ('open("a", mode)', "open"),
        ('io.open("a", "w")', "open"),
        ('path.open("wb")', "open"),
        ('path.open(mode="a")', "open"),
        ('(home / "a").open("w")', "open"),
        ('(home / "a").write_text("b")', ".write_text"),
        ('path.write_bytes(b"")', ".write_bytes"),
        ("path.touch()", ".touch"),
        ("path.unlink()", ".unlink"),
        ("path.parent.mkdir()", ".mkdir"),
        ("os.open(path, os.O_WRONLY | os.O_CREAT)", "os.open"),
        ("os.open(path, os.O_RDWR)", "os.open"),
        ("os.open(path, flags)", "os.open"),
        ("os.replace(a, b)", "os.replace"),
        ("from os import replace\nreplace(a, b)", "os.replace"),
        ("shutil.copy(a, b)", "shutil.copy"),
        ("from shutil import copyfile as put\nput(a, b)", "shutil.copyfile"),
        ("shutil.rmtree(a)", "shutil.rmtree"),
        ("tempfile.mkstemp()", "tempfile.mkstemp"),
        ("subprocess.run(words, shell=True)", "shell"),
        ("subprocess.run(words, shell=wanted)", "shell"),
        ("os.system(words)", "os.system"),
        ("eval(text)", "eval"),
        ("exec(text)", "exec"),
        ("import os as system\nsystem.replace(a, b)", "os.replace"),
        ("Path(a).rename(b)", ".rename"),
        ("temporary.replace(target)", ".replace"),
        ('zipfile.ZipFile(path, "w")', "ZipFile"),
        ('from zipfile import ZipFile\nZipFile(path, mode="a")', "ZipFile"),
        ('tarfile.TarFile(path, "w")', "TarFile"),
        ('tarfile.open(path, "w:gz")', "open"),
        ('gzip.GzipFile(path, "wb")', "GzipFile"),
        ("shutil.make_archive(base, kind)", "shutil.make_archive"),
        ("shutil.unpack_archive(path)", "shutil.unpack_archive"),
        ("subprocess.getoutput(words)", "subprocess.getoutput"),
        ("asyncio.create_subprocess_shell(words)", "asyncio.create_subprocess_shell"),
        ("os.posix_spawn(path, words, environment)", "os.posix_spawn"),
        ("import pickle", "pickle"),
        ("from pickle import loads", "pickle"),
        ('day.strftime("%Y-W%V")', "week code"),
        ('f"{day:%G-W%V}"', "week code"),
    ],
)
def test_lint_bites(source: str, what: str) -> None:
    """The lint sees each way to write that it is there for."""
    assert what in [found for _, found in offences_in(source)]


@pytest.mark.parametrize(
    "source",
    [
        'open("a")',
        'open("a", "rb")',
        'path.open("rb")',
        "path.read_text()",
        "os.open(folder, os.O_RDONLY | getattr(os, 'O_DIRECTORY', 0))",
        "subprocess.run(words, shell=False)",
        "stream.write(text)",
        'text.replace("a", "b")',
        "day.replace(day=1)",
        "zipfile.ZipFile(path)",
        'tarfile.TarFile(path, "r")',
        "shutil.get_terminal_size()",
        'day.strftime("%d")',
        "re.compile(pattern)",
        "get_completion_script(shell=shell)",
        "webbrowser.open(address)",
    ],
)
def test_lint_lets_read(source: str) -> None:
    """The lint has nothing against reading."""
    assert list(offences_in(source)) == []
