"""The Dutch message catalogue: `update` collects the sentences from the code, `check` fails where Dutch is behind.

English stands in the code; `src/tipcycle/locales/nl/LC_MESSAGES/tipcycle.po` holds the Dutch.
"""

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "tipcycle"
LOCALES = SOURCE / "locales"
ONE, MORE = ("_", "N_"), "many"


def said(source: str) -> Iterator[tuple[int, str | tuple[str, str]]]:
    """Every message of a module with its line, also inside f-strings, where text-based extractors do not look."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if name in ONE and len(texts) == 1:
            yield node.lineno, texts[0]
        elif name == MORE and len(texts) == 2:
            yield node.lineno, (texts[0], texts[1])


def collected() -> Catalog:
    """Every sentence in the code."""
    found = Catalog(project="tipcycle", charset="utf-8")
    found.header_comment = "# The sentences of tipcycle."
    for path in sorted(SOURCE.rglob("*.py")):
        for line, message in said(path.read_text(encoding="utf-8")):
            found.add(message, locations=[(str(path.relative_to(SOURCE)), line)])
    return found


def dutch_file() -> Path:
    return LOCALES / "nl" / "LC_MESSAGES" / "tipcycle.po"


def read(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale="nl")


def merged(path: Path) -> Catalog:
    """The Dutch catalogue with exactly the sentences of the code; what was translated stays so."""
    catalogue = read(path) if path.exists() else Catalog(locale="nl", project="tipcycle", charset="utf-8")
    catalogue.update(collected(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def text_of(catalogue: Catalog) -> bytes:
    """The file as it is kept: sorted, without line numbers or dates, so that a change shows only what changed."""
    target = io.BytesIO()
    write_po(target, catalogue, width=110, no_location=True, omit_header=False, sort_output=True)
    kept = (line for line in target.getvalue().decode().splitlines() if not line.startswith('"POT-Creation-Date'))
    return (
        "\n".join(line for line in kept if "PO-Revision-Date" not in line and "Generated-By" not in line) + "\n"
    ).encode()


def untranslated(catalogue: Catalog) -> list[Message]:
    def empty(message: Message) -> bool:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        return not all(strings)

    return [message for message in catalogue if message.id and empty(message)]


def update() -> int:
    path = dutch_file()
    catalogue = merged(path)
    path.write_bytes(text_of(catalogue))
    compile_all()
    for message in untranslated(catalogue):
        print(f"no Dutch yet: {message.id}")
    return 0


def compile_all() -> None:
    for path in LOCALES.glob("*/LC_MESSAGES/*.po"):
        with path.with_suffix(".mo").open("wb") as target:
            write_mo(target, read(path))


def check() -> int:
    path = dutch_file()
    now, wanted = read(path), merged(path)
    stale = [m.id for m in now if m.id and m.id not in wanted] + list(now.obsolete)
    missing = [message.id for message in untranslated(wanted)]
    broken = [(m.id, error) for m in now if m.id for error in m.check()]
    fuzzy = [m.id for m in now if m.id and m.fuzzy]
    for what, ids in (("no Dutch", missing), ("stale", stale), ("fuzzy", fuzzy), ("broken", broken)):
        for id in ids:
            print(f"{what}: {id}")
    if missing or stale or fuzzy or broken:
        print("\nhint: make messages, then write the Dutch")
        return 1
    print("messages: the Dutch is complete")
    return 0


if __name__ == "__main__":
    sys.exit({"update": update, "check": check}[sys.argv[1]]())
