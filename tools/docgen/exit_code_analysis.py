"""Static analysis of the exit codes: collect what the code that a command can reach raises or returns.

A method call on an object of unknown type may refer to any method of that name. The result can therefore contain a code
that never occurs, but no code is missing. A test compares it with the errors that really occur.
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
"""Module and name of a function, method or class."""

UNIVERSAL_EXITS = frozenset({ExitCode.OK, ExitCode.USAGE, ExitCode.DISK_ERROR, ExitCode.INTERRUPTED})
"""Exit codes of every command: success, an unknown option, a full disk, Ctrl+C."""


def exit_codes_of(callback: Callable[..., Any]) -> tuple[ExitCode, ...]:
    """Return the exit codes of a command, given its function, in ascending order."""
    function = inspect.unwrap(callback)
    codes = {
        code
        for symbol in _reachable_symbols((function.__module__, function.__name__))
        for code in _own_exit_codes().get(symbol, ())
    }
    if ExitCode.FAILURE in codes:  # a failure that an unreadable file may have caused exits with DAMAGED
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
    """Return every function and method; a method has the name `Class.method`."""
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
    """Return the methods with each name, of any class, and the functions that are assigned to such an attribute."""
    methods: dict[str, set[Symbol]] = {}
    for symbol in _function_nodes():
        if "." in symbol[1]:
            methods.setdefault(symbol[1].partition(".")[2], set()).add(symbol)
    for module, tree in _module_trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name):
                names = [target.attr for target in node.targets if isinstance(target, ast.Attribute)]
                for name in names:  # `context.run_command_line = run`: a call of the attribute calls the function
                    methods.setdefault(name, set()).update(_resolve(module, node.value.id))
    return {name: frozenset(symbols) for name, symbols in methods.items()}


@cache
def _imported_names(module: str) -> Mapping[str, tuple[str, str]]:
    """Return the target of each imported name of a module: a module and a name, or a module alone."""
    imports: dict[str, tuple[str, str]] = {}
    for node in ast.walk(_module_trees()[module]):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                full_name = f"{node.module}.{alias.name}"
                imports[alias.asname or alias.name] = (
                    (full_name, "") if full_name in _module_trees() else (node.module, alias.name)
                )
    return imports


def _resolve(module: str, name: str) -> frozenset[Symbol]:
    """Return the function to which a name refers; for a class, its `__init__`."""
    if (module, name) in _function_nodes():
        return frozenset({(module, name)})
    if (module, f"{name}.__init__") in _function_nodes():
        return frozenset({(module, f"{name}.__init__")})
    source, original = _imported_names(module).get(name, ("", "")) if module in _module_trees() else ("", "")
    return _resolve(source, original) if original and source in _module_trees() else frozenset()


@cache
def _call_graph() -> Mapping[Symbol, frozenset[Symbol]]:
    """Return the functions that each function refers to, by a call or as a value."""
    return {symbol: frozenset(_referenced_symbols(symbol, node)) for symbol, node in _function_nodes().items()}


def _referenced_symbols(symbol: Symbol, function: ast.FunctionDef) -> Iterator[Symbol]:
    module, function_name = symbol
    for node in _unguarded_nodes(function):
        if isinstance(node, ast.Name):
            yield from _resolve(module, node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            receiver = node.value.id if isinstance(node.value, ast.Name) else ""
            own_method = (module, f"{function_name.partition('.')[0]}.{node.attr}")
            source, imported_name = _imported_names(module).get(receiver, ("", ""))
            if receiver == "self" and own_method in _function_nodes():
                yield own_method
            elif source in _module_trees() and not imported_name:
                yield from _resolve(source, node.attr)
            else:
                yield from _methods_by_name().get(node.attr, ())


@cache
def _own_exit_codes() -> Mapping[Symbol, frozenset[ExitCode]]:
    """Return the exit codes that each function itself raises or returns."""
    return {symbol: frozenset(_exit_codes_in(node)) for symbol, node in _function_nodes().items()}


def _exit_codes_in(function: ast.FunctionDef) -> Iterator[ExitCode]:
    for node in _unguarded_nodes(function):
        if isinstance(node, ast.Raise) and node.exc is not None:
            error_expr = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            error_class = getattr(errors, ast.unparse(error_expr).rpartition(".")[2], None)
            if inspect.isclass(error_class) and issubclass(error_class, TipcycleError):
                yield error_class.exit_code
        elif (
            isinstance(node, ast.Attribute)
            and ast.unparse(node.value) == "ExitCode"
            and node.attr in ExitCode.__members__
        ):
            yield ExitCode[node.attr]


def _unguarded_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield all nodes below a node, except `try` bodies whose handler catches every TipcycleError for good."""
    for child in ast.iter_child_nodes(node):
        if isinstance(node, ast.Try) and child in node.body and any(map(_catches_all, node.handlers)):
            continue
        yield child
        yield from _unguarded_nodes(child)


def _catches_all(handler: ast.ExceptHandler) -> bool:
    raises = any(isinstance(statement, ast.Raise) for statement in ast.walk(handler))
    return isinstance(handler.type, ast.Name) and handler.type.id == TipcycleError.__name__ and not raises
