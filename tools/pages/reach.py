"""Which exit codes a command can give, read from the code: what is raised or returned by all that it can reach.

A call of a method whose object is not known may mean any method of that name, so a code too many is possible and a code
too few is not. A test holds the refusals that are really seen against this.
"""

import ast
import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import tipcycle
from tipcycle.core import errors
from tipcycle.core.errors import Exit, Refused

PACKAGE = Path(tipcycle.__file__).parent
Place = tuple[str, str]
"""A function, method or class: its module, and its name there."""

ALWAYS = frozenset({Exit.OK, Exit.USAGE, Exit.DISK, Exit.INTERRUPTED})
"""What any command can give: done, a flag that it does not have, an output that leads to a full disk, Ctrl+C."""


def exits_of(callback: Callable[..., Any]) -> tuple[Exit, ...]:
    """The exit codes of the command that this function is, the lowest first."""
    whole = inspect.unwrap(callback)
    found = {code for place in _reached((whole.__module__, whole.__name__)) for code in _given().get(place, ())}
    if Exit.NOT_NOW in found:  # what is not possible may be so only because a file could not be read, and that is said
        found.add(Exit.DAMAGED)
    return tuple(sorted(found | ALWAYS))


def _reached(start: Place) -> set[Place]:
    seen, todo = {start}, [start]
    while todo:
        for place in _led_to().get(todo.pop(), set()) - seen:
            seen.add(place)
            todo.append(place)
    return seen


@cache
def _modules() -> Mapping[str, ast.Module]:
    files = sorted(PACKAGE.rglob("*.py"))
    names = [".".join(("tipcycle", *file.relative_to(PACKAGE).with_suffix("").parts)) for file in files]
    return {
        name.removesuffix(".__init__"): ast.parse(file.read_text("utf-8"))
        for name, file in zip(names, files, strict=True)
    }


@cache
def _functions() -> Mapping[Place, ast.FunctionDef]:
    """Every function and method; a method is called `Class.method`."""
    found = {}
    for module, tree in _modules().items():
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                found[module, node.name] = node
            elif isinstance(node, ast.ClassDef):
                inside = (each for each in node.body if isinstance(each, ast.FunctionDef))
                found |= {(module, f"{node.name}.{each.name}"): each for each in inside}
    return found


@cache
def _methods() -> Mapping[str, frozenset[Place]]:
    """The methods of each name, whatever their class."""
    found: dict[str, set[Place]] = {}
    for place in _functions():
        if "." in place[1]:
            found.setdefault(place[1].partition(".")[2], set()).add(place)
    return {name: frozenset(places) for name, places in found.items()}


@cache
def _names(module: str) -> Mapping[str, tuple[str, str]]:
    """What each imported name of a module stands for: a module and a name in it, or a module alone."""
    found: dict[str, tuple[str, str]] = {}
    for node in ast.walk(_modules()[module]):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found[alias.asname or alias.name] = (whole, "") if whole in _modules() else (node.module, alias.name)
    return found


def _meant(module: str, name: str) -> frozenset[Place]:
    """The function that a name stands for; of a class all that makes one."""
    if (module, name) in _functions():
        return frozenset({(module, name)})
    if (module, f"{name}.__init__") in _functions():
        return frozenset({(module, f"{name}.__init__")})
    source, original = _names(module).get(name, ("", "")) if module in _modules() else ("", "")
    return _meant(source, original) if original and source in _modules() else frozenset()


@cache
def _led_to() -> Mapping[Place, frozenset[Place]]:
    """What each function names, whether it calls it or hands it on."""
    return {place: frozenset(_led_from(place, node)) for place, node in _functions().items()}


def _led_from(place: Place, function: ast.FunctionDef) -> Iterator[Place]:
    module, name = place
    for node in _unguarded(function):
        if isinstance(node, ast.Name):
            yield from _meant(module, node.id)
        elif isinstance(node, ast.Attribute):
            held = node.value.id if isinstance(node.value, ast.Name) else ""
            own = (module, f"{name.partition('.')[0]}.{node.attr}")
            source, below = _names(module).get(held, ("", ""))
            if held == "self" and own in _functions():
                yield own
            elif source in _modules() and not below:
                yield from _meant(source, node.attr)
            else:
                yield from _methods().get(node.attr, ())


@cache
def _given() -> Mapping[Place, frozenset[Exit]]:
    """The codes that each function raises or returns by itself."""
    return {place: frozenset(_codes_in(node)) for place, node in _functions().items()}


def _codes_in(function: ast.FunctionDef) -> Iterator[Exit]:
    for node in _unguarded(function):
        if isinstance(node, ast.Raise) and node.exc is not None:
            made = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            known = getattr(errors, ast.unparse(made).rpartition(".")[2], None)
            if inspect.isclass(known) and issubclass(known, Refused):
                yield known.exit
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Exit" and node.attr in Exit.__members__:
            yield Exit[node.attr]


def _unguarded(node: ast.AST) -> Iterator[ast.AST]:
    """All that stands below a node, but for what is tried where every refusal is caught and none goes on."""
    for child in ast.iter_child_nodes(node):
        if isinstance(node, ast.Try) and child in node.body and any(map(_catches_all, node.handlers)):
            continue
        yield child
        yield from _unguarded(child)


def _catches_all(handler: ast.ExceptHandler) -> bool:
    raises = any(isinstance(each, ast.Raise) for each in ast.walk(handler))
    return isinstance(handler.type, ast.Name) and handler.type.id == Refused.__name__ and not raises
