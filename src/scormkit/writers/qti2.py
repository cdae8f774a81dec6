"""Writes content packages of QTI 2.1 (IMS Question and Test Interoperability, 2012)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scormkit.writers import qti
from scormkit.writers.qti import address

if TYPE_CHECKING:
    from scormkit.archive.tree import FileTree
    from scormkit.diagnostics import Report
    from scormkit.model.exam import Exam

__all__ = ["address", "write"]

# The elements of XHTML that the schema of 2.1 has; HTML 5 came later.
_ALLOWED: Final = frozenset(
    "abbr acronym address blockquote br cite code dfn div em h1 h2 h3 h4 h5 h6 kbd p pre q samp span "
    "strong var dl dt dd ol ul li object param b big hr i small sub sup tt caption col colgroup table "
    "tbody td tfoot th thead tr img a".split()
)
_INLINE: Final = frozenset("del ins mark s u strike bdi bdo time font wbr".split())
_ATTRIBUTES: Final = {
    "": frozenset({"id", "class"}),
    "a": frozenset({"href", "type"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "th": frozenset({"scope", "abbr", "headers", "rowspan", "colspan"}),
    "td": frozenset({"scope", "abbr", "headers", "rowspan", "colspan"}),
}
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:\s[^<>]*?)?)(/?)>")
_FORMULA = re.compile(r"(<math\b.*?</math>)", re.DOTALL)
_ATTRIBUTE = re.compile(r'\s([\w:-]+)="([^"]*)"')


def write(exams: tuple[Exam, ...], report: Report) -> FileTree:
    """Give a content package of all tests."""
    return qti.write(exams, report, _DIALECT)


def _xhtml(html: str) -> str:
    """Bring a text down to the elements and attributes that 2.1 has; formulas have a language of their own."""
    return "".join(
        piece if piece.startswith("<math") else _TAG.sub(_reduced, piece)
        for piece in _FORMULA.split(html)
    )


def _reduced(found: re.Match[str]) -> str:
    close, name, attributes, alone = found.groups()
    tag = name if name in _ALLOWED else "span" if name in _INLINE else "div"
    own = _ATTRIBUTES[""] | _ATTRIBUTES.get(tag, frozenset())
    kept = "".join(f' {k}="{v}"' for k, v in _ATTRIBUTE.findall(attributes) if k in own)
    return f"<{close}{tag}{kept}{alone}>"


_DIALECT: Final = qti.Dialect(
    title="QTI 2.1",
    suffix="v2p1",
    namespace="http://www.imsglobal.org/xsd/imsqti_v2p1",
    manifest="http://www.imsglobal.org/xsd/imscp_v1p1",
    schema="QTIv2.1 Package",
    schemaversion="1.0.0",
    schemas=(
        "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
        "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
    ),
    template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct",
    tag=str,
    attribute=str,
    html=_xhtml,
)
