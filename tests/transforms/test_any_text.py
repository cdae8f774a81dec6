"""Whatever an author writes, pages come out and no word is lost unsaid."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from scormkit.diagnostics import Report
from scormkit.model.blocks import HtmlBlock, Paragraph
from scormkit.model.course import Module, Page, Source
from scormkit.model.inlines import Text
from scormkit.model.walk import rewrite, text_of
from scormkit.readers import read
from scormkit.transforms import Directory, ShapeSettings, resolve, shape

PIECES = (
    '(% class="size-24" %)\n', '(% class="size-20" %)\n', '(% class="box errormessage" %)\n',
    '(% class="custom-button" %)\n', '(% class="font-montserrat" %)\n', "(((\n", ")))\n", "\n", "\n\n",
    "{{html}}", "{{/html}}", '<iframe src="https://vk.com/video_ext.php?oid=1&id=2">', "</iframe>",
    '<iframe src="//x/res/index.html"/>', '<iframe src="http://[">', "<script>", "</script>", "<div>",
    "<!--", "&#1;", "&amp;", "[[", "]]", ">>", "doc:A\\.b.C", "attach:f.pdf", "url:javascript:x", "||",
    "image:a.png", "#x", "{{m/}}", "{{m}}", "{{/m}}", "**", "= h =\n", "|=a|b\n", "* ", "> ", "a", " ",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=30).map("".join)
SETTINGS = ShapeSettings(split="heading-2", title="T")


def course(text: str) -> tuple[Page, ...]:
    report = Report()
    page = read(Source("modules/m/a.xwiki", text, "xwiki/2.1"), report)
    pages = shape(page, SETTINGS, report)
    directory = Directory.of((Module("m", "M", pages),), "https://wiki.example.org")
    return tuple(resolve(each, directory, report) for each in pages)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("=")
@example("= a =\n\n==\n\nb")
def test_any_text_gives_pages(text: str) -> None:
    pages = course(text)
    assert pages
    assert len({page.id for page in pages}) == len(pages)
    assert all(page.title for page in pages)


WORDS = st.lists(st.text("абвгд", min_size=1, max_size=5), min_size=1, max_size=8)
LAYOUTS = (
    "{}\n\n", '(% class="size-20" %)\n{}\n\n', '(% class="box errormessage" %)\n(((\n**{}**\n)))\n\n',
    '(% class="custom-button" %)\n[[{}>>doc:X.Y]]\n\n', "* {}\n\n", "(((\n{}\n)))\n\n", "|{}\n\n",
    "{{{{html}}}}<p>{}</p><iframe src='https://vk.com/video_ext.php?oid=1&id=2'></iframe>{{{{/html}}}}\n\n",
    "{{{{info}}}}\n{}\n{{{{/info}}}}\n\n", "[[{}>>attach:none.pdf]]\n\n", "> {}\n\n",
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(LAYOUTS), WORDS), min_size=1, max_size=8))
def test_every_word_stands_in_its_order(parts: list[tuple[str, list[str]]]) -> None:
    source = "".join(layout.format(" ".join(words)) for layout, words in parts)
    shown: list[str] = []
    for page in course(source):
        shown += [] if page.title == "T" else page.title.split()
        shown += _words(page)
    assert shown == [word for _, words in parts for word in words]


def _words(page: Page) -> list[str]:
    """Raw HTML of this test is a paragraph like any other."""

    def opened(block: HtmlBlock) -> Paragraph:
        return Paragraph((Text(block.html.replace("<p>", " ").replace("</p>", " ")),))

    return text_of(rewrite(page.blocks, {HtmlBlock: opened})).split()
