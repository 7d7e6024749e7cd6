"""Every error in `core.errors` has a message in both languages, and every hint names existing commands."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, get_type_hints

import pytest

from tests.conftest import with_english_words
from tests.parametrize import in_each_language
from tipcycle.catalogue.loader import load_packaged
from tipcycle.cli.app import RootGroup
from tipcycle.cli.error_messages import error_message
from tipcycle.core import errors
from tipcycle.core.errors import ExitCode, TipcycleError, UsageError
from tipcycle.core.tips import TipKind
from tipcycle.core.weeks import Week
from tipcycle.i18n import load_translator

CATALOGUE = load_packaged().catalogue
HOSTILE = "{n} {} {0} %s \x1b[31m"
"""User input with format placeholders. Messages must not interpret it."""

SAMPLES: dict[Any, tuple[Any, ...]] = {
    int: (42, 0),
    str: (HOSTILE, ""),
    bool: (True, False),
    date: (date(2026, 3, 2), date(2027, 12, 31)),
    Week: (Week(date(2026, 3, 2)), Week(date(2027, 1, 4))),
    TipKind: tuple(TipKind),
    int | None: (13, None),
    date | None: (date(2026, 3, 2), None),
    tuple[int, ...]: ((5, 13, 999), ()),
    tuple[str, ...]: ((HOSTILE, "--did"), ()),
}


def error_classes() -> Iterator[type[TipcycleError]]:
    """Yield each error class that can be raised."""
    queue: list[type[TipcycleError]] = [TipcycleError]
    while queue:
        error_class = queue.pop()
        queue += error_class.__subclasses__()
        if error_class not in (TipcycleError, UsageError):
            yield error_class


def example_errors(error_class: type[TipcycleError]) -> list[TipcycleError]:
    """Return example errors of a class that together contain each sample value of each field."""
    hints = get_type_hints(error_class)
    samples = [SAMPLES[hints[name]] for name in error_class.__annotations__]
    count = max((len(values) for values in samples), default=1)
    return [error_class(*(values[n % len(values)] for values in samples)) for n in range(count)]


ERROR_CLASSES = sorted(set(error_classes()), key=lambda error_class: error_class.__name__)


@in_each_language
@pytest.mark.parametrize("error_class", ERROR_CLASSES, ids=lambda error_class: error_class.__name__)
def test_error_has_message(error_class: type[TipcycleError], language: str) -> None:
    """The text is not empty, text and hint are one line each, and no placeholder is left for any field values."""
    translator = load_translator(language)
    for error in example_errors(error_class):
        message = error_message(error, translator, CATALOGUE)
        assert message.text
        for text in (message.text, message.hint):
            assert "\n" not in text
            assert not re.findall(r"\{\w*\}", text.replace(HOSTILE, ""))


def test_all_errors_are_covered() -> None:
    """`error_classes` finds each exception class of `core.errors`, and each name ends in Error."""
    defined = {value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, TipcycleError)}
    assert defined - {TipcycleError, UsageError} == set(ERROR_CLASSES)
    assert all(error_class.__name__.endswith("Error") for error_class in defined)


@pytest.mark.parametrize("error_class", ERROR_CLASSES, ids=lambda error_class: error_class.__name__)
def test_error_has_documented_exit_code(error_class: type[TipcycleError]) -> None:
    assert error_class.exit_code in (
        ExitCode.FAILURE,
        ExitCode.USAGE,
        ExitCode.DAMAGED,
        ExitCode.DISK_ERROR,
        ExitCode.LOCKED,
        ExitCode.NEWER_FORMAT,
    )


PROSE_WORDS = {"on", "op", "toegang", "to", "shows", "zie"}
"""Words that follow `tipcycle` or `tipcycle tips` in a hint but are not commands, as in "give tipcycle access"."""


def unknown_commands(text: str, root: RootGroup) -> Iterator[str]:
    """Yield the commands in a text that do not exist, as in `pikc` or `journal histroy`."""
    for name, subcommand in re.findall(r"tipcycle ([a-z][\w-]*)(?: ([a-z][\w-]*))?", with_english_words(text)):
        if name in PROSE_WORDS:
            continue
        command = root.get_command(None, name)  # type: ignore[arg-type]
        group = getattr(command, "commands", {})
        if command is None or (group and subcommand not in {"", *PROSE_WORDS, *group}):
            yield f"{name} {subcommand}".rstrip()


def test_commands_in_hints_exist() -> None:
    root = RootGroup(name="tipcycle", add_help_option=False)
    unknown = set()
    for language in ("en", "nl"):
        translator = load_translator(language)
        hints = [
            error_message(error, translator, CATALOGUE).hint
            for error_class in ERROR_CLASSES
            for error in example_errors(error_class)
        ]
        assert sum("tipcycle " in hint for hint in hints) > 20
        unknown |= {command for hint in hints for command in unknown_commands(hint, root)}
    assert unknown == set()


@pytest.mark.parametrize("command", ["pikc", "journal histroy", "frobnicate it", "tips shwo"])
def test_unknown_commands_are_found(command: str) -> None:
    """The check finds a misspelt command or subcommand in the middle of a sentence."""
    root = RootGroup(name="tipcycle", add_help_option=False)
    assert list(unknown_commands(f"try tipcycle {command}, or tipcycle kies, or tipcycle tips to see them", root)) == [
        command
    ]
