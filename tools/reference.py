"""Generate the reference from the program: `update` writes the pages, `check` lists the stale ones.

Only the sections between `<!-- generated: NAME -->` and `<!-- end -->` are generated; `GENERATORS` has a function for
each name. Commands come from their help, JSON documents from the contract and a sample journal, files from the event
fields, and exit codes from an analysis of the code.
"""

import re
import sys
from collections.abc import Callable, Mapping

from docgen import commands, exit_codes, file_format, json_documents
from generated_docs import ROOT, update_pages

PAGES = tuple(sorted((ROOT / "docs" / "reference").rglob("*.md")))

GENERATORS: Mapping[str, Callable[[], str]] = {
    "help": commands.help_overview,
    "commands": commands.command_sections,
    "opdrachten": lambda: commands.command_sections("nl"),
    "overzicht": lambda: commands.help_overview("nl"),
    "kinds": json_documents.kinds_table,
    "documents": json_documents.document_sections,
    "checkin input": json_documents.checkin_input_section,
    "header": file_format.header_table,
    "stamp": file_format.stamp_table,
    "blocks of a cycle": file_format.cycle_event_sections,
    "blocks of the journal": file_format.journal_event_sections,
    "example cycle": file_format.example_cycle,
    "example journal": file_format.example_journal,
    "tips": file_format.tip_file_sections,
    "example tips": file_format.example_tips,
    "codes": exit_codes.exit_codes_table,
    "errors": exit_codes.errors_table,
}

_GENERATED_SECTION = re.compile(r"(<!-- generated: ([a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def render_page(page: str) -> str:
    """Return a page with newly generated sections."""
    return _GENERATED_SECTION.sub(lambda match: f"{match[1]}\n{GENERATORS[match[2]]().strip()}\n\n{match[3]}", page)


if __name__ == "__main__":
    sys.exit(update_pages(PAGES, render_page, sys.argv[1]))
