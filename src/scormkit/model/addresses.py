"""The addresses in raw HTML: what links lead to, and what pictures and players show."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.model.inlines import Attributes

MEDIA = frozenset({"img", "audio", "video", "source", "track"})
_TAG = re.compile(
    r"<(?P<tag>a|area|img|audio|video|source|track)(?=[\s/])(?:\"[^\"<]*\"|'[^'<]*'|[^<>\"'])*+>",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"""(?P<name>\s(?:href|src)\s*=\s*)(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'<>=`]+))"""
    r"""|"[^"]*"|'[^']*'""",
    re.IGNORECASE,
)


def change_addresses(html: str, change: Callable[[str, str, int], Attributes | None]) -> str:
    """Give HTML with other attributes in the place of an address, or none; ``None`` leaves it.

    ``change`` takes the tag, the address and where in the text that stands.
    """

    def tag(found: re.Match[str]) -> str:
        def attribute(each: re.Match[str]) -> str:
            if not each["name"]:
                return each[0]
            address = next(t for t in each.group("double", "single", "bare") if t is not None)
            offset = found.start() + each.start() + 1
            made = change(found["tag"].lower(), unescape(address).strip(), offset)
            if made is None:
                return each[0]
            return "".join(f' {name}="{escape(value)}"' for name, value in made)

        return _ADDRESS.sub(attribute, found[0])

    return _TAG.sub(tag, html)
