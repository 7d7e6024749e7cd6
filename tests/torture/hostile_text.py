"""Text that wants to be more than text, in every place where text is shown (T20, T23). Runs in the driver's child."""

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
"""Every code point that can steer a terminal, or hide or turn text, and that a file can hold.

Lone surrogates cannot stand in UTF-8.
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
"""What somebody types is shown again, in an answer or in a refusal."""


def write_hostile_journal(home: Path, text: str, *, is_closed: bool = True) -> None:
    """A journal with this text in every place where text can stand, keys and names of files included."""
    from tests.cli.scenarios import EXAMPLE_CLOSE, EXAMPLE_CYCLE
    from tests.journal_builder import cycle_text

    quoted = _toml_string(text)
    written = re.sub(
        r'(?m)^((?:text|by|because|running|answer) = )".*"$',
        lambda match: match[1] + quoted,
        EXAMPLE_CYCLE + EXAMPLE_CLOSE * is_closed,
    )
    more = f'\n[[note]]\n{quoted} = {quoted}\ntext = {quoted}\nshared = true\nweek = "2026-W18"\n'
    more += f"\n[[{quoted}]]\na = 1\n\n[[checkin]]\nweek = {quoted}\n"
    own = f"\n[[profile]]\nid = 'p1'\nat = 2026-02-01T08:00:00Z\non = 2026-02-01\nname = {quoted}\nteam = {quoted}\n"
    own += f"\n[[sentence]]\nid = 's1'\nat = 2026-02-01T08:00:01Z\non = 2026-02-01\ntext = {quoted}\n"
    home.mkdir(parents=True)
    (home / "cycles").mkdir()
    (home / CYCLE_FILE).write_text(cycle_text(written + more), "utf-8", newline="\n")
    (home / "journal.toml").write_text("format = 1\n" + own, "utf-8", newline="\n")
    tips = re.sub(
        r'(?m)^(title|what|why|if_then|check|signal|pitfall) = ".*"$', lambda m: f"{m[1]} = {quoted}", OWN_TIP
    )
    tips = tips.replace("id = 202", "id = 201")
    (home / "tips.toml").write_text(tips, "utf-8", newline="\n")
    name = (
        text.encode("utf-8", "surrogateescape").replace(b"/", b"_").replace(b"\0", b"_")[:200].decode("utf-8", "ignore")
    )
    (home / "cycles" / f"stray {name}").write_text("x")
    make_private(home)


def _toml_string(text: str) -> str:
    return tomli_w.dumps({"k": text.encode("utf-8", "ignore").decode()}).removeprefix("k = ").rstrip("\n")


def payloads() -> dict[str, str]:
    """All of them: the sixty of the views, markup, and every code point that steers, a few hundred together."""
    parts = {f"codes {n}": "a".join(STEERING_CODES[n : n + 40]) for n in range(0, len(STEERING_CODES), 40)}
    return {**PAYLOADS, **MARKUP, **parts, "a megabyte": "word " * 200_000}


def run_payloads(folder: str, names: list[str]) -> dict[str, Any]:
    """Every read of a journal full of it, plain, on a screen and as JSON, and every write that repeats it."""
    broken: list[str] = []
    tried = 0
    benign = Path(folder) / "benign" / "journal"
    write_hostile_journal(benign, BENIGN)
    screens = [
        words
        for words in READ_COMMANDS
        if "output" not in words and "json" not in words and not {"html", "markdown"} & {*words.split()}
    ]
    expected = {words: _run_on_terminal(words, benign) for words in screens}
    for n, name in enumerate(names):
        text = payloads()[name]
        home = Path(folder) / f"case{n}" / "journal"
        write_hostile_journal(home, text)
        for words in READ_COMMANDS:
            shown = run_in_process(words.split(), home, today="2026-05-04")
            violations = shown.violations
            if "json" in words and "history" not in words and shown.code in (0, 3) and not is_json_document(shown.out):
                violations.append("no JSON any more")
            broken += [f"{name}: `{words}`: {each}" for each in violations]
            tried += 1
        for words in screens:
            _, out, err = _run_on_terminal(words, home)
            violations = [
                f"I8 {match[0]!r} came through"
                for match in [STEERING_CHARACTERS.search(out) or STEERING_CHARACTERS.search(err)]
                if match
            ]
            if "inside tipcycle" in err:
                violations.append(err[-200:])
            if name in MARKUP and _count_occurrences(out, text) < _count_occurrences(expected[words][1], BENIGN):
                violations.append("the markup did not stay text")
            broken += [f"{name}: `{words}` on a screen: {each}" for each in violations]
            tried += 1
        typed = text[:5_000].replace("\0", "")  # no argument can hold a NUL
        for command in ECHOING_COMMANDS:
            target = Path(folder) / f"typed{n}" / "journal"
            if not target.exists():
                write_hostile_journal(target, BENIGN)
            args = command(typed)
            for lang in ("en", "nl"):
                shown = run_in_process(args, target, today="2026-03-13", lang=lang)
                broken += [f"{name}: typed `{args[0][:20]}` in {lang}: {each}" for each in shown.violations]
                tried += 1
    return {"broken": broken, "tried": tried}


def _count_occurrences(output: str, text: str) -> int:
    """How often a text stands there, wherever its lines were broken; in a file's name it has no slash."""
    joined = "".join(output.split())
    return sum(joined.count("".join(form.split())[:5]) for form in {text, text.replace("/", "_")})


def _run_on_terminal(command: str, home: Path) -> tuple[int, str, str]:
    """What a terminal without colour would get: any escape sequence in it came from the text."""
    import sys

    from tipcycle.cli import environment

    with patch.object(environment, "_is_terminal", lambda stream: stream is sys.stdout):
        shown = run_in_process(
            ["--lang", "en", *command.split()], home, today="2026-05-04", NO_COLOR="1", COLUMNS="100"
        )
    return shown.code, shown.out, shown.err
