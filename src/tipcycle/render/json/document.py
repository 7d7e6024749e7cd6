"""The text of a JSON document. Its characters are safe for a terminal."""

from msgspec import Struct, to_builtins

from tipcycle.render.sanitize import escape_json


def json_text(document: Struct) -> str:
    """Return the text of a document of `render.json`, with its version number."""
    import json  # most commands print none

    return escape_json(json.dumps({"version": 1, **to_builtins(document)}, ensure_ascii=False, indent=2)) + "\n"
