"""From sources to rendered pages, remembering what did not change.

Two things are remembered under a digest of all they hang on: the *outline* of a source (what other
pages can link to) and its *pages* as rendered. A page is rendered again when its own text, the
settings, the course's directory or a file it may use has changed; else it is taken as it was, its
findings with it.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from scormkit import __version__, readers, transforms
from scormkit.archive import digest_bytes
from scormkit.diagnostics import Diagnostic, Report
from scormkit.model.blocks import Group, Heading
from scormkit.model.course import Module, Page, Source
from scormkit.model.inlines import Anchor
from scormkit.model.walk import walk
from scormkit.readers import quiz

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.archive import Cache
    from scormkit.model.quiz import Test
    from scormkit.project import Manifest, ModuleSources

T = TypeVar("T")


@dataclass(slots=True)
class Memory:
    """Calls a function, or takes what it gave for the same digest, findings and all."""

    cache: Cache
    report: Report
    made: int = 0

    def recall(self, kind: str, key: str, make: Callable[[Report], T]) -> T:
        """Give what ``make`` gives, and report what it found or found then."""
        known = self.cache.get(kind, key)
        if known is not None:
            value, found = pickle.loads(known)  # noqa: S301  our own cache, checksummed
        else:
            own = Report()
            value = make(own)
            found = tuple(own)
            self.cache.put(kind, key, pickle.dumps((value, found), pickle.HIGHEST_PROTOCOL))
            self.made += 1
        self.report.extend(found)
        result: T = value
        return result


@dataclass(slots=True)
class Draft:
    """A source on its way: ``pages`` are outlines, ``shaped`` the whole if it had to be read."""

    source: Source
    key: str
    pages: tuple[Page, ...]
    settings: transforms.ShapeSettings
    shaped: tuple[Page, ...] | None = None


@dataclass(frozen=True, slots=True)
class Drafts:
    """All modules on their way; ``modules`` hold outlines instead of pages."""

    modules: tuple[Module, ...]
    drafts: dict[str, tuple[Draft, ...]] = field(default_factory=dict)


def outline(found: tuple[ModuleSources, ...], manifest: Manifest, memory: Memory) -> Drafts:
    """Read what is new and give all modules with outlines for pages."""
    modules, drafts = [], {}
    for sources in found:
        of_module = tuple(_draft(source, sources, manifest, memory) for source in sources.pages)
        drafts[sources.id] = of_module
        modules.append(
            Module(
                id=sources.id,
                title=sources.settings.title,
                pages=tuple(page for draft in of_module for page in draft.pages),
                test=_test(sources, memory),
                files=sources.files,
                summary=sources.settings.summary,
                minutes=sources.settings.minutes,
                objectives=sources.settings.objectives,
            )
        )
    return Drafts(tuple(modules), drafts)


def shaped_pages(draft: Draft, report: Report) -> tuple[Page, ...]:
    """Give the whole pages of a draft, reading its source if that was not needed before."""
    if draft.shaped is None:
        draft.shaped = _shape(draft.source, draft.pages[0].module, draft.settings, report)
    return draft.shaped


def _draft(source: Source, sources: ModuleSources, manifest: Manifest, memory: Memory) -> Draft:
    settings = shape_settings(manifest, sources)
    words = (__version__, sources.id, source.path, source.syntax, repr(settings), source.text)
    draft = Draft(source, digest_bytes("\0".join(words).encode()), (), settings)

    def make(report: Report) -> tuple[Page, ...]:
        draft.shaped = _shape(source, sources.id, settings, report)
        return tuple(_outline(page) for page in draft.shaped)

    draft.pages = memory.recall("outline", draft.key, make)
    return draft


def _shape(
    source: Source, module: str, settings: transforms.ShapeSettings, report: Report
) -> tuple[Page, ...]:
    page = replace(readers.read(source, report), module=module)
    return transforms.shape(page, settings, report)


def _outline(page: Page) -> Page:
    """Keep what links can lead to: headings, anchors, whatever has an id."""
    kept: list[Heading | Group] = []
    for node in walk(page.blocks):
        if isinstance(node, Heading):
            kept.append(node)
        elif isinstance(node, Anchor):
            kept.append(Group((), (("id", node.id),)))
        elif identifier := dict(getattr(node, "attrs", ())).get("id"):
            kept.append(Group((), (("id", identifier),)))
    return replace(page, blocks=tuple(kept))


def _test(sources: ModuleSources, memory: Memory) -> Test | None:
    test = sources.test
    if test is None:
        return None
    key = digest_bytes(f"{__version__}\0{sources.id}\0{test.path}\0{test.text}".encode())

    def make(report: Report) -> Test | None:
        read = quiz.read(test.text, test.path, report)
        return None if read is None else replace(read, id=f"{sources.id}-{read.id}")

    return memory.recall("test", key, make)


def shape_settings(manifest: Manifest, sources: ModuleSources) -> transforms.ShapeSettings:
    """Give what manifest and module say about the constructs of a wiki."""
    split = sources.settings.split or manifest.split
    return transforms.ShapeSettings(
        headings=manifest.headings,
        boxes=manifest.boxes,
        macros=manifest.macros,
        split="" if split == "none" else split,
        title=sources.settings.title if len(sources.pages) == 1 else "",
    )


__all__ = ["Diagnostic", "Draft", "Drafts", "Memory", "outline", "shape_settings", "shaped_pages"]
