"""All cycles of a journal."""

from collections.abc import Sequence
from datetime import date
from typing import overload

from tipcycle.core.blocks import Journal
from tipcycle.core.cycle import Cycle
from tipcycle.core.fold import fold, is_void


class Cycles(Sequence[Cycle]):
    """Every cycle that was not taken back, oldest first, numbered from 1 (a void number is used again).

    Each is folded when it is first asked for: after ten years most commands need only the last.
    """

    def __init__(self, journal: Journal) -> None:
        files = sorted(journal.files, key=lambda file: file.header.starts)
        self._files = [file for file in files if not is_void(file)]
        self._folded: dict[int, Cycle] = {}

    def __len__(self) -> int:
        return len(self._files)

    @overload
    def __getitem__(self, place: int) -> Cycle: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Cycle, ...]: ...
    def __getitem__(self, place: int | slice) -> Cycle | tuple[Cycle, ...]:
        places = range(len(self._files))[place]
        return self._at(places) if isinstance(places, int) else tuple(self._at(each) for each in places)

    def numbered(self, number: int) -> Cycle | None:
        """Cycle `number`; None when there is none."""
        return self._at(number - 1) if 0 < number <= len(self._files) else None

    def number_on(self, day: date) -> int | None:
        """The number of the cycle begun last on that day; None before the first. Folds none of them."""
        return sum(file.header.starts <= day for file in self._files) or None

    def begun(self, today: date) -> Cycle | None:
        """The cycle begun last; None before the first."""
        number = self.number_on(today)
        return None if number is None else self.numbered(number)

    def _at(self, place: int) -> Cycle:
        if place not in self._folded:
            cycle = fold(self._files[place], place + 1)
            assert cycle is not None
            self._folded[place] = cycle
        return self._folded[place]
