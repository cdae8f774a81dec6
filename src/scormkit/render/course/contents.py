"""All that was rendered of a course, in reading order, ready to be put into documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.render.course.assets import Assets, Digest
from scormkit.render.course.page import PageHtml, render_page
from scormkit.render.course.place import Place
from scormkit.render.course.quiz import TestHtml, render_test
from scormkit.render.locales import Words
from scormkit.values import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scormkit.model.course import Course, Module


class Rendered(Struct, frozen=True):
    """What was rendered before: pages by id, tests by the id of their module."""

    pages: Mapping[str, PageHtml]
    tests: Mapping[str, TestHtml]


class Chapter(Struct, frozen=True):
    """A module: its pages, its test, and the page that the test stands on."""

    module: Module
    pages: tuple[PageHtml, ...]
    assets: Assets
    test: TestHtml | None = None
    test_page: str = ""


def places(course: Course, digest: Digest, *, per_module: bool) -> dict[str, Place]:
    """Give for every module what its pages are rendered for."""
    words = Words.of(course.language)
    everywhere = frozenset(page.id for module in course.modules for page in module.pages)
    elsewhere = {
        f"/{module.id}/{name}": file
        for module in course.modules
        for name, file in module.files.items()
    }
    return {
        module.id: Place(
            module.id,
            Assets(module.files, digest, elsewhere),
            frozenset(page.id for page in module.pages) if per_module else everywhere,
            words,
        )
        for module in course.modules
    }


def render_all(course: Course, of_module: Mapping[str, Place]) -> Rendered:
    """Render every page and every test."""
    return Rendered(
        {
            page.id: render_page(replace(page, module=module.id), of_module[module.id])
            for module in course.modules
            for page in module.pages
        },
        {
            module.id: render_test(module.test, of_module[module.id])
            for module in course.modules
            if module.test
        },
    )


def chapters(
    course: Course, rendered: Rendered, of_module: Mapping[str, Place]
) -> tuple[Chapter, ...]:
    """Put pages and tests together; modules without either are left out."""
    taken = {page.id for module in course.modules for page in module.pages}
    made = (
        _chapter(module, rendered, of_module[module.id].assets, taken) for module in course.modules
    )
    return tuple(chapter for chapter in made if chapter.pages)


def _chapter(module: Module, rendered: Rendered, assets: Assets, taken: set[str]) -> Chapter:
    pages: Sequence[PageHtml] = [rendered.pages[page.id] for page in module.pages]
    test = rendered.tests.get(module.id)
    if test is None:
        return Chapter(module, tuple(pages), assets)
    holder = next((page.id for page in pages if page.has_test_place), "")
    if not holder:  # a test without a place is a page of its own, after the others
        holder = f"{module.id}-test"
        while holder in taken:
            holder += "-page"
        own = PageHtml(holder, module.id, test.title, "", has_test_place=True)
        pages = [*pages, own]
    return Chapter(module, tuple(pages), assets, test, holder)
