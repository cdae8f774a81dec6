"""Blocks → HTML where a source cannot show it: shifts, anchors, safety, course blocks."""

from __future__ import annotations

import pytest

from scormkit.model.blocks import (
    Callout,
    Cell,
    Download,
    Figure,
    Frame,
    Heading,
    HtmlBlock,
    ListBlock,
    ListItem,
    Macro,
    Navigation,
    Paragraph,
    Placeholder,
    Plain,
    Row,
    Table,
    TestPlace,
    Verbatim,
    Video,
)
from scormkit.model.inlines import (
    Anchor,
    Break,
    Image,
    InlineHtml,
    InlineMacro,
    Link,
    Reference,
    Span,
    Text,
)
from scormkit.render.attributes import is_safe, is_safe_url
from scormkit.render.blocks import render_blocks
from scormkit.render.plain import PlainContext
from scormkit.render.sanitise import sanitise

PAGE = Reference("doc", "P")


class Shifted(PlainContext, frozen=True):
    """A page within a document."""

    def anchor(self, identifier: str) -> str:
        return f"page-{identifier}"


def test_headings_shift_and_ids_become_the_documents() -> None:
    context = Shifted(heading_shift=2)
    blocks = (
        Heading(1, (Text("a"), Anchor("x")), (("class", "c"),), "Ha"),
        Heading(5, (Text("b"),)),
        Paragraph((Span((Text("d"),), (("id", "y"),)),)),
    )
    assert render_blocks(blocks, context) == (
        '<h3 id="page-Ha" class="c">a<a id="page-x"></a></h3><h6>b</h6>'
        '<p><span id="page-y">d</span></p>'
    )


def test_soft_breaks_are_white_space() -> None:
    blocks = (Paragraph((Text("a"), Break(soft=True), Text("b"), Break(), Text("c"))),)
    assert render_blocks(blocks, PlainContext()) == "<p>a\nb<br/>c</p>"


def test_a_list_may_start_later() -> None:
    blocks = (ListBlock(ordered=True, items=(ListItem((Plain((Text("a"),)),)),), start=3),)
    assert render_blocks(blocks, PlainContext()) == '<ol start="3"><li>a</li></ol>'


def test_an_authors_scope_wins() -> None:
    cell = Cell((), header=True, scope="col", attrs=(("scope", "row"),))
    html = render_blocks((Table((Row((cell,)),)),), PlainContext())
    assert html == '<table><tr><th scope="row"></th></tr></table>'


def test_literal_text_keeps_its_first_line_end() -> None:
    assert render_blocks((Verbatim("\na<"),), PlainContext()) == "<pre>\n\na&lt;</pre>"


def test_course_blocks_have_plain_markup() -> None:
    blocks = (
        Callout("task", (Paragraph((Text("a"),)),), (Text("t"),)),
        Video("v", "h", "https://e.org/v", title="V"),
        Frame("https://e.org/f"),
        Figure(Image(Reference("url", "https://e.org/i.png"), "i"), (Text("c"),)),
        Download(Reference("attach", "f.pdf"), (Text("F"),)),
        TestPlace(),
        Navigation(PAGE, (Text("on"),)),
        Placeholder("m", "<m>"),
        Macro("n", (("a", "b"),), None),
        Paragraph((InlineMacro("o", (), "p"),)),
    )
    assert render_blocks(blocks, PlainContext()) == (
        '<div class="box task"><div class="box-title">t</div><p>a</p></div>'
        '<p><a href="https://e.org/v">V</a></p>'
        '<p><a href="https://e.org/f">https://e.org/f</a></p>'
        '<figure><img src="https://e.org/i.png" alt="i"/>'
        '<div class="figcaption"><p>c</p></div></figure>'
        '<p><a href="f.pdf" download>F</a></p>'
        '<p><a href="P">on</a></p>'
        '<pre class="unconverted" data-name="m">&lt;m&gt;</pre>'
        '<pre class="unconverted" data-name="n">{{n a="b"/}}</pre>'
        '<p><code class="unconverted" data-name="o">{{o}}p{{/o}}</code></p>'
    )


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<iframe src='https://e.org'>x</iframe>",
        "<style>x</style>",
        "<object data='x'>x</object>",
    ],
)
def test_what_runs_is_taken_out_of_raw_html(html: str) -> None:
    assert render_blocks((HtmlBlock(html), Paragraph((InlineHtml(html),))), PlainContext()) == (
        "<p></p>"
    )


def test_raw_html_keeps_text_tables_and_pictures() -> None:
    html = (
        '<table class="t" border="1"><tbody><tr><td colspan="2" style="color:red">a</td></tr>'
        '</tbody></table><img src="data:image/png;base64,AA" width="3">'
        '<a href="mailto:a@e.org" target="_blank">b</a>'
    )
    assert render_blocks((HtmlBlock(html),), PlainContext()) == html


def test_raw_html_loses_what_could_do_harm() -> None:
    html = (
        '<p onclick="x()" style="background:url(//e.org)">a</p><a href="javascript:x()">b</a>'
        '<a href="data:text/html,x">c</a><img src="data:text/html,x">'
    )
    assert render_blocks((HtmlBlock(html),), PlainContext()) == "<p>a</p><a>b</a><a>c</a><img>"


@pytest.mark.parametrize(
    "url",
    ["javascript:x", " java\tscript:x", "JAVASCRIPT://%0ax", "vbscript:x", "data:text/html,x"],
)
def test_addresses_that_run(url: str) -> None:
    assert not is_safe_url(url)
    link = Link(Reference("external", url), (Text("a"),))
    assert render_blocks((Paragraph((link,)),), PlainContext()) == "<p><a>a</a></p>"


@pytest.mark.parametrize("url", ["a", "/a:b", "#a", "?a:b", "https://e", "mailto:a", "odd://a"])
def test_addresses_that_lead(url: str) -> None:
    assert is_safe_url(url)


@pytest.mark.parametrize(
    ("name", "value", "safe"),
    [
        ("class", "a", True),
        ("data-x-1", "a", True),
        ("style", "color: red; width: 10%", True),
        ("style", "background: URL (x)", False),
        ("style", "width: expr\\65ssion(x)", False),
        ("onclick", "x", False),
        ("href", "x", False),
        ("data-<", "x", False),
    ],
)
def test_attributes(name: str, value: str, *, safe: bool) -> None:
    assert is_safe(name, value) is safe


def test_half_a_character_in_raw_html() -> None:
    assert sanitise("<b>\ud800</b>") == "<b>?</b>"


def test_html_too_deep_loses_tags_and_no_text() -> None:
    flat = sanitise("<div>" * 900 + "a<p>b<br>c" + "</div>" * 900 + "<i>d</i>")
    assert flat.count("<div>") == flat.count("</div>") == 400
    assert flat.endswith("<i>d</i>")
    assert "a<p>b<br>c</p>" in flat
    rows = "<ul>" + "<li><b>x</b></li>" * 900 + "</ul>"
    assert sanitise(rows) == rows
