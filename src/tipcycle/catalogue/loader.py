"""Loading of tip files and of the prebuilt index to `Catalogue`. Never writes.

The packaged catalogue is read from its index without validation, because the tests validate it. Decoding the index is
about 100 times as fast as parsing the TOML file. The build writes it. The file of own tips is validated on each read.

Import `document` and `validation` only inside functions: a normal start needs neither them nor pydantic.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field

from tipcycle.catalogue import CatalogueProblem
from tipcycle.core.languages import LANGUAGES
from tipcycle.core.tips import FIRST_OWN_TIP_ID, TIPS_FORMAT, Catalogue, Theme, Tip, map_texts

_WHITESPACE = re.compile(r"[ \t\r\n]+")


def build_catalogue(document: Mapping[str, Any]) -> Catalogue:
    """Return the catalogue of a valid document.

    Does not check the document: call `validate_document` first for data that can be invalid. Raises
    `msgspec.ValidationError` or `AttributeError` for some invalid documents.
    """
    themes = [msgspec.convert(_with_texts(table, "texts"), Theme) for table in document.get("theme", ())]
    tips = [_build_tip(table) for table in document.get("tip", ())]
    return Catalogue(
        tuple(sorted(themes, key=lambda theme: theme.order)),
        {tip.id: tip for tip in sorted(tips, key=lambda tip: tip.id)},
    )


def _build_tip(table: Mapping[str, Any]) -> Tip:
    if table.get("example") is not None:
        table = {**table, "example": _with_texts(table["example"], "text")}
    return msgspec.convert(_with_texts(table, "texts"), Tip)


def _with_texts(table: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Return a table with its translations under `key`, and each run of whitespace in its texts as one space.

    Texts can span several lines in TOML.
    """
    translations = {language: table[language] for language in LANGUAGES if table.get(language) is not None}
    texts: dict[str, Any] = map_texts({**table, key: translations}, lambda text: _WHITESPACE.sub(" ", text).strip())
    return texts


INDEX_FILE_NAME = "tips.index"


def encode_index(catalogue: Catalogue) -> bytes:
    """Return the index of a catalogue: all its values as MessagePack."""
    return msgspec.msgpack.encode(catalogue)


class LoadedCatalogue(Struct, frozen=True):
    """The valid tips of a file, and the problems of the invalid ones."""

    catalogue: Catalogue = field(default_factory=Catalogue)
    problems: tuple[CatalogueProblem, ...] = ()

    @property
    def newer_format(self) -> int | None:
        """The format of the file if a newer tipcycle wrote it, else None."""
        details = [problem.detail for problem in self.problems if problem.rule == "schema.format"]
        return next((int(detail) for detail in details if detail.isdecimal() and int(detail) > TIPS_FORMAT), None)


def packaged_path() -> Path:
    """Return the path of the packaged catalogue: in the installed package, or in the root folder of a checkout."""
    module_path = Path(__file__).resolve()
    packaged = module_path.parents[1] / "data" / "tips.toml"
    checkout = module_path.parents[3] / "data" / "tips.toml"
    return checkout if not packaged.is_file() and checkout.is_file() else packaged


def load_packaged() -> LoadedCatalogue:
    """Load the packaged catalogue from its index, or from the TOML file if there is no readable index."""
    path = packaged_path()
    try:
        index = path.with_name(INDEX_FILE_NAME).read_bytes()
        return LoadedCatalogue(msgspec.msgpack.decode(index, type=Catalogue))
    except (OSError, ValueError):
        return load_catalogue(path)


def load_catalogue(path: Path, *, is_own: bool = False) -> LoadedCatalogue:
    """Load the valid tips of a file, and collect the problems of all others. Never raises.

    With `is_own` the file contains the manager's own tips: the file can be missing, and a tip can use any theme of the
    packaged catalogue.
    """
    from tipcycle.catalogue.document import RawDocument, read_document

    document, problems = read_document(path)
    if problems:
        absent = is_own and problems[0].rule == "file.missing"
        return LoadedCatalogue() if absent else LoadedCatalogue(problems=problems)
    from tipcycle.catalogue.validation import validate_document

    valid_tables, problems = validate_document(RawDocument(document, path.name, is_own=is_own))
    return LoadedCatalogue(build_catalogue(valid_tables), problems)


def merge_own_tips(catalogue: Catalogue, own_catalogue: Catalogue) -> Catalogue:
    """Return the catalogue with own tips and themes added. Entries of the catalogue are never replaced."""
    theme_slugs = {theme.slug for theme in catalogue.themes}
    themes = (*catalogue.themes, *(theme for theme in own_catalogue.themes if theme.slug not in theme_slugs))
    own_tips = {number: tip for number, tip in own_catalogue.tips.items() if number >= FIRST_OWN_TIP_ID}
    return Catalogue(themes, dict(sorted({**own_tips, **catalogue.tips}.items())))
