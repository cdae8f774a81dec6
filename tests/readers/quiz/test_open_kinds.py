"""Pictures to mark, scales, essays and regular expressions, as authors write them in YAML."""

from __future__ import annotations

import warnings

import pytest

from scormkit.diagnostics import Report
from scormkit.model.areas import Shape, free_point
from scormkit.model.quiz import Essay, Hotspot, Likert, Question, ShortText
from scormkit.readers import quiz
from scormkit.readers.patterns import PatternError, check_pattern
from scormkit.render.course.quiz.questions import plain

HEAD = "title: Проверка\npass: {share} %\nquestions:\n  - text: Вопрос\n"
SCORED = "  - text: Да?\n    answer: true\n"
PICTURE = "picture: files/screen.png\nalt: Окно\nareas:\n"
RIGHT = "  - {name: Слева, rect: [10 %, 20 %, 30 %, 10 %], correct: true}\n"
WRONG = "  - {ellipse: [50, 20, 30, 10]}\n"


def read(body: str, share: int = 80, after: str = SCORED) -> tuple[Question | None, list[str]]:
    report = Report()
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    test = quiz.read(HEAD.format(share=share) + lines + after, "test.yaml", report)
    question = test.questions[0] if test and test.questions else None
    return question, [f"{d.at.line} {d.code} {d.message}" for d in report]


def test_areas_of_a_picture() -> None:
    question, found = read(
        PICTURE + RIGHT + WRONG + "  - {id: tri, polygon: [[50, 50], [80, 50], [70, 90]]}\n"
        "outline: true\npartial: true"
    )
    assert found == []
    assert isinstance(question, Hotspot)
    assert (question.outline, question.partial, question.points) == (True, True, 1)
    shapes = [(plain(area.content), area.correct, shape.numbers) for area, shape in question.areas]
    assert shapes == [
        ("Слева", True, (100, 200, 400, 200, 400, 300, 100, 300)),
        ("", False, (650, 250, 150, 50)),
        ("", False, (500, 500, 800, 500, 700, 900)),
    ]
    assert [area.id for area, _ in question.areas][2] == "tri"


def test_every_area_has_a_point_of_its_own() -> None:
    """A keyboard's mark lies in the area, and under none that comes before it."""
    bent = Shape((0, 0, 900, 0, 900, 100, 100, 100, 100, 900, 0, 900))
    middle, around = Shape((500, 500, 100, 100)), Shape((500, 500, 300, 300))
    for shape, before in ((bent, []), (around, [middle]), (middle, [])):
        point = free_point(shape, before)
        assert point
        assert shape.holds(*point)
        assert not any(other.holds(*point) for other in before)
    assert free_point(middle, [around]) is None


def test_ids_of_areas_do_not_hang_on_the_place_in_the_list() -> None:
    one, _ = read(PICTURE + RIGHT + WRONG)
    other, _ = read(PICTURE + WRONG + RIGHT)
    assert isinstance(one, Hotspot)
    assert isinstance(other, Hotspot)
    assert {area.id for area, _ in one.areas} == {area.id for area, _ in other.areas}


def test_a_scale_is_not_scored() -> None:
    question, found = read("scale: [Нет, Отчасти, Да]\nstatements: [Удобно, '**Быстро**']")
    assert found == []
    assert isinstance(question, Likert)
    assert question.points == 0
    assert [plain(one.content) for one in question.statements] == ["Удобно", "Быстро"]
    assert [plain(place.content) for place in question.scale] == ["Нет", "Отчасти", "Да"]


def test_an_essay_is_scored_by_keywords_alone() -> None:
    question, found = read("essay: {at_least: 20}\nfeedback: Спасибо")
    assert found == []
    assert isinstance(question, Essay)
    assert (question.points, question.least, question.most) == (0, 20, 500)
    question, found = read("type: essay")
    assert found == []
    question, found = read("points: 3\npartial: true\nessay: {keywords: [лодк, причал], needed: 1}")
    assert found == []
    assert isinstance(question, Essay)
    assert (question.points, question.keywords, question.needed) == (3, ("лодк", "причал"), 1)
    question, _ = read("essay: {keywords: [лодк, причал]}")
    assert isinstance(question, Essay)
    assert question.needed == 2


def test_a_form_beside_what_is_accepted() -> None:
    question, found = read("accept: [2024]\nmatches: '(год )?20\\d{2}'")
    assert found == []
    assert isinstance(question, ShortText)
    assert (question.accepted, question.matches) == (("2024",), "(год )?20\\d{2}")


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        ("picture: a.png\nalt: A\nareas: []", "7 QUZ-001 No area is marked as right"),
        (PICTURE + WRONG, "8 QUZ-001 No area is marked as right"),
        (PICTURE + RIGHT, "8 QUZ-010 Every area is a right one"),
        ("areas:\n" + RIGHT + WRONG, "4 QUZ-013 Nothing says which picture"),
        ("picture: a.png\nareas:\n" + RIGHT + WRONG, "5 QUZ-042 The picture has no text"),
        (PICTURE + RIGHT + RIGHT, "9 QUZ-005 The name 'Слева' stands twice"),
        (PICTURE + RIGHT + WRONG + WRONG, "10 QUZ-006 The id"),
        (PICTURE + RIGHT + "  - {name: Б}", "9 QUZ-040 The area has no place"),
        (
            PICTURE + RIGHT + "  - {rect: [1, 1, 9, 9], ellipse: [1, 1, 9, 9]}",
            "9 QUZ-040 The area has rect and ellipse",
        ),
        (PICTURE + RIGHT + "  - {rect: [80, 80, 30, 9]}", "9 QUZ-040 The area reaches out"),
        (PICTURE + RIGHT + "  - {ellipse: [80, 80, 0, 9]}", "9 QUZ-040 Nothing lies in the area"),
        (PICTURE + RIGHT + "  - {polygon: [[1, 1], [9, 9]]}", "9 QUZ-040 Nothing lies in"),
        (PICTURE + RIGHT + "  - {rect: [15, 22, 9, 6]}", "9 QUZ-040 The area lies wholly under"),
        (PICTURE + RIGHT + "  - {rect: [60, 22, 9, 3]}", "9 QUZ-041 The area is 3 %"),
        (PICTURE + 37 * WRONG, "44 QUZ-004 The picture has 37 areas"),
        (PICTURE + RIGHT + WRONG + "shuffle: true", "10 QUZ-009 A question of the type hotspot"),
        ("scale: [Да]\nstatements: [а, б]", "5 QUZ-003 scale: needs at least two places"),
        ("scale: [Да, Нет]", "4 QUZ-003 statements: has none"),
        ("scale: [Да, Да]\nstatements: [а]", "5 QUZ-005 The place 'Да' stands twice"),
        ("scale: [Да, Нет]\nstatements: [а, а]", "6 QUZ-005 The item 'а' stands twice"),
        ("scale: [Да, Нет]\nstatements: [а]\npoints: 2", "7 QUZ-043 No answer is right or wrong"),
        (
            "scale: [Да, Нет]\nstatements: [а]\nfeedback: {correct: Верно}",
            "7 QUZ-043 There is no result to hang feedback on",
        ),
        ("essay: {at_least: 90, at_most: 50}", "5 QUZ-046 At least 90 letters, at most 50"),
        ("essay: {keywords: [а], needed: 2}", "5 QUZ-001 2 keywords are needed"),
        ("essay: {keywords: [а, а]}", "5 QUZ-005 The keyword 'а' stands twice"),
        ("essay: {}\npartial: true", "6 QUZ-043 No keyword says what a part"),
        ("points: 0\nessay: {keywords: [а]}", "5 QUZ-008 The question earns 0 points"),
        ("matches: 'a'", "4 QUZ-001 matches: needs an example"),
        ("accept: [a]\nmatches: '(a+)+'", "6 QUZ-045 The expression '(a+)+': it can try"),
    ],
)
def test_what_cannot_be_asked_is_told(body: str, finding: str) -> None:
    _, found = read(body)
    assert any(line.startswith(finding) for line in found), found


@pytest.mark.parametrize(("share", "told"), [(80, ["QUZ-044"]), (0, [])])
def test_a_test_to_be_passed_has_something_to_score(share: int, told: list[str]) -> None:
    _, found = read("essay: {}", share, after="")
    assert [line.split()[1] for line in found] == told


def test_every_attempt_at_a_drawn_test_has_something_to_score() -> None:
    drawn = "draw: 1\n" + HEAD.format(share=80) + "    essay: {}\n" + SCORED
    report = Report()
    quiz.read(drawn, "test.yaml", report)
    assert [f"{d.at.line} {d.code}" for d in report] == ["3 QUZ-044"]


@pytest.mark.parametrize(
    "pattern",
    [
        "", "[ab]*", ".*a.*b.*", r"(Москва|Санкт-Петербург)( \(город\))?", r"[а-яё]+-\d+", r"^\s?x$",
        r"\d{1,3}(\.\d{1,3}){3}", r"[^\]\-]+", "(?:a|b){2,3}", "a--b", "[a&&b]", r"\{x\}\/",
    ],
)  # fmt: skip
def test_expressions_that_everybody_reads(pattern: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check_pattern(pattern, 60)


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+", "(a|b)*", "(a?){100}", ".*.*.*.*", "(", "a)", "[a", "[]", "[z-a]", r"\w", r"\bа",
        "a**", "a+?", "x{2", "{", "}", "]", "(?=a)", "(?P<n>a)", "(?i)a", "^*", "a{3,1}", "\\", r"\-",
        r"[\d-z]", r"[a-\d]", "[[a]]", r"\1", "*", "a" * 201,
    ],
)  # fmt: skip
def test_expressions_that_not_everybody_reads_or_that_may_not_end(pattern: str) -> None:
    with pytest.raises(PatternError):
        check_pattern(pattern, 60)
