"""What an earlier build made and need not be made again; a build without it gives the same bytes.

One file: a mark, the place and checksum of the index, the blobs, the index as JSON. It is read
lazily and replaced as a whole, so that builds running side by side do each other no harm: the
last one to finish wins. Anything odd about the file makes it an empty cache.
"""

from __future__ import annotations

import contextlib
import json
import os
import struct
import time
from typing import IO, TYPE_CHECKING, Self

from xxhash import xxh3_64_intdigest

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = struct.Struct("<16sQQQ")  # mark; offset, length and XXH3-64 of the index
_MARK = b"scormkit cache1\n"
_MEMORY = 64 << 20  # bytes of new values held until they are saved; more are not kept
_STALE = 3600  # seconds

_Place = tuple[int, int, int]  # offset, length, XXH3-64 of a blob


class Cache:
    """Values under a kind and a key. :meth:`save` drops what this build did not ask for."""

    def __init__(self, file: Path | None = None) -> None:
        self._path = file
        self._old: IO[bytes] | None = None
        self._places: dict[str, _Place] = {}
        self._new: dict[str, bytes] = {}
        self._used: set[str] = set()
        self._held = 0
        self._dropped = False
        # Checksums of files whose bytes were read in this run, by digest and stamp; never saved.
        self.verified: dict[tuple[str | int, ...], int] = {}
        if file is not None:
            self._load(file)

    @classmethod
    def open(cls, folder: Path, name: str = "build") -> Self:
        """Give the cache ``name`` of a project; one for each deliverable, in ``folder``."""
        return cls(folder / f"{name}.cache")

    def get(self, kind: str, key: str) -> bytes | None:
        """Give the value, or nothing if it is unknown or damaged."""
        name = f"{kind}\n{key}"
        value = self._new.get(name)
        if value is None and (place := self._places.get(name)) is not None:
            value = self._blob(place)
            if value is None:
                del self._places[name]
        if value is not None:
            self._used.add(name)
        return value

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Keep a value for the rest of this build and, once saved, for the next one."""
        name = f"{kind}\n{key}"
        self._places.pop(name, None)
        self._held += len(value) - len(self._new.pop(name, b""))
        if self._held > _MEMORY:
            self._held -= len(value)
            return
        self._new[name] = value
        self._used.add(name)

    def drop(self, kind: str, key: str) -> None:
        """Forget a value that proved wrong."""
        name = f"{kind}\n{key}"
        self._dropped |= self._places.pop(name, None) is not None
        self._held -= len(self._new.pop(name, b""))

    def made(self, kind: str) -> int:
        """Count the new values whose kind begins like this, since the cache was last saved."""
        return sum(name.startswith(kind) for name in self._new)

    def save(self, *, complete: bool = True) -> None:
        """Write to disk what is worth keeping; a cache that cannot be written is no error.

        ``complete`` says that the build came to its end, so that what it did not use is stale.
        """
        kept = [n for n in self._places if n in self._used or not complete]
        changed = self._new or self._dropped or len(kept) < len(self._places)
        if self._path is None or not changed:
            return
        temporary = self._path.with_name(f".{self._path.name}.{os.getpid()}.tmp")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._sweep()
            self._write(temporary, kept)
            self.close()
            temporary.replace(self._path)
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        self._new.clear()
        self._held, self._dropped = 0, False
        self._load(self._path)

    def close(self) -> None:
        """Let go of the file; what was not saved is lost."""
        if self._old is not None:
            self._old.close()
            self._old = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def _load(self, path: Path) -> None:
        self.close()
        self._places = {}
        try:
            self._old = path.open("rb")
            mark, offset, length, check = _HEAD.unpack(self._old.read(_HEAD.size))
            self._old.seek(offset)
            index = self._old.read()  # it stands last; a damaged length must not ask for memory
            if mark == _MARK and len(index) == length and xxh3_64_intdigest(index) == check:
                self._places = {name: tuple(place) for name, place in json.loads(index).items()}
        except (OSError, ValueError, struct.error, OverflowError, AttributeError, TypeError):
            self.close()

    def _blob(self, place: _Place) -> bytes | None:
        if self._old is None:
            return None
        offset, length, check = place
        try:
            self._old.seek(offset)
            value = self._old.read(length)
        except (OSError, ValueError):
            return None
        return value if len(value) == length and xxh3_64_intdigest(value) == check else None

    def _sweep(self) -> None:
        """Remove what killed builds left; what is young may belong to one that lives."""
        assert self._path is not None
        for stale in self._path.parent.glob(f".{self._path.name}.*.tmp"):
            with contextlib.suppress(OSError):
                if time.time() - stale.stat().st_mtime > _STALE:
                    stale.unlink()

    def _write(self, temporary: Path, kept: list[str]) -> None:
        index: dict[str, _Place] = {}
        with temporary.open("wb") as out:
            out.write(_HEAD.pack(b"", 0, 0, 0))
            for name in [*kept, *self._new]:
                value = self._new[name] if name in self._new else self._blob(self._places[name])
                if value is not None:
                    index[name] = (out.tell(), len(value), xxh3_64_intdigest(value))
                    out.write(value)
            offset = out.tell()
            text = json.dumps(index, separators=(",", ":")).encode()
            out.write(text)
            out.seek(0)
            out.write(_HEAD.pack(_MARK, offset, len(text), xxh3_64_intdigest(text)))
