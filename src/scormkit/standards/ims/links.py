"""Follows the references of pages and style sheets through a package, within bounds."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from lxml import etree

from scormkit.errors import PackageError
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings
from scormkit.values import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scormkit.validate.files import Files

SHOWN = 50  # findings of a kind; more would only repeat
_DOCUMENTS = 2_000
_SIZE = 8 * 2**20
_TOTAL = 128 * 2**20
_PAGES = (".html", ".htm", ".xhtml")
_ATTRIBUTES: Final = {
    "img": ("src", "srcset"),
    "script": ("src",),
    "link": ("href",),
    "a": ("href",),
    "area": ("href",),
    "iframe": ("src",),
    "frame": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "audio": ("src",),
    "video": ("src", "poster"),
    "input": ("src",),
    "body": ("background",),
}
_STYLED = re.compile(rb"style\s*=")
_LOADED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon"}
_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)""")
_IMPORT = re.compile(r"""@import\s+(?:"([^"]*)"|'([^']*)')""")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ELSEWHERE = re.compile(r"^(?:[A-Za-z][A-Za-z0-9+.-]*:|//|#|\?|$)")
_TEMPLATE = re.compile(r"\{\{|\$\{|<%|\{%|\[%|^%|\}\}|\+\s*['\"]|['\"]\s*\+")


class Link(Struct, frozen=True):
    """A reference as it is written, and the path in the package it leads to."""

    document: str
    line: int
    href: str
    path: str


class Links(Struct, frozen=True):
    """What was found: files in use, references to nothing, references to the server's root."""

    used: set[str] = field(default_factory=set)
    missing: list[Link] = field(default_factory=list)
    rooted: list[Link] = field(default_factory=list)


def follow(files: Files, starts: Iterable[str]) -> Links:
    """Read the pages that are launched and whatever pages and style sheets they lead to."""
    found = Links()
    waiting = [path for path in starts if path in files]
    seen, total = set(waiting), 0
    while waiting and len(seen) <= _DOCUMENTS and total <= _TOTAL:
        path = waiting.pop(0)
        if files.size(path) > _SIZE:
            continue
        try:
            data = files.read(path)
        except PackageError:
            continue  # the rules for the zip say what is wrong with the entry
        total += len(data)
        for link in _read(path, data):
            if link.path.startswith("/"):
                found.rooted.append(link)
            elif link.path not in files:
                found.missing.append(link)
            else:
                found.used.add(link.path)
                if link.path not in seen and link.path.lower().endswith((*_PAGES, ".css")):
                    seen.add(link.path)
                    waiting.append(link.path)
    return found


def to_the_root(files: Files, links: Links) -> Findings:
    """Find the references to the server's root."""
    for link in links.rooted[:SHOWN]:
        at = files.at(link.document, link.line)
        yield Finding(f"{link.href!r} leads to the root of the server", at)


def to_nothing(files: Files, links: Links) -> Findings:
    """Find the references to what is not in the package, or is spelt otherwise."""
    folded = {path.casefold(): path for path in files} if links.missing else {}
    for link in links.missing[:SHOWN]:
        other = folded.get(link.path.casefold())
        hint = f"The package has {other!r}: correct upper and lower case." if other else ""
        at = files.at(link.document, link.line)
        yield Finding(f"{link.href!r} leads to no file of the package", at, hint)


def _read(path: str, data: bytes) -> Iterator[Link]:
    suffix = posixpath.splitext(path)[1].lower()
    if suffix == ".css":
        yield from _in_css(path, data.decode("utf-8", "replace"), path, 1)
    elif suffix in _PAGES or b"<html" in data[:4096].lower():
        yield from _in_html(path, data)


def _in_html(path: str, data: bytes) -> Iterator[Link]:
    parser = etree.HTMLParser(
        encoding=_encoding(data), no_network=True, huge_tree=True, collect_ids=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, LookupError, ValueError):
        return
    if root is None:
        return
    base = root.find(".//base[@href]")
    origin = path
    if base is not None:
        href = base.get("href", "")
        if _ELSEWHERE.match(href) or href.startswith("/"):
            return
        origin = posixpath.join(posixpath.dirname(path), href)
    styled = _STYLED.search(data.lower())
    for element in root.iter("*") if styled else root.iter("style", *_ATTRIBUTES):
        tag = element.tag
        line = line_of(element)
        if tag == "style" and element.text:
            yield from _in_css(path, element.text, origin, line)
        elif style := element.get("style"):
            yield from _in_css(path, style, origin, line)
        for name in _ATTRIBUTES.get(tag, ()):
            value = element.get(name)
            if value is not None and _is_loaded(element):
                for href in _candidates(value) if name == "srcset" else (value,):
                    yield from _link(path, origin, href, line)


def _encoding(data: bytes) -> str:
    """Names are compared as UTF-8 unless the page says something else."""
    declared = re.search(rb"""(?i)<meta[^>]+charset=["']?([\w-]+)""", data[:4096])
    return declared[1].decode("ascii") if declared else "utf-8"


def _is_loaded(element: etree._Element) -> bool:
    if element.tag == "link":
        return bool({*(element.get("rel") or "").lower().split()} & _LOADED_LINKS)
    return True


def _candidates(srcset: str) -> Iterator[str]:
    for candidate in srcset.split(","):
        if words := candidate.split():
            yield words[0]


def _in_css(path: str, text: str, origin: str, line: int) -> Iterator[Link]:
    if "url(" not in text and "@import" not in text:
        return
    plain = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    for pattern in (_URL, _IMPORT):
        for found in pattern.finditer(plain):
            href = next((group for group in found.groups() if group), "")
            yield from _link(path, origin, href, line + plain.count("\n", 0, found.start()))


def _link(document: str, origin: str, href: str, line: int) -> Iterator[Link]:
    """Give a reference that stays on the server; folders and templates lead to no file."""
    href = href.strip()
    if _ELSEWHERE.match(href) or _TEMPLATE.search(href):
        return
    plain = unquote(href.partition("#")[0].partition("?")[0]).replace("\\", "/")
    if plain.startswith("/"):
        yield Link(document, line, href, plain)
        return
    if not plain or plain.endswith("/") or "." not in posixpath.basename(plain):
        return
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(origin), plain))
    yield Link(document, line, href, joined)
