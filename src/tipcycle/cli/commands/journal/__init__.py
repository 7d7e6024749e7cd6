"""`tipcycle journal`: the care of the files. One module for each of its commands, in the order of the help."""

from tipcycle.cli.commands.journal import backups, edit, export, look, merge, restore
from tipcycle.cli.framework import Command, new_group
from tipcycle.locales import N_

app = new_group(N_("Where your files are, whether they are sound, what is in them."))

for name, run, said in (
    ("where", look.where, N_("The folders and files of your journal.")),
    ("check", look.check, N_("Reads every file and says what is wrong or odd. Changes nothing.")),
    ("history", look.show_history, N_("Every entry, with the day it was made; what was taken back included.")),
    ("backups", backups.list_backups, N_("The earlier states of your files, and what each of them holds.")),
    (
        "restore",
        restore.restore,
        N_("Brings back an earlier state of a file, or a journal out of an archive. What it replaces is kept."),
    ),
    ("export", export.export, N_("Your whole journal in one file: an archive to keep, JSON or a table.")),
    ("merge", merge.merge, N_("Takes in what a second copy has and your journal has not. Changes nothing else.")),
    ("edit", edit.edit, N_("Opens a file of your journal in your editor, and checks it afterwards.")),
):
    app.command(name, cls=Command, help=said)(run)
