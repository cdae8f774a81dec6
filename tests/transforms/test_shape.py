"""The local passes: what a wiki's constructs become, and that nothing visible goes unsaid."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from scormkit.diagnostics import Report
from scormkit.model.blocks import (
    Block,
    Callout,
    Download,
    EmptyLines,
    Figure,
    Frame,
    Group,
    Heading,
    HtmlBlock,
    ListBlock,
    ListItem,
    Macro,
    Navigation,
    Paragraph,
    Parts,
    Placeholder,
    Plain,
    TestPlace,
    Video,
)
from scormkit.model.course import Page, Source
from scormkit.model.inlines import Break, Format, InlineHtml, Pos, Reference, Span, Text
from scormkit.model.walk import text_of
from scormkit.project.settings.shapes import MacroRule
from scormkit.readers import read
from scormkit.transforms import ShapeSettings, shape
from scormkit.values import replace
from transforms.pages import link, paragraph, shaped, words

if TYPE_CHECKING:
    from scormkit.project.settings.shapes import MacroShape

VK = "https://vkvideo.ru/video_ext.php?oid=-12&id=345&hash=ab"


def rules(**treatments: MacroShape) -> dict[str, MacroRule]:
    return {name: MacroRule(**{"as": becomes}) for name, becomes in treatments.items()}


def box(css: str, *blocks: Block) -> Group:
    return Group(blocks, (("class", f"box {css}"),), Pos(5, 1))


def strong(text: str) -> Format:
    return Format("strong", words(text))


def test_wrapper_is_opened_and_nothing_in_it_is_lost() -> None:
    inside = (paragraph("a"), Group((paragraph("b"),), (("class", "font-montserrat"),)))
    blocks, codes = shaped(Group(inside, (("class", "font-montserrat"),)), paragraph("c"))
    assert [text_of((b,)).strip() for b in blocks] == ["a", "b", "c"]
    assert codes == []


def test_group_with_a_meaning_stays() -> None:
    blocks, _ = shaped(paragraph("a"), Group((paragraph("b"),), (("class", "columns"),)))
    assert isinstance(blocks[1], Group)


def kind(css: str, *blocks: Block) -> Group:
    return Group(blocks, (("class", css),), Pos(5, 1))


def heading(level: int, text: str) -> Heading:
    return Heading(level, words(text))


def test_parts_are_cut_at_the_highest_heading() -> None:
    group = kind(
        "tabs",
        paragraph("before"),
        heading(3, "a"),
        heading(4, "a1"),
        heading(3, "b"),
        paragraph("c"),
    )
    (before, parts), codes = shaped(group)
    assert isinstance(parts, Parts)
    assert (parts.kind, text_of((before,)).strip(), codes) == ("tabs", "before", [])
    heads = [
        (part.head and text_of((part.head,)).strip(), len(part.blocks)) for part in parts.parts
    ]
    assert heads == [("a", 1), ("b", 1)]


def test_steps_may_be_a_list_and_tabs_may_not() -> None:
    items = ListBlock(ordered=True, items=tuple(ListItem((paragraph(t),)) for t in "ab"))
    (steps, after), _ = shaped(kind("steps", items, paragraph("after")))
    assert isinstance(steps, Parts)
    assert [part.head for part in steps.parts] == [None, None]
    assert text_of((after,)).strip() == "after"
    (group,), codes = shaped(kind("tabs", items))
    assert isinstance(group, Group)
    assert codes == ["CRS-016"]


def test_macros_that_fold_are_taken_together() -> None:
    text = "{{accordion}}{{expand title='A'}}a{{/expand}}{{expand title='B'}}b{{/expand}}{{/accordion}}"
    page = read(Source("modules/m/page.xwiki", text, "xwiki/2.1"), Report())
    (shaped_page,) = shape(replace(page, title="Page"), ShapeSettings(), Report())
    (parts,) = shaped_page.blocks
    assert isinstance(parts, Parts)
    assert [text_of(part.blocks).strip() for part in parts.parts] == ["a", "b"]


def test_a_page_of_nothing_but_tabs_is_no_wrapper() -> None:
    (parts,), _ = shaped(kind("tabs", heading(2, "a"), paragraph("b")))
    assert isinstance(parts, Parts)


def test_a_list_of_files_is_a_list_of_downloads() -> None:
    def listed(*blocks: Block) -> ListBlock:
        made = ListBlock(ordered=False, items=tuple(ListItem((block,)) for block in blocks))
        (found,), _ = shaped(made)
        assert isinstance(found, ListBlock)
        return found

    file = link("attach", "f.pdf", "The memo")
    rows = listed(Plain((file,)), Paragraph((file,)))
    assert {type(item.blocks[0]) for item in rows.items} == {Download}
    mixed = listed(Plain((file,)), Plain(words("and more")))
    assert {type(item.blocks[0]) for item in mixed.items} == {Plain}


def test_styled_paragraphs_become_headings_and_the_title() -> None:
    report = Report()
    blocks = (paragraph("The title", "size-24 weight-700"), paragraph("Part", "size-20 blue"))
    (page,) = shape(Page("p", "", blocks, "p.xwiki"), ShapeSettings(), report)
    assert page.title == "The title"
    assert page.blocks == (Heading(2, words("Part"), (), "part", Pos(3, 1)),)
    assert list(report) == []


def test_styled_span_alone_in_its_paragraph_is_a_heading() -> None:
    span = Span((strong("Part"),), (("class", "size-20"),))
    blocks, _ = shaped(Paragraph((span,)))
    assert blocks == (Heading(2, words("Part"), id="part"),)


def test_other_classes_can_be_headings() -> None:
    blocks, _ = shaped(paragraph("Part", "big"), settings=ShapeSettings(headings={"big": 3}))
    assert isinstance(blocks[0], Heading)
    assert blocks[0].level == 3


@pytest.mark.parametrize(
    ("css", "kind"),
    [
        ("errormessage", "task"),
        ("warningmessage", "before-test"),
        ("successmessage", "congratulation"),
        ("infomessage", "note"),
        ("", "box"),
    ],
)
def test_boxes(css: str, kind: str) -> None:
    (callout,), _ = shaped(box(css, paragraph("Do it")))
    assert isinstance(callout, Callout)
    assert callout.kind == kind
    assert text_of(callout.blocks).strip() == "Do it"


def test_bold_first_line_is_the_title_and_the_rest_stays() -> None:
    first = Paragraph((strong("Well done "), Text("🤩"), Break(), Text("Go on")))
    (callout,), _ = shaped(box("successmessage", first))
    assert isinstance(callout, Callout)
    assert text_of(callout.title) == "Well done 🤩"
    assert text_of(callout.blocks).strip() == "Go on"


def test_sentence_that_begins_in_bold_is_no_title() -> None:
    (callout,), _ = shaped(box("", Paragraph((strong("Note"), Text(" that it rains")))))
    assert isinstance(callout, Callout)
    assert callout.title == ()


def test_task_ids_hang_on_words_not_on_order() -> None:
    tasks = [box("errormessage", paragraph(f"Task about {name}")) for name in ("ants", "bees")]
    forward, _ = shaped(*tasks)
    backward, _ = shaped(*reversed(tasks))
    ids = [block.id for block in forward if isinstance(block, Callout)]
    assert ids == ["page-task-about-ants", "page-task-about-bees"]
    assert [block.id for block in backward if isinstance(block, Callout)] == ids[::-1]


def test_equal_tasks_get_different_ids() -> None:
    tasks, _ = shaped(*[box("errormessage", paragraph("Read"))] * 2)
    assert [block.id for block in tasks if isinstance(block, Callout)] == [
        "page-read",
        "page-read-2",
    ]


@pytest.mark.parametrize(
    ("address", "identifier", "host", "page"),
    [
        (VK, "vk-c12-345", "VK Видео", "https://vkvideo.ru/video-12_345"),
        (VK.replace("-12", "12"), "vk-u12-345", "VK Видео", "https://vkvideo.ru/video12_345"),
        (
            "//www.youtube.com/embed/AbC_d-12345",
            "youtube-a0bc0-u-d-12345",
            "YouTube",
            "https://www.youtube.com/watch?v=AbC_d-12345",
        ),
        (
            "https://rutube.ru/play/embed/0123abcd/?p=key",
            "rutube-0123abcd",
            "Rutube",
            "https://rutube.ru/video/private/0123abcd/?p=key",
        ),
        (
            "https://player.vimeo.com/video/777?h=abc",
            "vimeo-777",
            "Vimeo",
            "https://vimeo.com/777/abc",
        ),
    ],
)
def test_frames_of_video_hosts(address: str, identifier: str, host: str, page: str) -> None:
    html = f'<iframe src="{address.replace("&", "&amp;")}" title="T" height="360"></iframe>'
    (video,), codes = shaped(HtmlBlock(html, Pos(9, 1)))
    full = f"https:{address}" if address.startswith("//") else address
    assert video == Video(identifier, host, page, full, title="T", at=Pos(9, 1))
    assert codes == []


def test_youtube_ids_tell_capitals_apart() -> None:
    one, two = (
        shaped(HtmlBlock(f'<iframe src="https://www.youtube.com/embed/{name}"></iframe>'))[0][0]
        for name in ("abcdefghijk", "Abcdefghijk")
    )
    assert isinstance(one, Video)
    assert isinstance(two, Video)
    assert one.id != two.id


def test_video_written_by_its_address_is_completed() -> None:
    (video,), _ = shaped(Video("", "", "https://youtu.be/abcdefghijk", title="T"))
    assert isinstance(video, Video)
    assert video.id == "youtube-abcdefghijk"
    assert video.embed == "https://www.youtube-nocookie.com/embed/abcdefghijk"


def test_video_of_an_unknown_host_has_an_id_of_its_own() -> None:
    videos = [Video("", "", f"https://video.example.org/{name}") for name in "ab"]
    (first, second), _ = shaped(*videos)
    assert isinstance(first, Video)
    assert isinstance(second, Video)
    assert first.id.startswith("video-")
    assert first.id != second.id


def test_unnamed_video_is_named_by_its_heading() -> None:
    blocks, _ = shaped(Heading(2, words("Bees")), HtmlBlock(f'<iframe src="{VK}"></iframe>'))
    assert isinstance(blocks[1], Video)
    assert blocks[1].title == "Bees"


def test_script_is_dropped_with_its_line_and_the_rest_stays() -> None:
    html = "<p>before</p>\n<script>\nalert('<iframe>')\n</script>\n<p>after</p>"
    report = Report()
    (page,) = shape(
        Page("p", "P", (HtmlBlock(html, Pos(10, 1)),), "p.xwiki"), ShapeSettings(), report
    )
    assert page.blocks == (HtmlBlock("<p>before</p>\n\n<p>after</p>", Pos(10, 1)),)
    assert [(d.code, d.at.line) for d in report] == [("CRS-001", 11)]


def test_published_test_gives_its_place_to_the_module_s_own() -> None:
    html = '<div class="video-container">\n<iframe src="https://t.example/1/res/index.html"></iframe></div>'
    blocks, codes = shaped(HtmlBlock(html, Pos(4, 1)))
    assert blocks == (TestPlace(Pos(5, 0)),)
    assert codes == ["CRS-002"]


def test_other_frames_stay_frames() -> None:
    blocks, codes = shaped(
        HtmlBlock('<iframe src="https://maps.example/x" height="300px" title="Map"></iframe>')
    )
    assert blocks == (Frame("https://maps.example/x", "Map", 300, Pos(0, 0)),)
    assert codes == []


@pytest.mark.parametrize("source", ["", "javascript:alert(1)", "http://[broken", "page.html"])
def test_frame_without_a_usable_address_is_reported(source: str) -> None:
    blocks, codes = shaped(HtmlBlock(f'<iframe src="{source}"></iframe>'))
    assert blocks == ()
    assert codes == ["CRS-008"]


@pytest.mark.parametrize(
    "html", ["<form><input></form>", "<object data=x></object>", "<style>a</style>"]
)
def test_lost_elements_are_reported(html: str) -> None:
    _, codes = shaped(HtmlBlock(html))
    assert set(codes) == {"CRS-011"}


def test_unclosed_frame_does_not_swallow_the_rest() -> None:
    blocks, _ = shaped(HtmlBlock(f'<iframe src="{VK}"><p>still here</p>'))
    assert isinstance(blocks[0], Video)
    assert blocks[1] == HtmlBlock("<p>still here</p>", Pos(0, 0))


def test_frame_inside_a_paragraph_cuts_it() -> None:
    html = InlineHtml(f'<iframe src="{VK}"></iframe>')
    blocks, _ = shaped(Paragraph((Text("Watch:"), Break(), html, Break(), Text("Done."))))
    assert isinstance(blocks[1], Video)
    assert [text_of((blocks[0],)).strip(), text_of((blocks[2],)).strip()] == ["Watch:", "Done."]


def test_html_without_anything_visible_goes_quietly() -> None:
    blocks, codes = shaped(HtmlBlock("<div class='x'>&nbsp;</div>"), paragraph("a"))
    assert len(blocks) == 1
    assert codes == []


def test_buttons() -> None:
    button = Paragraph((link("doc", "A.B", "Go on"),), (("class", "custom-button"),))
    blocks, _ = shaped(button)
    assert blocks == (Navigation(Reference("doc", "A.B"), words("Go on"), Pos(7, 2)),)


def test_button_with_words_beside_the_link_stays_text() -> None:
    button = Paragraph((Text("or "), link("doc", "A.B")), (("class", "custom-button"),))
    blocks, _ = shaped(button)
    assert isinstance(blocks[0], Paragraph)


@pytest.mark.parametrize(
    ("treatment", "expected", "codes"),
    [
        ("drop", (), ["CRS-003"]),
        ("placeholder", (Placeholder("m", '{{m a="1"}}x\n\ny{{/m}}', Pos(2, 1)),), []),
    ],
)
def test_unknown_macros(
    treatment: MacroShape, expected: tuple[Block, ...], codes: list[str]
) -> None:
    macro = Macro("m", (("a", "1"),), "x\n\ny", Pos(2, 1))
    settings = ShapeSettings(macros=rules(m=treatment))
    blocks, found = shaped(macro, settings=settings)
    assert [text_of((b,)) for b in blocks] == [text_of((b,)) for b in expected]
    assert [type(b) for b in blocks] == [type(b) for b in expected]
    assert found == codes


def test_spacers_go_and_words_stay() -> None:
    blocks, codes = shaped(
        EmptyLines(3),
        Paragraph((Break(), Text(" "))),
        Paragraph((Text("a"), Break())),
        EmptyLines(1),
    )
    assert blocks == (Paragraph(words("a")),)
    assert codes == []


def test_blank_link_is_reported_and_its_space_stays() -> None:
    blocks, codes = shaped(Paragraph((Text("a"), link("attach", "f.pdf", " "), Text("b"))))
    assert text_of(blocks).strip() == "a b"
    assert codes == ["CRS-010"]


def test_lone_link_to_a_file_is_a_download() -> None:
    blocks, _ = shaped(Paragraph((link("attach", "f.pdf", "The memo"),)))
    assert blocks == (Download(Reference("attach", "f.pdf"), words("The memo"), Pos(7, 2)),)


def test_page_without_a_title_is_reported() -> None:
    report = Report()
    (page,) = shape(Page("p-q", "", (paragraph("a"),), "p.md"), ShapeSettings(), report)
    assert page.title == "P q"
    assert [d.code for d in report] == ["CRS-012"]


def test_equal_headings_get_different_anchors() -> None:
    blocks, _ = shaped(Heading(2, words("A b")), Heading(2, words("A b")))
    assert [b.id for b in blocks if isinstance(b, Heading)] == ["a-b", "a-b-2"]


def test_split_cuts_at_headings_and_loses_nothing() -> None:
    blocks = (
        Heading(1, words("All")),
        paragraph("intro"),
        Heading(2, words("One")),
        paragraph("first"),
        Heading(3, words("Deep")),
        Heading(2, words("Two")),
        paragraph("second"),
    )
    page = Page("p", "All", blocks, "p.md", "m")
    pages = shape(page, ShapeSettings(split="heading-2"), Report())
    assert [(p.id, p.title) for p in pages] == [
        ("m-p", "All"),
        ("m-p-one", "One"),
        ("m-p-two", "Two"),
    ]
    assert " ".join(text_of(p.blocks) for p in pages).split() == [
        "intro",
        "first",
        "Deep",
        "second",
    ]


def test_split_makes_no_empty_first_page() -> None:
    page = Page("p", "", (Heading(1, words("All")), Heading(2, words("One"))), "p.md")
    pages = shape(page, ShapeSettings(split="heading-2"), Report())
    assert [p.title for p in pages] == ["One"]


def test_settings_travel_between_processes() -> None:
    settings = ShapeSettings()
    assert pickle.loads(pickle.dumps(settings)) == settings


@pytest.mark.parametrize(
    ("macros", "codes"),
    [
        (rules(), ["XWK-001"]),
        (rules(m="drop"), ["CRS-003"]),
        (rules(m="unwrap"), []),
        (rules(m="placeholder"), ["XWK-001"]),
    ],
)
def test_a_setting_answers_the_reader_s_warning(
    macros: dict[str, MacroRule], codes: list[str]
) -> None:
    report = Report()
    page = read(Source("m/p.xwiki", "text\n\n{{m}}words{{/m}}", "xwiki/2.1"), report, macros)
    shape(page, ShapeSettings(macros=macros, title="T"), report)
    assert [d.code for d in report if d.code != "CRS-012"] == codes


def markdown(text: str) -> tuple[tuple[Block, ...], list[str]]:
    """Shape a page of Markdown."""
    report = Report()
    (page,) = shape(
        read(Source("a.md", text, "markdown"), report), ShapeSettings(title="T"), report
    )
    return page.blocks, [found.code for found in report]


def test_columns_of_markdown_are_cut_at_their_headings() -> None:
    blocks, codes = markdown(":::columns\nbefore\n\n## A\na\n\n## B\nb\n:::")
    assert isinstance(blocks[1], Parts)
    assert blocks[1].kind == "columns"
    assert [text_of(part.blocks).strip() for part in blocks[1].parts] == ["a", "b"]
    assert codes == ["CRS-012"]


def test_a_gallery_is_made_of_pictures_and_keeps_what_else_it_holds() -> None:
    blocks, _ = markdown(
        ":::gallery\n![a](a.png)\n[![b](b.png)](https://e.org)\n\n- ![c](c.png)\n\nwords\n:::"
    )
    assert isinstance(blocks[0], Parts)
    figures = [part.blocks[0] for part in blocks[0].parts]
    assert [figure.image.alt for figure in figures if isinstance(figure, Figure)] == ["a", "b", "c"]
    assert isinstance(figures[1], Figure)
    assert figures[1].link is not None
    assert text_of(blocks[1:]).strip() == "words"


@pytest.mark.parametrize("kind", ["columns", "gallery"])
def test_a_layout_without_parts_is_only_a_group(kind: str) -> None:
    blocks, codes = markdown(f":::{kind}\nwords\n:::")
    assert isinstance(blocks[0], Group)
    assert codes == ["CRS-012"]


def test_frames_of_macros_are_looked_at_as_those_of_html() -> None:
    frame = Frame("https://e.org/res/index.html", "T", 0, Pos(3, 1))
    blocks, codes = shaped(frame, Frame("ftp://e.org/"), Frame("https://e.org/"), Frame(VK, "V"))
    assert [type(block) for block in blocks] == [TestPlace, Frame, Video]
    assert codes == ["CRS-008", "CRS-002"]
