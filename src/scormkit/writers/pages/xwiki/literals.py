"""Text that nothing is read in: between braces, or as the content of a macro."""

from __future__ import annotations

import re

_MARK = re.compile(r"(~?)\{(~?)\{(~?)\{|(~?)\}(~?)\}(~?)\}")
_TRIPLE = re.compile(r"\{\{\{|\}\}\}")


def literal(text: str) -> str | None:
    """Write literal text between braces; ``None`` if no escape makes them hold it."""
    for inside in (text, _TRIPLE.sub(r"~\g<0>", text)):
        if _read(f"{inside}}}}}}}") == text:
            return f"{{{{{{{inside}}}}}}}"
    return None


def _read(source: str) -> str | None:
    """Read what stands after the opening braces; ``None`` if it ends before the source does."""
    parts: list[str] = []
    depth, done = 1, 0
    for mark in _MARK.finditer(source):
        if "~" in mark[0]:
            parts += (source[done : mark.start()], mark[0].replace("~", ""))
            done = mark.end()
            continue
        depth += 1 if mark[0][0] == "{" else -1
        if depth == 0:
            parts.append(source[done : mark.start()])
            return "".join(parts) if mark.end() == len(source) else None
    return None


def call(name: str, params: str, content: str | None) -> str:
    """Write a call whose content is read as it stands, but for a line end at either side."""
    opening = f"{{{{{name}{' ' if params else ''}{params}"
    if content is None:
        return f"{opening}/}}}}"
    before = "\n" if content[:1] in {"\n", "\r"} else ""
    after = "\n" if content.endswith("\n") else ""
    return f"{opening}}}}}{before}{content}{after}{{{{/{name}}}}}"


def holds(name: str, content: str) -> bool:
    """Whether a call can hold this: calls of its own name in it are closed one by one."""
    depth = 0
    for tag in re.finditer(
        rf"\{{\{{(/?){re.escape(name)}(?=[ \t\r\n]|/?\}}\}})([^{{}}]*)", content
    ):
        if tag[1]:
            depth -= 1
        elif not tag[2].endswith("/"):
            depth += 1
        if depth < 0:
            return False
    return depth == 0
