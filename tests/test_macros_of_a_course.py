"""Macros in a built course: pages in each other, files with them, what the manifest makes of others."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from projects import MANIFEST, SVG, write_project
from scormkit.build import build_course
from scormkit.cli import main

if TYPE_CHECKING:
    from pathlib import Path

SECOND = '= Второй =\n\n{{include reference="Course.One.Part"/}}\n'
PART = '= Часть =\n\n[[image:own.svg||alt="Точка"]]\n\n[[Лист>>attach:Лист.pdf]]\n\nСлова части.\n'
ORIGIN = """\
{"pages": {"02-second.xwiki": {"page": "Course.One.Part", "digest": "0"}},
 "files": {"own.svg": {"page": "Course.One.Part", "digest": "0"}}}
"""


def write(root: Path, more: str = "", **changes: str) -> Path:
    """Write a course of two modules, whose second includes a page of the first."""
    files: dict[str, str | bytes | None] = {
        "manifests/small.yaml": MANIFEST.replace("  - one", "  - one\n  - two") + more,
        "modules/one/02-second.xwiki": changes.get("part", PART),
        "modules/one/origin.json": ORIGIN,
        "modules/one/files/own.svg": SVG,
        "modules/one/files/Лист.pdf": b"%PDF-1.4 of the first\n%%EOF\n",
        "modules/two/module.yaml": "title: Два\nwiki: Course.Two.WebHome\n"
        + changes.get("module", ""),
        "modules/two/01-a.xwiki": changes.get("second", SECOND),
        "modules/two/files/own.svg": SVG.replace("circle", "ellipse"),
    }
    return write_project(root, files)


def document(root: Path) -> str:
    with ZipFile(root / "dist" / "small-1-0-scorm12.zip") as archive:
        return archive.read("index.html").decode()


def test_an_included_page_brings_its_files(tmp_path: Path) -> None:
    built = build_course(write(tmp_path))
    assert [str(d) for d in built.diagnostics] == []
    first, second = document(tmp_path).split('id="p-two-a"')
    (picture,) = set(_names(first, "own-")) & set(_names(second, "own-"))
    assert picture.endswith(".svg")
    (file,) = set(_names(second, "list-"))
    with ZipFile(tmp_path / "dist" / "small-1-0-scorm12.zip") as archive:
        assert archive.read(f"assets/{file}") == b"%PDF-1.4 of the first\n%%EOF\n"
        assert b"circle" in archive.read(f"assets/{picture}")
    assert "Слова части." in second


def _names(html: str, start: str) -> list[str]:
    return [piece.split('"')[0] for piece in html.split("assets/")[1:] if piece.startswith(start)]


def test_what_an_included_page_says_anew_is_said_where_it_is_included(tmp_path: Path) -> None:
    manifest = write(tmp_path)
    build_course(manifest)
    page = tmp_path / "modules" / "one" / "02-second.xwiki"
    page.write_text(PART.replace("Слова", "Новости"), encoding="utf-8")
    assert build_course(manifest).work["rendered"] >= 2
    assert document(tmp_path).count("Новости части.") == 2
    other = tmp_path / "modules" / "one" / "01-first.md"
    other.write_text(other.read_text(encoding="utf-8") + "\nЕщё.\n", encoding="utf-8")
    assert (
        build_course(manifest).work["rendered"] >= 2
    )  # a page that asks hangs on all that it could ask


def test_files_of_other_modules_do_not_come_along(tmp_path: Path) -> None:
    build_course(
        write(tmp_path, second="= Второй =\n\nСам по себе.\n", part="= Часть =\n\nБез файлов.\n")
    )
    with ZipFile(tmp_path / "dist" / "small-1-0-scorm12.zip") as archive:
        assert not [name for name in archive.namelist() if "own-" in name]


RULES = """\
macros:
  cover: {as: hero, image: src, alt: title}
  note-box: {as: callout, kind: note, title: heading}
  clip: {as: video, address: url, title: caption}
"""


def test_the_manifest_s_words_for_macros(tmp_path: Path) -> None:
    page = (
        '= Второй =\n\nТекст.\n\n{{cover src="own.svg" title="Стена"/}}\n\n{{note-box heading="Знайте"}}\n'
        '* **раз**\n{{/note-box}}\n\n{{clip url="https://vkvideo.ru/video-1_2" caption="Ролик"/}}\n'
    )
    built = build_course(write(tmp_path, RULES, second=page))
    assert [str(d) for d in built.diagnostics] == []
    text = document(tmp_path).split('id="p-two-a"')[1]
    hero = text.index('<div class="sk-hero"><img src="assets/own-')
    assert hero < text.index("<h1")
    assert 'alt="Стена"' in text[hero : text.index("<h1")]
    assert '<p class="sk-callout-title">Знайте</p><ul><li><strong>раз</strong></li></ul>' in text
    assert 'data-video="vk-c1-2"' in text


def test_a_hero_without_words_is_warned_of(tmp_path: Path) -> None:
    page = '= Второй =\n\n{{cover src="own.svg"/}}\n\nТекст.\n'
    built = build_course(write(tmp_path, RULES, second=page))
    assert [(d.code, d.at.line) for d in built.diagnostics] == [("CRS-104", 3)]


@pytest.mark.parametrize(
    "call", ["{{velocity}}\n#secret\n{{/velocity}}", "a {{groovy}}#secret{{/groovy}} b"]
)
def test_learners_see_no_program(call: str, tmp_path: Path) -> None:
    built = build_course(write(tmp_path, second=f"= Второй =\n\n{call}\n"))
    (found,) = built.diagnostics
    assert (found.code, found.at.line) == ("XWK-002", 3)
    assert "#secret" in found.message
    assert "secret" not in document(tmp_path)


def test_columns_and_galleries_bring_their_sheet(tmp_path: Path) -> None:
    page = (
        "= Второй =\n\n{{section}}\n{{column}}Слева{{/column}}\n{{column}}Справа{{/column}}\n{{/section}}\n\n"
        '{{gallery}}\n[[image:own.svg||alt="a"]]\n[[image:own.svg||alt="b"]]\n{{/gallery}}\n'
    )
    build_course(write(tmp_path, second=page))
    text = document(tmp_path)
    assert '<div class="sk-columns"><div><p>Слева</p></div><div><p>Справа</p></div></div>' in text
    gallery = text[text.index('<div class="sk-gallery">') :]
    assert gallery[: gallery.index("</div>")].count("<figure") == 2
    assert ".sk-columns" in _sheet(tmp_path)
    build_course(write(tmp_path, second="= Второй =\n\nТекст.\n"))
    assert ".sk-columns" not in _sheet(tmp_path)


def _sheet(root: Path) -> str:
    with ZipFile(root / "dist" / "small-1-0-scorm12.zip") as archive:
        return next(archive.read(n).decode() for n in archive.namelist() if n.endswith(".css"))


def test_a_page_becomes_pages_and_contents_lead_to_them(tmp_path: Path) -> None:
    page = "= Второй =\n\n* 1. Раз ..... 2\n* 2. Два ..... 3\n\n== 1. Раз ==\n\nа\n\n== 2. Два ==\n\nб\n"
    built = build_course(write(tmp_path, second=page, module="split: heading-2\n"))
    assert [(d.code, d.at.line) for d in built.diagnostics] == [("CRS-037", 3), ("CRS-036", 6)]
    text = document(tmp_path)
    assert '<li><a href="#p-two-a-raz">Раз</a></li><li><a href="#p-two-a-dva">Два</a></li>' in text
    assert (
        text.index('id="p-two-a"') < text.index('id="p-two-a-raz"') < text.index('id="p-two-a-dva"')
    )


def test_an_import_says_what_the_course_will_fill(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "page.xwiki"
    source.write_text(
        '= T =\n\n{{include reference="A.B"/}}\n\n{{velocity}}$x.y{{/velocity}}\n', encoding="utf-8"
    )
    main(["import", str(source), "--into", str(tmp_path / "modules" / "t")])
    told = capsys.readouterr()
    assert "{{include}} is filled when the course is built" in told.out + told.err
    assert "$x.y" in told.out + told.err


def test_a_real_page_s_own_macro_becomes_its_hero(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The macro has no parameters, so the manifest says the picture and its words itself."""
    (seed,) = sorted((shared / "seed").glob("*.txt"))
    rule = "macros:\n  image-animation: {as: hero, image: =own.svg, alt: =Рисунок модуля}\n"
    manifest = write(tmp_path, rule)
    monkeypatch.chdir(tmp_path)
    assert main(["import", str(seed), "--into", "modules/two", "--force"]) == 0
    (tmp_path / "modules" / "two" / "01-a.xwiki").unlink(missing_ok=True)
    (tmp_path / "modules" / "two" / "files" / "Клиентские группы.pdf").write_bytes(b"%PDF-1.4\n")
    (tmp_path / "modules" / "two" / "test.yaml").unlink(missing_ok=True)
    built = build_course(manifest)
    codes = [d.code for d in built.diagnostics]
    assert not built.failed
    assert "XWK-001" not in codes
    assert codes.count("CRS-037") == 1  # its list of contents is four lines of a paragraph
    text = document(tmp_path)
    hero = text.index('<div class="sk-hero"><img src="assets/own-')
    assert 'alt="Рисунок модуля"' in text[hero : text.index("<h1", hero)]
    assert "image-animation" not in text
