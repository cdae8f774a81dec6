"""What the pages of a package can do, as far as their text and the package's scripts tell."""

from __future__ import annotations

import posixpath
import re
from functools import cached_property
from typing import TYPE_CHECKING

from scormkit.values import Struct, field

if TYPE_CHECKING:
    from scormkit.validate.files import Files

LIMIT = 8 * 2**20
_PAGE = re.compile(r"\.x?html?$", re.IGNORECASE)
_SCRIPT = re.compile(r"\.m?js$", re.IGNORECASE)
_FRAME = re.compile(r"""<i?frame\b[^>]*\bsrc\s*=\s*["']([^"'?#]+)""", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"""<(?:script|iframe|frame)\b[^>]*\bsrc\s*=\s*["']?(?:https?:)?//""", re.IGNORECASE
)


class Scripts(Struct, frozen=True, dict=True):
    """All scripts of a package: which page loads which is not followed, any of them may matter."""

    files: Files
    _known: dict[str, bool] = field(default_factory=dict)

    @cached_property
    def texts(self) -> tuple[str | None, ...]:
        """Their texts; ``None`` is one too large to look into."""
        return tuple(text_of(self.files, path) for path in self.files if _SCRIPT.search(path))

    def hold(self, word: str) -> bool:
        """Answer whether a word stands in one of them; each is searched once."""
        if word not in self._known:
            self._known[word] = any(word in text for text in self.texts if text)
        return self._known[word]

    def program(self, page: str) -> Program | None:
        """Give what a page can do; nothing if it is no HTML of the package."""
        if page not in self.files or not _PAGE.search(page):
            return None
        text = text_of(self.files, page)
        folder = posixpath.dirname(page)
        frames = (posixpath.normpath(posixpath.join(folder, f)) for f in _FRAME.findall(text or ""))
        pages = (text, *(text_of(self.files, path) for path in frames if path in self.files))
        return Program(pages, self)


class Program(Struct, frozen=True):
    """A page with those it shows in frames, and the scripts that they may load."""

    pages: tuple[str | None, ...]
    scripts: Scripts

    @property
    def texts(self) -> list[str]:
        """All that can be looked into."""
        return [text for text in (*self.pages, *self.scripts.texts) if text is not None]

    def lacks(self, *words: str) -> bool:
        """Answer whether certainly none of the words stands anywhere in it."""
        if None in self.pages or None in self.scripts.texts:
            return False
        pages = [text for text in self.pages if text is not None]
        if any(_ELSEWHERE.search(text) for text in pages):
            return False
        return not any(self.scripts.hold(w) or any(w in text for text in pages) for w in words)


def text_of(files: Files, path: str) -> str | None:
    """Read a file as text; nothing if it is too large to be one."""
    if files.size(path) > LIMIT:
        return None
    return files.read(path).decode("utf-8", "replace")
