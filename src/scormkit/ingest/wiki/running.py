"""One import on its way: names first, then texts and files, page by page.

A run that breaks anywhere has noted all names before the first text came, and notes a page when its
files are there. So the next run goes on where it was and ends with the same folders.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from scormkit.archive import digest_bytes
from scormkit.ingest.folder import module_settings, put
from scormkit.ingest.wiki import codes
from scormkit.ingest.wiki.arrange.known import language_of
from scormkit.ingest.wiki.laying import digest_of
from scormkit.project import ORIGIN, Origin, Taken
from scormkit.transforms import ShapeSettings
from scormkit.values import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scormkit.diagnostics import Report
    from scormkit.ingest.wiki.arrange.known import Known
    from scormkit.ingest.wiki.arrange.plan import Plan, PlannedFile, PlannedModule, PlannedPage
    from scormkit.ingest.wiki.laying import Desk
    from scormkit.ingest.wiki.pages import Attachment, Wiki

_ADDRESS = re.compile(r"\b(https?://[^/\s]+(?:/[^/\s]+)?)/bin/view/")
_PATIENCE = 5  # failures in a row: it is not the page's fault then
_ARRIVING = ".arriving"


class Wishes(Struct, frozen=True):
    """How to bring: ``dry`` writes nothing, ``prune`` takes away what the wiki no longer has.

    ``manifest`` is the course that the modules are for, ``address`` the wiki's, if they are known.
    """

    dry: bool = False
    force: bool = False
    prune: bool = False
    manifest: Path | None = None
    address: str = ""


class Van(Struct):
    """Where attachments arrive; a broken transfer goes on from there the next time."""

    folder: Path

    @classmethod
    @contextmanager
    def at(cls, into: Path, *, dry: bool) -> Iterator[Van]:
        """Park beside what is written, or elsewhere if nothing is to be."""
        if not dry:
            yield cls(into / _ARRIVING)
            return
        with tempfile.TemporaryDirectory() as folder:
            yield cls(Path(folder))

    def place(self, file: PlannedFile) -> Path:
        """Give the place for one revision of an attachment."""
        self.folder.mkdir(parents=True, exist_ok=True)
        known = f"{file.page.name}\0{file.attachment.name}\0{file.attachment.revision}"
        return self.folder / digest_bytes(known.encode())

    def clear(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.folder, ignore_errors=True)


class Run(Struct):
    """One import on its way.

    ``linked`` are the addresses of wikis in the texts, ``tests`` the modules whose pages show a
    published test.
    """

    wiki: Wiki
    plan: Plan
    known: Known
    desk: Desk
    wishes: Wishes
    report: Report
    progress: Callable[[int, int, str], None]
    van: Van = field(default_factory=lambda: Van(Path()))
    linked: set[str] = field(default_factory=set)
    tests: set[Path] = field(default_factory=set)
    origins: dict[Path, Origin] = field(default_factory=dict)
    whole: bool = True
    failed: int = 0
    done: int = 0

    @property
    def address(self) -> str:
        """Give the wiki's address as far as anybody knows it."""
        linked = next(iter(self.linked)) if len(self.linked) == 1 else ""
        return self.wishes.address or self.wiki.address or linked

    @property
    def stopped(self) -> bool:
        """Whether so many could not be had that there is no use in asking for more."""
        return self.failed >= _PATIENCE

    def all(self) -> bool:
        """Bring all modules; whether nothing is missing."""
        for module in self.plan.modules:
            self.origins[module.folder] = origin = self._named(module)
            self.save(module.folder, origin)
        for module in self.plan.modules:
            self._module(module)
            if self.stopped:
                message = f"{_PATIENCE} in a row could not be had; the rest was not asked for"
                self.report.add(codes.STOPPED, message, self.desk.at(module.folder))
                break
        return self.whole

    def _module(self, module: PlannedModule) -> None:
        origin = self.origins[module.folder]
        total = sum(len(each.pages) for each in self.plan.modules)
        for page in module.pages:
            self.done += 1
            self.progress(self.done, total, page.title)
            self._page(module.folder, page, origin)
            if self.stopped or any(origin.files[file.name].digest for file in page.files):
                self.save(module.folder, origin)
            if self.stopped:
                return
        place = module.folder / "module.yaml"
        settings = self.desk.lay_text(place, origin.settings, _settings(module), own=True)
        origin = origin.model_copy(update={"settings": settings or origin.settings})
        self.origins[module.folder] = origin
        self.save(module.folder, origin)

    def _named(self, module: PlannedModule) -> Origin:
        """Note the names of all that is to come, with what is known of what came before."""
        known = self.known.origins.get(module.folder, Origin())
        pages, files = dict(known.pages), dict(known.files)
        for page in module.pages:
            before = pages.get(page.name) or Taken(page=page.page.name, digest="")
            told = {"page": page.page.name, "language": language_of(page.page), "title": page.title}
            pages[page.name] = before.model_copy(update=told)
            for file in page.files:
                empty = Taken(page=file.page.name, name=file.attachment.name, digest="")
                before = files.get(file.name) or empty
                files[file.name] = before.model_copy(update={"page": file.page.name})
        address = self.wishes.address or self.wiki.address or known.wiki
        return Origin(wiki=address, settings=known.settings, pages=pages, files=files)

    def _page(self, folder: Path, planned: PlannedPage, origin: Origin) -> None:
        page, place = planned.page, folder / planned.name
        text = self.wiki.text(page, self.report)
        if text is None:
            self._fail(place)
        else:
            self.failed = 0
            self.linked.update(_ADDRESS.findall(text))
            if any(end in text for end in ShapeSettings().test_frames):
                self.tests.add(folder)
            was = origin.pages[planned.name]
            digest = self.desk.lay_text(place, was.digest, text)
            origin.pages[planned.name] = _taken(was, digest, page.revision)
        for file in planned.files:
            self._file(folder / "files" / file.name, file, origin)

    def _file(self, place: Path, file: PlannedFile, origin: Origin) -> None:
        was, now = origin.files[file.name], file.attachment
        if place.name != now.name:
            message = f"{now.name!r} is kept as {place.name}"
            self.report.add(codes.RENAMED, message, self.desk.at(place))
        if was.digest and was.revision and was.revision == now.revision and _fits(place, now):
            if self.desk.rests(place, was.digest):
                return
        elif self.desk.dry and digest_of(place) is None and not was.digest:
            self.desk.tell(place, "new")
            return
        arrived = self.van.place(file)
        if not self.wiki.save(file.page, now, arrived, self.report):
            self._fail(place)
            return
        self.failed = 0
        digest = self.desk.lay_file(place, was.digest, arrived)
        arrived.unlink(missing_ok=True)
        origin.files[file.name] = _taken(was, digest, now.revision)

    def _fail(self, place: Path) -> None:
        self.whole, self.failed = False, self.failed + 1
        self.desk.tell(place, "failed")

    def save(self, folder: Path, origin: Origin) -> None:
        """Write down what is known, whole or not at all."""
        if self.wishes.dry:
            return
        place, data = folder / ORIGIN, origin.written().encode("utf-8", "replace")
        if place.is_file() and place.read_bytes() == data:
            return
        folder.mkdir(parents=True, exist_ok=True)
        put(place, data)


def _taken(was: Taken, digest: str | None, revision: str) -> Taken:
    """Note what came; nothing if it could not be laid down."""
    return (
        was if digest is None else was.model_copy(update={"digest": digest, "revision": revision})
    )


def _fits(place: Path, attachment: Attachment) -> bool:
    """Whether a file can be the attachment; some exports count revisions from the start again."""
    return attachment.size < 0 or not place.is_file() or place.stat().st_size == attachment.size


def _settings(module: PlannedModule) -> str:
    """Write a module.yaml."""
    text = module_settings(module.title) + f"wiki: {json.dumps(module.wiki, ensure_ascii=False)}\n"
    if len(module.pages) > 1:
        text += "pages:\n" + "".join(f"  - {page.name}\n" for page in module.pages)
    return text
