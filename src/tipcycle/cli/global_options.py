"""Global options such as `--lang`, which may appear anywhere on the command line. Parsed before click is loaded."""

from msgspec import Struct

from tipcycle.core.errors import InvalidOptionValueError, MissingOptionValueError
from tipcycle.core.languages import LANGUAGES


class GlobalOptions(Struct, frozen=True):
    """The options that are accepted at any position on the command line."""

    language: str | None = None
    home: str | None = None
    plain: bool = False


_VALUE_OPTIONS = ("--lang", "--home")


def parse_global_options(argv: list[str]) -> tuple[GlobalOptions, list[str]]:
    """Return the global options and the remaining arguments. Arguments after `--` are not parsed.

    Raises `MissingOptionValueError` or `InvalidOptionValueError`.
    """
    values: dict[str, str] = {}
    plain = False
    rest: list[str] = []
    remaining = iter(argv)
    for argument in remaining:
        name, equals, value = argument.partition("=")
        if argument == "--":
            rest += [argument, *remaining]
        elif argument == "--plain":
            plain = True
        elif name in _VALUE_OPTIONS:
            if not equals:
                value = next(remaining, "")
            if not value:
                raise MissingOptionValueError(name)
            values[name] = value
        else:
            rest.append(argument)
    language = values.get("--lang")
    if language is not None and language not in LANGUAGES:
        raise InvalidOptionValueError("--lang", language, LANGUAGES)
    return GlobalOptions(language, values.get("--home"), plain), rest
