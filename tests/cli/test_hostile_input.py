"""Hostile text in journals and arguments: no terminal control characters reach the output."""

from pathlib import Path

import pytest

from tests.cli.scenarios import EXAMPLE_CLOSE, EXAMPLE_CYCLE, EXAMPLE_PROFILE, write_journal
from tests.conftest import TipcycleRunner
from tests.parametrize import in_each_lang
from tests.render.terminal_output import render_command
from tests.render.test_sanitize import UNSAFE_CODE_POINTS

HOSTILE_TOML = "".join(f"\\U{code:08x}" for code in sorted(UNSAFE_CODE_POINTS) if not 0xD800 <= code <= 0xDFFF)
"""All hostile code points that TOML allows, as TOML escapes."""
HOSTILE_ARGUMENT = "".join(map(chr, sorted(UNSAFE_CODE_POINTS - {0})))
"""All hostile code points that an argument can contain, including lone surrogates."""

READ_COMMANDS = (
    "", "status", "status --json", "momentum", "momentum --json", "review", "review --private",
    "review --format markdown --private", "review --json --private", "journal check", "journal history",
    "journal history --json", "journal where", "profile", "profile --json", "tips list", "tips show 42", "prompt",
)  # fmt: skip


def hostile_journal(home: Path) -> None:
    """Write the closed cycle with hostile code points in every text, unknown keys and a stray file."""
    lines = (EXAMPLE_CYCLE + EXAMPLE_CLOSE).split("\n")
    for n, line in enumerate(lines):
        key = line.partition(" = ")[0]
        if key in ("text", "by", "because", "running", "answer"):
            lines[n] = f'{key} = "x{HOSTILE_TOML}y"'
    note_text = f'\n[[note]]  # 2026-03-28\ntext = "a"\n"mine{HOSTILE_TOML}" = 1\n'
    profile_text = EXAMPLE_PROFILE.replace("the manager", f"x{HOSTILE_TOML}").replace(
        "team Service", f"x{HOSTILE_TOML}"
    )
    write_journal(
        home, journal_toml=profile_text, c2026_03_02="\n".join(lines).replace(EXAMPLE_CLOSE, note_text + EXAMPLE_CLOSE)
    )
    (home / "cycles" / "stray \x1b[31m\n.toml").write_text("format = 1\n", "utf-8")


def hostile_characters(output: str, *, allow_line_feed: bool = True) -> set[str]:
    """Return the hostile characters in an output. By default a line feed is allowed, because it ends a line."""
    return {
        hex(ord(character))
        for character in output
        if ord(character) in UNSAFE_CODE_POINTS and not (allow_line_feed and character == "\n")
    }


@in_each_lang
@pytest.mark.parametrize("args", READ_COMMANDS, ids=lambda args: args or "home")
def test_read_command_output_is_safe(args: str, lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    hostile_journal(home)
    result = tipcycle(args, on="2026-05-04", lang=lang)
    assert result.exit_code in (0, 3)
    assert "inside tipcycle" not in result.stderr
    assert hostile_characters(result.stdout) == hostile_characters(result.stderr) == set()


@pytest.mark.parametrize("width", [80, 50])
@pytest.mark.parametrize("args", ["", "status", "review --private", "journal history"], ids=lambda args: args or "home")
def test_screen_output_is_safe(args: str, width: int, home: Path) -> None:
    hostile_journal(home)
    assert hostile_characters(render_command(home, args, today="2026-05-04", width=width)) == set()


@pytest.mark.parametrize(
    "args",
    [
        ["{}"],
        ["tips", "{}"],
        ["tips", "show", "{}"],
        ["tips", "search", "zzxq{}zzxq"],
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
def test_rejected_argument_is_escaped(args: list[str], home: Path, tipcycle: TipcycleRunner) -> None:
    """A rejected argument is printed as escaped text. Its line feeds add no lines to the message."""
    result = tipcycle([arg.format(f"x{HOSTILE_ARGUMENT}y") for arg in args])
    assert result.exit_code in (0, 1, 2)
    assert "inside tipcycle" not in result.stderr
    assert hostile_characters(result.stdout) == hostile_characters(result.stderr) == set()
    assert len(result.stderr.splitlines()) in (1, 3)


def test_lone_surrogate_is_rejected(home: Path, tipcycle: TipcycleRunner) -> None:
    """A text with a lone surrogate cannot be saved: exit code 2, and the file does not change."""
    tipcycle("pick 5 13 33 34 42", on="2026-02-26")
    before = (home / "cycles" / "2026-03-02.toml").read_bytes()
    result = tipcycle(["note", "half \ud800 a letter"], on="2026-03-06")
    assert result.exit_code == 2
    assert (home / "cycles" / "2026-03-02.toml").read_bytes() == before


def test_line_feed_cannot_forge_output_line(home: Path, tipcycle: TipcycleRunner) -> None:
    """A line feed in a name or key adds no line to the output of `profile` and `journal check`."""
    write_journal(home, journal_toml='[[profile]]\nname = "x\\nteam: forged"\n"a\\nb: error" = 1\n')
    assert len(tipcycle("profile").stdout.splitlines()) == 4
    assert len(tipcycle("journal check").stdout.splitlines()) == 1


def test_combining_marks_are_limited(home: Path, tipcycle: TipcycleRunner) -> None:
    """At most 8 of 5,000 combining marks on a letter are shown, so that they cover no other text."""
    marks = "e" + "\u0301" * 5000
    write_journal(home, c2026_03_02=f'{EXAMPLE_CYCLE}\n[[voice]]  # 2026-05-02\ntext = "{marks}"\nshared = true\n')
    for args in ("review", "review --format markdown", ""):
        assert 0 < tipcycle(args, on="2026-05-03").stdout.count("\u0301") <= 8


def test_rich_markup_is_plain_text(home: Path) -> None:
    """Square brackets and emoji codes are shown as they were written."""
    text = "[red]x[/red] [link=http://e.example]y[/link] [/] :smile: [bold]"
    write_journal(home, c2026_03_02=f'{EXAMPLE_CYCLE}\n[[voice]]  # 2026-05-02\ntext = "{text}"\nshared = true\n')
    output = " ".join(render_command(home, "review", today="2026-05-03", width=80).split())
    assert text in output
