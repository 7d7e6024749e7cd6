"""`tipcycle journal`: the commands for the journal files, registered in the order of the help page."""

from tipcycle.cli.command_classes import TipcycleCommand, new_group
from tipcycle.cli.commands.journal import backups, edit, export, inspect, merge, restore
from tipcycle.i18n import N_

app = new_group(N_("Where your files are, whether they are sound, what is in them."))

for name, command, help_text in (
    ("where", inspect.show_paths, N_("The folders and files of your journal.")),
    ("check", inspect.check_journal, N_("Reads every file and says what is wrong or odd. Changes nothing.")),
    ("history", inspect.show_history, N_("Every entry, with the day it was made; what was taken back included.")),
    ("backups", backups.list_backups, N_("The earlier states of your files, and what each of them holds.")),
    (
        "restore",
        restore.restore_journal,
        N_("Brings back an earlier state of a file, or a journal out of an archive. What it replaces is kept."),
    ),
    ("export", export.export_journal, N_("Your whole journal in one file: an archive to keep, JSON or a table.")),
    (
        "merge",
        merge.merge_journal,
        N_("Takes in what a second copy has and your journal has not. Changes nothing else."),
    ),
    ("edit", edit.edit_journal_file, N_("Opens a file of your journal in your editor, and checks it afterwards.")),
):
    app.command(name, cls=TipcycleCommand, help=help_text)(command)
