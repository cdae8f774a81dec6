"""A module folder is made from a wiki page, and every line that changed is accounted for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from scormkit import readers, transforms
from scormkit.cli import cli
from scormkit.diagnostics import Report
from scormkit.ingest import Imported, Options, import_page
from scormkit.model.blocks import Placeholder
from scormkit.model.course import Source
from scormkit.model.walk import rewrite, text_of
from scormkit.project import find_module
from scormkit.readers import quiz
from scormkit.readers.listing import read_listing
from wiki_pages import visible_words

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
(% class="size-24" %)
Module 7. Bees & bears

Read [[this>>doc:Space.Other]] and {{unknown/}} take [[the memo>>attach:memo.pdf]].

{{html}}
<script>alert(1)</script>
{{/html}}
"""


@pytest.fixture(scope="module")
def seed(shared: Path) -> Path:
    (file,) = sorted((shared / "seed").glob("*.txt"))
    return file


@pytest.fixture
def imported(seed: Path, tmp_path: Path) -> tuple[Imported, Report]:
    report = Report()
    result = import_page(seed, tmp_path / "modules" / "04", Options(), report)
    assert result is not None
    return result, report


def rows(result: Imported, kind: str) -> list[tuple[int, int, str]]:
    return [(i.line, i.file_line, i.target) for i in result.items if i.kind == kind]


def test_seed_page_is_accounted_for(imported: tuple[Imported, Report]) -> None:
    result, _ = imported
    assert [row[:2] for row in rows(result, "video")] == [(41, 46), (67, 72), (83, 88), (100, 105)]
    assert all("vkvideo.ru/video-" in row[2] for row in rows(result, "video"))
    assert [row[:2] for row in rows(result, "attachment")] == [(55, 60)]
    assert [row[:2] for row in rows(result, "wiki link")] == [(45, 50), (48, 53)]
    assert all(row[2].startswith("https://") for row in rows(result, "wiki link"))
    assert [row[:2] for row in rows(result, "navigation")] == [(136, 141), (139, 144)]
    assert all("/bin/view/04.%20" in row[2] for row in rows(result, "navigation"))
    assert [row[:2] for row in rows(result, "published test")] == [(124, 129)]
    assert [row[:2] for row in rows(result, "script")] == [(118, 123)]
    assert [row[:2] for row in rows(result, "unknown macro")] == [(3, 8)]


def test_seed_lines_are_those_of_the_listing(imported: tuple[Imported, Report], seed: Path) -> None:
    """Both numbers of every row lead to the same line of the customer's file."""
    lines = seed.read_text(encoding="utf-8").splitlines()
    for item in imported[0].items:
        assert lines[item.file_line - 1].startswith(f"| {item.line} |")


def test_seed_findings_cite_the_file(imported: tuple[Imported, Report], seed: Path) -> None:
    found = {d.code: d for d in imported[1]}
    assert found["CRS-005"].at.path == str(seed)
    assert found["CRS-005"].at.line == 60
    assert "line 55 of the listing" in found["CRS-005"].message


def test_every_visible_word_of_the_seed_stands_in_order(
    imported: tuple[Imported, Report], seed: Path
) -> None:
    words = visible_words(seed.read_text(encoding="utf-8"))
    result, _ = imported
    source = Source("p.xwiki", (result.folder / result.page).read_text("utf-8"), "xwiki/2.1")
    pages = transforms.shape(readers.read(source, Report()), transforms.ShapeSettings(), Report())
    shown = [
        page.title + " " + text_of(rewrite(page.blocks, {Placeholder: lambda _: ()}))
        for page in pages
    ]
    assert " ".join(shown).split() == words
    assert len(words) > 400


def test_seed_folder_loads(imported: tuple[Imported, Report]) -> None:
    result, _ = imported
    report = Report()
    module = find_module(result.folder, report)
    assert module is not None
    assert module.settings.title == result.title
    assert [page.path.rpartition("/")[2] for page in module.pages] == [result.page]
    assert module.test is not None
    assert [d.code for d in report] == []
    quiz.read(module.test.text, module.test.path, report)
    assert report.has_errors  # the skeleton asks for its questions


def write(folder: Path, text: str = PAGE) -> Path:
    file = folder / "page.txt"
    file.write_bytes(text.encode())
    return file


def test_raw_source_is_kept_byte_for_byte(tmp_path: Path) -> None:
    report = Report()
    result = import_page(write(tmp_path), tmp_path / "07-bees", Options(), report)
    assert result is not None
    assert result.page == "01-bees-bears.xwiki"
    assert (tmp_path / "07-bees" / result.page).read_text("utf-8") == PAGE
    assert (tmp_path / "07-bees" / "files").is_dir()
    assert not (tmp_path / "07-bees" / "test.yaml").exists()
    assert {(d.code, d.at.line) for d in report} == {
        ("CRS-001", 7),
        ("CRS-004", 4),
        ("CRS-005", 4),
        ("XWK-001", 4),
    }


def test_address_of_the_wiki(tmp_path: Path) -> None:
    options = Options(wiki="https://w.example")
    result = import_page(write(tmp_path), tmp_path / "m", options, Report())
    assert result is not None
    assert rows(result, "wiki link") == [(4, 4, "https://w.example/bin/view/Space/Other")]


def test_file_that_is_there_is_not_missing(tmp_path: Path) -> None:
    (tmp_path / "m" / "files").mkdir(parents=True)
    (tmp_path / "m" / "files" / "memo.pdf").write_bytes(b"%PDF")
    result = import_page(write(tmp_path), tmp_path / "m", Options(), Report())
    assert result is not None
    assert rows(result, "attachment") == []


def test_again_changes_nothing(tmp_path: Path) -> None:
    first = import_page(write(tmp_path), tmp_path / "m", Options(), Report())
    again = import_page(write(tmp_path), tmp_path / "m", Options(), Report())
    assert first is not None
    assert again is not None
    assert first.written == ("module.yaml", "01-bees-bears.xwiki")
    assert again.written == ()


@pytest.mark.parametrize("other", ["01-bees-bears.xwiki", "01-mine.md"])
def test_another_page_is_never_written_over_unseen(tmp_path: Path, other: str) -> None:
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / other).write_text("mine")
    report = Report()
    assert import_page(write(tmp_path), tmp_path / "m", Options(), report) is None
    assert [p.name for p in (tmp_path / "m").iterdir()] == [other]
    assert [d.code for d in report] == ["IMP-002"]


def test_force_writes_the_page_and_keeps_the_rest(tmp_path: Path) -> None:
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "01-bees-bears.xwiki").write_text("old")
    (tmp_path / "m" / "module.yaml").write_text("title: Mine\n")
    result = import_page(write(tmp_path), tmp_path / "m", Options(force=True), Report())
    assert result is not None
    assert result.written == ("01-bees-bears.xwiki",)
    assert (tmp_path / "m" / "module.yaml").read_text() == "title: Mine\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "IMP-006"),
        (b"  \n\n", "IMP-006"),
        (b"PK\x03\x04\0\0", "IMP-001"),
        (b"| author | version | line-number | content |\n|---|---|---|---|\n", "IMP-006"),
    ],
)
def test_files_without_a_page(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "page.txt").write_bytes(data)
    report = Report()
    assert import_page(tmp_path / "page.txt", tmp_path / "m", Options(), report) is None
    assert [d.code for d in report] == [code]
    assert not (tmp_path / "m").exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "page.txt").write_bytes("= Пчёлы =\n\nи мёд".encode(encoding))
    report = Report()
    result = import_page(tmp_path / "page.txt", tmp_path / "m", Options(), report)
    assert result is not None
    assert result.title == "Пчёлы"
    assert [d.code for d in report] == (["IMP-003"] if encoding == "cp1251" else [])


LISTING = """\
Wiki source code of Bees
Last modified by Someone on 2025/01/01
Last authors
| author | version | line-number | content |
|---|---|---|---|
| Someone | 1.1 | 1 | = Bees = |
| 2 | |||
| 3 | |=a|=b | ||
| 4 | |1|2 | ||
this goes on
| 6 | end | ||
| 9 | )))|
"""


def test_listing_in_all_its_forms() -> None:
    listing = read_listing(LISTING)
    assert listing is not None
    assert (listing.title, listing.editor) == ("Bees", "Last modified by Someone on 2025/01/01")
    assert listing.text.splitlines() == [
        "= Bees =",
        "",
        "|=a|=b",
        "|1|2",
        "this goes on",
        "end",
        ")))",
    ]
    assert listing.numbers == (1, 2, 3, 4, 5, 6, 9)
    assert listing.file_lines == (6, 7, 8, 9, 10, 11, 12)
    assert listing.strays == (10,)


def test_damaged_listing_is_told(tmp_path: Path) -> None:
    report = Report()
    import_page(write(tmp_path, LISTING), tmp_path / "m", Options(), report)
    found = {d.code: d.at.line for d in report}
    assert found["IMP-004"] == 10
    assert found["IMP-005"] == 12


def test_no_listing() -> None:
    assert read_listing("= A page =\n| author |") is None


def test_command(tmp_path: Path) -> None:
    arguments = ["import", str(write(tmp_path)), "--into", str(tmp_path / "m")]
    plain = CliRunner().invoke(cli, arguments)
    assert "script" in plain.output
    assert "01-bees-bears.xwiki" in plain.output
    told = CliRunner().invoke(cli, [*arguments, "--json"])
    document = json.loads(told.output)
    assert document["imported"]["title"] == "Module 7. Bees & bears"
    assert {item["kind"] for item in document["imported"]["items"]} >= {"script", "attachment"}


def test_manifest_gives_mappings_and_modules(tmp_path: Path) -> None:
    (tmp_path / "manifests").mkdir()
    (tmp_path / "modules" / "other").mkdir(parents=True)
    (tmp_path / "manifests" / "c.yaml").write_text(
        "id: c\ntitle: C\nmodules: [other]\nmacros: {unknown: drop}\nheadings: {size-24: 1}\n"
    )
    (tmp_path / "modules" / "other" / "module.yaml").write_text("title: O\nwiki: Space.Other\n")
    (tmp_path / "modules" / "other" / "01-a.md").write_text("# A\n\ntext\n")
    arguments = ["import", str(write(tmp_path)), "--into", str(tmp_path / "modules" / "m")]
    told = CliRunner().invoke(
        cli, [*arguments, "--manifest", str(tmp_path / "manifests" / "c.yaml"), "--json"]
    )
    items = json.loads(told.output)["imported"]["items"]
    assert [i["target"] for i in items if i["kind"] == "link"] == ["other-a"]
    assert [i["kind"] for i in items if i["treatment"] == "dropped"] == ["macro", "script"]
