"""What only macros can say: boxes, parts that fold, program text, what a course is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from scormkit.model.blocks import (
    Block,
    Callout,
    CalloutKind,
    Check,
    Download,
    Frame,
    Group,
    Heading,
    Navigation,
    Paragraph,
    Parts,
    Placeholder,
    TestPlace,
    Verbatim,
    Video,
)
from scormkit.model.inlines import Format, Inline, Text
from scormkit.model.walk import text_of
from scormkit.writers.pages.xwiki.escapes import Place
from scormkit.writers.pages.xwiki.literals import call, holds
from scormkit.writers.pages.xwiki.references import link_target, parameters

if TYPE_CHECKING:
    from scormkit.model.blocks import Part
    from scormkit.model.inlines import Attributes, Pos
    from scormkit.writers.pages.xwiki.blocks import Pages

_BOXES: dict[CalloutKind, tuple[str, str]] = {
    "note": ("info", ""),
    "warning": ("warning", ""),
    "mistake": ("error", ""),
    "success": ("success", ""),
    "box": ("box", ""),
    "task": ("box", "errormessage"),
    "before-test": ("box", "warningmessage"),
    "congratulation": ("box", "successmessage"),
}
"""Kind of box → the macro and the class by which a course knows it."""
_CLASSES = {
    "info": "infomessage",
    "warning": "warningmessage",
    "error": "errormessage",
    "success": "successmessage",
}
_PARTS: dict[str, str] = {"accordion": "expand", "tabs": "tab", "steps": "step"}
"""Kind of parts → the macro around each; of all others that of cards."""


def content(
    pages: Pages, name: str, params: Attributes, blocks: tuple[Block, ...], css: str = "blockquote"
) -> str:
    """Write a call around wiki text, which stands in lines of its own.

    A group of the class ``css`` takes its place if something in it would close it.
    """
    inside = pages.write(blocks)
    if not holds(name, inside):
        at = blocks[0].at
        pages.running.losses.nearest(
            f"call of {name} around such text", "a group has its place", at
        )
        title = tuple(Text(value) for key, value in params if key == "title")
        head = (Paragraph((Format("strong", title),)),) if title else ()
        return pages.block(Group((*head, *blocks), (("class", css),), at), Place())
    opening = f"{{{{{name}{' ' if params else ''}{parameters(params)}}}}}"
    return f"{opening}\n{inside}\n{{{{/{name}}}}}" if inside else f"{opening}{{{{/{name}}}}}"


def code(block: Verbatim) -> str:
    """Write program text."""
    language = parameters((("language", block.language),)) if block.language else ""
    return f"{{{{code{' ' if language else ''}{language}}}}}\n{block.text}\n{{{{/code}}}}"


def _words(pages: Pages, inlines: tuple[Inline, ...]) -> str:
    return pages.running.write(inlines, Place(after=""))


def write_callout(pages: Pages, block: Callout) -> str:
    """Write a box."""
    name, css = _BOXES[block.kind]
    losses = pages.running.losses
    if block.kind == "task" and not (block.title or block.attrs or block.id):
        return content(pages, "task", (), block.blocks, "box errormessage")
    given = dict(losses.kept(block.attrs, ("class",), "A box", block.at)).get("class", "")
    if block.id:
        losses.attributes((("id", block.id),), "A box", block.at)
    told = (("title", _words(pages, block.title)), ("cssClass", f"{css} {given}".strip()))
    params = tuple(pair for pair in told if pair[1])
    return content(
        pages, name, params, block.blocks, f"box {_CLASSES.get(name, css)} {given}".strip()
    )


def write_parts(pages: Pages, block: Parts) -> str:
    """Write parts; a lone one that folds stands by itself."""
    shown = [_part(pages, part, _PARTS.get(block.kind, "card")) for part in block.parts]
    pages.running.losses.attributes(block.attrs, "Parts", block.at)
    if block.kind == "accordion" and len(shown) == 1:
        return shown[0]
    inside = "\n\n".join(shown)
    return f"{{{{{block.kind}}}}}\n{inside}\n{{{{/{block.kind}}}}}"


def _part(pages: Pages, part: Part, name: str) -> str:
    title = _words(pages, part.head.children) if part.head else ""
    if isinstance(part.head, Heading):
        pages.running.losses.attributes(part.head.attrs, "The name of a part", part.at)
    return content(pages, name, (("title", title),) if title else (), part.blocks, name)


def write_of_course(  # noqa: PLR0911  one for each kind
    pages: Pages,
    block: Check | Video | Frame | Download | TestPlace | Navigation | Placeholder,
) -> str:
    """Write what a course knows and a wiki does not."""
    losses = pages.running.losses
    match block:
        case Check(test, at, source):
            if source:
                return f"{{{{check}}}}\n{source}\n{{{{/check}}}}"
            losses.nearest("question without its YAML", "what it asks is plain text", at)
            return pages.write(test.questions[0].prompt)
        case Video():
            return _video(pages, block)
        case Frame(url, title, height, at):
            size = str(height or "")
            return _shown(pages, "iframe", (("url", url), ("title", title), ("height", size)), at)
        case Download(target, title, at):
            words = " ".join(text_of(title).split())
            return _shown(pages, "office", (("attachment", target.target), ("title", words)), at)
        case TestPlace(at):
            losses.nearest("place of a test", "an unknown macro {{test/}} marks it", at)
            return call("test", "", None)
        case Navigation(target, children, at):
            reference, more = link_target(target)
            losses.attributes(more, "A button", at)
            if target.kind == "course":
                told = "it leads to a page of that name"
                losses.nearest("button to the next page or the first", told, at)
            label = _words(pages, children)
            return _shown(pages, "button", (("url", reference), ("label", label)), at)
        case Placeholder(_, source, at):
            return pages.block(Verbatim(source, at=at), Place())
        case _:
            assert_never(block)


def _video(pages: Pages, block: Video) -> str:
    lost = tuple((name, "") for name in ("minutes", "captions") if getattr(block, name))
    pages.running.losses.attributes(lost, "A video", block.at)
    place = ("attachment", block.file.target) if block.file else ("url", block.link)
    return _shown(pages, "video", (place, ("title", block.title)), block.at)


def _shown(pages: Pages, name: str, told: Attributes, at: Pos) -> str:
    """Write a call that has parameters alone."""
    return pages.raw(name, parameters(tuple(pair for pair in told if pair[1])), None, at)
