"""A course of any size in Russian Markdown, and pages of a wiki, the same on every machine.

A page is about 3.5 KB: headings, paragraphs, a list, a table, a quote, code, links; every module
has five pages and a test of five questions, as the figures elsewhere in this folder assume.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_WORDS = (
    "курс модуль страница ученик вопрос ответ практика задача пример правило шаг итог навык опыт "
    "встреча решение услуга запрос данные оценка время качество работа команда план отчёт анализ "
    "важно часто обычно сначала затем поэтому например вместе быстро точно спокойно подробно"
).split()


def sentence(rng: random.Random) -> str:
    """Give a sentence of 8 to 16 words."""
    words = rng.choices(_WORDS, k=rng.randint(8, 16))
    return " ".join(words).capitalize() + "."


def paragraph(rng: random.Random) -> str:
    """Give four sentences, one of them with bold text, a link or code."""
    decorated = rng.choice(["**{}** ", "[{}](https://example.org/a) ", "`{}` "])
    lines = [sentence(rng) for _ in range(4)]
    lines[1] = decorated.format(rng.choice(_WORDS)) + lines[1].lower()
    return " ".join(lines)


def page(rng: random.Random, number: int) -> str:
    """Give one page of about 3.5 KB."""
    items = "\n".join(f"- {sentence(rng)}" for _ in range(4))
    rows = "\n".join(f"| {rng.choice(_WORDS)} | {rng.choice(_WORDS)} | {n} |" for n in range(3))
    return f"""# Страница {number}

{paragraph(rng)}

## Раздел первый

{paragraph(rng)}

{items}

| что | как | сколько |
|---|---|---|
{rows}

## Раздел второй

> {sentence(rng)}

```text
{rng.choice(_WORDS)} = {rng.randint(1, 99)}
```

{paragraph(rng)}
"""


def wiki_page(rng: random.Random, number: int) -> str:
    """Give one page of about 4 KB as authors of a wiki write it: what a page in Markdown has, styled."""

    def words() -> str:
        decorated = rng.choice(
            ["**{}** ", "//{}// ", "[[{}>>https://example.org/a]] ", "[[{}>>doc:A.B]] "]
        )
        lines = [sentence(rng) for _ in range(4)]
        lines[1] = decorated.format(rng.choice(_WORDS)) + lines[1].lower()
        return " ".join(lines)

    items = "\n".join(f"{rng.choice(['*', '**'])} {sentence(rng)}" for _ in range(4))
    steps = "\n".join(f"1. {sentence(rng)}" for _ in range(3))
    rows = "\n".join(f"|{rng.choice(_WORDS)}|{rng.choice(_WORDS)}|{n}" for n in range(3))
    return f"""= Страница {number} =

{words()}

== Раздел первый ==

{words()}

{items}

|=что|=как|=сколько
{rows}

(% class="size-20 weight-700" %)
{sentence(rng)}

{words()}

{steps}

== Раздел второй ==

> {sentence(rng)}

(% class="box" %)(((
{words()}
)))

{{{{info}}}}
{sentence(rng)}
{{{{/info}}}}

[[image:picture.png||width="600" alt="{rng.choice(_WORDS)}"]]

{words()}
"""


def test(rng: random.Random, module: int) -> str:
    """Give a test of five questions with four answers each."""
    questions = []
    for number in range(5):
        answers = "\n".join(
            f"      - id: a{n}\n        text: {rng.choice(_WORDS)} {n}"
            + ("\n        correct: true" if n == number % 4 else "")
            for n in range(4)
        )
        questions.append(
            f"  - id: m{module}-q{number}\n    type: single\n    text: {sentence(rng)[:-1]}?\n"
            f"    answers:\n{answers}"
        )
    return "title: Проверьте себя\npass: 80\nquestions:\n" + "\n".join(questions) + "\n"


def write_course(root: Path, modules: int, pages: int = 5, *, seed: int = 7) -> Path:
    """Write a project of ``modules`` × ``pages`` pages; give the manifest's path."""
    rng = random.Random(seed)
    names = [f"m{number:03}" for number in range(modules)]
    for number, name in enumerate(names):
        folder = root / "modules" / name
        folder.mkdir(parents=True)
        (folder / "module.yaml").write_text(f"title: Модуль {number}\n", encoding="utf-8")
        for index in range(pages):
            text = page(rng, number * pages + index)
            (folder / f"{index + 1:02}-page-{index + 1}.md").write_text(text, encoding="utf-8")
        (folder / "test.yaml").write_text(test(rng, number), encoding="utf-8")
    manifest = root / "manifests" / "large.yaml"
    manifest.parent.mkdir(parents=True)
    listed = "\n".join(f"  - {name}" for name in names)
    manifest.write_text(
        "id: large\nversion: '1.0'\ntitle: Большой курс\nlanguage: ru\n"
        f"structure: sco-per-module\nstandards: [scorm12]\nmodules:\n{listed}\n",
        encoding="utf-8",
    )
    return manifest
