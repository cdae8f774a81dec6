"""Credentials in texts: what learners could read in a package, or anybody in a repository."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind: TypeAlias = Literal["basic", "bearer", "address", "private-key", "access-key"]
_SHOWN = 4

# A word that must stand in the text for its pattern to be worth a search; texts are large.
_PATTERNS: Final[tuple[tuple[Kind, tuple[str, ...], re.Pattern[str]], ...]] = (
    ("basic", ("asic ",), re.compile(r"\b[Bb]asic ([A-Za-z0-9+/]{6,}={0,2})(?![A-Za-z0-9+/=])")),
    ("bearer", ("earer ",), re.compile(r"\b[Bb]earer ([A-Za-z0-9_.~+/-]{20,}=*)")),
    (
        "address",
        ("@",),
        re.compile(r"://[^\s/:@\"'<>`]{1,200}:([^\s/@\"'<>`]{1,200})@[\w.-]"),
    ),
    (
        "private-key",
        ("PRIVATE KEY-----",),
        re.compile(r"(-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY-----)"),
    ),
    (
        "access-key",
        ("AKIA", "ASIA", "ghp_", "glpat-", "xox"),
        re.compile(
            r"(?<![A-Za-z0-9+/])((?:AKIA|ASIA)[0-9A-Z]{16}|ghp_[A-Za-z0-9]{36}"
            r"|glpat-[A-Za-z0-9_-]{20}|xox[abp]-[0-9A-Za-z-]{20,})(?![A-Za-z0-9+/=])"
        ),
    ),
)
_NAMES: Final[dict[Kind, str]] = {
    "basic": "a name with its password (Basic {0}…)",
    "bearer": "a token (Bearer {0}…)",
    "address": "an address with a password",
    "private-key": "a private key",
    "access-key": "an access key ({0}…)",
}
# What people write where a password would stand.
_PLACEHOLDER = re.compile(
    r"^[$%{<\[(*]|^(?:x+|\.+|…|pass|password|пароль|secret|token)$", re.IGNORECASE
)


class Secret(Struct, frozen=True):
    """A credential: where it begins in the text, and words for it that do not give it away.

    ``certain`` ones cannot be mistaken; the others may be examples.
    """

    kind: Kind
    offset: int
    shown: str

    @property
    def certain(self) -> bool:
        """Whether it can be nothing else."""
        return self.kind in {"basic", "private-key", "access-key"}


_SIGNS: Final = tuple(word.encode("ascii") for _, words, _ in _PATTERNS for word in words)


def may_hold_secrets(data: bytes) -> bool:
    """Say without decoding a text whether it is worth a search: hardly any is."""
    return any(sign in data for sign in _SIGNS)


def find_secrets(text: str) -> Iterator[Secret]:
    """Give the credentials in a text, kind by kind."""
    for kind, words, pattern in _PATTERNS:
        if not any(word in text for word in words):
            continue
        for found in pattern.finditer(text):
            if _is_secret(kind, found[1]):
                yield Secret(kind, found.start(), _NAMES[kind].format(found[1][:_SHOWN]))


def _is_secret(kind: Kind, value: str) -> bool:
    if kind == "basic":
        return _is_name_and_password(value)
    if kind == "bearer":
        return any(letter.isdigit() for letter in value)
    return kind != "address" or not _PLACEHOLDER.match(value)


def _is_name_and_password(value: str) -> bool:
    """Answer whether Base64 says ``name:password`` (RFC 7617, 2)."""
    try:
        plain = base64.b64decode(value, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return False
    name, colon, password = plain.partition(":")
    return bool(colon and (name or password)) and plain.isprintable()
