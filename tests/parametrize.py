"""Decorators that run a test once for each language, as the argument `lang` or `language`."""

import pytest

from tipcycle.core.languages import LANGUAGES

in_each_lang = pytest.mark.parametrize("lang", LANGUAGES)
in_each_language = pytest.mark.parametrize("language", LANGUAGES)
