"""Attachments of an export are streamed, measured and compared; memory does not grow with them."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from ingest.wiki.exports import attachment, codes, export, listing, opened, page
from scormkit.archive.package import DamageError
from scormkit.diagnostics import Report
from scormkit.ingest.wiki.xar import open_export
from scormkit.ingest.wiki.xar.decoding import Decoder

if TYPE_CHECKING:
    from pathlib import Path

PDF = bytes(range(256)) * 3000 + b"x"


def with_files(*more: str) -> dict[str, str | bytes]:
    return {"package.xml": listing("C.A"), "C/A.xml": page("C.A", "Text.", "".join(more))}


def test_attachments_are_what_they_were_in_any_order(tmp_path: Path) -> None:
    contents = {"памятка.pdf": PDF, "b.bin": b"", "c.txt": b"abc", "d.bin": PDF[::-1]}
    files = with_files(*(attachment(name, data) for name, data in contents.items()))
    wiki, (only,), report = opened(tmp_path / "a.xar", files)
    assert [(a.name, a.size) for a in only.attachments] == [
        (n, len(d)) for n, d in contents.items()
    ]
    target = tmp_path / "file"
    for each in (*only.attachments, *reversed(only.attachments), *only.attachments[::2]):
        target.write_bytes(b"something begun before")
        assert wiki.save(only, each, target, report)
        assert target.read_bytes() == contents[each.name]
    assert codes(report) == []


def test_the_revision_tells_other_bytes_under_the_same_version(tmp_path: Path) -> None:
    revisions = set()
    for data in (b"abc", b"abd", b"abc"):
        _, (only,), _ = opened(tmp_path / "a.xar", with_files(attachment("a.bin", data)))
        revisions.add(only.attachments[0].revision)
    assert len(revisions) == 2


@pytest.mark.parametrize(
    "damaged",
    [
        attachment("bad.bin", b"abc", size=4),
        attachment("bad.bin", b"abcd", content="YWJj!A=="),
        attachment("bad.bin", b"abcd", content="YWJjZA"),
        attachment("bad.bin", b"abcd", content="YWJjZA==YWJj"),
        attachment("bad.bin", b"abcd", content="YQ=" + "=YWJjZA=="),
        attachment("bad.bin", b"abcd", content="YWJjZÄ=="),
        attachment("good.bin", b"again"),
    ],
)
def test_a_damaged_attachment_is_told_and_left_out(tmp_path: Path, damaged: str) -> None:
    files = with_files(attachment("good.bin", b"abc"), damaged, attachment("last.bin", b"xyz"))
    wiki, (only,), report = opened(tmp_path / "a.xar", files)
    assert [a.name for a in only.attachments] == ["good.bin", "last.bin"]
    assert codes(report) == ["XAR-010"]
    for each, data in zip(only.attachments, (b"abc", b"xyz"), strict=True):
        assert wiki.save(only, each, tmp_path / "file", report)
        assert (tmp_path / "file").read_bytes() == data
    assert codes(report) == ["XAR-010"]


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5, 7])
def test_base64_in_pieces_of_any_length(length: int) -> None:
    def decode(text: str) -> bytes:
        decoder = Decoder()
        pieces = [decoder.feed(text[at : at + length]) for at in range(0, len(text), length)]
        decoder.finish()
        return b"".join(pieces)

    assert decode("YW Jj\nZA= =\n") == b"abcd"
    for bad in ("YQ==YWJj", "YQ==\nYQ==", "Y", "YWJj=", "YQ=A"):
        with pytest.raises(DamageError):
            decode(bad)


@pytest.mark.parametrize("name", ["../x.pdf", "/etc/x", "a\\b.pdf", "..", "", "a\nb"])
def test_a_name_that_is_a_path_is_left_out(tmp_path: Path, name: str) -> None:
    files = with_files(attachment(name, b"abc"), attachment("ok…..pdf", b"abc"))
    _, (only,), report = opened(tmp_path / "a.xar", files)
    assert [a.name for a in only.attachments] == ["ok…..pdf"]
    assert codes(report) == ["WIK-005"]


def test_an_attachment_that_cannot_be_written(tmp_path: Path) -> None:
    wiki, (only,), report = opened(tmp_path / "a.xar", with_files(attachment("a.bin", b"abc")))
    assert not wiki.save(only, only.attachments[0], tmp_path / "no" / "file", report)
    assert codes(report) == ["XAR-010"]


def test_an_export_that_changes_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "a.xar"
    wiki, (only,), _ = opened(path, with_files(attachment("a.bin", b"abc")))
    export(path, with_files(attachment("a.bin", b"abd")))
    report = Report()
    assert not wiki.save(only, only.attachments[0], tmp_path / "file", report)
    path.unlink()
    assert not wiki.save(only, only.attachments[0], tmp_path / "file", report)
    assert wiki.text(only, report) is None
    assert set(codes(report)) == {"XAR-002", "XAR-010"}


READ = """
import json, re, sys
from pathlib import Path
from scormkit.diagnostics import Report
from scormkit.ingest.wiki.xar import open_export

def highest():
    return int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])

before = highest()
report = Report()
wiki = open_export(Path(sys.argv[1]), report)
pages = wiki.pages(report)
sizes = []
for page in pages:
    assert wiki.text(page, report) == "Text."
    for each in page.attachments:
        target = Path(sys.argv[2])
        assert wiki.save(page, each, target, report)
        sizes.append(target.stat().st_size)
grown = highest() - before
print(json.dumps([sizes, [found.code for found in report], grown]))
"""


def write_large(path: Path, sizes: list[int]) -> None:
    """Write an export of one page with random attachments, itself as a stream."""
    block = base64.b64encode(os.urandom(3 << 18))
    head, _, tail = page("C.A", "Text.", "|").partition("|")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("package.xml", listing("C.A"))
        with archive.open("C/A.xml", "w", force_zip64=True) as file:
            file.write(head.encode())
            for number, blocks in enumerate(sizes):
                start, _, end = attachment(f"{number}.bin", b"", content="|").partition("|")
                promised = f"<filesize>{blocks * (3 << 18)}</filesize>"
                file.write(start.replace("<filesize>0</filesize>", promised).encode())
                for _ in range(blocks):
                    file.write(block)
                file.write(end.encode())
            file.write(tail.encode())


def memory_of(path: Path, target: Path) -> tuple[list[int], list[str], int]:
    """Read an export in a process of its own; by how many KiB it grew comes last.

    ``ru_maxrss`` would count the process that started it, too, and so hide what is smaller.
    """
    done = subprocess.run(
        [sys.executable, "-c", READ, path, target], capture_output=True, text=True, check=True
    )
    sizes, found, grown = json.loads(done.stdout)
    return sizes, found, grown


@pytest.mark.soak
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_memory_does_not_grow_with_the_attachments(tmp_path: Path) -> None:
    """The same page with 48 MiB in two attachments takes what it takes with 6, save for noise."""
    grown = []
    for blocks in (4, 32):
        write_large(tmp_path / "a.xar", [blocks, blocks])
        sizes, found, more = memory_of(tmp_path / "a.xar", tmp_path / "file")
        assert (sizes, found) == ([blocks * (3 << 18)] * 2, [])
        grown.append(more)
    assert grown[1] - grown[0] < 4 << 10
    assert grown[1] < 16 << 10


@pytest.mark.soak
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_an_export_of_half_a_gigabyte(tmp_path: Path) -> None:
    write_large(tmp_path / "a.xar", [400, 130])
    assert (tmp_path / "a.xar").stat().st_size > 300 << 20
    sizes, found, grown = memory_of(tmp_path / "a.xar", tmp_path / "file")
    assert (sizes, found) == ([400 * (3 << 18), 130 * (3 << 18)], [])
    assert grown < 16 << 10


def test_a_file_that_is_no_export(tmp_path: Path) -> None:
    report = Report()
    assert open_export(tmp_path / "none.xar", report) is None
    (tmp_path / "page.xar").write_text(page("C.A"), encoding="utf-8")
    assert open_export(tmp_path / "page.xar", report) is None
    (tmp_path / "text.xar").write_text("no zip", encoding="utf-8")
    assert open_export(tmp_path / "text.xar", report) is None
    assert sorted(codes(report)) == ["XAR-001", "XAR-001", "XAR-001"]
