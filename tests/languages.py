"""A test in every language that tipcycle speaks: `@LANG` where the test says `lang`, `@LANGUAGE` where `language`."""

import pytest

from tipcycle.core.languages import LANGUAGES

LANG = pytest.mark.parametrize("lang", LANGUAGES)
LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
