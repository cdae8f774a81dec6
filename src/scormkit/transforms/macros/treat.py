"""What becomes of macros that the reader could not convert: dropped, or a visible box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.model.blocks import PROGRAMS, Macro, Placeholder
from scormkit.model.inlines import InlineMacro, Text
from scormkit.model.walk import rewrite
from scormkit.transforms.codes import ASKED_LATER, MACRO_DROPPED
from scormkit.transforms.macros.asked import ASKED
from scormkit.values import replace

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.model.blocks import Block
    from scormkit.model.course import Page
    from scormkit.model.inlines import Inline
    from scormkit.transforms.settings import ShapeSettings


def treat_macros(page: Page, settings: ShapeSettings, report: Report) -> Page:
    """Drop macros as the manifest says, show the others; no program is shown to learners."""
    rules = {name.lower(): rule.becomes for name, rule in settings.macros.items()}

    def dropped(macro: Macro | InlineMacro) -> bool:
        name = macro.name.lower()
        at = Location(page.source, macro.at.line, macro.at.column)
        if rules.get(name) == "drop":
            report.add(MACRO_DROPPED, f"The macro {macro.name!r} is left out", at)
            return True
        if name in ASKED:
            message = f"{{{{{macro.name}}}}} is filled when the course is built"
            report.add(ASKED_LATER, message, at)
        return False

    def block(macro: Macro) -> Block | tuple[Block, ...]:
        if dropped(macro):
            return ()
        hidden = macro.name.lower() in PROGRAMS
        return Placeholder(macro.name, _source(macro), macro.at, hidden)

    def inline(macro: InlineMacro) -> Inline | tuple[Inline, ...]:
        if dropped(macro):
            return ()
        return Text("[…]", macro.at) if macro.name.lower() in PROGRAMS else macro

    blocks = rewrite(page.blocks, {Macro: block, InlineMacro: inline})
    return page if blocks is page.blocks else replace(page, blocks=blocks)


def _source(macro: Macro) -> str:
    params = "".join(f' {name}="{value}"' for name, value in macro.params)
    if macro.content is None:
        return f"{{{{{macro.name}{params}/}}}}"
    return f"{{{{{macro.name}{params}}}}}{macro.content}{{{{/{macro.name}}}}}"
