"""Help pages of all commands, in both languages. They need no journal and write nothing."""

import re
from pathlib import Path

import click
import pytest

from tests.conftest import TipcycleRunner, with_english_words
from tests.parametrize import in_each_lang
from tipcycle.cli.app import RootGroup
from tipcycle.cli.help import COMMANDS
from tipcycle.cli.metavars import METAVARS, argument_metavar
from tipcycle.i18n.nl import LANGUAGE as DUTCH

DUTCH_ALIASES = {word: name for name, word in DUTCH.command_names.items()}


def all_command_names() -> list[str]:
    """Return the names of all commands and subcommands, as the user types them."""
    root = RootGroup(name="tipcycle", add_help_option=False)
    names = []
    for name in root.list_commands(None):  # type: ignore[arg-type]
        command = root.get_command(None, name)  # type: ignore[arg-type]
        names.append(name)
        if isinstance(command, click.Group):
            names += [f"{name} {subcommand}" for subcommand in command.commands]
    return names


UNTRANSLATED_METAVARS = {"N", "N,N", "N,N,N", "1-5", "en|nl"}
"""Metavars that are the same in every language."""


def test_metavars_can_be_translated() -> None:
    """All metavars in the help are in the list for translators, except those that are the same in every language."""
    root, metavars = RootGroup(name="tipcycle", add_help_option=False), set()
    for name in root.list_commands(None):  # type: ignore[arg-type]
        command = root.get_command(None, name)  # type: ignore[arg-type]
        for subcommand in command.commands.values() if isinstance(command, click.Group) else (command,):
            assert subcommand is not None
            for param in subcommand.params:
                if isinstance(param, click.Argument):
                    metavars.add(argument_metavar(param).rstrip("…"))
                elif isinstance(param, click.Option) and not param.is_flag:
                    metavars.add(param.metavar or str(param.name).upper())
    assert metavars - UNTRANSLATED_METAVARS == set(METAVARS)


STABLE_FLAGS = {
    "tips list": "--theme --form --kind --starred --new --json",
    "tips show": "--json",
    "tips search": "--json",
    "tips suggest": "--seed --json",
    "pick": "--start --running --ask",
    "checkin": (
        "--week --did --costly --missed --none --built --team --customers --note --voice --by --heard --share --answer"
        " --plan --from"
    ),
    "note": "--tip --by --share",
    "status": "--json",
    "momentum": "--explain --year --of --spiral --json",
    "pause": "--because",
    "swap": "--because",
    "review": "--format --words --private --year --paper --output --open --force --json",
    "close": "--keep --adapt --extend --drop --by-hand --lesson --alive --lapsed",
    "undo": "--yes",
    "card": "--invite --format --paper --output --open --force",
    "calendar": "--time --review --mail --open --output --force",
    "voices list": "--search --tip --cycle --json",
    "voices add": "--tip --by --heard --share",
    "voices wall": "--format --output --open --force",
    "journal check": "--json",
    "journal export": "--format --output --force",
    "remind": "--at --show --off",
    "nudge": "--notify",
    "profile": "--name --team --language --day --json",
}
"""Flags that are stable, because scripts may rely on them."""


@in_each_lang
@pytest.mark.parametrize("command", all_command_names())
def test_help_page_is_complete(command: str, lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """The page names the command, describes each argument and flag, and fits 80 columns."""
    result = tipcycle(f"{command} --help", lang=lang)
    assert (result.exit_code, result.stderr) == (0, "")
    assert not home.exists()
    lines = result.stdout.splitlines()
    assert f"tipcycle {command}" in with_english_words(lines[1])
    assert max(map(len, lines)) <= 80
    for line in lines[2:]:
        assert not re.fullmatch(r"  (?:--\S+(?: \S+)?|[A-Z]+…?)\s*", line), f"nothing is said of {line.strip()}"
    assert "Show this message" not in result.stdout


@pytest.mark.parametrize(("command", "flags"), STABLE_FLAGS.items())
def test_stable_flags_exist(command: str, flags: str, tipcycle: TipcycleRunner) -> None:
    """No flag that scripts may rely on is removed or renamed."""
    flags_in_help = set(re.findall(r"--[a-z-]+", tipcycle(f"{command} --help").stdout))
    assert set(flags.split()) <= flags_in_help


@in_each_lang
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_short_help_shows_main_commands(flag: str, lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """`--help` has at most six commands, and refers to `tipcycle help` for the others."""
    result = tipcycle(flag, lang=lang)
    assert (result.exit_code, result.stderr, home.exists()) == (0, "", False)
    command_lines = [line for line in result.stdout.splitlines() if line.startswith("  tipcycle")]
    assert len(command_lines) <= 6
    assert "tipcycle help" in with_english_words(result.stdout)
    for command in ("pick", "checkin", "review"):
        assert command in result.stdout


@in_each_lang
def test_long_help_lists_all_commands(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """`tipcycle help` lists each command, by its name or Dutch alias, and the global flags."""
    result = tipcycle("help", lang=lang)
    assert (result.exit_code, result.stderr, home.exists()) == (0, "", False)
    names = {
        line.split()[1] for line in result.stdout.splitlines() if line.startswith("  tipcycle ") and len(line) > 24
    }
    assert {DUTCH_ALIASES.get(name, name) for name in names} >= set(COMMANDS)
    for flag in ("--lang", "--home", "--version", "--plain"):
        assert flag in with_english_words(result.stdout)


@pytest.mark.parametrize("alias", DUTCH_ALIASES)
def test_help_of_dutch_alias(alias: str, tipcycle: TipcycleRunner) -> None:
    """`tipcycle kies --help` shows the page of `pick`, with the Dutch name in the usage line."""
    page = tipcycle(f"{DUTCH_ALIASES[alias]} --help", lang="nl").stdout
    assert tipcycle(f"{alias} --hulp", lang="nl").stdout == page
    assert page.splitlines()[1].startswith(f"  tipcycle {alias} ")


@in_each_lang
@pytest.mark.parametrize(("synonym", "command"), DUTCH.command_synonyms.items())
def test_synonyms_are_accepted_but_not_listed(synonym: str, command: str, lang: str, tipcycle: TipcycleRunner) -> None:
    """`tipcycle agenda` is a synonym of `tipcycle calendar`. The list has one name for each command."""
    result = tipcycle(f"{synonym} --help", lang=lang)
    page = tipcycle(f"{command} --help", lang=lang).stdout
    assert (result.exit_code, result.stdout) == (0, page)
    assert f"tipcycle {synonym} " not in tipcycle("help", lang=lang).stdout
    assert synonym not in DUTCH_ALIASES
