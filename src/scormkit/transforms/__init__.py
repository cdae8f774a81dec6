"""Model → model: what an author wrote becomes what a course is, pass by pass.

:func:`shape` turns the constructs of a wiki into those of a course, page by page;
:func:`resolve` gives every link and picture its target, once all pages are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from scormkit.transforms.boxes import convert_boxes
from scormkit.transforms.buttons import convert_buttons
from scormkit.transforms.frames.convert import convert_frames
from scormkit.transforms.headings import convert_headings
from scormkit.transforms.links.anchors import name_pictures
from scormkit.transforms.links.directory import Directory
from scormkit.transforms.links.resolve import resolve, resolve_test
from scormkit.transforms.macros.asked import fill
from scormkit.transforms.macros.hero import lift_hero
from scormkit.transforms.macros.shelf import Entry, Shelf
from scormkit.transforms.macros.treat import treat_macros
from scormkit.transforms.outline.contents import link_contents
from scormkit.transforms.outline.numbering import tidy_numbering
from scormkit.transforms.outline.splitting import split
from scormkit.transforms.outline.titles import name_anchors, take_title
from scormkit.transforms.parts import cut_parts
from scormkit.transforms.settings import ShapeSettings
from scormkit.transforms.tidy import tidy
from scormkit.transforms.wrappers import open_wrappers
from scormkit.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.diagnostics import Report
    from scormkit.model.course import Page

    Pass: TypeAlias = Callable[[Page, ShapeSettings, Report], Page]

PASSES: tuple[Pass, ...] = (
    name_pictures,  # before any picture is left out: they are numbered as the wiki does it
    open_wrappers,  # before others, so that headings and the title are found at the top level
    convert_frames,  # before headings: a frame may stand inside a styled paragraph
    convert_headings,
    convert_boxes,
    cut_parts,  # after headings, where it cuts
    tidy_numbering,  # after parts, whose names keep their numbers
    convert_buttons,  # before tidy: buttons are paragraphs that hold only a link
    treat_macros,
    tidy,
    take_title,
    lift_hero,
    name_anchors,  # after the title: it names what stands before the first heading
    link_contents,  # after anchors, to which it leads
)


def shape(page: Page, settings: ShapeSettings, report: Report) -> tuple[Page, ...]:
    """Run the local passes; a page may be cut into several. Only what is invisible disappears.

    The id of a page that knows its module begins with the module's, so that it is unique in the
    course. The first heading of level 1 is the title and no longer among the blocks.
    """
    if page.module and not page.id.startswith(page.module):
        page = replace(page, id=f"{page.module}-{page.id}".rstrip("-"))
    for each in PASSES:
        page = each(page, settings, report)
    return split(page, settings, report)


__all__ = [
    "Directory",
    "Entry",
    "ShapeSettings",
    "Shelf",
    "fill",
    "resolve",
    "resolve_test",
    "shape",
]
