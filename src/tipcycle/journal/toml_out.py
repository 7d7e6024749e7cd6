"""Tables as TOML text that can follow any other in a file: headers are ours, keys and values are tomli-w's.

tomli-w alone may write a short list of tables inline, after which no other table of that name could follow.
"""

from collections.abc import Mapping
from typing import Any

import tomli_w


def format_block(kind: str, table: Mapping[str, Any]) -> str:
    """One block of this kind, whatever is in it, with an empty line before it.

    >>> print(format_block("mood", {"id": "a", "mine": {"x": 1}}), end="")
    <BLANKLINE>
    [[mood]]
    id = "a"
    <BLANKLINE>
    [mood.mine]
    x = 1
    """
    return _formatted(f"[[{_part(kind)}]]", _part(kind), table)


def _formatted(header: str, path: str, table: Mapping[str, Any]) -> str:
    plain, below = {}, []
    for key, value in table.items():
        name = f"{path}.{_part(key)}"
        if isinstance(value, Mapping):
            below.append(_formatted(f"[{name}]", name, value))
        elif isinstance(value, list) and value and all(isinstance(item, Mapping) for item in value):
            below += [_formatted(f"[[{name}]]", name, item) for item in value]
        else:
            plain[key] = value
    return "".join((f"\n{header}\n", tomli_w.dumps(plain), *below))


def _part(key: str) -> str:
    """A key as it stands in a header: bare, or in quotation marks."""
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")
