"""A package as its checker sees it: names, facts, and contents within bounds."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

from scormkit.archive import records as r
from scormkit.archive.codes import ENTRY
from scormkit.archive.deflate import InflateError, crc32, inflate
from scormkit.archive.directory import Limits
from scormkit.archive.entries import Container
from scormkit.diagnostics import Diagnostic, Location
from scormkit.errors import PackageError
from scormkit.values import Struct, field

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator
    from pathlib import Path

    from scormkit.archive.entries import Entry

Kind: TypeAlias = Literal["zip", "folder", "xml"]

_CHUNK = 1 << 18


class DamageError(Exception):
    """The data of an entry cannot be used; the text says why."""


class Package(Struct, frozen=True, dict=True):
    """An opened package; nothing of it is ever unpacked to disk or read without a bound.

    ``entries`` holds everything, folders and doubles too, in the order of the directory.
    """

    path: Path
    kind: Kind
    entries: tuple[Entry, ...]
    container: Container = field(default_factory=Container)
    limits: Limits = field(default_factory=Limits)

    @property
    def bare(self) -> bool:
        """Whether this is a single XML file instead of a package."""
        return self.kind == "xml"

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The files, each once, sorted."""
        return tuple(sorted(self._files))

    @cached_property
    def _files(self) -> dict[str, Entry]:
        """Files by name; of doubles the last, which is what stays after unpacking."""
        return {e.name: e for e in self.entries if not e.is_folder and not e.is_special}

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __contains__(self, path: object) -> bool:
        return path in self._files

    def at(self, path: str = "", line: int = 0, column: int = 0) -> Location:
        """Name a place in a file of the package, or the package itself."""
        if self.kind == "folder" and path:
            return Location(str(self.path / path), line, column)
        inside = f"/{path}" if path and not self.bare else ""
        return Location(f"{self.path}{inside}", line, column)

    def size(self, path: str) -> int:
        """Size in bytes of a file, as the directory promises it."""
        return self._files[path].size

    def read(self, path: str, limit: int | None = None) -> bytes:
        """Give a whole file of at most ``limit`` bytes, its checksum compared.

        Raises :class:`PackageError` if there is no such file, if it is larger, encrypted or damaged.
        """
        limit = self.limits.read if limit is None else limit
        entry = self._files.get(path)
        if entry is None:
            raise self._refusal(path, "is not in the package")
        if entry.size > limit:
            raise self._refusal(path, f"has {entry.size} bytes; {limit} is the limit")
        try:
            return b"".join(self.chunks(entry))
        except DamageError as error:
            raise self._refusal(path, str(error)) from error

    def damage(self, entry: Entry) -> str:
        """Read an entry through; say what is wrong with its data, or nothing."""
        try:
            for _ in self.chunks(entry):
                pass
        except DamageError as error:
            return str(error)
        return ""

    def chunks(self, entry: Entry) -> Iterator[bytes]:
        """Give the content of an entry in pieces; raises :class:`DamageError` at the latest at its end."""
        try:
            if self.kind == "zip":
                yield from _unpacked(self.path, entry)
            else:
                yield from _from_disk(self.path, entry, self.kind)
        except OSError as error:
            raise DamageError(f"cannot be read: {error.strerror or error}") from error

    def _refusal(self, path: str, reason: str) -> PackageError:
        message = f"{path} {reason}"
        return PackageError(
            Diagnostic(ENTRY.id, ENTRY.severity, message, self.at(path), ENTRY.help)
        )


def _unpacked(path: Path, entry: Entry) -> Iterator[bytes]:
    if entry.is_encrypted:
        raise DamageError("is encrypted")
    if entry.data < 0:
        raise DamageError("has no data where the directory says")
    if entry.method not in {r.STORED, r.DEFLATED}:
        raise DamageError(f"is packed with method {entry.method}, which LMSs cannot unpack")
    size = crc = 0
    with path.open("rb", buffering=0) as file:
        file.seek(entry.data)
        packed = _exactly(file, entry.length)
        try:
            for part in inflate(packed) if entry.method == r.DEFLATED else packed:
                size += len(part)
                if size > entry.size:
                    break
                crc = crc32(part, crc)
                yield part
        except InflateError as error:
            raise DamageError("is damaged: its compressed data is broken") from error
    if size != entry.size:
        raise DamageError(f"is damaged: it does not have the {entry.size} bytes it promises")
    if crc != entry.crc:
        raise DamageError("is damaged: its checksum is wrong")


def _exactly(file: io.FileIO, length: int) -> Iterator[bytes]:
    while length > 0:
        part = file.read(min(length, _CHUNK))
        if not part:
            raise DamageError("is cut off")
        length -= len(part)
        yield part


def _from_disk(path: Path, entry: Entry, kind: Kind) -> Iterator[bytes]:
    place = path / entry.name if kind == "folder" else path
    if entry.is_special or (kind == "folder" and not _is_inside(place, path)):
        raise DamageError("is no file of this folder but a link or a device")
    size = 0
    with place.open("rb", buffering=0) as file:
        while part := file.read(_CHUNK):
            size += len(part)
            if size > entry.size:
                break
            yield part
    if size != entry.size:
        raise DamageError("changed while it was being read")


def _is_inside(place: Path, folder: Path) -> bool:
    return place.resolve().is_relative_to(folder.resolve())
