"""The parts of a course as xAPI activities: the ids, types and texts that statements name them by.

The player makes the same ids (``lrs`` in TypeScript), so they are made of nothing but the course's
IRI and ids that survive a rebuild.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias
from urllib.parse import quote

from scormkit.model.blocks import Video
from scormkit.model.names import wire_id
from scormkit.model.walk import nodes_of
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from scormkit.model.course import Course

VOCABULARY: Final[dict[str, Any]] = json.loads(
    resources.files(__package__).joinpath("vocabulary.json").read_text(encoding="utf-8")
)
Kind: TypeAlias = Literal["course", "module", "page", "test", "question", "video", "media"]
# What encodeURIComponent of JavaScript leaves as it is beyond what quote does (ECMA-262, 19.2.6).
_UNQUOTED = "!'()*"


class Interaction(Struct, frozen=True):
    """A question: what is right as xAPI writes it, and its lists by name, as pairs (id, text).

    Of what is not ``scored`` no answer says success.
    """

    type: Literal[
        "choice",
        "true-false",
        "fill-in",
        "long-fill-in",
        "numeric",
        "matching",
        "sequencing",
        "likert",
    ]
    patterns: tuple[str, ...]
    lists: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    scored: bool = True


class Activity(Struct, frozen=True):
    """One activity; ``parent`` is the id of the one it belongs to, empty of the course."""

    id: str
    kind: Kind
    name: str
    description: str
    language: str
    parent: str = ""
    interaction: Interaction | None = None

    @property
    def type(self) -> str:
        """The IRI of its type."""
        return str(VOCABULARY["activities"][self.kind])


def activity_id(iri: str, kind: str, name: str) -> str:
    """Name a part of the course ``iri``; the same as the player's, letter for letter."""
    return f"{iri}/{kind}/{quote(name, safe=_UNQUOTED)}"


def module_of(course: Course) -> Callable[[str], str]:
    """Give what names the module of a course by its id."""
    return lambda module: activity_id(course.iri, "module", wire_id(module))


def activities(course: Course, documents: Iterable[Mapping[str, Any]]) -> tuple[Activity, ...]:
    """Give the course and all its parts, each once; ``documents`` are the ``CourseData`` of it."""
    about = course.summary or course.title
    whole = Activity(course.iri, "course", course.title, about, course.language)
    found = {whole.id: whole}
    for data in documents:
        for part in _parts(course, data):
            found.setdefault(part.id, part)
    return tuple(found.values())


def _parts(course: Course, data: Mapping[str, Any]) -> Iterator[Activity]:
    iri, language = course.iri, course.language
    summaries = {module.id: module.summary for module in course.modules}
    local = _local_videos(course)
    owner = {page: module["wire"] for module in data["modules"] for page in module["pages"]}
    for module in data["modules"]:
        name, title = activity_id(iri, "module", module["wire"]), module["title"]
        about = summaries.get(module["id"]) or title
        yield Activity(name, "module", title, about, language, iri)
    for page in data["pages"]:
        above = activity_id(iri, "module", owner[page["id"]])
        name, title = activity_id(iri, "page", page["id"]), page["title"]
        yield Activity(name, "page", title, title, language, above)
        for video in page["videos"]:
            kind: Kind = "video" if video["id"] in local else "media"
            called = video["title"] or title
            where = activity_id(iri, "video", video["id"])
            yield Activity(where, kind, called, called, language, name)
    for test in data["tests"]:
        above = activity_id(iri, "module", owner[test["page"]])
        name, title = activity_id(iri, "test", test["id"]), test["title"]
        yield Activity(name, "test", title, title, language, above)
        for question in test["questions"]:
            if question["kind"] == "likert":
                yield from _statements(iri, question, language, name)
            else:
                yield _question(iri, question, language, name)


def _question(iri: str, question: Mapping[str, Any], language: str, test: str) -> Activity:
    name, text = activity_id(iri, "question", question["wire"]), question["text"]
    return Activity(name, "question", text, text, language, test, _asked(question))


def _statements(
    iri: str, question: Mapping[str, Any], language: str, test: str
) -> Iterator[Activity]:
    """Give each statement of a scale: a learner's answer to one of them is a statement of xAPI."""
    scale = tuple((place["id"], place["text"]) for place in question["targets"])
    asked = Interaction("likert", (), (("scale", scale),), scored=False)
    for one in question["choices"]:
        name, text = (
            activity_id(iri, "question", one["wire"]),
            f"{question['text']} – {one['text']}",
        )
        yield Activity(name, "question", text, text, language, test, asked)


def _asked(question: Mapping[str, Any]) -> Interaction:  # noqa: PLR0911  one for each kind
    choices = question["choices"]
    texts = tuple((choice["id"], choice["text"]) for choice in choices)
    match question["kind"]:
        case "short-text":
            return Interaction("fill-in", tuple(question["accept"]["texts"]))
        case "essay":
            return Interaction("long-fill-in", (), scored=bool(question["points"]))
        case "numeric":
            return Interaction("numeric", ("[:]".join(map(_number, question["range"])),))
        case "fill-gaps":
            return Interaction("fill-in", _blanks([gap["texts"] for gap in question["gaps"]]))
        case "matching" | "categorise" | "drop-down" | "drag-words":
            pairs = "[,]".join(f"{choice['id']}[.]{choice['target']}" for choice in choices)
            targets = tuple((target["id"], target["text"]) for target in question["targets"])
            return Interaction("matching", (pairs,), (("source", texts), ("target", targets)))
        case "ordering":
            order = "[,]".join(choice["id"] for choice in choices)
            return Interaction("sequencing", (order,), (("choices", texts),))
        case _:
            return _choice(question, texts)


def _blanks(gaps: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Give so many patterns that each text that is right in a gap stands in one of them."""
    return tuple(
        "[,]".join(texts[n] if n < len(texts) else texts[0] for texts in gaps)
        for n in range(max(map(len, gaps)))
    )


def _choice(question: Mapping[str, Any], texts: tuple[tuple[str, str], ...]) -> Interaction:
    right = ("[,]".join(one["id"] for one in question["choices"] if one["correct"]),)
    if question["kind"] == "true-false":
        return Interaction("true-false", right)
    return Interaction("choice", right, (("choices", texts),))


def _number(value: float) -> str:
    return f"{value:.15g}"


def _local_videos(course: Course) -> frozenset[str]:
    """Give the ids of the videos that are files of the course: only these are played by ourselves."""
    pages = (page for module in course.modules for page in module.pages)
    nodes = (node for page in pages for node in nodes_of(page.blocks))
    return frozenset(n.id for n in nodes if isinstance(n, Video) and n.file is not None)
