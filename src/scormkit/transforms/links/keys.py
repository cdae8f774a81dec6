"""Keys under which names are found, however people write them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scormkit.transforms.links.wiki import Parts


@lru_cache(maxsize=4096)  # a course asks for the same names over and over
def name_key(name: str) -> str:
    """Make the same key for names that differ in capitals or white space alone."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def wiki_key(parts: Parts) -> str:
    """Make the key of a wiki page's name, cut into its parts."""
    return "wiki:" + "\0".join(parts)


def loose_key(parts: Parts) -> str:
    """Make the key of a wiki page's name for those who care little for capitals and white space."""
    return "like:" + "\0".join(map(name_key, parts))


def file_key(name: str) -> str:
    """Make the same key however accents are composed, with or without the folder's name."""
    return unicodedata.normalize("NFC", name).removeprefix("./").removeprefix("files/")
