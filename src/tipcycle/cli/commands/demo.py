"""`tipcycle demo`: a year of the loop, through the real commands, in a journal that is thrown away."""

import shlex
from pathlib import Path

import typer

from tipcycle.cli.demo_steps import steps
from tipcycle.cli.framework import Command, new_command, session_of
from tipcycle.cli.world import rehearsal
from tipcycle.core.errors import Exit
from tipcycle.locales import N_

HELP = N_(
    "Plays a year of the loop on the real catalogue, each command with its output. Your own journal stays as it is."
)
app = new_command(HELP)


@app.command(cls=Command, help=HELP)
def demo(context: typer.Context) -> None:
    import tempfile

    from tipcycle.cli.main import run

    session = session_of(context)
    language = session.words.language
    with tempfile.TemporaryDirectory(prefix="tipcycle-") as folder:
        for day, argv in steps(language):
            session.output.lines([[], [(f"{day.isoformat()} $ ", "dim"), (shlex.join(["tipcycle", *argv]), "bold")]])
            session.output.close()
            code = run(argv, rehearsal(Path(folder), day, language), played=session.output)
            if code != Exit.OK:
                raise typer.Exit(code)
            if session.output.deserted:  # `| head`: nobody sees the rest of the year
                return
    _ = session.words.text
    session.output.text("\n" + _("A year: six cycles, thirty tips closed. Nothing of it was kept."))
