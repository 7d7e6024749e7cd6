"""The same moves in conversation: for a screen reader, a dumb terminal, and whoever likes lines."""

import io
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.journal_builder import cycle_text, with_pick, with_stamps
from tipcycle.catalogue.loader import load_packaged
from tipcycle.cli.commands.pick import run_pick
from tipcycle.cli.context import AppContext
from tipcycle.cli.environment import GlobalOptions, read_environment
from tipcycle.cli.output import Output
from tipcycle.core.errors import AbortedError, CycleStillOpenError

Talk = Callable[..., str]


@pytest.fixture
def talk(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Talk:
    """Answers a conversation line by line and gives what was said: `talk("5 13", "", on="2026-02-23")`."""

    def call(*lines: str, on: str = "2026-02-23", lang: str = "en", **told: object) -> str:
        environment = {"TIPCYCLE_TODAY": on, "TIPCYCLE_LANG": lang, "TIPCYCLE_HOME": str(home)}
        world = replace(read_environment(GlobalOptions(plain=True), environment), interactive=True)
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(line + "\n" for line in lines)))
        capsys.readouterr()
        run_pick(AppContext(world, Output(world)), **told)  # type: ignore[arg-type]
        return capsys.readouterr().err

    return call


def saved(home: Path) -> str:
    """All that was written."""
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(home.rglob("*.toml")))


def test_five_numbers_and_three_answers(talk: Talk, home: Path) -> None:
    """Numbers, slugs, what must keep running; early in the week the start is no question."""
    said = talk("5 13 33", "34, 42", "", "the breakdown service")
    assert "Saved: cycle 1" in said
    assert "Together about" in said
    assert "If you do not want to wait" in said
    assert "Begin on Monday" not in said
    assert 'running = "the breakdown service"' in saved(home)


def test_a_card_is_read_with_its_example_and_what_it_asks_once_it_stands(talk: Talk) -> None:
    """The conversation says no less of a tip than the screen does."""
    said = talk("r 55", "5 13 33 34 42", "", "")
    assert "Mind the trap: " in said
    assert "Once it stands: " in said
    assert "Where it is done: " in said


def test_from_thursday_on_the_start_is_asked(talk: Talk, home: Path) -> None:
    """Enter is Monday, n is now."""
    assert "Today is Thursday. Begin on Monday 2 March" in talk("5 13 33 34 42", "", "", "n", on="2026-02-26")
    assert "starts = 2026-02-23" in saved(home)


def test_what_was_given_on_the_command_line_is_not_asked(talk: Talk, home: Path) -> None:
    """Neither what must keep running nor the start."""
    talk("5 13 33 34 42", "", on="2026-02-26", running="the phones", start=date(2026, 3, 11))
    assert 'running = "the phones"' in saved(home)
    assert "starts = 2026-03-09" in saved(home)


def test_a_tip_is_read_starred_and_let_go(talk: Talk, home: Path) -> None:
    """Each with its letter; the star is saved too."""
    said = talk("r 13", "* 13 14", "* 14", "13 34", "-34", "w", "5 33 34 42", "", "")
    assert "1. " in said
    assert "The weekly question: " in said
    assert "A star for 13." in said
    assert "No star for 14." in said
    assert "your own choice" in said
    assert "tips = [\n    13,\n]" in saved(home)
    assert "Saved: a star for 13." in said


def test_a_search_and_the_whole_list(talk: Talk) -> None:
    """A question mark and a word, or nothing at all; what was chosen is not offered again."""
    listed = talk("5", "? wait", "", "13 33 34 42", "", "").partition("With these five?")[0]
    assert listed.count("43 ") == 2
    assert listed.count("05 ") == 2
    assert "101 " in listed


def test_five_are_proposed_taken_refused_and_proposed_anew(talk: Talk, home: Path) -> None:
    """With the reasons; what is refused leaves the choice as it was."""
    said = talk("5", "p", "n", "w", "v", "p", "", "", "")
    assert said.count("05 Spend an hour a week where customers wait: your own choice.") == 4
    assert "These go together" in said
    (file,) = (home / "cycles").glob("*.toml")
    (pick,) = tomllib.loads(file.read_text("utf-8"))["pick"]
    assert 5 in pick["tips"]
    assert len(set(pick["tips"])) == 5


def test_a_proposal_can_be_asked_for_at_once(talk: Talk) -> None:
    """From the door before the picker."""
    assert "Saved: cycle 1" in talk("", "", "", propose=True)


def test_a_door_can_be_opened_at_once(talk: Talk) -> None:
    """Only its tips are listed."""
    said = talk("5 13 33 34 42", "", "", theme="lead")
    assert "  05 Spend an hour" in said
    assert "  12 " not in said


def test_what_cannot_be_chosen_is_said_and_the_rest_counts(talk: Talk) -> None:
    """A number that does not exist, one twice, and more than five."""
    said = talk("5 999 5", "13 33 34 42 43", "", "")
    assert "there is no such tip: 999" in said
    assert "43 " not in said.partition("Saved")[0].rpartition("Together")[0].splitlines()[-1]
    assert "Saved: cycle 1" in said


def test_the_five_may_be_chosen_again(talk: Talk, home: Path) -> None:
    """Before anything is saved."""
    talk("5 13 33 34 42", "n", "34", "1", "", "")
    assert "34," not in saved(home)
    assert "    1,\n" in saved(home)


def test_leaving_saves_nothing(talk: Talk, home: Path) -> None:
    """q, or the end of the input."""
    with pytest.raises(AbortedError):
        talk("5 13", "q", "n", "q", "y")
    with pytest.raises(EOFError):
        talk("5 13")
    assert not home.exists()


def test_leaving_keeps_the_stars(talk: Talk, home: Path) -> None:
    """They were given while reading, whatever came of it."""
    assert "Saved: a star for 13." in talk("* 13", "5", "q", "y")
    assert "[[star]]" in saved(home)
    assert "[[pick]]" not in saved(home)


def test_an_extended_tip_has_its_place(talk: Talk, home: Path) -> None:
    """Four are asked; the cycle before is told apart."""
    (home / "cycles").mkdir(parents=True)
    closed = with_pick("[[close]]  # 2026-05-02\nextend = [42]\ndrop = [5, 13, 33, 34]\n")
    (home / "cycles" / "2026-03-02.toml").write_text(cycle_text(closed), encoding="utf-8")
    said = talk("42", "5 13 33 34", "", "", on="2026-05-02")
    title = load_packaged().catalogue.tips[42].text("en").title
    assert f"42 {title} goes on and has its place." in said
    assert "4 more: " in said
    assert "Begin on Monday" not in said
    assert "Saved: cycle 2" in said


def test_the_five_are_held_against_the_sentence(talk: Talk, home: Path) -> None:
    """It is said before they are confirmed, also while it is provisional."""
    home.mkdir()
    own = with_stamps('[[sentence]]\ntext = "Nobody tells it twice."\n', first_day=date(2026, 2, 1))
    (home / "journal.toml").write_text(f"format = 1\n\n{own}", encoding="utf-8")
    said = talk("5 13 33 34 42", "", "")
    assert "Your sentence: Nobody tells it twice. (provisional)" in said.partition("With these five?")[0]


def test_an_open_cycle_comes_first(talk: Talk, home: Path) -> None:
    """Nobody is asked anything before it is closed."""
    (home / "cycles").mkdir(parents=True)
    (home / "cycles" / "2026-03-02.toml").write_text(cycle_text(with_pick()), encoding="utf-8")
    with pytest.raises(CycleStillOpenError):
        talk(on="2026-03-20")


def test_it_speaks_dutch(talk: Talk) -> None:
    """The letters too: l for lees, v for voorstel."""
    said = talk("l 13", "v", "", "", "", lang="nl")
    assert "Vraag één tafel waar het echt aan schort" in said
    assert "Samen ongeveer" in said
    assert "Bewaard: ronde 1" in said
