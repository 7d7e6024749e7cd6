"""Put hostile text into every place where text is shown (T20, T23).

Runs in a child of the fork server.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import tomli_w

from tests.render.injection_payloads import PAYLOADS
from tests.torture.in_process import READ_COMMANDS, STEERING_CHARACTERS, is_json_document, run_in_process
from tests.torture.write_commands import CYCLE_FILE, OWN_TIP, make_private

BENIGN = "qzwrd"
MARKUP = {
    "red": "[red]X",
    "closing": "[/]X[/red]",
    "bold": "[bold]X[/bold]",
    "link": "[link=https://evil.example]X[/link]",
    "action": "[@click=app.quit]X[/]",
    "emoji code": ":warning: X",
    "back slash": "\\[red]X\\",
}
_STEERING_RANGES = (
    *((first, last) for first, last in ((0, 0x1F), (0x7F, 0x9F), (0x61C, 0x61C), (0x200B, 0x200B), (0x200E, 0x200F))),
    (0x2028, 0x202E), (0x2060, 0x2064), (0x2066, 0x2069), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFC), (0xE0000, 0xE007F),
)  # fmt: skip
STEERING_CODES = [chr(code) for first, last in _STEERING_RANGES for code in range(first, last + 1)]
"""Code points that can control a terminal, or hide or reorder text.

Lone surrogates are missing because UTF-8 cannot encode them.
"""

ECHOING_COMMANDS: tuple[Callable[[str], list[str]], ...] = (
    lambda text: ["note", text],
    lambda text: ["note", "a", "--by", text],
    lambda text: ["voices", "add", text, "--by", text],
    lambda text: ["swap", "42", "68", "--because", text],
    lambda text: ["pause", "2026-W15", "--because", text],
    lambda text: ["sentence", text],
    lambda text: ["profile", "--name", text, "--team", text],
    lambda text: [text],
    lambda text: ["tips", "show", text],
    lambda text: ["tips", "search", text],
    lambda text: ["checkin", "--week", text, "--did", text],
    lambda text: ["checkin", "--note", f"5={text}", "--did", "5"],
    lambda text: ["review", text],
    lambda text: ["profile", "--day", text],
    lambda text: ["review", "--format", text],
    lambda text: [f"--{text}"],
    lambda text: ["voices", "share", text],
    lambda text: ["journal", "restore", text],
    lambda text: ["journal", "merge", text],
    lambda text: ["tips", "check", text],
    lambda text: ["tips", "add", "--file", text],
    lambda text: ["review", "--format", "html", "--output", f"/nowhere/{text}"],
    lambda text: ["--home", f"/nowhere/{text}", "status"],
    lambda text: ["--lang", text, "status"],
)
"""Functions that return a command whose output or error message repeats `text`."""


def write_hostile_journal(home: Path, text: str, *, is_closed: bool = True) -> None:
    """Write a journal with `text` in every place where text can be, keys and file names included."""
    from tests.cli.scenarios import EXAMPLE_CLOSE, EXAMPLE_CYCLE
    from tests.journal_builder import cycle_text

    quoted = _toml_string(text)
    cycle_blocks = re.sub(
        r'(?m)^((?:text|by|because|running|answer) = )".*"$',
        lambda match: match[1] + quoted,
        EXAMPLE_CYCLE + EXAMPLE_CLOSE * is_closed,
    )
    extra_blocks = f'\n[[note]]\n{quoted} = {quoted}\ntext = {quoted}\nshared = true\nweek = "2026-W18"\n'
    extra_blocks += f"\n[[{quoted}]]\na = 1\n\n[[checkin]]\nweek = {quoted}\n"
    journal_blocks = (
        f"\n[[profile]]\nid = 'p1'\nat = 2026-02-01T08:00:00Z\non = 2026-02-01\nname = {quoted}\nteam = {quoted}\n"
    )
    journal_blocks += f"\n[[sentence]]\nid = 's1'\nat = 2026-02-01T08:00:01Z\non = 2026-02-01\ntext = {quoted}\n"
    home.mkdir(parents=True)
    (home / "cycles").mkdir()
    (home / CYCLE_FILE).write_text(cycle_text(cycle_blocks + extra_blocks), "utf-8", newline="\n")
    (home / "journal.toml").write_text("format = 1\n" + journal_blocks, "utf-8", newline="\n")
    tips_toml = re.sub(
        r'(?m)^(title|what|why|if_then|check|signal|pitfall) = ".*"$',
        lambda tip_match: f"{tip_match[1]} = {quoted}",
        OWN_TIP,
    )
    tips_toml = tips_toml.replace("id = 202", "id = 201")
    (home / "tips.toml").write_text(tips_toml, "utf-8", newline="\n")
    stray_name = (
        text.encode("utf-8", "surrogateescape").replace(b"/", b"_").replace(b"\0", b"_")[:200].decode("utf-8", "ignore")
    )
    (home / "cycles" / f"stray {stray_name}").write_text("x")
    make_private(home)


def _toml_string(text: str) -> str:
    return tomli_w.dumps({"k": text.encode("utf-8", "ignore").decode()}).removeprefix("k = ").rstrip("\n")


def payloads() -> dict[str, str]:
    """Return all payloads by name: those of the renderers, markup, and every steering code point."""
    code_payloads = {
        f"codes {start}": "a".join(STEERING_CODES[start : start + 40]) for start in range(0, len(STEERING_CODES), 40)
    }
    return {**PAYLOADS, **MARKUP, **code_payloads, "a megabyte": "word " * 200_000}


def run_payloads(folder: str, names: list[str]) -> dict[str, Any]:
    """Show each payload with every command and return the violations.

    A journal full of the payload is read with every read command, through a pipe, on a terminal and as JSON. Then the
    payload is an argument of every command that repeats its arguments.
    """
    all_violations: list[str] = []
    tried_count = 0
    benign = Path(folder) / "benign" / "journal"
    write_hostile_journal(benign, BENIGN)
    terminal_commands = [
        command
        for command in READ_COMMANDS
        if "output" not in command and "json" not in command and not {"html", "markdown"} & {*command.split()}
    ]
    expected = {command: _run_on_terminal(command, benign) for command in terminal_commands}
    for index, name in enumerate(names):
        text = payloads()[name]
        home = Path(folder) / f"case{index}" / "journal"
        write_hostile_journal(home, text)
        for command in READ_COMMANDS:
            result = run_in_process(command.split(), home, today="2026-05-04")
            violations = result.violations
            if (
                "json" in command
                and "history" not in command
                and result.exit_code in (0, 3)
                and not is_json_document(result.stdout)
            ):
                violations.append("no JSON any more")
            all_violations += [f"{name}: `{command}`: {violation}" for violation in violations]
            tried_count += 1
        for command in terminal_commands:
            _, stdout, stderr = _run_on_terminal(command, home)
            violations = [
                f"I8 {match[0]!r} came through"
                for match in [STEERING_CHARACTERS.search(stdout) or STEERING_CHARACTERS.search(stderr)]
                if match
            ]
            if "inside tipcycle" in stderr:
                violations.append(stderr[-200:])
            if name in MARKUP and _count_occurrences(stdout, text) < _count_occurrences(expected[command][1], BENIGN):
                violations.append("the markup did not stay text")
            all_violations += [f"{name}: `{command}` on a screen: {violation}" for violation in violations]
            tried_count += 1
        argument = text[:5_000].replace("\0", "")  # an argument cannot contain a NUL
        for build_args in ECHOING_COMMANDS:
            target = Path(folder) / f"typed{index}" / "journal"
            if not target.exists():
                write_hostile_journal(target, BENIGN)
            args = build_args(argument)
            for lang in ("en", "nl"):
                result = run_in_process(args, target, today="2026-03-13", lang=lang)
                all_violations += [
                    f"{name}: typed `{args[0][:20]}` in {lang}: {violation}" for violation in result.violations
                ]
                tried_count += 1
    return {"violations": all_violations, "tried": tried_count}


def _count_occurrences(output: str, text: str) -> int:
    """Return how often `text` is in `output`, ignoring line breaks.

    In a file name its slashes are underscores.
    """
    joined = "".join(output.split())
    return sum(joined.count("".join(variant.split())[:5]) for variant in {text, text.replace("/", "_")})


def _run_on_terminal(command: str, home: Path) -> tuple[int, str, str]:
    """Return exit code, stdout and stderr of a command on a terminal without colour.

    Any escape sequence in the output comes from the text.
    """
    import sys

    from tipcycle.cli import environment

    with patch.object(environment, "_is_terminal", lambda stream: stream is sys.stdout):
        result = run_in_process(
            ["--lang", "en", *command.split()], home, today="2026-05-04", NO_COLOR="1", COLUMNS="100"
        )
    return result.exit_code, result.stdout, result.stderr
