"""What Learning Object Metadata says, in the manifest or in a file of its own."""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import TYPE_CHECKING, Final

from scormkit.diagnostics import Severity
from scormkit.standards.ims.imsmanifest import place
from scormkit.standards.ims.records import name_of, text_of
from scormkit.standards.ims.rules.structure import split
from scormkit.standards.ims.xml import IMSMD, LOM
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.ims.imsmanifest import ImsManifest

_FACTS = json.loads(
    resources.files("scormkit.standards.ims.lom").joinpath("terms.json").read_text()
)
_TERMS: Final = {name: frozenset(words.split()) for name, words in _FACTS["terms"].items()}
_SOURCE = _FACTS["source"].casefold()
_DATE = re.compile(
    r"^\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d(:?\d\d)?)?)?)?)?$", re.ASCII
)
_DURATION = re.compile(
    r"^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$", re.ASCII
)
_CARD = re.compile(r"^\s*BEGIN:VCARD\b.*\bVERSION:.*\bEND:VCARD\s*$", re.DOTALL | re.IGNORECASE)
_LANGUAGE = re.compile(r"^(?:none|(?:[A-Za-z]{2,3}|[ixIX])(?:-[A-Za-z0-9]{1,8})*)$")
_ABSOLUTE = re.compile(r"^(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")
_SCHEME = re.compile(r"lom|adl|scorm", re.IGNORECASE)
_LOWER: Final = frozenset({"lifecycle", "metametadata", "catalogentry", "langstring"})


@rule("LOM-002", severity=Severity.ERROR, clause="IEEE 1484.12.3; IMS MD 1.2.1; ADL 2004 metadata")
def valid(manifest: ImsManifest) -> Findings:
    """Metadata is valid against its schema.

    Strict importers refuse a package for its metadata alone. Correct the element, or leave the
    metadata out: it is optional.
    """
    grammar = manifest.document.grammar
    for record in manifest.records:
        if record.inline and manifest.document.conforms:
            continue
        if split(record.root.tag)[0] in grammar.namespaces:
            for violation in grammar.violations(record.root):
                if not violation.foreign:
                    at = record.files.at(record.path, violation.line)
                    yield Finding(violation.message, at)


@rule("LOM-003", severity=Severity.WARNING, clause="CAM 1.2, 2.2; CAM 2004, 4.2")
def spelling(manifest: ImsManifest) -> Findings:
    """Metadata is spelt as the edition of SCORM spells it.

    SCORM 1.2 has the names of IMS Meta-Data in lower case, SCORM 2004 those of IEEE LOM with
    capitals inside. An importer of one does not see the other. Export the metadata anew.
    """
    wanted = LOM if manifest.is_2004 else IMSMD
    for record in manifest.records:
        namespace = split(record.root.tag)[0]
        if namespace != wanted:
            message = f"The metadata is in {namespace}, which belongs to another edition of SCORM"
            yield Finding(message, record.at(record.root))
            continue
        for element in record.root.iter("*"):
            name = split(element.tag)[1]
            wrong = name in _LOWER if manifest.is_2004 else name != name.lower()
            if wrong:
                yield Finding(f"<{name}> is spelt as in another edition", record.at(element))
                break


@rule("LOM-005", severity=Severity.WARNING, clause="LOM 1.0, 1.2 and 1.4")
def described(manifest: ImsManifest) -> Findings:
    """The title and the description of the metadata say something.

    Catalogues show them. Fill the element in or leave it out.
    """
    for record in manifest.records:
        general = record.part("general")
        for element in general.iterchildren("*") if general is not None else ():
            if name_of(element) in {"title", "description"} and not text_of(element):
                yield Finding(f"<{split(element.tag)[1]}> is empty", record.at(element))


@rule("LOM-006", severity=Severity.WARNING, clause="LOM 1.0, value spaces")
def terms(manifest: ImsManifest) -> Findings:
    """Terms belong to the vocabulary they name.

    Whoever searches for LOM's terms does not find another word. Take a term of LOMv1.0, or name
    the vocabulary that the word is from in <source>.
    """
    for record in manifest.records:
        for element in record.find(*_TERMS):
            parts = {name_of(child): text_of(child) for child in element.iterchildren("*")}
            word = parts.get("value", "").casefold().replace(" ", "-")
            own = parts.get("source", "").casefold() == _SOURCE
            if own and word not in _TERMS[name_of(element)]:
                message = f"<{split(element.tag)[1]}> is {parts.get('value', '')!r}"
                yield Finding(f"{message}, which is no term of LOMv1.0", record.at(element))


@rule("LOM-007", severity=Severity.WARNING, clause="LOM 1.0, 2.3.2; vCard 3.0")
def cards(manifest: ImsManifest) -> Findings:
    """People and organisations are named by a vCard.

    It begins with BEGIN:VCARD, states its VERSION and ends with END:VCARD, each on a line of its
    own. Complete it.
    """
    for record in manifest.records:
        for element in record.find("entity", "vcard"):
            if not _CARD.match(element.text or ""):
                message = f"<{split(element.tag)[1]}> is no complete vCard"
                yield Finding(message, record.at(element))


@rule("LOM-008", severity=Severity.WARNING, clause="LOM 1.0, DateTime and Duration; ISO 8601")
def dates(manifest: ImsManifest) -> Findings:
    """Dates and durations are written as ISO 8601 has it.

    A date looks like 2026-11-23, a duration like PT1H30M. Correct the value.
    """
    for record in manifest.records:
        for element in record.find("datetime", "duration"):
            text, above = (element.text or "").strip(), element.getparent()
            if len(element) or above is None:
                continue  # <duration> holds another <duration> or a <datetime> with the value
            timed = name_of(element) == "duration" or name_of(above) in {
                "duration",
                "typicallearningtime",
            }
            if not (_DURATION if timed else _DATE).match(text):
                kind = "duration" if timed else "date"
                yield Finding(f"The {kind} is {text!r}", record.at(element))


@rule("LOM-009", severity=Severity.WARNING, clause="CAM 1.2, 2.2.4; CAM 2004, 4.2.3")
def scheme_named(manifest: ImsManifest) -> Findings:
    """Metadata about the metadata names the scheme it follows.

    SCORM 1.2 writes <metadatascheme>ADL SCORM 1.2</metadatascheme>, SCORM 2004 LOMv1.0 and
    ADLv1.0, each in a <metadataSchema>. Add it.
    """
    for record in manifest.records:
        meta = record.part("metametadata")
        if meta is None:
            continue
        schemes = ("metadatascheme", "metadataschema")
        named = [text_of(e) for e in meta.iterchildren("*") if name_of(e) in schemes]
        if not any(_SCHEME.search(name) for name in named):
            stated = f"{', '.join(named)} is named" if any(named) else "None is named"
            message = f"{stated} as the scheme of the metadata"
            yield Finding(message, record.at(meta))


@rule("LOM-010", severity=Severity.INFO, clause="LOM 1.0, 5.9")
def learning_time(manifest: ImsManifest) -> Findings:
    """Educational metadata says how long learning takes.

    Catalogues show it, and planners ask for it. Add a typical learning time, such as PT45M.
    """
    for record in manifest.records:
        part = record.part("educational")
        if part is not None and "typicallearningtime" not in map(name_of, part.iterchildren("*")):
            yield Finding("The typical learning time is missing", record.at(part))


@rule("LOM-011", severity=Severity.WARNING, clause="LOM 1.0, LangString; BCP 47")
def languages(manifest: ImsManifest) -> Findings:
    """Languages are named by their tags.

    A tag is ru or en-GB, not the name of the language. Correct it.
    """
    for record in manifest.records:
        for element in record.find("language", "string"):
            tag = text_of(element) if name_of(element) == "language" else element.get("language")
            if tag and not _LANGUAGE.match(tag):
                yield Finding(f"The language is {tag!r}", record.at(element))


@rule("LOM-012", severity=Severity.WARNING, clause="LOM 1.0, 4.3")
def locations(manifest: ImsManifest) -> Findings:
    """What the metadata says the content's place is exists.

    A relative address means a file of the package. Correct it, or write the full address.
    """
    for record in manifest.records:
        technical = record.part("technical")
        for element in technical.iterchildren("*") if technical is not None else ():
            href = text_of(element)
            is_relative = href and not _ABSOLUTE.match(href)
            if name_of(element) == "location" and is_relative:
                path = place("", href)
                if path not in manifest.files:
                    message = f"The location {href!r} is no file of the package"
                    yield Finding(message, record.at(element))


RULES = (
    valid,
    spelling,
    described,
    terms,
    cards,
    dates,
    scheme_named,
    learning_time,
    languages,
)
PACKAGE_RULES = (locations,)
