"""All doctests in the package pass."""

import doctest
import importlib
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"


def module_name(path: Path) -> str:
    """Return `tipcycle.core.weeks` for `src/tipcycle/core/weeks.py`."""
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


def test_all_doctests_pass() -> None:
    """In each module with doctests, all of them are found and pass."""
    counts_by_path = {path: text.count(">>> ") for path in SOURCE.rglob("*.py") if (text := path.read_text("utf-8"))}
    expected_counts = {module_name(path): count for path, count in sorted(counts_by_path.items()) if count}
    results = {name: doctest.testmod(importlib.import_module(name)) for name in expected_counts}
    assert {name: (result.attempted, result.failed) for name, result in results.items()} == {
        name: (count, 0) for name, count in expected_counts.items()
    }
    assert expected_counts, "a walk that finds none would hold everything"
