"""What a learner's browser has to load before the course's own data: JavaScript and CSS, gzip."""

from __future__ import annotations

import gzip
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zipfile import ZipFile

from corpus import write_course
from scormkit.build import build_course
from scormkit.player import bundle, extras
from scormkit.render.themes import Theme, style_sheet
from scormkit.render.themes.looks import MORE
from timing import Row, table

if TYPE_CHECKING:
    from collections.abc import Iterable


def main() -> None:
    """Weigh a small built course of text and choices, and the most that a course can come to."""
    with TemporaryDirectory() as folder:
        built = build_course(write_course(Path(folder), modules=1))
        with ZipFile(built.packages[0].path) as package:
            names = [name for name in package.namelist() if name.endswith((".js", ".css"))]
            small = {name: weight(package.read(name)) for name in names}
    table(
        "Player weight in SCORM 1.2 (kB, gzip -9; JS and CSS together)",
        [
            Row("a course of text and choices", sum(small.values()), 25, told(small)),
            with_more("every kind of question", 40, ["questions"], ["rich"]),
            with_more("all that there is", None, extras(), MORE),
        ],
    )


def with_more(course: str, bar: float | None, scripts: Iterable[str], sheets: Iterable[str]) -> Row:
    """Weigh what a course loads that needs these scripts and style sheets too."""
    script = b"".join(extras()[name] for name in scripts) + bundle("scorm12")
    sheet = style_sheet(Theme(), {}, frozenset(sheets))
    parts = {"player": weight(script), "theme": weight(sheet.encode())}
    return Row(course, sum(parts.values()), bar, told(parts))


def weight(content: bytes) -> float:
    """Give the kilobytes of a file as servers send it."""
    return len(gzip.compress(content, 9)) / 1000


def told(weights: dict[str, float]) -> str:
    """Say what each part weighs."""
    return ", ".join(f"{name} {weight:.1f}" for name, weight in weights.items())


if __name__ == "__main__":
    main()
