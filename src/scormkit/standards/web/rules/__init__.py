"""What the pages of a course for web servers refer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.ims.links import Links
    from scormkit.validate.files import Files

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Pages:
    """A package and what its pages lead to."""

    files: Files
    links: Links


@rule("WEB-003", severity=Severity.ERROR, clause="practice; RFC 3986, 4.2")
def rooted(pages: Pages) -> Findings:
    """Pages refer to files relative to themselves.

    An address that begins with a slash means the root of the server, and the course lies in a
    folder there. Remove the slash and write the path from the page.
    """
    for link in pages.links.rooted[:_SHOWN]:
        at = pages.files.at(link.document, link.line)
        yield Finding(f"{link.href!r} leads to the root of the server", at)


@rule("WEB-005", severity=Severity.ERROR, clause="practice")
def links_lead_somewhere(pages: Pages) -> Findings:
    """What a page or a style sheet refers to is in the package, in the same spelling.

    The learner would see a broken picture or an error; most servers tell upper from lower case.
    Put the file into the package, or correct the reference.
    """
    folded = {path.casefold(): path for path in pages.files}
    for link in pages.links.missing[:_SHOWN]:
        other = folded.get(link.path.casefold())
        hint = f"The package has {other!r}: correct upper and lower case." if other else ""
        at = pages.files.at(link.document, link.line)
        yield Finding(f"{link.href!r} leads to no file of the package", at, hint)


RULES = (rooted, links_lead_somewhere)
