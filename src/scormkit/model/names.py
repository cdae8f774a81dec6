"""Names that every importer accepts, made from names that people write."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya".split(),
        strict=True,
    )
) | {"ъ": "", "ь": "", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u"}
_LATIN = str.maketrans(_CYRILLIC)


@lru_cache(maxsize=4096)  # titles and ids are asked for over and over
def slug(text: str, limit: int = 48) -> str:
    """ASCII, lower-case, ``[a-z0-9-]``, Cyrillic transliterated; empty if nothing is left."""
    plain = unicodedata.normalize("NFC", text).lower().translate(_LATIN)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:limit].strip("-")


def stable_key(identifier: str) -> int:
    """Give the 24-bit number by which a learner's record knows a page, a task, a test, a question."""
    return int.from_bytes(hashlib.blake2b(identifier.encode(), digest_size=3).digest(), "big")


def choice_keys(identifiers: list[str]) -> list[int]:
    """12-bit numbers, unique within a question, by which a learner's record knows its choices."""
    taken: dict[int, str] = {}
    for identifier in sorted(identifiers):
        key = stable_key(identifier) & 0xFFF
        while key in taken:
            key = (key + 1) & 0xFFF
        taken[key] = identifier
    by_id = {identifier: key for key, identifier in taken.items()}
    return [by_id[identifier] for identifier in identifiers]


def wire_id(identifier: str) -> str:
    """Make an id that the strictest LMS takes (``[A-Za-z0-9_]``, no leading digit), stable."""
    return f"q_{slug(identifier, 40).replace('-', '_')}_{stable_key(identifier):06x}"
