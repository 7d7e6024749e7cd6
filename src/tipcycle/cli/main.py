"""The program: `run(argv)` is its only way in and the exit code its only way out.

It decides nothing: takes the global flags, opens a session, dispatches, and turns every refusal into a sentence.
"""

import sys
from collections.abc import Mapping, Sequence
from itertools import takewhile

from tipcycle.cli.context import AppContext
from tipcycle.cli.environment import GlobalOptions, parse_global_options, read_environment
from tipcycle.cli.output import DemoMessages, Output
from tipcycle.cli.response_cache import COMPLETE_OUTPUT, CacheKey
from tipcycle.core.errors import (
    AbortedError,
    DamagedFileError,
    DiskError,
    DurabilityError,
    ExitCode,
    NoCycleError,
    TipcycleError,
    WrongTipCountError,
)
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import load_translator


def run(
    argv: Sequence[str],
    environ: Mapping[str, str] | None = None,
    *,
    cache_key: CacheKey | None = None,
    already_shown: bool = False,
    demo_output: Output | None = None,
) -> int:
    """Runs one command line (in another environment than the process's) and gives its exit code.

    The answer to `asking` is kept for the next time. `shown`: it stands on the screen already, up to a key.
    `played`: it is a part of a play, which nobody answers and which all goes to this output.
    Nothing is raised past here.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    context: AppContext | None = None
    try:
        flags, rest = parse_global_options(list(argv))
        environment = read_environment(flags, environ, is_demo=demo_output is not None)
        context = AppContext(environment, demo_output or Output(environment, muted=already_shown), cache_key)
        if demo_output is not None:
            context.messages = DemoMessages(environment, demo_output)
        context.argv = tuple(argv)
        context.run_command_line = run
        code = _run_command(context, rest)
        context.output.close()
        if code == ExitCode.OK:
            context.store_in_cache(COMPLETE_OUTPUT)
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
    except Exception as error:  # no traceback ever reaches a manager, and no text of the journal a log
        return _report_internal_error(error, context)


def _run_command(context: AppContext, args: list[str]) -> int:
    if context.environment.completion_instruction:
        from tipcycle.cli.app import run_shell_completion

        return run_shell_completion(context)
    if "--version" in takewhile(lambda word: word != "--", args):
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
        from tipcycle.cli.prompt_line import print_prompt_line

        return print_prompt_line(context)
    from tipcycle.cli.app import dispatch

    return dispatch(context, args)


def _fallback_context() -> AppContext:
    """A session for what goes wrong before there is one: no flags, and today is today."""
    environment = read_environment(GlobalOptions(), read_today=False)
    return AppContext(environment, Output(environment))


def _report_error(error: TipcycleError, context: AppContext | None) -> int:
    from tipcycle.cli.error_messages import error_message

    if context is not None:
        error = AbortedError(context.has_saved) if isinstance(error, AbortedError) else _root_cause(error, context)
    context = context or _fallback_context()
    try:
        catalogue = context.catalogue
    except Exception:  # the sentence matters more than the title in it
        catalogue = Catalogue()
    message = error_message(error, context.translator, catalogue)
    if isinstance(error, DurabilityError):  # it was done
        context.messages.warn(message.text, message.hint)
    else:
        context.messages.error(message, context.translator)
    return int(error.exit_code)


def _root_cause(error: TipcycleError, context: AppContext) -> TipcycleError:
    """What is really in the way: a refusal may be there only because a file could not be read."""
    if not (error.exit_code == ExitCode.FAILURE or isinstance(error, WrongTipCountError)):
        return error
    try:
        context.store.require_complete(context.loaded_journal)
    except DiskError as disk_error:
        return disk_error
    if isinstance(error, NoCycleError) and context.loaded_journal.unreadable_latest is not None:
        return DamagedFileError(
            context.loaded_journal.unreadable_latest
        )  # there is a cycle: what is in its file cannot be understood
    return error


def _report_internal_error(error: Exception, context: AppContext | None) -> int:
    context = context or _fallback_context()
    try:
        translator = context.translator
    except Exception:  # the messages themselves cannot be read: say it in the language of the code
        translator = load_translator("en")
    _ = translator.gettext
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    where = f"{traceback.tb_frame.f_code.co_name}:{traceback.tb_lineno}" if traceback else "?"
    context.messages.warn(
        _("something went wrong inside tipcycle: {kind} in {where}").format(kind=type(error).__name__, where=where),
        _("your journal is safe; please report this line with what you typed"),
    )
    return ExitCode.FAILURE
