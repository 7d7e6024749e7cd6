"""The journal's files: which blocks they hold, with which keys, and how one looks."""

import ast
import inspect
from collections.abc import Iterator, Mapping

from tools.docgen import sample_files
from tools.docgen.field_docs import class_summary, field_docs
from tools.docgen.markdown import code_block, table
from tools.docgen.sample_journal import OWN_TIPS_FILE

from tipcycle.catalogue import schema
from tipcycle.core.events import CYCLE_PAYLOADS, JOURNAL_PAYLOADS, CycleHeader, Event, Payload, event_kind
from tipcycle.i18n import load_translator
from tipcycle.render.diagnostics import expected_value_text
from tipcycle.render.json import contract
from tipcycle.storage.field_types import EVENT_KEYS, PAYLOAD_FIELDS

TRANSLATOR = load_translator("en")
COLUMNS = ("key", "holds", "needed", "means")
REQUIRED, OPTIONAL = "yes", ""


def header_table() -> str:
    """What a cycle's file says of itself."""
    shapes = {"starts": "monday", "weeks": "eight-or-nine", "anchor": "monday"}
    rows = [(f"`{key}`", _type_label(shape), REQUIRED, field_docs(CycleHeader)[key]) for key, shape in shapes.items()]
    return table(COLUMNS, rows)


def stamp_table() -> str:
    """What every block has."""
    shapes = dict(zip(EVENT_KEYS, ("text", "instant", "date"), strict=True))
    return table(
        COLUMNS, [(f"`{key}`", _type_label(shapes[key]), REQUIRED, field_docs(Event)[key]) for key in EVENT_KEYS]
    )


def cycle_event_sections() -> str:
    """The blocks of `cycles/….toml`."""
    return "\n\n".join(_event_section(body) for body in CYCLE_PAYLOADS)


def journal_event_sections() -> str:
    """The blocks of `journal.toml`; those that stand in both files are only named."""
    own = [body for body in JOURNAL_PAYLOADS if body not in CYCLE_PAYLOADS]
    both = ", ".join(f"`[[{event_kind(body)}]]`" for body in JOURNAL_PAYLOADS if body in CYCLE_PAYLOADS)
    return "\n\n".join(
        [*(_event_section(body) for body in own), f"And, as above, for what belongs to no cycle: {both}."]
    )


def _event_section(payload: type[Payload]) -> str:
    rows = [
        (
            f"`{field.key}`",
            _type_label(field.field_type.expected),
            REQUIRED if field.required else OPTIONAL,
            field_docs(payload)[field.attribute],
        )
        for field in PAYLOAD_FIELDS[payload]
    ]
    return f"### `[[{event_kind(payload)}]]`\n\n{class_summary(payload)}\n\n{table(COLUMNS, rows)}"


def _type_label(word: str) -> str:
    return expected_value_text(word, TRANSLATOR)


def example_cycle() -> str:
    """The file of a cycle as tipcycle writes it, with a comment at each thing that is new."""
    return code_block(sample_files.cycle_file(), "toml")


def example_journal() -> str:
    """The same for `journal.toml`."""
    return code_block(sample_files.journal_file(), "toml")


def example_tips() -> str:
    """A file of tips."""
    return code_block(OWN_TIPS_FILE.read_text("utf-8"), "toml")


TIP_FILE_TABLES: Mapping[str, type] = {
    "[[tip]]": schema.TipModel,
    "[tip.en]": schema.TipTextModel,
    "[tip.example]": schema.ExampleModel,
    "[[theme]]": schema.ThemeModel,
    "[theme.en]": schema.ThemeTextModel,
}
FALLBACK_DOCS = (contract.TipFields, contract.ExampleFields)
"""Where a key that the schema says nothing of is explained."""

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
    """The keys of a file of tips."""
    parts = []
    for name, model in TIP_FILE_TABLES.items():
        rows = [
            (f"`{key}`", _annotation_label(sort), OPTIONAL if may else REQUIRED, _key_doc(model, key))
            for key, sort, may in _model_fields(model)
        ]
        parts.append(f"### `{name}`\n\n{table(COLUMNS, rows)}")
    return "\n\n".join(parts)


def _model_fields(model: type) -> Iterator[tuple[str, str, bool]]:
    """The keys of a table with the words of their types, and whether they may be left out."""
    (tree,) = ast.parse(inspect.getsource(model)).body
    assert isinstance(tree, ast.ClassDef)
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, ast.unparse(node.annotation), node.value is not None


def _annotation_label(annotation: str) -> str:
    plain = annotation.removesuffix(" | None").removeprefix("Annotated[").partition(", Field")[0]
    if plain.startswith("Literal["):
        return ", ".join(
            f"`{choice}`" for choice in ast.literal_eval(plain.removeprefix("Literal").replace("[", "(", 1)[:-1] + ")")
        )
    return ANNOTATION_NAMES.get(plain, "a table")


def _key_doc(model: type, key: str) -> str:
    doc = field_docs(model).get(key)
    return doc or next(field_docs(fallback)[key] for fallback in FALLBACK_DOCS if key in field_docs(fallback))
