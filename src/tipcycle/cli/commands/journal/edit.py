"""`journal edit`: a file of the journal in the manager's own editor.

The editor has a copy. The lock is not held while it is open; what was read is compared before anything is written.
"""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from tipcycle.cli.editor import edit_file
from tipcycle.cli.framework import session_of
from tipcycle.cli.session import Session
from tipcycle.core.errors import (
    DiskRefused,
    EditedMeanwhile,
    EditHasMistakes,
    LockHeld,
    NoEditor,
    NotConfirmed,
    NotFound,
    Stopped,
    TooLarge,
)
from tipcycle.core.problems import Problem
from tipcycle.journal.backups import generations
from tipcycle.journal.buffer import drop_buffer, make_buffer, read_buffer
from tipcycle.journal.codec import parse
from tipcycle.journal.names import cycle_name, meant, path_of
from tipcycle.journal.parts import MOST_BYTES
from tipcycle.journal.places import JOURNAL, OWN_TIPS
from tipcycle.journal.restore import refuse_newer
from tipcycle.journal.whole import put_if_unchanged, read_whole
from tipcycle.locales import N_
from tipcycle.views.problem_words import problem_words


def edit(
    context: typer.Context,
    file: Annotated[str | None, typer.Argument(help=N_("journal, tips or the first Monday of a cycle"))] = None,
) -> None:
    session = session_of(context)
    name = _meant(session, file)
    path = path_of(session.world.places, name)
    base = read_whole(session.world.places, name)
    if base is None:
        raise NotFound(str(path))
    if len(base) > MOST_BYTES:
        raise TooLarge(name)
    refuse_newer(name, base)
    if not session.world.editor:
        raise NoEditor("")
    buffer = make_buffer(session.world.places, name, base)
    try:
        new = _edited(session, name, base, buffer)
        if new is not None and not put_if_unchanged(session.world.places, name, base, new, session.world.now):
            raise EditedMeanwhile(name, str(buffer))
    except NotConfirmed:  # it is saved
        drop_buffer(buffer)
        raise
    except (NoEditor, Stopped, DiskRefused, LockHeld, KeyboardInterrupt):
        _keep(session, base, buffer)
        raise
    drop_buffer(buffer)
    if new is None:
        _ = session.words.text
        session.diagnostics.say(_("Nothing changed."))
        return
    session.forget()
    _say_saved(session, name, base, new)


def _keep(session: Session, base: bytes, buffer: Path) -> None:
    """Leaves what was typed where it is, and says so; where nothing was typed, there is nothing to leave."""
    try:
        typed = read_buffer(buffer) != base
    except DiskRefused:
        typed = True
    if not typed:
        drop_buffer(buffer)
        return
    _ = session.words.text
    session.diagnostics.say(_("What you typed is kept: {path}").format(path=buffer))


def _meant(session: Session, word: str | None) -> str:
    """The file that is meant; without a word that of the cycle picked last."""
    if word is None:
        latest = cycle_name(session.cycles[-1].starts) if session.cycles else JOURNAL
        return session.loaded.unread or latest
    name = meant(word)
    if name is None:
        raise NotFound(word)
    return name


def _edited(session: Session, name: str, base: bytes, buffer: Path) -> bytes | None:
    """What came back from the editor, without mistakes; None when nothing changed."""
    _, say = session.words.text, session.diagnostics.say
    while True:
        if not edit_file(session.world.editor, buffer):
            raise Stopped
        new = read_buffer(buffer)
        if new == base or not new.strip():
            return None
        mistakes = _mistakes(session, name, base, buffer)
        if not mistakes:
            return new
        say("\n".join(mistakes))
        if not session.world.asks:
            raise EditHasMistakes(name, str(buffer))
        answer = session.diagnostics.ask(_("Edit it again? [Y/n] ")).strip().lower()
        if answer.startswith("n"):
            raise EditHasMistakes(name, str(buffer))


def _mistakes(session: Session, name: str, base: bytes, buffer: Path) -> list[str]:
    """What keeps the file from being read, each with its line; and a new block that no one would ever read there."""
    if name == OWN_TIPS:
        return _mistakes_in_tips(session, buffer)
    before = Counter(problem.detail for problem in _problems(name, base) if problem.what == "misplaced")
    problems = []
    for problem in _problems(name, read_buffer(buffer)):
        if problem.what == "misplaced":
            before[problem.detail] -= 1
        if problem.level == "error" or problem.what == "newer" or before[problem.detail] < 0:
            problems.append(problem)
    return [
        f"{name}{'' if problem.line is None else f':{problem.line}'}: {problem_words(problem, session.words)[0]}"
        for problem in problems
    ]


def _problems(name: str, data: bytes) -> tuple[Problem, ...]:
    return parse(data, name).problems


def _mistakes_in_tips(session: Session, buffer: Path) -> list[str]:
    from tipcycle.catalogue.load import read_document, validate
    from tipcycle.cli.own_tips import say_problems

    document, problems = read_document(buffer)
    return say_problems(session, problems or validate(document, OWN_TIPS, own=True))


def _say_saved(session: Session, name: str, base: bytes, new: bytes) -> None:
    _, words, say = session.words.text, session.words, session.diagnostics.say
    say(_("Saved: {file}.").format(file=name))
    gone = _gone(name, base, new)
    if gone:
        say(words.many("{n} entry of before is no longer in it.", "{n} entries of before are no longer in it.", gone))
    kept = generations(session.world.places, name)
    if kept:
        say(
            _("What was there is kept: tipcycle journal restore {file} {number}").format(
                file=name, number=kept[-1].number
            )
        )


def _gone(name: str, base: bytes, new: bytes) -> int:
    """How many entries lost a block, or all they had."""
    if name == OWN_TIPS:
        return 0
    before, after = (parse(data, name).blocks for data in (base, new))
    left = Counter(block.id for block in before) - Counter(block.id for block in after)
    return len({block.at for block in before if block.id in left})
