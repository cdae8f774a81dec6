"""What a file of XLIFF 2 holds, as far as a translation of a course goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from scormkit.diagnostics import Location
from scormkit.ingest.translate import codes
from scormkit.validate.document import line_of
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from scormkit.diagnostics import Report

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_LONGEST = 60
_MAX_BYTES = 64 << 20


class Mark(NamedTuple):
    """A mark of the source, by the number it has there."""

    kind: str
    number: int


class OldUnit(Struct, frozen=True):
    """A unit as a translator left it; ``target`` is ``None`` where none was written."""

    id: str
    source: tuple[str | Mark, ...]
    target: tuple[str | Mark, ...] | None
    state: str
    line: int


class Translation(Struct, frozen=True):
    """A file of translations: units by the path of what they are taken from."""

    path: str
    source_language: str
    language: str
    files: dict[str, tuple[OldUnit, ...]]


def open_xliff(file: Path, report: Report) -> Translation | None:
    """Read a file of XLIFF 2; ``None`` if it is none."""
    at = Location(str(file))
    try:
        if file.stat().st_size > _MAX_BYTES:
            report.add(codes.UNREADABLE, f"{file.name} is larger than any translation", at)
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        root = etree.fromstring(file.read_bytes(), parser)
    except OSError as error:
        report.add(codes.UNREADABLE, f"{file.name} cannot be read: {error.strerror}", at)
        return None
    except etree.XMLSyntaxError as error:
        message = f"{file.name} is not well-formed XML: {error.msg}"
        report.add(codes.UNREADABLE, message, Location(str(file), error.lineno or 0))
        return None
    version = root.get("version", "")
    if root.tag != _tag("xliff") or not str(version).startswith("2."):
        told = f"of version {version}" if version else "of no known version"
        message = f"{file.name} is a file <{etree.QName(root).localname}> {told}"
        report.add(codes.UNREADABLE, message, Location(str(file), line_of(root)))
        return None
    files: dict[str, tuple[OldUnit, ...]] = {}
    for element in root.iterchildren(_tag("file")):
        name = str(element.get("original") or element.get("id", ""))
        units = tuple(_unit(unit) for unit in element.iter(_tag("unit")))
        files[name] = (*files.get(name, ()), *units)
    return Translation(str(file), root.get("srcLang", ""), root.get("trgLang", ""), files)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _unit(unit: etree._Element) -> OldUnit:
    """Join the segments of a unit, into however many a tool has cut it."""
    source: list[str | Mark] = []
    target: list[str | Mark] = []
    states, complete = [], True
    for part in unit.iterchildren(_tag("segment"), _tag("ignorable")):
        own, other = part.find(_tag("source")), part.find(_tag("target"))
        words = list(_parts(own)) if own is not None else []
        source += words
        given = list(_parts(other)) if other is not None else []
        if part.tag == _tag("ignorable"):
            target += given or words
            continue
        states.append(part.get("state", "initial"))
        complete = complete and any(isinstance(g, Mark) or g.strip() for g in given)
        target += given
    state = states[0] if len(set(states)) == 1 else "initial"
    return OldUnit(
        unit.get("id", ""), tuple(source), tuple(target) if complete else None, state, line_of(unit)
    )


def _parts(element: etree._Element) -> Iterator[str | Mark]:
    """Give words and marks in their order; annotations of tools are passed through."""
    if element.text:
        yield _one_line(element.text)
    for child in element:
        name = etree.QName(child).localname
        match name:
            case "cp":
                yield chr(int(child.get("hex", "20"), 16))
            case "ph":
                yield Mark("alone", _number(child.get("id")))
            case "pc":
                yield Mark("open", _number(child.get("id")))
                yield from _parts(child)
                yield Mark("close", _number(child.get("id")))
            case "sc":
                yield Mark("open", _number(child.get("id")))
            case "ec":
                yield Mark("close", _number(child.get("startRef") or child.get("id")))
            case _:
                yield from _parts(child)
        if child.tail:
            yield _one_line(child.tail)


def _number(identifier: str | None) -> int:
    return int(identifier) if identifier and identifier.isdecimal() else -1


def _one_line(text: str) -> str:
    """Line ends of the file are only layout: those of a text are marks."""
    return re.sub(r"\s*[\r\n]\s*", " ", text)


def key_of_parts(parts: tuple[str | Mark, ...]) -> str:
    """Make the key that :func:`scormkit.ingest.translate.texts.key_of` makes of a source."""
    words = (
        p if isinstance(p, str) else f"⟦{'/' if p.kind == 'close' else ''}{p.number}⟧"
        for p in parts
    )
    return " ".join("".join(words).split())


def readable(parts: Iterable[str | Mark]) -> str:
    """Show words to people, marks as their numbers."""
    return "".join(p if isinstance(p, str) else f"⟦{p.number}⟧" for p in parts)


def short(text: str) -> str:
    """Give the beginning of a text, for messages."""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
