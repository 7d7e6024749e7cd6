"""`tipcycle review`: output the review of a cycle in the requested format; with `--year` the booklet of voices."""

from typing import Annotated

import typer
from msgspec import Struct

from tipcycle.cli.command_classes import TipcycleCommand, new_command
from tipcycle.cli.confirm import is_yes
from tipcycle.cli.context import AppContext, get_app_context
from tipcycle.cli.export_files import OFFICE_EXTENSIONS, resolve_output_path, write_export
from tipcycle.cli.format_options import choose_format, format_option, output_extension
from tipcycle.cli.options import ForceOption, OpenOption, OutputOption, PaperOption
from tipcycle.cli.params import CYCLE
from tipcycle.core.booklet import build_booklet, latest_booklet
from tipcycle.core.commands.sharing import update_review
from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import (
    CycleNotStartedError,
    InvalidOptionValueError,
    NoCycleError,
)
from tipcycle.core.review import Review, cycle_review
from tipcycle.i18n import N_
from tipcycle.render.formats import BOOKLET_FORMATS, MARKDOWN, FileFormat
from tipcycle.render.review.formats import REVIEW_FORMATS, ReviewFormat

HELP = N_("The review of a cycle, by its number or first Monday; the last one begun when you name none.")
_FORMATS_BY_NAME = {format.name: format for format in REVIEW_FORMATS}
DEFAULT_PRINTOUT, REVIEW_JSON = _FORMATS_BY_NAME["pdf"], _FORMATS_BY_NAME["json"]
app = new_command(HELP)


class OutputTarget(Struct, frozen=True):
    """The destination of the review."""

    output: str | None = None
    open: bool = False
    force: bool = False

    def is_file(self, format: ReviewFormat) -> bool:
        """Return True if the review is written to a file, False for stdout."""
        return format.is_printout or self.output is not None or self.open

    def write_file(self, context: AppContext, data: bytes | str, name: str) -> None:
        """Write the file."""
        write_export(context, data, self.output, name, force=self.force, open_after=self.open)

    def check_path(self, context: AppContext, format: FileFormat, name: str) -> None:
        """Raise an error if the file could not be written. Call it before a question or a slow rendering."""
        resolve_output_path(context, self.output, name, force=self.force, open_=self.open, is_text=not format.is_binary)


@app.command(cls=TipcycleCommand, help=HELP)
def show_review(
    ctx: typer.Context,
    cycle: Annotated[Cycle | None, typer.Argument(click_type=CYCLE, help=N_("its number, or its first Monday"))] = None,
    format: Annotated[ReviewFormat | None, format_option(REVIEW_FORMATS)] = None,
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
    for flag, is_set in (("--private", private), ("--json", json)):
        if year and is_set:
            raise InvalidOptionValueError(flag, "--year")
    target = OutputTarget(output, open, force)
    if year:
        booklet_format = choose_format(BOOKLET_FORMATS, _booklet_counterpart(format), output)
        _output_booklet(
            context, booklet_format, target, cycle or _latest_begun_cycle(context), is_named=cycle is not None
        )
        raise typer.Exit(context.finish_read())
    chosen_format = _choose_review_format(REVIEW_JSON if json else format, target)
    cycle = cycle or context.cycles.latest_begun(context.environment.today)
    if chosen_format.render_without_cycle and words is None and cycle is None:
        text = chosen_format.render_without_cycle(
            today=context.environment.today, profile=context.profile, private=private
        )
        _output_text(context, chosen_format, target, text, f"review.{chosen_format.suffix}")
        raise typer.Exit(context.finish_read())
    offer_pdf = format is None and not (json or private or target.is_file(chosen_format))
    _output_review(
        context,
        chosen_format,
        target,
        cycle or _latest_begun_cycle(context),
        summary=words,
        paper=paper,
        private=private,
        offer_pdf=offer_pdf,
    )
    raise typer.Exit(context.finish_read())


def _choose_review_format(requested: ReviewFormat | None, target: OutputTarget) -> ReviewFormat:
    """Return the requested format, else that of the file extension, else the screen or the printout."""
    needs_printout = target.open or output_extension(target.output) in OFFICE_EXTENSIONS
    return choose_format(REVIEW_FORMATS, requested, target.output, DEFAULT_PRINTOUT if needs_printout else None)


def _booklet_counterpart(format: ReviewFormat | None) -> FileFormat | None:
    """Return the format of the booklet with the same name. Raises `InvalidOptionValueError` if there is none."""
    if format is None:
        return None
    by_name = {booklet_format.name: booklet_format for booklet_format in BOOKLET_FORMATS}
    if format.name not in by_name:
        raise InvalidOptionValueError("--format", format.name, tuple(by_name))
    return by_name[format.name]


def _latest_begun_cycle(context: AppContext) -> Cycle:
    """Return the last cycle that has begun. Raises `CycleNotStartedError` or `NoCycleError` if there is none."""
    cycle = context.cycles.latest_begun(context.environment.today)
    if cycle is not None:
        return cycle
    if context.cycles:
        raise CycleNotStartedError(context.cycles[-1].starts)
    raise NoCycleError


def _output_review(
    context: AppContext,
    format: ReviewFormat,
    target: OutputTarget,
    reviewed_cycle: Cycle,
    *,
    summary: str | None,
    paper: str,
    private: bool,
    offer_pdf: bool,
) -> None:
    default_name = (
        f"{context.translator.command_name('review')}-{reviewed_cycle.starts}"
        f"{context.translator.option('--private')[1:] if private else ''}.{format.suffix}"
    )
    if target.is_file(format):
        target.check_path(context, format, default_name)
    number = reviewed_cycle.number
    if summary is not None:
        context.save(lambda journal: update_review(journal, number, summary=summary, sharing={}))
    elif _is_interactive(context, format, target, reviewed_cycle):
        from tipcycle.cli.prompts.review import prepare_review

        prepare_review(context, reviewed_cycle, private=private, is_printout=format.is_printout)
    if all(cycle.number != number for cycle in context.cycles):  # saved, but the file can no longer be read
        raise typer.Exit(context.finish_read())
    review = _build_review(context, number, private=private)
    if format.render_screen and not target.is_file(format) and not context.environment.plain:
        screen = format.render_screen(review, context.catalogue, context.translator, context.display)
        context.output.print_rich(screen)
    else:
        _output_text(context, format, target, _render(context, format, review, paper), default_name)
    if offer_pdf and context.environment.interactive and not context.environment.plain and review.state != "closed":
        _offer_pdf(context, number, paper)


def _is_interactive(context: AppContext, format: ReviewFormat, target: OutputTarget, reviewed_cycle: Cycle) -> bool:
    """Return True if questions can be asked and the cycle is open."""
    is_shown = target.is_file(format) or (format.render_screen is not None and context.environment.stdout_is_tty)
    is_open = reviewed_cycle.close is None and reviewed_cycle.starts <= context.environment.today
    return context.environment.interactive and is_open and is_shown and not format.is_for_programs


def _render(context: AppContext, format: ReviewFormat, review: Review, paper: str) -> bytes | str:
    if format.progress_message:
        context.messages.print(context.translator.gettext(format.progress_message))
    return format.render(review, context.catalogue, context.translator, paper)


def _output_text(
    context: AppContext, format: ReviewFormat, target: OutputTarget, data: bytes | str, default_name: str
) -> None:
    """Write a rendered review to its file or to stdout."""
    if target.is_file(format) or isinstance(data, bytes):
        target.write_file(context, data, default_name)
    elif format.is_for_programs:
        context.output.print_bytes(data.encode())
    elif format.render_screen is not None:
        context.output.print_wrapped(data)
    else:
        context.output.print_text(data)


def _build_review(context: AppContext, number: int, *, private: bool) -> Review:
    journal, today = context.loaded_journal.journal, context.environment.today
    return cycle_review(journal, context.catalogue, context.cycles, number, context.profile, today, private=private)


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
    review, format = _build_review(context, number, private=False), DEFAULT_PRINTOUT
    data = _render(context, format, review, paper)
    OutputTarget().write_file(context, data, f"review-{review.cycle.starts}.{format.suffix}")


def _output_booklet(
    context: AppContext, format: FileFormat, target: OutputTarget, reviewed_cycle: Cycle, *, is_named: bool
) -> None:
    """Output the booklet of the year of a named cycle, or of the last year that has something to print."""
    position = context.cycles.index(reviewed_cycle)
    booklet = (build_booklet if is_named else latest_booklet)(
        context.loaded_journal.journal,
        context.cycles,
        position,
        context.catalogue.kind_of,
        context.profile,
        context.environment.today,
    )
    default_name = f"{context.translator.command_name('voices')}-{booklet.starts.year}.{format.suffix}"
    is_file = format.is_binary or target.output is not None or target.open
    if is_file:
        target.check_path(context, format, default_name)
    _ = context.translator.gettext
    if format is MARKDOWN:
        from tipcycle.render.wall import booklet_markdown

        text = booklet_markdown(booklet, context.catalogue, context.translator)
        target.write_file(context, text, default_name) if is_file else context.output.print_text(text)
        return
    from tipcycle.render.pdf import booklet_pdf

    context.messages.print(_("Setting the booklet …"))
    target.write_file(context, booklet_pdf(booklet, context.catalogue, context.translator), default_name)
    context.messages.print(_("A5, to fold: print it as a booklet, on both sides."))
