"""The picker in line mode, for screen readers and dumb terminals: the same operations as on the full screen."""

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
from tipcycle.cli.context import AppContext
from tipcycle.cli.environment import read_environment
from tipcycle.cli.global_options import GlobalOptions
from tipcycle.cli.output import Output
from tipcycle.cli.prompts.pick import run_pick
from tipcycle.core.errors import AbortedError, CycleStillOpenError

LineModeRunner = Callable[..., str]


@pytest.fixture
def run_lines(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> LineModeRunner:
    """Return a function that answers the prompts line by line and returns the output.

    Example: `run_lines("5 13", "", on="2026-02-23")`.
    """

    def call(*lines: str, on: str = "2026-02-23", lang: str = "en", **options: object) -> str:
        environ = {"TIPCYCLE_TODAY": on, "TIPCYCLE_LANG": lang, "TIPCYCLE_HOME": str(home)}
        environment = replace(read_environment(GlobalOptions(plain=True), environ), interactive=True)
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(line + "\n" for line in lines)))
        capsys.readouterr()
        options.setdefault("ask", "")  # only the test of that question answers it
        run_pick(AppContext(environment, Output(environment)), **options)  # type: ignore[arg-type]
        return capsys.readouterr().err

    return call


def saved_text(home: Path) -> str:
    """Return the text of all files in the journal."""
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(home.rglob("*.toml")))


def test_five_tips_are_saved(run_lines: LineModeRunner, home: Path) -> None:
    """Numbers can be on one line or on several. Early in the week the start is not asked."""
    output = run_lines("5 13 33", "34, 42", "", "the breakdown service")
    assert "Saved: cycle 1" in output
    assert "Together about" in output
    assert "If you do not want to wait" in output
    assert "Begin on Monday" not in output
    assert 'running = "the breakdown service"' in saved_text(home)


@pytest.mark.parametrize(("answer", "saved"), [("my deputy", True), ("", False)])
def test_role_that_may_ask_is_optional(run_lines: LineModeRunner, home: Path, answer: str, saved: bool) -> None:
    assert "Who may ask you" in run_lines("5 13 33 34 42", "", "", answer, ask=None)
    assert ('ask = "my deputy"' in saved_text(home), "ask" in saved_text(home)) == (saved, saved)


def test_reading_a_tip_shows_all_its_texts(run_lines: LineModeRunner) -> None:
    """Line mode shows the same texts as the full screen."""
    output = run_lines("r 36", "5 13 33 34 42", "", "")
    assert "Mind the trap: " in output
    assert "Once it's done for good: " in output
    assert "Where it is done: " in output


def test_start_is_asked_from_thursday_on(run_lines: LineModeRunner, home: Path) -> None:
    """Enter means next Monday, and `n` means now."""
    assert "Today is Thursday. Begin on Monday 2 March" in run_lines("5 13 33 34 42", "", "", "n", on="2026-02-26")
    assert "starts = 2026-02-23" in saved_text(home)


def test_command_line_values_are_not_asked(run_lines: LineModeRunner, home: Path) -> None:
    run_lines("5 13 33 34 42", "", on="2026-02-26", running="the phones", start=date(2026, 3, 11))
    assert 'running = "the phones"' in saved_text(home)
    assert "starts = 2026-03-09" in saved_text(home)


def test_tips_can_be_read_starred_and_removed(run_lines: LineModeRunner, home: Path) -> None:
    """The star is saved too."""
    output = run_lines("r 13", "* 13 14", "* 14", "13 34", "-34", "w", "5 33 34 42", "", "")
    assert "1. " in output
    assert "The weekly question: " in output
    assert "A star for 13." in output
    assert "No star for 14." in output
    assert "your own choice" in output
    assert "tips = [\n    13,\n]" in saved_text(home)
    assert "Saved: a star for 13." in output


def test_question_mark_searches_or_lists_all_tips(run_lines: LineModeRunner) -> None:
    """A tip that is chosen already is not offered again."""
    output_before_confirmation = run_lines("5", "? wait", "", "13 33 34 42", "", "").partition("With these five?")[0]
    assert output_before_confirmation.count("43 ") == 2
    assert output_before_confirmation.count("05 ") == 2
    assert "101 " in output_before_confirmation


def test_proposal_can_be_declined_and_repeated(run_lines: LineModeRunner, home: Path) -> None:
    """A declined proposal leaves the choice unchanged. Each proposal has its reasons."""
    output = run_lines("5", "p", "n", "w", "v", "p", "", "", "")
    assert output.count("05 Spend an hour a week where customers wait: your own choice.") == 4
    assert "These go together" in output
    (file,) = (home / "cycles").glob("*.toml")
    (pick,) = tomllib.loads(file.read_text("utf-8"))["pick"]
    assert 5 in pick["tips"]
    assert len(set(pick["tips"])) == 5


def test_propose_option_begins_with_a_proposal(run_lines: LineModeRunner) -> None:
    assert "Saved: cycle 1" in run_lines("", "", "", propose=True)


def test_theme_option_lists_only_the_tips_of_the_theme(run_lines: LineModeRunner) -> None:
    output = run_lines("5 13 33 34 42", "", "", theme="lead")
    assert "  05 Spend an hour" in output
    assert "  12 " not in output


def test_invalid_numbers_are_reported_and_the_others_used(run_lines: LineModeRunner) -> None:
    """Unknown, repeated and surplus numbers are not chosen."""
    output = run_lines("5 999 5", "13 33 34 42 43", "", "")
    assert "there is no such tip: 999" in output
    assert "43 " not in output.partition("Saved")[0].rpartition("Together")[0].splitlines()[-1]
    assert "Saved: cycle 1" in output


def test_choice_can_be_changed_before_it_is_saved(run_lines: LineModeRunner, home: Path) -> None:
    run_lines("5 13 33 34 42", "n", "34", "1", "", "")
    assert "34," not in saved_text(home)
    assert "    1,\n" in saved_text(home)


def test_leaving_saves_nothing(run_lines: LineModeRunner, home: Path) -> None:
    """The manager leaves with `q` or at the end of the input."""
    with pytest.raises(AbortedError):
        run_lines("5 13", "q", "n", "q", "y")
    with pytest.raises(EOFError):
        run_lines("5 13")
    assert not home.exists()


def test_leaving_saves_the_stars(run_lines: LineModeRunner, home: Path) -> None:
    assert "Saved: a star for 13." in run_lines("* 13", "5", "q", "y")
    assert "[[star]]" in saved_text(home)
    assert "[[pick]]" not in saved_text(home)


def test_extended_tip_takes_one_of_the_five_places(run_lines: LineModeRunner, home: Path) -> None:
    """The prompt asks for four more tips."""
    (home / "cycles").mkdir(parents=True)
    closed = with_pick("[[close]]  # 2026-05-02\nextend = [42]\ndrop = [5, 13, 33, 34]\n")
    (home / "cycles" / "2026-03-02.toml").write_text(cycle_text(closed), encoding="utf-8")
    output = run_lines("42", "5 13 33 34", "", "", on="2026-05-02")
    title = load_packaged().catalogue.tips[42].text("en").title
    assert f"42 {title} continues, and keeps its place." in output
    assert "4 more: " in output
    assert "Begin on Monday" not in output
    assert "Saved: cycle 2" in output


def test_touchstone_is_shown_before_the_confirmation(run_lines: LineModeRunner, home: Path) -> None:
    """A provisional touchstone is shown too."""
    home.mkdir()
    touchstone_toml = with_stamps('[[sentence]]\ntext = "Nobody tells it twice."\n', first_day=date(2026, 2, 1))
    (home / "journal.toml").write_text(f"format = 1\n\n{touchstone_toml}", encoding="utf-8")
    output = run_lines("5 13 33 34 42", "", "")
    assert "Your sentence: Nobody tells it twice. (provisional)" in output.partition("With these five?")[0]


def test_open_cycle_is_an_error(run_lines: LineModeRunner, home: Path) -> None:
    """The error is raised before any question."""
    (home / "cycles").mkdir(parents=True)
    (home / "cycles" / "2026-03-02.toml").write_text(cycle_text(with_pick()), encoding="utf-8")
    with pytest.raises(CycleStillOpenError):
        run_lines(on="2026-03-20")


def test_dutch_texts_and_keys_work(run_lines: LineModeRunner) -> None:
    """The key `l` reads a tip (lees) and `v` proposes (voorstel)."""
    output = run_lines("l 13", "v", "", "", "", lang="nl")
    assert "Schuif aan en vraag waar het echt aan schort" in output
    assert "Samen ongeveer" in output
    assert "Bewaard: ronde 1" in output


def test_refusing_other_proposals_leaves_the_places_free(run_lines: LineModeRunner, home: Path) -> None:
    """After a proposal, other proposals and a no, nothing that was proposed remains chosen."""
    run_lines("p", "p", "n", "5 13 33 34 42", "", "")
    assert "tips = [\n    5,\n    13,\n    33,\n    34,\n    42,\n]" in saved_text(home)
