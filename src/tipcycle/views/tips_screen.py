"""The catalogue, what was found in it or fits together, and one tip as a card."""

from collections.abc import Iterable, Mapping

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from tipcycle.core.tips import Catalogue, Tip
from tipcycle.locales import Words
from tipcycle.views.labels import kind_label, number
from tipcycle.views.look import Look
from tipcycle.views.phrases import minutes, tip_marks
from tipcycle.views.safe import safe
from tipcycle.views.screen import both_ends, heading, indented, tip_rows
from tipcycle.views.tip_words import tip_words


def tips_screen(
    tips: Iterable[Tip],
    catalogue: Catalogue,
    words: Words,
    look: Look,
    *,
    starred: frozenset[int],
    picked_in: Mapping[int, tuple[int, ...]],
) -> RenderableType:
    """The catalogue by theme, each under the question that opens it."""
    _ = words.text
    chosen = list(tips)
    parts: list[RenderableType] = []
    own = [tip for tip in chosen if tip.theme not in {theme.slug for theme in catalogue.themes}]
    for theme in catalogue.themes:
        rows = [
            _listed(tip, words, look, starred=starred, picked_in=picked_in) for tip in chosen if tip.theme == theme.slug
        ]
        if rows:
            text = theme.text(words.language)
            parts += [
                Text(""),
                Text(safe(text.name), style="bold"),
                Text(safe(text.question), style="italic"),
                tip_rows(rows, columns=2 if look.narrow else 4),
            ]
    if own:
        rows = [_listed(tip, words, look, starred=starred, picked_in=picked_in) for tip in own]
        parts += [Text(""), Text(_("Your own"), style="bold"), tip_rows(rows, columns=2 if look.narrow else 4)]
    return indented(*parts, Text(""))


def ranked_screen(
    tips: Iterable[Tip],
    words: Words,
    look: Look,
    *,
    starred: frozenset[int],
    picked_in: Mapping[int, tuple[int, ...]],
) -> RenderableType:
    """What a search found, best first."""
    rows = [_listed(tip, words, look, starred=starred, picked_in=picked_in) for tip in tips]
    return indented(Text(""), tip_rows(rows, columns=2 if look.narrow else 4), Text(""))


def suggested_screen(
    tips: Iterable[Tip], because: Mapping[int, str], words: Words, look: Look, *, fits: bool = True
) -> RenderableType:
    """Tips that fit together, each with what speaks for it, and what they take together.

    With `fits` they are as many as places are free, and the command that picks them stands below.
    """
    _ = words.text
    chosen = list(tips)
    rows: list[tuple[RenderableType, ...]] = []
    for tip in chosen:
        told = Text.assemble(safe(tip.text(words.language).title), ("\n" + because[tip.id], "dim"))
        cells: tuple[RenderableType, ...] = (Text(number(tip.id), style="cyan"), told)
        rows.append(cells if look.narrow else (*cells, Text(kind_label(tip.kind, words), style="dim")))
    together = words.duration(sum(tip.weekly_minutes for tip in chosen))
    return indented(
        Text(""),
        tip_rows(rows, columns=2 if look.narrow else 3),
        Text(""),
        Text(_("Together about {minutes} a week.").format(minutes=together)),
        *(
            [Text(f"{words.command('pick')} {' '.join(number(tip.id) for tip in chosen)}", style="cyan")]
            if fits
            else []
        ),
        Text(""),
    )


def _listed(
    tip: Tip, words: Words, look: Look, *, starred: frozenset[int], picked_in: Mapping[int, tuple[int, ...]]
) -> tuple[RenderableType, ...]:
    marks = tip_marks(tip, words, starred=starred, picked_in=picked_in)
    told = Text(safe(tip.text(words.language).title))
    if marks:
        told.append(f" {marks}" if marks == "★" else f"\n{marks}", style="dim")
    cells: tuple[RenderableType, ...] = (Text(number(tip.id), style="cyan"), told)
    if look.narrow:
        return cells
    return (
        *cells,
        Text(kind_label(tip.kind, words), style="dim"),
        Text(minutes(tip.weekly_minutes, words), style="dim"),
    )


def tip_card(tip: Tip, catalogue: Catalogue, words: Words, look: Look, *, marks: str) -> RenderableType:
    """One tip, to be read like a card."""
    _ = words.text
    said = tip_words(tip, catalogue, words)
    steps = Table.grid(padding=(0, 2, 0, 0))
    for n, step in enumerate(said.steps, 1):
        steps.add_row(Text(f"{n}", style="cyan"), Text(step))
    parts: list[RenderableType] = [
        Text(""),
        both_ends(f"{number(tip.id)}  {said.title}", said.theme, Look(50) if look.width < 90 else look),
        Text(", ".join(part for part in (*said.facts, marks) if part), style="dim"),
        Text(""),
        Text(said.what),
        Text(""),
        Text(said.why, style="italic"),
        Text(""),
        heading(_("how")),
        steps,
    ]
    for section in (*said.sections, *([said.example] if said.example else [])):
        parts += [Text(""), heading(section.heading), Text(section.text)]
        parts += [Text(section.more, style="dim")] if section.more else []
    return indented(*parts, Text(""))
