"""The course an imported page belongs to: its mappings, its wiki, the modules links may lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit import transforms
from scormkit.diagnostics import Report
from scormkit.model.course import Module
from scormkit.pages.drafts import Draft
from scormkit.pages.shelving import Shelving
from scormkit.project import find_modules, load_manifest
from scormkit.values import replace

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.ingest import Options
    from scormkit.model.course import Page
    from scormkit.project import ModuleSources


def of_course(manifest_file: Path, options: Options, report: Report) -> Options | None:
    """Complete ``options`` by a course's manifest; ``None`` if that cannot be used.

    What is wrong in the other modules is not this page's business and stays unsaid.
    """
    manifest = load_manifest(manifest_file, report)
    if manifest is None:
        return None
    quiet = Report()
    found = find_modules(manifest, manifest_file, quiet)
    shelving = Shelving.of(found, manifest)
    names = tuple((each.id, each.settings.wiki) for each in found if each.settings.wiki)
    return replace(
        options,
        wiki=options.wiki or manifest.wiki.address,
        settings=transforms.ShapeSettings.of(manifest),
        modules=tuple(
            outlined(each, transforms.ShapeSettings.of(manifest, each.settings), shelving)
            for each in found
        ),
        wiki_names=names,
        origins=tuple((each.id, each.origin) for each in found),
        home=manifest.wiki.home,
    )


def outlined(
    sources: ModuleSources, settings: transforms.ShapeSettings, shelving: Shelving
) -> Module:
    """Give a module whose pages hold only what links can lead to."""
    pages: list[Page] = []
    for source in sources.pages:
        own = settings.for_page(sources.origin.title(source.path))
        pages += Draft(source, sources.id, own, "", shelving).outline(Report())
    return Module(sources.id, sources.settings.title, tuple(pages), files=sources.files)
