"""The commands as they explain themselves, with what else is known of each."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from tools.docgen.exit_code_analysis import exit_codes_of
from tools.docgen.json_documents import anchor
from tools.docgen.markdown import code_block
from tools.docgen.sample_journal import command_output

from tipcycle.cli.command_classes import RootGroup
from tipcycle.cli.help import COMMANDS, DUTCH_ALIASES
from tipcycle.render.json.contract import DOCUMENTS

HELP_DATE = "2026-03-06"

LABELS: Mapping[str, Mapping[str, str]] = {
    "en": {"exits": "Exit codes", "json": "JSON", "other": "In Dutch", "up": ""},
    "nl": {"exits": "Exitcodes", "json": "JSON", "other": "In het Engels", "up": "../"},
}


def iter_commands() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Each command with the function that it is, those below a group included; a group itself is none."""
    root = RootGroup(name="tipcycle", add_help_option=False)
    context = click.Context(root)
    for name in COMMANDS:
        command = root.get_command(context, name)
        subcommands = command.commands.items() if isinstance(command, click.Group) else [("", command)]
        for subcommand_name, subcommand in subcommands:
            assert subcommand is not None
            assert subcommand.callback is not None
            yield f"{name} {subcommand_name}".strip(), subcommand.callback


def help_overview(language: str = "en") -> str:
    """What `tipcycle help` prints."""
    with tempfile.TemporaryDirectory() as folder:
        return code_block(command_output(Path(folder), HELP_DATE, "help", language=language), "text")


def command_sections(language: str = "en") -> str:
    """A section for each command: its help, its exit codes, the JSON that it gives."""
    with tempfile.TemporaryDirectory() as folder:
        return "\n\n".join(_command_section(name, call, Path(folder), language) for name, call in iter_commands())


def _command_section(name: str, callback: Callable[..., Any], home: Path, language: str) -> str:
    labels, words = LABELS[language], name.split()
    dutch = {english: alias for alias, english in DUTCH_ALIASES.items()}.get(words[0])
    typed = " ".join((dutch, *words[1:])) if dutch and language == "nl" else name
    page = command_output(home, HELP_DATE, f"{typed} --help", language=language)
    facts = []
    if dutch:
        other_name = name if language == "nl" else " ".join((dutch, *words[1:]))
        facts.append(f"{labels['other']}: `tipcycle {other_name}`.")
    codes = ", ".join(str(int(code)) for code in exit_codes_of(callback))
    facts.append(f"{labels['exits']}: [{codes}]({labels['up']}exit-codes.md).")
    facts += [
        f"{labels['json']}: [`tipcycle {how}`]({labels['up']}json.md#{anchor(document)})."
        for how, document in DOCUMENTS.items()
        if how.partition(" --")[0] == name
    ]
    return "\n\n".join((f"## tipcycle {typed}", code_block(page, "text"), "\n".join(f"* {fact}" for fact in facts)))
