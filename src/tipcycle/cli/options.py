"""The flags that several commands have, each with its one wording."""

from typing import Annotated

import typer

from tipcycle.core.errors import BadFlag
from tipcycle.locales import N_

PAPERS = ("a4", "us-letter")

Output = Annotated[str | None, typer.Option(metavar="FILE", help=N_("where it goes; - is stdout"))]
Force = Annotated[bool, typer.Option("--force", help=N_("replace a file that is there"))]
Open = Annotated[bool, typer.Option("--open", help=N_("open the file when it is there"))]
Paper = Annotated[str, typer.Option(metavar="PAPER", help=N_("a4 or us-letter"))]
Json = Annotated[bool, typer.Option("--json", help=N_("for programs"))]


def paper_of(word: str) -> str:
    """The size of paper that is meant; BadFlag for one that there is not."""
    if word not in PAPERS:
        raise BadFlag("--paper", word, PAPERS)
    return word
