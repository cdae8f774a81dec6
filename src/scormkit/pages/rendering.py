"""What the pages of a course hang on besides their own text; it can go to another process."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from scormkit.pages.memory import key_of
from scormkit.render.course.contents import places
from scormkit.values import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from scormkit.archive.tree import DiskFile
    from scormkit.model.course import Course
    from scormkit.pages.drafts import ModuleDraft
    from scormkit.pages.memory import Memory
    from scormkit.render.course.assets import Digest
    from scormkit.render.course.page import PageHtml
    from scormkit.render.course.place import Place
    from scormkit.render.course.quiz import TestHtml
    from scormkit.transforms import Directory


class Surroundings(Struct, frozen=True, dict=True):
    """The course in outline, what it offers to link to, and all its files by their path.

    ``key`` stands for the directory.
    """

    course: Course
    directory: Directory
    files: Mapping[Path, DiskFile]
    key: str
    per_module: bool

    @classmethod
    def of(
        cls, course: Course, directory: Directory, digest: Digest, *, per_module: bool
    ) -> Surroundings:
        """Read the files of all modules for their digests, and leave out what pages hold."""
        paths = (file.path for module in course.modules for file in module.files.values())
        files = {path: digest(path) for path in paths}
        modules = tuple(
            replace(module, test=None, pages=tuple(replace(p, blocks=()) for p in module.pages))
            for module in course.modules
        )
        bare = replace(course, modules=modules)
        return cls(bare, directory, files, key_of(course.language, directory), per_module)

    @cached_property
    def places(self) -> dict[str, Place]:
        """What the pages of each module are rendered for."""
        return places(self.course, self.files.__getitem__, per_module=self.per_module)

    def around(self, module: str) -> str:
        """Stand for all that the pages of a module hang on but their own text."""
        place = self.places[module]
        names = sorted(place.assets.names)
        paths = [found.path for name in names if (found := place.assets.find(name))]
        return key_of(self.key, sorted(place.pages), names, paths)


def render_module(
    draft: ModuleDraft, around: Surroundings, memory: Memory
) -> tuple[list[PageHtml], TestHtml | None]:
    """Give the pages and the test of a module as HTML."""
    module = draft.sources.id
    place, key = around.places[module], around.around(module)
    known = (around.directory, place, key, memory)
    return draft.pages(*known), draft.exam(*known)
