"""Small pages and courses for the tests of transforms."""

from __future__ import annotations

from pathlib import Path

from scormkit.diagnostics import Report
from scormkit.model.blocks import Block, Paragraph
from scormkit.model.course import Module, Page, SourceFile
from scormkit.model.inlines import Inline, Link, Pos, Reference, ReferenceKind, Text
from scormkit.transforms import Directory, ShapeSettings, resolve, shape


def words(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def paragraph(text: str, css: str = "") -> Paragraph:
    return Paragraph(words(text), (("class", css),) if css else (), Pos(3, 1))


def link(kind: ReferenceKind, target: str, text: str = "here", anchor: str = "") -> Link:
    return Link(Reference(kind, target, anchor), words(text) if text else (), at=Pos(7, 2))


def shaped(
    *blocks: Block, settings: ShapeSettings | None = None, title: str = "Page"
) -> tuple[tuple[Block, ...], list[str]]:
    """Shape one page; give its blocks and the codes that were reported."""
    report = Report()
    page = Page("page", title, tuple(blocks), "modules/m/page.xwiki")
    (result,) = shape(page, settings or ShapeSettings(), report)
    return result.blocks, [found.code for found in report]


def course(*pages: Page, wiki: str = "", files: tuple[str, ...] = (), home: str = "") -> Directory:
    """A course of module ``one`` with these pages, and a module ``two`` that came from the wiki."""
    held = {name: SourceFile(name, Path(name), 1) for name in files}
    second = Page("two-start", "Second start", (), "modules/two/01-start.md", "two")
    modules = (
        Module("one", "First module", pages, files=held),
        Module("two", "Second module", (second,)),
    )
    names = {"one": "Space.Course.One.WebHome", "two": "Space.Course.Module 2\\. Next.WebHome"}
    return Directory.of(modules, wiki, names, home)


def resolved(
    *blocks: Block, wiki: str = "", files: tuple[str, ...] = (), home: str = ""
) -> tuple[tuple[Block, ...], Report]:
    """Resolve one page of module ``one``."""
    report = Report()
    page = Page("one-page", "First page", tuple(blocks), "modules/one/01-page.md", "one")
    directory = course(page, wiki=wiki, files=files, home=home)
    return resolve(page, directory, report).blocks, report
