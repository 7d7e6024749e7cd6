"""The program: `run(argv)` is its only way in and the exit code its only way out.

It decides nothing: takes the global flags, opens a session, dispatches, and turns every refusal into a sentence.
"""

import sys
from collections.abc import Mapping, Sequence
from itertools import takewhile

from tipcycle.cli.diagnostics import Played
from tipcycle.cli.flags import take_flags
from tipcycle.cli.output import Output
from tipcycle.cli.recall import WHOLE, Asking
from tipcycle.cli.session import Session
from tipcycle.cli.world import Flags, read_world
from tipcycle.core.errors import Damaged, DiskRefused, Exit, NoCycle, NotConfirmed, Refused, Stopped, WrongCount
from tipcycle.core.tips import Catalogue
from tipcycle.locales import load_words


def run(
    argv: Sequence[str],
    environment: Mapping[str, str] | None = None,
    *,
    asking: Asking | None = None,
    shown: bool = False,
    played: Output | None = None,
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
    session: Session | None = None
    try:
        flags, rest = take_flags(list(argv))
        world = read_world(flags, environment, played=played is not None)
        session = Session(world, played or Output(world, silent=shown), asking)
        if played is not None:
            session.diagnostics = Played(world, played)
        session.typed = tuple(argv)
        code = _dispatch(session, rest)
        session.output.close()
        if code == Exit.OK:
            session.keep_answer(WHOLE)
        return code
    except Refused as refused:
        return _refuse(refused, session)
    except (KeyboardInterrupt, EOFError) as stopped:
        sys.stderr.write("\n")
        _refuse(Stopped(), session)
        return Exit.INTERRUPTED if isinstance(stopped, KeyboardInterrupt) else Exit.NOT_NOW
    except BrokenPipeError:
        session.output.close() if session else None
        return Exit.OK
    except Exception as error:  # no traceback ever reaches a manager, and no text of the journal a log
        return _unexpected(error, session)


def _dispatch(session: Session, rest: list[str]) -> int:
    if session.world.completing:
        from tipcycle.cli.complete import answer

        return answer(session)
    if "--version" in takewhile(lambda word: word != "--", rest):
        from tipcycle import __version__

        session.output.text(f"tipcycle {__version__}")
        return Exit.OK
    if not rest:
        from tipcycle.cli.commands.glance import show_glance

        return show_glance(session)
    if rest[0] in ("--help", "-h"):
        from tipcycle.cli.help import short_help

        session.output.text(short_help(session.words, session.world.folds_at))
        return Exit.OK
    if rest == ["prompt"]:
        from tipcycle.cli.prompt_line import show_prompt

        return show_prompt(session)
    from tipcycle.cli.framework import dispatch

    return dispatch(session, rest)


def _early() -> Session:
    """A session for what goes wrong before there is one: no flags, and today is today."""
    world = read_world(Flags(), day=False)
    return Session(world, Output(world))


def _refuse(refused: Refused, session: Session | None) -> int:
    from tipcycle.cli.sentences import sentence

    if session is not None:
        refused = Stopped(session.saved) if isinstance(refused, Stopped) else _behind(refused, session)
    session = session or _early()
    try:
        catalogue = session.catalogue
    except Exception:  # the sentence matters more than the title in it
        catalogue = Catalogue()
    said = sentence(refused, session.words, catalogue)
    if isinstance(refused, NotConfirmed):  # it was done
        session.diagnostics.warn(said.text, said.hint)
    else:
        session.diagnostics.refuse(said, session.words)
    return int(refused.exit)


def _behind(refused: Refused, session: Session) -> Refused:
    """What is really in the way: a refusal may be there only because a file could not be read."""
    if not (refused.exit == Exit.NOT_NOW or isinstance(refused, WrongCount)):
        return refused
    try:
        session.store.refuse_partial(session.loaded)
    except DiskRefused as disk:
        return disk
    if isinstance(refused, NoCycle) and session.loaded.unread is not None:
        return Damaged(session.loaded.unread)  # there is a cycle: what is in its file cannot be understood
    return refused


def _unexpected(error: Exception, session: Session | None) -> int:
    session = session or _early()
    try:
        words = session.words
    except Exception:  # the messages themselves cannot be read: say it in the language of the code
        words = load_words("en")
    _ = words.text
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_name}:{place.tb_lineno}" if place else "?"
    session.diagnostics.warn(
        _("something went wrong inside tipcycle: {kind} in {where}").format(kind=type(error).__name__, where=where),
        _("your journal is safe; please report this line with what you typed"),
    )
    return Exit.NOT_NOW
