"""Tells what a ``cmi5.xml`` holds: blocks and assignable units (cmi5, section 13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.standards.outline import Outline, beside, known, open_document

if TYPE_CHECKING:
    from lxml import etree

    from scormkit.validate.files import Files

_ATTRIBUTES = ("moveOn", "masteryScore", "launchMethod", "activityType")


def outline(files: Files, path: str) -> Outline | None:
    """Give the course structure; nothing if the file is no XML."""
    document = open_document(files, path)
    if document is None:
        return None
    root = document.root
    course = root.find("{*}course")
    title = "" if course is None else _title(course)
    about = known({"id": None if course is None else course.get("id")})
    return Outline(title, "cmi5", path, about, _parts(root, path))


def _parts(parent: etree._Element, path: str) -> tuple[Outline, ...]:
    return tuple(_part(child, path) for child in parent.iterchildren("{*}block", "{*}au"))


def _part(element: etree._Element, path: str) -> Outline:
    about: dict[str, str | None] = {"id": element.get("id")}
    if element.tag.endswith("}block") or element.tag == "block":
        return Outline(_title(element), "block", "", known(about), _parts(element, path))
    about |= {name: element.get(name) for name in _ATTRIBUTES}
    url = (element.findtext("{*}url") or "").strip()
    about["query"] = url.partition("#")[0].partition("?")[2]
    about["launchParameters"] = element.findtext("{*}launchParameters")
    return Outline(_title(element), "AU", beside(path, url), known(about))


def _title(element: etree._Element) -> str:
    texts = element.iterfind("{*}title/{*}langstring")
    return next((" ".join(t.text.split()) for t in texts if t.text and t.text.strip()), "")
