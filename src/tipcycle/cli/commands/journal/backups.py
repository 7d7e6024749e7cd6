"""`journal backups`: the earlier states of each file."""

from typing import Annotated

import typer

from tipcycle.cli.framework import session_of
from tipcycle.cli.options import Json
from tipcycle.core.errors import NotFound
from tipcycle.locales import N_
from tipcycle.views.backup_words import Shown, backups_text
from tipcycle.views.porcelain.journal import backups_json


def list_backups(
    context: typer.Context,
    file: Annotated[str | None, typer.Argument(help=N_("journal, tips or the first Monday of a cycle"))] = None,
    json: Json = False,
) -> None:
    from tipcycle.journal.holdings import backups_of
    from tipcycle.journal.names import meant

    session = session_of(context)
    name = meant(file) if file is not None else None
    if file is not None and name is None:
        raise NotFound(file)
    found = [
        Shown(
            file=backup.generation.name,
            number=backup.generation.number,
            written=backup.generation.written,
            size=backup.generation.size,
            blocks=backup.holding.blocks,
            errors=backup.holding.errors,
            longer=backup.longer,
            path=str(backup.generation.path),
            entries=backup.holding.entries,
        )
        for backup in backups_of(session.world.places, name)
    ]
    _ = session.words.text
    if json:
        session.output.json(backups_json(found))
    elif not found:
        session.diagnostics.say(_("There are no backups yet: one is kept each time a file changes."))
    else:
        session.output.text(backups_text(found, session.world.local, session.words))
        session.diagnostics.say(_("tipcycle journal restore FILE NUMBER brings one back; what is there now is kept."))
