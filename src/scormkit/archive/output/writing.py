"""Writes entries one after another in one pass; nothing in them depends on machine or moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxhash import xxh3_128

from scormkit.archive import records as r
from scormkit.archive.codes import CHANGED
from scormkit.archive.deflate import Body, compress, crc32, deflate, is_compressible
from scormkit.archive.digest import BUFFER, forget_file, unreadable
from scormkit.archive.output.copying import system_copies
from scormkit.diagnostics import Diagnostic, Location
from scormkit.errors import PackageError

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from scormkit.archive.cache import Cache
    from scormkit.archive.output.outflow import Outflow
    from scormkit.archive.tree import Content, DiskFile

_IN_MEMORY = 8 << 20  # bytes; larger text on disk is deflated in a stream
_DIRECT = 1 << 16  # bytes; larger pieces are not copied into the buffer of small writes
_DATE, _TIME = 0x0021, 0  # 1980-01-01 00:00, the earliest date a zip can name
_REGULAR_FILE = 0o100644 << 16


class Writer:
    """Appends entries to an open, empty, unbuffered file.

    Sizes and checksums always stand in the local header, so a reader that streams needs no
    data descriptors; zip64 records are written only for what the plain ones cannot say.
    """

    def __init__(self, file: io.FileIO, cache: Cache, outflow: Outflow) -> None:
        self._file = file
        self._outflow = outflow
        self._cache = cache
        self._buffer = bytearray(BUFFER)
        self._pending: list[bytes] = []
        self._flushed = 0
        self._end = 0
        self._central: list[bytes] = []

    def add(self, name: str, content: Content) -> None:
        """Append one file."""
        if isinstance(content, bytes):
            self._add_body(name, compress(name, content, self._cache))
        elif not is_compressible(name):
            self._add_stored(name, content)
        elif content.size > _IN_MEMORY:
            self._add_deflated(name, content)
        else:
            self._add_body(name, compress(name, self._read(content), self._cache))

    def finish(self) -> int:
        """Append the central directory; give the size of the whole file."""
        start, count = self._end, len(self._central)
        for record in self._central:
            self._put(record)
        length = self._end - start
        if count >= r.MAX16 or start >= r.MAX32 or length >= r.MAX32:
            place = self._end
            sizes = (count, count, length, start)
            self._put(r.END64.pack(r.END64_MARK, r.END64.size - 12, 45, 45, 0, 0, *sizes))
            self._put(r.LOCATOR64.pack(r.LOCATOR64_MARK, 0, place, 1))
        short = min(count, r.MAX16)
        ends = (min(length, r.MAX32), min(start, r.MAX32))
        self._put(r.END.pack(r.END_MARK, 0, 0, short, short, *ends, 0))
        self._flush()
        return self._end

    def _add_body(self, name: str, body: Body) -> None:
        start = self._end
        self._put(_local(name, body.method, body.crc, len(body.data), body.size))
        self._put(body.data)
        self._enter(name, body.method, body.crc, len(body.data), body.size, start)

    def _add_stored(self, name: str, content: DiskFile) -> None:
        start, size, stamp = self._end, content.size, _stamp(content)
        crc = self._cache.verified.get(stamp)
        spliced = crc is not None and self._splice(name, content, crc)
        if crc is None or not spliced:
            crc = self._copy(name, content)
        if stamp and _stamp(content) == stamp:
            self._cache.verified[stamp] = crc
        elif spliced:
            forget_file(content.path, self._cache)
            raise PackageError(_changed(content))
        self._enter(name, r.STORED, crc, size, size, start)

    def _copy(self, name: str, content: DiskFile) -> int:
        """Append a file as it is; give its checksum."""
        start, size, crc = self._end, content.size, 0
        if size < _DIRECT:
            whole = self._read(content)
            self._put(_local(name, r.STORED, crc := crc32(whole), size, size))
            self._put(whole)
            return crc
        self._put(_local(name, r.STORED, 0, size, size))
        for part in self._parts(content, aligned=True):
            crc = crc32(part, crc)
            self._put(part)
        self._patch(start, _local(name, r.STORED, crc, size, size))
        return crc

    def _splice(self, name: str, content: DiskFile, crc: int) -> bool:
        """Let the system append a file whose bytes were read in this run; say whether it could."""
        start, size = self._end, content.size
        if size < _DIRECT:
            return False
        self._put(_local(name, r.STORED, crc, size, size))
        self._flush()
        if not system_copies(content.path, self._file, size, self._outflow):
            self._rewind(start)
            return False
        self._end = self._flushed = self._end + size
        return True

    def _add_deflated(self, name: str, content: DiskFile) -> None:
        start, size, crc = self._end, content.size, 0

        def read() -> Iterator[memoryview]:
            nonlocal crc
            for part in self._parts(content):
                crc = crc32(part, crc)
                yield part

        self._put(_local(name, r.DEFLATED, 0, 0, size))
        data = self._end
        for part in deflate(read()):
            self._put(part)
        length = self._end - data
        if length >= size:
            self._rewind(start)
            self._add_stored(name, content)
            return
        self._patch(start, _local(name, r.DEFLATED, crc, length, size))
        self._enter(name, r.DEFLATED, crc, length, size, start)

    def _parts(self, content: DiskFile, *, aligned: bool = False) -> Iterator[memoryview]:
        """Read a file by the buffer; what comes must be what its size and digest promised.

        ``aligned``: parts end where buffers would end in the package if it were cut into such, for
        a system writes whole pages of its own cheaper than pieces of them.
        """
        view, digest, size = memoryview(self._buffer), xxh3_128(), 0
        try:
            with content.path.open("rb", buffering=0) as file:
                while size <= content.size and (
                    count := file.readinto(view[: BUFFER - self._end % BUFFER] if aligned else view)
                ):
                    size += count
                    digest.update(view[:count])
                    yield view[:count]
        except OSError as error:
            raise PackageError(unreadable(content.path, error)) from error
        if size != content.size or digest.hexdigest() != content.digest:
            forget_file(content.path, self._cache)
            raise PackageError(_changed(content))

    def _read(self, content: DiskFile) -> bytes:
        """Read a file whole that is small enough to be held in memory."""
        return b"".join([bytes(part) for part in self._parts(content)])

    def _enter(self, name: str, method: int, crc: int, length: int, size: int, start: int) -> None:
        """Note an entry for the central directory."""
        raw, flags = _encoded(name)
        wide = [value for value in (size, length, start) if value >= r.MAX32]
        extra = _zip64(*wide) if wide else b""
        self._central.append(
            r.CENTRAL.pack(
                r.CENTRAL_MARK, r.UNIX << 8 | _needed(extra), _needed(extra), flags, method,
                _TIME, _DATE, crc, min(length, r.MAX32), min(size, r.MAX32), len(raw), len(extra),
                0, 0, 0, _REGULAR_FILE, min(start, r.MAX32),
            ) + raw + extra
        )  # fmt: skip

    def _put(self, data: bytes | memoryview) -> None:
        self._end += len(data)
        if len(data) < _DIRECT:
            self._pending.append(bytes(data))
            if self._end - self._flushed >= BUFFER:
                self._flush()
        else:
            self._flush()
            self._append(data)

    def _flush(self) -> None:
        """Write out the small pieces that were held back."""
        self._append(b"".join(self._pending))
        self._pending.clear()
        self._flushed = self._end

    def _append(self, data: bytes | memoryview) -> None:
        self._write(data)
        self._outflow.passed(self._file, len(data))

    def _write(self, data: bytes | memoryview) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]

    def _patch(self, start: int, header: bytes) -> None:
        """Put the header of the last entry right, now that its checksum is known."""
        self._flush()
        self._file.seek(start)
        self._write(header)
        self._file.seek(self._end)

    def _rewind(self, start: int) -> None:
        self._flush()
        self._file.seek(start)
        self._file.truncate()
        self._end = self._flushed = start


def _local(name: str, method: int, crc: int, length: int, size: int) -> bytes:
    raw, flags = _encoded(name)
    extra = _zip64(size, length) if size >= r.MAX32 else b""
    sizes = (r.MAX32, r.MAX32) if extra else (length, size)
    return (
        r.LOCAL.pack(
            r.LOCAL_MARK, _needed(extra), flags, method, _TIME, _DATE, crc, *sizes,
            len(raw), len(extra),
        ) + raw + extra
    )  # fmt: skip


def _zip64(*values: int) -> bytes:
    data = b"".join(value.to_bytes(8, "little") for value in values)
    return r.EXTRA.pack(r.ZIP64_EXTRA, len(data)) + data


def _needed(extra: bytes) -> int:
    return 45 if extra else 20


def _encoded(name: str) -> tuple[bytes, int]:
    return (name.encode(), 0 if name.isascii() else r.UTF8)


def _stamp(content: DiskFile) -> tuple[str | int, ...]:
    """Give what changes with the bytes of a file; nothing of one that is not there."""
    try:
        status = content.path.stat()
    except OSError:
        return ()
    stamps = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return (str(content.path), content.digest, *stamps)


def _changed(content: DiskFile) -> Diagnostic:
    message = f"{content.path.name} changed while it was being packed"
    at = Location(str(content.path))
    return Diagnostic(CHANGED.id, CHANGED.severity, message, at, CHANGED.help)
