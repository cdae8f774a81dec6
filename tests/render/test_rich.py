"""What only some courses hold: how it stands in the document, and that others pay nothing for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import html5lib  # type: ignore[import-untyped]  # there are no stubs
import pytest

from scormkit.diagnostics import Report
from scormkit.model.course import Course, Module, Source, SourceFile
from scormkit.readers import read
from scormkit.render.course import render_site
from scormkit.render.themes import Theme
from scormkit.transforms import Directory, ShapeSettings, resolve, shape
from scormkit.values import replace

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element


def rendered(text: str, folder: Path) -> tuple[Element, str, str]:
    """A course of one page of Markdown: its document as a tree and as text, and its style sheet."""
    sound = folder / "talk.mp3"
    sound.write_bytes(b"ID3" + b"0" * 2000)
    files = {sound.name: SourceFile(sound.name, sound, 2003)}
    report = Report()
    page = replace(read(Source("modules/m/a.md", text, "markdown"), report), module="m")
    (page,) = shape(page, ShapeSettings(), report)
    module = Module("m", "M", (page,), files=files)
    course = Course("c", "1", "C", "en", (module,))
    page = resolve(page, Directory.of(course.modules), report)
    assert list(report) == []
    site = render_site(replace(course, modules=(replace(module, pages=(page,)),)), Theme())
    html, css = (
        next(c for path, c in site.tree.items() if path.endswith(end)) for end in ("html", "css")
    )
    assert isinstance(html, bytes)
    assert isinstance(css, bytes)
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(html), html.decode(), css.decode()


TABS = "# A\n\n:::tabs\n## B\nb\n## C\nc\n:::\n"


def test_tabs_are_folds_of_one_name_and_the_first_is_open(tmp_path: Path) -> None:
    root, _, _ = rendered(TABS + TABS.removeprefix("# A"), tmp_path)
    folds = list(root.iter("details"))
    assert [fold.get("open") is not None for fold in folds] == [True, False, True, False]
    names = [fold.get("name") for fold in folds]
    assert names[0] == names[1] != names[2] == names[3]
    headings = [fold.find("summary/h2") for fold in folds]
    assert [heading is not None and heading.get("id") for heading in headings] == [
        "p-m-a--b", "p-m-a--c", "p-m-a--b-2", "p-m-a--c-2",
    ]  # fmt: skip


def test_a_fold_without_a_name_has_a_word(tmp_path: Path) -> None:
    root, _, _ = rendered("# A\n\n:::details\nb\n:::\n", tmp_path)
    assert ["".join(summary.itertext()) for summary in root.iter("summary")] == ["More"]


def test_steps_and_cards_are_lists(tmp_path: Path) -> None:
    root, _, _ = rendered("# A\n\n:::steps\n1. b\n:::\n\n:::cards\n- c\n:::\n", tmp_path)
    lists = [e for e in root.iter() if "sk-rich" in (e.get("class") or "")]
    assert [(e.tag, e.get("role")) for e in lists] == [("ol", "list"), ("ul", "list")]


def test_terms_and_footnotes_open_what_they_name(tmp_path: Path) -> None:
    text = "# A\n\n*b*{term='x < y'} c[^1] d[^2]\n\n[^1]: e\n\n[^2]: f\n"
    root, _, _ = rendered(text.replace("'", '"'), tmp_path)
    told = {e.get("id"): "".join(e.itertext()) for e in root.iter("span") if e.get("id")}
    opened = {
        "".join(e.itertext()): told[e.get("popovertarget")] for e in root.iter("button")
        if e.get("popovertarget")
    }  # fmt: skip
    assert opened == {"b": "x < y", "Footnote 1": "e", "Footnote 2": "f"}


def test_a_title_is_its_words_without_what_explains_them(tmp_path: Path) -> None:
    root, _, _ = rendered('# A *b*{term="c"} d[^1]\n\ne\n\n[^1]: f\n', tmp_path)
    assert ["".join(h.itertext()) for h in root.iter("h1")] == ["A b d"]


def test_sound_can_be_played_and_taken_along(tmp_path: Path) -> None:
    for line in (":::audio files/talk.mp3 The talk", "[The talk](files/talk.mp3)"):
        root, html, _ = rendered(f"# A\n\n{line}\n", tmp_path)
        (player,) = root.iter("audio")
        assert player.get("aria-label") == "The talk"
        assert player.get("preload") == "none"
        assert f'href="{player.get("src")}"' in html


@pytest.mark.parametrize(
    ("text", "sheet"),
    [
        ("b", ""),
        (":::note\nb\n:::", ""),
        (":::details B\nb\n:::", "rich"),
        ("$x$", "rich"),
        ("b[^1]\n\n[^1]: c", "rich"),
        ("<details><summary>B</summary>b</details>", "rich"),
        (":::video https://vkvideo.ru/video-1_2", "media"),
        (":::audio talk.mp3 b", "media rich"),
    ],
)
def test_only_courses_that_need_it_carry_a_sheet(text: str, sheet: str, tmp_path: Path) -> None:
    _, _, css = rendered(f"# A\n\n{text}\n", tmp_path)
    known = {"media": ".sk-zoomed", "rich": ".sk-rich-"}
    assert " ".join(name for name, rule in known.items() if rule in css) == sheet
