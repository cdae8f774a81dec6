"""Small AICC packages for the tests: two units as scormkit writes them."""

from __future__ import annotations

from in_memory import check_tree
from scormkit.archive.tree import FileTree
from scormkit.diagnostics import Report
from scormkit.model.course import Course, Module
from scormkit.render.site import Sco, Site

COURSE = Course(
    id="intro",
    version="1.0",
    title='Введение = «начало» и "конец", [1]',
    language="ru",
    modules=(Module("one", "Первый", (), summary="О первом, коротко"), Module("two", "Второй", ())),
    summary="О чём курс:\nо главном",
    publisher="Верфь, ООО",
)
ONE = (Sco("intro", COURSE.title, "index.html", ("index.html",), 66.666, questions=3),)
TWO = (
    Sco("one", 'Первый, "главный"', "01-one.html", ("01-one.html",)),
    Sco("two", "Второй", "02-two.html", ("02-two.html",), 80.0, questions=5),
)


def site(scos: tuple[Sco, ...]) -> Site:
    """Give a site of empty pages."""
    data = {sco.id: {"modules": [{"id": sco.id}]} for sco in scos}
    if scos == ONE:
        data["intro"] = {"modules": [{"id": "one"}, {"id": "two"}]}
    tree = FileTree({sco.href: b"<!doctype html>" for sco in scos})
    return Site(scos, tree, "player-1.js", "1", data)


def texts(tree: FileTree) -> dict[str, str]:
    """Give the course files of a package as text."""
    found = {}
    for path, content in tree.items():
        assert isinstance(content, bytes)
        if not path.endswith((".html", ".js")):
            found[path] = content.decode()
    return found


def checked(files: dict[str, bytes], expected: str = "aicc") -> Report:
    """Check a tree as if it were a zip."""
    report = Report()
    check_tree(FileTree(files), "course.zip", report, expected)
    return report
