"""The preview's server: the files of a package, ranges, records, rebuilding, its own end."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import zipfile
from typing import TYPE_CHECKING

import pytest

from scormkit.diagnostics import Diagnostic, Location, Severity
from scormkit.errors import ManifestError, PackageError
from scormkit.preview.contents import open_contents, read_offer
from scormkit.preview.routes import parse_range
from scormkit.preview.server import Preview

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<organizations default="o"><organization identifier="x"><title>Wrong</title></organization>
<organization identifier="o"><title>Курс</title>
<item identifier="branch"><title>Part</title>
<item identifier="i1" identifierref="r1" parameters="?a=1"><title>One</title>
<adlcp:masteryscore>70</adlcp:masteryscore></item></item>
<item identifier="i2" identifierref="r2"><title>Two</title></item>
</organization></organizations>
<resources><resource identifier="r1" type="webcontent" adlcp:scormtype="sco" href="one.html"/>
<resource identifier="r2" type="webcontent" adlcp:scormtype="asset" href="two%20b.html"/></resources>
</manifest>"""
FILES = {
    "imsmanifest.xml": MANIFEST,
    "one.html": '<!doctype html><html lang="ru"><title>x</title>',
    "two b.html": "two",
    "media/film.mp4": "0123456789",
}


def make_zip(path: Path, files: Mapping[str, str] = FILES) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def fetch(
    preview: Preview, path: str, method: str = "GET", data: bytes | None = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(preview.address + path, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def test_items_come_from_the_default_organization(tmp_path: Path) -> None:
    contents = open_contents(make_zip(tmp_path / "a.zip"))
    offer = read_offer(contents)
    contents.close()
    assert (offer.play, offer.title) == ("scorm12", "Курс")
    assert [(i.id, i.title, i.href, i.kind, i.facts) for i in offer.items] == [
        ("i1", "One", "one.html?a=1", "sco", {"masteryscore": "70"}),
        ("i2", "Two", "two%20b.html", "asset", {}),
    ]


def test_a_site_without_manifest_is_one_page_without_api(tmp_path: Path) -> None:
    contents = open_contents(make_zip(tmp_path / "a.zip", {"index.html": ""}))
    offer = read_offer(contents)
    contents.close()
    assert offer.play == "web"
    assert [(i.href, i.kind) for i in offer.items] == [("index.html", "page")]


@pytest.mark.parametrize("files", [None, {"imsmanifest.xml": "<manifest>"}])
def test_what_is_no_package_is_told(tmp_path: Path, files: dict[str, str] | None) -> None:
    package = tmp_path / "a.zip"
    if files:
        make_zip(package, files)
    else:
        package.write_text("no zip", encoding="utf-8")
    with pytest.raises(PackageError, match="cannot be read"):
        Preview(package)


@pytest.mark.parametrize("packed", [True, False])
def test_serves_files_of_a_zip_and_of_a_folder(tmp_path: Path, packed: bool) -> None:  # noqa: FBT001
    package = tmp_path / "a.zip"
    if packed:
        make_zip(package)
    else:
        for name, text in FILES.items():
            (package / name).parent.mkdir(parents=True, exist_ok=True)
            (package / name).write_text(text, encoding="utf-8")
        (package / "link.txt").symlink_to("/etc/hostname")
    with Preview(package) as preview:
        status, headers, body = fetch(preview, "course/two%20b.html")
        assert (status, body, headers["content-type"]) == (200, b"two", "text/html; charset=utf-8")
        assert headers["cache-control"] == "no-store"
        assert headers["permissions-policy"] == "unload=()"
        status, headers, body = fetch(preview, "course/media/film.mp4", Range="bytes=2-4")
        assert (status, body) == (206, b"234")
        assert headers["content-range"] == "bytes 2-4/10"
        assert fetch(preview, "course/media/film.mp4", Range="bytes=10-")[0] == 416
        for path in ("nothing", "course/nothing", "course/../../etc/passwd", "course/link.txt",
                     "course/%2e%2e/%2e%2e/etc/passwd", "course/%2Fetc/passwd"):  # fmt: skip
            assert fetch(preview, path)[0] == 404


def test_the_page_knows_the_course(tmp_path: Path) -> None:
    with Preview(make_zip(tmp_path / "a.zip")) as preview:
        page = fetch(preview, "")[2].decode()
        assert '<html lang="ru">' in page
        assert '"title": "Курс"' in page
        boot = json.loads(fetch(preview, "state")[2])
        assert [i["id"] for i in boot["items"]] == ["i1", "i2"]


def test_answers_only_to_the_names_of_this_machine(tmp_path: Path) -> None:
    with Preview(make_zip(tmp_path / "a.zip")) as preview:
        assert preview.address.startswith("http://127.0.0.1:")
        assert fetch(preview, "", Host="evil.example")[0] == 400


def test_records_are_kept_by_learner_and_item(tmp_path: Path) -> None:
    with Preview(make_zip(tmp_path / "a.zip")) as preview:
        assert fetch(preview, "records/1/i1")[2] == b"null"
        assert fetch(preview, "records/1/i1", "POST", b'{"values":{}}')[0] == 200
        assert fetch(preview, "records/1/i1")[2] == b'{"values":{}}'
        assert fetch(preview, "records/2/i1")[2] == b"null"
        fetch(preview, "records/1/i1", "DELETE")
        assert fetch(preview, "records/1/i1")[2] == b"null"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", (0, 10)), ("bytes=0-", (0, 10)), ("bytes=3-5", (3, 6)), ("bytes=3-99", (3, 10)),
        ("bytes=-4", (6, 10)), ("bytes=-99", (0, 10)), ("bytes=-0", None), ("bytes=10-", None),
        ("bytes=5-3", None), ("bytes=0-1,4-5", (0, 10)), ("lines=1-2", (0, 10)), ("bytes=-", (0, 10)),
    ],
)  # fmt: skip
def test_ranges(header: str, expected: tuple[int, int] | None) -> None:
    assert parse_range(header, 10) == expected


def test_rebuilds_on_save_and_tells_the_page(tmp_path: Path) -> None:
    sources, package = tmp_path / "modules", tmp_path / "a.zip"
    sources.mkdir()
    make_zip(package)
    built: list[int] = []

    def rebuild() -> dict[str, Path]:
        built.append(1)
        text = (sources / "page.md").read_text(encoding="utf-8")
        if text == "broken":
            at = Location("modules/page.md", 3)
            raise ManifestError(Diagnostic("PRJ-001", Severity.ERROR, "no such thing", at))
        new = tmp_path / "new.zip"
        make_zip(new, FILES | {"page.html": text})
        return {"scorm12": new.replace(package)}

    def until(value: str) -> None:
        end = time.monotonic() + 20
        while value not in fetch(preview, "course/page.html")[2].decode() + str(
            json.loads(fetch(preview, "state")[2])["problems"]
        ):
            assert time.monotonic() < end
            time.sleep(0.05)

    with Preview(package, rebuild=rebuild, watch=(sources,)) as preview:
        time.sleep(0.5)
        (sources / "page.md").write_text("first", encoding="utf-8")
        until("first")
        (sources / "page.md").write_text("broken", encoding="utf-8")
        until("modules/page.md:3: no such thing [PRJ-001]")
        assert fetch(preview, "course/page.html")[2] == b"first"
        (sources / "page.md").write_text("second", encoding="utf-8")
        until("second")
        end = time.monotonic() + 20  # the package is new a moment before the page is told
        while json.loads(fetch(preview, "state")[2])["problems"]:
            assert time.monotonic() < end
            time.sleep(0.05)


def test_a_first_build_that_fails_is_shown_too(tmp_path: Path) -> None:
    def rebuild() -> dict[str, Path]:
        raise ManifestError(Diagnostic("PRJ-001", Severity.ERROR, "bad", Location("a.yaml", 1)))

    with Preview(None, rebuild=rebuild, watch=(tmp_path,)) as preview:
        boot = json.loads(fetch(preview, "state")[2])
        assert (boot["items"], boot["problems"]) == ([], ["a.yaml:1: bad [PRJ-001]"])


def test_events_end_with_the_server(tmp_path: Path) -> None:
    before = threading.active_count()
    with Preview(make_zip(tmp_path / "a.zip")) as preview:
        stream = urllib.request.urlopen(preview.address + "events", timeout=10)
        assert stream.readline().startswith(b":")
    stream.close()
    assert threading.active_count() == before


@pytest.mark.parametrize("reading", [False, True], ids=["alone", "with a page open"])
def test_ctrl_c_ends_it_cleanly(tmp_path: Path, reading: bool) -> None:  # noqa: FBT001
    package = make_zip(tmp_path / "a.zip")
    script = (
        "import pathlib, sys; from scormkit.preview.server import Preview;"
        "p = Preview(pathlib.Path(sys.argv[1])); print(p.address, flush=True); p.run(); print('end')"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, package],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    address = process.stdout.readline().strip()
    stream = None
    for _ in range(100):
        try:
            stream = urllib.request.urlopen(address + "events", timeout=10)
            break
        except urllib.error.URLError:
            time.sleep(0.05)
    assert stream
    if not reading:
        stream.close()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    stream.close()
    assert (process.returncode, out, err) == (0, "end\n", "")


def test_a_wanted_port_is_used_and_a_taken_one_told(tmp_path: Path) -> None:
    package = make_zip(tmp_path / "a.zip")
    with Preview(package) as preview:
        port = int(preview.address.split(":")[2].strip("/"))
        with pytest.raises(OSError, match="in use"):
            Preview(package, port=port)
