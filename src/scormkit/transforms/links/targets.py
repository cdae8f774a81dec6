"""Where a reference leads: a page of the course, a file, the wiki, another site, or nowhere."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from scormkit.diagnostics import Location
from scormkit.model.inlines import Reference
from scormkit.transforms.codes import ANCHOR, DEAD_LINK, FILE_MISSING, SAME_NAME, WIKI_ADDRESS
from scormkit.transforms.links.files import Files
from scormkit.transforms.links.keys import file_key, name_key
from scormkit.transforms.links.nearness import hint_for
from scormkit.transforms.links.wiki import (
    MAIN,
    address,
    alias_of,
    cut_last,
    name_at,
    page_at,
    read_address,
    space_at,
    split_alias,
    written,
)
from scormkit.values import replace

if TYPE_CHECKING:
    from scormkit.diagnostics import Code, Report
    from scormkit.model.course import Page
    from scormkit.model.inlines import Pos, ReferenceKind
    from scormkit.transforms.links.directory import Directory
    from scormkit.transforms.links.wiki import Parts, Shown

_SAFE = frozenset({"http", "https", "ftp", "ftps", "tel", "mailto"})
_PAGE_FILE = re.compile(r"\.(?:md|markdown|xwiki|xwiki20|txt)$", re.IGNORECASE)
_FILE = re.compile(r"^(?:\./)?files/|\.[A-Za-z0-9]{1,5}$")
_SURELY_FILE = re.compile(
    r"^(?:\./)?files/|\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|txt|csv|zip|png|jpe?g|gif|svg|webp|mp[34])$",
    re.IGNORECASE,
)
_MADE = frozenset({"course", "asset", "external", "missing"})
_TYPES = frozenset(
    "doc space page attach pageAttach url path unc interwiki icon data image".split()
)
_IN_ADDRESS = "%/?:@!$&'()*+,;=-._~"


class Targets:
    """Finds targets for one page."""

    def __init__(self, page: Page, directory: Directory, report: Report) -> None:
        self.page = page
        self.directory = directory
        self.report = report
        named = directory.wikis
        own = named.get(posixpath.normpath(page.source)) if page.source else None
        self.here: Parts = own or named.get(page.module, ())
        self.files = Files(directory, page.module, self.here)
        self.wiki = directory.wiki or directory.origins.get(page.module, "")

    def lead(self, reference: Reference, at: Pos) -> Reference:
        """Find where a button leads; ``next`` and ``start`` are always understood."""
        name = reference.target
        if reference.kind in {"course", "doc", "untyped", "page"} and name in {"next", "start"}:
            found = (
                self.directory.start() if name == "start" else self.directory.after(self.page.id)
            )
            return Reference("course", found) if found else Reference("missing", name)
        return self.find(reference, at)

    def find(self, reference: Reference, at: Pos) -> Reference:  # noqa: PLR0911
        """Find where a link leads."""
        kind, name = reference.kind, reference.target
        if kind in _MADE - {"course"}:
            return reference
        if kind == "here" or (kind in {"untyped", "doc", "page", "course"} and not name):
            return self._place(self.page.id, reference, at)
        if kind == "mailto":
            query = f"?{reference.query}" if reference.query else ""
            return Reference("external", f"mailto:{name}{query}")
        if kind == "url":
            return self._url(reference, at)
        if kind in {"attach", "pageAttach"}:
            return self.file(reference, at)
        if kind in {"unc", "interwiki", "icon", "data"}:
            shown = f"{reference.alias}:{name}" if reference.alias else name[:80]
            return self._dead(f"A link of the kind {kind!r} to {shown!r}", name, at)
        return self._page(reference, at)

    def file(self, reference: Reference, at: Pos) -> Reference:  # noqa: PLR0911
        """Find a file: the page's own, its module's, or one of another page of the wiki."""
        kind, target = reference.kind, reference.target
        if kind in _MADE:
            return reference
        if kind == "url":
            return self._url(reference, at)
        if kind == "path" and target.startswith("/"):
            return self._from_root(reference, at)
        page, name = cut_last(target, "/" if kind == "pageAttach" else "@")
        other, parts = self._where(kind, page)
        found = self.files.own(target) if kind != "pageAttach" else ""
        if not found and not other:
            found = self.files.of_page(parts, name) if parts else self.files.own(name)
        if found:
            return Reference("asset", found)
        if path := self._beside(target):
            return Reference("asset", path)
        if parts and self.wiki and not self._came_along(parts):
            return self._on_wiki(parts, Reference("untyped", "", "", reference.query), at, name)
        told = "is not in the module's files/" if not parts else f"did not come with {page!r}"
        message = f"The file {name!r} {told}"
        self._add(FILE_MISSING, message, at, self.files.hint(name, parts))
        return Reference("missing", name)

    def _came_along(self, parts: Parts) -> bool:
        """Whether a page was taken from the wiki, and so all its files."""
        path = self.directory.paths.get(self.directory.page_of(parts), "")
        return path in self.directory.wikis or bool(self.directory.files_of(parts))

    def captions(self, video: Reference) -> tuple[Reference, ...]:
        """Find the captions that lie beside a video."""
        return tuple(Reference("asset", name) for name in self.files.captions(video.target))

    def _where(self, kind: ReferenceKind, name: str) -> tuple[str, Parts]:
        """Give the page of a wiki that a name means here, and the other wiki's alias if it is there."""
        if not name:
            return "", ()
        alias, rest = split_alias(name)
        own = not alias or alias in self.directory.aliases
        return "" if own else alias, name_at(kind, rest, self.here if own else ())

    def _url(self, reference: Reference, at: Pos) -> Reference:
        url = reference.target
        try:
            parts = urlsplit(url)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme.lower() not in _SAFE:
            return self._dead(f"The address {url!r}", url, at)
        anchor = reference.anchor or unquote(parts.fragment)
        asked = replace(reference, anchor=anchor, query=parts.query)
        for base in self.directory.bases:
            # a wiki takes a plus in a path for a space, as forms do
            for spelt in dict.fromkeys((url.replace("+", "%20"), url)):
                shown = read_address(spelt, base)
                if shown and (found := self._shown(shown, asked, at)):
                    return found
            if shown := read_address(url.replace("+", "%20"), base):
                return _outside(address(base, *shown), asked)
        return Reference("external", url, reference.anchor, reference.query)

    def _shown(self, shown: Shown, asked: Reference, at: Pos) -> Reference | None:
        """Give what of the course the wiki shows at an address, however it would show it."""
        if shown.file:
            file = self.files.of_page(*shown)
            return Reference("asset", file) if file else None
        page = self.directory.page_of(shown.parts)
        return self._place(page, asked, at) if page else None

    def _page(self, reference: Reference, at: Pos) -> Reference:  # noqa: PLR0911
        """Follow a page's name: a source file, a wiki name, an id or title, a file, the wiki."""
        kind, name = reference.kind, reference.target
        if kind in {"untyped", "path", "course"} and (found := self._source(reference)):
            return self._place(found, reference, at)
        if kind == "path" and name.startswith("/"):
            return self._from_root(reference, at)
        other, parts = self._where(kind, name)
        if found := "" if other else self._in_wiki(kind, name, parts):
            return self._place(found, reference, at)
        if found := self._called(kind, name, at):
            return self._place(found, reference, at)
        if self._is_file(kind, name):
            return self.file(reference, at)
        if kind == "untyped" and name.partition(":")[0] in _TYPES:
            hint = (
                "Syntax 2.0 knows no such links: leave the prefix out, or make the page one of 2.1."
            )
            return self._dead(f"The address {name!r}", name, at, hint)
        if kind in {"path", "course"} or not parts:
            return self._dead(f"The page {name!r}", name, at, hint_for(name, self.directory.called))
        return self._on_wiki(parts, reference, at, alias=other)

    def _in_wiki(self, kind: ReferenceKind, name: str, parts: Parts) -> str:
        """Find a page by its wiki name; a single word may mean a page beside this one, or a space."""
        found = self.directory.page_of(parts)
        if found or kind in {"space", "page"} or len(page_at(split_alias(name)[1])) != 1:
            return found
        return self.directory.page_of(space_at(split_alias(name)[1]))

    def _called(self, kind: ReferenceKind, name: str, at: Pos) -> str:
        """Find a page by its id or title, or its module's."""
        last = posixpath.basename(name.rstrip("/")) if kind == "path" else ""
        key = next((k for k in map(name_key, (name, last)) if k in self.directory.names), "")
        if key in self.directory.shared:
            self._add(SAME_NAME, f"Several pages or modules are called {name!r}", at)
        return self.directory.names.get(key, "")

    def _is_file(self, kind: ReferenceKind, name: str) -> bool:
        if kind not in {"untyped", "path"}:
            return False
        looks = _FILE if kind == "path" else _SURELY_FILE
        return file_key(name) in self.files.names or looks.search(name) is not None

    def _beside(self, name: str) -> str:
        """Find a file by its path from this page: ``../two/files/plan.pdf``."""
        folder = posixpath.dirname(self.page.source)
        paths = (posixpath.normpath(posixpath.join(folder, each)) for each in (name, unquote(name)))
        return next(filter(None, map(self.files.at_path, paths)), "")

    def _source(self, reference: Reference) -> str:
        """Give the id of the page made from a source file, of the part with the anchor if it was cut."""
        if not _PAGE_FILE.search(reference.target):
            return ""
        folder = posixpath.dirname(self.page.source)
        path = posixpath.normpath(posixpath.join(folder, unquote(reference.target)))
        pages = self.directory.sources.get(path, ())
        return self._with_anchor(pages, reference.anchor) or next(iter(pages), "")

    def _with_anchor(self, pages: tuple[str, ...], anchor: str) -> str:
        anchors = self.directory.anchors
        return next((p for key in _spellings(anchor) for p in pages if key in anchors[p]), "")

    def _place(self, page: str, reference: Reference, at: Pos) -> Reference:
        """Give a place on a page; if the page was cut, on the part that has it."""
        anchor = reference.anchor
        if not anchor:
            return Reference("course", page)
        source = self.directory.sources.get(self.directory.paths.get(page, ""), ())
        holder = self._with_anchor((page, *source), anchor)
        if not holder:
            title = self.directory.pages.get(page, page)
            hint = hint_for(unquote(anchor), tuple(self.directory.anchors.get(page, ())))
            self._add(ANCHOR, f"The page {title!r} has no place {anchor!r}", at, hint)
            return Reference("course", page)
        places = self.directory.anchors[holder]
        return Reference(
            "course", holder, next(places[k] for k in _spellings(anchor) if k in places)
        )

    def _on_wiki(
        self, parts: Parts, reference: Reference, at: Pos, file: str = "", alias: str = ""
    ) -> Reference:
        name = reference.target or file
        if not self.wiki:
            hint = hint_for(written(parts), self.directory.called)
            self._add(WIKI_ADDRESS, f"The page {name!r} is not in the course", at, hint)
            return Reference("missing", name)
        if alias and alias_of(self.wiki) == MAIN and MAIN not in self.directory.aliases:
            return self._dead(f"The wiki {alias!r} has no address here; {name!r}", name, at)
        return _outside(address(self.wiki, parts, file, alias), reference)

    def _from_root(self, reference: Reference, at: Pos) -> Reference:
        shown = None if self.wiki else read_address(reference.target, "")
        if shown and (found := self._shown(shown, reference, at)):
            return found
        if not self.wiki:
            self._add(WIKI_ADDRESS, f"The address {reference.target!r} has no host", at)
            return Reference("missing", reference.target)
        parts = urlsplit(self.wiki)
        url = f"{parts.scheme}://{parts.netloc}{reference.target}"
        return self._url(Reference("url", url, reference.anchor, reference.query), at)

    def _dead(self, what: str, name: str, at: Pos, hint: str = "") -> Reference:
        self._add(DEAD_LINK, f"{what} cannot be opened from a course", at, hint)
        return Reference("missing", name)

    def _add(self, code: Code, message: str, at: Pos, hint: str = "") -> None:
        self.report.add(code, message, Location(self.page.source, at.line, at.column), hint)


def _spellings(anchor: str) -> tuple[str, ...]:
    return tuple(filter(None, (anchor, unquote(anchor), name_key(unquote(anchor)))))


def _outside(url: str, reference: Reference) -> Reference:
    anchor, query = (
        quote(text, safe=_IN_ADDRESS, errors="replace")
        for text in (reference.anchor, reference.query)
    )
    return Reference("external", url, anchor, query)
