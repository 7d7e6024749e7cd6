"""What a class says of its fields: the texts that stand under them in the code."""

import ast
import inspect
import sys
import textwrap
from collections.abc import Mapping
from functools import cache
from itertools import pairwise


@cache
def told(owner: type) -> Mapping[str, str]:
    """The text under each field of a class, and of a class of ours that it builds on; not of fields without one."""
    found: dict[str, str] = {}
    for base in bases(owner):
        found |= told(base)
    for node, below in pairwise(_written(owner).body):
        name = _name(node)
        if name and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            found[name] = " ".join(str(below.value.value).split())
    return found


def bases(owner: type) -> tuple[type, ...]:
    """The classes of ours that a class builds on, as it is written; a typed dictionary forgets them."""
    known = (getattr(sys.modules[owner.__module__], ast.unparse(base), None) for base in _written(owner).bases)
    return tuple(each for each in known if inspect.isclass(each) and each.__module__.startswith("tipcycle"))


def _written(owner: type) -> ast.ClassDef:
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(owner))).body
    assert isinstance(tree, ast.ClassDef)
    return tree


def summary(owner: type) -> str:
    """What a class says of itself, in one line."""
    return " ".join((owner.__doc__ or "").split())


def _name(node: ast.stmt) -> str | None:
    """What a statement of a class gives a value or a type."""
    match node:
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
            return name
    return None
