"""Which standards a package follows, and whether that is what was meant."""

from __future__ import annotations

from scormkit.diagnostics import Location, Severity
from scormkit.validate.engine import Finding, Findings, rule
from scormkit.values import Struct


class Detected(Struct, frozen=True):
    """``known`` are the titles of standards that can be checked, ``others`` of those that cannot."""

    at: Location
    known: tuple[str, ...]
    others: tuple[str, ...] = ()
    expected: str = ""


@rule("DET-001", severity=Severity.ERROR, clause="practice", fatal=True)
def something(detected: Detected) -> Findings:
    """The package follows a published standard.

    An LMS looks for imsmanifest.xml, cmi5.xml or tincan.xml and refuses a zip without any of them.
    Export the course for an LMS, not as a web site.
    """
    if not detected.known and not detected.others:
        message = "This is no course package: there is no imsmanifest.xml, cmi5.xml or tincan.xml"
        yield Finding(message, detected.at)


@rule("DET-002", severity=Severity.INFO, clause="practice")
def several(detected: Detected) -> Findings:
    """The package follows one standard.

    Of several an LMS takes the one it looks for first. Leave only the one that is meant.
    """
    names = (*detected.known, *detected.others)
    if len(names) > 1:
        yield Finding(f"The package follows several standards: {', '.join(names)}", detected.at)


@rule("DET-003", severity=Severity.ERROR, clause="practice")
def as_expected(detected: Detected) -> Findings:
    """The package follows the standard that was expected.

    An LMS set up for one standard refuses or misreads another. Export the course for the right
    standard.
    """
    names = (*detected.known, *detected.others)
    if detected.expected and names and detected.expected not in names:
        message = f"The package is {', '.join(names)}, not {detected.expected}"
        yield Finding(message, detected.at)


@rule("DET-006", severity=Severity.ERROR, clause="practice")
def can_be_checked(detected: Detected) -> Findings:
    """The package follows a standard that scormkit can check.

    Nothing can be said about the inside of this package. Check it with a tool for its standard.
    """
    if detected.others and not detected.known:
        message = f"The package is {', '.join(detected.others)}, which cannot be checked yet"
        yield Finding(message, detected.at)


RULES = (something, several, as_expected, can_be_checked)
