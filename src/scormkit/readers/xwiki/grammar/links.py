"""Links and images: what stands between ``[[`` and ``]]``, and addresses in running text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.model.blocks import (
    Block,
    Callout,
    Check,
    DefinitionList,
    Figure,
    Group,
    Heading,
    HtmlBlock,
    ListBlock,
    Macro,
    Paragraph,
    Parts,
    Plain,
    Quote,
    Table,
    Verbatim,
)
from scormkit.model.inlines import (
    Code,
    Image,
    Inline,
    InlineHtml,
    InlineMacro,
    Link,
    Reference,
    Text,
)
from scormkit.readers.xwiki.grammar.patterns import (
    FILE_REST,
    MAIL_REST,
    SCHEME_CHARACTERS,
    SCHEME_START,
    URL_LIKE,
    URL_REST,
    WORD_END,
)
from scormkit.readers.xwiki.grammar.pieces import read_parameters
from scormkit.readers.xwiki.grammar.places import unescape
from scormkit.values import Struct, replace

if TYPE_CHECKING:
    from scormkit.model.inlines import Attributes, Pos, ReferenceKind

_PREFIXES: dict[str, ReferenceKind] = {
    "doc": "doc",
    "space": "space",
    "page": "page",
    "attach": "attach",
    "pageAttach": "pageAttach",
    "mailto": "mailto",
    "path": "path",
    "unc": "unc",
    "icon": "icon",
    "data": "data",
}
_IMAGE_PREFIXES: dict[str, ReferenceKind] = {
    name: kind for name, kind in _PREFIXES.items() if name not in {"doc", "space", "page", "mailto"}
}
_ANCHORED = frozenset(("untyped", "doc", "space", "page", "here"))
_QUERIED = _ANCHORED | {"attach", "pageAttach"}
_BACKSLASH = re.compile(r"\\([?#@\\])")
_NO_NAME = re.compile(r"(?<!\\)((?:\\\\)*)\\(?=[?#@])")
_NESTED = re.compile(r"~[\s\S]|\[\[(?:~[\s\S]|\](?!\])|\[(?!\[)|[^~\[\]])*+\]\]|>{2,}|\|{2,}")
_FLAT = re.compile(r"~[\s\S]|>{2,}|\|{2,}")
_FILE_PREFIXES = ("mailto", "image", "attach")


class LinkParts(Struct, frozen=True):
    """The raw parts of a link; ``label`` is ``None`` where there is no ``>>``."""

    label: str | None
    reference: str
    parameters: Attributes


class Bare(Struct, frozen=True):
    """An address in running text, from ``start`` to ``end``."""

    inline: Link | Image
    start: int
    end: int

    def placed(self, at: Pos) -> Link | Image:
        """Give the link or image with its place."""
        return replace(self.inline, at=at)


def split_link(content: str) -> LinkParts:
    """Split what stands between the brackets: label ``>>`` reference ``||`` parameters."""
    marks = _NESTED if "]]" in content else _FLAT
    label, start = None, 0
    for mark in marks.finditer(content):
        if mark[0][0] == ">":
            label, start = content[: mark.end() - 2], mark.end()
            break
    stop, parameters = len(content), ""
    for mark in marks.finditer(content, start):
        if mark[0][0] == "|":
            stop, parameters = mark.end() - 2, content[mark.end() :]
            break
    reference = unescape(content[start:stop].strip(" \t\r\n"))[0]
    return LinkParts(label, reference, read_parameters(parameters))


def make_image(parts: LinkParts, at: Pos, *, old: bool) -> Image:
    """Make the image that a reference with the prefix ``image:`` is."""
    target, attrs = read_image_reference(parts.reference[6:], parts.parameters, old=old)
    alt = next((value for name, value in attrs if name == "alt"), None)
    return Image(target, alt, tuple(pair for pair in attrs if pair[0] != "alt"), at)


def make_link(parts: LinkParts, children: tuple[Inline, ...], at: Pos, *, old: bool) -> Link:
    """Make the link that the parts are."""
    target, attrs = read_link_reference(parts.reference, parts.parameters, old=old)
    return Link(target, children, attrs, at)


def read_bare(text: str, start: int, colon: int, *, old: bool) -> Bare | None:
    """Read the address whose scheme or prefix ends with the colon at ``colon``.

    Plain text goes back to ``start``; the scheme is looked for in it.
    """
    run = text[start:colon]
    head = run.rstrip(SCHEME_CHARACTERS)
    tail = run[len(head) :]
    if not tail:
        return None
    escaped = not head and start > 1 and text[start - 2] == "~"
    in_word = WORD_END.search(text[start - 1] if escaped else head) is not None
    for prefix in _FILE_PREFIXES:
        if tail.endswith(prefix):
            before = tail[: -len(prefix)]
            if not (WORD_END.search(before) or (not before and in_word)):
                return _with_prefix(text, prefix, colon, old=old)
    rest = URL_REST.match(text, colon)
    if rest is None:
        return None
    for scheme in SCHEME_START.finditer(tail):
        if scheme.start() or not in_word:
            begin = start + len(head) + scheme.start()
            target, _ = read_link_reference(text[begin : rest.end()], (), old=old)
            return Bare(Link(target, bare=True), begin, rest.end())
    return None


def _with_prefix(text: str, prefix: str, colon: int, *, old: bool) -> Bare | None:
    begin = colon - len(prefix)
    rest = (MAIL_REST if prefix == "mailto" else FILE_REST).match(text, colon)
    if rest is None or rest.end() == colon + 1:
        return None
    if prefix == "image":
        image, _ = read_image_reference(rest[1], (), old=old)
        return Bare(Image(image, bare=True), begin, rest.end())
    target, _ = read_link_reference(text[begin : rest.end()], (), old=old)
    return Bare(Link(target, bare=True), begin, rest.end())


def inline_content(blocks: tuple[Block, ...]) -> tuple[Inline, ...]:
    """Keep the running text of blocks where only that may stand."""
    found: list[Inline] = []
    for block in blocks:
        inner = _inner(block)
        if found and inner:
            found.append(Text(" ", inner[0].at))
        found += inner
    return tuple(found)


def _inner(block: Block) -> tuple[Inline, ...]:  # noqa: C901, PLR0911, PLR0912  one for each kind
    match block:
        case Paragraph(children) | Plain(children) | Heading(_, children):
            return children
        case Figure(image=image):
            return (image,)
        case Verbatim(text, attrs, at=at):
            return (Code(text, attrs, at),)
        case Macro(name, params, content, at):
            return (InlineMacro(name, params, content, at),)
        case Group(blocks) | Quote(blocks):
            return inline_content(blocks)
        case Check(test):
            return inline_content(test.questions[0].prompt)
        case Callout(blocks=blocks, title=title):
            return (*title, *inline_content(blocks))
        case Parts(parts=parts):
            held = tuple(b for p in parts for b in (*([p.head] if p.head else []), *p.blocks))
            return inline_content(held)
        case HtmlBlock(html, at):
            return (InlineHtml(html, at),)
        case ListBlock(items=items):
            return inline_content(tuple(b for item in items for b in item.blocks))
        case DefinitionList(items=terms):
            return inline_content(tuple(b for term in terms for b in term.blocks))
        case Table(rows=rows):
            return inline_content(tuple(b for row in rows for c in row.cells for b in c.blocks))
        case _:
            return ()


def read_link_reference(
    text: str, parameters: Attributes, *, old: bool
) -> tuple[Reference, Attributes]:
    """Read what a link points to; give it with the parameters that are left for HTML.

    ``old`` is syntax 2.0, where anchor and query stand in the reference itself.
    """
    if old:
        return _read_old(text), parameters
    kind, target, alias = _split(text)
    if not target and kind in _ANCHORED:
        kind = "here"
    given = dict(parameters)
    anchor = given.pop("anchor", "") if kind in _ANCHORED else ""
    query = given.pop("queryString", "") if kind in _QUERIED else ""
    return Reference(kind, target, anchor, query, alias), tuple(given.items())


def read_image_reference(
    text: str, parameters: Attributes, *, old: bool
) -> tuple[Reference, Attributes]:
    """Read what an image shows; give it with the parameters that are left for HTML."""
    prefix, colon, rest = text.partition(":")
    if not old and colon and prefix in _IMAGE_PREFIXES:
        kind, target = _IMAGE_PREFIXES[prefix], rest
    elif not old and prefix == "url" and URL_LIKE.match(rest):
        kind, target = "url", rest
    elif URL_LIKE.match(text):
        kind, target = "url", text
    else:
        kind, target = "attach", text
    given = dict(parameters)
    query = given.pop("queryString", "") if not old else ""
    return Reference(kind, target, query=query), tuple(given.items())


def _split(text: str) -> tuple[ReferenceKind, str, str]:
    """Give kind, target and alias of a reference of syntax 2.1."""
    prefix, colon, rest = text.partition(":")
    if colon:
        if prefix in _PREFIXES:
            return _PREFIXES[prefix], rest, ""
        if prefix == "url" and URL_LIKE.match(rest):
            return "url", rest, ""
        if prefix == "interwiki":
            alias, found, page = rest.partition(":")
            if found:
                return "interwiki", page, alias
        if URL_LIKE.match(text):
            return "url", text, ""
    return "untyped", text, ""


def _read_old(text: str) -> Reference:
    prefix, _, rest = text.partition(":")
    if prefix == "mailto":
        return Reference("mailto", rest)
    if prefix != "attach" and URL_LIKE.match(text):
        return Reference("url", text)
    page, alias = _cut(text, "@") if prefix != "attach" else ("", "")
    if alias:
        return Reference("interwiki", _BACKSLASH.sub(r"\1", page), alias=alias)
    body, query = _cut(rest if prefix == "attach" else text, "?")
    body, anchor = _cut(body, "#")
    anchor, query = (_BACKSLASH.sub(r"\1", part) for part in (anchor, query))
    if prefix == "attach":
        return Reference("attach", _BACKSLASH.sub(r"\1", body), anchor, query)
    # a backslash before another is one of the page's name, and stays for who reads that
    page = _NO_NAME.sub(r"\1", body)
    return Reference("untyped" if page else "here", page, anchor, query)


def _cut(text: str, mark: str) -> tuple[str, str]:
    """Split at the last ``mark`` that no backslash escapes; of two the first escapes the second."""
    end = len(text)
    while (found := text.rfind(mark, 0, end)) >= 0:
        before = text[:found]
        if (len(before) - len(before.rstrip("\\"))) % 2 == 0:
            return before, text[found + 1 :].strip()
        end = found
    return text, ""
