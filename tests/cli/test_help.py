"""Help: for every command, in both languages, without a journal, and nothing is written."""

import re
from pathlib import Path

import click
import pytest

from tests.conftest import TipcycleRunner
from tests.parametrize import in_each_lang
from tipcycle.cli.app import RootGroup
from tipcycle.cli.help import COMMANDS, DUTCH_ALIASES
from tipcycle.cli.lenient_args import METAVARS, argument_metavar
from tipcycle.i18n import COMMAND_SYNONYMS


def every_command() -> list[str]:
    """All commands and those below them, as they are typed."""
    root = RootGroup(name="tipcycle", add_help_option=False)
    found = []
    for name in root.list_commands(None):  # type: ignore[arg-type]
        command = root.get_command(None, name)  # type: ignore[arg-type]
        found.append(name)
        if isinstance(command, click.Group):
            found += [f"{name} {below}" for below in command.commands]
    return found


NOT_WORDS = {"N", "N,N", "N,N,N", "1-5", "en|nl"}
"""What stands for a value as it is typed, in every language."""


def test_every_word_for_a_value_can_be_said_in_dutch() -> None:
    """What stands for a value in the help is among those that the translators get."""
    root, seen = RootGroup(name="tipcycle", add_help_option=False), set()
    for name in root.list_commands(None):  # type: ignore[arg-type]
        command = root.get_command(None, name)  # type: ignore[arg-type]
        for each in command.commands.values() if isinstance(command, click.Group) else (command,):
            assert each is not None
            for param in each.params:
                if isinstance(param, click.Argument):
                    seen.add(argument_metavar(param).rstrip("…"))
                elif isinstance(param, click.Option) and not param.is_flag:
                    seen.add(param.metavar or str(param.name).upper())
    assert seen - NOT_WORDS == set(METAVARS)


FLAGS = {
    "tips list": "--theme --form --kind --starred --new --json",
    "tips show": "--json",
    "tips search": "--json",
    "tips suggest": "--seed --json",
    "pick": "--start --running",
    "checkin": (
        "--week --did --costly --missed --none --built --team --customers --note --voice --by --heard --share --answer"
        " --plan"
    ),
    "note": "--tip --by --share",
    "status": "--json",
    "momentum": "--explain --year --spiral --json",
    "pause": "--because",
    "swap": "--because",
    "review": "--format --words --private --year --paper --output --open --force --json",
    "close": "--keep --adapt --extend --drop --by-hand --lesson --alive --lapsed",
    "undo": "--yes",
    "card": "--invite --format --paper --output --open --force",
    "calendar": "--time --output --force",
    "voices list": "--search --tip --cycle --json",
    "voices add": "--tip --by --heard --share",
    "voices wall": "--format --output --open --force",
    "journal check": "--json",
    "journal export": "--format --output --force",
    "profile": "--name --team --language --day --json",
}
"""The flags that a script may rely on."""


@in_each_lang
@pytest.mark.parametrize("command", every_command())
def test_every_command_explains_itself(command: str, lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """`--help` names the command, says something of each argument and flag, fits 80 columns and writes nothing."""
    ran = tipcycle(f"{command} --help", lang=lang)
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert not home.exists()
    lines = ran.stdout.splitlines()
    assert f"tipcycle {command}" in lines[1]
    assert max(map(len, lines)) <= 80
    for line in lines[2:]:
        assert not re.fullmatch(r"  (?:--\S+(?: \S+)?|[A-Z]+…?)\s*", line), f"nothing is said of {line.strip()}"
    assert "Show this message" not in ran.stdout


@pytest.mark.parametrize(("command", "flags"), FLAGS.items())
def test_every_flag_of_the_contract_is_there(command: str, flags: str, tipcycle: TipcycleRunner) -> None:
    """No flag that a script may rely on was lost or renamed."""
    told = set(re.findall(r"--[a-z-]+", tipcycle(f"{command} --help").stdout))
    assert set(flags.split()) <= told


@in_each_lang
@pytest.mark.parametrize("words", ["--help", "-h"])
def test_help_shows_the_loop_and_names_the_rest(words: str, lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """`--help` is a handful of lines: the commands of the loop, and a way to the others."""
    ran = tipcycle(words, lang=lang)
    assert (ran.exit_code, ran.stderr, home.exists()) == (0, "", False)
    shown = [line for line in ran.stdout.splitlines() if line.startswith("  tipcycle")]
    assert len(shown) <= 6
    assert "tipcycle help" in ran.stdout
    for command in ("pick", "checkin", "review"):
        assert command in ran.stdout


@in_each_lang
def test_help_shows_all(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """`tipcycle help` has a line for every command, under its name or its Dutch verb, and the global flags."""
    ran = tipcycle("help", lang=lang)
    assert (ran.exit_code, ran.stderr, home.exists()) == (0, "", False)
    shown = {line.split()[1] for line in ran.stdout.splitlines() if line.startswith("  tipcycle ") and len(line) > 24}
    assert {DUTCH_ALIASES.get(name, name) for name in shown} >= set(COMMANDS)
    for flag in ("--lang", "--home", "--version", "--plain"):
        assert flag in ran.stdout


@pytest.mark.parametrize("verb", DUTCH_ALIASES)
def test_a_dutch_verb_explains_itself(verb: str, tipcycle: TipcycleRunner) -> None:
    """`tipcycle kies --help` is the page of `pick`, under the name that was typed."""
    page = tipcycle(f"{DUTCH_ALIASES[verb]} --help", lang="nl").stdout
    assert tipcycle(f"{verb} --help", lang="nl").stdout == page.replace(
        f"tipcycle {DUTCH_ALIASES[verb]}", f"tipcycle {verb}", 1
    )


@in_each_lang
@pytest.mark.parametrize(("word", "command"), COMMAND_SYNONYMS.items())
def test_other_words_are_understood_and_not_shown(word: str, command: str, lang: str, tipcycle: TipcycleRunner) -> None:
    """`tipcycle agenda` is `tipcycle calendar`; the list of all commands keeps to one name for each."""
    ran = tipcycle(f"{word} --help", lang=lang)
    page = tipcycle(f"{command} --help", lang=lang).stdout
    assert (ran.exit_code, ran.stdout.replace(f"tipcycle {word}", f"tipcycle {command}", 1)) == (0, page)
    assert f"tipcycle {word} " not in tipcycle("help", lang=lang).stdout
    assert word not in DUTCH_ALIASES
