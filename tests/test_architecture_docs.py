"""The drawing in docs/architecture.md is the house: its rooms, its arrows, and everything that the page names."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp
import pytest

from tests.test_architecture import PACKAGE, dotted_name

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
DIAGRAM = re.findall(r"^```mermaid\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)[0]

ImportEdge = tuple[str, str]


@cache
def package_names() -> frozenset[str]:
    """The packages of the program."""
    return frozenset(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


@cache
def package_imports() -> frozenset[ImportEdge]:
    """Which package imports from which, also inside a function or for the type checker alone."""
    graph = grimp.build_graph("tipcycle", cache_dir=None)
    edges = {
        (importer.split(".")[1], imported.split(".")[1])
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if importer.count(".") and imported.count(".")
    }
    return frozenset(arrow for arrow in edges if arrow[0] != arrow[1] and set(arrow) <= package_names())


def test_the_rooms_of_the_drawing_are_the_packages() -> None:
    """Each package is drawn once, and nothing is drawn that is not there."""
    assert sorted(re.findall(r'^ +(\w+)\["\1 — ', DIAGRAM, re.MULTILINE)) == sorted(package_names())


def test_the_arrows_of_the_drawing_are_the_imports() -> None:
    """Each arrow is an import that is really there, and each import between rooms has its arrow."""
    drawn = re.findall(r"^ +(\w+) --> (\w+)$", DIAGRAM, re.MULTILINE)
    assert len(drawn) == len(set(drawn)) == DIAGRAM.count("-->")
    assert set(drawn) - package_imports() == set(), "drawn, and not so"
    assert package_imports() - set(drawn) == set(), "so, and not drawn"


def test_the_table_of_rooms_is_complete() -> None:
    """Every room has its line, or shares one."""
    table = PAGE.split("## The rooms\n")[1].split("\n## ")[0]
    first = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert {name for cell in first for name in re.findall(r"`(\w+)`", cell)} == package_names()


@pytest.mark.parametrize("page", ["docs/architecture.md", "docs/reference/exit-codes.md", "CONTRIBUTING.md"])
def test_everything_that_a_page_names_is_there(page: str) -> None:
    """Modules and folders of the package, tests and other files; `NAME` and `LL` stand for any."""
    named = set(re.findall(r"`([\w.-]+/[\w./-]*)`", (ROOT / page).read_text("utf-8")))
    found = {name for name in named if (PACKAGE / name).exists() or (ROOT / name).exists()}
    assert found
    assert {name for name in named - found if not re.search(r"NAME|LL", name)} == set()


# Who reads the world.

SYSTEM_READS = frozenset(
    {
        "os.environ", "os.environb", "os.getenv", "datetime.date.today", "datetime.datetime.now",
        "datetime.datetime.today", "datetime.datetime.utcnow", "os.lstat", "os.scandir", "os.stat", "time.gmtime",
        "time.localtime", "time.monotonic", "time.perf_counter", "time.strftime", "time.time", "time.time_ns",
    }
)  # fmt: skip
"""When a file was changed is a clock too."""


def system_reads_in(source: str) -> Iterator[str]:
    """What in this text reads a clock, the environment, or when files were changed."""
    tree = ast.parse(source)
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.asname or alias.name: alias.name for alias in node.names}
    dotted_names = (dotted_name(node, names) for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Name))
    yield from (name for name in dotted_names if name in SYSTEM_READS)


def test_only_those_on_the_page_read_the_clock_and_the_environment() -> None:
    """The page names every module that reads them, and none that does not."""
    table = PAGE.split("## Who reads the world\n")[1].split("\n## ")[0]
    named = re.findall(r"^\| `([\w/.]+)`", table, re.MULTILINE)
    reading = {
        file.relative_to(PACKAGE).as_posix()
        for file in sorted(PACKAGE.rglob("*.py"))
        if list(system_reads_in(file.read_text("utf-8")))
    }
    assert sorted(named) == sorted(reading)


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("import os\nos.environ['A']", "os.environ"),
        ("from os import environ\nenviron.get('A')", "os.environ"),
        ("from datetime import datetime\ndatetime.now()", "datetime.datetime.now"),
        ("from datetime import date as day\nday.today()", "datetime.date.today"),
        ("import time\ntime.time()", "time.time"),
        ("from time import monotonic\nmonotonic()", "time.monotonic"),
        ("import os\nos.scandir('.')", "os.scandir"),
    ],
)
def test_the_check_bites(source: str, read: str) -> None:
    """Each way to read a clock or the environment is seen."""
    assert read in list(system_reads_in(source))


def test_the_check_lets_values_be() -> None:
    """A day that is handed in, and a method that happens to be called so, are no readings."""
    assert list(system_reads_in("from datetime import date\ndate(2026, 3, 6)\nworld.now()\nwords.today\n")) == []
