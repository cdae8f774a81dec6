"""The passages of a source that people read, for those who translate them: exact ranges of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.readers.passages.pieces import Passage, Piece, Target, plain_passages, written

if TYPE_CHECKING:
    from scormkit.model.course import Source

__all__ = [
    "Passage",
    "Piece",
    "Target",
    "checks_of",
    "passages_of",
    "plain_passages",
    "text_passages",
    "written",
]


def passages_of(source: Source) -> tuple[Passage, ...]:
    """Give the passages of a page in their order."""
    if source.syntax == "markdown":
        from scormkit.readers.passages import markdown  # noqa: PLC0415  only the syntax at hand

        return markdown.passages(source.text)
    from scormkit.readers.passages import xwiki  # noqa: PLC0415

    return xwiki.passages(source.text, source.syntax)


def checks_of(source: Source) -> tuple[tuple[int, int], ...]:
    """Give the ranges of the checks in a page: YAML, of which the page's passages know nothing."""
    if source.syntax == "markdown":
        from scormkit.readers.passages import markdown  # noqa: PLC0415

        return markdown.checks(source.text)
    from scormkit.readers.passages import xwiki  # noqa: PLC0415

    return xwiki.checks(source.text, source.syntax)


def text_passages(text: str, kind: str) -> tuple[Passage, ...]:
    """Give the passages of a text of a test: Markdown; a single line is running text."""
    from scormkit.readers.passages import markdown, markdown_marks  # noqa: PLC0415

    if "\n" in text.strip() or text.lstrip().startswith(":::"):
        return markdown.passages(text)
    return markdown_marks.running_passages(text, 0, len(text), kind)
