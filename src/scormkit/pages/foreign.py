"""Files that a page of one module shows from another's folder, by the name ``/module/name``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.model.course import Course
    from scormkit.render.course.assets import Assets
    from scormkit.render.course.contents import Rendered


def foreign_paths(names: Iterable[str], assets: Assets) -> list[str]:
    """Stand for the content of other modules' files: their paths in a package."""
    return [found.path for name in sorted(foreign(names)) if (found := assets.find(name))]


def with_foreign_files(course: Course, rendered: Rendered) -> Course:
    """Give every module the other modules' files that it uses, so that it can be packed alone."""
    used: dict[str, set[str]] = {module.id: set() for module in course.modules}
    for page in rendered.pages.values():
        used[page.module] |= foreign(page.assets)
    for test in rendered.tests.values():
        used[test.module] |= foreign(test.assets)
    if not any(used.values()):
        return course
    everywhere = {
        f"/{module.id}/{name}": file
        for module in course.modules
        for name, file in module.files.items()
    }
    modules = tuple(
        replace(module, files=module.files | {name: everywhere[name] for name in used[module.id]})
        for module in course.modules
    )
    return replace(course, modules=modules)


def foreign(names: Iterable[str]) -> set[str]:
    """Pick the files of other modules."""
    return {name for name in names if name.startswith("/")}
