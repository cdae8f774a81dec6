"""The file keeps the rules of XLIFF 2.0 core, and what tools do to such files is understood."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from projects import write_project
from scormkit.diagnostics import Report
from scormkit.ingest.translate import export_course, import_course
from translators import NS, change, translate, upper, words_of

ROOT = Path(__file__).parents[3]
NMTOKEN = re.compile(r"[\w.:·-]+")
PAGE = """\
# *Слова* `кода`

Слово **жирное и *[ссылка](https://example.org "Подсказка")*** с переносом\\
и &nbsp; ![знаком](dot.svg).

| a | b |
|---|---|
| Ячейка | Ячейка |

<p title="Заголовок">Абзац <b>HTML</b></p>
"""


def exported(root: Path, page: str = PAGE) -> tuple[Path, Path]:
    manifest = write_project(root, {"modules/one/01-first.md": page})
    file = root / "out.xlf"
    assert export_course(manifest, "en", file, Report()) is not None
    return manifest, file


def tag(element: etree._Element) -> str:
    return str(element.tag).removeprefix(NS)


def check_unit(unit: etree._Element, ids: set[str]) -> None:
    """4.2.2.5, 4.2.3 and 4.7: order of parts, references that lead somewhere, ids once."""
    assert [tag(e) for e in unit if tag(e) != "originalData"] == ["notes", "segment"]
    order = [tag(e) for e in unit]
    assert order == sorted(order, key=["notes", "originalData", "segment"].index)
    assert unit.get("canResegment") == "no"
    assert re.fullmatch(r"[^\s:]+:[^\s:]+", unit.get("type") or "")
    data = [d.get("id") for d in unit.iter(f"{NS}data")]
    assert len(data) == len(set(data))
    used: set[str] = set()
    for segment in unit.iter(f"{NS}segment"):
        assert segment.get("state") in {"initial", "translated", "reviewed", "final"}
        assert [tag(e) for e in segment] in (["source"], ["source", "target"])
        for part in segment:
            marks = [e for e in part.iter() if tag(e) in {"ph", "pc"}]
            numbers = [m.get("id") for m in marks]
            assert len(numbers) == len(set(numbers))
            for mark in marks:
                assert mark.get("type") in {"fmt", "link", "image", "other"}
                assert (
                    not (mark.get("subType") or "").startswith("xlf:") or mark.get("type") == "fmt"
                )
                attrs = {str(name): str(value) for name, value in mark.items()}
                names = [v for k, v in attrs.items() if k.startswith("dataRef")]
                assert len(names) == (2 if tag(mark) == "pc" else 1)
                used.update(names)
                flows = " ".join(v for k, v in attrs.items() if k.startswith("subFlows"))
                assert set(flows.split()) <= ids
    assert used == set(data)


@pytest.mark.parametrize("name", ["intro-course", "features-en", ""])
def test_the_file_keeps_the_rules_of_the_core(name: str, tmp_path: Path) -> None:
    file = tmp_path / "out.xlf"
    if name:
        export_course(ROOT / f"manifests/{name}.yaml", "fr", file, Report())
    else:
        exported(tmp_path)
        translate(file, upper)
    root = etree.parse(file).getroot()
    assert root.tag == f"{NS}xliff"
    assert root.get("version") == "2.0"
    assert {"srcLang", "trgLang"} <= set(root.keys())
    files = [f.get("id") for f in root]
    assert len(files) == len(set(files))
    for part in root:
        assert tag(part) == "file"
        assert len(part)
        ids = [unit.get("id") or "" for unit in part]
        assert len(ids) == len(set(ids))
        assert all(NMTOKEN.fullmatch(identifier) for identifier in [*ids, part.get("id") or ""])
        for unit in part:
            check_unit(unit, set(ids))


def test_marks_carry_what_they_stand_for_and_texts_in_them_are_units(tmp_path: Path) -> None:
    _, file = exported(tmp_path)
    root = etree.parse(file).getroot()
    sources = [" ".join(words_of(s).split()) for s in root.iter(f"{NS}source")]
    for words in ("Подсказка", "знаком", "Заголовок", "Абзац HTML", "Ячейка"):
        assert words in sources
    unit = next(u for u in root.iter(f"{NS}unit") if "жирное" in words_of(u))
    data = {d.get("id"): d.text for d in unit.iter(f"{NS}data")}
    assert {"**", "*", "[", "\\\n", "&nbsp;", "![знаком](dot.svg)"} <= set(data.values())
    note = unit.findtext(f"{NS}notes/{NS}note")
    assert note == "modules/one/01-first.md:3:1"


def test_what_tools_make_of_segments_and_marks_is_read(tmp_path: Path) -> None:
    """A unit cut in two, pairs as two marks, an annotation, a character that XML cannot hold."""
    _, file = exported(tmp_path, "Раз **два** три.\n")
    text = file.read_text(encoding="utf-8")
    start = text.index("<segment", text.index("Раз") - 80)
    cut = (
        '<segment id="a"><source>Раз <sc id="1"/>два<ec startRef="1"/></source>'
        '<target><mrk id="m1" type="term">One</mrk> <sc id="1"/>\n   two<ec startRef="1"/></target></segment>'
        "<ignorable><source> </source></ignorable>"
        '<segment id="b" state="final"><source>три.</source><target>three.<cp hex="0007"/></target></segment>'
    )
    end = text.index("</segment>", start) + len("</segment>")
    file.write_text(text[:start] + cut + text[end:], encoding="utf-8")
    made = import_course(file, Report())
    assert made is not None
    page = tmp_path / "modules/one-en/01-first.md"
    assert page.read_text(encoding="utf-8") == "One ** two** three.\x07\n"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("</target>", '<ph id="77"/></target>', "TRN-007"),
        ("<target>", "<target>Без знаков", "TRN-011"),
        ("<target>", "<target>- ", "TRN-008"),
    ],
)
def test_a_translation_that_would_break_the_page_is_told(
    old: str, new: str, code: str, tmp_path: Path
) -> None:
    page = "Слово **жирное**.\n" if code != "TRN-008" else "Слово.\n"
    _, file = exported(tmp_path, page)
    translate(file, upper, "Слово")
    if code == "TRN-011":
        text = re.sub(
            r"<target>.*?</target>", "<target></target>", file.read_text(encoding="utf-8")
        )
        file.write_text(text, encoding="utf-8")
    change(file, old, new)
    report = Report()
    assert import_course(file, report) is not None
    found = [d for d in report if d.code != "TRN-004" or "Слово" in d.message]
    assert [d.code for d in found] == [code]
    assert found[0].at.line == 1
    kept = (tmp_path / "modules/one-en/01-first.md").read_text(encoding="utf-8")
    assert (kept == page) == (code == "TRN-007")


def test_signs_that_end_a_cell_or_a_value_are_written_so_that_they_do_not(tmp_path: Path) -> None:
    page = '![Слово](dot.svg "Слово")\n\n| Слово |\n|---|\n\n<img src="dot.svg" alt="Слово">\n'
    _, file = exported(tmp_path, page)
    translate(file, lambda _: 'a|b "c"', "Слово")
    report = Report()
    assert import_course(file, report) is not None
    assert {d.code for d in report} == {"TRN-004"}
    text = (tmp_path / "modules/one-en/01-first.md").read_text(encoding="utf-8")
    assert '![a|b "c"](dot.svg "a|b \\"c\\"")' in text
    assert '| a\\|b "c" |' in text
    assert 'alt="a|b &quot;c&quot;"' in text


@pytest.mark.parametrize(
    "content",
    [
        "",
        "no XML",
        "<html/>",
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>',
        f'<xliff xmlns="{NS[1:-1]}" version="2.0" srcLang="ru"/>',
        f'<!DOCTYPE x [<!ENTITY a "b">]><xliff xmlns="{NS[1:-1]}" version="3.0">&a;</xliff>',
    ],
)
def test_what_is_no_xliff_2_is_refused(content: str, tmp_path: Path) -> None:
    file = tmp_path / "in.xlf"
    file.write_text(content, encoding="utf-8")
    report = Report()
    assert import_course(file, report) is None
    assert [d.code for d in report] == ["TRN-001"]
