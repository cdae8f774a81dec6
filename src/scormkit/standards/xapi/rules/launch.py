"""What an LMS opens, and whether that uses what it is launched with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.lrs.activities import VOCABULARY
from scormkit.project.secrets import find_secrets
from scormkit.validate.engine import Finding, Findings, rule
from scormkit.validate.scripts import Scripts

if TYPE_CHECKING:
    from scormkit.standards.xapi.structure import TinCan

_PAGES = (".html", ".htm", ".xhtml")


@rule("TC-004", severity=Severity.ERROR, clause="Rustici's launch method, Packaging")
def some_launch(package: TinCan) -> Findings:
    """An activity has a launch.

    Without one an LMS has nothing to open. Add <launch lang="en">index.html</launch> after the
    description of the course.
    """
    if package.launches:
        return
    files = () if package.document.alone else package.document.files
    content = any(path.lower().endswith(_PAGES) for path in files)
    yield Finding(
        "No activity has a launch" if content else "The package holds definitions only",
        package.at(package.document.root),
        severity=None if content else Severity.INFO,
    )


@rule("TC-005", severity=Severity.ERROR, clause="Rustici's launch method, Packaging")
def one_launch(package: TinCan) -> Findings:
    """Only one activity has a launch.

    An LMS opens one thing for a package. Keep the launch of the course and remove the others.
    """
    for launch in package.launches[1:]:
        message = f"A second activity has a <launch>: {launch.url!r}"
        yield Finding(message, package.at(launch.element))


@rule("TC-006", severity=Severity.ERROR, clause="Rustici's launch method, Import")
def target_exists(package: TinCan) -> Findings:
    """A launch leads to a file of the package or to a whole address.

    Otherwise the course cannot be opened. Put the file into the package or correct the launch;
    large and small letters count.
    """
    for launch in package.launches:
        at = package.at(launch.element)
        if launch.is_absolute:
            continue
        if package.document.alone:
            yield Finding(f"The launch {launch.url!r} is relative, but there is no package", at)
        elif launch.path not in package.document.files:
            yield Finding(f"There is no file {launch.path!r} in the package", at)


@rule("TC-011", severity=Severity.WARNING, clause="Rustici's launch method, Launch")
def reserved_names(package: TinCan) -> Findings:
    """The launch does not use the names that an LMS adds to it.

    With endpoint, auth, actor or others standing there already, the course reads the wrong value.
    Rename the parameter.
    """
    for launch in package.launches:
        for name in launch.parameters:
            if name in VOCABULARY["launch_parameters"]:
                message = f"The launch {launch.url!r} uses the parameter {name}"
                yield Finding(message, package.at(launch.element))


@rule("TC-016", severity=Severity.ERROR, clause="Rustici's launch method, Launch; security")
def uses_the_launch(package: TinCan) -> Findings:
    """The course reports to the LRS that it is launched with.

    Credentials that stand in the course are known to every learner, and a course that reads
    neither endpoint nor auth reports to nobody's LRS but its own. Read both from the launch.
    """
    for launch in package.launches:
        program = Scripts(package.document.files).program(launch.path)
        if program is None or launch.is_absolute:
            continue
        at = package.at(launch.element)
        if program.lacks("endpoint") or program.lacks("auth"):
            yield Finding(f"{launch.path} does not read what it is launched with", at)
        secrets = (secret for text in program.texts for secret in find_secrets(text))
        if found := next((secret for secret in secrets if secret.kind == "basic"), None):
            yield Finding(f"{launch.path} holds credentials: {found.shown}", at)


RULES = (some_launch, one_launch, target_exists, reserved_names)
PACKAGE_RULES = (uses_the_launch,)
