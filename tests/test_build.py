"""From a folder of text to packages: the same bytes everywhere, nothing torn, nothing done twice."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZipFile

import pytest

from projects import MANIFEST, PAGE, TEST, write_project
from scormkit import stamps
from scormkit.build import build_course
from scormkit.cli import main

Changes = dict[str, "str | bytes | None"]
SCORMKIT = Path(sys.executable).parent / "scormkit"


def package(root: Path) -> Path:
    return root / "dist" / "small-1-0-scorm12.zip"


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SCORMKIT, *arguments], cwd=root, text=True, capture_output=True, check=False,
        env={**os.environ, **environment},
    )  # fmt: skip


def test_a_course_becomes_a_package(tmp_path: Path) -> None:
    built = build_course(write_project(tmp_path))
    assert [str(d) for d in built.diagnostics] == []
    (made,) = built.packages
    assert (made.path, made.pages, made.questions) == (package(tmp_path), 3, 2)
    assert 0 < made.state < 4096
    with ZipFile(made.path) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
    assert names[0] == "imsmanifest.xml"
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789._-/") for name in names)
    bases = [name.rpartition("/")[2] for name in names]
    assert len(bases) == len(set(bases))  # P43: Open edX looks files up by base name


def test_same_bytes_from_any_folder_zone_and_locale(tmp_path: Path) -> None:
    """Two machines that differ in everything but the sources make the same package."""
    first, second = tmp_path / "a", tmp_path / "other folder" / "б"
    for root in (first, second):
        write_project(root)
    os.utime(second / "modules" / "one" / "01-first.md", (1, 1))
    one = run(first, "build", TZ="Asia/Vladivostok", LC_ALL="C", PYTHONHASHSEED="1")
    two = run(second, "build", TZ="America/New_York", LC_ALL="C.UTF-8", PYTHONHASHSEED="2")
    assert (one.returncode, two.returncode) == (0, 0), one.stderr + two.stderr
    assert package(first).read_bytes() == package(second).read_bytes()


def test_nothing_changed_writes_nothing(tmp_path: Path) -> None:
    write_project(tmp_path)
    time.sleep(0.05)  # a build does not trust files of the last moment
    first = run(tmp_path, "build", "--json")
    before = package(tmp_path).stat()
    second = run(tmp_path, "build", "--json")
    assert first.returncode == second.returncode == 0
    after = package(tmp_path).stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)
    assert json.loads(first.stdout)["courses"][0]["unchanged"] is False
    assert json.loads(second.stdout)["courses"][0]["unchanged"] is True


@pytest.mark.parametrize(
    "change",
    [
        "modules/one/01-first.md", "modules/one/03-new.md", "modules/one/files/dot.svg",
        "modules/one/test.yaml", "manifests/small.yaml",
    ],
)  # fmt: skip
def test_any_change_is_seen(tmp_path: Path, change: str) -> None:
    write_project(tmp_path)
    run(tmp_path, "build")
    before = package(tmp_path).read_bytes()
    path = tmp_path / change
    old = path.read_text(encoding="utf-8") if path.exists() else "# Новая\n\nСлова.\n"
    path.write_text(old.replace("1.0", "1.0").replace("Четыре", "Четыре!") + "\n<!-- -->\n"
                    if path.suffix == ".svg" else old.replace("Четыре", "Четыре!")
                    .replace("Слова", "Другие слова").replace("Малый", "Большой"),
                    encoding="utf-8")  # fmt: skip
    assert json.loads(run(tmp_path, "build", "--json").stdout)["courses"][0]["unchanged"] is False
    assert package(tmp_path).read_bytes() != before


def test_one_changed_page_is_the_only_one_rendered(tmp_path: Path) -> None:
    manifest = write_project(tmp_path)
    assert build_course(manifest).work["rendered"] == 2
    page = tmp_path / "modules" / "one" / "01-first.md"
    page.write_text(PAGE + "\nЕщё абзац.\n", encoding="utf-8")
    assert build_course(manifest).work["rendered"] == 1
    with ZipFile(package(tmp_path)) as archive:
        assert "Ещё абзац." in archive.read("index.html").decode()


def two_modules(root: Path, settings: str) -> Path:
    """Write a course of two modules."""
    return write_project(
        root,
        {
            "manifests/small.yaml": MANIFEST.replace("  - one", "  - one\n  - two") + settings,
            "modules/two/module.yaml": "title: Два\n",
            "modules/two/01-a.md": "# Два\n\nСм. [первый модуль](doc:one).\n",
            "modules/two/test.yaml": TEST.replace("q1", "r1").replace("q2", "r2"),
        },
    )


def test_a_changed_page_changes_only_its_own_document(tmp_path: Path) -> None:
    """Of several SCOs the others stay byte for byte, and are not even compressed again."""
    manifest = two_modules(tmp_path, "structure: sco-per-module\n")
    whole = build_course(manifest)
    with ZipFile(package(tmp_path)) as archive:
        before = {name: archive.read(name) for name in archive.namelist()}
    page = tmp_path / "modules" / "one" / "01-first.md"
    page.write_text(PAGE + "\nЕщё абзац.\n", encoding="utf-8")
    again = build_course(manifest)
    with ZipFile(package(tmp_path)) as archive:
        after = {name: archive.read(name) for name in archive.namelist()}
    assert before.keys() == after.keys()
    assert [name for name in after if after[name] != before[name]] == ["01-one.html"]
    assert whole.work["compressed"] > 1
    assert again.work["compressed"] == 1


def test_the_second_build_tells_of_findings_in_a_line(tmp_path: Path) -> None:
    write_project(tmp_path, {"modules/one/01-first.md": "# A\n\nx ![](dot.svg)\n"})
    time.sleep(0.05)
    first, second = run(tmp_path, "build"), run(tmp_path, "build")
    assert "CRS-104" in first.stderr
    assert second.stderr == ""
    (line, *_) = second.stdout.splitlines()
    assert line.endswith("nothing has changed; 1 warning, as before")
    told = json.loads(run(tmp_path, "build", "--json").stdout)["courses"][0]["diagnostics"]
    assert "CRS-104" in {each["code"] for each in told}


def test_a_build_with_and_without_memory_gives_the_same(tmp_path: Path) -> None:
    manifest = write_project(tmp_path)
    build_course(manifest)
    remembered = package(tmp_path).read_bytes()
    build_course(manifest)
    assert package(tmp_path).read_bytes() == remembered
    for file in (tmp_path / ".scormkit").iterdir():
        file.unlink()
    build_course(manifest)
    assert package(tmp_path).read_bytes() == remembered


def test_findings_of_unchanged_pages_are_told_again(tmp_path: Path) -> None:
    """A warning does not disappear because its page was taken from memory."""
    manifest = write_project(tmp_path, {"modules/one/01-first.md": "# A\n\n![](dot.svg) :::bad\n"})
    first = [d.code for d in build_course(manifest).diagnostics]
    assert first
    assert [d.code for d in build_course(manifest).diagnostics] == first


def test_killed_builds_leave_no_torn_package(tmp_path: Path) -> None:
    """Under the final name stands nothing, the old package or the new one, at any moment."""
    manifest = write_project(tmp_path)
    page = tmp_path / "modules" / "one" / "01-first.md"
    whole = set()
    for version in range(2):
        page.write_text(f"{PAGE}\nИздание {version}.\n", encoding="utf-8")
        assert run(tmp_path, "build").returncode == 0
        whole.add(package(tmp_path).read_bytes())
    rng = random.Random(5)
    for number in range(50):
        page.write_text(f"{PAGE}\nИздание {number % 2}.\n", encoding="utf-8")
        process = subprocess.Popen(
            [SCORMKIT, "build", manifest], cwd=tmp_path,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(rng.uniform(0, 0.6))
        process.kill()
        process.wait()
        assert package(tmp_path).read_bytes() in whole
    assert run(tmp_path, "build").returncode == 0
    assert [p.name for p in (tmp_path / "dist").iterdir()] == [package(tmp_path).name]


def test_state_that_cannot_fit_is_refused(tmp_path: Path) -> None:
    """P1: the field's oldest failure is an error of the build that names what costs most."""
    answers = "".join(f"      - {{id: a{n}, text: Ответ {n}, correct: true}}\n" for n in range(36))
    questions = "".join(
        f"  - id: q{n}\n    type: multiple\n    text: Вопрос {n}?\n    answers:\n{answers}"
        for n in range(60)
    )
    manifest = write_project(
        tmp_path, {"modules/one/test.yaml": f"title: Т\nquestions:\n{questions}"}
    )
    built = build_course(manifest)
    assert [d.code for d in built.diagnostics if d.severity == "error"] == ["STD-001"]
    assert "q0" in next(d.message for d in built.diagnostics if d.code == "STD-001")
    assert not package(tmp_path).exists()


def test_severity_is_the_manifests_to_set(tmp_path: Path) -> None:
    page: Changes = {"modules/one/01-first.md": "# A\n\n![](dot.svg)\n\nx ![](dot.svg)\n"}
    off = MANIFEST + "checks:\n  CRS-104: {severity: off, reason: nur Schmuck}\n"
    loud = build_course(write_project(tmp_path / "a", page))
    quiet = build_course(write_project(tmp_path / "b", {**page, "manifests/small.yaml": off}))
    assert "CRS-104" in {d.code for d in loud.diagnostics}
    assert "CRS-104" not in {d.code for d in quiet.diagnostics}


def test_one_package_a_module_and_one_sco_a_module(tmp_path: Path) -> None:
    scos = build_course(two_modules(tmp_path / "a", "structure: sco-per-module\n"))
    with ZipFile(scos.packages[0].path) as archive:
        manifest = archive.read("imsmanifest.xml").decode()
    assert manifest.count('adlcp:scormtype="sco"') == 2
    assert manifest.count("<adlcp:masteryscore>80</adlcp:masteryscore>") == 2
    packages = build_course(two_modules(tmp_path / "b", "packaging: module\n")).packages
    assert [p.path.name for p in packages] == [
        "small-one-1-0-scorm12.zip", "small-two-1-0-scorm12.zip",
    ]  # fmt: skip


def test_exit_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) == 0
    assert main(["build", "--standard", "scorm13"]) == 2
    (tmp_path / "modules" / "one" / "test.yaml").write_text("title: T\n", encoding="utf-8")
    assert main(["build"]) == 1
    monkeypatch.chdir(tmp_path / "modules")
    assert main(["build"]) == 2


def test_what_other_code_made_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In an edited checkout, too, nothing that earlier code rendered is taken for new."""
    manifest = write_project(tmp_path)
    build_course(manifest)
    assert build_course(manifest).work["rendered"] == 0
    monkeypatch.setattr(stamps, "code", lambda: "other")
    assert build_course(manifest).work["rendered"] == 2


def test_a_web_course_is_unpacked_too(tmp_path: Path) -> None:
    """The folder says what the zip says; what somebody did to it is put right."""
    write_project(tmp_path, {"manifests/small.yaml": MANIFEST.replace("[scorm12]", "[web]")})
    time.sleep(0.05)  # a build does not trust files of the last moment
    first = run(tmp_path, "build", "--json")
    assert first.returncode == 0, first.stderr
    folder = tmp_path / "dist" / "small-1-0-web"
    assert json.loads(first.stdout)["courses"][0]["packages"][0]["folder"] == str(folder)
    with ZipFile(f"{folder}.zip") as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    assert {n: (folder / n).read_bytes() for n in inside} == inside
    assert len([p for p in folder.rglob("*") if p.is_file()]) == len(inside)
    assert json.loads(run(tmp_path, "build", "--json").stdout)["courses"][0]["unchanged"]
    before = folder.stat().st_ino
    asset = next(p for p in (folder / "assets").iterdir() if p.suffix == ".svg")
    asset.write_bytes(b"spoilt")
    told = run(tmp_path, "build")
    assert "unpacked too, for a web server: dist/small-1-0-web/" in told.stdout
    assert asset.read_bytes() == inside[f"assets/{asset.name}"]
    assert folder.stat().st_ino != before


TEST_WITH_FILES = """\
title: Check
pass: 50
questions:
  - id: q1
    type: single
    text: "What is this? ![A lamp](files/lamp.svg)"
    hint: "[the page](01-first.md) tells"
    answers:
      - {id: a, text: "![A lamp](files/lamp.svg)", correct: true}
      - {id: b, text: "A boat, ![](files/none.svg)", feedback: "No: [notes](files/notes.pdf)"}
  - id: q2
    type: true-false
    text: It shines
    answer: true
    if_false: "Look: ![A lamp](files/lamp.svg)"
"""


def test_pictures_and_links_of_a_test_are_the_modules(tmp_path: Path) -> None:
    """What a question shows is in the package; what is not there is told where it is written."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"></svg>'
    files = {"files/lamp.svg": svg, "files/notes.pdf": b"%PDF-1.4"}
    changes: Changes = {f"modules/one/{name}": data for name, data in files.items()}
    changes["modules/one/test.yaml"] = TEST_WITH_FILES
    broken = build_course(write_project(tmp_path, changes))
    told = [(d.code, d.at.path, d.at.line) for d in broken.diagnostics]
    assert told == [("CRS-005", "modules/one/test.yaml", 10)]
    changes["modules/one/files/none.svg"] = svg
    built = build_course(write_project(tmp_path, changes))
    with ZipFile(built.packages[0].path) as archive:
        page = archive.read("index.html").decode()
        names = set(archive.namelist())
    sources = re.findall(r'<img src="([^"]+)"', page)
    assert len(sources) == 5  # one of them on the page
    assert {*sources, *re.findall(r'href="(assets/notes[^"]+)"', page)} <= names
    assert re.search(r'href="#[^"]*one-first[^"]*"[^>]*>the page</a>', page)


def test_hosts_and_captions_are_told_of(tmp_path: Path) -> None:
    page = """# Видео

:::video https://vkvideo.ru/video-1_2

:::video https://rutube.ru/video/9e4cd81a6b2566e9/ {captions=said.vtt}

:::video film.mp4

![точка](https://img.example.org/dot.png)

<iframe src="https://map.example.org/a" title="Карта"></iframe>
"""
    files = {f"modules/one/files/{name}": "0" for name in ("film.mp4", "mute.mp4", "film.en.vtt")}
    vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\nСказано.\n"
    said = {"modules/one/files/film.vtt": vtt, "modules/one/files/said.vtt": vtt}
    manifest = MANIFEST + "videos: {scripts: true, watched: 80 %}\n"
    project: Changes = {
        **files,
        **said,
        "modules/one/09-film.md": page,
        "manifests/small.yaml": manifest,
    }
    built = build_course(write_project(tmp_path, project))
    told = {d.code: (d.at.path, d.at.line) for d in built.diagnostics}
    assert told["RDR-003"] == ("modules/one/files/film.en.vtt", 1)
    assert "CRS-120" not in told
    (tmp_path / "modules/one/files/film.en.vtt").unlink()
    built = build_course(tmp_path / "manifests/small.yaml")
    (made,) = built.packages
    assert [(contact.host, dict(contact.why)) for contact in made.contacts] == [
        ("img.example.org", {"picture": 1}),
        ("map.example.org", {"frame": 1}),
        ("rutube.ru", {"video": 1}),
        ("vk.com", {"script": 1}),
        ("vkvideo.ru", {"video": 1}),
    ]
    with ZipFile(made.path) as package:
        html = package.read("index.html").decode()
        tracks = re.findall(r'<track kind="captions" src="(.*?)"', html)
        assert [package.read(path).decode() for path in tracks] == [vtt]
        scripts = re.findall(r'<script src="(.*?)"', html)
        (player,) = scripts
        assert b"youtube" in package.read(player)
    assert html.count("<p>Сказано.</p>") == 2
    (tmp_path / "modules/one/files/film.vtt").unlink()
    silent = build_course(tmp_path / "manifests/small.yaml").diagnostics
    assert [(d.code, d.at.line) for d in silent if d.code == "CRS-120"] == [("CRS-120", 7)]
