"""YAML 1.2 with a place for every key and value.

PyYAML's C scanner with the resolvers of YAML 1.2's core schema: ``No``, ``on`` and ``Да`` stay
text. Bounded: a file of settings is small, flat and has few aliases.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from scormkit.diagnostics import Location
from scormkit.project import codes
from scormkit.values import Struct, field, replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.diagnostics import Code, Report

Path: TypeAlias = tuple[str | int, ...]

MAX_CHARACTERS = 2_000_000
MAX_DEPTH = 40
MAX_NODES = 200_000
MAX_DIGITS = 30
_SUSPICIOUS = 400


class Document(Struct, frozen=True):
    """Plain data, and where each part of it stands.

    ``keys`` and ``values`` are marks by path, ``ends`` those behind texts; ``texts`` has numbers and
    the like as the author wrote them; ``below`` are the texts that begin in the line after their
    ``|`` or ``>``.
    """

    path: str
    data: Any = None
    keys: dict[Path, yaml.Mark] = field(default_factory=dict)
    values: dict[Path, yaml.Mark] = field(default_factory=dict)
    ends: dict[Path, yaml.Mark] = field(default_factory=dict)
    texts: dict[Path, str] = field(default_factory=dict)
    below: set[Path] = field(default_factory=set)

    def at(self, path: Path) -> Location:
        """Give the place of the value at ``path``, or of the nearest part around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self._place(self.values.get(path))

    def key_at(self, path: Path) -> Location:
        """Give the place of the key that names ``path``."""
        mark = self.keys.get(path)
        return self._place(mark) if mark else self.at(path)

    def first_line(self, path: Path) -> int:
        """Give the line in which the text at ``path``, or the nearest around it, begins."""
        while path and path not in self.values:
            path = path[:-1]
        return self.at(path).line + (path in self.below)

    def _place(self, mark: yaml.Mark | None) -> Location:
        return (
            Location(self.path, mark.line + 1, mark.column + 1)
            if mark
            else Location(self.path, 1, 1)
        )


class _Loader(yaml.CSafeLoader):
    """Resolves plain scalars as YAML 1.2's core schema does (10.3.2)."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012

    def descend_resolver(self, current_node: yaml.Node | None, current_index: object) -> None:
        """Follow no path: no value's type hangs on where it stands."""

    def ascend_resolver(self) -> None:
        """Come back from none."""


_CORE = (
    ("tag:yaml.org,2002:null", r"~|null|Null|NULL", "~nN"),
    ("tag:yaml.org,2002:bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("tag:yaml.org,2002:int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    (
        "tag:yaml.org,2002:float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        "-+.0123456789",
    ),
    ("tag:yaml.org,2002:null", r"", [""]),
)
for _tag, _pattern, _first in _CORE:
    _Loader.add_implicit_resolver(_tag, re.compile(rf"(?:{_pattern})\Z"), list(_first))


def load_yaml(text: str, path: str, report: Report) -> Document | None:
    """Read one document of YAML; what is wrong is reported, ``None`` if nothing can be used."""
    if len(text) > MAX_CHARACTERS:
        message = f"The file has {len(text):,} characters; settings have at most {MAX_CHARACTERS:,}"
        report.add(codes.YAML_TOO_LARGE, message, Location(path))
        return None
    node, failed = _compose(text, path, report)
    if failed:
        return None
    document = Document(path)
    builder = _Builder(document, report)
    data = builder.value(node, ()) if node is not None else None
    builder.find_colours(text)
    return None if builder.failed else replace(document, data=data)


def _compose(text: str, path: str, report: Report) -> tuple[yaml.Node | None, bool]:
    """Give the document's root, ``None`` of an empty one, and whether it cannot be read."""
    too_deep = f"This is nested more than {MAX_DEPTH} levels deep"
    try:
        deep = _too_deep(text, path)
        if deep is None:
            return yaml.compose(text, Loader=_Loader), False
        report.add(codes.YAML_TOO_LARGE, too_deep, deep)
    except yaml.MarkedYAMLError as error:
        if "nesting depth" in (error.problem or ""):  # newer scanners have a limit of their own
            report.add(codes.YAML_TOO_LARGE, too_deep, _place(error, path))
        else:
            report.add(codes.YAML_BROKEN, *_broken(error, text, path))
    except (yaml.YAMLError, UnicodeEncodeError):  # of these the C parser gives no place
        report.add(codes.YAML_BROKEN, *_strange(text, path))
    return None, True


def _too_deep(text: str, path: str) -> Location | None:
    """Give the place where nesting goes beyond measure: the C composer would crash there.

    Every level costs a mark or a column of indentation, so most files need no second look.
    """
    marks = sum(text.count(mark) for mark in ("[", "{", "- ", "-\n", "-\t", "? ", "?\n", "?\t"))
    indent = max(map(len, re.findall(r"\n( +)", f"\n{text}")), default=0)
    if marks + indent < _SUSPICIOUS:
        return None
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH and event.start_mark:
            return Location(path, event.start_mark.line + 1, event.start_mark.column + 1)
    return None


_COLOUR = re.compile(r"^[ -]*([\w-]+):[ \t]+(#[0-9a-fA-F]{6})\b", re.MULTILINE)
# YAML 1.2, 5.1: the characters a file may not hold
_FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]|[\ud800-\udfff]|[\ufffe\uffff]"
)


def _strange(text: str, path: str) -> tuple[str, Location, str]:
    """Name the first character that no YAML may hold."""
    found = _FORBIDDEN.search(text)
    place = found.start() if found else len(text)
    shown = f"U+{ord(text[place]):04X}" if place < len(text) else "of an unknown kind"
    column = place - text.rfind("\n", 0, place)
    at = Location(path, text.count("\n", 0, place) + 1, column)
    return f"An invisible character {shown} stands here", at, "Type the line anew."


_TROUBLES = (
    (
        "mapping values are not allowed",
        "A colon followed by a space stands inside a text",
        'Put the text into quotes: title: "Module 4: the test".',
    ),
    (
        "cannot start any token",
        "A text cannot begin with this character",
        "Put a text that begins with a sign into quotes.",
    ),
    (
        "could not find expected ':'",
        "A key without a colon, or a text that goes on at the wrong indentation",
        "Write key: value; lines of a longer text are indented deeper than their key.",
    ),
    (
        "unexpected end of stream",
        "A quote that is never closed",
        "Close the text with the quotation mark that it began with.",
    ),
    (
        "found undefined alias",
        "A text cannot begin with an asterisk",
        "Put the text into quotes, e.g. text: '**bold** word'.",
    ),
    (
        "expected a single document",
        "A line of three hyphens begins a second document",
        "Keep one document in a file and remove the line.",
    ),
    (
        "did not find expected",
        "The indentation, a comma or a bracket does not fit what stands above",
        "Keys of one level begin in one column, entries of a list with a hyphen and a space.",
    ),
    (
        "unknown escape character",
        "A backslash in double quotes begins a special character",
        "Use single quotes, or write the backslash twice.",
    ),
)


def _broken(error: yaml.MarkedYAMLError, text: str, path: str) -> tuple[str, Location, str]:
    """Say in an author's words what the scanner says in its own."""
    told = ", ".join(part for part in (error.context, error.problem) if part)
    at = _place(error, path)
    line, column = at.line, at.column
    before = (text.split("\n")[line - 1 : line] or [""])[0][: column - 1]
    if "cannot start any token" in told and not before.strip() and "\t" in text:
        hint = "Indent with spaces, two for each level."
        return "A tab stands where spaces must stand", Location(path, line, column), hint
    for known, message, hint in _TROUBLES:
        if known in told:
            if "end of stream" in known and error.context_mark:
                mark = error.context_mark
                line, column = mark.line + 1, mark.column + 1
            elif line > text.count("\n") + 1:
                line, column = text.count("\n") + 1, 0
            return message, Location(path, line, column), hint
    return f"This is not YAML: {told}", Location(path, line, column), ""


def _place(error: yaml.MarkedYAMLError, path: str) -> Location:
    mark = error.problem_mark or error.context_mark
    return Location(path, mark.line + 1, mark.column + 1) if mark else Location(path)


class _Builder:
    """Turns the parser's nodes into plain data and writes down where they stand."""

    def __init__(self, document: Document, report: Report) -> None:
        self.document = document
        self.report = report
        self.failed = False
        self.nodes = 0

    def at(self, node: yaml.Node) -> Location:
        mark = node.start_mark
        return Location(self.document.path, mark.line + 1, mark.column + 1)

    def value(self, node: yaml.Node, path: Path) -> Any:  # noqa: ANN401  YAML holds anything
        self.nodes += 1
        if self.nodes > MAX_NODES or len(path) > MAX_DEPTH:
            if self.nodes < 2 * MAX_NODES:  # said once, however much more there is
                message = "The file nests or repeats itself beyond measure"
                self.fail(codes.YAML_TOO_LARGE, message, node)
                self.nodes = 2 * MAX_NODES
            return None
        self.document.values[path] = node.start_mark
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return self.scalar(node, path)

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.fail(codes.YAML_BROKEN, "A key must be a word", key_node)
                continue
            key = key_node.value
            if key in result:
                first = self.document.keys[*path, key].line + 1
                message = f"The key {key!r} stands here again; it stood in line {first} already"
                self.fail(codes.YAML_DOUBLE_KEY, message, key_node)
                continue
            self.document.keys[*path, key] = key_node.start_mark
            result[key] = self.value(value_node, (*path, key))
        return result

    def scalar(self, node: yaml.ScalarNode, path: Path) -> Any:  # noqa: ANN401
        text: str = node.value
        self.document.ends[path] = node.end_mark
        if node.style in {"|", ">"}:
            self.document.below.add(path)
        tag = node.tag.rpartition(":")[2]
        if tag == "str":
            return text
        if tag == "null":
            return None
        self.document.texts[path] = text
        if tag not in _PLAIN:
            self.fail(codes.YAML_BROKEN, f"The tag !{tag.lstrip('!')} has no meaning here", node)
            return None
        if len(text) > MAX_DIGITS:
            return text
        try:
            return _PLAIN[tag](text.lower())
        except ValueError:  # an author's own tag, e.g. !!int on words
            self.fail(codes.YAML_BROKEN, f"{text!r} is not what its tag !!{tag} says", node)
            return None

    def find_colours(self, text: str) -> None:
        """Report colours without quotes: to YAML a # begins a comment, and they would be lost."""
        keys = {(mark.line + 1, path[-1]) for path, mark in self.document.keys.items()}
        for found in _COLOUR.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            if (line, found[1]) in keys:
                at = Location(self.document.path, line, found.start(2) - found.start() + 1)
                message = f"The colour {found[2]} stands without quotes, so it is only a comment"
                hint = f'Put it in quotes: {found[1]}: "{found[2]}"'
                self.report.add(codes.BAD_VALUE, message, at, hint)
                self.failed = True

    def fail(self, code: Code, message: str, node: yaml.Node) -> None:
        self.failed = True
        self.report.add(code, message, self.at(node))


def _number(text: str) -> int:
    return int(text, 0) if text.startswith(("0o", "0x")) else int(text)


def _fraction(text: str) -> float:
    return float(text.replace(".inf", "inf").replace(".nan", "nan"))


_PLAIN: dict[str, Callable[[str], Any]] = {
    "bool": lambda text: text == "true",
    "int": _number,
    "float": _fraction,
}
