"""What the check-ins of a cycle come to: answers, feelings, replies, and what did not count (docs/rules.md §2)."""

from collections.abc import Iterable
from datetime import date, datetime

from msgspec.structs import replace

from tipcycle.core.blocks import Block, Checkin
from tipcycle.core.calendar import feelings_until
from tipcycle.core.cycle import COSTLY, DID, DONE, MISSED, NONE, Answer, Felt, Oddity, Tenure
from tipcycle.core.weeks import Week

RANK = {MISSED: 0, NONE: 1, DID: 2, COSTLY: 3}
"""On equal stamps from two machines: costly › did › none › missed (docs/rules.md §2)."""


def given(body: Checkin) -> dict[int, tuple[str, bool]]:
    """What one check-in says of each tip it names: the status, and whether it was built."""
    said: dict[int, tuple[str, bool]] = {}
    for status, tips in ((MISSED, body.missed), (NONE, body.none), (DID, body.did + body.built), (COSTLY, body.costly)):
        for tip in tips:
            said[tip] = (status, tip in body.built)
    return said


class Answered:
    """The check-ins of a cycle taken together, in the order of their stamps."""

    def __init__(self, blocks: Iterable[Block], tenures: tuple[Tenure, ...], weeks: tuple[Week, ...]) -> None:
        self.answers: dict[tuple[int, Week], Answer] = {}
        self.felt: dict[Week, Felt] = {}
        self.checked_in: dict[Week, date] = {}
        """The weeks that have a check-in, and the first day of one."""
        self.replies: dict[Week, str] = {}
        self.odd: list[Oddity] = []
        self._stamps: dict[tuple[int, Week], tuple[datetime, int]] = {}
        for block in blocks:
            if not isinstance(block.body, Checkin):
                continue
            if block.body.week in weeks:
                self._take(block, block.body, tenures)
            else:
                self.odd.append(Oddity(block, "week-outside"))

    def _take(self, block: Block, said: Checkin, tenures: tuple[Tenure, ...]) -> None:
        counts = False
        for tip, (status, built) in given(said).items():
            if any(tenure.tip == tip and tenure.covers(said.week) for tenure in tenures):
                self._answer((tip, said.week), block, status, built=built)
                counts = True
            else:
                self.odd.append(Oddity(block, "tip-not-active", tip))
        if said.team is not None or said.customers is not None:
            if block.on > feelings_until(said.week):
                self.odd.append(Oddity(block, "feelings-too-late"))
            else:
                self._feel(said)
                counts = True
        if said.answer:
            self.replies[said.week] = said.answer
        if counts:
            self.checked_in[said.week] = min(block.on, self.checked_in.get(said.week, block.on))

    def _answer(self, slot: tuple[int, Week], block: Block, status: str, *, built: bool) -> None:
        """The later stamp stands, and on equal ones the higher rank; a build is not lost to another done."""
        stamp = (block.at, RANK[status])
        before = self.answers.get(slot)
        if before is not None and stamp < self._stamps[slot]:
            if built and before.status in DONE:
                self.answers[slot] = replace(before, built=True)
            return
        # A did or costly for the same week leaves a build standing; a miss or no occasion does not.
        stood = before is not None and before.built and status in DONE
        self.answers[slot] = Answer(status, block.on, built or stood)
        self._stamps[slot] = stamp

    def _feel(self, said: Checkin) -> None:
        """What is named replaces, what is not named stays."""
        earlier = self.felt.get(said.week, Felt())
        self.felt[said.week] = Felt(
            earlier.team if said.team is None else said.team,
            earlier.customers if said.customers is None else said.customers,
        )
