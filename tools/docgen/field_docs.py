"""Read the docstrings of classes and their attributes from the source."""

import ast
import inspect
import textwrap
from collections.abc import Mapping
from functools import cache
from itertools import pairwise


@cache
def field_docs(cls: type) -> Mapping[str, str]:
    """Return the docstring of each attribute that has one, including those of base classes of this package."""
    docs: dict[str, str] = {}
    for base in own_bases(cls):
        docs |= field_docs(base)
    for node, next_node in pairwise(_class_node(cls).body):
        name = _assigned_name(node)
        if name and isinstance(next_node, ast.Expr) and isinstance(next_node.value, ast.Constant):
            docs[name] = " ".join(str(next_node.value.value).split())
    return docs


def own_bases(cls: type) -> tuple[type, ...]:
    """Return the base classes from this package."""
    return tuple(base for base in cls.__bases__ if base.__module__.startswith("tipcycle"))


def _class_node(cls: type) -> ast.ClassDef:
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
    assert isinstance(tree, ast.ClassDef)
    return tree


def class_summary(cls: type) -> str:
    """Return the docstring of a class as one line."""
    return " ".join((cls.__doc__ or "").split())


def _assigned_name(node: ast.stmt) -> str | None:
    """Return the name that a statement assigns or annotates, or None."""
    match node:
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
            return name
    return None
