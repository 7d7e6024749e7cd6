"""The journal's files: which blocks they hold, with which keys, and how one looks."""

import ast
import inspect
from collections.abc import Iterator, Mapping

from pages import example
from pages.markdown import block, table
from pages.story import OWN_TIPS
from pages.told import summary, told
from tipcycle.catalogue import schema
from tipcycle.core.blocks import IN_A_CYCLE, IN_THE_JOURNAL, Block, Body, Header, kind_of
from tipcycle.journal.shapes import FIELDS, STAMP
from tipcycle.locales import load_words
from tipcycle.views import contract
from tipcycle.views.problem_words import expected

WORDS = load_words("en")
HEAD = ("key", "holds", "needed", "means")
ALWAYS, MAYBE = "yes", ""


def header() -> str:
    """What a cycle's file says of itself."""
    shapes = {"starts": "monday", "weeks": "eight-or-nine", "anchor": "monday"}
    rows = [(f"`{key}`", _shape(shape), ALWAYS, told(Header)[key]) for key, shape in shapes.items()]
    return table(HEAD, rows)


def stamp() -> str:
    """What every block has."""
    shapes = dict(zip(STAMP, ("text", "instant", "date"), strict=True))
    return table(HEAD, [(f"`{key}`", _shape(shapes[key]), ALWAYS, told(Block)[key]) for key in STAMP])


def blocks_of_a_cycle() -> str:
    """The blocks of `cycles/….toml`."""
    return "\n\n".join(_block(body) for body in IN_A_CYCLE)


def blocks_of_the_journal() -> str:
    """The blocks of `journal.toml`; those that stand in both files are only named."""
    own = [body for body in IN_THE_JOURNAL if body not in IN_A_CYCLE]
    both = ", ".join(f"`[[{kind_of(body)}]]`" for body in IN_THE_JOURNAL if body in IN_A_CYCLE)
    return "\n\n".join([*(_block(body) for body in own), f"And, as above, for what belongs to no cycle: {both}."])


def _block(body: type[Body]) -> str:
    rows = [
        (f"`{field.key}`", _shape(field.shape.expected), ALWAYS if field.required else MAYBE, told(body)[field.name])
        for field in FIELDS[body]
    ]
    return f"### `[[{kind_of(body)}]]`\n\n{summary(body)}\n\n{table(HEAD, rows)}"


def _shape(word: str) -> str:
    return expected(word, WORDS)


def example_cycle() -> str:
    """The file of a cycle as tipcycle writes it, with a comment at each thing that is new."""
    return block(example.cycle_file(), "toml")


def example_journal() -> str:
    """The same for `journal.toml`."""
    return block(example.journal_file(), "toml")


def example_tips() -> str:
    """A file of tips."""
    return block(OWN_TIPS.read_text("utf-8"), "toml")


TABLES: Mapping[str, type] = {
    "[[tip]]": schema.TipModel,
    "[tip.en]": schema.TipTextModel,
    "[tip.example]": schema.ExampleModel,
    "[[theme]]": schema.ThemeModel,
    "[theme.en]": schema.ThemeTextModel,
}
ALSO = (contract.TipCard, contract.Example)
"""Where a key that the schema says nothing of is explained."""

SORTS: Mapping[str, str] = {
    "Text": "text",
    "Slug": "small letters, digits and dashes",
    "Number": "a number",
    "Minutes": "minutes",
    "Url": "an address on the web",
    "bool": "true or false",
    "list[Text]": "list of texts",
    "list[Number]": "list of tip numbers",
}


def tips() -> str:
    """The keys of a file of tips."""
    parts = []
    for name, model in TABLES.items():
        rows = [
            (f"`{key}`", _sort(sort), MAYBE if may else ALWAYS, _meaning(model, key)) for key, sort, may in _keys(model)
        ]
        parts.append(f"### `{name}`\n\n{table(HEAD, rows)}")
    return "\n\n".join(parts)


def _keys(model: type) -> Iterator[tuple[str, str, bool]]:
    """The keys of a table with the words of their types, and whether they may be left out."""
    (tree,) = ast.parse(inspect.getsource(model)).body
    assert isinstance(tree, ast.ClassDef)
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, ast.unparse(node.annotation), node.value is not None


def _sort(annotation: str) -> str:
    plain = annotation.removesuffix(" | None").removeprefix("Annotated[").partition(", Field")[0]
    if plain.startswith("Literal["):
        return ", ".join(
            f"`{choice}`" for choice in ast.literal_eval(plain.removeprefix("Literal").replace("[", "(", 1)[:-1] + ")")
        )
    return SORTS.get(plain, "a table")


def _meaning(model: type, key: str) -> str:
    found = told(model).get(key)
    return found or next(told(other)[key] for other in ALSO if key in told(other))
