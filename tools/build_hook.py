"""Hatchling build hook: compile the message catalogues and the index of the tips for a wheel or editable install."""

import sys
import tomllib
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileHook(BuildHookInterface):  # type: ignore[type-arg]
    """Writes a `.mo` file next to every `.po` file, and the index next to the tips."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the compiled files before the build."""
        self._compile_messages()
        self._index_tips()

    def _compile_messages(self) -> None:
        for po in sorted(Path(self.root, "src/tipcycle/i18n/locales").glob("*/LC_MESSAGES/*.po")):
            with po.open("rb") as source:
                messages = read_po(source)
            target = BytesIO()
            write_mo(target, messages)
            _write_if_changed(po.with_suffix(".mo"), target.getvalue())

    def _index_tips(self) -> None:
        sys.path.insert(0, str(Path(self.root, "src")))
        from tipcycle.catalogue.loader import INDEX_FILE_NAME, build_catalogue, encode_index

        path = Path(self.root, "data", "tips.toml")
        catalogue = build_catalogue(tomllib.loads(path.read_text("utf-8")))
        _write_if_changed(path.with_name(INDEX_FILE_NAME), encode_index(catalogue))


def _write_if_changed(path: Path, data: bytes) -> None:
    """Write a file unless it already has this content.

    A newer file of the package would invalidate the parse cache.
    """
    if not path.exists() or path.read_bytes() != data:
        path.write_bytes(data)
