"""`tipcycle checkin`: look back on a week."""

from typing import Annotated

import typer

from tipcycle.cli import complete
from tipcycle.cli.framework import new_command, session_of
from tipcycle.cli.parse import HEARD, pairs_of, place_of, tips_of, week_of, weekday_of
from tipcycle.cli.session import Session
from tipcycle.cli.unquoted import Dated
from tipcycle.core.blocks import WEEKDAYS, Profile
from tipcycle.core.calendar import FRIDAY, due_weeks
from tipcycle.core.edits.checkin import Answers, Recorded, record
from tipcycle.core.edits.personal import set_profile
from tipcycle.core.errors import Exit, MissingFlags, NotAWeekday, Stopped
from tipcycle.core.weeks import Week
from tipcycle.locales import N_, Words
from tipcycle.views.labels import number

HELP = N_("Look back on a week. With flags for scripts and for who is in a hurry; without any, you are asked.")
app = new_command(HELP)


class OnWeek(Dated):
    """`--week` takes a date."""

    flags = ("--week",)


Tips = list[str] | None


@app.command(cls=OnWeek, help=HELP)
def check_in(
    context: typer.Context,
    week: Annotated[
        str | None,
        typer.Option(
            metavar="WEEK",
            autocompletion=complete.weeks,
            help=N_("2026-W10, week 10, a date in the week, this or last"),
        ),
    ] = None,
    did: Annotated[Tips, typer.Option(metavar="N,N", autocompletion=complete.of_the_five, help=N_("did it"))] = None,
    costly: Annotated[
        Tips,
        typer.Option(metavar="N,N", autocompletion=complete.of_the_five, help=N_("did it, though it cost something")),
    ] = None,
    missed: Annotated[
        Tips, typer.Option(metavar="N,N", autocompletion=complete.of_the_five, help=N_("did not do it"))
    ] = None,
    none: Annotated[
        Tips,
        typer.Option(
            metavar="N,N", autocompletion=complete.of_the_five, help=N_("no occasion; only for tips that wait for one")
        ),
    ] = None,
    built: Annotated[
        Tips,
        typer.Option(
            metavar="N,N",
            autocompletion=complete.of_the_five,
            help=N_("it stands now; only for tips that are made once"),
        ),
    ] = None,
    team: Annotated[int | None, typer.Option(metavar="1-5", help=N_("how it felt in the team"))] = None,
    customers: Annotated[int | None, typer.Option(metavar="1-5", help=N_("how it felt with customers"))] = None,
    note: Annotated[Tips, typer.Option(metavar="N=TEXT", help=N_("a line about one tip"))] = None,
    voice: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("one moment worth keeping"))] = None,
    by: Annotated[str | None, typer.Option(metavar="ROLE", help=N_("who said it, as a role: a customer"))] = None,
    heard: Annotated[str | None, typer.Option(metavar="WHERE", help=HEARD)] = None,
    share: Annotated[bool, typer.Option("--share", help=N_("these lines may go on paper"))] = False,
    plan: Annotated[
        str | None, typer.Option(metavar="N=TEXT", help=N_("when and where for one tip: If …, then …"))
    ] = None,
    answer: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("your answer to last week's question"))] = None,
) -> None:
    session = session_of(context)
    named = week_of(week, session) if week is not None else None
    answers = Answers(
        did=tips_of(did, session),
        costly=tips_of(costly, session),
        missed=tips_of(missed, session),
        none=tips_of(none, session),
        built=tips_of(built, session),
        team=team,
        customers=customers,
        notes=pairs_of(note, "--note", session),
        voice=voice,
        by=by,
        share=share,
        heard=place_of(heard),
        answer=answer,
        plan=next(iter(pairs_of([plan], "--plan", session).items())) if plan is not None else None,
    )
    if answers == Answers(by=by, share=share, heard=heard):
        if not session.world.asks:
            from tipcycle.cli.guided.week_sheet import week_to_ask

            week_to_ask(session, named)
            raise MissingFlags(("--did", "--costly", "--missed", "--none", "--built", "--team", "--customers"))
        raise typer.Exit(look_back(session, named))
    raise typer.Exit(_say(session, session.words, _save(session, answers, named)))


def look_back(session: Session, named: Week | None, *, offers: bool = True) -> Exit:
    """The check-in with somebody who answers: asked, saved, and the question to take along.

    With `offers` another week that is still open may follow it.
    """
    from tipcycle.cli.guided.checkin import ask_week
    from tipcycle.cli.guided.week_sheet import last_words, week_to_ask

    week = week_to_ask(session, named)
    again = week in session.cycles[-1].checked_in
    answers, said = ask_week(session, week)
    if answers == Answers():
        _say_nothing_new(session, again=again)
        return Exit.OK
    code = _say(session, session.words, _save(session, answers, week))
    cycles = session.cycles
    left = due_weeks(cycles[-1], session.weekday, session.world.today) if cycles and offers else ()
    session.diagnostics.say("\n".join(last_words(session, week, answers, more=bool(left))))
    if said.swap is not None:
        _ = session.words.text
        session.diagnostics.say(_("To swap it: tipcycle swap {tip} NEW").format(tip=number(said.swap)))
    if session.profile.day is None and not again and sum(len(cycle.checked_in) for cycle in session.cycles) == 1:
        _ask_day(session)
    return max(code, _offer(session, left[0])) if left else code


def _say_nothing_new(session: Session, *, again: bool) -> None:
    """That an empty check-in is no harm: nothing is written."""
    _ = session.words.text
    session.diagnostics.say(
        _("You changed nothing; it all stays as it was.")
        if again
        else _("You filled in nothing; the week stays open. That is fine.")
    )


def _offer(session: Session, week: Week) -> Exit:
    """Says that another week is open too, and looks back on it when somebody wants to."""
    words, say = session.words, session.diagnostics.say
    _ = words.text
    this = week == Week.of(session.world.today)
    said = _("This week, {dates}, is still open.") if this else _("The week of {dates} is still open.")
    say()
    say(said.format(dates=words.span(week.monday, week.sunday)))
    say(_("[Enter] look back on it too   [q] later"))
    try:
        pressed = session.diagnostics.key("\rq")
    except EOFError:
        return Exit.OK
    if pressed != "\r":
        return Exit.OK
    try:
        return look_back(session, week)
    except Stopped:  # the week before it is saved
        _ = session.words.text
        session.diagnostics.say(_("That week stays open; the one before is saved."))
        return Exit.OK


def _ask_day(session: Session) -> None:
    """After the first check-in: on which day to look back. Friday is what holds anyway, and is not written down."""
    _ = session.words.text
    day = None
    while day is None:
        try:
            line = session.diagnostics.ask(_("On which day do you like to look back? [Enter] Friday ")).strip()
            day = weekday_of(line) if line else WEEKDAYS[FRIDAY]
        except NotAWeekday as refused:
            session.diagnostics.say(_("this is not a day of the week: {word}").format(word=refused.word))
        except EOFError:
            return
    chosen = day
    if chosen != WEEKDAYS[FRIDAY]:
        session.save(lambda journal: set_profile(Profile(day=chosen)))


def _save(session: Session, answers: Answers, week: Week | None) -> Recorded:
    return session.save(
        lambda journal: record(
            journal, session.catalogue, session.world.today, answers, week=week, weekday=session.weekday
        )
    )


def _say(session: Session, words: Words, recorded: Recorded) -> Exit:
    """`words` are looked up before the save: afterwards the journal would be read once more for its language."""
    _ = words.text
    if recorded.left_out is not None:
        session.diagnostics.say(
            _("How the week felt could be said until {day}; that was left out.").format(
                day=words.full_day(recorded.left_out)
            )
        )
    session.diagnostics.say(
        _("Saved: cycle {n}, week of {day}. To take it back: tipcycle undo").format(
            n=recorded.cycle.number, day=words.day(recorded.week.monday)
        )
    )
    if recorded.week in recorded.cycle.paused:
        session.diagnostics.say(_("That week is off: what you did counts, what you missed does not."))
    return Exit.OK if recorded.left_out is None else Exit.IN_PART
