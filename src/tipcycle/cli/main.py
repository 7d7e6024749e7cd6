"""Top layer of the command line: `run` parses the global options, runs the command and returns the exit code.

Converts every exception into a message on stderr. Contains no rules; `cli.app` selects and loads the command.
"""

import sys
from collections.abc import Mapping, Sequence
from itertools import takewhile

from tipcycle.cli.context import AppContext
from tipcycle.cli.environment import read_environment
from tipcycle.cli.global_options import GlobalOptions, parse_global_options
from tipcycle.cli.output import DemoMessages, Output
from tipcycle.core.errors import (
    AbortedError,
    DamagedFileError,
    DiskError,
    DurabilityError,
    ExitCode,
    HomeFolderError,
    InvalidDateError,
    LibraryError,
    NoCycleError,
    TipcycleError,
    WrongTipCountError,
)
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import all_languages, load_translator
from tipcycle.i18n.command_line import to_english


def run(
    argv: Sequence[str],
    environ: Mapping[str, str] | None = None,
    *,
    demo_output: Output | None = None,
) -> int:
    """Run one command line and return its exit code. Never raises.

    `environ` replaces the environment of the process. `demo_output`: the run is a step of `tipcycle demo`, which is not
    interactive and writes all its text to this output.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # Windows would write a redirected document in an old code page; a console takes every character anyway.
            reconfigure(encoding="utf-8" if sys.platform == "win32" else None, errors="backslashreplace")
    context: AppContext | None = None
    try:
        argv = to_english(argv, all_languages())
        flags, rest = parse_global_options(argv)
        try:
            environment = read_environment(flags, environ, is_demo=demo_output is not None)
        except (HomeFolderError, InvalidDateError):
            if not _is_version_or_help(rest):
                raise
            environment = read_environment(flags, environ, read_today=False, read_home=False)
        context = AppContext(environment, demo_output or Output(environment))
        if demo_output is not None:
            context.messages = DemoMessages(environment, demo_output)
        context.argv = tuple(argv)
        context.run_command_line = run
        code = _run_command(context, rest)
        context.output.close()
        return code
    except TipcycleError as error:
        return _report_error(error, context)
    except (KeyboardInterrupt, EOFError) as interrupt:
        sys.stderr.write("\n")
        _report_error(AbortedError(), context)
        return ExitCode.INTERRUPTED if isinstance(interrupt, KeyboardInterrupt) else ExitCode.FAILURE
    except BrokenPipeError:
        context.output.close() if context else None
        return ExitCode.OK
    except ImportError as error:
        library = (error.name or "").partition(".")[0]
        if library in ("", "tipcycle"):
            return _report_internal_error(error, context)
        return _report_error(LibraryError(library, error.msg), context)
    except Exception as error:  # a traceback can contain text from the journal
        return _report_internal_error(error, context)


def _run_command(context: AppContext, args: list[str]) -> int:
    """Run the command and return its exit code.

    Handles the frequent command lines that do not need Typer: `--version`, no arguments, `--help` and `prompt`.
    """
    if context.environment.completion_instruction:
        from tipcycle.cli.app import run_shell_completion

        return run_shell_completion(context)
    if _asks_version(args):
        from tipcycle import __version__

        context.output.print_text(f"tipcycle {__version__}")
        return ExitCode.OK
    if not args:
        from tipcycle.cli.commands.home import show_home

        return show_home(context)
    if args[0] in ("--help", "-h"):
        from tipcycle.cli.help import short_help

        context.output.print_text(short_help(context.translator, context.environment.wrap_width))
        return ExitCode.OK
    if args == ["prompt"]:
        from tipcycle.cli.shell_prompt import print_prompt_line

        return print_prompt_line(context)
    from tipcycle.cli.app import dispatch

    return dispatch(context, args)


def _asks_version(args: list[str]) -> bool:
    return "--version" in takewhile(lambda word: word != "--", args)


def _is_version_or_help(args: list[str]) -> bool:
    """Return True if the command line needs no journal."""
    return _asks_version(args) or args[:1] in (["--help"], ["-h"], ["help"], ["completion"])


def _fallback_context() -> AppContext:
    """Return a context for errors that occur before the real one exists: default options, actual date, no journal."""
    environment = read_environment(GlobalOptions(), read_today=False, read_home=False)
    return AppContext(environment, Output(environment))


def _report_error(error: TipcycleError, context: AppContext | None) -> int:
    """Print the message for an error and return its exit code."""
    from tipcycle.cli.error_messages import error_message

    if context is not None:
        error = AbortedError(context.has_saved) if isinstance(error, AbortedError) else _root_cause(error, context)
    context = context or _fallback_context()
    try:
        catalogue = context.catalogue
    except Exception:  # the message can be printed without the titles of the tips
        catalogue = Catalogue()
    message = error_message(error, context.translator, catalogue)
    if isinstance(error, DurabilityError):  # the change was saved
        context.messages.warn(message.text, message.hint)
    else:
        context.messages.error(message, context.translator)
    return int(error.exit_code)


def _root_cause(error: TipcycleError, context: AppContext) -> TipcycleError:
    """Return the error that an unreadable file causes, or the given error.

    Without this, an unreadable cycle file would be reported as a missing cycle, for example.
    """
    if not (error.exit_code == ExitCode.FAILURE or isinstance(error, WrongTipCountError)):
        return error
    try:
        context.store.require_complete(context.loaded_journal)
    except DiskError as disk_error:
        return disk_error
    if isinstance(error, NoCycleError) and context.loaded_journal.unreadable_latest is not None:
        # the cycle exists, but its file cannot be parsed
        return DamagedFileError(context.loaded_journal.unreadable_latest)
    return error


def _report_internal_error(error: Exception, context: AppContext | None) -> int:
    """Report an unexpected exception by its type, function and line number.

    Prints no traceback and no exception text, because they can contain text from the journal.
    """
    context = context or _fallback_context()
    try:
        translator = context.translator
    except Exception:  # the translations cannot be read: fall back to the English texts in the code
        translator = load_translator("en")
    _ = translator.gettext
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    location = f"{traceback.tb_frame.f_code.co_name}:{traceback.tb_lineno}" if traceback else "?"
    context.messages.warn(
        _("something went wrong inside tipcycle: {kind} in {where}").format(kind=type(error).__name__, where=location),
        _("your journal is safe; please report this line with what you typed"),
    )
    return ExitCode.FAILURE
