"""Reference of the journal files: event kinds, their keys, and complete examples."""

import ast
import inspect
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from docgen import sample_files
from docgen.field_docs import class_summary, field_docs
from docgen.markdown import code_block, table
from docgen.sample_journal import OWN_TIPS_FILE
from tipcycle.catalogue import schema
from tipcycle.catalogue.lint.structure import ALLOWED_VALUES, EXAMPLE_SOURCES
from tipcycle.core.events import CYCLE_PAYLOADS, JOURNAL_PAYLOADS, CycleHeader, Event, Payload, event_kind
from tipcycle.i18n import load_translator
from tipcycle.render.diagnostics import expected_value_text
from tipcycle.render.json.tips import ExampleFields, TipFields
from tipcycle.storage.field_types import EVENT_KEYS, expected_code

TRANSLATOR = load_translator("en")
COLUMNS = ("key", "holds", "needed", "means")
REQUIRED, OPTIONAL = "yes", ""


def header_table() -> str:
    """Return the keys of the header of a cycle file."""
    expected_types = {"starts": "monday", "weeks": "eight-or-nine", "anchor": "monday"}
    rows = [
        (f"`{key}`", _type_label(expected_type), REQUIRED, field_docs(CycleHeader)[key])
        for key, expected_type in expected_types.items()
    ]
    return table(COLUMNS, rows)


def stamp_table() -> str:
    """Return the keys that every event has."""
    expected_types = dict(zip(EVENT_KEYS, ("text", "instant", "date"), strict=True))
    return table(
        COLUMNS,
        [(f"`{key}`", _type_label(expected_types[key]), REQUIRED, field_docs(Event)[key]) for key in EVENT_KEYS],
    )


def cycle_event_sections() -> str:
    """Return a section for each event kind in `cycles/….toml`."""
    return "\n\n".join(_event_section(payload) for payload in CYCLE_PAYLOADS)


def journal_event_sections() -> str:
    """Return a section for each event kind in `journal.toml`.

    Kinds that can be in both files are only listed.
    """
    journal_only = [payload for payload in JOURNAL_PAYLOADS if payload not in CYCLE_PAYLOADS]
    shared_kinds = ", ".join(
        f"`[[{event_kind(payload)}]]`" for payload in JOURNAL_PAYLOADS if payload in CYCLE_PAYLOADS
    )
    return "\n\n".join(
        [
            *(_event_section(payload) for payload in journal_only),
            f"And, as above, for what belongs to no cycle: {shared_kinds}.",
        ]
    )


def _event_section(payload: type[Payload]) -> str:
    rows = [
        (
            f"`{field.encode_name}`",
            _type_label(expected_code(payload, field.encode_name)),
            REQUIRED if field.required else OPTIONAL,
            field_docs(payload)[field.name],
        )
        for field in msgspec.structs.fields(payload)
    ]
    return f"### `[[{event_kind(payload)}]]`\n\n{class_summary(payload)}\n\n{table(COLUMNS, rows)}"


def _type_label(expected: str) -> str:
    return expected_value_text(expected, TRANSLATOR)


def example_cycle() -> str:
    """Return a commented cycle file, as tipcycle writes it."""
    return code_block(sample_files.cycle_file(), "toml")


def example_journal() -> str:
    """Return a commented `journal.toml`, as tipcycle writes it."""
    return code_block(sample_files.journal_file(), "toml")


def example_tips() -> str:
    """Return a file of own tips."""
    return code_block(OWN_TIPS_FILE.read_text("utf-8"), "toml")


TIP_FILE_TABLES: Mapping[str, type] = {
    "[[tip]]": schema.TipModel,
    "[tip.en]": schema.TipTextModel,
    "[tip.example]": schema.ExampleModel,
    "[[theme]]": schema.ThemeModel,
    "[theme.en]": schema.ThemeTextModel,
}
FALLBACK_DOCS = (TipFields, ExampleFields)
"""Classes that document the keys for which the schema has no docstring."""

CHOICES: Mapping[str, Sequence[str]] = {**ALLOWED_VALUES, "source": EXAMPLE_SOURCES}

ANNOTATION_NAMES: Mapping[str, str] = {
    "Text": "text",
    "Slug": "small letters, digits and dashes",
    "Number": "a number",
    "Minutes": "minutes",
    "Url": "an address on the web",
    "bool": "true or false",
    "list[Text]": "list of texts",
    "list[Number]": "list of tip numbers",
}


def tip_file_sections() -> str:
    """Return a section for each table in a file of tips."""
    sections = []
    for name, model in TIP_FILE_TABLES.items():
        rows = [
            (f"`{key}`", _key_label(key, annotation), OPTIONAL if is_optional else REQUIRED, _key_doc(model, key))
            for key, annotation, is_optional in _model_fields(model)
        ]
        sections.append(f"### `{name}`\n\n{table(COLUMNS, rows)}")
    return "\n\n".join(sections)


def _model_fields(model: type) -> Iterator[tuple[str, str, bool]]:
    """Yield each key of a table, its annotation, and True if it is optional."""
    (tree,) = ast.parse(inspect.getsource(model)).body
    assert isinstance(tree, ast.ClassDef)
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, ast.unparse(node.annotation), node.value is not None


def _key_label(key: str, annotation: str) -> str:
    base_annotation = annotation.removesuffix(" | None").removeprefix("Annotated[").partition(", Field")[0]
    if base_annotation == "Choice":
        return ", ".join(f"`{choice}`" for choice in CHOICES[key])
    return ANNOTATION_NAMES.get(base_annotation, "a table")


def _key_doc(model: type, key: str) -> str:
    doc = field_docs(model).get(key)
    return doc or next(field_docs(fallback)[key] for fallback in FALLBACK_DOCS if key in field_docs(fallback))
