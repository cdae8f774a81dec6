"""Base64 as it stands in a page's XML → bytes, piece by piece; rubbish is not passed over."""

from __future__ import annotations

import binascii

from scormkit.archive.package import DamageError

_QUANTUM = 4  # signs that make three bytes


class Decoder:
    """Takes text in pieces of any length, gives bytes; raises :class:`DamageError` on rubbish."""

    def __init__(self) -> None:
        self._held = ""
        self._ended = False

    def feed(self, text: str) -> bytes:
        """Decode what is complete."""
        signs = self._held + "".join(text.split())
        if not signs:
            return b""
        whole = len(signs) - len(signs) % _QUANTUM
        self._held = signs[whole:]
        if self._ended:
            raise DamageError("goes on after the end of its Base64")
        self._ended = signs.endswith("=", 0, whole)
        try:
            return binascii.a2b_base64(signs[:whole], strict_mode=True)
        except ValueError as error:
            raise DamageError("is not Base64") from error

    def finish(self) -> None:
        """Say that there is no more."""
        if self._held:
            raise DamageError("is cut off in the middle of its Base64")
