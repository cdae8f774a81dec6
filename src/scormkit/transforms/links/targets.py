"""Where a reference leads: a page of the course, a file, the wiki, another site, or nowhere."""

from __future__ import annotations

import difflib
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from scormkit.diagnostics import Location
from scormkit.model.inlines import Reference
from scormkit.transforms.codes import ANCHOR, DEAD_LINK, FILE_MISSING, SAME_NAME, WIKI_ADDRESS
from scormkit.transforms.links.directory import file_key, name_key, wiki_key
from scormkit.transforms.links.wiki import (
    HOME,
    absolute,
    address,
    name_at,
    split_attachment,
    split_name,
)

if TYPE_CHECKING:
    from scormkit.diagnostics import Code, Report
    from scormkit.model.course import Page
    from scormkit.model.inlines import Pos
    from scormkit.transforms.links.directory import Directory

_SAFE = frozenset({"http", "https", "ftp", "ftps", "tel", "mailto"})
_PAGE_FILE = re.compile(r"\.(?:md|markdown|xwiki|txt)$", re.IGNORECASE)
_FILE = re.compile(r"^(?:\./)?files/|\.[A-Za-z0-9]{1,5}$")
_CAPTIONS = re.compile(r"(?:\.([a-z]{2,3}(?:-[a-z0-9]{2,8})*))?\.vtt$", re.IGNORECASE)
_MADE = frozenset({"course", "asset", "external", "missing", "data"})


class Targets:
    """Finds targets for one page."""

    def __init__(self, page: Page, directory: Directory, report: Report) -> None:
        self.page = page
        self.directory = directory
        self.report = report
        self.files = directory.files.get(page.module, {})
        self.own_wiki_name = directory.wikis.get(page.module, "")

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
        if kind in {"unc", "interwiki", "icon"}:
            return self._dead(f"A link of the kind {kind!r} to {name!r}", name, at)
        return self._page(reference, at)

    def file(self, reference: Reference, at: Pos) -> Reference:
        """Find a file: the module's own, or one on another page of the wiki."""
        if reference.kind in _MADE:
            return reference
        if reference.kind == "url":
            return self._url(reference, at)
        page, name = split_attachment(reference.target)
        for candidate in (name, reference.target, unquote(name)):
            found = self.files.get(file_key(candidate))
            if found is not None:
                return Reference("asset", found)
        if page and self.directory.wiki:
            page = absolute(page, self.own_wiki_name)
            return Reference("external", address(self.directory.wiki, page, "download", name))
        near = difflib.get_close_matches(file_key(name), self.files, n=1)
        message = f"The file {name!r} is not in the module's files/"
        hint = f"Did you mean {near[0]!r}?" if near else ""
        self._add(FILE_MISSING, message, at, hint)
        return Reference("missing", name)

    def picture(self, reference: Reference, at: Pos) -> Reference:
        """Find a picture's file; in wiki syntax a bare name is an attachment's."""
        return self.file(reference, at)

    def captions(self, video: Reference) -> tuple[Reference, ...]:
        """Find the captions that lie beside a video: ``film.vtt``, ``film.ru.vtt``."""
        stem = posixpath.splitext(file_key(video.target))[0]
        names = (
            name
            for key, name in sorted(self.files.items())
            if _CAPTIONS.sub("", key) == stem and key != stem
        )
        return tuple(Reference("asset", name) for name in names)

    def _url(self, reference: Reference, at: Pos) -> Reference:
        url = reference.target
        try:
            parts = urlsplit(url)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme.lower() not in _SAFE:
            return self._dead(f"The address {url!r}", url, at)
        names = name_at(self.directory.wiki, url)
        page = self.directory.names.get(wiki_key(names)) if names else None
        if page:
            anchored = Reference("course", page, reference.anchor or parts.fragment)
            return self._place(page, anchored, at)
        return Reference("external", url, reference.anchor, reference.query)

    def _page(self, reference: Reference, at: Pos) -> Reference:
        """Follow a page's name: a source file, an id or title, a wiki name, a file, the wiki."""
        kind, name = reference.kind, reference.target
        if kind in {"untyped", "path", "course"}:
            found = self._source(reference)
            if found:
                return self._place(found, reference, at)
        if kind == "path" and name.startswith("/"):
            return self._from_root(reference, at)
        wiki_name = _dotted(kind, name)
        for key in (
            name_key(name),
            name_key(posixpath.basename(name.rstrip("/"))) if kind == "path" else "",
            wiki_key(split_name(wiki_name)),
            wiki_key(split_name(absolute(wiki_name, self.own_wiki_name))),
        ):
            if key in self.directory.names:
                if key in self.directory.shared:
                    message = f"Several pages or modules are called {name!r}"
                    self._add(SAME_NAME, message, at)
                return self._place(self.directory.names[key], reference, at)
        if kind in {"untyped", "path"} and (file_key(name) in self.files or _FILE.search(name)):
            return self.file(reference, at)
        if kind in {"path", "course"}:
            return self._dead(f"The page {name!r}", name, at)
        return self._on_wiki(wiki_name, reference, at)

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
        keys = (anchor, unquote(anchor), name_key(unquote(anchor)))
        return next((p for p in pages for key in keys if key and key in anchors[p]), "")

    def _place(self, page: str, reference: Reference, at: Pos) -> Reference:
        """Give a place on a page; if the page was cut, on the part that has it."""
        anchor = reference.anchor
        if not anchor:
            return Reference("course", page)
        source = self.directory.sources.get(self.directory.paths.get(page, ""), ())
        holder = self._with_anchor((page, *source), anchor)
        if not holder:
            title = self.directory.pages.get(page, page)
            self._add(ANCHOR, f"The page {title!r} has no place {anchor!r}", at)
            return Reference("course", page)
        places = self.directory.anchors[holder]
        keys = (anchor, unquote(anchor), name_key(unquote(anchor)))
        return Reference("course", holder, next(places[key] for key in keys if key in places))

    def _on_wiki(self, name: str, reference: Reference, at: Pos) -> Reference:
        if not self.directory.wiki:
            message = f"The page {reference.target!r} is not in the course"
            self._add(WIKI_ADDRESS, message, at)
            return Reference("missing", reference.target)
        url = address(self.directory.wiki, absolute(name, self.own_wiki_name))
        return Reference("external", url, reference.anchor, reference.query)

    def _from_root(self, reference: Reference, at: Pos) -> Reference:
        if not self.directory.wiki:
            self._add(WIKI_ADDRESS, f"The address {reference.target!r} has no host", at)
            return Reference("missing", reference.target)
        parts = urlsplit(self.directory.wiki)
        url = f"{parts.scheme}://{parts.netloc}{reference.target}"
        return self._url(Reference("url", url, reference.anchor, reference.query), at)

    def _dead(self, what: str, name: str, at: Pos) -> Reference:
        self._add(DEAD_LINK, f"{what} cannot be opened from a course", at)
        return Reference("missing", name)

    def _add(self, code: Code, message: str, at: Pos, hint: str = "") -> None:
        self.report.add(code, message, Location(self.page.source, at.line, at.column), hint)


def language_of(captions: str) -> str:
    """Read the language from the name of a file of captions: ``film.ru.vtt``; empty if it has none."""
    found = _CAPTIONS.search(captions)
    return (found[1] or "") if found else ""


def _dotted(kind: str, name: str) -> str:
    r"""Write ``space:A`` and ``page:A/B`` as the names of pages that they are."""
    if kind == "space":
        return f"{name}.{HOME}"
    if kind == "page":
        parts = [part.replace(".", "\\.") for part in re.split(r"(?<!\\)/", name)]
        return ".".join((*parts, HOME))
    return name
