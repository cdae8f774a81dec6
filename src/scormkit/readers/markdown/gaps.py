r"""Gaps in the text of a question, as in ``The capital of France is [Paris]``.

Only a text that is read for its gaps has any. What else begins with a bracket stays what it is
(links, pictures, footnotes, code and formulas), and ``\[`` is a mere bracket.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

WITH_GAPS: Final = "gaps"
"""Set in the parser's environment, it says that the text has gaps."""
_GAP = re.compile(r"\[(?!\^)((?:\\.|[^\[\]\\])*)\]", re.DOTALL)


def gap(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  as the parser calls it
    """Take what stands in brackets for a gap, where no link begins with them."""
    if WITH_GAPS not in state.env:
        return False
    found = _GAP.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("gap", "", 0).content = found[1]
    state.pos = found.end()
    return True
