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
from tipcycle.core.errors import ExitCode, TipcycleError

PACKAGE = Path(tipcycle.__file__).parent
Symbol = tuple[str, str]
"""A function, method or class: its module, and its name there."""

UNIVERSAL_EXITS = frozenset({ExitCode.OK, ExitCode.USAGE, ExitCode.DISK_ERROR, ExitCode.INTERRUPTED})
"""What any command can give: done, a flag that it does not have, an output that leads to a full disk, Ctrl+C."""


def exit_codes_of(callback: Callable[..., Any]) -> tuple[ExitCode, ...]:
    """The exit codes of the command that this function is, the lowest first."""
    function = inspect.unwrap(callback)
    codes = {
        code
        for symbol in _reachable_symbols((function.__module__, function.__name__))
        for code in _own_exit_codes().get(symbol, ())
    }
    if (
        ExitCode.FAILURE in codes
    ):  # what is not possible may be so only because a file could not be read, and that is said
        codes.add(ExitCode.DAMAGED)
    return tuple(sorted(codes | UNIVERSAL_EXITS))


def _reachable_symbols(start: Symbol) -> set[Symbol]:
    seen, pending = {start}, [start]
    while pending:
        for symbol in _call_graph().get(pending.pop(), set()) - seen:
            seen.add(symbol)
            pending.append(symbol)
    return seen


@cache
def _module_trees() -> Mapping[str, ast.Module]:
    files = sorted(PACKAGE.rglob("*.py"))
    names = [".".join(("tipcycle", *file.relative_to(PACKAGE).with_suffix("").parts)) for file in files]
    return {
        name.removesuffix(".__init__"): ast.parse(file.read_text("utf-8"))
        for name, file in zip(names, files, strict=True)
    }


@cache
def _function_nodes() -> Mapping[Symbol, ast.FunctionDef]:
    """Every function and method; a method is called `Class.method`."""
    functions = {}
    for module, tree in _module_trees().items():
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                functions[module, node.name] = node
            elif isinstance(node, ast.ClassDef):
                methods = (method for method in node.body if isinstance(method, ast.FunctionDef))
                functions |= {(module, f"{node.name}.{method.name}"): method for method in methods}
    return functions


@cache
def _methods_by_name() -> Mapping[str, frozenset[Symbol]]:
    """The methods of each name, whatever their class."""
    methods: dict[str, set[Symbol]] = {}
    for symbol in _function_nodes():
        if "." in symbol[1]:
            methods.setdefault(symbol[1].partition(".")[2], set()).add(symbol)
    return {name: frozenset(places) for name, places in methods.items()}


@cache
def _imported_names(module: str) -> Mapping[str, tuple[str, str]]:
    """What each imported name of a module stands for: a module and a name in it, or a module alone."""
    imports: dict[str, tuple[str, str]] = {}
    for node in ast.walk(_module_trees()[module]):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                imports[alias.asname or alias.name] = (
                    (whole, "") if whole in _module_trees() else (node.module, alias.name)
                )
    return imports


def _resolve(module: str, name: str) -> frozenset[Symbol]:
    """The function that a name stands for; of a class all that makes one."""
    if (module, name) in _function_nodes():
        return frozenset({(module, name)})
    if (module, f"{name}.__init__") in _function_nodes():
        return frozenset({(module, f"{name}.__init__")})
    source, original = _imported_names(module).get(name, ("", "")) if module in _module_trees() else ("", "")
    return _resolve(source, original) if original and source in _module_trees() else frozenset()


@cache
def _call_graph() -> Mapping[Symbol, frozenset[Symbol]]:
    """What each function names, whether it calls it or hands it on."""
    return {symbol: frozenset(_referenced_symbols(symbol, node)) for symbol, node in _function_nodes().items()}


def _referenced_symbols(symbol: Symbol, function: ast.FunctionDef) -> Iterator[Symbol]:
    module, name = symbol
    for node in _unguarded_nodes(function):
        if isinstance(node, ast.Name):
            yield from _resolve(module, node.id)
        elif isinstance(node, ast.Attribute):
            receiver = node.value.id if isinstance(node.value, ast.Name) else ""
            own_method = (module, f"{name.partition('.')[0]}.{node.attr}")
            source, imported_name = _imported_names(module).get(receiver, ("", ""))
            if receiver == "self" and own_method in _function_nodes():
                yield own_method
            elif source in _module_trees() and not imported_name:
                yield from _resolve(source, node.attr)
            else:
                yield from _methods_by_name().get(node.attr, ())


@cache
def _own_exit_codes() -> Mapping[Symbol, frozenset[ExitCode]]:
    """The codes that each function raises or returns by itself."""
    return {symbol: frozenset(_exit_codes_in(node)) for symbol, node in _function_nodes().items()}


def _exit_codes_in(function: ast.FunctionDef) -> Iterator[ExitCode]:
    for node in _unguarded_nodes(function):
        if isinstance(node, ast.Raise) and node.exc is not None:
            raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            error_class = getattr(errors, ast.unparse(raised).rpartition(".")[2], None)
            if inspect.isclass(error_class) and issubclass(error_class, TipcycleError):
                yield error_class.exit_code
        elif (
            isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Exit" and node.attr in ExitCode.__members__
        ):
            yield ExitCode[node.attr]


def _unguarded_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """All that stands below a node, but for what is tried where every refusal is caught and none goes on."""
    for child in ast.iter_child_nodes(node):
        if isinstance(node, ast.Try) and child in node.body and any(map(_catches_all, node.handlers)):
            continue
        yield child
        yield from _unguarded_nodes(child)


def _catches_all(handler: ast.ExceptHandler) -> bool:
    raises = any(isinstance(statement, ast.Raise) for statement in ast.walk(handler))
    return isinstance(handler.type, ast.Name) and handler.type.id == TipcycleError.__name__ and not raises
