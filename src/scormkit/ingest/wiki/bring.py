"""A wiki → modules' folders, again and again; what the author changed meanwhile stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Location, Report
from scormkit.ingest.codes import NO_FOLDER
from scormkit.ingest.wiki import codes
from scormkit.ingest.wiki.arrange import arrange
from scormkit.ingest.wiki.arrange.known import Known, find_moved, language_of, load_known
from scormkit.ingest.wiki.draft import draft
from scormkit.ingest.wiki.laying import Desk
from scormkit.ingest.wiki.leaving import take_away
from scormkit.ingest.wiki.running import Run, Van, Wishes
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scormkit.ingest.wiki.arrange.plan import Plan
    from scormkit.ingest.wiki.laying import Change
    from scormkit.ingest.wiki.pages import Wiki, WikiPage

    Progress = Callable[[int, int, str], None]

__all__ = ["Brought", "Wishes", "bring"]


class Brought(Struct, frozen=True):
    """What came of it; ``whole`` says whether nothing is missing.

    ``courses`` are the manifests by language. The ``address`` is the one that the wiki or the author
    gave, or that all links to wiki pages share.
    """

    plan: Plan
    address: str
    changes: tuple[Change, ...]
    courses: dict[str, Path]
    whole: bool


def bring(
    wiki: Wiki, into: Path, wishes: Wishes, report: Report, progress: Progress | None = None
) -> Brought | None:
    """Bring all pages of a wiki; ``None`` if there are none, or the folder cannot be used."""
    asked = Report()
    pages = _each_once(wiki.pages(asked), asked)
    report.extend(asked)
    if not pages:
        if not asked.has_errors:
            report.add(codes.NO_PAGES, "There is no page to import", Location(wiki.address))
        return None
    remembered = Report()
    origins = load_known(into, remembered)
    report.extend(remembered)
    if remembered.has_errors:  # to go on would be to forget what it knows
        return None
    known = Known(origins, find_moved(wiki, pages, origins.values()))
    for name, former in known.moved.items():
        message = f"{name} was {former} when it was imported"
        report.add(codes.MOVED, message, Location(wiki.address))
    plan = arrange(pages, into, known, lambda page: _is_blank(wiki, page, report))
    desk = Desk(into, report, wishes.dry, wishes.force)
    run = Run(wiki, plan, known, desk, wishes, report, progress or _silent)
    try:
        with Van.at(into, dry=wishes.dry) as van:
            run.van = van
            whole = run.all() and not asked.has_errors
            if whole:
                take_away(run)
                van.clear()
        courses = {} if run.stopped else draft(run, wishes.manifest)
    except OSError as error:
        report.add(NO_FOLDER, f"{error.strerror}", Location(str(error.filename or into)))
        whole, courses = False, {}
    return Brought(plan, run.address, tuple(desk.changes), courses, whole)


def _silent(done: int, total: int, name: str) -> None:
    del done, total, name


def _each_once(pages: tuple[WikiPage, ...], report: Report) -> tuple[WikiPage, ...]:
    """Take every page in every language once."""
    found: dict[tuple[str, str], WikiPage] = {}
    for page in pages:
        if found.setdefault((page.name, language_of(page)), page) is not page:
            report.add(codes.TWICE, f"{page.name} is there twice", Location(page.place))
    return tuple(found.values())


def _is_blank(wiki: Wiki, page: WikiPage, report: Report) -> bool:
    """Whether a page has no text; if it cannot be had, that is told when it is imported."""
    text = wiki.text(page, Report())
    if text is None or text.strip() or page.attachments:
        return False
    report.add(codes.BLANK, f"{page.name} has no text", Location(page.place))
    return True
