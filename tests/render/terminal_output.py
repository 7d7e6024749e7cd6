"""Render commands for a terminal of any width, without a terminal."""

import io
import re
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from tests.cli.scenarios import EXAMPLE_CLOSE, EXAMPLE_CYCLE, EXAMPLE_PROFILE, Scenario, write_journal
from tipcycle.catalogue.loader import load_packaged
from tipcycle.cli.app import dispatch
from tipcycle.cli.commands.home import show_home
from tipcycle.cli.context import AppContext
from tipcycle.cli.environment import read_environment
from tipcycle.cli.global_options import GlobalOptions
from tipcycle.cli.output import Output

CATALOGUE = load_packaged().catalogue
PIPE_WIDTH = 0
"""The width that selects piped output."""

_PRIVATE_VOICE = re.compile(r"\[\[voice\]\][^\[]*SECRET voice[^\[]*")


def worked_cycle_on(day: str, *, closed: bool = False) -> Scenario:
    """Return a scenario with the example cycle (docs/rules.md §9) as it was on a day.

    The private voices are left out. The cycle is closed if `closed` is true.
    """
    blocks = re.split(r"(?m)^(?=\[\[)", _PRIVATE_VOICE.sub("", EXAMPLE_CYCLE))
    blocks_so_far = [
        block for block in blocks if (match := re.match(r"\[\[\w+\]\]\s+# (\S+)", block)) and match[1] <= day
    ]

    def write_scenario(home: Path) -> None:
        write_journal(
            home, journal_toml=EXAMPLE_PROFILE, c2026_03_02="\n".join(blocks_so_far) + (EXAMPLE_CLOSE if closed else "")
        )

    return write_scenario


def render_command(home: Path, command: str, *, today: str, width: int, language: str = "en") -> str:
    """Return the standard output of a command on a terminal of this width, without interaction.

    Use `PIPE_WIDTH` for the output of a pipe.
    """
    environ = {
        "TIPCYCLE_HOME": str(home),
        "TIPCYCLE_TODAY": date.fromisoformat(today).isoformat(),
        "TIPCYCLE_LANG": language,
    }
    environment = replace(
        read_environment(GlobalOptions(), environ),
        stdout_is_tty=width != PIPE_WIDTH,
        plain=width == PIPE_WIDTH,
        width=width or 80,
        use_color=False,
        interactive=False,
        can_use_full_screen=False,
    )
    stream = io.StringIO()
    context = AppContext(environment, Output(environment, stream))
    context.catalogue = CATALOGUE
    exit_code = dispatch(context, command.split()) if command else show_home(context)
    assert exit_code == 0
    return stream.getvalue()
