"""What a learner's browser has to load before the course's own data: JavaScript and CSS, gzip."""

from __future__ import annotations

import gzip
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from corpus import write_course
from scormkit.build import build_course
from timing import Row, table


def main() -> None:
    """Build a small course and weigh its script and style sheets."""
    with TemporaryDirectory() as folder:
        manifest = write_course(Path(folder), modules=1)
        built = build_course(manifest)
        with ZipFile(built.packages[0].path) as package:
            weights = {
                name: len(gzip.compress(package.read(name), 9)) / 1000
                for name in package.namelist()
                if name.endswith((".js", ".css"))
            }
    detail = ", ".join(f"{name} {weight:.1f}" for name, weight in weights.items())
    table(
        "Player weight (kB, gzip -9)",
        [Row("JS and CSS together", sum(weights.values()), 40, detail)],
    )


if __name__ == "__main__":
    main()
