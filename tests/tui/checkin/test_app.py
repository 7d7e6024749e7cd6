"""The check-in screens, driven by keys."""

import asyncio
from collections.abc import Sequence

import pytest
from textual.widgets import Input

from tests.tui.checkin.forms import REFLEX, RITUAL, checkin_form
from tipcycle.core.cycle import Status
from tipcycle.i18n import load_translator
from tipcycle.tui.checkin.app import CheckinApp
from tipcycle.tui.checkin.model import CheckinForm, CheckinInput, FollowUpOption, FollowUpQuestion, TipQuestion

WIDE, NARROW = (80, 24), (60, 20)


def run_keys(
    form: CheckinForm, keys: Sequence[str], *, size: tuple[int, int] = WIDE, language: str = "en"
) -> CheckinApp:
    """Return the app after these keys. The key `resize` makes the terminal smaller."""
    app = CheckinApp(form, load_translator(language))

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


def text_keys(text: str) -> list[str]:
    """Return the keys that type a text."""
    return ["space" if letter == " " else letter for letter in text]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["80x24", "60x20"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_full_checkin_returns_every_answer(size: tuple[int, int], language: str) -> None:
    """The moment is not shared, because the box is not ticked."""
    keys = [
        "y",
        "minus",
        "s",
        "enter",
        "4",
        "3",
        *text_keys("it is calm"),
        "enter",
        *text_keys("planner"),
        "enter",
        "enter",
    ]
    app = run_keys(checkin_form(), keys, size=size, language=language)
    assert app.return_value == CheckinInput(
        statuses={5: "did", 33: "none", 34: "built", 43: "did"}, team=4, customers=3, voice="it is calm", by="planner"
    )


def test_space_ticks_the_share_box() -> None:
    keys = ["y", "4", "3", *text_keys("calm"), "tab", "tab", "space", "enter"]
    app = run_keys(checkin_form(RITUAL), keys)
    assert app.return_value is not None
    assert app.return_value.share
    assert app.return_value.voice == "calm"


def test_enter_visits_each_field_in_order() -> None:
    """The order is the moment, the role, the box and last week's question. Enter on the last field saves."""
    keys = ["y", "4", "3", *text_keys("calm"), "enter", "enter", "space", "enter", *text_keys("me"), "enter"]
    app = run_keys(checkin_form(RITUAL, previous_question="Who was quiet?"), keys)
    assert app.return_value == CheckinInput(
        statuses={5: "did"}, team=4, customers=3, voice="calm", share=True, answer="me"
    )


def screen_text(form: CheckinForm, keys: Sequence[str], *, size: tuple[int, int], language: str = "en") -> str:
    """Return the text of the screen after these keys."""
    app = CheckinApp(form, load_translator(language))
    lines: list[str] = []

    async def drive() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            lines.extend(
                "".join(part.text for part in strip).rstrip() for strip in app.screen._compositor.render_strips()
            )

    asyncio.run(drive())
    return "\n".join(lines)


@pytest.mark.parametrize("size", [WIDE, NARROW, (50, 20)], ids=["80x24", "60x20", "50x20"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_keys_and_current_question_stay_visible(size: tuple[int, int], language: str) -> None:
    """The last line of each page has [Esc], and each scale is readable when it is asked."""
    for keys in ([], ["y", "y", "y"], ["y"] * 4, ["y"] * 4 + ["4"], ["y"] * 4 + ["4", "3"]):
        screen = screen_text(
            checkin_form(dates="2–8 March", previous_statuses={5: Status.DID}), keys, size=size, language=language
        )
        assert "[Esc]" in screen.rstrip().splitlines()[-1]
    team = screen_text(checkin_form(), ["y"] * 4, size=size, language=language)
    customers = screen_text(checkin_form(), ["y"] * 4 + ["4"], size=size, language=language)
    assert "contagious" in team
    assert "friend" in customers


def test_questions_are_complete_at_80x24() -> None:
    """A lower terminal cuts the questions that are not current."""
    long_question = TipQuestion(
        13, f"Did you put {'that one ' * 7}question this week?", "If it is noon, then I ask.", RITUAL.keys, None
    )
    assert "question this week?" in screen_text(checkin_form(RITUAL, long_question), [], size=WIDE)
    assert "question this week?" not in screen_text(checkin_form(RITUAL, long_question), [], size=(80, 23))


def test_earlier_week_is_named_in_the_question() -> None:
    """The dates show which week the answers are for."""
    screen = screen_text(checkin_form(dates="2–8 March"), [], size=WIDE)
    assert "Did you do it in the week of 2–8 March?" in screen
    assert "too long ago" in screen_text(checkin_form(RITUAL, asks_feelings=False), ["y"], size=WIDE)


def test_repeated_checkin_shows_the_previous_answers() -> None:
    """Enter keeps a previous answer, and another key changes it."""
    form = checkin_form(
        RITUAL, REFLEX, previous_statuses={5: Status.COSTLY, 33: Status.MISSED}, previous_feelings=(4, 2)
    )
    screen = screen_text(form, [], size=WIDE)
    assert "You looked back on this week already." in screen
    assert "yes!" in screen
    assert "open" not in screen
    app = run_keys(form, ["enter", "y", "enter", "3", "enter"])
    assert app.return_value == CheckinInput(statuses={5: "costly", 33: "did"}, team=4, customers=3)


def test_late_checkin_skips_the_feelings() -> None:
    app = run_keys(checkin_form(RITUAL, asks_feelings=False), ["y", "enter"])
    assert app.return_value == CheckinInput(statuses={5: "did"})


def test_last_weeks_question_is_asked() -> None:
    """Without a moment, Enter goes to last week's question."""
    app = run_keys(
        checkin_form(RITUAL, previous_question="Who was quiet?"),
        ["y", "enter", "enter", "enter", *text_keys("me"), "enter"],
    )
    assert app.return_value == CheckinInput(statuses={5: "did"}, answer="me")


@pytest.mark.parametrize("keys", [[], ["y"], ["y", "4", "3"], ["y", "4", "3", "x", "enter"]], ids=str)
@pytest.mark.parametrize("exit_key", ["escape", "ctrl+c"])
def test_leaving_returns_none(keys: list[str], exit_key: str) -> None:
    """Esc and Ctrl-C return None from every screen, so that nothing is saved. Only Ctrl-C sets `interrupted`."""
    app = run_keys(checkin_form(RITUAL), [*keys, exit_key])
    assert app.return_value is None
    assert app.interrupted == (exit_key == "ctrl+c")


def test_only_a_changed_plan_is_returned() -> None:
    """Enter keeps the plan. A changed plan belongs to the tip of the question."""
    follow_up = FollowUpQuestion(
        "42 did not work for two weeks. When does it work?", plan_tip=5, current_plan="If it is Tuesday"
    )
    assert run_keys(
        checkin_form(RITUAL, asks_feelings=False, follow_ups=(follow_up,)), ["n", "enter", "enter"]
    ).return_value == CheckinInput({5: "missed"})
    changed = run_keys(
        checkin_form(RITUAL, asks_feelings=False, follow_ups=(follow_up,)), ["n", "exclamation_mark", "enter", "enter"]
    )
    assert changed.return_value is not None
    assert changed.return_value.plan == (5, "If it is Tuesday!")


def test_week_off_skips_the_other_follow_ups() -> None:
    week_off = FollowUpQuestion(
        "Were you around?", (FollowUpOption("p", "hardly", off=True), FollowUpOption("x", "I was"))
    )
    new_plan = FollowUpQuestion("When does it work?", plan_tip=5, current_plan="")
    app = run_keys(checkin_form(RITUAL, asks_feelings=False, follow_ups=(week_off, new_plan)), ["n", "p", "enter"])
    assert app.return_value == CheckinInput({5: "missed"}, off=True)


def test_resize_keeps_the_answers() -> None:
    app = run_keys(checkin_form(), ["y", "resize", "n", "enter", "enter", "enter", "enter", "enter"])
    assert app.return_value is not None
    assert app.return_value.statuses == {5: "did", 33: "missed", 43: "did"}


@pytest.mark.parametrize(
    "text", ["🎉 geen wachtrij", "שלום", "[b]vet[/b] [/]", "a" * 300], ids=["emoji", "rtl", "markup", "long"]
)
def test_pasted_text_is_kept_unchanged(text: str) -> None:
    """The text is never parsed as markup."""
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
