"""Checks files of questions: by the ending of their name, by their root, or by their manifest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scormkit.project.text import open_text
from scormkit.standards.ims import imsmanifest
from scormkit.standards.ims.rules import resources, structure
from scormkit.validate import questions
from scormkit.validate.document import SIZE_LIMIT, Document, Grammar
from scormkit.validate.engine import run
from scormkit.validate.files import Inside
from scormkit.validate.rules import xml_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scormkit.diagnostics import Report
    from scormkit.validate.files import Files

_TEXTS: Final[dict[str, Callable[[str, Report, str], None]]] = {
    ".gift": questions.check_gift,
    ".aiken": questions.check_aiken,
}
_NAME = "imsmanifest.xml"
_ITEM = re.compile(r"imsqti_item_xmlv[23]p\d")
_QTI = re.compile(rb"""type\s*=\s*["']imsqti_(?:item|test)_xmlv[23]p\d""")
_PLAIN: Final = Grammar({}, {}, lambda _: iter(()))


def check_text(path: Path, report: Report) -> bool:
    """Check a text of questions; answer whether it is one, by its name."""
    check = _TEXTS.get(path.suffix.lower())
    if check is None or path.is_dir():
        return False
    text = open_text(path, str(path), report)
    if text is not None:
        check(text, report, str(path))
    return True


def check_files(files: Files, report: Report, *, alone: bool) -> bool:
    """Check a document of questions or a package of QTI; answer whether it is one."""
    if alone:
        path = next(iter(files))
        data = files.read(path) if files.size(path) <= SIZE_LIMIT else b""
        document = Document(path, data, files, _PLAIN, alone)
        if questions.is_moodle_xml(data):
            questions.check_moodle_xml(document, report)
        elif questions.is_item(data):
            questions.check_item(document, report)
        else:
            return False
        return True
    manifest = _manifest(files)
    if manifest:
        folder, _, name = manifest.rpartition("/")
        _check_package(Inside(files, f"{folder}/") if folder else files, name, report)
    return bool(manifest)


def _manifest(files: Files) -> str:
    """Give the path of the manifest of a QTI package, or nothing."""
    named = [path for path in files if path.rpartition("/")[2].lower() == _NAME]
    for path in sorted(named, key=lambda path: (path.count("/"), path))[:1]:
        if files.size(path) <= SIZE_LIMIT and _QTI.search(files.read(path)):
            return path
    return ""


def _check_package(files: Files, name: str, report: Report) -> None:
    document = Document(name, files.read(name), files, _PLAIN)
    if not all(run(stage, document, report) for stage in (xml_text.FIRST, xml_text.SECOND)):
        return
    manifest = imsmanifest.read(document)
    run((structure.identified, structure.main_parts, resources.circles), manifest, report)
    run((resources.files_exist, resources.same_case, resources.nothing_unlisted), manifest, report)
    run((resources.dependencies_exist, resources.launch_file_listed), manifest, report)
    for resource in manifest.resources:
        path = resource.path
        if not _ITEM.match(resource.type or "") or path not in files:
            continue
        if files.size(path) <= SIZE_LIMIT:
            questions.check_item(Document(path, files.read(path), files, _PLAIN), report)
