"""The good package, and what a fixture makes of it.

A fixture is a YAML file named by the code it is about and by its case. It says what to change in
the good package and which codes are found then, and no others:

    replace: [[old, new], …]      in imsmanifest.xml; the old text must be there
    files: {path: text or null}   added, replaced or, with null, taken out
    bytes: {path: hexadecimal}    the same for what is no text
    large: {path: size}           a file of so many zero bytes
    encoding: windows-1251        what imsmanifest.xml is written in, utf-8 otherwise
    before: efbbbf                bytes put before imsmanifest.xml
    expect: web                   the standard that is expected
    finds: [S12-004, …]
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from in_memory import check_tree
from scormkit.archive.tree import Content, DiskFile, FileTree
from scormkit.diagnostics import Report
from scormkit.standards.scorm12.schemas import SCHEMAS, published

MANIFEST = "imsmanifest.xml"
GOOD = Path(__file__).parent / "good"


def good() -> dict[str, Content]:
    """Give the good package with the published schemas."""
    own: dict[str, Content] = {path.name: path.read_bytes() for path in GOOD.iterdir()}
    return own | {name: published(name) for name in SCHEMAS}


def patched(fixture: dict[str, Any], folder: Path) -> FileTree:
    """Change the good package as a fixture says; ``folder`` takes large files."""
    files = good()
    text = (GOOD / MANIFEST).read_text(encoding="utf-8")
    for old, new in fixture.get("replace", []):
        assert old in text, f"{old!r} is not in the good manifest"
        text = text.replace(old, new)
    before = bytes.fromhex(fixture.get("before", ""))
    files[MANIFEST] = before + text.encode(fixture.get("encoding", "utf-8"))
    for path, content in fixture.get("files", {}).items():
        if content is None:
            del files[path]
        else:
            files[path] = content.encode()
    for path, content in fixture.get("bytes", {}).items():
        files[path] = bytes.fromhex(content)
    for path, size in fixture.get("large", {}).items():
        place = folder / path
        with place.open("wb") as file:
            file.truncate(size)
        files[path] = DiskFile(place, size, "")
    return FileTree(files)


def checked(tree: FileTree, expected: str = "") -> Report:
    """Check a tree as if it were a zip."""
    report = Report()
    check_tree(tree, "course.zip", report, expected)
    return report
