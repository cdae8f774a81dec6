"""The export as a wiki: its pages, their texts and their attachments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxhash import xxh3_128

from scormkit.archive.package import DamageError
from scormkit.ingest.wiki.pages import WikiPage
from scormkit.ingest.wiki.sieve import PREFERENCES, Facts, in_order, join, judge, read_pins, split
from scormkit.ingest.wiki.sieve.judging import READ, readable, safe_attachments
from scormkit.ingest.wiki.xar import codes
from scormkit.ingest.wiki.xar.contents import LIST, read_list, readable_entries
from scormkit.ingest.wiki.xar.parsing import Start, Text, read_events
from scormkit.ingest.wiki.xar.scanning import CONTENT, ROOT, file_pieces, is_file, scan
from scormkit.values import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from scormkit.archive import Package
    from scormkit.archive.entries import Entry
    from scormkit.diagnostics import Report
    from scormkit.ingest.wiki.pages import Attachment
    from scormkit.ingest.wiki.xar.contents import Key
    from scormkit.ingest.wiki.xar.parsing import End
    from scormkit.ingest.wiki.xar.scanning import Scanned


class _Reading(Struct):
    """How far the attachments of a page were read, so that the next one goes on from there."""

    entry: Entry
    events: Iterator[Start | Text | End]
    next: int = 0


class _Known(Struct):
    """Where a page lies, what syntax it has, and its usable attachments by name with their places."""

    entry: Entry
    syntax: str
    files: dict[str, tuple[int, Attachment]] = field(default_factory=dict)


class Export:
    """Implements :class:`scormkit.ingest.wiki.pages.Wiki`; the address is not in the file."""

    address = ""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._known: dict[tuple[str, str], _Known] = {}
        self._reading: _Reading | None = None

    def pages(self, report: Report) -> tuple[WikiPage, ...]:
        """List the lessons of the export."""
        entries = readable_entries(self._package, report)
        by_name = {entry.name: entry for entry in entries}
        listed = read_list(self._package, by_name.pop(LIST, None), report)
        places = {key: place for place, key in enumerate(listed)}
        pins: dict[tuple[str, ...], tuple[str, ...]] = {}
        found: list[tuple[int, WikiPage]] = []
        seen: set[Key] = set()
        for entry, scanned, key in self._scanned(by_name.values(), report):
            at = self._package.at(entry.name)
            if key in seen:
                report.add(codes.TWICE, f"{join(key[0])} stands in {entry.name} again", at)
                continue
            also = (
                key[0],
                scanned.fields.get("language", "").strip(),
            )  # some lists name a page's own
            seen |= {key, also}
            place = places.get(key, places.get(also))
            if listed and place is None:
                report.add(codes.UNLISTED, f"{LIST} does not name {join(key[0])}", at)
            if key[0][-1] == PREFERENCES and scanned.pins:
                pins[key[0][:-1]] = read_pins(scanned.pins)
            page = self._page(entry, scanned, key, report)
            if page is not None:
                found.append((len(places) if place is None else place, page))
        self._tell_missing([key for key in listed if key not in seen], report)
        if not seen:
            report.add(codes.EMPTY, f"{self._package.path.name} holds no page", self._package.at())
        found.sort(key=lambda item: item[0])
        return in_order((page for _, page in found), pins)

    def text(self, page: WikiPage, report: Report) -> str | None:
        """Give the source of a page."""
        known = self._find(page, report)
        if known is None:
            return None
        controls: list[int] = []
        at = self._package.at(known.entry.name)
        try:
            events = read_events(self._package.chunks(known.entry), controls.append)
            pieces = [e.text for e in events if isinstance(e, Text) and e.path == CONTENT]
        except DamageError as error:
            report.add(codes.PAGE, f"{known.entry.name} {error}", at)
            return None
        if controls:
            shown = ", ".join(f"U+{code:04X}" for code in sorted(set(controls)))
            report.add(codes.CONTROLS, f"{len(controls)} control characters: {shown}", at)
        return readable("".join(pieces), known.syntax)

    def save(self, page: WikiPage, attachment: Attachment, file: Path, report: Report) -> bool:
        """Stream an attachment out of the XML; a file begun before is begun again."""
        known = self._find(page, report)
        if known is None:
            return False
        place, meant = known.files.get(attachment.name, (-1, attachment))
        try:
            with file.open("wb") as target:
                for piece in _checked(self._pieces(known.entry, place), meant):
                    target.write(piece)
        except (DamageError, OSError) as error:
            self._reading = None
            reason = f"cannot be written: {error.strerror}" if isinstance(error, OSError) else error
            message = f"The attachment {attachment.name} {reason}"
            report.add(codes.ATTACHMENT, message, self._package.at(known.entry.name))
            return False
        return True

    def _scanned(
        self, entries: Iterable[Entry], report: Report
    ) -> Iterator[tuple[Entry, Scanned, Key]]:
        for entry in entries:
            at = self._package.at(entry.name)
            try:
                scanned = scan(read_events(self._package.chunks(entry), lambda _: None))
            except DamageError as error:
                report.add(codes.PAGE, f"{entry.name} {error}", at)
                continue
            if scanned.root == ROOT:
                yield entry, scanned, self._key(entry, scanned, report)
            else:
                message = f"{entry.name} is no page of a wiki: <{scanned.root}>"
                report.add(codes.OTHER, message, at)

    def _key(self, entry: Entry, scanned: Scanned, report: Report) -> Key:
        """Name a page: by its reference, or as old exports do by its space and name."""
        fields, attributes = scanned.fields, scanned.attributes
        older = (*split(fields.get("web", "")), fields.get("name", ""))
        reference = attributes.get("reference", "").strip()
        parts = split(reference) if reference else older
        if reference and "name" in fields and older != parts:
            message = f"The reference is {reference}, space and name are {join(older)}"
            report.add(codes.NAMES, message, self._package.at(entry.name))
        told = attributes.get("locale", fields.get("locale", "")) or fields.get("language", "")
        own = fields.get("translation", "").strip() == "0"
        return tuple(part for part in parts if part) or (entry.name,), "" if own else told.strip()

    def _page(self, entry: Entry, scanned: Scanned, key: Key, report: Report) -> WikiPage | None:
        fields, at = scanned.fields, self._package.at(entry.name)
        syntax = fields.get("syntaxId", "").strip() or "xwiki/1.0"  # 1.0 had no other
        facts = Facts(
            key[0],
            fields.get("title", ""),
            syntax,
            hidden=fields.get("hidden", "").strip() == "true",
            is_class=scanned.is_class,
            classes=tuple(sorted(scanned.classes)),
            content=fields.get("content", ""),
        )
        title = judge(facts, at, report)
        if title is None:
            return None
        known = self._known[join(key[0]), key[1]] = _Known(entry, syntax)
        for place, each in enumerate(scanned.attachments):
            if each.damage or each.name in known.files:
                reason = each.damage or "comes a second time under this name"
                report.add(codes.ATTACHMENT, f"The attachment {each.name} {reason}", at)
            else:
                for safe in safe_attachments((each.attachment(),), at, report):
                    known.files[each.name] = place, safe
        return WikiPage(
            join(key[0]),
            title,
            syntax if syntax in READ else READ[-1],
            fields.get("version", "").strip(),
            key[1],
            fields.get("defaultLanguage", "").strip(),
            place=str(at),
            attachments=tuple(attachment for _, attachment in known.files.values()),
        )

    def _tell_missing(self, keys: list[Key], report: Report) -> None:
        for parts, language in keys:
            message = f"{join(parts)} is missing" + (f" in {language}" if language else "")
            report.add(codes.MISSING, message, self._package.at(LIST))

    def _find(self, page: WikiPage, report: Report) -> _Known | None:
        known = self._known.get((page.name, page.language))
        if known is None:
            message = f"{page.name} is no page of this export"
            report.add(codes.CHANGED, message, self._package.at())
        return known

    def _pieces(self, entry: Entry, place: int) -> Iterator[bytes]:
        """Go to an attachment by its place in the page, from the one read last if that can be."""
        reading = self._reading
        if reading is None or reading.entry is not entry or reading.next > place:
            events = read_events(self._package.chunks(entry), lambda _: None)
            reading = self._reading = _Reading(entry, events)
        for event in reading.events:
            if is_file(event):
                reading.next += 1
                if reading.next > place:
                    yield from file_pieces(reading.events)
                    return
        raise DamageError("is not where it was when the export was opened")


def _checked(pieces: Iterable[bytes], attachment: Attachment) -> Iterator[bytes]:
    digest = xxh3_128()
    for piece in pieces:
        digest.update(piece)
        yield piece
    if not attachment.revision.endswith(digest.hexdigest()):
        raise DamageError("is not what it was when the export was opened")
