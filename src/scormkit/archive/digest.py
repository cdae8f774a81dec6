"""Names contents by XXH3-128, the one hash that costs nothing beside reading the bytes."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from xxhash import xxh3_128, xxh3_128_hexdigest

from scormkit.archive.codes import SOURCE
from scormkit.archive.tree import DiskFile
from scormkit.diagnostics import Diagnostic, Location
from scormkit.errors import PackageError

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.archive.cache import Cache
    from scormkit.archive.tree import Content, FileTree

BUFFER = 1 << 20
_KIND = "file"
# A file younger than this may change again without its time stamp showing it: FAT counts in 2 s.
_SETTLED = 2_000_000_000


def digest_bytes(data: bytes) -> str:
    """Give the XXH3-128 of bytes as hex."""
    return xxh3_128_hexdigest(data)


def digest_file(path: Path, cache: Cache | None = None) -> DiskFile:
    """Read a file once to know its digest; not even that if its size and time are remembered."""
    key = str(path.absolute())
    try:
        status = path.stat()
        stamp = [status.st_size, status.st_mtime_ns]
        known = cache.get(_KIND, key) if cache is not None else None
        if known is not None:
            *seen, digest = json.loads(known)
            if seen == stamp:
                return DiskFile(path, status.st_size, digest)
        size, digest = _read_digest(path)
    except OSError as error:
        raise PackageError(unreadable(path, error)) from error
    if cache is not None:
        if size == status.st_size and time.time_ns() - status.st_mtime_ns > _SETTLED:
            cache.put(_KIND, key, json.dumps([*stamp, digest]).encode())
        else:
            cache.drop(_KIND, key)
    return DiskFile(path, size, digest)


def forget_file(path: Path, cache: Cache) -> None:
    """Drop what is remembered of a file whose bytes proved to be others."""
    cache.drop(_KIND, str(path.absolute()))


def fingerprint(tree: FileTree, first: tuple[str, ...] = ()) -> str:
    """Give a digest of all names and contents: two trees with one fingerprint make one package."""
    whole = xxh3_128("\n".join(first).encode())
    for name, content in tree.items():
        whole.update(f"\0{name}\0{tree.size(name)}\0{digest_content(content)}".encode())
    return whole.hexdigest()


def digest_content(content: Content) -> str:
    """Give the XXH3-128 of a content as hex, computed or already known."""
    return content.digest if isinstance(content, DiskFile) else digest_bytes(content)


def unreadable(path: Path, error: OSError) -> Diagnostic:
    """Say that a file of the course cannot be read."""
    reason = error.strerror or str(error)
    message = f"{path.name} cannot be read: {reason}"
    return Diagnostic(SOURCE.id, SOURCE.severity, message, Location(str(path)), SOURCE.help)


def _read_digest(path: Path) -> tuple[int, str]:
    whole = xxh3_128()
    buffer = bytearray(BUFFER)
    view = memoryview(buffer)
    size = 0
    with path.open("rb", buffering=0) as file:
        while count := file.readinto(buffer):
            whole.update(view[:count])
            size += count
    return size, whole.hexdigest()
