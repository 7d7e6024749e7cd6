"""`tipcycle tips`: read and search the catalogue."""

from collections.abc import Iterable
from typing import Annotated

import typer

from tipcycle.cli import complete
from tipcycle.cli.framework import Command, new_group, session_of
from tipcycle.cli.options import Json
from tipcycle.cli.parse import tips_of
from tipcycle.cli.session import Session
from tipcycle.core.blocks import FIVE
from tipcycle.core.edits.personal import star
from tipcycle.core.edits.pick import seats
from tipcycle.core.errors import BadFlag
from tipcycle.core.reflect import forms_at_hand
from tipcycle.core.shelf import picked_in, starred
from tipcycle.core.suggest import suggest
from tipcycle.core.tips import Form, Kind, Tip
from tipcycle.locales import N_
from tipcycle.views.labels import numbers
from tipcycle.views.phrases import reason, tip_marks
from tipcycle.views.porcelain.tips import suggestions_json, tips_json

app = new_group(N_("Read, search and compare the tips."))


@app.command("list", cls=Command, help=N_("The tips by theme, all of them or those you ask for."))
def list_tips(
    context: typer.Context,
    theme: Annotated[
        str | None,
        typer.Option(metavar="THEME", autocompletion=complete.themes, help=N_("one theme, by its short name")),
    ] = None,
    form: Annotated[str | None, typer.Option(metavar="FORM", help=N_("improve, renew, transition or innovate"))] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help=N_("ritual, reflex or build"))] = None,
    only_starred: Annotated[bool, typer.Option("--starred", help=N_("those with a star"))] = False,
    new: Annotated[bool, typer.Option("--new", help=N_("those you never picked"))] = False,
    json: Json = False,
) -> None:
    session = session_of(context)
    themes = tuple(theme.slug for theme in session.catalogue.themes)
    for flag, given, choices in (
        ("--theme", theme, themes),
        ("--form", form, tuple(Form)),
        ("--kind", kind, tuple(Kind)),
    ):
        if given is not None and given not in choices:
            raise BadFlag(flag, given, choices)
    stars, picked = starred(session.loaded.journal), picked_in(session.cycles)
    found = [
        tip
        for tip in session.catalogue.tips.values()
        if (theme is None or tip.theme == theme)
        and (form is None or tip.form == form)
        and (kind is None or tip.kind == kind)
        and (not only_starred or tip.id in stars)
        and (not new or tip.id not in picked)
    ]
    raise typer.Exit(_show_list(session, found, json=json))


@app.command("show", cls=Command, help=N_("One tip or more, to be read like a card."))
def show_tips(
    context: typer.Context,
    names: Annotated[
        list[str], typer.Argument(metavar="TIP", autocompletion=complete.tips, help=N_("tips, by number or slug"))
    ],
    json: Json = False,
) -> None:
    session = session_of(context)
    chosen = [session.catalogue.tips[tip] for tip in tips_of(names, session) if tip in session.catalogue.tips]
    if json:
        raise typer.Exit(_json(session, chosen))
    stars, picked = starred(session.loaded.journal), picked_in(session.cycles)
    marks = {
        tip.id: tip_marks(tip, session.words, starred=stars, picked_in=picked, plain=session.world.plain)
        for tip in chosen
    }
    if session.world.plain:
        from tipcycle.views.plain import tip_plain

        cards = (tip_plain(tip, session.catalogue, session.words, marks=marks[tip.id]) for tip in chosen)
        session.output.text("\n\n".join(cards))
    else:
        from tipcycle.views.tips_screen import tip_card

        for tip in chosen:
            session.output.show(tip_card(tip, session.catalogue, session.words, session.look, marks=marks[tip.id]))
    raise typer.Exit(session.read_exit())


@app.command("search", cls=Command, help=N_("Tips with these words, in both languages, best first."))
def search_tips(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(help=N_("what it should be about"))],
    json: Json = False,
) -> None:
    session = session_of(context)
    from tipcycle.core.search import search

    found = search(session.catalogue, " ".join(words))
    if json:
        raise typer.Exit(_json(session, found))
    if not found:
        _ = session.words.text
        session.diagnostics.warn(
            _("no tip speaks of this: {words}").format(words=" ".join(words)), _("tipcycle tips lists them all")
        )
        raise typer.Exit(session.read_exit())
    raise typer.Exit(_show_list(session, found, json=False, ranked=True))


@app.command("suggest", cls=Command, help=N_("Five that fit together, and why; the same journal gives the same five."))
def suggest_tips(
    context: typer.Context,
    count: Annotated[
        int | None,
        typer.Option("-n", metavar="N", min=1, max=30, help=N_("how many; as many as there are free places")),
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", help=N_("another number, other tips"))] = 0,
    json: Json = False,
) -> None:
    session = session_of(context)
    stars, picked = starred(session.loaded.journal), picked_in(session.cycles)
    free = FIVE - len(seats(session.cycles))
    wanted = count if count is not None else free or FIVE
    found = suggest(
        session.catalogue, session.cycles, stars, count=wanted, seed=seed, forms=forms_at_hand(session.loaded.journal)
    )
    because = {each.tip: "; ".join(reason(code, session.words) for code in each.reasons) for each in found}
    chosen = [session.catalogue.tips[each.tip] for each in found]
    if json:
        session.output.json(suggestions_json(chosen, session.words, starred=stars, picked_in=picked, because=because))
    elif session.world.plain:
        from tipcycle.views.plain import suggested_plain

        session.output.text(suggested_plain(chosen, because, session.catalogue, session.words))
    else:
        from tipcycle.views.tips_screen import suggested_screen

        session.output.show(suggested_screen(chosen, because, session.words, session.look, fits=len(found) == free))
    raise typer.Exit(session.read_exit())


@app.command("star", cls=Command, help=N_("Give a star to tips that stuck while reading."))
def star_tips(
    context: typer.Context,
    names: Annotated[
        list[str], typer.Argument(metavar="TIP", autocompletion=complete.tips, help=N_("tips, by number or slug"))
    ],
) -> None:
    _mark(session_of(context), names, give=True)


@app.command("unstar", cls=Command, help=N_("Take the star from tips."))
def unstar_tips(
    context: typer.Context,
    names: Annotated[
        list[str], typer.Argument(metavar="TIP", autocompletion=complete.tips, help=N_("tips, by number or slug"))
    ],
) -> None:
    _mark(session_of(context), names, give=False)


def _mark(session: Session, names: list[str], *, give: bool) -> None:
    tips = tips_of(names, session)
    session.save(lambda journal: star(tips, starred=give))
    _ = session.words.text
    said = _("Saved: a star for {tips}.") if give else _("Saved: no star for {tips}.")
    session.diagnostics.say(said.format(tips=session.words.listed(numbers(tips))))


@app.command("add", cls=Command, help=N_("Add a tip of your own, or those of a file that was handed to you."))
def add_tip(
    context: typer.Context,
    file: Annotated[str | None, typer.Option(metavar="FILE", help=N_("a TOML file with tips"))] = None,
) -> None:
    from tipcycle.cli.own_tips import add

    raise typer.Exit(add(session_of(context), file))


@app.command("check", cls=Command, help=N_("Checks a file of tips against the rules of the catalogue."))
def check_tips(
    context: typer.Context,
    file: Annotated[str | None, typer.Argument(help=N_("a TOML file; your own tips when you name none"))] = None,
    json: Json = False,
) -> None:
    from tipcycle.cli.own_tips import check

    raise typer.Exit(check(session_of(context), file, json=json))


def _json(session: Session, chosen: Iterable[Tip]) -> int:
    stars, picked = starred(session.loaded.journal), picked_in(session.cycles)
    session.output.json(tips_json(chosen, session.words, starred=stars, picked_in=picked))
    return session.read_exit()


def _show_list(session: Session, chosen: Iterable[Tip], *, json: bool, ranked: bool = False) -> int:
    if json:
        return _json(session, chosen)
    stars, picked = starred(session.loaded.journal), picked_in(session.cycles)
    if session.world.plain:
        from tipcycle.views.plain import tips_plain

        session.output.text(tips_plain(chosen, session.catalogue, session.words, starred=stars, picked_in=picked))
    else:
        from tipcycle.views.tips_screen import ranked_screen, tips_screen

        words, look = session.words, session.look
        session.output.show(
            ranked_screen(chosen, words, look, starred=stars, picked_in=picked)
            if ranked
            else tips_screen(chosen, session.catalogue, words, look, starred=stars, picked_in=picked)
        )
    return session.read_exit()
