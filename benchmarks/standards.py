"""A course with 2 GB of media, built for one standard and for that and each further one.

A further standard costs what the build takes more than without it; the bar is the processor time of
`cp -r` of the same files. The web package is measured with its unpacked folder, a second copy.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from media import make_media
from timing import Row, Run, medians, rounds, run, table

SCORMKIT = str(Path(sys.executable).parent / "scormkit")
FIRST = "scorm12"


def main() -> None:
    """Make the course, measure, print, clean up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=float, default=2.0, help="GB of media (default: 2)")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="scormkit-standards-") as name:
        manifest = write_course(Path(name), int(options.size * 1e9))
        media = manifest.parent.parent / "modules" / "media" / "files"
        further = [standard for standard in known() if standard != FIRST]
        steps = {
            "cp": partial(copy, media),
            FIRST: partial(build, manifest),
            **{standard: partial(build, manifest, standard) for standard in further},
        }
        build(manifest)
        seen = rounds(steps, options.rounds)
    rows = []
    for standard in further:
        files = 2 if standard == "web" else 1
        ratio = statistics.median(
            (more.cpu - one.cpu) / (files * cp.cpu)
            for more, one, cp in zip(seen[standard], seen[FIRST], seen["cp"], strict=True)
        )
        rows.append(Row(f"{standard} / cp -r", ratio, 1.0, medians(seen[standard])))
    peak = max(each.peak for name, results in seen.items() if name != "cp" for each in results)
    rows.append(Row("peak memory, MiB", peak, 150, f"cp -r: {medians(seen['cp'])}"))
    table(f"{options.size:g} GB of media, each further standard (processor time)", rows)


def known() -> list[str]:
    """Ask for every standard's name."""
    told = subprocess.run(
        [sys.executable, "-c", "from scormkit.standards import STANDARDS; print(*STANDARDS)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout.split()


def copy(media: Path) -> Run:
    """Copy the media."""
    copied = media.parent.parent / "copy"
    result = run(["cp", "-r", media, copied])
    shutil.rmtree(copied)
    return result


def build(manifest: Path, *further: str) -> Run:
    """Build with everything remembered but the packages."""
    names = [word for name in (FIRST, *further) for word in ("--standard", name)]
    result = run([SCORMKIT, "build", "--json", *names, manifest])
    shutil.rmtree(manifest.parent.parent / "dist")
    return result


def write_course(root: Path, size: int) -> Path:
    """Write a course of one module whose pages show every file."""
    module = root / "modules" / "media"
    module.mkdir(parents=True)
    make_media(module / "files", size)
    (module / "module.yaml").write_text("title: Медиа\n", encoding="utf-8")
    names = sorted(file.name for file in (module / "files").iterdir())
    for number in range(0, len(names), 100):
        shown = "\n\n".join(show(name) for name in names[number : number + 100])
        page = module / f"{number:04}.md"
        page.write_text(f"# Страница {number}\n\n{shown}\n", encoding="utf-8")
    manifest = root / "manifests" / "media.yaml"
    manifest.parent.mkdir()
    settings = {"id": "media", "version": "1", "title": "Медиа", "language": "ru"}
    done = {"pages": "all", "test": "none"}
    told = {**settings, "iri": "urn:scormkit:media", "completion": done, "modules": ["media"]}
    manifest.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return manifest


def show(name: str) -> str:
    """Show a file on a page."""
    return f"[{name}](files/{name})" if name.endswith(".mp4") else f"![Рисунок](files/{name})"


if __name__ == "__main__":
    main()
