"""The commands as they explain themselves, with what else is known of each."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from pages.documents import anchor
from pages.markdown import block
from pages.reach import exits_of
from pages.story import tell
from tipcycle.cli.framework import Root
from tipcycle.cli.help import ALIASES, COMMANDS
from tipcycle.views.contract import DOCUMENTS

FRESH = "2026-03-06"

SAID: Mapping[str, Mapping[str, str]] = {
    "en": {"exits": "Exit codes", "json": "JSON", "other": "In Dutch", "up": ""},
    "nl": {"exits": "Exitcodes", "json": "JSON", "other": "In het Engels", "up": "../"},
}


def every_command() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Each command with the function that it is, those below a group included; a group itself is none."""
    root = Root(name="tipcycle", add_help_option=False)
    context = click.Context(root)
    for name in COMMANDS:
        command = root.get_command(context, name)
        inside = command.commands.items() if isinstance(command, click.Group) else [("", command)]
        for below, each in inside:
            assert each is not None
            assert each.callback is not None
            yield f"{name} {below}".strip(), each.callback


def overview(language: str = "en") -> str:
    """What `tipcycle help` prints."""
    with tempfile.TemporaryDirectory() as folder:
        return block(tell(Path(folder), FRESH, "help", language=language), "text")


def commands(language: str = "en") -> str:
    """A section for each command: its help, its exit codes, the JSON that it gives."""
    with tempfile.TemporaryDirectory() as folder:
        return "\n\n".join(_command(name, call, Path(folder), language) for name, call in every_command())


def _command(name: str, call: Callable[..., Any], home: Path, language: str) -> str:
    said, words = SAID[language], name.split()
    dutch = {english: alias for alias, english in ALIASES.items()}.get(words[0])
    typed = " ".join((dutch, *words[1:])) if dutch and language == "nl" else name
    page = tell(home, FRESH, f"{typed} --help", language=language)
    facts = []
    if dutch:
        other = name if language == "nl" else " ".join((dutch, *words[1:]))
        facts.append(f"{said['other']}: `tipcycle {other}`.")
    codes = ", ".join(str(int(code)) for code in exits_of(call))
    facts.append(f"{said['exits']}: [{codes}]({said['up']}exit-codes.md).")
    facts += [
        f"{said['json']}: [`tipcycle {how}`]({said['up']}json.md#{anchor(document)})."
        for how, document in DOCUMENTS.items()
        if how.partition(" --")[0] == name
    ]
    return "\n\n".join((f"## tipcycle {typed}", block(page, "text"), "\n".join(f"* {fact}" for fact in facts)))
