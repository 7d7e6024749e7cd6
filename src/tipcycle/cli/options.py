"""Option declarations that several commands share, so that their help texts are the same everywhere."""

from typing import Annotated, Any, Literal

import typer

from tipcycle.cli.completion import complete_five
from tipcycle.cli.params import TIPS, concatenate
from tipcycle.core.events import SpiralPlace
from tipcycle.i18n import N_

OutputOption = Annotated[str | None, typer.Option(metavar="FILE", help=N_("where it goes; - is stdout"))]
ForceOption = Annotated[bool, typer.Option("--force", help=N_("replace a file that is there"))]
OpenOption = Annotated[bool, typer.Option("--open", help=N_("open the file when it is there"))]
PaperOption = Annotated[Literal["a4", "us-letter"], typer.Option(metavar="PAPER", help=N_("a4 or us-letter"))]
JsonOption = Annotated[bool, typer.Option("--json", help=N_("for programs"))]

SpiralOption = Annotated[
    SpiralPlace | None, typer.Option(metavar="WHERE", help=N_("culture, experience, loyalty or reputation"))
]


def tips_option(help: str) -> Any:
    """Return the declaration of an option that takes tips of the cycle, in one value or in several."""
    return typer.Option(metavar="N,N", click_type=TIPS, callback=concatenate, autocompletion=complete_five, help=help)
