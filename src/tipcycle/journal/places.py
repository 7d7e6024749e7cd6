"""Where everything lies. Resolved once from values that the edge read; no global, no environment here."""

from pathlib import Path

from msgspec import Struct

JOURNAL = "journal.toml"
CYCLES = "cycles"
OWN_TIPS = "tips.toml"


class Places(Struct, frozen=True):
    """The folders of one journal."""

    home: Path
    """What the manager has written."""
    state: Path
    """Lock and backups."""
    cache: Path

    @classmethod
    def at(cls, home: Path) -> "Places":
        """Everything under one folder, as `TIPCYCLE_HOME` asks (docs/reference/file-format.md)."""
        return cls(home, home / ".tipcycle", home / ".tipcycle" / "cache")

    @classmethod
    def of_the_platform(cls) -> "Places":
        """The platform's own folders for data, state and cache."""
        import platformdirs

        return cls(
            platformdirs.user_data_path("tipcycle", appauthor=False),
            platformdirs.user_state_path("tipcycle", appauthor=False),
            platformdirs.user_cache_path("tipcycle", appauthor=False),
        )

    @property
    def journal(self) -> Path:
        """What belongs to no cycle."""
        return self.home / JOURNAL

    @property
    def cycles(self) -> Path:
        """The folder with one file a cycle."""
        return self.home / CYCLES

    @property
    def own_tips(self) -> Path:
        """The manager's own tips, if there are any."""
        return self.home / OWN_TIPS

    @property
    def lock(self) -> Path:
        """The one lock of this journal."""
        return self.state / "lock"

    @property
    def backups(self) -> Path:
        """Earlier generations of each file."""
        return self.state / "backups"
