"""What a command shows on a terminal of any width, drawn without one."""

import io
import re
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from tests.cli.scenes import CLOSE, PROFILE, WORKED, Scene, lay_down
from tipcycle.catalogue.load import load_packaged
from tipcycle.cli.commands.glance import show_glance
from tipcycle.cli.framework import dispatch
from tipcycle.cli.output import Output
from tipcycle.cli.session import Session
from tipcycle.cli.world import Flags, read_world

CATALOGUE = load_packaged().catalogue
PLAIN = 0
"""The width of a pipe: none."""

_PRIVATE_VOICE = re.compile(r"\[\[voice\]\][^\[]*SECRET voice[^\[]*")


def until(day: str, *, closed: bool = False) -> Scene:
    """The cycle of docs/rules.md §9 as it was on a day, with no voice but the shared one; closed if that is asked."""
    blocks = re.split(r"(?m)^(?=\[\[)", _PRIVATE_VOICE.sub("", WORKED))
    begun = [block for block in blocks if (found := re.match(r"\[\[\w+\]\]\s+# (\S+)", block)) and found[1] <= day]

    def scene(home: Path) -> None:
        lay_down(home, own=PROFILE, c2026_03_02="\n".join(begun) + (CLOSE if closed else ""))

    return scene


def drawn(home: Path, words: str, *, on: str, width: int, language: str = "en") -> str:
    """What a run shows on stdout of a terminal this wide where nobody answers; in a pipe for `PLAIN`."""
    told = {"TIPCYCLE_HOME": str(home), "TIPCYCLE_TODAY": date.fromisoformat(on).isoformat(), "TIPCYCLE_LANG": language}
    world = replace(
        read_world(Flags(), told),
        screen=width != PLAIN,
        plain=width == PLAIN,
        width=width or 80,
        color=False,
        asks=False,
        full_screen=False,
    )
    stream = io.StringIO()
    session = Session(world, Output(world, stream))
    session.catalogue = CATALOGUE
    code = dispatch(session, words.split()) if words else show_glance(session)
    assert code == 0
    return stream.getvalue()
