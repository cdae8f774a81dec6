"""A Russian test with every kind of question and every trap for a format, for tests of writers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Report
from scormkit.model.course import SourceFile
from scormkit.readers import quiz
from scormkit.render.course.assets import Assets
from scormkit.render.course.quiz.exams import render_exam

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.model.exam import Exam
    from scormkit.writers import Writer

SOURCE = """\
id: boats
title: "Лодки: что/как {вопросы}"
pass: 70 %
attempts: 3
draw: 2
intro: Пять *вопросов*.
questions:
  - id: mast
    text: "Что держит парус = мачта? {да} ~ #1: a\\\\b"
    answers:
      - id: mast
        text: Мачта & <рея>
        correct: true
        feedback: "Да: верно."
      - id: keel
        text: Киль ~ не = то
      - id: oar
        text: Весло
        feedback: Им гребут.
    feedback:
      incorrect: Посмотрите вверх.
  - id: crew
    type: multiple
    text: |
      Кто на борту?

      ![Две лодки](Лодки.svg)
    points: 2.5
    partial: true
    tags: [люди]
    hint: Их двое.
    answers:
      - {id: captain, text: Капитан, correct: true}
      - {id: cook, text: Кок, correct: true}
      - {id: gull, text: Чайка}
    feedback:
      correct: Верно.
      partial: Не все.
      incorrect: Нет.
  - id: all
    type: multiple
    text: Что из этого плавает?
    shuffle: false
    answers:
      - {id: raft, text: Плот, correct: true}
      - {id: boat, text: Лодка, correct: true}
      - {id: stone, text: Камень}
  - id: sea
    text: Море солёное.
    answer: true
    if_true: Да.
    if_false: Попробуйте.
    feedback: Соль вымывают реки.
  - id: two
    text: Где нос?
    answers:
      - {id: front, text: Спереди, correct: true}
      - {id: back, text: Сзади}
"""
ANSWERS = """\
id: sea
title: Море
pass: 50 %
questions:
  - id: knot
    text: Как зовут узел = «восьмёрка»?
    accept: ["*восьмёрка*", "a -> b", "8: {узел}"]
    case: true
    feedback:
      correct: "Да: он."
      incorrect: Нет ~ нет.
  - id: sail
    text: Назовите парус.
    accept: [Стаксель, кливер]
    typos: 1
    feedback: На носу.
  - id: speed
    text: Какова скорость?
    range: [9.5, 10.5]
    unit: уз & ч
    points: 2
    feedback:
      correct: Полный ход.
      incorrect: Замерьте ещё раз.
  - id: masts
    text: Сколько мачт у брига?
    value: 2
  - id: depth
    text: Глубина гавани?
    value: -3.5
    unit: м
    tags: [гавань]
  - id: parts
    text: Что где?
    pairs:
      - {item: "Нос ![Нос](Лодки.svg)", match: "Впереди -> там"}
      - {item: "Корма -> да", match: Сзади <тут>}
      - {item: Киль, match: Снизу}
    extra: [Сверху]
    feedback:
      correct: Всё на месте.
      partial: Не всё.
      incorrect: Посмотрите ещё раз.
    hint: Три места.
  - id: crafts
    text: Парус или вёсла?
    categories:
      - {name: Парус, items: [Шлюп, Кеч]}
      - {name: Вёсла, items: [Шлюпка]}
    partial: false
  - id: tacks
    text: По порядку
    order: ["*Раз*", Два, Три]
    partial: true
    feedback:
      partial: Почти.
  - id: watches
    text: Смены вахты
    order: [Утро, День]
  - id: year
    text: Год?
    accept: ["1703"]
    matches: 17[0-9][0-9]
  - id: bow
    text: Где нос?
    picture: files/Лодки.svg
    alt: Лодка & вода
    areas:
      - {id: bow, name: Остриё, ellipse: [0 %, 0 %, 50 %, 100 %], correct: true}
      - {id: hull, rect: [50 %, 0 %, 50 %, 100 %]}
  - id: ends
    text: Где концы?
    picture: files/Лодки.svg
    alt: Лодка
    outline: true
    partial: true
    areas:
      - {id: left, name: Левый, rect: [0 %, 0 %, 25 %, 100 %], correct: true}
      - {id: right, name: Правый, rect: [75 %, 0 %, 25 %, 100 %], correct: true}
      - {id: middle, name: Середина, polygon: [[25 %, 0 %], [75 %, 0 %], [50 %, 100 %]]}
  - id: mood
    text: Согласны?
    scale: [Нет, "Да"]
    statements: [Море зовёт, Качка мешает]
    feedback: Спасибо.
  - id: log
    text: Опишите рейс.
    essay: {at_least: 20, at_most: 300}
    feedback: Прочтём.
  - id: oath
    text: Что в присяге?
    points: 3
    essay: {keywords: [флаг, "честь & долг"], needed: 1}
    feedback:
      correct: Верно.
"""
GAPS = """\
id: port
title: Порт
pass: 50 %
questions:
  - id: route
    text: "Впишите {порты}."
    gaps: |
      Из *[Кронштадт|К. \\# ~ 1]* в [Або \\* } = 5 %]

      - и [дом]
    points: 6
    typos: 1
    feedback: {correct: Дошли., partial: Почти., incorrect: Мель.}
  - id: tense
    text: Выберите.
    lists: 'Парус [=поднят|поднято <и> \\| 5 %] [на|=над] мачте.'
    shuffle: false
    partial: false
    points: 3
  - id: chart
    text: Перетащите.
    words: '[Море] и [небо], снова [море & свет], [небо] \\[\\[1]].'
    extra: [суша]
    feedback: {partial: Не всё.}
  - id: flag
    text: Флаг?
    gaps: "Флаг на [корме|гакаборте]."
    case: true
    feedback: {correct: "Да.", incorrect: Нет.}
  - id: side
    text: Борт?
    lists: "Правый борт [=зелёный|красный]."
"""
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'


def exam(folder: Path, writer: Writer, source: str = SOURCE) -> Exam:
    """Read and render the test for a format; the picture lies in ``folder``."""
    report = Report()
    picture = folder / "Лодки.svg"
    picture.write_bytes(PICTURE)
    read = quiz.read(source, "modules/one/test.yaml", report)
    assert read is not None, list(report)
    assets = Assets({"Лодки.svg": SourceFile("Лодки.svg", picture, len(PICTURE))})
    return render_exam(read, assets, "ru", lambda asset: writer.address(asset.path))
