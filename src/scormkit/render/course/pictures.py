"""Width and height of a picture from the head of its file, so that a page does not jump."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = 4096
_NUMBER = r"""\s*=\s*["']\s*([\d.]+)(?:px)?\s*["']"""
# Start of frame, all but the four that are tables (ITU-T T.81, table B.1).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def read_size(path: Path) -> tuple[int, int] | None:
    """Give width and height in pixels; ``None`` for what is no picture or does not tell."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            size = _size(head, file)
    except (OSError, struct.error, ValueError):
        return None
    return size if size and min(size) > 0 else None


def _size(head: bytes, file: BinaryIO) -> tuple[int, int] | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _pair(struct.unpack(">II", head[16:24]))
    if head.startswith((b"GIF87a", b"GIF89a")):
        return _pair(struct.unpack("<HH", head[6:10]))
    if head.startswith(b"\xff\xd8"):
        return _jpeg(file)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _webp(head)
    return _svg(head.decode("utf-8", "replace")) if b"<svg" in head else None


def _pair(numbers: tuple[int, ...]) -> tuple[int, int]:
    width, height = numbers
    return width, height


def _jpeg(file: BinaryIO) -> tuple[int, int] | None:
    file.seek(2)
    while len(mark := file.read(4)) == 4:  # noqa: PLR2004  a marker and its length
        kind, length = mark[1], int.from_bytes(mark[2:], "big")
        if mark[0] != 0xFF or length < 2:  # noqa: PLR2004
            return None
        if kind in _FRAMES:
            height, width = struct.unpack(">xHH", file.read(5))
            return width, height
        file.seek(length - 2, 1)
    return None


def _webp(head: bytes) -> tuple[int, int] | None:
    kind = head[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack("<HH", head[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _svg(text: str) -> tuple[int, int] | None:
    tag = re.search(r"<svg\b[^>]*>", text, re.DOTALL)
    if tag is None:
        return None
    width = re.search(rf"\swidth{_NUMBER}", tag[0])
    height = re.search(rf"\sheight{_NUMBER}", tag[0])
    if width and height:
        return round(float(width[1])), round(float(height[1]))
    box = re.search(r"""viewBox\s*=\s*["']([^"']+)["']""", tag[0])
    values = box[1].replace(",", " ").split() if box else []
    return (round(float(values[2])), round(float(values[3]))) if len(values) == 4 else None  # noqa: PLR2004
