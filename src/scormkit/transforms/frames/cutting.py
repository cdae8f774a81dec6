"""Cuts raw HTML at its frames and takes scripts out; the rest stays as the author wrote it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from scormkit.values import Struct


class Cut(Struct, frozen=True):
    """A piece of raw HTML. ``line`` counts from 0 at the start of the text.

    ``kind`` ``html`` is what stays; ``frame`` has its address in ``text`` and its ``title`` and
    ``height``; ``script`` and ``lost`` are what a course does not carry, ``text`` names it.
    """

    kind: str
    text: str
    line: int = 0
    title: str = ""
    height: int = 0


_LOST = frozenset(
    [
        "object",
        "embed",
        "applet",
        "form",
        "input",
        "button",
        "select",
        "textarea",
        "style",
        "link",
        "meta",
        "base",
        "template",
        "canvas",
        "svg",
        "math",
    ]
)
_VISIBLE = re.compile(
    r"<(?:img|video|audio|picture|hr|table|map|details|meter|progress)\b|&(?!nbsp;)\w+;",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")


def cut(html: str) -> list[Cut]:
    """Cut ``html`` in reading order; pieces without anything visible are left out."""
    cutter = _Cutter()
    cutter.feed(html)
    cutter.close()
    return cutter.finish()


def is_visible(html: str) -> bool:
    """Whether a reader would see anything of it."""
    return bool(_VISIBLE.search(html) or _TAG.sub("", html).replace("&nbsp;", " ").strip())


class _Cutter(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.cuts: list[Cut] = []
        self.kept: list[str] = []
        self.kept_line = 0
        self.skipped: list[str] | None = None
        self.skipping = ""

    @property
    def line(self) -> int:
        return self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open(tag, dict(attrs))
        if tag in {"iframe", "script", "style"} and not self.skipping:
            self.skipping, self.skipped = tag, []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if self.skipping == tag:
            self.skipping, self.skipped = "", None
        elif tag not in _LOST and tag not in {"iframe", "script"}:
            self._keep(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._keep(f"&#{name};")

    def finish(self) -> list[Cut]:
        """Give the pieces; a frame that is never closed does not swallow what follows it."""
        if self.skipping == "iframe" and self.skipped:
            rest, self.skipping, self.skipped = "".join(self.skipped), "", None
            self.cuts.extend(cut(rest))
        self._flush()
        return self.cuts

    def _open(self, tag: str, attrs: dict[str, str | None]) -> None:
        if self.skipping:
            self._keep(self.get_starttag_text() or "")
        elif tag == "iframe":
            self._flush()
            digits = re.match(r"\d+", attrs.get("height") or "")
            height = int(digits[0]) if digits else 0
            title = (attrs.get("title") or "").strip()
            self.cuts.append(
                Cut("frame", (attrs.get("src") or "").strip(), self.line, title, height)
            )
        elif tag == "script":
            self.cuts.append(Cut("script", tag, self.line))
        elif tag in _LOST:
            self.cuts.append(Cut("lost", tag, self.line))
        else:
            self._keep(self.get_starttag_text() or "")

    def _keep(self, raw: str) -> None:
        if self.skipped is not None:
            self.skipped.append(raw)
            return
        if not self.kept:
            self.kept_line = self.line
        self.kept.append(raw)

    def _flush(self) -> None:
        html = "".join(self.kept)
        if is_visible(html):
            self.cuts.append(Cut("html", html, self.kept_line))
        self.kept = []
