"""What a package says of each of its entries, kept as found for the rules to judge."""

from __future__ import annotations

import enum
import re
import stat

from scormkit.archive import records as r
from scormkit.values import Struct

_MIXED = re.compile(r"[A-Za-z][А-яЁё]|[А-яЁё][A-Za-z]")

Stamp = tuple[int, int, int, int, int, int]  # year, month, day, hour, minute, second


class Naming(enum.Enum):
    """How the text of a name was found."""

    ASCII = "plain ASCII"
    UTF8 = "marked as UTF-8"
    UNICODE_PATH = "UTF-8 in the extra field 0x7075"
    UNMARKED = "guessed"
    BROKEN = "marked as UTF-8 but is not"


class Entry(Struct, frozen=True):
    """One entry. ``data`` is where its bytes begin in the file, -1 if that cannot be told.

    ``differs`` says in words where its local header tells another story than the directory;
    ``mode`` holds Unix mode bits, 0 if none are given.
    In an unpacked folder only ``name``, ``size`` and ``mode`` mean anything.
    """

    name: str
    size: int
    length: int = 0
    crc: int = 0
    method: int = r.STORED
    flags: int = 0
    mode: int = 0
    start: int = 0
    data: int = -1
    naming: Naming = Naming.ASCII
    modified: Stamp | None = None
    zip64: bool = False
    differs: str = ""

    @property
    def end(self) -> int:
        """The first byte after its data, -1 if that cannot be told."""
        return self.data + self.length if self.data >= 0 else -1

    @property
    def is_folder(self) -> bool:
        """Whether it names a folder and holds no data."""
        return self.name.endswith("/") or stat.S_ISDIR(self.mode)

    @property
    def is_encrypted(self) -> bool:
        """Whether a password, or a certificate, stands before it."""
        return bool(self.flags & (r.ENCRYPTED | r.STRONG_ENCRYPTION | r.MASKED))

    @property
    def is_special(self) -> bool:
        """Whether it is a symbolic link, a device or a pipe instead of a file."""
        kind = stat.S_IFMT(self.mode)
        return kind not in {0, stat.S_IFREG, stat.S_IFDIR}


class Container(Struct, frozen=True):
    """What a zip says of itself as a whole; an unpacked folder has the defaults."""

    zip64: bool = False
    comment: bytes = b""
    prepended: int = 0
    trailing: int = 0
    directory_at: int = 0


def decode_name(raw: bytes, flags: int, unicode_path: str | None) -> tuple[str, Naming]:
    """Read a name as the best reader would; how sure that is stands beside it."""
    if unicode_path is not None and not raw.isascii():
        return unicode_path, Naming.UNICODE_PATH
    if raw.isascii():
        return raw.decode("ascii"), Naming.ASCII
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        if flags & r.UTF8:
            return raw.decode("utf-8", "replace"), Naming.BROKEN
        return _guess(raw), Naming.UNMARKED
    return text, Naming.UTF8 if flags & r.UTF8 else Naming.UNMARKED


def _guess(raw: bytes) -> str:
    """Take cp866, which Windows in Russia writes, if that gives Cyrillic words; else cp437."""
    text = raw.decode("cp866")
    cyrillic = all(c.isascii() or "А" <= c <= "я" or c in "Ёё№\xa0" for c in text)
    return text if cyrillic and not _MIXED.search(text) else raw.decode("cp437")


def read_stamp(date: int, time: int) -> Stamp:
    """Unpack a date and time of MS-DOS; APPNOTE 4.4.6."""
    day = (1980 + (date >> 9), date >> 5 & 15, date & 31)
    return (*day, time >> 11, time >> 5 & 63, (time & 31) * 2)
