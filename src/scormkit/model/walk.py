"""Going through what a page holds, and changing it, however deep it nests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar, cast, get_args

from scormkit.model.blocks import (
    Block,
    Callout,
    Cell,
    Check,
    DefinitionItem,
    DefinitionList,
    Download,
    Figure,
    Group,
    Heading,
    ListBlock,
    ListItem,
    Navigation,
    Paragraph,
    Part,
    Parts,
    Plain,
    Quote,
    Row,
    Table,
    Verbatim,
)
from scormkit.model.inlines import Code, Format, Formula, Gap, Inline, Link, Note, Span, Text
from scormkit.model.quiz import texts_of, with_texts
from scormkit.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from scormkit.model.quiz import Blocks

Node: TypeAlias = Block | Inline | ListItem | DefinitionItem | Row | Cell | Part
T = TypeVar("T")
Edit: TypeAlias = "Callable[[Any], Node | tuple[Node, ...]]"

_PARTS: dict[type, tuple[str, ...]] = {
    Paragraph: ("children",),
    Plain: ("children",),
    Heading: ("children",),
    ListBlock: ("items",),
    ListItem: ("blocks",),
    DefinitionList: ("items",),
    DefinitionItem: ("blocks",),
    Table: ("rows",),
    Row: ("cells",),
    Cell: ("blocks",),
    Quote: ("blocks",),
    Group: ("blocks",),
    Callout: ("title", "blocks"),
    Parts: ("parts",),
    Part: ("head", "blocks"),
    Figure: ("link", "image", "caption", "more"),
    Download: ("title",),
    Check: ("test",),
    Navigation: ("children",),
    Format: ("children",),
    Span: ("children",),
    Note: ("children", "words"),
    Link: ("children",),
}
"""The fields that hold nodes, in reading order, or a test with its texts; all others are leaves."""

_SEEN = {**_PARTS, Note: ("children",)}
"""The same without what shows only when asked for."""
_RUNNING = frozenset({"children", "title", "caption", "image", "words"})
_BLOCK_PARTS = {
    kind: held
    for kind, parts in _PARTS.items()
    if (held := tuple(part for part in parts if part not in _RUNNING))
}
"""The same without running text, most of a page: edits of blocks need not go there."""
_INLINES = frozenset(get_args(Inline))
BLANK = "___"
"""What a gap is to those who read the words alone."""
_MOST = 500


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Give every node in reading order, a parent before its children."""
    found: list[Node] = []
    _gather(nodes, found)
    return iter(found)


def nodes_of(blocks: tuple[Block, ...]) -> Sequence[Node]:
    """Give every node of a page in reading order."""
    return [node for known in _stock(blocks).blocks for node in known.nodes]


def kind_of(blocks: tuple[Block, ...], kind: type[T]) -> list[T]:
    """Give the nodes of one type on a page in reading order."""
    stock = _stock(blocks)
    if kind not in stock.kinds:
        return []
    held = [known.nodes for known in stock.blocks if kind in known.kinds]
    return [node for nodes in held for node in nodes if type(node) is kind]


class _Inventory(NamedTuple):
    """A block, itself and every node in it, and their types."""

    block: Block
    nodes: list[Node]
    kinds: frozenset[type]


class _Stock(NamedTuple):
    """Blocks that stand together, an inventory of each, and the types of all nodes in them."""

    page: tuple[Block, ...]
    blocks: list[_Inventory]
    kinds: frozenset[type]


_inventories: dict[int, _Inventory] = {}
_stocks: dict[int, _Stock] = {}


def _stock(blocks: tuple[Block, ...]) -> _Stock:
    """Take stock of blocks; most passes find nothing of theirs to do and ask no further."""
    known = _stocks.get(id(blocks))  # of living objects no two share an id, and these are kept
    if known is None:
        held = [_inventory(block) for block in blocks]
        kinds: frozenset[type] = frozenset().union(*[each.kinds for each in held])
        if len(_stocks) >= _MOST:
            _stocks.clear()
        known = _stocks[id(blocks)] = _Stock(blocks, held, kinds)
    return known


def _inventory(block: Block) -> _Inventory:
    """Count up a block; those of late are at hand, for many passes and rules meet the same ones."""
    known = _inventories.get(id(block))
    if known is None:
        nodes: list[Node] = []
        _gather((block,), nodes)
        if len(_inventories) >= _MOST:
            _inventories.clear()
        known = _inventories[id(block)] = _Inventory(block, nodes, frozenset(map(type, nodes)))
    return known


def _gather(
    nodes: Iterable[Node], found: list[Node], parts: Mapping[type, tuple[str, ...]] = _PARTS
) -> None:
    for node in nodes:
        found.append(node)
        kind = type(node)
        if kind not in parts:
            continue
        for part in parts[kind]:
            held = getattr(node, part)
            if type(held) is tuple:
                _gather(held, found, parts)
            elif kind is Check:
                _gather(texts_of(held), found, parts)
            elif held is not None:
                _gather((held,), found, parts)


def text_of(nodes: Iterable[Node]) -> str:
    """Give the words a reader sees, blocks and line breaks apart by a space."""
    found: list[str] = []
    seen: list[Node] = []
    _gather(nodes, seen, _SEEN)
    for node in seen:
        if isinstance(node, Text | Code | Verbatim):
            found.append(node.text)
        elif isinstance(node, Formula):
            found.append(node.tex)
        elif isinstance(node, Gap):
            found.append(BLANK)
        elif not isinstance(node, Format | Span | Link | Note):
            found.append(" ")
    return "".join(found)


def rewrite(blocks: tuple[Block, ...], edits: Mapping[type, Edit]) -> tuple[Block, ...]:
    """Apply ``edits`` by type of node, innermost first.

    An edit returns the node itself (kept), another one, or a tuple that takes its place, empty to
    take it out. What no edit touches is the same object afterwards.
    """
    stock = _stock(blocks)
    if stock.kinds.isdisjoint(edits):
        return blocks
    parts = _BLOCK_PARTS if _INLINES.isdisjoint(edits) else _PARTS
    result: list[Node] = []
    changed = False
    for block, _, kinds in stock.blocks:
        alone: tuple[Node, ...] = (block,)
        edited = alone if kinds.isdisjoint(edits) else _sequence(alone, edits, parts)
        changed = changed or edited is not alone
        result += edited
    return cast("tuple[Block, ...]", tuple(result)) if changed else blocks


def _sequence(
    nodes: tuple[Node, ...], edits: Mapping[type, Edit], parts: Mapping[type, tuple[str, ...]]
) -> tuple[Node, ...]:
    result: list[Node] = []
    changed = False
    for node in nodes:
        kind = type(node)
        inside = _inside(node, edits, parts) if kind in parts else node
        edit = edits.get(kind)
        edited = inside if edit is None else edit(inside)
        if edited is node:
            result.append(node)
            continue
        changed = True
        if isinstance(edited, tuple):
            result.extend(edited)
        else:
            result.append(edited)
    return tuple(result) if changed else nodes


def _inside(node: Node, edits: Mapping[type, Edit], parts: Mapping[type, tuple[str, ...]]) -> Node:
    changes: dict[str, Any] = {}
    for part in parts[type(node)]:
        held = getattr(node, part)
        if isinstance(held, tuple):
            new: Any = _sequence(held, edits, parts)
        elif isinstance(node, Check):
            new = with_texts(held, lambda texts: cast("Blocks", _sequence(texts, edits, parts)))
        else:
            edited = _sequence((held,), edits, parts)
            new = edited[0] if len(edited) == 1 and type(edited[0]) is type(held) else held
        if new is not held:
            changes[part] = new
    return replace(node, **changes) if changes else node
