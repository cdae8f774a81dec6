"""Where everything of an import goes: modules, their pages in reading order, the files on these."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from scormkit.ingest.wiki.sieve import HOME, join, split
from scormkit.ingest.wiki.sieve.names import path_of
from scormkit.project import WAITING
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.ingest.wiki.pages import Attachment, WikiPage

_PROGRAM = re.compile(r"[$#][\w!{(]|\{\{")
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_LONGEST = 200  # bytes of a name: what is written beside it has a longer one


class PlannedFile(Struct, frozen=True):
    """An attachment; ``name`` is its path in files/."""

    page: WikiPage
    attachment: Attachment
    name: str


class PlannedPage(Struct, frozen=True):
    """A page; ``name`` is that of its file."""

    page: WikiPage
    name: str
    title: str
    files: tuple[PlannedFile, ...] = ()


class PlannedModule(Struct, frozen=True):
    """A module's ``folder``; ``wiki`` names the page that stands for it."""

    folder: Path
    title: str
    wiki: str
    language: str
    pages: tuple[PlannedPage, ...]


class Plan(Struct, frozen=True):
    """All modules in reading order; ``root`` is what all names begin with, ``title`` its title."""

    modules: tuple[PlannedModule, ...]
    root: tuple[str, ...]
    title: str


def title_of(page: WikiPage) -> str:
    """Give a page's title, or the last part of its name where the wiki computes the title."""
    title = " ".join(page.title.split())
    return title if title and not _PROGRAM.search(title) else parts_of(page.name)[-1]


def parts_of(name: str) -> tuple[str, ...]:
    """Give the place of a page in the tree of pages."""
    return path_of(split(name))


def full_name(parts: tuple[str, ...]) -> str:
    """Give the wiki's name of the page that stands for a space."""
    return join((*parts, HOME))


def safe_name(name: str) -> str:
    """Make a file's name one that every file system takes; most stay as they are."""
    safe = _UNSAFE.sub("_", unicodedata.normalize("NFC", name)).strip().rstrip(". ")
    if not safe or safe.startswith(".") or _DEVICE.match(safe):
        safe = f"_{safe}"
    if safe.lower().endswith(WAITING):
        safe += "_"
    if len(safe.encode()) > _LONGEST:
        path = PurePosixPath(safe)
        end = path.suffix if len(path.suffix.encode()) < _LONGEST // 4 else ""
        stem = safe.removesuffix(end).encode()[: _LONGEST - len(end.encode())]
        safe = stem.decode(errors="ignore").rstrip(". ") + end
    return safe


def told_apart(name: str, taken: Callable[[str], bool]) -> str:
    """Put a number to a name until it is free."""
    path, free, number = PurePosixPath(name), name, 2
    while taken(free):
        free, number = f"{path.stem}-{number}{path.suffix}", number + 1
    return free


def name_key(name: str) -> str:
    """Make the same key for names that some file system cannot tell apart."""
    return unicodedata.normalize("NFC", name).casefold()
