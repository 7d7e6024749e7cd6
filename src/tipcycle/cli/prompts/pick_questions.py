"""The pick line by line, for terminals without full screen. Uses the state of `tui.picker.model`. Must not save."""

from collections.abc import Callable
from datetime import date
from functools import partial

from msgspec.structs import replace

from tipcycle.cli.confirm import is_yes
from tipcycle.cli.context import AppContext
from tipcycle.cli.params import parse_tips
from tipcycle.cli.prompts.picker_data import make_picker_data, sanitized_touchstone
from tipcycle.core.errors import TipcycleError
from tipcycle.core.search import search
from tipcycle.core.suggestions import require_pickable
from tipcycle.core.tips import quickest_tip
from tipcycle.i18n import accepted_hotkeys, inflectional_suffixes, stop_words
from tipcycle.render.labels import kind_label, numbered_title, tip_badges, tip_number
from tipcycle.render.text_layout import wrap_text
from tipcycle.render.tip_text import build_tip_card, plain_card_lines
from tipcycle.tui.picker import texts
from tipcycle.tui.picker.model import PickerResult, PickerState

QUIT_KEY = "q"
PROPOSE_KEYS, READ_KEYS = accepted_hotkeys("propose"), accepted_hotkeys("read")


def ask_five(
    context: AppContext,
    *,
    start: date | None,
    running: str | None,
    ask: str | None = None,
    theme: str | None = None,
    propose: bool = False,
    preselected: tuple[int, ...] = (),
) -> PickerResult:
    """Ask for the tips, what must keep running, who may ask, and from Thursday on the start. Return the result."""
    _ = context.translator.gettext
    state = PickerState.initial(make_picker_data(context, preselected))
    for tip in state.data.extended_tips:
        _print_wrapped(
            context,
            _("{tip} continues, and keeps its place.").format(
                tip=numbered_title(tip, context.catalogue, context.translator)
            ),
        )
    for tip in preselected:
        context.messages.print(f"  {numbered_title(tip, context.catalogue, context.translator)}")
    if theme is not None:
        _list_tips(context, state, "", theme=theme)
    _print_wrapped(context, _("Which tips stuck? Type numbers; ? and a word searches; Enter alone shows the list."))
    _print_wrapped(context, _("r 13 reads, * 13 gives a star, -13 lets go, p proposes five, w says why, q leaves."))
    if propose:
        state = _propose_tips(context, state)
    try:
        while True:
            while state.free_places:
                state, has_left = _ask_tips(context, state)
                if has_left:
                    return state.cancelled_result()
            _show_five(context, state)
            if is_yes(context.messages.ask(_("With these five? [Enter] yes   [n] choose again: ")), default=True):
                break
            state = _ask_removed_tips(context, state)
        if running is None:
            line = context.messages.ask(_("What must simply keep running meanwhile? (optional) "))
            running = line.strip() or None
        if ask is None:
            line = context.messages.ask(_("Who may ask you about it? A role, printed on the card; optional: "))
            ask = line.strip() or None
        if start is None:
            start = _ask_start(context, state)
    except KeyboardInterrupt:
        context.messages.print("")  # ends the line of the prompt
        return replace(state.cancelled_result(), interrupted=True)
    _show_first_step(context, state)
    return replace(state.result(start=start, running=running), ask=ask)


def print_touchstone(context: AppContext) -> None:
    """Print the touchstone sentence, if there is one, to compare the five with."""
    text = sanitized_touchstone(context)
    if text is not None:
        _print_wrapped(context, texts.touchstone_line(text, context.translator))


def _print_wrapped(context: AppContext, text: str) -> None:
    for line in wrap_text(text, context.display.text_width):
        context.messages.print(line)


def _ask_tips(context: AppContext, state: PickerState) -> tuple[PickerState, bool]:
    """Ask for one line. Return the state after it, and True if the user quit."""
    line = context.messages.ask(context.translator.ngettext("one more: ", "{n} more: ", state.free_places)).strip()
    keyword, _separator, rest = line.partition(" ")
    if keyword.lower() == QUIT_KEY and not rest:
        return state, not state.chosen or _confirm_leaving(context)
    return _apply_line(context, state, line), False


def _confirm_leaving(context: AppContext) -> bool:
    """Ask whether to quit although some tips are chosen. Return True for yes."""
    _ = context.translator.gettext
    line = context.messages.ask(_("Leave without your five? [y/N] "))
    return is_yes(line) or line.strip().lower() == QUIT_KEY


def _apply_line(context: AppContext, state: PickerState, line: str) -> PickerState:
    """Return the state after one line of input."""
    keyword, _separator, rest = line.partition(" ")
    keyword = keyword.lower()
    if not line or line.startswith("?"):
        _list_tips(context, state, line[1:].strip())
        return state
    if keyword in PROPOSE_KEYS and not rest:
        return _propose_tips(context, state)
    if keyword == "w" and not rest:
        _explain_choice(context, state)
        return state
    if keyword in READ_KEYS and rest:
        return _apply_to_tips(context, state, rest, partial(_show_tip, context))
    if line.startswith("*"):
        return _apply_to_tips(context, state, line[1:], partial(_toggle_star, context))
    if line.startswith("-"):
        return _apply_to_tips(context, state, line[1:], PickerState.remove_tip)
    return _apply_to_tips(context, state, line, partial(_choose_tip, context))


def _apply_to_tips(
    context: AppContext, state: PickerState, tip_names: str, action: Callable[[PickerState, int], PickerState]
) -> PickerState:
    """Return the state after an action on each named tip. Print an error for names that are not tips."""
    for tip_name in tip_names.replace(",", " ").split():
        try:
            (tip,) = parse_tips([tip_name], context)
        except TipcycleError as error:
            _print_error(context, error)
            continue
        state = action(state, tip)
    return state


def _choose_tip(context: AppContext, state: PickerState, tip: int) -> PickerState:
    if tip in state.five or not state.free_places:
        return state
    try:
        require_pickable((tip,), context.cycles, context.catalogue)
    except TipcycleError as error:
        _print_error(context, error)
        return state
    context.messages.print(f"  {numbered_title(tip, context.catalogue, context.translator)}")
    return state.toggle_tip(tip)


def _print_error(context: AppContext, error: TipcycleError) -> None:
    from tipcycle.cli.error_messages import error_message

    message = error_message(error, context.translator, context.catalogue)
    context.messages.warn(message.text, message.hint)


def _toggle_star(context: AppContext, state: PickerState, tip: int) -> PickerState:
    state = state.toggle_star(tip)
    _ = context.translator.gettext
    message = _("A star for {tip}.") if tip in state.stars else _("No star for {tip}.")
    context.messages.print(message.format(tip=tip_number(tip)))
    return state


def _show_tip(context: AppContext, state: PickerState, tip: int) -> PickerState:
    """Print the card of a tip as lines. Return the state unchanged."""
    catalogue_tip = state.data.catalogue.tips.get(tip)
    if catalogue_tip is None:
        return state
    card = build_tip_card(catalogue_tip, state.data.catalogue, context.translator)
    marks = tip_badges(
        catalogue_tip, context.translator, starred=state.stars, cycles_by_tip=state.data.cycles_by_tip, plain=True
    )
    _print_wrapped(context, f"{numbered_title(tip, context.catalogue, context.translator)}.")
    _print_wrapped(context, ", ".join(part for part in (*card.facts, marks) if part))
    for line in plain_card_lines(card):
        _print_wrapped(context, line)
    return state


def _list_tips(context: AppContext, state: PickerState, query: str, *, theme: str | None = None) -> None:
    """Print the tips that match the query, all tips, or the tips of a theme."""
    tips = search(context.catalogue, query, inflectional_suffixes(), stop_words()) if query else state.data.listed_tips
    for tip in tips:
        if tip.id in state.five or state.is_implemented(tip.id) or (theme is not None and tip.theme != theme):
            continue
        facts = (
            numbered_title(tip.id, context.catalogue, context.translator),
            kind_label(tip.kind, context.translator),
        )
        marks = tip_badges(
            tip, context.translator, starred=state.stars, cycles_by_tip=state.data.cycles_by_tip, plain=True
        )
        context.messages.print("  " + ", ".join(part for part in (*facts, marks) if part))


def _propose_tips(context: AppContext, state: PickerState, shown: PickerState | None = None) -> PickerState:
    """Fill the free places with a proposal, and ask whether to accept it. Return the new state.

    `state` is the choice to return to after a no, and `shown` the previous proposal, which the next one replaces.
    """
    shown = shown or state
    proposed_state = shown.fill_free_places()
    if proposed_state.message is not None:
        _print_wrapped(
            context, texts.message_text(proposed_state.message, proposed_state.free_places, context.translator)
        )
    if proposed_state.chosen == shown.chosen and shown is state:
        return state
    _explain_choice(context, proposed_state)
    _ = context.translator.gettext
    answer = context.messages.ask(_("Take these? [Enter] yes   [n] no   [p] others: ")).strip().lower()
    if answer in PROPOSE_KEYS:
        return _propose_tips(context, state, proposed_state)
    return (
        proposed_state
        if is_yes(answer, default=True)
        else replace(state, proposal_count=proposed_state.proposal_count, reasons=proposed_state.reasons)
    )


def _explain_choice(context: AppContext, state: PickerState) -> None:
    _ = context.translator.gettext
    if not state.five:
        _print_wrapped(context, _("Nothing is chosen yet."))
    for tip in state.five:
        _print_wrapped(
            context,
            f"{numbered_title(tip, context.catalogue, context.translator)}: "
            f"{texts.reason_text(tip, state, context.translator)}.",
        )


def _show_five(context: AppContext, state: PickerState) -> None:
    """Print the five with their weekly time and their balance, and the touchstone sentence."""
    catalogue, translator = context.catalogue, context.translator
    for tip in state.five:
        kind_text = kind_label(catalogue.kind_of(tip), translator)
        context.messages.print(
            "  " + ", ".join(part for part in (numbered_title(tip, catalogue, translator), kind_text) if part)
        )
    _print_wrapped(
        context, f"{texts.weekly_time_text(state, translator)} {texts.balance_text(state, translator)}".strip()
    )
    print_touchstone(context)


def _ask_removed_tips(context: AppContext, state: PickerState) -> PickerState:
    _ = context.translator.gettext
    return _apply_to_tips(context, state, context.messages.ask(_("Which of them goes? ")), PickerState.remove_tip)


def _ask_start(context: AppContext, state: PickerState) -> date | None:
    """Ask for the start if there is a choice: next Monday or this week. Return None for the default."""
    start_dates = state.data.start_options
    if len(start_dates) < 2:
        return None
    translator = context.translator
    _ = translator.gettext
    line = context.messages.ask(
        _("Today is {weekday}. Begin on Monday {day} [Enter], or now [n]? ").format(
            weekday=translator.weekday_name(state.data.today), day=translator.long_date(start_dates[0])
        )
    )
    return start_dates[1] if line.strip().lower().startswith(translator.facts.hotkeys.now) else None


def _show_first_step(context: AppContext, state: PickerState) -> None:
    tip = quickest_tip(state.five_tips)
    if tip is not None:
        _print_wrapped(context, texts.first_step_text(tip, context.translator))
        _print_wrapped(context, f"  {tip_number(tip.id)} {tip.text(context.translator.language).steps[0]}")
