"""The page "From XWiki to a course" is true: its commands run in order and give what it says."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from guide import LANGUAGES
from guide_walk import Author, page, steps
from guide_wiki import files_of, read, write_source, write_viewer
from ingest.wiki.rest.server import Doc, Site, serving
from scormkit.check.catalogue import codes
from scormkit.project.settings import Manifest

if TYPE_CHECKING:
    from pathlib import Path

_CODE = re.compile(r"\b[A-Z]{3}-\d{3}\b")
_PLACE = re.compile(r"`((?:modules|manifests|dist)/[^`*]+|report\.html)`")


def text_of(language: str) -> str:
    return page(language).read_text(encoding="utf-8")


def look(address: str) -> None:
    with urlopen(address) as answer:
        assert answer.status == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_walk(language: str, tmp_path: Path) -> None:
    """From the export to the second package; every file that the page names was there."""
    author = Author(tmp_path, language, look)
    told: list[str] = []
    for step, status, output in author.walk():
        assert status == 0, (step, output)
        told.append(output)
        if list(tmp_path.rglob("*.wiki")) and "--dry-run" not in step.text:
            assert "PRJ-036" in author.run("scormkit build")[1]
            author.take_over()
    dry, first, _, built, again, second, last = told
    assert "Nothing was written" in dry
    assert {"WIK-001", "WIK-002"} <= set(_CODE.findall(first))
    assert "3 → 2" in first
    for answer in (built, last):
        assert " error " not in answer
        assert "warning" not in answer
    assert "IMP-020" in again
    assert "IMP-020" in second
    places = {place for place in _PLACE.findall(text_of(language)) if "-lending/" not in place}
    assert {
        place
        for place in places
        if not any(f == place or (place[-1] == "/" and f.startswith(place)) for f in author.seen)
    } == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_other_ways(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The wiki itself, with a login too, and a page's source, each into a folder of its own."""
    wiki = read(language)
    docs = {
        tuple(told["name"].split(".")): Doc(
            told["text"], told["title"], hidden=told.get("hidden", False), files=files_of(told)
        )
        for told in wiki["page"]
    }
    ways = [step.text for step in steps(language) if step.kind == "console"]
    with serving(Site(docs=docs)) as site:
        for number, command in enumerate(ways):
            root = tmp_path / str(number)
            root.mkdir()
            write_source(root / "page.txt", language)
            write_viewer(root / "page.html", language)
            asked = "--user anna" in command
            if asked:
                site.login = f"Basic {b64encode(b'anna:secret').decode()}"
                monkeypatch.setenv("SCORMKIT_WIKI_PASSWORD", "secret")
            else:
                site.login = ""
                monkeypatch.delenv("SCORMKIT_WIKI_PASSWORD", raising=False)
            author = Author(root, language, look)
            status, output = author.run(command.replace("https://wiki.example.org", site.address))
            assert status == 0, output
            texts = {path.read_text("utf-8") for path in root.rglob("*.xwiki")}
            assert wiki["page"][1]["text"] in texts
    assert len(ways) == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_and_keys_exist(language: str) -> None:
    text = text_of(language)
    assert set(_CODE.findall(text)) <= set(codes())
    section = text.partition("\n## 6. ")[2].partition("\n## 7. ")[0]
    keys = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    assert len(keys) == 6
    assert set(keys) <= set(Manifest.model_fields)


def test_both_languages_tell_the_same() -> None:
    """The same sections, rows, pictures and commands, in the same order."""
    english, russian = (
        [
            (mark[0], _CODE.findall(line), line[:2] == "**")
            for line in text_of(language).splitlines()
            if (mark := re.match(r"#+|\||!|```\w*|- \*\*|scormkit|\*\*", line))
        ]
        for language in LANGUAGES
    )
    assert english == russian
