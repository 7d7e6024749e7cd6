"""Global options at any position of the command line, and the order of language sources. Formats of weeks and tips."""

import itertools
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import example_cycle, no_journal, running_cycle, write_journal
from tests.conftest import TipcycleRunner
from tests.parametrize import in_each_lang
from tipcycle.catalogue.loader import load_packaged
from tipcycle.cli.main import run

ENGLISH_TITLE, DUTCH_TITLE = (load_packaged().catalogue.tips[42].text(language).title for language in ("en", "nl"))


@pytest.mark.parametrize("flag", [["--lang", "nl"], ["--lang=nl"]], ids=["two-words", "one-word"])
@pytest.mark.parametrize("position", range(4))
def test_lang_is_accepted_at_any_position(flag: list[str], position: int, tipcycle: TipcycleRunner) -> None:
    args = ["tips", "show", "42"]
    result = tipcycle([*args[:position], *flag, *args[position:]])
    assert (result.exit_code, result.stderr) == (0, "")
    assert DUTCH_TITLE in result.stdout


@pytest.mark.parametrize("position", range(3))
@pytest.mark.parametrize("one_word", [True, False], ids=["one-word", "two-words"])
def test_home_is_accepted_at_any_position(
    position: int, one_word: bool, tmp_path: Path, tipcycle: TipcycleRunner
) -> None:
    """`--home` selects the journal at any position, and overrides TIPCYCLE_HOME."""
    other = tmp_path / "an other"
    example_cycle(other)
    flag = [f"--home={other}"] if one_word else ["--home", str(other)]
    args = ["status", "--json"]
    result = tipcycle([*args[:position], *flag, *args[position:]], on="2026-05-03")
    assert '"number": 1' in result.stdout


@pytest.mark.parametrize("args", ["--plain status", "status --plain", "--plain", "tips --plain list"])
def test_plain_is_accepted_at_any_position(args: str, run_on_scenario: RunOnScenario) -> None:
    """Every command accepts `--plain`, which replaces signs with words."""
    result = run_on_scenario(running_cycle, args)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "05 Spend an hour a week where customers wait" in result.stdout
    assert not set(result.stdout) & set("●○◐✓·▸★")


@pytest.mark.parametrize("args", ["--version", "status --version", "--lang nl --version", "tips list --version"])
def test_version_is_accepted_at_any_position(args: str, tipcycle: TipcycleRunner) -> None:
    """`--version` prints only the version."""
    result = tipcycle(args)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("tipcycle ")
    assert len(result.stdout.split()) == 2


def test_flags_after_two_dashes_are_text(home: Path, tipcycle: TipcycleRunner) -> None:
    """After `--` a flag is an ordinary argument and can be the text of a note."""
    running_cycle(home)
    for text in ("--lang", "--version", "--plain", "--home=x"):
        assert tipcycle(["note", "--", text]).exit_code == 0
        assert f'text = "{text}"' in (home / "cycles" / "2026-03-02.toml").read_text("utf-8")


def output_language(environ: dict[str, str], flags: list[str], capfd: pytest.CaptureFixture[str]) -> str:
    """Return the language in which the program prints its help."""
    capfd.readouterr()
    run([*flags, "--help"], environ)
    return "nl" if "tipcycle kies" in capfd.readouterr().out else "en"


@pytest.mark.parametrize("locale", [None, "nl_BE.UTF-8", "en_GB.UTF-8", "fr_FR.UTF-8", "C"], ids=lambda v: v or "none")
@pytest.mark.parametrize("profile", [None, "nl", "en"], ids=lambda v: f"profile-{v}")
def test_order_of_language_sources(
    profile: str | None, locale: str | None, home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The language comes from the flag, else TIPCYCLE_LANG, the profile, the locale; the default is English."""
    if profile:
        write_journal(home, journal_toml=f'[[profile]]\nlanguage = "{profile}"\n')
    for flag, variable in itertools.product((None, "nl", "en"), (None, "nl", "en", "fr")):
        environ = {"TIPCYCLE_HOME": str(home)}
        environ |= {"LANG": locale} if locale else {}
        environ |= {"TIPCYCLE_LANG": variable} if variable else {}
        locale_language = "nl" if locale == "nl_BE.UTF-8" else "en"
        expected = flag or (variable if variable in ("nl", "en") else None) or profile or locale_language
        assert (flag, variable, output_language(environ, ["--lang", flag] if flag else [], capfd)) == (
            flag,
            variable,
            expected,
        )


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LC_ALL": "nl_NL.UTF-8", "LC_MESSAGES": "en_GB.UTF-8", "LANG": "en_GB.UTF-8"}, "nl"),
        ({"LC_ALL": "", "LC_MESSAGES": "nl_NL", "LANG": "en_GB.UTF-8"}, "nl"),
        ({"LC_ALL": "en_GB.UTF-8", "LC_MESSAGES": "nl_NL", "LANG": "nl_NL"}, "en"),
        ({"LANG": "nl"}, "nl"),
        ({"LANG": "POSIX"}, "en"),
        ({}, "en"),
    ],
    ids=["lc-all", "lc-messages", "lc-all-english", "short", "posix", "none"],
)
def test_order_of_locale_variables(
    variables: dict[str, str], language: str, home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The locale comes from LC_ALL, else LC_MESSAGES, else LANG. Empty variables are ignored."""
    assert output_language({"TIPCYCLE_HOME": str(home), **variables}, [], capfd) == language


def test_profile_language_applies_to_next_run(
    home: Path, monkeypatch: pytest.MonkeyPatch, tipcycle: TipcycleRunner
) -> None:
    """A language that is set in the profile applies from the next run."""
    tipcycle("profile --language nl")
    assert DUTCH_TITLE in tipcycle("tips show 42", lang="").stdout
    tipcycle("profile --language en")
    assert ENGLISH_TITLE in tipcycle("tips show 42", lang="").stdout


COMMAND_LINE_BY_ALIAS = {
    "kies": "pick 5 13 33 34 42",
    "noteer": "note 'a line'",
    "terugblik": "review",
    "afronden": "close --drop 5,13,33,34,42",
    "ruil": "swap 42 18 --because why",
    "pauze": "pause 2026-W12",
    "ongedaan": "undo --yes",
}
"""Dutch aliases, each with a command line in English."""


@in_each_lang
@pytest.mark.parametrize("alias", COMMAND_LINE_BY_ALIAS)
def test_dutch_alias_runs_same_command(alias: str, lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """A Dutch alias gives the same output as the English command, in either language."""
    english = shlex.split(COMMAND_LINE_BY_ALIAS[alias])
    results = []
    for args in (english, [alias, *english[1:]]):
        (no_journal if alias == "kies" else running_cycle)(home)
        result = tipcycle(args, on="2026-02-27" if alias == "kies" else "2026-04-28", lang=lang)
        results.append((result.exit_code, result.stdout, result.stderr))
        for file in (home / "cycles").iterdir():
            file.unlink()
    assert results[0] == results[1]
    assert results[0][0] == 0


def test_dutch_aliases_are_not_listed() -> None:
    """The list of commands has only the English names, which are the documented interface."""
    from tipcycle.cli.app import RootGroup

    root = RootGroup(name="tipcycle", add_help_option=False)
    assert not set(root.list_commands(None)) & set(COMMAND_LINE_BY_ALIAS)  # type: ignore[arg-type]


@pytest.mark.parametrize("day", ["soon", "2026-02-30", "2026-13-01"])
def test_invalid_current_day_is_rejected(day: str, tipcycle: TipcycleRunner) -> None:
    """An invalid date in TIPCYCLE_TODAY is an error, because results for another day would mislead."""
    result = tipcycle("status", on=day)
    assert (result.exit_code, result.stdout) == (2, "")
    assert day in result.stderr


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ("checkin --did 5,13 --did 33", [5, 13, 33]),
        ("checkin --did 5 --did 13", [5, 13]),
        ("checkin --did 05,wait-where-they-wait", None),
        ("checkin --did 05;013", [5, 13]),
        (["checkin", "--did", " 5 , 13 ,"], [5, 13]),
    ],
    ids=["list-and-repeat", "repeat", "slug", "zeros", "spaces"],
)
def test_tips_are_accepted_by_number_and_slug(
    args: str | list[str], expected: list[int] | None, home: Path, tipcycle: TipcycleRunner
) -> None:
    """Lists are separated by commas, repeated options add up, and slugs and numbers are equivalent."""
    running_cycle(home)
    if expected is None:
        slug = next(
            line.split('"')[1]
            for line in tipcycle("tips show 13 --json").stdout.splitlines()
            if '"slug"' in line
            for line in [line.split(":")[1]]
        )
        args, expected = f"checkin --did 05,{slug}", [5, 13]
    assert tipcycle(args, on="2026-03-13").exit_code == 0
    checkin_text = (home / "cycles" / "2026-03-02.toml").read_text("utf-8").rpartition("[[checkin]]")[2]
    did = checkin_text.partition("did = [")[2].partition("]")[0]
    assert [int(part) for part in did.split(",") if part.strip()] == expected


@pytest.mark.parametrize(
    ("week", "expected"),
    [
        ("2026-W11", "2026-W11"),
        ("2026-w11", "2026-W11"),
        ("2026-03-09", "2026-W11"),
        ("2026-03-15", "2026-W11"),
        ("this", "2026-W12"),
        ("last", "2026-W11"),
        ("This", "2026-W12"),
    ],
)
def test_week_formats(week: str, expected: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """A week is an ISO week, a date in it, `this` or `last`."""
    running_cycle(home)
    assert tipcycle(["checkin", "--week", week, "--did", "5"], on="2026-03-18").exit_code == 0
    checkin_text = (home / "cycles" / "2026-03-02.toml").read_text("utf-8").rpartition("[[checkin]]")[2]
    assert f'week = "{expected}"' in checkin_text


@pytest.mark.parametrize("day", ["friday", "Friday", "fri", "vrijdag", "vr", "vrij"])
@in_each_lang
def test_weekday_is_accepted_in_either_language(day: str, lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """A weekday is accepted in both languages, in full or abbreviated, and saved in English."""
    assert tipcycle(f"profile --day {day}", lang=lang).exit_code == 0
    assert 'day = "friday"' in (home / "journal.toml").read_text("utf-8")
