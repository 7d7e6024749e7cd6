"""Words typed without quotation marks: put together where it is clear, refused where it is not."""

from pathlib import Path

import pytest

from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import file_contents, running_cycle
from tests.conftest import TipcycleRunner
from tests.parametrize import in_each_lang


def kept(home: Path) -> str:
    """All that is in the journal."""
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
def test_the_words_of_one_text_are_put_together(command: str, text: str, home: Path, on_scene: RunOnScenario) -> None:
    """Flags around them are no part of it."""
    ran = on_scene(running_cycle, command)
    assert ran.exit_code == 0, ran.stderr
    assert f'text = "{text}"' in kept(home)


@pytest.mark.parametrize(
    ("command", "named"),
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
def test_words_that_may_belong_to_a_flag_are_refused(
    command: str, named: str, lang: str, home: Path, tipcycle: TipcycleRunner
) -> None:
    """Nothing is written, and the hint shows the quotation marks."""
    running_cycle(home)
    before = file_contents(home)
    ran = tipcycle(command, lang=lang)
    flag, _, loose = named.partition(": ")
    assert (ran.exit_code, file_contents(home)) == (2, before)
    assert f": {loose}" in ran.stderr
    assert f'{flag} "' in ran.stderr.rpartition("hint: ")[2]


@pytest.mark.parametrize("command", ["swap 42 53 54", "tips --form renew more", "tips show 5 --nonsense x"])
def test_other_words_too_many_are_what_they_were(command: str, on_scene: RunOnScenario) -> None:
    """No flag with a text stands before them."""
    assert '"' not in on_scene(running_cycle, command).stderr


@in_each_lang
@pytest.mark.parametrize(
    ("command", "asked"),
    [
        ("note 42 rang", "--tip 42 rang"),
        ("note 05 rang twice", "--tip 5 rang twice"),
        ("note 53 customers rang", ""),
        ("note 42 rang --tip 5", ""),
        ("note 42", ""),
        (["note", "42 customers rang"], ""),
    ],
)
def test_a_note_that_begins_with_one_of_the_five_says_the_other_way(
    command: str | list[str], asked: str, lang: str, on_scene: RunOnScenario
) -> None:
    """`5 customers rang` is a text too, so it is kept as it was typed."""
    ran = on_scene(running_cycle, command, lang=lang)
    assert ran.exit_code == 0
    assert ("--tip" in ran.stderr, asked in ran.stderr) == (bool(asked), True)
