"""Every refusal of `core.errors` has its sentence in both languages, and every hint can be followed."""

import re
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, get_type_hints

import pytest

from tests.languages import LANGUAGE
from tipcycle.catalogue.load import load_packaged
from tipcycle.cli.framework import Root
from tipcycle.cli.sentences import files, not_now, sentence, typed
from tipcycle.core import errors
from tipcycle.core.errors import Exit, Misused, Refused
from tipcycle.core.tips import Kind
from tipcycle.core.weeks import Week
from tipcycle.locales import load_words

CATALOGUE = load_packaged().catalogue
HOSTILE = "{n} {} {0} %s \x1b[31m"
"""A word as somebody may type it: whatever it holds is never taken for a format."""

SAMPLES: dict[Any, tuple[Any, ...]] = {
    int: (42, 0),
    str: (HOSTILE, ""),
    bool: (True, False),
    date: (date(2026, 3, 2), date(2027, 12, 31)),
    Week: (Week(date(2026, 3, 2)), Week(date(2027, 1, 4))),
    Kind: tuple(Kind),
    int | None: (13, None),
    date | None: (date(2026, 3, 2), None),
    tuple[int, ...]: ((5, 13, 999), ()),
    tuple[str, ...]: ((HOSTILE, "--did"), ()),
}


def refusals() -> Iterator[type[Refused]]:
    """Every refusal that can be raised, from the top down."""
    waiting: list[type[Refused]] = [Refused]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind not in (Refused, Misused):
            yield kind


def examples(kind: type[Refused]) -> list[Refused]:
    """One of these refusals with full hands, and one with empty ones; of each kind of tip one."""
    hints = get_type_hints(kind)
    columns = [SAMPLES[hints[name]] for name in kind.__match_args__]
    many = max((len(column) for column in columns), default=1)
    return [kind(*(column[n % len(column)] for column in columns)) for n in range(many)]


KINDS = sorted(set(refusals()), key=lambda kind: kind.__name__)
FAMILIES = [module.name for module in iter_modules(errors.__path__)]


@LANGUAGE
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_refusal_has_a_sentence(kind: type[Refused], language: str) -> None:
    """A line and a hint, without a gap that was left open, whatever the facts are."""
    words = load_words(language)
    for example in examples(kind):
        said = sentence(example, words, CATALOGUE)
        assert said.text
        for text in (said.text, said.hint):
            assert "\n" not in text
            assert not re.findall(r"\{\w*\}", text.replace(HOSTILE, ""))


def test_the_refusals_are_those_that_the_package_holds() -> None:
    """The walk above meets every class of every module; each has its name in the package, and no other room has one."""
    held = {
        kind
        for module in FAMILIES
        for kind in vars(import_module(f"{errors.__name__}.{module}")).values()
        if isinstance(kind, type) and issubclass(kind, Exception)
    }
    assert held - {Refused, Misused} == set(KINDS)
    assert {kind.__name__ for kind in held} | {Exit.__name__} == set(errors.__all__)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_sentence_stands_where_its_refusal_does(kind: type[Refused]) -> None:
    """`core.errors.typed` is put into words by `cli.sentences.typed`, and so on, and by no other."""
    words = load_words("en")
    told = {
        "typed": typed.said(examples(kind)[0], words, CATALOGUE),
        "not_now": not_now.said(examples(kind)[0], words, CATALOGUE),
        "files": files.said(examples(kind)[0], words),
    }
    assert {name for name, said in told.items() if said is not None} == {kind.__module__.rpartition(".")[2]}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_refusal_has_an_exit_code_of_the_contract(kind: type[Refused]) -> None:
    """1 not now, 2 misused, 65, 74, 75, 78; never 0."""
    assert kind.exit in (Exit.NOT_NOW, Exit.USAGE, Exit.DAMAGED, Exit.DISK, Exit.LOCKED, Exit.NEWER)


PROSE = {"on", "op", "toegang", "to", "shows", "zie"}
"""What a hint goes on with behind `tipcycle` or `tipcycle tips`, where it is no command: "give tipcycle access"."""


def strangers(text: str, root: Root) -> Iterator[str]:
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
    root = Root(name="tipcycle", add_help_option=False)
    unknown = set()
    for language in ("en", "nl"):
        words = load_words(language)
        hints = [sentence(example, words, CATALOGUE).hint for kind in KINDS for example in examples(kind)]
        assert sum("tipcycle " in hint for hint in hints) > 20
        unknown |= {command for hint in hints for command in strangers(hint, root)}
    assert unknown == set()


@pytest.mark.parametrize("named", ["pikc", "journal histroy", "frobnicate it", "tips shwo"])
def test_a_command_that_is_not_there_is_seen(named: str) -> None:
    """A slip in a command or in the one below it, in the middle of a sentence."""
    root = Root(name="tipcycle", add_help_option=False)
    assert list(strangers(f"try tipcycle {named}, or tipcycle kies, or tipcycle tips to see them", root)) == [named]
