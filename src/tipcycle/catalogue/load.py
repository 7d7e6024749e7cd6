"""From a file to a `Catalogue`: the only reader of tips on disk. Never writes, and never decides what a tip means.

The catalogue that is shipped was validated when it was tested, so a start reads it unchecked and without pydantic; a
manager's own file is validated on every read.
"""

import errno
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from tipcycle.catalogue import LAST_TIP, CatalogueProblem, number_of, tables
from tipcycle.catalogue.build import build_catalogue
from tipcycle.catalogue.index import NAME, indexed
from tipcycle.core.guard import BOM, LongKey, guarded, line_of
from tipcycle.core.tips import FIRST_OWN_TIP, Catalogue

MOST_BYTES = 2 * 1024 * 1024
"""The catalogue is an eighth of this; more is no catalogue of a person."""


class Loaded(Struct, frozen=True):
    """What could be read, and what was wrong with the rest."""

    catalogue: Catalogue = field(default_factory=Catalogue)
    problems: tuple[CatalogueProblem, ...] = ()


def packaged_path() -> Path:
    """Where the shipped catalogue lies: in the installed package, or at the top of a checkout."""
    here = Path(__file__).resolve()
    packaged = here.parents[1] / "data" / "tips.toml"
    checkout = here.parents[3] / "data" / "tips.toml"
    return checkout if not packaged.is_file() and checkout.is_file() else packaged


def load_packaged() -> Loaded:
    """The shipped catalogue, unchecked; sifted like any other file when it was changed into something else."""
    path = packaged_path()
    data, problems = _read(path)
    known = indexed(data, path.with_name(NAME)) if data else None
    if known is not None:
        return Loaded(known)
    document, problems = ({}, problems) if problems else _parsed(path, data)
    if problems:
        return Loaded(problems=problems)
    try:
        return Loaded(build_catalogue(document))
    except (KeyError, TypeError, ValueError, AttributeError):
        return _sifted(document, path.name, own=False)


def load_catalogue(path: Path, *, own: bool = False) -> Loaded:
    """The sound tips of a file and everything that is wrong with the others. Never raises for any file.

    `own`: the manager's own tips; the file may be absent, and a tip may belong to any theme of the catalogue.
    """
    document, problems = read_document(path)
    if problems:
        absent = own and problems[0].rule == "file.missing"
        return Loaded() if absent else Loaded(problems=problems)
    return _sifted(document, path.name, own=own)


def _sifted(document: Mapping[str, Any], file: str, *, own: bool) -> Loaded:
    from tipcycle.catalogue.sift import sift

    sifted = sift(document, file, own=own)
    return Loaded(build_catalogue(sifted.document), sifted.problems)


def validate(document: Mapping[str, Any], file: str, *, own: bool = False) -> tuple[CatalogueProblem, ...]:
    """What keeps a document from being read as the schema says."""
    from tipcycle.catalogue.sift import sift

    return sift(document, file, own=own).problems


def check_file(path: Path, *, own: bool | None = None, complete: bool = True) -> tuple[CatalogueProblem, ...]:
    """Everything `tips check` has to say about a file: schema first, then lint, one problem a field.

    `own` None: the manager's own file is known by having no tip of the catalogue's numbers.
    """
    from tipcycle.catalogue.lint import lint

    document, problems = read_document(path)
    if problems:
        return problems
    if own is None:
        own = is_own(document)
    broken = validate(document, path.name, own=own)
    said = {(problem.tip, problem.field) for problem in broken}
    linted = lint(document, path.name, own=own, complete=complete)
    return (*broken, *(problem for problem in linted if (problem.tip, problem.field) not in said))


def is_own(document: Mapping[str, Any]) -> bool:
    """Whether a document holds a manager's own tips: some, and none with a number of the catalogue.

    >>> is_own({"tip": [{"id": 201}]}), is_own({"tip": [{"id": 34}]}), is_own({})
    (True, False, False)
    """
    numbers = [number_of(tip) for _, tip in tables(document, "tip")]
    return any(number is not None and number >= FIRST_OWN_TIP for number in numbers) and not any(
        number is not None and number <= LAST_TIP for number in numbers
    )


def read_document(path: Path) -> tuple[Mapping[str, Any], tuple[CatalogueProblem, ...]]:
    """A file as TOML tables; or none, and the one problem that makes it unreadable."""
    data, problems = _read(path)
    return ({}, problems) if problems else _parsed(path, data)


def _read(path: Path) -> tuple[bytes, tuple[CatalogueProblem, ...]]:
    """The bytes of a file; or none, and the one problem that keeps them from being read."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return b"", _problem(path, "file.missing")
    except OSError as error:
        return b"", _problem(path, "file.unreadable", errno.errorcode.get(error.errno or 0, ""))
    if len(data) > MOST_BYTES:
        return b"", _problem(path, "file.too-large", str(MOST_BYTES))
    return data, ()


def _parsed(path: Path, data: bytes) -> tuple[Mapping[str, Any], tuple[CatalogueProblem, ...]]:
    try:
        text = data.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        return {}, _problem(path, "file.encoding", str(data.count(b"\n", 0, error.start) + 1))
    found = guarded(tomllib.loads, text)
    if isinstance(found, LongKey):
        return {}, _problem(path, "file.long-key")
    if isinstance(found, Exception):
        line = line_of(found, text)
        return {}, _problem(path, "file.toml", "" if line is None else str(line))
    return found, ()


def _problem(path: Path, rule: str, detail: str = "") -> tuple[CatalogueProblem, ...]:
    return (CatalogueProblem(path.name, None, "", rule, detail),)


def merge(catalogue: Catalogue, own: Catalogue) -> Catalogue:
    """The catalogue with a manager's own tips and themes beside it; what is the catalogue's is never replaced."""
    known = {theme.slug for theme in catalogue.themes}
    themes = (*catalogue.themes, *(theme for theme in own.themes if theme.slug not in known))
    added = {number: tip for number, tip in own.tips.items() if number >= FIRST_OWN_TIP}
    return Catalogue(themes, dict(sorted({**added, **catalogue.tips}.items())))
