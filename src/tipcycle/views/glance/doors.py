"""The bare `tipcycle` where no cycle ever began: what this is, and ten doors."""

from tipcycle.core.overview import Glance
from tipcycle.core.tips import Catalogue
from tipcycle.locales import Words
from tipcycle.views.glance.rows import command_rows, key_rows
from tipcycle.views.letters import letter
from tipcycle.views.lines import Line, padded, width_of, wrapped
from tipcycle.views.look import Look
from tipcycle.views.safe import safe


def greeting(glance: Glance, words: Words, look: Look) -> list[Line]:
    """What this is: a sentence on each line where all of them fit, else one paragraph."""
    _ = words.text
    day = words.weekday(glance.looks_back)
    said = [
        _("Five tips out of 101, for two months. On {day} you look back for a moment.").format(day=day),
        _("Then one sheet of paper for a good talk, and you choose five new ones."),
        _("What you write stays on this machine."),
    ]
    if any(width_of(look.margin + line) > look.text_width for line in said):
        said = [" ".join(said)]
    return [row for line in said for row in wrapped(line, look.text_width, indent=look.margin)]


def first_commands(words: Words, look: Look) -> list[Line]:
    """What to type, where nobody is there to press a key."""
    _ = words.text
    return command_rows(
        [(words.command("tips"), _("leaf through the tips")), (words.command("pick"), _("choose five"))], look
    )


def doors(catalogue: Catalogue, words: Words, look: Look) -> list[Line]:
    """Ten doors, not a form: the question of each theme."""
    _ = words.text
    texts = [theme.text(words.language) for theme in catalogue.themes]
    lines = [*wrapped(_("Which question makes you sit up?"), look.text_width, indent=look.margin), []]
    wide = max((width_of(safe(text.name)) for text in texts), default=0) + 2
    asks = max((width_of(safe(text.question)) for text in texts), default=0)
    beside = len(look.margin) + 4 + wide + asks <= look.width
    for place, text in enumerate(texts, 1):
        lead = f"{look.margin}{place:>2}  "
        first = lead + padded(safe(text.name), wide) if beside else lead
        lines += wrapped(safe(text.question), look.width, indent=" " * width_of(first), first=first)
    keys = _("[1-{n}] open that door   [{b}] browse them all   [{v}] propose five   [q] later").format(
        n=len(texts), b=letter("all", words), v=letter("propose", words)
    )
    return [*lines, [], *key_rows(keys, look)]
