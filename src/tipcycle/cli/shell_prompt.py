"""The line for a shell prompt. Must not import Typer: `cli.main` prints it without loading the command."""

import contextlib

from tipcycle.cli.context import AppContext
from tipcycle.cli.prompt_stamp import STAMP_FILE, journal_state, stamp_text
from tipcycle.core.status import prompt_days, prompt_week
from tipcycle.storage.atomic_files import file_mode, write_cache_file


def print_prompt_line(context: AppContext) -> int:
    """Print the line if a check-in is due, and return 0. Does not report problems of the journal."""
    state = ""
    with contextlib.suppress(OSError):
        state, _newest = journal_state(str(context.environment.paths.home))
    _ = context.translator.gettext
    line = _("● check-in")
    if prompt_week(context.cycles, context.checkin_weekday, context.environment.today) is not None:
        context.output.print_text(line)
    _save_stamp(context, state, line)
    return 0


def _save_stamp(context: AppContext, state: str, line: str) -> None:
    """Save the stamp for the next prompt, unless an option or an unreadable file affected this one.

    Creates no state folder: reading a journal must not. Disk errors are ignored.
    """
    paths = context.environment.paths
    if context.argv != ("prompt",) or context.loaded_journal.error_count or not file_mode(paths.state):
        return
    with contextlib.suppress(OSError):
        stamp = stamp_text(str(paths.home), state, line, prompt_days(context.cycles, context.checkin_weekday))
        if stamp is not None:
            write_cache_file(paths.cache / STAMP_FILE, stamp.encode("utf-8", "backslashreplace"))
