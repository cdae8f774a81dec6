"""Reads the directory of a zip without trusting a byte of it; unpacks nothing."""

from __future__ import annotations

import struct
from typing import BinaryIO

from scormkit.archive import records as r
from scormkit.archive.deflate import crc32
from scormkit.archive.entries import Container, Entry, decode_name, read_stamp
from scormkit.values import Struct, replace

_FACTS = ("method", "size", "packed size", "checksum")
_PATH_HEAD = struct.Struct("<BI")  # version and CRC-32 of the plain name; APPNOTE 4.6.9
_COMMENT = 0xFFFF  # bytes a comment may have, and so how far the end record may stand from the end


class Limits(Struct, frozen=True):
    """How much of a stranger's package is looked at, in entries and bytes."""

    entries: int = 100_000
    directory: int = 64 << 20
    unpacked: int = 16 << 30
    read: int = 64 << 20


class UnusableError(Exception):
    """The file cannot be read as a zip; the text says why."""


class SpannedError(UnusableError):
    """The file is one volume of several."""


class OversizedError(UnusableError):
    """The file holds more than anybody should read."""


class _End(Struct, frozen=True):
    """The record at the end: where it and the directory stand, and how many entries there are."""

    at: int
    count: int
    length: int
    offset: int
    comment: bytes
    trailing: int
    zip64: bool = False
    disks: tuple[int, ...] = ()


def read_directory(file: BinaryIO, limits: Limits) -> tuple[Container, tuple[Entry, ...]]:
    """Give what a zip says of itself and of its entries; raises :class:`UnusableError`."""
    end = _find_end(file)
    if any(end.disks):
        raise SpannedError("it is one volume of an archive split into several")
    if end.count > limits.entries or end.length > limits.directory:
        raise OversizedError(f"it lists {end.count} entries; {limits.entries} are the limit")
    shift = end.at - end.length - end.offset
    if shift < 0:
        raise UnusableError("its directory lies outside the file; it may be cut off")
    file.seek(end.offset + shift)
    listing = file.read(end.length)
    if listing[:4] != r.CENTRAL_MARK and end.count:
        shift = 0
        file.seek(end.offset)
        listing = file.read(end.length)
    at = end.offset + shift
    entries = _read_entries(file, listing, shift, limits)
    if len(entries) != end.count and (end.zip64 or len(entries) & r.MAX16 != end.count):
        raise UnusableError(f"it promises {end.count} entries but lists {len(entries)}")
    first = min((entry.start for entry in entries), default=at)
    zip64 = end.zip64 or any(entry.zip64 for entry in entries)
    container = Container(zip64, end.comment, max(first, 0), end.trailing, at)
    return container, tuple(entries)


def _find_end(file: BinaryIO) -> _End:
    size = file.seek(0, 2)
    base = max(0, size - r.END.size - _COMMENT)
    file.seek(base)
    tail = file.read(size - base)
    found: _End | None = None
    place = tail.rfind(r.END_MARK)
    while place >= 0:
        if len(tail) - place >= r.END.size:
            _, disk, start, here, count, length, offset, note = r.END.unpack_from(tail, place)
            comment = tail[place + r.END.size :][:note]
            trailing = len(tail) - place - r.END.size - note
            if trailing >= 0:
                disks = (disk, start, count - here)
                at = base + place
                end = _End(at, count, length, offset, comment, trailing, disks=disks)
                if trailing == 0:
                    return _widened(file, end)
                found = found or end
        place = tail.rfind(r.END_MARK, 0, place)
    if found is None:
        raise UnusableError("no zip directory was found; the file is cut off or is no zip file")
    return _widened(file, found)


def _widened(file: BinaryIO, end: _End) -> _End:
    """Take the zip64 record instead where there is one; APPNOTE 4.3.14."""
    place = end.at - r.LOCATOR64.size
    if place < 0:
        return end
    file.seek(place)
    mark, disk, offset, disks = r.LOCATOR64.unpack(file.read(r.LOCATOR64.size))
    if mark != r.LOCATOR64_MARK:
        return end
    if disk or disks > 1:
        return replace(end, disks=(disk, disks - 1))
    for at in (offset, place - r.END64.size):  # the second place is right if data was prepended
        if 0 <= at <= place - r.END64.size:
            file.seek(at)
            fields = r.END64.unpack(file.read(r.END64.size))
            if fields[0] == r.END64_MARK:
                _, _, _, _, disk, start, here, count, length, where = fields
                told = (disk, start, abs(count - here))
                return _End(
                    at, count, length, where, end.comment, end.trailing, zip64=True, disks=told
                )
    raise UnusableError("its zip64 directory is missing; the file may be damaged")


def _read_entries(file: BinaryIO, listing: bytes, shift: int, limits: Limits) -> list[Entry]:
    entries: list[Entry] = []
    place = 0
    while place < len(listing):
        if len(entries) >= limits.entries:
            raise OversizedError(f"it lists more than {limits.entries} entries")
        if len(listing) - place < r.CENTRAL.size or listing[place : place + 4] != r.CENTRAL_MARK:
            raise UnusableError(f"its directory breaks off after {len(entries)} entries")
        fields = r.CENTRAL.unpack_from(listing, place)
        name_length, extra_length, note_length = fields[10:13]
        place += r.CENTRAL.size
        raw = listing[place : place + name_length]
        extra = listing[place + name_length : place + name_length + extra_length]
        place += name_length + extra_length + note_length
        if place > len(listing):
            raise UnusableError(f"its directory breaks off after {len(entries)} entries")
        entries.append(_entry(file, fields, (raw, read_extras(extra)), shift))
    return entries


def _entry(
    file: BinaryIO, fields: tuple[int, ...], named: tuple[bytes, dict[int, bytes]], shift: int
) -> Entry:
    _, made_by, _, flags, method, time, date, crc, length, size = fields[:10]
    disk, _, attributes, start = fields[13:]
    raw, extras = named
    wide = extras.get(r.ZIP64_EXTRA)
    if wide is not None:
        size, length, start = _widen(wide, size, length, start)
    if disk not in {0, r.MAX16}:
        raise SpannedError("an entry lies in another volume of a split archive")
    name, naming = decode_name(raw, flags, unicode_path(extras.get(r.UNICODE_PATH_EXTRA), raw))
    facts = (method, size, length, crc)
    data, differs = _compare_local(file, start + shift, (raw, name), facts)
    return Entry(
        name=name, size=size, length=length, crc=crc, method=method, flags=flags,
        mode=attributes >> 16 if made_by >> 8 == r.UNIX else 0, start=start + shift, data=data,
        naming=naming, modified=read_stamp(date, time), zip64=wide is not None, differs=differs,
    )  # fmt: skip


def _compare_local(
    file: BinaryIO, start: int, named: tuple[bytes, str], facts: tuple[int, ...]
) -> tuple[int, str]:
    """Find where the data of an entry begins, and what the header before it says differently."""
    try:
        file.seek(start)
        fields = r.LOCAL.unpack(file.read(r.LOCAL.size))
    except (OSError, ValueError, OverflowError, struct.error):
        fields = (b"",)
    if fields[0] != r.LOCAL_MARK:
        return -1, "there is no header where its data should begin"
    flags, method, crc, length, size, name_length, extra_length = (*fields[2:4], *fields[6:])
    raw = file.read(name_length)
    extras = read_extras(file.read(extra_length))
    if (wide := extras.get(r.ZIP64_EXTRA)) is not None:
        size, length = _widen(wide, size, length)
    data = start + r.LOCAL.size + name_length + extra_length
    if raw != named[0]:
        name, _ = decode_name(raw, flags, unicode_path(extras.get(r.UNICODE_PATH_EXTRA), raw))
        if name != named[1]:
            return data, f"its header calls it {name!r}"
    told = (method, *facts[1:]) if flags & r.DESCRIPTOR else (method, size, length, crc)
    for what, here, there in zip(_FACTS, told, facts, strict=True):
        if here != there:
            return data, f"its header says {what} {here}, the directory {there}"
    return data, ""


def _widen(wide: bytes, *values: int) -> tuple[int, ...]:
    """Replace each value that is all ones by the next one of the zip64 extra field."""
    place, widened = 0, []
    for value in values:
        if value == r.MAX32 and len(wide) >= place + 8:
            widened.append(int.from_bytes(wide[place : place + 8], "little"))
            place += 8
        else:
            widened.append(value)
    return tuple(widened)


def read_extras(extra: bytes) -> dict[int, bytes]:
    """Split an extra field into its records by id; what is malformed is left out."""
    records: dict[int, bytes] = {}
    place = 0
    while len(extra) - place >= r.EXTRA.size:
        kind, length = r.EXTRA.unpack_from(extra, place)
        place += r.EXTRA.size
        records.setdefault(kind, extra[place : place + length])
        place += length
    return records


def unicode_path(record: bytes | None, raw: bytes) -> str | None:
    """Read the Info-ZIP Unicode Path field, if it was made for this very name; APPNOTE 4.6.9."""
    if record is None or len(record) < _PATH_HEAD.size:
        return None
    version, check = _PATH_HEAD.unpack_from(record)
    if version != 1 or check != crc32(raw):
        return None
    try:
        return record[_PATH_HEAD.size :].decode("utf-8")
    except UnicodeDecodeError:
        return None
