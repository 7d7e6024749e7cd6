"""The booklet of voices as what stands on its pages, and as Markdown."""

from tipcycle.core.booklet import Booklet
from tipcycle.core.tips import Catalogue
from tipcycle.locales import Words
from tipcycle.views.labels import title
from tipcycle.views.markdown import escaped
from tipcycle.views.paper import Data, head, said


def year_label(booklet: Booklet) -> str:
    """`2026`, or `2026–2027`."""
    first, last = booklet.first.year, booklet.last.year
    return str(first) if first == last else f"{first}–{last}"


def booklet_data(booklet: Booklet, catalogue: Catalogue, words: Words) -> Data:
    """What stands on the pages."""
    _ = words.text
    name = _("Heard, a year long")
    return {
        **head(f"{name}, {year_label(booklet)}", booklet.team, booklet.today, words, "a5"),
        "name": name,
        "team": booklet.team or "",
        "year": year_label(booklet),
        "last-page": _("What stays is on the last page.") if booklet.stays else "",
        "heard-by-you": _("What did you hear?"),
        "stays-name": _("What stays"),
        "months": [
            {
                "name": words.month(month),
                "voices": [{"text": said(heard.text), "who": heard.by or ""} for heard in voices],
            }
            for month, voices in booklet.months
        ],
        "stays": [title(tip, catalogue, words) for tip in booklet.stays],
    }


def booklet_markdown(booklet: Booklet, catalogue: Catalogue, words: Words) -> str:
    """The same as text."""
    _ = words.text
    lines = [
        f"# {_('Heard, a year long')}",
        "",
        ", ".join(escaped(p) for p in (booklet.team, year_label(booklet)) if p),
    ]
    for month, voices in booklet.months:
        lines += ["", f"## {words.month(month)}"]
        for heard in voices:
            lines += ["", f"> {escaped(heard.text)}" + ("  " if heard.by else "")]
            lines += [f"> *{escaped(heard.by)}*"] if heard.by else []
    if booklet.stays:
        lines += ["", f"## {_('What stays')}", ""]
        lines += [f"- {escaped(title(tip, catalogue, words))}" for tip in booklet.stays]
    return "\n".join(lines) + "\n"
