"""What a translator's tool does to a file of XLIFF 2, for tests."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NS = "{urn:oasis:names:tc:xliff:document:2.0}"


def upper(text: str) -> str:
    """A language of its own: shouting."""
    return text.upper()


def words_of(element: etree._Element) -> str:
    """All text in an element."""
    return "".join(str(text) for text in element.itertext())


def translate(file: Path, words: Callable[[str], str] = str, only: str = "") -> Path:
    """Fill every target with the source's marks and other words; ``only`` units whose source has it."""
    tree = etree.parse(file)
    for segment in tree.iter(f"{NS}segment"):
        source = segment.find(f"{NS}source")
        assert source is not None
        if only not in words_of(source):
            continue
        for old in segment.findall(f"{NS}target"):
            segment.remove(old)
        target = copy.deepcopy(source)
        target.tag, target.tail = f"{NS}target", None
        for element in target.iter():
            element.text = words(element.text) if element.text else element.text
            if element is not target and element.tail:
                element.tail = words(element.tail)
        segment.append(target)
        segment.set("state", "translated")
    tree.write(file, encoding="UTF-8", xml_declaration=True)
    return file


def change(file: Path, old: str, new: str) -> None:
    """Edit a file as an author would."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
