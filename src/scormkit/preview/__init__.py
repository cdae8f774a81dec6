"""A local LMS in a browser tab: strict, with a log of every call, fed by the real package."""

from __future__ import annotations

from scormkit.preview.server import Preview

__all__ = ["Preview"]
