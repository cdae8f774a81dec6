"""What stands inside a paragraph: a closed union of small frozen values."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from scormkit.values import Struct


class Pos(NamedTuple):
    """A place in a source text; line and column count from 1, 0 is unknown."""

    line: int = 0
    column: int = 0


NOWHERE = Pos()

Attributes: TypeAlias = tuple[tuple[str, str], ...]
"""Names and values in source order, as written; rendering leaves out what could do harm."""

ReferenceKind = Literal[
    # as an author writes them
    "untyped", "url", "mailto", "doc", "space", "page", "attach", "pageAttach",
    "path", "unc", "interwiki", "icon", "data", "here",
    # as the transforms resolve them
    "course", "asset", "external", "missing",
]  # fmt: skip


class Reference(Struct, frozen=True):
    """What a link or an image points to.

    ``target`` is, by kind: the text as written (author's kinds); a page's id in the course
    (``course``); a file's key in :attr:`Module.files`, or ``/module/key`` in another module's
    (``asset``); a URL (``external``); the text that could not be resolved (``missing``).
    ``anchor`` and ``query`` stand without their marks. ``alias`` names the wiki of an
    ``interwiki`` reference.
    """

    kind: ReferenceKind
    target: str
    anchor: str = ""
    query: str = ""
    alias: str = ""


FormatKind = Literal["strong", "em", "del", "ins", "sup", "sub", "mono", "mark"]


class Text(Struct, frozen=True):
    """Characters; white space as written."""

    text: str
    at: Pos = NOWHERE


class Break(Struct, frozen=True):
    """A line break the author asked for; ``soft`` ones are only white space."""

    at: Pos = NOWHERE
    soft: bool = False


class Format(Struct, frozen=True):
    """Text set off in one of the usual ways."""

    kind: FormatKind
    children: tuple[Inline, ...]
    attrs: Attributes = ()
    at: Pos = NOWHERE


class Span(Struct, frozen=True):
    """Text with attributes of its own."""

    children: tuple[Inline, ...]
    attrs: Attributes = ()
    at: Pos = NOWHERE


class Code(Struct, frozen=True):
    """Literal text inside a line."""

    text: str
    attrs: Attributes = ()
    at: Pos = NOWHERE


class Note(Struct, frozen=True):
    """Words that explain: the ``children`` are a term, or there are none and it is a footnote."""

    children: tuple[Inline, ...]
    words: tuple[Inline, ...]
    at: Pos = NOWHERE


class Formula(Struct, frozen=True):
    """A formula as written in LaTeX; ``mathml`` is empty if it could not be read.

    ``display`` ones stand in a line of their own.
    """

    tex: str
    mathml: str = ""
    display: bool = False
    at: Pos = NOWHERE


class Link(Struct, frozen=True):
    """A link; without children its text is made from the reference."""

    target: Reference
    children: tuple[Inline, ...] = ()
    attrs: Attributes = ()
    at: Pos = NOWHERE
    bare: bool = False  # written as a bare URL in running text


class Image(Struct, frozen=True):
    """A picture; ``alt`` is ``None`` where the author wrote none."""

    target: Reference
    alt: str | None = None
    attrs: Attributes = ()
    at: Pos = NOWHERE
    bare: bool = False


class Anchor(Struct, frozen=True):
    """A named place to link to."""

    id: str
    at: Pos = NOWHERE


class Gap(Struct, frozen=True):
    """A gap in the text of a question; ``source`` is what its author wrote in it."""

    source: str
    at: Pos = NOWHERE


class InlineMacro(Struct, frozen=True):
    """A macro call inside a line that the reader did not turn into something better."""

    name: str
    params: Attributes = ()
    content: str | None = None
    at: Pos = NOWHERE


class InlineHtml(Struct, frozen=True):
    """Raw HTML inside a line; sanitised when it is rendered. ``targets`` as in blocks of it."""

    html: str
    at: Pos = NOWHERE
    targets: tuple[tuple[str, Reference], ...] = ()


Inline: TypeAlias = (
    Text
    | Break
    | Format
    | Span
    | Code
    | Note
    | Formula
    | Link
    | Image
    | Anchor
    | Gap
    | InlineMacro
    | InlineHtml
)
