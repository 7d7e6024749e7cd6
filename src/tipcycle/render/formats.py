"""The formats of exports. A command lists its formats in a table; options, help and file names derive from it."""

from msgspec import Struct


class FileFormat(Struct, frozen=True):
    """One format of an export."""

    name: str
    """The value of `--format`."""
    suffix: str
    """Extension of the default file name. `--output` with this extension chooses the format."""
    is_binary: bool = False
    """True if a terminal cannot display the data."""


PDF = FileFormat("pdf", "pdf", is_binary=True)
HTML = FileFormat("html", "html")
MARKDOWN = FileFormat("markdown", "md")
JSON = FileFormat("json", "json")
CSV = FileFormat("csv", "csv")
ARCHIVE = FileFormat("archive", "zip", is_binary=True)

CARD_FORMATS = (PDF, HTML)
WALL_FORMATS = (HTML, MARKDOWN)
BOOKLET_FORMATS = (PDF, MARKDOWN)
JOURNAL_FORMATS = (ARCHIVE, JSON, CSV)
