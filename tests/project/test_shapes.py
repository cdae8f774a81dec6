"""What a manifest may say about macros and tidying, and how it is told what does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from project.test_broken_inputs import MANIFEST, load, make
from scormkit import project
from scormkit.diagnostics import Report
from scormkit.transforms import ShapeSettings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("rule", "message", "hint"),
    [
        ("dorp", "macros.m must be one of drop, placeholder, unwrap", "'drop'"),
        ("{as: heroo, image: src}", "macros.m.as must be one of drop, placeholder", "'hero'"),
        ("{image: src}", "The key 'macros.m.as' is missing", ""),
        ("{as: hero, imag: src}", "The key 'macros.m.imag' is unknown", "'image'"),
        ("{as: hero}", "macros.m must have 'image': hero is made of it", ""),
        ("{as: video, title: t}", "macros.m must have 'address'", ""),
        ("{as: download}", "macros.m must have 'file'", ""),
        ("{as: drop, title: t}", "macros.m must not have 'title': drop knows no such word", ""),
        ("{as: callout, image: i}", "callout knows no such word, but kind, title, text", ""),
        ("{as: callout, kind: notes}", "macros.m.kind must be one of task, note", "'note'"),
        ("[drop]", "macros.m must", ""),
    ],
)
def test_what_does_not_fit_is_told_at_its_place(
    rule: str, message: str, hint: str, tmp_path: Path
) -> None:
    report = load(make(tmp_path, {"manifests/course.yaml": f"{MANIFEST}macros:\n  m: {rule}\n"}))
    (found,) = report
    assert message in found.message
    assert hint in found.hint
    assert found.at.line == 6


@pytest.mark.parametrize(
    ("manifest", "module", "expected"),
    [
        ("", "", (True, True, True)),
        ("tidy: {numbering: false}", "", (False, True, True)),
        ("tidy: {numbering: false}", "tidy: {contents: false}", (False, True, False)),
        (
            "tidy: {numbering: false, spacers: false}",
            "tidy: {numbering: true}",
            (True, False, True),
        ),
    ],
)
def test_a_module_says_of_tidying_what_differs(
    manifest: str, module: str, expected: tuple[bool, ...], tmp_path: Path
) -> None:
    file = make(
        tmp_path,
        {
            "manifests/course.yaml": f"{MANIFEST}{manifest}\n",
            "modules/one/module.yaml": f"title: One\n{module}\n",
        },
    )
    report = Report()
    loaded = project.load_manifest(file, report)
    assert loaded is not None
    (sources,) = project.find_modules(loaded, file, report)
    made = ShapeSettings.of(loaded, sources.settings)
    assert (made.numbering, made.spacers, made.contents) == expected
    assert list(report) == []
