"""Units → XLIFF 2: markup as inline elements over original data, places as notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from scormkit.ingest.translate.xliff.fitting import fitting
from scormkit.ingest.translate.xliff.reading import NAMESPACE, readable
from scormkit.readers.quiz.sheet import made_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scormkit.ingest.translate.matching import Matched
    from scormkit.ingest.translate.texts import Unit
    from scormkit.readers.passages import Piece, Target

_ILLEGAL = re.compile(r"([^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff])")
_TYPES = {
    "strong": ("fmt", "xlf:b"), "em": ("fmt", "xlf:i"), "ins": ("fmt", "xlf:u"),
    "break": ("fmt", "xlf:lb"), "link": ("link", ""), "image": ("image", ""),
    "code": ("other", "scormkit:code"), "character": ("other", "scormkit:character"),
}  # fmt: skip


def write_xliff(
    files: Mapping[str, Sequence[Unit]],
    source: str,
    target: str,
    known: Mapping[str, Matched],
) -> bytes:
    """Write the units of a course's files; a file without any is left out."""
    attrs = {"xmlns": NAMESPACE, "version": "2.0", "srcLang": source, "trgLang": target}
    root = etree.Element("xliff", attrs)
    for path, units in files.items():
        if not units:
            continue
        attrs = {"id": made_id(path), "original": path, "canResegment": "no"}
        element = etree.SubElement(root, "file", attrs)
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        ids = {id(unit.passage): unit.id for unit in units}
        for unit in units:
            element.append(_Writer(unit, ids).element(known[path]))
    _indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


class _Writer:
    """Writes one unit; ``ids`` name the units of passages, also of those in this one's markup."""

    def __init__(self, unit: Unit, ids: Mapping[int, str]) -> None:
        self.passage = unit.passage
        self.unit = unit
        self.ids = ids
        self.data: dict[str, str] = {}
        self.closing = {p.number: p for p in unit.passage.pieces if p.kind == "close"}

    def element(self, known: Matched) -> etree._Element:
        """Write the unit with what is known of it."""
        attrs = {"id": self.unit.id, "type": f"scormkit:{self.passage.kind}", "canResegment": "no"}
        element = etree.Element("unit", attrs)
        notes = etree.SubElement(element, "notes")
        _note(notes, "location", str(self.unit.at))
        state, target = "initial", None
        if (same := known.same.get(self.unit.id)) and same.target is not None:
            target = fitting(self.unit, same.target)
            state = "translated" if same.state == "initial" and target is not None else same.state
        elif (old := known.changed.get(self.unit.id)) and old.target is not None:
            _note(notes, "previous-source", readable(old.source))
            _note(notes, "previous-target", readable(old.target))
        segment = etree.Element("segment", {"id": "s1", "state": state})
        self._fill(etree.SubElement(segment, "source"), self.unit.source)
        if target is not None:
            self._fill(etree.SubElement(segment, "target"), target)
        if self.data:
            original = etree.SubElement(element, "originalData")
            for text, identifier in self.data.items():
                _say(etree.SubElement(original, "data", {"id": identifier}), text)
        element.append(segment)
        return element

    def _fill(self, parent: etree._Element, parts: Target) -> None:
        """Write words and marks; what stands between two marks of a pair goes into their element."""
        outer: list[etree._Element] = []
        for part in parts:
            if isinstance(part, str):
                _say(parent, part)
            elif part.kind == "close":
                parent = outer.pop()
            else:
                name = "pc" if part.kind == "open" else "ph"
                made = etree.SubElement(parent, name, self._attributes(part))
                if part.kind == "open":
                    outer.append(parent)
                    parent = made

    def _attributes(self, piece: Piece) -> dict[str, str]:
        kind, sub = _TYPES.get(piece.role, ("other", ""))
        found = {"id": str(piece.number), "type": kind, **({"subType": sub} if sub else {})}
        if piece.kind == "open":
            end = self.closing[piece.number]
            found |= self._data("dataRefStart", piece) | self._data("dataRefEnd", end)
            return found | self._inner("subFlowsStart", piece) | self._inner("subFlowsEnd", end)
        found |= self._data("dataRef", piece) | self._inner("subFlows", piece)
        shown = _ILLEGAL.sub("", piece.shown)
        return found | ({"equiv": shown, "disp": shown} if shown else {})

    def _data(self, name: str, piece: Piece) -> dict[str, str]:
        text = self.unit.body.text[piece.start : piece.end]
        return {name: self.data.setdefault(text, f"d{len(self.data) + 1}")}

    def _inner(self, name: str, piece: Piece) -> dict[str, str]:
        inside = (p for p in self.passage.inner if piece.start <= p.start and p.end <= piece.end)
        found = " ".join(self.ids[id(p)] for p in inside)
        return {name: found} if found else {}


def _note(notes: etree._Element, category: str, text: str) -> None:
    _say(etree.SubElement(notes, "note", {"category": category}), _ILLEGAL.sub("", text))


def _say(element: etree._Element, text: str) -> None:
    """Add characters at the end; those that XML cannot write become elements of their own."""
    for index, part in enumerate(_ILLEGAL.split(text)):
        if index % 2:
            etree.SubElement(element, "cp", {"hex": f"{ord(part):04X}"})
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + part
        else:
            element.text = (element.text or "") + part


def _indent(element: etree._Element, depth: int = 0) -> None:
    """Set elements that hold no text on lines of their own."""
    if element.tag in _RUNNING or not len(element):
        return
    element.text = f"\n{'  ' * (depth + 1)}"
    for child in element:
        _indent(child, depth + 1)
        child.tail = element.text
    element[-1].tail = f"\n{'  ' * depth}"


_RUNNING = {"source", "target", "data", "note"}
