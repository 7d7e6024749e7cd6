"""Hints of errors and of `journal check`: complete commands that work, and examples of values."""

import os
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import closed_cycle, example_cycle, file_contents, no_journal, running_cycle, write_journal
from tests.cli.terminal_input import type_lines
from tests.conftest import TipcycleRunner, with_english_words
from tests.journal_builder import PICK_TEXT, with_pick
from tests.parametrize import in_each_lang
from tipcycle.cli import environment
from tipcycle.cli.help import COMMANDS
from tipcycle.core.errors import DiskError
from tipcycle.i18n import all_languages
from tipcycle.i18n.nl import LANGUAGE as DUTCH
from tipcycle.render.labels import quote_text

DUTCH_ALIASES = {word: name for name, word in DUTCH.command_names.items()}


def hint(stderr: str) -> str:
    """Return the last hint in an error output, with the English words of commands, or an empty string."""
    return with_english_words(stderr.rpartition("hint: ")[2].strip()) if "hint: " in stderr else ""


# Suggestions for unknown commands.

SUGGESTIONS = [
    ("en", "tips 42", "tipcycle tips show 42"),
    ("nl", "tips 42", "tipcycle tips show 42"),
    ("en", "tips 42 13", "tipcycle tips show 42 13"),
    ("en", "tips promise-that-costs", "tipcycle tips show promise-that-costs"),
    ("en", "show 42", "tipcycle tips show 42"),
    ("en", "show", "tipcycle tips show N"),
    ("en", "export", "tipcycle journal export"),
    ("en", "backup", "tipcycle journal backups"),
    ("en", "backups", "tipcycle journal backups"),
    ("en", "print", "tipcycle review --format pdf"),
    ("nl", "pdf", "tipcycle review --format pdf"),
    ("en", "Sheet", "tipcycle review --format pdf"),
    ("en", "share", "tipcycle voices share ID"),
    ("en", "share 70ab", "tipcycle voices share 70ab"),
    ("en", "search angry customer", "tipcycle tips search angry customer"),
    ("en", "search", "tipcycle tips search WORDS"),
    ("en", "start", "tipcycle pick"),
    ("en", "begin", "tipcycle pick"),
    ("en", "list", "tipcycle tips"),
    ("nl", "start", "tipcycle pick"),
    ("nl", "druk", "tipcycle review --format pdf"),
    ("nl", "delen", "tipcycle voices share ID"),
    ("nl", "zoek boze klant", "tipcycle tips search boze klant"),
    ("nl", "lijst", "tipcycle tips"),
    ("en", "done", "tipcycle checkin"),
    ("en", "settings", "tipcycle profile"),
    ("en", "report", "tipcycle review"),
    ("en", "skip", "tipcycle pause"),
    ("en", "holiday", "tipcycle pause"),
    ("nl", "vakantie", "tipcycle pause"),
    ("nl", "instellingen", "tipcycle profile"),
]


@pytest.mark.parametrize(("lang", "args", "expected"), SUGGESTIONS, ids=lambda value: str(value).replace(" ", "-"))
def test_unknown_command_hint_is_suggested_command(
    lang: str, args: str, expected: str, home: Path, tipcycle: TipcycleRunner
) -> None:
    result = tipcycle(args, lang=lang)
    assert (result.exit_code, result.stdout, hint(result.stderr)) == (2, "", expected)
    assert not home.exists()


@in_each_lang
@pytest.mark.parametrize("word", ["quit", "exit", "q"])
def test_exit_words_suggest_no_command(word: str, lang: str, tipcycle: TipcycleRunner) -> None:
    """The hint for `quit` is `tipcycle help`, not a command with a similar name."""
    assert "tipcycle help" in hint(tipcycle(word, lang=lang).stderr)


def test_close_matches_are_in_language_of_run(tipcycle: TipcycleRunner) -> None:
    """English runs suggest no Dutch alias. Dutch runs suggest the Dutch alias of a command that has one."""
    for alias in DUTCH_ALIASES:
        assert not set(re.findall(r"\w+", tipcycle(f"{alias}x").stderr.splitlines()[-1])) & set(DUTCH_ALIASES)
    assert "noteer" in tipcycle("notere", lang="nl").stderr
    assert "afronden" in tipcycle("afrondn", lang="nl").stderr
    for english in DUTCH_ALIASES.values():
        assert english not in re.findall(r"\w+", tipcycle(f"{english}x", lang="nl").stderr.splitlines()[-1])


@pytest.mark.parametrize(
    ("lang", "args", "expected"),
    [
        ("en", "tips shw", "did you mean show"),
        ("nl", "tips shw", "bedoelde je toon"),
        ("nl", "tips tooon", "bedoelde je toon"),
        ("nl", "checkin --gedan 5", "bedoelde je --gedaan"),
        ("nl", "checkin --costy 5", "bedoelde je --met-moeite"),
    ],
)
def test_close_matches_in_both_languages(lang: str, args: str, expected: str, tipcycle: TipcycleRunner) -> None:
    """A misspelt word of either language is understood; the answer is in the language of the run."""
    assert f"hint: {expected}" in tipcycle(args, lang=lang).stderr


@pytest.mark.parametrize("word", ["druk", "delen", "zoek", "lijst"])
def test_dutch_words_give_no_suggestion_in_english(word: str, tipcycle: TipcycleRunner) -> None:
    assert "--format" not in hint(tipcycle(word).stderr)
    assert "search" not in hint(tipcycle(word).stderr)


# Help.


@in_each_lang
@pytest.mark.parametrize("args", ["pick", "kies", "tips search", "journal", "help"])
def test_help_with_command_shows_its_page(args: str, lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """`tipcycle help pick` is `tipcycle pick --help`."""
    result = tipcycle(f"help {args}", lang=lang)
    assert (result.exit_code, result.stderr, result.stdout) == (0, "", tipcycle(f"{args} --help", lang=lang).stdout)
    assert not home.exists()


def test_help_with_unknown_command_is_rejected(tipcycle: TipcycleRunner) -> None:
    """`tipcycle help pikc` gives exit code 2 and suggests `pick`, as `tipcycle pikc` does."""
    result = tipcycle("help pikc")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "pick" in hint(result.stderr)


@pytest.mark.parametrize(
    ("lang", "command"), [("en", "pick"), ("nl", "kies"), ("en", "tips search"), ("en", "tips list")]
)
def test_unknown_flag_hint_is_help_of_command(lang: str, command: str, tipcycle: TipcycleRunner) -> None:
    """Without a close match, the hint refers to the help of the command."""
    assert with_english_words(f"tipcycle {command} --help") in hint(tipcycle(f"{command} --zzzzzz", lang=lang).stderr)


# Missing arguments and invalid values.


@in_each_lang
@pytest.mark.parametrize(("args", "example"), [
    ("note", 'tipcycle note "'), ("swap", "tipcycle swap 42 53 --because"), ("swap 3", "tipcycle swap 42 53 --because"),
    ("pause", "tipcycle pause 2026-04-06 2026-04-12"), ("pauze", "tipcycle pause 2026-04-06 2026-04-12"),
    ("tips search", "tipcycle tips search --help"), ("journal", "tipcycle journal --help"),
])  # fmt: skip
def test_missing_arguments_hint_is_example(
    args: str, example: str, lang: str, run_on_scenario: RunOnScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal the error shows an example command, and does not mention the lack of a terminal."""
    type_lines(monkeypatch)
    result = run_on_scenario(running_cycle, args, lang=lang)
    assert (result.exit_code, result.stdout) == (2, "")
    assert example in " ".join(hint(result.stderr).split())
    assert "TEXT" not in result.stderr
    assert "terminal" not in result.stderr


@in_each_lang
@pytest.mark.parametrize("args", ["note", "swap", "pause", "pauze"])
def test_example_in_hint_can_be_run(
    args: str,
    lang: str,
    run_on_scenario: RunOnScenario,
    tipcycle: TipcycleRunner,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The command in the hint succeeds and changes the journal."""
    type_lines(monkeypatch)
    program, *hint_args = shlex.split(hint(run_on_scenario(running_cycle, args, lang=lang).stderr))
    assert (program, hint_args[0]) == ("tipcycle", "pause" if args == "pauze" else args)
    before = file_contents(home)
    assert tipcycle(hint_args, lang=lang).exit_code == 0
    assert file_contents(home) != before


@in_each_lang
def test_missing_flags_without_terminal(lang: str, run_on_scenario: RunOnScenario) -> None:
    """Without a terminal the error names the missing flags and the missing terminal."""
    result = run_on_scenario(running_cycle, "undo", lang=lang)
    assert "terminal" in result.stderr
    assert "--yes" in with_english_words(result.stderr)


VALUE_EXAMPLES = [
    ("checkin --did 5 13", "--did 5,13"),
    ("checkin --missed 42 --did 5 13 33", "--did 5,13,33"),
    ("checkin --did 5, 13", "--did 5,13"),
    ("checkin --team four", "1 "),
    ("checkin --did", "--did 5,13"),
    ("checkin --team", "--team 4"),
    ("checkin --note", "--note 42="),
    ("note x --by", "--by "),
    ("pick --start", "--start 2026-"),
]


@in_each_lang
@pytest.mark.parametrize(("args", "example"), VALUE_EXAMPLES, ids=lambda value: value.replace(" ", "-"))
def test_invalid_value_hint_is_example(args: str, example: str, lang: str, run_on_scenario: RunOnScenario) -> None:
    """The hint has an example of a valid value."""
    result = run_on_scenario(running_cycle, args, lang=lang)
    assert (result.exit_code, result.stdout) == (2, "")
    assert example in hint(result.stderr)


def test_spaces_separate_numbers_only(run_on_scenario: RunOnScenario, home: Path) -> None:
    """Spaces separate the numbers in one argument. Words are not split, because they can be the title of a tip."""
    assert (
        run_on_scenario(
            running_cycle, ["checkin", "--week", "2026-W11", "--did", "5 13", "--missed", "33; 42"]
        ).exit_code
        == 0
    )
    checkin_text = (home / "cycles" / "2026-03-02.toml").read_text("utf-8").rpartition("[[checkin]]")[2]
    assert re.findall(r"\d+(?=,?\n)", checkin_text.partition("did")[2])[:2] == ["5", "13"]
    assert (
        "there is no such tip: a long title"
        in run_on_scenario(running_cycle, ["checkin", "--did", "a long title"]).stderr
    )


# Output files and archives.


@in_each_lang
@pytest.mark.parametrize("args", ["calendar", "voices wall", "card --format html --output c.html"])
def test_existing_output_file_hint_is_force_command(
    args: str,
    lang: str,
    tmp_path: Path,
    run_on_scenario: RunOnScenario,
    tipcycle: TipcycleRunner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An existing file is not replaced, and the hint is the complete command with `--force`."""
    monkeypatch.chdir(tmp_path)
    assert run_on_scenario(example_cycle, args, lang=lang).exit_code == 0
    result = tipcycle(args, lang=lang)
    assert (result.exit_code, f"tipcycle {args} --force" in hint(result.stderr)) == (1, True)
    assert tipcycle(f"{args} --force", lang=lang).exit_code == 0


@in_each_lang
def test_restore_from_other_file_type(lang: str, tmp_path: Path, run_on_scenario: RunOnScenario) -> None:
    """A file that is not an archive is reported as such, not as a missing backup."""
    review_file = tmp_path / "review.pdf"
    review_file.write_bytes(b"%PDF-1.7\n")
    result = run_on_scenario(running_cycle, ["journal", "restore", str(review_file)], lang=lang)
    assert (result.exit_code, result.stdout) == (65, "")
    assert "tipcycle journal export" in hint(result.stderr)
    assert {"en": "no archive of a journal", "nl": "geen archief van een logboek"}[lang] in result.stderr


@in_each_lang
def test_missing_write_permission_is_reported(
    lang: str, tmp_path: Path, run_on_scenario: RunOnScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Missing write permission is reported as such, not as a failure of the disk."""

    def raise_disk_error(target: Path, data: bytes) -> None:
        raise DiskError(str(target), "Permission denied") from PermissionError()

    monkeypatch.setattr("tipcycle.cli.export_files.create_file", raise_disk_error)
    result = run_on_scenario(running_cycle, ["calendar", "--output", str(tmp_path / "x.ics")], lang=lang)
    assert (result.exit_code, result.stdout) == (74, "")
    assert {"en": "you may not write there", "nl": "mag je niets neerzetten"}[lang] in result.stderr
    assert "--output" in hint(result.stderr)


# Unreadable journals.


@pytest.mark.parametrize("args", ["", "status", "momentum", "voices"])
@in_each_lang
def test_unreadable_journal_is_reported(
    args: str, lang: str, home: Path, tipcycle: TipcycleRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unreadable journal is not reported as a missing one. Home exits with 0, and other read commands with 3."""
    running_cycle(home)

    def raise_permission_error(path: Path, max_bytes: int) -> bytes:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr("tipcycle.storage.store.read_file", raise_permission_error)
    result = tipcycle(args, on="2026-03-13", lang=lang)
    assert (result.exit_code, result.stdout) == (3 if args else 0, "")
    assert str(home) in result.stderr
    assert {"en": "nothing is lost", "nl": "niets weg"}[lang] in hint(result.stderr)


# Paused weeks and piped output.


@in_each_lang
def test_repeated_pause_changes_nothing(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """A pause of paused weeks is saved only if it adds a week or a reason."""
    write_journal(home, c2026_03_02=with_pick('[[pause]]\nweeks = ["2026-W12", "2026-W13"]'))
    file = home / "cycles" / "2026-03-02.toml"
    before = file.read_bytes()
    for args in ("pause 2026-W12", "pause 2026-W12 2026-W13"):
        result = tipcycle(args, on="2026-03-13", lang=lang)
        assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (0, "", 1)
    assert file.read_bytes() == before
    assert tipcycle("pause 2026-W12 2026-W14", on="2026-03-13", lang=lang).exit_code == 0
    after = file.read_bytes()
    assert tipcycle("pause 2026-W12 --because rest", on="2026-03-13", lang=lang).exit_code == 0
    assert after != before != file.read_bytes() != after


@in_each_lang
def test_pause_of_only_paused_and_outside_weeks(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """Nothing is saved, both reasons are reported, and the exit code is 3, as for other weeks outside the cycle."""
    write_journal(home, c2026_03_02=with_pick('[[pause]]\nweeks = ["2026-W10", "2026-W11"]'))
    file = home / "cycles" / "2026-03-02.toml"
    before = file.read_bytes()
    result = tipcycle("pause 2026-W08 2026-W11", on="2026-03-13", lang=lang)
    assert (result.exit_code, file.read_bytes()) == (3, before)
    outside_message, paused_message = result.stderr.splitlines()
    assert {"en": "left out", "nl": "buiten je ronde"}[lang] in outside_message
    assert {"en": "off already", "nl": "al vrij"}[lang] in paused_message


@in_each_lang
def test_checkin_in_paused_week_is_explained(lang: str, run_on_scenario: RunOnScenario) -> None:
    """Only a check-in in a paused week prints how answers count there (docs/rules.md §2)."""
    message = {"en": "That week is off", "nl": "Die week is vrij"}[lang]
    assert (
        message
        in run_on_scenario(
            example_cycle, "checkin --week 2026-W15 --did 5 --missed 42", on="2026-04-17", lang=lang
        ).stderr
    )
    assert (
        message
        not in run_on_scenario(example_cycle, "checkin --week 2026-W16 --did 42", on="2026-04-17", lang=lang).stderr
    )


def test_piped_review_asks_nothing(run_on_scenario: RunOnScenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """`tipcycle review | head` asks nothing, although stdin is a terminal."""
    type_lines(monkeypatch)
    result = run_on_scenario(example_cycle, "review", on="2026-05-03")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout


# Line wrapping.


@in_each_lang
@pytest.mark.parametrize("columns", [40, 60, 80])
@pytest.mark.parametrize("args", ["undo", "swap 18 19 --because why", "note", "tips 890", "checkin --did 18"])
def test_messages_are_wrapped_between_words(
    args: str, columns: int, lang: str, run_on_scenario: RunOnScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Messages fit the width of the terminal. Messages to a pipe have the same words."""
    monkeypatch.setenv("COLUMNS", str(columns))
    type_lines(monkeypatch)
    terminal_output = run_on_scenario(running_cycle, args, lang=lang).stderr
    assert max(map(len, terminal_output.splitlines())) <= columns
    monkeypatch.undo()
    if args not in ("note", "undo"):  # their messages differ without a terminal
        piped_output = run_on_scenario(running_cycle, args, lang=lang).stderr
        assert set(re.findall(r"\S{9,}", terminal_output)) <= set(re.findall(r"\S+", piped_output))


@in_each_lang
@pytest.mark.parametrize("columns", [40, 60, 80])
@pytest.mark.parametrize("args", ["help", "--help", "momentum --explain", "voices", "journal check"])
def test_pages_are_wrapped_between_words(
    args: str, columns: int, lang: str, run_on_scenario: RunOnScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Long pages fit the width of the screen, and have the same words as in a pipe."""
    piped_output = run_on_scenario(example_cycle, args, on="2026-05-03", lang=lang).stdout
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(environment, "_is_terminal", lambda stream: stream is sys.stdout)
    screen_output = run_on_scenario(example_cycle, args, on="2026-05-03", lang=lang).stdout
    assert max(len(line) for line in screen_output.splitlines()) <= columns
    if args != "momentum --explain":  # its layout depends on the width
        assert screen_output.split() == piped_output.split()


# Quotation marks, sharing, undo, check and merge.


@in_each_lang
@pytest.mark.parametrize("text", ["“It works.”", '"It works."', "„It works.”", "„It works.“", " «It works.» "])
def test_quotation_marks_around_text_are_shown_once(
    text: str, lang: str, home: Path, run_on_scenario: RunOnScenario, tipcycle: TipcycleRunner
) -> None:
    """Quotation marks that the user typed are saved, and not doubled in the output."""
    run_on_scenario(running_cycle, ["voices", "add", text], lang=lang)
    assert text.strip().replace('"', '\\"') in (home / "cycles" / "2026-03-02.toml").read_text("utf-8")
    assert "“It works.”\n" in tipcycle("voices", on="2026-03-13", lang=lang).stdout


@pytest.mark.parametrize("text", ["“One”, “two”", '"One" and "two"', "It says “yes”", '"', '""', "“open"])
def test_quotation_marks_within_text_are_kept(text: str) -> None:
    """Quotation marks that do not enclose the whole text stay."""
    assert quote_text(text) == f"“{text}”"


@in_each_lang
def test_voices_list_shows_share_command(lang: str, run_on_scenario: RunOnScenario, tipcycle: TipcycleRunner) -> None:
    """While a voice is private, the list ends with a command that shares it."""
    run_on_scenario(running_cycle, ["voices", "add", "one"])
    tipcycle(["voices", "add", "two", "--share"])
    tipcycle(["voices", "add", "three"])
    result = tipcycle("voices", on="2026-05-03", lang=lang)
    assert {"en": "can be printed", "nl": "mag op papier"}[lang] in result.stdout
    command = re.search(r"tipcycle (voices share \w+)", with_english_words(result.stderr))
    assert command is not None
    while command is not None:
        assert tipcycle(command[1], on="2026-05-03", lang=lang).exit_code == 0
        result = tipcycle("voices", on="2026-05-03", lang=lang)
        command = re.search(r"tipcycle (voices share \w+)", with_english_words(result.stderr))
    assert result.stderr == ""


@in_each_lang
def test_undo_message_names_entry(lang: str, run_on_scenario: RunOnScenario) -> None:
    result = run_on_scenario(closed_cycle, "undo --yes", on="2026-05-04", lang=lang)
    assert result.stderr == {"en": "Taken back: closed the cycle.\n", "nl": "Teruggenomen: ronde afgerond.\n"}[lang]


@in_each_lang
def test_close_before_later_pick_cannot_be_undone(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """A close before a later pick cannot be undone, and the hint names the command that edits the file."""
    close = "[[close]]  # 2026-05-20\nkeep = [5, 13, 33, 34, 42]"
    write_journal(home, c2026_03_02=with_pick(close), c2026_05_04=PICK_TEXT)
    result = tipcycle("undo --yes", on="2026-05-21", lang=lang)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "tipcycle journal edit 2026-03-02" in hint(result.stderr)


@in_each_lang
def test_unknown_language_is_reported_where_relevant(
    lang: str, home: Path, tipcycle: TipcycleRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`TIPCYCLE_LANG=fr` is ignored by most commands. `profile` and `journal where` report it."""
    running_cycle(home)
    tipcycle(f"profile --language {lang}")
    for args in ("prompt", "status", ""):
        assert tipcycle(args, lang="fr").stderr == ""
    for args in ("journal where", "profile"):
        result = tipcycle(args, lang="fr")
        assert (result.exit_code, "fr" in result.stderr, "en, nl" in hint(result.stderr)) == (0, True, True)


def test_check_reports_unknown_tip(home: Path, tipcycle: TipcycleRunner) -> None:
    """A tip that is in no catalogue is reported, unless the file of own tips has errors."""
    write_journal(home, c2026_03_02=PICK_TEXT.replace("42", "890"))
    result = tipcycle("journal check")
    assert result.exit_code == 0
    assert "there is no tip 890" in result.stdout
    (home / "tips.toml").write_text("format = 1\n[[tip]]\nid = 201\n", "utf-8")
    assert "890" not in tipcycle("journal check").stdout


def test_check_hint_restores_deleted_cycle(home: Path, tipcycle: TipcycleRunner) -> None:
    """The command in the hint on a deleted cycle file restores it."""
    running_cycle(home)
    tipcycle("note x", on="2026-03-13")
    (home / "cycles" / "2026-03-02.toml").unlink()
    command = re.search(r"tipcycle (journal restore \S+)", tipcycle("journal check").stdout)
    assert command is not None
    assert tipcycle(f"{command[1]} --yes").exit_code == 0
    assert (home / "cycles" / "2026-03-02.toml").exists()


def test_check_shows_unreadable_line(home: Path, tipcycle: TipcycleRunner) -> None:
    """The check shows the unreadable line, escaped, and suggests the editor first and the fullest backup second."""
    running_cycle(home)
    tipcycle("note x", on="2026-03-13")
    with (home / "cycles" / "2026-03-02.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[note]]\ntext = "no \x1b[31mend\n')
    output = tipcycle("journal check").stdout
    assert 'text = "no \\u001b[31mend' in output
    assert output.index("tipcycle journal edit") < output.index("tipcycle journal restore")
    assert "without 1 newer entry" in output


def test_suggested_commands_exist() -> None:
    """Each command in the tables of suggestions exists, and no word in them is a command."""
    suggestions = {
        word: command for language in all_languages() for word, command in language.command_suggestions.items()
    }
    assert not suggestions.keys() & ({*COMMANDS} | {*DUTCH_ALIASES} | {*DUTCH.command_synonyms})
    assert {command.split()[0] for command in suggestions.values()} <= set(COMMANDS)


def test_check_without_journal_succeeds(run_on_scenario: RunOnScenario) -> None:
    assert run_on_scenario(no_journal, "journal check").exit_code == 0


@in_each_lang
def test_close_before_unreadable_cycle_cannot_be_undone(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """The next cycle exists but cannot be read, so the undo is rejected and the error names the file."""
    closed_cycle(home)
    file = home / "cycles" / "2026-05-04.toml"
    file.write_bytes(b"\0" * 99)
    result = tipcycle("undo --yes", on="2026-05-04", lang=lang)
    assert (result.exit_code, "2026-05-04.toml" in result.stderr) == (65, True)
    file.unlink()
    assert tipcycle("undo --yes", on="2026-05-04", lang=lang).exit_code == 0


@in_each_lang
def test_merge_reports_conflicting_answers(lang: str, home: Path, tmp_path: Path, tipcycle: TipcycleRunner) -> None:
    """Different answers in both copies are reported once, with the answer that counts."""
    running_cycle(home)
    shutil.copytree(home, tmp_path / "copy")
    tipcycle("checkin --week 2026-W11 --did 42", on="2026-03-13")
    copy_option = ["--home", str(tmp_path / "copy")]
    tipcycle([*copy_option, "checkin", "--week", "2026-W11", "--missed", "42"], on="2026-03-14")
    result = tipcycle(["journal", "merge", str(tmp_path / "copy")], on="2026-03-14", lang=lang)
    messages = {
        "en": "42 in the week of 9 March was answered twice; the later answer, no, counts.",
        "nl": "Voor 42 staan er in de week van 9 maart twee verschillende antwoorden; het laatste telt: nee.",
    }
    assert result.exit_code == 0
    assert result.stderr.count(messages[lang]) == 1
    assert (
        messages[lang] not in tipcycle(["journal", "merge", str(tmp_path / "copy")], on="2026-03-14", lang=lang).stderr
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("en tips suggest -n 31", "a whole number from 1 to 30"),
        ("nl tips suggest -n 0", "een geheel getal van 1 tot en met 30"),
        ("en momentum --year --of 12", "a whole number from 1000 to 9000"),
        ("en pulse --others 3;4", "--others 3,4,2,5,3"),
        ("en card --format markdown", "choose from: pdf, html"),
        ("en review --year --format html", "choose from: pdf, markdown"),
    ],
)
def test_hint_shows_values_that_the_option_accepts(words: str, expected: str, tipcycle: TipcycleRunner) -> None:
    result = tipcycle(f"--lang {words}")
    assert result.exit_code == 2
    assert hint(result.stderr) == expected
