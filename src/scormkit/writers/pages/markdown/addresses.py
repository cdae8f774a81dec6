"""References as addresses in Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scormkit.model.inlines import Reference

_UNSAFE = re.compile(r"[%#<>\\\x00-\x1f\x7f]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|files/|\./files/|\Z")
_BARE_PARTS = re.compile(r"[^\s()<>]+\Z")
NO_PLACE = frozenset(("pageAttach", "unc", "interwiki", "icon"))
"""Kinds that only a wiki has."""


def address(reference: Reference) -> str:
    """Write what a reference points to, in angle brackets where it needs them."""
    text = _address(reference)
    return text if _BARE_PARTS.match(text) else f"<{text}>" if text else ""


def _address(reference: Reference) -> str:  # noqa: PLR0911  one for each kind
    kind, anchor = reference.kind, f"#{_coded(reference.anchor)}" if reference.anchor else ""
    target = _coded(reference.target)
    match kind:
        case "url" | "external":
            return re.sub(r"[<>\s\\]", lambda m: f"%{ord(m[0]):02X}", reference.target)
        case "mailto":
            return f"mailto:{target}" + (f"?{reference.query}" if reference.query else "")
        case "data":
            return f"data:{reference.target}"
        case "course":
            return f"{target}:{anchor}" if target in {"next", "start"} else f"next:{target}{anchor}"
        case "attach" | "asset":
            return f"{'attach:' if target.startswith('files/') else 'files/'}{target}{anchor}"
        case "here":
            return anchor or "#"
        case "path" | "missing":
            return (target.replace(":", "%3A") if _SCHEME.match(target) else target) + anchor
        case "interwiki":
            return f"interwiki:{_coded(reference.alias)}:{target}{anchor}"
        case "untyped":
            return f"doc:{target}{anchor}"
        case _:
            return f"{kind}:{target}{anchor}"


def _coded(text: str) -> str:
    return _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", text)
