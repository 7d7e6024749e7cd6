"""Pictures for the README, made from the program: the picker and the check-in, each after a few keys."""

import asyncio
import re
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from textual.app import App

from tipcycle.checkin.app import CheckinApp
from tipcycle.cli.guided.shelf import shelf_of
from tipcycle.cli.guided.week_sheet import week_sheet
from tipcycle.cli.main import run
from tipcycle.cli.output import Output
from tipcycle.cli.session import Session
from tipcycle.cli.world import Flags, read_world, rehearsal
from tipcycle.core.weeks import Week
from tipcycle.picker.app import Picker

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"


def session(home: Path, day: date) -> Session:
    world = read_world(Flags(), rehearsal(home, day, "en"))
    return Session(world, Output(world))


def picture(app: App[Any], keys: list[str], name: str) -> None:
    async def drive() -> None:
        async with app.run_test(size=(96, 28)) as pilot:
            for key in keys:
                await pilot.press(key)
            await pilot.pause()
            svg = app.export_screenshot(title="tipcycle")
            # The library numbers its styles by a hash of the content; a fixed word keeps the file still.
            still = re.sub(r"terminal-\d+", "terminal", svg)
            still = re.sub(r"@font-face \{.*?\}\s*", "", still, flags=re.DOTALL)  # whoever looks fetches no font
            (PICTURES / name).write_text(still, encoding="utf-8")

    asyncio.run(drive())


def main() -> None:
    with TemporaryDirectory() as folder:
        home = Path(folder)
        thursday, friday = date(2026, 2, 26), date(2026, 3, 6)
        stage = session(home, thursday)
        picture(Picker(shelf_of(stage), stage.words), ["p", "down", "down"], "picker.svg")
        run(["pick", "05", "13", "33", "34", "42"], rehearsal(home, thursday, "en"))
        stage = session(home, friday)
        picture(
            CheckinApp(week_sheet(stage, Week.of(friday)), stage.words), ["y", "y", "exclamation_mark"], "check-in.svg"
        )


if __name__ == "__main__":
    main()
