"""Option declarations that several commands share, so that their help texts are the same everywhere."""

from typing import Annotated

import typer

from tipcycle.i18n import N_

PAPER_SIZES = ("a4", "us-letter")

OutputOption = Annotated[str | None, typer.Option(metavar="FILE", help=N_("where it goes; - is stdout"))]
ForceOption = Annotated[bool, typer.Option("--force", help=N_("replace a file that is there"))]
OpenOption = Annotated[bool, typer.Option("--open", help=N_("open the file when it is there"))]
PaperOption = Annotated[str, typer.Option(metavar="PAPER", help=N_("a4 or us-letter"))]
JsonOption = Annotated[bool, typer.Option("--json", help=N_("for programs"))]


SPIRAL_HELP = N_("culture, experience, loyalty or reputation")
