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


def course_data(
    course: Course, chapters: Sequence[Chapter], build: str, messages: Messages
) -> dict[str, Any]:
    """Give the data of one document: ids, keys and logic; what a learner reads is in the HTML."""
    completion = course.completion
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
        "completion": {
            "pages": completion.pages,
            "tasks": completion.tasks,
            "videos": completion.videos,
            "test": completion.test,
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
