"""Takes the blocks of one page to another: their places, files and ids go along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from scormkit.model.blocks import (
    Block,
    Callout,
    Cell,
    Check,
    DefinitionItem,
    Figure,
    ListItem,
    Part,
    Row,
    Video,
    is_hero,
)
from scormkit.model.inlines import Inline, Reference
from scormkit.model.walk import rewrite
from scormkit.transforms.links.keys import file_key
from scormkit.transforms.links.wiki import name_at, split_alias, written
from scormkit.values import replace

if TYPE_CHECKING:
    from scormkit.model.course import Page
    from scormkit.model.inlines import Pos
    from scormkit.model.walk import Edit
    from scormkit.transforms.macros.shelf import Entry

_KINDS = (*get_args(Block), *get_args(Inline), ListItem, DefinitionItem, Row, Cell, Part)
_NAMED = frozenset({"untyped", "doc", "page", "space"})


class Mover:
    """Brings blocks to one page; what is brought twice has ids of its own each time."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._ids: set[str] = set()

    def moved(self, blocks: tuple[Block, ...], entry: Entry, at: Pos) -> tuple[Block, ...]:
        """Give blocks of a source as they stand in the place of a call at ``at``.

        Findings about them are told at the call, for lines of another file mean nothing there.
        """

        def move(node: Any) -> Any:  # noqa: ANN401  any kind of node
            changes: dict[str, Any] = {}
            for name in node.__struct_fields__:
                value = getattr(node, name)
                if name == "at":
                    changes["at"] = at
                elif isinstance(value, Reference):
                    changes[name] = self._reference(value, entry)
            if isinstance(node, Figure) and is_hero(node):  # of its own page alone
                changes["attrs"] = tuple(pair for pair in node.attrs if pair[0] != "class")
            elif isinstance(node, Callout) and node.id:
                changes["id"] = self._own(node.id)
            elif isinstance(node, Check):
                (asked,) = node.test.questions
                asked = replace(asked, id=self._own(asked.id))
                changes["test"] = replace(node.test, questions=(asked,))
            elif isinstance(node, Video) and node.captions:
                changes["captions"] = tuple(
                    replace(c, file=self._reference(c.file, entry)) for c in node.captions
                )
            return replace(node, **changes)

        edits: dict[type, Edit] = dict.fromkeys(_KINDS, move)
        return rewrite(blocks, edits)

    def _reference(self, reference: Reference, entry: Entry) -> Reference:
        """Let a reference mean what it meant on its page."""
        kind, name = reference.kind, reference.target
        if kind in {"attach", "pageAttach", "untyped", "path"}:
            found = entry.files.get(file_key(name))
            if found is not None:
                own = entry.module == self._page.module
                return Reference("asset", found if own else f"/{entry.module}/{found}")
        if kind in _NAMED and name and entry.name and not split_alias(name)[0]:
            return replace(reference, kind="doc", target=written(name_at(kind, name, entry.parts)))
        return reference

    def _own(self, identifier: str) -> str:
        wanted = free = f"{self._page.id}-{identifier}"
        number = 2
        while free in self._ids:
            free, number = f"{wanted}-{number}", number + 1
        self._ids.add(free)
        return free
