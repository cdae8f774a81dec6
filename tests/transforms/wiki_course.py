"""A course of pages that came from a wiki, and one module that did not."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from scormkit.diagnostics import Report
from scormkit.model.course import Module, Page, Source, SourceFile
from scormkit.model.inlines import Image, Link
from scormkit.model.walk import walk
from scormkit.project import Origin, Taken
from scormkit.readers import read
from scormkit.transforms import Directory, ShapeSettings, resolve, shape
from scormkit.values import replace

Syntax = Literal["xwiki/2.0", "xwiki/2.1", "markdown"]
WIKI = "https://wiki.example.org"
HOME = "Course.WebHome"
MODULES: dict[str, dict[str, tuple[str, str]]] = {
    "one": {
        "01-home.xwiki": (
            "Course.One.WebHome",
            "= One =\n\n== Part ==\n\n[[image:a.png]]\n\n== Part ==\n\n== Ёж &b ==\n\n[[image:a.png]]",
        ),
        "02-terms.xwiki": ("Course.One.Terms", "= Terms =\n\n= Part =\n\n= Part ="),
        "03-sub.xwiki": ("Course.One.Sub\\.x.WebHome", "= Sub =\n\nwords"),
    },
    "two": {
        "01-start.xwiki": (
            "Course.Two.WebHome",
            "= Two =\n\nwords\n\n== Cut ==\n\n== Cut ==\n\n=== Deep ===",
        ),
        "02-tools.xwiki": ("Tools.WebHome", "= Tools =\n\nwords"),
    },
    "three": {"01-own.md": ("", "# Own\n\n## Part\n")},
}
FILES: dict[str, dict[str, tuple[str, str]]] = {
    "one": {
        "a.png": ("Course.One.WebHome", "a.png"),
        "plan.pdf": ("Course.One.WebHome", "plan.pdf"),
        "02-terms/plan.pdf": ("Course.One.Terms", "plan.pdf"),
        "02-terms/marks.pdf": ("Course.One.Terms", "a@b#c?d+e.pdf"),
        "02-terms/plan-2.pdf": ("Course.One.Terms", "Plan.pdf"),
    },
    "two": {
        "й.pdf": ("Course.Two.WebHome", "й.pdf"),
        "й-2.pdf": ("Course.Two.WebHome", "и\u0306.pdf"),
        "laid.pdf": ("", ""),
    },
    "three": {"own.pdf": ("", ""), "a b.pdf": ("", "")},
}


class WikiCourse:
    """The course in outline, and what a text would be on one of its pages."""

    def __init__(self, wiki: str = WIKI, split: str = "two", origin: str = "") -> None:
        modules, origins = [], {}
        for name, pages in MODULES.items():
            shaped = tuple(
                part
                for file, (_, text) in pages.items()
                for part in _shaped(name, file, text, "heading-2" if name == split else "")
            )
            held = {file: SourceFile(file, Path(file), 1) for file in FILES[name]}
            modules.append(Module(name, name.capitalize(), shaped, files=held))
            taken = {f: Taken(page=p, digest="") for f, (p, _) in pages.items() if p}
            files = {
                f: Taken(page=p, name=own, digest="") for f, (p, own) in FILES[name].items() if p
            }
            origins[name] = Origin(wiki=origin, pages=taken, files=files)
        self.directory = Directory.of(modules, wiki, {}, HOME, origins)

    def targets(self, text: str, where: str, syntax: Syntax = "xwiki/2.1") -> tuple[str, Report]:
        """Say where the links and pictures of a text lead, if it stands on the page ``where``."""
        module, _, file = where.partition("/")
        report = Report()
        source = Source(f"modules/{where}", text, syntax)
        page = replace(read(source, report), module=module, id=f"{module}-{file[3:].split('.')[0]}")
        page = resolve(page, self.directory, report)
        found = [
            target.target
            + (f"?{target.query}" if target.query else "")
            + (f"#{target.anchor}" if target.anchor else "")
            for node in walk(page.blocks)
            if isinstance(node, Link | Image)
            for target in [node.target]
        ]
        return " ".join(found), report

    @staticmethod
    def reads_as_link(text: str, syntax: Syntax) -> bool:
        """Whether a text holds a link or a picture at all."""
        page = read(Source("a.xwiki", text, syntax), Report())
        return any(isinstance(node, Link | Image) for node in walk(page.blocks))


def _shaped(module: str, file: str, text: str, split: str) -> tuple[Page, ...]:
    syntax: Syntax = "markdown" if file.endswith(".md") else "xwiki/2.1"
    page = read(Source(f"modules/{module}/{file}", text, syntax), Report())
    page = replace(page, module=module)
    return shape(page, replace(ShapeSettings(), split=split), Report())  # type: ignore[arg-type]  # one of two words
