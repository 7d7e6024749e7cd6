"""How a screen looks: its width, and whether signs can be drawn."""

from msgspec import Struct


class Look(Struct, frozen=True):
    """What every screen view is told about where it is shown."""

    width: int = 80
    plain: bool = False
    """Words instead of signs, whole lines instead of columns: a pipe, a screen reader."""

    @property
    def margin(self) -> str:
        """What stands before each line."""
        return "" if self.plain else "  "

    @property
    def text_width(self) -> int:
        """How wide a paragraph runs: comfortably on a screen, unbroken in a pipe."""
        return 100_000 if self.plain else min(self.width, 78)

    @property
    def narrow(self) -> bool:
        """Whether columns must go under each other."""
        return self.width < 64
