"""The JSON documents of all commands match the Structs of `render.json`, field by field."""

import json
import os
import re
from collections.abc import Iterator, Sequence
from enum import Enum
from inspect import isclass, signature
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import pytest
from docgen.commands import iter_commands
from docgen.field_docs import field_docs
from docgen.json_documents import (
    DOCUMENTS,
    TYPE_NAMES,
    describe_type,
    field_types,
    is_document,
    kind_name,
    nested_documents,
)

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

VALUE_PATTERNS = {
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "week": re.compile(r"\d{4}-W\d{2}"),
    "instant": re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z"),
    "id": re.compile(r"\S+"),
    "path": re.compile(r".+"),
}


def contract_differences(value: Any, hint: Any, path: str = "") -> Iterator[str]:
    """Yield each place where a value differs from the contract, as in `tips[].weeks: 3`."""
    type_args = get_args(hint)
    if kind_name(hint) in VALUE_PATTERNS:
        if not isinstance(value, str) or not VALUE_PATTERNS[str(kind_name(hint))].fullmatch(value):
            yield f"{path}: {value!r}"
    elif is_document(hint):
        fields = field_types(hint)
        for name in fields.keys() ^ set(value if isinstance(value, dict) else ()):
            yield f"{path}.{name}: {'not given' if name in fields else 'not in the contract'}"
        for name in fields.keys() & set(value if isinstance(value, dict) else ()):
            yield from contract_differences(value[name], fields[name], f"{path}.{name}")
    elif hasattr(hint, "__metadata__"):
        yield from contract_differences(value, hint.__origin__, path)
    elif get_origin(hint) is Sequence:
        if not isinstance(value, list):
            yield f"{path}: {value!r} is no list"
            return
        for item in value:
            yield from contract_differences(item, type_args[0], f"{path}[]")
    elif NoneType in type_args:
        (value_type,) = (arg for arg in type_args if arg is not NoneType)
        yield from contract_differences(value, value_type, path) if value is not None else ()
    elif get_origin(hint) is Literal or (isclass(hint) and issubclass(hint, Enum)):
        if value not in (type_args or tuple(hint)):
            yield f"{path}: {value!r}"
    elif get_origin(hint) is dict:
        if not isinstance(value, dict):
            yield f"{path}: {value!r}"
    elif type(value) is not hint and (type(value), hint) != (int, float):
        yield f"{path}: {value!r} is no {hint.__name__}"


@in_each_lang
@pytest.mark.parametrize(
    "scenario",
    [no_journal, planned_cycle, running_cycle, example_cycle, closed_cycle, second_cycle, invalid_week],
    ids=lambda s: s.__name__,
)
def test_documents_match_contract(scenario: Scenario, lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """Each document has exactly the fields of its contract, with values of the right types."""
    scenario(home)
    required_args = {
        "tips show": " 42",
        "tips search": " queue",
        "journal export": " --output -",
        "review": " --private",
    }
    for command, document in DOCUMENTS.items():
        result = tipcycle(command + required_args.get(command.partition(" --")[0], ""), on=EXAMPLE_TODAY, lang=lang)
        output = json.loads(result.stdout)
        assert output.pop("version") == 1
        assert (command, list(contract_differences(output, document))) == (command, [])


def test_contract_check_finds_differences() -> None:
    """The check reports a missing field, an extra field and a value of a wrong type."""
    (status,) = (document for command, document in DOCUMENTS.items() if command.startswith("status"))
    cycle = {"id": "2026-03-02", "number": True, "starts": "2 March", "ends": None, "weeks": 9, "week": None}
    differences = set(contract_differences({"today": "2026-03-06", "cycle": cycle, "tips": "abc", "more": 1}, status))
    assert differences == {
        ".due: not given",
        ".tips: 'abc' is no list",
        ".more: not in the contract",
        ".cycle.state: not given",
        ".cycle.number: True is no int",
        ".cycle.starts: '2 March'",
        ".cycle.ends: None",
    }


GOLDEN = Path(__file__).parent.parent / "golden" / "json-fields.txt"


def field_lines(hint: Any, path: str) -> Iterator[str]:
    """Yield a line for each field below a path and each allowed word, as in `due[]: week` and `state: young`."""
    if is_document(hint):
        for name, field_type in field_types(hint).items():
            yield from field_lines(field_type, f"{path}.{name}")
    elif get_origin(hint) is Sequence:
        yield from field_lines(get_args(hint)[0], f"{path}[]")
    elif NoneType in get_args(hint):
        yield from (line for arg in get_args(hint) if arg is not NoneType for line in field_lines(arg, path))
    elif kind_name(hint) or hint in TYPE_NAMES:
        yield f"{path}: {describe_type(hint)}"
    else:
        yield from (f"{path}: {word.strip('`')}" for word in describe_type(hint).split(", "))


def test_fields_are_only_added() -> None:
    """No field and no allowed word is removed or renamed, because other programs rely on them."""
    current = {line for command, document in DOCUMENTS.items() for line in field_lines(document, f"{command} ")}
    published = set(GOLDEN.read_text("utf-8").splitlines()) if GOLDEN.exists() else set()
    if os.environ.get("TIPCYCLE_GOLDEN") == "write":
        GOLDEN.write_text("".join(f"{line}\n" for line in sorted(published | current)), "utf-8", newline="\n")
        return
    assert published - current == set(), "this breaks the programs of others"
    assert current - published == set(), "new: run TIPCYCLE_GOLDEN=write pytest tests/cli/test_contract.py"


def test_fields_have_docstrings() -> None:
    seen: set[type] = set()
    queue = list(DOCUMENTS.values())
    while queue:
        document = queue.pop()
        seen.add(document)
        assert set(field_types(document)) == set(field_docs(document)), document
        queue += [
            nested for hint in field_types(document).values() for nested in nested_documents(hint) if nested not in seen
        ]
    assert len(seen) > len(DOCUMENTS)


def test_contract_covers_commands_with_json() -> None:
    """Every command with `--json`, or with a JSON format, has a document in the contract."""
    documented = {command.partition(" --")[0] for command in DOCUMENTS}
    with_flag = {name for name, call in iter_commands() if "json" in signature(call).parameters}
    assert with_flag | {"voices", "journal export"} == documented
