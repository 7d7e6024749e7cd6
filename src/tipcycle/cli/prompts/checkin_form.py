"""The check-in form of one week, for the full screen and the line-by-line questions, and the conversion of the input.

Must not ask, save or print.
"""

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from tipcycle.cli.context import AppContext
from tipcycle.core.commands.checkin import CheckinAnswers
from tipcycle.core.commands.guards import require_open_cycle
from tipcycle.core.cycle import Cycle, Status
from tipcycle.core.events import private_texts
from tipcycle.core.follow_ups import FollowUp, find_follow_ups
from tipcycle.core.momentum.strength import TipRecord, cycle_tip_records
from tipcycle.core.questions import question_for_week
from tipcycle.core.schedule import (
    FRIDAY,
    default_checkin_week,
    due_weeks,
    feelings_deadline,
    require_answerable_week,
    require_begun,
)
from tipcycle.core.tips import TipKind
from tipcycle.core.weeks import Week
from tipcycle.i18n import Translator, accepted_hotkeys
from tipcycle.render.labels import numbered_title, tip_title
from tipcycle.render.review.text import CUSTOMER_SCALE, TEAM_SCALE
from tipcycle.render.sanitize import sanitize
from tipcycle.tui.checkin.model import (
    CheckinForm,
    CheckinInput,
    FollowUpOption,
    FollowUpQuestion,
    TextQuestion,
    TipQuestion,
    TipStatus,
    TipStatuses,
)


def resolve_checkin_week(context: AppContext, requested_week: Week | None) -> Week:
    """Return the week to ask about: the requested one, the older of two due weeks, or the default of the schedule.

    Raises an error of `core.schedule` if the week cannot be answered.
    """
    cycle, today = require_open_cycle(context.cycles), context.environment.today
    if requested_week is not None:
        require_answerable_week(context.cycles, requested_week, today)
        return requested_week
    require_begun(cycle, today)
    open_weeks = due_weeks(cycle, context.checkin_weekday, today)
    return open_weeks[0] if len(open_weeks) > 1 else default_checkin_week(cycle, context.checkin_weekday, today)


def build_checkin_form(context: AppContext, week: Week) -> CheckinForm:
    """Return the form with all questions and texts for the week."""
    translator, cycle = context.translator, context.cycles[-1]
    _ = translator.gettext
    heading, dates = _form_heading(context, week)
    word_for_week = translator.facts.say_that_week if dates else str
    saved_statuses: dict[int, TipStatus] = {
        tip: result.status for (tip, answered_week), result in cycle.results.items() if answered_week == week
    }
    tip_records = cycle_tip_records(
        context.cycles, len(context.cycles) - 1, context.catalogue.kind_of, context.environment.today
    )
    tip_questions = [
        _build_tip_question(context, record, cycle, word_for_week)
        for record, tenure in zip(tip_records, cycle.tenures, strict=True)
        if tenure.covers(week)
    ]
    feelings = cycle.feelings.get(week)
    return CheckinForm(
        title=_("check-in"),
        period=_("cycle {n}, {span}").format(n=cycle.number, span=translator.date_range(week.monday, week.sunday)),
        prompt=heading,
        dates=dates,
        questions=tuple(tip_questions),
        asks_feelings=context.environment.today <= feelings_deadline(week),
        team_scale=tuple(translator.gettext(step) for step in TEAM_SCALE),
        customers_scale=tuple(translator.gettext(step) for step in CUSTOMER_SCALE),
        notes=tuple(sanitize(remark.text) for remark in cycle.remarks if not remark.is_voice and remark.week == week),
        text_questions=tuple(_build_text_questions(context, cycle, week, word_for_week)),
        follow_ups=_follow_up_builder(context, cycle, week, saved_statuses),
        repeat_notice=_repeat_notice(context, week) if week in cycle.checkin_dates else "",
        previous_statuses={
            tip_question.tip: saved_statuses[tip_question.tip]
            for tip_question in tip_questions
            if tip_question.tip in saved_statuses
        },
        previous_feelings=(feelings.team, feelings.customers) if feelings is not None else (None, None),
    )


def _build_text_questions(
    context: AppContext, cycle: Cycle, week: Week, word_for_week: Callable[[str], str]
) -> Iterator[TextQuestion]:
    """Yield the questions that a private text answers."""
    _ = context.translator.gettext
    last_question = question_for_week(context.questions, cycle, week.plus(-1))
    if last_question is not None:
        intro = (
            _("Last week you took this question along:")
            if week == Week.of(context.environment.today)
            else _("The week before, you took this question along:")
        )
        yield TextQuestion("answer", intro, word_for_week(last_question.text(context.translator.language)))


def _form_heading(context: AppContext, week: Week) -> tuple[str, str]:
    """Return the heading, and the dates in it; the dates are empty for the current week."""
    _ = context.translator.gettext
    if week == Week.of(context.environment.today):
        return _("Did you do it this week?"), ""
    dates = context.translator.date_range(week.monday, week.sunday)
    return _("Did you do it in the week of {dates}?").format(dates=dates), dates


def _repeat_notice(context: AppContext, week: Week) -> str:
    """Return the notice that the week has a check-in already."""
    _ = context.translator.gettext
    if week == Week.of(context.environment.today):
        return _("You looked back on this week already. What you leave alone stays as it is.")
    return _("You looked back on that week already. What you leave alone stays as it is.")


def _build_tip_question(
    context: AppContext, record: TipRecord, cycle: Cycle, word_for_week: Callable[[str], str]
) -> TipQuestion:
    """Return the question about one tip. A finished build tip has another question and a default.

    `word_for_week` gives the question the words for a week that is over.
    """
    translator = context.translator
    catalogue_tip = context.catalogue.tips.get(record.tip)
    question, plan = tip_title(record.tip, context.catalogue, translator), ""
    if catalogue_tip is not None:
        text = catalogue_tip.text(translator.language)
        question = word_for_week(sanitize(text.check_after if record.is_built and text.check_after else text.check))
        plan = sanitize(cycle.plans.get(record.tip, text.if_then))
    keys: dict[str, TipStatus] = dict.fromkeys(accepted_hotkeys("yes"), Status.DID)
    keys |= {"!": Status.COSTLY, **dict.fromkeys(accepted_hotkeys("no"), Status.MISSED)}
    if record.kind is TipKind.REFLEX:
        keys["-"] = Status.NO_OCCASION
    if record.kind is TipKind.BUILD and not record.is_built:
        keys[translator.facts.hotkeys.built] = "built"
    return TipQuestion(record.tip, question, plan, keys, Status.DID if record.is_built else None)


def _follow_up_builder(
    context: AppContext, cycle: Cycle, week: Week, saved_statuses: TipStatuses
) -> Callable[[TipStatuses], tuple[FollowUpQuestion, ...]]:
    """Return a function that gives the follow-up questions for new or changed statuses."""

    def build_follow_ups(statuses: TipStatuses) -> tuple[FollowUpQuestion, ...]:
        week_statuses = {tip: Status.DID if status == "built" else status for tip, status in statuses.items()}
        changed_tips = {tip for tip, status in statuses.items() if saved_statuses.get(tip) != status}
        follow_ups = find_follow_ups(cycle, week, week_statuses, context.environment.today)
        return tuple(
            _build_follow_up(follow_up, context, cycle, week, sum(s is Status.MISSED for s in statuses.values()))
            for follow_up in follow_ups
            if changed_tips and (follow_up.tip is None or follow_up.tip in changed_tips)
        )

    return build_follow_ups


def _build_follow_up(
    follow_up: FollowUp, context: AppContext, cycle: Cycle, week: Week, miss_count: int
) -> FollowUpQuestion:
    """Return the text and the options of a follow-up question about `week`, in which `miss_count` tips were missed."""
    translator = context.translator
    _ = translator.gettext
    if follow_up.tip is None:
        return FollowUpQuestion(
            (
                _("{n} times no this week. Were you around?")
                if week == Week.of(context.environment.today)
                else _("{n} times no that week. Were you around?")
            ).format(n=miss_count),
            (
                FollowUpOption(translator.facts.hotkeys.hardly, _("hardly; do not count that week"), off=True),
                FollowUpOption("Enter", _("I was, it was just busy")),
            ),
        )
    tip = numbered_title(follow_up.tip, context.catalogue, translator)
    if follow_up.kind == "quiet":
        return FollowUpQuestion(
            _("{tip} found no occasion for four weeks.").format(tip=tip),
            (
                FollowUpOption(translator.facts.hotkeys.look, _("I go looking for it")),
                FollowUpOption(translator.facts.hotkeys.swap, _("I swap this tip"), swap_tip=follow_up.tip),
                FollowUpOption("Enter", _("I wait a little longer")),
            ),
        )
    catalogue_tip = context.catalogue.tips.get(follow_up.tip)
    plan = cycle.plans.get(follow_up.tip) or (catalogue_tip.text(translator.language).if_then if catalogue_tip else "")
    text = _("{tip} did not work out for two weeks. What came between? When that happens, I'll …").format(tip=tip)
    return FollowUpQuestion(text, plan_tip=follow_up.tip, current_plan=sanitize(plan))


def to_checkin_answers(checkin_input: CheckinInput, form: CheckinForm) -> CheckinAnswers:
    """Convert the input into the answers to record. Leaves out statuses and feelings that did not change."""
    tips_by_status: dict[TipStatus, list[int]] = {}
    for tip, status in checkin_input.statuses.items():
        if form.previous_statuses.get(tip) != status:
            tips_by_status.setdefault(status, []).append(tip)
    team, customers = (
        value if value != previous else None
        for value, previous in zip((checkin_input.team, checkin_input.customers), form.previous_feelings, strict=True)
    )
    answers = CheckinAnswers(
        did=tuple(tips_by_status.get(Status.DID, ())),
        costly=tuple(tips_by_status.get(Status.COSTLY, ())),
        missed=tuple(tips_by_status.get(Status.MISSED, ())),
        none=tuple(tips_by_status.get(Status.NO_OCCASION, ())),
        built=tuple(tips_by_status.get("built", ())),
        team=team,
        customers=customers,
        voice=checkin_input.voice or None,
        by=(checkin_input.by or None) if checkin_input.voice else None,
        share=checkin_input.share and bool(checkin_input.voice),
        plan=checkin_input.plan,
        pause_week=checkin_input.off,
    )
    return replace(answers, **private_texts(checkin_input))


def checkin_summary_lines(
    context: AppContext, week: Week, answers: CheckinAnswers, *, has_open_week: bool
) -> list[str]:
    """Return the lines to print after a check-in: a comment on the answers and the question to take along.

    `has_open_week`: another week is due, so that the weekend greeting is left out.
    """
    translator: Translator = context.translator
    _ = translator.gettext
    lines = []
    if answers.costly:
        tip = numbered_title(answers.costly[0], context.catalogue, translator)
        lines.append(_("Good that you did this, though it cost something: {tip}.").format(tip=tip))
    elif answers.pause_week:
        lines.append(_("That week does not count. Good that you are here again."))
    elif answers.built:
        tip = numbered_title(answers.built[0], context.catalogue, translator)
        lines.append(_("Done for good: {tip}.").format(tip=tip))
    question = question_for_week(context.questions, context.cycles[-1], week)
    if question is not None:
        lines += ["", _("Take this question along into the week:"), "", f"    {question.text(translator.language)}"]
    if context.environment.today.weekday() == FRIDAY and not has_open_week:
        lines += ["", _("Have a good weekend.")]
    return lines
