"""Words in, words out: what a reader of the wiki page sees and a learner does not, by line."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from scormkit.model.blocks import HtmlBlock, Verbatim
from scormkit.model.inlines import (
    Code,
    Format,
    Formula,
    Gap,
    InlineHtml,
    InlineMacro,
    Link,
    Span,
    Text,
)
from scormkit.model.walk import walk
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scormkit.model.walk import Node

_UNSEEN = re.compile(r"<(script|style|template)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\S+")


class Word(Struct, frozen=True):
    """A word and the line of the source it begins on."""

    text: str
    line: int


class Lost(Struct, frozen=True):
    """Words of a line that nothing explains the loss of."""

    line: int
    words: str


def words_of(nodes: Iterable[Node]) -> list[Word]:
    """Give all words in reading order, explanations of terms and footnotes too."""
    texts: list[str] = []
    starts: list[int] = []
    lines: list[int] = []
    length = line = 0
    for text, at in _pieces(nodes):
        line = at or line
        for number, part in enumerate(text.splitlines(keepends=True)):
            texts.append(part)
            starts.append(length)
            lines.append(line + number)
            length += len(part)
    found = _WORD.finditer("".join(texts))
    return [Word(m[0], lines[bisect_right(starts, m.start()) - 1]) for m in found]


def lost_words(read: list[Word], shown: list[Word], explained: list[Word]) -> tuple[Lost, ...]:
    """Name the words that were read and are not shown, unless a finding explains them."""
    missing = Counter(word.text for word in read)
    missing -= Counter(word.text for word in (*shown, *explained))
    if not missing:
        return ()
    there = Counter(shown)
    absent = []
    for word in read:
        there[word] -= 1
        if there[word] < 0:
            absent.append(word)
    lines: dict[int, list[str]] = {}
    for word in (*absent, *read):  # a word that is not on its line may have moved to another
        if missing[word.text] > 0:
            missing[word.text] -= 1
            lines.setdefault(word.line, []).append(word.text)
    return tuple(Lost(line, " ".join(words)) for line, words in sorted(lines.items()))


def first_out_of_order(read: list[Word], shown: list[Word]) -> Word | None:
    """Give the first word shown that does not come after the one before it in the source."""
    left = Counter(word.text for word in read)
    place = 0
    for word in shown:
        if left[word.text] <= 0:  # said by the course itself, such as the title
            continue
        left[word.text] -= 1
        found = next((i for i in range(place, len(read)) if read[i].text == word.text), None)
        if found is None:
            return word
        place = found + 1
    return None


def _pieces(nodes: Iterable[Node]) -> Iterator[tuple[str, int]]:
    for node in walk(nodes):
        line = getattr(node, "at", (0, 0))[0]
        match node:
            case Text(text) | Code(text) | Verbatim(text) | Formula(text):
                yield text, line
            case HtmlBlock(source) | InlineHtml(source):
                yield f" {_visible(source)} ", line
            case Gap():
                yield "___", line
            case Format() | Span() | Link() | InlineMacro():
                pass
            case _:
                yield " ", line


def _visible(source: str) -> str:
    """Take out the tags, and what no reader sees, but no line break."""
    plain = _UNSEEN.sub(lambda found: "\n" * found[0].count("\n"), source)
    return html.unescape(_TAG.sub(lambda found: " " + "\n" * found[0].count("\n"), plain))
