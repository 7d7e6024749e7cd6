"""Compile the message catalogues while a wheel (or an editable install) is built."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileMessages(BuildHookInterface):  # type: ignore[type-arg]
    """Writes a `.mo` beside every `.po`; the package reads only the compiled form."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for po in sorted(Path(self.root, "src/tipcycle/locales").glob("*/LC_MESSAGES/*.po")):
            with po.open("rb") as source:
                messages = read_po(source)
            with po.with_suffix(".mo").open("wb") as target:
                write_mo(target, messages)
