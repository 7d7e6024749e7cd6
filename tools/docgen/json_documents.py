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

from tools.docgen import sample_journal
from tools.docgen.field_docs import class_summary, field_docs, own_bases
from tools.docgen.markdown import table

from tipcycle.render.json.contract import DOCUMENTS, values

MAX_VALUE_LENGTH = 32
"""A value that is longer is cut in the table."""

KINDS_WITHOUT_EXAMPLE = ("id", "instant", "path", "table")
"""Kinds of values that differ from run to run, or are too large: no example is shown."""

TYPE_NAMES: Mapping[type, str] = {bool: "true or false", int: "whole number", float: "number", str: "text"}


def anchor(document: type) -> str:
    """Where a document or an object stands on its page."""
    return _heading(document).lower().replace(" ", "-")


def _heading(document: type) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", document.__name__).capitalize()


def field_types(document: type) -> Mapping[str, Any]:
    """The fields of a document with their types."""
    return get_type_hints(document, include_extras=True)


def kind_name(hint: Any) -> str | None:
    """The word of a kind of text or number that the contract names: `date`, `week` …"""
    return str(hint.__metadata__[0]) if hasattr(hint, "__metadata__") else None


def nested_documents(hint: Any) -> Iterator[type]:
    """The documents that a type holds."""
    if is_typeddict(hint):
        yield hint
    for part in get_args(hint):
        yield from nested_documents(part)


def describe_type(hint: Any) -> str:
    """A type as the table says it."""
    if kind_name(hint):
        return f"{kind_name(hint)}"
    if is_typeddict(hint):
        return f"[{_heading(hint).lower()}](#{anchor(hint)})"
    parts = get_args(hint)
    if get_origin(hint) is list:
        item = describe_type(parts[0])
        return f"list of {item}s" if item.replace(" ", "").isalpha() else f"list of {item}"
    if NoneType in parts:
        (rest,) = (part for part in parts if part is not NoneType)
        return f"{describe_type(rest)}, or null"
    choices = parts if get_origin(hint) is Literal else _enum_values(hint)
    return ", ".join(f"`{choice}`" for choice in choices) if choices else TYPE_NAMES[hint]


def _enum_values(hint: Any) -> tuple[str, ...]:
    return tuple(str(member) for member in hint) if inspect.isclass(hint) and issubclass(hint, Enum) else ()


def kinds_table() -> str:
    """What the words for kinds of values mean."""
    named = [name for name, value in vars(values).items() if kind_name(value)]
    rows = [(str(kind_name(getattr(values, name))), _constant_docstring(name)) for name in named]
    return table(("a value", "is"), rows)


def _constant_docstring(name: str) -> str:
    source = inspect.getsource(values)
    match = re.search(rf'^{name} = [^\n]*\n"""(.*?)"""', source, re.MULTILINE | re.DOTALL)
    assert match is not None, name
    return " ".join(match[1].split())


def document_sections() -> str:
    """A section for each document, and one for each object that stands in some of them."""
    by_document: dict[type, list[str]] = {}
    for command, document in DOCUMENTS.items():
        by_document.setdefault(document, []).append(f"`tipcycle {command}`")
    objects: dict[type, None] = {}
    for document in by_document:
        _collect_objects(document, objects)
    parts = ["## Documents", *(_document_section(document, commands) for document, commands in by_document.items())]
    parts += ["## Parts of documents", *(_document_section(part) for part in objects if part not in by_document)]
    return "\n\n".join(parts)


def _collect_objects(document: type, objects: dict[type, None]) -> None:
    for hint in field_types(document).values():
        for nested in nested_documents(hint):
            if nested not in objects:
                objects.update(dict.fromkeys((*own_bases(nested), nested)))
                _collect_objects(nested, objects)


def _document_section(document: type, commands: Sequence[str] = ()) -> str:
    meanings, sample_values = field_docs(document), example_values()
    inherited = {name for base in own_bases(document) for name in field_types(base)}
    rows = []
    for name, hint in field_types(document).items():
        if name in inherited:
            continue
        example = _format_value(sample_values[document, name], hint)
        rows.append((f"`{name}`", describe_type(hint), meanings[name], f"`{example}`" if example else ""))
    head = [f"### {_heading(document)}", *(["\n".join(f"* {command}" for command in commands)] if commands else [])]
    head.append(class_summary(document))
    head += [f"All of {describe_type(base)}, and:" for base in own_bases(document)]
    return "\n\n".join((*head, table(("field", "holds", "means", "such as"), rows)))


def _format_value(value: Any, hint: Any) -> str:
    """A value as JSON has it, cut where it is long; nothing for a value that says nothing here."""
    if any(nested_documents(hint)) or any(word in KINDS_WITHOUT_EXAMPLE for word in _kind_names(hint)):
        return ""
    text = json.dumps(value, ensure_ascii=False)
    return (text if len(text) <= MAX_VALUE_LENGTH else f"{text[:MAX_VALUE_LENGTH]}…").replace("|", "\\|")


def _kind_names(hint: Any) -> Iterator[str]:
    word = kind_name(hint)
    if word:
        yield word
    for part in get_args(hint):
        yield from _kind_names(part)


@cache
def example_values() -> Mapping[tuple[type, str], Any]:
    """For each field of each document the first value in a played journal that says something.

    A field that never says anything has no place in the contract, or the story lacks a scene: that ends the run.
    """
    with tempfile.TemporaryDirectory() as folder:
        played = sample_journal.sample_documents(Path(folder), tuple(DOCUMENTS))
    examples_by_field: dict[tuple[type, str], Any] = {}
    all_fields: set[tuple[type, str]] = set()
    for command, values in played.items():
        for value in values:
            _collect_values(DOCUMENTS[command], value, examples_by_field, all_fields)
    missing = sorted(f"{document.__name__}.{name}" for document, name in all_fields - set(examples_by_field))
    if missing:
        raise SystemExit(f"never said by any command in the story: {', '.join(missing)}")
    return examples_by_field


def _collect_values(
    document: type, value: Mapping[str, Any], examples: dict[tuple[type, str], Any], seen_fields: set[tuple[type, str]]
) -> None:
    for name, hint in field_types(document).items():
        seen_fields.add((document, name))
        if value[name] not in (None, "", []):
            examples.setdefault((document, name), value[name])
        for nested in nested_documents(hint):
            items = value[name] if isinstance(value[name], list) else [value[name]]
            for item in items:
                if item is not None:
                    _collect_values(nested, item, examples, seen_fields)
            seen_fields.update((nested, inner) for inner in field_types(nested))
