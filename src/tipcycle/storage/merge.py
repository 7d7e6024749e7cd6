"""Merge copies of a journal into the journal (docs/decisions/10-backups-and-merge.md).

The existing bytes never change, so comments, manual edits and unknown keys are preserved.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct, field

from tipcycle.core.errors import DamagedFileError, NewerFormatError, ReservedKeyError
from tipcycle.core.merge_conflicts import RawBlock, StatusConflict, content_key, diff_blocks, status_conflicts
from tipcycle.core.tips import TIPS_FORMAT
from tipcycle.storage.field_types import unknown_keys
from tipcycle.storage.import_sources import ImportSource
from tipcycle.storage.journal_files import Clock, FileWrite, read_existing_files, write_files
from tipcycle.storage.lock import exclusive_lock, retry_if_changed
from tipcycle.storage.own_tips import parse_own_tips
from tipcycle.storage.paths import OWN_TIPS_FILE, Paths, is_cycle_file
from tipcycle.storage.toml_format import (
    JOURNAL_FORMAT,
    RawParsedFile,
    append_text,
    conflicting_key,
    format_block,
    parse_file,
)


class FileMergeResult(Struct, frozen=True):
    """The result of a merge for one file."""

    name: str
    entry_count: int = 0
    """Number of new entries. One entry is everything that one command wrote."""
    is_new: bool = False
    """True if the file did not exist here and is copied unchanged."""
    conflicting_ids: tuple[str, ...] = ()
    """Ids with different content in the two copies. Both blocks are kept. Of own tips, only ours is kept."""
    weeks_differ: bool = False
    """True if the cycle header of the copy differs. Our header stays."""
    status_conflicts: tuple[StatusConflict, ...] = ()
    """Weeks of a tip with different statuses in the two copies."""


class MergeResult(Struct, frozen=True):
    """The result of a merge, done or planned."""

    files: tuple[FileMergeResult, ...]
    unreadable_counts: Mapping[str, int] = field(default_factory=dict)
    """Number of unreadable blocks by the label of the source."""
    writes: Mapping[str, FileWrite] = field(default_factory=dict)


def merge_sources(paths: Paths, sources: Sequence[ImportSource], clock: Clock) -> MergeResult:
    """Append everything from the sources that the journal does not have, with one durable write for each file.

    Raises `NewerFormatError`, `DamagedFileError`, `ReservedKeyError` or `FileTooLargeError` before anything is
    written, and `PartialWriteError` if the disk fails between two files.
    """
    names = sorted({source.name for source in sources if source.name is not None})

    def attempt() -> MergeResult:
        result = plan_merge(read_existing_files(paths, names), sources)
        write_files(paths, result.writes, clock())
        return result

    with exclusive_lock(paths.lock):
        return retry_if_changed(attempt)


def plan_merge(ours: Mapping[str, bytes], sources: Iterable[ImportSource]) -> MergeResult:
    """Return the result of merging these sources into these files. Write nothing."""
    results: dict[str, FileMergeResult] = {}
    unreadable: dict[str, int] = {}
    contents = dict(ours)
    for source in sorted(sources, key=_merge_order):
        if source.name is None:
            unreadable[source.label] = 1
            continue
        merge_into = _merge_own_tips if source.name == OWN_TIPS_FILE else _merge_journal_file
        current = contents.get(source.name)
        merged, result, unreadable_count = merge_into(current, source)
        if unreadable_count:
            unreadable[source.label] = unreadable_count
        if merged != current and merged is not None:
            contents[source.name] = merged
        results[source.name] = _combine_results(results.get(source.name), result)
    writes = {
        name: FileWrite(name, ours.get(name), merged) for name, merged in contents.items() if merged != ours.get(name)
    }
    return MergeResult(tuple(results[name] for name in sorted(results)), unreadable, writes)


def _merge_order(source: ImportSource) -> tuple[bool, str]:
    """Return the sort key of a source: undamaged sources first, because a file that is new here is copied as it is."""
    damaged = source.name not in (None, OWN_TIPS_FILE) and parse_file(source.data, str(source.name)).is_damaged
    return damaged, source.label


def _combine_results(first: FileMergeResult | None, second: FileMergeResult) -> FileMergeResult:
    if first is None:
        return second
    conflicting_ids = tuple(dict.fromkeys(first.conflicting_ids + second.conflicting_ids))
    return FileMergeResult(
        first.name,
        first.entry_count + second.entry_count,
        first.is_new or second.is_new,
        conflicting_ids,
        first.weeks_differ or second.weeks_differ,
        (
            *first.status_conflicts,
            *(conflict for conflict in second.status_conflicts if conflict not in first.status_conflicts),
        ),
    )


def raw_blocks_of(file: RawParsedFile) -> tuple[RawBlock, ...]:
    """Return all blocks of a file, of known and unknown kinds, except those nested too deeply to compare."""
    blocks = []
    for kind, table, event in file.tables:
        id = table.get("id")
        unknown = table if event is None else {key: table[key] for key in unknown_keys(kind, table)}
        try:
            content = (event, content_key(unknown))
        except RecursionError:
            continue
        blocks.append(RawBlock(kind, id if isinstance(id, str) else "", content, table))
    return tuple(blocks)


def _merge_journal_file(ours: bytes | None, source: ImportSource) -> tuple[bytes | None, FileMergeResult, int]:
    """Return our file with the new blocks, the result, and the number of unreadable blocks in the source."""
    name = str(source.name)
    theirs = parse_file(source.data, name)
    if theirs.format > JOURNAL_FORMAT:
        raise NewerFormatError(source.label, theirs.format)
    unreadable_count = sum(problem.skipped_blocks or 1 for problem in theirs.problems if problem.severity == "error")
    if ours is None:
        if is_cycle_file(name) and theirs.header is None:
            return None, FileMergeResult(name), unreadable_count
        return source.data, FileMergeResult(name, _count_entries(raw_blocks_of(theirs)), is_new=True), unreadable_count
    parsed = parse_file(ours, name)
    diff = diff_blocks(raw_blocks_of(parsed), raw_blocks_of(theirs))
    if diff.new_blocks and parsed.format > JOURNAL_FORMAT:
        raise NewerFormatError(name, parsed.format)
    if diff.new_blocks and parsed.is_damaged:
        raise DamagedFileError(name, next(problem.line for problem in parsed.problems if problem.severity == "error"))
    weeks_differ = theirs.header is not None and theirs.header != parsed.header
    merged, added = _append_raw_blocks(ours, parsed, diff.new_blocks, name)
    conflicts = status_conflicts(parsed.events, theirs.events) if added else ()
    result = FileMergeResult(
        name,
        _count_entries(added),
        conflicting_ids=diff.conflicting_ids,
        weeks_differ=weeks_differ,
        status_conflicts=conflicts,
    )
    return merged, result, unreadable_count + len(diff.new_blocks) - len(added)


def _count_entries(blocks: Iterable[RawBlock]) -> int:
    """Return the number of entries in these blocks.

    The blocks of one command have the same `at`. A block without a valid `at` counts as one entry.
    """
    entries: set[object] = set()
    for position, block in enumerate(blocks):
        at = block.table.get("at")  # in an unknown block it can have any type
        entries.add(at if isinstance(at, datetime) else block.id or position)
    return len(entries)


def _append_raw_blocks(
    ours: bytes, parsed: RawParsedFile, blocks: tuple[RawBlock, ...], name: str
) -> tuple[bytes, list[RawBlock]]:
    """Return our file with the blocks appended, and the blocks that could be written.

    Raises `ReservedKeyError` if the result does not parse to the old content plus the new blocks.
    """
    texts: list[str] = []
    added: list[RawBlock] = []
    for block in blocks:
        try:
            texts.append(format_block(block.kind, block.table))
        except (ValueError, RecursionError, OverflowError):  # an integer with too many digits to convert
            continue
        added.append(block)
    if not added:
        return ours, []
    merged = append_text(ours, "".join(texts), name)
    after = parse_file(merged, name)
    if (
        after.is_damaged
        or after.header != parsed.header
        or _count_block_keys(after) != _count_block_keys(parsed) + Counter(map(_block_key, added))
    ):
        raise ReservedKeyError(name, conflicting_key(ours, (block.kind for block in added)))
    return merged, added


def _block_key(block: RawBlock) -> tuple[object, ...]:
    return (block.kind, block.id, block.content_key)


def _count_block_keys(file: RawParsedFile) -> Counter[tuple[object, ...]]:
    return Counter(map(_block_key, raw_blocks_of(file)))


def _merge_own_tips(ours: bytes | None, source: ImportSource) -> tuple[bytes | None, FileMergeResult, int]:
    """Return our own tips with those of the source whose id is free, the result, and the number of unreadable tips."""
    theirs, format = parse_own_tips(source.data)
    if format > TIPS_FORMAT:
        raise NewerFormatError(source.label, format)
    if theirs is None:
        return ours, FileMergeResult(OWN_TIPS_FILE), 1
    if ours is None:
        return source.data, FileMergeResult(OWN_TIPS_FILE, len(theirs), is_new=True), 0
    our_tips, format = parse_own_tips(ours)
    if format > TIPS_FORMAT:
        raise NewerFormatError(OWN_TIPS_FILE, format)
    if our_tips is None:
        raise DamagedFileError(OWN_TIPS_FILE)
    diff = diff_blocks(our_tips, theirs)
    new = [block for block in diff.new_blocks if block.id not in diff.conflicting_ids]
    if not new:
        return ours, FileMergeResult(OWN_TIPS_FILE, conflicting_ids=diff.conflicting_ids), 0
    try:
        added = "".join(format_block(block.kind, block.table) for block in new)
    except (ValueError, RecursionError, OverflowError):
        return ours, FileMergeResult(OWN_TIPS_FILE, conflicting_ids=diff.conflicting_ids), len(new)
    merged = append_text(ours, added, OWN_TIPS_FILE)
    after, _ = parse_own_tips(merged)
    if after is None or Counter(map(_block_key, after)) != Counter(map(_block_key, (*our_tips, *new))):
        raise ReservedKeyError(OWN_TIPS_FILE, "tip")
    return merged, FileMergeResult(OWN_TIPS_FILE, len(new), conflicting_ids=diff.conflicting_ids), 0
