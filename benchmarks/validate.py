"""Checks a manifest of 10,000 resources, against lxml's bare parse and schema validation.

Both run in this process, in turn; the published schemas are compiled before, once for both.
"""

from __future__ import annotations

import gc
import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from lxml import etree

from scormkit.check.packages import check_package
from scormkit.diagnostics import Report
from scormkit.standards.ims import schemas
from scormkit.standards.scorm12.schemas import NAMESPACES, SCHEMAS, published
from timing import Row, table

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDERS, EACH, ROUNDS = 100, 100, 9
HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="large" version="1.2"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd
    http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="toc"><organization identifier="toc"><title>Большой курс</title>
"""


def manifest() -> str:
    """Write 10,000 items in 100 folders, each with a resource of two files."""
    items, found = [], []
    for folder in range(FOLDERS):
        items.append(f'<item identifier="f{folder}"><title>Модуль {folder}</title>')
        for number in range(folder * EACH, (folder + 1) * EACH):
            items.append(
                f'<item identifier="i{number}" identifierref="r{number}">'
                f"<title>Страница {number}</title></item>"
            )
            found.append(
                f'<resource identifier="r{number}" type="webcontent" adlcp:scormtype="sco" '
                f'href="m{folder}/p{number}.html"><file href="m{folder}/p{number}.html"/>'
                f'<file href="m{folder}/p{number}.js"/></resource>'
            )
        items.append("</item>")
    rest = "</organization></organizations>\n<resources>\n", *found, "</resources></manifest>\n"
    return HEAD + "\n".join((*items, *rest))


def seconds(step: Callable[[], object]) -> float:
    """Time one call; what earlier calls left behind is cleared away before."""
    gc.collect()
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def main() -> None:
    """Measure in turn; each round begins with the other one."""
    schema = schemas.load(NAMESPACES, published, *(set(SCHEMAS) - set(NAMESPACES.values())))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "imsmanifest.xml"
        path.write_text(manifest(), encoding="utf-8")

        def ours() -> None:
            report = Report()
            check_package(path, report)
            assert not report.has_errors, [str(d) for d in report][:5]

        def theirs() -> None:
            assert schema.validate(etree.parse(path)), schema.error_log

        seen: list[tuple[float, float]] = []
        for number in range(ROUNDS + 1):
            if number % 2:
                one, two = seconds(ours), seconds(theirs)
            else:
                two, one = seconds(theirs), seconds(ours)
            if number:  # the first round warms up
                seen.append((one, two))
    ratio = statistics.median(one / two for one, two in seen)
    mine, bare = (statistics.median(each) * 1000 for each in zip(*seen, strict=True))
    detail = f"{mine:.0f} ms against {bare:.0f} ms"
    table(
        "Validating (ratio of wall clock)",
        [Row("manifest of 10,000 resources / parse + XSD", ratio, 3, detail)],
    )


if __name__ == "__main__":
    main()
