"""What a page of a package can do, as far as its text and the package's scripts tell."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scormkit.validate.files import Files

_LIMIT = 8 * 2**20
_PAGE = re.compile(r"\.x?html?$", re.IGNORECASE)
_SCRIPT = re.compile(r"\.m?js$", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"""<(?:script|iframe|frame)\b[^>]*\bsrc\s*=\s*["']?(?:https?:)?//""", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Program:
    """The text of a page and of all scripts it may load; not ``whole`` if some lie elsewhere."""

    text: str
    whole: bool

    def lacks(self, *words: str) -> bool:
        """Answer whether certainly none of the words stands anywhere in it."""
        return self.whole and not any(word in self.text for word in words)


def program_of(files: Files, page: str) -> Program | None:
    """Read a page and the scripts of its package; nothing if ``page`` is no HTML of the package.

    Which script loads which is not followed: any of the package may be the one that matters.
    """
    if page not in files or not _PAGE.search(page):
        return None
    names = [page, *(path for path in files if _SCRIPT.search(path))]
    parts = [text_of(files, name) for name in names]
    frames = (text_of(files, name) for name in _framed(page, parts[0] or "", files))
    parts += frames
    known = [part for part in parts if part is not None]
    text = "\n".join(known)
    return Program(text, len(known) == len(parts) and not _ELSEWHERE.search(text))


def text_of(files: Files, path: str) -> str | None:
    """Read a file as text; nothing if it is too large to be one."""
    if files.size(path) > _LIMIT:
        return None
    return files.read(path).decode("utf-8", "replace")


def _framed(page: str, text: str, files: Files) -> list[str]:
    """Give the pages of the package that a page shows in frames."""
    folder = posixpath.dirname(page)
    shown = re.findall(r"""<i?frame\b[^>]*\bsrc\s*=\s*["']([^"'?#]+)""", text, re.IGNORECASE)
    paths = (posixpath.normpath(posixpath.join(folder, path)) for path in shown)
    return [path for path in paths if path in files]
