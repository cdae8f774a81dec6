"""Writes content packages of QTI 3.0: names in small letters with hyphens, texts in HTML 5."""

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

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def write(exams: tuple[Exam, ...], report: Report) -> FileTree:
    """Give a content package of all tests."""
    return qti.write(exams, report, _DIALECT)


def _hyphened(name: str) -> str:
    return _CAPITAL.sub("-", name).lower()


_DIALECT: Final = qti.Dialect(
    title="QTI 3.0",
    suffix="v3p0",
    namespace="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    manifest="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    schema="QTI Package",
    schemaversion="3.0.0",
    schemas=(
        "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
        "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd",
    ),
    template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml",
    tag=lambda name: f"qti-{_hyphened(name)}",
    attribute=_hyphened,
    html=str,
    wrapped="qti-content-body",
)
