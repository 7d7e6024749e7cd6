"""Check-in forms for tests, without a journal."""

from tipcycle.core.cycle import Status
from tipcycle.render.review.text import CUSTOMER_SCALE, TEAM_SCALE
from tipcycle.tui.checkin.model import CheckinForm, FollowUpQuestion, TextQuestion, TipQuestion, TipStatuses

KEYS = {"y": Status.DID, "j": Status.DID, "!": Status.COSTLY, "n": Status.MISSED}
RITUAL = TipQuestion(
    5, "Did you sit for an hour where customers wait this week?", "If it is Tuesday, then I go.", KEYS, None
)
REFLEX = TipQuestion(
    33, "Did you back a colleague at least once?", "If somebody bends a rule …", {**KEYS, "-": Status.NO_OCCASION}, None
)
BUILD = TipQuestion(
    34, "Did the rule move a step closer to the bin?", "If the meeting starts …", {**KEYS, "s": "built"}, None
)
FINISHED_BUILD = TipQuestion(43, "Is it still there?", "If I pass by …", KEYS, Status.DID)


def checkin_form(
    *questions: TipQuestion,
    asks_feelings: bool = True,
    previous_question: str | None = None,
    follow_ups: tuple[FollowUpQuestion, ...] = (),
    dates: str = "",
    previous_statuses: TipStatuses | None = None,
    previous_feelings: tuple[int | None, int | None] = (None, None),
) -> CheckinForm:
    """Return a form with these tips, or with one tip of each kind."""

    def follow_ups_for(statuses: TipStatuses) -> tuple[FollowUpQuestion, ...]:
        return follow_ups

    return CheckinForm(
        title="check-in",
        period="cycle 1, 2–8 March",
        prompt=f"Did you do it in the week of {dates}?" if dates else "Did you do it this week?",
        dates=dates,
        questions=questions or (RITUAL, REFLEX, BUILD, FINISHED_BUILD),
        asks_feelings=asks_feelings,
        team_scale=TEAM_SCALE,
        customers_scale=CUSTOMER_SCALE,
        notes=("That form is gone [b]and[/b] nobody has missed it.",),
        text_questions=(TextQuestion("answer", "Last week:", previous_question),) if previous_question else (),
        follow_ups=follow_ups_for,
        repeat_notice="You looked back on this week already." if previous_statuses is not None else "",
        previous_statuses=previous_statuses or {},
        previous_feelings=previous_feelings,
    )
