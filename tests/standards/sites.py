"""Sites as rendering would give them, small enough to read a manifest made of them."""

from __future__ import annotations

import scormkit.build  # noqa: F401  renders before its parts can be named
from scormkit.archive.tree import FileTree
from scormkit.model.course import Course, Module
from scormkit.model.names import wire_id
from scormkit.render.site import Sco, Site
from scormkit.values import replace

PAGE = b"<!doctype html><html lang=ru><script src=player-1.js defer></script>"
COURSE = Course(
    id="intro",
    version="1.0",
    title="Введение & <начало>",
    language="ru",
    modules=(Module("one", "Первый", (), minutes=90), Module("two", "Второй", (), minutes=15)),
    summary="О чём курс",
    keywords=("лодка", "парус"),
    publisher="Верфь, ООО; \\отдел",
    rights="© Верфь",
    iri="urn:scormkit:intro",
)


def site(*scos: Sco, modules: int = 1, tested: str = "") -> Site:
    """Give documents of so many ``modules``; ``tested`` names those with a test, by their ids."""
    paths = {path for sco in scos for path in sco.files} | {"rest.pdf"}
    tree = FileTree({path: PAGE if path.endswith(".html") else b"x" for path in paths})
    names = {sco.id: [sco.id, *(f"{sco.id}-{n}" for n in range(2, modules + 1))] for sco in scos}
    data = {
        sco.id: {
            "modules": [{"id": name, "wire": wire_id(name)} for name in names[sco.id]],
            "tests": [{"id": "test"}] if sco.id in tested.split() else [],
            "pretest": None,
        }
        for sco in scos
    }
    return Site(scos, tree, "player-1.js", "1", data)


def sco(name: str, title: str, pass_percent: float | None = None) -> Sco:
    return Sco(name, title, f"{name}.html", (f"{name}.html", "style.css"), pass_percent)


ONE = site(
    Sco("intro", "Курс", "index.html", ("index.html", "style.css"), 66.666),
    modules=2,
    tested="intro",
)
FOUR = site(
    sco("one", "Первый", 80.0),
    sco("two", "Второй"),
    sco("three", "Третий"),
    sco("four", "Четвёртый", 75.5),
    tested="one four",
)


def with_pretest(given: Site) -> Site:
    """Let the first document's test be a pretest, which nobody has to pass."""
    first, *others = given.scos
    data = {**given.data, first.id: {**given.data[first.id], "pretest": {"test": "test"}}}
    return replace(given, scos=(replace(first, pass_percent=None), *others), data=data)
