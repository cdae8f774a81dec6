"""What a package holds, told as a tree in the words of its standard; and how to read it for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from scormkit.errors import PackageError
from scormkit.validate.document import SIZE_LIMIT, Document, Grammar
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scormkit.validate.files import Files

_NOTHING = Grammar({}, {}, lambda _: iter(()))


class Outline(Struct, frozen=True):
    """A part of a package and the parts below it.

    ``kind`` is the standard's word for it; ``launch`` a path in the package or an absolute address,
    empty if it cannot be launched; ``facts`` are names and values in the order of their weight.
    The outermost part is the package: its kind is the edition, its path the standard's own file.
    """

    title: str
    kind: str
    launch: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    children: tuple[Outline, ...] = ()


def known(facts: Mapping[str, str | None]) -> tuple[tuple[str, str], ...]:
    """Give the facts that say something, in one line each."""
    told = ((name, " ".join((value or "").split())) for name, value in facts.items())
    return tuple((name, value) for name, value in told if value)


def open_document(files: Files, path: str) -> Document | None:
    """Parse an XML file of a package as safely as the rules do; nothing if they would refuse it."""
    try:
        if files.size(path) > SIZE_LIMIT:
            return None
        document = Document(path, files.read(path), files, _NOTHING)
    except PackageError:
        return None
    if document.doctype_offset >= 0 or isinstance(document.parsed, etree.XMLSyntaxError):
        return None
    return document


def beside(path: str, launch: str) -> str:
    """Where an address leads that stands in the file ``path``: inside the package, or as it is."""
    plain = launch.strip().partition("#")[0].partition("?")[0]
    if ":" in plain.partition("/")[0] or not plain:
        return launch.strip()
    folder = path.rpartition("/")[0]
    return f"{folder}/{plain}" if folder else plain
