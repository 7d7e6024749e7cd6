"""The examples in the docstrings are run: one that no longer holds misleads whoever reads it."""

import doctest
import importlib
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"


def module_name(path: Path) -> str:
    """`src/tipcycle/core/weeks.py` is imported as `tipcycle.core.weeks`."""
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


def test_every_example_gives_what_is_written_under_it() -> None:
    """In every module that shows one, each is found and run; what differs is printed."""
    showing = {path: text.count(">>> ") for path in SOURCE.rglob("*.py") if (text := path.read_text("utf-8"))}
    shown = {module_name(path): count for path, count in sorted(showing.items()) if count}
    ran = {name: doctest.testmod(importlib.import_module(name)) for name in shown}
    assert {name: (result.attempted, result.failed) for name, result in ran.items()} == {
        name: (count, 0) for name, count in shown.items()
    }
    assert shown, "a walk that finds none would hold everything"
