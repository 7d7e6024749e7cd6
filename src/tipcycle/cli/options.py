"""The flags that several commands have, each with its one wording."""

from typing import Annotated

import typer

from tipcycle.core.errors import InvalidOptionValueError
from tipcycle.i18n import N_

PAPER_SIZES = ("a4", "us-letter")

OutputOption = Annotated[str | None, typer.Option(metavar="FILE", help=N_("where it goes; - is stdout"))]
ForceOption = Annotated[bool, typer.Option("--force", help=N_("replace a file that is there"))]
OpenOption = Annotated[bool, typer.Option("--open", help=N_("open the file when it is there"))]
PaperOption = Annotated[str, typer.Option(metavar="PAPER", help=N_("a4 or us-letter"))]
JsonOption = Annotated[bool, typer.Option("--json", help=N_("for programs"))]


def parse_paper_size(value: str) -> str:
    """The size of paper that is meant; InvalidOptionValueError for one that there is not."""
    if value not in PAPER_SIZES:
        raise InvalidOptionValueError("--paper", value, PAPER_SIZES)
    return value
