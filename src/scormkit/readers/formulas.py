"""LaTeX → MathML, the browsers' own language for formulas: nothing to load, nothing to run."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING

from scormkit.model.inlines import Formula
from scormkit.readers.codes import FORMULA

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from scormkit.diagnostics import Code
    from scormkit.model.inlines import Pos

_NEEDS = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2,
    "msubsup": 3, "munderover": 3,
}  # fmt: skip
"""How many children an element has; with fewer, browsers draw nothing or an error."""
_SAFE = frozenset(
    "accent columnalign columnlines columnspacing depth display displaystyle fence form frame "
    "height linethickness lspace mathbackground mathcolor mathsize mathvariant maxsize minsize "
    "movablelimits notation rowlines rowspacing rspace scriptlevel stretchy symmetric voffset "
    "width xmlns".split()
)
"""Attributes that change the look alone: a formula leads nowhere and styles nothing else.

The namespace stays for packages of questions, which are XML.
"""
_BRACES = re.compile(r"\\.|([{}])", re.DOTALL)


def read_formula(
    tex: str, at: Pos, notify: Callable[[Code, str, Pos], None], *, display: bool
) -> Formula:
    """Read a formula; one that cannot be read keeps its source, and that is said."""
    tex = tex.strip()
    try:
        return Formula(tex, _mathml(tex, display=display), display, at)
    except ValueError as error:
        notify(FORMULA, f"The formula {tex[:60]!r} cannot be read: {error}", at)
        return Formula(tex, "", display, at)


@lru_cache(maxsize=256)
def _mathml(tex: str, *, display: bool) -> str:
    # its table of signs takes 30 ms, and most courses hold no formulas
    from latex2mathml.converter import convert_to_element  # noqa: PLC0415

    signs = [found[1] for found in _BRACES.finditer(tex) if found[1]]
    if signs.count("{") != signs.count("}"):
        raise ValueError("its braces do not match")
    try:
        root = convert_to_element(tex, display="block" if display else "inline")
    except Exception as error:
        # the library tells by many classes, some of them Python's own, that it is at a loss
        words = re.sub(r"(?<!^)(?=[A-Z])", " ", type(error).__name__.removesuffix("Error"))
        raise ValueError(words.lower()) from error
    return _written(root)


def _written(element: Element) -> str:
    """Write an element without what is not harmless; the library leaves signs half escaped."""
    text, tag = unescape(element.text or ""), element.tag
    if text.startswith("\\") and len(text) > 1:
        raise ValueError(f"{text} is not known")
    if len(element) < _NEEDS.get(tag, 0):
        raise ValueError("something is missing in it")
    attrs = "".join(
        f' {name}="{escape(value)}"' for name, value in element.attrib.items() if name in _SAFE
    )
    inner = "".join([_written(child) for child in element])
    return f"<{tag}{attrs}>{escape(text, quote=False)}{inner}</{tag}>"
