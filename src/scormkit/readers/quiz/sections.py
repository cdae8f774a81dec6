"""The parts of a test: questions on their own or in sections, and whether its settings agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.quiz import Essay, Likert, Section, totals_of
from scormkit.readers.quiz import codes
from scormkit.readers.quiz.kinds import read_question
from scormkit.readers.quiz.sheet import Sheet, made_id

if TYPE_CHECKING:
    from scormkit.model.quiz import Question, Test
    from scormkit.project.yaml_text import Path
    from scormkit.readers.quiz.settings import QuestionSettings, SectionSettings, TestSettings


def read_questions(
    settings: tuple[QuestionSettings, ...], path: Path, sheet: Sheet
) -> tuple[Question, ...]:
    """Read the questions of a list."""
    made = (read_question(q, (*path, i), sheet) for i, q in enumerate(settings))
    return tuple(question for question in made if question is not None)


def read_sections(
    settings: TestSettings, sheet: Sheet
) -> tuple[tuple[Section, ...], tuple[Question, ...]]:
    """Read the sections, and the questions of all of them."""
    sections: list[Section] = []
    questions: list[Question] = []
    lines: dict[str, int] = {}
    for index, given in enumerate(settings.sections):
        path = ("sections", index)
        own = read_questions(given.questions, (*path, "questions"), sheet)
        section = _section(given, settings, own, path, sheet)
        if section.id in lines:
            message = f"The id {section.id!r} is that of the section in line {lines[section.id]}"
            sheet.wrong(codes.SAME_ID, message, (*path, "id" if given.id else "title"))
        lines.setdefault(section.id, section.at.line)
        check_draw(given.draw, len(given.questions), path, sheet)
        sections.append(section)
        questions += own
    return tuple(sections), tuple(questions)


def _section(
    given: SectionSettings,
    test: TestSettings,
    own: tuple[Question, ...],
    path: Path,
    sheet: Sheet,
) -> Section:
    return Section(
        id=given.id or made_id(given.title),
        title=given.title,
        questions=tuple(question.id for question in own),
        intro=sheet.blocks(given.intro, (*path, "intro")),
        draw=given.draw,
        shuffle=test.shuffle if given.shuffle is None else given.shuffle,
        at=sheet.pos(path),
    )


def check_draw(draw: int, count: int, path: Path, sheet: Sheet) -> None:
    """Say if there is nothing to draw from, or too little."""
    if not count:
        sheet.wrong(codes.NO_QUESTIONS, "There are no questions", (*path, "questions"))
    elif draw > count:
        message = f"draw: {draw}, but there are {count} questions"
        sheet.wrong(codes.DRAW, message, (*path, "draw"))


def check_beside(settings: TestSettings, sheet: Sheet) -> None:
    """Say if the test has both sections and what only stands without them."""
    for key in ("questions", "draw"):
        if settings.sections and key in settings.model_fields_set:
            message = f"{key}: stands beside sections:"
            sheet.wrong_key(codes.BESIDE_SECTIONS, message, (key,))


def check_pass(settings: TestSettings, test: Test, sheet: Sheet) -> None:
    """Say if everybody would reach the pass mark, or not everybody could."""
    number, points = settings.pass_
    least, _ = totals_of(test)
    if not least and any(isinstance(q, Likert | Essay) and not q.points for q in test.questions):
        if number:
            message = "An attempt may hold no question that has a right answer, "
            message += f"but {number:g} {'points' if points else '%'} are needed to pass"
            sheet.wrong(codes.NOTHING_SCORED, message, ("pass",))
    elif points and number > least:
        drawn = "can come to no more than" if test.draw or test.sections else "come to"
        message = f"pass: {number:g} points, but the questions {drawn} {least:g} points"
        sheet.wrong(codes.UNREACHABLE, message, ("pass",))
    elif not points and number < 1:
        sheet.wrong(codes.ODD_PASS, f"The pass mark is {number:g} %", ("pass",))


def check_time(settings: TestSettings, sheet: Sheet) -> None:
    """Say if a time is given where it cannot be kept, or is forced on those who need more."""
    lists = [(("questions",), settings.questions or ())]
    lists += [(("sections", i, "questions"), s.questions) for i, s in enumerate(settings.sections)]  # type: ignore[misc]  # paths of any length
    timed = [(*path, i, "time") for path, own in lists for i, q in enumerate(own) if q.time]
    if settings.order == "free":
        for path in timed:
            message = "The question has a time of its own, but learners may come back to it"
            sheet.wrong_key(codes.QUESTION_TIME, message, path)
    if not settings.more_time and (settings.time or timed):
        message = "more_time: false leaves out those who read or write slowly"
        sheet.wrong_key(codes.NO_MORE_TIME, message, ("more_time",))
