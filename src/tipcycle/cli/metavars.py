"""Placeholders for values in help pages, such as TIPS or DATE."""

import click

from tipcycle.i18n import N_, Translator

METAVARS = (
    N_("CYCLE"), N_("DATE"), N_("DAY"), N_("FILE"), N_("FORM"), N_("FORMAT"), N_("FROM"), N_("KIND"), N_("NEW"),
    N_("OLD"), N_("ROLE"), N_("SHELL"), N_("TEXT"), N_("THEME"), N_("TIP"), N_("TIPS"), N_("TO"), N_("WEEK"),
    N_("WHERE"), N_("WORDS"), N_("FILES"), N_("NUMBER"), N_("WHAT"), N_("N=TEXT"), N_("PAPER"), N_("HH:MM"), N_("ID"),
    N_("yyn?nnyy"), N_("COMMAND"), N_("YEAR"),
)  # fmt: skip
"""All metavars, listed here so that they are extracted for translation."""


def argument_metavar(argument: click.Argument, translator: Translator | None = None) -> str:
    """Return the name of an argument in the help, such as `TIPS…`, translated if a translator is given."""
    name = (argument.metavar or argument.name or "").upper()
    name = translator.gettext(name) if translator else name
    return f"{name}…" if argument.nargs == -1 else name
