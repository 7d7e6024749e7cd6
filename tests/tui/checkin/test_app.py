"""The screens of the check-in, driven key by key."""

import asyncio
from collections.abc import Sequence

import pytest
from textual.widgets import Input

from tests.tui.checkin.forms import REFLEX, RITUAL, checkin_form
from tipcycle.i18n import load_translator
from tipcycle.tui.checkin.app import CheckinApp
from tipcycle.tui.checkin.model import CheckinForm, CheckinInput, FollowUpOption, FollowUpQuestion, TipQuestion

WIDE, NARROW = (80, 24), (60, 20)


def said(asked: CheckinForm, keys: Sequence[str], *, size: tuple[int, int] = WIDE, language: str = "en") -> CheckinApp:
    """The app after these keys."""
    app = CheckinApp(asked, load_translator(language))

    async def drive() -> None:
        async with app.run_test(size=size) as pilot:
            for key in keys:
                if key == "resize":
                    await pilot.resize_terminal(*NARROW)
                else:
                    await pilot.press(key)
                await pilot.pause()

    asyncio.run(drive())
    return app


def typed(text: str) -> list[str]:
    return ["space" if letter == " " else letter for letter in text]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["80x24", "60x20"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_five_keys_two_keys_one_sentence(size: tuple[int, int], language: str) -> None:
    """A whole check-in: the tips, the two scales, a moment, who said it, and nothing on paper unless it is ticked."""
    keys = ["y", "minus", "s", "enter", "4", "3", *typed("it is calm"), "enter", *typed("planner"), "enter", "enter"]
    app = said(checkin_form(), keys, size=size, language=language)
    assert app.return_value == CheckinInput(
        statuses={5: "did", 33: "none", 34: "built", 43: "did"}, team=4, customers=3, voice="it is calm", by="planner"
    )


def test_a_box_is_ticked_with_space() -> None:
    """Tab goes to the box, space ticks it, Enter ends."""
    keys = ["y", "4", "3", *typed("calm"), "tab", "tab", "space", "enter"]
    app = said(checkin_form(RITUAL), keys)
    assert app.return_value is not None
    assert app.return_value.share
    assert app.return_value.voice == "calm"


def test_enter_stops_on_the_box_under_who_said_it() -> None:
    """A moment, who said it, the box; only then last week's question, and on the last field Enter saves."""
    keys = ["y", "4", "3", *typed("calm"), "enter", "enter", "space", "enter", *typed("me"), "enter"]
    app = said(checkin_form(RITUAL, previous_question="Who was quiet?"), keys)
    assert app.return_value == CheckinInput(
        statuses={5: "did"}, team=4, customers=3, voice="calm", share=True, answer="me"
    )


def shown(asked: CheckinForm, keys: Sequence[str], *, size: tuple[int, int], language: str = "en") -> str:
    """What stands on the screen after these keys."""
    app = CheckinApp(asked, load_translator(language))
    rows: list[str] = []

    async def drive() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            rows.extend(
                "".join(part.text for part in strip).rstrip() for strip in app.screen._compositor.render_strips()
            )

    asyncio.run(drive())
    return "\n".join(rows)


@pytest.mark.parametrize("size", [WIDE, NARROW, (50, 20)], ids=["80x24", "60x20", "50x20"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_keys_and_what_is_asked_stay_in_sight(size: tuple[int, int], language: str) -> None:
    """On every page the way out stands on the last rows, and both scales can be read when they are asked."""
    for keys in ([], ["y", "y", "y"], ["y"] * 4, ["y"] * 4 + ["4"], ["y"] * 4 + ["4", "3"]):
        rows = shown(checkin_form(dates="2–8 March", previous_statuses={5: "did"}), keys, size=size, language=language)
        assert "[Esc]" in rows.rstrip().splitlines()[-1]
    team = shown(checkin_form(), ["y"] * 4, size=size, language=language)
    customers = shown(checkin_form(), ["y"] * 4 + ["4"], size=size, language=language)
    assert "contagious" in team
    assert "friend" in customers


def test_on_eighty_by_twenty_four_each_question_is_there_in_full() -> None:
    """Only a lower terminal cuts the questions that are not asked right now."""
    long = TipQuestion(
        13, f"Did you put {'that one ' * 7}question this week?", "If it is noon, then I ask.", RITUAL.keys, None
    )
    assert "question this week?" in shown(checkin_form(RITUAL, long), [], size=WIDE)
    assert "question this week?" not in shown(checkin_form(RITUAL, long), [], size=(80, 23))


def test_the_week_that_is_not_the_present_one_is_named() -> None:
    """The days stand in the question, so that nobody answers for another week."""
    rows = shown(checkin_form(dates="2–8 March"), [], size=WIDE)
    assert "Did you do it in the week of 2–8 March?" in rows
    assert "too long ago" in shown(checkin_form(RITUAL, asks_feelings=False), ["y"], size=WIDE)


def test_a_second_check_in_shows_what_was_said() -> None:
    """What was answered stands there; Enter leaves it, another key changes it."""
    again = checkin_form(RITUAL, REFLEX, previous_statuses={5: "costly", 33: "missed"}, previous_feelings=(4, 2))
    rows = shown(again, [], size=WIDE)
    assert "You looked back on this week already." in rows
    assert "yes!" in rows
    assert "open" not in rows
    app = said(again, ["enter", "y", "enter", "3", "enter"])
    assert app.return_value == CheckinInput(statuses={5: "costly", 33: "did"}, team=4, customers=3)


def test_late_weeks_are_not_asked_how_they_felt() -> None:
    """After the Thursday behind the week the scales are left out."""
    app = said(checkin_form(RITUAL, asks_feelings=False), ["y", "enter"])
    assert app.return_value == CheckinInput(statuses={5: "did"})


def test_last_weeks_question_comes_back() -> None:
    """Without a moment to keep, Enter goes to the question of last week, whose answer is private."""
    app = said(
        checkin_form(RITUAL, previous_question="Who was quiet?"),
        ["y", "enter", "enter", "enter", *typed("me"), "enter"],
    )
    assert app.return_value == CheckinInput(statuses={5: "did"}, answer="me")


@pytest.mark.parametrize("before", [[], ["y"], ["y", "4", "3"], ["y", "4", "3", "x", "enter"]], ids=str)
@pytest.mark.parametrize("way_out", ["escape", "ctrl+c"])
def test_leaving_returns_nothing(before: list[str], way_out: str) -> None:
    """From each screen, Esc and ^C give nothing back, so nothing can be saved; ^C is told apart."""
    app = said(checkin_form(RITUAL), [*before, way_out])
    assert app.return_value is None
    assert app.interrupted == (way_out == "ctrl+c")


def test_a_plan_is_asked_for_once_and_only_a_changed_one_is_kept() -> None:
    """Enter leaves the plan as it is; what is written anew belongs to the tip that was asked about."""
    extra = FollowUpQuestion(
        "42 did not work for two weeks. When does it work?", plan_tip=5, current_plan="If it is Tuesday"
    )
    assert said(
        checkin_form(RITUAL, asks_feelings=False, follow_ups=(extra,)), ["n", "enter", "enter"]
    ).return_value == CheckinInput({5: "missed"})
    changed = said(
        checkin_form(RITUAL, asks_feelings=False, follow_ups=(extra,)), ["n", "exclamation_mark", "enter", "enter"]
    )
    assert changed.return_value is not None
    assert changed.return_value.plan == (5, "If it is Tuesday!")


def test_a_week_off_asks_nothing_more() -> None:
    """Who was hardly there is not asked when it would work."""
    off = FollowUpQuestion("Were you around?", (FollowUpOption("p", "hardly", off=True), FollowUpOption("x", "I was")))
    plan = FollowUpQuestion("When does it work?", plan_tip=5, current_plan="")
    app = said(checkin_form(RITUAL, asks_feelings=False, follow_ups=(off, plan)), ["n", "p", "enter"])
    assert app.return_value == CheckinInput({5: "missed"}, off=True)


def test_a_resize_keeps_what_was_answered() -> None:
    """The window may shrink in the middle."""
    app = said(checkin_form(), ["y", "resize", "n", "enter", "enter", "enter", "enter", "enter"])
    assert app.return_value is not None
    assert app.return_value.statuses == {5: "did", 33: "missed", 43: "did"}


@pytest.mark.parametrize(
    "text", ["🎉 geen wachtrij", "שלום", "[b]vet[/b] [/]", "a" * 300], ids=["emoji", "rtl", "markup", "long"]
)
def test_pasted_text_is_kept_as_it_is(text: str) -> None:
    """Whatever is pasted into the moment comes back letter by letter, and is never markup."""
    app = CheckinApp(checkin_form(RITUAL), load_translator("en"))

    async def drive() -> None:
        async with app.run_test(size=WIDE) as pilot:
            await pilot.press("y", "4", "3")
            await pilot.pause()
            app.screen.query_one("#voice", Input).value = text
            await pilot.press("enter", "enter", "enter")
            await pilot.pause()

    asyncio.run(drive())
    assert app.return_value is not None
    assert app.return_value.voice == text
