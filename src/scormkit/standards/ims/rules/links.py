"""What the pages of a package refer to: whether it lies in the package and in the manifest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.standards.ims.links import SHOWN, to_nothing, to_the_root
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.ims.imsmanifest import ImsManifest


@rule("RES-020", severity=Severity.WARNING, clause="practice; RFC 3986, 4.2")
def rooted(manifest: ImsManifest) -> Findings:
    """Pages refer to files relative to themselves.

    An address that begins with a slash means the root of the LMS's server, and the course does not
    lie there. Remove the slash and write the path from the page.
    """
    yield from to_the_root(manifest.files, manifest.links)


@rule("RES-024", severity=Severity.ERROR, clause="practice")
def links_lead_somewhere(manifest: ImsManifest) -> Findings:
    """What a page or a style sheet refers to is in the package.

    The learner would see a broken picture or an error. Put the file into the package, mind upper
    and lower case, or remove the reference.
    """
    yield from to_nothing(manifest.files, manifest.links)


@rule("RES-025", severity=Severity.WARNING, clause="CAM 1.2, 2.3.2; file")
def links_are_listed(manifest: ImsManifest) -> Findings:
    """What a page or a style sheet refers to is listed in the manifest.

    LMSs that copy only the listed files would leave it behind. Add a <file> to the resource.
    """
    for path in [path for path in manifest.unlisted if path in manifest.links.used][:SHOWN]:
        message = "A page refers to this file, but the manifest does not list it"
        yield Finding(message, manifest.files.at(path))


RULES = (rooted, links_lead_somewhere, links_are_listed)
