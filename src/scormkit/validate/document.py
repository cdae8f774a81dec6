"""An XML document of a package, parsed safely: bounded, offline, without a DTD or entities."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from functools import cached_property
from threading import Thread
from typing import TYPE_CHECKING, cast

from lxml import etree

from scormkit.values import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from scormkit.diagnostics import Location
    from scormkit.validate.files import Files

SIZE_LIMIT = 20 * 2**20
DEPTH_LIMIT = 200
_LARGE = 2**18
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z][\w.:-]*)["']""")
_PROLOG = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)


def line_of(element: etree._Element) -> int:
    """Give the line on which an element begins, 0 if it is not known."""
    return cast("int | None", element.sourceline) or 0


class Violation(Struct, frozen=True):
    """A place where a document breaks its schema, in words; ``foreign``: of a strange namespace."""

    line: int
    message: str
    foreign: bool = False


class Grammar(Struct, frozen=True):
    """What a standard says about one of its documents.

    ``prefixes`` maps a namespace to the prefix importers expect ("" is the default namespace),
    ``schemas`` the name of a shipped schema to its published bytes, ``violations`` runs the
    published schemas; ``texts`` are the elements that say their language; ``namespaces`` are those
    the schemas declare.
    """

    prefixes: Mapping[str, str]
    schemas: Mapping[str, bytes]
    violations: Callable[[etree._Element], Iterator[Violation]]
    texts: frozenset[str] = frozenset()
    namespaces: frozenset[str] = frozenset()


class _Aside:
    """The run of the schemas in a thread: lxml lets the interpreter go on meanwhile.

    The tree may be read at the same time, but nothing may change it.
    """

    def __init__(self, judge: Callable[[], list[Violation]]) -> None:
        self._judge = judge
        self._found: list[Violation] | None = None
        self._thread = Thread(target=self._work)
        self._thread.start()

    def found(self) -> list[Violation]:
        """Wait for what is found; what made the thread fail is raised here."""
        self._thread.join()
        return self._judge() if self._found is None else self._found

    def _work(self) -> None:
        with suppress(Exception):
            self._found = self._judge()


class Document(Struct, frozen=True, dict=True):
    """One document as bytes and, as far as it can be had, as a tree.

    ``alone``: it was handed over without its package. ``told`` is filled by the caller with the
    lines that other rules have already spoken about.
    """

    path: str
    data: bytes
    files: Files
    grammar: Grammar
    alone: bool = False
    told: set[int] = field(default_factory=set)

    def at(self, line: int = 0, column: int = 0) -> Location:
        """Name a place in this document."""
        return self.files.at(self.path, line, column)

    @cached_property
    def bom(self) -> str:
        """The encoding that a byte order mark states, or nothing."""
        return next((name for mark, name in _BOMS if self.data.startswith(mark)), "")

    @cached_property
    def declared(self) -> str:
        """The encoding that the XML declaration states, or nothing."""
        found = _DECLARED.match(self.data.removeprefix(codecs.BOM_UTF8)[:1024])
        return found[1].decode("ascii") if found else ""

    @cached_property
    def text(self) -> str:
        """The document as characters; what cannot be decoded is replaced."""
        encoding = self.bom or self.declared or "utf-8"
        try:
            return self.data.decode(encoding, "replace")
        except LookupError:
            return self.data.decode("utf-8", "replace")

    @cached_property
    def doctype_offset(self) -> int:
        """Where a document type declaration begins; -1 if there is none."""
        text, position = self.text, 1 if self.text.startswith("\ufeff") else 0
        while piece := _PROLOG.match(text, position):
            position = piece.end()
        return position if text.startswith("<!DOCTYPE", position) else -1

    @cached_property
    def parsed(self) -> etree._Element | etree.XMLSyntaxError:
        """The root element, or why there is none. Call it only when there is no DOCTYPE."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            return etree.fromstring(self.data, parser)
        except etree.XMLSyntaxError as error:
            return error

    @property
    def root(self) -> etree._Element:
        """The root element of a document that has passed the first stage of rules."""
        assert not isinstance(self.parsed, etree.XMLSyntaxError)
        return self.parsed

    @cached_property
    def schema_locations(self) -> list[str]:
        """The words of ``xsi:schemaLocation`` on the root: a namespace, its schema, and so on."""
        name = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
        return (self.root.get(name) or "").split()

    @cached_property
    def violations(self) -> list[Violation]:
        """Where the document breaks its schemas."""
        return self._judging.found() if self._judging else self._judge()

    def judge_meanwhile(self) -> None:
        """Begin with the schemas beside what follows, where the document is large."""
        _ = self._judging

    @cached_property
    def _judging(self) -> _Aside | None:
        return _Aside(self._judge) if len(self.data) >= _LARGE else None

    def _judge(self) -> list[Violation]:
        return list(self.grammar.violations(self.root))

    @property
    def conforms(self) -> bool:
        """Whether the schemas accept it: rules that only say the same in detail need not look."""
        return not self.violations

    @cached_property
    def foreign(self) -> list[etree._Element]:
        """All elements that are not in the namespace of the root."""
        declared = self.root.nsmap
        prefixed = any(f"<{prefix}:" in self.text for prefix in declared if prefix)
        # where the root declares all there is, the text tells whether a prefix is in use
        if not (prefixed or self.root.prefix) and self.text.count("xmlns") == len(declared):
            return []
        own = self.root.xpath("namespace-uri()")
        others = etree.XPath("descendant-or-self::*[namespace-uri() != $own]")
        return cast("list[etree._Element]", others(self.root, own=own))  # noqa: SLF001  lxml has no public name for it

    @cached_property
    def namespaces(self) -> dict[tuple[str, str], int]:
        """The namespaces of elements with the prefixes they are used under, and the first line."""
        used: dict[tuple[str, str], int] = {}
        for element in (self.root, *self.foreign):
            tag = element.tag
            key = (tag[1:].partition("}")[0] if tag[0] == "{" else "", element.prefix or "")
            if key not in used:
                used[key] = line_of(element)
        return used

    @cached_property
    def elements(self) -> list[etree._Element]:
        """All elements in document order, without comments and processing instructions."""
        return list(self.root.iter("*"))
