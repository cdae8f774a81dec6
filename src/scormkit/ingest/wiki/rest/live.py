"""The live wiki: the page of an address, with all below it if asked for."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from scormkit.diagnostics import Location, Report
from scormkit.ingest.wiki.pages import Attachment, WikiPage
from scormkit.ingest.wiki.rest import codes
from scormkit.ingest.wiki.rest.address import page_path, space_path
from scormkit.ingest.wiki.rest.answers import Files, Page, Property, Spaces, Summaries
from scormkit.ingest.wiki.rest.asking import RefusalError
from scormkit.ingest.wiki.rest.listing import read_list
from scormkit.ingest.wiki.rest.transfer import fetch
from scormkit.ingest.wiki.sieve import (
    HOME,
    PREFERENCES,
    Facts,
    in_order,
    join,
    judge,
    read_pins,
    split,
)
from scormkit.ingest.wiki.sieve.judging import READ, is_computed, readable, safe_attachments
from scormkit.ingest.wiki.sieve.names import path_of
from scormkit.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scormkit.ingest.wiki.rest.answers import File
    from scormkit.ingest.wiki.rest.asking import Client
    from scormkit.ingest.wiki.rest.finding import Found
    from scormkit.ingest.wiki.rest.settings import Settings

    Names = tuple[str, ...]

_PINS = "objects/XWiki.PinnedChildPagesClass/0/properties/pinnedChildPages"
# After these there is no use in asking for the next page; anything else concerns one page alone.
_FOR_ALL = (codes.GAVE_UP, codes.CERTIFICATE)


class Live:
    """Implements :class:`scormkit.ingest.wiki.pages.Wiki`; closing it is left to the end of the run."""

    def __init__(self, client: Client, found: Found, settings: Settings) -> None:
        self._client, self._found, self._settings = client, found, settings

    @property
    def address(self) -> str:
        """The wiki's address, as far as it is the same for all pages."""
        return self._found.address

    def pages(self, report: Report) -> tuple[WikiPage, ...]:
        """List the page, its translations and, if asked for, all below; what cannot be had is told."""
        pages: list[WikiPage] = []
        try:
            names = list(self._names(report))
            with ThreadPoolExecutor(self._settings.patience.together) as together:
                for made, told in together.map(self._page, names):
                    pages += made
                    report.extend(told)
            counts = Counter(path_of(split(page.name))[:-1] for page in pages if not page.language)
            pins = {each: self._pins(each) for each, count in counts.items() if count > 1 and each}
        except RefusalError as error:
            _tell(error, report)
            return ()
        if self._client.is_guest:
            report.add(codes.GUEST, "The wiki answers as to a guest", Location(self.address))
        return in_order(pages, {space: names for space, names in pins.items() if names})

    def text(self, page: WikiPage, report: Report) -> str | None:
        """Give the source of a page."""
        try:
            told = self._client.ask(self._url(split(page.name), page.language), Page)
        except RefusalError as error:
            _tell(error, report)
            return None
        return readable(told.content.replace("\r\n", "\n"), told.syntax or page.syntax)

    def save(self, page: WikiPage, attachment: Attachment, file: Path, report: Report) -> bool:
        """Stream an attachment; where it breaks off, the next call goes on."""
        url = f"{self._url(split(page.name))}/attachments/{quote(attachment.name, safe='')}"
        try:
            fetch(self._client, url, attachment, file)
        except RefusalError as error:
            message = f"{attachment.name}: {error.message}"
            report.add(codes.ATTACHMENT, message, Location(error.url))
        except OSError as error:
            message = f"{attachment.name} cannot be written: {error.strerror}"
            report.add(codes.ATTACHMENT, message, Location(url))
        else:
            return True
        return False

    def _names(self, report: Report) -> Iterator[Names]:
        """Name the pages to ask for, the one of the address first."""
        start = self._found.names
        yield start
        if not self._settings.children or start[-1] != HOME:
            return
        for space in self._spaces(start[:-1]):
            url = self._found.root + space_path(self._found.wiki, space) + "/pages"
            try:
                listed = read_list(self._client, url, Summaries, self._settings.listed)
            except RefusalError as error:
                _pass_over(error, report)
                continue
            named = [(*space, each.name) for each in listed]
            yield from (names for names in named if names != start)

    def _spaces(self, top: Names) -> list[Names]:
        """Find the spaces in a space: the wiki lists all it has, whatever they stand in."""
        url = f"{self._found.root}/wikis/{quote(self._found.wiki, safe='')}/spaces"
        listed = read_list(self._client, url, Spaces, self._settings.listed)
        known = [split(each.id.partition(":")[2]) for each in listed]
        inside = [names for names in known if names[: len(top)] == top]
        return list(dict.fromkeys([top, *inside]))

    def _page(self, names: Names) -> tuple[list[WikiPage], Report]:
        """Give a page and its translations; none if it is no lesson or not to be seen."""
        url, report = self._url(names), Report()
        try:
            told = self._client.ask(url, Page, **{"objects": "true", "class": "true"})
            page = self._made(names, "", told, report)
            if page is None:
                return [], report
            listed = read_list(self._client, f"{url}/attachments", Files, self._settings.listed)
        except RefusalError as error:
            _pass_over(error, report)
            return [], report
        page = replace(page, attachments=_attachments(listed, page.place, report))
        return [page, *self._translations(names, told, report)], report

    def _translations(self, names: Names, told: Page, report: Report) -> Iterator[WikiPage]:
        kept = told.translations
        for language in dict.fromkeys(each.language for each in kept.translations) if kept else ():
            if kept is None or language in {"", kept.default}:
                continue
            try:
                other = self._client.ask(self._url(names, language), Page)
            except RefusalError as error:
                _pass_over(error, report)
                continue
            page = self._made(names, language, other, report)
            if page is not None:
                yield page

    def _made(self, names: Names, language: str, told: Page, report: Report) -> WikiPage | None:
        place = self._place(names, told)
        asked = names == self._found.names  # who names a hidden page wants it
        facts = Facts(
            names,
            unescape(told.title) if is_computed(told.raw_title) else told.raw_title or told.title,
            told.syntax,
            hidden=bool(told.hidden) and not asked,
            is_class=told.clazz is not None and bool(told.clazz.properties),
            classes=tuple(each.kind for each in told.objects.items) if told.objects else (),
            content=told.content,
        )
        title = judge(facts, Location(place), report)
        if title is None:
            return None
        return WikiPage(
            join(names),
            title,
            told.syntax if told.syntax in READ else READ[-1],
            told.version,
            language,
            told.translations.default if told.translations else "",
            place=place,
        )

    def _pins(self, space: Names) -> tuple[str, ...]:
        """Ask in what order somebody pinned the pages of a space; mostly nobody did."""
        url = f"{self._url((*space, PREFERENCES))}/{_PINS}"
        try:
            return read_pins([self._client.ask(url, Property).value])
        except RefusalError as error:
            if error.code in _FOR_ALL:
                raise
            return ()

    def _place(self, names: Names, told: Page) -> str:
        """Give the address at which people find a page, which the wiki may believe to be elsewhere."""
        if urlsplit(told.address).hostname == urlsplit(self.address).hostname:
            return told.address
        path = "/".join(quote(name, safe="") for name in names)
        return f"{self.address}/bin/view/{path}"

    def _url(self, names: Names, language: str = "") -> str:
        url = self._found.root + page_path(self._found.wiki, names)
        return f"{url}/translations/{quote(language, safe='')}" if language else url


def _attachments(listed: list[File], place: str, report: Report) -> tuple[Attachment, ...]:
    """Name them with their dates, for one removed and attached again begins at version 1.1 anew."""
    files = [
        Attachment(
            each.name, size if size is not None else -1, f"{each.version} {each.date or ''}".strip()
        )
        for each in listed
        for size in (each.size if each.long_size is None else each.long_size,)
    ]
    return safe_attachments(files, Location(place), report)


def _tell(error: RefusalError, report: Report) -> None:
    report.add(error.code, error.message, Location(error.url))


def _pass_over(error: RefusalError, report: Report) -> None:
    """Tell of what concerns one page alone; raise anything else again."""
    if error.code in _FOR_ALL:
        raise error
    _tell(error, report)
