"""``scormkit import``: many pages of an export, again, in words, for machines and as a page to keep."""

from __future__ import annotations

import json
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from lxml import etree

from scormkit.cli import cli
from scormkit.render.locales import LANGUAGES
from scormkit.render.templates import account_words
from small_wiki import tree

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

XML = (
    '<?xml version="1.1" encoding="UTF-8"?>\n<xwikidoc version="1.5" reference="{name}" locale="">'
    "<web>{space}</web><name>{page}</name><language/><defaultLanguage>ru</defaultLanguage>"
    "<translation>0</translation><version>1.1</version><title>{title}</title>"
    "<syntaxId>xwiki/2.1</syntaxId><hidden>false</hidden><content>{text}</content></xwikidoc>"
)
PAGES = {
    "Курс.WebHome": ("Курс", "О курсе &lt;b&gt; и [[дальше>>doc:Курс.Один]]"),
    "Курс.Один.WebHome": ("Один", "= Первый =\n\nСлова {{mystery/}}"),
    "Курс.Один.Второй": ("Второй", "Ещё слова"),
}


def export(file: Path, pages: dict[str, tuple[str, str]]) -> Path:
    with zipfile.ZipFile(file, "w") as package:
        for name, (title, text) in pages.items():
            space, _, page = name.rpartition(".")
            given = {"name": name, "space": space, "page": page, "title": title, "text": text}
            package.writestr(f"{name.replace('.', '/')}.xml", XML.format(**given))
    return file


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return export(tmp_path / "course.xar", PAGES)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["import", *map(str, arguments)], standalone_mode=False)


def test_an_export_becomes_a_course_that_builds(course: Path, tmp_path: Path) -> None:
    done = run(course, "--into", tmp_path / "modules")
    assert done.return_value == 0
    assert "02-odin: Один, 2 pages" in done.output
    assert re.search(r"3 pages +9 ", done.output)
    built = CliRunner().invoke(
        cli, ["build", str(tmp_path / "manifests" / "kurs.yaml"), "--json"], standalone_mode=False
    )
    assert json.loads(built.stdout)["courses"][0]["failed"] is False


def test_json(course: Path, tmp_path: Path) -> None:
    told = json.loads(run(course, "--into", tmp_path / "modules", "--json").stdout)["imported"]
    assert told["written"][0] == "01-kurs/kurs.xwiki"
    assert told["came"]["words"] == told["shown"]["words"] == 9
    assert told["modules"][1]["pages"][1] == {"file": "vtoroy.xwiki", "wiki": "Курс.Один.Второй"}
    assert [i["kind"] for i in told["pages"][1]["items"]] == ["title", "unknown macro"]
    assert told["whole"] is True


def test_dry_run(course: Path, tmp_path: Path) -> None:
    run(course, "--into", tmp_path / "modules")
    (tmp_path / "modules" / "01-kurs" / "kurs.xwiki").write_text("mine\n")
    export(course, PAGES | {"Курс.WebHome": ("Курс", "Новое")})
    before = tree(tmp_path)
    done = run(course, "--into", tmp_path / "modules", "--dry-run")
    assert "-mine\n+Новое" in done.output
    assert "Nothing was written" in done.output
    assert tree(tmp_path) == before


def test_report_as_a_page(course: Path, tmp_path: Path) -> None:
    page = tmp_path / "told" / "report.html"
    for language, heading in (("ru", "Импорт: Курс"), ("en", "Import: Курс"), ("fr", "Import:")):
        run(course, "--into", tmp_path / "m", "--report", page, "--language", language)
        document = etree.fromstring(page.read_bytes(), etree.HTMLParser())
        assert heading in document.findtext(".//h1", "")
        assert document.get("lang") == ("ru" if language == "ru" else "en")
    assert document.findall(".//script") == []
    assert not re.findall(r'(?:src|href)="(?!#)', page.read_text("utf-8"))
    targets = {link.get("href") for link in document.iterfind(".//a")}
    assert targets == {f"#{node.get('id')}" for node in document.iterfind(".//details")}
    assert all(cell.get("scope") for cell in document.iterfind(".//th"))
    assert "prefers-color-scheme: dark" in page.read_text("utf-8")


def test_report_of_a_dry_run(course: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    run(course, "--into", tmp_path / "m", "--report", page, "--language", "en", "--dry-run")
    text = page.read_text("utf-8")
    assert "01-kurs/kurs.xwiki" in text
    assert "No word is lost" not in text  # nothing was read yet
    assert not (tmp_path / "m").exists()


def test_report_of_one_page(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("= Bees =\n\n{{html}}<script>1</script>{{/html}}", "utf-8")
    page = tmp_path / "report.html"
    done = run(tmp_path / "page.txt", "--into", tmp_path / "m", "--report", page)
    assert "The report:" in done.output
    assert "A &lt;script&gt; is left out" in page.read_text("utf-8")


def test_dry_run_of_one_page(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("= Bees =", "utf-8")
    done = run(tmp_path / "page.txt", "--into", tmp_path / "m", "--dry-run")
    assert "01-bees.xwiki" in done.output
    assert not (tmp_path / "m").exists()


def test_languages_of_the_report_say_the_same() -> None:
    place = re.compile(r"\{(\w+)\}")
    english = account_words("en")
    for language in LANGUAGES:
        words = account_words(language)
        assert list(words) == list(english)
        for key, text in words.items():
            assert place.findall(text) == place.findall(english[key]), key


def test_a_source_that_is_not_there(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["import", "nowhere.txt", "--into", str(tmp_path / "m")])
    assert done.exit_code == 2
    assert "nowhere.txt" in done.output


def test_an_export_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.xar").write_bytes(b"no zip")
    done = run(tmp_path / "a.xar", "--into", tmp_path / "m")
    assert done.return_value == 1
    assert "error" in done.output
    assert not (tmp_path / "m").exists()


def test_a_folder_that_cannot_be_written(course: Path, tmp_path: Path) -> None:
    (tmp_path / "modules").write_text("a file")
    done = run(course, "--into", tmp_path / "modules")
    assert done.return_value == 1
    assert "IMP-007" in done.output


def test_a_module_that_cannot_be_read_is_told(course: Path, tmp_path: Path) -> None:
    run(course, "--into", tmp_path / "modules")
    (tmp_path / "modules" / "01-kurs" / "module.yaml").write_text("title: [")
    assert "PRJ-010" in run(course, "--into", tmp_path / "modules").output
