"""The questions of a check-in: on the full screen, or line by line if that is not possible. Must not save."""

from msgspec.structs import replace

from tipcycle.cli.confirm import is_yes
from tipcycle.cli.context import AppContext
from tipcycle.cli.prompts.checkin_form import build_checkin_form, to_checkin_answers
from tipcycle.core.commands.checkin import CheckinAnswers
from tipcycle.core.errors import AbortedError
from tipcycle.core.weeks import Week
from tipcycle.i18n import Translator
from tipcycle.render.labels import tip_number
from tipcycle.tui.checkin.model import (
    CheckinForm,
    CheckinInput,
    FollowUpQuestion,
    TipQuestion,
    TipQuestionsState,
    TipStatus,
    apply_follow_up,
    feelings_notice,
    feelings_question,
    feelings_skipped,
    key_labels,
    status_label,
)


def ask_checkin(context: AppContext, week: Week) -> tuple[CheckinAnswers, CheckinInput]:
    """Ask about one week. Return the answers to record, and the input.

    Raises `AbortedError` if the user quits.
    """
    form = build_checkin_form(context, week)
    if context.environment.can_use_full_screen:
        from tipcycle.tui.checkin.app import run_checkin_app

        checkin_input = run_checkin_app(form, context.translator)
        if checkin_input is None:
            raise AbortedError
    else:
        checkin_input = _ask_line_by_line(context, form)
    return to_checkin_answers(checkin_input, form), checkin_input


def _ask_line_by_line(context: AppContext, form: CheckinForm) -> CheckinInput:
    translator, print_message = context.translator, context.messages.print
    _ = translator.gettext
    print_message(f"{form.title}, {form.period}")
    if form.repeat_notice:
        print_message(form.repeat_notice)
    print_message(form.prompt)
    print_message()
    tip_answers = TipQuestionsState(form.questions, form.previous_statuses)
    while tip_answers.current_question is not None:
        tip_answers = tip_answers.press(
            _ask_key(context, tip_answers.current_question, tip_answers.responses.get(tip_answers.current_question.tip))
        )
    checkin_input = CheckinInput(statuses=tip_answers.statuses)
    for follow_up in form.follow_ups(checkin_input.statuses):
        if not checkin_input.off:
            checkin_input = _ask_follow_up(context, follow_up, checkin_input)
    print_message()
    if form.asks_feelings:
        print_message(feelings_question(translator))
        prompts = field_prompts(translator)
        team = _ask_scale(context, prompts["team"], form.team_scale, form.previous_feelings[0])
        customers = _ask_scale(context, prompts["customers"], form.customers_scale, form.previous_feelings[1])
        print_message(feelings_notice(translator))
        checkin_input = replace(checkin_input, team=team, customers=customers)
    else:
        print_message(feelings_skipped(translator))
    print_message()
    return _ask_texts(context, form, checkin_input)


def field_prompts(translator: Translator) -> dict[str, str]:
    """Return the text that asks for each field of `CheckinInput`, by name and in order."""
    _ = translator.gettext
    return {
        "team": _("in the team"),
        "customers": _("with customers"),
        "voice": _("One moment you want to remember? (optional) "),
        "by": _("Who said it? (a role, optional) "),
        "share": _("Print this moment, and who said it? [y/N] "),
        "answer": _("Your answer? (optional, and private) "),
    }


def _ask_texts(context: AppContext, form: CheckinForm, checkin_input: CheckinInput) -> CheckinInput:
    """Ask for a voice and for the private texts. Return the completed input."""
    print_message, ask = context.messages.print, context.messages.ask
    _, prompts = context.translator.gettext, field_prompts(context.translator)
    if form.notes:
        print_message(_("You noted in that week:"))
        for note in form.notes:
            print_message(f"  “{note}”")
    voice = ask(prompts["voice"]).strip()
    by, share = "", False
    if voice:
        by = ask(prompts["by"]).strip()
        share = is_yes(ask(prompts["share"]))
    texts: dict[str, str | None] = {}
    for text_question in form.text_questions:
        if text_question.intro:
            print_message(text_question.intro)
        print_message(f"  {text_question.question}")
        texts[text_question.name] = ask(prompts["answer"]).strip() or None
    return replace(checkin_input, voice=voice, by=by, share=share, **texts)


def _ask_key(context: AppContext, tip_question: TipQuestion, previous: TipStatus | None) -> str:
    """Ask about a tip until the user types a valid key, and return the key."""
    translator = context.translator
    previous_text = f" ({status_label(previous, translator)})" if previous else ""
    context.messages.print(f"{tip_number(tip_question.tip)}  {tip_question.text}{previous_text}")
    while True:
        labels = "   ".join(key_labels(tip_question, translator, has_status=previous is not None))
        line = context.messages.ask(f"    {labels}: ").strip().lower()
        if not line:
            return "enter"
        if line[0] in tip_question.keys:
            return line[0]


def _ask_follow_up(context: AppContext, follow_up: FollowUpQuestion, checkin_input: CheckinInput) -> CheckinInput:
    _ = context.translator.gettext
    context.messages.print()
    context.messages.print(follow_up.text)
    if follow_up.plan_tip is not None:
        context.messages.print(f"  {follow_up.current_plan}")
        line = context.messages.ask(_("[Enter] leaves it, or write it anew: ")).strip()
        return apply_follow_up(checkin_input, follow_up, line)
    for option in follow_up.options:
        context.messages.print(f"  [{option.key}] {option.label}")
    line = context.messages.ask("> ").strip().lower()
    while line and follow_up.option_for(line) is None:
        line = context.messages.ask("> ").strip().lower()
    return apply_follow_up(checkin_input, follow_up, line)


def _ask_scale(context: AppContext, label: str, levels: tuple[str, ...], previous: int | None) -> int | None:
    """Ask for a feeling from 1 to 5. Enter gives the previous value."""
    _ = context.translator.gettext
    context.messages.print(f"  {label}: " + ", ".join(f"{n} {level}" for n, level in enumerate(levels, 1)))
    question = _("    [1-5], or [Enter] I do not know: ")
    if previous is not None:
        question = _("    [1-5], or [Enter] it stays {n}: ").format(n=previous)
    while True:
        line = context.messages.ask(question).strip()
        if not line:
            return previous
        if line in ("1", "2", "3", "4", "5"):
            return int(line)
