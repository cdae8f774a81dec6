"""Where an AU leads, and whether what is there is an AU."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from scormkit.diagnostics import Severity
from scormkit.standards.cmi5.facts import VOCABULARIES
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.diagnostics import Location
    from scormkit.standards.cmi5.structure import Au, Structure

# RFC 1738, 2.2, and the brackets and commas that RFC 3986 allows since.
_ILLEGAL = re.compile(r"[^\x21-\x7e]|[<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2})")
_ODD = (
    (re.compile(r"^/"), "begins with a slash"),
    (re.compile(r"(?:^|/)\.\.(?:/|$)"), "climbs out of its folder"),
    (re.compile(r"#"), "has a fragment"),
    (re.compile(r"^[^?#]*%"), "has an escaped character"),
)
# Any player of cmi5 must hold one of these words: it asks for a token and for its launch data.
_BOOTSTRAP = ("auth-token", "LMS.LaunchData", "fetchUrl", "fetchURL", '"fetch"', "'fetch'", "cmi5")


def _urls(structure: Structure) -> Iterator[tuple[Au, str, Location]]:
    """Give the AUs that have a url, with it and its place."""
    for au in structure.aus:
        if au.url:
            yield au, au.url, structure.document.at(au.url_line)


@rule("C5-017", severity=Severity.ERROR, clause="C:13.1.4.0-2; RFC 1738")
def legal_url(structure: Structure) -> Findings:
    """The url of an AU is a legal address.

    It is not empty and holds neither blanks nor letters outside ASCII. Rename the file, or write
    blanks as %20.
    """
    for au in structure.aus:
        at = structure.document.at(au.url_line)
        if au.url is not None and not au.url:
            yield Finding("The url is empty", at)
        elif au.url and (found := _ILLEGAL.search(au.url)):
            yield Finding(f"The url {au.url!r} holds {found[0]!r}, which no address may", at)


@rule("C5-018", severity=Severity.ERROR, clause="C:8.1.0.0-6")
def reserved_names(structure: Structure) -> Findings:
    """The url does not use the names that an LMS adds to it.

    With endpoint, fetch, actor, registration or activityId standing there already, an AU reads the
    wrong value. Rename the parameter.
    """
    for au, url, at in _urls(structure):
        names = [unquote(part.partition("=")[0]) for part in au.query.split("&")]
        for name in names:
            if name in VOCABULARIES["launch_parameters"]:
                yield Finding(f"The url {url!r} uses the parameter {name}", at)


@rule("C5-019", severity=Severity.ERROR, clause="C:14.1.0.0-4, C:14.1.0.0-3")
def target_exists(structure: Structure) -> Findings:
    """A relative url leads to a file of the package.

    The AU cannot be opened. Put the file into the package or correct the url; large and small
    letters count.
    """
    files = structure.document.files
    for au, url, at in _urls(structure):
        paths = {au.path, re.split(r"[?#]", url)[0]}
        if not au.is_absolute and not _ILLEGAL.search(url) and not any(p in files for p in paths):
            yield Finding(f"There is no file {au.path!r} in the package", at)


@rule("C5-020", severity=Severity.ERROR, clause="C:14.2.0.0-1")
def absolute_without_package(structure: Structure) -> Findings:
    """A course structure without a package has absolute urls only.

    There is nothing a relative url could lead to. Write the whole address, or hand over the zip.
    """
    for au, url, at in _urls(structure):
        if not au.is_absolute:
            yield Finding(f"The url {url!r} is relative, but there is no package", at)


@rule("C5-021", severity=Severity.WARNING, clause="C:14.1.0.0-3")
def package_file_elsewhere(structure: Structure) -> Findings:
    """Files of the package are named by relative urls.

    The absolute url ends like the path of a file in the package: learners would see a copy that
    lies elsewhere. Write the path alone.
    """
    for au, url, at in _urls(structure):
        if au.is_absolute:
            parts = unquote(_path(url)).strip("/").split("/")
            ends = ("/".join(parts[n:]) for n in range(len(parts)))
            if inside := next((end for end in ends if end in structure.document.files), ""):
                yield Finding(f"{url!r} is absolute, but {inside!r} lies in the package", at)


@rule("C5-022", severity=Severity.WARNING, clause="practice: importers look the name up as written")
def plain_url(structure: Structure) -> Findings:
    """A relative url is the plain path of a file, perhaps with a query.

    Some importers look for a file of exactly this name. Use plain file names and put what the page
    needs to know after a question mark.
    """
    for au, url, at in _urls(structure):
        faults = [words for pattern, words in _ODD if pattern.search(url)]
        if faults and not au.is_absolute:
            yield Finding(f"The url {url!r} {' and '.join(faults)}", at)


@rule("C5-023", severity=Severity.WARNING, clause="W3C Mixed Content")
def secure_url(structure: Structure) -> Findings:
    """An absolute url begins with https.

    A browser does not show a page of http inside an LMS of https. Use https.
    """
    for _, url, at in _urls(structure):
        if url.lower().startswith("http:"):
            yield Finding(f"The url {url!r} is not encrypted", at)


@rule("C5-031", severity=Severity.ERROR, clause="C:7.0.0.0-1")
def speaks_cmi5(structure: Structure) -> Findings:
    """What an AU opens speaks cmi5.

    Neither the page nor any script of the package fetches a token or its launch data, so an LMS
    would hear nothing. Export the course for cmi5, not as a web site.
    """
    for au, _, at in _urls(structure):
        program = None if au.is_absolute else structure.scripts.program(au.path)
        if program and program.lacks(*_BOOTSTRAP):
            yield Finding(f"{au.path} does not speak cmi5", at)


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


RULES = (legal_url, reserved_names, plain_url, secure_url)
PACKAGE_RULES = (target_exists, package_file_elsewhere, speaks_cmi5)
BARE_RULES = (absolute_without_package,)
