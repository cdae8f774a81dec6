"""What a document hands to its player: ``CourseData`` of ``player/course.ts``, as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scormkit.model.names import stable_key, wire_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scormkit.model.course import Course, Module
    from scormkit.render.course.contents import Chapter
    from scormkit.render.course.page import PageHtml
    from scormkit.render.locales import Messages

FORMAT = 1
_CHECKS = {
    "id": "checks",
    "key": stable_key("checks"),
    "page": "",
    "title": "",
    "passPercent": 0,
    "attempts": 0,
    "draw": 0,
    "shuffle": False,
    "feedback": "immediate",
    "review": "results",
}


def course_data(
    course: Course,
    chapters: Sequence[Chapter],
    build: str,
    messages: Messages,
    *,
    award: bool = False,
) -> dict[str, Any]:
    """Give the data of one document: ids, keys and logic; what a learner reads is in the HTML."""
    completion, final = course.completion, _final(course, chapters)
    return {
        "format": FORMAT,
        "id": course.id,
        "iri": course.iri,
        "version": course.version,
        "build": build,
        "title": course.title,
        "language": course.language,
        "navigation": course.navigation,
        "onFail": course.on_fail,
        **({"idle": course.idle * 60} if course.idle else {}),
        "completion": {
            "pages": completion.pages,
            "tasks": completion.tasks,
            "videos": completion.videos,
            "test": completion.test and (final is not None or not completion.final),
        },
        "videos": {
            "watched": course.videos.watched,
            "scripts": course.videos.scripts,
            "ownWord": course.videos.own_word,
        },
        "modules": [
            {**_name(chapter.module), "pages": [page.id for page in chapter.pages]}
            for chapter in chapters
        ],
        "pages": [_page(page, chapter) for chapter in chapters for page in chapter.pages],
        "tests": [
            {**chapter.test.data, "page": chapter.test_page} for chapter in chapters if chapter.test
        ],
        "pretest": _pretest(course, chapters),
        "final": final,
        "checks": _checks(chapters),
        "certificate": award,
        "messages": messages,
    }


def _pretest(course: Course, chapters: Sequence[Chapter]) -> dict[str, Any] | None:
    """Give the first module's test, if it is a pretest here: its questions name modules by tags."""
    if course.navigation != "pretest":
        return None
    first = course.modules[0]
    if first.test is None or chapters[0].module.id != first.id:
        return None
    modules = [
        {
            **_name(module),
            "questions": [q.id for q in first.test.questions if q.points and module.id in q.tags],
        }
        for module in course.modules[1:]
    ]
    return {"test": first.test.id, "modules": modules}


def _final(course: Course, chapters: Sequence[Chapter]) -> dict[str, Any] | None:
    """Give the test of the course as a whole, if it stands in this document."""
    for chapter in chapters:
        if course.final and chapter.test and chapter.module.id == course.final.module:
            waits, alone = course.final.waits, course.completion.final
            return {"test": chapter.test.id, "waits": waits, "alone": alone}
    return None


def _checks(chapters: Sequence[Chapter]) -> dict[str, Any] | None:
    """Give the questions in the flow of all pages as a test that stands nowhere.

    It has one record in the learner's state, and no place among the tests that count.
    """
    asked = [check for chapter in chapters for page in chapter.pages for check in page.checks]
    return {**_CHECKS, "questions": asked} if asked else None


def _name(module: Module) -> dict[str, str]:
    return {"id": module.id, "wire": wire_id(module.id), "title": module.title}


def embedded(data: dict[str, Any]) -> str:
    """Write data for a script element: nothing in it can end that element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _page(page: PageHtml, chapter: Chapter) -> dict[str, Any]:
    stands_here = chapter.test is not None and chapter.test_page == page.id
    return {
        "id": page.id,
        "key": stable_key(page.id),
        "module": chapter.module.id,
        "title": page.title,
        "tasks": [{"id": task, "key": stable_key(task)} for task in page.tasks],
        "videos": [
            {"id": video, "key": stable_key(video), "title": title} for video, title in page.videos
        ],
        "test": chapter.test.id if chapter.test and stands_here else None,
    }
