"""A course is composed in two rounds: what its pages offer to each other, then the pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from scormkit import transforms
from scormkit.archive import digest_file
from scormkit.diagnostics import Report
from scormkit.lrs import codes
from scormkit.model.course import Certificate, Completion, Course, FinalTest, VideoRules
from scormkit.model.names import slug
from scormkit.pages.crew import Crew
from scormkit.pages.drafts import ModuleDraft
from scormkit.pages.foreign import with_foreign_files
from scormkit.pages.rendering import Surroundings, render_module
from scormkit.pages.shelving import Shelving
from scormkit.project.codes import SEVERAL_DOCUMENTS
from scormkit.render.course.contents import Rendered
from scormkit.validate.engine import run
from scormkit.validate.rules import course as course_rules
from scormkit.values import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.model.course import Module
    from scormkit.pages.memory import Memory
    from scormkit.project import Manifest, ModuleSources
    from scormkit.render.course.page import PageHtml


# The manifest's keys that are to blame; for all other findings it is the list of modules.
_KEYS = {
    "CRS-108": "completion",
    "CRS-109": "completion",
    "CRS-112": "navigation",
    "CRS-114": "final_test",
}


class Composed(Struct, frozen=True):
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
            iri = f"{self.course.iri}/{slug(module.id)}"
            own = replace(
                self.course, id=identifier, iri=iri, title=module.title, modules=(module,)
            )
            yield replace(self, course=own)


def _check(course: Course, manifest: Manifest, report: Report) -> None:
    """Run the rules of the whole course; what no page is to blame for is the manifest's."""
    own = Report()
    run(course_rules.COURSE_RULES, course, own)
    for found in own:
        asked = _KEYS.get(found.code, "modules")
        at = found.at if found.at.path else manifest.place_of_key(asked)
        report.extend([replace(found, at=at)])


def _check_records(manifest: Manifest, report: Report) -> None:
    """Warn of what learning records would lack, in the manifest where it is to be mended."""
    if not manifest.iri and (asked := {"cmi5", "xapi"}.intersection(manifest.standards)):
        message = (
            f"{' and '.join(sorted(asked))} would know the course as urn:scormkit:{manifest.id}, "
            "which another publisher's course may be called too"
        )
        report.add(codes.NO_IRI, message, manifest.place_of_key("standards"))
    several = manifest.structure == "sco-per-module" and len(manifest.modules) > 1
    if several and manifest.packaging == "course" and "xapi" in manifest.standards:
        message = "The xAPI package would report of each module, but never of the whole course"
        report.add(codes.SEVERAL_PARTS, message, manifest.place_of_key("structure"))


def _check_certificate(manifest: Manifest, report: Report) -> None:
    """Warn where no document could give it."""
    several = manifest.structure == "sco-per-module" and len(manifest.modules) > 1
    if manifest.certificate and several and manifest.packaging == "course":
        message = "The certificate is left out: no document knows the whole course"
        report.add(SEVERAL_DOCUMENTS, message, manifest.place_of_key("certificate"))


def compose(manifest: Manifest, found: tuple[ModuleSources, ...], memory: Memory) -> Composed:
    """Read, shape, resolve and render a course."""
    _check_records(manifest, memory.report)
    _check_certificate(manifest, memory.report)
    shelving = Shelving.of(found, manifest)
    drafts = tuple(ModuleDraft.of(sources, manifest, shelving) for sources in found)
    with Crew(drafts, memory) as crew:
        crew.read()
        course = _course(manifest, tuple(draft.module(memory) for draft in drafts))
        names = {sources.id: sources.settings.wiki for sources in found if sources.settings.wiki}
        wiki = manifest.wiki
        origins = {sources.id: sources.origin for sources in found}
        directory = transforms.Directory.of(course.modules, wiki.address, names, wiki.home, origins)
        if not memory.report.has_errors:  # what could not be read is not missing from the course
            _check(course, manifest, memory.report)
        per_module = manifest.structure == "sco-per-module"
        digest = partial(digest_file, cache=memory.cache)
        around = Surroundings.of(course, directory, digest, per_module=per_module)
        crew.render(around)
        pages: dict[str, PageHtml] = {}
        tests = {}
        for draft in drafts:
            made, test = render_module(draft, around, memory)
            pages |= {page.id: page for page in made}
            if test is not None:
                tests[test.module] = test
    rendered = Rendered(pages, tests)
    return Composed(with_foreign_files(course, rendered), rendered)


def _course(manifest: Manifest, modules: tuple[Module, ...]) -> Course:
    done, final, award = manifest.completion, manifest.final_test, manifest.certificate
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
            test=done.test != "none",
            final=done.test == "final",
        ),
        videos=VideoRules(*dict(manifest.videos).values()),
        navigation=manifest.navigation,
        on_fail=manifest.on_fail,
        summary=manifest.summary,
        keywords=manifest.keywords,
        publisher=manifest.publisher,
        rights=manifest.rights,
        iri=manifest.iri or f"urn:scormkit:{manifest.id}",
        attempts=manifest.attempts,
        idle=manifest.idle,
        final=FinalTest(final.module, final.opens == "after-modules") if final else None,
        certificate=Certificate(**dict(award)) if award else None,
    )
