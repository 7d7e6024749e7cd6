"""Run the commands in the documents: `update` writes their output into the pages, `check` compares it.

Comments set the date and the language of a document: `<!-- on 2026-02-26 -->`, `<!-- lang nl -->`. `<!-- fresh -->`
starts an empty journal. Each line `$ tipcycle …` in a `console` block runs on a terminal of 80 columns without colour;
the lines up to the next command are its output. `<!-- quiet: tipcycle … -->` runs a command without showing it.
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
    """A shell with a journal, a date and a language."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._journal_count = 0
        self.apply_directive("fresh", "")
        self._language = "en"
        self._day = "2026-02-26"

    def apply_directive(self, name: str, value: str) -> None:
        """Apply the directive of a comment."""
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
        """Return the output of a command on a terminal."""
        bin_folder = Path(sys.executable).parent
        environ = {
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
            "/bin/sh", ["-c", command], env=environ, dimensions=(60, 80), encoding="utf-8", timeout=60,
            cwd=str(self._folder),
        )  # fmt: skip
        child.expect(pexpect.EOF)
        text = str(child.before).replace("\r\n", "\n").replace(str(self._home), "~/.local/share/tipcycle")
        return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def with_outputs(text: str, folder: Path) -> str:
    """Return the document with the current output of its commands."""
    shell = DocumentShell(folder)
    lines: list[str] = []
    in_console = False
    for line in _strip_outputs(text):
        lines.append(line)
        directive = _DIRECTIVE.fullmatch(line.strip())
        if directive:
            shell.apply_directive(directive[1], directive[2].strip())
        elif line.strip() == "```console":
            in_console = True
        elif line.startswith("```"):
            in_console = False
        elif in_console and line.startswith("$ "):
            output = shell.run(line[2:])
            lines += output.splitlines()
    return "\n".join(lines) + "\n"


def _strip_outputs(text: str) -> Iterator[str]:
    in_console = False
    for line in text.splitlines():
        if line.startswith("```"):
            in_console = line.strip() == "```console"
            yield line
        elif not in_console or line.startswith("$ "):
            yield line


def _render(text: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        return with_outputs(text, Path(folder))


if __name__ == "__main__":
    sys.exit(update_pages(DOCUMENTS, _render, sys.argv[1]))
