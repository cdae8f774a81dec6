"""Saves a tree as a zip file: same tree, same bytes; the name shows the old package or the new."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import TYPE_CHECKING

from scormkit.archive.cache import Cache
from scormkit.archive.codes import TARGET
from scormkit.archive.digest import fingerprint
from scormkit.archive.output.outflow import Outflow
from scormkit.archive.output.writing import Writer
from scormkit.archive.records import MAX16
from scormkit.diagnostics import Diagnostic, Location
from scormkit.errors import PackageError
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scormkit.archive.tree import FileTree

if sys.platform != "win32":
    import fcntl

_FRESH = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class Saved(Struct, frozen=True):
    """A package on disk; ``digest`` is the :func:`fingerprint` of the tree it was made from."""

    path: Path
    size: int
    files: int
    digest: str


def save(
    tree: FileTree, path: Path, cache: Cache | None = None, *, first: tuple[str, ...] = ()
) -> Saved:
    """Write a zip beside ``path`` and rename it into place; ``first`` names what stands in front.

    Raises :class:`PackageError` when a file of the tree cannot be read or is not what its digest
    says, or when the package cannot be written; ``path`` is then as it was.
    """
    cache = cache if cache is not None else Cache()
    leading = [name for name in first if name in tree]
    names = [*leading, *(name for name in tree if name not in leading)]
    for name in names:
        check_name(name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        with _beside(path) as file, Outflow() as outflow:
            writer = Writer(file, cache, outflow)
            for name in names:
                writer.add(name, tree[name])
            size = writer.finish()
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{path.name} cannot be written: {reason}"
        diagnostic = Diagnostic(
            TARGET.id, TARGET.severity, message, Location(str(path)), TARGET.help
        )
        raise PackageError(diagnostic) from error
    return Saved(path, size, len(names), fingerprint(tree, first))


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[io.FileIO]:
    """Give a new file beside ``path`` that takes its place if all goes well, or else vanishes."""
    file, temporary = _claim(path)
    try:
        with file:
            yield file
            os.fsync(file.fileno())
            if sys.platform != "win32":  # still locked, or another saver could sweep it away
                temporary.replace(path)
        if sys.platform == "win32":  # a file that is open cannot be renamed there
            temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def _claim(path: Path) -> tuple[io.FileIO, Path]:
    """Make a temporary file and lock it, which tells :func:`_sweep` that its maker lives."""
    while True:
        temporary = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}.tmp")
        file = io.FileIO(os.open(temporary, _FRESH, 0o666), "r+")
        if sys.platform != "win32":
            with contextlib.suppress(OSError):
                fcntl.flock(file, fcntl.LOCK_EX)
        if os.fstat(file.fileno()).st_nlink:
            return file, temporary
        file.close()  # swept away in the moment before it was locked


def _sweep(path: Path) -> None:
    """Remove what killed runs left of this same package."""
    for stale in path.parent.iterdir():
        if stale.name.startswith(f".{path.name}.") and stale.name.endswith(".tmp"):
            with contextlib.suppress(OSError):
                _discard(stale)


def _discard(stale: Path) -> None:
    """Delete a temporary file unless its maker still writes it."""
    if sys.platform == "win32":  # a file that is open cannot be deleted there
        stale.unlink()
        return
    with stale.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        stale.unlink()


def _settle(folder: Path) -> None:
    """Make the rename itself survive a power cut, where folders can be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def check_name(name: str) -> None:
    """Refuse what our own rules would refuse in a stranger's package."""
    parts = name.split("/")
    bad = "\\" in name or ".." in parts or "" in parts or any(c < " " for c in name)
    if bad or len(name.encode()) > MAX16:
        raise ValueError(f"not a path inside a package: {name!r}")
