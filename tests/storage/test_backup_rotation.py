"""Generations beyond the ordinary: what crashes, full disks and strangers leave, and what a generation holds."""

import errno
import os
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.journal_builder import PICK_TEXT, cycle_text
from tests.storage.clocks import NOON, noon
from tipcycle.core.errors import DiskError, DurabilityError, NewerFormatError
from tipcycle.core.events import Change, Profile, Voice
from tipcycle.storage import atomic_files, backup_details, health, merge, own_tips
from tipcycle.storage.atomic_files import replace_file
from tipcycle.storage.backup_details import FileStats, file_stats, inspect_backups, latest_readable_number
from tipcycle.storage.backups import Backup, expired_backups, stored_backups
from tipcycle.storage.import_sources import Source
from tipcycle.storage.journal_files import FileWrite, write_file
from tipcycle.storage.own_tips import add_own_tips
from tipcycle.storage.paths import Paths
from tipcycle.storage.restore import restore_files
from tipcycle.storage.store import Store

NAME = "cycles/2026-03-02.toml"
SOUND = cycle_text(PICK_TEXT).encode()

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither these modes nor these links")


@pytest.fixture
def places(tmp_path: Path) -> Paths:
    """A journal with one sound cycle file."""
    places = Paths.under(tmp_path)
    places.cycles.mkdir()
    file = tmp_path / NAME
    file.write_bytes(SOUND)
    file.chmod(0o600)
    return places


def write(places: Paths, data: bytes) -> None:
    """Puts other bytes into the cycle file, as a restore does."""
    write_file(places, FileWrite(NAME, (places.home / NAME).read_bytes(), data), NOON)


def held(places: Paths) -> list[tuple[int, bytes]]:
    """The generations of the cycle file: number and content."""
    return [(generation.number, generation.path.read_bytes()) for generation in stored_backups(places, NAME)]


def fault(monkeypatch: pytest.MonkeyPatch, name: str, *, call: int, code: int = errno.EIO) -> None:
    """Makes one function of the operating system refuse its n-th call."""
    real: Callable[..., Any] = getattr(os, name)
    count = 0

    def refusing(*args: Any, **kwargs: Any) -> Any:
        nonlocal count
        count += 1
        if count == call:
            raise OSError(code, os.strerror(code))
        return real(*args, **kwargs)

    monkeypatch.setattr(os, name, refusing)


@posix
def test_the_link_lasts_before_the_rename(places: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of generations is flushed before the old name goes: else a power cut could take both."""
    done: list[str] = []
    real_fsync, real_replace = os.fsync, os.replace

    def fsync(handle: int) -> None:
        done.append(str(Path(f"/proc/self/fd/{handle}").readlink()) if sys.platform == "linux" else "?")
        real_fsync(handle)

    def replace(source: Path, target: Path) -> None:
        done.append("rename")
        real_replace(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    write(places, b"other")
    if sys.platform == "linux":
        assert str(places.backups / "cycles") in done[: done.index("rename")]


@posix
@pytest.mark.parametrize("call", range(1, 6))
def test_a_generation_that_may_not_last(places: Paths, monkeypatch: pytest.MonkeyPatch, call: int) -> None:
    """When the disk does not confirm what is kept, nothing is replaced, and nobody says that it was saved."""
    places.backups.joinpath("cycles").mkdir(parents=True)
    monkeypatch.setattr(os, "link", _no_links)
    fault(monkeypatch, "fsync", call=call)
    try:
        write(places, b"other")
    except DiskError:
        assert (places.home / NAME).read_bytes() == SOUND
    except DurabilityError:
        assert call == 4
        assert (places.home / NAME).read_bytes() == b"other"
    else:
        assert call == 5


def _no_links(*_: object) -> None:
    raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))


def test_killed_before_the_rename(places: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that was killed between keeping and renaming leaves a generation; the next run makes no second one."""

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(atomic_files, "_replace", killed)
        with pytest.raises(KeyboardInterrupt):
            write(places, b"other")
    assert held(places) == [(1, SOUND)]
    write(places, b"other")
    assert held(places) == [(1, SOUND)]
    write(places, b"third")
    assert held(places) == [(1, SOUND), (2, b"other")]


@pytest.mark.parametrize("links", [True, False], ids=["with hard links", "without"])
def test_a_number_that_is_taken(places: Paths, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    """A folder or a link under the next number is left alone, and the number after it is used."""
    if not links:
        monkeypatch.setattr(os, "link", _no_links)
    (places.backups / f"{NAME}.000001").mkdir(parents=True)
    write(places, b"other")
    assert held(places) == [(2, SOUND)]


@posix
def test_a_link_is_no_generation(places: Paths, tmp_path: Path) -> None:
    """A link among the generations is not shown as one: what it leads to is somebody else's."""
    places.backups.joinpath("cycles").mkdir(parents=True)
    (places.backups / f"{NAME}.000007").symlink_to(tmp_path / NAME)
    assert stored_backups(places) == []


@posix
@pytest.mark.parametrize("seconds", [2**40, -(2**40)])
def test_written_beyond_the_calendar(places: Paths, monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    """A generation whose time no calendar has is passed over, not stumbled over."""
    write(places, b"other")
    real = Path.lstat

    class Odd:
        st_mode, st_size, st_mtime = 0o100600, 5, float(seconds)

    monkeypatch.setattr(Path, "lstat", lambda path: Odd() if path.name.endswith(".000001") else real(path))
    assert stored_backups(places) == []


@posix
def test_a_file_that_others_could_read(places: Paths) -> None:
    """The generation of a file that everyone could read is the owner's alone, and the file keeps its mode till then."""
    (places.home / NAME).chmod(0o644)
    write(places, b"other")
    (generation,) = stored_backups(places)
    assert generation.path.stat().st_mode & 0o777 == 0o600
    assert generation.path.read_bytes() == SOUND


def test_what_proves_that_it_was_longer() -> None:
    """A long state that a short one replaced stays a year, also when later states grew longer than it: its follower
    stays with it, or nobody would see that anything was lost."""
    replaced = NOON - timedelta(days=100)
    sizes = [900, 10, *range(1000, 1100)]
    times = [replaced - timedelta(days=1), replaced, *(replaced + timedelta(hours=n) for n in range(1, 101))]
    states = enumerate(zip(sizes, times, strict=True), 1)
    every = [Backup(Path(f"f.{n:06}"), "f", n, size, at) for n, (size, at) in states]
    for _ in range(3):  # each save looks again at what the one before left
        gone = {each.number for each in expired_backups(every, NOON)}
        every = [each for each in every if each.number not in gone]
    assert {1, 2} <= {each.number for each in every}
    gone = {each.number for each in expired_backups(every, replaced + timedelta(days=366))}
    assert {1, 2} & gone


@posix
def test_new_folders_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each new folder's name is flushed in the folder above it, or a power cut could take the file with its folder."""
    flushed: list[Path] = []
    real = atomic_files.fsync_folder

    def flush(folder: Path) -> None:
        flushed.append(folder)
        real(folder)

    monkeypatch.setattr(atomic_files, "fsync_folder", flush)
    places = Paths.under(tmp_path / "a" / "b")
    write_file(places, FileWrite(NAME, None, SOUND), NOON)
    assert flushed == [tmp_path, tmp_path / "a", tmp_path / "a" / "b", places.cycles]


def test_a_folder_that_cannot_be_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that refuses even to be looked at is a refusal of the disk like any other."""

    def refused(_: Path) -> bool:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "is_dir", refused)
    with pytest.raises(DiskError):
        atomic_files.make_private_folder(tmp_path / "state")


# What a run that was killed leaves.


def test_what_a_killed_run_left(places: Paths) -> None:
    """The temporary file of a run that was killed goes with the next save; what only looks like one stays."""
    stale = [".2026-03-02.toml.0123456789ab.tmp", ".2026-03-02.toml.ffffffffffff.tmp"]
    others = [".2026-03-02.toml.tmp", ".2026-03-02.toml.0123456789ab", ".2026-05-04.toml.0123456789ab.tmp", ".DS_Store"]
    for name in stale + others:
        (places.cycles / name).write_text("x")
    write(places, b"other")
    assert sorted(path.name for path in places.cycles.iterdir()) == sorted(["2026-03-02.toml", *others])


def test_an_entry_tidies_up_too(places: Paths) -> None:
    """So does an ordinary entry, for its own file."""
    stale = places.cycles / ".2026-03-02.toml.0123456789ab.tmp"
    stale.write_text("x")
    store = Store(places, NOON.date(), noon)
    store.save(lambda journal: Change(journal.cycle_files[0].header.starts, (Voice(text="x"),)))
    assert not stale.exists()


def test_the_file_is_gone(places: Paths) -> None:
    """A file that was taken away between reading and writing is not a refusal of the disk: it is read again."""
    (places.home / NAME).unlink()
    with pytest.raises(atomic_files.FileChangedError):
        replace_file(places.home / NAME, b"new", expected=SOUND)
    assert not (places.home / NAME).exists()


@posix
def test_a_disk_that_takes_nothing(places: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that takes no byte, again and again, is refused instead of tried for ever."""
    monkeypatch.setattr(os, "write", lambda *_: 0)
    with pytest.raises(DiskError):
        write(places, b"other")
    assert (places.home / NAME).read_bytes() == SOUND


# What a generation holds.


def test_what_is_held() -> None:
    """Blocks, entries, errors and format of a file are known without a word of what it says."""
    assert file_stats(NAME, SOUND) == FileStats(1, 0, entry_count=1)
    assert file_stats(NAME, SOUND + b"\n[[mood]]\nx = 1\n") == FileStats(2, 0, entry_count=2)
    assert file_stats(NAME, SOUND + b"\n[[note]]\nx = 1\n") == FileStats(1, 1, entry_count=1)
    same = "at = 2026-03-06T08:00:00Z"
    both = cycle_text(f'{PICK_TEXT}\n[[checkin]]\n{same}\nweek = "2026-W10"\ndid = [5]\n[[voice]]\n{same}\ntext = "x"')
    assert file_stats(NAME, both.encode()) == FileStats(3, 0, entry_count=2)
    assert file_stats(NAME, b"\0" * 9) == FileStats(0, 1)
    assert file_stats(NAME, SOUND.replace(b"format = 1", b"format = 2")).format == 2
    assert file_stats("journal.toml", b"format = 1\n") == FileStats(0, 0)
    assert file_stats("tips.toml", b"format = 1\n[[tip]]\nid = 201\n") == FileStats(1, 0, entry_count=1)
    assert file_stats("tips.toml", b"[[tip]\n").error_count == 1


def test_listed(places: Paths) -> None:
    """Of each file the newest comes first, with what it holds and whether it is longer than what replaced it."""
    write(places, SOUND + b"\n# and more, by hand\n")
    write(places, b"\0" * 50)
    write(places, SOUND)
    every = inspect_backups(places)
    found = [(each.backup.number, each.stats.block_count, each.stats.is_readable, each.is_longer) for each in every]
    assert found == [(3, 0, False, False), (2, 1, True, True), (1, 1, True, False)]


def test_longer_than_what_is_there_now(places: Paths) -> None:
    """The latest generation is measured against the file itself; a file that is gone is shorter than any."""
    write(places, b"short")
    assert inspect_backups(places, NAME)[0].is_longer
    (places.home / NAME).unlink()
    assert inspect_backups(places, NAME)[0].is_longer


def test_newest_good(places: Paths) -> None:
    """The latest state of which all can be read is offered, never a broken, an empty or a newer one."""
    assert latest_readable_number(places, NAME) is None
    bad = [b"\0" * 50, SOUND + b"x = [", b"", SOUND.replace(b"format = 1", b"format = 2")]
    for data in (*bad, b"end"):
        write(places, data)
    assert latest_readable_number(places, NAME) == 1
    assert latest_readable_number(places, "journal.toml") is None


# Own tips are kept like everything else.


def test_own_tips_have_generations(places: Paths) -> None:
    """What `tips add` replaces is kept, and a file of a later format or without sense is not added to."""
    for id in (201, 202):
        add_own_tips(places, [{"id": id}], lambda _: True, noon)
    assert [each.path.read_bytes() for each in stored_backups(places, "tips.toml")] == [
        b"format = 1\n\n[[tip]]\nid = 201\n"
    ]


def test_own_tips_have_a_format_of_their_own(places: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later one is written, taken in, checked, kept and put back, while the journal's own stays what it is."""
    for module in (own_tips, merge, health, backup_details):
        monkeypatch.setattr(module, "TIPS_FORMAT", 2)
    for id in (201, 202):
        add_own_tips(places, [{"id": id}], lambda _: True, noon)
    first = stored_backups(places, "tips.toml")[0].path.read_bytes()
    assert first == b"format = 2\n\n[[tip]]\nid = 201\n"
    assert merge.plan_merge({"tips.toml": first}, [Source("copy", "tips.toml", first.replace(b"201", b"203"))]).writes
    assert list(health.check_files(places, [])) == []
    assert latest_readable_number(places, "tips.toml") == 1
    restore_files(places, {"tips.toml": first}, noon)
    with pytest.raises(NewerFormatError):
        restore_files(places, {NAME: SOUND.replace(b"format = 1", b"format = 2")}, noon)


def test_every_kind_of_write_keeps(places: Paths) -> None:
    """An entry in `journal.toml` and one in a cycle each keep what they replace."""
    store = Store(places, NOON.date(), noon)
    store.save(lambda _: Change(None, (Profile(name="Ro"),)))
    store.save(lambda _: Change(None, (Profile(name="Ra"),)))
    store.save(lambda journal: Change(journal.cycle_files[0].header.starts, (Voice(text="x"),)))
    assert [(each.file_name, each.number) for each in stored_backups(places)] == [(NAME, 1), ("journal.toml", 1)]


def test_where_nothing_can_be_kept(places: Paths) -> None:
    """A file in the place of the folder of generations refuses the write, and the old bytes stand."""
    places.state.mkdir()
    places.backups.write_text("mine")
    assert stored_backups(places) == []
    with pytest.raises(DiskError):
        write(places, b"other")
    assert (places.home / NAME).read_bytes() == SOUND
