"""Reference of the JSON documents: every field with its type, its meaning and an example value."""

import inspect
import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from msgspec import Struct

from docgen import sample_journal
from docgen.field_docs import class_summary, field_docs, own_bases
from docgen.markdown import table
from tipcycle.cli.input_documents import FIELD_EXAMPLES, CheckinDocument
from tipcycle.render.json import export, journal, momentum, practices, profile, review, status, tips, values, voices

DOCUMENTS: Mapping[str, type[Struct]] = {
    "status --json": status.StatusDocument,
    "momentum --json": momentum.MomentumDocument,
    "momentum --spiral --json": momentum.SpiralDocument,
    "momentum --year --json": momentum.YearDocument,
    "review --format json": review.ReviewDocument,
    "tips list --json": tips.TipsDocument,
    "tips show --json": tips.TipsDocument,
    "tips search --json": tips.TipsDocument,
    "tips suggest --json": tips.SuggestionsDocument,
    "tips check --json": tips.TipsCheckDocument,
    "voices --json": voices.VoicesDocument,
    "voices list --json": voices.VoicesDocument,
    "sentence --json": practices.TouchstoneDocument,
    "pulse --json": practices.PulseDocument,
    "reflect --json": practices.ReflectionsDocument,
    "profile --json": profile.ProfileDocument,
    "journal where --json": journal.WhereDocument,
    "journal check --json": journal.CheckDocument,
    "journal history --json": journal.HistoryDocument,
    "journal backups --json": journal.BackupsDocument,
    "journal export --format json": export.ExportDocument,
}
"""The document of each command with JSON output."""

MAX_VALUE_LENGTH = 32
"""Length of an example value, in characters, above which it is truncated in the table."""

KINDS_WITHOUT_EXAMPLE = ("id", "instant", "path", "table")
"""Kinds of values without an example: they differ between runs, or are too long."""

TYPE_NAMES: Mapping[type, str] = {bool: "true or false", int: "whole number", float: "number", str: "text"}


def anchor(document: type) -> str:
    """Return the anchor of a document or object on its page."""
    return _heading(document).lower().replace(" ", "-")


def _heading(document: type) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", document.__name__).capitalize()


def field_types(document: type) -> Mapping[str, Any]:
    """Return the types of the fields of a document."""
    return get_type_hints(document, include_extras=True)


def kind_name(hint: Any) -> str | None:
    """Return the kind that the annotation gives to a value, such as `date` or `week`, or None."""
    return str(hint.__metadata__[0]) if hasattr(hint, "__metadata__") else None


def is_document(hint: Any) -> bool:
    """Return True for a document or a part of one."""
    return inspect.isclass(hint) and issubclass(hint, Struct)


def nested_documents(hint: Any) -> Iterator[type]:
    """Yield the documents inside a type."""
    if is_document(hint):
        yield hint
    for argument in get_args(hint):
        yield from nested_documents(argument)


def describe_type(hint: Any) -> str:
    """Return the description of a type for the table."""
    if kind_name(hint):
        return f"{kind_name(hint)}"
    if is_document(hint):
        return f"[{_heading(hint).lower()}](#{anchor(hint)})"
    arguments = get_args(hint)
    if get_origin(hint) is Sequence:
        item = describe_type(arguments[0])
        return f"list of {item}s" if item.replace(" ", "").isalpha() else f"list of {item}"
    if NoneType in arguments:
        (inner_type,) = (argument for argument in arguments if argument is not NoneType)
        return f"{describe_type(inner_type)}, or null"
    choices = arguments if get_origin(hint) is Literal else _enum_values(hint)
    return ", ".join(f"`{choice}`" for choice in choices) if choices else TYPE_NAMES[hint]


def _enum_values(hint: Any) -> tuple[str, ...]:
    return tuple(str(member) for member in hint) if inspect.isclass(hint) and issubclass(hint, Enum) else ()


def kinds_table() -> str:
    """Return a table of the kinds of values."""
    kind_names = [name for name, value in vars(values).items() if kind_name(value)]
    rows = [(str(kind_name(getattr(values, name))), _constant_docstring(name)) for name in kind_names]
    return table(("a value", "is"), rows)


def _constant_docstring(name: str) -> str:
    source = inspect.getsource(values)
    match = re.search(rf'^{name} = [^\n]*\n"""(.*?)"""', source, re.MULTILINE | re.DOTALL)
    assert match is not None, name
    return " ".join(match[1].split())


def document_sections() -> str:
    """Return a section for each document, and one for each object that documents contain."""
    by_document: dict[type, list[str]] = {}
    for command, document in DOCUMENTS.items():
        by_document.setdefault(document, []).append(f"`tipcycle {command}`")
    objects: dict[type, None] = {}
    for document in by_document:
        _collect_objects(document, objects)
    sections = ["## Documents", *(_document_section(document, commands) for document, commands in by_document.items())]
    sections += [
        "## Parts of documents",
        *(_document_section(object_type) for object_type in objects if object_type not in by_document),
    ]
    return "\n\n".join(sections)


def checkin_input_section() -> str:
    """Return a table of the fields of the document that `checkin --from` reads."""
    descriptions = field_docs(CheckinDocument)
    rows = [(f"`{name}`", descriptions[name], f"`{example}`") for name, example in FIELD_EXAMPLES.items()]
    return f"{class_summary(CheckinDocument)}\n\n{table(('field', 'means', 'such as'), rows)}"


def _collect_objects(document: type, objects: dict[type, None]) -> None:
    for hint in field_types(document).values():
        for nested in nested_documents(hint):
            if nested not in objects:
                objects.update(dict.fromkeys((*own_bases(nested), nested)))
                _collect_objects(nested, objects)


def _document_section(document: type, commands: Sequence[str] = ()) -> str:
    descriptions, sample_values = field_docs(document), example_values()
    inherited = {name for base in own_bases(document) for name in field_types(base)}
    rows = []
    for name, hint in field_types(document).items():
        if name in inherited:
            continue
        example = _format_value(sample_values[document, name], hint)
        rows.append((f"`{name}`", describe_type(hint), descriptions[name], f"`{example}`" if example else ""))
    header = [f"### {_heading(document)}", *(["\n".join(f"* {command}" for command in commands)] if commands else [])]
    header.append(class_summary(document))
    header += [f"All of {describe_type(base)}, and:" for base in own_bases(document)]
    return "\n\n".join((*header, table(("field", "holds", "means", "such as"), rows)))


def _format_value(value: Any, hint: Any) -> str:
    """Return the value as JSON, truncated if it is long; empty if an example is not useful."""
    if any(nested_documents(hint)) or any(kind in KINDS_WITHOUT_EXAMPLE for kind in _kind_names(hint)):
        return ""
    text = json.dumps(value, ensure_ascii=False)
    return (text if len(text) <= MAX_VALUE_LENGTH else f"{text[:MAX_VALUE_LENGTH]}…").replace("|", "\\|")


def _kind_names(hint: Any) -> Iterator[str]:
    kind = kind_name(hint)
    if kind:
        yield kind
    for argument in get_args(hint):
        yield from _kind_names(argument)


_TIP_EXAMPLES: Mapping[str, Any] = {
    "needs": ["sentence"],
    "milestones": ["asked the team", "picked a rule"],
    "words": ["complaint", "call back"],
    "retired": "1.1.0",
    "successor": 102,
}
"""Values of the fields that few tips have."""


@cache
def example_values() -> Mapping[tuple[type, str], Any]:
    """Return an example value for each field of each document, from the sample journal.

    Raises SystemExit if a field never has a value: it is superfluous, or the sample journal is incomplete.
    """
    with tempfile.TemporaryDirectory() as folder:
        documents_by_command = sample_journal.sample_documents(Path(folder), tuple(DOCUMENTS))
    examples: dict[tuple[type, str], Any] = {}
    all_fields: set[tuple[type, str]] = set()
    for command, documents in documents_by_command.items():
        for sample_value in documents:
            _collect_values(DOCUMENTS[command], sample_value, examples, all_fields)
    for document, name in all_fields - set(examples):
        if issubclass(document, tips.TipFields) and name in _TIP_EXAMPLES:
            examples[document, name] = _TIP_EXAMPLES[name]
    missing = sorted(f"{document.__name__}.{name}" for document, name in all_fields - set(examples))
    if missing:
        raise SystemExit(f"never said by any command in the story: {', '.join(missing)}")
    return examples


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
            seen_fields.update((nested, inner_name) for inner_name in field_types(nested))
