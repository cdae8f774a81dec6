"""Published XML schemas: mended where libxml2 refuses them, and their findings in words."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, cast

from lxml import etree

from scormkit.standards.ims.xml import XML
from scormkit.validate.document import Grammar, Violation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_ONE_BY_ONE: Final = Lock()  # a schema has one log of errors, and a large manifest a thread
# Two of the published schemas are not accepted by libxml2 as they are:
# - ims_xml.xsd declares the xml namespace as its default namespace, which Namespaces in XML
#   forbids: the declaration is dropped;
# - imsmd_rootv1p2p1.xsd ends its content models with `##any`, so that an element of its own
#   namespace fits in two places: `##other` is what was meant.
# Packages ship the files as published; only our own copy in memory is mended.
_MENDS: Final = {
    "ims_xml.xsd": (b'xmlns="http://www.w3.org/XML/1998/namespace"', b""),
    "imsmd_rootv1p2p1.xsd": (b'namespace="##any"', b'namespace="##other"'),
}


class _Shelf(etree.Resolver):
    """Answers every import from memory; nothing is fetched."""

    def __init__(self, schemas: Mapping[str, bytes]) -> None:
        super().__init__()
        self._schemas = schemas

    def resolve(self, system_url: str, public_id: str, context: Any = None) -> Any:  # noqa: ANN401, ARG002  lxml's own signature
        answer = cast("Any", self).resolve_string  # the stubs lack its second way of being called
        return answer(self._schemas[system_url.rpartition("/")[2]], context)


def mended(name: str, published: bytes) -> bytes:
    """Give a schema as libxml2 accepts it."""
    wrong, right = _MENDS.get(name, (b"", b""))
    return published.replace(wrong, right) if wrong else published


def load(
    namespaces: Mapping[str, str], schema: Callable[[str], bytes], *more: str
) -> etree.XMLSchema:
    """Compile the schemas of several namespaces into one.

    ``namespaces`` maps a namespace to the name of its schema, ``more`` names what these import;
    ``schema`` gives the published bytes of a name.
    """
    names = (*namespaces.values(), *more)
    parser = etree.XMLParser(no_network=True, load_dtd=False)
    parser.resolvers.add(_Shelf({name: mended(name, schema(name)) for name in names}))
    imports = "".join(
        f'<import namespace="{namespace}" schemaLocation="{name}"/>'
        for namespace, name in namespaces.items()
    )
    driver = f'<schema xmlns="http://www.w3.org/2001/XMLSchema">{imports}</schema>'
    return etree.XMLSchema(etree.fromstring(driver, parser))


@cache
def unshipped(namespace: str, folder: str, name: str) -> Grammar:
    """Give what our own schema ``name`` in the package ``folder`` says of documents of a namespace.

    Nothing is shipped with packages, and any prefix will do.
    """
    files = resources.files(folder)
    compiled = load({namespace: name}, lambda schema: files.joinpath(schema).read_bytes())

    def found(root: etree._Element) -> Iterator[Violation]:
        return violations(compiled, root, frozenset({namespace, XML, ""}))

    return Grammar(prefixes={}, schemas={}, violations=found)


def violations(
    schema: etree.XMLSchema, root: etree._Element, known: frozenset[str]
) -> Iterator[Violation]:
    """Validate and say in words what is wrong; ``known`` are the namespaces the schema covers."""
    with _ONE_BY_ONE:
        if schema.validate(root):
            return
        errors = list(cast("Any", schema.error_log))
    facet = ("", 0)
    for error in errors:
        named = _NAMED.match(error.message)
        subject = (named[0] if named else "", error.line)
        if "[facet" in error.message:
            facet = subject
        elif subject == facet:
            continue  # libxml2 says again, in general, what the facet has just said exactly
        last = (named[2] or named[1]) if named else ""
        foreign = "strict wildcard" in error.message and last[1:].partition("}")[0] not in known
        yield Violation(error.line, in_words(error.message), foreign)


_NAMED = re.compile(r"^Element '([^']+)'(?:, attribute '([^']+)')?")
_NAME = r"\{[^}]*\}"
_ELEMENT = r"^Element '(?P<element>[^']+)'"
_ATTRIBUTE = r"(?:, attribute '(?P<attribute>[^']+)')?: "

# What libxml2 says (namespaces taken out) and what it means.
_WORDS: Final = (
    (r"This element is not expected\. Expected is (?:one of )?\( (?P<list>.*) \)",
     "<{element}> may not stand here; expected is {list}"),
    (r"This element is not expected",
     "<{element}> may not stand here: it is repeated, out of order, or unknown in this place"),
    (r"Missing child element\(s\)\. Expected is (?:one of )?\( (?P<list>.*) \)",
     "<{element}> lacks a part; expected is {list}"),
    (r"Missing child element", "<{element}> lacks a part"),
    (r"The attribute '(?P<name>[^']+)' is required but missing",
     "<{element}> lacks its attribute {name}"),
    (r"The attribute '(?P<name>[^']+)' is not allowed",
     "<{element}> has an attribute {name}, which the schema does not know"),
    (r"\[facet 'enumeration'\] The value '(?P<value>.*)' is not an element of the set \{(?P<set>.*)\}",
     "{place} is '{value}'; allowed are {set}"),
    (r"\[facet 'maxLength'\].*length of '(?P<length>\d+)'.*maximum length of '(?P<limit>\d+)'",
     "{place} has {length} characters; at most {limit} are allowed"),
    (r"'(?P<value>.*)' is not a valid value of the .*'xs:(?:ID|NCName)'",
     "{place} is '{value}', which is no identifier or stands twice"),
    (r"'(?P<value>.*)' is not a valid value of the .*'xs:IDREF'",
     "{place} is '{value}', which is the identifier of nothing"),
    (r"'(?P<value>.*)' is not a valid value of the .*'xs:boolean'",
     "{place} is '{value}'; allowed are 'true' and 'false'"),
    (r"'(?P<value>.*)' is not a valid value of", "{place} is '{value}', which is not allowed there"),
    (r"Character content",
     "<{element}> holds text where only elements may stand"),
    (r"No matching global (?:element|attribute) declaration",
     "{place} is not known in its namespace"),
)  # fmt: skip


def in_words(message: str) -> str:
    """Translate a message of the validator for somebody who does not read schemas."""
    plain = re.sub(_NAME, "", message)
    head = re.match(_ELEMENT + _ATTRIBUTE, plain)
    if head:
        element, attribute = head["element"], head["attribute"]
        place = f"The attribute {attribute} of <{element}>" if attribute else f"<{element}>"
        for pattern, words in _WORDS:
            if found := re.search(pattern, plain[head.end() :]):
                parts = {**found.groupdict(), "element": element, "place": place}
                if "list" in parts:
                    parts["list"] = _listed(parts["list"])
                return words.format_map(parts)
    return plain.rstrip(".")


def _listed(names: str) -> str:
    each = [f"<{name.strip()}>" for name in names.split(",")]
    own = [name for name in each if "*" not in name]
    other = ["an element of another namespace"] if len(own) < len(each) else []
    return " or ".join([*own, *other])
