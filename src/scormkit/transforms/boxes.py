"""Boxes become callouts: tasks, the note before the test, the congratulation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.blocks import Callout, Group, Paragraph
from scormkit.model.inlines import Break, Format, Span, Text
from scormkit.model.names import slug, stable_key
from scormkit.model.walk import rewrite, text_of
from scormkit.transforms.headings import trimmed
from scormkit.values import replace

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.model.blocks import Block, CalloutKind
    from scormkit.model.course import Page
    from scormkit.model.inlines import Attributes, Inline
    from scormkit.transforms.settings import ShapeSettings

_ID_WORDS = 6


def convert_boxes(page: Page, settings: ShapeSettings, report: Report) -> Page:
    """Convert groups and boxes by their class; a bold first line becomes the title.

    A task is known by its page and its first words, so that it stays confirmed when text around
    it changes.
    """
    del report
    taken: set[str] = set()

    def group(block: Group) -> Block:
        kind = _kind(block.attrs, settings)
        return (
            block if kind is None else finish(Callout(kind, block.blocks, at=block.at), block.attrs)
        )

    def callout(block: Callout) -> Block:
        kind = _kind(block.attrs, settings) if block.kind == "box" else None
        return finish(block if kind is None else replace(block, kind=kind), block.attrs)

    def finish(block: Callout, attrs: Attributes) -> Callout:
        title, blocks = (block.title, block.blocks) if block.title else _title(block.blocks)
        kept = tuple(pair for pair in attrs if pair[0] not in {"class", "style"})
        done = replace(block, title=title, blocks=blocks, attrs=kept)
        return replace(done, id=_task_id(done, page, taken)) if done.kind == "task" else done

    blocks = rewrite(page.blocks, {Group: group, Callout: callout})
    return page if blocks is page.blocks else replace(page, blocks=blocks)


def _kind(attrs: Attributes, settings: ShapeSettings) -> CalloutKind | None:
    classes = dict(attrs).get("class", "").split()
    found = [settings.boxes[c] for c in classes if c in settings.boxes]
    return found[0] if found else ("box" if "box" in classes else None)


def _task_id(task: Callout, page: Page, taken: set[str]) -> str:
    words = text_of((*task.title, Text(" "), *task.blocks)).split()
    name = slug(" ".join(words[:_ID_WORDS])) or f"{stable_key(' '.join(words)):06x}"
    # an id the author gave moves with the task from page to page
    own = f"{page.module or page.id}-{task.id}" if task.id else f"{page.id}-{name}"
    free, number = own, 2
    while free in taken:
        free, number = f"{own}-{number}", number + 1
    taken.add(free)
    return free


def _title(blocks: tuple[Block, ...]) -> tuple[tuple[Inline, ...], tuple[Block, ...]]:
    """Take the first line as the title if it is bold; signs without letters may stand beside."""
    if not blocks or not isinstance(first := blocks[0], Paragraph):
        return (), blocks
    children = trimmed(first.children)
    if len(children) == 1 and isinstance(children[0], Span):
        children = trimmed(children[0].children)
    end = next((i for i, c in enumerate(children) if isinstance(c, Break)), len(children))
    line, rest = trimmed(children[:end]), trimmed(children[end:])
    bold = [c for c in line if isinstance(c, Format) and c.kind == "strong"]
    beside = text_of(c for c in line if c not in bold)
    if not bold or any(c.isalnum() for c in beside):
        return (), blocks
    left = (replace(first, children=rest),) if rest else ()
    title: list[Inline] = []
    for child in line:
        title += child.children if isinstance(child, Format) and child in bold else (child,)
    return tuple(title), (*left, *blocks[1:])
