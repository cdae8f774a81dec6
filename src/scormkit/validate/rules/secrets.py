"""Credentials in a package: every learner can read every file of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.project.secrets import find_secrets, may_hold_secrets
from scormkit.validate.engine import Finding, Findings, rule
from scormkit.validate.scripts import LIMIT

if TYPE_CHECKING:
    from scormkit.validate.files import Files

_TEXT = re.compile(r"\.(?:x?html?|m?js|json|xml|txt|css|pem|key|env|ya?ml|ini)$", re.IGNORECASE)


@rule("WEB-026", severity=Severity.ERROR, clause="security")
def secrets(files: Files) -> Findings:
    """No file holds passwords, tokens or keys.

    Whoever may take the course may read them. Take them out and make them invalid where they were
    given out; a course gets what it needs when it is launched.
    """
    for path in files:
        if not _TEXT.search(path) or files.size(path) > LIMIT:
            continue
        data = files.read(path)
        if not may_hold_secrets(data):
            continue
        text = data.decode("utf-8", "replace")
        for secret in find_secrets(text):
            line = text.count("\n", 0, secret.offset) + 1
            column = secret.offset - text.rfind("\n", 0, secret.offset)
            yield Finding(
                f"{path} holds {secret.shown}",
                files.at(path, line, column),
                severity=None if secret.certain else Severity.WARNING,
            )


RULES = (secrets,)
