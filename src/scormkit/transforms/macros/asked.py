"""Fills macros that ask for other pages of the course: included pages, lists of pages and of files."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote

from scormkit.diagnostics import Location, Report
from scormkit.model.anchors import wiki_id
from scormkit.model.blocks import Download, Heading, ListBlock, ListItem, Macro, Paragraph, Plain
from scormkit.model.inlines import Link, Reference, Text
from scormkit.model.walk import kind_of, rewrite, text_of
from scormkit.transforms.codes import CIRCLE, NO_SECTION, NOT_INCLUDED, NOTHING_LISTED
from scormkit.transforms.headings import convert_headings
from scormkit.transforms.links.wiki import name_at, split_alias
from scormkit.transforms.macros.moving import Mover
from scormkit.transforms.macros.shelf import branch_of
from scormkit.transforms.wrappers import open_wrappers
from scormkit.values import replace

if TYPE_CHECKING:
    from scormkit.diagnostics import Code
    from scormkit.model.blocks import Block
    from scormkit.model.course import Page
    from scormkit.model.inlines import ReferenceKind
    from scormkit.transforms.links.wiki import Parts
    from scormkit.transforms.macros.shelf import Entry, Shelf
    from scormkit.transforms.settings import ShapeSettings

    Blocks: TypeAlias = tuple[Block, ...]

_INCLUDES = frozenset({"include", "display"})
_PAGES = frozenset({"children", "documents", "documenttree", "pagetree", "spaces"})
ASKED = _INCLUDES | _PAGES | {"attachments"}
_TARGETS = ("reference", "document", "page", "root", "location", "parent")
_KINDS: dict[str, ReferenceKind] = {
    "doc": "doc", "document": "doc", "page": "page", "space": "space"
}  # fmt: skip
_MOST = 100


def fill(page: Page, shelf: Shelf, settings: ShapeSettings, report: Report) -> Page:
    """Put in the place of each such macro what the course has; what it has not is told."""
    if not any(macro.name.lower() in ASKED for macro in kind_of(page.blocks, Macro)):
        return page
    filler = _Filler(page, shelf, settings, report)
    return replace(page, blocks=filler.filled(page.blocks, (page.source,)))


class _Filler:
    def __init__(self, page: Page, shelf: Shelf, settings: ShapeSettings, report: Report) -> None:
        self.page = page
        self.shelf = shelf
        self.settings = settings
        self.report = report
        self.mover = Mover(page)
        self.ruled = {name.lower() for name in settings.macros}
        self.included = 0
        self.call: Macro | None = None  # the one on the page itself, where findings are told

    def filled(self, blocks: Blocks, chain: tuple[str, ...]) -> Blocks:
        """Fill the macros of the last page of a chain of pages that include each other."""

        def macro(macro: Macro) -> Block | Blocks:
            name = macro.name.lower()
            if name not in ASKED or name in self.ruled:
                return macro
            if name in _INCLUDES:
                return self._include(macro, chain)
            return self._files(macro) if name == "attachments" else self._pages(macro)

        return rewrite(blocks, {Macro: macro})

    def _include(self, macro: Macro, chain: tuple[str, ...]) -> Blocks:
        kind, name = _target(macro)
        here = self._parts(chain[-1])
        entry = self.shelf.find(kind, name, here) if name else None
        if entry is None:
            self._add(NOT_INCLUDED, f"The page {name!r} is not in the course", macro)
            label = Text(branch_of(name_at(kind, name, here))[-1] if name else "", macro.at)
            link = Link(Reference(kind, name), (label,), at=macro.at)
            return (Paragraph((link,), at=macro.at),) if name else ()
        self.included += 1
        if entry.path in chain or self.included > _MOST:
            again = entry.path in chain
            told = "includes itself" if again else f"includes more than {_MOST} pages"
            self._add(CIRCLE, f"The page {name!r} {told}", macro)
            return ()
        return self.mover.moved(self._read(entry, macro, chain), entry, macro.at)

    def _read(self, entry: Entry, macro: Macro, chain: tuple[str, ...]) -> Blocks:
        """Read the included page; what it includes in turn is told at the first call."""
        first, self.call = self.call, self.call or macro
        page = open_wrappers(entry.read(), self.settings, Report())
        page = convert_headings(page, self.settings, Report())
        blocks = self.filled(self._wanted(page.blocks, macro), (*chain, entry.path))
        self.call = first
        return blocks

    def _wanted(self, blocks: Blocks, macro: Macro) -> Blocks:
        """Give the section that is asked for, without its heading if that is not wanted."""
        if section := _param(macro, "section"):
            found = _section(blocks, section)
            if not found:
                message = f"The page {_target(macro)[1]!r} has no section {section!r}"
                self._add(NO_SECTION, message, macro)
            blocks = found or blocks
        if _param(macro, "excludefirstheading").lower() == "true":
            place = next((i for i, b in enumerate(blocks) if isinstance(b, Heading)), None)
            if place is not None and not text_of(blocks[:place]).strip():
                return blocks[:place] + blocks[place + 1 :]
        return blocks

    def _pages(self, macro: Macro) -> Blocks:
        kind, name = _target(macro)
        own = self._parts(self.page.source)
        asked: Parts = () if name or macro.name.lower() != "children" else branch_of(own)
        if name:
            asked = branch_of(name_at(kind, split_alias(name)[1], own))
        here = self.page.source
        entries = [entry for entry in self.shelf.below(asked) if entry.path != here]
        if not entries:
            message = f"{{{{{macro.name}}}}} finds no pages in the course"
            self._add(NOTHING_LISTED, message, macro)
            return ()
        least = min(len(entry.branch) for entry in entries)
        return (self._list(entries, least, macro),)

    def _list(self, entries: list[Entry], depth: int, macro: Macro) -> ListBlock:
        """Give a list of links in the order of the course, what is below a page below it."""
        items: list[ListItem] = []
        while entries:
            first, *rest = entries
            inner = [e for e in rest if e.branch[:depth] == first.branch[:depth]]
            entries = [e for e in rest if e not in inner]
            below = (self._list(inner, depth + 1, macro),) if inner else ()
            items.append(ListItem((self._link(first, macro), *below), at=macro.at))
        return ListBlock(ordered=False, items=tuple(items), at=macro.at)

    def _link(self, entry: Entry, macro: Macro) -> Plain:
        folder = posixpath.dirname(self.page.source)
        path = quote(posixpath.relpath(entry.path, folder or "."))
        return Plain((Link(Reference("untyped", path), (), at=macro.at),), macro.at)

    def _files(self, macro: Macro) -> Blocks:
        entry = self.shelf.at(self.page.source)
        names = entry.attached if entry else ()
        if not names:
            self._add(NOTHING_LISTED, f"{{{{{macro.name}}}}} finds no files of the page", macro)
            return ()
        items = tuple(
            ListItem((Download(Reference("asset", name), (), macro.at),), at=macro.at)
            for name in names
        )
        return (ListBlock(ordered=False, items=items, at=macro.at),)

    def _parts(self, path: str) -> Parts:
        """Give the wiki name of a source; a page without one has that of its module's first."""
        own = self.shelf.at(path)
        if own is None or own.name:
            return own.parts if own else ()
        named = (e.parts for e in self.shelf.entries if e.module == own.module and e.name)
        return next(named, ())

    def _add(self, code: Code, message: str, macro: Macro) -> None:
        at = (self.call or macro).at
        self.report.add(code, message, Location(self.page.source, at.line, at.column))


def _target(macro: Macro) -> tuple[ReferenceKind, str]:
    given = next(filter(None, (_param(macro, name) for name in _TARGETS)), "")
    kind, mark, name = given.partition(":")
    return (_KINDS[kind], name) if mark and kind in _KINDS else ("doc", given)


def _param(macro: Macro, name: str) -> str:
    return next((v.strip() for k, v in macro.params if k.lower() == name), "")


def _section(blocks: Blocks, anchor: str) -> Blocks:
    """Give a heading and what belongs to it."""
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            words = text_of((block,)).strip()
            if anchor in {block.id, wiki_id(words), words}:
                end = next(
                    (
                        i
                        for i, b in enumerate(blocks[place + 1 :], place + 1)
                        if isinstance(b, Heading) and b.level <= block.level
                    ),
                    len(blocks),
                )
                return blocks[place:end]
    return ()
