"""The words of command lines in each language: commands, subcommands, options and values with a name of their own.

The program itself knows the English words only. A command line in another language is translated before it is parsed,
and one that is shown is translated to the language of the reader. Words without a translation stay as they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tipcycle.i18n.base import Language

_OPTIONS_BEFORE_THE_COMMAND = ("--home", "--lang")
"""Global options with a value. They can stand before the command."""

_Words = Mapping[str, str]


def to_english(arguments: Sequence[str], languages: Iterable[Language]) -> list[str]:
    """Return a command line, without `tipcycle`, with the English words. The words of each language are accepted.

    Translates nothing after `--`, and of the values only those in `Language.value_names`.
    """
    commands: dict[str, str] = {}
    subcommands: dict[str, dict[str, str]] = {}
    options = {"-h": "--help"}
    values: dict[str, dict[str, str]] = {}
    for language in languages:
        commands |= {**language.command_synonyms, **_invert(language.command_names)}
        options |= _invert(language.option_names)
        for group, words in language.subcommand_names.items():
            subcommands.setdefault(group, {}).update({**language.subcommand_synonyms.get(group, {}), **_invert(words)})
        for option, words in language.value_names.items():
            values.setdefault(option, {}).update(_invert(words))
    return list(_translate(arguments, options, commands, subcommands, options, values))


def to_language(arguments: Iterable[str], language: Language) -> list[str]:
    """Return a command line with English words, without `tipcycle`, in this language."""
    return list(
        _translate(
            arguments,
            {},
            language.command_names,
            language.subcommand_names,
            language.option_names,
            language.value_names,
        )
    )


def _translate(
    arguments: Iterable[str],
    english_options: _Words,
    commands: _Words,
    subcommands: Mapping[str, _Words],
    options: _Words,
    values: Mapping[str, _Words],
) -> Iterator[str]:
    """Yield the translated arguments. `subcommands` and `values` have the English group and option as their keys."""
    remaining = iter(arguments)
    option = group = ""
    place = "command"  # of the next word that is no option
    for argument in remaining:
        name, equals, value = argument.partition("=")
        if argument == "--":
            yield argument
            yield from remaining
        elif argument.startswith("-"):
            option = english_options.get(name, name)
            words = values.get(option, {})
            translated = options.get(name, name)
            yield f"{translated}={words.get(value.lower(), value)}" if equals else translated
            option = "" if equals else option
        else:
            if option in values:
                yield values[option].get(argument.lower(), argument)
            elif place == "command" and option not in _OPTIONS_BEFORE_THE_COMMAND:
                translated = commands.get(argument, argument)
                yield translated
                group = next((word for word in (argument, translated) if word in subcommands), "")
                place = "subcommand" if group else ""
            elif place == "subcommand":
                yield subcommands[group].get(argument, argument)
                place = ""
            else:
                yield argument
            option = ""


def _invert(words: _Words) -> dict[str, str]:
    return {translation: word for word, translation in words.items()}
