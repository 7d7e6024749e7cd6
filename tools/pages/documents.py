"""The JSON documents: every field with its type and meaning, and a value from a played journal."""

import inspect
import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints, is_typeddict

from pages import story
from pages.markdown import table
from pages.told import bases, summary, told
from tipcycle.views.contract import DOCUMENTS, values

LONGEST = 32
"""A value that is longer is cut in the table."""

UNSAID = ("id", "instant", "path", "table")
"""Kinds of values that differ from run to run, or are too large: no example is shown."""

KINDS: Mapping[type, str] = {bool: "true or false", int: "whole number", float: "number", str: "text"}


def anchor(document: type) -> str:
    """Where a document or an object stands on its page."""
    return _heading(document).lower().replace(" ", "-")


def _heading(document: type) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", document.__name__).capitalize()


def hints(document: type) -> Mapping[str, Any]:
    """The fields of a document with their types."""
    return get_type_hints(document, include_extras=True)


def word_of(hint: Any) -> str | None:
    """The word of a kind of text or number that the contract names: `date`, `week` …"""
    return str(hint.__metadata__[0]) if hasattr(hint, "__metadata__") else None


def inside(hint: Any) -> Iterator[type]:
    """The documents that a type holds."""
    if is_typeddict(hint):
        yield hint
    for part in get_args(hint):
        yield from inside(part)


def in_words(hint: Any) -> str:
    """A type as the table says it."""
    if word_of(hint):
        return f"{word_of(hint)}"
    if is_typeddict(hint):
        return f"[{_heading(hint).lower()}](#{anchor(hint)})"
    parts = get_args(hint)
    if get_origin(hint) is list:
        held = in_words(parts[0])
        return f"list of {held}s" if held.replace(" ", "").isalpha() else f"list of {held}"
    if NoneType in parts:
        (rest,) = (part for part in parts if part is not NoneType)
        return f"{in_words(rest)}, or null"
    choices = parts if get_origin(hint) is Literal else _members(hint)
    return ", ".join(f"`{choice}`" for choice in choices) if choices else KINDS[hint]


def _members(hint: Any) -> tuple[str, ...]:
    return tuple(str(member) for member in hint) if inspect.isclass(hint) and issubclass(hint, Enum) else ()


def kinds() -> str:
    """What the words for kinds of values mean."""
    named = [name for name, value in vars(values).items() if word_of(value)]
    rows = [(str(word_of(getattr(values, name))), _said_below(name)) for name in named]
    return table(("a value", "is"), rows)


def _said_below(name: str) -> str:
    source = inspect.getsource(values)
    found = re.search(rf'^{name} = [^\n]*\n"""(.*?)"""', source, re.MULTILINE | re.DOTALL)
    assert found is not None, name
    return " ".join(found[1].split())


def documents() -> str:
    """A section for each document, and one for each object that stands in some of them."""
    by_document: dict[type, list[str]] = {}
    for command, document in DOCUMENTS.items():
        by_document.setdefault(document, []).append(f"`tipcycle {command}`")
    objects: dict[type, None] = {}
    for document in by_document:
        _collect(document, objects)
    parts = ["## Documents", *(_section(document, commands) for document, commands in by_document.items())]
    parts += ["## Parts of documents", *(_section(each) for each in objects if each not in by_document)]
    return "\n\n".join(parts)


def _collect(document: type, found: dict[type, None]) -> None:
    for hint in hints(document).values():
        for each in inside(hint):
            if each not in found:
                found.update(dict.fromkeys((*bases(each), each)))
                _collect(each, found)


def _section(document: type, commands: Sequence[str] = ()) -> str:
    meanings, seen = told(document), examples()
    known = {name for base in bases(document) for name in hints(base)}
    rows = []
    for name, hint in hints(document).items():
        if name in known:
            continue
        shown = _shown(seen[document, name], hint)
        rows.append((f"`{name}`", in_words(hint), meanings[name], f"`{shown}`" if shown else ""))
    head = [f"### {_heading(document)}", *(["\n".join(f"* {each}" for each in commands)] if commands else [])]
    head.append(summary(document))
    head += [f"All of {in_words(base)}, and:" for base in bases(document)]
    return "\n\n".join((*head, table(("field", "holds", "means", "such as"), rows)))


def _shown(value: Any, hint: Any) -> str:
    """A value as JSON has it, cut where it is long; nothing for a value that says nothing here."""
    if any(inside(hint)) or any(word in UNSAID for word in _words(hint)):
        return ""
    text = json.dumps(value, ensure_ascii=False)
    return (text if len(text) <= LONGEST else f"{text[:LONGEST]}…").replace("|", "\\|")


def _words(hint: Any) -> Iterator[str]:
    word = word_of(hint)
    if word:
        yield word
    for part in get_args(hint):
        yield from _words(part)


@cache
def examples() -> Mapping[tuple[type, str], Any]:
    """For each field of each document the first value in a played journal that says something.

    A field that never says anything has no place in the contract, or the story lacks a scene: that ends the run.
    """
    with tempfile.TemporaryDirectory() as folder:
        played = story.documents(Path(folder), tuple(DOCUMENTS))
    found: dict[tuple[type, str], Any] = {}
    wanted: set[tuple[type, str]] = set()
    for command, given in played.items():
        for value in given:
            _gather(DOCUMENTS[command], value, found, wanted)
    silent = sorted(f"{document.__name__}.{name}" for document, name in wanted - set(found))
    if silent:
        raise SystemExit(f"never said by any command in the story: {', '.join(silent)}")
    return found


def _gather(
    document: type, value: Mapping[str, Any], found: dict[tuple[type, str], Any], wanted: set[tuple[type, str]]
) -> None:
    for name, hint in hints(document).items():
        wanted.add((document, name))
        if value[name] not in (None, "", []):
            found.setdefault((document, name), value[name])
        for below in inside(hint):
            held = value[name] if isinstance(value[name], list) else [value[name]]
            for each in held:
                if each is not None:
                    _gather(below, each, found, wanted)
            wanted.update((below, inner) for inner in hints(below))
