"""What a course offers to link to: its pages, modules and files, by every name they go by."""

from __future__ import annotations

import posixpath
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from scormkit.transforms.links.anchors import anchors_of
from scormkit.transforms.links.keys import file_key, loose_key, name_key, wiki_key
from scormkit.transforms.links.nearness import in_order
from scormkit.transforms.links.wiki import (
    MAIN,
    Parts,
    alias_of,
    page_at,
    spellings,
    split_alias,
    written,
)
from scormkit.values import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scormkit.model.course import Module, Page
    from scormkit.project import Origin


class Directory(Struct, frozen=True):
    """Made by :meth:`of`. ``wiki`` is the wiki's address, ``aliases`` are the names it goes by.

    ``names`` leads from a module's id, a title or a wiki name (see :mod:`.keys`), and
    ``sources`` from a path, to page ids, ``paths`` back; ``anchors`` from a page id to the places on it;
    ``files`` from a module to its files by :func:`file_key`; ``attached`` from a wiki page's key to the
    files that came with it, each as ``/module/name``, and ``taken`` are all of these. ``wikis`` holds
    each page's name in the wiki by path, each module's by id; ``origins`` the addresses that modules
    came from, and ``bases`` are all addresses of the wiki. ``shared`` are the names that several pages go by, ``called`` all
    names in order as people write them.
    """

    pages: Mapping[str, str]
    modules: Mapping[str, str]
    names: Mapping[str, str]
    following: Mapping[str, str]
    sources: Mapping[str, tuple[str, ...]]
    paths: Mapping[str, str]
    anchors: Mapping[str, Mapping[str, str]]
    files: Mapping[str, Mapping[str, str]]
    holders: Mapping[str, str]
    attached: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    taken: Mapping[str, None] = field(default_factory=dict)
    wiki: str = ""
    aliases: tuple[str, ...] = (MAIN,)
    origins: Mapping[str, str] = field(default_factory=dict)
    bases: tuple[str, ...] = ()
    wikis: Mapping[str, Parts] = field(default_factory=dict)
    shared: tuple[str, ...] = ()
    called: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        modules: Iterable[Module],
        wiki: str = "",
        names: Mapping[str, str] | None = None,
        home: str = "",
        origins: Mapping[str, Origin] | None = None,
    ) -> Directory:
        """Write down the modules' pages and files.

        ``wiki``: its address; ``names``: module id → the name of the wiki page it was; ``home``:
        the name of the wiki page that stands for the whole course; ``origins``: module id → what
        of it came from a wiki.
        """
        modules, names, origins = tuple(modules), dict(names or {}), origins or {}
        pages = [page for module in modules for page in module.pages]
        sources: dict[str, tuple[str, ...]] = {}
        for page in pages:
            path = posixpath.normpath(page.source)
            sources[path] = (*sources.get(path, ()), page.id)
        first = {module.id: module.pages[0].id for module in modules if module.pages}
        addresses = {name: origin.wiki for name, origin in origins.items() if origin.wiki}
        wikis = _wikis(modules, names, origins)
        attached = _attached(modules, origins)
        return cls(
            pages={page.id: page.title for page in pages},
            modules=first,
            names=_names(modules, first) | _wiki_names(wikis, sources, first, home),
            following={a.id: b.id for a, b in pairwise(pages)},
            sources=sources,
            paths={page: path for path, made in sources.items() for page in made},
            anchors={page.id: anchors_of(page) for page in pages},
            files={m.id: {file_key(name): name for name in m.files} for m in modules},
            holders={page.id: module.id for module in modules for page in module.pages},
            attached=attached,
            taken=dict.fromkeys(file for held in attached.values() for file in held.values()),
            wiki=wiki,
            aliases=_aliases(wiki, (home, *names.values())),
            origins=addresses,
            bases=tuple(dict.fromkeys(filter(None, (wiki, *addresses.values())))),
            wikis=wikis,
            shared=_shared(modules, pages),
            called=in_order(_called(modules, wikis)),
        )

    def start(self) -> str:
        """Give the id of the course's first page."""
        return next(iter(self.pages), "")

    def after(self, page: str) -> str:
        """Give the id of the page after ``page``; empty at the end."""
        return self.following.get(page, "")

    def page_of(self, parts: Parts) -> str:
        """Give the id of the page that was this one in the wiki; empty if none was."""
        keys = [make(each) for make in (wiki_key, loose_key) for each in spellings(parts)]
        return next((self.names[key] for key in keys if key in self.names), "")

    def files_of(self, parts: Parts) -> Mapping[str, str]:
        """Give the files that came with a wiki page, each as ``/module/name``."""
        keys = [wiki_key(each) for each in spellings(parts)]
        return next((self.attached[key] for key in keys if key in self.attached), {})


def _wikis(
    modules: Sequence[Module], names: Mapping[str, str], origins: Mapping[str, Origin]
) -> dict[str, Parts]:
    """Name every page's place in the wiki by its path, and every module's by its id."""
    found: dict[str, Parts] = {}
    for module in modules:
        taken = origins[module.id].pages if module.id in origins else {}
        for page in module.pages:
            path = posixpath.normpath(page.source)
            if each := taken.get(posixpath.basename(path)):
                found[path] = _parts(each.page)
                found.setdefault(module.id, found[path])
        if module.id in names:
            found[module.id] = _parts(names[module.id])
    return found


def _attached(
    modules: Sequence[Module], origins: Mapping[str, Origin]
) -> dict[str, dict[str, str]]:
    """Sort files by the wiki page they came with; a name as it was there goes before its key."""
    found: dict[str, dict[str, str]] = {}
    for module in modules:
        for name, each in (origins[module.id].files if module.id in origins else {}).items():
            held = module.files.get(file_key(name))
            if held is None:
                continue  # the author took it out
            own = found.setdefault(wiki_key(_parts(each.page)), {})
            own[each.name] = f"/{module.id}/{file_key(name)}"
    for own in found.values():
        for name, file in list(own.items()):
            own.setdefault(file_key(name), file)
    return found


def _names(modules: Sequence[Module], first: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for module in modules:
        for page in module.pages:
            found.setdefault(name_key(page.title), page.id)
    # a module's own names are stronger than a page's title, ids are the strongest
    for module in reversed(modules):
        if module.id in first:
            found[name_key(module.title)] = first[module.id]
    found |= {name_key(page.id): page.id for module in modules for page in module.pages}
    found |= {name_key(module): page for module, page in first.items()}
    found.pop("", None)
    return found


def _wiki_names(
    wikis: Mapping[str, Parts],
    sources: Mapping[str, tuple[str, ...]],
    first: Mapping[str, str],
    home: str,
) -> dict[str, str]:
    """Lead from wiki names to pages: a page's own go before its module's, exact ones before others."""
    own = [(parts, sources[path][0]) for path, parts in wikis.items() if path in sources]
    own += [(parts, first[module]) for module, parts in wikis.items() if module in first]
    if home and first:
        own.append((_parts(home), next(iter(first.values()))))
    found: dict[str, str] = {}
    for parts, page in own:
        found.setdefault(wiki_key(parts), page)
        found.setdefault(loose_key(parts), page)
    return found


def _called(modules: Sequence[Module], wikis: Mapping[str, Parts]) -> Iterator[str]:
    yield from map(written, wikis.values())
    for module in modules:
        yield from (module.id, module.title)
        for page in module.pages:
            yield from (page.id, page.title)


def _parts(name: str) -> Parts:
    return page_at(split_alias(name)[1])


def _aliases(wiki: str, names: Iterable[str]) -> tuple[str, ...]:
    """Say what the wiki is called: by its address, and by whoever wrote its name before a page's."""
    written = [alias for name in names if (alias := split_alias(name)[0])]
    return tuple(dict.fromkeys([*written, *([] if written else [alias_of(wiki)])]))


def _shared(modules: Sequence[Module], pages: Sequence[Page]) -> tuple[str, ...]:
    """Name what leads to one of several: titles that stand twice and are nobody's id."""
    ids = {name_key(i) for i in (*(m.id for m in modules), *(p.id for p in pages))}
    # a module's title goes before a page's, so pages share only what no module is called
    chapters = Counter(name_key(module.title) for module in modules)
    titles = Counter(name_key(page.title) for page in pages)
    twice = [name for name, number in titles.items() if number > 1 and name not in chapters]
    twice += [name for name, number in chapters.items() if number > 1]
    return tuple(sorted(name for name in twice if name and name not in ids))
