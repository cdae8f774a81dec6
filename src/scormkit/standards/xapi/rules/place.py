"""Where a Tin Can package keeps its description, and whether it is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from scormkit.diagnostics import Severity
from scormkit.standards.xapi.facts import NAME, NAMESPACE
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings, rule
from scormkit.values import Struct

if TYPE_CHECKING:
    from scormkit.validate.document import Document
    from scormkit.validate.files import Files


class Place(Struct, frozen=True):
    """A package and the path of its description."""

    files: Files
    path: str


@rule("TC-001", severity=Severity.ERROR, clause="Rustici's launch method, Packaging", fatal=True)
def one_description(place: Place) -> Findings:
    """There is exactly one tincan.xml, spelt so.

    Of several an LMS takes any. Leave only the one that is meant; its name is in lower case.
    """
    found = [path for path in place.files if path.rpartition("/")[2].lower() == NAME]
    if len(found) > 1:
        yield Finding(f"The package has {', '.join(sorted(found))}", place.files.at(place.path))
    elif place.path.rpartition("/")[2] != NAME:
        yield Finding(f"{place.path} must be called {NAME}", place.files.at(place.path))


@rule("TC-002", severity=Severity.ERROR, clause="Rustici's launch method, Packaging")
def at_the_root(place: Place) -> Findings:
    """The description, tincan.xml, stands at the top of the package.

    It may lie deeper only where nothing else lies beside the folders above it, and many LMSs look
    at the top alone. Pack the contents of the course folder, not the folder itself.
    """
    folder = place.path.rpartition("/")[0]
    if folder:
        chain = all(path.startswith(f"{folder}/") for path in place.files)
        yield Finding(
            f"{place.path} does not stand at the top of the package",
            place.files.at(place.path),
            severity=Severity.WARNING if chain else None,
        )


@rule("TC-014", severity=Severity.WARNING, clause="Rustici's launch method, Packaging")
def files_below(place: Place) -> Findings:
    """All files lie in the folder of tincan.xml or below it.

    What lies elsewhere is not put on the server. Move it beside tincan.xml.
    """
    folder = place.path.rpartition("/")[0]
    outside = [path for path in place.files if folder and not path.startswith(f"{folder}/")]
    if outside:
        more = f" and {len(outside) - 1} more" if len(outside) > 1 else ""
        yield Finding(f"{outside[0]}{more} lies outside {folder}", place.files.at(outside[0]))


@rule("TC-003", severity=Severity.ERROR, clause="tincan.xsd", fatal=True)
def root(document: Document) -> Findings:
    """The root element is <tincan> in the namespace of Tin Can packages.

    By it an LMS knows what it was given. Begin the file with
    <tincan xmlns="http://projecttincan.com/tincan.xsd">.
    """
    name = etree.QName(document.root)
    at = document.at(line_of(document.root))
    if name.localname != "tincan":
        yield Finding(f"The root element is <{name.localname}> instead of <tincan>", at)
    elif name.namespace != NAMESPACE:
        words = f"in the namespace {name.namespace!r}" if name.namespace else "in no namespace"
        yield Finding(f"<tincan> stands {words} instead of {NAMESPACE!r}", at)


PLACE_RULES = (one_description, at_the_root, files_below)
