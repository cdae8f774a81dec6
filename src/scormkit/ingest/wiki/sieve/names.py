r"""Names of pages as XWiki writes them: spaces and page with dots between, ``\`` before a dot of a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

HOME = "WebHome"
PREFERENCES = "WebPreferences"
_PIECE = re.compile(r"\\(.)|([^.\\]+)|(\.)|\\$", re.DOTALL)


def split(name: str) -> tuple[str, ...]:
    r"""Give the parts of a name: ``Course.Module 1\.2.WebHome`` has three."""
    parts = [""]
    for escaped, plain, dot in _PIECE.findall(name):
        if dot:
            parts.append("")
        else:
            parts[-1] += escaped or plain
    return tuple(parts)


def join(parts: Iterable[str]) -> str:
    """Make a name of its parts."""
    return ".".join(part.replace("\\", "\\\\").replace(".", "\\.") for part in parts)


def path_of(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Give the place of a page in the tree, where the home of a space is the space."""
    return parts[:-1] if parts[-1] == HOME and len(parts) > 1 else parts
