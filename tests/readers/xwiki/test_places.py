"""Every node knows its line and column; findings point at what they are about."""

from __future__ import annotations

from scormkit.diagnostics import Report
from scormkit.model.blocks import Callout, Group, Heading, ListItem, Macro, Paragraph, Row
from scormkit.model.inlines import Format, Image, InlineMacro, Link, Text
from scormkit.model.walk import walk
from scormkit.readers.xwiki import read

SOURCE = """\
= Title =

a **b** [[c **d**>>e]]
* one
** two {{odd/}}

(((
|x|y
[[image:p.png]]
)))

{{info}}
in //box// {{odd}}z{{/odd}}
{{/info}}
"""


def _places(kind: type) -> list[tuple[int, int]]:
    return [
        tuple(node.at)  # type: ignore[misc]  # a Pos is a pair
        for node in walk(read(SOURCE, "xwiki/2.1", "p", Report()))
        if isinstance(node, kind)
    ]


def test_blocks() -> None:
    assert _places(Heading) == [(1, 1)]
    assert _places(Paragraph) == [(3, 1), (13, 1)]
    assert _places(ListItem) == [(4, 1), (5, 1)]
    assert _places(Group) == [(7, 1)]
    assert _places(Row) == [(8, 1)]
    assert _places(Callout) == [(12, 1)]
    assert _places(Macro) == []


def test_inlines() -> None:
    assert _places(Format) == [(3, 3), (3, 13), (13, 4)]
    assert _places(Link) == [(3, 9)]
    assert _places(Image) == [(9, 1)]
    assert _places(InlineMacro) == [(5, 8), (13, 12)]


def test_text_after_escapes_in_a_label() -> None:
    blocks = read("[[~[a **b**>>c]]", "xwiki/2.1", "p", Report())
    bold = next(node for node in walk(blocks) if isinstance(node, Format))
    assert bold.at == (1, 7)
    inside = next(node for node in walk([bold]) if isinstance(node, Text))
    assert inside.at == (1, 9)


def test_an_escaped_letter_begins_no_address() -> None:
    for source, found in {
        "~http://e.org": 0,
        "~mailto:a": 0,
        "~.http://e.org": 1,
        "a~ http://e.org": 1,
    }.items():
        links = [n for n in walk(read(source, "xwiki/2.1", "p", Report())) if isinstance(n, Link)]
        assert len(links) == found, source


def test_findings() -> None:
    report = Report()
    read(SOURCE, "xwiki/2.1", "p.xwiki", report)
    assert [(d.code, str(d.at)) for d in report] == [
        ("XWK-001", "p.xwiki:5:8"),
        ("XWK-001", "p.xwiki:13:12"),
    ]


def test_codes() -> None:
    expected = {
        "{{python}}x{{/python}}": "XWK-002",
        "{{toc/}}": "XWK-003",
        "*" * 100 + " a": "XWK-004",
        ">" * 100: "XWK-004",
        "(((" * 100 + ")))" * 100: "XWK-004",
        "a {{info}}b": "XWK-005",
        "{{{b": "XWK-005",
        "{{putFootnotes/}}": "XWK-006",
        "((( a": "XWK-007",
        "{{html wiki=true}}<i>a{{/html}}": "XWK-008",
    }
    for source, code in expected.items():
        report = Report()
        read(source, "xwiki/2.1", "p", report)
        assert {d.code for d in report} == {code}, source


def test_nothing_to_find() -> None:
    report = Report()
    source = "{{info}}a{{/info}}\n\n{{code}}b{{/code}}\n\n{{comment}}c{{/comment}}"
    read(source, "xwiki/2.1", "p", report)
    assert len(report) == 0
