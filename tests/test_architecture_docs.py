"""Tests that docs/architecture.md matches the code, and that the developer documents name only things that exist.

The sentences of the pages are free; only names, paths, commands and the edges of the diagram are compared.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import grimp
import pytest
from docgen.commands import iter_commands

from tests.test_architecture import ALLOWED_WRITES, PACKAGE, dotted_name
from tipcycle.i18n.nl import LANGUAGE as DUTCH

ROOT = Path(__file__).resolve().parent.parent
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
DEVELOPER_PAGES = (
    "docs/architecture.md",
    "docs/momentum.md",
    "docs/performance.md",
    "docs/reliability.md",
    "docs/rules.md",
    "docs/reference/exit-codes.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "decisions").glob("*.md")),
)
"""Pages that name modules, tests and other files of the repository."""

ImportEdge = tuple[str, str]


def page_section(title: str) -> str:
    """Return the text below the heading `## TITLE` of docs/architecture.md."""
    match = re.search(rf"^## {re.escape(title)}$(.*?)(?=^## |\Z)", ARCHITECTURE, re.MULTILINE | re.DOTALL)
    assert match, f"docs/architecture.md has no section: ## {title}"
    return match[1]


def first_cell_names(section: str) -> set[str]:
    """Return the names in backticks in the first cells of the tables of a section."""
    cells = re.findall(r"^\|([^|]*`[^|]*)\|", section, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`([\w./-]+)`", cell)}


# The diagram and the table of packages.


@cache
def package_names() -> frozenset[str]:
    """Return the names of the packages directly below `tipcycle`."""
    return frozenset(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


@cache
def package_imports() -> frozenset[ImportEdge]:
    """Return each pair (importing package, imported package), including imports in functions and for types only."""
    graph = grimp.build_graph("tipcycle", cache_dir=None)
    edges = {
        (importer.split(".")[1], imported.split(".")[1])
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if importer.count(".") and imported.count(".")
    }
    return frozenset(edge for edge in edges if edge[0] != edge[1] and set(edge) <= package_names())


def parse_flowchart(source: str) -> tuple[set[str], list[ImportEdge]]:
    """Return the nodes and the edges of a mermaid flowchart; `a --> b & c` and `a --> b --> c` are two edges each."""
    nodes: set[str] = set()
    edges: list[ImportEdge] = []
    for line in source.splitlines()[1:]:
        text = re.sub(r"\[.*\]|\(.*\)|\{.*\}|\|[^|]*\||\"[^\"]*\"", "", line.partition("%%")[0]).strip().rstrip(";")
        if not re.match(r"\w", text) or re.match(r"(subgraph|end|direction|classDef|class|style|linkStyle)\b", text):
            continue
        groups = [re.findall(r"\w+", group) for group in re.split(r"\s*-+\.?-*>\s*|\s*=+>\s*", text)]
        nodes.update(name for group in groups for name in group)
        for importers, imported in pairwise(groups):
            edges += [(importer, name) for importer in importers for name in imported]
    return nodes, edges


def documented_flowchart() -> tuple[set[str], list[ImportEdge]]:
    """Return the nodes and the edges of the first mermaid diagram in docs/architecture.md."""
    return parse_flowchart(re.findall(r"^```mermaid\n(.*?)^```", ARCHITECTURE, re.MULTILINE | re.DOTALL)[0])


def test_diagram_has_each_package() -> None:
    """Each package is a node, and each other node is a module directly below `tipcycle`."""
    nodes, _ = documented_flowchart()
    assert nodes >= package_names()
    assert nodes - package_names() <= {path.stem for path in PACKAGE.glob("*.py")}


def test_diagram_edges_are_the_imports() -> None:
    """The edges between packages are exactly the imports between packages, each drawn once."""
    _, edges = documented_flowchart()
    drawn = [edge for edge in edges if set(edge) <= package_names()]
    assert len(drawn) == len(set(drawn)), "an edge is drawn twice"
    assert set(drawn) - package_imports() == set(), "drawn, but not an import"
    assert package_imports() - set(drawn) == set(), "an import, but not drawn"


def test_table_of_packages_is_complete() -> None:
    """The table under "Packages" has each package; a row may have several."""
    names = {re.sub(r"^(src/)?tipcycle[/.]", "", name) for name in first_cell_names(page_section("Packages"))}
    documented = {re.split(r"[/.]", name)[0] for name in names}
    assert documented >= package_names()
    assert documented - package_names() <= {path.stem for path in PACKAGE.glob("*.py")}


def test_flowchart_parser_reads_labels_groups_and_chains() -> None:
    """Labels and comments are ignored; groups and chains give an edge per pair."""
    source = 'flowchart TD\n    a["a — one --> not"]\n    %% b --> a\n    a --> b & c\n    b -->|uses| c --> d\n'
    assert parse_flowchart(source) == (
        {"a", "b", "c", "d"},
        [("a", "b"), ("a", "c"), ("b", "c"), ("c", "d")],
    )


# Names in the developer documents.


@pytest.mark.parametrize("page", DEVELOPER_PAGES)
def test_paths_on_page_exist(page: str) -> None:
    """Each path in backticks exists in the package or the repository; `NAME`, `LL`, `*` and dates are placeholders."""
    text = re.sub(r"^```.*?^```$", "", (ROOT / page).read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    paths = {name for name in re.findall(r"`([\w.*-]+/[\w./*-]*)`", text) if not name.startswith(("build/", "dist/"))}
    missing = {name for name in paths if not (PACKAGE / name).exists() and not (ROOT / name).exists()}
    assert {name for name in missing if not re.search(r"NAME|LL|\*|\d{4}-\d\d-\d\d", name)} == set()


@pytest.mark.parametrize("page", DEVELOPER_PAGES)
def test_commands_on_page_exist(page: str) -> None:
    """Each `make TARGET` and each `tipcycle COMMAND` in backticks or in a block of code exists."""
    text = (ROOT / page).read_text("utf-8")
    code = "\n".join([*re.findall(r"`([^`\n]+)`", text), *re.findall(r"(?ms)^```sh\n(.*?)^```$", text)])
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z-]+)", code)) <= targets
    commands = {word for name, _ in iter_commands() for word in (name, name.split()[0])} | {
        *DUTCH.command_names.values(),
        "help",
    }
    typed = re.findall(r"(?m)(?:^|(?<=[ /]))tipcycle ([a-z-]+)", code)
    assert {command for command in typed if not command.startswith("-")} <= commands


# The modules that read the clock or the environment.

SYSTEM_READS = frozenset(
    {
        "os.environ", "os.environb", "os.getenv", "datetime.date.today", "datetime.datetime.now",
        "datetime.datetime.today", "datetime.datetime.utcnow", "os.lstat", "os.scandir", "os.stat", "time.gmtime",
        "time.localtime", "time.monotonic", "time.perf_counter", "time.strftime", "time.time", "time.time_ns",
    }
)  # fmt: skip
"""Names that read a clock, the environment, or the modification time of a file."""


def system_reads_in(source: str) -> Iterator[str]:
    """Yield each name of `SYSTEM_READS` that this module source uses."""
    tree = ast.parse(source)
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.asname or alias.name: alias.name for alias in node.names}
    dotted_names = (dotted_name(node, names) for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Name))
    yield from (name for name in dotted_names if name in SYSTEM_READS)


def test_table_of_system_access_has_each_reading_module() -> None:
    """The table under "System access" has each module that reads the clock, the environment or file times."""
    documented = {name for name in first_cell_names(page_section("System access")) if name.endswith(".py")}
    reading = {
        file.relative_to(PACKAGE).as_posix()
        for file in sorted(PACKAGE.rglob("*.py"))
        if list(system_reads_in(file.read_text("utf-8")))
    }
    assert reading - documented == set(), "add these modules to the table"
    assert documented - reading <= {module for module, _ in ALLOWED_WRITES}, "these modules access nothing"


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
def test_system_reads_are_detected(source: str, read: str) -> None:
    """Each form of import is resolved."""
    assert read in list(system_reads_in(source))


def test_values_and_other_methods_are_not_system_reads() -> None:
    """A date that is passed in, and a method with the same name on another object, are not reported."""
    assert list(system_reads_in("from datetime import date\ndate(2026, 3, 6)\nworld.now()\nwords.today\n")) == []
