"""Runs the response processing of QTI items, as far as our writer uses the language."""

from __future__ import annotations

import operator
import re
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scormkit.archive.tree import FileTree


_OPERATIONS: dict[str, Callable[..., Any]] = {
    "and": lambda *parts: all(parts),
    "sum": lambda *parts: sum(parts),
    "match": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lte": operator.le,
}


def document(tree: FileTree, path: str) -> etree._Element:
    """Parse a document, its names brought to those of QTI 2 without their namespace."""
    content = tree[path]
    assert isinstance(content, bytes)
    root = etree.fromstring(content)
    for element in root.iter("*"):
        element.tag = camel(etree.QName(element).localname.removeprefix("qti-"))
        for key, value in list(element.attrib.items()):
            del element.attrib[key]
            element.set(camel(str(key)) if "{" not in str(key) else str(key), str(value))
    return root


def camel(name: str) -> str:
    """Spell a name as QTI 2 does."""
    return re.sub(r"-([a-z])", lambda found: found[1].upper(), name)


def one(element: etree._Element, path: str) -> etree._Element:
    """Find what must be there."""
    found = element.find(path)
    assert found is not None, path
    return found


def outcome(item: etree._Element, given: Any, **more: Any) -> dict[str, Any]:
    """Give what comes of an answer: lists of an order, sets of several, a text or a number of one."""
    return Assessor(item, {"RESPONSE": given, **more}).run()


class Assessor:
    """An item with what was answered."""

    def __init__(self, item: etree._Element, given: Mapping[str, Any]) -> None:
        self.processing = one(item, "responseProcessing")
        self.declared = {d.get("identifier"): d for d in item.iterfind("responseDeclaration")}
        self.values: dict[str, Any] = {"SCORE": 0.0, **given}
        self.named: dict[str, Callable[[str], Any]] = {
            "variable": self.values.get,
            "correct": self.correct,
            "mapResponse": self.mapped,
        }

    def run(self) -> dict[str, Any]:
        """Give the outcomes."""
        if self.processing.get("template"):
            assert "match_correct" in (self.processing.get("template") or "")
            assert list(self.declared) == ["RESPONSE"]
            return {"SCORE": float(self.values["RESPONSE"] == self.correct("RESPONSE"))}
        for rule in self.processing:
            self.follow(rule)
        return {key: value for key, value in self.values.items() if key not in self.declared}

    def follow(self, rule: etree._Element) -> None:
        """Carry out a rule."""
        if rule.tag == "setOutcomeValue":
            self.values[rule.get("identifier", "")] = self.worth(rule[0])
            return
        assert rule.tag == "responseCondition", rule.tag
        for case in rule:
            done = case.tag == "responseElse" or self.worth(case[0])
            if done:
                for inner in list(case)[0 if case.tag == "responseElse" else 1 :]:
                    self.follow(inner)
                return

    def worth(self, e: etree._Element) -> Any:
        """Evaluate an expression."""
        tag, name = str(e.tag), e.get("identifier", "")
        if tag in self.named:
            return self.named[tag](name)
        if tag == "baseValue":
            return float(e.text or "") if e.get("baseType") == "float" else e.text
        inside = [self.worth(child) for child in e]
        if tag == "index":
            return dict(enumerate(inside[0], 1)).get(int(e.get("n", "")))
        return _OPERATIONS[tag](*inside)

    def correct(self, name: str) -> Any:
        """Give what is declared right, as an answer of this cardinality."""
        values = [v.text for v in self.declared[name].iterfind("correctResponse/value")]
        cardinality = self.declared[name].get("cardinality")
        return {"single": set(values), "multiple": set(values), "ordered": values}[
            cardinality or ""
        ]

    def mapped(self, name: str) -> float:
        """Give what a mapping makes of an answer."""
        mapping = one(self.declared[name], "mapping")
        given = self.values[name]
        parts = [given] if isinstance(given, str) else given
        worth = sum(
            next((float(e.get("mappedValue", "")) for e in mapping if _fits(e, part)), 0.0)
            for part in parts
        )
        low, high = float(mapping.get("lowerBound", "")), float(mapping.get("upperBound", ""))
        return min(high, max(low, worth))


def _fits(entry: etree._Element, part: str) -> bool:
    key = entry.get("mapKey", "")
    if entry.get("caseSensitive", "true") == "false":
        return key.lower() == part.lower()
    return key == part
