"""A small sound course for tests to build, and to break."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = """\
id: small
version: "1.0"
title: Малый курс
language: ru
modules:
  - one
standards: [scorm12]
"""
MODULE = "title: Модуль один\n"
PAGE = """\
# Первая страница

Слова со [ссылкой](https://example.org) и ![точка](dot.svg).

:::task
Скачайте [памятку](Памятка.pdf).
:::
"""
WIKI = """\
(% class="size-24" %)
Вторая страница

* пункт
* ещё **один**

|=Что|=Сколько
|пункты|2
"""
TEST = """\
title: Проверьте себя
pass: 80 %
questions:
  - id: q1
    text: Сколько будет дважды два?
    answers:
      - id: four
        text: Четыре
        correct: true
      - id: five
        text: Пять
  - id: q2
    text: Земля круглая.
    answer: true
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><circle r="2"/></svg>'

FILES: dict[str, str | bytes] = {
    "manifests/small.yaml": MANIFEST,
    "modules/one/module.yaml": MODULE,
    "modules/one/01-first.md": PAGE,
    "modules/one/02-second.xwiki": WIKI,
    "modules/one/test.yaml": TEST,
    "modules/one/files/dot.svg": SVG,
    "modules/one/files/Памятка.pdf": b"%PDF-1.4\n%%EOF\n",
}


def write_project(root: Path, changes: dict[str, str | bytes | None] | None = None) -> Path:
    """Write the sound course with some files changed (``None``: left out); give its manifest."""
    for name, content in {**FILES, **(changes or {})}.items():
        path = root / name
        if content is None:
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root / "manifests" / "small.yaml"
