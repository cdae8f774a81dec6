"""What the pages of a course for web servers refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.standards.ims.links import to_nothing, to_the_root
from scormkit.validate.engine import Findings, rule
from scormkit.values import Struct

if TYPE_CHECKING:
    from scormkit.standards.ims.links import Links
    from scormkit.validate.files import Files


class Pages(Struct, frozen=True):
    """A package and what its pages lead to."""

    files: Files
    links: Links


@rule("WEB-003", severity=Severity.ERROR, clause="practice; RFC 3986, 4.2")
def rooted(pages: Pages) -> Findings:
    """Pages refer to files relative to themselves.

    An address that begins with a slash means the root of the server, and the course lies in a
    folder there. Remove the slash and write the path from the page.
    """
    yield from to_the_root(pages.files, pages.links)


@rule("WEB-005", severity=Severity.ERROR, clause="practice")
def links_lead_somewhere(pages: Pages) -> Findings:
    """What a page or a style sheet refers to is in the package, in the same spelling.

    The learner would see a broken picture or an error; most servers tell upper from lower case.
    Put the file into the package, or correct the reference.
    """
    yield from to_nothing(pages.files, pages.links)


RULES = (rooted, links_lead_somewhere)
