"""`tipcycle review`: one sheet to talk about with the team; with `--year` a booklet of voices."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Annotated

import typer
from msgspec import Struct

from tipcycle.cli.consent import says_yes
from tipcycle.cli.files import OFFICE, refuse_early, write_out
from tipcycle.cli.framework import Command, new_command, session_of
from tipcycle.cli.options import Force, Open, Output, Paper, paper_of
from tipcycle.cli.output import json_text
from tipcycle.cli.parse import date_of
from tipcycle.cli.session import Session
from tipcycle.core.booklet import booklet
from tipcycle.core.cycle import Cycle
from tipcycle.core.edits.paper import put_on_paper
from tipcycle.core.edits.personal import cycle_named
from tipcycle.core.errors import BadFlag, NoCycle, NotADate, NotBegun, UnknownCycle
from tipcycle.core.review import Review
from tipcycle.core.sheet import sheet
from tipcycle.locales import N_
from tipcycle.views.porcelain.review import no_review_json, review_json

HELP = N_("The review of a cycle, by its number or first Monday; the last one begun when you name none.")
FORMATS = ("screen", "markdown", "html", "pdf", "json")
YEAR_FORMATS = ("pdf", "markdown")
PRINTOUTS = ("pdf", "html")
SUFFIXES = {"screen": "txt", "markdown": "md", "html": "html", "pdf": "pdf", "json": "json"}
app = new_command(HELP)


class Way(Struct, frozen=True):
    """In which form a review goes out, and where to."""

    format: str
    output: str | None
    open: bool
    force: bool

    @property
    def to_a_file(self) -> bool:
        """Whether it leaves as a file; the others go to stdout."""
        return self.format in PRINTOUTS or self.output is not None or self.open

    def send(self, session: Session, data: bytes | str, name: str) -> None:
        """Writes the file."""
        write_out(session, data, self.output, name, force=self.force, open_=self.open)

    def refuse(self, session: Session, name: str) -> None:
        """Refuses what could not be written in the end, before anybody is asked or waits."""
        refuse_early(session, self.output, name, force=self.force, open_=self.open, shown=self.format != "pdf")


@app.command(cls=Command, help=HELP)
def show_review(
    context: typer.Context,
    cycle: Annotated[str | None, typer.Argument(help=N_("its number, or its first Monday"))] = None,
    format: Annotated[
        str | None, typer.Option(metavar="FORMAT", help=N_("screen, markdown, html, pdf or json"))
    ] = None,
    output: Output = None,
    open: Open = False,
    force: Force = False,
    paper: Paper = "a4",
    words: Annotated[
        str | None, typer.Option(metavar="TEXT", help=N_("your own sentence on the cycle; it comes first"))
    ] = None,
    private: Annotated[bool, typer.Option("--private", help=N_("everything, for your eyes only"))] = False,
    year: Annotated[
        bool, typer.Option("--year", help=N_("the voices of a year, as a booklet without figures"))
    ] = False,
    json: Annotated[bool, typer.Option("--json", help=N_("the same as --format json"))] = False,
) -> None:
    session = session_of(context)
    paper = paper_of(paper)
    for flag, given in (("--private", private), ("--json", json)):
        if year and given:
            raise BadFlag(flag, "--year")
    way = Way(_format("json" if json else format, output, year=year, opens=open), output, open, force)
    found = _cycle(session, cycle)
    if found is None and (way.format != "json" or words is not None):
        if session.cycles:
            raise NotBegun(session.cycles[-1].starts)
        raise NoCycle
    if found is None:
        document = no_review_json(session.world.today, session.profile, private=private)
        _send_json(session, way, document, "review.json")
    elif year:
        _send_year(session, way, found)
    else:
        offers = format is None and not (json or private or way.to_a_file)
        _send_review(session, way, found, words=words, paper=paper, private=private, offers=offers)
    raise typer.Exit(session.read_exit())


def _format(asked: str | None, output: str | None, *, year: bool, opens: bool) -> str:
    """The format that was named, or that the name of the file says, or the one that fits."""
    choices = YEAR_FORMATS if year else FORMATS
    if asked is not None:
        if asked not in choices:
            raise BadFlag("--format", asked, choices)
        return asked
    ending = PurePath(output).suffix.lower().removeprefix(".") if output else ""
    said = next((format for format in choices if SUFFIXES[format] == ending), None)
    return said or ("pdf" if year or opens or ending in OFFICE else "screen")


def _cycle(session: Session, word: str | None) -> Cycle | None:
    found = cycle_named(session.cycles, word, session.world.today)
    if found is None and word is not None and not word.isdigit():
        try:
            found = cycle_named(session.cycles, date_of(word, session).isoformat(), session.world.today)
        except NotADate:
            raise UnknownCycle(word) from None
    if found is None and word is not None:
        raise UnknownCycle(word)
    return found


def _send_review(
    session: Session, way: Way, found: Cycle, *, words: str | None, paper: str, private: bool, offers: bool
) -> None:
    name = f"review-{found.starts}{'-private' if private else ''}.{SUFFIXES[way.format]}"
    if way.to_a_file:
        way.refuse(session, name)
    number = found.number
    if words is not None:
        session.save(lambda journal: put_on_paper(journal, number, words=words, shared={}))
    elif _asks(session, way, found):
        from tipcycle.cli.guided.paper import prepare

        prepare(session, found, private=private, printout=way.format in PRINTOUTS)
    if all(cycle.number != number for cycle in session.cycles):  # saved, and the disk gives nothing back to show
        raise typer.Exit(session.read_exit())
    facts = _facts(session, number, private=private)
    catalogue, say = session.catalogue, session.words
    if way.format == "json":
        _send_json(session, way, review_json(facts, catalogue, say), name)
    elif way.format == "pdf":
        _send_pdf(session, way, facts, name, paper)
    elif way.format == "html":
        from tipcycle.views.html import review_html

        way.send(session, review_html(facts, catalogue, say), name)
    elif way.format == "markdown":
        from tipcycle.views.markdown import review_markdown

        text = review_markdown(facts, catalogue, say)
        way.send(session, text, name) if way.to_a_file else session.output.text(text)
    else:
        _show(session, way, facts, name)
        if offers and session.world.asks and not session.world.plain and facts.state != "closed":
            _offer_sheet(session, number, paper)


def _asks(session: Session, way: Way, found: Cycle) -> bool:
    """Whether somebody is there to be asked, and the cycle can still be spoken about."""
    for_a_program = way.format == "json" or (
        not way.to_a_file and (way.format == "markdown" or not session.world.screen)
    )
    speakable = found.close is None and found.starts <= session.world.today
    return session.world.asks and speakable and not for_a_program


def _facts(session: Session, number: int, *, private: bool) -> Review:
    journal, today = session.loaded.journal, session.world.today
    return sheet(journal, session.catalogue, session.cycles, number, session.profile, today, private=private)


def _show(session: Session, way: Way, facts: Review, name: str) -> None:
    """On a terminal as a screen, else as sentences."""
    from tipcycle.views.review_screen import review_plain, review_screen

    catalogue, words = session.catalogue, session.words
    if way.to_a_file:
        way.send(session, review_plain(facts, catalogue, words) + "\n", name)
    elif session.world.plain:
        session.output.text(review_plain(facts, catalogue, words))
    else:
        session.output.show(review_screen(facts, catalogue, words, session.look))


def _offer_sheet(session: Session, number: int, paper: str) -> None:
    """Asks whether the sheet for the table shall be made now, and makes it."""
    from tipcycle.cli.guided.paper import name_and_team

    _ = session.words.text
    session.output.close()
    try:
        said = session.diagnostics.ask(_("Make the sheet for the table now, as PDF? [Enter] yes   [n] no "))
    except EOFError:
        return
    if not says_yes(said, enter=True):
        session.diagnostics.say(_("Later: tipcycle review --format pdf"))
        return
    name_and_team(session)
    facts = _facts(session, number, private=False)
    _send_pdf(session, Way("pdf", None, open=False, force=False), facts, f"review-{facts.cycle.starts}.pdf", paper)


def _send_pdf(session: Session, way: Way, facts: Review, name: str, paper: str) -> None:
    from tipcycle.views.pdf import review_pdf

    _ = session.words.text
    session.diagnostics.say(_("Setting the sheet …"))
    way.send(session, review_pdf(facts, session.catalogue, session.words, paper), name)


def _send_year(session: Session, way: Way, found: Cycle) -> None:
    position = session.cycles.index(found)
    facts = booklet(
        session.loaded.journal,
        session.cycles,
        position,
        session.catalogue.kind,
        session.profile,
        session.world.today,
    )
    name = f"voices-{facts.first.year}.{SUFFIXES[way.format]}"
    if way.to_a_file:
        way.refuse(session, name)
    _ = session.words.text
    if way.format == "markdown":
        from tipcycle.views.booklet import booklet_markdown

        text = booklet_markdown(facts, session.catalogue, session.words)
        way.send(session, text, name) if way.to_a_file else session.output.text(text)
        return
    from tipcycle.views.pdf import booklet_pdf

    session.diagnostics.say(_("Setting the booklet …"))
    way.send(session, booklet_pdf(facts, session.catalogue, session.words), name)
    session.diagnostics.say(_("A5, to fold: print it as a booklet, on both sides."))


def _send_json(session: Session, way: Way, document: Mapping[str, object], name: str) -> None:
    if way.to_a_file:
        way.send(session, json_text(document), name)
    else:
        session.output.json(document)
