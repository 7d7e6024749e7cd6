"""The conversations on a real terminal, in both languages: keys pressed in a pseudo-terminal, then the file is read.

With `--plain` everything is asked line by line; the full screens have tests of their own beside one of each here.
"""

import contextlib
import os
import re
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

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
from tests.conftest import TipcycleRunner
from tests.journal_builder import PICK_TEXT
from tests.parametrize import in_each_lang

pexpect = pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is needed")

ENTER, INTERRUPT, END, ESCAPE = "\r", "\x03", "\x04", "\x1b"
YES = {"en": "y", "nl": "j"}


class Talk:
    """One run of the program on a terminal of its own."""

    def __init__(
        self, home: Path, words: Sequence[str], *, on: str, lang: str, size: tuple[int, int] = (40, 100)
    ) -> None:
        self.child = pexpect.spawn(
            str(TIPCYCLE_PATH),
            list(words),
            env=subprocess_environ(home, on=on, lang=lang),
            dimensions=size,
            cwd=home.parent,
            encoding="utf-8",
            timeout=20,
        )
        self.screen = pyte.Screen(size[1], size[0])
        self.stream = pyte.Stream(self.screen)
        self.child.delaybeforesend = self.child.delayafterclose = self.child.ptyproc.delayafterclose = 0

    def after(self, seen: str, typed: str) -> "Talk":
        """Types once this has been seen."""
        self.child.expect(seen)
        self.child.send(typed)
        return self

    def press(self, key: str) -> "Talk":
        """Types one key once a single key is waited for: the terminal then gives keys and no lines."""
        import termios  # not on Windows, where this module is read too

        for _ in range(400):
            if not termios.tcgetattr(self.child.child_fd)[3] & termios.ICANON:
                self.child.send(key)
                return self
            time.sleep(0.05)
        raise AssertionError(f"no single key is waited for: {self.said}")

    def lines(self, *typed: str) -> "Talk":
        """Types these lines, each with Enter; what is typed ahead waits its turn."""
        for line in typed:
            self.child.send(line + ENTER)
        return self

    def on_screen(self, seen: str, typed: str) -> "Talk":
        """Types once this stands on the screen, which is drawn in pieces and not in lines."""
        for _ in range(200):
            if seen in "\n".join(self.screen.display):
                self.child.send(typed)
                return self
            with contextlib.suppress(pexpect.TIMEOUT):
                self.stream.feed(self.child.read_nonblocking(65536, timeout=0.1))
        raise AssertionError(f"{seen!r} is not on the screen:\n" + "\n".join(self.screen.display))

    def until_the_end(self, key: str) -> int:
        """Presses a key until the program is done: one that reads single keys throws away what was typed ahead."""
        for _ in range(100):
            self.child.send(key)
            if self.child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=0.2) == 0:
                break
        return self.end()

    def end(self) -> int:
        """The exit code, once the program is done."""
        if not self.child.flag_eof:
            self.child.expect(pexpect.EOF)
        self.child.close()
        assert self.child.signalstatus is None
        return int(self.child.exitstatus)

    @property
    def said(self) -> str:
        """What stood on the terminal since the last thing seen."""
        return str(self.child.before)


TalkOn = Callable[..., Talk]


@pytest.fixture
def talk(home: Path) -> Iterator[TalkOn]:
    """Begins a run on a scene: `talk(settled, "checkin --plain", on="2026-03-06", lang="nl")`."""
    begun: list[Talk] = []

    def begin(scene: Scenario, words: str, *, on: str, lang: str, size: tuple[int, int] = (40, 100)) -> Talk:
        scene(home)
        begun.append(Talk(home, words.split(), on=on, lang=lang, size=size))
        return begun[-1]

    yield begin
    for each in begun:
        each.child.close(force=True)


def last(home: Path, kind: str, starts: str = "2026-03-02") -> dict[str, Any]:
    """The last block of a kind in the file of a cycle, without its stamp."""
    text = (home / "cycles" / f"{starts}.toml").read_text("utf-8")
    block = dict(tomllib.loads(text)[kind][-1])
    return {key: value for key, value in block.items() if key not in ("id", "at", "on")}


@in_each_lang
def test_a_check_in_line_by_line(lang: str, home: Path, talk: TalkOn) -> None:
    """A key for each tip, two scales, one moment: what was pressed is what is saved; a wrong key is asked again."""
    checkin = talk(planned_with_checkin_day, "checkin --plain", on="2026-03-06", lang=lang)
    checkin.after("05  ", "x" + ENTER).lines(YES[lang])
    checkin.after("13  ", "!" + ENTER).after("33  ", "-" + ENTER).after("34  ", "s" + ENTER).after("42  ", "n" + ENTER)
    checkin.lines("4", "7", "3", "it was calm at the desk", "a customer", YES[lang])
    assert checkin.end() == 0
    assert last(home, "checkin") == {
        "week": "2026-W10", "did": [5], "costly": [13], "missed": [42], "none": [33], "built": [34],
        "team": 4, "customers": 3,
    }  # fmt: skip
    assert last(home, "voice") == {
        "text": "it was calm at the desk", "by": "a customer", "week": "2026-W10", "shared": True,
    }  # fmt: skip


@in_each_lang
def test_enter_leaves_out_and_a_voice_is_private(lang: str, home: Path, talk: TalkOn) -> None:
    """Enter says nothing about a tip or a feeling; a voice is private unless somebody says yes."""
    checkin = talk(planned_with_checkin_day, "checkin --plain", on="2026-03-06", lang=lang)
    checkin.lines("", "", "", "", YES[lang], "", "2", "heard", "", "")
    assert checkin.end() == 0
    assert last(home, "checkin") == {"week": "2026-W10", "did": [42], "customers": 2}
    assert last(home, "voice") == {"text": "heard", "week": "2026-W10"}


@in_each_lang
def test_dashes_and_signs_answer_only_where_they_fit(lang: str, home: Path, talk: TalkOn) -> None:
    """`-` is no answer for a ritual, `s` none for a reflex, and once it stands `s` is no answer for a build."""
    checkin = talk(planned_with_checkin_day, "checkin --plain", on="2026-03-06", lang=lang)
    checkin.lines("-", "s", "n", "-", YES[lang], "s", "n", "-", "s", YES[lang], "", "", "")
    assert checkin.end() == 0
    assert last(home, "checkin") == {"week": "2026-W10", "did": [13, 42], "missed": [5, 33], "built": [34]}


@in_each_lang
def test_the_older_of_two_weeks_is_asked_first(lang: str, home: Path, talk: TalkOn) -> None:
    """With two weeks due the guided check-in offers the older one, without feelings once these are too late."""
    checkin = talk(planned_with_checkin_day, "checkin --plain", on="2026-03-13", lang=lang)
    checkin.after({"en": "in the week of 2–8 March", "nl": "in de week van 2–8 maart"}[lang], "")
    checkin.lines(*[YES[lang]] * 5)
    checkin.after({"en": "too long ago", "nl": "te lang geleden"}[lang], ENTER)
    checkin.after({"en": "This week, 9–15 March, is still open", "nl": "Deze week, 9–15 maart, is nog open"}[lang], "")
    assert checkin.until_the_end("q") == 0
    assert last(home, "checkin") == {"week": "2026-W10", "did": [5, 13, 33, 34, 42]}


@in_each_lang
def test_the_week_that_is_still_open_can_follow_at_once(lang: str, home: Path, talk: TalkOn) -> None:
    """After the older week Enter looks back on the present one, which is asked as "this week"."""
    checkin = talk(planned_with_checkin_day, "checkin --plain", on="2026-03-13", lang=lang)
    checkin.lines(*[YES[lang]] * 5, "").after({"en": "later", "nl": "straks"}[lang], "").press(ENTER)
    checkin.after({"en": "Did you do it this week", "nl": "Deed je het deze week"}[lang], "")
    checkin.lines("n", "n", "n", "n", YES[lang], "", "", "", "", "")
    assert checkin.end() == 0
    assert last(home, "checkin") == {"week": "2026-W11", "did": [42], "missed": [5, 13, 33, 34]}


@in_each_lang
@pytest.mark.parametrize(("leaves", "code"), [("\x03", 130), ("\x04", 1)], ids=["ctrl-c", "ctrl-d"])
def test_leaving_the_second_week_says_that_the_first_is_saved(
    leaves: str, code: int, lang: str, home: Path, talk: TalkOn
) -> None:
    """Of two check-ins in one run the first one stands; where there was only one, nothing was saved."""
    checkin = talk(planned_with_checkin_day, "checkin --plain", on="2026-03-13", lang=lang)
    checkin.lines(*[YES[lang]] * 5, "").after({"en": "later", "nl": "straks"}[lang], "").press(ENTER)
    checkin.after({"en": "Did you do it this week", "nl": "Deed je het deze week"}[lang], leaves)
    checkin.after({"en": "what was saved before this stays", "nl": "wat al bewaard was, blijft bewaard"}[lang], "")
    assert checkin.end() == code
    assert last(home, "checkin")["week"] == "2026-W10"


@in_each_lang
def test_leaving_the_second_week_on_the_full_screen(lang: str, home: Path, talk: TalkOn) -> None:
    """Escape is no failure: the first week is saved, and it is said which of the two stays open."""
    checkin = talk(planned_with_checkin_day, "checkin", on="2026-03-13", lang=lang)
    checkin.on_screen("05", YES[lang] * 5)
    checkin.on_screen({"en": "One moment", "nl": "Eén moment"}[lang], ENTER)
    checkin.after({"en": "later", "nl": "straks"}[lang], "").press(ENTER)
    checkin.on_screen({"en": "Did you do it this week?", "nl": "Deed je het deze week?"}[lang], ESCAPE)
    checkin.after({"en": "That week stays open", "nl": "Die week blijft open"}[lang], "")
    assert checkin.end() == 0
    assert last(home, "checkin")["week"] == "2026-W10"


@in_each_lang
def test_nothing_filled_in_is_fine(lang: str, home: Path, talk: TalkOn) -> None:
    """Enter through a whole check-in writes nothing, and is no failure."""
    checkin = talk(planned_with_checkin_day, "checkin --plain", on="2026-03-06", lang=lang)
    before = file_contents(home)
    checkin.lines(*[""] * 8)
    checkin.after({"en": "You filled in nothing; the week stays open", "nl": "Je vulde niets in"}[lang], "")
    assert checkin.end() == 0
    assert file_contents(home) == before


@in_each_lang
def test_a_second_check_in_writes_only_what_is_new(lang: str, home: Path, talk: TalkOn) -> None:
    """What was answered stands beside its tip and is not written again; a moment that is empty may not go on paper."""
    first = talk(planned_with_checkin_day, "checkin --plain", on="2026-03-06", lang=lang)
    assert first.lines(YES[lang], "n", "-", YES[lang], "n", "4", "3", "").end() == 0
    again = talk(lambda _home: None, "checkin --plain --week this", on="2026-03-06", lang=lang)
    again.after({"en": "You looked back on this week already", "nl": "Je keek al om"}[lang], "")
    again.lines("", YES[lang], "", "", "", "", "5", "")
    assert again.end() == 0
    assert last(home, "checkin") == {"week": "2026-W10", "did": [13], "customers": 5}
    unchanged = talk(lambda _home: None, "checkin --plain --week this", on="2026-03-06", lang=lang)
    before = file_contents(home)
    assert unchanged.lines(*[""] * 8).end() == 0
    assert file_contents(home) == before


@in_each_lang
def test_what_was_noted_waits_at_the_check_in(lang: str, home: Path, tipcycle: TipcycleRunner, talk: TalkOn) -> None:
    """A line from the middle of the week is shown at its check-in."""
    planned_with_checkin_day(home)
    tipcycle(["note", "the form is gone"], on="2026-03-04")
    checkin = talk(lambda _home: None, "checkin --plain", on="2026-03-06", lang=lang)
    checkin.lines(*[YES[lang]] * 5, "", "").after("the form is gone", ENTER)
    assert checkin.end() == 0


@in_each_lang
def test_a_pick_line_by_line(lang: str, home: Path, talk: TalkOn) -> None:
    """Numbers in any mixture, a word that finds nothing is said, and from Thursday on the start is a question."""
    pick = talk(no_journal, "pick --plain", on="2026-02-26", lang=lang)
    pick.lines("5 13", "999", "?", "33,34", "5", "42", "", "the breakdown service", "")
    assert pick.end() == 0
    assert last(home, "pick") == {"tips": [5, 13, 33, 34, 42], "running": "the breakdown service"}


@in_each_lang
@pytest.mark.parametrize("plain", [" --plain", ""], ids=["lines", "full-screen"])
def test_a_pick_goes_on_with_those_chosen_so_far(plain: str, lang: str, home: Path, talk: TalkOn) -> None:
    """Fewer than five on a terminal are where it begins; whoever leaves gets the command that begins there again."""
    pick = talk(no_journal, f"pick 05 13{plain}", on="2026-02-26", lang=lang)
    if plain:
        pick.lines("42", "q", YES[lang])
    else:
        pick.on_screen({"en": "3 more to choose", "nl": "Nog 3 te kiezen"}[lang], "q")
        pick.on_screen({"en": "Leave without your five?", "nl": "Weggaan zonder je vijf?"}[lang], YES[lang])
    command = "pick" if lang == "en" else "kies"
    pick.child.expect(f"tipcycle {command} 5 13( 42)?\\s")
    assert pick.end() == 1
    assert not home.exists()


@in_each_lang
@pytest.mark.parametrize(("typed", "code"), [("pick 5 5", 2), ("pick 5 999", 2), ("pick 5 13 33 34 42 53", 2)])
def test_what_cannot_be_picked_is_refused_before_the_screen(typed: str, code: int, lang: str, talk: TalkOn) -> None:
    """A tip twice, none, and more than five open no picker."""
    pick = talk(no_journal, typed, on="2026-02-26", lang=lang)
    assert pick.end() == code
    assert "\x1b[?1049h" not in pick.said


@in_each_lang
def test_a_pick_can_begin_at_once(lang: str, home: Path, talk: TalkOn) -> None:
    """On a Friday `n` begins this very week, in either language."""
    pick = talk(no_journal, "pick --plain", on="2026-02-27", lang=lang)
    pick.lines("5 13 33 34 42", "", "", "n")
    assert pick.end() == 0
    assert last(home, "pick", "2026-02-23") == {"tips": [5, 13, 33, 34, 42]}


@in_each_lang
def test_a_close_line_by_line(lang: str, home: Path, talk: TalkOn) -> None:
    """Keep, adapt, another round and let go have keys in each language; what does not hold is asked about once."""
    keep, adapt, again = {"en": "kar", "nl": "hbn"}[lang]
    close = talk(example_cycle, "close --plain", on=EXAMPLE_TODAY, lang=lang)
    close.after("05 ", keep + " x" + ENTER).after(r"\[l\]\.", keep + ENTER).lines("")
    close.after("33 ", "x" + ENTER).lines(adapt, "it is about trust")
    close.after("34 ", "l" + ENTER).lines("")
    close.after("13 ", again + ENTER).lines("")
    close.after("42 ", keep + ENTER).lines("n", "")
    assert close.end() == 0
    assert last(home, "close") == {"keep": [5, 42], "adapt": [33], "extend": [13], "drop": [34], "by_hand": [42]}
    assert last(home, "lesson") == {"tip": 33, "text": "it is about trust"}


@in_each_lang
def test_another_round_instead(lang: str, home: Path, talk: TalkOn) -> None:
    """Whoever takes the other round instead keeps nothing by hand."""
    keep = {"en": "k", "nl": "h"}[lang]
    close = talk(example_cycle, "close --plain", on=EXAMPLE_TODAY, lang=lang)
    close.lines("l", "", "l", "", "l", "", keep, YES[lang], "", keep, YES[lang], "")
    assert close.end() == 0
    assert last(home, "close") == {"extend": [13, 42], "drop": [5, 33, 34]}


@in_each_lang
def test_earlier_tips_are_asked_about(lang: str, home: Path, talk: TalkOn) -> None:
    """At a later close up to three earlier tips: still alive, faded away, or no answer."""
    close = talk(second_cycle, "close --plain", on="2026-06-29", lang=lang)
    close.lines(*["l", ""] * 5, YES[lang], "n", "")
    assert close.end() == 0
    assert last(home, "close", "2026-05-04") == {"drop": [13, 18, 53, 71, 73], "alive": [5], "lapsed": [33]}


@in_each_lang
@pytest.mark.parametrize(("key", "code"), [("yes", 0), ("y", 0), ("n", 1), ("", 1)], ids=["yes", "y", "no", "enter"])
def test_an_undo_is_asked_first(key: str, code: int, lang: str, home: Path, talk: TalkOn) -> None:
    """Only a yes takes the entry back; anything else writes nothing."""
    undo = talk(running_cycle, "undo", on="2026-03-13", lang=lang)
    before = file_contents(home)
    undo.lines(YES[lang] if key == "yes" else key)
    assert undo.end() == code
    assert (file_contents(home) == before) == bool(code)
    if not code:
        assert last(home, "undo") == {"of": ["2026-03-02-2"]}


@in_each_lang
def test_a_swap_asks_why(lang: str, home: Path, talk: TalkOn) -> None:
    """The reason is asked and saved; without one there is no swap."""
    swap = talk(running_cycle, "swap 42 18", on="2026-03-13", lang=lang)
    before = file_contents(home)
    assert swap.lines("").end() == 2
    assert file_contents(home) == before
    swap = talk(running_cycle, "swap 42 18", on="2026-03-13", lang=lang)
    assert swap.lines("nobody rings here").end() == 0
    assert last(home, "swap") == {"old": 42, "new": 18, "from": "2026-W11", "because": "nobody rings here"}


@in_each_lang
def test_a_review_asks_for_a_sentence_and_what_may_go_on_paper(lang: str, home: Path, talk: TalkOn) -> None:
    """Before the sheet: one's own sentence, and the lines that may go on paper; Enter leaves all as it is."""
    review = talk(example_cycle, "review --plain", on=EXAMPLE_TODAY, lang=lang)
    before = file_contents(home)
    assert review.lines("", "").end() == 0
    assert file_contents(home) == before
    review = talk(example_cycle, "review --plain", on=EXAMPLE_TODAY, lang=lang)
    assert review.lines("It is calm.", "1 99", "").end() == 0
    assert last(home, "words") == {"text": "It is calm."}
    assert last(home, "share")["shared"] is False
    assert "SECRET" not in review.said.rpartition("It is calm.")[2]


@in_each_lang
@pytest.mark.parametrize("answer", ["", "n"], ids=["yes", "no"])
def test_a_review_ends_with_the_sheet(answer: str, lang: str, home: Path, talk: TalkOn) -> None:
    """On a terminal the sheet is offered once it was read; Enter makes it, n says how to do it later."""
    review = talk(example_cycle, "review", on=EXAMPLE_TODAY, lang=lang)
    review.lines("", "").after({"en": "now, as PDF", "nl": "nu maken, als PDF"}[lang], answer + ENTER)
    assert review.end() == 0
    assert (home.parent / "review-2026-03-02.pdf").exists() == (not answer)


@in_each_lang
def test_name_and_team_are_asked_once(lang: str, home: Path, talk: TalkOn) -> None:
    """At the printout itself, and whoever leaves them empty is not asked again in that run."""
    review = talk(running_cycle, "review", on="2026-03-13", lang=lang)
    review.lines("").after({"en": "now, as PDF", "nl": "nu maken, als PDF"}[lang], ENTER)
    review.lines("", "")
    assert review.end() == 0
    assert (home.parent / "review-2026-03-02.pdf").exists()


@in_each_lang
def test_undo_takes_back_the_first_check_in(lang: str, home: Path, tipcycle: TipcycleRunner, talk: TalkOn) -> None:
    """Friday as an answer writes nothing, so the last entry is the check-in."""
    checkin = talk(planned_cycle, "checkin --plain", on="2026-03-06", lang=lang)
    checkin.lines(*[YES[lang]] * 5, "", "", "", "")
    assert checkin.end() == 0
    assert not (home / "journal.toml").exists()
    assert tipcycle("undo --yes", on="2026-03-06", lang=lang).exit_code == 0
    assert last(home, "undo")["of"]


PROMPTS: Sequence[tuple[Scenario, str, str, str]] = (
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
    ("scene", "words", "on", "seen"), PROMPTS, ids=[words.split()[0] for _, words, _, _ in PROMPTS]
)
def test_leaving_a_prompt_writes_nothing(
    scene: Scenario, words: str, on: str, seen: str, key: str, code: int, lang: str, home: Path, talk: TalkOn
) -> None:
    """^C at any prompt exits 130, the end of the input 1; one line is said, and no byte has changed."""
    begun = talk(scene, words, on=on, lang=lang)
    before = file_contents(home)
    begun.after(seen, key)
    assert begun.end() == code
    assert file_contents(home) == before
    assert "Traceback" not in begun.said


@in_each_lang
def test_leaving_in_the_middle_writes_nothing(lang: str, home: Path, talk: TalkOn) -> None:
    """A check-in that was left after four answers has saved none of them."""
    checkin = talk(planned_with_checkin_day, "checkin --plain", on="2026-03-06", lang=lang)
    before = file_contents(home)
    checkin.lines(YES[lang], "n", YES[lang], "s").after("42  ", INTERRUPT)
    assert checkin.end() == 130
    assert file_contents(home) == before


@in_each_lang
def test_a_check_in_on_the_full_screen(lang: str, home: Path, talk: TalkOn) -> None:
    """The same answers by single keys, without Enter."""
    checkin = talk(planned_with_checkin_day, "checkin", on="2026-03-06", lang=lang)
    checkin.on_screen("05", YES[lang] + "!-sn").on_screen("[1-5]", "43").on_screen("☐", "heard").on_screen("heard", "")
    assert checkin.until_the_end(ENTER) == 0
    assert last(home, "checkin") == {
        "week": "2026-W10", "did": [5], "costly": [13], "missed": [42], "none": [33], "built": [34],
        "team": 4, "customers": 3,
    }  # fmt: skip
    assert last(home, "voice") == {"text": "heard", "week": "2026-W10"}


@in_each_lang
@pytest.mark.parametrize(("key", "code"), [(INTERRUPT, 130), (ESCAPE, 1)], ids=["interrupt", "escape"])
def test_leaving_the_full_screen_writes_nothing(key: str, code: int, lang: str, home: Path, talk: TalkOn) -> None:
    """^C and Esc leave the check-in without a byte changed, and the terminal as it was."""
    checkin = talk(planned_with_checkin_day, "checkin", on="2026-03-06", lang=lang)
    before = file_contents(home)
    assert checkin.on_screen("05", "n").on_screen("13", key).end() == code
    assert file_contents(home) == before
    assert "Traceback" not in checkin.said
    assert "\x1b[?1049l" in checkin.said


BACK = {"en": "afn", "nl": "vil"}
"""I was away, I fill in what I remember, never mind."""


@in_each_lang
def test_the_way_back_after_silence(lang: str, home: Path, talk: TalkOn) -> None:
    """After weeks of silence one key pauses them, another just goes on, and a wrong one says which there are."""
    away, _fill_in, go_on = BACK[lang]
    before = talk(planned_cycle, "--plain", on="2026-03-26", lang=lang)
    held = file_contents(home)
    assert before.after("42 ", go_on).until_the_end(go_on) == 0
    assert {"en": "Those weeks stay open", "nl": "Die weken blijven open"}[lang] in before.said
    assert file_contents(home) == held
    wrong = talk(planned_cycle, "--plain", on="2026-03-26", lang=lang)
    wrong.after("42 ", "").press("x")
    assert wrong.after(r"\[q\]\.", "").until_the_end("q") == 0
    assert file_contents(home) == held
    back = talk(planned_cycle, "--plain", on="2026-03-26", lang=lang)
    assert back.after("42 ", away).until_the_end(away) == 0
    assert last(home, "pause") == {"weeks": ["2026-W10", "2026-W11", "2026-W12"]}


@in_each_lang
def test_the_way_back_goes_on_with_this_week_when_it_is_due(lang: str, home: Path, talk: TalkOn) -> None:
    """On a Friday "I was away" is followed by the check-in of the present week."""
    back = talk(planned_cycle, "--plain", on="2026-03-27", lang=lang)
    back.after("42 ", "").press(BACK[lang][0])
    back.after({"en": "Did you do it this week", "nl": "Deed je het deze week"}[lang], "")
    back.lines(*[YES[lang]] * 5, "", "", "", "", "")
    assert back.end() == 0
    assert last(home, "checkin")["week"] == "2026-W13"


@in_each_lang
def test_the_empty_weeks_are_filled_in_one_after_the_other(lang: str, home: Path, talk: TalkOn) -> None:
    """Oldest first, and the next one comes by itself."""
    back = talk(planned_with_checkin_day, "--plain", on="2026-03-19", lang=lang)
    back.after("42 ", "").press(BACK[lang][1])
    back.after(r"2–8 [Mm]", "").lines(*[YES[lang]] * 5, "")
    back.after({"en": "week of 9–15 March", "nl": "week van 9–15 maart"}[lang], "")
    back.lines("", "", "", "", YES[lang], "", "", "", "")
    assert back.end() == 0
    assert last(home, "checkin") == {"week": "2026-W11", "did": [42]}


@in_each_lang
def test_the_doors_ask_again(lang: str, home: Path, talk: TalkOn) -> None:
    """The first screen fits 80 columns and 24 rows; what is no door is said, and Enter leaves."""
    doors = talk(no_journal, "", on="2026-02-26", lang=lang, size=(24, 80))
    doors.after("> ", "42" + ENTER).after("tipcycle tips show 42", "").after("> ", ENTER)
    assert doors.end() == 0
    assert not home.exists()


@in_each_lang
def test_the_doors_fit_their_terminal(lang: str, home: Path, talk: TalkOn) -> None:
    """The explanation and all ten doors stand on 24 rows, with the key to a proposal in this language."""
    doors = talk(no_journal, "", on="2026-02-26", lang=lang, size=(24, 80))
    doors.on_screen("  >", ENTER)
    assert {"en": "Five tips out of 101", "nl": "Vijf tips uit 101"}[lang] in "\n".join(doors.screen.display)
    assert {"en": "[p]", "nl": "[v]"}[lang] in "\n".join(doors.screen.display)
    assert doors.end() == 0


def rows(shown: str, size: tuple[int, int]) -> list[str]:
    """What a terminal of this size shows in the end."""
    screen = pyte.Screen(size[1], size[0])
    pyte.Stream(screen).feed(shown)
    return [row.rstrip() for row in screen.display]


@pytest.mark.parametrize(("columns", "lang"), [(50, "nl"), (80, "en")])
@pytest.mark.parametrize("words", ["", "status", "review", "tips show 42"], ids=lambda words: words or "glance")
def test_screens_fit_their_terminal(words: str, columns: int, lang: str, talk: TalkOn) -> None:
    """No line is wider than the terminal: what is shown there is what was meant, row for row."""
    size = (200, columns)
    shown = talk(closed_cycle, words, on="2026-05-04", lang=lang, size=size)
    assert shown.end() == 0
    lines = [line.rstrip() for line in without_colour(shown.said).splitlines()]
    assert [row for row in rows(shown.said, size) if row] == [line for line in lines if line]
    assert len(lines) > 10


def without_colour(shown: str) -> str:
    """The text without its colours."""
    return re.sub(r"\x1b\[[\d;]*m", "", shown)


@pytest.mark.parametrize(
    ("more", "colours"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
    ids=["colour", "none", "dumb"],
)
def test_colour_is_left_out_when_it_is_not_wanted(more: dict[str, str], colours: bool, home: Path) -> None:
    """NO_COLOR and a terminal that cannot draw leave no escape sequence at all."""
    closed_cycle(home)
    for words in ([], ["review"]):
        environment = subprocess_environ(home, on="2026-05-04", **more)
        shown, code = pexpect.run(
            " ".join([str(TIPCYCLE_PATH), *words]), env=environment, withexitstatus=True, encoding="utf-8", timeout=20
        )
        assert code == 0
        assert ("\x1b" in shown) == colours


HOSTILE = "\\u001b]0;owned\\u0007\\u001b[2J\\u202e\\u009b31m[red]x[/red]"


def test_hostile_lines_cannot_steer_a_terminal(home: Path, talk: TalkOn) -> None:
    """Escape sequences in a journal are shown as text: the terminal's title, colours and rows stay ours."""
    voice = f'[[voice]]  # 2026-03-06\ntext = "{HOSTILE}"\nby = "{HOSTILE}"\nshared = true\n'
    voice += "[[close]]  # 2026-05-03\ndrop = [5, 13, 33, 34, 42]\n"
    for words in ("", "review", "journal history", "momentum"):
        shown = talk(lambda home: write_journal(home, c2026_03_02=PICK_TEXT + voice), words, on="2026-05-04", lang="en")
        assert shown.end() == 0
        screen = pyte.Screen(100, 200)
        pyte.Stream(screen).feed(shown.said)
        assert screen.title == ""
        assert not set(without_colour(shown.said)) & set("\x1b\x07\x9b\u202e")
        assert "\\u001b]0;owned\\u0007" in "".join(row.strip() for row in screen.display)


@in_each_lang
def test_the_day_is_asked_after_the_first_check_in(lang: str, home: Path, talk: TalkOn) -> None:
    """Once, after something was saved, and never again; Enter leaves it at Friday."""
    checkin = talk(planned_cycle, "checkin --plain", on="2026-03-06", lang=lang)
    checkin.lines(*[YES[lang]] * 5, "", "", "").lines("do" if lang == "nl" else "thu")
    assert checkin.end() == 0
    assert last(home, "checkin")["did"] == [5, 13, 33, 34, 42]
    assert 'day = "thursday"' in (home / "journal.toml").read_text(encoding="utf-8")
    again = talk(lambda _home: None, "checkin --plain --week 2026-W10", on="2026-03-06", lang=lang)
    again.lines(*[YES[lang]] * 5, "", "", "")
    assert again.end() == 0


def test_a_glance_that_is_recalled_waits_for_its_key(home: Path) -> None:
    """The second glance of a day stands on the screen from the cache; Enter leads into the check-in all the same."""
    running_cycle(home)
    assert Talk(home, ["note", "--tip", "5", "wait"], on="2026-03-13", lang="en").end() == 0
    answers = home / ".tipcycle" / "cache" / "answers"
    time.sleep(2.2)  # a file that has only just changed is in doubt
    assert Talk(home, [], on="2026-03-13", lang="en").until_the_end("q") == 0
    (kept,) = answers.iterdir()
    assert "\nuntil a key\n" in kept.read_text("utf-8")
    second = Talk(home, [], on="2026-03-13", lang="en")
    second.child.expect("Enter")
    assert second.said.count("Friday 13 March") == 1
    second.press(ENTER)
    second.on_screen("Did you do it this week?", ESCAPE)
    assert second.end() == 1
    for key in (INTERRUPT, "q", "q"):
        again = Talk(home, [], on="2026-03-13", lang="en")
        again.child.expect("Enter")
        assert again.said.count("Friday 13 March") == 1
        again.until_the_end(key)
