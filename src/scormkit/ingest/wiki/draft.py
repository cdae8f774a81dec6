"""A course's manifest for modules that no course lists yet, so that they build at once."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from scormkit.diagnostics import Location, Report
from scormkit.ingest.folder import quoted, stem_of
from scormkit.ingest.wiki import codes
from scormkit.ingest.wiki.arrange.plan import full_name
from scormkit.project import load_manifest

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.ingest.wiki.arrange.plan import Plan, PlannedModule
    from scormkit.ingest.wiki.running import Run

_LONGEST_ID = 60


def draft(run: Run, manifest: Path | None) -> dict[str, Path]:
    """Give the manifest of each language: a draft, or one that is there and what it lacks is told.

    ``manifest`` is the course that the author named. One that is there is never written over.
    """
    plan, desk = run.plan, run.desk
    modules = plan.modules[0].folder.absolute().parent
    if modules.name != "modules":
        message = f"The modules lie in {modules.name}/, where no manifest finds them"
        desk.report.add(codes.NOT_IN_MODULES, message, desk.at(desk.root))
        return {}
    found = {}
    courses = _courses(modules.parent / "manifests")
    if manifest is not None:
        courses.setdefault(manifest.absolute(), ())
    original = plan.modules[0].language
    in_languages = sorted(plan.modules, key=lambda module: module.language)
    for language, group in groupby(in_languages, key=lambda module: module.language):
        of_one = tuple(sorted(group, key=plan.modules.index))
        names = [module.folder.name for module in of_one]
        named = manifest.absolute() if manifest and language == original else None
        course = named or next((path for path in courses if set(courses[path]) & set(names)), None)
        end = "" if language == original else f"-{language.lower()}"
        place = course or modules.parent / "manifests" / f"{_identifier(plan, end)}.yaml"
        if course is None and not place.exists():
            text = _manifest(run, of_one, _identifier(plan, end))
            desk.lay_text(place, "", text)
        else:
            for name in names:
                if not any(name in listed for listed in courses.values()):
                    message = f"{name} is not among the modules of {place.name}"
                    desk.report.add(codes.NOT_LISTED, message, Location(str(place)))
        found[language] = place
    return found


def _courses(folder: Path) -> dict[Path, tuple[str, ...]]:
    """Give every manifest and the modules it lists; what is wrong in one is told by its build."""
    found = {}
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        manifest = load_manifest(path, Report())
        found[path] = manifest.modules if manifest else ()
    return found


def _identifier(plan: Plan, end: str) -> str:
    name = stem_of(plan.title) or "course"
    name = name if name[0].isalpha() else f"course-{name}"
    return name[: _LONGEST_ID - len(end)] + end


def _manifest(run: Run, modules: tuple[PlannedModule, ...], identifier: str) -> str:
    plan, address = run.plan, run.address
    folders = {module.folder for module in modules}
    tests = run.tests & folders or any((folder / "test.yaml").exists() for folder in folders)
    lines = [
        "# A first draft, written by an import and yours from now on.",
        f"id: {identifier}",
        'version: "1.0"',
        f"title: {quoted(plan.title)}",
        f"language: {modules[0].language}",
        "modules:",
        *(f"  - {module.folder.name}" for module in modules),
    ]
    if not tests:
        lines += ["completion:", "  test: none # as long as no module has a test"]
    if address or plan.root:
        lines.append("wiki:")
    if address:
        lines.append(f"  address: {json.dumps(address, ensure_ascii=False)}")
    if plan.root:
        lines.append(f"  home: {json.dumps(full_name(plan.root), ensure_ascii=False)}")
    return "\n".join(lines) + "\n"
