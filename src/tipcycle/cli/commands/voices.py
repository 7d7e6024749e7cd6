"""`tipcycle voices`: list, add, share and unshare voices, and write a page with the shared ones."""

from datetime import date
from functools import partial
from typing import Annotated

import typer

from tipcycle.cli.command_classes import FreeTextCommand, TipcycleCommand, new_group
from tipcycle.cli.context import AppContext, get_app_context
from tipcycle.cli.format_options import choose_format, format_option
from tipcycle.cli.options import ForceOption, JsonOption, OpenOption, OutputOption, SpiralOption
from tipcycle.cli.params import REMARK_ID, TIP
from tipcycle.core.commands.sharing import set_shared
from tipcycle.core.commands.voices import add_voice
from tipcycle.core.errors import ExitCode
from tipcycle.core.touchstone import current_touchstone
from tipcycle.core.voices import all_voices, filter_voices, shared_voices
from tipcycle.i18n import N_
from tipcycle.render.formats import HTML, WALL_FORMATS, FileFormat
from tipcycle.render.labels import quote_text
from tipcycle.render.voices import SHORT_ID_LENGTH, voices_text

app = new_group(N_("What was heard: keep it, find it, share a line."))

IdsArgument = Annotated[
    list[str],
    typer.Argument(metavar="ID", click_type=REMARK_ID, help=N_("ids, as the list shows them, or last")),
]


@app.callback(invoke_without_command=True)
def voices(ctx: typer.Context, json: JsonOption = False) -> None:
    if ctx.invoked_subcommand is None:
        raise typer.Exit(_print_voices(get_app_context(ctx), json=json))


@app.command(
    "list", cls=TipcycleCommand, help=N_("What was heard, newest first; private lines are for your eyes only.")
)
def list_voices(
    ctx: typer.Context,
    tip: Annotated[int | None, typer.Option(metavar="N", click_type=TIP, help=N_("of one tip"))] = None,
    cycle: Annotated[int | None, typer.Option(metavar="N", help=N_("of one cycle, by its number"))] = None,
    search: Annotated[str | None, typer.Option(metavar="WORDS", help=N_("with these words"))] = None,
    json: JsonOption = False,
) -> None:
    context = get_app_context(ctx)
    raise typer.Exit(_print_voices(context, tip=tip, cycle=cycle, search=search, json=json))


def _print_voices(
    context: AppContext, *, tip: int | None = None, cycle: int | None = None, search: str | None = None, json: bool
) -> int:
    _ = context.translator.gettext
    records = filter_voices(
        all_voices(context.loaded_journal.journal, context.cycles), tip=tip, cycle=cycle, query=search
    )
    if json:
        from tipcycle.render.json.voices import voices_json

        context.output.print_json(voices_json(records))
    elif not records and context.unreadable_journal is None:
        context.messages.warn(_("nothing was heard here yet"), _('tipcycle voices add "what somebody said"'))
    elif records:
        context.output.print_wrapped(voices_text(records, context.translator))
        private_remark = next((record.remark for record in reversed(records) if not record.remark.shared), None)
        if private_remark is not None:
            context.messages.print(
                _("To print a line: tipcycle voices share {id}").format(id=private_remark.id[:SHORT_ID_LENGTH])
            )
    return context.finish_read()


@app.command("add", cls=FreeTextCommand, help=N_("Keep words that somebody said."))
def record_voice(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="TEXT", help=N_("what was said"))],
    by: Annotated[str | None, typer.Option(metavar="ROLE", help=N_("who said it, as a role: a customer"))] = None,
    tip: Annotated[int | None, typer.Option(metavar="N", click_type=TIP, help=N_("the tip it is about"))] = None,
    heard: SpiralOption = None,
    shared: Annotated[bool, typer.Option("--share", help=N_("print this line"))] = False,
) -> None:
    context = get_app_context(ctx)
    today, text = context.environment.today, " ".join(words)
    context.save(lambda journal: add_voice(journal, today, text, by=by, tip=tip, share=shared, spiral_place=heard))
    _ = context.translator.gettext
    context.messages.print(_("Saved. It can be printed.") if shared else _("Saved, for your eyes only."))


@app.command("wall", cls=TipcycleCommand, help=N_("A page of the voices that can be printed, to hang up or to send."))
def write_wall(
    ctx: typer.Context,
    output: OutputOption = None,
    format: Annotated[FileFormat | None, format_option(WALL_FORMATS)] = None,
    force: ForceOption = False,
    open: OpenOption = False,
) -> None:
    context = get_app_context(ctx)
    _ = context.translator.gettext
    chosen_format = choose_format(WALL_FORMATS, format, output)
    shared_records = shared_voices(all_voices(context.loaded_journal.journal, context.cycles))
    if not shared_records:
        context.messages.warn(_("no voice can be printed yet"), _("tipcycle voices share ID; the list shows the ids"))
        raise typer.Exit(ExitCode.FAILURE)
    from tipcycle.cli.export_files import write_export
    from tipcycle.render.wall import build_wall, wall_html, wall_markdown

    page = build_wall(
        shared_records, current_touchstone(context.loaded_journal.journal), context.profile, context.translator
    )
    text = wall_html(page) if chosen_format is HTML else wall_markdown(page)
    write_export(context, text, output, f"voices-wall.{chosen_format.suffix}", force=force, open_after=open)
    raise typer.Exit(context.finish_read())


@app.command("share", cls=TipcycleCommand, help=N_("These lines can be printed."))
def share_remarks(
    ctx: typer.Context,
    ids: IdsArgument,
) -> None:
    _set_shared(get_app_context(ctx), ids, shared=True)


@app.command("unshare", cls=TipcycleCommand, help=N_("These lines stay private."))
def unshare_remarks(
    ctx: typer.Context,
    ids: IdsArgument,
) -> None:
    _set_shared(get_app_context(ctx), ids, shared=False)


def _set_shared(context: AppContext, ids: list[str], *, shared: bool) -> None:
    """Share or unshare remarks, with one entry per file. Saves nothing if one of the ids is unknown."""
    ids_by_file: dict[date | None, list[str]] = {}
    for id in dict.fromkeys(ids):
        ids_by_file.setdefault(
            set_shared(context.loaded_journal.journal, [id], shared=shared).change.cycle_start, []
        ).append(id)
    _ = context.translator.gettext
    message = _("Saved, and can be printed: {text}") if shared else _("Saved: stays private: {text}")
    for file_ids in ids_by_file.values():
        result = context.save(partial(set_shared, ids=file_ids, shared=shared))
        for text in result.texts:
            context.messages.print(message.format(text=quote_text(text)))
