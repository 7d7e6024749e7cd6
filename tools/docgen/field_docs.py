"""What a class says of its fields: the texts that stand under them in the code."""

import ast
import inspect
import sys
import textwrap
from collections.abc import Mapping
from functools import cache
from itertools import pairwise


@cache
def field_docs(cls: type) -> Mapping[str, str]:
    """The text under each field of a class, and of a class of ours that it builds on; not of fields without one."""
    docs: dict[str, str] = {}
    for base in own_bases(cls):
        docs |= field_docs(base)
    for node, below in pairwise(_class_node(cls).body):
        name = _assigned_name(node)
        if name and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            docs[name] = " ".join(str(below.value.value).split())
    return docs


def own_bases(cls: type) -> tuple[type, ...]:
    """The classes of ours that a class builds on, as it is written; a typed dictionary forgets them."""
    candidates = (getattr(sys.modules[cls.__module__], ast.unparse(base), None) for base in _class_node(cls).bases)
    return tuple(
        base_class
        for base_class in candidates
        if inspect.isclass(base_class) and base_class.__module__.startswith("tipcycle")
    )


def _class_node(cls: type) -> ast.ClassDef:
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
    assert isinstance(tree, ast.ClassDef)
    return tree


def class_summary(cls: type) -> str:
    """What a class says of itself, in one line."""
    return " ".join((cls.__doc__ or "").split())


def _assigned_name(node: ast.stmt) -> str | None:
    """What a statement of a class gives a value or a type."""
    match node:
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
            return name
    return None
