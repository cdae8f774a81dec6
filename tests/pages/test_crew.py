"""Workers change how long a build takes and nothing else, even when they die."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from projects import MANIFEST, TEST, write_project

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can fork")

# In a process of its own: a test runner has threads, and then there are no workers.
BUILD = """
import json, os, sys
from pathlib import Path
from scormkit.build import build_course
from scormkit.pages import crew
from scormkit.pages.drafts import ModuleDraft
manifest, mode = sys.argv[1:]
hired = []
hire, work, module = crew._hire, crew._Share.work, ModuleDraft.module
crew._LEAST = 1
crew._processors = lambda: 1 if mode == "alone" else 3
crew._hire = lambda share: hired.append(mode) or hire(share)
parent = os.getpid()
begun, begins = os.pipe()
def read(draft, memory):
    if os.getpid() != parent:
        os.write(begins, b".")
        if mode == "dies reading":
            os._exit(1)
    return module(draft, memory)
def share(self, order, memory):
    if os.getpid() != parent and order is not None and mode == "dies rendering":
        os._exit(1)
    if os.getpid() == parent and order is None and mode != "garbles":
        os.read(begun, 1)  # a worker has taken a module before the build takes one
    work(self, order, memory)
def garbled(share, orders, results):
    results.write(b"\\x80\\x05rubbish")
    results.flush()
ModuleDraft.module, crew._Share.work = read, share
if mode == "garbles":
    crew._serve = garbled
built = build_course(Path(manifest))
try:
    os.waitpid(-1, os.WNOHANG)
    left = True
except ChildProcessError:
    left = False
print(json.dumps([
    [str(d) for d in built.diagnostics], built.work,
    [p.path.read_bytes().hex() for p in built.packages], hired, left,
]))
"""


def course(root: Path) -> Path:
    """Write nine modules with a test each, links from one to another and something to warn of."""
    names = [f"m{number}" for number in range(9)]
    listed = MANIFEST.replace("  - one", "\n".join(f"  - {name}" for name in names))
    changes: dict[str, str | bytes | None] = {"manifests/small.yaml": listed}
    for number, name in enumerate(names):
        changes[f"modules/{name}/module.yaml"] = f"title: Модуль {number}\n"
        changes[f"modules/{name}/01-a.md"] = (
            f"# Страница {number}\n\n[дальше](doc:m{(number + 4) % 9}) и ![](files/p.svg) {{.x}}\n"
        )
        changes[f"modules/{name}/files/p.svg"] = (
            f"<svg xmlns='http://www.w3.org/2000/svg' id='s{number}'/>"
        )
        changes[f"modules/{name}/02-b.md"] = "Слова без заголовка.\n" * 9
        changes[f"modules/{name}/test.yaml"] = TEST
    return write_project(root, changes)


def build(root: Path, mode: str) -> list[object]:
    manifest = course(root)
    command = [sys.executable, "-c", BUILD, str(manifest), mode]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stderr == ""
    result: list[object] = json.loads(done.stdout)
    return result


@pytest.mark.parametrize("mode", ["works", "dies reading", "dies rendering", "garbles"])
def test_the_outcome_is_the_same_as_alone(tmp_path: Path, mode: str) -> None:
    *alone, nobody, _ = build(tmp_path / "alone", "alone")
    *together, hired, left = build(tmp_path / "together", mode)
    assert nobody == []
    assert all(alone), "nothing found or nothing built: nothing to compare"
    assert isinstance(hired, list)
    assert len(hired) == 2
    assert together == alone
    assert left is False  # no worker outlives the build
