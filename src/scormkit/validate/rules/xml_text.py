"""XML documents as text: whether every importer can read them at all, and safely."""

from __future__ import annotations

import re
from html.entities import name2codepoint
from typing import Final

from lxml import etree

from scormkit.diagnostics import Severity
from scormkit.validate.document import DEPTH_LIMIT, SIZE_LIMIT, Document
from scormkit.validate.engine import Finding, Findings, rule

_MIB = 2**20
_UNDECLARED_PREFIX = re.compile(r"[Nn]amespace prefix (\S+) (?:for (\S+) )?on (\S+) is not defined")
_ENTITY = re.compile(r"&(?:([A-Za-z]\w*)|#(\d+)|#x([0-9A-Fa-f]+));")
_QUIET = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_PREDEFINED = {"lt", "gt", "amp", "apos", "quot"}

# What libxml2 says, what it means, what to do.
_WORDS: Final = (
    (
        r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)",
        "<{0}> opened on line {1} is closed by </{2}>",
        "Close every element in the reverse order of opening.",
    ),
    (
        r"Entity '(\w+)' not defined",
        "&{0}; is a name of HTML that XML does not know",
        "Write the character itself.",
    ),
    (
        r"xmlParseEntityRef|EntityRef: expecting ';'",
        "an ampersand stands alone",
        "Write &amp; where an ampersand is meant.",
    ),
    (
        r"Premature end of data in tag (\S+)",
        "the file ends before <{0}> is closed",
        "The file was cut off, or a closing tag is missing: export the package again.",
    ),
    (
        r"Document is empty|Start tag expected",
        "the file does not begin with an element",
        "The file is empty or is not XML: export the package again.",
    ),
    (
        r"Unescaped '<' not allowed in attributes",
        "a < stands inside an attribute's value, or a quotation mark before it is missing",
        "Write &lt; or add the quotation mark.",
    ),
    (
        r"Extra content at the end",
        "something follows the end of the root element",
        "Remove everything after the last closing tag.",
    ),
    (
        r"Attribute (\S+) redefined",
        "the attribute {0} stands twice",
        "Remove one of the two.",
    ),
    (r"xcessive depth", "the elements nest too deeply", "Flatten the structure."),
)


def _in_words(message: str) -> tuple[str, str]:
    for pattern, words, hint in _WORDS:
        if found := re.search(pattern, message):
            return words.format(*found.groups()), hint
    return message, ""


def _encoding_fault(document: Document) -> tuple[str, int] | None:
    """Say why the bytes are not in the encoding they claim, and on which line."""
    if not document.bom and b"\0" in document.data[:64]:
        return "the bytes look like UTF-16, but there is no byte order mark", 0
    encoding = document.bom or document.declared or "utf-8"
    try:
        document.data.decode(encoding)
    except LookupError:
        return f"the encoding {encoding!r} is not known", 1
    except UnicodeDecodeError as error:
        line = document.data.count(b"\n", 0, error.start) + 1
        claim = f"declares {encoding}" if document.bom or document.declared else "must be UTF-8"
        return f"the file {claim}, but byte {error.start + 1} does not fit that encoding", line
    return None


@rule("XML-016", severity=Severity.ERROR, clause="security", fatal=True)
def size(document: Document) -> Findings:
    """The document is of bounded size and depth.

    A manifest of more than 20 MiB or 200 levels is a mistake or an attack; importers give up on
    it. Split the course into several packages or flatten its structure.
    """
    if len(document.data) > SIZE_LIMIT:
        found = f"{len(document.data) / _MIB:.1f} MiB; at most {SIZE_LIMIT // _MIB} MiB are read"
        yield Finding(f"The file has {found}", document.at())
    elif document.doctype_offset < 0:
        parsed = document.parsed
        if isinstance(parsed, etree.XMLSyntaxError):
            if "xcessive depth" in (parsed.msg or ""):
                yield Finding("The elements nest deeper than 255 levels", document.at())
        elif parsed.xpath(f"boolean({'/*' * (DEPTH_LIMIT + 1)})"):
            message = f"The elements nest deeper than {DEPTH_LIMIT} levels"
            yield Finding(message, document.at())


@rule("XML-002", severity=Severity.ERROR, clause="XML 1.0, 2.8; security", fatal=True)
def doctype(document: Document) -> Findings:
    """The document has no DOCTYPE.

    A document type declaration can make a reader fetch files or blow up its memory, so importers
    refuse or ignore it. Remove the line that begins with <!DOCTYPE and everything it encloses.
    """
    offset = document.doctype_offset
    if offset >= 0 and len(document.data) <= SIZE_LIMIT:
        line = document.text.count("\n", 0, offset) + 1
        yield Finding("The file has a DOCTYPE declaration", document.at(line))


@rule("XML-001", severity=Severity.ERROR, clause="XML 1.0, 2.1", fatal=True)
def well_formed(document: Document) -> Findings:
    """The document is well-formed XML.

    Nothing can read a file that breaks the grammar of XML: an unclosed element, a bare ampersand,
    a missing quotation mark. Go to the line named and mend it, or export the package again.
    """
    error = document.parsed
    if not isinstance(error, etree.XMLSyntaxError) or _UNDECLARED_PREFIX.search(error.msg or ""):
        return
    if _encoding_fault(document) is None:
        words, hint = _in_words(error.msg or "")
        line, column = error.position
        yield Finding(f"This is not well-formed XML: {words}", document.at(line, column), hint)


@rule("XML-003", severity=Severity.WARNING, clause="Unicode, byte order mark")
def byte_order_mark(document: Document) -> Findings:
    """The document has no byte order mark.

    Three invisible bytes before the first character make some importers fail. Save the file as
    "UTF-8" and not as "UTF-8 with BOM".
    """
    if document.bom == "utf-8":
        yield Finding("The file begins with a UTF-8 byte order mark", document.at(1))


@rule("XML-004", severity=Severity.ERROR, clause="XML 1.0, 4.3.3", fatal=True)
def encoding_fits(document: Document) -> Findings:
    """The bytes are in the encoding that the document declares.

    Otherwise letters turn into rubbish or the file cannot be read. Save the file as UTF-8 and let
    its first line say so.
    """
    fault = _encoding_fault(document)
    if fault:
        yield Finding(f"The encoding is wrong: {fault[0]}", document.at(fault[1]))


@rule("XML-005", severity=Severity.WARNING, clause="CAM 1.2, 2.1")
def encoding_is_utf8(document: Document) -> Findings:
    """The document is in UTF-8.

    Every importer reads UTF-8; other encodings are read by some. Save the file as UTF-8.
    """
    encoding = document.declared or document.bom
    if encoding.lower() not in {"", "utf-8", "utf8", "us-ascii", "ascii"}:
        yield Finding(f"The encoding is {encoding}", document.at(1))


@rule("XML-006", severity=Severity.ERROR, clause="Namespaces in XML 1.0, 3", fatal=True)
def prefixes_declared(document: Document) -> Findings:
    """Every prefix is declared.

    A name such as adlcp:scormtype means nothing until xmlns:adlcp="…" stands on the element or
    above it. Add the declaration to the root element.
    """
    error = document.parsed
    if not isinstance(error, etree.XMLSyntaxError):
        return
    if name := _UNDECLARED_PREFIX.search(error.msg or ""):
        line, column = error.position
        message = f"{name[1]}:{name[2] or name[3]} is used, but its prefix is not declared"
        hint = f'Add xmlns:{name[1]}="…" to the root element.'
        yield Finding(message, document.at(line, column), hint)


@rule("XML-014", severity=Severity.WARNING, clause="XML 1.0, 2.2")
def characters(document: Document) -> Findings:
    """Characters are written as XML knows them.

    Names of HTML such as &nbsp; do not exist in XML, and control characters cannot be written at
    all. Write the character itself; where U+FFFD stands, a letter has been lost already.
    """
    text = document.text
    if "&" in text or "\ufffd" in text:
        text = _QUIET.sub(lambda quiet: "\n" * quiet[0].count("\n"), text)
    for found in _ENTITY.finditer(text) if "&" in text else ():
        name, decimal, hexadecimal = found.groups()
        number = int(decimal) if decimal else int(hexadecimal or "20", 16)
        illegal = number < 0x20 and number not in {9, 10, 13}  # noqa: PLR2004  XML 1.0, 2.2
        if illegal or (name and name not in _PREDEFINED and name in name2codepoint):
            line = text.count("\n", 0, found.start()) + 1
            yield Finding(f"{found[0]} is no character of XML", document.at(line))
    lost = text.find("\ufffd")
    if lost >= 0 and _encoding_fault(document) is None:
        message = "A replacement character (U+FFFD) stands where a letter was lost"
        yield Finding(message, document.at(text.count("\n", 0, lost) + 1))


FIRST = (size, doctype)
SECOND = (
    encoding_fits,
    well_formed,
    prefixes_declared,
    byte_order_mark,
    encoding_is_utf8,
    characters,
)
