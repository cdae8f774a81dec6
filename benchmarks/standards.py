"""A course with 2 GB of media, built for every standard in one pass.

What each further standard takes is the processor time of packing, checking and writing its package;
the bar is that of `cp -r` of the same files. The web package counts with its unpacked folder, which
is a second copy.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from media import make_media
from timing import Row, Run, run, table

FIRST = "scorm12"
# Stands in a process of its own, so that its memory is measured too. A package goes when it has been
# measured: the next one finds the same memory free, as the copy did.
BUILD = """
import json, os, shutil, sys
from collections import Counter
from pathlib import Path
from time import process_time
from scormkit import build
from scormkit.standards import STANDARDS
spent = Counter()
pack, save = build._pack, build._save
def timed_pack(standard, *given):
    began = process_time()
    packed = pack(standard, *given)
    spent[standard.name] += process_time() - began
    return packed
def timed_save(packed, *given):
    os.sync()
    began = process_time()
    package = save(packed, *given)
    spent[packed.standard.name] += process_time() - began
    package.path.unlink()
    if package.folder:
        shutil.rmtree(package.folder)
    return package
build._pack, build._save = timed_pack, timed_save
built = build.build_course(Path(sys.argv[1]), standards=tuple(STANDARDS))
assert not built.failed, built.diagnostics
Path(sys.argv[2]).write_text(json.dumps(spent))
"""


def main() -> None:
    """Make the course, measure, print, clean up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=float, default=2.0, help="GB of media (default: 2)")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    rounds: list[tuple[float, dict[str, float]]] = []
    peak = 0.0
    with tempfile.TemporaryDirectory(prefix="scormkit-standards-") as name:
        manifest = write_course(Path(name), int(options.size * 1e9))
        media = manifest.parent.parent / "modules" / "media" / "files"
        for _ in range(options.rounds + 1):
            before, (spent, used), after = copy(media), build(manifest), copy(media)
            rounds.append(((before.cpu + after.cpu) / 2, spent))
            peak = max(peak, used.peak)
    del rounds[0]  # it read every file for its digest
    rows = []
    for standard in rounds[0][1]:
        if standard == FIRST:
            continue
        copies = 2 if standard == "web" else 1
        ratio = statistics.median(spent[standard] / (copies * cp) for cp, spent in rounds)
        took = statistics.median(spent[standard] for _, spent in rounds)
        rows.append(Row(f"{standard} / cp -r", ratio, 1.0, f"{took:.2f} s"))
    cp = statistics.median(cp for cp, _ in rounds)
    rows.append(Row("peak memory, MiB", peak, 150, f"cp -r: {cp:.2f} s"))
    table(f"{options.size:g} GB of media, each further standard (processor time)", rows)


def copy(media: Path) -> Run:
    """Copy the media."""
    copied = media.parent.parent / "copy"
    os.sync()
    result = run(["cp", "-r", media, copied])
    shutil.rmtree(copied)
    return result


def build(manifest: Path) -> tuple[dict[str, float], Run]:
    """Build every package anew; give the seconds of each."""
    root = manifest.parent.parent
    os.sync()
    used = run([sys.executable, "-c", BUILD, manifest, root / "spent.json"])
    shutil.rmtree(root / "dist")
    spent: dict[str, float] = json.loads((root / "spent.json").read_text(encoding="utf-8"))
    return spent, used


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
