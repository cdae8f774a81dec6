"""Saves a tree as a folder: written beside, and put in place of the old one in a single step.

What the old folder has already is linked from there, so that media are copied once and an update
costs what changed. A folder that says the same is left alone.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
import time
from typing import TYPE_CHECKING

from scormkit.archive.codes import CHANGED, TARGET
from scormkit.archive.digest import unreadable
from scormkit.archive.output.copying import system_copies
from scormkit.archive.output.outflow import Outflow
from scormkit.archive.output.saving import check_name
from scormkit.diagnostics import Diagnostic, Location
from scormkit.errors import PackageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scormkit.archive.tree import Content, DiskFile, FileTree

if sys.platform != "win32":
    import fcntl

_SUFFIX = ".unpacking"
_STALE = 3600  # seconds; only where a folder cannot be locked
_AT_CWD, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE, renameat2(2)


def unpack(tree: FileTree, folder: Path) -> Path:
    """Make ``folder`` hold the tree and nothing else; give it back.

    Raises :class:`PackageError` when a file of the tree cannot be read or is not what it was, or
    when the folder cannot be written; ``folder`` is then as it was.
    """
    for name in tree:
        check_name(name)
    try:
        if _holds(folder, tree):
            return folder
        folder.parent.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        with _beside(folder) as fresh, Outflow() as outflow:
            for parent in {(fresh / name).parent for name in tree}:
                parent.mkdir(parents=True, exist_ok=True)
            for name, content in tree.items():
                _write(fresh / name, content, folder / name, outflow)
            _settle_all(fresh)
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{folder.name} cannot be written: {reason}"
        at = Location(str(folder))
        raise PackageError(
            Diagnostic(TARGET.id, TARGET.severity, message, at, TARGET.help)
        ) from error
    return folder


def _holds(folder: Path, tree: FileTree) -> bool:
    """Answer whether the folder has these files and no others."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    found = {path.relative_to(folder).as_posix() for path in _within(folder) if not _is_dir(path)}
    return found == set(tree) and all(_same(folder / name, tree[name]) for name in tree)


def _same(place: Path, content: Content) -> bool:
    """Answer whether a file has this content; a copy of a file on disk is known by its time stamp."""
    try:
        status = place.lstat()
        if isinstance(content, bytes):
            same_size = status.st_size == len(content) and not place.is_symlink()
            return same_size and place.read_bytes() == content
        source = content.path.stat()
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) == (content.size, source.st_mtime_ns)


def _write(place: Path, content: Content, old: Path, outflow: Outflow) -> None:
    if _same(old, content):
        with contextlib.suppress(OSError):  # a file system without links
            os.link(old, place)
            return
    if isinstance(content, bytes):
        place.write_bytes(content)
    else:
        _copy(content, place, outflow)


def _copy(content: DiskFile, place: Path, outflow: Outflow) -> None:
    """Copy within the system, never through memory; the author's own file is not linked to."""
    try:
        before = content.path.stat()
        with place.open("xb", buffering=0) as file:
            done = system_copies(content.path, file, content.size, outflow)
            outflow.ended(file)
        if not done:
            shutil.copyfile(content.path, place)
        after = content.path.stat()
    except OSError as error:
        if str(error.filename) != str(content.path):
            raise
        raise PackageError(unreadable(content.path, error)) from error
    stamps = {(s.st_size, s.st_mtime_ns) for s in (before, after)}
    if stamps != {(content.size, before.st_mtime_ns)}:
        message = f"{content.path.name} changed while it was being copied"
        at = Location(str(content.path))
        raise PackageError(Diagnostic(CHANGED.id, CHANGED.severity, message, at, CHANGED.help))
    os.utime(place, ns=(after.st_mtime_ns, after.st_mtime_ns))


@contextlib.contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """Give a new folder that takes the place of ``folder`` if all goes well, or else vanishes."""
    fresh, lock = _claim(folder)
    try:
        yield fresh
        _place(fresh, folder)
    finally:
        _discard(fresh)  # the new one after a failure, else the old one
        if lock is not None:
            os.close(lock)


def _claim(folder: Path) -> tuple[Path, int | None]:
    """Make a folder and lock it, which tells :func:`_sweep` that its maker lives."""
    while True:
        fresh = folder.with_name(f".{folder.name}.{os.getpid()}.{os.urandom(4).hex()}{_SUFFIX}")
        fresh.mkdir()
        if sys.platform == "win32":
            return fresh, None
        with contextlib.suppress(FileNotFoundError):  # swept away before it was locked
            lock = os.open(fresh, os.O_RDONLY)
            with contextlib.suppress(OSError):  # a file system without locks
                fcntl.flock(lock, fcntl.LOCK_EX)
            if fresh.exists():
                return fresh, lock
            os.close(lock)


def _place(fresh: Path, folder: Path) -> None:
    """Put the new folder in place; afterwards the old one, if any, stands where the new one stood."""
    try:
        fresh.rename(folder)
    except OSError:  # something stands there
        if not _exchange(fresh, folder):
            _step_aside(fresh, folder)
    _settle(folder.parent)


def _step_aside(fresh: Path, folder: Path) -> None:
    """Replace a folder in two steps: for a moment there is none, but never half of one."""
    aside = fresh.with_name(f"{fresh.name.removesuffix(_SUFFIX)}.old{_SUFFIX}")
    folder.rename(aside)
    try:
        fresh.rename(folder)
    except OSError:
        aside.rename(folder)
        raise
    aside.rename(fresh)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step where the system can."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    paths = os.fsencode(one), os.fsencode(other)
    return rename is not None and rename(_AT_CWD, paths[0], _AT_CWD, paths[1], _EXCHANGE) == 0


def _sweep(folder: Path) -> None:
    """Remove what killed runs left of this same folder."""
    for stale in folder.parent.iterdir():
        if stale.name.startswith(f".{folder.name}.") and stale.name.endswith(_SUFFIX):
            with contextlib.suppress(OSError):
                if stale.is_symlink() or _abandoned(stale):
                    _discard(stale)


def _discard(path: Path) -> None:
    with contextlib.suppress(OSError):
        if _is_dir(path):
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _abandoned(stale: Path) -> bool:
    """Answer whether nobody writes a folder any more."""
    if sys.platform == "win32":
        return time.time() - stale.stat().st_mtime > _STALE
    handle = os.open(stale, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def _within(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        for name in (*folders, *names):
            yield folder / where / name


def _is_dir(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _settle_all(folder: Path) -> None:
    """Bring a folder with all that is in it to the disk: at once where the system can."""
    sync = getattr(ctypes.CDLL(None), "syncfs", None) if sys.platform == "linux" else None
    if sync is None:
        for path in (folder, *_within(folder)):
            _settle(path)
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        sync(handle)
    finally:
        os.close(handle)


def _settle(path: Path) -> None:
    """Bring a file or a folder to the disk, so that a power cut finds it whole."""
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
