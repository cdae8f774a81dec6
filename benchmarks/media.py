"""Packages 2 GB of media and copies the same files with `cp -r`, in turn, in one run.

Bars: at most 1.2 times the processor time of the copy for the first standard, when every file is
read for its digest; at most 1.0 times for each further one; memory flat, at most 150 MiB.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
from pathlib import Path

from timing import Row, Run, cpu_ratio, medians, rounds, run, table

# What is packaged stands in the child process, so that its memory is measured too.
PACK = """
import sys
from pathlib import Path
from scormkit.archive import Cache, FileTree, digest_file, save
media, out, cached = (Path(word) for word in sys.argv[1:])
with Cache.open(cached) as cache:
    tree = FileTree({f.name: digest_file(f, cache) for f in media.iterdir()})
    save(tree.plus({"imsmanifest.xml": b"<manifest/>" * 100}), out, cache)
    cache.save()
"""


def main() -> None:
    """Make the files, measure, print, clean up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=float, default=2.0, help="GB of media (default: 2)")
    parser.add_argument("--rounds", type=int, default=6)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="scormkit-media-") as name:
        work = Path(name)
        count = make_media(work / "media", int(options.size * 1e9))
        seen = measure(work, options.rounds)
    copy, first, further = seen.values()
    peak = max(result.peak for result in (*first, *further))
    table(
        f"{options.size:g} GB of media in {count} files (ratio of processor time)",
        [
            Row("first standard / cp -r", cpu_ratio(first, copy), 1.2, medians(first)),
            Row("further standard / cp -r", cpu_ratio(further, copy), 1.0, medians(further)),
            Row("peak memory, MiB", peak, 150, f"cp -r: {medians(copy)}"),
        ],
    )


def measure(work: Path, times: int) -> dict[str, list[Run]]:
    """Copy, package with nothing remembered, package again, in turn."""
    media, copied, package, warm = (work / n for n in ("media", "copy", "course.zip", "warm"))

    def copy() -> Run:
        os.sync()
        result = run(["cp", "-r", media, copied])
        shutil.rmtree(copied)  # at once, so that each step finds the same memory free
        return result

    def pack(cached: Path) -> Run:
        os.sync()
        result = run([sys.executable, "-c", PACK, media, package, cached])
        package.unlink()
        return result

    def first() -> Run:
        result = pack(work / "cold")
        shutil.rmtree(work / "cold")
        return result

    pack(warm)
    return rounds({"copy": copy, "first": first, "further": lambda: pack(warm)}, times)


def make_media(folder: Path, size: int) -> int:
    """Make 70 % of the size as videos, 28 % as pictures, 2 % as drawings that compress."""
    folder.mkdir()
    kinds = (("mp4", 100, 0.70), ("jpg", 1800, 0.28), ("svg", 1000, 0.02))
    for suffix, count, share in kinds:
        for number in range(count):
            wanted = int(size * share / count)
            path = folder / f"{number:04}.{suffix}"
            with path.open("wb") as file:
                if suffix == "svg":
                    file.write(drawing(number, wanted))
                else:  # in pieces: a child's peak counts what this process once held
                    for start in range(0, wanted, 1 << 20):
                        file.write(os.urandom(min(1 << 20, wanted - start)))
            os.utime(path, (1_700_000_000, 1_700_000_000))
    return sum(count for _, count, _ in kinds)


def drawing(seed: int, size: int) -> bytes:
    """Make an SVG of random strokes, which deflates about as well as real ones."""
    dice = random.Random(seed)
    text = "".join(
        f'<path d="M{dice.randint(0, 999)} {dice.randint(0, 999)}'
        f'l{dice.random() * 99:.2f} {dice.random() * 99:.2f}" fill="none"/>\n'
        for _ in range(size // 47)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{text}</svg>\n'.encode()


if __name__ == "__main__":
    main()
