"""`tipcycle journal`: the care of the files. One module for each of its commands, in the order of the help."""

from tipcycle.cli.commands.journal.backups import list_backups
from tipcycle.cli.commands.journal.edit import edit
from tipcycle.cli.commands.journal.export import export
from tipcycle.cli.commands.journal.look import check, show_history, where
from tipcycle.cli.commands.journal.merge import merge
from tipcycle.cli.commands.journal.restore import restore
from tipcycle.cli.framework import Command, new_group
from tipcycle.locales import N_

app = new_group(N_("Where your files are, whether they are sound, what is in them."))

app.command("where", cls=Command, help=N_("The folders and files of your journal."))(where)
app.command("check", cls=Command, help=N_("Reads every file and says what is wrong or odd. Changes nothing."))(check)
app.command("history", cls=Command, help=N_("Every entry, with the day it was made; what was taken back included."))(
    show_history
)
app.command("backups", cls=Command, help=N_("The earlier states of your files, and what each of them holds."))(
    list_backups
)
app.command(
    "restore",
    cls=Command,
    help=N_("Brings back an earlier state of a file, or a journal out of an archive. What it replaces is kept."),
)(restore)
app.command("export", cls=Command, help=N_("Your whole journal in one file: an archive to keep, JSON or a table."))(
    export
)
app.command(
    "merge", cls=Command, help=N_("Takes in what a second copy has and your journal has not. Changes nothing else.")
)(merge)
app.command("edit", cls=Command, help=N_("Opens a file of your journal in your editor, and checks it afterwards."))(
    edit
)
