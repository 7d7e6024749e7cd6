"""The supported languages. English is the language of the message ids in the code."""

LANGUAGES = ("en", "nl")
