"""Sources on their way to pages, module by module; every step asks the memory first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit import readers, transforms
from scormkit.model.blocks import Callout, Check, Group, Heading, TestPlace, Video
from scormkit.model.course import Module, Page
from scormkit.model.inlines import Anchor, Text
from scormkit.model.quiz import texts_of, with_texts
from scormkit.model.walk import nodes_of
from scormkit.pages.foreign import foreign_paths
from scormkit.pages.memory import key_of
from scormkit.pages.shelving import asks
from scormkit.pages.transcripts import with_transcripts
from scormkit.readers import quiz
from scormkit.render.course.page import render_page
from scormkit.render.course.quiz import render_test
from scormkit.validate.engine import run
from scormkit.validate.rules import course as course_rules
from scormkit.values import Struct, replace

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.model.blocks import Block
    from scormkit.model.course import Source
    from scormkit.model.quiz import Test
    from scormkit.pages.memory import Memory
    from scormkit.pages.shelving import Shelving
    from scormkit.project import Manifest, ModuleSources
    from scormkit.render.course.page import PageHtml
    from scormkit.render.course.place import Place
    from scormkit.render.course.quiz import TestHtml


_WHOLE = (Heading, Video, TestPlace)
"""What an outline keeps as it is."""


class Draft(Struct):
    """A source on its way; ``shaped`` holds its whole pages if they had to be made.

    Without a ``shelving`` macros that ask for other pages stay as they are.
    """

    source: Source
    module: str
    settings: transforms.ShapeSettings
    key: str
    shelving: Shelving | None = None
    shaped: tuple[Page, ...] | None = None

    def outline(self, report: Report) -> tuple[Page, ...]:
        """Give its pages with only what the rest of the course needs to know of them."""
        return tuple(_outline(page) for page in self._shape(report))

    def render(
        self, directory: transforms.Directory, place: Place, report: Report
    ) -> list[PageHtml]:
        """Give its pages as HTML."""
        made = []
        for page in self._shape(report):
            resolved = transforms.resolve(page, directory, report)
            resolved = with_transcripts(resolved, place, report)
            run(course_rules.PAGE_RULES, resolved, report)
            made.append(render_page(resolved, place))
        return made

    def _shape(self, report: Report) -> tuple[Page, ...]:
        """Read the source and run the local passes, once."""
        if self.shaped is None:
            page = readers.read(self.source, report, self.settings.macros)
            page = replace(page, module=self.module)
            if self.shelving and asks(self.source.text):
                page = transforms.fill(page, self.shelving.shelf, self.settings, report)
            self.shaped = transforms.shape(page, self.settings, report)
        return self.shaped


class ModuleDraft(Struct):
    """A module on its way; ``test`` is there once :meth:`module` has been asked."""

    sources: ModuleSources
    drafts: tuple[Draft, ...]
    test: Test | None = None

    @classmethod
    def of(cls, sources: ModuleSources, manifest: Manifest, shelving: Shelving) -> ModuleDraft:
        """Put a module's sources down; nothing is read yet."""
        settings = transforms.ShapeSettings.of(manifest, sources.settings)
        drafts = []
        for source in sources.pages:
            own = settings.for_page(sources.origin.title(source.path))
            key = key_of(sources.id, source.path, source.syntax, own, source.text)
            if asks(source.text):
                key = key_of(key, shelving.key)
            drafts.append(Draft(source, sources.id, own, key, shelving))
        return cls(sources, tuple(drafts))

    @property
    def weight(self) -> int:
        """How much there is to read, in characters."""
        test = self.sources.test
        return sum(len(s.text) for s in self.sources.pages) + (len(test.text) if test else 0)

    def module(self, memory: Memory) -> Module:
        """Give the module with the outlines of its pages, and its test."""
        settings = self.sources.settings
        outlines = [memory.recall("outline", draft.key, draft.outline) for draft in self.drafts]
        self.test = self._test(memory)
        return Module(
            id=self.sources.id,
            title=settings.title,
            pages=tuple(page for pages in outlines for page in pages),
            test=self.test,
            files=self.sources.files,
            summary=settings.summary,
            minutes=settings.minutes,
            objectives=settings.objectives,
        )

    def _test(self, memory: Memory) -> Test | None:
        test, module = self.sources.test, self.sources.id
        if test is None:
            return None

        def make(report: Report) -> Test | None:
            read = quiz.read(test.text, test.path, report)
            return None if read is None else replace(read, id=f"{module}-{read.id}")

        return memory.recall("test", self._test_key, make)

    @property
    def _test_key(self) -> str:
        test = self.sources.test
        return key_of(self.sources.id, test.path, test.text) if test else ""

    def pages(
        self, directory: transforms.Directory, place: Place, around: str, memory: Memory
    ) -> list[PageHtml]:
        """Give the rendered pages; ``around`` stands for all they hang on but their own text.

        Which files of other modules they show hangs on ``around`` too, what is in these does not.
        """
        found: list[PageHtml] = []
        for draft in self.drafts:

            def make(report: Report, draft: Draft = draft) -> list[PageHtml]:
                return draft.render(directory, place, report)

            key = key_of(draft.key, around)
            pages = memory.recall("page", key, make)
            used = [name for page in pages for name in page.assets]
            if shown := foreign_paths(used, place.assets):
                pages = memory.recall("page", key_of(key, shown), make)
            found += pages
        return found

    def exam(
        self, directory: transforms.Directory, place: Place, around: str, memory: Memory
    ) -> TestHtml | None:
        """Give the rendered test; ``around`` stands for all it hangs on but its own text."""
        test = self.test
        if test is None:
            return None

        def make(report: Report) -> TestHtml:
            resolved = transforms.resolve_test(test, self.sources.id, directory, report)
            page = Page(self.sources.id, test.title, texts_of(resolved), test.source)
            run(course_rules.PAGE_RULES, page, report)
            return render_test(resolved, place)

        key = key_of(self._test_key, around)
        made = memory.recall("test page", key, make)
        shown = foreign_paths(made.assets, place.assets)
        return memory.recall("test page", key_of(key, shown), make) if shown else made


def _outline(page: Page) -> Page:
    """Keep what links can lead to and what rules of the whole course ask for."""
    kept: list[Block] = []
    for node in nodes_of(page.blocks):
        if type(node) is Text:
            continue  # most of a page
        if isinstance(node, _WHOLE):
            kept.append(node)
        elif isinstance(node, Check):
            kept.append(replace(node, test=with_texts(node.test, lambda _: ())))
        elif isinstance(node, Callout) and node.id:
            kept.append(replace(node, blocks=(), title=()))
        elif isinstance(node, Anchor):
            kept.append(Group((), (("id", node.id),)))
        elif (attrs := getattr(node, "attrs", ())) and (identifier := dict(attrs).get("id")):
            kept.append(Group((), (("id", identifier),)))
    return replace(page, blocks=tuple(kept))
