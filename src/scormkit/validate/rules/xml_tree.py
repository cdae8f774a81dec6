"""XML documents as trees: namespaces, schemas, values."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from typing import Any, cast

from lxml import etree

from scormkit.diagnostics import Severity
from scormkit.validate.document import Document, line_of
from scormkit.validate.engine import Finding, Findings, rule

_XML = "http://www.w3.org/XML/1998/namespace"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_XINCLUDE = "{http://www.w3.org/2001/XInclude}include"
_LANGUAGE = re.compile(r"^(?:[A-Za-z]{2,8}|[ixIX])(?:-[A-Za-z0-9]{1,8})*$")
_URL = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]+:")
_VIOLATIONS_SHOWN = 25


@rule("XML-007", severity=Severity.WARNING, clause="Moodle: names are compared with their prefix")
def usual_prefixes(document: Document) -> Findings:
    """Namespaces are bound to the prefixes that importers expect.

    Any prefix is legal XML, but Moodle and others compare names as text: IMS Content Packaging
    must be the default namespace and ADL's must be called adlcp. Rename the prefix.
    """
    used = dict(document.namespaces)
    root, declared = document.root, document.root.nsmap
    for prefix, namespace in declared.items():  # an attribute may be all that uses it
        if declared.get(document.grammar.prefixes.get(namespace) or None) != namespace:
            used.setdefault((namespace, prefix or ""), line_of(root))
    for (namespace, prefix), line in used.items():
        usual = document.grammar.prefixes.get(namespace, prefix)
        if prefix != usual:
            is_now = f"under the prefix {prefix!r}" if prefix else "without a prefix"
            wanted = f"under the prefix {usual!r}" if usual else "without a prefix"
            message = f"{namespace} is used {is_now}; importers expect it {wanted}"
            yield Finding(message, document.at(line))


@rule("XML-008", severity=Severity.ERROR, clause="XML Schema 1, 2.6.3")
def location_pairs(document: Document) -> Findings:
    """xsi:schemaLocation holds pairs.

    It lists a namespace, then the file of its schema, and so on. An odd number of words means
    that one of them is missing.
    """
    count = len(document.schema_locations)
    if count % 2:
        message = f"xsi:schemaLocation has {count} words, which cannot be pairs"
        yield Finding(message, document.at(line_of(document.root)))


@rule("XML-009", severity=Severity.WARNING, clause="XML Schema 1, 2.6.3")
def namespaces_located(document: Document) -> Findings:
    """Every namespace in use has a schema named in xsi:schemaLocation.

    Checkers that validate a manifest look there for the schemas. Add the namespace and the name
    of its schema file to xsi:schemaLocation on the root element.
    """
    places = document.schema_locations
    line = line_of(document.root)
    if not places:
        yield Finding("The root element has no xsi:schemaLocation", document.at(line))
        return
    known = {*places[::2], _XSI, _XML, ""}
    used = dict(document.namespaces)
    for prefix, namespace in document.root.nsmap.items():  # attributes use namespaces too
        if prefix and re.search(rf"{re.escape(prefix)}:[\w.-]+\s*=", document.text):
            used.setdefault((namespace, prefix), line)
    for (namespace, _), first in used.items():
        if namespace not in known:
            known.add(namespace)
            message = f"{namespace} is used, but xsi:schemaLocation names no schema for it"
            yield Finding(message, document.at(first))


@rule("XML-010", severity=Severity.WARNING, clause="CAM 1.2, 2.3.1")
def schemas_present(document: Document) -> Findings:
    """The schema files that xsi:schemaLocation names are in the package.

    Strict importers validate the manifest against them without asking the network. Put the files
    at the root of the package, beside the manifest.
    """
    if document.alone:
        return
    missing = []
    for place in document.schema_locations[1::2]:
        name = posixpath.basename(place)
        climbs = posixpath.normpath(place).startswith("..")
        # ADL's test wants them at the root, and also where a path says that they are
        elsewhere = place != name and not _URL.match(place) and place not in document.files
        if not climbs and (name not in document.files or elsewhere):
            missing.append(name or place)
    if missing:
        message = f"Named as schemas but not in the package: {', '.join(missing)}"
        yield Finding(message, document.at(line_of(document.root)))


@rule("XML-011", severity=Severity.ERROR, clause="security")
def schemas_inside(document: Document) -> Findings:
    """xsi:schemaLocation names no file outside the package.

    A path that climbs above the package's root cannot be found there. Name the file alone.
    """
    for place in document.schema_locations[1::2]:
        path = posixpath.normpath(place.replace("\\", "/"))
        outside = path.startswith(("../", "/", "file:")) or path == ".."
        if outside or re.match(r"^[A-Za-z]:/", path):
            message = f"The schema {place!r} lies outside the package"
            yield Finding(message, document.at(line_of(document.root)))


@rule("XML-012", severity=Severity.WARNING, clause="CAM 1.2, appendix B")
def schemas_as_published(document: Document) -> Findings:
    """The schema files in the package are those that were published.

    A loosened schema, or one of another edition under the same name, hides faults from one
    importer that another will refuse. Replace the file by the published one.
    """
    for name, published in document.grammar.schemas.items():
        if document.alone or name not in document.files or document.files.size(name) > 2**20:
            continue
        if _declarations(document.files.read(name)) != _declarations(published):
            message = f"{name} declares something else than the published schema of that name"
            yield Finding(message, document.files.at(name))


def _declarations(schema: bytes) -> Counter[tuple[str, ...]] | None:
    """Give what a schema declares, without its comments, layout and order of attributes."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(schema, parser)
    except etree.XMLSyntaxError:
        return None
    skipped = ("annotation", "documentation", "appinfo", "schema", "import")
    names = ((etree.QName(element).localname, element) for element in root.iter("*"))
    return Counter(
        (name, *(f"{key}={value}" for key, value in sorted(element.attrib.items())))
        for name, element in names
        if name not in skipped
    )


@rule("XML-013", severity=Severity.ERROR, clause="CAM 1.2, 2.3; the published XML schemas")
def valid(document: Document) -> Findings:
    """The document is valid against the published schemas.

    Strict importers refuse a manifest that breaks the schema, with little explanation. What is
    said here comes from the schemas alone; other findings on the same line say more.
    """
    explained, shown = 0, 0
    for violation in document.violations:
        if violation.foreign:
            continue
        if violation.line in document.told:
            explained = explained or violation.line
        elif shown < _VIOLATIONS_SHOWN:
            shown += 1
            yield Finding(violation.message, document.at(violation.line))
    if explained and not shown:
        message = "The published schemas refuse this document; the other findings say why"
        yield Finding(message, document.at(explained))


@rule("XML-017", severity=Severity.WARNING, clause="security")
def nothing_included(document: Document) -> Findings:
    """The document includes nothing from elsewhere.

    XInclude elements and stylesheets named in the document are ignored by importers, or make them
    fetch files. Put the content itself into the document.
    """
    text = document.text
    if text.count("<?") <= text.startswith("<?xml") and _XINCLUDE[1:].partition("}")[0] not in text:
        return
    for node in cast("list[Any]", document.root.xpath("//processing-instruction()")):
        if "href" in str(node.text):
            yield Finding(f"<?{node.target} …?> names a file", document.at(line_of(node)))
    for element in document.root.iter(_XINCLUDE):
        message = f"XInclude asks for {element.get('href', '')!r}"
        yield Finding(message, document.at(line_of(element)))


@rule("XML-018", severity=Severity.INFO, clause="BCP 47")
def languages(document: Document) -> Findings:
    """Texts say their language.

    Catalogues choose a text by its xml:lang, a tag such as ru or en-GB. Add or correct it.
    """
    wanted = document.grammar.texts
    for element in document.root.iter(*wanted) if wanted else ():
        language = element.get(f"{{{_XML}}}lang")
        line = line_of(element)
        if language is None:
            message = f"A <{etree.QName(element).localname}> does not say its language"
            yield Finding(message, document.at(line))
        elif not _LANGUAGE.match(language):
            yield Finding(f"xml:lang is {language!r}, which is no language tag", document.at(line))


RULES = (
    usual_prefixes,
    location_pairs,
    namespaces_located,
    schemas_present,
    schemas_inside,
    schemas_as_published,
    nothing_included,
    languages,
)
LAST = (valid,)
