"""A page of a wiki → a module's folder, with an account of every line that did not stay as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit import transforms
from scormkit.diagnostics import Report
from scormkit.ingest.account import PageAccount, account, with_attachments
from scormkit.ingest.account.course import findings
from scormkit.ingest.folder import is_free, module_settings, page_name, save, test_skeleton
from scormkit.ingest.source import Opened, open_source
from scormkit.model.blocks import TestPlace
from scormkit.model.course import Module, Page, SourceFile
from scormkit.model.inlines import Link
from scormkit.model.walk import kind_of, walk
from scormkit.readers import xwiki
from scormkit.values import Struct, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scormkit.diagnostics import Diagnostic
    from scormkit.ingest.items import Item
    from scormkit.project import Origin

_WIKI_PAGE = re.compile(r"^(https?://[^/\s]+(?:/[^/\s]+)?)/bin/view/")


class Options(Struct, frozen=True):
    """How to import.

    ``wiki`` is its address; without one, an address that all the page's links to wiki pages share
    is taken. ``modules`` are those of the course that links may lead to, with their
    ``wiki_names`` and ``origins``; ``home`` is the wiki page that stands for the course. ``dry``
    writes nothing.
    """

    syntax: str = "xwiki/2.1"
    wiki: str = ""
    settings: transforms.ShapeSettings = field(default_factory=transforms.ShapeSettings)
    modules: tuple[Module, ...] = ()
    wiki_names: tuple[tuple[str, str], ...] = ()
    origins: tuple[tuple[str, Origin], ...] = ()
    home: str = ""
    force: bool = False
    dry: bool = False


class Imported(Struct, frozen=True):
    """What came of it: ``written`` are names in ``folder``, ``converted`` counts by kind.

    ``pages`` is the account of the page.
    """

    folder: Path
    page: str
    title: str
    wiki: str
    written: tuple[str, ...]
    converted: dict[str, int]
    items: tuple[Item, ...]
    listing: bool
    spacers: int
    pages: tuple[PageAccount, ...]


def import_page(path: Path, folder: Path, options: Options, report: Report) -> Imported | None:
    """Import one page; ``None`` if nothing could be written. Findings go to ``report``."""
    opened = open_source(path, report)
    if opened is None:
        return None
    local = Report()
    blocks = xwiki.read(opened.text, options.syntax, opened.path, local, options.settings.macros)
    page = Page(folder.name or "page", "", blocks, opened.path, folder.name)
    shaped = transforms.shape(page, replace(options.settings, title=opened.title, split=""), local)
    wiki = options.wiki or _shared_address(shaped)
    directory = _directory(folder, shaped, wiki, options)
    resolved = tuple(transforms.resolve(part, directory, local) for part in shaped)
    title = shaped[0].title
    name = page_name(title)
    if not is_free(folder, name, opened.text, report, force=options.force):
        return None
    told = account(page, shaped, resolved, local, options.settings.headings)
    told = with_attachments(told, resolved).at_lines(opened.number, opened.file_line)
    report.extend(_placed(local, opened))
    report.extend(findings(told))
    texts = {"module.yaml": module_settings(title), name: opened.text}
    if any(kind_of(part.blocks, TestPlace) for part in shaped):
        texts["test.yaml"] = test_skeleton(title)
    written = save(folder, texts, report, dry=options.dry)
    if not (options.dry or written or (folder / name).exists()):
        return None
    return Imported(
        folder, name, title, wiki, written, told.converted, told.items, opened.listing,
        told.spacers, (told,),
    )  # fmt: skip


def _directory(
    folder: Path, shaped: tuple[Page, ...], wiki: str, options: Options
) -> transforms.Directory:
    """Write down what links may lead to: the course's modules, with this one in its place or at the end."""
    files = {
        p.name: SourceFile(p.name, p, p.stat().st_size)
        for p in sorted((folder / "files").glob("*"))
        if p.is_file()
    }
    own = Module(folder.name, shaped[0].title, shaped, files=files)
    others = tuple(module for module in options.modules if module.id != own.id)
    return transforms.Directory.of(
        (*others, own),
        wiki=wiki,
        names=dict(options.wiki_names),
        home=options.home,
        origins=dict(options.origins),
    )


def _shared_address(pages: Iterable[Page]) -> str:
    found = {
        match[1]
        for page in pages
        for node in walk(page.blocks)
        if isinstance(node, Link) and (match := _WIKI_PAGE.match(node.target.target))
    }
    return found.pop() if len(found) == 1 else ""


def _placed(report: Report, opened: Opened) -> Iterable[Diagnostic]:
    """Give findings at the lines of the imported file, with the listing's own number in words."""
    for found in report:
        line = opened.file_line(found.at.line)
        number = opened.number(found.at.line)
        told = f" (line {number} of the listing)" if opened.listing and found.at.line else ""
        at = replace(found.at, line=line, column=0 if opened.listing else found.at.column)
        yield replace(found, at=at, message=f"{found.message}{told}")
