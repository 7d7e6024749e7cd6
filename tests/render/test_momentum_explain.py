"""Each figure of `momentum --explain` can be recomputed with a pencil: from the text alone, on ten journals."""

import json
import random
import re
from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.cli.scenarios import write_journal
from tests.conftest import TipcycleRunner
from tests.journal_builder import parse_statuses
from tipcycle.core.momentum.verdict import close_calls, verdict, verdicts
from tipcycle.core.weeks import Week, cycle_start, cycle_week_count
from tipcycle.render.momentum_text import VERDICT_TEXTS

FIVES = ([5, 13, 33, 34, 42], [1, 2, 3, 6, 7], [8, 9, 10, 11, 12])
KINDS = {"every week": "ritual", "when it arises": "reflex", "once": "build"}


def write_random_journal(home: Path, seed: int) -> str:
    """Write one to three cycles with weeks off, silence, late check-ins, a swap and lapsed tips. Return the day."""
    rng = random.Random(seed)
    anchor = cycle_start(Week.parse("2026-W02").monday, 0)
    cycle_count, extended = 1 + seed % 3, []
    files: dict[str, str] = {}
    for n in range(cycle_count):
        starts = cycle_start(anchor, n)
        five = extended + [tip for tip in FIVES[n] if tip not in extended][: 5 - len(extended)]
        weeks = cycle_week_count(anchor, starts)
        blocks = [f"[[pick]]  # {starts - timedelta(days=2)}\ntips = {five}\n"]
        current = list(five)
        for number in range(weeks if n < cycle_count - 1 else 3 + seed % 6):
            week = Week(starts).plus(number)
            if rng.random() < 0.1:
                blocks.append(f'[[pause]]  # {week.monday}\nweeks = ["{week}"]\n')
                continue
            if number == 3 and seed % 4 == 1:
                old, new = current[1], 60 + n
                current[1] = new
                blocks.append(f'[[swap]]  # {week.monday}\nold = {old}\nnew = {new}\nfrom = "{week}"\nbecause = "x"\n')
            if rng.random() < 0.15:
                continue
            answers: dict[str, list[int]] = {}
            for tip in current:
                answers.setdefault(rng.choice(["did", "did", "did", "missed", "costly", "built"]), []).append(tip)
            lines = "".join(f"{key} = {tips}\n" for key, tips in answers.items())
            day = week.day(4) + timedelta(days=rng.choice([0, 0, 0, 18]))
            lines += "".join(f"{name} = {rng.randint(1 + seed % 3, 5)}\n" for name in ("team", "customers"))
            blocks.append(f'[[checkin]]  # {day}\nweek = "{week}"\n{lines}')
        if n < cycle_count - 1:
            extended = [current[0]]
            close = f"[[close]]  # {Week(starts).plus(weeks - 1).day(6)}\nextend = {extended}\nkeep = {current[1:4]}\n"
            close += f"drop = {current[4:]}\n" + (f"lapsed = {FIVES[0][1:3]}\n" if n else f"by_hand = {current[1:2]}\n")
            blocks.append(close)
        files["c" + str(starts).replace("-", "_")] = "\n".join(blocks)
    write_journal(home, **files)
    return str(week.day(6))


def section(text: str, start: str) -> str:
    """Return the lines of the section that starts with these words."""
    return next(part for part in text.split("\n\n") if part.startswith(start))


def numbers(text: str) -> list[str]:
    """Return the week labels in a text: `1.3`, `1.4`."""
    return re.findall(r"\d+\.\d+", text)


def decimal(text: str) -> Fraction:
    """Return a printed number."""
    return Fraction(text.replace("−", "-"))


@pytest.mark.parametrize("seed", range(10))
def test_each_figure_follows_from_the_text(seed: int, home: Path, tipcycle: TipcycleRunner) -> None:
    today = write_random_journal(home, seed)
    plain, _, explained = tipcycle("momentum --explain", on=today).stdout.partition("Weeks: ")
    document = json.loads(tipcycle("momentum --json", on=today).stdout)
    window, before, left_out = (
        numbers(re.sub(r"\([^)]*\)", "", line)) for line in section(explained, "1.3").splitlines()[1:4]
    )
    assert len(window) == len(document["window"])
    assert not {*window, *before} & set(left_out)

    facts = dict(done_facts(section(explained, "done now"), window, before))
    share = facts["done now"]
    assert share == document["applied"]["share"] or share == pytest.approx(document["applied"]["share"])
    felt = section(explained, "in the team")
    team_text, customers_text = felt.split("with customers:")
    means = []
    for name, text in (("team", team_text), ("customers", customers_text)):
        now, previous = mean_of(text, "now", window), mean_of(text, "before", before)
        means.append(now)
        assert (None if now is None else float(now)) == document["felt"][name]["mean"]
        check_lines(text, now, previous, Fraction("0.25"), Fraction("0.5"), document["directions"][name])
    done_text = section(explained, "done now")
    previous = facts.get("done before")
    check_lines(done_text, share, previous, Fraction(5), Fraction(5), document["directions"]["applied"], unit=100)
    close = [
        name
        for name, text in (("applied", done_text), ("team", team_text), ("customers", customers_text))
        if "too close to call" in text
    ]
    if None not in (share, *means):
        assert tuple(document["close_calls"]) == close_calls(share, *means) == tuple(close)
        assert document["verdict"] == verdict(share, *means)
        named = [VERDICT_TEXTS[name][0] for name in verdicts(share, *means)]
        expected = " or ".join(named) if len(named) < 3 else "On the line"
        assert re.search(rf"^reading: (As of [^:]*: )?{expected}, from", explained, re.MULTILINE)

    rhythm = section(explained, "rhythm").splitlines()
    counted, missing = numbers(rhythm[0]), numbers(rhythm[1])
    assert rhythm[2].strip() == f"{len(counted) - len(missing)} of {len(counted)}"
    assert document["rhythm"] == {"on_time": len(counted) - len(missing), "counted": len(counted)}
    check_what_stays(section(explained, "what stays"), document["reach"])
    check_strengths(section(explained, "strength"), document["tips"])
    assert len(plain) > 100


def done_facts(text: str, window: list[str], before: list[str]) -> Iterator[tuple[str, Fraction | None]]:
    """Check the counts of done and missed, and yield the share now and before."""
    for part in re.split(r"^(?=done )", text, flags=re.MULTILINE)[1:]:
        name = part.partition(":")[0]
        rows = re.findall(r"^  \d\d: yes (.*); no (.*)$", part, re.MULTILINE)
        yes = [label for row in rows for label in numbers(row[0])]
        no = [label for row in rows for label in numbers(row[1])]
        assert {*yes, *no} <= set(window if name == "done now" else before)
        assert f"together {len(yes)} yes and {len(no)} no" in part
        minimum = 8 if name == "done now" else 4
        if len(yes) + len(no) < minimum:
            assert f"too few, {minimum} are needed" in part
            yield name, None
        else:
            share = Fraction(len(yes), len(yes) + len(no))
            assert f"{len(yes)} ÷ {len(yes) + len(no)} = {int(share * 100)} %" in part
            yield name, share


def mean_of(text: str, name: str, weeks: list[str]) -> Fraction | None:
    """Check a mean and return it; None if there are too few answers."""
    match = re.search(rf"^  {name}: (.*?)(?:; (\d+) ÷ (\d+) = (.*)|: too few, (\d) are needed)$", text, re.MULTILINE)
    if match is None:
        assert not weeks
        return None
    answers = re.findall(r"(\d+\.\d+) = (\d)", match[1])
    assert {label for label, _answer in answers} <= set(weeks)
    if match[5]:
        assert len(answers) < int(match[5]) == (3 if name == "now" else 2)
        return None
    total = sum(int(answer) for _label, answer in answers)
    assert (int(match[2]), int(match[3])) == (total, len(answers))
    assert abs(decimal(match[4]) - Fraction(total, len(answers))) <= Fraction("0.005")
    return Fraction(total, len(answers))


def check_lines(
    text: str,
    now: Fraction | None,
    before: Fraction | None,
    margin: Fraction,
    change: Fraction,
    arrow: Any,
    *,
    unit: int = 1,
) -> None:
    """Check the distance to each line, and the direction."""
    rows = re.findall(r"^  line ([\d.]+): \|([\d.]+) − [\d.]+\| = ([\d.]+) ([≤>]) ([\d.]+): (.*)$", text, re.MULTILINE)
    assert len(rows) == (0 if now is None else 1 if unit == 100 else 2)
    for line, value, distance, sign, limit, words in rows:
        assert abs(decimal(value) - now * unit) <= Fraction("0.005")
        assert abs(abs(decimal(value) - decimal(line)) - decimal(distance)) <= Fraction("0.011")
        assert decimal(limit) == margin
        assert (decimal(distance) <= margin) == (sign == "≤") == (words == "too close to call")
    match = re.search(r"^  change: ([\d.]+) − ([\d.]+) = (−?[\d.]+), (.*): (.*)$", text, re.MULTILINE)
    if match is None:
        assert now is None or before is None
        assert arrow is None
        return
    assert abs(decimal(match[1]) - decimal(match[2]) - decimal(match[3])) <= Fraction("0.011")
    is_change = abs(decimal(match[3])) >= change
    assert is_change == match[4].endswith("or more")
    words = "level" if not is_change else "higher" if decimal(match[3]) > 0 else "lower"
    assert match[5] == words == {"up": "higher", "down": "lower", "level": "level"}[arrow]


def check_what_stays(text: str, reach: dict[str, Any]) -> None:
    """Check the number of implemented tips and the pace."""
    cycles = re.findall(r"^  cycle \d+: (.*)$", text, re.MULTILINE)
    if not cycles:
        assert reach["cycles_closed"] == reach["implemented"] == 0
        return
    tips = {tip for line in cycles for tip in re.findall(r"\d\d", line)}
    faded = re.findall(r"\d\d", re.findall(r"faded since: (.*)", text)[0])
    assert f"{len(tips)} − {len(faded)} = {len(tips) - len(faded)} still" in text
    assert (reach["implemented"], reach["known_alive"]) == (len(tips), len(tips) - len(faded))
    assert reach["cycles_closed"] == len(cycles)
    assert f"pace: {len(tips)} ÷ {len(cycles)} × 6 = {float(reach['pace']):.1f} a year" in text


def check_strengths(text: str, tips: list[dict[str, Any]]) -> None:
    """Check each step of each strength, and whether the tip holds."""
    rows = re.findall(
        r"^  (\d\d)(?:, (.*?))?: (.*)\n    (\d+) % \((\d+) of (\d+) weeks?\); holds: (yes|no)(.*)$", text, re.M
    )
    assert [int(row[0]) for row in rows] == [tip["tip"] for tip in tips]
    for (_tip, kind, steps, percent, did, counted, holds, why), fields in zip(rows, tips, strict=True):
        strength, done, missed, words = Fraction(0), 0, 0, []
        for word, printed in re.findall(r"\d+\.\d+ (\S+) (\d+)", steps):
            words.append(word)
            if word in ("yes", "yes!"):
                strength, done = strength + (1 - strength) / 4, done + 1
            elif word == "no":
                strength, missed = strength - strength / 8, missed + 1
            assert int(printed) == int(strength * 100)
        assert (int(percent), int(did), int(counted)) == (int(strength * 100), done, done + missed)
        assert float(strength) == pytest.approx(fields["strength"])
        own_weeks = [status for status in parse_statuses(fields["weeks"]) if status.word]
        assert len(words) >= len(own_weeks)
        expected = {
            "build": "finished since" in why,
            "ritual": strength >= Fraction(3, 4) or (done + missed >= 6 and 4 * done >= 3 * (done + missed)),
            "reflex": strength >= Fraction(3, 4) or (done >= 2 and done >= 4 * missed),
        }[KINDS[kind]]
        assert (holds == "yes") == expected == fields["holds"]
