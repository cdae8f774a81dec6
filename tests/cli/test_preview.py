"""``scormkit preview``: from a project or a package to a page, until Ctrl-C."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from projects import write_project
from scormkit.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

RUN = "import sys; from scormkit.cli import main; sys.exit(main(sys.argv[1:]))"


@contextmanager
def previewing(folder: Path, *arguments: str) -> Iterator[str]:
    """Give the address; end it by Ctrl-C, which must be clean."""
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, "preview", "--no-browser", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout
    lines = iter(process.stdout.readline, "")
    address = next((line.split()[0] for line in lines if line.startswith("http")), "")
    assert address, process.communicate()
    try:
        until(lambda: fetch(address + "state"))
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (0, "")


def fetch(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def until(holds: Any) -> None:
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_a_project_is_built_and_built_again_on_save(tmp_path: Path) -> None:
    write_project(tmp_path)
    with previewing(tmp_path) as address:
        state = json.loads(fetch(address + "state"))
        assert (state["title"], state["language"], state["problems"]) == ("Малый курс", "ru", [])
        page = tmp_path / "modules" / "one" / "01-first.md"
        page.write_text("# Совсем новая\n\nТекст.\n", encoding="utf-8")
        until(lambda: "Совсем новая" in fetch(address + "course/index.html"))
        (tmp_path / "modules" / "one" / "module.yaml").write_text("titel: x\n", encoding="utf-8")
        until(lambda: json.loads(fetch(address + "state"))["problems"])
        (problem, *_) = json.loads(fetch(address + "state"))["problems"]
        assert problem.startswith("modules/one/module.yaml")
        assert "Совсем новая" in fetch(address + "course/index.html")
    assert not (tmp_path / "dist").exists()


def test_a_project_that_cannot_be_built_shows_why(tmp_path: Path) -> None:
    write_project(tmp_path, {"manifests/small.yaml": "title: x\nmodules: [two]\n"})
    with previewing(tmp_path, "manifests/small.yaml") as address:
        assert json.loads(fetch(address + "state"))["problems"]


def test_a_package_is_shown_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) == 0
    (package,) = (tmp_path / "dist").glob("*.zip")
    with previewing(tmp_path, str(package)) as address:
        assert "<html" in fetch(address + "course/index.html")


def test_what_is_no_package_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.zip").write_text("no zip", encoding="utf-8")
    assert main(["preview", "--no-browser", str(tmp_path / "a.zip")]) == 1
    assert "PRV-001" in capsys.readouterr().out


def test_with_many_manifests_one_has_to_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "manifests").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["preview"]) == 2
    for name in ("a", "b"):
        (tmp_path / "manifests" / f"{name}.yaml").write_text("", encoding="utf-8")
    assert main(["preview"]) == 2
    assert "b.yaml" in capsys.readouterr().err


def test_the_standard_can_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_project(tmp_path)
    manifest = "manifests/small.yaml"
    with previewing(tmp_path, manifest, "--standard", "cmi5", "--standard", "web") as address:
        state = json.loads(fetch(address + "state"))
        assert (state["standard"], state["standards"]) == ("cmi5", ["cmi5", "web"])
        assert state["items"][0]["facts"]["moveOn"]
    assert main(["preview", str(tmp_path / manifest), "--standard", "scorm13"]) == 2
    assert "scorm2004-4" in capsys.readouterr().err
    (tmp_path / "a.zip").write_bytes(b"")
    assert main(["preview", str(tmp_path / "a.zip"), "--standard", "cmi5"]) == 2
