"""Pictures for the README: the picker and the check-in, each after a few keys."""

import asyncio
import re
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from textual.app import App

from tipcycle.cli.context import AppContext
from tipcycle.cli.environment import demo_environ, read_environment
from tipcycle.cli.global_options import GlobalOptions
from tipcycle.cli.main import run
from tipcycle.cli.output import Output
from tipcycle.cli.prompts.checkin_form import build_checkin_form
from tipcycle.cli.prompts.picker_data import make_picker_data
from tipcycle.core.weeks import Week
from tipcycle.tui.checkin.app import CheckinApp
from tipcycle.tui.picker.app import PickerApp

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"


def make_context(home: Path, day: date) -> AppContext:
    """Return the context of a command on a given date."""
    environment = read_environment(GlobalOptions(), demo_environ(home, day, "en"))
    return AppContext(environment, Output(environment))


def save_picture(app: App[Any], keys: list[str], name: str) -> None:
    """Press the keys in the app and save a picture of it."""

    async def drive() -> None:
        async with app.run_test(size=(96, 28)) as pilot:
            for key in keys:
                await pilot.press(key)
            await pilot.pause()
            svg = app.export_screenshot(title="tipcycle")
            # Textual numbers its styles by a hash of the content; a fixed name keeps the diff small.
            stable_svg = re.sub(r"terminal-\d+", "terminal", svg)
            stable_svg = re.sub(
                r"@font-face \{.*?\}\s*", "", stable_svg, flags=re.DOTALL
            )  # so that viewers do not download fonts
            (PICTURES / name).write_text(stable_svg, encoding="utf-8")

    asyncio.run(drive())


def main() -> None:
    """Save all pictures."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        thursday, friday = date(2026, 2, 26), date(2026, 3, 6)
        context = make_context(home, thursday)
        save_picture(PickerApp(make_picker_data(context), context.translator), ["p", "down", "down"], "picker.svg")
        run(["pick", "05", "13", "33", "34", "42"], demo_environ(home, thursday, "en"))
        context = make_context(home, friday)
        save_picture(
            CheckinApp(build_checkin_form(context, Week.of(friday)), context.translator),
            ["y", "y", "exclamation_mark"],
            "check-in.svg",
        )


if __name__ == "__main__":
    main()
