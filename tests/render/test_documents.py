"""What stands in the documents of a course, and what does not."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import html5lib  # type: ignore[import-untyped]  # there are no stubs
import pytest

from render.rich_course import PDF, make_course, make_test
from scormkit.archive.tree import DiskFile
from scormkit.model.blocks import Heading, Paragraph, Video
from scormkit.model.course import Module, Page, SourceFile
from scormkit.model.inlines import Link, Reference, Text
from scormkit.render.course import Rendered, places, render_all, render_page, render_site
from scormkit.render.themes import Theme
from scormkit.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from scormkit.model.course import Course
    from scormkit.render.site import Site


def text_of(site: Site, href: str = "index.html") -> str:
    content = site.tree[href]
    assert isinstance(content, bytes)
    return content.decode()


def tree_of(site: Site, href: str = "index.html") -> Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    found: Element = parser.parse(text_of(site, href))
    return found


def data_of(site: Site, href: str = "index.html") -> dict[str, Any]:
    script = next(e for e in tree_of(site, href).iter("script") if e.get("id") == "sk-course")
    found: dict[str, Any] = json.loads(script.text or "")
    return found


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_course(tmp_path)


@pytest.fixture
def site(course: Course) -> Site:
    return render_site(course, Theme())


def test_is_strict_html_that_asks_for_nothing(site: Site) -> None:
    """P35: nothing is loaded from elsewhere, nothing runs but the player."""
    root = tree_of(site)
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        assert not [name for name in element.attrib if str(name).startswith("on")]
        for name in ("src", "srcset", "poster", "data"):
            assert "//" not in (element.get(name) or "")
        if element.tag in {"link", "use", "form"}:
            assert "//" not in (element.get("href") or element.get("action") or "")
    assert [e.get("src") for e in root.iter("script")] == [site.player_path, None]
    assert not list(root.iter("iframe")), "a frame is loaded only when it is used"
    css = next(text_of(site, path) for path in site.tree if path.endswith(".css"))
    assert not re.search(r"url\(|@import|//", css)


def test_what_is_used_from_the_document_is_there(site: Site) -> None:
    root = tree_of(site)
    ids = Counter(e.get("id") for e in root.iter() if e.get("id"))
    assert [i for i, n in ids.items() if n > 1] == []
    for element in root.iter():
        for name in ("aria-labelledby", "aria-describedby"):
            assert set((element.get(name) or "").split()) <= ids.keys()
        href = element.get("href") or ""
        if href.startswith("#"):
            assert href[1:] in ids, href
        elif href and "//" not in href:
            assert href in site.tree
        if element.get("src") and element.get("src") != site.player_path:
            assert element.get("src") in site.tree


def test_headings_begin_with_the_page_and_leave_out_no_level(site: Site) -> None:
    for section in tree_of(site).iter("section"):
        levels = [int(e.tag[1]) for e in section.iter() if re.fullmatch("h[1-6]", str(e.tag))]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(b <= a + 1 for a, b in pairwise(levels))


def test_pictures_have_texts_sizes_and_time(site: Site) -> None:
    pictures = list(tree_of(site).iter("img"))
    assert pictures
    for picture in pictures:
        assert picture.get("alt") is not None
        assert (picture.get("width"), picture.get("height")) == ("320", "200")
        assert picture.get("loading") == "lazy"


def test_files_keep_their_names_for_the_learner(site: Site) -> None:
    """P43, P57: a name that every system takes in the package, the real one when it is saved."""
    links = [e for e in tree_of(site).iter("a") if e.get("download")]
    assert len(links) == 2
    for link in links:
        assert link.get("download") == PDF
        path = link.get("href") or ""
        assert re.fullmatch(r"assets/pamyatka-o-gruppakh-[0-9a-f]{10}\.pdf", path)
        content = site.tree[path]
        assert isinstance(content, DiskFile)
        told = "".join(link.itertext()) + (link.get("data-facts") or "")
        assert "PDF, 1.4\N{NO-BREAK SPACE}MB" in told


def test_only_used_files_are_packed_under_names_of_their_own(
    course: Course, tmp_path: Path
) -> None:
    module = course.modules[0]
    unused = replace(module.files[PDF], name="unused.pdf")
    changed = replace(module, files={**module.files, "unused.pdf": unused})
    site = render_site(replace(course, modules=(changed, *course.modules[1:])), Theme())
    names = [path.rpartition("/")[2] for path in site.tree]
    assert len(names) == len(set(names)) == 4
    assert all(re.fullmatch(r"[a-z0-9._-]+", name) for name in names)
    assert tmp_path.name not in text_of(site)


def test_video_and_frame_wait_for_the_learner(site: Site) -> None:
    stages = [e for e in tree_of(site).iter("div") if e.get("class") == "sk-stage"]
    assert [e.get("data-embed") for e in stages] == [
        "https://vkvideo.ru/video_ext.php?oid=1",
        "https://example.org/map",
    ]
    assert all(e.get("data-title") for e in stages)
    links = [e.get("href") for e in tree_of(site).iter("a") if e.get("class") == "sk-outside"]
    assert links == ["https://vkvideo.ru/video1", "https://example.org/map"]


def test_links_out_leave_the_course_where_it_is(site: Site) -> None:
    for link in tree_of(site).iter("a"):
        if "//" in (link.get("href") or ""):
            assert link.get("target") == "_blank"
            assert "noopener" in (link.get("rel") or "")


def test_test_is_paper_without_a_script(site: Site) -> None:
    root = tree_of(site)
    groups = list(root.iter("fieldset"))
    assert [len(list(g.iter("input"))) for g in groups] == [3, 3, 2]
    assert {e.get("type") for e in groups[1].iter("input")} == {"checkbox"}
    assert len({e.get("name") for g in groups for e in g.iter("input")}) == 3
    told = [e for e in root.iter("div") if e.get("data-told")]
    assert len(told) == 4
    assert all(e.get("hidden") is not None for e in told), "no answer is given away"
    assert "Choice a" in text_of(site)
    assert "One &lt;b&gt;?" in text_of(site)


@pytest.mark.parametrize("shown", [True, False])
def test_key_is_printed_if_the_author_allows(course: Course, shown: bool) -> None:  # noqa: FBT001
    first = replace(course.modules[0], test=make_test(print_key=shown))
    site = render_site(replace(course, modules=(first,)), Theme())
    keys = [e for e in tree_of(site).iter("section") if e.get("class") == "sk-key"]
    assert len(keys) == shown
    items = ["".join(e.itertext()) for key in keys for e in key.iter("li")]
    assert items == (["Choice a", "Choice a; Choice b", "False"] if shown else [])


def test_test_without_a_place_gets_a_page(course: Course) -> None:
    first = course.modules[0]
    pages = tuple(replace(page, blocks=page.blocks[1:]) for page in first.pages)
    alone = replace(first, pages=pages)
    data = data_of(render_site(replace(course, modules=(alone,)), Theme()))
    assert [page["id"] for page in data["pages"]] == ["first-read", "first-check", "first-test"]
    assert data["tests"][0]["page"] == data["pages"][2]["id"]
    assert data["pages"][2]["test"] == "first-check"


def test_data_are_as_agreed_with_the_player(
    course: Course, site: Site, golden: Callable[[Path, str], None], request: pytest.FixtureRequest
) -> None:
    """``player/course.ts`` describes the same; a change here is a change there."""
    data = data_of(site)
    assert data == site.data[course.id]
    assert data["build"] == site.build
    assert data["title"] == course.title, "a script's end in a title ends nothing"
    shown = json.dumps({**data, "messages": {}, "build": ""}, indent=1, ensure_ascii=False)
    golden(request.path.parent / "golden" / "course-data.json", shown + "\n")


def test_one_document_for_each_module(course: Course) -> None:
    site = render_site(course, Theme(), per_module=True)
    assert [(sco.id, sco.href) for sco in site.scos] == [
        ("first", "01-first.html"),
        ("second", "02-second.html"),
    ]
    assert site.scos[0].pass_percent == 70
    assert site.scos[1].pass_percent is None
    assert PDF not in text_of(site, "02-second.html")
    assert not [path for path in site.scos[1].files if path.startswith("assets/")]
    assert [m["id"] for m in data_of(site, "02-second.html")["modules"]] == ["second"]
    links = [e.get("href") or "" for e in tree_of(site, "01-first.html").iter("a")]
    assert not [href for href in links if "second" in href], "only the LMS leads to another SCO"
    assert "Onwards" in text_of(site, "01-first.html")


def test_a_sco_knows_its_files(site: Site) -> None:
    (sco,) = site.scos
    assert set(sco.files) == set(site.tree)
    assert (sco.pages, sco.questions, sco.pass_percent) == (3, 3, 70)


def test_build_id_hangs_on_the_content_alone(course: Course) -> None:
    """P42: the same course gives the same bytes, another one another id."""
    one, two = render_site(course, Theme()), render_site(course, Theme())
    assert dict(one.tree) == dict(two.tree)
    assert re.fullmatch("[0-9a-f]{8}", one.build)
    others = [
        render_site(replace(course, version="1.1"), Theme()),
        render_site(course, Theme(accent="#702080")),
        render_site(course, Theme(), stamp="another player"),
        render_site(replace(course, modules=course.modules[:1]), Theme()),
        render_site(replace(course, navigation="linear"), Theme()),
    ]
    assert len({one.build, *(other.build for other in others)}) == 6
    assert one.build in text_of(one)


def test_what_was_rendered_before_is_used(course: Course) -> None:
    of_module = places(course, lambda path: DiskFile(path, 1, "0" * 32), per_module=False)
    rendered = render_all(course, of_module)
    page = render_page(course.modules[1].pages[0], of_module["second"])
    assert rendered.pages["second-end"] == page
    changed = Rendered(
        {**rendered.pages, "second-end": replace(page, before="<p>Remembered</p>")}, rendered.tests
    )
    assert "Remembered" in text_of(render_site(course, Theme(), rendered=changed))


def test_module_is_introduced_on_its_first_page(site: Site) -> None:
    text = text_of(site)
    assert text.count("12 minutes") == 1
    assert text.count("Know it") == 1
    assert text.index("12 minutes") < text.index("Reading</h1>") < text.index("Know it")


def test_local_video_is_played_in_place(course: Course, tmp_path: Path) -> None:
    (tmp_path / "Фильм.mp4").write_bytes(b"0" * 10)
    video = Video("film", "", "", file=Reference("asset", "Фильм.mp4"), title="Film")
    page = Page("one", "One", (video,), module="m")
    file = SourceFile("Фильм.mp4", tmp_path / "Фильм.mp4", 10)
    module = Module("m", "M", (page,), files={"Фильм.mp4": file})
    site = render_site(replace(course, modules=(module,)), Theme())
    (found,) = tree_of(site).iter("video")
    assert found.get("preload") == "none"
    assert found.get("src") in site.tree
    assert data_of(site)["pages"][0]["videos"][0]["id"] == "film"


def test_what_cannot_be_followed_is_no_link(course: Course) -> None:
    links = (
        Link(Reference("external", "javascript:alert(1)"), (Text("a"),)),
        Link(Reference("asset", "missing.pdf"), (Text("b"),)),
        Link(Reference("course", "nowhere"), (Text("c"),)),
    )
    page = Page("one", "One", (Paragraph(links),), module="m")
    site = render_site(replace(course, modules=(Module("m", "M", (page,)),)), Theme())
    section = next(tree_of(site).iter("section"))
    assert [(a.text, a.get("href")) for a in section.iter("a")] == [
        ("a", None),
        ("b", None),
        ("c", None),
    ]


def test_ids_that_stand_twice_stay_apart(course: Course) -> None:
    heading = Heading(2, (Text("Same"),), id="same")
    page = Page("one", "One", (heading, heading), module="m")
    site = render_site(replace(course, modules=(Module("m", "M", (page,)),)), Theme())
    ids = [h.get("id") for h in tree_of(site).iter("h2")]
    assert ids == ["p-one--same", "p-one--same-2"]
