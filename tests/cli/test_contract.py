"""Every JSON document that a command gives is what `views.contract` says, field by field."""

import json
import os
import re
from collections.abc import Iterator
from enum import Enum
from inspect import isclass, signature
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin, is_typeddict

import pytest
from tools.docgen.commands import iter_commands
from tools.docgen.field_docs import field_docs
from tools.docgen.json_documents import TYPE_NAMES, describe_type, field_types, kind_name, nested_documents

from tests.cli.scenarios import (
    EXAMPLE_TODAY,
    Scenario,
    closed_cycle,
    example_cycle,
    invalid_week,
    no_journal,
    planned_cycle,
    running_cycle,
    second_cycle,
)
from tests.conftest import TipcycleRunner
from tests.parametrize import in_each_lang
from tipcycle.render.json.contract import DOCUMENTS

SHAPES = {
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "week": re.compile(r"\d{4}-W\d{2}"),
    "instant": re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z"),
    "id": re.compile(r"\S+"),
    "path": re.compile(r".+"),
}


def strange(value: Any, hint: Any, place: str = "") -> Iterator[str]:
    """Where a value is not what the contract says, as `tips[].weeks: 3`."""
    parts = get_args(hint)
    if kind_name(hint) in SHAPES:
        if not isinstance(value, str) or not SHAPES[str(kind_name(hint))].fullmatch(value):
            yield f"{place}: {value!r}"
    elif is_typeddict(hint):
        fields = field_types(hint)
        for name in fields.keys() ^ set(value if isinstance(value, dict) else ()):
            yield f"{place}.{name}: {'not given' if name in fields else 'not in the contract'}"
        for name in fields.keys() & set(value if isinstance(value, dict) else ()):
            yield from strange(value[name], fields[name], f"{place}.{name}")
    elif hasattr(hint, "__metadata__"):
        yield from strange(value, hint.__origin__, place)
    elif get_origin(hint) is list:
        if not isinstance(value, list):
            yield f"{place}: {value!r} is no list"
            return
        for each in value:
            yield from strange(each, parts[0], f"{place}[]")
    elif NoneType in parts:
        (rest,) = (part for part in parts if part is not NoneType)
        yield from strange(value, rest, place) if value is not None else ()
    elif get_origin(hint) is Literal or (isclass(hint) and issubclass(hint, Enum)):
        if value not in (parts or tuple(hint)):
            yield f"{place}: {value!r}"
    elif get_origin(hint) is dict:
        if not isinstance(value, dict):
            yield f"{place}: {value!r}"
    elif type(value) is not hint and (type(value), hint) != (int, float):
        yield f"{place}: {value!r} is no {hint.__name__}"


@in_each_lang
@pytest.mark.parametrize(
    "scene",
    [no_journal, planned_cycle, running_cycle, example_cycle, closed_cycle, second_cycle, invalid_week],
    ids=lambda s: s.__name__,
)
def test_every_document_is_what_the_contract_says(
    scene: Scenario, lang: str, home: Path, tipcycle: TipcycleRunner
) -> None:
    """Every field that is given has a meaning, every field with a meaning is given, and each holds what it should."""
    scene(home)
    needs = {"tips show": " 42", "tips search": " queue", "journal export": " --output -", "review": " --private"}
    for command, document in DOCUMENTS.items():
        ran = tipcycle(command + needs.get(command.partition(" --")[0], ""), on=EXAMPLE_TODAY, lang=lang)
        given = json.loads(ran.stdout)
        assert given.pop("version") == 1
        assert (command, list(strange(given, document))) == (command, [])


def test_the_check_bites() -> None:
    """A field too many, one too few, and a value of another sort are each seen."""
    (status,) = (document for command, document in DOCUMENTS.items() if command.startswith("status"))
    cycle = {"id": "2026-03-02", "number": True, "starts": "2 March", "ends": None, "weeks": 9, "week": None}
    found = set(strange({"today": "2026-03-06", "cycle": cycle, "tips": "abc", "more": 1}, status))
    assert found == {
        ".due: not given",
        ".tips: 'abc' is no list",
        ".more: not in the contract",
        ".cycle.state: not given",
        ".cycle.number: True is no int",
        ".cycle.starts: '2 March'",
        ".cycle.ends: None",
    }


GOLDEN = Path(__file__).parent.parent / "golden" / "json-fields.txt"


def fields(hint: Any, place: str) -> Iterator[str]:
    """Every path below a field with what it holds, and each word that it may hold: `due[]: week`, `state: young`."""
    if is_typeddict(hint):
        for name, held in field_types(hint).items():
            yield from fields(held, f"{place}.{name}")
    elif get_origin(hint) is list:
        yield from fields(get_args(hint)[0], f"{place}[]")
    elif NoneType in get_args(hint):
        yield from (each for part in get_args(hint) if part is not NoneType for each in fields(part, place))
    elif kind_name(hint) or hint in TYPE_NAMES:
        yield f"{place}: {describe_type(hint)}"
    else:
        yield from (f"{place}: {word.strip('`')}" for word in describe_type(hint).split(", "))


def test_no_field_is_ever_removed_or_renamed() -> None:
    """What a program reads today it reads next year: the list of fields only grows, and so do their words."""
    present = {line for command, document in DOCUMENTS.items() for line in fields(document, f"{command} ")}
    frozen = set(GOLDEN.read_text("utf-8").splitlines()) if GOLDEN.exists() else set()
    if os.environ.get("TIPCYCLE_GOLDEN") == "write":
        GOLDEN.write_text("".join(f"{line}\n" for line in sorted(frozen | present)), "utf-8", newline="\n")
        return
    assert frozen - present == set(), "this breaks the programs of others"
    assert present - frozen == set(), "new: run TIPCYCLE_GOLDEN=write pytest tests/cli/test_contract.py"


def test_every_field_has_a_meaning() -> None:
    """No field of a document is without the text that stands under it."""
    seen: set[type] = set()
    todo = list(DOCUMENTS.values())
    while todo:
        document = todo.pop()
        seen.add(document)
        assert set(field_types(document)) == set(field_docs(document)), document
        todo += [each for hint in field_types(document).values() for each in nested_documents(hint) if each not in seen]
    assert len(seen) > len(DOCUMENTS)


def test_every_command_with_json_is_in_the_contract() -> None:
    """A new `--json`, or a new format of that name, needs a document."""
    told_of = {command.partition(" --")[0] for command in DOCUMENTS}
    with_flag = {name for name, call in iter_commands() if "json" in signature(call).parameters}
    assert with_flag | {"voices", "journal export"} == told_of
