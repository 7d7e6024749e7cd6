"""Every refusal of `core.errors` has its sentence in both languages, and every hint can be followed."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, get_type_hints

import pytest

from tests.parametrize import in_each_language
from tipcycle.catalogue.loader import load_packaged
from tipcycle.cli.app import RootGroup
from tipcycle.cli.error_messages import error_message, file_error_message, state_error_message, usage_error_message
from tipcycle.core import errors
from tipcycle.core.errors import ExitCode, TipcycleError, UsageError
from tipcycle.core.tips import TipKind
from tipcycle.core.weeks import Week
from tipcycle.i18n import load_translator

CATALOGUE = load_packaged().catalogue
HOSTILE = "{n} {} {0} %s \x1b[31m"
"""A word as somebody may type it: whatever it holds is never taken for a format."""

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


def refusals() -> Iterator[type[TipcycleError]]:
    """Every refusal that can be raised, from the top down."""
    waiting: list[type[TipcycleError]] = [TipcycleError]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind not in (TipcycleError, UsageError):
            yield kind


def examples(kind: type[TipcycleError]) -> list[TipcycleError]:
    """One of these refusals with full hands, and one with empty ones; of each kind of tip one."""
    hints = get_type_hints(kind)
    columns = [SAMPLES[hints[name]] for name in kind.__match_args__]
    many = max((len(column) for column in columns), default=1)
    return [kind(*(column[n % len(column)] for column in columns)) for n in range(many)]


KINDS = sorted(set(refusals()), key=lambda kind: kind.__name__)


@in_each_language
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_refusal_has_a_sentence(kind: type[TipcycleError], language: str) -> None:
    """A line and a hint, without a gap that was left open, whatever the facts are."""
    translator = load_translator(language)
    for example in examples(kind):
        said = error_message(example, translator, CATALOGUE)
        assert said.text
        for text in (said.text, said.hint):
            assert "\n" not in text
            assert not re.findall(r"\{\w*\}", text.replace(HOSTILE, ""))


def test_all_errors_are_covered() -> None:
    """The walk above finds every exception class of `core.errors`, and each name ends in Error."""
    defined = {value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, TipcycleError)}
    assert defined - {TipcycleError, UsageError} == set(KINDS)
    assert all(kind.__name__.endswith("Error") for kind in defined)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_error_has_one_message_function(kind: type[TipcycleError]) -> None:
    """Exactly one of the three message functions knows an error."""
    translator = load_translator("en")
    error = examples(kind)[0]
    messages = (
        usage_error_message(error, translator, CATALOGUE),
        state_error_message(error, translator, CATALOGUE),
        file_error_message(error, translator),
    )
    assert sum(message is not None for message in messages) == 1


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_refusal_has_an_exit_code_of_the_contract(kind: type[TipcycleError]) -> None:
    """1 not now, 2 misused, 65, 74, 75, 78; never 0."""
    assert kind.exit_code in (
        ExitCode.FAILURE,
        ExitCode.USAGE,
        ExitCode.DAMAGED,
        ExitCode.DISK_ERROR,
        ExitCode.LOCKED,
        ExitCode.NEWER_FORMAT,
    )


PROSE = {"on", "op", "toegang", "to", "shows", "zie"}
"""What a hint goes on with behind `tipcycle` or `tipcycle tips`, where it is no command: "give tipcycle access"."""


def strangers(text: str, root: RootGroup) -> Iterator[str]:
    """The commands that a text tells to type and that are not there, `pikc` or `journal histroy`."""
    for first, below in re.findall(r"tipcycle ([a-z][\w-]*)(?: ([a-z][\w-]*))?", text):
        if first in PROSE:
            continue
        command = root.get_command(None, first)  # type: ignore[arg-type]
        group = getattr(command, "commands", {})
        if command is None or (group and below not in {"", *PROSE, *group}):
            yield f"{first} {below}".rstrip()


def test_every_command_in_a_hint_exists() -> None:
    """Whoever does what a hint says is understood, in both languages."""
    root = RootGroup(name="tipcycle", add_help_option=False)
    unknown = set()
    for language in ("en", "nl"):
        translator = load_translator(language)
        hints = [error_message(example, translator, CATALOGUE).hint for kind in KINDS for example in examples(kind)]
        assert sum("tipcycle " in hint for hint in hints) > 20
        unknown |= {command for hint in hints for command in strangers(hint, root)}
    assert unknown == set()


@pytest.mark.parametrize("named", ["pikc", "journal histroy", "frobnicate it", "tips shwo"])
def test_a_command_that_is_not_there_is_seen(named: str) -> None:
    """A slip in a command or in the one below it, in the middle of a sentence."""
    root = RootGroup(name="tipcycle", add_help_option=False)
    assert list(strangers(f"try tipcycle {named}, or tipcycle kies, or tipcycle tips to see them", root)) == [named]
