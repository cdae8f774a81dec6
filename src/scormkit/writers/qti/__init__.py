"""What QTI 2.1 and 3.0 share: items, a test and a manifest around them; only the spelling differs.

Points are weights of the test, an item itself earns 0 to 1.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from scormkit.archive import digest_file
from scormkit.archive.tree import FileTree
from scormkit.model.exam import Spotted
from scormkit.values import replace
from scormkit.writers.losses import lost_in_writing, tell_item, tell_test
from scormkit.writers.qti.dialect import XSI, Dialect, file_name
from scormkit.writers.qti.items import write_item
from scormkit.writers.qti.tests import write_test

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.archive.tree import Content
    from scormkit.diagnostics import Report
    from scormkit.model.exam import Exam, Item

__all__ = ["MANIFEST", "Dialect", "address", "write"]

MANIFEST = "imsmanifest.xml"
_UP = "../../"


def address(path: str) -> str:
    """Refer to a file from the folder in which the items of a test stand."""
    return _UP + path


def write(exams: tuple[Exam, ...], report: Report, dialect: Dialect) -> FileTree:
    """Give a content package of all tests."""
    files: dict[str, Content] = {}
    resources: list[str] = []
    for given in exams:
        exam = _held(given, report)
        tell_test(exam, report, dialect.title, draws=True, intro=True)
        folder = file_name(exam.id)
        for place, path in (exam.files or {}).items():
            files[place.removeprefix(_UP)] = digest_file(path)
        names = []
        for item in exam.items:
            tell_item(exam, item, report, *_lost(item, dialect))
            name = f"{folder}/items/{file_name(item.id)}.xml"
            files[name] = _document(write_item(item, exam.language, dialect))
            names.append(f"item-{folder}-{file_name(item.id)}")
            used = [place.removeprefix(_UP) for place in item.files]
            resources.append(_resource(names[-1], "item", (name, *used), (), dialect))
        test = f"{folder}/test.xml"
        intro = exam.intro.replace(_UP, "../")
        files[test] = _document(write_test(exam, intro, dialect))
        pictures = [p.removeprefix(_UP) for p in (exam.files or {}) if p in exam.intro]
        listed = (test, *pictures)
        resources.append(_resource(f"test-{folder}", "test", listed, names, dialect))
    files[MANIFEST] = _document(_manifest(exams, resources, dialect))
    return FileTree(files)


def _held(exam: Exam, report: Report) -> Exam:
    """Give what can be written of a test; areas of a picture are told in its pixels."""
    items = []
    for item in exam.items:
        if isinstance(item.answer, Spotted) and item.answer.size is None:
            message = "The question is left out: its picture is missing or tells no size"
            tell_item(exam, item, report, message)
        else:
            items.append(item)
    used = {place for item in items for place in item.files}
    files = {
        place: path
        for place, path in (exam.files or {}).items()
        if place in used or place in exam.intro
    }
    return replace(exam, items=tuple(items), files=files)


def _lost(item: Item, dialect: Dialect) -> Iterator[str]:
    if item.hint:
        yield f"{dialect.title} does not hold the hint"
    if item.tags:
        yield f"{dialect.title} does not hold the tags"
    if isinstance(item.answer, Spotted) and not item.answer.outline:
        yield f"{dialect.title} does not say that the areas are not to be seen"
    yield from lost_in_writing(item, dialect.title)


def _document(root: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'.encode()


def _manifest(exams: tuple[Exam, ...], resources: list[str], dialect: Dialect) -> str:
    name = file_name(" ".join(exam.id for exam in exams))
    place = f'xsi:schemaLocation="{dialect.manifest} {dialect.schemas[1]}"'
    return (
        f'<manifest xmlns="{dialect.manifest}" {XSI} {place} identifier="questions-{name}">\n'
        f"<metadata><schema>{dialect.schema}</schema>"
        f"<schemaversion>{dialect.schemaversion}</schemaversion></metadata>\n"
        f"<organizations/>\n<resources>\n{''.join(resources)}</resources>\n</manifest>"
    )


def _resource(
    name: str,
    kind: str,
    paths: tuple[str, ...],
    needs: list[str] | tuple[str, ...],
    dialect: Dialect,
) -> str:
    files = "".join(f'<file href="{escape(path)}"/>' for path in paths)
    others = "".join(f'<dependency identifierref="{need}"/>' for need in needs)
    return (
        f'<resource identifier="{name}" type="imsqti_{kind}_xml{dialect.suffix}" '
        f'href="{escape(paths[0])}">{files}{others}</resource>\n'
    )
