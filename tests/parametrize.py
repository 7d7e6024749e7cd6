"""Decorators of tests: once for each language (as `lang` or `language`), or skipped where a library does not load."""

import importlib

import pytest

from tipcycle.core.languages import LANGUAGES

in_each_lang = pytest.mark.parametrize("lang", LANGUAGES)
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


def _can_import(module: str) -> bool:
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


needs_pydantic = pytest.mark.skipif(not _can_import("pydantic_core"), reason="pydantic-core does not load here")
