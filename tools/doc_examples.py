"""The commands in the documents and what they print: `update` runs them and writes the output, `check` compares.

A document tells its day and language in comments: `<!-- on 2026-02-26 -->`, `<!-- lang nl -->`, `<!-- fresh -->` begins
an empty journal. Each line `$ tipcycle …` in a `console` block is run in a real terminal of 80 columns without colour,
and what it prints stands below it up to the next command. `<!-- quiet: tipcycle … -->` runs without being shown.
"""

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pexpect
from generated_docs import ROOT, update_pages

DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs" / "guide").glob("*/*.md")))
_DIRECTIVE = re.compile(r"<!-- (on|lang|fresh|quiet)(?:: ?| )?(.*?) ?-->")


class DocumentShell:
    """A journal, a day and a language to run commands in."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._journal_count = 0
        self.apply_directive("fresh", "")
        self._language = "en"
        self._day = "2026-02-26"

    def apply_directive(self, name: str, value: str) -> None:
        if name == "fresh":
            self._journal_count += 1
            self._home = self._folder / str(self._journal_count)
        elif name == "on":
            self._day = value
        elif name == "lang":
            self._language = value
        else:
            self.run(value)

    def run(self, command: str) -> str:
        """What a command prints on a terminal."""
        bin_folder = Path(sys.executable).parent
        environment = {
            "PATH": f"{bin_folder}:{os.environ['PATH']}",
            "HOME": str(self._folder),
            "TERM": "xterm",
            "NO_COLOR": "1",
            "LANG": "C.UTF-8",
            "TIPCYCLE_HOME": str(self._home),
            "TIPCYCLE_TODAY": self._day,
            "TIPCYCLE_LANG": self._language,
        }
        child = pexpect.spawn(
            "/bin/sh", ["-c", command], env=environment, dimensions=(60, 80), encoding="utf-8", timeout=60,
            cwd=str(self._folder),
        )  # fmt: skip
        child.expect(pexpect.EOF)
        text = str(child.before).replace("\r\n", "\n").replace(str(self._home), "~/.local/share/tipcycle")
        return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def with_outputs(text: str, folder: Path) -> str:
    """The document with the output that its commands give now."""
    shell = DocumentShell(folder)
    lines: list[str] = []
    inside = False
    for line in _strip_outputs(text):
        lines.append(line)
        directive = _DIRECTIVE.fullmatch(line.strip())
        if directive:
            shell.apply_directive(directive[1], directive[2].strip())
        elif line.strip() == "```console":
            inside = True
        elif line.startswith("```"):
            inside = False
        elif inside and line.startswith("$ "):
            output = shell.run(line[2:])
            lines += output.splitlines()
    return "\n".join(lines) + "\n"


def _strip_outputs(text: str) -> Iterator[str]:
    inside = False
    for line in text.splitlines():
        if line.startswith("```"):
            inside = line.strip() == "```console"
            yield line
        elif not inside or line.startswith("$ "):
            yield line


def _render(text: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        return with_outputs(text, Path(folder))


if __name__ == "__main__":
    sys.exit(update_pages(DOCUMENTS, _render, sys.argv[1]))
