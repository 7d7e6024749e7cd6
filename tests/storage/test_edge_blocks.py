"""A block that is accepted stops no later save and hides no cycle without a message (edge values of every key)."""

import shutil
from pathlib import Path

from tests.storage.edge_blocks import edge_cases, edge_violations


def test_edge_values_of_every_key_are_harmless_or_named(tmp_path: Path) -> None:
    """After each edge value every edit works or names what prevents it, and what is left out is reported."""
    found = []
    tried = 0
    for case in edge_cases():
        home = tmp_path / "home"
        found += [f"{case}: {violation}" for violation in edge_violations(case, home)]
        shutil.rmtree(home)
        tried += 1
    assert not found, "\n".join(found[:20])
    assert tried > 1000
