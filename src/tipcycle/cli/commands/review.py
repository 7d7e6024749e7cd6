"""`tipcycle review`: output the review of a cycle in the requested format; with `--year` the booklet of voices."""

from pathlib import PurePath
from typing import Annotated

import typer
from msgspec import Struct

from tipcycle.cli.command_classes import TipcycleCommand, new_command
from tipcycle.cli.confirm import is_yes
from tipcycle.cli.context import AppContext, get_app_context
from tipcycle.cli.export_files import OFFICE_EXTENSIONS, resolve_output_path, write_export
from tipcycle.cli.options import ForceOption, OpenOption, OutputOption, PaperOption
from tipcycle.cli.output import json_text
from tipcycle.cli.params import parse_date, parse_paper_size
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

HELP = N_("The review of a cycle, by its number or first Monday; the last one begun when you name none.")
FORMATS = ("screen", "markdown", "html", "pdf", "json")
YEAR_FORMATS = ("pdf", "markdown")
PRINTOUTS = ("pdf", "html")
SUFFIXES = {"screen": "txt", "markdown": "md", "html": "html", "pdf": "pdf", "json": "json"}
app = new_command(HELP)


class OutputTarget(Struct, frozen=True):
    """The format and the destination of the review."""

    format: str
    output: str | None
    open: bool
    force: bool

    @property
    def writes_file(self) -> bool:
        """True if the review is written to a file, False for stdout."""
        return self.format in PRINTOUTS or self.output is not None or self.open

    def write_file(self, context: AppContext, data: bytes | str, name: str) -> None:
        """Write the file."""
        write_export(context, data, self.output, name, force=self.force, open_after=self.open)

    def check_path(self, context: AppContext, name: str) -> None:
        """Raise an error if the file could not be written. Call it before a question or a slow rendering."""
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
        from tipcycle.render.json.review import ReviewDocument

        document = ReviewDocument(context.environment.today, private, context.profile.name, context.profile.team)
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
    """Return the requested format, else the format of the file extension, else the default."""
    choices = YEAR_FORMATS if year else FORMATS
    if requested is not None:
        if requested not in choices:
            raise InvalidOptionValueError("--format", requested, choices)
        return requested
    suffix = PurePath(output).suffix.lower().removeprefix(".") if output else ""
    format_of_suffix = next((format for format in choices if SUFFIXES[format] == suffix), None)
    return format_of_suffix or ("pdf" if year or opens_file or suffix in OFFICE_EXTENSIONS else "screen")


def _find_cycle(context: AppContext, value: str | None) -> Cycle | None:
    """Return the cycle with this number or first Monday, or the default cycle. Raises `UnknownCycleError`."""
    cycle = find_cycle(context.cycles, value, context.environment.today)
    if cycle is None and value is not None and not value.isdigit():
        try:
            cycle = find_cycle(context.cycles, parse_date(value, context).isoformat(), context.environment.today)
        except InvalidDateError:
            raise UnknownCycleError(value) from None
    if cycle is None and value is not None:
        raise UnknownCycleError(value)
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
    default_name = f"review-{reviewed_cycle.starts}{'-private' if private else ''}.{SUFFIXES[target.format]}"
    if target.writes_file:
        target.check_path(context, default_name)
    number = reviewed_cycle.number
    if summary is not None:
        context.save(lambda journal: update_review(journal, number, summary=summary, sharing={}))
    elif _is_interactive(context, target, reviewed_cycle):
        from tipcycle.cli.prompts.review import prepare_review

        prepare_review(context, reviewed_cycle, private=private, is_printout=target.format in PRINTOUTS)
    if all(cycle.number != number for cycle in context.cycles):  # saved, but the file can no longer be read
        raise typer.Exit(context.finish_read())
    review = _build_review(context, number, private=private)
    catalogue, translator = context.catalogue, context.translator
    if target.format == "json":
        from tipcycle.render.json.review import review_json

        _output_json(context, target, review_json(review, catalogue, translator), default_name)
    elif target.format == "pdf":
        _output_pdf(context, target, review, default_name, paper)
    elif target.format == "html":
        from tipcycle.render.html import review_html

        target.write_file(context, review_html(review, catalogue, translator), default_name)
    elif target.format == "markdown":
        from tipcycle.render.review.markdown import review_markdown

        text = review_markdown(review, catalogue, translator)
        target.write_file(context, text, default_name) if target.writes_file else context.output.print_text(text)
    else:
        _output_text(context, target, review, default_name)
        if offer_pdf and context.environment.interactive and not context.environment.plain and review.state != "closed":
            _offer_pdf(context, number, paper)


def _is_interactive(context: AppContext, target: OutputTarget, reviewed_cycle: Cycle) -> bool:
    """Return True if questions can be asked and the cycle is open."""
    machine_readable = target.format == "json" or (
        not target.writes_file and (target.format == "markdown" or not context.environment.stdout_is_tty)
    )
    is_open = reviewed_cycle.close is None and reviewed_cycle.starts <= context.environment.today
    return context.environment.interactive and is_open and not machine_readable


def _build_review(context: AppContext, number: int, *, private: bool) -> Review:
    journal, today = context.loaded_journal.journal, context.environment.today
    return cycle_review(journal, context.catalogue, context.cycles, number, context.profile, today, private=private)


def _output_text(context: AppContext, target: OutputTarget, review: Review, default_name: str) -> None:
    """Output the review as a screen, or as plain text in a file, in a pipe or with `--plain`."""
    from tipcycle.render.review.terminal import review_plain, review_screen

    catalogue, translator = context.catalogue, context.translator
    if target.writes_file:
        target.write_file(context, review_plain(review, catalogue, translator) + "\n", default_name)
    elif context.environment.plain:
        context.output.print_text(review_plain(review, catalogue, translator))
    else:
        context.output.print_rich(review_screen(review, catalogue, translator, context.display))


def _offer_pdf(context: AppContext, number: int, paper: str) -> None:
    """Ask whether to write the PDF now, and write it."""
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
    review = _build_review(context, number, private=False)
    _output_pdf(
        context, OutputTarget("pdf", None, open=False, force=False), review, f"review-{review.cycle.starts}.pdf", paper
    )


def _output_pdf(context: AppContext, target: OutputTarget, review: Review, default_name: str, paper: str) -> None:
    from tipcycle.render.pdf import review_pdf

    _ = context.translator.gettext
    context.messages.print(_("Setting the sheet …"))
    target.write_file(context, review_pdf(review, context.catalogue, context.translator, paper), default_name)


def _output_booklet(context: AppContext, target: OutputTarget, reviewed_cycle: Cycle) -> None:
    position = context.cycles.index(reviewed_cycle)
    booklet = build_booklet(
        context.loaded_journal.journal,
        context.cycles,
        position,
        context.catalogue.kind_of,
        context.profile,
        context.environment.today,
    )
    default_name = f"voices-{booklet.starts.year}.{SUFFIXES[target.format]}"
    if target.writes_file:
        target.check_path(context, default_name)
    _ = context.translator.gettext
    if target.format == "markdown":
        from tipcycle.render.voices import booklet_markdown

        text = booklet_markdown(booklet, context.catalogue, context.translator)
        target.write_file(context, text, default_name) if target.writes_file else context.output.print_text(text)
        return
    from tipcycle.render.pdf import booklet_pdf

    context.messages.print(_("Setting the booklet …"))
    target.write_file(context, booklet_pdf(booklet, context.catalogue, context.translator), default_name)
    context.messages.print(_("A5, to fold: print it as a booklet, on both sides."))


def _output_json(context: AppContext, target: OutputTarget, document: Struct, default_name: str) -> None:
    if target.writes_file:
        target.write_file(context, json_text(document), default_name)
    else:
        context.output.print_json(document)
