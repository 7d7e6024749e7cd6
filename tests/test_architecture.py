"""Architecture rules: dependencies between modules, the purity of the core, and the places that may write files.

The layers are contracts of the import linter (`pyproject.toml`). This file tests the rules that it cannot check.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import msgspec
import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
PACKAGE = SOURCE / "tipcycle"
SITE_PACKAGES = Path(msgspec.__file__).parent.parent

# Purity of the core.

BASE_MODULES = (
    "__future__", "calendar", "collections.abc", "contextlib", "datetime", "enum", "fractions",
    "functools", "itertools", "math", "operator", "random", "re", "string", "typing", "unicodedata", "msgspec",
)  # fmt: skip
"""Modules of the standard library for plain values and arithmetic, and msgspec. The core may import only these."""

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
    """Return the modules that these imports load in an interpreter with `BASE_MODULES`.

    Modules of tipcycle itself are excluded.
    """
    command = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        IMPORT_SCRIPT,
        f"{SOURCE}{os.pathsep}{SITE_PACKAGES}",
        " ".join(BASE_MODULES),
        " ".join(names),
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return {name for name in result.stdout.split() if name.partition(".")[0] != "tipcycle"}


def module_names(folder: Path) -> list[str]:
    """Return the names of all modules in a folder of the package."""
    files = sorted(folder.rglob("*.py"))
    return [".".join(file.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__") for file in files]


def test_core_is_pure() -> None:
    """The core imports only modules for plain values: no disk, no terminal, no text format."""
    names = module_names(PACKAGE / "core")
    assert "tipcycle.core.events" in names
    assert imported_modules(*names) == set()


@pytest.mark.parametrize("module", ["pathlib", "tomllib", "json", "gettext", "subprocess", "tempfile"])
def test_base_modules_load_no_forbidden_module(module: str) -> None:
    """`BASE_MODULES` load no module that is forbidden in the core: `test_core_is_pure` cannot see such imports."""
    assert module in imported_modules(module)


def test_imports_keep_the_layers() -> None:
    """All imports comply with the contracts of the import linter."""
    linter = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    result = subprocess.run([sys.executable, "-c", linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_no_import_cycles() -> None:
    """The imports between modules form no cycle, including imports inside functions.

    Two kinds are not followed: imports for the type checker only, and the commands that `cli.app` loads by name.
    """
    graph = grimp.build_graph("tipcycle", exclude_type_checking_imports=True, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    TopologicalSorter(imports).prepare()  # raises CycleError, whose message names the modules


# File writes.

WRITE_METHODS = (
    "write_text", "write_bytes", "touch", "mkdir", "unlink", "rmdir", "rename", "chmod", "symlink_to", "hardlink_to",
)  # fmt: skip
"""Methods that write to a path. The name of the path object is irrelevant."""

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
"""Modules that execute code from files or write their own file formats."""

WEEK_CODES = ("%V", "%U", "%W", "%G")
"""`strftime` codes for weeks. `date.isocalendar` is the only source of ISO weeks."""

ARCHIVE_CLASSES = (
    "zipfile.ZipFile",
    "zipfile.PyZipFile",
    "tarfile.TarFile",
    "gzip.GzipFile",
    "bz2.BZ2File",
    "lzma.LZMAFile",
)
"""Classes whose second argument is the mode, as in `open`."""

WRITE_FLAGS = {"O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"}


def dotted_name(node: ast.expr, aliases: dict[str, str]) -> str:
    """Return an expression as a dotted name such as `os.path.join`, with import aliases resolved.

    The first part is `?` if the expression does not start with a name.
    """
    if isinstance(node, ast.Attribute):
        return f"{dotted_name(node.value, aliases)}.{node.attr}"
    return aliases.get(node.id, node.id) if isinstance(node, ast.Name) else "?"


def may_write(call: ast.Call, name: str) -> bool:
    """Return True if a call of a function named `open` can write, as far as its arguments show."""
    if name == "os.open":
        flags = {part.attr for part in ast.walk(call.args[1]) if isinstance(part, ast.Attribute)}
        return isinstance(call.args[1], ast.Name) or bool(flags & WRITE_FLAGS)
    position = 1 if name in ("open", "io.open", "codecs.open", "tarfile.open", *ARCHIVE_CLASSES) else 0
    modes = [keyword.value for keyword in call.keywords if keyword.arg == "mode"] or call.args[position : position + 1]
    if not modes:
        return False
    return not isinstance(modes[0], ast.Constant) or bool(set(str(modes[0].value)) & set("wax+"))


def call_violations(call: ast.Call, aliases: dict[str, str]) -> Iterator[str]:
    """Yield the violations in one call. `aliases` maps names to the imported objects."""
    name = dotted_name(call.func, aliases)
    module, _, function = name.rpartition(".")
    if name in ARCHIVE_CLASSES and may_write(call, name):
        yield function
    elif function == "open" and module != "webbrowser" and may_write(call, name):
        yield name if module == "os" else "open"
    elif function in WRITE_FUNCTIONS.get(module, ()):
        yield name
    elif module not in WRITE_FUNCTIONS and function in WRITE_METHODS:
        yield f".{function}"
    elif module not in WRITE_FUNCTIONS and function == "replace" and len(call.args) == 1 and not call.keywords:
        yield ".replace"  # a path: str.replace takes two arguments, date.replace and msgspec's take keywords
    for keyword in call.keywords:
        computed = not isinstance(keyword.value, ast.Constant)
        if keyword.arg == "shell" and (module == "subprocess" if computed else keyword.value.value):
            yield "shell"


def source_violations(source: str) -> Iterator[tuple[int, str]]:
    """Yield the violations in a source text as (line, violation): writing, executing text, formatting weeks."""
    tree = ast.parse(source)
    aliases: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            for alias in node.names:
                imported_name = f"{module}.{alias.name}".strip(".")
                aliases[alias.asname or alias.name] = imported_name
                if imported_name.partition(".")[0] in FORBIDDEN_MODULES:
                    yield node.lineno, imported_name.partition(".")[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from ((node.lineno, violation) for violation in call_violations(node, aliases))
        elif isinstance(node, ast.Constant) and any(code in str(node.value) for code in WEEK_CODES):
            yield node.lineno, "week code"


ALLOWED_WRITES = {
    ("storage/atomic_files.py", "os.open"): "temporary files, folders to flush, reads with special flags",
    ("storage/atomic_files.py", "os.replace"): "the rename over the old file",
    ("storage/atomic_files.py", "os.link"): "the name of a new file; never replaces an existing file",
    ("storage/atomic_files.py", "os.rename"): "the same on file systems without hard links",
    ("storage/atomic_files.py", ".mkdir"): "the private folders of a journal",
    ("storage/atomic_files.py", ".unlink"): "temporary files and expired backups",
    ("storage/lock.py", "os.open"): "the lock file, opened without truncation",
    ("storage/backups.py", "os.link"): "keeps the file that is about to be replaced as a backup",
    ("storage/backups.py", "os.utime"): "a copied backup keeps its modification time",
    ("storage/edit_copies.py", "shutil.rmtree"): "the private folder of an editor's copy",
    ("storage/archive.py", "ZipFile"): "an archive that is built in memory",
    ("storage/archive.py", "open"): "a file in an archive, opened for reading",
    ("cli/output.py", "os.open"): "the null device, after the reader closed the pipe",
    ("cli/command_classes.py", ".write_text"): "click's help formatter has a method of this name",
    ("cli/commands/demo.py", "tempfile.TemporaryDirectory"): "the throwaway journal of the demo",
}
"""The only places that may write, each with the reason."""


def package_violations() -> dict[tuple[str, str], list[int]]:
    """Return all violations in the package, as lines by file and violation."""
    violations: dict[tuple[str, str], list[int]] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        for line, violation in source_violations(file.read_text("utf-8")):
            violations.setdefault((file.relative_to(PACKAGE).as_posix(), violation), []).append(line)
    return violations


def test_only_allowed_places_write() -> None:
    """Only the places in `ALLOWED_WRITES` write, execute text or format weeks."""
    assert {location: lines for location, lines in package_violations().items() if location not in ALLOWED_WRITES} == {}


def test_allowed_writes_are_in_use() -> None:
    """All entries of `ALLOWED_WRITES` are in use."""
    assert set(ALLOWED_WRITES) - set(package_violations()) == set()


@pytest.mark.parametrize(
    ("source", "violation"),
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
def test_violation_is_detected(source: str, violation: str) -> None:
    """Every way to write is detected."""
    assert violation in [name for _, name in source_violations(source)]


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
def test_reading_is_accepted(source: str) -> None:
    """Calls that only read are accepted."""
    assert list(source_violations(source)) == []
