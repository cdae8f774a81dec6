"""What came once and is no longer in the wiki: told, and taken away only if that is wished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.ingest.wiki.arrange.plan import parts_of
from scormkit.ingest.wiki.laying import digest_of
from scormkit.project import ORIGIN

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.ingest.wiki.running import Run
    from scormkit.project import Origin, Taken


def take_away(run: Run) -> None:
    """Treat all that an import does not meet again, as far as it looked."""
    seen = {parts_of(page.page.name) for module in run.plan.modules for page in module.pages}
    planned = {module.folder: module.pages for module in run.plan.modules}
    for folder, known in sorted(run.known.origins.items()):
        origin, pages = run.origins.get(folder, known), planned.get(folder, ())
        names = {page.name for page in pages}
        files = {file.name for page in pages for file in page.files}
        texts = [(name, each) for name, each in known.pages.items() if name not in names]
        for name, taken in sorted(texts):
            if _looked_at(run, taken, known, seen):
                _gone(run, folder / name, taken, origin.pages, name)
        attached = [(name, each) for name, each in known.files.items() if name not in files]
        for name, taken in sorted(attached):
            if _looked_at(run, taken, known, seen):
                _gone(run, folder / "files" / name, taken, origin.files, name)
        run.save(folder, origin)
        if run.wishes.prune and not origin.pages and not origin.files:
            _close(run, folder, origin)


def _looked_at(run: Run, taken: Taken, origin: Origin, seen: set[tuple[str, ...]]) -> bool:
    """Whether the import would have seen a page: one page alone says nothing of others."""
    place = parts_of(taken.page)
    if run.address and origin.wiki and run.address != origin.wiki:
        return False
    if len(seen) == 1:
        return place in seen
    root = run.plan.root or place[:1]
    return place[: len(root)] == root and any(each[: len(root)] == root for each in seen)


def _gone(run: Run, place: Path, taken: Taken, records: dict[str, Taken], name: str) -> None:
    if run.desk.take_away(place, taken.digest, prune=run.wishes.prune):
        records.pop(name, None)


def _close(run: Run, folder: Path, origin: Origin) -> None:
    """Take a module away of which the wiki has nothing and the author changed nothing."""
    settings = folder / "module.yaml"
    if digest_of(settings) not in {None, origin.settings}:
        return
    run.desk.tell(settings, "removed")
    if run.wishes.dry:
        return
    settings.unlink(missing_ok=True)
    (folder / ORIGIN).unlink(missing_ok=True)
    for path in sorted([*folder.rglob("*"), folder], reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
