"""The reference, made from the program: `update` writes it, `check` says which page is stale.

A page is written by hand but for what stands between `<!-- made: NAME -->` and `<!-- end -->`; `MADE` says how each of
these is made. The commands are asked for their help, the JSON is taken from the contract and from a played journal, the
files from the shapes of their blocks, the exit codes from the code that gives them.
"""

import re
import sys
from collections.abc import Callable, Mapping

from keep_up import ROOT, keep_up
from pages import codes, commands, documents, files

PAGES = tuple(sorted((ROOT / "docs" / "reference").rglob("*.md")))

MADE: Mapping[str, Callable[[], str]] = {
    "help": commands.overview,
    "commands": commands.commands,
    "opdrachten": lambda: commands.commands("nl"),
    "overzicht": lambda: commands.overview("nl"),
    "kinds": documents.kinds,
    "documents": documents.documents,
    "header": files.header,
    "stamp": files.stamp,
    "blocks of a cycle": files.blocks_of_a_cycle,
    "blocks of the journal": files.blocks_of_the_journal,
    "example cycle": files.example_cycle,
    "example journal": files.example_journal,
    "tips": files.tips,
    "example tips": files.example_tips,
    "codes": codes.codes,
    "refusals": codes.refusals,
}

_MADE = re.compile(r"(<!-- made: ([a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def renewed(page: str) -> str:
    """A page with what the program says now."""
    return _MADE.sub(lambda found: f"{found[1]}\n{MADE[found[2]]().strip()}\n\n{found[3]}", page)


if __name__ == "__main__":
    sys.exit(keep_up(PAGES, renewed, sys.argv[1]))
