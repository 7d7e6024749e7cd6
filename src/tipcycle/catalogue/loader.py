"""Loading of tip files: TOML and the prebuilt index to `Catalogue`. The only reader of tip files; never writes.

The packaged catalogue is read from its index without validation, because the tests validate it. Decoding the index is
about 100 times as fast as parsing the TOML file. The build writes it. The file of own tips is validated on each read.

Keep pydantic and the lint out of the module-level imports: a normal start needs neither.
"""

import errno
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field

from tipcycle.catalogue import LAST_CATALOGUE_TIP, CatalogueProblem, iter_tables, raw_tip_id
from tipcycle.core.languages import LANGUAGES
from tipcycle.core.safe_toml import BOM, KeyTooLongError, error_line, try_loads
from tipcycle.core.tips import FIRST_OWN_TIP_ID, Catalogue, Theme, Tip, map_texts

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


MAX_FILE_BYTES = 2 * 1024 * 1024
"""Files above this size are rejected. The packaged catalogue takes about an eighth of it."""


class LoadedCatalogue(Struct, frozen=True):
    """The valid tips of a file, and the problems of the invalid ones."""

    catalogue: Catalogue = field(default_factory=Catalogue)
    problems: tuple[CatalogueProblem, ...] = ()


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
    document, problems = read_document(path)
    if problems:
        absent = is_own and problems[0].rule == "file.missing"
        return LoadedCatalogue() if absent else LoadedCatalogue(problems=problems)
    from tipcycle.catalogue.validation import validate_document

    result = validate_document(document, path.name, is_own=is_own)
    return LoadedCatalogue(build_catalogue(result.document), result.problems)


def schema_problems(document: Mapping[str, Any], file: str, *, is_own: bool = False) -> tuple[CatalogueProblem, ...]:
    """Return all schema problems of a document."""
    from tipcycle.catalogue.validation import validate_document

    return validate_document(document, file, is_own=is_own).problems


def check_file(path: Path, *, is_own: bool | None = None, is_complete: bool = True) -> tuple[CatalogueProblem, ...]:
    """Return all problems of a file, for `tips check`: schema problems first, then lint problems.

    A lint problem is left out if its field has a schema problem. With `is_own` None, the tip numbers decide whether
    the file contains own tips.
    """
    from tipcycle.catalogue.lint import lint

    document, problems = read_document(path)
    if problems:
        return problems
    if is_own is None:
        is_own = is_own_tips_document(document)
    schema_errors = schema_problems(document, path.name, is_own=is_own)
    reported_fields = {(problem.tip, problem.field) for problem in schema_errors}
    lint_findings = lint(document, path.name, is_own=is_own, is_complete=is_complete)
    return (
        *schema_errors,
        *(problem for problem in lint_findings if (problem.tip, problem.field) not in reported_fields),
    )


def is_own_tips_document(document: Mapping[str, Any]) -> bool:
    """Return True if a document contains own tips: at least one number from 201 on, and none up to 101.

    >>> is_own_tips_document({"tip": [{"id": 201}]}), is_own_tips_document({"tip": [{"id": 34}]})
    (True, False)
    >>> is_own_tips_document({})
    False
    """
    numbers = [raw_tip_id(tip) for _, tip in iter_tables(document, "tip")]
    return any(number is not None and number >= FIRST_OWN_TIP_ID for number in numbers) and not any(
        number is not None and number <= LAST_CATALOGUE_TIP for number in numbers
    )


def read_document(path: Path) -> tuple[Mapping[str, Any], tuple[CatalogueProblem, ...]]:
    """Return a TOML file as a dictionary; or an empty one and the problem that makes the file unreadable."""
    data, problems = _read_bytes(path)
    return ({}, problems) if problems else _parse_document(path, data)


def _read_bytes(path: Path) -> tuple[bytes, tuple[CatalogueProblem, ...]]:
    """Return the bytes of a file; or empty bytes and the problem that makes the file unreadable."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        return b"", _file_problems(path, "file.missing")
    except OSError as error:
        return b"", _file_problems(path, "file.unreadable", errno.errorcode.get(error.errno or 0, ""))
    if len(data) > MAX_FILE_BYTES:
        return b"", _file_problems(path, "file.too-large", str(MAX_FILE_BYTES))
    return data, ()


def _parse_document(path: Path, data: bytes) -> tuple[Mapping[str, Any], tuple[CatalogueProblem, ...]]:
    try:
        text = data.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        return {}, _file_problems(path, "file.encoding", str(data.count(b"\n", 0, error.start) + 1))
    result = try_loads(tomllib.loads, text)
    if isinstance(result, KeyTooLongError):
        return {}, _file_problems(path, "file.long-key")
    if isinstance(result, Exception):
        line = error_line(result, text)
        return {}, _file_problems(path, "file.toml", "" if line is None else str(line))
    return result, ()


def _file_problems(path: Path, rule: str, detail: str = "") -> tuple[CatalogueProblem, ...]:
    return (CatalogueProblem(path.name, None, "", rule, detail),)


def merge_own_tips(catalogue: Catalogue, own_catalogue: Catalogue) -> Catalogue:
    """Return the catalogue with own tips and themes added. Entries of the catalogue are never replaced."""
    theme_slugs = {theme.slug for theme in catalogue.themes}
    themes = (*catalogue.themes, *(theme for theme in own_catalogue.themes if theme.slug not in theme_slugs))
    own_tips = {number: tip for number, tip in own_catalogue.tips.items() if number >= FIRST_OWN_TIP_ID}
    return Catalogue(themes, dict(sorted({**own_tips, **catalogue.tips}.items())))
