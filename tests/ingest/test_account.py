"""Every word that came is shown, or the account says which are not, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scormkit import readers, transforms
from scormkit.diagnostics import Report
from scormkit.ingest import Options, import_page
from scormkit.ingest.account import PageAccount, account
from scormkit.ingest.account.course import account_course, findings
from scormkit.ingest.account.words import first_out_of_order, lost_words, words_of
from scormkit.ingest.wiki.bring import Wishes, bring
from scormkit.model.blocks import Paragraph
from scormkit.model.course import Source
from scormkit.model.walk import rewrite
from scormkit.project import Manifest
from scormkit.values import replace
from small_wiki import SmallWiki, course

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
(% class="size-24" %)
Bees & //bears//

One two{{footnote}}three four{{/footnote}} five
six **sev**en {{unknown/}} eight

{{html}}
<p>nine <b>ten</b></p>
<iframe src="https://vk.com/video_ext.php?oid=-1&id=2"></iframe>
<script>hidden()</script>
{{/html}}

|=a|=b
|c|[[d>>https://e.example]]
"""


def told(text: str, settings: transforms.ShapeSettings | None = None) -> PageAccount:
    settings = settings or transforms.ShapeSettings()
    local = Report()
    page = readers.read(Source("modules/m/p.xwiki", text, "xwiki/2.1"), local)
    shaped = transforms.shape(page, settings, local)
    return account(page, shaped, shaped, local, settings.headings)


def test_the_seed_page_loses_no_word(shared: Path, tmp_path: Path) -> None:
    (file,) = sorted((shared / "seed").glob("*.txt"))
    report = Report()
    result = import_page(file, tmp_path / "04", Options(), report)
    assert result is not None
    (page,) = result.pages
    assert (page.lost, page.order) == ((), 0)
    assert page.came["words"] == page.shown["words"] == 654
    assert page.came["headings"] == page.shown["headings"] == 7
    assert page.came["videos"] == page.shown["videos"] == 5
    assert (page.came["attachments"], page.shown["attachments"]) == (1, 0)
    assert "IMP-030" not in {found.code for found in report}


def test_counts() -> None:
    page = told(PAGE)
    assert page.came == page.shown | {"attachments": 0}
    assert page.shown == {
        "words": 17,
        "headings": 1,
        "links": 1,
        "pictures": 0,
        "videos": 1,
        "tables": 1,
        "attachments": 0,
    }
    assert (page.lost, page.order) == ((), 0)


def test_words_know_their_lines() -> None:
    page = readers.read(Source("p.xwiki", PAGE, "xwiki/2.1"), Report())
    lines = {word.text: word.line for word in words_of(page.blocks)}
    places = {"Bees": 2, "five": 4, "six": 5, "seven": 5, "eight": 5, "a": 13, "d": 14}
    assert {text: lines[text] for text in places} == places
    assert "hidden()" not in lines


@pytest.mark.parametrize(
    "text",
    [
        "Words before\n\n= Title =\n\nand after",
        "= Title =\n\n= Another =\n\n== More ==",
        "((( group\n\n* item\n** deeper )))\n\n; term\n: description",
        "{{box title='Box'}}\ninside\n{{/box}}\n\n> quote\n>> deeper",
        "{{tabs}}\n{{tab title='A'}}one{{/tab}}\n{{tab title='B'}}two{{/tab}}\n{{/tabs}}",
        "{{code}}\nx = 1\n  y\n{{/code}}\n\n{{{ verbatim }}} and more",
        "text [[image:a.png]] [[caption>>image:b.png]]\n\n[[label>>attach:c.pdf]]",
        "{{html}}plain words <style>p {}</style>{{/html}}",
        "",
    ],
)
def test_nothing_is_lost(text: str) -> None:
    page = told(text)
    assert (page.lost, page.order) == ((), 0)
    assert page.came["words"] == page.shown["words"]


def test_macros_that_are_dropped_explain_themselves() -> None:
    data = {"id": "c", "title": "C", "modules": ["m"], "macros": {"gone": "drop"}}
    settings = transforms.ShapeSettings.of(Manifest.model_validate(data))
    page = told("before {{gone/}} after", settings)
    assert page.lost == ()
    assert [item.kind for item in page.items if item.treatment == "dropped"] == ["macro"]


def test_numbers_written_by_hand_explain_themselves() -> None:
    page = told("= T =\n\n== 1. One ==\n\ntext\n\n== 2. Two ==\n\ntext\n\n== 3. Three ==\n\ntext")
    assert page.lost == ()
    assert page.came["words"] == page.shown["words"] + 3
    assert [item.kind for item in page.items if item.treatment == "dropped"] == ["number"]


def test_a_loss_is_told_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(page, settings, report):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        del settings, report
        blocks = rewrite(page.blocks, {Paragraph: lambda p: () if p.at.line == 3 else p})
        return replace(page, blocks=blocks)

    monkeypatch.setattr(transforms, "PASSES", (*transforms.PASSES, lose))
    page = told("= T =\n\nthese words vanish\n\nthese stay")
    assert [(lost.line, lost.words) for lost in page.lost] == [(3, "these words vanish")]
    (found,) = findings(page)
    assert (found.code, found.at.line) == ("IMP-030", 3)
    assert "these words vanish" in found.message


def test_words_in_another_order_are_told() -> None:
    blocks = readers.read_blocks("one two three", "xwiki/2.1", "p", Report())
    moved = readers.read_blocks("two three one", "xwiki/2.1", "p", Report())
    words, others = words_of(blocks), words_of(moved)
    assert lost_words(words, others, []) == ()
    found = first_out_of_order(words, others)
    assert found is not None
    assert found.text == "one"
    assert first_out_of_order(words, words) is None


def accounts(wiki: SmallWiki, into: Path) -> tuple[dict[str, PageAccount], list[str]]:
    brought = bring(wiki, into, Wishes(), Report())
    assert brought is not None
    report = Report()
    pages = list(account_course(brought, report, lambda *_: None))
    return {page.path: page for page in pages}, [found.code for found in report]


def test_a_course_is_accounted_for_page_by_page(tmp_path: Path) -> None:
    pages, codes = accounts(course(), tmp_path / "modules")
    assert list(pages) == [
        "modules/01-kurs-pchelovoda/kurs-pchelovoda.xwiki",
        "modules/02-pchyoly/pchyoly.xwiki",
        "modules/02-pchyoly/chast-2.xwiki",
        "modules/02-pchyoly/eshchyo.xwiki",
        "modules/02-pchyoly/chast-10.xwiki",
        "modules/03-uli/uli.xwiki",
        "modules/02-pchyoly-en/pchyoly.xwiki",
    ]
    assert codes == []
    part = pages["modules/02-pchyoly/chast-2.xwiki"]
    assert (part.title, part.wiki) == ("Часть 2", "Курс.Модуль 1.Часть 2.WebHome")
    assert (part.came["attachments"], part.shown["attachments"]) == (2, 2)


def test_links_and_files_between_pages_arrive(tmp_path: Path) -> None:
    text = "[[one>>doc:Курс.Модуль 2.WebHome]] [[file>>attach:a.pdf]] [[image:b.png]]"
    name = "Курс.Модуль 1.Часть 2.WebHome"
    wiki = course().page(name, text, title="Часть 2", a_pdf=b"2 a", b_png=b"b")
    pages, codes = accounts(wiki, tmp_path / "modules")
    part = pages["modules/02-pchyoly/chast-2.xwiki"]
    assert codes == []
    assert [item.kind for item in part.items if item.treatment == "missing"] == []
    assert part.came == part.shown
    assert (part.came["attachments"], part.came["links"], part.came["pictures"]) == (2, 2, 1)


def test_a_published_test_asks_for_questions(tmp_path: Path) -> None:
    frame = '{{html}}<iframe src="https://t.example/a/res/index.html"></iframe>{{/html}}'
    wiki = course().page("Курс.Модуль 2.WebHome", frame, title="Модуль 2. Ульи")
    accounts(wiki, tmp_path / "modules")
    assert (tmp_path / "modules" / "03-uli" / "test.yaml").is_file()
    (tmp_path / "modules" / "03-uli" / "test.yaml").write_text("mine")
    accounts(wiki, tmp_path / "modules")
    assert (tmp_path / "modules" / "03-uli" / "test.yaml").read_text() == "mine"
