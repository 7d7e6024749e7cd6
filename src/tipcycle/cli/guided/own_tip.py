"""A tip of the manager's own, by conversation, in the language of the run."""

import re
import unicodedata
from typing import Any

from tipcycle.cli.session import Session
from tipcycle.core.tips import Form, Kind
from tipcycle.locales import Words
from tipcycle.views.labels import FORMS, kind_label

Table = dict[str, Any]


def ask_tip(session: Session, number: int) -> Table:
    """Asks for every field once; nothing is written."""
    words = session.words
    _ = words.text
    say = session.diagnostics.say
    say(_("A tip of your own, number {n}. One act that you could film.").format(n=number))
    text: Table = {}
    for key, question in _questions(words):
        text[key] = _line(session, question)
    text["steps"] = _steps(session)
    kind = _choice(session, _("How often?"), [(kind.value, kind_label(kind, words)) for kind in Kind])
    themes = [(theme.slug, theme.text(words.language).name) for theme in session.catalogue.themes]
    theme = _choice(session, _("Which theme?"), themes)
    form = _choice(session, _("What does it change?"), [(form.value, words.text(FORMS[form.value])) for form in Form])
    if kind == Kind.BUILD:
        text["check_after"] = _line(session, _("The weekly question once it stands? "))
    first = _minutes(session, _("Minutes for the first step? (at most 15) "))
    weekly = _minutes(session, _("Minutes a week? (at most 60) "))
    return {
        "id": number,
        "slug": _slug(text["title"], number),
        "theme": theme,
        "form": form,
        "kind": kind,
        "first_step_minutes": first,
        "weekly_minutes": weekly,
        "scope": "team",
        "spiral": "experience",
        "seeds": [],
        "related": [],
        words.language: text,
    }


def _questions(words: Words) -> tuple[tuple[str, str], ...]:
    _ = words.text
    return (
        ("title", _("Title, beginning with what you do? ")),
        ("what", _("What do you do? ")),
        ("why", _("Why does it help? ")),
        ("if_then", _("Your moment: If …, then …? ")),
        ("check", _("The weekly question, to be answered with yes or no? ")),
        ("signal", _("What does a customer notice? ")),
        ("pitfall", _("What is the trap? ")),
    )


def _line(session: Session, question: str) -> str:
    while True:
        line = session.diagnostics.ask(question).strip()
        if line:
            return line


def _steps(session: Session) -> list[str]:
    _ = session.words.text
    session.diagnostics.say(_("Three to five steps, one a line; an empty line ends them."))
    steps: list[str] = []
    while len(steps) < 5:
        line = session.diagnostics.ask(f"  {len(steps) + 1}. ").strip()
        if line:
            steps.append(line)
        elif len(steps) >= 3:
            break
    return steps


def _choice(session: Session, question: str, choices: list[tuple[str, str]]) -> str:
    session.diagnostics.say(question)
    for n, (_value, label) in enumerate(choices, 1):
        session.diagnostics.say(f"  {n}  {label}")
    while True:
        line = session.diagnostics.ask(f"  [1-{len(choices)}] ").strip()
        if line.isascii() and line.isdigit() and 1 <= int(line) <= len(choices):
            return choices[int(line) - 1][0]


def _minutes(session: Session, question: str) -> int:
    while True:
        line = session.diagnostics.ask(question).strip()
        if line.isascii() and line.isdigit() and len(line) < 4:
            return int(line)


def _slug(title: str, number: int) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:40].strip("-") or f"tip-{number}"
