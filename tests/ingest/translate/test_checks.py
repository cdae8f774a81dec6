"""A check in a page is YAML within a page: its words are translated, its keys and ids are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from projects import FILES, MANIFEST, write_project
from scormkit.build import build_course
from scormkit.diagnostics import Report
from scormkit.ingest.translate import export_course, import_course
from translators import translate, upper

if TYPE_CHECKING:
    from pathlib import Path

CHECK = """\
id: boats
text: Is *this* a boat?
answers:
  - right: Yes, it is
    feedback: "It floats: look."
  - wrong: No
hint: |
  Look at
  the sail.
"""
INDENTED = "".join(f"  {line}\n" for line in f":::check\n{CHECK}:::".splitlines())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("03-more.md", f"# More\n\nBefore.\n\n:::check\n{CHECK}:::\n\nAfter.\n"),
        ("03-more.md", f"# More\n\n- a list\n\n{INDENTED}\nAfter.\n"),
        (
            "03-more.xwiki",
            f"= More =\n\nBefore.\n\n{{{{check}}}}\n{CHECK}{{{{/check}}}}\n\nAfter.\n",
        ),
        (
            "03-more.xwiki",
            f"= More =\n\n{{{{info}}}}\nIn it.\n\n{{{{check}}}}\n{CHECK}{{{{/check}}}}\n{{{{/info}}}}\n",
        ),
    ],
)
def test_the_words_of_a_check_are_translated(tmp_path: Path, name: str, text: str) -> None:
    manifest, report = write_project(tmp_path, {f"modules/one/{name}": text}), Report()
    file = tmp_path / "out.xlf"
    assert export_course(manifest, "en", file, report)
    assert "check.boats.text" in file.read_text(encoding="utf-8")
    made = import_course(translate(file, upper), report)
    assert made is not None
    assert [found.code for found in report] == []
    new = (tmp_path / "modules" / "one-en" / name).read_text(encoding="utf-8")
    for words in ("IS *THIS* A BOAT?", "YES, IT IS", '"IT FLOATS: LOOK."', "THE SAIL."):
        assert words in new
    assert "id: boats" in new
    assert text.count("\n") == new.count("\n")
    built = build_course(made.manifest, standards=("web",))
    assert [found for found in built.diagnostics if found.severity != "info"] == []


def test_final_test_and_certificate_go_with_the_course(tmp_path: Path) -> None:
    more = "final_test: {module: end}\ncertificate: {signature: Боцман}\n"
    test = FILES["modules/one/test.yaml"]
    changes = {
        "manifests/small.yaml": MANIFEST + more,
        "modules/end/module.yaml": "title: Итог\n",
        "modules/end/test.yaml": test,
    }
    manifest, report = write_project(tmp_path, dict(changes)), Report()
    assert export_course(manifest, "en", tmp_path / "out.xlf", report)
    made = import_course(translate(tmp_path / "out.xlf", upper), report)
    assert made is not None
    new = made.manifest.read_text(encoding="utf-8")
    assert "final_test: {module: end-en}" in new
    assert "certificate: {signature: БОЦМАН}" in new
    assert (tmp_path / "modules" / "end-en" / "test.yaml").is_file()
