"""The build hook: what it makes, what it leaves alone."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from scormkit.player import hatch_build
from scormkit.player.hatch_build import shrink

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sources in which nothing was made; installed packages are borrowed.

    What takes its time, making scripts smaller still, is left out.
    """
    hatch_build.install()
    package = tmp_path / "scormkit"
    junk = shutil.ignore_patterns("node_modules", "bundle", "xsd", "__pycache__")
    for part in ("player", "lrs", "standards", "preview"):
        shutil.copytree(hatch_build.PACKAGE / part, package / part, ignore=junk)
    modules = hatch_build.MODULES
    monkeypatch.setattr(hatch_build, "PACKAGE", package)
    monkeypatch.setattr(hatch_build, "PLAYER", package / "player")
    monkeypatch.setattr(hatch_build, "BUNDLE", package / "player" / "bundle")
    monkeypatch.setattr(hatch_build, "MODULES", package / "player" / "node_modules")
    monkeypatch.setattr(hatch_build, "__file__", str(package / "player" / "hatch_build.py"))
    monkeypatch.setattr(hatch_build, "shrink", lambda _: None)
    (package / "player" / "node_modules").symlink_to(modules)
    return package


def test_makes_scripts_and_schemas_once(checkout: Path) -> None:
    assert hatch_build.build() is True
    assert {"scorm12.js", "web.js"} <= {p.name for p in (checkout / "player/bundle").iterdir()}
    schemas = {p.name for p in (checkout / "standards/scorm12/xsd").iterdir()}
    assert schemas == {
        "LICENSE.txt", "adlcp_rootv1p2.xsd", "ims_xml.xsd", "imscp_rootv1p1p2.xsd",
        "imsmd_rootv1p2p1.xsd",
    }  # fmt: skip
    assert hatch_build.build() is False
    course = checkout / "player" / "course.ts"
    course.write_text(course.read_text("utf-8") + "\n", "utf-8")
    assert hatch_build.build() is True


def test_an_unpacked_sdist_needs_no_node(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hatch_build.build()
    (checkout / "player" / "node_modules").unlink()
    monkeypatch.setattr(hatch_build, "node_command", lambda: pytest.fail("Node was asked for"))
    assert hatch_build.build() is False
    (checkout / "player" / "bundle" / "web.js").unlink()
    with pytest.raises(pytest.fail.Exception, match="Node was asked for"):
        hatch_build.build()


def test_the_same_sources_make_the_same_scripts(checkout: Path) -> None:
    hatch_build.build()
    first = (checkout / "player/bundle/scorm12.js").read_bytes()
    shutil.rmtree(checkout / "player/bundle")
    hatch_build.build()
    assert (checkout / "player/bundle/scorm12.js").read_bytes() == first


def test_scripts_shrink_to_the_same_each_time(tmp_path: Path) -> None:
    script = (
        "(() => { const two = () => { const one = 1; return one + one }; window.told = two() })()"
    )
    made = [tmp_path / "one.js", tmp_path / "two.js"]
    for path in made:
        path.write_text(script)
    shrink(made)
    assert [path.read_text() for path in made] == ["window.told=2;"] * 2


def test_the_lock_pins_all_and_names_no_registry() -> None:
    lock = json.loads((hatch_build.PLAYER / "package-lock.json").read_text("utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert not [name for name, entry in packages.items() if "resolved" in entry]
    assert not [name for name, entry in packages.items() if "integrity" not in entry]
    manifest = json.loads((hatch_build.PLAYER / "package.json").read_text("utf-8"))
    assert all(v[0].isdigit() for v in manifest["devDependencies"].values())
