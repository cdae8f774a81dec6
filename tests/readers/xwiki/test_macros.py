"""What a manifest makes of macros; places and findings of what macros hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from scormkit.diagnostics import Report
from scormkit.model.blocks import Callout, Download, Figure, Frame, HtmlBlock, Macro, Video, is_hero
from scormkit.model.inlines import InlineMacro, Reference, Text
from scormkit.model.walk import text_of, walk
from scormkit.project.settings.shapes import MacroRule
from scormkit.readers.xwiki import read

if TYPE_CHECKING:
    from scormkit.model.blocks import Block


def mapped(source: str, name: str = "m", **words: str) -> tuple[tuple[Block, ...], list[str]]:
    """Read a page whose manifest maps one macro; ``as`` is spelled ``becomes``."""
    given: dict[str, Any] = {"as" if key == "becomes" else key: v for key, v in words.items()}
    report = Report()
    blocks = read(source, "xwiki/2.1", "page", report, {name: MacroRule(**given)})
    return blocks, [f"{found.code} {found.at.line}" for found in report]


def test_hero_with_its_words() -> None:
    (block,), codes = mapped(
        '{{m src="a.png" title="T"/}}', becomes="hero", image="src", alt="title"
    )
    assert isinstance(block, Figure)
    assert is_hero(block)
    assert block.image.target == Reference("attach", "a.png")
    assert block.image.alt == "T"
    assert codes == []


def test_texts_of_the_rule_itself_and_addresses() -> None:
    (block,), _ = mapped("{{m/}}", becomes="hero", image="=https://e.org/a.png", alt="= A wall")
    assert isinstance(block, Figure)
    assert block.image.target == Reference("url", "https://e.org/a.png")
    assert block.image.alt == "A wall"


def test_without_words_the_picture_says_nothing_of_itself() -> None:
    (block,), _ = mapped('{{m src="a.png"/}}', becomes="figure", image="src", alt="title")
    assert isinstance(block, Figure)
    assert block.image.alt is None


def test_figure_has_a_caption_of_wiki_text() -> None:
    (block,), _ = mapped(
        '{{M SRC="a.png" c="b **c**"/}}', becomes="figure", image="src", caption="c"
    )
    assert isinstance(block, Figure)
    assert text_of(block.caption) == "b c"
    assert not is_hero(block)


def test_callout_holds_wiki_text_at_its_place() -> None:
    source = 'x\n\n{{m heading="T //t//"}}\na\n\n* b\n{{/m}}'
    (_, block), codes = mapped(source, becomes="callout", kind="task", title="heading")
    assert isinstance(block, Callout)
    assert (block.kind, text_of(block.title)) == ("task", "T t")
    assert [node.at.line for node in walk(block.blocks) if isinstance(node, Text)] == [4, 6]
    assert codes == []


def test_callout_of_a_parameter() -> None:
    (block,), _ = mapped('{{m body="a **b**"/}}', becomes="callout", text="body")
    assert isinstance(block, Callout)
    assert text_of(block.blocks).strip() == "a b"


def test_video_frame_download_html() -> None:
    (video,), _ = mapped(
        '{{m u="https://e.org/v" t="T"/}}', becomes="video", address="u", title="t"
    )
    assert isinstance(video, Video)
    assert (video.link, video.title) == ("https://e.org/v", "T")
    (frame,), _ = mapped("{{m}}https://e.org/f{{/m}}", becomes="frame", address="content")
    assert isinstance(frame, Frame)
    (file,), _ = mapped('{{m f="a.pdf"/}}', becomes="download", file="f")
    assert isinstance(file, Download)
    assert file.target == Reference("attach", "a.pdf")
    (html,), _ = mapped("{{m}}<b>a</b>{{/m}}", becomes="html")
    assert isinstance(html, HtmlBlock)
    assert html.html == "<b>a</b>"


def test_unwrapped_content_is_wiki_text_with_macros_in_it() -> None:
    blocks, codes = mapped("{{m}}\na **b** {{info}}c{{/info}}\n\n{{x/}}\n{{/m}}", becomes="unwrap")
    assert text_of(blocks[:1]).split() == ["a", "b", "c"]
    assert isinstance(blocks[-1], Macro)
    assert codes == ["XWK-001 4"]


def test_unwrapped_in_a_line_it_stays_in_the_line() -> None:
    (block,), _ = mapped("a {{m}}**b**{{/m}} c", becomes="unwrap")
    assert text_of((block,)).strip() == "a b c"


@pytest.mark.parametrize("name", ["info", "toc", "include", "velocity"])
def test_a_rule_goes_before_the_table(name: str) -> None:
    (block,), codes = mapped(f"{{{{{name}}}}}a{{{{/{name}}}}}", name, becomes="html")
    assert isinstance(block, HtmlBlock)
    assert codes == []


def test_what_is_lacking_is_told_at_its_line_and_stays_visible() -> None:
    blocks, codes = mapped("a\n\n{{m/}}", becomes="video", address="url")
    assert isinstance(blocks[1], Macro)
    assert codes == ["XWK-020 3"]


def test_the_program_is_kept_in_the_finding() -> None:
    report = Report()
    blocks = read("a {{groovy}}\nprintln  1\n{{/groovy}}", "xwiki/2.1", "page", report)
    assert any(isinstance(node, InlineMacro) for node in walk(blocks))
    (found,) = report
    assert found.code == "XWK-002"
    assert found.message.endswith(": println 1")


def test_calls_that_nest_without_end_come_to_one() -> None:
    source = "{{m}}" * 200 + "a" + "{{/m}}" * 200
    _, codes = mapped(source, becomes="unwrap")
    assert "XWK-004 1" in codes
