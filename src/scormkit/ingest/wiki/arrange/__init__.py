"""Pages of a wiki → modules: each child of the common root is one, with all below it in reading order."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import takewhile
from typing import TYPE_CHECKING

from scormkit.ingest.folder import page_name, stem_of
from scormkit.ingest.wiki.arrange.known import language_of
from scormkit.ingest.wiki.arrange.naming import Names
from scormkit.ingest.wiki.arrange.plan import Plan, PlannedModule, full_name, parts_of, title_of
from scormkit.values import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from scormkit.ingest.wiki.arrange.known import Known
    from scormkit.ingest.wiki.pages import WikiPage

Parts = tuple[str, ...]
_NUMBER = re.compile(r"^(\d+)")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


def arrange(
    pages: tuple[WikiPage, ...], into: Path, known: Known, is_blank: Callable[[WikiPage], bool]
) -> Plan:
    """Decide where everything goes; a folder or file that has a name keeps it.

    A new root that ``is_blank`` is no page of the course.
    """
    tree = _Tree.of(pages)
    alone = _is_module(into, known) or (
        len(tree.shown) == 1 and not any(known.place(page) for page in pages)
    )
    shelf = _Shelf(into, known, tree, alone)
    for page in tree.in_order():
        is_root = parts_of(page.name) == tree.root and not alone
        if not (is_root and not known.place(page) and is_blank(page)):
            shelf.put(page)
    title = tree.title(tree.root) or into.name
    return Plan(tuple(shelf.modules(_language(pages))), tree.root, title)


def _is_module(into: Path, known: Known) -> bool:
    return into in known.origins or (into / "module.yaml").is_file()


def _language(pages: Iterable[WikiPage]) -> str:
    """Give the language that most pages are in, as the wiki says or as their titles look."""
    told = [page.default_language for page in pages if page.default_language]
    if told:
        return max(sorted(set(told)), key=told.count)
    titles = "".join(page.title for page in pages)
    return "ru" if len(_CYRILLIC.findall(titles)) * 2 > len(titles) / 2 else "en"


class _Tree(Struct):
    """The pages by the parts of their names; ``shown`` are those in their own language, if there are."""

    root: Parts
    shown: dict[Parts, WikiPage]
    pages: dict[Parts, list[WikiPage]]
    below: dict[Parts, set[Parts]]
    members: dict[Parts, list[WikiPage]]

    @classmethod
    def of(cls, pages: Iterable[WikiPage]) -> _Tree:
        found: dict[Parts, list[WikiPage]] = defaultdict(list)
        for page in pages:
            found[parts_of(page.name)].append(page)
        root = _shared(min(found), max(found))
        below: dict[Parts, set[Parts]] = defaultdict(set)
        for key in found:
            for length in range(len(root), len(key)):
                below[key[:length]].add(key[: length + 1])
        members: dict[Parts, list[WikiPage]] = defaultdict(list)
        for key, each in found.items():
            each.sort(key=language_of)
            members[key[: len(root) + 1]] += [page for page in each if not language_of(page)]
        shown = {key: each[0] for key, each in found.items()}
        return cls(root, shown, found, below, members)

    def title(self, key: Parts) -> str:
        """Give the title of a page, or of a space without one."""
        return title_of(self.shown[key]) if key in self.shown else key[-1] if key else ""

    def group(self, page: WikiPage) -> Parts:
        """Give the root or its child that a page is, or is under."""
        return parts_of(page.name)[: len(self.root) + 1]

    def in_order(self) -> Iterable[WikiPage]:
        """Give all pages, depth first, with the translations of each behind it."""
        waiting = [self.root]
        while waiting:
            key = waiting.pop()
            yield from self.pages.get(key, ())
            waiting += sorted(self.below.get(key, ()), key=self._rank, reverse=True)

    def _rank(self, key: Parts) -> tuple[bool, int, list[tuple[int, str]], Parts]:
        order = self.shown[key].order if key in self.shown else 0
        title = self.title(key).casefold()
        natural = [
            (int(part) if part.isdecimal() else -1, part) for part in re.split(r"(\d+)", title)
        ]
        return not order, order, natural, key


class _Shelf(Struct):
    """Puts page after page into folders."""

    into: Path
    known: Known
    tree: _Tree
    alone: bool
    _groups: dict[Parts, Path] = field(default_factory=dict)
    _homes: dict[Parts, Path] = field(default_factory=dict)
    _found: dict[Path, list[WikiPage]] = field(default_factory=dict)
    _heads: dict[Path, tuple[Parts, str]] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.into.is_dir():
            self._names = {path.name for path in self.into.iterdir() if _holds_anything(path)}

    def put(self, page: WikiPage) -> None:
        """Find the folder of a page, a new one if need be."""
        key, language = parts_of(page.name), language_of(page)
        place, group = self.known.place(page), self.tree.group(page)
        home = self._homes.get(key) or self._home(page, group)
        folder = place[0] if place else home
        if not language:
            self._homes[key] = folder
        elif not place:
            folder = home.with_name(f"{home.name}-{_tag(language).lower()}")
        head = self.tree.root if self.alone else group if home == self._groups[group] else key
        self._found.setdefault(folder, []).append(page)
        self._heads.setdefault(folder, (head, language))

    def modules(self, language: str) -> Iterable[PlannedModule]:
        """Give the modules in reading order, their pages and files by name."""
        names = Names(self.known)
        for folder, pages in self._found.items():
            first = None
            if self.alone and len(pages) == 1:
                first = page_name(title_of(pages[0])).removesuffix(".xwiki")
            planned = names.of(folder, tuple(pages), first, self.tree.pages)
            head, own = self._heads[folder]
            page = next((page for page in pages if parts_of(page.name) == head), None)
            title = (title_of(page) if page else self.tree.title(head)) or folder.name
            wiki = page.name if page else full_name(head)
            yield PlannedModule(folder, title, wiki, _tag(own or language), planned)

    def _home(self, page: WikiPage, group: Parts) -> Path:
        """Give the folder of the module that a page belongs to by its name."""
        if group not in self._groups:
            folder = self.into if self.alone else self._former(page, group) or self._new(group)
            self._groups[group] = folder
        return self._groups[group]

    def _former(self, first: WikiPage, group: Parts) -> Path | None:
        """Give the folder of a module that was imported before, also under another name."""
        for page in self.tree.members[group]:
            place = self.known.place(page)
            if place and (page is first or page.name not in self.known.moved):
                return place[0]
        return None

    def _new(self, group: Parts) -> Path:
        numbers = [int(found[1]) for name in self._names if (found := _NUMBER.match(name))]
        title = stem_of(self.tree.title(group)) or "module"
        name = f"{max(numbers, default=0) + 1:02}-{title}"
        self._names.add(name)
        return self.into / name


def _holds_anything(folder: Path) -> bool:
    """Whether a folder is more than the first trace of an import that broke off."""
    return folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir())


def _shared(one: Parts, other: Parts) -> Parts:
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return tuple(part for part, _ in alike)


def _tag(language: str) -> str:
    """Write a language as the web does; the wiki writes pt_BR."""
    return language.replace("_", "-")
