"""Reference of the commands: help, exit codes and JSON documents."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from docgen.exit_code_analysis import exit_codes_of
from docgen.json_documents import DOCUMENTS, anchor
from docgen.markdown import code_block
from docgen.sample_journal import command_output
from tipcycle.cli.app import RootGroup
from tipcycle.cli.help import COMMANDS
from tipcycle.i18n import load_language
from tipcycle.i18n.command_line import to_language

HELP_DATE = "2026-03-06"

LABELS: Mapping[str, Mapping[str, str]] = {
    "en": {"exits": "Exit codes", "json": "JSON", "other": "In Dutch", "up": ""},
    "nl": {"exits": "Exitcodes", "json": "JSON", "other": "In het Engels", "up": "../"},
}


def iter_commands() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield the name and the function of each command.

    Subcommands of a group are included, groups are not.
    """
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
    """Return the output of `tipcycle help`."""
    with tempfile.TemporaryDirectory() as folder:
        return code_block(command_output(Path(folder), HELP_DATE, "help", language=language), "text")


def command_sections(language: str = "en") -> str:
    """Return a section for each command: its help, exit codes and JSON documents."""
    with tempfile.TemporaryDirectory() as folder:
        return "\n\n".join(_command_section(name, call, Path(folder), language) for name, call in iter_commands())


def _command_section(name: str, callback: Callable[..., Any], home: Path, language: str) -> str:
    labels = LABELS[language]
    dutch_name = " ".join(to_language(name.split(), load_language("nl")))
    shown_name, other_name = (dutch_name, name) if language == "nl" else (name, dutch_name)
    help_text = command_output(home, HELP_DATE, f"{shown_name} --help", language=language)
    facts = []
    if dutch_name != name:
        facts.append(f"{labels['other']}: `tipcycle {other_name}`.")
    codes = ", ".join(str(int(code)) for code in exit_codes_of(callback))
    facts.append(f"{labels['exits']}: [{codes}]({labels['up']}exit-codes.md).")
    facts += [
        f"{labels['json']}: [`tipcycle {document_command}`]({labels['up']}json.md#{anchor(document)})."
        for document_command, document in DOCUMENTS.items()
        if document_command.partition(" --")[0] == name
    ]
    return "\n\n".join(
        (f"## tipcycle {shown_name}", code_block(help_text, "text"), "\n".join(f"* {fact}" for fact in facts))
    )
