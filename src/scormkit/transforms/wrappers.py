"""Groups that only style the page are opened; what they hold stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.blocks import EmptyLines, Group
from scormkit.transforms.parts import kind_of_parts
from scormkit.values import replace

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.model.blocks import Block
    from scormkit.model.course import Page
    from scormkit.transforms.settings import ShapeSettings


def open_wrappers(page: Page, settings: ShapeSettings, report: Report) -> Page:
    """Open groups with nothing but wrapper classes, and a group that holds the whole page."""
    del report
    blocks = _open(page.blocks, settings)
    return page if blocks is page.blocks else replace(page, blocks=blocks)


def _open(blocks: tuple[Block, ...], settings: ShapeSettings) -> tuple[Block, ...]:
    alone = sum(not isinstance(block, EmptyLines) for block in blocks) == 1
    if not any(isinstance(b, Group) and _is_wrapper(b, settings, alone=alone) for b in blocks):
        return blocks
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Group) and _is_wrapper(block, settings, alone=alone):
            result += _open(block.blocks, settings)
        else:
            result.append(block)
    return tuple(result)


def _is_wrapper(group: Group, settings: ShapeSettings, *, alone: bool) -> bool:
    attrs = dict(group.attrs)
    classes = set(attrs.pop("class", "").split())
    if classes & settings.boxes.keys() or "box" in classes or kind_of_parts(group.attrs):
        return False
    attrs.pop("style", None)
    return not attrs and (alone or classes <= settings.wrappers)
