"""The table of contents of the product: from a manifest to packages.

sources → readers → model → transforms → render → ``standard.pack`` → validate → zip. The disk stands
at the two ends; packages appear under their names only when everything has gone well.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, TypeAlias

from scormkit import archive, pages, player, project
from scormkit.archive import digest_bytes
from scormkit.built import Built, Package
from scormkit.check.trees import check_tree
from scormkit.diagnostics import Location, Report
from scormkit.model.names import slug
from scormkit.render.course.documents import render_site
from scormkit.render.locales import check_language
from scormkit.render.themes import Theme, embed_fonts, theme_of
from scormkit.standards import STANDARDS, Standard
from scormkit.standards.state import prove_state
from scormkit.values import Struct

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.archive import Cache, FileTree
    from scormkit.model.course import Course
    from scormkit.project import Manifest
    from scormkit.render.site import Site

Progress: TypeAlias = Callable[[str], None]


def build_course(
    manifest_file: Path,
    *,
    standards: tuple[str, ...] = (),
    dist: Path | None = None,
    progress: Progress = lambda step: None,  # noqa: ARG005  nobody watches
) -> Built:
    """Build every package of a course; errors are in the result, nothing is then written.

    ``standards`` are built instead of those that the manifest names.
    """
    began, root, report = perf_counter(), project.project_root(manifest_file), Report()
    progress("reading")
    manifest = project.load_manifest(manifest_file, report)
    if manifest is None:
        return Built((), tuple(report), failed=True)
    manifest = manifest.model_copy(update={"standards": standards}) if standards else manifest
    report.regrade = project.severities(manifest)
    found = project.find_modules(manifest, manifest_file, report)
    inputs = (manifest_file, *(path for module in found for path in module.inputs))
    with archive.Cache.open(root / ".scormkit", manifest_file.stem) as cache:
        memory = pages.Memory(cache, report)
        composed = pages.compose(manifest, found, memory)
        theme = theme_of(manifest.theme, root, report, manifest.place_of_key)
        check_language(manifest.language, report, manifest.place_of_key("language"))
        contents = manifest.place_of_key("modules")
        packed: list[_Packed] = []
        for part in () if report.has_errors else composed.deliverables(manifest.packaging):
            progress(f"packing {part.course.title}")
            site = _site(part, manifest, theme, cache, report)
            packed += [
                _pack(STANDARDS[name], part.course, site, cache, report, contents)
                for name in manifest.standards
            ]
        packages: list[Package] = []
        for each in () if report.has_errors else packed:
            progress(f"writing {each.name}")
            packages.append(_save(each, dist or root / "dist", cache))
        work = {"rendered": memory.made.get("page", 0), "compressed": cache.made("deflate")}
        cache.save(complete=not report.has_errors)
    inputs += theme.files
    shared = perf_counter() - began - sum(package.seconds for package in packages)
    return Built(tuple(packages), tuple(report), report.has_errors, inputs, work, shared)


class _Packed(Struct, frozen=True):
    """A package in memory, under the name it will have."""

    name: str
    standard: Standard
    site: Site
    tree: FileTree
    state: int
    seconds: float


def _site(
    composed: pages.Composed, manifest: Manifest, theme: Theme, cache: Cache, report: Report
) -> Site:
    """Put the rendered pages into documents, once for all standards."""
    at = manifest.place_of_key("theme.font_file")
    return render_site(
        composed.course,
        theme,
        per_module=manifest.structure == "sco-per-module",
        rendered=composed.rendered,
        digest=partial(archive.digest_file, cache=cache),
        embed=partial(embed_fonts, cache=cache, report=report, at=at),
        stamp=digest_bytes(b"".join(player.bundle(name) for name in player.scripts())),
        extras=player.extras(),
    )


def _pack(
    standard: Standard, course: Course, site: Site, cache: Cache, report: Report, at: Location
) -> _Packed:
    """Prove that every document's state fits, add the standard's own files, check the package."""
    began, keeps = perf_counter(), (standard.state_limit, standard.title)
    states = [prove_state(sco, site.data[sco.id], *keeps, report, at) for sco in site.scos]
    report.extend(standard.losses(course, at))
    tree = standard.pack(course, site)
    name = f"{course.id}-{slug(course.version)}-{standard.name}{standard.suffix}"
    with archive.compressing(tree, cache):
        check_tree(tree, name, report, standard)
    return _Packed(name, standard, site, tree, max(states), perf_counter() - began)


def _save(packed: _Packed, into: Path, cache: Cache) -> Package:
    began, standard = perf_counter(), packed.standard
    saved = archive.save(packed.tree, into / packed.name, cache, first=(standard.manifest,))
    folder = archive.unpack(packed.tree, saved.path.with_suffix("")) if standard.unpacked else None
    return Package(
        saved.path,
        standard.name,
        saved.size,
        sum(sco.pages for sco in packed.site.scos),
        sum(sco.questions for sco in packed.site.scos),
        packed.state,
        standard.state_limit,
        packed.site.contacts,
        packed.seconds + perf_counter() - began,
        folder,
    )
