"""All findings speak with one voice: messages without a full stop, hints in full sentences."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import scormkit
from scormkit.check.catalogue import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(scormkit.__file__).parent
CALLS = {"add", "_add", "wrong", "note", "_notify", "fail", "Finding"}
SOURCES = sorted(p for p in ROOT.rglob("*.py") if "node_modules" not in p.parts)


@pytest.mark.parametrize("code", codes().values(), ids=lambda code: code.id)
def test_titles_are_lines_and_helps_are_sentences(code: scormkit.diagnostics.Code) -> None:
    assert re.match(r"[A-Z\W]|adlcp:|xml:|xsi:|parameters |isvisible ", code.title), code.title
    assert not code.title.endswith(".")
    assert code.help.endswith((".", "…"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_messages_begin_with_a_capital_and_end_without_a_stop(path: Path) -> None:
    for line, text in messages(path):
        assert not text.endswith("."), f"{line}: {text}"
        assert not re.match(r"(?:a|an|the|this|that|there|it|no) ", text), f"{line}: {text}"


def messages(path: Path) -> Iterator[tuple[int, str]]:
    """Give the texts that are reported here, with … for what is filled in."""
    for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "message":
                yield from told(node.value)
            elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in CALLS:
                finding = ast.unparse(node.func) == "Finding"
                for argument in node.args[:1] if finding else node.args[1:2]:
                    yield from told(argument)


def told(node: ast.expr) -> Iterator[tuple[int, str]]:
    """Give the text of a literal, or of both branches of a choice."""
    if isinstance(node, ast.IfExp):
        yield from told(node.body)
        yield from told(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.lineno, node.value
    elif isinstance(node, ast.JoinedStr):
        parts = (str(v.value) if isinstance(v, ast.Constant) else "…" for v in node.values)
        yield node.lineno, "".join(parts)
