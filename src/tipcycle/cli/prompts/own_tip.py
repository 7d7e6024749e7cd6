"""The questions for a tip of the manager's own, in the language of the run. Must not save."""

import re
import unicodedata
from collections.abc import Container
from typing import Any

from tipcycle.cli.context import AppContext
from tipcycle.core.tips import ChangeForm, TipKind
from tipcycle.i18n import Translator
from tipcycle.render.labels import FORM_LABELS, kind_label

TomlTable = dict[str, Any]
MILESTONE_COUNTS = range(2, 6)
"""Numbers of milestones that the lint accepts (L17)."""


def ask_own_tip(context: AppContext, number: int) -> TomlTable:
    """Ask for all fields of a tip and return its TOML table."""
    translator = context.translator
    _ = translator.gettext
    print_message = context.messages.print
    print_message(_("A tip of your own, number {n}. One act that you could film.").format(n=number))
    text: TomlTable = {}
    for key, question in _text_questions(translator):
        text[key] = _ask_line(context, question)
    text["steps"] = _ask_steps(context)
    kind = _ask_option(context, _("How often?"), [(kind.value, kind_label(kind, translator)) for kind in TipKind])
    themes = [(theme.slug, theme.text(translator.language).name) for theme in context.catalogue.themes]
    theme = _ask_option(context, _("Which theme?"), themes)
    form = _ask_option(
        context,
        _("What does it change?"),
        [(form.value, translator.gettext(FORM_LABELS[form.value])) for form in ChangeForm],
    )
    if kind == TipKind.BUILD:
        text["check_after"] = _ask_line(context, _("The weekly question once it's done for good? "))
        if milestones := _ask_list(context, _("Two to five milestones, with commas? (optional) "), MILESTONE_COUNTS):
            text["milestones"] = milestones
    if words := _ask_list(context, _("Words to find it by, with commas? (optional) ")):
        text["words"] = words
    first = _ask_minutes(context, _("Minutes for the first step? (at most 15) "))
    weekly = _ask_minutes(context, _("Minutes a week? (at most 60) "))
    optional: TomlTable = {}
    if needs := _ask_tips(context, _("Tips that must come first, as numbers with commas? (optional) ")):
        optional["needs"] = needs
    if context.messages.ask(_("Does it suit a first five? [Enter] yes   [n] no: ")).strip().lower() == "n":
        optional["first"] = False
    return {
        "id": number,
        "slug": _slugify(text["title"], number),
        "theme": theme,
        "form": form,
        "kind": kind,
        "first_step_minutes": first,
        "weekly_minutes": weekly,
        "scope": "team",
        "spiral": "experience",
        "seeds": [],
        "related": [],
        **optional,
        translator.language: text,
    }


def _text_questions(translator: Translator) -> tuple[tuple[str, str], ...]:
    _ = translator.gettext
    return (
        ("title", _("Title, beginning with what you do? ")),
        ("what", _("What do you do? ")),
        ("why", _("Why does it help? ")),
        ("if_then", _("Your moment: If …, then …? ")),
        ("check", _("The weekly question, to be answered with yes or no? ")),
        ("signal", _("What does a customer notice? ")),
        ("pitfall", _("What is the trap? ")),
    )


def _ask_line(context: AppContext, question: str) -> str:
    while True:
        line = context.messages.ask(question).strip()
        if line:
            return line


def _ask_steps(context: AppContext) -> list[str]:
    _ = context.translator.gettext
    context.messages.print(_("Three to five steps, one a line; an empty line ends them."))
    steps: list[str] = []
    while len(steps) < 5:
        line = context.messages.ask(f"  {len(steps) + 1}. ").strip()
        if line:
            steps.append(line)
        elif len(steps) >= 3:
            break
    return steps


def _ask_option(context: AppContext, question: str, choices: list[tuple[str, str]]) -> str:
    context.messages.print(question)
    for number, (_value, label) in enumerate(choices, 1):
        context.messages.print(f"  {number}  {label}")
    while True:
        line = context.messages.ask(f"  [1-{len(choices)}] ").strip()
        if line.isascii() and line.isdigit() and 1 <= int(line) <= len(choices):
            return choices[int(line) - 1][0]


def _ask_minutes(context: AppContext, question: str) -> int:
    while True:
        line = context.messages.ask(question).strip()
        if line.isascii() and line.isdigit() and len(line) < 4:
            return int(line)


def _ask_list(context: AppContext, question: str, counts: Container[int] | None = None) -> list[str]:
    """Ask for different values with commas between them, until there are none or as many as `counts` allows."""
    while True:
        parts = (part.strip() for part in context.messages.ask(question).split(","))
        values = list({part.casefold(): part for part in parts if part}.values())
        if not values or counts is None or len(values) in counts:
            return values


def _ask_tips(context: AppContext, question: str) -> list[int]:
    """Ask for numbers of existing tips, until there are none or all exist."""
    while True:
        values = _ask_list(context, question)
        tips = [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 10]
        if len(tips) == len(values) and all(tip in context.catalogue.tips for tip in tips):
            return tips


def _slugify(title: str, number: int) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:40].strip("-") or f"tip-{number}"
