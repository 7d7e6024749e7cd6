"""The global flags and the environment: anywhere on the line, and which language wins."""

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
@pytest.mark.parametrize("place", range(4))
def test_a_global_flag_may_stand_anywhere(flag: list[str], place: int, tipcycle: TipcycleRunner) -> None:
    """`--lang` means the same before, between and after the words of a command."""
    words = ["tips", "show", "42"]
    ran = tipcycle([*words[:place], *flag, *words[place:]])
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert DUTCH_TITLE in ran.stdout


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("one_word", [True, False], ids=["one-word", "two-words"])
def test_home_may_stand_anywhere(place: int, one_word: bool, tmp_path: Path, tipcycle: TipcycleRunner) -> None:
    """`--home` moves the journal, whatever TIPCYCLE_HOME says."""
    other = tmp_path / "an other"
    example_cycle(other)
    flag = [f"--home={other}"] if one_word else ["--home", str(other)]
    words = ["status", "--json"]
    ran = tipcycle([*words[:place], *flag, *words[place:]], on="2026-05-03")
    assert '"number": 1' in ran.stdout


@pytest.mark.parametrize("words", ["--plain status", "status --plain", "--plain", "tips --plain list"])
def test_plain_may_stand_anywhere(words: str, on_scene: RunOnScenario) -> None:
    """`--plain` is understood by every command, and says in words what is a sign elsewhere."""
    ran = on_scene(running_cycle, words)
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert "05 Spend an hour a week where customers wait" in ran.stdout
    assert not set(ran.stdout) & set("●○◐✓·▸★")


@pytest.mark.parametrize("words", ["--version", "status --version", "--lang nl --version", "tips list --version"])
def test_version_may_stand_anywhere(words: str, tipcycle: TipcycleRunner) -> None:
    """`--version` says the version and does nothing else."""
    ran = tipcycle(words)
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.stdout.startswith("tipcycle ")
    assert len(ran.stdout.split()) == 2


def test_what_follows_two_dashes_is_no_flag(home: Path, tipcycle: TipcycleRunner) -> None:
    """After `--` a flag is a word like any other: it can be noted."""
    running_cycle(home)
    for text in ("--lang", "--version", "--plain", "--home=x"):
        assert tipcycle(["note", "--", text]).exit_code == 0
        assert f'text = "{text}"' in (home / "cycles" / "2026-03-02.toml").read_text("utf-8")


def speaks(environ: dict[str, str], flags: list[str], capfd: pytest.CaptureFixture[str]) -> str:
    """The language in which a run speaks."""
    capfd.readouterr()
    run([*flags, "--help"], environ)
    return "nl" if "tipcycle kies" in capfd.readouterr().out else "en"


@pytest.mark.parametrize("locale", [None, "nl_BE.UTF-8", "en_GB.UTF-8", "fr_FR.UTF-8", "C"], ids=lambda v: v or "none")
@pytest.mark.parametrize("profile", [None, "nl", "en"], ids=lambda v: f"profile-{v}")
def test_flag_before_environment_before_profile_before_locale(
    profile: str | None, locale: str | None, home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The flag wins, then TIPCYCLE_LANG, then the profile, then the locale, then English."""
    if profile:
        write_journal(home, journal_toml=f'[[profile]]\nlanguage = "{profile}"\n')
    for flag, told in itertools.product((None, "nl", "en"), (None, "nl", "en", "fr")):
        environment = {"TIPCYCLE_HOME": str(home)}
        environment |= {"LANG": locale} if locale else {}
        environment |= {"TIPCYCLE_LANG": told} if told else {}
        of_the_locale = "nl" if locale == "nl_BE.UTF-8" else "en"
        wanted = flag or (told if told in ("nl", "en") else None) or profile or of_the_locale
        assert (flag, told, speaks(environment, ["--lang", flag] if flag else [], capfd)) == (flag, told, wanted)


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
def test_the_locale_is_read_as_the_system_reads_it(
    variables: dict[str, str], language: str, home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """LC_ALL before LC_MESSAGES before LANG; an empty one says nothing."""
    assert speaks({"TIPCYCLE_HOME": str(home), **variables}, [], capfd) == language


def test_the_profile_speaks_at_once(home: Path, monkeypatch: pytest.MonkeyPatch, tipcycle: TipcycleRunner) -> None:
    """A language set in the profile holds from then on."""
    tipcycle("profile --language nl")
    assert DUTCH_TITLE in tipcycle("tips show 42", lang="").stdout
    tipcycle("profile --language en")
    assert ENGLISH_TITLE in tipcycle("tips show 42", lang="").stdout


VERBS = {
    "kies": "pick 5 13 33 34 42",
    "noteer": "note 'a line'",
    "terugblik": "review",
    "afronden": "close --drop 5,13,33,34,42",
    "ruil": "swap 42 18 --because why",
    "pauze": "pause 2026-W12",
    "ongedaan": "undo --yes",
}
"""The Dutch verbs, each with a command line in English."""


@in_each_lang
@pytest.mark.parametrize("verb", VERBS)
def test_dutch_verbs_are_the_same_commands(verb: str, lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """A Dutch verb does what the English one does, in either language."""
    english = shlex.split(VERBS[verb])
    told = []
    for words in (english, [verb, *english[1:]]):
        (no_journal if verb == "kies" else running_cycle)(home)
        ran = tipcycle(words, on="2026-02-27" if verb == "kies" else "2026-04-28", lang=lang)
        told.append((ran.exit_code, ran.stdout, ran.stderr))
        for file in (home / "cycles").iterdir():
            file.unlink()
    assert told[0] == told[1]
    assert told[0][0] == 0


def test_dutch_verbs_are_hidden() -> None:
    """The English names are the contract: no Dutch verb is listed beside them as a command of its own."""
    from tipcycle.cli.app import RootGroup

    root = RootGroup(name="tipcycle", add_help_option=False)
    assert not set(root.list_commands(None)) & set(VERBS)  # type: ignore[arg-type]


@pytest.mark.parametrize("day", ["soon", "2026-02-30", "2026-13-01"])
def test_a_day_that_is_none_is_refused(day: str, tipcycle: TipcycleRunner) -> None:
    """TIPCYCLE_TODAY must be a date: nobody wants answers for a day that was not meant."""
    ran = tipcycle("status", on=day)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert day in ran.stderr


@pytest.mark.parametrize(
    ("words", "saved"),
    [
        ("checkin --did 5,13 --did 33", [5, 13, 33]),
        ("checkin --did 5 --did 13", [5, 13]),
        ("checkin --did 05,wait-where-they-wait", None),
        ("checkin --did 05;013", [5, 13]),
        (["checkin", "--did", " 5 , 13 ,"], [5, 13]),
    ],
    ids=["list-and-repeat", "repeat", "slug", "zeros", "spaces"],
)
def test_tips_are_named_by_number_or_slug(
    words: str | list[str], saved: list[int] | None, home: Path, tipcycle: TipcycleRunner
) -> None:
    """`N,N` is a comma-separated list, repeated options add up, and a slug is as good as a number."""
    running_cycle(home)
    if saved is None:
        slug = next(
            line.split('"')[1]
            for line in tipcycle("tips show 13 --json").stdout.splitlines()
            if '"slug"' in line
            for line in [line.split(":")[1]]
        )
        words, saved = f"checkin --did 05,{slug}", [5, 13]
    assert tipcycle(words, on="2026-03-13").exit_code == 0
    block = (home / "cycles" / "2026-03-02.toml").read_text("utf-8").rpartition("[[checkin]]")[2]
    did = block.partition("did = [")[2].partition("]")[0]
    assert [int(part) for part in did.split(",") if part.strip()] == saved


@pytest.mark.parametrize(
    ("week", "saved"),
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
def test_weeks_are_named_in_many_ways(week: str, saved: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """A week is `2026-W10`, a date in it, `this` or `last`."""
    running_cycle(home)
    assert tipcycle(["checkin", "--week", week, "--did", "5"], on="2026-03-18").exit_code == 0
    block = (home / "cycles" / "2026-03-02.toml").read_text("utf-8").rpartition("[[checkin]]")[2]
    assert f'week = "{saved}"' in block


@pytest.mark.parametrize("word", ["friday", "Friday", "fri", "vrijdag", "vr", "vrij"])
@in_each_lang
def test_days_are_named_in_either_language(word: str, lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """A check-in day is understood in both languages, in full or cut short, and kept in English in the file."""
    assert tipcycle(f"profile --day {word}", lang=lang).exit_code == 0
    assert 'day = "friday"' in (home / "journal.toml").read_text("utf-8")
