"""Makes zips byte by byte, good ones and broken ones, without the code under test."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field

ZIP_DATE = 0x5A21  # 2025-01-01


@dataclass
class Part:
    """One entry. What is ``None`` is computed; what is set may lie."""

    name: str | bytes = "index.html"
    data: bytes = b"<p>text</p>"
    method: int = 8
    flags: int | None = None
    crc: int | None = None
    size: int | None = None
    packed: bytes | None = None
    mode: int = 0o100644
    date: int = ZIP_DATE
    extra: bytes = b""
    local: dict[str, object] = field(default_factory=dict)
    start: int | None = None

    def raw(self) -> bytes:
        return self.name if isinstance(self.name, bytes) else self.name.encode()

    def marks(self) -> int:
        if self.flags is not None:
            return self.flags
        return 0x800 if isinstance(self.name, str) and not self.name.isascii() else 0

    def body(self) -> bytes:
        if self.packed is not None:
            return self.packed
        if self.method != 8:
            return self.data
        engine = zlib.compressobj(9, zlib.DEFLATED, -15)
        return engine.compress(self.data) + engine.flush()


def forge(
    *parts: Part,
    comment: bytes = b"",
    before: bytes = b"",
    after: bytes = b"",
    disk: int = 0,
    count: int | None = None,
    zip64_end: bool = False,
) -> bytes:
    """Put the parts together; ``before`` and ``after`` stand outside of the archive."""
    out, central = bytearray(), bytearray()
    for part in parts:
        body, start = part.body(), len(out)
        crc = zlib.crc32(part.data) if part.crc is None else part.crc
        size = len(part.data) if part.size is None else part.size
        raw = part.local.get("name", part.raw())
        assert isinstance(raw, bytes)
        facts = (
            part.local.get("flags", part.marks()), part.local.get("method", part.method), 0,
            part.date, part.local.get("crc", crc), part.local.get("length", len(body)),
            part.local.get("size", size), len(raw), len(part.extra),
        )  # fmt: skip
        out += struct.pack("<4s5H3I2H", b"PK\3\4", 20, *facts) + raw + part.extra + body
        central += struct.pack(
            "<4s6H3I5H2I", b"PK\1\2", 3 << 8 | 20, 20, part.marks(), part.method, 0, part.date,
            crc, len(body), size, len(part.raw()), len(part.extra), 0, 0, 0, part.mode << 16,
            start if part.start is None else part.start,
        ) + part.raw() + part.extra  # fmt: skip
    where, number = len(out), len(parts) if count is None else count
    out += central
    if zip64_end:
        at = len(out)
        out += struct.pack(
            "<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, number, number, len(central), where
        )
        out += struct.pack("<4sIQI", b"PK\6\7", 0, at, 1)
    out += struct.pack(
        "<4s4H2IH", b"PK\5\6", disk, disk, number, number, len(central), where, len(comment)
    )
    return before + bytes(out) + comment + after
