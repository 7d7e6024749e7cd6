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
SITE_PACKAGES = Path(msgspec.__file__).parent.parent

# What importing the core brings along.

BASE_MODULES = (
    "__future__", "calendar", "collections.abc", "contextlib", "datetime", "enum", "fractions",
    "functools", "itertools", "math", "operator", "random", "re", "string", "typing", "unicodedata", "msgspec",
)  # fmt: skip
"""The standard library's plain values and arithmetic, and records: all that rules need."""

IMPORT_SCRIPT = """
import importlib, os, sys
sys.path[:0] = sys.argv[1].split(os.pathsep)
for name in sys.argv[2].split():
    importlib.import_module(name)
before = set(sys.modules)
for name in sys.argv[3].split():
    importlib.import_module(name)
print(*sorted(set(sys.modules) - before))
"""


def imported_modules(*names: str) -> set[str]:
    """The modules that importing these adds to a bare interpreter that has the basics; not tipcycle's own."""
    words = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        IMPORT_SCRIPT,
        f"{SOURCE}{os.pathsep}{SITE_PACKAGES}",
        " ".join(BASE_MODULES),
        " ".join(names),
    ]
    result = subprocess.run(words, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return {name for name in result.stdout.split() if name.partition(".")[0] != "tipcycle"}


def module_names(folder: Path) -> list[str]:
    """Every module below a folder of the package."""
    files = sorted(folder.rglob("*.py"))
    return [".".join(file.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__") for file in files]


def test_core_is_pure() -> None:
    """Importing every module of the core brings in nothing but plain values: no disk, no terminal, no text format."""
    names = module_names(PACKAGE / "core")
    assert "tipcycle.core.events" in names
    assert imported_modules(*names) == set()


@pytest.mark.parametrize("module", ["pathlib", "tomllib", "json", "gettext", "subprocess", "tempfile"])
def test_the_basics_hide_nothing(module: str) -> None:
    """The basics do not bring along what the core must not import, so that such an import would show."""
    assert module in imported_modules(module)


def test_layers() -> None:
    """Every import keeps the contracts of the import linter."""
    linter = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    ran = subprocess.run([sys.executable, "-c", linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


# Who may write.

WRITE_METHODS = (
    "write_text", "write_bytes", "touch", "mkdir", "unlink", "rmdir", "rename", "chmod", "symlink_to", "hardlink_to",
)  # fmt: skip
"""What writes on a path, whatever the path is called."""

WRITE_FUNCTIONS = {
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

FORBIDDEN_MODULES = ("pickle", "marshal", "shelve", "dbm", "sqlite3")
"""They run what a file says, or keep books of their own."""

WEEK_CODES = ("%V", "%U", "%W", "%G")
"""The calendar's own pair of year and week is the only way to a week's name."""

ARCHIVE_CLASSES = (
    "zipfile.ZipFile",
    "zipfile.PyZipFile",
    "tarfile.TarFile",
    "gzip.GzipFile",
    "bz2.BZ2File",
    "lzma.LZMAFile",
)
"""Classes that open a file in the mode that stands second, as `open` does."""

WRITE_FLAGS = {"O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"}


def dotted_name(node: ast.expr, aliases: dict[str, str]) -> str:
    """`os.path.join` for such an expression, whatever it was imported as; `?.join` where it begins with no name."""
    if isinstance(node, ast.Attribute):
        return f"{dotted_name(node.value, aliases)}.{node.attr}"
    return aliases.get(node.id, node.id) if isinstance(node, ast.Name) else "?"


def may_write(call: ast.Call, name: str) -> bool:
    """Whether a call of something named `open` may write, as far as it says."""
    if name == "os.open":
        flags = {part.attr for part in ast.walk(call.args[1]) if isinstance(part, ast.Attribute)}
        return isinstance(call.args[1], ast.Name) or bool(flags & WRITE_FLAGS)
    position = 1 if name in ("open", "io.open", "codecs.open", "tarfile.open", *ARCHIVE_CLASSES) else 0
    modes = [word.value for word in call.keywords if word.arg == "mode"] or call.args[position : position + 1]
    if not modes:
        return False
    return not isinstance(modes[0], ast.Constant) or bool(set(str(modes[0].value)) & set("wax+"))


def call_violations(call: ast.Call, aliases: dict[str, str]) -> Iterator[str]:
    """What one call does that it should not; `names` says what was imported as what."""
    name = dotted_name(call.func, aliases)
    module, _, last = name.rpartition(".")
    if name in ARCHIVE_CLASSES and may_write(call, name):
        yield last
    elif last == "open" and module != "webbrowser" and may_write(call, name):
        yield name if module == "os" else "open"
    elif last in WRITE_FUNCTIONS.get(module, ()):
        yield name
    elif module not in WRITE_FUNCTIONS and last in WRITE_METHODS:
        yield f".{last}"
    elif module not in WRITE_FUNCTIONS and last == "replace" and len(call.args) == 1 and not call.keywords:
        yield ".replace"  # a text is given two words, and a date or a record takes its values by name
    for word in call.keywords:
        computed = not isinstance(word.value, ast.Constant)
        if word.arg == "shell" and (module == "subprocess" if computed else word.value.value):
            yield "shell"


def source_violations(source: str) -> Iterator[tuple[int, str]]:
    """What in this text writes, runs text, or names weeks by hand, as (line, what)."""
    tree = ast.parse(source)
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            for alias in node.names:
                whole = f"{module}.{alias.name}".strip(".")
                names[alias.asname or alias.name] = whole
                if whole.partition(".")[0] in FORBIDDEN_MODULES:
                    yield node.lineno, whole.partition(".")[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from ((node.lineno, what) for what in call_violations(node, names))
        elif isinstance(node, ast.Constant) and any(code in str(node.value) for code in WEEK_CODES):
            yield node.lineno, "week code"


ALLOWED_WRITES = {
    (
        "storage/atomic_files.py",
        "os.open",
    ): "the temporary file, the folder that is flushed, and reads with special flags",
    ("storage/atomic_files.py", "os.replace"): "the rename over the old file",
    ("storage/atomic_files.py", "os.link"): "the name of a new file, which never replaces one",
    ("storage/atomic_files.py", "os.rename"): "the same where a file system has no hard links",
    ("storage/atomic_files.py", ".mkdir"): "the private folders of a journal",
    ("storage/atomic_files.py", ".unlink"): "the temporary file, or a generation that is past keeping",
    ("storage/lock.py", "os.open"): "the lock, which is opened to be locked and never truncated",
    ("storage/backups.py", "os.link"): "the file that is about to be replaced stays as a generation",
    ("storage/edit_copies.py", "shutil.rmtree"): "the private folder of an editor's copy, when it is no longer needed",
    ("storage/backups.py", "os.utime"): "a generation that had to be copied keeps the time it was written",
    ("storage/archive.py", "ZipFile"): "an archive that is put together in memory",
    ("storage/archive.py", "open"): "one file in an archive, opened to read",
    ("cli/output.py", "os.open"): "the null device, in place of a reader that went away",
    ("cli/command_classes.py", ".write_text"): "help is put together in memory, by a formatter that calls it so",
    ("cli/commands/demo.py", "tempfile.TemporaryDirectory"): "the throwaway journal of the demo",
}
"""The only places that write, each with its reason."""


def package_violations() -> dict[tuple[str, str], list[int]]:
    """Every offence in the package, by file and kind, with its lines."""
    violations: dict[tuple[str, str], list[int]] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        for line, violation in source_violations(file.read_text("utf-8")):
            violations.setdefault((file.relative_to(PACKAGE).as_posix(), violation), []).append(line)
    return violations


def test_only_the_writer_writes() -> None:
    """No file writes, runs text or names weeks by hand, but those that are listed with their reason."""
    assert {place: lines for place, lines in package_violations().items() if place not in ALLOWED_WRITES} == {}


def test_no_stale_exception() -> None:
    """Every listed exception is still needed."""
    assert set(ALLOWED_WRITES) - set(package_violations()) == set()


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
    assert what in [found for _, found in source_violations(source)]


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
    assert list(source_violations(source)) == []
