"""Runs the tests of the player's core, which are written in TypeScript like the core itself."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from scormkit.player import hatch_build

HERE = Path(__file__).parent
SUITES = sorted(HERE.glob("*.test.ts"))


@pytest.fixture(scope="session")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All suites, bundled for Node."""
    folder = tmp_path_factory.mktemp("suites")
    hatch_build.install()
    hatch_build.bundle_scripts(
        {suite.stem: suite for suite in SUITES},
        folder,
        "--platform=node",
        "--format=cjs",
        "--target=node20",
        "--sourcemap=inline",
        "--external:xapi-validation",  # it loads its own parts as it needs them
    )
    return folder


@pytest.mark.parametrize("suite", SUITES, ids=lambda path: path.name.split(".")[0])
def test_suite(suite: Path, scripts: Path) -> None:
    command = [
        *hatch_build.node_command(),
        "--enable-source-maps",
        "--test-reporter=tap",
        "--test-force-exit",
        "--test",
    ]
    script = scripts / f"{suite.stem}.js"
    patience = 200 * int(os.environ.get("SCORMKIT_SOAK", "1"))
    done = subprocess.run(
        [*command, script],
        capture_output=True,
        text=True,
        check=False,
        timeout=patience,
        env=os.environ | {"NODE_PATH": str(hatch_build.MODULES)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# tests 0" not in done.stdout
