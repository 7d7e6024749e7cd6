"""What the picker costs and promises to those who call it."""

import subprocess
import sys

import pytest

from tests.tui.picker.driver import CATALOGUE, EN, picker_data, run_keys
from tipcycle.cli.prompts.picker_data import sanitize_catalogue
from tipcycle.core.tips import Catalogue
from tipcycle.tui.picker import app as picker_app
from tipcycle.tui.picker.app import PickerApp, run_picker
from tipcycle.tui.picker.model import PickerResult, Proposal


@pytest.mark.parametrize(
    "module", ["tipcycle.tui.picker.model", "tipcycle.tui.picker.texts", "tipcycle.cli.prompts.pick"]
)
def test_only_the_screen_costs_the_screen(module: str) -> None:
    """The model, its words and the conversation load without Textual."""
    code = f"import sys, {module}; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=False).returncode == 0


def test_nothing_chosen_and_no_star_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """The caller has nothing to do then; stars alone are something."""
    for left, kept in (
        (PickerResult(()), None),
        (None, None),
        (PickerResult((), stars_added=(3,)), PickerResult((), stars_added=(3,))),
    ):
        monkeypatch.setattr(PickerApp, "run", lambda self, left=left: left)
        assert run_picker(picker_data(), EN) == kept


def test_an_interruption_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in every other command."""

    def run(self: PickerApp) -> None:
        self.interrupted = True

    monkeypatch.setattr(PickerApp, "run", run)
    with pytest.raises(KeyboardInterrupt):
        run_picker(picker_data(), EN)


def test_what_goes_wrong_inside_is_raised_and_never_printed(capfd: pytest.CaptureFixture[str]) -> None:
    """No traceback with somebody's words in it; the one error boundary of the program takes over."""

    def broken(round_: int, stars: frozenset[int]) -> tuple[Proposal, ...]:
        secret = "SECRET"
        raise LookupError(secret)

    picker = PickerApp(picker_data(propose=broken), EN, propose=True)
    with pytest.raises(LookupError):
        raise_failure(picker)
    captured = capfd.readouterr()
    assert "SECRET" not in captured.out + captured.err
    assert "Traceback" not in captured.out + captured.err


def raise_failure(picker: PickerApp) -> None:
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
    assert not any(
        sign in repr(sanitize_catalogue(dirty)).replace("\\\\u", "u") for sign in ("\\x1b", "\\x07", "\\u202e")
    )
    assert sanitize_catalogue(CATALOGUE) == CATALOGUE


def test_a_choice_is_five_less_the_extended() -> None:
    """What the journal expects."""
    found = run_keys("p", "d", "enter", "enter", data=picker_data(extended_tips=(8, 2))).result
    assert found is not None
    assert len(found.tips) == 3
