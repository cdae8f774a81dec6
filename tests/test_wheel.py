"""What people install is the wheel: it works in an empty environment with the sources out of reach."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, cwd: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL"))}
    result = subprocess.run(
        command, cwd=cwd, env=environment, text=True, capture_output=True, check=False
    )
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout


@pytest.mark.long
def test_installed_wheel_builds_and_validates_a_course(tmp_path: Path) -> None:
    """Installed without the checkout: a new course is built, checked, and its parts are there."""
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path, ROOT, cwd=tmp_path)
    (wheel,) = tmp_path.glob("scormkit-*.whl")
    venv.create(tmp_path / "env")
    python = tmp_path / "env" / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python)
    run(*pip, "install", "-q", "--no-compile", wheel, cwd=tmp_path)
    home = run(python, "-c", "import scormkit; print(scormkit.__file__)", cwd=tmp_path)
    assert str(tmp_path) in home
    assert str(ROOT / "src") not in home
    scormkit = tmp_path / "env" / "bin" / "scormkit"
    project = tmp_path / "project"
    project.mkdir()
    run(scormkit, "new", "course", "Мой курс", "--language", "ru", cwd=project)
    run(scormkit, "build", cwd=project)
    (package,) = (project / "dist").glob("*.zip")
    run(scormkit, "validate", "--strict", package, cwd=project)
    preview = "from scormkit import player; assert len(player.bundle('preview')) > 50_000"
    run(python, "-c", preview, cwd=project)
