"""The documents show what the program does now."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_every_output_in_the_documents_is_what_the_command_prints() -> None:
    """Each console block is run in a real terminal; `make docs` renews what is stale."""
    ran = subprocess.run(
        [sys.executable, "tools/doc_examples.py", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, f"{ran.stdout}{ran.stderr}\nrun: make docs"


def test_the_messages_are_complete_in_dutch() -> None:
    """No sentence lacks its Dutch one, and none is stale; `make messages` collects them."""
    ran = subprocess.run(
        [sys.executable, "tools/messages.py", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout
