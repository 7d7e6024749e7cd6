"""Message catalogues: `update` collects the messages from the code, `check` fails if a catalogue is incomplete.

The messages in the code are English. `src/tipcycle/i18n/locales/nl/LC_MESSAGES/tipcycle.po` is the Dutch catalogue. To
add a language, create a folder next to `nl`.
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
LOCALES = SOURCE / "i18n" / "locales"
SINGULAR_FUNCTIONS, PLURAL_FUNCTIONS = ("_", "N_"), ("ngettext", "N_plural")
HEADER = "# The sentences of tipcycle."
OMITTED_HEADERS = ("Project-", "Report-", "POT-", "PO-", "Last-", "Language-Team", "Generated-")
"""Headers with dates and people; they are left out so that a diff shows only changed messages."""


def extract_messages(source: str) -> Iterator[tuple[int, str | tuple[str, str]]]:
    """Yield the line and the text of every message of a module.

    Messages in f-strings are included; text-based extractors miss them.
    """
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if name in SINGULAR_FUNCTIONS and len(texts) == 1:
            yield node.lineno, texts[0]
        elif name in PLURAL_FUNCTIONS and len(texts) == 2:
            yield node.lineno, (texts[0], texts[1])


def collect_catalog() -> Catalog:
    """Return a catalogue of every message in the code."""
    catalog = Catalog(charset="utf-8")
    for path in sorted(SOURCE.rglob("*.py")):
        for line, message in extract_messages(path.read_text(encoding="utf-8")):
            catalog.add(message, locations=[(str(path.relative_to(SOURCE)), line)])
    return catalog


def po_files() -> dict[str, Path]:
    """Return the catalogue file of each language; it may not exist yet."""
    folders = sorted(path for path in LOCALES.iterdir() if path.is_dir() and not path.name.startswith("_"))
    return {folder.name: folder / "LC_MESSAGES" / "tipcycle.po" for folder in folders}


def read_catalog(path: Path, language: str) -> Catalog:
    """Return the catalogue in a file."""
    with path.open("rb") as source:
        return read_po(source, locale=language)


def merge_catalog(path: Path, language: str) -> Catalog:
    """Return the catalogue of a language with exactly the messages of the code, and the existing translations."""
    catalogue = read_catalog(path, language) if path.exists() else Catalog(locale=language, charset="utf-8")
    catalogue.update(collect_catalog(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.header_comment, catalogue.fuzzy = HEADER, False
    return catalogue


def serialize_catalog(catalogue: Catalog) -> bytes:
    """Return the content of the file: sorted, without line numbers, dates or people."""
    target = io.BytesIO()
    write_po(target, catalogue, width=110, no_location=True, omit_header=False, sort_output=True)
    head, blank, messages = target.getvalue().decode().partition("\n\n")
    left_out = tuple(f'"{key}' for key in OMITTED_HEADERS)
    header = "\n".join(line for line in head.splitlines() if not line.startswith(left_out))
    return (header + blank + messages.rstrip("\n") + "\n").encode()


def untranslated(catalogue: Catalog) -> list[Message]:
    """Return the messages without a complete translation."""

    def empty(message: Message) -> bool:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        return not all(strings)

    return [message for message in catalogue if message.id and empty(message)]


def update() -> int:
    """Update all catalogues, list the untranslated messages, and return 0."""
    for language, path in po_files().items():
        catalogue = merge_catalog(path, language)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(serialize_catalog(catalogue))
        with path.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalogue)
        for message in untranslated(catalogue):
            print(f"not yet in {language}: {message.id}")
    return 0


def check() -> int:
    """Check all catalogues and return 1 if one is incomplete, else 0."""
    return max(check_language(path, language) for language, path in po_files().items())


def check_language(path: Path, language: str) -> int:
    """List the missing, stale, fuzzy and invalid messages of a language, and return 1 if there are any."""
    current, expected = read_catalog(path, language), merge_catalog(path, language)
    stale = [m.id for m in current if m.id and m.id not in expected] + list(current.obsolete)
    missing = [message.id for message in untranslated(expected)]
    broken = [(m.id, error) for m in current if m.id for error in m.check()]
    fuzzy = [m.id for m in current if m.id and m.fuzzy]
    for category, ids in (("missing", missing), ("stale", stale), ("fuzzy", fuzzy), ("broken", broken)):
        for id in ids:
            print(f"{language}: {category}: {id}")
    if missing or stale or fuzzy or broken:
        print(f"\nhint: make messages, then write what is missing in {path.relative_to(ROOT)}")
        return 1
    print(f"{language}: every message is there")
    return 0


if __name__ == "__main__":
    sys.exit({"update": update, "check": check}[sys.argv[1]]())
