"""Maps a tree to a tree: what an inline turns into may be lifted out of its paragraph."""

from __future__ import annotations

from operator import is_
from typing import TYPE_CHECKING, ClassVar, TypeAlias, TypeVar, get_args

from scormkit.model.blocks import (
    Block,
    Callout,
    Cell,
    DefinitionItem,
    DefinitionList,
    Figure,
    Group,
    Heading,
    ListBlock,
    ListItem,
    Macro,
    Paragraph,
    Part,
    Parts,
    Plain,
    Quote,
    Row,
    Table,
)
from scormkit.model.inlines import (
    Break,
    Code,
    Format,
    Image,
    Inline,
    InlineMacro,
    Link,
    Note,
    Span,
    Text,
)
from scormkit.readers.xwiki.grammar.links import inline_content
from scormkit.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from typing_extensions import TypeIs

Piece: TypeAlias = Inline | Block
_INLINE = get_args(Inline)
_Holder = TypeVar("_Holder", Quote, Group, ListItem, DefinitionItem, Cell)


def is_inline(piece: Piece) -> TypeIs[Inline]:
    """Whether a piece may stand in a line."""
    return isinstance(piece, _INLINE)


class Mapper:
    """Subclasses say what becomes of macros and of text; all else is rebuilt around that.

    What holds nothing that changes stays the very node it was, so that a page of which little
    changes takes little time.
    """

    leaves: ClassVar[frozenset[type]] = frozenset((Text, Break, Code, Image))
    """The most frequent of what always stays as it is; a subclass that maps text takes that out."""

    def macro(self, macro: Macro, depth: int) -> Sequence[Block]:
        """Map a block macro."""
        del depth
        return (macro,)

    def inline_macro(self, macro: InlineMacro, depth: int) -> Sequence[Piece]:
        """Map an inline macro."""
        del depth
        return (macro,)

    def text(self, text: Text) -> Sequence[Piece]:
        """Map characters."""
        return (text,)

    def blocks(self, blocks: Iterable[Block], depth: int) -> tuple[Block, ...]:
        """Map blocks."""
        found: list[Block] = []
        for block in blocks:
            run = block.children if isinstance(block, Paragraph | Plain) else ()
            if run and self.leaves.issuperset(map(type, run)):
                found.append(block)
            else:
                found += self._block(block, depth)
        return tuple(found)

    def _block(self, block: Block, depth: int) -> Sequence[Block]:  # noqa: PLR0911  one for each kind
        match block:
            case Paragraph(children) | Plain(children):
                return self._running(block, self._pieces(children, depth))
            case Heading(_, children):
                return (replace(block, children=self._flat(children, depth)),)
            case Macro():
                return self.macro(block, depth)
            case Quote():
                return (self._within(block, depth + 1),)
            case Group():
                return (self._within(block, depth + 1),)
            case Callout(blocks=blocks, title=title):
                inner, heading = self.blocks(blocks, depth + 1), self._flat(title, depth)
                return (replace(block, blocks=inner, title=heading),)
            case Figure(caption=caption, more=more):
                words, rest = self._flat(caption, depth), self.blocks(more, depth + 1)
                return (replace(block, caption=words, more=rest),)
            case Parts(parts=parts):
                return (replace(block, parts=tuple(self._part(p, depth + 1) for p in parts)),)
            case ListBlock() | DefinitionList() | Table():
                return (self._compound(block, depth + 1),)
            case _:
                return (block,)

    def _part(self, part: Part, depth: int) -> Part:
        head = part.head and replace(part.head, children=self._flat(part.head.children, depth))
        return replace(part, head=head, blocks=self.blocks(part.blocks, depth))

    def _compound(
        self, block: ListBlock | DefinitionList | Table, depth: int
    ) -> ListBlock | DefinitionList | Table:
        match block:
            case ListBlock(items=items):
                mapped = tuple([self._within(item, depth) for item in items])
                return block if _same(mapped, items) else replace(block, items=mapped)
            case DefinitionList(items=terms):
                done = tuple([self._within(item, depth) for item in terms])
                return block if _same(done, terms) else replace(block, items=done)
            case Table(rows=rows):
                built = tuple([self._row(row, depth) for row in rows])
                return block if _same(built, rows) else replace(block, rows=built)

    def _row(self, row: Row, depth: int) -> Row:
        cells = tuple([self._within(cell, depth) for cell in row.cells])
        return row if _same(cells, row.cells) else replace(row, cells=cells)

    def _within(self, node: _Holder, depth: int) -> _Holder:
        """Map the blocks that a node holds."""
        blocks = self.blocks(node.blocks, depth)
        return node if _same(blocks, node.blocks) else replace(node, blocks=blocks)

    def _pieces(self, inlines: Iterable[Inline], depth: int) -> list[Piece]:
        pieces: list[Piece] = []
        for inline in inlines:
            match inline:
                case Text():
                    pieces += self.text(inline)
                case Format(children=children) | Span(children) | Link(children=children):
                    held = self._flat(children, depth)
                    same = _same(held, children)
                    pieces.append(inline if same else replace(inline, children=held))
                case Note(children, words):
                    held, told = self._flat(children, depth), self._flat(words, depth)
                    pieces.append(replace(inline, children=held, words=told))
                case InlineMacro():
                    pieces += self.inline_macro(inline, depth)
                case _:
                    pieces.append(inline)
        return pieces

    def _flat(self, inlines: tuple[Inline, ...], depth: int) -> tuple[Inline, ...]:
        """Map where only running text may stand."""
        flat: list[Inline] = []
        for piece in self._pieces(inlines, depth):
            if is_inline(piece):
                flat.append(piece)
            elif isinstance(piece, Callout):
                flat += boxed(piece)
            else:
                flat += inline_content((piece,))
        return tuple(flat)

    def _running(self, block: Paragraph | Plain, pieces: list[Piece]) -> Sequence[Block]:
        """Rebuild a paragraph; blocks in it cut it in parts."""
        if _same(pieces, block.children):
            return (block,)
        found: list[Block] = []
        run: list[Inline] = []
        cut = False
        for position, piece in enumerate(pieces):
            if is_inline(piece):
                run.append(piece)
            elif isinstance(piece, Callout) and _within_line(pieces, position):
                run += boxed(piece)
            else:
                found += _part(block, run, start=cut, end=True)
                found.append(piece)
                run, cut = [], True
        return found + _part(block, run, start=cut, end=False)


def _same(mapped: Sequence[object], before: Sequence[object]) -> bool:
    """Whether nothing has changed: whether these are the same nodes, one by one."""
    return len(mapped) == len(before) and all(map(is_, mapped, before))


def boxed(callout: Callout) -> tuple[Inline, ...]:
    """Give a box that stands within a line."""
    words = inline_content(callout.blocks)
    if callout.title:
        at = callout.at
        words = (Format("strong", callout.title, (), at), Text(" ", at), *words)
    given = "".join(f" {value}" for name, value in callout.attrs if name == "class")
    return (Span(words, (("class", f"box {callout.kind}{given}"),), callout.at),)


def _within_line(pieces: Sequence[Piece], position: int) -> bool:
    """Whether running text stands before or after on the same line."""
    callout = pieces[position]
    if not isinstance(callout, Callout) or len(callout.blocks) > 1:
        return False
    before = pieces[position - 1] if position else None
    after = pieces[position + 1] if position + 1 < len(pieces) else None
    return any(p and is_inline(p) and not isinstance(p, Break) for p in (before, after))


def _part(block: Paragraph | Plain, run: list[Inline], *, start: bool, end: bool) -> list[Block]:
    """Give a part of a paragraph; at a cut, line breaks and white space are dropped."""
    while start and run and _is_space(run[0]):
        run = run[1:]
    while end and run and _is_space(run[-1]):
        run = run[:-1]
    if not run and (start or end or block.children):
        return []
    return [replace(block, children=tuple(run))]


def _is_space(inline: Inline) -> bool:
    return isinstance(inline, Break) or (isinstance(inline, Text) and not inline.text.strip())
