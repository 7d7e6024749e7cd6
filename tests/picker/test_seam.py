"""What the picker costs and promises to those who call it."""

import subprocess
import sys

import pytest

from tests.picker.shelves import CATALOGUE, EN, shelf, walk
from tipcycle.cli.guided.shelf import harmless
from tipcycle.core.tips import Catalogue
from tipcycle.picker import app as picker_app
from tipcycle.picker.app import Picker, choose
from tipcycle.picker.model import Choice, Proposal


@pytest.mark.parametrize("module", ["tipcycle.picker.model", "tipcycle.picker.phrases", "tipcycle.cli.guided.pick"])
def test_only_the_screen_costs_the_screen(module: str) -> None:
    """The model, its words and the conversation load without Textual."""
    code = f"import sys, {module}; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=False).returncode == 0


def test_nothing_chosen_and_no_star_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """The caller has nothing to do then; stars alone are something."""
    for left, kept in ((Choice(()), None), (None, None), (Choice((), stars_added=(3,)), Choice((), stars_added=(3,)))):
        monkeypatch.setattr(Picker, "run", lambda self, left=left: left)
        assert choose(shelf(), EN) == kept


def test_an_interruption_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in every other command."""

    def run(self: Picker) -> None:
        self.interrupted = True

    monkeypatch.setattr(Picker, "run", run)
    with pytest.raises(KeyboardInterrupt):
        choose(shelf(), EN)


def test_what_goes_wrong_inside_is_raised_and_never_printed(capfd: pytest.CaptureFixture[str]) -> None:
    """No traceback with somebody's words in it; the one error boundary of the program takes over."""

    def broken(round_: int, stars: frozenset[int]) -> tuple[Proposal, ...]:
        secret = "SECRET"
        raise LookupError(secret)

    picker = Picker(shelf(proposals=broken), EN, propose=True)
    with pytest.raises(LookupError):
        raise_failure(picker)
    captured = capfd.readouterr()
    assert "SECRET" not in captured.out + captured.err
    assert "Traceback" not in captured.out + captured.err


def raise_failure(picker: Picker) -> None:
    """Runs without a terminal, as `choose` would with one."""
    picker.run(headless=True, size=(80, 24))
    assert picker.failure is not None
    raise picker.failure


def test_the_styles_come_with_the_package() -> None:
    """Beside the module that reads them."""
    import importlib.resources

    assert (importlib.resources.files(picker_app.__package__) / "styles.tcss").is_file()


def test_text_that_could_steer_a_terminal_is_made_harmless() -> None:
    """In each field of a tip and a theme; nothing else changes."""
    from msgspec.structs import replace

    def soiled(text: str) -> str:
        return f"{text}\x1b]52;c;x\x07\u202e"

    tip = CATALOGUE.tips[1]
    text = tip.texts["en"]
    evil = replace(
        text,
        **{
            name: soiled(getattr(text, name))
            for name in ("title", "what", "why", "if_then", "check", "signal", "pitfall")
        },
        steps=tuple(soiled(step) for step in text.steps),
        check_after=soiled("Does it stand?"),
    )
    assert tip.example is not None
    example = replace(tip.example, who=soiled("A shop"), text={"en": soiled("They do it.")}, url=soiled("https://a"))
    theme = CATALOGUE.themes[0]
    named = replace(theme.texts["en"], name=soiled("Lead"), line=soiled("line"), question=soiled("question"))
    dirty = Catalogue(
        themes=(replace(theme, texts={"en": named}),), tips={1: replace(tip, texts={"en": evil}, example=example)}
    )
    assert not any(sign in repr(harmless(dirty)).replace("\\\\u", "u") for sign in ("\\x1b", "\\x07", "\\u202e"))
    assert harmless(CATALOGUE) == CATALOGUE


def test_a_choice_is_five_less_the_extended() -> None:
    """What the journal expects."""
    found = walk("p", "d", "enter", "enter", on=shelf(seats=(8, 2))).choice
    assert found is not None
    assert len(found.tips) == 3
