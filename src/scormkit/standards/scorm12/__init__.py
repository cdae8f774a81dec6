"""SCORM 1.2 (ADL, October 2001): the package writer, the rules and the player's run-time."""

from scormkit.standards.scorm12.checking import check, find
from scormkit.standards.scorm12.facts import LIMITS
from scormkit.standards.scorm12.imsmanifest import NAME, pack

STATE_LIMIT: int = LIMITS["suspend_data"]

__all__ = ["NAME", "STATE_LIMIT", "check", "find", "pack"]
