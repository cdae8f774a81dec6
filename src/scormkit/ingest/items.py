"""What an import did, piece by piece: the rows of its report."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, TypeAlias

from scormkit.model.blocks import (
    Callout,
    DefinitionList,
    Download,
    EmptyLines,
    Figure,
    Frame,
    Group,
    Heading,
    HtmlBlock,
    ListBlock,
    Macro,
    Navigation,
    Paragraph,
    Parts,
    Placeholder,
    Quote,
    Table,
    Verbatim,
    Video,
)
from scormkit.model.inlines import Image, InlineMacro, Link
from scormkit.model.walk import text_of, walk
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scormkit.diagnostics import Diagnostic
    from scormkit.model.blocks import Block
    from scormkit.model.course import Page
    from scormkit.model.inlines import Pos
    from scormkit.model.walk import Node

Treatment: TypeAlias = Literal["mapped", "dropped", "missing", "noted"]

_CALLOUTS = {
    "task": "task",
    "before-test": "note before the test",
    "congratulation": "congratulation",
}
_CONVERTED: dict[type, str] = {
    Heading: "headings",
    Paragraph: "paragraphs",
    ListBlock: "lists",
    DefinitionList: "definition lists",
    Table: "tables",
    Quote: "quotes",
    Verbatim: "code blocks",
    Figure: "figures",
    Image: "pictures",
    Link: "links",
    HtmlBlock: "pieces of HTML",
}
DROPPED = {
    "CRS-001": "script",
    "CRS-003": "macro",
    "CRS-010": "link without text",
    "CRS-011": "HTML element",
    "CRS-014": "icon",
    "CRS-036": "number",
    "XWK-003": "table of contents",
    "XWK-006": "place for footnotes",
}
_MISSING = {
    "CRS-004": "wiki address",
    "CRS-005": "attachment",
    "CRS-007": "place on a page",
    "CRS-008": "link target",
    "CRS-009": "button target",
}

_SHOWN = {"XWK-001", "XWK-002", "CRS-013"}
"""Findings whose subject stands among the mapped things."""


class Item(Struct, frozen=True):
    """One thing that did not stay as it was.

    ``line`` counts in the wiki source, ``file_line`` in the imported file; they differ in a
    listing.
    """

    treatment: Treatment
    kind: str
    text: str
    target: str = ""
    line: int = 0
    file_line: int = 0


def count_converted(blocks: tuple[Block, ...], pages: Iterable[Page]) -> dict[str, int]:
    """Count what was taken over as it was read, by kind."""
    read = {(type(node), getattr(node, "at", None)) for node in walk(blocks)}
    found = Counter(
        _CONVERTED[type(node)]
        for page in pages
        for node in walk(page.blocks)
        if type(node) in _CONVERTED and (type(node), getattr(node, "at", None)) in read
    )
    return {kind: found[kind] for kind in _CONVERTED.values() if found[kind]}


def count_spacers(blocks: tuple[Block, ...]) -> int:
    """Count the blank lines that only made room."""
    return sum(node.count for node in walk(blocks) if isinstance(node, EmptyLines))


def collect(
    blocks: tuple[Block, ...],
    shaped: tuple[Page, ...],
    resolved: tuple[Page, ...],
    diagnostics: Iterable[Diagnostic],
) -> Iterator[Item]:
    """Compare the page as it was read with what it became; lines count in the wiki source.

    ``shaped`` are its parts before links were followed, ``resolved`` after.
    """
    native = {n.at for n in walk(blocks) if isinstance(n, Heading)}
    targets = _targets(resolved)
    for page in shaped:
        if page is shaped[0]:
            yield Item("mapped", "title", page.title, "", line_of(page.title, blocks))
        for node in walk(page.blocks):
            item = _mapped(node, native, targets)
            if item is not None:
                yield item
    kept = {n.at for page in shaped for n in walk(page.blocks) if isinstance(n, Group | Parts)}
    for node in walk(blocks):
        if isinstance(node, Group) and node.at not in kept and "box" not in _classes(node):
            yield Item("mapped", "styling group", f"opened ({_classes(node)})", "", node.at.line)
    yield from _from_diagnostics(diagnostics)


def _mapped(node: Node, native: set[Pos], targets: dict[Pos, str]) -> Item | None:  # noqa: PLR0911
    match node:
        case Heading(level=level) if node.at not in native:
            return _item(f"heading of level {level}", text_of((node,)), "", node.at)
        case Callout(kind=kind):
            words = text_of((*node.title, *node.blocks))
            return _item(_CALLOUTS.get(kind, f"box ({kind})"), words, "", node.at)
        case Parts(kind=shown):
            return _item(shown, text_of(p.head for p in node.parts if p.head), "", node.at)
        case Video(link=link):
            return _item("video", node.title or node.host, link, node.at)
        case Frame(url=url):
            return _item("frame", node.title, url, node.at)
        case Navigation():
            return _item("navigation", text_of(node.children), targets.get(node.at, ""), node.at)
        case Download():
            return _item("download", text_of(node.title), node.target.target, node.at)
        case Placeholder(source=source, hidden=True):
            return _item("program", source, "box without the program", node.at)
        case Placeholder(name) | Macro(name) | InlineMacro(name):
            return _item("unknown macro", name, "visible placeholder", node.at)
        case Link() if node.at in targets and "/bin/view/" in targets[node.at]:
            return _item("wiki link", text_of(node.children), targets[node.at], node.at)
        case Link() if node.target.kind not in {"url", "mailto"} and node.at in targets:
            return _item("link", text_of(node.children), targets[node.at], node.at)
        case _:
            return None


def _from_diagnostics(diagnostics: Iterable[Diagnostic]) -> Iterator[Item]:
    seen: set[tuple[str, str]] = set()
    for found in diagnostics:
        if found.code == "CRS-002":
            address = found.message.rpartition(" ")[2]
            yield Item("mapped", "published test", address, "test.yaml", found.at.line)
        elif found.code in DROPPED:
            yield Item("dropped", DROPPED[found.code], found.message, "", found.at.line)
        elif found.code in _MISSING and (found.code, found.message) not in seen:
            # a file that two links need is missing once
            seen.add((found.code, found.message))
            yield Item("missing", _MISSING[found.code], found.message, "", found.at.line)
        elif found.code not in _MISSING and found.code not in _SHOWN:
            yield Item("noted", found.code, found.message, "", found.at.line)


def _targets(pages: Iterable[Page]) -> dict[Pos, str]:
    return {
        node.at: node.target.target
        for page in pages
        for node in walk(page.blocks)
        if isinstance(node, Link | Navigation)
    }


def line_of(title: str, blocks: tuple[Block, ...]) -> int:
    """Find the line that became the title; 0 if it comes from outside the page."""
    for node in walk(blocks):
        if isinstance(node, Heading | Paragraph) and " ".join(text_of((node,)).split()) == title:
            return node.at.line
    return 0


def _classes(group: Group) -> str:
    return dict(group.attrs).get("class", "")


def _item(kind: str, text: str, target: str, at: Pos) -> Item:
    return Item("mapped", kind, " ".join(text.split()), target, at.line)
