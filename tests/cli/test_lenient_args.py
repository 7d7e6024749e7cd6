"""Text without quotation marks: words are joined if the meaning is clear, otherwise the command is rejected."""

from pathlib import Path

import pytest

from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import file_contents, running_cycle
from tests.conftest import TipcycleRunner, with_english_words
from tests.parametrize import in_each_lang


def journal_text(home: Path) -> str:
    """Return the content of all journal files as one text."""
    return "\n".join(data.decode() for data in file_contents(home).values())


@pytest.mark.parametrize(
    ("command", "text"),
    [
        ("note rang three times", "rang three times"),
        ("note 42 rang three times", "42 rang three times"),
        ("note --share rang three times", "rang three times"),
        ("note rang three times --tip 5", "rang three times"),
        ("note --tip 5 rang three times", "rang three times"),
        ("note --tip 5 rang --share three times", "rang three times"),
        ("note rang - three times", "rang - three times"),
        ("note rang --by planner", "rang"),
        ("note --by planner rang", "rang"),
        ("note --by planner -- rang three times", "rang three times"),
        ("noteer -- --share is a flag", "--share is a flag"),
        ("voices add rang three times", "rang three times"),
        ("voices add rang three times --heard culture", "rang three times"),
        ("sentence Nobody tells it twice.", "Nobody tells it twice."),
        ("sentence Nobody tells it twice. --together 2 March", "Nobody tells it twice."),
        ("sentence --together 2 March Nobody tells it twice.", "Nobody tells it twice."),
    ],
)
def test_words_of_a_text_are_joined(command: str, text: str, home: Path, run_on_scenario: RunOnScenario) -> None:
    """Options before and after the words are not part of the text."""
    result = run_on_scenario(running_cycle, command)
    assert result.exit_code == 0, result.stderr
    assert f'text = "{text}"' in journal_text(home)


@pytest.mark.parametrize(
    ("command", "option_and_words"),
    [
        ("note rang three times --by a customer", "--by: a customer"),
        ("note --by a customer rang", "--by: a customer rang"),
        ("voices add rang --by a customer", "--by: a customer"),
        ("swap 42 53 --because no time", "--because: no time"),
        ("ruil 42 53 --because no time", "--because: no time"),
        ("pause this this --because of snow", "--because: of snow"),
        ("--plain swap 42 53 --because no time", "--because: no time"),
        ("pick 5 13 33 34 42 --running the desk stays open", "--running: the desk stays open"),
    ],
)
@in_each_lang
def test_words_after_a_text_option_are_rejected(
    command: str, option_and_words: str, lang: str, home: Path, tipcycle: TipcycleRunner
) -> None:
    """Nothing is written, and the hint shows the quotation marks."""
    running_cycle(home)
    files_before = file_contents(home)
    result = tipcycle(command, lang=lang)
    option, _, extra_words = option_and_words.partition(": ")
    assert (result.exit_code, file_contents(home)) == (2, files_before)
    assert f": {extra_words}" in result.stderr
    assert f'{option} "' in with_english_words(result.stderr.rpartition("hint: ")[2])


@pytest.mark.parametrize("command", ["swap 42 53 54", "tips --form renew more", "tips show 5 --nonsense x"])
def test_extra_arguments_without_text_option_give_no_quoting_hint(command: str, run_on_scenario: RunOnScenario) -> None:
    assert '"' not in run_on_scenario(running_cycle, command).stderr


@in_each_lang
@pytest.mark.parametrize(
    ("command", "suggested"),
    [
        ("note 42 rang", "--tip 42 rang"),
        ("note 05 rang twice", "--tip 5 rang twice"),
        ("note 53 customers rang", ""),
        ("note 42 rang --tip 5", ""),
        ("note 42", ""),
        (["note", "42 customers rang"], ""),
    ],
)
def test_note_that_starts_with_a_tip_number_suggests_tip_option(
    command: str | list[str], suggested: str, lang: str, run_on_scenario: RunOnScenario
) -> None:
    """The note is saved as typed, because `5 customers rang` can be a plain text."""
    result = run_on_scenario(running_cycle, command, lang=lang)
    assert result.exit_code == 0
    assert ("--tip" in result.stderr, suggested in result.stderr) == (bool(suggested), True)
