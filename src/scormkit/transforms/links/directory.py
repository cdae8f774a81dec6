"""What a course offers to link to: its pages, modules and files, by every name they go by."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from scormkit.model.blocks import Heading
from scormkit.model.inlines import Anchor
from scormkit.model.names import slug
from scormkit.model.walk import nodes_of, text_of
from scormkit.transforms.links.wiki import split_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scormkit.model.course import Module, Page


@dataclass(frozen=True, slots=True)
class Directory:
    """Made by :meth:`of`. ``wiki`` is the wiki's address, ``wikis`` each module's own name there.

    ``names`` leads from a module's id, a title or a wiki name (see :func:`name_key`), and
    ``sources`` from a path, to page ids, ``paths`` back; ``anchors`` from a page id to the places on it;
    ``files`` from a module to its files by :func:`file_key`. ``shared`` are the names that several
    pages go by.
    """

    pages: Mapping[str, str]
    modules: Mapping[str, str]
    names: Mapping[str, str]
    following: Mapping[str, str]
    sources: Mapping[str, tuple[str, ...]]
    paths: Mapping[str, str]
    anchors: Mapping[str, Mapping[str, str]]
    files: Mapping[str, Mapping[str, str]]
    wiki: str = ""
    wikis: Mapping[str, str] = field(default_factory=dict)
    shared: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        modules: Iterable[Module],
        wiki: str = "",
        names: Mapping[str, str] | None = None,
        home: str = "",
    ) -> Directory:
        """Write down the modules' pages and files.

        ``wiki``: its address; ``names``: module id → the name of the wiki page it was; ``home``:
        the name of the wiki page that stands for the whole course.
        """
        modules, names = tuple(modules), dict(names or {})
        pages = [page for module in modules for page in module.pages]
        sources: dict[str, tuple[str, ...]] = {}
        for page in pages:
            path = posixpath.normpath(page.source)
            sources[path] = (*sources.get(path, ()), page.id)
        first = {module.id: module.pages[0].id for module in modules if module.pages}
        return cls(
            pages={page.id: page.title for page in pages},
            modules=first,
            names=_names(modules, first, names, home),
            following={a.id: b.id for a, b in pairwise(pages)},
            sources=sources,
            paths={page: path for path, made in sources.items() for page in made},
            anchors={page.id: _anchors(page) for page in pages},
            files={m.id: {file_key(name): name for name in m.files} for m in modules},
            wiki=wiki,
            wikis=names,
            shared=_shared(modules, pages),
        )

    def start(self) -> str:
        """Give the id of the course's first page."""
        return next(iter(self.pages), "")

    def after(self, page: str) -> str:
        """Give the id of the page after ``page``; empty at the end."""
        return self.following.get(page, "")


class _Codes(dict[int, str]):
    """Letters, digits and ``-_.:`` stay, all else becomes its number; filled as it is asked."""

    def __missing__(self, code: int) -> str:
        plain = re.fullmatch(r"[A-Za-z0-9\-_.:]", chr(code))
        self[code] = made = chr(code) if plain else f"{code:X}"
        return made


_CODES = _Codes()


def name_key(name: str) -> str:
    """Make the same key for names that differ in capitals or white space alone."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def wiki_key(parts: Iterable[str]) -> str:
    """Make the key of a wiki page's name, cut into its parts."""
    return "wiki:" + "/".join(name_key(part) for part in parts)


def file_key(name: str) -> str:
    """Make the same key however accents are composed, with or without the folder's name."""
    return unicodedata.normalize("NFC", name).removeprefix("./").removeprefix("files/")


def wiki_anchor(text: str) -> str:
    """Make the id that XWiki gives a heading of this text."""
    return "H" + "".join(text.split()).translate(_CODES)


def _names(
    modules: Sequence[Module], first: Mapping[str, str], wikis: Mapping[str, str], home: str
) -> dict[str, str]:
    found: dict[str, str] = {}
    for module in modules:
        for page in module.pages:
            found.setdefault(name_key(page.title), page.id)
    # a module's own names are stronger than a page's title, ids are the strongest
    for module in reversed(modules):
        if module.id in first:
            found[name_key(module.title)] = first[module.id]
            if wikis.get(module.id):
                found[wiki_key(split_name(wikis[module.id]))] = first[module.id]
    if home and first:
        found[wiki_key(split_name(home))] = next(iter(first.values()))
    found |= {name_key(page.id): page.id for module in modules for page in module.pages}
    found |= {name_key(module): page for module, page in first.items()}
    found.pop("", None)
    return found


def _shared(modules: Sequence[Module], pages: Sequence[Page]) -> tuple[str, ...]:
    """Name what leads to one of several: titles that stand twice and are nobody's id."""
    ids = {name_key(i) for i in (*(m.id for m in modules), *(p.id for p in pages))}
    # a module's title goes before a page's, so pages share only what no module is called
    chapters = Counter(name_key(module.title) for module in modules)
    titles = Counter(name_key(page.title) for page in pages)
    twice = [name for name, number in titles.items() if number > 1 and name not in chapters]
    twice += [name for name, number in chapters.items() if number > 1]
    return tuple(sorted(name for name in twice if name and name not in ids))


def _anchors(page: Page) -> dict[str, str]:
    """Every way to name a place, and its id; the title's place is the page itself."""
    found: dict[str, str] = {}
    for text, own in [(page.title, ""), *_headings(page)]:
        for name in (own, slug(text), wiki_anchor(text), name_key(text)):
            if name:
                found.setdefault(name, own)
    return found


def _headings(page: Page) -> Iterable[tuple[str, str]]:
    for node in nodes_of(page.blocks):
        if isinstance(node, Heading):
            yield text_of((node,)).strip(), node.id
        elif isinstance(node, Anchor):
            yield "", node.id
        elif (attrs := getattr(node, "attrs", ())) and (given := dict(attrs).get("id")):
            yield "", given
