"""`tipcycle tips`: list, show, search, suggest and star tips. The module `own_tips` implements `add` and `check`."""

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from tipcycle.cli import completion
from tipcycle.cli.command_classes import TipcycleCommand, new_group
from tipcycle.cli.context import AppContext, get_app_context
from tipcycle.cli.options import JsonOption
from tipcycle.cli.params import THEME, TIPS, concatenate
from tipcycle.core.commands.stars import set_stars
from tipcycle.core.events import TIPS_PER_CYCLE
from tipcycle.core.reflection import current_forms
from tipcycle.core.suggestions import cycles_by_tip, extended_tips, starred_tips, suggest
from tipcycle.core.tips import ChangeForm, Tip, TipKind
from tipcycle.core.touchstone import current_touchstone
from tipcycle.i18n import N_, inflectional_suffixes, stop_words
from tipcycle.render.labels import suggestion_reason, tip_badges, tip_numbers

app = new_group(N_("Read, search and compare the tips."))


TipsArgument = Annotated[
    list[int],
    typer.Argument(
        metavar="TIP",
        click_type=TIPS,
        callback=concatenate,
        autocompletion=completion.complete_tips,
        help=N_("tips, by number or slug"),
    ),
]


@app.command("list", cls=TipcycleCommand, help=N_("The tips by theme, all of them or those you ask for."))
def list_tips(
    ctx: typer.Context,
    theme: Annotated[
        str | None,
        typer.Option(
            metavar="THEME",
            click_type=THEME,
            autocompletion=completion.complete_themes,
            help=N_("one theme, by its short name"),
        ),
    ] = None,
    form: Annotated[
        ChangeForm | None, typer.Option(metavar="FORM", help=N_("improve, renew, transition or innovate"))
    ] = None,
    kind: Annotated[TipKind | None, typer.Option(metavar="KIND", help=N_("ritual, reflex or build"))] = None,
    only_starred: Annotated[bool, typer.Option("--starred", help=N_("those with a star"))] = False,
    new: Annotated[bool, typer.Option("--new", help=N_("those you never picked"))] = False,
    json: JsonOption = False,
) -> None:
    context = get_app_context(ctx)
    stars, picked_in = starred_tips(context.loaded_journal.journal), cycles_by_tip(context.cycles)
    matches = [
        tip
        for tip in context.catalogue.tips.values()
        if (tip.retired is None or tip.id in picked_in)
        and (theme is None or tip.theme == theme)
        and (form is None or tip.form == form)
        and (kind is None or tip.kind == kind)
        and (not only_starred or tip.id in stars)
        and (not new or tip.id not in picked_in)
    ]
    raise typer.Exit(_print_tips(context, matches, json=json))


@app.command("show", cls=TipcycleCommand, help=N_("One tip or more, to be read like a card."))
def show_tips(
    ctx: typer.Context,
    names: TipsArgument,
    json: JsonOption = False,
) -> None:
    context = get_app_context(ctx)
    tips = [context.catalogue.tips[tip] for tip in names if tip in context.catalogue.tips]
    raise typer.Exit(_show_cards(context, tips, json=json))


@app.command("random", cls=TipcycleCommand, help=N_("A tip at random, to be read like a card."))
def show_random_tip(ctx: typer.Context) -> None:
    import random  # slow to load, and only this command needs it

    context = get_app_context(ctx)
    current_tips = [tip for tip in context.catalogue.tips.values() if tip.retired is None]
    raise typer.Exit(_show_cards(context, random.sample(current_tips, min(1, len(current_tips))), json=False))


def _show_cards(context: AppContext, tips: Sequence[Tip], *, json: bool) -> int:
    """Print tips as cards or as JSON, and return the exit code."""
    if json:
        return _print_tips_json(context, tips)
    stars, picked_in = starred_tips(context.loaded_journal.journal), cycles_by_tip(context.cycles)
    marks = {
        tip.id: tip_badges(
            tip, context.translator, starred=stars, cycles_by_tip=picked_in, plain=context.environment.plain
        )
        for tip in tips
    }
    if context.environment.plain:
        from tipcycle.render.plain import tip_plain

        cards = (tip_plain(tip, context.catalogue, context.translator, badges=marks[tip.id]) for tip in tips)
        context.output.print_wrapped("\n\n".join(cards))
    else:
        from tipcycle.render.rich_screens import tip_screen

        for tip in tips:
            context.output.print_rich(
                tip_screen(tip, context.catalogue, context.translator, context.display, badges=marks[tip.id])
            )
    return context.finish_read()


@app.command("search", cls=TipcycleCommand, help=N_("Tips with these words, in both languages, best first."))
def search_tips(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(help=N_("what it should be about"))],
    json: JsonOption = False,
) -> None:
    context = get_app_context(ctx)
    from tipcycle.core.search import search

    found = search(context.catalogue, " ".join(words), inflectional_suffixes(), stop_words())
    matches = tuple(tip for tip in found if tip.retired is None)
    if json:
        raise typer.Exit(_print_tips_json(context, matches))
    if not matches:
        _ = context.translator.gettext
        context.messages.warn(
            _("no tip speaks of this: {words}").format(words=" ".join(words)), _("tipcycle tips lists them all")
        )
        raise typer.Exit(context.finish_read())
    raise typer.Exit(_print_tips(context, matches, json=False, ranked=True))


@app.command(
    "suggest", cls=TipcycleCommand, help=N_("Five that fit together, and why; the same journal gives the same five.")
)
def suggest_tips(
    ctx: typer.Context,
    count: Annotated[
        int | None,
        typer.Option("-n", metavar="N", min=1, max=30, help=N_("how many; as many as there are free places")),
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", help=N_("another number, other tips"))] = 0,
    json: JsonOption = False,
) -> None:
    from tipcycle.core.response import current_cause

    context = get_app_context(ctx)
    stars, picked_in = starred_tips(context.loaded_journal.journal), cycles_by_tip(context.cycles)
    free_places = TIPS_PER_CYCLE - len(extended_tips(context.cycles))
    wanted_count = count if count is not None else free_places or TIPS_PER_CYCLE
    suggestions = suggest(
        context.catalogue,
        context.cycles,
        stars,
        count=wanted_count,
        seed=seed,
        forms=current_forms(context.loaded_journal.journal),
        has_sentence=current_touchstone(context.loaded_journal.journal) is not None,
        cause=current_cause(
            context.loaded_journal.journal, context.cycles, context.catalogue.kind_of, context.environment.today
        ),
    )
    reasons = {
        suggestion.tip: "; ".join(
            suggestion_reason(code, context.catalogue.tips[suggestion.tip], context.translator)
            for code in suggestion.reasons
        )
        for suggestion in suggestions
    }
    suggested_tips = [context.catalogue.tips[suggestion.tip] for suggestion in suggestions]
    if json:
        from tipcycle.render.json.tips import suggestions_json

        context.output.print_json(
            suggestions_json(suggested_tips, context.translator, starred=stars, picked_in=picked_in, reasons=reasons)
        )
    elif context.environment.plain:
        from tipcycle.render.plain import suggestions_plain

        context.output.print_wrapped(suggestions_plain(suggested_tips, reasons, context.catalogue, context.translator))
    else:
        from tipcycle.render.rich_screens import suggestions_screen

        context.output.print_rich(
            suggestions_screen(
                suggested_tips,
                reasons,
                context.translator,
                context.display,
                show_command=len(suggestions) == free_places,
            )
        )
    raise typer.Exit(context.finish_read())


@app.command("star", cls=TipcycleCommand, help=N_("Give a star to tips that stuck while reading."))
def star_tips(
    ctx: typer.Context,
    names: TipsArgument,
) -> None:
    _set_stars(get_app_context(ctx), names, has_star=True)


@app.command("unstar", cls=TipcycleCommand, help=N_("Take the star from tips."))
def unstar_tips(
    ctx: typer.Context,
    names: TipsArgument,
) -> None:
    _set_stars(get_app_context(ctx), names, has_star=False)


def _set_stars(context: AppContext, tips: list[int], *, has_star: bool) -> None:
    context.save(lambda journal: set_stars(tuple(tips), starred=has_star))
    _ = context.translator.gettext
    message = _("Saved: a star for {tips}.") if has_star else _("Saved: no star for {tips}.")
    context.messages.print(message.format(tips=context.translator.join(tip_numbers(tips))))


@app.command("add", cls=TipcycleCommand, help=N_("Add a tip of your own, or those of a file that was handed to you."))
def add_tip(
    ctx: typer.Context,
    file: Annotated[str | None, typer.Option(metavar="FILE", help=N_("a TOML file with tips"))] = None,
) -> None:

    from tipcycle.cli.commands.tips.own_tips import add_tips  # the lint loads pydantic

    raise typer.Exit(add_tips(get_app_context(ctx), file))


@app.command("check", cls=TipcycleCommand, help=N_("Checks a file of tips against the rules of the catalogue."))
def check_tips(
    ctx: typer.Context,
    file: Annotated[str | None, typer.Argument(help=N_("a TOML file; your own tips when you name none"))] = None,
    json: JsonOption = False,
) -> None:

    from tipcycle.cli.commands.tips.own_tips import check_tip_file  # the lint loads pydantic

    raise typer.Exit(check_tip_file(get_app_context(ctx), file, json=json))


def _print_tips_json(context: AppContext, tips: Iterable[Tip]) -> int:
    from tipcycle.render.json.tips import tips_json

    stars, picked_in = starred_tips(context.loaded_journal.journal), cycles_by_tip(context.cycles)
    context.output.print_json(tips_json(tips, context.translator, starred=stars, picked_in=picked_in))
    return context.finish_read()


def _print_tips(context: AppContext, tips: Iterable[Tip], *, json: bool, ranked: bool = False) -> int:
    if json:
        return _print_tips_json(context, tips)
    stars, picked_in = starred_tips(context.loaded_journal.journal), cycles_by_tip(context.cycles)
    if context.environment.plain:
        from tipcycle.render.plain import tips_plain

        context.output.print_wrapped(
            tips_plain(tips, context.catalogue, context.translator, starred=stars, picked_in=picked_in)
        )
    else:
        from tipcycle.render.rich_screens import search_screen, tips_screen

        translator, display = context.translator, context.display
        context.output.print_rich(
            search_screen(tips, translator, display, starred=stars, picked_in=picked_in)
            if ranked
            else tips_screen(tips, context.catalogue, translator, display, starred=stars, picked_in=picked_in)
        )
    return context.finish_read()
