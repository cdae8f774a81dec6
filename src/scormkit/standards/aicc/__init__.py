"""AICC (CMI001, HTTP-based): the course files' writer, the rules and the player's run-time."""

from scormkit.standards.aicc.checking import check, find
from scormkit.standards.aicc.course_files import pack
from scormkit.standards.aicc.facts import LIMITS
from scormkit.standards.aicc.outline import outline
from scormkit.standards.standard import Standard

STANDARDS = (
    Standard(
        "aicc",
        "AICC",
        pack,
        script="aicc",
        find=find,
        check=check,
        state_limit=LIMITS["core_lesson"],
        outline=outline,
    ),
)
