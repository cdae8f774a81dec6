"""A project whose pages and files came from a wiki, with every name that makes trouble on the way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.project import Origin, Taken

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = """\
id: files
version: "1.0"
title: Files of a wiki
language: en
modules: [one, two]
standards: [scorm12]
wiki: {{address: "https://wiki.example.org"}}
packaging: {packaging}
completion: {{test: none}}
"""
FIRST, SECOND, OTHER = "Course.One.WebHome", "Course.One.Second", "Course.Two.WebHome"
NAMES = (
    "План работ.txt", "a#b.txt", "100%.txt", "a%20b.txt", "a b.txt", "why?.txt", "a+b.txt", "a&b.txt",
    "a&amp;b.txt", "\"so\" 'said'.txt", "<b>.txt", "план.txt", "План.txt", "й.txt", "и\u0306.txt",
    "mail@home.txt", "back\\slash.txt", f"{'Очень длинное имя ' * 8}.txt", "без суффикса", "same.txt",
)  # fmt: skip
LAID = "Свой файл #1, 100% a+b&c.txt"
PICTURES = ("схема №1.svg", "a?b.svg")


def picture(text: str) -> bytes:
    """Make a picture that holds its name."""
    shown = text.replace("<", "").replace("&", "")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><desc>{shown}</desc></svg>'
    return svg.encode()


def content(page: str, name: str) -> bytes:
    """Say what is in a file: where it came from."""
    return picture(page + name) if name.endswith(".svg") else f"{page} {name}".encode()


def write_attachments(root: Path, packaging: str = "course") -> Path:
    """Write the project; give its manifest. Each page links to its files, the other's to some of all."""
    origins = {"one": Origin(), "two": Origin()}

    def page(module: str, file: str, name: str, text: str) -> None:
        (root / "modules" / module).mkdir(parents=True, exist_ok=True)
        (root / "modules" / module / file).write_text(text, encoding="utf-8")
        origins[module].pages[file] = Taken(page=name, digest="")

    def attach(module: str, folder: str, owner: str, names: tuple[str, ...]) -> None:
        (root / "modules" / module / "files" / folder).mkdir(parents=True, exist_ok=True)
        for number, name in enumerate(names):
            suffix = re.search(r"\.\w+$", name)
            stored = f"{folder}{number:02}{suffix[0] if suffix else ''}"
            path = root / "modules" / module / "files" / stored
            path.write_bytes(content(owner, name))
            origins[module].files[stored] = Taken(page=owner, name=name, digest="")

    (root / "manifests").mkdir(parents=True)
    (root / "manifests" / "files.yaml").write_text(MANIFEST.format(packaging=packaging), "utf-8")
    links = [f"[[{_shown(name)}>>attach:{_written(name)}]]" for name in NAMES]
    pictures = [f'[[image:{_written(name)}||alt="picture"]]' for name in PICTURES]
    page("one", "01-first.xwiki", FIRST, "= First =\n\n" + "\n\nand ".join(["", *links, *pictures]))
    page("one", "02-second.xwiki", SECOND, "= Second =\n\nits [[same>>attach:same.txt]]\n")
    attach("one", "", FIRST, (*NAMES, *PICTURES))
    attach("one", "02-second/", SECOND, ("same.txt",))
    foreign = "its [[same>>attach:same.txt]], [[second>>attach:Course.One.Second@same.txt]] and "
    foreign += "[[first>>attach:Course.One.WebHome@План работ.txt]], "
    foreign += '[[image:Course.One.WebHome@схема №1.svg||alt="picture"]]\n'
    page("two", "01-other.xwiki", OTHER, f"= Other =\n\n{foreign}")
    attach("two", "", OTHER, ("same.txt",))
    (root / "modules/two/02-own.md").write_text(
        f"# Own\n\nmy [own](<files/{_quoted(LAID)}>)\n", "utf-8"
    )
    (root / "modules/two/files" / LAID).write_bytes(content("", LAID))
    for module, origin in origins.items():
        (root / "modules" / module / "module.yaml").write_text(f"title: Module {module}\n", "utf-8")
        (root / "modules" / module / "origin.json").write_text(origin.written(), "utf-8")
    return root / "manifests" / "files.yaml"


def _written(name: str) -> str:
    r"""Write a name as an editor of a wiki does: ``\`` and ``@`` are a reference's own."""
    return name.replace("\\", "\\\\").replace("@", "\\@")


def _shown(name: str) -> str:
    return re.sub(r"([\[\]>|~*/_#^,{(\\-])", r"~\1", name)


def _quoted(name: str) -> str:
    return name.replace("%", "%25").replace("#", "%23")
