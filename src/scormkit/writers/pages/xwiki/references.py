"""References, parameters and links as XWiki 2.1 writes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scormkit.model.inlines import Attributes, Reference

_URL_LIKE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*://\S*")
_LINK_PREFIX = re.compile(
    r"(?:doc|space|page|attach|pageAttach|mailto|path|unc|icon|data):|url:[A-Za-z][A-Za-z0-9+.\-]*://|"
    r"interwiki:[^:]*:|image:"
)
_IMAGE_PREFIX = re.compile(r"(?:attach|pageAttach|path|unc|icon|data|url):")
_TWICE = re.compile(r"~|\[(?=\[)|\](?=\])|>(?=>)|\|(?=\|)")
_VALUE = re.compile(r'[~"]|%(?=\))|\](?=\])|\[(?=\[)|>(?=>)|\|(?=\|)|(?<=\{)\{')
_NAME = re.compile(r"[~%\"'{}/\[\]>|(]")
_ESCAPED = r"~\g<0>"
_WHITE = frozenset(" \t\r\n")
ANCHORED = frozenset(("untyped", "doc", "space", "page", "here", "missing", "course"))
"""Kinds of references that have an anchor; these and files have a query."""
QUERIED = ANCHORED | {"attach", "pageAttach", "asset"}
NAMED = re.compile(r"[^\s=]+\Z")
"""What can be the name of a parameter."""


def parameters(attrs: Attributes) -> str:
    """Write parameters, each with its value in quotes."""
    return " ".join(
        f'{_NAME.sub(_ESCAPED, name)}="{_VALUE.sub(_ESCAPED, value)}"' for name, value in attrs
    )


def styled(attrs: Attributes) -> str:
    """Write parameters as they stand before a block or in running text."""
    return f"(% {parameters(attrs)} %)" if attrs else "(%%)"


def link(label: str | None, reference: str, attrs: Attributes) -> str:
    """Write a link or an image; ``label`` is wiki text, read as a page of its own."""
    head = "" if label is None else f"{_protected(label, '>')}>>"
    target = _protected(reference, "|" if attrs else "]")
    if reference[:1] in _WHITE:
        target = f"~{target}"
    if reference[-1:] in _WHITE:
        target += "~ "
    tail = f"||{parameters(attrs)}" if attrs else ""
    return f"[[{head}{target}{tail}]]"


def _protected(text: str, after: str) -> str:
    """Keep the marks of a link that stand in its parts apart from its own."""
    return _TWICE.sub(_ESCAPED, text + after)[: -len(after)]


def link_target(reference: Reference) -> tuple[str, Attributes]:
    """Give the text of what a link points to, and the parameters that belong to it."""
    target = _link_text(reference)
    more = [("anchor", reference.anchor)] if reference.anchor else []
    if reference.query and reference.kind != "mailto":
        more.append(("queryString", reference.query))
    return target, tuple(more)


def _link_text(reference: Reference) -> str:  # noqa: PLR0911  one for each kind
    kind, target = reference.kind, reference.target
    match kind:
        case "here":
            return ""
        case "untyped" | "missing":
            typed = _LINK_PREFIX.match(target) or _URL_LIKE.match(target) or not target
            return f"doc:{target}" if typed else target
        case "url" | "external":
            return _url(target, _LINK_PREFIX)
        case "mailto":
            return f"mailto:{target}" + (f"?{reference.query}" if reference.query else "")
        case "interwiki":
            return f"interwiki:{reference.alias}:{target}"
        case "asset":
            return f"attach:{target}"
        case "course":
            return f"doc:{target}"
        case _:
            return f"{kind}:{target}"


def _url(target: str, prefixes: re.Pattern[str]) -> str:
    if not _URL_LIKE.match(target):
        return f"path:{target}"
    return f"url:{target}" if prefixes.match(target) else target


def image_target(reference: Reference) -> tuple[str, Attributes]:
    """Give the text of what an image shows, and the parameters that belong to it."""
    kind, target = reference.kind, reference.target
    query = (("queryString", reference.query),) if reference.query else ()
    if kind in {"attach", "asset", "missing", "untyped"}:
        typed = not target or _IMAGE_PREFIX.match(target) or _URL_LIKE.match(target)
        return (f"attach:{target}" if typed else target), query
    if kind in {"url", "external"}:
        return _url(target, _IMAGE_PREFIX), query
    return f"{kind}:{target}", query
