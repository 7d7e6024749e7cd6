"""The full-screen check-in, answered by field. Keys are pressed only where they are what is tested."""

from collections.abc import Mapping

import pytest
from textual.widgets import Input

from tests.conversation import Field
from tests.tui.checkin.driver import NARROW, WIDE, ScreenCheckin
from tests.tui.checkin.forms import REFLEX, RITUAL, checkin_form
from tipcycle.core.cycle import Status
from tipcycle.tui.checkin.model import CheckinForm, CheckinInput, FollowUpOption, FollowUpQuestion, TipQuestion


def answer_all(
    form: CheckinForm,
    answers: Mapping[Field, object],
    *,
    size: tuple[int, int] = WIDE,
    language: str = "en",
) -> CheckinInput | None:
    """Return the input after these answers. All other questions are skipped."""
    with ScreenCheckin(form, size=size, language=language) as talk:
        return talk.answer_all(answers).result


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["80x24", "60x20"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_full_checkin_returns_every_answer(size: tuple[int, int], language: str) -> None:
    """The moment is not shared, because the box is not ticked. Enter is yes for a build tip that is finished."""
    answers = {5: True, 33: "-", 34: "s", "team": 4, "customers": 3, "voice": "it is calm", "by": "planner"}
    assert answer_all(checkin_form(), answers, size=size, language=language) == CheckinInput(
        statuses={5: "did", 33: "none", 34: "built", 43: "did"}, team=4, customers=3, voice="it is calm", by="planner"
    )


def test_one_key_answers_a_question_and_tab_reaches_the_share_box() -> None:
    with ScreenCheckin(checkin_form(RITUAL)) as talk:
        talk.press("y", "4", "3")
        talk.to("voice").press(*"calm", "tab", "tab", "space", "enter")
        talk.answer_all()
    assert talk.result == CheckinInput(statuses={5: "did"}, team=4, customers=3, voice="calm", share=True)


def test_every_field_can_be_answered() -> None:
    """Last week's question is asked after the moment, with and without a text for the moment."""
    form = checkin_form(RITUAL, previous_question="Who was quiet?")
    answers: dict[Field, object] = {5: True, "team": 4, "voice": "calm", "share": True, "answer": "me"}
    assert answer_all(form, answers) == CheckinInput(statuses={5: "did"}, team=4, voice="calm", share=True, answer="me")
    assert answer_all(form, {5: True, "answer": "me"}) == CheckinInput(statuses={5: "did"}, answer="me")


@pytest.mark.parametrize("size", [WIDE, NARROW, (50, 20)], ids=["80x24", "60x20", "50x20"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_keys_and_current_question_stay_visible(size: tuple[int, int], language: str) -> None:
    """The last line of each page has [Esc], and each scale is readable when it is asked."""
    form = checkin_form(dates="2–8 March", previous_statuses={5: Status.DID})
    screens: dict[Field, str] = {}
    with ScreenCheckin(form, size=size, language=language) as talk:
        while (field := talk.field) is not None:
            screens[field] = talk.screen_text
            talk.send("")
    for screen in screens.values():
        assert "[Esc]" in screen.rstrip().splitlines()[-1]
    assert "contagious" in screens["team"]
    assert "friend" in screens["customers"]


def test_questions_are_complete_at_80x24() -> None:
    """A lower terminal cuts the questions that are not current."""
    long_question = TipQuestion(
        13, f"Did you put {'that one ' * 7}question this week?", "If it is noon, then I ask.", RITUAL.keys, None
    )
    with ScreenCheckin(checkin_form(RITUAL, long_question)) as talk:
        assert "question this week?" in talk.screen_text
        assert "question this week?" not in talk.resize(80, 23).screen_text


def test_earlier_week_is_named_in_the_question() -> None:
    """The dates show which week the answers are for."""
    with ScreenCheckin(checkin_form(dates="2–8 March")) as talk:
        assert "Did you do it in the week of 2–8 March?" in talk.screen_text


def test_late_checkin_skips_the_feelings() -> None:
    with ScreenCheckin(checkin_form(RITUAL, asks_feelings=False)) as talk:
        assert "too long ago" in talk.answer(5, True).to("voice").screen_text
        assert talk.answer_all().result == CheckinInput(statuses={5: "did"})


def test_repeated_checkin_shows_the_previous_answers() -> None:
    """Enter keeps a previous answer, and another key changes it."""
    form = checkin_form(
        RITUAL, REFLEX, previous_statuses={5: Status.COSTLY, 33: Status.MISSED}, previous_feelings=(4, 2)
    )
    with ScreenCheckin(form) as talk:
        assert "You looked back on this week already." in talk.screen_text
        assert "yes!" in talk.screen_text
        assert "open" not in talk.screen_text
        talk.answer_all({33: True, "customers": 3})
    assert talk.result == CheckinInput(statuses={5: "costly", 33: "did"}, team=4, customers=3)


@pytest.mark.parametrize("field", [5, "team", "voice", "by"], ids=str)
@pytest.mark.parametrize("exit_key", ["escape", "ctrl+c"])
def test_leaving_returns_none(field: Field, exit_key: str) -> None:
    """Esc and Ctrl-C return None from every screen, so that nothing is saved. Only Ctrl-C sets `interrupted`."""
    with ScreenCheckin(checkin_form(RITUAL)) as talk:
        if field == "by":
            talk.answer("voice", "x")
        talk.to(field).press(exit_key)
    assert talk.result is None
    assert talk.app.interrupted == (exit_key == "ctrl+c")


def test_up_returns_to_the_question_before() -> None:
    with ScreenCheckin(checkin_form()) as talk:
        talk.answer(5, "n").back().answer(5, True).answer("team", 2).back().answer("team", 4).answer_all()
    assert talk.result == CheckinInput(statuses={5: "did", 43: "did"}, team=4)


def test_only_a_changed_plan_is_returned() -> None:
    """Enter keeps the plan. A changed plan belongs to the tip of the question."""
    follow_up = FollowUpQuestion(
        "42 did not work for two weeks. When does it work?", plan_tip=5, current_plan="If it is Tuesday"
    )
    form = checkin_form(RITUAL, follow_ups=(follow_up,))
    assert answer_all(form, {5: "n"}) == CheckinInput({5: "missed"})
    assert answer_all(form, {5: "n", "follow_up": "!"}) == CheckinInput({5: "missed"}, plan=(5, "If it is Tuesday!"))


def test_week_off_skips_the_other_follow_ups() -> None:
    week_off = FollowUpQuestion(
        "Were you around?", (FollowUpOption("p", "hardly", off=True), FollowUpOption("x", "I was"))
    )
    new_plan = FollowUpQuestion("When does it work?", plan_tip=5, current_plan="")
    with ScreenCheckin(checkin_form(RITUAL, follow_ups=(week_off, new_plan))) as talk:
        assert talk.answer(5, "n").answer("follow_up", "p").field != "follow_up"
        assert talk.answer_all().result == CheckinInput({5: "missed"}, off=True)


def test_resize_keeps_the_answers() -> None:
    with ScreenCheckin(checkin_form()) as talk:
        talk.answer(5, True).resize(*NARROW).answer(33, "n").answer_all()
    assert talk.result == CheckinInput({5: "did", 33: "missed", 43: "did"})


@pytest.mark.parametrize(
    "text", ["🎉 geen wachtrij", "שלום", "[b]vet[/b] [/]", "a" * 300], ids=["emoji", "rtl", "markup", "long"]
)
def test_pasted_text_is_kept_unchanged(text: str) -> None:
    """The text is never parsed as markup."""
    with ScreenCheckin(checkin_form(RITUAL)) as talk:
        talk.to("voice").app.screen.query_one("#voice", Input).value = text
        talk.answer_all()
    assert talk.result is not None
    assert talk.result.voice == text
