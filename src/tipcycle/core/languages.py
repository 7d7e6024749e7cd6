"""The languages of tipcycle, as equals; English is the one that stands in the code."""

LANGUAGES = ("en", "nl")
