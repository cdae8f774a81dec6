"""Names for the world: what is an IRI, and which IRIs belong to nobody."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# RFC 3987 as far as importers look: a scheme, then none of the characters that no IRI may hold.
_IRI = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+$")
# RFC 2606 and 6761 keep these for examples and tests.
_NOBODYS = re.compile(
    r"(?:^|\.)(?:example\.(?:com|org|net|edu)|example|test|invalid|localhost)$|^127\.",
    re.IGNORECASE,
)


def is_iri(value: str) -> bool:
    """Answer whether a text is an absolute IRI."""
    return _IRI.match(value) is not None


def is_example(iri: str) -> bool:
    """Answer whether an IRI stands on a host that is kept for examples and tests."""
    try:
        return _NOBODYS.search(urlsplit(iri).hostname or "") is not None
    except ValueError:
        return False
