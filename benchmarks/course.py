"""A course of 1,000 pages and 200 tests → SCORM 1.2, against the least anybody would have to do.

The peer renders the same pages with markdown-it-py, puts each into one template and zips them: no
tests, no manifest, no checks, no player.
"""

from __future__ import annotations

import sys
import zipfile
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import jinja2
from markdown_it import MarkdownIt

from corpus import write_course
from timing import Row, Run, pairs, run, table

SCORMKIT = str(Path(sys.executable).parent / "scormkit")
PAGE = "<!doctype html><html lang=ru><head><title>{{ title }}</title></head><body>{{ body }}</body></html>"


def peer(project: Path) -> None:
    """Render, fill one template, zip."""
    markdown = MarkdownIt("commonmark").enable("table")
    template = jinja2.Environment(autoescape=False).from_string(PAGE)
    with zipfile.ZipFile(project / "peer.zip", "w", zipfile.ZIP_DEFLATED) as package:
        for page in sorted(project.glob("modules/*/*.md")):
            body = markdown.render(page.read_text(encoding="utf-8"))
            name = f"{page.parent.name}-{page.stem}.html"
            package.writestr(name, template.render(title=page.stem, body=body))


def build(manifest: Path) -> Run:
    """Build from nothing: no memory of an earlier build, no package."""
    project = manifest.parent.parent
    for folder in (".scormkit", "dist"):
        for file in (project / folder).glob("*"):
            file.unlink()
    return run([SCORMKIT, "build", str(manifest)])


def main() -> None:
    """Compare at 1,000 pages, and 1,000 pages with 250."""
    with TemporaryDirectory() as folder:
        large = write_course(Path(folder) / "large", modules=200)
        small = write_course(Path(folder) / "small", modules=50)
        project = large.parent.parent
        theirs = partial(run, [sys.executable, __file__, str(project)])
        ours, other, ratio = pairs(partial(build, large), theirs, 5)
        rows = [
            Row("1,000 pages / render + template + zip", ratio, 2, f"{ours:.2f} s, {other:.2f} s")
        ]
        ours, other, ratio = pairs(partial(build, large), partial(build, small), 5)
        rows.append(Row("1,000 pages / 250 pages, per page", ratio / 4, 1.15, f"{other:.2f} s"))
    table("A large course (ratio of wall clock)", rows)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        peer(Path(sys.argv[1]))
    else:
        main()
