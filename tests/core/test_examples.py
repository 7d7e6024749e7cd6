"""The examples in the docstrings of the core are run: one that no longer holds misleads whoever reads it."""

import doctest
import importlib
import pkgutil

import pytest

import tipcycle.core

MODULES = sorted(module.name for module in pkgutil.walk_packages(tipcycle.core.__path__, "tipcycle.core."))


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_hold(name: str) -> None:
    """Each gives what is written under it."""
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples() -> None:
    """A walk that finds none would hold everything."""
    modules = map(importlib.import_module, MODULES)
    assert sum(len(found.examples) for module in modules for found in doctest.DocTestFinder().find(module)) > 20
