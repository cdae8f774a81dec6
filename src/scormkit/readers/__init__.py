"""Text → model: a small table says which reader knows which syntax."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING

from scormkit.model.blocks import Heading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scormkit.diagnostics import Report
    from scormkit.model.blocks import Block
    from scormkit.model.course import Page, Source
    from scormkit.project.settings.shapes import MacroRule

_READERS = {"xwiki": "scormkit.readers.xwiki", "markdown": "scormkit.readers.markdown"}
SYNTAXES = ("xwiki/2.0", "xwiki/2.1", "markdown")
SUFFIXES = {".xwiki": "xwiki/2.1", ".md": "markdown", ".markdown": "markdown"}
"""File suffix → the syntax meant, if the author says nothing else."""

_NO_RULES: Mapping[str, MacroRule] = MappingProxyType({})
_NUMBER = re.compile(r"^\d+[\s._\-]*")


def read(source: Source, report: Report, macros: Mapping[str, MacroRule] = _NO_RULES) -> Page:
    """Read a page; its id is made from the file's name without the number in front."""
    from scormkit.model.course import Page  # noqa: PLC0415  not needed to read mere blocks
    from scormkit.model.names import slug  # noqa: PLC0415
    from scormkit.model.walk import kind_of, text_of  # noqa: PLC0415

    blocks = read_blocks(source.text, source.syntax, source.path, report, macros)
    stem = PurePosixPath(source.path).stem
    identifier = slug(_NUMBER.sub("", stem)) or slug(stem) or "page"
    first = (b for b in kind_of(blocks, Heading) if b.level == 1)
    title = next((" ".join(text_of(heading.children).split()) for heading in first), "")
    return Page(identifier, title, blocks, source.path)


def read_blocks(
    text: str,
    syntax: str,
    path: str,
    report: Report,
    macros: Mapping[str, MacroRule] = _NO_RULES,
) -> tuple[Block, ...]:
    """Read text of one of :data:`SYNTAXES`; any text gives blocks.

    ``macros`` is what the manifest says about macros of a wiki by their names.
    """
    family, _, version = syntax.partition("/")
    reader = import_module(_READERS[family])
    if version:
        read_versioned: Callable[..., tuple[Block, ...]] = reader.read
        return read_versioned(text, syntax, path, report, macros)
    read_plain: Callable[[str, str, Report], tuple[Block, ...]] = reader.read
    return read_plain(text, path, report)
