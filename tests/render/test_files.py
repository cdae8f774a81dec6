"""Names of files and sizes of pictures."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest

from scormkit.archive.tree import DiskFile
from scormkit.model.course import SourceFile
from scormkit.render.course.assets import Assets, package_name
from scormkit.render.course.pictures import read_size

if TYPE_CHECKING:
    from pathlib import Path

DIGEST = "0123456789abcdef" * 2


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Клиентские группы.PDF", "klientskie-gruppy-0123456789.pdf"),
        ("a b~(1).jpeg", "a-b-1-0123456789.jpeg"),
        ("图.png", "file-0123456789.png"),
        ("no suffix", "no-suffix-0123456789.bin"),
        ("x." + "y" * 30, "x-0123456789.yyyyyyyy"),
        ("n" * 99 + ".txt", "n" * 40 + "-0123456789.txt"),
    ],
)
def test_package_names(name: str, expected: str) -> None:
    assert package_name(name, DIGEST) == expected


def test_a_file_is_read_once_and_only_if_asked_for(tmp_path: Path) -> None:
    asked: list[Path] = []

    def digest(path: Path) -> DiskFile:
        asked.append(path)
        return DiskFile(path, 1, DIGEST)

    files = {name: SourceFile(name, tmp_path / name, 1) for name in ("a.png", "b.pdf")}
    assets = Assets(files, digest)
    assert assets.find("missing") is None
    assert assets.find("b.pdf") is assets.find("b.pdf")
    assert asked == [tmp_path / "b.pdf"]


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 300, 200)
JPEG = (
    b"\xff\xd8\xff\xe0\0\x04ab" + b"\xff\xc2\0\x0b\x08" + struct.pack(">HH", 200, 300) + b"\0" * 9
)
WEBP = b"RIFF\0\0\0\0WEBP"
LOSSLESS = WEBP + b"VP8L\0\0\0\0\x2f" + (299 | 199 << 14).to_bytes(4, "little")
EXTENDED = WEBP + b"VP8X" + b"\0" * 8 + (299).to_bytes(3, "little") + (199).to_bytes(3, "little")
LOSSY = WEBP + b"VP8 " + b"\0" * 7 + b"\x9d\x01\x2a" + struct.pack("<HH", 300, 200)


@pytest.mark.parametrize(
    "content",
    [
        PNG,
        JPEG,
        b"GIF89a" + struct.pack("<HH", 300, 200),
        LOSSLESS,
        EXTENDED,
        LOSSY,
        b'<?xml version="1.0"?><svg width="300px" height="200" viewBox="0 0 1 1">',
        b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 300 200'>",
        b'<svg width="100%" height="100%" viewBox="0,0,300,200">',
    ],
)
def test_sizes(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "picture"
    path.write_bytes(content)
    assert read_size(path) == (300, 200)


@pytest.mark.parametrize(
    "content", [b"", b"text", PNG[:20], JPEG[:14], LOSSY[:27], b"<svg>", b'<svg viewBox="a b c d">']
)
def test_what_tells_no_size(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "picture"
    path.write_bytes(content)
    assert read_size(path) is None
    assert read_size(tmp_path / "missing") is None
