"""YAML 1.2 with a place for every key and value.

PyYAML's C scanner with the resolvers of YAML 1.2's core schema: ``No``, ``on`` and ``Да`` stay
text. Bounded: a file of settings is small, flat and has few aliases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from scormkit.diagnostics import Location
from scormkit.project import codes

if TYPE_CHECKING:
    from scormkit.diagnostics import Report

Path: TypeAlias = tuple[str | int, ...]

MAX_CHARACTERS = 2_000_000
MAX_DEPTH = 40
MAX_NODES = 200_000


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data, and where each part of it stands: by path, of the key and of the value."""

    data: Any
    keys: dict[Path, Location] = field(default_factory=dict)
    values: dict[Path, Location] = field(default_factory=dict)

    def at(self, path: Path) -> Location:
        """Give the place of the value at ``path``, or of the nearest part around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Location())

    def key_at(self, path: Path) -> Location:
        """Give the place of the key that names ``path``."""
        return self.keys.get(path) or self.at(path)


class _Loader(yaml.CSafeLoader):
    """Resolves plain scalars as YAML 1.2's core schema does (10.3.2)."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


_CORE = (
    ("tag:yaml.org,2002:null", r"~|null|Null|NULL|", "~nN\0"),
    ("tag:yaml.org,2002:bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("tag:yaml.org,2002:int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    (
        "tag:yaml.org,2002:float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        "-+.0123456789",
    ),
)
for _tag, _pattern, _first in _CORE:
    _Loader.add_implicit_resolver(_tag, re.compile(rf"(?:{_pattern})\Z"), list(_first))
_Loader.yaml_implicit_resolvers.setdefault("", []).append(
    ("tag:yaml.org,2002:null", re.compile(r"\Z"))
)


def load_yaml(text: str, path: str, report: Report) -> Document | None:
    """Read one document of YAML; what is wrong is reported, ``None`` if nothing can be used."""
    if len(text) > MAX_CHARACTERS:
        message = (
            f"The file has {len(text):,} characters; settings have at most {MAX_CHARACTERS:,}."
        )
        report.add(codes.YAML_TOO_LARGE, message, Location(path))
        return None
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = Location(path, mark.line + 1, mark.column + 1) if mark else Location(path)
        report.add(codes.YAML_BROKEN, _in_words(error), at)
        return None
    except yaml.YAMLError as error:  # a character no YAML may hold; the reader gives no mark
        position = getattr(error, "position", 0)
        line = text.count("\n", 0, position) + 1
        report.add(
            codes.YAML_BROKEN,
            f"The file holds a character YAML does not allow: {error}".split("\n")[0],
            Location(path, line),
        )
        return None
    document = Document(None)
    builder = _Builder(path, report, document)
    data = builder.value(node, ()) if node is not None else None
    return None if builder.failed else Document(data, document.keys, document.values)


def _in_words(error: yaml.MarkedYAMLError) -> str:
    told = ", ".join(part for part in (error.context, error.problem) if part)
    return f"This is not YAML: {told}."


class _Builder:
    def __init__(self, path: str, report: Report, document: Document) -> None:
        self.path = path
        self.report = report
        self.document = document
        self.failed = False
        self.nodes = 0

    def at(self, node: yaml.Node) -> Location:
        return Location(self.path, node.start_mark.line + 1, node.start_mark.column + 1)

    def value(self, node: yaml.Node, path: Path) -> Any:  # noqa: ANN401  YAML holds anything
        self.nodes += 1
        if self.failed or self.nodes > MAX_NODES or len(path) > MAX_DEPTH:
            if not self.failed:
                self.fail(
                    codes.YAML_TOO_LARGE, "The file nests or repeats itself beyond measure.", node
                )
            return None
        self.document.values[path] = self.at(node)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        return self.scalar(node)

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.fail(codes.YAML_BROKEN, "A key must be a word.", key_node)
                continue
            key = key_node.value
            if key in result:
                first = self.document.keys[*path, key].line
                message = f"The key {key!r} stands here again; it stood in line {first} already."
                self.fail(codes.YAML_DOUBLE_KEY, message, key_node)
                continue
            self.document.keys[*path, key] = self.at(key_node)
            result[key] = self.value(value_node, (*path, key))
        return result

    def scalar(self, node: yaml.ScalarNode) -> Any:  # noqa: ANN401
        text = node.value
        match node.tag.rpartition(":")[2]:
            case "null":
                return None
            case "bool":
                return text.lower() == "true"
            case "int":
                if len(text) > 30:
                    self.fail(codes.YAML_TOO_LARGE, "The number has too many digits.", node)
                    return None
                return int(text, 0) if text.lower().startswith(("0o", "0x")) else int(text)
            case "float":
                return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
            case "str":
                return text
            case other:
                self.fail(codes.YAML_BROKEN, f"The tag !{other} has no meaning here.", node)
                return None

    def fail(self, code: Any, message: str, node: yaml.Node) -> None:  # noqa: ANN401
        self.failed = True
        self.report.add(code, message, self.at(node))
