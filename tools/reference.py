"""The reference, made from the program: `update` writes it, `check` says which page is stale.

A page is written by hand but for what stands between `<!-- made: NAME -->` and `<!-- end -->`; `MADE` says how each of
these is made. The commands are asked for their help, the JSON is taken from the contract and from a played journal, the
files from the shapes of their blocks, the exit codes from the code that gives them.
"""

import re
import sys
from collections.abc import Callable, Mapping

from generated_docs import ROOT, update_pages
from tools.docgen import commands, exit_codes, file_format, json_documents

PAGES = tuple(sorted((ROOT / "docs" / "reference").rglob("*.md")))

GENERATORS: Mapping[str, Callable[[], str]] = {
    "help": commands.help_overview,
    "commands": commands.command_sections,
    "opdrachten": lambda: commands.command_sections("nl"),
    "overzicht": lambda: commands.help_overview("nl"),
    "kinds": json_documents.kinds_table,
    "documents": json_documents.document_sections,
    "header": file_format.header_table,
    "stamp": file_format.stamp_table,
    "blocks of a cycle": file_format.cycle_event_sections,
    "blocks of the journal": file_format.journal_event_sections,
    "example cycle": file_format.example_cycle,
    "example journal": file_format.example_journal,
    "tips": file_format.tip_file_sections,
    "example tips": file_format.example_tips,
    "codes": exit_codes.exit_codes_table,
    "refusals": exit_codes.errors_table,
}

_GENERATED_SECTION = re.compile(r"(<!-- made: ([a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def render_page(page: str) -> str:
    """A page with what the program says now."""
    return _GENERATED_SECTION.sub(lambda found: f"{found[1]}\n{GENERATORS[found[2]]().strip()}\n\n{found[3]}", page)


if __name__ == "__main__":
    sys.exit(update_pages(PAGES, render_page, sys.argv[1]))
