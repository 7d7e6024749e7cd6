"""The profile, what may go on paper, and which cycle is meant."""

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

FIRST, SECOND = date(2026, 3, 2), date(2026, 5, 4)
CLOSE = "[[close]]  # 2026-05-01\ndrop = [5, 13, 33, 34, 42]"
TODAY = date(2026, 5, 8)


def book(*parts: str, own: str = "") -> Journal:
    """A journal of the cycle of 2 March."""
    return make_journal(cycle_file(with_pick(*parts)), global_blocks=own)


def two(*first: str) -> Journal:
    """A closed cycle and the one after it."""
    return make_journal(cycle_file(with_pick(*first, CLOSE)), cycle_file(starts="2026-05-04", anchor="2026-03-02"))


# The profile

PROFILES = [
    pytest.param("", Profile(), id="nobody-yet"),
    pytest.param('[[profile]]\nname = "A"\nday = "monday"', Profile(name="A", day="monday"), id="some-keys"),
    pytest.param(
        '[[profile]]\nname = "A"\nteam = "desk"\n\n[[profile]]\nname = "B"',
        Profile(name="B", team="desk"),
        id="of-each-key-the-latest",
    ),
    pytest.param(
        '[[profile]]\nat = 2026-03-02T08:00:00Z\nlanguage = "nl"\n\n'
        '[[profile]]\nat = 2026-03-01T08:00:00Z\nlanguage = "en"',
        Profile(language="nl"),
        id="latest-by-stamp",
    ),
    pytest.param('[[profile]]\nteam = "desk"\n\n[[profile]]\nteam = ""', Profile(), id="an-empty-text-clears"),
    pytest.param(
        '[[profile]]\nname = "A"\n\n[[profile]]\nid = "p"\nname = "B"\n\n[[undo]]\nof = ["p"]',
        Profile(name="A"),
        id="the-latest-taken-back",
    ),
    pytest.param(
        '[[profile]]\nid = "{}"\nat = 2026-03-01T08:00:00Z\nname = "A"\n\n'
        '[[profile]]\nid = "{}"\nat = 2026-03-01T08:00:00Z\nname = "B"'.format("b", "a"),
        Profile(name="A"),
        id="on-equal-stamps-the-greater-id",
    ),
]


@pytest.mark.parametrize(("own", "expected"), PROFILES)
def test_the_profile_that_holds(own: str, expected: Profile) -> None:
    """Of each key the latest standing value counts."""
    assert current_profile(make_journal(global_blocks=own)) == expected


def test_setting_the_profile_touches_only_what_was_given() -> None:
    """One block in the journal's own file, which leaves the other keys."""
    change = set_profile(Profile(day="tuesday"))
    assert change == Change(None, (Profile(day="tuesday"),))
    assert current_profile(
        apply_change(make_journal(global_blocks='[[profile]]\nname = "A"'), change, TODAY)
    ) == Profile(name="A", day="tuesday")


# Stars


def test_stars_are_put_and_taken_away() -> None:
    """What was said last of a tip counts; a tip is named once."""
    put = apply_change(make_journal(), set_stars((5, 13), starred=True), TODAY)
    assert starred_tips(put) == {5, 13}
    assert starred_tips(apply_change(put, set_stars((5,), starred=False), TODAY)) == {13}
    assert set_stars((7,), starred=True).payloads == (Star(tips=(7,)),)
    with pytest.raises(DuplicateTipError):
        set_stars((5, 5), starred=True)


# What may go on paper

VOICES = """
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
    ("ids", "hit"),
    [
        (["aa1111"], ["aa1111"]),
        (["aa11"], ["aa1111"]),
        (["aa"], ["aa"]),
        (["aa2222", "bb33"], ["aa2222", "bb3333"]),
    ],
    ids=["in-full", "cut-short", "the-whole-id-of-one-and-the-begin-of-others", "two-at-once"],
)
@pytest.mark.parametrize("shared", [True, False])
def test_a_line_is_shared_by_its_id(ids: list[str], hit: list[str], shared: bool) -> None:
    """An id may be cut short to four signs as long as one line begins so; sharing is a later block."""
    found = set_shared(book(VOICES), ids, shared=shared)
    assert found.change == Change(FIRST, tuple(Share(of=id, shared=shared) for id in hit))
    texts = {"aa1111": "one", "aa2222": "two", "bb3333": "three", "aa": "four"}
    assert found.texts == tuple(texts[id] for id in hit)


@pytest.mark.parametrize(
    ("parts", "id", "several"),
    [
        ([VOICES], "a", True),
        ([VOICES, '[[note]]\nid = "bb3344"\ntext = "five"'], "bb33", True),
        ([VOICES], "aa33", False),
        ([VOICES], "", True),
        (['[[voice]]\nid = "cc5555"\ntext = "the only one"'], "", False),
        ([VOICES], "bb3", False),
        ([], "aa", False),
        ([VOICES, '[[undo]]\nof = ["bb3333"]'], "bb3333", False),
        ([VOICES, '[[checkin]]\nid = "cc"\nweek = "2026-W10"\ndid = [5]'], "cc", False),
    ],
    ids=[
        "several",
        "two",
        "none",
        "nothing-at-all",
        "nothing-beside-one-line",
        "three-signs",
        "an-empty-journal",
        "taken-back",
        "not-a-line",
    ],
)
def test_an_id_that_names_no_line_is_refused(parts: list[str], id: str, several: bool) -> None:
    """Only one standing note or voice can be meant."""
    with pytest.raises(UnknownRemarkError) as refusal:
        set_shared(book(*parts), [id], shared=True)
    assert (refusal.value.id_prefix, refusal.value.is_ambiguous, refusal.value.exit_code) == (
        id,
        several,
        ExitCode.FAILURE,
    )


def test_a_line_of_a_closed_cycle_may_still_be_shared() -> None:
    """The share goes into the file of its cycle, and counts there."""
    before = two('[[voice]]\nid = "v"\ntext = "heard"')
    found = set_shared(before, ["v"], shared=True)
    assert found.change.cycle_start == FIRST
    after = Cycles(apply_change(before, found.change, TODAY))[0]
    assert [(line.text, line.shared) for line in after.remarks] == [("heard", True)]
    assert after.ignored == ()


def test_one_command_shares_lines_of_one_file() -> None:
    """One command writes one file, so lines of two cycles are two commands."""
    both = make_journal(
        cycle_file(with_pick('[[voice]]\nid = "v1"\ntext = "x"', CLOSE)),
        cycle_file(with_pick('[[voice]]\nid = "v2"\ntext = "y"'), starts="2026-05-04", anchor="2026-03-02"),
    )
    assert set_shared(both, ["v2"], shared=True).change.cycle_start == SECOND
    with pytest.raises(UnknownRemarkError) as refusal:
        set_shared(both, ["v1", "v2"], shared=True)
    assert (refusal.value.id_prefix, refusal.value.is_ambiguous) == ("v2", False)


# Which cycle is meant


@pytest.mark.parametrize(
    ("word", "today", "number"),
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
def test_which_cycle_a_review_is_of(word: str | None, today: str, number: int | None) -> None:
    """Its number or first Monday names it; without a word it is the one begun last, though another is picked."""
    found = find_cycle(Cycles(two()), word, date.fromisoformat(today))
    assert (found and found.number) == number
