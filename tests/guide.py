"""The guide's pages on questions as a course: what stands in the guide is what is built and pictured."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from textwrap import indent

from scormkit.readers.quiz.kinds import KINDS

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures" / "questions"
LANGUAGES = ("en", "ru")
_TITLES = {"en": "Kinds of questions", "ru": "Виды вопросов"}
_YAML = re.compile(r"^```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def page(language: str, kind: str) -> Path:
    """Where a kind of question is told of."""
    return ROOT / "docs" / language / "questions" / f"{kind}.md"


def question(language: str, kind: str) -> str:
    """Give the YAML of a page, a list of one question."""
    (found,) = _YAML.findall(page(language, kind).read_text(encoding="utf-8"))
    return str(found)


def write_project(root: Path, language: str, *, theme: str = "default", **test: str) -> Path:
    """Write a course whose test asks one question of each kind; give its manifest.

    ``test`` are keys of the test's head.
    """
    title = _TITLES[language]
    head = {"title": title, "shuffle": "false", **test}
    lines = "".join(f"{key}: {value}\n" for key, value in head.items())
    asked = "".join(indent(question(language, kind), "  ") for kind in KINDS)
    files = {
        "modules/kinds/module.yaml": f"title: {title}\n",
        "modules/kinds/01-kinds.md": f"# {title}\n\n:::test\n",
        "modules/kinds/test.yaml": f"{lines}questions:\n{asked}",
        "manifests/kinds.yaml": f'id: kinds\nversion: "1"\ntitle: {title}\nlanguage: {language}\n'
        f"theme:\n  name: {theme}\nmodules: [kinds]\n",
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copytree(PICTURES / "files", root / "modules" / "kinds" / "files")
    return root / "manifests" / "kinds.yaml"
