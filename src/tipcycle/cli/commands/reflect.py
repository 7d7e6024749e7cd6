"""`tipcycle reflect`: ask eight questions and print the form of change that fits."""

from typing import Annotated

import typer

from tipcycle.cli.command_classes import TipcycleCommand, new_command
from tipcycle.cli.confirm import parse_yes_no
from tipcycle.cli.context import AppContext, get_app_context
from tipcycle.cli.options import JsonOption
from tipcycle.cli.params import REFLECTION_ANSWERS
from tipcycle.core.commands.reflection import record_reflection
from tipcycle.core.errors import MissingOptionsError
from tipcycle.core.reflection import reflections
from tipcycle.core.suggestions import starred_tips, suggest
from tipcycle.core.touchstone import current_touchstone
from tipcycle.i18n import N_
from tipcycle.render.labels import numbered_title
from tipcycle.render.practices import REFLECTION_QUESTIONS, explain_reflection, reflection_text

HELP = N_("Eight plain questions: which form of change is at hand, what it asks of you, and five tips that fit.")
app = new_command(HELP)


@app.command(cls=TipcycleCommand, help=HELP)
def reflect(
    ctx: typer.Context,
    answers: Annotated[
        str | None,
        typer.Option(metavar="yyn?nnyy", click_type=REFLECTION_ANSWERS, help=N_("eight answers at once: y, n or ?")),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help=N_("how the answers are counted"))] = False,
    show: Annotated[bool, typer.Option("--show", help=N_("the last reflection, without asking"))] = False,
    json: JsonOption = False,
) -> None:
    context = get_app_context(ctx)
    _ = context.translator.gettext
    if answers is None and not (show or json or explain):
        if not context.environment.interactive:
            raise MissingOptionsError(("--answers",))
        answers = _ask_answers(context)
    if answers is not None:
        change = record_reflection(answers)
        context.save(lambda journal: change)
        context.messages.print(_("Saved."))
        context.messages.print()
    all_reflections = reflections(context.loaded_journal.journal)
    if json:
        from tipcycle.render.json.practices import reflection_json

        context.output.print_json(reflection_json(all_reflections))
        raise typer.Exit(context.finish_read())
    if not all_reflections:
        context.messages.warn(_("there is no reflection yet"), _("tipcycle reflect asks eight questions"))
        raise typer.Exit(context.finish_read())
    latest, previous = all_reflections[-1], all_reflections[-2] if len(all_reflections) > 1 else None
    text = reflection_text(latest, previous, context.translator)
    if explain:
        text += "\n\n" + explain_reflection(latest, context.translator)
    stars = starred_tips(context.loaded_journal.journal)
    has_sentence = current_touchstone(context.loaded_journal.journal) is not None
    tips = suggest(context.catalogue, context.cycles, stars, forms=latest.forms, has_sentence=has_sentence)
    if tips:
        lines = "\n".join(
            f"  {numbered_title(suggestion.tip, context.catalogue, context.translator)}" for suggestion in tips
        )
        text += f"\n\n{_('Tips that fit:')}\n{lines}"
    context.output.print_wrapped(text)
    raise typer.Exit(context.finish_read())


def _ask_answers(context: AppContext) -> str:
    """Ask all questions. Return one letter for each: `y`, `n` or `?`."""
    _ = context.translator.gettext
    marks = ""
    for number, question in enumerate(REFLECTION_QUESTIONS, 1):
        context.messages.print(f"{number}  {context.translator.gettext(question)}")
        line = "again"
        while parse_yes_no(line) is None and line.strip() not in ("", "?"):
            line = context.messages.ask(_("   [y] yes   [n] no   [Enter] I do not know: "))
        marks += {True: "y", False: "n", None: "?"}[parse_yes_no(line)]
    return marks
