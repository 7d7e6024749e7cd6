"""A test in every language that tipcycle speaks: `@LANG` where the test says `lang`, `@LANGUAGE` where `language`."""

import pytest

from tipcycle.core.languages import LANGUAGES

in_each_lang = pytest.mark.parametrize("lang", LANGUAGES)
in_each_language = pytest.mark.parametrize("language", LANGUAGES)
