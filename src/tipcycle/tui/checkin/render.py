"""Rendering of the check-in screens with Rich. Texts from the journal are never parsed as markup."""

from collections.abc import Iterable
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tipcycle.i18n import Translator
from tipcycle.render.labels import tip_number
from tipcycle.render.text_layout import flow_phrases
from tipcycle.tui.checkin.model import (
    CheckinForm,
    FeelingsState,
    FollowUpQuestion,
    TextQuestion,
    TipQuestion,
    TipQuestionsState,
    feelings_notice,
    feelings_question,
    feelings_skipped,
    key_labels,
    status_label,
)

_MIN_WIDE_COLUMNS = 56
MIN_HIGH_ROWS = 24
"""Terminals with fewer rows get a compact layout."""


class Viewport(NamedTuple):
    """The size that is available for the content, in cells."""

    width: int
    height: int

    @property
    def is_low(self) -> bool:
        """True if the terminal has fewer than `MIN_HIGH_ROWS` rows."""
        return self.height < MIN_HIGH_ROWS


def viewport_of(terminal_size: tuple[int, int]) -> Viewport:
    """Return the viewport of a terminal (columns, rows): the width without margins, and the full height."""
    columns, rows = terminal_size
    return Viewport(columns - 4, rows)


class RenderedScreen(NamedTuple):
    """The content of a screen: a body that can scroll, and the line of keys, which is always visible."""

    body: RenderableType
    keys: Text


def _title_bar(form: CheckinForm) -> RenderableType:
    grid = Table.grid(expand=True)
    grid.add_column()
    grid.add_column(justify="right")
    grid.add_row(Text(form.title, style="bold"), Text(form.period, style="dim"))
    return Group(grid, Text(""))


def render_prompt(form: CheckinForm) -> Text:
    """Return the introduction to the questions; the dates of a week other than the current one are highlighted."""
    text = Text(form.prompt)
    if form.dates:
        text.highlight_words([form.dates], "bold cyan")
    return text


def _repeat_notice(form: CheckinForm) -> list[RenderableType]:
    """Return the notice that the week has a check-in already; empty for a first check-in."""
    return [Text(form.repeat_notice, style="dim"), Text("")] if form.repeat_notice else []


def render_tip_questions(
    form: CheckinForm, state: TipQuestionsState, translator: Translator, viewport: Viewport
) -> RenderedScreen:
    """Return the tips with their answers, and the plan and the keys of the tip under the cursor.

    On a low terminal, only the question under the cursor is shown in full.
    """
    grid = Table.grid(padding=(0, 1, 0, 0), expand=viewport.width < _MIN_WIDE_COLUMNS + 24)
    grid.add_column(width=1)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_column(justify="right", no_wrap=True, min_width=5)
    for position, question in enumerate(form.questions):
        is_current = position == state.position
        mark = (
            status_label(state.responses[question.tip], translator)
            if question.tip in state.responses
            else ("_" if is_current else "")
        )
        question_text = Text(question.text, style="bold" if is_current else "")
        if viewport.is_low and not is_current:
            question_text.no_wrap, question_text.overflow = True, "ellipsis"
        grid.add_row(
            Text("▸" if is_current else ""), Text(tip_number(question.tip), style="cyan"), question_text, Text(mark)
        )
    parts: list[RenderableType] = [
        _title_bar(form),
        *_repeat_notice(form),
        render_prompt(form),
        Text(""),
        grid,
        Text(""),
    ]
    current_question = state.current_question
    if current_question is None:
        return RenderedScreen(Group(*parts), Text(""))
    parts.append(Text(f"{tip_number(current_question.tip)}  {current_question.plan}", style="italic"))
    return RenderedScreen(
        Group(*parts),
        render_tip_keys(
            current_question,
            translator,
            viewport.width,
            has_status=state.responses.get(current_question.tip) is not None,
        ),
    )


def render_tip_keys(tip_question: TipQuestion, translator: Translator, width: int, *, has_status: bool = False) -> Text:
    """Return the keys that answer for a tip, and the keys to go back and to quit."""
    _ = translator.gettext
    return render_key_line(
        (*key_labels(tip_question, translator, has_status=has_status), _("[↑] back"), _("[Esc] stop without saving")),
        width,
    )


def render_key_line(labels: Iterable[str], width: int) -> Text:
    """Return the labels of keys, wrapped between labels."""
    return Text("\n".join(flow_phrases(labels, width)), style="dim")


def render_feelings(
    form: CheckinForm, state: FeelingsState, translator: Translator, viewport: Viewport
) -> RenderedScreen:
    """Return both scales side by side.

    On a narrow terminal, the scale in question is shown in full and the other one on one line.
    """
    _ = translator.gettext
    scales = (
        (_("in the team"), form.team_scale, state.team, 0, _("you see")),
        (_("with customers"), form.customers_scale, state.customers, 1, _("you hear")),
    )
    columns: list[RenderableType] = []
    for label, step_labels, value, position, prompt in scales:
        is_current = position == state.position
        value_text = (
            str(value) if value is not None else "_" if is_current else "" if state.position < position else "–"
        )
        answer = Text(f"{'▸ ' if is_current else '  '}{prompt}: {value_text}")
        if viewport.width < _MIN_WIDE_COLUMNS and not is_current:
            columns.append(Text(f"{label}, {answer.plain.strip()}"))
            continue
        lines = [Text(label, style="bold")]
        lines += [
            Text(f"{n}  {step_label}", style="bold" if value == n else "")
            for n, step_label in enumerate(step_labels, 1)
        ]
        columns.append(Group(*lines, Text(""), answer))
    body: RenderableType
    if viewport.width < _MIN_WIDE_COLUMNS:
        body = Group(columns[0], Text(""), columns[1])
    else:
        grid = Table.grid(padding=(0, 4, 0, 0))
        grid.add_row(*columns)
        body = grid
    has_value = (state.team, state.customers)[min(state.position, 1)] is not None
    labels = (
        "[1-5]",
        _("[Enter] leave it so") if has_value else _("[Enter] I do not know"),
        _("[↑] back"),
        _("[Esc] stop without saving"),
    )
    parts = [
        _title_bar(form),
        Text(feelings_question(translator)),
        Text(""),
        body,
        Text(""),
        Text(feelings_notice(translator), style="dim"),
    ]
    return RenderedScreen(Group(*parts), render_key_line(labels, viewport.width))


def render_follow_up(follow_up: FollowUpQuestion, translator: Translator) -> RenderableType:
    """Return a follow-up question with its options."""
    _ = translator.gettext
    parts: list[RenderableType] = [Text(follow_up.text), Text("")]
    if follow_up.plan_tip is None:
        parts += [Text(f"[{option.key}] {option.label}") for option in follow_up.options]
    else:
        parts += [Text(_("[Enter] leave it as it is, or write it anew"), style="dim")]
    return Group(*parts)


def render_follow_up_keys(translator: Translator) -> Text:
    """Return the line of keys under a follow-up question."""
    _ = translator.gettext
    return Text(_("[Esc] stop without saving"), style="dim")


def render_voice_intro(form: CheckinForm, translator: Translator) -> RenderableType:
    """Return the question for a voice, with the notes from the week."""
    _ = translator.gettext
    parts: list[RenderableType] = [_title_bar(form)]
    if not form.asks_feelings:
        parts += [Text(feelings_skipped(translator), style="dim"), Text("")]
    if form.notes:
        parts.append(Text(_("You noted in that week:")))
        parts += [Text(f"  “{note}”", style="italic") for note in form.notes]
        parts.append(Text(""))
    return Group(*parts, Text(_("One moment you want to remember?")))


def render_text_question(text_question: TextQuestion) -> RenderableType:
    """Return a question that a private text answers."""
    intro = [Text(text_question.intro)] if text_question.intro else []
    return Group(*intro, Text(f"  {text_question.question}", style="italic"))
