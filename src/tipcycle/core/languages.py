"""The supported languages. English is the language of the message ids in the code."""

from typing import Literal, get_args

LanguageCode = Literal["en", "nl"]
LANGUAGES: tuple[LanguageCode, ...] = get_args(LanguageCode)
