"""`journal where`, `journal check` and `journal history`: print information about the files. Must not write."""

from collections.abc import Callable

import typer

from tipcycle.cli.context import AppContext, get_app_context
from tipcycle.cli.options import JsonOption
from tipcycle.core.errors import ExitCode
from tipcycle.core.history import journal_history
from tipcycle.render.diagnostics import problem_message
from tipcycle.render.history_text import entry_text
from tipcycle.render.sanitize import sanitize
from tipcycle.storage.paths import cycle_file_name, file_path


def show_paths(ctx: typer.Context, json: JsonOption = False) -> None:
    context = get_app_context(ctx)
    paths = context.environment.paths
    cycles = [str(file_path(paths, cycle_file_name(cycle.starts))) for cycle in context.cycles]
    if json:
        from tipcycle.render.json.journal import WhereDocument

        context.output.print_json(
            WhereDocument(
                home=str(paths.home),
                journal=str(paths.journal),
                cycles=cycles,
                tips=str(paths.own_tips),
                state=str(paths.state),
                cache=str(paths.cache),
            )
        )
        return
    _ = context.translator.gettext
    context.output.print_text(
        "\n".join(
            (
                f"{_('journal')}: {sanitize(str(paths.home))}",
                *(f"{_('cycle')}: {sanitize(path)}" for path in cycles),
                f"{_('lock and backups')}: {sanitize(str(paths.state))}",
                f"{_('cache, which may be thrown away')}: {sanitize(str(paths.cache))}",
            )
        )
    )
    context.warn_unsupported_language()


def check_journal(ctx: typer.Context, json: JsonOption = False) -> None:
    from tipcycle.storage.health import check_files

    context = get_app_context(ctx)
    problems = check_files(
        context.environment.paths, context.loaded_journal.problems(context.cycles, _tip_exists_predicate(context))
    )
    messages = {problem: problem_message(problem, context.translator) for problem in problems}
    is_damaged = any(problem.severity == "error" for problem in problems)
    _ = context.translator.gettext
    if json:
        from tipcycle.render.json.journal import check_json

        context.output.print_json(check_json(problems, messages))
    elif not problems:
        context.output.print_wrapped(_("Everything can be read, and nothing is odd."))
    else:
        levels = {"error": _("error"), "remark": _("remark")}
        for problem in problems:
            location = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
            text, hint = map(sanitize, messages[problem])
            line = f"{sanitize(location)}: {levels[problem.severity]}: {text}"
            context.output.print_wrapped(line + (f"\n    hint: {hint}" if hint else ""))
    raise typer.Exit(ExitCode.DAMAGED if is_damaged else ExitCode.OK)


def _tip_exists_predicate(context: AppContext) -> Callable[[int], bool]:
    """Return a predicate for known tips. While the file of own tips has errors, every own tip counts as known."""
    from tipcycle.catalogue.loader import load_catalogue
    from tipcycle.core.tips import FIRST_OWN_TIP_ID

    tips = context.catalogue.tips
    own_tips_damaged = bool(load_catalogue(context.environment.paths.own_tips, is_own=True).problems)
    return lambda tip: tip in tips or (own_tips_damaged and tip >= FIRST_OWN_TIP_ID)


def show_history(ctx: typer.Context, json: JsonOption = False) -> None:
    context = get_app_context(ctx)
    entries = journal_history(context.loaded_journal.journal, context.cycles)
    if json:
        from tipcycle.render.json.journal import history_json

        context.output.print_json(history_json(entries))
    else:
        entry_lines = {entry: entry_text(entry, context.catalogue, context.translator) for entry in entries}
        if context.environment.plain:
            from tipcycle.render.plain import history_plain

            context.output.print_wrapped(history_plain(entries, entry_lines, context.translator))
        else:
            from tipcycle.render.rich_screens import history_screen

            context.output.print_rich(history_screen(entries, entry_lines, context.translator))
    raise typer.Exit(context.finish_read())
