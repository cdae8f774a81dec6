"""XWiki syntax 2.0 and 2.1 → blocks."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.model.anchors import Anchors
from scormkit.readers.xwiki.grammar.parser import Parser
from scormkit.readers.xwiki.grammar.places import FilePlaces

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scormkit.diagnostics import Code, Report
    from scormkit.model.blocks import Block
    from scormkit.model.inlines import Pos
    from scormkit.model.quiz import Test
    from scormkit.project.settings.shapes import MacroRule


def read(
    text: str,
    syntax: str,
    path: str,
    report: Report,
    macros: Mapping[str, MacroRule] = MappingProxyType({}),
) -> tuple[Block, ...]:
    """Read a page; ``syntax`` is ``xwiki/2.0`` or ``xwiki/2.1``. Any text gives blocks.

    ``macros`` is what the manifest says about macros by their names.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # literal text and macros too are alike

    def notify(code: Code, message: str, at: Pos) -> None:
        report.add(code, message, Location(path, at.line, at.column))

    places, anchors, old = FilePlaces(text), Anchors(), syntax == "xwiki/2.0"
    parser = Parser(text, places, notify, anchors, old=old)
    blocks = parser.parse()
    if not parser.has_macros:
        return blocks
    from scormkit.readers.xwiki.macros.expander import Expander  # noqa: PLC0415  most pages have none

    def question(yaml: str, line: int) -> Test | None:
        from scormkit.readers.quiz import read_check  # noqa: PLC0415  few pages have any

        return read_check(yaml, path, report, line=line)

    expander = Expander(text, places, notify, anchors, question, macros, old=old)
    return expander.blocks(blocks, 0)
