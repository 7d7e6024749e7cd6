"""The command outputs in the documents and the Dutch messages are up to date."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_console_blocks_are_up_to_date() -> None:
    """Each console block equals the output of its command in a real terminal. `make docs` updates the blocks."""
    result = subprocess.run(
        [sys.executable, "tools/doc_examples.py", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, f"{result.stdout}{result.stderr}\nrun: make docs"


def test_dutch_messages_are_complete() -> None:
    """Each message has a Dutch translation, and none is obsolete. `make messages` collects the messages."""
    result = subprocess.run(
        [sys.executable, "tools/messages.py", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout
