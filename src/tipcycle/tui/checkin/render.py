"""What the screens of the check-in show, as text. Data never becomes markup."""

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
    TipQuestion,
    TipQuestionsState,
    feelings_notice,
    feelings_question,
    feelings_skipped,
    key_labels,
    status_labels,
)

_MIN_WIDE_COLUMNS = 56
MIN_HIGH_ROWS = 24
"""A terminal with fewer rows gets a tighter screen."""


class Viewport(NamedTuple):
    """How much of the terminal there is."""

    width: int
    height: int

    @property
    def is_low(self) -> bool:
        """Whether rows are scarce."""
        return self.height < MIN_HIGH_ROWS


def viewport_of(terminal_size: tuple[int, int]) -> Viewport:
    """What the margins leave of a terminal with so many columns and rows; how low it is, is said of all its rows."""
    columns, rows = terminal_size
    return Viewport(columns - 4, rows)


class RenderedScreen(NamedTuple):
    """A screen: what may scroll, and the keys, which stay in sight."""

    body: RenderableType
    keys: Text


def _title_bar(form: CheckinForm) -> RenderableType:
    grid = Table.grid(expand=True)
    grid.add_column()
    grid.add_column(justify="right")
    grid.add_row(Text(form.title, style="bold"), Text(form.period, style="dim"))
    return Group(grid, Text(""))


def render_prompt(form: CheckinForm) -> Text:
    """What is asked of all five; the days of another week than the present one stand out."""
    text = Text(form.prompt)
    if form.dates:
        text.highlight_words([form.dates], "bold cyan")
    return text


def _repeat_notice(form: CheckinForm, translator: Translator) -> list[RenderableType]:
    """That the week was looked back on before; nothing for a first time."""
    _ = translator.gettext
    said = _("You looked back on this week already. What you leave alone stays as it is.")
    return [Text(said, style="dim"), Text("")] if form.is_repeat else []


def render_tip_questions(
    form: CheckinForm, state: TipQuestionsState, translator: Translator, viewport: Viewport
) -> RenderedScreen:
    """The five with their answers, the moment of the tip under the cursor, and its keys.

    Where rows are scarce, only the question under the cursor is shown in full.
    """
    said = status_labels(translator)
    grid = Table.grid(padding=(0, 1, 0, 0), expand=viewport.width < _MIN_WIDE_COLUMNS + 24)
    grid.add_column(width=1)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_column(justify="right", no_wrap=True, min_width=5)
    for place, asked in enumerate(form.questions):
        here = place == state.position
        mark = said[state.responses[asked.tip]] if asked.tip in state.responses else ("_" if here else "")
        question = Text(asked.text, style="bold" if here else "")
        if viewport.is_low and not here:
            question.no_wrap, question.overflow = True, "ellipsis"
        grid.add_row(Text("▸" if here else ""), Text(tip_number(asked.tip), style="cyan"), question, Text(mark))
    parts: list[RenderableType] = [
        _title_bar(form),
        *_repeat_notice(form, translator),
        render_prompt(form),
        Text(""),
        grid,
        Text(""),
    ]
    asked_now = state.current_question
    if asked_now is None:
        return RenderedScreen(Group(*parts), Text(""))
    parts.append(Text(f"{tip_number(asked_now.tip)}  {asked_now.plan}", style="italic"))
    return RenderedScreen(
        Group(*parts),
        render_tip_keys(
            asked_now, translator, viewport.width, has_status=state.responses.get(asked_now.tip) is not None
        ),
    )


def render_tip_keys(tip_question: TipQuestion, translator: Translator, width: int, *, has_status: bool = False) -> Text:
    """The keys that answer for this tip, and the ways out."""
    _ = translator.gettext
    return render_key_line(
        (*key_labels(tip_question, translator, has_status=has_status), _("[↑] back"), _("[Esc] stop without saving")),
        width,
    )


def render_key_line(labels: Iterable[str], width: int) -> Text:
    """Keys and what they do; what belongs together stays on one line."""
    return Text("\n".join(flow_phrases(labels, width)), style="dim")


def render_feelings(
    form: CheckinForm, state: FeelingsState, translator: Translator, viewport: Viewport
) -> RenderedScreen:
    """Both scales beside each other; where it is narrow, the one that is asked, and the other in one line."""
    _ = translator.gettext
    scales = (
        (_("in the team"), form.team_scale, state.team, 0, _("you see")),
        (_("with customers"), form.customers_scale, state.customers, 1, _("you hear")),
    )
    columns: list[RenderableType] = []
    for label, steps, value, place, asks in scales:
        here = place == state.position
        told = str(value) if value is not None else "_" if here else "" if state.position < place else "–"
        answer = Text(f"{'▸ ' if here else '  '}{asks}: {told}")
        if viewport.width < _MIN_WIDE_COLUMNS and not here:
            columns.append(Text(f"{label}, {answer.plain.strip()}"))
            continue
        lines = [Text(label, style="bold")]
        lines += [Text(f"{n}  {step}", style="bold" if value == n else "") for n, step in enumerate(steps, 1)]
        columns.append(Group(*lines, Text(""), answer))
    body: RenderableType
    if viewport.width < _MIN_WIDE_COLUMNS:
        body = Group(columns[0], Text(""), columns[1])
    else:
        grid = Table.grid(padding=(0, 4, 0, 0))
        grid.add_row(*columns)
        body = grid
    kept = (state.team, state.customers)[min(state.position, 1)] is not None
    labels = (
        "[1-5]",
        _("[Enter] leave it so") if kept else _("[Enter] I do not know"),
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
    """One thing more."""
    _ = translator.gettext
    parts: list[RenderableType] = [Text(follow_up.text), Text("")]
    if follow_up.plan_tip is None:
        parts += [Text(f"[{option.key}] {option.label}") for option in follow_up.options]
    else:
        parts += [Text(_("[Enter] leave it as it is, or write it anew"), style="dim")]
    return Group(*parts)


def render_follow_up_keys(translator: Translator) -> Text:
    """The way out of it."""
    _ = translator.gettext
    return Text(_("[Esc] stop without saving"), style="dim")


def render_voice_intro(form: CheckinForm, translator: Translator) -> RenderableType:
    """The invitation to keep one moment, with what was noted during the week."""
    _ = translator.gettext
    parts: list[RenderableType] = [_title_bar(form)]
    if not form.asks_feelings:
        parts += [Text(feelings_skipped(translator), style="dim"), Text("")]
    if form.notes:
        parts.append(Text(_("You noted this week:")))
        parts += [Text(f"  “{note}”", style="italic") for note in form.notes]
        parts.append(Text(""))
    return Group(*parts, Text(_("One moment you want to remember?")))


def render_previous_question(form: CheckinForm, translator: Translator) -> RenderableType:
    """The question that was taken along a week ago."""
    _ = translator.gettext
    return Group(
        Text(_("Last week you took this question along:")), Text(f"  {form.previous_question}", style="italic")
    )
