"""What becomes of macros that nobody can convert: as the manifest says, or a visible box."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.model.blocks import Macro, Paragraph, Placeholder
from scormkit.model.inlines import InlineMacro, Text
from scormkit.model.walk import rewrite
from scormkit.transforms.codes import MACRO_DROPPED

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.model.blocks import Block
    from scormkit.model.course import Page
    from scormkit.model.inlines import Inline
    from scormkit.transforms.settings import ShapeSettings

_WARNED = "XWK-00"  # unknown macros and programs


def treat_macros(page: Page, settings: ShapeSettings, report: Report) -> Page:
    """Drop, open or show macros; without a rule a placeholder stands (the reader warned)."""

    def treatment(macro: Macro | InlineMacro) -> str:
        treated = settings.macros.get(macro.name, "placeholder")
        at = Location(page.source, macro.at.line, macro.at.column)
        if treated != "placeholder":
            report.withdraw(_WARNED, at)
        if treated == "drop":
            report.add(MACRO_DROPPED, f"The macro {macro.name!r} is left out", at)
        return treated

    def block(macro: Macro) -> Block | tuple[Block, ...]:
        match treatment(macro):
            case "drop":
                return ()
            case "unwrap":
                return _paragraphs(macro)
            case _:
                return Placeholder(macro.name, _source(macro), macro.at)

    def inline(macro: InlineMacro) -> Inline | tuple[Inline, ...]:
        match treatment(macro):
            case "drop":
                return ()
            case "unwrap":
                return Text((macro.content or "").strip(), macro.at)
            case _:
                return macro

    blocks = rewrite(page.blocks, {Macro: block, InlineMacro: inline})
    return page if blocks is page.blocks else replace(page, blocks=blocks)


def _paragraphs(macro: Macro) -> tuple[Block, ...]:
    texts = re.split(r"\n\s*\n", (macro.content or "").strip())
    return tuple(Paragraph((Text(t.strip(), macro.at),), at=macro.at) for t in texts if t.strip())


def _source(macro: Macro) -> str:
    params = "".join(f' {name}="{value}"' for name, value in macro.params)
    if macro.content is None:
        return f"{{{{{macro.name}{params}/}}}}"
    return f"{{{{{macro.name}{params}}}}}{macro.content}{{{{/{macro.name}}}}}"
