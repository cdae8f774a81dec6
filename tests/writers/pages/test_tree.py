"""The model as JSON: read back it is the same, its schema says what it is, misfits are told."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from scormkit.diagnostics import Report
from scormkit.model.blocks import Paragraph
from scormkit.model.inlines import Pos, Text
from scormkit.readers import read_blocks
from scormkit.writers.pages.tree import read, write, write_schema

SOURCES = [
    *((file, "xwiki/2.1") for file in sorted(Path("tests/readers/xwiki/cases").glob("*.test"))),
    *((file, "markdown") for file in sorted(Path("tests/readers/markdown/cases").glob("*.test"))),
    *((file, "markdown") for file in sorted(Path("modules").glob("*/*.md"))),
]
CHECK = ":::check\ntext: Q *e*\nanswers:\n  - right: a\n  - wrong: b\n:::\n"


def fits(  # noqa: PLR0911  one for each keyword
    value: Any, schema: dict[str, Any], whole: dict[str, Any]
) -> bool:
    """Whether a value fits a schema, as far as ours go."""
    if "$ref" in schema:
        return fits(value, whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
    if "oneOf" in schema:
        return sum(fits(value, one, whole) for one in schema["oneOf"]) == 1
    if "anyOf" in schema:
        return any(fits(value, one, whole) for one in schema["anyOf"])
    if "const" in schema:
        return bool(value == schema["const"])
    if "enum" in schema:
        return value in schema["enum"]
    match schema["type"]:
        case "object":
            inside = schema["properties"]
            return (
                isinstance(value, dict)
                and schema["required"] == [*inside] == [*value]
                and all(fits(value[name], inside[name], whole) for name in inside)
            )
        case "array":
            if not isinstance(value, list):
                return False
            kinds = schema.get("prefixItems") or [schema["items"]] * len(value)
            return len(kinds) == len(value) and all(
                fits(part, kind, whole) for part, kind in zip(value, kinds, strict=True)
            )
        case "number":
            return type(value) in {int, float}
        case simple:
            kinds_of = {"string": str, "integer": int, "boolean": bool, "null": type(None)}
            return type(value) is kinds_of[simple]


@pytest.mark.parametrize(("file", "syntax"), SOURCES, ids=lambda value: Path(str(value)).name)
def test_what_is_read_back_is_the_same_and_fits_the_schema(file: Path, syntax: str) -> None:
    blocks = read_blocks(file.read_text(encoding="utf-8"), syntax, "page", Report())
    text, report = write(blocks, "page", Report()), Report()
    assert read(text, "page", report) == blocks
    assert list(report) == []
    schema = json.loads(write_schema())
    assert fits(json.loads(text), schema, schema)


def test_a_question_and_places_come_back() -> None:
    blocks = read_blocks(CHECK, "markdown", "page", Report())
    assert read(write(blocks, "", Report()), "", Report()) == blocks
    assert '"type": "SingleChoice"' in write(blocks, "", Report())


def test_keys_stand_in_the_order_of_the_model() -> None:
    text = write((Paragraph((Text("a", Pos(1, 2)),)),), "", Report())
    assert re.findall(r'"(\w+)":', text) == [
        *("type", "version", "blocks"),
        *("type", "children", "type", "text", "at", "attrs", "at"),
    ]


def _page(blocks: str) -> str:
    return f'{{"type": "Page", "version": 1, "blocks": {blocks}}}'


_RULE = '{"type": "Rule", "attrs": [], "at": [0, 0]}'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "page:1:2 This is no JSON"),
        ("[" * 100_000, "page Its values stand in each other too deep"),
        ("[]", "no object of the type Page"),
        ('{"type": "Page", "version": 2, "blocks": []}', "its version is 2"),
        (_page("3"), "blocks is 3, not a list"),
        (_page('[{"type": "Text"}]'), 'blocks[0].type is "Text"'),
        (_page('[{"type": "Rule", "attrs": []}]'), "blocks[0].at is missing"),
        (_page(_RULE.replace("attrs", "odd")), "blocks[0].attrs is missing"),
        (_page(_RULE.replace('"attrs": []', '"attrs": [], "x": 1').join("[]")), "blocks[0].x has no place"),
        (_page(_RULE.replace("[0, 0]", "[0]").join("[]")), "blocks[0].at holds 1 values, not 2"),
        (_page(_RULE.replace("[0, 0]", "[0, true]").join("[]")), "blocks[0].at[1] is true"),
        (_page(_RULE.replace("[]", '[["a", "\\ud800"]]').join("[]")), "blocks[0].attrs[0][1] is"),
        (_page(_RULE.replace("[0, 0]", "[0, 1e400]").join("[]")), "blocks[0].at[1] is Infinity"),
        (_page(_RULE.replace("[0, 0]", "[0, NaN]").join("[]")), "NaN is no number"),
    ],
)  # fmt: skip
def test_a_misfit_is_told(text: str, message: str) -> None:
    if message == "blocks[0].attrs is missing":
        text = _page(_RULE.replace("attrs", "odd").join("[]"))
    report = Report()
    assert read(text, "page", report) == ()
    (found,) = report
    assert found.code == "CNV-005"
    assert message in f"{found.at} {found.message}"


def test_what_nests_deeper_than_any_page_is_told() -> None:
    inner = "[]"
    for _ in range(150):
        inner = f'[{{"type": "Group", "blocks": {inner}, "attrs": [], "at": [0, 0]}}]'
    report = Report()
    assert read(_page(inner), "page", report) == ()
    assert [found.code for found in report] == ["CNV-005"]
