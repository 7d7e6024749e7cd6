"""Interactive commands in a pseudo-terminal, in both languages. The tests send keys and then read the journal files.

With `--plain`, the questions are asked line by line. The full-screen applications also have their own tests.
"""

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pexpect
import pyte
import pytest

from tests.cli.conftest import TIPCYCLE_PATH, subprocess_environ
from tests.cli.scenarios import (
    EXAMPLE_TODAY,
    Scenario,
    closed_cycle,
    example_cycle,
    file_contents,
    no_journal,
    planned_cycle,
    planned_with_checkin_day,
    running_cycle,
    second_cycle,
    write_journal,
)
from tests.cli.terminal import (
    END,
    ENTER,
    ESCAPE,
    INTERRUPT,
    YES,
    LineCheckin,
    StartTerminal,
    TerminalSession,
    last_event,
    start_terminal,
)
from tests.conftest import TipcycleRunner
from tests.journal_builder import PICK_TEXT
from tests.parametrize import in_each_lang

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is needed")

__all__ = ["start_terminal"]  # pytest finds the fixture of terminal.py by this import

StartCheckin = Callable[..., LineCheckin]


@pytest.fixture
def start_checkin(start_terminal: StartTerminal) -> StartCheckin:
    """Return a function that starts a check-in line by line. `args` replaces the command."""

    def start(scenario: Scenario, *, on: str, lang: str, args: str = "checkin --plain") -> LineCheckin:
        return LineCheckin(start_terminal(scenario, args, on=on, lang=lang))

    return start


@in_each_lang
def test_checkin_line_by_line(lang: str, home: Path, start_checkin: StartCheckin) -> None:
    """Each status key, both feelings and a shared voice are saved. An invalid answer is asked again."""
    talk = start_checkin(planned_with_checkin_day, on="2026-03-06", lang=lang)
    talk.answer(5, "x").answer(5, True).answer(13, "!").answer(33, "-").answer(34, "s").answer(42, "n")
    talk.answer("team", 4).answer("customers", 3)
    talk.answer("voice", "it was calm at the desk").answer("by", "a customer").answer("share", True)
    assert talk.end() == 0
    assert last_event(home, "checkin") == {
        "week": "2026-W10", "did": [5], "costly": [13], "missed": [42], "none": [33], "built": [34],
        "team": 4, "customers": 3,
    }  # fmt: skip
    assert last_event(home, "voice") == {
        "text": "it was calm at the desk", "by": "a customer", "week": "2026-W10", "shared": True,
    }  # fmt: skip


@in_each_lang
def test_enter_skips_a_question_and_voices_are_private(lang: str, home: Path, start_checkin: StartCheckin) -> None:
    talk = start_checkin(planned_with_checkin_day, on="2026-03-06", lang=lang)
    assert talk.answer(42, True).answer("customers", 2).answer("voice", "heard").end() == 0
    assert last_event(home, "checkin") == {"week": "2026-W10", "did": [42], "customers": 2}
    assert last_event(home, "voice") == {"text": "heard", "week": "2026-W10"}


@in_each_lang
def test_invalid_status_keys_are_asked_again(lang: str, home: Path, start_checkin: StartCheckin) -> None:
    """`-` is invalid for a ritual, `s` for a reflex, and a feeling is from 1 to 5."""
    talk = start_checkin(planned_with_checkin_day, on="2026-03-06", lang=lang)
    for field, invalid, valid in ((5, "-", "n"), (13, "-", True), (33, "s", "n"), (34, "-", "s"), ("customers", 7, 3)):
        assert talk.answer(field, invalid).field == field
        talk.answer(field, valid)
    assert talk.end() == 0
    assert last_event(home, "checkin") == {
        "week": "2026-W10", "did": [13], "missed": [5, 33], "built": [34], "customers": 3,
    }  # fmt: skip


@in_each_lang
def test_older_due_week_is_asked_first(lang: str, home: Path, start_checkin: StartCheckin) -> None:
    """The feelings of that week are not asked, because it is too long ago."""
    talk = start_checkin(planned_with_checkin_day, on="2026-03-13", lang=lang).answer_all(tips=YES[lang])
    for text in (
        {"en": "in the week of 2–8 March", "nl": "in de week van 2–8 maart"},
        {"en": "too long ago", "nl": "te lang geleden"},
        {"en": "This week, 9–15 March, is still open", "nl": "Deze week, 9–15 maart, is nog open"},
    ):
        assert text[lang] in talk.screen_text
    assert talk.terminal.press_until_end("q") == 0
    assert last_event(home, "checkin") == {"week": "2026-W10", "did": [5, 13, 33, 34, 42]}


@in_each_lang
def test_second_due_week_follows_on_enter(lang: str, home: Path, start_checkin: StartCheckin) -> None:
    """Enter starts the check-in of the current week after that of the older week."""
    talk = start_checkin(planned_with_checkin_day, on="2026-03-13", lang=lang).answer_all(tips=YES[lang])
    talk.accept_next_week().answer_all({42: True}, tips="n")
    assert talk.end() == 0
    assert last_event(home, "checkin") == {"week": "2026-W11", "did": [42], "missed": [5, 13, 33, 34]}


@in_each_lang
@pytest.mark.parametrize(("key", "code"), [(INTERRUPT, 130), (END, 1)], ids=["ctrl-c", "ctrl-d"])
def test_abort_in_the_second_week_keeps_the_first(
    key: str, code: int, lang: str, home: Path, start_checkin: StartCheckin
) -> None:
    """The message says that the first week is saved."""
    talk = start_checkin(planned_with_checkin_day, on="2026-03-13", lang=lang).answer_all(tips=YES[lang])
    talk.accept_next_week().to(5)
    talk.terminal.after("", key)
    talk.terminal.after(
        {"en": "what was saved before this stays", "nl": "wat al bewaard was, blijft bewaard"}[lang], ""
    )
    assert talk.terminal.end() == code
    assert last_event(home, "checkin")["week"] == "2026-W10"


@in_each_lang
def test_escape_in_the_second_week_keeps_the_first(lang: str, home: Path, start_terminal: StartTerminal) -> None:
    """On the full screen, Escape exits with 0, and the message says that the second week stays open."""
    checkin = start_terminal(planned_with_checkin_day, "checkin", on="2026-03-13", lang=lang)
    checkin.send_when_shown("05", YES[lang] * 5)
    checkin.send_when_shown({"en": "One moment", "nl": "Eén moment"}[lang])
    checkin.press_until_shown(ENTER, {"en": "later", "nl": "straks"}[lang]).press(ENTER)
    checkin.send_when_shown({"en": "Did you do it this week?", "nl": "Deed je het deze week?"}[lang], ESCAPE)
    checkin.after({"en": "That week stays open", "nl": "Die week blijft open"}[lang], "")
    assert checkin.end() == 0
    assert last_event(home, "checkin")["week"] == "2026-W10"


@in_each_lang
def test_empty_checkin_writes_nothing(lang: str, home: Path, start_checkin: StartCheckin) -> None:
    """Enter at each question writes nothing, and the exit code is 0."""
    talk = start_checkin(planned_with_checkin_day, on="2026-03-06", lang=lang)
    files_before = file_contents(home)
    assert talk.end() == 0
    assert {"en": "You filled in nothing; the week stays open", "nl": "Je vulde niets in"}[lang] in talk.screen_text
    assert file_contents(home) == files_before


@in_each_lang
def test_second_checkin_saves_only_new_answers(lang: str, home: Path, start_checkin: StartCheckin) -> None:
    """Enter keeps an earlier answer."""
    first = start_checkin(planned_with_checkin_day, on="2026-03-06", lang=lang)
    first.answer_all({13: "n", 33: "-", 42: "n", "team": 4, "customers": 3}, tips=YES[lang])
    assert first.end() == 0
    again = "checkin --plain --week this"
    second = start_checkin(lambda _home: None, args=again, on="2026-03-06", lang=lang)
    assert second.answer(13, True).answer("customers", 5).end() == 0
    assert {"en": "You looked back on this week already", "nl": "Je hebt al op deze week teruggekeken"}[
        lang
    ] in second.screen_text
    assert last_event(home, "checkin") == {"week": "2026-W10", "did": [13], "customers": 5}
    unchanged = start_checkin(lambda _home: None, args=again, on="2026-03-06", lang=lang)
    files_before = file_contents(home)
    assert unchanged.end() == 0
    assert file_contents(home) == files_before


@in_each_lang
def test_checkin_shows_the_notes_of_the_week(
    lang: str, home: Path, tipcycle: TipcycleRunner, start_checkin: StartCheckin
) -> None:
    planned_with_checkin_day(home)
    tipcycle(["note", "the form is gone"], on="2026-03-04")
    talk = start_checkin(lambda _home: None, on="2026-03-06", lang=lang)
    assert "the form is gone" in talk.to("voice").screen_text
    assert talk.end() == 0


@in_each_lang
def test_pick_line_by_line(lang: str, home: Path, start_terminal: StartTerminal) -> None:
    """Numbers can be separated by spaces or commas, and invalid ones are rejected. On a Thursday the start is asked."""
    pick = start_terminal(no_journal, "pick --plain", on="2026-02-26", lang=lang)
    pick.lines("5 13", "999", "?", "33,34", "5", "42", "", "the breakdown service", "my deputy", "")
    assert pick.end() == 0
    expected = {"tips": [5, 13, 33, 34, 42], "running": "the breakdown service", "ask": "my deputy"}
    assert last_event(home, "pick") == expected


@in_each_lang
@pytest.mark.parametrize("plain", [" --plain", ""], ids=["lines", "full-screen"])
def test_incomplete_pick_starts_the_picker(plain: str, lang: str, home: Path, start_terminal: StartTerminal) -> None:
    """The given tips are selected. If the user quits, the message has the command that continues the pick."""
    pick = start_terminal(no_journal, f"pick 05 13{plain}", on="2026-02-26", lang=lang)
    if plain:
        pick.lines("42", "q", YES[lang])
    else:
        pick.send_when_shown({"en": "3 more to choose", "nl": "Nog 3 te kiezen"}[lang], "q")
        pick.send_when_shown({"en": "Leave without your five?", "nl": "Weggaan zonder je vijf?"}[lang], YES[lang])
    command = "pick" if lang == "en" else "kies"
    pick.child.expect(f"tipcycle {command} 5 13( 42)?\\s")
    assert pick.end() == 1
    assert not home.exists()


@in_each_lang
@pytest.mark.parametrize(("args", "code"), [("pick 5 5", 2), ("pick 5 999", 2), ("pick 5 13 33 34 42 53", 2)])
def test_invalid_pick_does_not_start_the_picker(args: str, code: int, lang: str, start_terminal: StartTerminal) -> None:
    pick = start_terminal(no_journal, args, on="2026-02-26", lang=lang)
    assert pick.end() == code
    assert "\x1b[?1049h" not in pick.output


@in_each_lang
def test_pick_can_start_in_the_current_week(lang: str, home: Path, start_terminal: StartTerminal) -> None:
    pick = start_terminal(no_journal, "pick --plain", on="2026-02-27", lang=lang)
    pick.lines("5 13 33 34 42", "", "", "", "n")
    assert pick.end() == 0
    assert last_event(home, "pick", "2026-02-23") == {"tips": [5, 13, 33, 34, 42]}


@in_each_lang
@pytest.mark.parametrize(("answer", "by_hand"), [("n", {"by_hand": [42]}), ("", {})], ids=["it counts", "Enter alone"])
def test_close_line_by_line(
    lang: str, answer: str, by_hand: dict[str, list[int]], home: Path, start_terminal: StartTerminal
) -> None:
    """Each decision has a key in each language. A kept tip that is not implemented counts only after a "no"."""
    keep, adapt, extend = {"en": "kar", "nl": "hbn"}[lang]
    close = start_terminal(example_cycle, "close --plain", on=EXAMPLE_TODAY, lang=lang)
    close.after("05 ", keep + " x" + ENTER).after(r"\[l\]\.", keep + ENTER).lines("")
    close.after("33 ", "x" + ENTER).lines(adapt, "it is about trust")
    close.after("34 ", "l" + ENTER).lines("")
    close.after("13 ", extend + ENTER).lines("")
    close.after("42 ", keep + ENTER).lines(answer, "")
    assert close.end() == 0
    decisions = {"keep": [5, 42], "adapt": [33], "extend": [13], "drop": [34]}
    assert last_event(home, "close") == decisions | by_hand
    assert last_event(home, "lesson") == {"tip": 33, "text": "it is about trust"}


@in_each_lang
def test_close_extends_a_tip_instead_of_keeping_it(lang: str, home: Path, start_terminal: StartTerminal) -> None:
    keep = {"en": "k", "nl": "h"}[lang]
    close = start_terminal(example_cycle, "close --plain", on=EXAMPLE_TODAY, lang=lang)
    close.lines("l", "", "l", "", "l", "", keep, YES[lang], "", keep, YES[lang], "")
    assert close.end() == 0
    assert last_event(home, "close") == {"extend": [13, 42], "drop": [5, 33, 34]}


@in_each_lang
def test_close_asks_about_earlier_tips(lang: str, home: Path, start_terminal: StartTerminal) -> None:
    """An earlier tip can be alive, lapsed or not answered."""
    close = start_terminal(second_cycle, "close --plain", on="2026-06-29", lang=lang)
    close.lines(*["l", ""] * 5, YES[lang], "n", "")
    assert close.end() == 0
    assert last_event(home, "close", "2026-05-04") == {"drop": [13, 18, 53, 71, 73], "alive": [5], "lapsed": [33]}


@in_each_lang
@pytest.mark.parametrize(("key", "code"), [("yes", 0), ("y", 0), ("n", 1), ("", 1)], ids=["yes", "y", "no", "enter"])
def test_undo_asks_for_confirmation(key: str, code: int, lang: str, home: Path, start_terminal: StartTerminal) -> None:
    undo = start_terminal(running_cycle, "undo", on="2026-03-13", lang=lang)
    files_before = file_contents(home)
    undo.lines(YES[lang] if key == "yes" else key)
    assert undo.end() == code
    assert (file_contents(home) == files_before) == bool(code)
    if not code:
        assert last_event(home, "undo") == {"of": ["2026-03-02-2"]}


@in_each_lang
def test_swap_asks_for_a_reason(lang: str, home: Path, start_terminal: StartTerminal) -> None:
    """Without a reason the tip is not swapped."""
    swap = start_terminal(running_cycle, "swap 42 18", on="2026-03-13", lang=lang)
    files_before = file_contents(home)
    assert swap.lines("").end() == 2
    assert file_contents(home) == files_before
    swap = start_terminal(running_cycle, "swap 42 18", on="2026-03-13", lang=lang)
    assert swap.lines("nobody rings here").end() == 0
    assert last_event(home, "swap") == {"old": 42, "new": 18, "from": "2026-W11", "because": "nobody rings here"}


@in_each_lang
def test_review_asks_for_a_summary_and_shared_texts(lang: str, home: Path, start_terminal: StartTerminal) -> None:
    """Empty answers change nothing."""
    review = start_terminal(example_cycle, "review --plain", on=EXAMPLE_TODAY, lang=lang)
    files_before = file_contents(home)
    assert review.lines("", "").end() == 0
    assert file_contents(home) == files_before
    review = start_terminal(example_cycle, "review --plain", on=EXAMPLE_TODAY, lang=lang)
    assert review.lines("It is calm.", "1 99", "").end() == 0
    assert last_event(home, "words") == {"text": "It is calm."}
    assert last_event(home, "share")["shared"] is False
    assert "SECRET" not in review.output.rpartition("It is calm.")[2]


@in_each_lang
@pytest.mark.parametrize("answer", ["", "n"], ids=["yes", "no"])
def test_review_offers_a_pdf(answer: str, lang: str, home: Path, start_terminal: StartTerminal) -> None:
    """Enter writes the PDF, `n` does not."""
    review = start_terminal(example_cycle, "review", on=EXAMPLE_TODAY, lang=lang)
    review.lines("", "").after({"en": "now, as PDF", "nl": "nu maken, als PDF"}[lang], answer + ENTER)
    assert review.end() == 0
    assert (home.parent / "review-2026-03-02.pdf").exists() == (not answer)


@in_each_lang
def test_pdf_asks_once_for_name_and_team(lang: str, home: Path, start_terminal: StartTerminal) -> None:
    """Empty answers are accepted and the questions are not repeated."""
    review = start_terminal(running_cycle, "review", on="2026-03-13", lang=lang)
    review.lines("").after({"en": "now, as PDF", "nl": "nu maken, als PDF"}[lang], ENTER)
    review.lines("", "")
    assert review.end() == 0
    assert (home.parent / "review-2026-03-02.pdf").exists()


@in_each_lang
def test_undo_after_the_first_checkin_removes_the_checkin(
    lang: str, home: Path, tipcycle: TipcycleRunner, start_checkin: StartCheckin
) -> None:
    """The empty answer to the question for the check-in day writes nothing, so the check-in is the last entry."""
    talk = start_checkin(planned_cycle, on="2026-03-06", lang=lang)
    assert talk.answer_all(tips=YES[lang]).end() == 0
    assert not (home / "journal.toml").exists()
    assert tipcycle("undo --yes", on="2026-03-06", lang=lang).exit_code == 0
    assert last_event(home, "undo")["of"]


PROMPT_CASES: Sequence[tuple[Scenario, str, str, str]] = (
    (no_journal, "pick --plain", "2026-02-26", r"13"),
    (planned_cycle, "checkin --plain", "2026-03-06", r"05  "),
    (example_cycle, "close --plain", EXAMPLE_TODAY, r"05 "),
    (running_cycle, "undo", "2026-03-13", r"05"),
    (running_cycle, "swap 42 18", "2026-03-13", r"42"),
    (example_cycle, "review --plain", EXAMPLE_TODAY, r"fewer customers"),
)


@in_each_lang
@pytest.mark.parametrize(("key", "code"), [(INTERRUPT, 130), (END, 1)], ids=["interrupt", "end-of-input"])
@pytest.mark.parametrize(
    ("scenario", "args", "on", "pattern"), PROMPT_CASES, ids=[args.split()[0] for _, args, _, _ in PROMPT_CASES]
)
def test_abort_at_a_question_writes_nothing(
    scenario: Scenario,
    args: str,
    on: str,
    pattern: str,
    key: str,
    code: int,
    lang: str,
    home: Path,
    start_terminal: StartTerminal,
) -> None:
    """Ctrl-C exits with 130, and the end of the input exits with 1."""
    terminal = start_terminal(scenario, args, on=on, lang=lang)
    files_before = file_contents(home)
    terminal.after(pattern, key)
    assert terminal.end() == code
    assert file_contents(home) == files_before
    assert "Traceback" not in terminal.output


@in_each_lang
def test_abort_after_four_answers_writes_nothing(lang: str, home: Path, start_checkin: StartCheckin) -> None:
    talk = start_checkin(planned_with_checkin_day, on="2026-03-06", lang=lang)
    files_before = file_contents(home)
    talk.answer(5, True).answer(13, "n").answer(33, True).answer(34, "s").to(42)
    talk.terminal.after("", INTERRUPT)
    assert talk.terminal.end() == 130
    assert file_contents(home) == files_before


@in_each_lang
def test_checkin_on_the_full_screen(lang: str, home: Path, start_terminal: StartTerminal) -> None:
    """Single keys are enough; Enter is not needed after each."""
    checkin = start_terminal(planned_with_checkin_day, "checkin", on="2026-03-06", lang=lang)
    checkin.send_when_shown("05", YES[lang] + "!-sn").send_when_shown("[1-5]", "43").send_when_shown(
        "☐", "heard"
    ).send_when_shown("heard", "")
    assert checkin.press_until_end(ENTER) == 0
    assert last_event(home, "checkin") == {
        "week": "2026-W10", "did": [5], "costly": [13], "missed": [42], "none": [33], "built": [34],
        "team": 4, "customers": 3,
    }  # fmt: skip
    assert last_event(home, "voice") == {"text": "heard", "week": "2026-W10"}


@in_each_lang
@pytest.mark.parametrize(("key", "code"), [(INTERRUPT, 130), (ESCAPE, 1)], ids=["interrupt", "escape"])
def test_abort_on_the_full_screen_writes_nothing(
    key: str, code: int, lang: str, home: Path, start_terminal: StartTerminal
) -> None:
    """Ctrl-C and Escape change no file and restore the terminal."""
    checkin = start_terminal(planned_with_checkin_day, "checkin", on="2026-03-06", lang=lang)
    files_before = file_contents(home)
    assert checkin.send_when_shown("05", "n").send_when_shown("13", key).end() == code
    assert file_contents(home) == files_before
    assert "Traceback" not in checkin.output
    assert "\x1b[?1049l" in checkin.output


RETURN_KEYS = {"en": "afn", "nl": "vil"}
"""Keys for "I was away", "fill in the weeks" and "never mind"."""


@in_each_lang
def test_return_after_missed_weeks(lang: str, home: Path, start_terminal: StartTerminal) -> None:
    """One key pauses the missed weeks, another leaves them open. After an invalid key, the valid keys are shown."""
    away, _fill_in, go_on = RETURN_KEYS[lang]
    skipping = start_terminal(planned_cycle, "--plain", on="2026-03-26", lang=lang)
    files_before = file_contents(home)
    assert skipping.after("42 ", go_on).press_until_end(go_on) == 0
    assert {"en": "Those weeks stay open", "nl": "Die weken blijven open"}[lang] in skipping.output
    assert file_contents(home) == files_before
    invalid = start_terminal(planned_cycle, "--plain", on="2026-03-26", lang=lang)
    invalid.after("42 ", "").press("x")
    assert invalid.after(r"\[q\]\.", "").press_until_end("q") == 0
    assert file_contents(home) == files_before
    pausing = start_terminal(planned_cycle, "--plain", on="2026-03-26", lang=lang)
    assert pausing.after("42 ", away).press_until_end(away) == 0
    assert last_event(home, "pause") == {"weeks": ["2026-W10", "2026-W11", "2026-W12"]}


@in_each_lang
def test_return_continues_with_the_due_week(lang: str, home: Path, start_terminal: StartTerminal) -> None:
    """On the check-in day, the pause of the missed weeks is followed by the check-in of the current week."""
    terminal = start_terminal(planned_cycle, "--plain", on="2026-03-27", lang=lang)
    terminal.after("42 ", "").press(RETURN_KEYS[lang][0])
    assert LineCheckin(terminal).answer_all(tips=YES[lang]).end() == 0
    assert last_event(home, "checkin")["week"] == "2026-W13"


@in_each_lang
def test_return_fills_in_the_missed_weeks_in_order(lang: str, home: Path, start_terminal: StartTerminal) -> None:
    terminal = start_terminal(planned_with_checkin_day, "--plain", on="2026-03-19", lang=lang)
    terminal.after("42 ", "").press(RETURN_KEYS[lang][1])
    talk = LineCheckin(terminal)
    for tip in (5, 13, 33, 34, 42):
        talk.answer(tip, True)
    assert talk.answer(42, True).end() == 0
    assert last_event(home, "checkin") == {"week": "2026-W11", "did": [42]}


@in_each_lang
def test_onboarding_asks_again_after_an_invalid_choice(lang: str, home: Path, start_terminal: StartTerminal) -> None:
    """A tip number is not a choice: the command that shows the tip is printed. Enter leaves the screen."""
    terminal = start_terminal(no_journal, "", on="2026-02-26", lang=lang, size=(24, 80))
    terminal.after("> ", "42" + ENTER).after("tipcycle tips show 42", "").after("> ", ENTER)
    assert terminal.end() == 0
    assert not home.exists()


@in_each_lang
def test_onboarding_fits_80_columns_and_24_rows(lang: str, home: Path, start_terminal: StartTerminal) -> None:
    terminal = start_terminal(no_journal, "", on="2026-02-26", lang=lang, size=(24, 80))
    terminal.send_when_shown("  >", ENTER)
    assert {"en": "Five tips out of 101", "nl": "Vijf tips uit 101"}[lang] in "\n".join(terminal.screen.display)
    assert {"en": "[p]", "nl": "[v]"}[lang] in "\n".join(terminal.screen.display)
    assert terminal.end() == 0


def rendered_rows(output: str, size: tuple[int, int]) -> list[str]:
    """Return the rows of a terminal of this size after this output."""
    screen = pyte.Screen(size[1], size[0])
    pyte.Stream(screen).feed(output)
    return [row.rstrip() for row in screen.display]


@pytest.mark.parametrize(("columns", "lang"), [(50, "nl"), (80, "en")])
@pytest.mark.parametrize("args", ["", "status", "review", "tips show 42"], ids=lambda args: args or "home")
def test_output_fits_the_terminal_width(args: str, columns: int, lang: str, start_terminal: StartTerminal) -> None:
    """The terminal wraps no line of the output."""
    size = (200, columns)
    terminal = start_terminal(closed_cycle, args, on="2026-05-04", lang=lang, size=size)
    assert terminal.end() == 0
    lines = [line.rstrip() for line in without_colour(terminal.output).splitlines()]
    assert [row for row in rendered_rows(terminal.output, size) if row] == [line for line in lines if line]
    assert len(lines) > 10


def without_colour(text: str) -> str:
    """Return the text without colour codes."""
    return re.sub(r"\x1b\[[\d;]*m", "", text)


@pytest.mark.parametrize(
    ("overrides", "expects_colour"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
    ids=["colour", "none", "dumb"],
)
def test_no_colour_for_no_color_and_dumb_terminals(overrides: dict[str, str], expects_colour: bool, home: Path) -> None:
    """The output has no escape sequences with `NO_COLOR` or with `TERM=dumb`."""
    closed_cycle(home)
    for args in ([], ["review"]):
        environment = subprocess_environ(home, on="2026-05-04", **overrides)
        output, code = pexpect.run(
            " ".join([str(TIPCYCLE_PATH), *args]), env=environment, withexitstatus=True, encoding="utf-8", timeout=20
        )
        assert code == 0
        assert ("\x1b" in output) == expects_colour


HOSTILE = "\\u001b]0;owned\\u0007\\u001b[2J\\u202e\\u009b31m[red]x[/red]"


def test_escape_sequences_in_a_journal_are_escaped(home: Path, start_terminal: StartTerminal) -> None:
    """Texts of the journal cannot change the title, the colours or the rows of the terminal."""
    events = f'[[voice]]  # 2026-03-06\ntext = "{HOSTILE}"\nby = "{HOSTILE}"\nshared = true\n'
    events += "[[close]]  # 2026-05-03\ndrop = [5, 13, 33, 34, 42]\n"
    for args in ("", "review", "journal history", "momentum"):
        terminal = start_terminal(
            lambda home: write_journal(home, c2026_03_02=PICK_TEXT + events), args, on="2026-05-04", lang="en"
        )
        assert terminal.end() == 0
        screen = pyte.Screen(100, 200)
        pyte.Stream(screen).feed(terminal.output)
        assert screen.title == ""
        assert not set(without_colour(terminal.output)) & set("\x1b\x07\x9b\u202e")
        assert "\\u001b]0;owned\\u0007" in "".join(row.strip() for row in screen.display)


@in_each_lang
def test_checkin_day_is_asked_after_the_first_checkin(lang: str, home: Path, start_checkin: StartCheckin) -> None:
    """The question is asked only once."""
    talk = start_checkin(planned_cycle, on="2026-03-06", lang=lang)
    talk.answer_all({"day": "do" if lang == "nl" else "thu"}, tips=YES[lang])
    assert talk.end() == 0
    assert last_event(home, "checkin")["did"] == [5, 13, 33, 34, 42]
    assert 'day = "thursday"' in (home / "journal.toml").read_text(encoding="utf-8")
    second = start_checkin(lambda _home: None, args="checkin --plain --week 2026-W10", on="2026-03-06", lang=lang)
    with pytest.raises(AssertionError, match="were not asked"):
        second.answer_all({"day": ""})
    assert second.end() == 0


PLAIN_SCREENS = (
    "", "status", "momentum", "momentum --year", "momentum --spiral", "momentum --explain", "review",
    "review --private", "tips list", "tips show 5 42", "tips suggest", "voices", "journal history", "journal backups",
    "journal check", "profile", "sentence", "pulse", "help",
)  # fmt: skip


@in_each_lang
def test_plain_text_is_wrapped_at_words(lang: str, home: Path) -> None:
    """On a terminal of 60 columns, no line is longer, so the terminal breaks none inside a word."""
    closed_cycle(home)
    width, too_long = 60, []
    for args in PLAIN_SCREENS:
        session = TerminalSession(home, [*args.split(), "--plain"], on="2026-05-08", lang=lang, size=(40, width))
        output = session.child.read()
        too_long += [(args, line) for line in output.splitlines() if len(line) > width and " " in line.strip()]
    assert too_long == []
