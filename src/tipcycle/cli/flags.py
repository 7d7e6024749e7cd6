"""The global flags, taken from wherever they stand on the command line.

They are read before the framework is loaded, because they decide in which language it speaks.
"""

from tipcycle.cli.world import Flags
from tipcycle.core.errors import BadFlag, FlagWithoutValue
from tipcycle.core.languages import LANGUAGES

_WITH_VALUE = ("--lang", "--home")


def take_flags(argv: list[str]) -> tuple[Flags, list[str]]:
    """The global flags, and the rest of the command line as it was. What follows `--` is left alone."""
    found: dict[str, str] = {}
    plain = False
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *words]
        elif word == "--plain":
            plain = True
        elif name in _WITH_VALUE:
            if not equals:
                value = next(words, "")
            if not value:
                raise FlagWithoutValue(name)
            found[name] = value
        else:
            rest.append(word)
    language = found.get("--lang")
    if language is not None and language not in LANGUAGES:
        raise BadFlag("--lang", language, LANGUAGES)
    return Flags(language, found.get("--home"), plain), rest
