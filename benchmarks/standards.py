"""A course with 2 GB of media, built for every standard in one pass.

What each further standard takes is the processor time of packing, checking and writing its package;
the bar is that of `cp -r` of the same files, made just before under the same conditions. The web
package stands beside its unpacked folder, so its bar is that of two copies side by side.
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
from time import process_time
from typing import TYPE_CHECKING, Any

import scormkit.build
from media import make_media
from scormkit.standards import STANDARDS
from timing import Row, Run, run, table

if TYPE_CHECKING:
    from scormkit.built import Package
    from scormkit.standards import Standard

FIRST = "scorm12"
FOLDERS = [name for name, standard in STANDARDS.items() if standard.unpacked]


def main() -> None:
    """Make the course, measure, print, clean up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=float, default=2.0, help="GB of media (default: 2)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure)
        return
    with tempfile.TemporaryDirectory(prefix="scormkit-standards-") as name:
        manifest = write_course(Path(name), int(options.size * 1e9))
        rounds = [build(manifest) for _ in range(options.rounds + 1)][1:]  # one reads for digests
    rows = []
    for standard in STANDARDS:
        if standard == FIRST:
            continue
        times = [spent[standard] for spent, _ in rounds]
        ratio = statistics.median(ours / copied for ours, copied in times)
        ours, copied = (statistics.median(time[n] for time in times) for n in (0, 1))
        what = f"{standard} / cp -r{' twice' * (standard in FOLDERS)}"
        rows.append(Row(what, ratio, 1.0, f"{ours:.2f} s, {copied:.2f} s"))
    rows.append(Row("peak memory, MiB", max(used.peak for _, used in rounds), 150))
    table(f"{options.size:g} GB of media, each further standard (processor time)", rows)


def copy(media: Path, times: int) -> tuple[float, list[Path]]:
    """Copy the media once, or twice side by side; give the seconds and the copies."""
    copies = [media.parent.parent / f"copy-{number}" for number in range(times)]
    os.sync()
    return sum(run(["cp", "-r", media, copied]).cpu for copied in copies), copies


def build(manifest: Path) -> tuple[dict[str, tuple[float, float]], Run]:
    """Build every package anew; give the seconds of each and of the copy made before it."""
    used = run([sys.executable, __file__, "--measure", manifest])
    told = (manifest.parent.parent / "spent.json").read_text(encoding="utf-8")
    spent: dict[str, tuple[float, float]] = json.loads(told)
    return spent, used


def measure(manifest: Path) -> None:
    """Build in a process of its own, so that its memory is measured too.

    Package and copies go together when both have been measured: a file system makes files slowly
    where others were deleted a moment ago, and so both meet as many of them.
    """
    root = manifest.parent.parent
    packing: dict[str, float] = {}
    spent: dict[str, tuple[float, float]] = {}
    pack, save = scormkit.build._pack, scormkit.build._save  # noqa: SLF001  measured from inside

    def timed_pack(standard: Standard, *given: Any) -> Any:  # noqa: ANN401
        began = process_time()
        packed = pack(standard, *given)
        packing[standard.name] = process_time() - began
        return packed

    def timed_save(packed: Any, *given: Any) -> Package:  # noqa: ANN401
        name = packed.standard.name
        copied, copies = copy(root / "modules" / "media" / "files", 1 + (name in FOLDERS))
        os.sync()
        began = process_time()
        package = save(packed, *given)
        spent[name] = packing[name] + process_time() - began, copied
        package.path.unlink()
        for folder in (package.folder, *copies):
            if folder:
                shutil.rmtree(folder)
        return package

    vars(scormkit.build).update(_pack=timed_pack, _save=timed_save)
    built = scormkit.build.build_course(manifest, standards=tuple(STANDARDS))
    if built.failed:
        sys.exit(str(built.diagnostics))
    (root / "spent.json").write_text(json.dumps(spent), encoding="utf-8")


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
