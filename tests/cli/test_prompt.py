"""`tipcycle prompt`: one short line on the check-in day and the day after, nothing otherwise, and it never fails."""

from pathlib import Path

import pytest

from tests.cli.conftest import On
from tests.cli.scenes import (
    Scene,
    broken,
    closed,
    in_the_way,
    lay_down,
    newer,
    nothing,
    planned,
    running,
    unparsable,
    worked,
)
from tests.conftest import Tipcycle
from tests.languages import LANG
from tests.writing import PICK, picked

# The usual five from Monday 2 March 2026; the check-in day is Friday unless the profile says otherwise.
DAYS = (
    (planned, "2026-02-27", False),
    (planned, "2026-03-05", False),
    (planned, "2026-03-06", True),
    (planned, "2026-03-07", True),
    (planned, "2026-03-08", False),
    (running, "2026-03-06", False),
    (running, "2026-03-13", True),
    (worked, "2026-04-10", False),
    (planned, "2026-05-02", True),
    (planned, "2026-05-03", False),
    (planned, "2026-05-08", False),
    (closed, "2026-05-02", False),
    (nothing, "2026-03-06", False),
)


@LANG
@pytest.mark.parametrize(("scene", "on", "due"), DAYS, ids=[f"{scene.__name__}-{on}" for scene, on, _ in DAYS])
def test_the_line_is_there_when_a_check_in_is_due(scene: Scene, on: str, due: bool, lang: str, on_scene: On) -> None:
    """One short line on the day and the day after while the check-in is open; else nothing at all."""
    ran = on_scene(scene, "prompt", on=on, lang=lang)
    assert (ran.code, ran.err) == (0, "")
    assert bool(ran.out) == due
    if due:
        assert len(ran.out.splitlines()) == 1
        assert len(ran.out) < 30


@pytest.mark.parametrize(
    ("day", "on", "due"),
    [
        ("thursday", "2026-03-05", True),
        ("thursday", "2026-03-06", True),
        ("thursday", "2026-03-07", False),
        ("sunday", "2026-03-08", True),
        ("sunday", "2026-03-09", True),
        ("monday", "2026-03-06", False),
        ("monday", "2026-03-09", True),
        ("monday", "2026-03-10", True),
        ("monday", "2026-03-11", False),
        ("wednesday", "2026-03-11", True),
    ],
)
def test_the_line_follows_the_day_of_the_profile(day: str, on: str, due: bool, home: Path, tipcycle: Tipcycle) -> None:
    """From Thursday on the day is in the week itself, before that in the week after."""
    lay_down(home, own=f'[[profile]]\nday = "{day}"\n', c2026_03_02=PICK)
    assert bool(tipcycle("prompt", on=on).out) == due


@pytest.mark.parametrize("given", ["--lang nl prompt", "prompt --plain", "prompt --lang=en"])
def test_global_flags_go_with_it(given: str, on_scene: On) -> None:
    """The line is there with any global flag."""
    assert on_scene(planned, given, on="2026-03-06").out


def test_feelings_alone_are_a_check_in_and_a_note_is_none(home: Path, tipcycle: Tipcycle) -> None:
    """The line goes when the week has an answer; words alone leave it."""
    note = '[[note]]  # 2026-03-06\ntext = "a line"\nweek = "2026-W10"\n'
    lay_down(home, c2026_03_02=picked(note))
    assert tipcycle("prompt", on="2026-03-06").out
    lay_down(home, c2026_03_02=picked(note, '[[checkin]]  # 2026-03-06\nweek = "2026-W10"\nteam = 3\n'))
    assert not tipcycle("prompt", on="2026-03-06").out


def a_file_for_a_folder(home: Path) -> None:
    home.write_text("no folder", "utf-8")


def a_folder_for_a_file(home: Path) -> None:
    (home / "cycles" / "2026-03-02.toml").mkdir(parents=True)
    (home / "journal.toml").mkdir()


def zeros(home: Path) -> None:
    planned(home)
    (home / "cycles" / "2026-03-02.toml").write_bytes(b"\0" * 600)


def noise(home: Path) -> None:
    planned(home)
    (home / "cycles" / "2026-03-02.toml").write_bytes(bytes(range(256)) * 8)
    (home / "journal.toml").write_bytes(b"\xff\xfe[[profile]]")


def a_loop(home: Path) -> None:
    planned(home)
    (home / "journal.toml").symlink_to(home / "journal.toml")


RUINS = (broken, unparsable, in_the_way, newer, a_file_for_a_folder, a_folder_for_a_file, zeros, noise, a_loop)


@pytest.mark.parametrize("scene", RUINS, ids=lambda scene: scene.__name__)
def test_it_never_fails(scene: Scene, on_scene: On) -> None:
    """Whatever is wrong with a journal is no business of a shell prompt: exit 0 and not a word on stderr."""
    for on in ("2026-03-06", "2026-03-14"):
        ran = on_scene(scene, "prompt", on=on) if on == "2026-03-06" else on_scene(nothing, "prompt", on=on)
        assert (ran.code, ran.err) == (0, "")
        assert len(ran.out.splitlines()) <= 1
