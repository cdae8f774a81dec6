"""XWiki → model → XWiki → model is the same model, and the text written is the same text again."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from readers.xwiki.test_any_text import PIECES
from readers.xwiki.test_cases import CASES
from scormkit.diagnostics import Report
from scormkit.model.blocks import (
    Callout,
    Download,
    Frame,
    Heading,
    ListBlock,
    ListItem,
    Navigation,
    Paragraph,
    Part,
    Parts,
    Placeholder,
    Plain,
    Rule,
    TestPlace,
    Verbatim,
    Video,
)
from scormkit.model.inlines import Code, Format, Image, Link, Reference, Text
from scormkit.model.walk import kind_of
from scormkit.readers.xwiki import read
from scormkit.writers.pages.xwiki import write
from writers.pages.sameness import same

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.model.blocks import Block

_CASE = re.compile(r"^(?P<title>\S.*)\n\.\n(?P<source>(?:.*\n)*?)\.\n(?:.*\n)*?\.\n", re.MULTILINE)
_SAID = {"CNV-001", "CNV-002", "CNV-004"}


_W = (Text("w"),)
_P = (Paragraph(_W),)


def pages(source: str, syntax: str = "xwiki/2.1") -> tuple[Any, str, Any, set[str]]:
    """The page, what is written of it, what that is read as, and the codes of what was said."""
    blocks, report = read(source, syntax, "page", Report()), Report()
    text = write(blocks, "page", report)
    again = read(text, "xwiki/2.1", "page", Report())
    assert write(again, "page", Report()) == text
    return same(blocks), text, same(again), {found.code for found in report}


def written(source: str) -> str:
    """What is written of a source, and checked to be the same page."""
    before, text, after, said = pages(source)
    assert before == after
    assert not said & _SAID
    return text.removesuffix("\n")


def _cases() -> list[object]:
    found: list[object] = []
    for file in sorted(CASES.glob("*.test")):
        for case in _CASE.finditer(file.read_text(encoding="utf-8")):
            source = case["source"].removesuffix("\n").replace("␠", " ")
            syntax = "xwiki/2.0" if case["title"].startswith("2.0") else "xwiki/2.1"
            found.append(pytest.param(source, syntax, id=f"{file.stem}: {case['title']}"))
    return found


@pytest.mark.parametrize(("source", "syntax"), _cases())
def test_every_case_of_the_reader(source: str, syntax: str) -> None:
    before, _, after, said = pages(source, syntax)
    assert before == after or said & _SAID


def test_the_corpus(shared: Path) -> None:
    file = shared / "xwiki" / "dev.jsonl"
    if not file.is_file():
        pytest.skip(f"needs the corpus {file}")
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        before, text, after, said = pages(row["input"], row["syntax"])
        assert before == after, (row["id"], text)
        assert not said & _SAID, row["id"]


def test_the_customers_page(shared: Path) -> None:
    for file in (shared / "seed").glob("*.txt"):
        before, _, after, said = pages(file.read_text(encoding="utf-8"))
        assert before == after
        assert not said & _SAID


ALONE = [piece for piece in PIECES if piece not in {"{{html wiki=true}}", "\ud800"}]
"""Wiki text in HTML puts blocks where no other source can; half a letter cannot be encoded."""


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(ALONE) | st.text(max_size=4).filter(str.isprintable), max_size=30).map(
        "".join
    ),
    st.sampled_from(["xwiki/2.0", "xwiki/2.1"]),
)
def test_any_text(text: str, syntax: str) -> None:
    before, _, after, said = pages(text, syntax)
    assume(not said & _SAID)
    assert before == after


WORDS = st.sampled_from(
    ["a", "b c", "да.", " x ", "1. n", "* s", "= t", "> q", "|u", "~~", "~*~*", "http:~//h", "(%)",
     "{{{lit}}}", "{{{|]]}}}", "https://e.org/a ", "image:p.png ", '{{id name="i"/}}', "{{formula}}x^2{{/formula}}",
     "[[P]]", '[[l **b**>>doc:A.B||anchor="z"]]', "[[[[image:p.png]]>>attach:f.pdf]]", "{{footnote}}n //o//{{/footnote}}",
     '{{odd p="~"v"}}raw ~ [[{{/odd}}', "{{html}}<i>h</i>{{/html}}", "\\\\", '(% term="t" %)w(%%)', "~[~[k]]"]
)  # fmt: skip
LINES = st.recursive(
    WORDS,
    lambda inner: (
        st.tuples(st.sampled_from(["**", "//", "--", "__", "^^", ",,", "##"]), inner).map(
            lambda pair: f"{pair[0]}{pair[1]}{pair[0]}"
        )
        | inner.map(lambda text: f'(% class="k" %){text}(%%)')
        | st.lists(inner, min_size=1, max_size=4).map("".join)
    ),
    max_leaves=8,
)
BLOCKS = st.recursive(
    LINES
    | LINES.map(lambda text: f"== {text} ==")
    | st.lists(LINES, min_size=1, max_size=4).map(
        lambda items: "".join(f"{'*' * (1 + n % 3)} {t}\n" for n, t in enumerate(items))
    )
    | st.lists(LINES, min_size=1, max_size=4).map(
        lambda items: "".join(f"{'1' * (1 + n % 2)}. {t}\n" for n, t in enumerate(items))
    )
    | st.lists(LINES, min_size=2, max_size=4).map(lambda c: f"|={'|='.join(c)}\n|{'|'.join(c)}")
    | st.lists(LINES, min_size=1, max_size=3).map(lambda q: "\n".join(f">{t}" for t in q))
    | st.sampled_from(["----", "; t\n: d\n:: e", "{{{\nv\n}}}", '{{code language="py"}}\nc\n{{/code}}',
                       "[[cap **t**>>image:p.png]]", "\n\n", "{{check}}\ntext: Q\nanswer: true\n{{/check}}"]),
    lambda inner: (
        inner.map(lambda text: f'(% class="g" %)\n{text}')
        | st.lists(inner, min_size=1, max_size=3).map(lambda b: "(((\n" + "\n\n".join(b) + "\n)))")
        | st.lists(inner, min_size=1, max_size=3).map(
            lambda b: '{{info title="T **s**"}}\n' + "\n\n".join(b) + "\n{{/info}}"
        )
        | inner.map(lambda text: '{{expand title="E"}}\n' + text + "\n{{/expand}}")
        | inner.map(lambda text: "{{quote}}\n" + text + "\n{{/quote}}")
        | inner.map(lambda text: "* i (((\n" + text + "\n))) j\n** k")
        | inner.map(lambda text: '|a|(% rowspan="2" %)(((\n' + text + "\n)))|b")
    ),
    max_leaves=5,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=4).map("\n\n".join))
@example("== **\\\\** ==")
@example('{{quote}}\n{{id name="i"/}}\n{{/quote}}')
def test_blocks_within_blocks(text: str) -> None:
    before, _, after, said = pages(text)
    assume(not said & _SAID)
    assert before == after


@pytest.mark.parametrize(
    "text",
    [
        "Plain words: 5 * 3 = 15, a/b, c-d, e_f; 50 % (or 60 %), [x], {y}, #1, 2^3 ~~ 4?",
        "1.5 and 2.a, *not, =fine=? yes",
        "**bold** //em// --del-- __ins__ ^^sup^^ ,,sub,, ##mono##",
        "a **b //c// d** e",
        "= Heading =\n\n== Another, with a = b? ==".replace(" = b", " b"),
        "* a\n** b\n*1. c\n* d",
        "1. a\n11. b",
        "; t\n: d\n:: e",
        "|=a|=b\n|c|d",
        '(% class="t" %)\n(% class="r" %)|(% colspan="2" %)c|d',
        ">a\n>>b\n>c",
        '(% class="box" %)(((\na\n\nb\n)))',
        "a\nb\\\\\n\n\n\nc",
        '[[label>>doc:Space.Page||target="_blank" anchor="x"]] and https://e.org/, mailto:a@b.c',
        '[[caption>>image:a.png||width="10"]]',
        "{{{a}}}(%%)",
        "{{{\nx {{{y}}}\n}}}",
        '{{info title="T"}}\na\n\n* b\n{{/info}}',
        '{{code language="py"}}\nx = 1\n{{/code}}',
        "{{formula}}x{{/formula}}",
        "a{{footnote}}b{{/footnote}}",
        "((a) b) [c] {d} e: f! g, h",
        "(%%)\n",
    ],
)
def test_what_is_written_well_stays_as_it_is(text: str) -> None:
    assert written(text) == text.rstrip() or text.endswith("\n")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("a ** b", "a ~** b"),
        ("* a", "~* a"),
        ("1. a", "~1. a"),
        ("= a", "~= a"),
        ("> a", "~> a"),
        ("----", "~--~--"),
        ("| a", "~| a"),
        ("[[a]]", "[~[a]]"),
        ("{{a}}", "{~{a}}"),
        ("{{ a}}", "{{ a}}"),
        ("(((", "~((("),
        (")))", ")))"),
        ("http://e", "http:~//e"),
        ("mailto:a", "mailto~:a"),
        ("~", "~~"),
        (r"a\\b", r"a~\\b"),
    ],
)
def test_escapes_stand_where_they_must(text: str, source: str) -> None:
    page = (Paragraph((Text(text),)),)
    assert write(page, "page", Report()) == f"{source}\n"
    assert same(read(source, "xwiki/2.1", "page", Report())) == same(page)


def test_a_mark_that_its_neighbour_makes() -> None:
    page = (Paragraph((Text("*"), Format("strong", (Text(" a"),)), Text("/"))),)
    assert same(read(write(page, "", Report()), "xwiki/2.1", "", Report())) == same(page)


def test_an_old_page_comes_out_new() -> None:
    _, text, _, _ = pages("[[a>>Sp.Page#x?y=1]] [[b>>P@wiki]] [[doc:c]] image:icon:d", "xwiki/2.0")
    assert '[[a>>Sp.Page||anchor="x?y=1"]]' in text or 'queryString="y=1"' in text
    assert "interwiki:wiki:P" in text
    assert "[[doc:doc:c]]" in text


def test_ids_that_come_by_themselves_are_not_written() -> None:
    source = '= Один =\n\n= Один =\n\n(% id="own" %)\n= Два =\n\n{{info}}\n= Один =\n{{/info}}'
    assert written(source) == source


@pytest.mark.parametrize(
    ("page", "words", "code"),
    [
        ((Paragraph((Link(Reference("attach", "a.pdf", "p"), (Text("w"),)),)),), "w", "CNV-001"),
        ((Paragraph((Format("mark", (Text("w"),)),)),), "w", "CNV-001"),
        ((Paragraph((Text("w"),), (("a b", "c"),)),), "w", "CNV-002"),
        ((Paragraph((Code("}\n}"),)),), "} }", "CNV-001"),
        ((Verbatim("{{/code}} w }}}~", (), "x"),), "w", "CNV-001"),
    ],
)
def test_what_cannot_be_said_is_told(page: tuple[Block, ...], words: str, code: str) -> None:
    report = Report()
    assert words in write(page, "page", report)
    assert [found.code for found in report] == [code]


def test_a_picture_without_words_keeps_that() -> None:
    page = (Paragraph((Text("a "), Image(Reference("attach", "i.png"), ""))),)
    assert same(read(write(page, "", Report()), "xwiki/2.1", "", Report())) == same(page)


def test_a_generated_id_of_a_heading_is_of_its_words() -> None:
    (heading,) = kind_of(read(written("= A é {{{b}}} ="), "xwiki/2.1", "", Report()), Heading)
    assert heading.id == "HAE9b"


@pytest.mark.parametrize(
    ("block", "text", "codes"),
    [
        (Callout("note", ()), "{{info}}{{/info}}", []),
        (Callout("task", _P), "{{task}}\nw\n{{/task}}", []),
        (Callout("task", _P, _W), '{{box title="w" cssClass="errormessage"}}\nw\n{{/box}}', []),
        (Callout("note", _P, (), "i"), "{{info}}\nw\n{{/info}}", ["CNV-002"]),
        (Parts("accordion", (Part(Plain(_W), _P),)), '{{expand title="w"}}\nw\n{{/expand}}', []),
        (
            Parts("tabs", (Part(Plain(_W), _P), Part(None, ()))),
            '{{tabs}}\n{{tab title="w"}}\nw\n{{/tab}}\n\n{{tab}}{{/tab}}\n{{/tabs}}',
            [],
        ),
        (Video("v", "", "https://e.org/v", title="w"), '{{video url="https://e.org/v" title="w"/}}', []),
        (Frame("https://e.org", "w", 9), '{{iframe url="https://e.org" title="w" height="9"/}}', []),
        (Download(Reference("attach", "w.pdf"), _W), '{{office attachment="w.pdf" title="w"/}}', []),
        (Navigation(Reference("doc", "P"), _W), '{{button url="doc:P" label="w"/}}', []),
        (Navigation(Reference("course", "next"), _W), '{{button url="doc:next" label="w"/}}', ["CNV-001"]),
        (TestPlace(), "{{test/}}", ["CNV-001"]),
        (Placeholder("odd", "{{odd/}}"), "{{code}}\n{{odd/}}\n{{/code}}", []),
        (ListBlock(ordered=True, items=(ListItem(_P),), start=3), "1. w", ["CNV-001"]),
        (ListBlock(ordered=False, items=(ListItem((*_P, Rule())),)), "* (((\nw\n\n----\n)))", []),
        (Callout("note", (Verbatim("{{info}}"),)), '(% class="box infomessage" %)(((\n{{code}}\n{{info}}\n{{/code}}\n)))', ["CNV-001"]),
    ],
)  # fmt: skip
def test_what_a_course_is_made_of(block: Block, text: str, codes: list[str]) -> None:
    report = Report()
    assert write((block,), "page", report) == f"{text}\n"
    assert [found.code for found in report] == codes
