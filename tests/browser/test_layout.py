"""A hero, columns and a gallery, wide and narrow, in both themes and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.harness import DESKTOP, PHONE, Lms
from browser.learner import Learner
from browser.look import SHAPES, Look
from projects import MANIFEST, SVG, write_project
from scormkit.build import build_course

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = """\
= Раскладка =

{{cover src="wall.svg" title="Стена"/}}

{{section}}
{{column}}Слева стоит первое, что нужно узнать.{{/column}}
{{column}}Справа стоит второе, с [[ссылкой>>https://example.org]].{{/column}}
{{/section}}

{{gallery}}
[[image:wall.svg||alt="Раз"]]
[[image:wall.svg||alt="Два"]]
[[image:wall.svg||alt="Три"]]
{{/gallery}}

{{velocity}}$x{{/velocity}}
"""
TOPS = "boxes => boxes.map((box) => Math.round(box.getBoundingClientRect().top))"


@pytest.mark.parametrize("theme", ["default", pytest.param("gazette", marks=pytest.mark.soak)])
def test_side_by_side_where_there_is_room(
    theme: str, lms: Callable[..., Lms], shots: Path, tmp_path: Path
) -> None:
    manifest = f"{MANIFEST}theme: {{name: {theme}}}\nmacros: {{cover: {{as: hero, image: src, alt: title}}}}\n"
    files: dict[str, str | bytes | None] = {
        "manifests/small.yaml": manifest,
        "modules/one/01-first.md": None,
        "modules/one/02-second.xwiki": PAGE,
        "modules/one/files/wall.svg": SVG.replace(
            'width="4" height="4"', 'width="400" height="300"'
        ),
    }
    (package,) = build_course(write_project(tmp_path, files)).packages
    learner = Learner(lms(package.path, size=DESKTOP))
    page, course = learner.lms.page, learner.course
    rules = () if theme == "default" else SHAPES
    for size, columns, pictures in ((DESKTOP, 1, 1), (PHONE, 2, 3)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        look = Look(
            learner, shots, f"layout-{theme}-{size[0]}", grounds=("light", "dark"), rules=rules
        )
        look.at("page")
        assert look.found == []
        assert len(set(course.locator(".sk-columns > div").evaluate_all(TOPS))) == columns
        assert len(set(course.locator(".sk-gallery > figure").evaluate_all(TOPS))) == pictures
        hero, title = course.locator(".sk-hero img"), course.locator("h1").first
        above, below = hero.bounding_box(), title.bounding_box()
        assert above
        assert below
        assert above["y"] + above["height"] <= below["y"]
        assert above["width"] <= size[0]
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    assert len(set(course.locator(".sk-columns > div").evaluate_all(TOPS))) == 1
