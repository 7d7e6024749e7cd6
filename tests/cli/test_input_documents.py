"""`note -` and `checkin --from FILE|-`: text and JSON from a file or from stdin."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import running_cycle
from tests.conftest import TipcycleRunner, with_english_words
from tests.parametrize import in_each_lang
from tipcycle.cli.input_documents import FIELD_EXAMPLES, CheckinDocument

DOCUMENT = {
    "week": "2026-W10",
    "did": [5, "13"],
    "costly": [33],
    "missed": [42],
    "team": 4,
    "customers": 3,
    "note": {"5": "It was quiet.", "33": "Twice: once = enough."},
    "voice": "You called me first.",
    "by": "a customer",
    "heard": "experience",
    "share": True,
    "plan": {"42": "If the meeting starts, then I ask one question."},
}


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Return a function that sets the content of stdin."""

    def set_content(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return set_content


def saved_blocks(home: Path) -> str:
    """Return the cycle file without the stamps of its blocks."""
    lines = (home / "cycles" / "2026-03-02.toml").read_text().splitlines()
    return "\n".join(line for line in lines if not line.startswith(("id =", "at =")))


def test_document_saves_the_same_as_flags(
    home: Path, tipcycle: TipcycleRunner, stdin: Callable[[bytes], None], tmp_path: Path
) -> None:
    """A document from a file or from stdin saves the same blocks as the flags with its names."""
    file = tmp_path / "my check-in.json"
    file.write_text(json.dumps(DOCUMENT))
    flags = [
        "checkin", "--week", "2026-W10", "--did", "5,13", "--costly", "33", "--missed", "42", "--team", "4",
        "--customers", "3", "--note", "5=It was quiet.", "--note", "33=Twice: once = enough.",
        "--voice", "You called me first.", "--by", "a customer", "--heard", "experience", "--share",
        "--plan", "42=If the meeting starts, then I ask one question.",
    ]  # fmt: skip
    contents = []
    for args in (flags, ["checkin", "--from", str(file)], ["checkin", "--from", "-"]):
        stdin(file.read_bytes())
        tipcycle("pick 5 13 33 34 42 --start 2026-03-02", on="2026-03-01")
        result = tipcycle(args)
        assert (result.exit_code, result.stdout) == (0, "")
        contents.append(saved_blocks(home))
        (home / "cycles" / "2026-03-02.toml").unlink()
    assert contents[0] == contents[1] == contents[2]
    assert "You called me first." in contents[0]
    assert "[[plan]]" in contents[0]


@in_each_lang
@pytest.mark.parametrize(
    ("document", "named"),
    [
        ("{", "stdin"), ("[]", "stdin"), ("5", "stdin"), ("", "stdin"),
        ('{"mood": 4}', "mood"), ('{"team": "4"}', "team"), ('{"team": 4.5}', "team"), ('{"team": 9}', "9"),
        ('{"did": 5}', "did"), ('{"did": [{}]}', "did"), ('{"did": [4711]}', "4711"), ('{"heard": "moon"}', "heard"),
        ('{"note": "hello"}', "note"), ('{"note": {"4711": "hello"}}', "4711"), ('{"week": "soon"}', "soon"),
        ('{"plan": {"5": "a", "13": "b"}}', "plan"), ('{"share": "yes"}', "share"),
        ('{"did": [5], "missed": [5]}', "05"),
        ('{"voice": "\\ud800"}', "stdin"), ("{}", "--did"),
    ],
)  # fmt: skip
def test_wrong_document_saves_nothing(
    document: str, named: str, lang: str, home: Path, run_on_scenario: RunOnScenario, stdin: Callable[[bytes], None]
) -> None:
    """Each wrong document is a usage error that names the place, and nothing is saved."""
    running_cycle(home)
    before = (home / "cycles" / "2026-03-02.toml").read_bytes()
    stdin(document.encode())
    result = run_on_scenario(running_cycle, "checkin --from -", lang=lang)
    assert (result.exit_code, result.stdout) == (2, "")
    assert named in with_english_words(result.stderr)
    assert "Error" not in result.stderr
    assert (home / "cycles" / "2026-03-02.toml").read_bytes() == before


@pytest.mark.parametrize("args", ["--did 5", "--week last", "--share", "--by me"])
def test_document_excludes_other_flags(args: str, run_on_scenario: RunOnScenario) -> None:
    """`--from` goes without other flags, so that nothing is overlooked."""
    result = run_on_scenario(running_cycle, f"checkin --from - {args}")
    assert result.exit_code == 2
    assert "--from" in result.stderr


def test_missing_and_oversized_files(run_on_scenario: RunOnScenario, tmp_path: Path) -> None:
    """A missing file and one of more than a million bytes are errors that name the file."""
    big = tmp_path / "big.json"
    big.write_bytes(b" " * 1_000_001)
    for name, code in (("nowhere.json", 1), (str(big), 2)):
        result = run_on_scenario(running_cycle, ["checkin", "--from", name])
        assert (result.exit_code, name in result.stderr) == (code, True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_note_from_stdin(
    encoding: str, home: Path, run_on_scenario: RunOnScenario, stdin: Callable[[bytes], None]
) -> None:
    """`note -` saves the text of stdin, also in the encodings of PowerShell."""
    stdin("Bel mevrouw Peeters — vóór vrijdag.\r\n".encode(encoding))
    result = run_on_scenario(running_cycle, "note --tip 5 -")
    assert result.exit_code == 0
    assert 'text = "Bel mevrouw Peeters — vóór vrijdag."' in saved_blocks(home)


@pytest.mark.parametrize(("data", "message"), [(b"", "TEXT"), (b" \n", "TEXT"), (b"\xff\xfa", "characters")])
def test_note_without_a_text_saves_nothing(
    data: bytes, message: str, run_on_scenario: RunOnScenario, stdin: Callable[[bytes], None]
) -> None:
    """Empty input does not clear a note, and bytes that are no text are an error."""
    stdin(data)
    result = run_on_scenario(running_cycle, "note --tip 5 -")
    assert result.exit_code == 2
    assert message in result.stderr


def test_fields_have_the_names_of_the_flags(tipcycle: TipcycleRunner) -> None:
    """Each field of the document is a flag of `checkin`, and each example in the reference is valid."""
    flags = {line.split()[0] for line in tipcycle("checkin --help").stdout.splitlines() if line.startswith("  --")}
    assert flags - {"--from"} == {f"--{name}" for name in CheckinDocument.__struct_fields__}
    for name, example in FIELD_EXAMPLES.items():
        msgspec.json.decode(f'{{"{name}": {example}}}', type=CheckinDocument)
    assert set(FIELD_EXAMPLES) == set(CheckinDocument.__struct_fields__)
