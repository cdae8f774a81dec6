"""SCORM 1.2 (ADL, October 2001): the package writer, the rules and the player's run-time."""

from scormkit.standards.ims.outline import outline
from scormkit.standards.scorm12.checking import check, find
from scormkit.standards.scorm12.facts import LIMITS
from scormkit.standards.scorm12.imsmanifest import NAME, pack
from scormkit.standards.standard import Standard

STANDARDS = (
    Standard(
        "scorm12",
        "SCORM 1.2",
        pack,
        script="scorm12",
        find=find,
        check=check,
        manifest=NAME,
        state_limit=LIMITS["suspend_data"],
        outline=outline,
    ),
)
