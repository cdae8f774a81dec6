"""From sources to rendered pages, remembering what did not change.

Two things are remembered under a digest of all they hang on: the *outline* of a source (what the
rest of the course needs to know of it) and its *pages* as rendered. A page is rendered again when
its own text, the settings, the course's directory or a file of its module has changed; else it is
taken as it was, its findings with it.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from scormkit import __version__, readers, transforms
from scormkit.archive import digest_bytes
from scormkit.diagnostics import Report
from scormkit.model.blocks import Callout, Group, Heading, TestPlace, Video
from scormkit.model.course import Completion, Course, Module
from scormkit.model.inlines import Anchor
from scormkit.model.names import slug
from scormkit.model.walk import walk
from scormkit.readers import quiz
from scormkit.render.course.contents import Rendered, places
from scormkit.render.course.page import render_page
from scormkit.render.course.quiz import render_test
from scormkit.validate.engine import run
from scormkit.validate.rules import course as course_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scormkit.archive import Cache
    from scormkit.model.blocks import Block
    from scormkit.model.course import Page, Source
    from scormkit.model.quiz import Test
    from scormkit.project import Manifest, ModuleSources
    from scormkit.render.course.assets import Digest
    from scormkit.render.course.page import PageHtml
    from scormkit.render.course.place import Place
    from scormkit.render.course.quiz import TestHtml

T = TypeVar("T")


@dataclass(slots=True)
class Memory:
    """Calls a function, or takes what it gave for the same key, findings and all.

    ``made`` counts the calls by kind.
    """

    cache: Cache
    report: Report
    made: dict[str, int]

    def recall(self, kind: str, key: str, make: Callable[[Report], T]) -> T:
        """Give what ``make`` gives, and report what it finds or found then."""
        known = self.cache.get(kind, key)
        if known is not None:
            value, found = pickle.loads(known)  # noqa: S301  our own cache, checksummed
        else:
            own = Report()
            value = make(own)
            found = tuple(own)
            self.cache.put(kind, key, pickle.dumps((value, found), pickle.HIGHEST_PROTOCOL))
            self.made[kind] = self.made.get(kind, 0) + 1
        self.report.extend(found)
        result: T = value
        return result


@dataclass(slots=True)
class _Draft:
    """A source on its way; ``shaped`` holds its whole pages if they had to be made."""

    source: Source
    module: str
    settings: transforms.ShapeSettings
    key: str
    outline: tuple[Page, ...] = ()
    shaped: tuple[Page, ...] | None = None

    def shape(self, report: Report) -> tuple[Page, ...]:
        """Read the source and run the local passes, once."""
        if self.shaped is None:
            page = replace(readers.read(self.source, report), module=self.module)
            self.shaped = transforms.shape(page, self.settings, report)
        return self.shaped


@dataclass(frozen=True, slots=True)
class Composed:
    """A course whose pages hold only their outlines, and all its pages and tests as rendered."""

    course: Course
    rendered: Rendered

    def deliverables(self, packaging: str) -> Iterator[Composed]:
        """Give the course, or a course of each ``module`` where they are packed one by one."""
        if packaging == "course":
            yield self
            return
        for module in self.course.modules:
            identifier = f"{self.course.id}-{slug(module.id)}"
            own = replace(self.course, id=identifier, title=module.title, modules=(module,))
            yield replace(self, course=own)


def compose(
    manifest: Manifest, found: tuple[ModuleSources, ...], memory: Memory, digest: Digest
) -> Composed:
    """Read, shape, resolve and render a course."""
    drafts = {sources.id: _drafts(sources, manifest, memory) for sources in found}
    modules = tuple(_module(sources, drafts[sources.id], memory) for sources in found)
    course = _course(manifest, modules)
    names = {sources.id: sources.settings.wiki for sources in found if sources.settings.wiki}
    wiki = manifest.wiki
    directory = transforms.Directory.of(modules, wiki.address, names, wiki.home)
    run(course_rules.COURSE_RULES, course, memory.report)
    per_module = manifest.structure == "sco-per-module"
    of_module = places(course, digest, per_module=per_module)
    return Composed(course, _render(course, drafts, directory, of_module, memory))


def _render(
    course: Course,
    drafts: dict[str, tuple[_Draft, ...]],
    directory: transforms.Directory,
    of_module: dict[str, Place],
    memory: Memory,
) -> Rendered:
    pages: dict[str, PageHtml] = {}
    tests = {}
    whole = _key(directory)
    for module in course.modules:
        place = of_module[module.id]
        files = [found.path for name in module.files if (found := place.assets.find(name))]
        around = _key(course.language, whole, sorted(place.pages), sorted(module.files), files)
        for draft in drafts[module.id]:

            def make(report: Report, draft: _Draft = draft, place: Place = place) -> list[PageHtml]:
                return [_page(page, directory, place, report) for page in draft.shape(report)]

            made = memory.recall("page", _key(draft.key, around), make)
            pages |= {page.id: page for page in made}
        if module.test is not None:
            key = _key(repr(module.test), around)
            tests[module.id] = memory.recall("test page", key, _tested(module.test, place))
    return Rendered(pages, tests)


def _tested(test: Test, place: Place) -> Callable[[Report], TestHtml]:
    return lambda _: render_test(test, place)


def _page(page: Page, directory: transforms.Directory, place: Place, report: Report) -> PageHtml:
    resolved = transforms.resolve(page, directory, report)
    run(course_rules.PAGE_RULES, resolved, report)
    return render_page(resolved, place)


def _course(manifest: Manifest, modules: tuple[Module, ...]) -> Course:
    done = manifest.completion
    return Course(
        id=manifest.id,
        version=manifest.version,
        title=manifest.title,
        language=manifest.language,
        modules=modules,
        completion=Completion(
            pages=done.pages == "all",
            tasks=done.tasks == "all",
            videos=done.videos,
            test=done.test == "passed",
        ),
        navigation=manifest.navigation,
        on_fail=manifest.on_fail,
        summary=manifest.summary,
        keywords=manifest.keywords,
        publisher=manifest.publisher,
        rights=manifest.rights,
    )


def _module(sources: ModuleSources, drafts: tuple[_Draft, ...], memory: Memory) -> Module:
    settings = sources.settings
    return Module(
        id=sources.id,
        title=settings.title,
        pages=tuple(page for draft in drafts for page in draft.outline),
        test=_test(sources, memory),
        files=sources.files,
        summary=settings.summary,
        minutes=settings.minutes,
        objectives=settings.objectives,
    )


def _drafts(sources: ModuleSources, manifest: Manifest, memory: Memory) -> tuple[_Draft, ...]:
    settings = transforms.ShapeSettings.of(manifest, sources.settings)
    drafts = []
    for source in sources.pages:
        key = _key(sources.id, source.path, source.syntax, settings, source.text)
        draft = _Draft(source, sources.id, settings, key)

        def make(report: Report, draft: _Draft = draft) -> tuple[Page, ...]:
            return tuple(_outline(page) for page in draft.shape(report))

        draft.outline = memory.recall("outline", key, make)
        drafts.append(draft)
    return tuple(drafts)


def _outline(page: Page) -> Page:
    """Keep what links can lead to and what rules of the whole course ask for."""
    kept: list[Block] = []
    for node in walk(page.blocks):
        if isinstance(node, Heading | Video | TestPlace):
            kept.append(node)
        elif isinstance(node, Callout) and node.id:
            kept.append(replace(node, blocks=(), title=()))
        elif isinstance(node, Anchor):
            kept.append(Group((), (("id", node.id),)))
        elif identifier := dict(getattr(node, "attrs", ())).get("id"):
            kept.append(Group((), (("id", identifier),)))
    return replace(page, blocks=tuple(kept))


def _test(sources: ModuleSources, memory: Memory) -> Test | None:
    test = sources.test
    if test is None:
        return None

    def make(report: Report) -> Test | None:
        read = quiz.read(test.text, test.path, report)
        return None if read is None else replace(read, id=f"{sources.id}-{read.id}")

    return memory.recall("test", _key(sources.id, test.path, test.text), make)


def _key(*parts: Any) -> str:  # noqa: ANN401  whatever a result hangs on, by its text
    return digest_bytes("\0".join([__version__, *map(str, parts)]).encode())
