"""The entry points of the picker: imports, results, errors and sanitised texts."""

import subprocess
import sys

import pytest

from tests.tui.picker.driver import CATALOGUE, EN, ScreenPick, picker_data
from tipcycle.cli.prompts.picker_data import sanitize_catalogue
from tipcycle.core.tips import Catalogue
from tipcycle.tui.picker import app as picker_app
from tipcycle.tui.picker.app import PickerApp, run_picker
from tipcycle.tui.picker.model import PickerResult, Proposal


@pytest.mark.parametrize(
    "module", ["tipcycle.tui.picker.model", "tipcycle.tui.picker.texts", "tipcycle.cli.prompts.pick_questions"]
)
def test_model_and_prompts_do_not_import_textual(module: str) -> None:
    code = f"import sys, {module}; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=False).returncode == 0


def test_run_picker_returns_none_without_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Changed stars alone are a result."""
    for app_result, expected in (
        (PickerResult(()), None),
        (None, None),
        (PickerResult((), stars_added=(3,)), PickerResult((), stars_added=(3,))),
    ):
        monkeypatch.setattr(PickerApp, "run", lambda self, app_result=app_result: app_result)
        assert run_picker(picker_data(), EN) == expected


def test_error_in_the_picker_is_raised_and_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    """A traceback could contain user texts."""

    def failing_propose(round_: int, stars: frozenset[int]) -> tuple[Proposal, ...]:
        secret = "SECRET"
        raise LookupError(secret)

    picker = PickerApp(picker_data(propose=failing_propose), EN, propose=True)
    with pytest.raises(LookupError):
        raise_failure(picker)
    captured = capfd.readouterr()
    assert "SECRET" not in captured.out + captured.err
    assert "Traceback" not in captured.out + captured.err


def raise_failure(picker: PickerApp) -> None:
    """Run the picker without a terminal and raise its failure, as `run_picker` does."""
    picker.run(headless=True, size=(80, 24))
    assert picker.failure is not None
    raise picker.failure


def test_styles_are_packaged() -> None:
    import importlib.resources

    assert (importlib.resources.files(picker_app.__package__) / "styles.tcss").is_file()


def test_catalogue_texts_are_sanitised() -> None:
    """Every text of a tip and a theme is sanitised. Safe texts stay unchanged."""
    from msgspec.structs import replace

    def unsafe(text: str) -> str:
        return f"{text}\x1b]52;c;x\x07\u202e"

    tip = CATALOGUE.tips[1]
    text = tip.texts["en"]
    unsafe_text = replace(
        text,
        **{
            name: unsafe(getattr(text, name))
            for name in ("title", "what", "why", "if_then", "check", "signal", "pitfall")
        },
        steps=tuple(unsafe(step) for step in text.steps),
        check_after=unsafe("Does it stand?"),
    )
    assert tip.example is not None
    example = replace(tip.example, who=unsafe("A shop"), text={"en": unsafe("They do it.")}, url=unsafe("https://a"))
    theme = CATALOGUE.themes[0]
    unsafe_theme_text = replace(
        theme.texts["en"], name=unsafe("Lead"), line=unsafe("line"), question=unsafe("question")
    )
    unsafe_catalogue = Catalogue(
        themes=(replace(theme, texts={"en": unsafe_theme_text}),),
        tips={1: replace(tip, texts={"en": unsafe_text}, example=example)},
    )
    assert not any(
        character in repr(sanitize_catalogue(unsafe_catalogue)).replace("\\\\u", "u")
        for character in ("\\x1b", "\\x07", "\\u202e")
    )
    assert sanitize_catalogue(CATALOGUE) == CATALOGUE


def test_result_excludes_extended_tips() -> None:
    with ScreenPick(picker_data(extended_tips=(8, 2))) as pick:
        assert len(pick.confirm().begin().tips) == 3
