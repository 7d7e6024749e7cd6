"""Profile settings, stars, sharing of remarks, and finding a cycle by number or start date."""

from datetime import date

import pytest

from tests.journal_builder import apply_change, cycle_file, make_journal, with_pick
from tipcycle.core.commands.profile import current_profile, set_profile
from tipcycle.core.commands.sharing import set_shared
from tipcycle.core.commands.stars import set_stars
from tipcycle.core.errors import DuplicateTipError, ExitCode, UnknownRemarkError
from tipcycle.core.events import Change, Journal, Profile, Share, Star
from tipcycle.core.projection import Cycles, find_cycle
from tipcycle.core.suggestions import starred_tips

FIRST_START, SECOND_START = date(2026, 3, 2), date(2026, 5, 4)
CLOSE = "[[close]]  # 2026-05-01\ndrop = [5, 13, 33, 34, 42]"
TODAY = date(2026, 5, 8)


def one_cycle_journal(*parts: str, global_blocks: str = "") -> Journal:
    """Return a journal with one cycle from 2 March 2026."""
    return make_journal(cycle_file(with_pick(*parts)), global_blocks=global_blocks)


def two_cycle_journal(*parts: str) -> Journal:
    """Return a journal with a closed cycle, which has these parts, and the next cycle."""
    return make_journal(cycle_file(with_pick(*parts, CLOSE)), cycle_file(starts="2026-05-04", anchor="2026-03-02"))


# Profile

PROFILES = [
    pytest.param("", Profile(), id="empty-journal"),
    pytest.param('[[profile]]\nname = "A"\nday = "monday"', Profile(name="A", day="monday"), id="some-keys"),
    pytest.param(
        '[[profile]]\nname = "A"\nteam = "desk"\n\n[[profile]]\nname = "B"',
        Profile(name="B", team="desk"),
        id="latest-value-of-each-key",
    ),
    pytest.param(
        '[[profile]]\nat = 2026-03-02T08:00:00Z\nlanguage = "nl"\n\n'
        '[[profile]]\nat = 2026-03-01T08:00:00Z\nlanguage = "en"',
        Profile(language="nl"),
        id="latest-by-timestamp",
    ),
    pytest.param('[[profile]]\nteam = "desk"\n\n[[profile]]\nteam = ""', Profile(), id="empty-text-clears-key"),
    pytest.param(
        '[[profile]]\nname = "A"\n\n[[profile]]\nid = "p"\nname = "B"\n\n[[undo]]\nof = ["p"]',
        Profile(name="A"),
        id="latest-undone",
    ),
    pytest.param(
        '[[profile]]\nid = "{}"\nat = 2026-03-01T08:00:00Z\nname = "A"\n\n'
        '[[profile]]\nid = "{}"\nat = 2026-03-01T08:00:00Z\nname = "B"'.format("b", "a"),
        Profile(name="A"),
        id="equal-timestamps-greater-id-wins",
    ),
]


@pytest.mark.parametrize(("global_blocks", "expected"), PROFILES)
def test_profile_has_latest_active_value_of_each_key(global_blocks: str, expected: Profile) -> None:
    assert current_profile(make_journal(global_blocks=global_blocks)) == expected


def test_set_profile_changes_only_given_keys() -> None:
    change = set_profile(Profile(day="tuesday"))
    assert change == Change(None, (Profile(day="tuesday"),))
    assert current_profile(
        apply_change(make_journal(global_blocks='[[profile]]\nname = "A"'), change, TODAY)
    ) == Profile(name="A", day="tuesday")


# Stars


def test_set_stars_adds_and_removes_stars() -> None:
    """The latest change of a star counts, and a duplicate tip is rejected."""
    journal = apply_change(make_journal(), set_stars((5, 13), starred=True), TODAY)
    assert starred_tips(journal) == {5, 13}
    assert starred_tips(apply_change(journal, set_stars((5,), starred=False), TODAY)) == {13}
    assert set_stars((7,), starred=True).payloads == (Star(tips=(7,)),)
    with pytest.raises(DuplicateTipError):
        set_stars((5, 5), starred=True)


# Sharing

REMARKS = """
    [[voice]]
    id = "aa1111"
    text = "one"

    [[voice]]
    id = "aa2222"
    text = "two"

    [[note]]
    id = "bb3333"
    text = "three"

    [[voice]]
    id = "aa"
    text = "four"
"""


@pytest.mark.parametrize(
    ("ids", "full_ids"),
    [
        (["aa1111"], ["aa1111"]),
        (["aa11"], ["aa1111"]),
        (["aa"], ["aa"]),
        (["aa2222", "bb33"], ["aa2222", "bb3333"]),
    ],
    ids=["full-id", "prefix", "full-id-that-is-prefix-of-others", "two-prefixes"],
)
@pytest.mark.parametrize("shared", [True, False])
def test_remark_is_shared_by_id_or_prefix(ids: list[str], full_ids: list[str], shared: bool) -> None:
    """A prefix of at least four characters is enough if only one remark has it."""
    result = set_shared(one_cycle_journal(REMARKS), ids, shared=shared)
    assert result.change == Change(FIRST_START, tuple(Share(of=id, shared=shared) for id in full_ids))
    texts = {"aa1111": "one", "aa2222": "two", "bb3333": "three", "aa": "four"}
    assert result.texts == tuple(texts[id] for id in full_ids)


@pytest.mark.parametrize(
    ("parts", "id_prefix", "is_ambiguous"),
    [
        ([REMARKS], "a", True),
        ([REMARKS, '[[note]]\nid = "bb3344"\ntext = "five"'], "bb33", True),
        ([REMARKS], "aa33", False),
        ([REMARKS], "", True),
        (['[[voice]]\nid = "cc5555"\ntext = "the only one"'], "", False),
        ([REMARKS], "bb3", False),
        ([], "aa", False),
        ([REMARKS, '[[undo]]\nof = ["bb3333"]'], "bb3333", False),
        ([REMARKS, '[[checkin]]\nid = "cc"\nweek = "2026-W10"\ndid = [5]'], "cc", False),
    ],
    ids=[
        "one-character",
        "two-matches",
        "no-match",
        "empty",
        "empty-with-one-remark",
        "three-characters",
        "no-remarks",
        "undone-note",
        "check-in",
    ],
)
def test_unknown_or_ambiguous_id_is_rejected(parts: list[str], id_prefix: str, is_ambiguous: bool) -> None:
    """Only the id of an active note or voice is accepted."""
    with pytest.raises(UnknownRemarkError) as raised:
        set_shared(one_cycle_journal(*parts), [id_prefix], shared=True)
    assert (raised.value.id_prefix, raised.value.is_ambiguous, raised.value.exit_code) == (
        id_prefix,
        is_ambiguous,
        ExitCode.FAILURE,
    )


def test_remark_of_closed_cycle_can_be_shared() -> None:
    """The share is saved in the file of the closed cycle and takes effect."""
    journal = two_cycle_journal('[[voice]]\nid = "v"\ntext = "heard"')
    result = set_shared(journal, ["v"], shared=True)
    assert result.change.cycle_start == FIRST_START
    cycle = Cycles(apply_change(journal, result.change, TODAY))[0]
    assert [(remark.text, remark.shared) for remark in cycle.remarks] == [("heard", True)]
    assert cycle.ignored == ()


def test_remarks_of_two_cycles_are_rejected() -> None:
    """One command writes one file."""
    journal = make_journal(
        cycle_file(with_pick('[[voice]]\nid = "v1"\ntext = "x"', CLOSE)),
        cycle_file(with_pick('[[voice]]\nid = "v2"\ntext = "y"'), starts="2026-05-04", anchor="2026-03-02"),
    )
    assert set_shared(journal, ["v2"], shared=True).change.cycle_start == SECOND_START
    with pytest.raises(UnknownRemarkError) as raised:
        set_shared(journal, ["v1", "v2"], shared=True)
    assert (raised.value.id_prefix, raised.value.is_ambiguous) == ("v2", False)


# Finding a cycle


@pytest.mark.parametrize(
    ("argument", "today", "expected"),
    [
        (None, "2026-02-27", None),
        (None, "2026-03-02", 1),
        (None, "2026-05-03", 1),
        (None, "2026-05-04", 2),
        (None, "2027-01-01", 2),
        ("1", "2026-06-01", 1),
        ("2", "2026-03-02", 2),
        ("2026-03-02", "2026-06-01", 1),
        ("2026-05-04", "2026-03-02", 2),
        ("3", "2026-06-01", None),
        ("2026-05-05", "2026-06-01", None),
        ("first", "2026-06-01", None),
    ],
)
def test_find_cycle_by_number_or_start_date(argument: str | None, today: str, expected: int | None) -> None:
    """Without an argument, the result is the cycle that began last, even if a later cycle is already picked."""
    cycle = find_cycle(Cycles(two_cycle_journal()), argument, date.fromisoformat(today))
    assert (cycle and cycle.number) == expected
