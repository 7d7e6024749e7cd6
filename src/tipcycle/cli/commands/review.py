"""`tipcycle review`: one sheet to talk about with the team; with `--year` a booklet of voices."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Annotated

import typer
from msgspec import Struct

from tipcycle.cli.command_classes import TipcycleCommand, new_command
from tipcycle.cli.confirm import is_yes
from tipcycle.cli.context import AppContext, get_app_context
from tipcycle.cli.export_files import OFFICE_EXTENSIONS, resolve_output_path, write_export
from tipcycle.cli.options import ForceOption, OpenOption, OutputOption, PaperOption, parse_paper_size
from tipcycle.cli.output import json_text
from tipcycle.cli.params import parse_date
from tipcycle.core.booklet import build_booklet
from tipcycle.core.commands.sharing import update_review
from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import (
    CycleNotStartedError,
    InvalidDateError,
    InvalidOptionValueError,
    NoCycleError,
    UnknownCycleError,
)
from tipcycle.core.projection import find_cycle
from tipcycle.core.review import Review, cycle_review
from tipcycle.i18n import N_
from tipcycle.render.json.review import no_review_json, review_json

HELP = N_("The review of a cycle, by its number or first Monday; the last one begun when you name none.")
FORMATS = ("screen", "markdown", "html", "pdf", "json")
YEAR_FORMATS = ("pdf", "markdown")
PRINTOUTS = ("pdf", "html")
SUFFIXES = {"screen": "txt", "markdown": "md", "html": "html", "pdf": "pdf", "json": "json"}
app = new_command(HELP)


class OutputTarget(Struct, frozen=True):
    """In which form a review goes out, and where to."""

    format: str
    output: str | None
    open: bool
    force: bool

    @property
    def writes_file(self) -> bool:
        """Whether it leaves as a file; the others go to stdout."""
        return self.format in PRINTOUTS or self.output is not None or self.open

    def write_file(self, context: AppContext, data: bytes | str, name: str) -> None:
        """Writes the file."""
        write_export(context, data, self.output, name, force=self.force, open_=self.open)

    def check_path(self, context: AppContext, name: str) -> None:
        """Refuses what could not be written in the end, before anybody is asked or waits."""
        resolve_output_path(context, self.output, name, force=self.force, open_=self.open, is_text=self.format != "pdf")


@app.command(cls=TipcycleCommand, help=HELP)
def show_review(
    ctx: typer.Context,
    cycle: Annotated[str | None, typer.Argument(help=N_("its number, or its first Monday"))] = None,
    format: Annotated[
        str | None, typer.Option(metavar="FORMAT", help=N_("screen, markdown, html, pdf or json"))
    ] = None,
    output: OutputOption = None,
    open: OpenOption = False,
    force: ForceOption = False,
    paper: PaperOption = "a4",
    words: Annotated[
        str | None, typer.Option(metavar="TEXT", help=N_("your own sentence on the cycle; it comes first"))
    ] = None,
    private: Annotated[bool, typer.Option("--private", help=N_("everything, for your eyes only"))] = False,
    year: Annotated[
        bool, typer.Option("--year", help=N_("the voices of a year, as a booklet without figures"))
    ] = False,
    json: Annotated[bool, typer.Option("--json", help=N_("the same as --format json"))] = False,
) -> None:
    context = get_app_context(ctx)
    paper = parse_paper_size(paper)
    for flag, is_set in (("--private", private), ("--json", json)):
        if year and is_set:
            raise InvalidOptionValueError(flag, "--year")
    target = OutputTarget(
        _choose_format("json" if json else format, output, year=year, opens_file=open), output, open, force
    )
    reviewed_cycle = _find_cycle(context, cycle)
    if reviewed_cycle is None and (target.format != "json" or words is not None):
        if context.cycles:
            raise CycleNotStartedError(context.cycles[-1].starts)
        raise NoCycleError
    if reviewed_cycle is None:
        document = no_review_json(context.environment.today, context.profile, private=private)
        _output_json(context, target, document, "review.json")
    elif year:
        _output_booklet(context, target, reviewed_cycle)
    else:
        offer_pdf = format is None and not (json or private or target.writes_file)
        _output_review(
            context, target, reviewed_cycle, summary=words, paper=paper, private=private, offer_pdf=offer_pdf
        )
    raise typer.Exit(context.finish_read())


def _choose_format(requested: str | None, output: str | None, *, year: bool, opens_file: bool) -> str:
    """The format that was named, or that the name of the file says, or the one that fits."""
    choices = YEAR_FORMATS if year else FORMATS
    if requested is not None:
        if requested not in choices:
            raise InvalidOptionValueError("--format", requested, choices)
        return requested
    suffix = PurePath(output).suffix.lower().removeprefix(".") if output else ""
    format_of_suffix = next((format for format in choices if SUFFIXES[format] == suffix), None)
    return format_of_suffix or ("pdf" if year or opens_file or suffix in OFFICE_EXTENSIONS else "screen")


def _find_cycle(context: AppContext, word: str | None) -> Cycle | None:
    cycle = find_cycle(context.cycles, word, context.environment.today)
    if cycle is None and word is not None and not word.isdigit():
        try:
            cycle = find_cycle(context.cycles, parse_date(word, context).isoformat(), context.environment.today)
        except InvalidDateError:
            raise UnknownCycleError(word) from None
    if cycle is None and word is not None:
        raise UnknownCycleError(word)
    return cycle


def _output_review(
    context: AppContext,
    target: OutputTarget,
    reviewed_cycle: Cycle,
    *,
    summary: str | None,
    paper: str,
    private: bool,
    offer_pdf: bool,
) -> None:
    name = f"review-{reviewed_cycle.starts}{'-private' if private else ''}.{SUFFIXES[target.format]}"
    if target.writes_file:
        target.check_path(context, name)
    number = reviewed_cycle.number
    if summary is not None:
        context.save(lambda journal: update_review(journal, number, summary=summary, sharing={}))
    elif _is_interactive(context, target, reviewed_cycle):
        from tipcycle.cli.prompts.review import prepare_review

        prepare_review(context, reviewed_cycle, private=private, is_printout=target.format in PRINTOUTS)
    if all(cycle.number != number for cycle in context.cycles):  # saved, and the disk gives nothing back to show
        raise typer.Exit(context.finish_read())
    facts = _build_review(context, number, private=private)
    catalogue, translator = context.catalogue, context.translator
    if target.format == "json":
        _output_json(context, target, review_json(facts, catalogue, translator), name)
    elif target.format == "pdf":
        _output_pdf(context, target, facts, name, paper)
    elif target.format == "html":
        from tipcycle.render.html import review_html

        target.write_file(context, review_html(facts, catalogue, translator), name)
    elif target.format == "markdown":
        from tipcycle.render.review.markdown import review_markdown

        text = review_markdown(facts, catalogue, translator)
        target.write_file(context, text, name) if target.writes_file else context.output.print_text(text)
    else:
        _output_text(context, target, facts, name)
        if offer_pdf and context.environment.interactive and not context.environment.plain and facts.state != "closed":
            _offer_pdf(context, number, paper)


def _is_interactive(context: AppContext, target: OutputTarget, reviewed_cycle: Cycle) -> bool:
    """Whether somebody is there to be asked, and the cycle can still be spoken about."""
    machine_readable = target.format == "json" or (
        not target.writes_file and (target.format == "markdown" or not context.environment.stdout_is_tty)
    )
    is_open = reviewed_cycle.close is None and reviewed_cycle.starts <= context.environment.today
    return context.environment.interactive and is_open and not machine_readable


def _build_review(context: AppContext, number: int, *, private: bool) -> Review:
    journal, today = context.loaded_journal.journal, context.environment.today
    return cycle_review(journal, context.catalogue, context.cycles, number, context.profile, today, private=private)


def _output_text(context: AppContext, target: OutputTarget, facts: Review, name: str) -> None:
    """On a terminal as a screen, else as sentences."""
    from tipcycle.render.review.terminal import review_plain, review_screen

    catalogue, translator = context.catalogue, context.translator
    if target.writes_file:
        target.write_file(context, review_plain(facts, catalogue, translator) + "\n", name)
    elif context.environment.plain:
        context.output.print_text(review_plain(facts, catalogue, translator))
    else:
        context.output.print_rich(review_screen(facts, catalogue, translator, context.display))


def _offer_pdf(context: AppContext, number: int, paper: str) -> None:
    """Asks whether the sheet for the table shall be made now, and makes it."""
    from tipcycle.cli.prompts.review import ask_name_and_team

    _ = context.translator.gettext
    context.output.close()
    try:
        answer = context.messages.ask(_("Make the sheet for the table now, as PDF? [Enter] yes   [n] no "))
    except EOFError:
        return
    if not is_yes(answer, default=True):
        context.messages.print(_("Later: tipcycle review --format pdf"))
        return
    ask_name_and_team(context)
    facts = _build_review(context, number, private=False)
    _output_pdf(
        context, OutputTarget("pdf", None, open=False, force=False), facts, f"review-{facts.cycle.starts}.pdf", paper
    )


def _output_pdf(context: AppContext, target: OutputTarget, facts: Review, name: str, paper: str) -> None:
    from tipcycle.render.pdf import review_pdf

    _ = context.translator.gettext
    context.messages.print(_("Setting the sheet …"))
    target.write_file(context, review_pdf(facts, context.catalogue, context.translator, paper), name)


def _output_booklet(context: AppContext, target: OutputTarget, reviewed_cycle: Cycle) -> None:
    position = context.cycles.index(reviewed_cycle)
    facts = build_booklet(
        context.loaded_journal.journal,
        context.cycles,
        position,
        context.catalogue.kind_of,
        context.profile,
        context.environment.today,
    )
    name = f"voices-{facts.starts.year}.{SUFFIXES[target.format]}"
    if target.writes_file:
        target.check_path(context, name)
    _ = context.translator.gettext
    if target.format == "markdown":
        from tipcycle.render.voices import booklet_markdown

        text = booklet_markdown(facts, context.catalogue, context.translator)
        target.write_file(context, text, name) if target.writes_file else context.output.print_text(text)
        return
    from tipcycle.render.pdf import booklet_pdf

    context.messages.print(_("Setting the booklet …"))
    target.write_file(context, booklet_pdf(facts, context.catalogue, context.translator), name)
    context.messages.print(_("A5, to fold: print it as a booklet, on both sides."))


def _output_json(context: AppContext, target: OutputTarget, document: Mapping[str, object], name: str) -> None:
    if target.writes_file:
        target.write_file(context, json_text(document), name)
    else:
        context.output.print_json(document)
