"""Layouts of the zip format, named as in APPNOTE 6.3.10; shared by reading and writing."""

from __future__ import annotations

from struct import Struct

LOCAL = Struct("<4s5H3I2H")  # 4.3.7
CENTRAL = Struct("<4s6H3I5H2I")  # 4.3.12
END = Struct("<4s4H2IH")  # 4.3.16
END64 = Struct("<4sQ2H2I4Q")  # 4.3.14
LOCATOR64 = Struct("<4sIQI")  # 4.3.15
EXTRA = Struct("<2H")  # 4.5.1

LOCAL_MARK = b"PK\3\4"
CENTRAL_MARK = b"PK\1\2"
END_MARK = b"PK\5\6"
END64_MARK = b"PK\6\6"
LOCATOR64_MARK = b"PK\6\7"

STORED = 0
DEFLATED = 8

ENCRYPTED = 1 << 0
DESCRIPTOR = 1 << 3
STRONG_ENCRYPTION = 1 << 6
UTF8 = 1 << 11
MASKED = 1 << 13

ZIP64_EXTRA = 0x0001
UNICODE_PATH_EXTRA = 0x7075

UNIX = 3  # the upper byte of "version made by", 4.4.2

MAX16 = 0xFFFF  # in a field of 16 bits: "see the zip64 record"
MAX32 = 0xFFFFFFFF  # in a field of 32 bits: "see the zip64 record"
