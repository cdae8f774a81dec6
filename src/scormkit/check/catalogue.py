"""Everything scormkit can find, from the declarations themselves: nothing is written twice."""

from __future__ import annotations

import difflib
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from scormkit.diagnostics import Code
from scormkit.validate.engine import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE = Path(__file__).parent.parent
# Codes are declared in files of this name, rules in folders of this name, and in these modules.
_CODES, _RULES, _MORE = "codes.py", "rules", ("player/__init__.py", "standards/state.py")


@cache
def codes() -> dict[str, Code]:
    """Give every kind of finding by its id, sorted."""
    found = {code.id: code for code in _declared()}
    return dict(sorted(found.items()))


def _declared() -> Iterator[Code]:
    paths = [*_PACKAGE.rglob(_CODES), *_PACKAGE.rglob(f"{_RULES}/*.py")]
    for path in sorted([*paths, *(_PACKAGE / name for name in _MORE)]):
        parts = path.relative_to(_PACKAGE.parent).with_suffix("").parts
        module = import_module(".".join(part for part in parts if part != "__init__"))
        for value in vars(module).values():
            if isinstance(value, Rule):
                yield value.code
            elif isinstance(value, Code):
                yield value


def near(name: str) -> list[str]:
    """Give the ids that somebody who typed ``name`` may have meant."""
    return difflib.get_close_matches(name.upper(), codes(), 3, 0.6)


def page() -> str:
    """Give the catalogue as Markdown, one table for each prefix."""
    lines = ["# What scormkit finds"]
    prefix = ""
    for code in codes().values():
        if not code.id.startswith(f"{prefix}-"):
            prefix = code.id.partition("-")[0]
            lines += [
                "",
                f"## {prefix}",
                "",
                "| code | severity | what it is about | where it says so |",
            ]
            lines += ["|---|---|---|---|"]
        clause = code.clause.replace("|", "\\|")
        title = code.title.replace("|", "\\|").replace("<", "&lt;")
        lines.append(f"| {code.id} | {code.severity} | {title} | {clause} |")
    return "\n".join(lines) + "\n"
