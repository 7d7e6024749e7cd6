"""Hostile text in every place where text is shown: nothing that steers a terminal leaves the program."""

from pathlib import Path

import pytest

from tests.cli.scenarios import EXAMPLE_CLOSE, EXAMPLE_CYCLE, EXAMPLE_PROFILE, write_journal
from tests.conftest import TipcycleRunner
from tests.parametrize import in_each_lang
from tests.render.terminal_output import render_command
from tests.render.test_sanitize import HOSTILE

IN_FILES = "".join(f"\\U{code:08x}" for code in sorted(HOSTILE) if not 0xD800 <= code <= 0xDFFF)
"""Every hostile code point that a TOML file can hold, as it is written there."""
IN_ARGUMENTS = "".join(map(chr, sorted(HOSTILE - {0})))
"""Every one that can be typed, lone surrogates included."""

READS = (
    "", "status", "status --json", "momentum", "momentum --json", "review", "review --private",
    "review --format markdown --private", "review --json --private", "journal check", "journal history",
    "journal history --json", "journal where", "profile", "profile --json", "tips list", "tips show 42", "prompt",
)  # fmt: skip


def told_by_a_stranger(home: Path) -> None:
    """The closed cycle, every text in it hostile, and keys and blocks nobody knows."""
    hostile = (EXAMPLE_CYCLE + EXAMPLE_CLOSE).split("\n")
    for n, line in enumerate(hostile):
        key = line.partition(" = ")[0]
        if key in ("text", "by", "because", "running", "answer"):
            hostile[n] = f'{key} = "x{IN_FILES}y"'
    strange = f'\n[[note]]  # 2026-03-28\ntext = "a"\n"mine{IN_FILES}" = 1\n'
    own = EXAMPLE_PROFILE.replace("the manager", f"x{IN_FILES}").replace("team Service", f"x{IN_FILES}")
    write_journal(
        home, journal_toml=own, c2026_03_02="\n".join(hostile).replace(EXAMPLE_CLOSE, strange + EXAMPLE_CLOSE)
    )
    (home / "cycles" / "stray \x1b[31m\n.toml").write_text("format = 1\n", "utf-8")


def left(shown: str, *, lines: bool = True) -> set[str]:
    """What is left of the hostile in an output; a line feed ends our own lines."""
    return {hex(ord(letter)) for letter in shown if ord(letter) in HOSTILE and not (lines and letter == "\n")}


@in_each_lang
@pytest.mark.parametrize("words", READS, ids=lambda words: words or "glance")
def test_nothing_hostile_leaves_a_read(words: str, lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """With every hostile code point in every text of the journal, no read lets one out on stdout or stderr."""
    told_by_a_stranger(home)
    ran = tipcycle(words, on="2026-05-04", lang=lang)
    assert ran.exit_code in (0, 3)
    assert "inside tipcycle" not in ran.stderr
    assert left(ran.stdout) == left(ran.stderr) == set()


@pytest.mark.parametrize("width", [80, 50])
@pytest.mark.parametrize(
    "words", ["", "status", "review --private", "journal history"], ids=lambda words: words or "glance"
)
def test_nothing_hostile_reaches_a_screen(words: str, width: int, home: Path) -> None:
    """The same where the output is laid out for a terminal."""
    told_by_a_stranger(home)
    assert left(render_command(home, words, today="2026-05-04", width=width)) == set()


@pytest.mark.parametrize(
    "words",
    [
        ["{}"],
        ["tips", "{}"],
        ["tips", "show", "{}"],
        ["tips", "search", "{}"],
        ["status", "--{}"],
        ["status", "{}"],
        ["checkin", "--week", "{}"],
        ["checkin", "--did", "{}"],
        ["checkin", "--team", "{}"],
        ["checkin", "--note", "{}"],
        ["pick", "--start", "{}"],
        ["review", "{}"],
        ["review", "--format", "{}"],
        ["profile", "--day", "{}"],
        ["--lang", "{}"],
        ["note", "{}"],
    ],
    ids=" ".join,
)
def test_nothing_hostile_comes_back_from_an_argument(words: list[str], home: Path, tipcycle: TipcycleRunner) -> None:
    """Whatever is typed is shown as text when it is refused: one line and a hint, whatever line feeds it holds."""
    ran = tipcycle([word.format(f"x{IN_ARGUMENTS}y") for word in words])
    assert ran.exit_code in (0, 1, 2)
    assert "inside tipcycle" not in ran.stderr
    assert left(ran.stdout) == left(ran.stderr) == set()
    assert len(ran.stderr.splitlines()) in (1, 3)


def test_a_text_without_a_place_in_a_file_is_refused(home: Path, tipcycle: TipcycleRunner) -> None:
    """A lone surrogate cannot be kept: exit 2 before the disk is touched."""
    tipcycle("pick 5 13 33 34 42", on="2026-02-26")
    before = (home / "cycles" / "2026-03-02.toml").read_bytes()
    ran = tipcycle(["note", "half \ud800 a letter"], on="2026-03-06")
    assert ran.exit_code == 2
    assert (home / "cycles" / "2026-03-02.toml").read_bytes() == before


def test_a_value_on_a_line_of_its_own_cannot_make_another_line(home: Path, tipcycle: TipcycleRunner) -> None:
    """A line feed in a name does not forge a line of the profile, nor one in a key a line of the check."""
    write_journal(home, journal_toml='[[profile]]\nname = "x\\nteam: forged"\n"a\\nb: error" = 1\n')
    assert len(tipcycle("profile").stdout.splitlines()) == 4
    assert len(tipcycle("journal check").stdout.splitlines()) == 1


def test_thousands_of_marks_stay_on_their_letter(home: Path, tipcycle: TipcycleRunner) -> None:
    """5,000 combining marks on one letter draw over nothing."""
    marks = "e" + "\u0301" * 5000
    write_journal(home, c2026_03_02=f'{EXAMPLE_CYCLE}\n[[voice]]  # 2026-05-02\ntext = "{marks}"\nshared = true\n')
    for words in ("review", "review --format markdown", ""):
        assert 0 < tipcycle(words, on="2026-05-03").stdout.count("\u0301") <= 8


def test_markup_is_text(home: Path) -> None:
    """Square brackets and emoji codes are shown as they were written."""
    text = "[red]x[/red] [link=http://e.example]y[/link] [/] :smile: [bold]"
    write_journal(home, c2026_03_02=f'{EXAMPLE_CYCLE}\n[[voice]]  # 2026-05-02\ntext = "{text}"\nshared = true\n')
    shown = " ".join(render_command(home, "review", today="2026-05-03", width=80).split())
    assert text in shown
